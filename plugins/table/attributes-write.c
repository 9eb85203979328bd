#include "attributes.h"

#include "values.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The table as texts, which is also what the reader guesses types from. */
static gboolean
fill_grid (Grid *grid, SchoSnapshot *snapshot, GArray *columns, GError **error)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree const char **cells = g_new0 (const char *, columns->len + 1);
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);
  gboolean good;

  for (guint i = 0; i < columns->len; i++)
    {
      const char *name = g_array_index (columns, SchoAttributeColumn, i).name;

      cells[i] = name;
      g_hash_table_insert (places, (char *) name, GUINT_TO_POINTER (i + 1));
    }
  good = grid_add_row (grid, cells, columns->len, 1, error);
  for (gsize i = 0; good && i < n; i++)
    {
      memset (cells, 0, columns->len * sizeof (char *));
      for (gsize k = 0; k < documents[i]->n_attributes; k++)
        {
          const SchoAttribute *attribute = &documents[i]->attributes[k];
          gpointer place = g_hash_table_lookup (places, attribute->name);

          cells[GPOINTER_TO_UINT (place) - 1] = attribute->value;
        }
      good = grid_add_row (grid, cells, columns->len, (guint) i + 2, error);
    }
  return good;
}

/* A type is said where another would be guessed, and where the name looks like one. */
static char *
dup_header (const Grid *grid, guint column, const SchoAttributeColumn *attribute)
{
  const char *sign = strrchr (attribute->name, ':');
  SchoAttributeType type;

  if (value_guess_type (grid, column) == attribute->type
      && (sign == NULL || !scho_attribute_type_parse (sign + 1, &type)))
    return g_strdup (attribute->name);
  return g_strdup_printf ("%s:%s", attribute->name,
                          scho_attribute_type_get_name (attribute->type));
}

static SchoTable *
new_table (const Grid *grid, GArray *columns)
{
  SchoTable *table = scho_table_new ("attributes", _ ("Attributes"));

  scho_table_add_column (table, "document", NULL, SCHO_COLUMN_TEXT);
  for (guint i = 0; i < columns->len; i++)
    {
      g_autofree char *name
          = dup_header (grid, i, &g_array_index (columns, SchoAttributeColumn, i));

      scho_table_add_column (table, name, NULL, SCHO_COLUMN_TEXT);
    }
  return table;
}

static GHashTable *
count_titles (const SchoDocument *const *documents, gsize n)
{
  GHashTable *counts = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < n; i++)
    {
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, documents[i]->title));

      g_hash_table_insert (counts, (char *) documents[i]->title,
                           GUINT_TO_POINTER (count + 1));
    }
  return counts;
}

static void
fill_table (SchoTable *table, const Grid *grid, SchoSnapshot *snapshot)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);
  g_autoptr (GHashTable) counts = count_titles (documents, n);

  for (gsize i = 0; i < n; i++)
    {
      gsize row = scho_table_add_row (table);
      char uuid[SCHO_UUID_STRING_LENGTH + 1];

      scho_uuid_format (&documents[i]->uuid, uuid);
      scho_table_set_text (
          table, row, 0,
          GPOINTER_TO_UINT (g_hash_table_lookup (counts, documents[i]->title)) > 1
              ? uuid
              : documents[i]->title);
      for (guint k = 0; k < grid->n_columns; k++)
        scho_table_set_text (table, row, k + 1, grid_get (grid, (guint) i + 1, k));
    }
}

gboolean
attributes_write (SchoSnapshot *snapshot,
                  SchoOutput *output,
                  SchoOptions *options,
                  const SchoProgress *progress,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GArray) columns = scho_snapshot_list_attributes (snapshot);
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (SchoTable) table = NULL;
  g_auto (Grid) grid = { 0 };

  grid_init (&grid, "attributes", G_MAXSIZE);
  if (!fill_grid (&grid, snapshot, columns, error))
    return FALSE;
  table = new_table (&grid, columns);
  fill_table (table, &grid, snapshot);
  stream = scho_output_open (output, "attributes.csv", error);
  return stream != NULL && scho_table_write_csv (table, stream, error);
}
