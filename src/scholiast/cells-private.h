/* cells-private.h - a noun as a row: what a statement binds and a changeset holds. */
#pragma once

#include <scholiast/change-private.h>
#include <sqlite3.h>

/* Columns of the widest table. */
#define SCHO_CELLS_MAX 13

typedef struct
{
  int type;          /* SQLITE_INTEGER, SQLITE_TEXT, SQLITE_BLOB or SQLITE_NULL */
  gint64 integer;    /* of the first */
  const void *bytes; /* of text and blob: the noun's own, as long as it lives */
  gsize n_bytes;
} SchoCell;

typedef struct
{
  SchoCell cells[SCHO_CELLS_MAX];
  int n;
  char *owned; /* the text that was made for it */
} SchoCells;

/* Table names and numbers of key columns, which come first. */
extern const char *const scho_tables[SCHO_N_NOUNS];
extern const int scho_n_keys[SCHO_N_NOUNS];

/* The columns of schema.sql in order. @value: of the noun's type. */
void scho_cells_fill (SchoCells *self, SchoNoun noun, gconstpointer value);
void scho_cells_clear (SchoCells *self);

/* Bytes stay the noun's: run the statement before the noun goes. @n: the first so many.
 * FALSE when SQLite has no memory for them. */
gboolean scho_cells_bind (const SchoCells *self, sqlite3_stmt *statement, int n);

gboolean scho_cell_equal (const SchoCell *a, const SchoCell *b);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SchoCells, scho_cells_clear)
