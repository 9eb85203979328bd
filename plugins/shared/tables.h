/* tables.h - the tables that analyses give back. */
#pragma once

#include <scholiast/plugin.h>

/* @title: marked by N_(), translated here. */
typedef struct
{
  const char *name, *title;
  SchoColumnType type;
} TablesColumn;

/* An empty table with the first @n of @columns. @title: translated. (transfer full) */
SchoTable *
tables_make (const char *id, const char *title, const TablesColumn *columns, guint n);

/* What an analysis with one table returns. @table: (transfer full) */
GPtrArray *tables_of_one (SchoTable *table);
