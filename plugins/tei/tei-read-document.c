#include "tei-reader.h"

#include "tei-chars.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define MAX_HEADING_LEVEL 6

static void
clear_document (TeiReader *self)
{
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->text_id, g_free);
  g_clear_pointer (&self->text_language, g_free);
  g_clear_pointer (&self->memo, g_free);
  g_clear_pointer (&self->text, tei_text_free);
  g_array_set_size (self->headings, 0);
  g_array_set_size (self->codings, 0);
  g_array_set_size (self->memos, 0);
  self->depth = 0;
  self->has_document = FALSE;
}

void
tei_reader_begin_document (TeiReader *self, const TeiAttributes *attributes)
{
  g_autofree char *corresp = tei_attributes_dup (attributes, "corresp");

  /* A TEI element may stand in another: each is a document. */
  tei_reader_finish_document (self);
  self->counts.targets += self->codings->len; /* outside any document */
  clear_document (self);
  if (corresp == NULL || !scho_uuid_parse (corresp, &self->uuid))
    memset (&self->uuid, 0, sizeof self->uuid);
  self->id = tei_attributes_dup (attributes, "xml:id");
  if (!(self->text_language = tei_attributes_dup (attributes, "xml:lang")))
    self->text_language = g_strdup (self->corpus_language);
  self->text = tei_text_new ();
  self->has_document = TRUE;
  self->has_text = FALSE;
}

static void
begin_text (TeiReader *self, const TeiAttributes *attributes)
{
  char *language = tei_attributes_dup (attributes, "xml:lang");

  if (self->has_text) /* one of several in a group */
    {
      g_free (language);
      return;
    }
  self->has_text = TRUE;
  self->text_id = tei_attributes_dup (attributes, "xml:id");
  if (language != NULL)
    {
      g_free (self->text_language);
      self->text_language = language;
    }
  tei_text_set_exact (self->text, self->header.own_document);
}

/* What has an xml:id can be pointed at; a segment with a code is a coding itself. */
static void
begin_extent (TeiReader *self, TeiFrame *frame, const TeiAttributes *attributes)
{
  g_autofree char *id = tei_attributes_dup (attributes, "xml:id");
  char *ana = frame->kind == TEI_SEG ? tei_attributes_dup (attributes, "ana") : NULL;

  if (id != NULL || ana != NULL)
    frame->extent = tei_text_begin_extent (self->text, id) + 1;
  if (ana != NULL)
    {
      TeiCoding coding = { .ana = ana, .time = -1, .weight = SCHO_NO_WEIGHT };

      coding.id = g_steal_pointer (&id);
      coding.resp = tei_attributes_dup (attributes, "resp");
      coding.extent = frame->extent;
      g_array_append_val (self->codings, coding);
    }
}

void
tei_reader_begin_in_text (TeiReader *self,
                          TeiFrame *frame,
                          const TeiAttributes *attributes)
{
  if (frame->kind == TEI_TEXT)
    begin_text (self, attributes);
  else if (frame->kind == TEI_ASIDE
           || (frame->kind == TEI_NOTE && !self->header.own_document))
    {
      self->counts.notes++;
      self->section = TEI_SKIPPING;
      return;
    }
  else if (frame->kind == TEI_DIV)
    self->depth++;
  else if (frame->kind == TEI_BREAK)
    tei_text_add_empty_line (self->text);

  if (frame->kind == TEI_BLOCK || frame->kind == TEI_HEAD)
    tei_text_begin_block (self->text);
  begin_extent (self, frame, attributes);
  /* A number that is nobody's yet, since the line may still have to begin. */
  if (frame->kind == TEI_HEAD && frame->extent == 0)
    frame->extent = tei_text_begin_extent (self->text, NULL) + 1;
}

static void
keep_heading (TeiReader *self, TeiFrame *frame)
{
  SchoStretch heading = { .kind = SCHO_STRETCH_HEADING };

  heading.level = CLAMP (self->depth, 1, MAX_HEADING_LEVEL);
  tei_text_get_extent (self->text, frame->extent - 1, &heading.start, &heading.end);
  if (heading.start < heading.end)
    g_array_append_val (self->headings, heading);
}

void
tei_reader_end_in_text (TeiReader *self, TeiFrame *frame)
{
  if (frame->extent != 0 && frame->kind != TEI_ANCHOR && frame->kind != TEI_BREAK)
    tei_text_end_extent (self->text, frame->extent - 1);
  if (frame->kind == TEI_HEAD)
    keep_heading (self, frame);
  else if (frame->kind == TEI_DIV && self->depth > 0)
    self->depth--;
  if (frame->kind == TEI_BLOCK || frame->kind == TEI_HEAD)
    tei_text_end_block (self->text);
}

/* `12:1b`: position and character; 0 when it is not so. */
static gunichar
parse_forbidden (const char *word, guint64 *position)
{
  char *end;
  guint64 c;

  *position = g_ascii_strtoull (word, &end, 10);
  if (end == word || *end != ':')
    return 0;
  c = g_ascii_strtoull (end + 1, NULL, 16);
  return c > 0 && c <= 0xffff && tei_is_forbidden (c) ? c : 0;
}

static gboolean
is_replacement (const char *p)
{
  return (guint8) p[0] == 0xef && (guint8) p[1] == 0xbf && (guint8) p[2] == 0xbd;
}

