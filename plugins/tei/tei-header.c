#include "tei-links.h"

#include "tei-structure.h"

#include "tei-chars.h"
#include "tei-ids.h"

#include <string.h>

/* Only where the TEI element cannot hold @value as it is. */
static void
write_exact (TeiWriter *writer, const char *of, const char *field, const char *value)
{
  g_autoptr (GString) escaped = g_string_new (NULL);

  if (value == NULL || !tei_find_forbidden (value, value + strlen (value)))
    return;
  tei_escape (escaped, value);
  tei_writer_markup (writer, "<s:exact");
  tei_writer_attribute (writer, "of", of);
  tei_writer_attribute (writer, "field", field);
  tei_writer_markup (writer, ">");
  tei_writer_text (writer, escaped->str, escaped->len);
  tei_writer_markup (writer, "</s:exact>\n");
}

static void
write_coder (TeiExport *self, const SchoCoder *coder)
{
  const char *id = self->coder_ids[coder->id];

  tei_writer_markup (self->coders, "<respStmt");
  tei_writer_attribute (self->coders, "xml:id", id);
  tei_writer_uuid (self->coders, "corresp", &coder->uuid);
  tei_writer_markup (self->coders, "><resp>qualitative coding</resp> <name>");
  tei_writer_text (self->coders, coder->name, -1);
  tei_writer_markup (self->coders, "</name></respStmt>\n");

  write_exact (self->own, id, "name", coder->name);
  if (coder->asked != NULL)
    {
      tei_writer_markup (self->own, "<s:coder");
      tei_writer_attribute (self->own, "ref", id);
      tei_writer_attribute (self->own, "asked", coder->asked);
      tei_writer_markup (self->own, "/>\n");
    }
}

static void
write_gloss (TeiWriter *writer, const char *type, const char *text)
{
  if (text == NULL)
    return;
  tei_writer_markup (writer, " <gloss");
  tei_writer_attribute (writer, "type", type);
  tei_writer_markup (writer, ">");
  tei_writer_text (writer, text, -1);
  tei_writer_markup (writer, "</gloss>");
}

static void
write_category (TeiExport *self, const SchoCode *code)
{
  TeiWriter *writer = self->encoding;

  tei_writer_markup (writer, "<category");
  tei_writer_attribute (writer, "xml:id", self->code_ids[code->id]);
  tei_writer_uuid (writer, "corresp", &code->uuid);
  tei_writer_markup (writer, ">\n<catDesc><term>");
  tei_writer_text (writer, code->name, -1);
  tei_writer_markup (writer, "</term>");
  write_gloss (writer, NULL, code->definition);
  write_gloss (writer, TEI_TYPE_USE_WHEN, code->use_when);
  write_gloss (writer, TEI_TYPE_USE_NOT, code->use_not);
  tei_writer_markup (writer, "</catDesc>\n");
}

static void
write_own_code (TeiExport *self, const SchoCode *code)
{
  const char *id = self->code_ids[code->id];
  char colour[8];

  scho_colour_format (code->colour, colour);
  tei_writer_markup (self->own, "<s:code");
  tei_writer_attribute (self->own, "ref", id);
  tei_writer_printf (self->own, " colour=\"%s\" position=\"%d\" key=\"%u\"", colour,
                     code->position, code->key);
  if (code->blurred)
    tei_writer_markup (self->own, " blurred=\"yes\"");
  tei_writer_own_attribute (self->own, "pseudonym", code->pseudonym);
  tei_writer_markup (self->own, "/>\n");
  write_exact (self->own, id, "name", code->name);
  write_exact (self->own, id, "definition", code->definition);
  write_exact (self->own, id, TEI_TYPE_USE_WHEN, code->use_when);
  write_exact (self->own, id, TEI_TYPE_USE_NOT, code->use_not);
  if (self->memos)
    write_exact (self->own, id, TEI_TYPE_MEMO, code->memo);
}

