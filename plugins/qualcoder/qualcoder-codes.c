#include "qualcoder.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  gint64 id, above; /* above 0: at the top */
  char *name, *memo;
  guint32 colour;
  gboolean visiting;
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->name);
  g_free (row->memo);
  g_free (row);
}

static guint32
look_up (GHashTable *table, gint64 id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (table, &id));
}

static void
keep (GHashTable *table, gint64 id, guint32 code)
{
  g_hash_table_insert (table, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (code));
}

/* Names are unique among all in QualCoder, for categories and codes by themselves. */
static guint32
add_code (QualCoder *self, const Row *row, guint32 parent)
{
  return codings_ensure_code_below (self->codings, &(SchoCode){ .parent = parent,
                                                                .name = row->name,
                                                                .memo = row->memo,
                                                                .colour = row->colour });
}

/* Those above come first; a ring of categories is cut where it is met again. */
static guint32
add_category (QualCoder *self, GHashTable *rows, Row *row, guint depth)
{
  guint32 id = look_up (self->categories, row->id), parent = 0;
  Row *above;

  if (id != 0)
    return id;
  row->visiting = TRUE;
  above = g_hash_table_lookup (rows, &row->above);
  if (above != NULL && !above->visiting && depth < 100)
    parent = add_category (self, rows, above, depth + 1);
  row->visiting = FALSE;
  if ((id = look_up (self->categories, row->id)) != 0)
    return id;
  id = add_code (self, row, parent);
  keep (self->categories, row->id, id);
  return id;
}

static gboolean
read_categories (QualCoder *self, GPtrArray *list, GHashTable *by_id, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (DatabaseRows) rows
      = database_query (self->database, error,
                        "SELECT catid, name, memo, supercatid FROM code_cat ORDER BY "
                        "catid");

  while (rows != NULL && database_rows_next (rows, &problem))
    {
      Row *row = g_new0 (Row, 1);

      row->id = database_rows_integer (rows, 0);
      row->name = g_strdup (database_rows_text (rows, 1));
      row->memo = g_strdup (database_rows_text (rows, 2));
      row->above = database_rows_integer (rows, 3);
      if (row->name == NULL)
        row->name = g_strdup ("?");
      g_ptr_array_add (list, row);
      g_hash_table_insert (by_id, &row->id, row);
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (rows != NULL)
    return TRUE;
  return FALSE;
}

static gboolean
read_code_names (QualCoder *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (DatabaseRows) rows
      = database_query (self->database, error,
                        "SELECT cid, name, memo, catid, %s FROM code_name ORDER BY cid",
                        database_column (self->database, "code_name", "color"));

  while (rows != NULL && database_rows_next (rows, &problem))
    {
      const char *name = database_rows_text (rows, 1);
      const char *colour = database_rows_text (rows, 4);
      Row row = { .name = (char *) (name != NULL ? name : "?"),
                  .memo = (char *) database_rows_text (rows, 2) };
      guint32 parent = look_up (self->categories, database_rows_integer (rows, 3));

      if (colour == NULL || !scho_colour_parse (colour, &row.colour))
        row.colour = 0;
      keep (self->codes, database_rows_integer (rows, 0), add_code (self, &row, parent));
    }
  if (problem == NULL)
    return rows != NULL;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
qualcoder_read_codes (QualCoder *self, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (row_free);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);

  if (!read_categories (self, list, by_id, error))
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    add_category (self, by_id, list->pdata[i], 0);
  return read_code_names (self, error);
}
