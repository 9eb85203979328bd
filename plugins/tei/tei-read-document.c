#include "tei-reader.h"

#include "tei-chars.h"

#include "../shared/import.h"

#include <string.h>

#include <glib/gi18n-lib.h>

static void
clear_document (TeiReader *self)
{
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->text_id, g_free);
  g_clear_pointer (&self->text_language, g_free);
  g_clear_pointer (&self->memo, g_free);
  g_clear_pointer (&self->text, tei_text_free);
  g_clear_pointer (&self->elsewhere, g_free);
  g_array_set_size (self->stretches, 0);
  g_array_set_size (self->marks, 0);
  g_array_set_size (self->inclusions, 0);
  g_hash_table_remove_all (self->times);
  g_hash_table_remove_all (self->things);
  g_array_set_size (self->codings, 0);
  g_array_set_size (self->memos, 0);
  g_array_set_size (self->links, 0);
  self->depth = self->list_depth = self->n_asides = 0;
  self->has_document = FALSE;
}

void
tei_reader_begin_document (TeiReader *self, const TeiAttributes *attributes)
{
  g_autofree char *corresp = tei_attributes_dup (attributes, "corresp");

  /* A TEI element may stand in another: each is a document. */
  tei_reader_finish_document (self);
  tei_counts_add (&self->counts, TEI_COUNT_TARGETS, self->codings->len,
                  NULL); /* outside any document */
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

/* What stands between characters, and notes, are where they are only now. */
static void
place_marks (TeiReader *self)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      SchoStretch *mark = &g_array_index (self->marks, SchoStretch, i);

      tei_text_get_extent (self->text, mark->start, &mark->start, &mark->end);
      if (mark->kind != SCHO_STRETCH_NOTE)
        mark->end = mark->start;
      if (mark->kind != SCHO_STRETCH_NOTE || mark->start < mark->end)
        g_array_append_val (self->stretches, *mark);
      else
        g_free ((char *) mark->label);
    }
  /* Their labels are those of the stretches now. */
  for (guint i = 0; i < self->marks->len; i++)
    g_array_index (self->marks, SchoStretch, i).label = NULL;
  g_array_set_size (self->marks, 0);
}

/* Those that lie outside a text that somebody has changed are left out. */
static GArray *
pick_stretches (TeiReader *self)
{
  GArray *all = self->header.own_document ? self->header.stretches : self->stretches;
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (SchoStretch));
  guint32 length = tei_text_get_length (self->text);

  for (guint i = 0; i < all->len; i++)
    {
      SchoStretch *stretch = &g_array_index (all, SchoStretch, i);

      if (stretch->start <= stretch->end && stretch->end <= length)
        g_array_append_val (stretches, *stretch);
      else
        tei_counts_add (&self->counts, TEI_COUNT_STRETCHES, 1, NULL);
    }
  return stretches;
}

static SchoText *
make_text (TeiReader *self)
{
  GString *text = tei_text_finish (self->text);
  g_autoptr (GArray) stretches = NULL;
  GString *copy = self->header.own_document && self->header.forbidden != NULL
                      ? restore (text, self->header.forbidden)
                      : g_string_new_len (text->str, text->len);
  gsize n = copy->len;
  GError *error = NULL;
  SchoText *made;

  place_marks (self);
  stretches = pick_stretches (self);
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
  GArray *attributes = own ? header->attributes : header->classes.attributes;
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
    .attributes = (SchoAttribute *) attributes->data,
    .n_attributes = attributes->len,
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

/* Not even a word: then the file is about a text that lies elsewhere. */
static gboolean
is_empty (TeiReader *self)
{
  return !self->header.own && tei_text_get_length (self->text) == 0;
}

static void
say_empty (TeiReader *self)
{
  if (self->inclusions->len > 0)
    tei_reader_resolve_inclusions (self);
  else
    {
      /* Translators: the first %s is a file. */
      scho_step_add_note (self->step, _ ("%s: “%s” has no text of its own."), self->file,
                          self->header.title ? self->header.title : self->file);
      scho_losses_add (scho_step_get_losses (self->step), self->codings->len,
                       _ ("Codings of a text that is not in the project"), self->file);
    }
}

void
tei_reader_finish_document (TeiReader *self)
{
  guint32 id;

  g_autoptr (SchoText) text = NULL;

  if (!self->has_document)
    return;
  if (self->has_text && is_empty (self))
    {
      say_empty (self);
      clear_document (self);
      return;
    }
  /* A codebook of ours has a text, since TEI asks for one, but no document. */
  if (self->has_text && (self->header.own_document || !self->header.own)
      && (text = make_text (self)) != NULL)
    {
      scho_progress_set (self->progress, -1, self->header.title);
      tei_counts_add (&self->counts, TEI_COUNT_DOUBLED,
                      tei_text_get_n_doubled (self->text), NULL);
      id = find_or_add_document (self, text);
      tei_reader_resolve (self, id, text);
      tei_reader_resolve_inclusions (self);
    }
  clear_document (self);
}