static void
write_code_memo (TeiExport *self, const SchoCode *code)
{
  g_autofree char *target = g_strconcat ("#", self->code_ids[code->id], NULL);

  if (self->memos && code->memo != NULL)
    tei_export_write_memo (self->memo_notes, target, code->memo);
}

static void
write_taxonomy (TeiExport *self)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);
  guint depth = 0;
  gboolean begun = FALSE;

  if (n == 0)
    return;
  tei_writer_markup (self->encoding, "<classDecl>\n<taxonomy xml:id=\"codes\">\n");
  for (gsize i = 0; i < n; i++)
    {
      guint here = scho_snapshot_get_code_depth (self->snapshot, codes[i]->id);

      if (!tei_export_has_code (self, codes[i]->id))
        continue;
      /* What is still open: the one before and those above it, down to our parent. */
      for (guint close = begun ? depth + 1 : 0; close > here; close--)
        tei_writer_markup (self->encoding, "</category>\n");
      write_category (self, codes[i]);
      write_own_code (self, codes[i]);
      write_code_memo (self, codes[i]);
      depth = here;
      begun = TRUE;
    }
  for (guint close = depth + 1; close > 0; close--)
    tei_writer_markup (self->encoding, "</category>\n");
  tei_writer_markup (self->encoding, "</taxonomy>\n</classDecl>\n");
}

/* Not translated: a file must not depend on who writes it. */
static const char editorial[]
    = " is the source’s own: no character was normalised, and "
      "white space inside these elements is part of it. Characters that XML forbids "
      "stand as U+FFFD, one for one; <gi>xenoData</gi> lists "
      "them.</p></normalization>\n"
      "<segmentation><p>Each line of the text is one <gi>p</gi>, <gi>head</gi>, "
      "<gi>l</gi> or <gi>u</gi>, an empty line is <gi>lb</gi> between them. Line breaks "
      "between these elements are not part of the text.</p></segmentation>\n"
      "<interpretation><p>";

static const struct
{
  const char *project, *interpretation;
} words[] = {
  [TEI_PROFILE_ANCHORS]
  = { "Codings stand off from the text, which holds only empty anchors.",
      "Each <gi>annotation</gi> in <gi>standOff</gi> is one coding of one passage by one "
      "coder: <att>target</att> is a TEI <code>range()</code> pointer from one "
      "<gi>anchor</gi> to another, <att>ana</att> the code, <att>resp</att> the coder, "
      "<gi>note</gi> a memo or a weight from 0 to 100. The number in an anchor’s "
      "identifier is its position: how many Unicode code points of the text stand before "
      "it, where each line ends with one line feed. Passages overlap freely." },
  [TEI_PROFILE_SPANS]
  = { "Codings stand off from the text, which holds only empty anchors.",
      "Each <gi>span</gi> in <gi>standOff</gi> is one coding of one passage by one "
      "coder: "
      "<att>from</att> and <att>to</att> are <gi>anchor</gi>s, <att>ana</att> is the "
      "code, <att>resp</att> the coder. A <gi>note</gi> whose <att>target</att> is a "
      "span "
      "is its memo or its weight from 0 to 100. The number in an anchor’s identifier is "
      "its position: how many Unicode code points of the text stand before it, where "
      "each "
      "line ends with one line feed. Passages overlap freely." },
  [TEI_PROFILE_STRING_RANGE]
  = { "Codings stand off from the text, which holds nothing of them.",
      "Each <gi>annotation</gi> in <gi>standOff</gi> is one coding of one passage by one "
      "coder: <att>target</att> is a TEI pointer, <code>string-range()</code> within an "
      "element, <code>range()</code> across elements, <att>ana</att> the code, "
      "<att>resp</att> the coder, <gi>note</gi> a memo or a weight from 0 to 100. "
      "Offsets "
      "count the Unicode code points of the element’s text from 0, all white space "
      "included. Passages overlap freely." },
  [TEI_PROFILE_INLINE]
  = { "Codings are elements of the text.",
      "Each <gi>seg</gi> with <att>ana</att> is one coding, or one piece of it, by one "
      "coder: <att>ana</att> is the code, <att>resp</att> the coder. Where passages "
      "overlap or go on in another line they come in pieces: <att>next</att> and "
      "<att>prev</att> join them, <att>part</att> says which it is. A <gi>note</gi> "
      "whose "
      "<att>target</att> is the first piece is the memo or the weight from 0 to 100. "
      "Passages without a letter, and those inside a hundred others, stand in "
      "<gi>standOff</gi>." },
};

