/* database.h - another program's SQLite file, as a table of strange origin is read: from
 * a copy in memory that nothing can be written to, without its views, triggers and
 * functions.
 */
#pragma once

#include <scholiast/plugin.h>

typedef struct _Database Database;

/* @bytes: (transfer full): from g_malloc() */
Database *database_open (char *bytes,
                         gsize n_bytes,
                         const char *name,
                         GCancellable *cancellable,
                         GError **error);
void database_free (Database *self);

/* Ordinary tables only. */
gboolean database_has_table (Database *self, const char *table);

/* The column's name for a query, or `NULL` where the table does not have it. */
const char *database_column (Database *self, const char *table, const char *column);

typedef struct _DatabaseRows DatabaseRows;

/* Only reading is allowed. */
DatabaseRows *database_query (Database *self, GError **error, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
void database_rows_free (DatabaseRows *self);

/* %FALSE at the end, and with @error set where the file is damaged. */
gboolean database_rows_next (DatabaseRows *self, GError **error);

/* Columns from 0. A text is valid UTF-8, %NULL where it is empty; until the next row. */
const char *database_rows_text (DatabaseRows *self, int column);
gint64 database_rows_integer (DatabaseRows *self, int column);

/* A position in a text; -1 where the cell holds none. SQLite makes numbers of words. */
gint64 database_rows_place (DatabaseRows *self, int column);

/* Up to the first zero; empty where there is none. (transfer full) */
char *database_rows_dup_text (DatabaseRows *self, int column, gsize *n_bytes);

/* Whether the file says that it is SQLite. */
gboolean database_is_one (const guint8 *head, gsize n_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Database, database_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DatabaseRows, database_rows_free)
