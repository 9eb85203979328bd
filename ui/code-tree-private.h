/* code-tree-private.h - what the files of the code tree share. */
#pragma once

#include "code-chooser.h"
#include "code-row.h"
#include "code-tree.h"
#include "colour-grid.h"

struct _SchoCodeTree
{
  GtkWidget parent_instance;
  SchoSession *session;
  gulong handler;
  GStrv words;           /* nullable: what is filtered for */
  char *sort;            /* a nick: "arranged", "name", "count" */
  guint32 parent;        /* where the next new code goes */
  GHashTable *collapsed; /* ids of codes whose branch is closed */
  GArray *chosen;        /* ids of those selected last, kept while rows come and go */
  gboolean selecting;    /* the program selects, not the user */
  gboolean has_passage;  /* one is selected on the page */

  GtkStack *stack;
  GtkListView *list;
  GtkEditable *filter;
  GtkLabel *empty;
  GtkWidget *empty_buttons;
  GtkMenuButton *add_button;
  GtkPopover *add_popover;
  GtkLabel *add_where;
  GtkEditable *add_name;
  GtkWidget *add_from; /* weak, nullable: had the keyboard before the popover */
  GMenuModel *menu;
  GtkPopover *colours; /* nullable until it is needed */
  SchoColourGrid *grid;
  guint32 recoloured;       /* the code that the popover is about */
  SchoCodeChooser *chooser; /* nullable until it is needed */
  GArray *merged;           /* ids of the codes that the chooser is about */

  GtkTreeListModel *tree;   /* all codes */
  GtkSliceListModel *slice; /* what of them, or of those found, has rows */
  guint fill;               /* gives rows to the others */
  GtkMultiSelection *selection;

  GtkWidget *drop_row; /* weak: the row that shows where the drop goes */
  guint drop_open;     /* opens the branch under the pointer in a moment */
};

/* code-tree.c */

/* (transfer full): ids of the selected codes, from top to bottom. */
GArray *scho_code_tree_list_selected (SchoCodeTree *self);

/* Opens what is above them, selects them, and goes to the first. */
void scho_code_tree_select_all (SchoCodeTree *self, const GArray *ids);

/* (transfer none) (nullable): where the code is shown now. */
SchoCodeRow *scho_code_tree_find_row (SchoCodeTree *self, guint32 code);

/* code-tree-actions.c: the popover is done; the keyboard goes back to where it was asked
 * for. */
void scho_code_tree_end_add (SchoCodeTree *self);

/* Makes the code that was named there. */
void scho_code_tree_add (SchoCodeTree *self);

/* Gives the keyboard to the row of the code; %FALSE where it has none now. */
gboolean scho_code_tree_focus (SchoCodeTree *self, guint32 code);

/* The tree's row around a code's row. (transfer none) (nullable) */
GtkTreeListRow *scho_code_tree_get_list_row (SchoCodeRow *row);

/* As the project has them, not as they are sorted for the eye. */
gboolean scho_code_tree_is_arranged (SchoCodeTree *self);

void scho_code_tree_emit_split (SchoCodeTree *self, guint32 code);

/* code-tree-actions.c - what can be done to codes. */

void scho_code_tree_install_actions (GtkWidgetClass *klass);
void scho_code_tree_update_actions (SchoCodeTree *self);
void scho_code_tree_open_add (SchoCodeTree *self, guint32 parent);

/* Before @before below @parent, see scho_edit_move_codes(). */
void scho_code_tree_move (SchoCodeTree *self,
                          const GArray *ids,
                          guint32 parent,
                          guint32 before);

/* 0: it is the last of its siblings. */
guint32 scho_code_tree_get_next_sibling (SchoCodeTree *self, guint32 code);

/* The popover with colours, at the code's row. */
void scho_code_tree_recolour (SchoCodeTree *self, guint32 code);

/* What a row tells: the code has another name. */
void scho_code_tree_rename (SchoCodeTree *self, guint32 code, const char *name);

/* code-tree-drag.c - whole branches by the mouse. */

void scho_code_tree_init_drop (SchoCodeTree *self);
void scho_code_tree_add_drag (SchoCodeTree *self, SchoCodeRow *row);
void scho_code_tree_end_drop (SchoCodeTree *self);
