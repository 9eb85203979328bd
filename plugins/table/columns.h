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
  char *name; /* one that no other has */
} Column;

/**
 * columns_choose:
 * @text: names with `;` between; "": the column with the longest texts
 * @title: a name; "": a column called so, or none
 * @attributes: names with `;` between; "*": all others
 *
 * Returns: (nullable) (element-type Column): %NULL and an error where a column is unknown
 */
GArray *columns_choose (const Grid *grid,
                        const char *text,
                        const char *title,
                        const char *attributes,
                        const char *name,
                        GError **error);
