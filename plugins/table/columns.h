/* columns.h - which column of a table is what. */
#pragma once

#include "grid.h"

typedef enum
{
  COLUMN_ATTRIBUTE,
  COLUMN_TEXT,
  COLUMN_TITLE,
  COLUMN_LEFT_OUT,
} ColumnRole;

typedef struct
{
  ColumnRole role;
  SchoAttributeType type;
  gboolean type_is_said; /* by the user */
  char *name;            /* one that no other has */
} Column;

/* For columns_choose(). */
#define COLUMNS_OPTIONS                                                                  \
  { "text", SCHO_OPTION_TEXT, "",                                                        \
    N_ ("Columns with the text, a semicolon between; empty: the longest"), NULL },       \
      { "title", SCHO_OPTION_TEXT, "", N_ ("Column with the title"), NULL },             \
      { "attributes", SCHO_OPTION_TEXT, "*",                                             \
        N_ ("Columns with attributes, a semicolon between; *: all others"), NULL },      \
      COLUMNS_TYPES_OPTION

#define COLUMNS_TYPES_OPTION                                                             \
  {                                                                                      \
    "types", SCHO_OPTION_TEXT, "",                                                       \
        N_ ("Types of attributes, as in age=number;zip=text; empty: guessed"), NULL      \
  }

/* All columns with one role and their types. @types: `age=number;zip=text`; others are
 * guessed. (nullable) (element-type Column): %NULL and an error where a column is unknown
 * or has a cell that is not of its type */
GArray *
columns_list (const Grid *grid, ColumnRole role, const char *types, GError **error);

/* The same, with the roles that COLUMNS_OPTIONS say or that it guesses. */
GArray *columns_choose (const Grid *grid, SchoOptions *options, GError **error);

/* Refuses the first cell that is not of the column's type. */
gboolean
columns_check_type (const Grid *grid, GArray *columns, guint column, GError **error);

/* A note of the types that were guessed. */
void columns_tell_types (const Grid *grid, GArray *columns, SchoStep *step);
