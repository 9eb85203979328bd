/* code-fixture.h - a small code tree in the window, and how to do things to it. */
#pragma once

#include "code-tree-private.h"
#include "window-fixture.h"

SchoCodeTree *get_tree (void);

/* An action of the tree, such as `code.merge`. @target: (nullable) */
void act (const char *action, const char *target);

void select_code (const char *name);
void select_codes (const char *first, const char *second);

/* Where the code is shown. */
SchoCodeRow *get_row (const char *name);

/* The names of the codes directly below one, in their order: "a b c"; and those of the
 * rows that are there, from top to bottom. */
char *dup_children (const char *parent);
char *dup_rows (void);

/* The sample with a tree that is known whole: a (b (c d) e) f (g) Größe. */
void open_known_tree (void);

void code (const char *name, guint32 start, guint32 end);

/* The entry in the row that has the focus; nullable. */
GtkWidget *find_entry (SchoCodeRow *row);

/* The first of the type in the widget; nullable. */
GtkWidget *find_widget (GtkWidget *widget, GType type);

#define assert_children(parent, expected)                                                \
  do                                                                                     \
    {                                                                                    \
      g_autofree char *children = dup_children (parent);                                 \
      ck_assert_str_eq (children, expected);                                             \
    }                                                                                    \
  while (0)

#define assert_rows(expected)                                                            \
  do                                                                                     \
    {                                                                                    \
      g_autofree char *rows = dup_rows ();                                               \
      ck_assert_str_eq (rows, expected);                                                 \
    }                                                                                    \
  while (0)
