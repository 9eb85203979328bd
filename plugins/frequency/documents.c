#include "documents.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *one = a, *other = b;

  return (one->document > other->document) - (one->document < other->document);
}

/* Documents were counted in the order of the list. */
static void
sort_rows (Rows *rows)
{
  for (guint i = 1; i < rows->n; i++)
    if (rows->rows[i - 1].document > rows->rows[i].document)
      {
        qsort (rows->rows, rows->n, sizeof *rows->rows, compare_rows);
        return;
      }
}

/* What the rows of all codes are filled from. */
typedef struct
{
  const char **titles; /* of each document, the table's own */
  guint32 *lengths;
  /* A column of one code. */
  const char **texts;
  gint64 *integers;
  double *numbers;
} Filling;

static void
filling_clear (Filling *self)
{
  g_free (self->titles);
  g_free (self->lengths);
  g_free (self->texts);
  g_free (self->integers);
  g_free (self->numbers);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filling, filling_clear)

static void
filling_init (Filling *self, SchoSnapshot *snapshot, SchoTable *table)
{
  gsize limit = scho_snapshot_get_document_limit (snapshot), n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  self->titles = g_new0 (const char *, limit);
  self->lengths = g_new0 (guint32, limit);
  self->texts = g_new (const char *, limit);
  self->integers = g_new (gint64, limit);
  self->numbers = g_new (double, limit);
  for (gsize i = 0; i < n; i++)
    {
      self->titles[documents[i]->id] = scho_table_keep_text (table, documents[i]->title);
      self->lengths[documents[i]->id] = documents[i]->length;
    }
}

static void
fill_integers (Filling *self,
               SchoTable *table,
               gsize first,
               guint column,
               const Rows *rows,
               gsize at)
{
  for (guint i = 0; i < rows->n; i++)
    self->integers[i] = G_STRUCT_MEMBER (guint32, &rows->rows[i], at);
  scho_table_fill_integers (table, first, column, self->integers, rows->n);
}

static void
fill_names (
    Filling *self, SchoTable *table, gsize first, const char *label, const Rows *rows)
{
  for (guint i = 0; i < rows->n; i++)
    self->texts[i] = label;
  scho_table_fill_texts (table, first, 0, self->texts, rows->n);
  for (guint i = 0; i < rows->n; i++)
    self->texts[i] = self->titles[rows->rows[i].document];
  scho_table_fill_texts (table, first, 1, self->texts, rows->n);
}

static void
fill_shares (Filling *self, SchoTable *table, gsize first, guint column, const Rows *rows)
{
  for (guint i = 0; i < rows->n; i++)
    {
      const Row *row = &rows->rows[i];
      guint32 length = self->lengths[row->document];

      self->numbers[i] = (double) row->characters / length;
      if (length == 0)
        scho_table_set_text (table, first + i, column + 1, _ ("there is no text"));
    }
  scho_table_fill_numbers (table, first, column, self->numbers, rows->n);
}

/* Of big projects these are many rows: whole columns of a code at once. */
void
documents_add (Count *self, SchoTable *table)
{
  gsize n_codes;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n_codes);
  g_auto (Filling) filling = { NULL };

  filling_init (&filling, self->snapshot, table);
  scho_table_reserve (table, self->n_rows);
  for (gsize i = 0; i < n_codes; i++)
    {
      g_autofree char *label
          = scho_snapshot_dup_code_label (self->snapshot, codes[i]->id);
      Rows *rows = &self->rows[codes[i]->id];
      gsize first = scho_table_add_rows (table, rows->n);

      sort_rows (rows);
      fill_names (&filling, table, first, scho_table_keep_text (table, label), rows);
      fill_integers (&filling, table, first, 2, rows, G_STRUCT_OFFSET (Row, codings));
      fill_integers (&filling, table, first, 3, rows, G_STRUCT_OFFSET (Row, coders));
      fill_integers (&filling, table, first, 4, rows, G_STRUCT_OFFSET (Row, characters));
      fill_shares (&filling, table, first, 5, rows);
    }
}