static void
write_encoding (TeiExport *self)
{
  const SchoProjectInfo *info = scho_snapshot_get_info (self->snapshot);
  TeiWriter *writer = self->encoding;

  tei_writer_markup (writer, "<encodingDesc>\n<projectDesc xml:id=\"project\"");
  tei_writer_uuid (writer, "corresp", &info->uuid);
  tei_writer_markup (writer, "><p>Passages of the text were coded in the project “");
  tei_writer_text (writer, info->title, -1);
  tei_writer_printf (writer, "”. %s</p></projectDesc>\n", words[self->profile].project);
  tei_writer_markup (writer, "<editorialDecl>\n<normalization><p>");
  tei_writer_markup (writer, self->pseudonyms
                                 ? "Names were replaced by pseudonyms, and positions are "
                                   "those of the text with these. All else of the text"
                                 : "The text");
  tei_writer_markup (writer, editorial);
  tei_writer_markup (writer, words[self->profile].interpretation);
  tei_writer_markup (writer, "</p></interpretation>\n</editorialDecl>\n");
  write_taxonomy (self);
  tei_writer_markup (writer,
                     "<appInfo><application ident=\"scholiast-tei\" "
                     "version=\"1\"><desc>Scholiast</desc></application></appInfo>\n"
                     "</encodingDesc>\n");
}

static void
name_all (TeiExport *self)
{
  g_autoptr (TeiIds) ids = tei_ids_new ();
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);

  self->code_ids = g_new0 (char *, scho_snapshot_get_code_limit (self->snapshot));
  for (gsize i = 0; i < n; i++)
    self->code_ids[codes[i]->id] = tei_ids_make (ids, "code", codes[i]->name);

  const SchoCoder *const *coders = scho_snapshot_get_coders (self->snapshot, &n);
  self->coder_ids = g_new0 (char *, scho_snapshot_get_coder_limit (self->snapshot));
  for (gsize i = 0; i < n; i++)
    self->coder_ids[coders[i]->id] = tei_ids_make (ids, "coder", coders[i]->name);
}

/* What stands in every file is put into words only once. */
void
tei_export_prepare (TeiExport *self, SchoLosses *losses)
{
  const SchoProjectInfo *info = scho_snapshot_get_info (self->snapshot);
  gsize n;
  const SchoCoder *const *coders = scho_snapshot_get_coders (self->snapshot, &n);

  name_all (self);
  self->coders = tei_writer_new (NULL, NULL);
  self->encoding = tei_writer_new (NULL, NULL);
  self->own = tei_writer_new (NULL, NULL);
  self->memo_notes = tei_writer_new (NULL, NULL);

  tei_writer_markup (self->own, "<s:project");
  tei_writer_own_attribute (self->own, "title", info->title);
  tei_writer_markup (self->own, "/>\n");
  if (self->memos && info->memo != NULL)
    {
      tei_export_write_memo (self->memo_notes, "#project", info->memo);
      write_exact (self->own, "project", TEI_TYPE_MEMO, info->memo);
    }
  for (gsize i = 0; i < n; i++)
    if (tei_export_wants_coder (self, coders[i]->id))
      write_coder (self, coders[i]);
  write_encoding (self);
  self->links = tei_links_new (self);
  tei_links_write_own (self->links, self->own, losses);
}