/* Puts back what XML forbids, where U+FFFD stands for it still. */
static GString *
restore (const GString *text, const char *forbidden)
{
  g_auto (GStrv) words = g_strsplit (forbidden, " ", -1);
  GString *out = g_string_sized_new (text->len);
  const char *p = text->str;
  const char *end = text->str + text->len;
  guint64 at = 0;

  for (char **word = words; *word != NULL; word++)
    {
      guint64 position;
      gunichar c = parse_forbidden (*word, &position);
      const char *from = p;

      if (c == 0 || position < at)
        continue;
      for (; p < end && at < position; at++)
        p = g_utf8_next_char (p);
      g_string_append_len (out, from, p - from);
      if (p < end && is_replacement (p))
        {
          g_string_append_unichar (out, c);
          p += 3;
          at++;
        }
    }
  g_string_append_len (out, p, end - p);
  return out;
}

/* Those that lie outside a text that somebody has changed are left out. */
static GArray *
pick_stretches (TeiReader *self)
{
  GArray *all = self->header.own_document ? self->header.stretches : self->headings;
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (SchoStretch));
  guint32 length = tei_text_get_length (self->text);

  for (guint i = 0; i < all->len; i++)
    {
      SchoStretch *stretch = &g_array_index (all, SchoStretch, i);

      if (stretch->start <= stretch->end && stretch->end <= length)
        g_array_append_val (stretches, *stretch);
      else
        self->counts.stretches++;
    }
  return stretches;
}

static SchoText *
make_text (TeiReader *self)
{
  GString *text = tei_text_finish (self->text);
  g_autoptr (GArray) stretches = pick_stretches (self);
  GString *copy = self->header.own_document && self->header.forbidden != NULL
                      ? restore (text, self->header.forbidden)
                      : g_string_new_len (text->str, text->len);
  gsize n = copy->len;
  GError *error = NULL;
  SchoText *made;

  made = scho_text_new_take (g_string_free (copy, FALSE), n,
                             (SchoStretch *) stretches->data, stretches->len, &error);
  if (made == NULL)
    {
      tei_reader_fail (self, "%s: %s", self->file, error->message);
      g_error_free (error);
      return NULL;
    }
  if (self->header.own_document && self->header.digest != NULL
      && !g_str_equal (self->header.digest, scho_text_get_digest (made)))
    scho_step_add_note (
        self->step,
        _ ("The text of “%s” was changed after it was exported; the codings "
           "follow their anchors."),
        self->header.title ? self->header.title : self->file);
  return made;
}

static guint32
add_document (TeiReader *self, SchoText *text, gboolean new_uuid)
{
  TeiHeader *header = &self->header;
  g_autofree char *title = tei_reader_dup_exact (self, self->id, "title", header->title);
  g_autofree char *source
      = tei_reader_dup_exact (self, self->id, "source", header->source);
  gboolean own = header->own_document;
  SchoDocument document = {
    .title = title != NULL && (*title != '\0' || own) ? title : self->file,
    .source = source != NULL && (*source != '\0' || own) ? source
              : own                                      ? NULL
                                                         : self->file,
    .language = own || !self->text_language ? header->language : self->text_language,
    .memo = self->memo,
    .encoding = own ? header->encoding : NULL,
    .line_ends = own ? header->line_ends : SCHO_LINE_ENDS_LF,
    .byte_order_mark = own && header->byte_order_mark,
    .attributes = (SchoAttribute *) header->attributes->data,
    .n_attributes = own ? header->attributes->len : 0,
  };
  guint32 id;

  if (!new_uuid)
    document.uuid = self->uuid;
  id = scho_step_add_document (self->step, &document, text);
  tei_nouns_note_document (self->nouns, &scho_step_get_document (self->step, id)->uuid,
                           id);
  return id;
}

/* Two copies of a project may each have said something. */
static void
add_memo (TeiReader *self, guint32 id)
{
  SchoDocument document = *scho_step_get_document (self->step, id);
  g_autofree char *memo = NULL;

  if (self->memo == NULL)
    return;
  memo = tei_reader_join_memo (self, document.memo, self->memo);
  document.memo = memo;
  scho_step_replace_document (self->step, &document, NULL);
}

/* The same document with the same text gets the codings; with another text it is another
 * document. */
static guint32
find_or_add_document (TeiReader *self, SchoText *text)
{
  guint32 id = scho_uuid_is_null (&self->uuid)
                   ? 0
                   : tei_nouns_find_document (self->nouns, &self->uuid);
  const SchoDocument *document;

  if (id == 0)
    return add_document (self, text, FALSE);
  document = scho_step_get_document (self->step, id);
  if (g_str_equal (document->digest, scho_text_get_digest (text)))
    {
      add_memo (self, id);
      return id;
    }
  scho_step_add_note (
      self->step,
      _ ("“%s” is in the project already, with another text; it was added "
         "as a new document."),
      document->title);
  return add_document (self, text, TRUE);
}

void
tei_reader_finish_document (TeiReader *self)
{
  g_autoptr (SchoText) text = NULL;

  if (!self->has_document)
    return;
  /* A codebook of ours has a text, since TEI asks for one, but no document. */
  if (self->has_text && (self->header.own_document || !self->header.own)
      && (text = make_text (self)) != NULL)
    {
      scho_progress_set (self->progress, -1, self->header.title);
      self->counts.doubled += tei_text_get_n_doubled (self->text);
      tei_reader_resolve (self, find_or_add_document (self, text));
    }
  clear_document (self);
}
