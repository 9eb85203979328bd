#include "tables.h"

#include <glib/gi18n-lib.h>

SchoTable *
tables_make (const char *id, const char *title, const TablesColumn *columns, guint n)
{
  SchoTable *table = scho_table_new (id, title);

  for (guint i = 0; i < n; i++)
    scho_table_add_column (table, columns[i].name, _ (columns[i].title), columns[i].type);
  return table;
}

GPtrArray *
tables_of_one (SchoTable *table)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) scho_table_unref);

  g_ptr_array_add (tables, table);
  return tables;
}