static void
write_file_desc (TeiExport *self,
                 TeiWriter *writer,
                 const char *title,
                 const char *source,
                 gboolean coders)
{
  tei_writer_markup (writer, "<fileDesc>\n<titleStmt>\n<title>");
  tei_writer_text (writer, title, -1);
  tei_writer_markup (writer, "</title>\n");
  if (coders)
    tei_writer_append (writer, self->coders);
  tei_writer_markup (writer,
                     "</titleStmt>\n<publicationStmt><p>Not published: written from "
                     "a project of Scholiast.</p></publicationStmt>\n<sourceDesc>");
  if (source != NULL)
    {
      tei_writer_markup (writer, "<bibl>");
      tei_writer_text (writer, source, -1);
      tei_writer_markup (writer, "</bibl>");
    }
  else
    tei_writer_markup (writer, "<p>No source is given.</p>");
  tei_writer_markup (writer, "</sourceDesc>\n</fileDesc>\n");
}

static void
begin_own (TeiWriter *writer)
{
  tei_writer_markup (writer,
                     "<xenoData><s:scholiast xmlns:s=\"" TEI_OWN_NAMESPACE "\">\n");
}

static void
end_own (TeiWriter *writer)
{
  tei_writer_markup (writer, "</s:scholiast></xenoData>\n");
}

gboolean
tei_export_is_language (const char *string)
{
  return string != NULL
         && g_regex_match_simple ("\\A[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*\\z", string, 0,
                                  0);
}

static void
write_stretches (TeiWriter *writer, SchoText *text)
{
  static const char *const kinds[]
      = { "paragraph", "heading",   "list-item",  "speaker-turn", "time-code", "page",
          "table",     "table-row", "table-cell", "note",         "verse" };
  gsize n;
  const SchoStretch *stretches = scho_text_get_stretches (text, &n);

  G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == SCHO_STRETCH_LAST + 1);
  for (gsize i = 0; i < n; i++)
    {
      tei_writer_printf (writer,
                         "<s:stretch kind=\"%s\" start=\"%u\" end=\"%u\" level=\"%u\"",
                         kinds[stretches[i].kind], stretches[i].start, stretches[i].end,
                         stretches[i].level);
      tei_writer_own_attribute (writer, "label", stretches[i].label);
      tei_writer_markup (writer, "/>\n");
    }
}

/* `12:1b` for each character of the text that XML forbids: position, code point. */
static void
write_forbidden (TeiWriter *writer, SchoText *text)
{
  gsize n;
  const char *utf8 = scho_text_get_utf8 (text, &n);
  const char *p = tei_find_forbidden (utf8, utf8 + n);

  if (p == NULL)
    return;
  tei_writer_markup (writer, "<s:chars>");
  for (; p != NULL; p = tei_find_forbidden (g_utf8_next_char (p), utf8 + n))
    tei_writer_printf (writer, "%u:%x ", scho_text_byte_to_offset (text, p - utf8),
                       g_utf8_get_char (p));
  tei_writer_markup (writer, "</s:chars>\n");
}

static void
write_own_document (TeiExport *self, TeiWriter *writer, const TeiPart *part)
{
  static const char *const line_ends[] = { "lf", "crlf", "cr", "mixed" };
  static const char *const types[] = { "text", "number", "date", "yes-no" };
  const SchoDocument *document = part->document;
  char id[32];

  G_STATIC_ASSERT (G_N_ELEMENTS (line_ends) == SCHO_LINE_ENDS_LAST + 1);
  G_STATIC_ASSERT (G_N_ELEMENTS (types) == SCHO_ATTRIBUTE_LAST + 1);
  tei_writer_markup (writer, "<s:document");
  tei_writer_own_attribute (writer, "language", document->language);
  tei_writer_own_attribute (writer, "encoding", document->encoding);
  tei_writer_attribute (writer, "line-ends", line_ends[document->line_ends]);
  tei_writer_attribute (writer, "mark", document->byte_order_mark ? "yes" : "no");
  tei_writer_attribute (writer, "digest", scho_text_get_digest (part->text));
  tei_writer_markup (writer, "/>\n");
  for (gsize i = 0; i < document->n_attributes; i++)
    {
      tei_writer_markup (writer, "<s:attribute");
      tei_writer_own_attribute (writer, "name", document->attributes[i].name);
      tei_writer_own_attribute (writer, "value", document->attributes[i].value);
      tei_writer_attribute (writer, "type", types[document->attributes[i].type]);
      tei_writer_markup (writer, "/>\n");
    }
  write_stretches (writer, part->text);
  write_forbidden (writer, part->text);
  g_snprintf (id, sizeof id, "d%u", part->number);
  write_exact (writer, id, "title", document->title);
  write_exact (writer, id, "source", document->source);
  if (self->memos)
    write_exact (writer, id, TEI_TYPE_MEMO, document->memo);
}

