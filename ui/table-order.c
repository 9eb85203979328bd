#include "table-order.h"

#include "matching.h"
#include "table-cells.h"

#include <string.h>

struct _SchoTableOrder
{
  SchoTable *table;
  guint n;
  GArray *keys;   /* of SchoTableKey: those that @sorted follows */
  GArray *sorted; /* of guint32: all rows */
  char **folded;  /* each row, once words were looked for */
};

/* Words are compared by their collation keys, made once for each row. */
typedef struct
{
  SchoTable *table;
  GArray *keys;
  GPtrArray *collated; /* of char **, one for each key; NULL where it is of numbers */
} Sorting;

static char **
collate (SchoTable *table, guint column, guint n)
{
  char **keys = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    {
      const char *text = scho_table_get_text (table, i, column);

      keys[i] = g_utf8_collate_key (text != NULL ? text : "", -1);
    }
  return keys;
}

static void
free_strings (char **strings, guint n)
{
  for (guint i = 0; strings != NULL && i < n; i++)
    g_free (strings[i]);
  g_free (strings);
}

static int
compare_by (Sorting *sorting, guint k, guint32 a, guint32 b)
{
  const SchoTableKey *key = &g_array_index (sorting->keys, SchoTableKey, k);
  gboolean has_a = scho_table_is_defined (sorting->table, a, key->column);
  gboolean has_b = scho_table_is_defined (sorting->table, b, key->column);
  char **collated = g_ptr_array_index (sorting->collated, k);
  int order;

  if (!has_a || !has_b)
    return has_b - has_a;
  order = collated != NULL ? strcmp (collated[a], collated[b])
                           : scho_table_cells_compare (sorting->table, key->column, a, b);
  return key->descending ? -order : order;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  Sorting *sorting = data;
  guint32 i = *(const guint32 *) a, j = *(const guint32 *) b;

  for (guint k = 0; k < sorting->keys->len; k++)
    {
      int order = compare_by (sorting, k, i, j);

      if (order != 0)
        return order;
    }
  return (i > j) - (i < j);
}

static gboolean
follows (SchoTableOrder *self, GArray *keys)
{
  if (self->keys->len != keys->len)
    return FALSE;
  for (guint i = 0; i < keys->len; i++)
    {
      SchoTableKey *now = &g_array_index (keys, SchoTableKey, i);
      SchoTableKey *then = &g_array_index (self->keys, SchoTableKey, i);

      if (now->column != then->column || now->descending != then->descending)
        return FALSE;
    }
  return TRUE;
}

static void
sort (SchoTableOrder *self, GArray *keys)
{
  g_autoptr (GPtrArray) collated = g_ptr_array_new ();
  Sorting sorting = { .table = self->table, .keys = keys, .collated = collated };

  for (guint k = 0; k < keys->len; k++)
    {
      guint column = g_array_index (keys, SchoTableKey, k).column;
      SchoColumnType type = scho_table_get_column_type (self->table, column);

      g_ptr_array_add (collated, type == SCHO_COLUMN_TEXT
                                     ? collate (self->table, column, self->n)
                                     : NULL);
    }
  g_qsort_with_data (self->sorted->data, (int) self->sorted->len, sizeof (guint32),
                     compare, &sorting);
  for (guint k = 0; k < collated->len; k++)
    free_strings (g_ptr_array_index (collated, k), self->n);
  g_array_set_size (self->keys, 0);
  g_array_append_vals (self->keys, keys->data, keys->len);
}

static gboolean
is_wanted (SchoTableOrder *self, guint32 row, const char *wanted)
{
  if (self->folded == NULL)
    self->folded = g_new0 (char *, self->n + 1);
  if (self->folded[row] == NULL)
    self->folded[row] = scho_table_cells_dup_folded (self->table, row);
  return scho_matching_has (self->folded[row], wanted);
}

SchoTableOrder *
scho_table_order_new (SchoTable *table)
{
  SchoTableOrder *self = g_new0 (SchoTableOrder, 1);

  self->table = scho_table_ref (table);
  self->n = (guint) MIN (scho_table_get_n_rows (table), G_MAXINT);
  self->keys = g_array_new (FALSE, FALSE, sizeof (SchoTableKey));
  self->sorted = g_array_sized_new (FALSE, FALSE, sizeof (guint32), self->n);
  for (guint32 i = 0; i < self->n; i++)
    g_array_append_val (self->sorted, i);
  return self;
}

void
scho_table_order_free (SchoTableOrder *self)
{
  free_strings (self->folded, self->n);
  g_array_unref (self->keys);
  g_array_unref (self->sorted);
  scho_table_unref (self->table);
  g_free (self);
}

GArray *
scho_table_order_find (SchoTableOrder *self, GArray *keys, const char *wanted)
{
  GArray *found
      = g_array_sized_new (FALSE, FALSE, sizeof (guint32), wanted == NULL ? self->n : 0);

  if (!follows (self, keys))
    sort (self, keys);
  if (wanted == NULL)
    return g_array_append_vals (found, self->sorted->data, self->sorted->len);
  for (guint i = 0; i < self->sorted->len; i++)
    {
      guint32 row = g_array_index (self->sorted, guint32, i);

      if (is_wanted (self, row, wanted))
        g_array_append_val (found, row);
    }
  return found;
}
