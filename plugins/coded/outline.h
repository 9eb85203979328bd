/* outline.h - the structure of a text as elements in each other, line by line.
 *
 * Stretches may cross and lie anywhere, elements must not: so each line belongs to what
 * holds its first character, and an element is open as long as lines belong to it.
 */
#pragma once

#include <scholiast/plugin.h>

typedef enum
{
  OUTLINE_TABLE,
  OUTLINE_ROW,  /* level 1: of titles */
  OUTLINE_CELL, /* level: its column, from 1 */
  OUTLINE_NOTE,
  OUTLINE_TURN,
  OUTLINE_LIST, /* level: 1 is the outermost */
  OUTLINE_ITEM,
} OutlineKind;

typedef struct
{
  OutlineKind kind;
  guint level;
  const char *label;         /* nullable */
  const SchoStretch *source; /* nullable: an item may only hold a list */
} OutlineElement;

/**
 * OutlineLine:
 * @start: of the line, or of a paragraph of several lines
 * @end: without its last line feed; later than @start
 * @heading: level, 0: none
 * @n_blank: empty lines before it
 */
typedef struct
{
  guint32 start, end;
  guint heading;
  gboolean is_verse;
  guint n_blank;
} OutlineLine;

/* %FALSE from @line ends the walk. */
typedef struct
{
  void (*begin) (gpointer data, const OutlineElement *element);
  void (*end) (gpointer data, const OutlineElement *element);
  /* Between the ends and the begins: @n empty lines. Nullable. */
  void (*blank) (gpointer data, guint n);
  gboolean (*line) (gpointer data, const OutlineLine *line);
} OutlineHandler;

/* %FALSE when the handler ended it. */
gboolean outline_walk (SchoText *text, const OutlineHandler *handler, gpointer data);