static void
write_exact_memos (TeiWriter *writer, const TeiPart *part)
{
  char id[32];

  for (guint i = 0; i < part->n_annotations; i++)
    if (part->annotations[i]->memo != NULL)
      {
        g_snprintf (id, sizeof id, "d%u.c%u", part->number, i + 1);
        write_exact (writer, id, TEI_TYPE_MEMO, part->annotations[i]->memo);
      }
}

/* What TEI has no element for. */
static void
write_own_codings (TeiWriter *writer, const TeiPart *part)
{
  for (guint i = 0; i < part->n_annotations; i++)
    {
      gboolean example = (part->annotations[i]->flags & SCHO_ANNOTATION_EXAMPLE) != 0;
      guint32 before = 0, after = 0;

      if (part->is_apart != NULL && !part->is_apart[i])
        tei_inline_count_feeds (part->text, part->annotations[i], &before, &after);
      if (!example && before + after == 0)
        continue;
      tei_writer_printf (writer, "<s:coding ref=\"d%u.c%u\"", part->number, i + 1);
      if (example)
        tei_writer_markup (writer, " example=\"yes\"");
      if (before + after > 0)
        tei_writer_printf (writer, " feeds-before=\"%u\" feeds-after=\"%u\"", before,
                           after);
      tei_writer_markup (writer, "/>\n");
    }
}

/* Who coded last, and when: the newest first, by custom. */
static int
compare_times (gconstpointer a, gconstpointer b)
{
  const SchoAnnotation *const *one = a;
  const SchoAnnotation *const *two = b;
  gint64 difference
      = scho_uuid_get_time (&(*two)->uuid) - scho_uuid_get_time (&(*one)->uuid);

  if (difference != 0)
    return difference < 0 ? -1 : 1;
  return scho_uuid_compare (&(*two)->uuid, &(*one)->uuid);
}

static GPtrArray *
find_last_codings (TeiExport *self, const TeiPart *part)
{
  guint32 limit = scho_snapshot_get_coder_limit (self->snapshot);
  g_autofree const SchoAnnotation **last = g_new0 (const SchoAnnotation *, limit);
  GPtrArray *array = g_ptr_array_new ();

  for (guint i = 0; i < part->n_annotations; i++)
    {
      const SchoAnnotation **mine = &last[part->annotations[i]->coder];

      if (*mine == NULL || compare_times (mine, &part->annotations[i]) > 0)
        *mine = part->annotations[i];
    }
  for (guint32 id = 0; id < limit; id++)
    if (last[id] != NULL && scho_uuid_get_time (&last[id]->uuid) >= 0)
      g_ptr_array_add (array, (gpointer) last[id]);
  g_ptr_array_sort (array, compare_times);
  return array;
}

static void
write_change (TeiWriter *writer, const SchoUuid *uuid, const char *who, const char *what)
{
  tei_writer_markup (writer, "<change");
  tei_writer_time (writer, "when", uuid);
  if (who != NULL)
    tei_writer_printf (writer, " who=\"#%s\"", who);
  tei_writer_markup (writer, ">");
  tei_writer_markup (writer, what);
  tei_writer_markup (writer, "</change>\n");
}

