#include "controls.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* By bytes, since every text goes through here: U+FFFE and U+FFFF begin with 0xef. */
gboolean
controls_is_one (const char *utf8)
{
  const guchar *p = (const guchar *) utf8;

  return (*p < 0x20 && *p != '\t' && *p != '\n' && *p != '\r')
         || (*p == 0xef && p[1] == 0xbf && p[2] >= 0xbe);
}

/* @first: (out): of them */
static guint64
count (const char *utf8, gsize n_bytes, const char **first)
{
  guint64 n = 0;

  for (const char *p = utf8; p < utf8 + n_bytes; p++)
    if (controls_is_one (p) && n++ == 0)
      *first = p;
  return n;
}

static void
tell (SchoLosses *losses, guint64 n, const char *where)
{
  scho_losses_add (losses, n, _ ("Control characters, replaced by �"), where);
}

void
controls_tell_text (SchoLosses *losses, const SchoDocument *document, SchoText *text)
{
  gsize n_bytes;
  const char *utf8 = scho_text_get_utf8 (text, &n_bytes), *first = utf8;
  guint64 n = count (utf8, n_bytes, &first);
  guint32 position = scho_text_byte_to_offset (text, (gsize) (first - utf8));
  g_autofree char *place
      = n > 0 ? uncarried_dup_place (document, position, position + 1) : NULL;

  tell (losses, n, place);
}

void
controls_tell_words (SchoLosses *losses, const char *words, const char *where)
{
  const char *first;

  if (words != NULL)
    tell (losses, count (words, strlen (words), &first), where);
}

typedef struct
{
  SchoLosses *losses;
  SchoSnapshot *snapshot;
  const Which *which;
  guint carries;
} Names;

static void
tell_carried (const Names *self, Carries kind, const char *words, const char *where)
{
  if (self->carries & kind)
    controls_tell_words (self->losses, words, where);
}

static void
tell_codings (const Names *self, const SchoDocument *document)
{
  gsize n;
  const SchoAnnotation *codings
      = scho_snapshot_get_annotations (self->snapshot, document->id, &n);

  for (gsize i = 0; i < n; i++)
    {
      const char *first;
      g_autofree char *place = NULL;

      if (codings[i].memo == NULL
          || (self->which->coder != 0 && codings[i].coder != self->which->coder)
          || count (codings[i].memo, strlen (codings[i].memo), &first) == 0)
        continue;
      place = uncarried_dup_place (document, codings[i].start, codings[i].end);
      controls_tell_words (self->losses, codings[i].memo, place);
    }
}

static void
tell_document (const Names *self, const SchoDocument *document)
{
  const char *title = document->title;

  tell_carried (self, CARRIES_TEXTS, title, title);
  tell_carried (self, CARRIES_SOURCES, document->source, title);
  tell_carried (self, CARRIES_DOCUMENT_MEMOS, document->memo, title);
  for (gsize i = 0; i < document->n_attributes; i++)
    {
      tell_carried (self, CARRIES_ATTRIBUTES, document->attributes[i].name, title);
      tell_carried (self, CARRIES_ATTRIBUTES, document->attributes[i].value, title);
    }
  if (self->carries & CARRIES_MEMOS)
    tell_codings (self, document);
}

static void
tell_code (const Names *self, const SchoCode *code)
{
  tell_carried (self, CARRIES_CODES, code->name, code->name);
  tell_carried (self, CARRIES_DEFINITIONS, code->definition, code->name);
  tell_carried (self, CARRIES_USES, code->use_when, code->name);
  tell_carried (self, CARRIES_USES, code->use_not, code->name);
  tell_carried (self, CARRIES_CODE_MEMOS, code->memo, code->name);
}

void
controls_tell_names (SchoLosses *losses,
                     SchoSnapshot *snapshot,
                     const Which *which,
                     guint carries)
{
  const Names self = { losses, snapshot, which, carries };
  const SchoProjectInfo *info = scho_snapshot_get_info (snapshot);
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);
  const SchoCode *const *codes;
  const SchoCoder *const *coders;

  for (gsize i = 0; i < n; i++)
    if (which->document == 0 || documents[i]->id == which->document)
      tell_document (&self, documents[i]);
  codes = scho_snapshot_get_codes (snapshot, &n);
  for (gsize i = 0; i < n; i++)
    tell_code (&self, codes[i]);
  coders = scho_snapshot_get_coders (snapshot, &n);
  for (gsize i = 0; i < n; i++)
    if (which->coder == 0 || coders[i]->id == which->coder)
      tell_carried (&self, CARRIES_CODERS, coders[i]->name, coders[i]->name);
  tell_carried (&self, CARRIES_PROJECT_MEMO, info->memo, info->title);
}

static void
tell_table (SchoLosses *losses, SchoTable *table)
{
  gsize n_rows = scho_table_get_n_rows (table);

  for (guint column = 0; column < scho_table_get_n_columns (table); column++)
    if (scho_table_get_column_type (table, column) == SCHO_COLUMN_TEXT)
      for (gsize row = 0; row < n_rows; row++)
        if (scho_table_is_defined (table, row, column))
          controls_tell_words (losses, scho_table_get_text (table, row, column),
                               scho_table_get_title (table));
}

void
controls_tell_tables (SchoLosses *losses, GPtrArray *tables)
{
  for (guint i = 0; i < tables->len; i++)
    tell_table (losses, tables->pdata[i]);
}
