#include "count.h"

#define WAYS 8        /* cells of a code that are found at once */
#define FEW_CODERS 64 /* those with smaller ids are bits */

static gboolean
has_cell_of_each_code (Count *self)
{
  return self->division == BY_CODE || self->division == BY_DOCUMENT;
}

void
count_init (Count *self)
{
  self->part_limit = self->division == BY_ATTRIBUTE
                         ? self->values.values->len + 1
                         : scho_snapshot_get_coder_limit (self->snapshot);
  self->code_limit = scho_snapshot_get_code_limit (self->snapshot);
  self->places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->coders = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->cells = g_array_new (FALSE, TRUE, sizeof (Cell));
  if (has_cell_of_each_code (self))
    g_array_set_size (self->cells, self->code_limit);
  else
    self->recent = g_new0 (guint32, (gsize) (self->code_limit + 1) * WAYS);
  for (guint32 code = 0; code < self->cells->len; code++)
    g_array_index (self->cells, Cell, code).code = code;
  if (self->division == BY_DOCUMENT)
    {
      self->used = g_new (guint32, (gsize) self->code_limit + 1); /* one is tried */
      self->rows = g_new0 (Rows, self->code_limit);
    }
}

void
count_clear (Count *self)
{
  g_clear_pointer (&self->cells, g_array_unref);
  g_clear_pointer (&self->recent, g_free);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->coders, g_hash_table_unref);
  g_clear_pointer (&self->value_characters, g_free);
  g_clear_pointer (&self->used, g_free);
  for (guint32 code = 0; self->rows != NULL && code < self->code_limit; code++)
    g_free (self->rows[code].rows);
  g_clear_pointer (&self->rows, g_free);
  attribute_values_clear (&self->values);
}

static guint
add_cell (Count *self, guint32 code, guint32 part)
{
  g_array_append_val (self->cells, ((Cell){ .code = code, .part = part }));
  return self->cells->len;
}

static guint
look_up (Count *self, guint32 code, guint32 part)
{
  guint64 key = (guint64) code * self->part_limit + part;
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, &key));

  if (place == 0)
    {
      place = add_cell (self, code, part);
      g_hash_table_insert (self->places, g_memdup2 (&key, sizeof key),
                           GUINT_TO_POINTER (place));
    }
  return place;
}

static guint
find_place (Count *self, guint32 code, guint32 part)
{
  guint32 *recent = &self->recent[(gsize) code * WAYS + part % WAYS];

  if (*recent == 0 || g_array_index (self->cells, Cell, *recent - 1).part != part)
    *recent = look_up (self, code, part);
  return *recent - 1;
}

/* One of those that are no bits. */
static gboolean
is_new_coder (Count *self, guint place, guint32 coder)
{
  guint64 key = (guint64) place * scho_snapshot_get_coder_limit (self->snapshot) + coder;

  if (g_hash_table_contains (self->coders, &key))
    return FALSE;
  g_hash_table_add (self->coders, g_memdup2 (&key, sizeof key));
  return TRUE;
}

static void
count_coder (Count *self, Cell *cell, guint place, guint32 coder)
{
  if (coder >= FEW_CODERS)
    {
      cell->coders += is_new_coder (self, place, coder);
      return;
    }
  cell->coders += (cell->few_coders >> coder & 1) == 0;
  cell->few_coders |= (guint64) 1 << coder;
}

/* What was counted of a document goes to the rows of the codes, and the cells begin anew.
 */
static void
finish_document (Count *self, guint32 document)
{
  for (guint i = 0; i < self->n_used; i++)
    {
      guint32 code = self->used[i];
      Cell *cell = &g_array_index (self->cells, Cell, code);
      Rows *rows = &self->rows[code];

      if (rows->n == rows->room)
        {
          rows->room = MAX (8, rows->room * 2);
          rows->rows = g_renew (Row, rows->rows, rows->room);
        }
      rows->rows[rows->n++] = (Row){ document, (guint32) cell->codings, cell->coders,
                                     (guint32) cell->characters };
      *cell = (Cell){ .code = code };
    }
  self->n_rows += self->n_used;
  self->n_used = 0;
  g_hash_table_remove_all (self->coders);
}

/* Codings come by start, so what a cell has covered ends where its furthest one did. */
static void
add_coding (Count *self, guint place, const SchoAnnotation *coding)
{
  Cell *cell = &g_array_index (self->cells, Cell, place);
  guint32 from = MAX (coding->start, cell->last_end);
  guint32 end = MAX (coding->end, from);

  cell->characters += end - from;
  cell->last_end = MAX (coding->end, cell->last_end);
  cell->codings++;
  count_coder (self, cell, place, coding->coder);
}

/* Whether a code is new to its document can't be foreseen: without a branch. */
static void
count_in_document (Count *self, guint32 code, const SchoAnnotation *coding)
{
  self->used[self->n_used] = code;
  self->n_used += g_array_index (self->cells, Cell, code).codings == 0;
  add_coding (self, code, coding);
}

static void
count_in_all (Count *self, guint32 code, const SchoAnnotation *coding)
{
  guint place = self->division == BY_CODE ? code
                : self->division == BY_CODER
                    ? find_place (self, code, coding->coder)
                    : find_place (self, code, self->values.value_of[coding->document]);
  Cell *cell = &g_array_index (self->cells, Cell, place);

  if (cell->last_document != coding->document)
    {
      cell->last_document = coding->document;
      cell->last_end = 0;
      cell->documents++;
    }
  add_coding (self, place, coding);
}

static void
count_coding (Count *self, guint32 code, const SchoAnnotation *coding)
{
  if (self->division == BY_DOCUMENT)
    count_in_document (self, code, coding);
  else
    count_in_all (self, code, coding);
}

gboolean
count_document (const SchoDocument *document, gpointer data, GError **error)
{
  Count *self = data;
  gsize n;
  const SchoAnnotation *codings
      = scho_snapshot_get_annotations (self->snapshot, document->id, &n);

  if (self->division == BY_ATTRIBUTE)
    {
      guint value = self->values.value_of[document->id];

      if (value == 0)
        return TRUE;
      self->value_characters[value] += document->length;
    }
  for (gsize i = 0; i < n; i++)
    {
      guint32 code = codings[i].code;

      if (self->which.coder != 0 && codings[i].coder != self->which.coder)
        continue;
      count_coding (self, code, &codings[i]);
      while (self->sub_codes
             && (code = scho_snapshot_get_code (self->snapshot, code)->parent) != 0)
        count_coding (self, code, &codings[i]);
    }
  self->n_characters += document->length;
  if (self->division == BY_DOCUMENT)
    finish_document (self, document->id);
  return TRUE;
}