static void
write_revisions (TeiExport *self, TeiWriter *writer, const TeiPart *part)
{
  g_autoptr (GPtrArray) last = find_last_codings (self, part);

  tei_writer_markup (writer, "<revisionDesc>\n");
  for (guint i = 0; i < last->len; i++)
    {
      const SchoAnnotation *annotation = last->pdata[i];

      write_change (writer, &annotation->uuid, self->coder_ids[annotation->coder],
                    "Last coding by this coder.");
    }
  write_change (writer, &part->document->uuid, NULL, "Text taken into the project.");
  tei_writer_markup (writer, "</revisionDesc>\n");
}

void
tei_export_write_project_header (TeiExport *self, TeiWriter *writer)
{
  const SchoProjectInfo *info = scho_snapshot_get_info (self->snapshot);

  tei_writer_markup (writer, "<teiHeader>\n");
  write_file_desc (self, writer, info->title, NULL, TRUE);
  tei_writer_append (writer, self->encoding);
  begin_own (writer);
  tei_writer_append (writer, self->own);
  end_own (writer);
  tei_writer_markup (writer, "<revisionDesc>\n");
  write_change (writer, &info->uuid, NULL, "Project begun.");
  tei_writer_markup (writer, "</revisionDesc>\n</teiHeader>\n");
}

/* Who speaks in the text. */
static void
write_speakers (TeiWriter *writer, const TeiPart *part, GPtrArray *speakers)
{
  tei_writer_markup (writer, "<particDesc><listPerson>\n");
  for (guint i = 0; i < speakers->len; i++)
    {
      tei_writer_printf (writer, "<person xml:id=\"d%u.s%u\"><persName>", part->number,
                         i + 1);
      tei_writer_text (writer, speakers->pdata[i], -1);
      tei_writer_markup (writer, "</persName></person>\n");
    }
  tei_writer_markup (writer, "</listPerson></particDesc>");
}

/* Attributes, for others; our own reader takes them from our own header. */
static void
write_classes (TeiWriter *writer, const SchoDocument *document)
{
  tei_writer_markup (writer, "<textClass>\n");
  for (gsize i = 0; i < document->n_attributes; i++)
    {
      const SchoAttribute *attribute = &document->attributes[i];
      g_autofree char *name = g_uri_escape_string (attribute->name, NULL, TRUE);
      g_autofree char *scheme = g_strconcat ("#", name, NULL);

      tei_writer_markup (writer, "<keywords");
      tei_writer_attribute (writer, "scheme", scheme);
      tei_writer_markup (writer, "><term>");
      tei_writer_text (writer, attribute->value, -1);
      tei_writer_markup (writer, "</term></keywords>\n");
    }
  tei_writer_markup (writer, "</textClass>\n");
}

static void
write_profile (TeiWriter *writer, const TeiPart *part)
{
  const char *language = part->document->language;
  g_autoptr (GPtrArray) speakers = tei_structure_list_speakers (part->text);

  if (!tei_export_is_language (language))
    language = NULL;
  if (language == NULL && speakers->len == 0 && part->document->n_attributes == 0)
    return;
  tei_writer_markup (writer, "<profileDesc>");
  if (language != NULL)
    tei_writer_printf (writer,
                       "<langUsage><language ident=\"%s\">%s</language></langUsage>",
                       language, language);
  if (speakers->len > 0)
    write_speakers (writer, part, speakers);
  if (part->document->n_attributes > 0)
    write_classes (writer, part->document);
  tei_writer_markup (writer, "</profileDesc>\n");
}

void
tei_export_write_header (TeiExport *self,
                         TeiWriter *writer,
                         const TeiPart *part,
                         gboolean alone)
{
  const SchoDocument *document = part->document;

  tei_writer_markup (writer, "<teiHeader>\n");
  write_file_desc (self, writer, document->title, document->source, alone);
  if (alone)
    tei_writer_append (writer, self->encoding);
  write_profile (writer, part);
  begin_own (writer);
  if (alone)
    tei_writer_append (writer, self->own);
  write_own_document (self, writer, part);
  write_own_codings (writer, part);
  if (self->memos)
    write_exact_memos (writer, part);
  end_own (writer);
  write_revisions (self, writer, part);
  tei_writer_markup (writer, "</teiHeader>\n");
}
