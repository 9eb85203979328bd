#include <scholiast/pseudonyms.h>

#include <scholiast/originals-private.h>
#include <scholiast/snapshot-private.h>

#include <string.h>

#include <glib/gi18n-lib.h>

/* Names are hardly longer. */
#define MOST_WORDS 3

/* A list of words has them one by one and in small letters. */
static void
add_both (SchoOriginals *originals, const char *words)
{
  g_autofree char *small = g_utf8_strdown (words, -1);

  scho_originals_add (originals, words, strlen (words));
  scho_originals_add (originals, small, strlen (small));
}

static void
add_original (SchoOriginals *originals, const char *utf8, gsize n)
{
  g_autofree char *words = g_strndup (utf8, n);
  g_auto (GStrv) single = g_strsplit_set (words, " \n\t", MOST_WORDS + 1);

  add_both (originals, words);
  for (guint i = 0; g_strv_length (single) <= MOST_WORDS && single[i] != NULL; i++)
    if (g_unichar_isupper (g_utf8_get_char (single[i])))
      add_both (originals, single[i]);
}

static gboolean
note_document (SchoSnapshot *whole,
               guint32 document,
               SchoOriginals *originals,
               GError **error)
{
  g_autoptr (SchoText) text = NULL;
  gsize n;
  const SchoAnnotation *codings = scho_snapshot_get_annotations (whole, document, &n);

  for (gsize i = 0; i < n; i++)
    {
      gsize start, end;

      if (scho_snapshot_get_code (whole, codings[i].code)->pseudonym == NULL)
        continue;
      if (text == NULL && !(text = scho_snapshot_read_text (whole, document, error)))
        return FALSE;
      start = scho_text_offset_to_byte (text, codings[i].start);
      end = scho_text_offset_to_byte (text, codings[i].end);
      add_original (originals, scho_text_get_utf8 (text, NULL) + start, end - start);
    }
  return TRUE;
}

static gboolean
note_originals (SchoSnapshot *whole,
                SchoOriginals *originals,
                GCancellable *cancellable,
                GError **error)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (whole, &n);

  for (gsize i = 0; i < n; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !note_document (whole, documents[i]->id, originals, error))
      return FALSE;
  return TRUE;
}

static void
found_cb (gsize byte, gsize n_bytes, gpointer data)
{
  *(gboolean *) data = TRUE;
}

static gboolean
tells (SchoOriginals *originals, const char *words)
{
  gboolean found = FALSE;

  if (words != NULL)
    scho_originals_find (originals, words, strlen (words), found_cb, &found);
  return found;
}

static void
look_at_table (SchoTable *table, SchoOriginals *originals, SchoLosses *losses)
{
  const char *title = scho_table_get_title (table);
  guint n_columns = scho_table_get_n_columns (table);
  gsize n_rows = scho_table_get_n_rows (table);

  for (guint column = 0; column < n_columns; column++)
    {
      gsize n = 0;

      if (scho_table_get_column_type (table, column) != SCHO_COLUMN_TEXT)
        continue;
      for (gsize row = 0; row < n_rows; row++)
        n += tells (originals, scho_table_get_text (table, row, column));
      scho_losses_add (losses, n, _ ("Pseudonyms in place of names that cells tell"),
                       title);
    }
}

gboolean
scho_pseudonyms_tell_tables (SchoSnapshot *snapshot,
                             GPtrArray *tables,
                             SchoLosses *losses,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (SchoOriginals) originals = scho_originals_new ();

  if (!scho_pseudonyms_exist (snapshot))
    return TRUE;
  if (!note_originals (scho_snapshot_get_whole (snapshot), originals, cancellable, error))
    return FALSE;
  for (guint i = 0; i < tables->len; i++)
    look_at_table (tables->pdata[i], originals, losses);
  return TRUE;
}
