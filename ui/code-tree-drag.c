#include "code-tree-private.h"

#include "swatch.h"

#include <glib/gi18n.h>

/* Over a closed branch for so long, and it opens; milliseconds. */
#define OPEN_AFTER 600

/* Where among the rows something is dropped. */
typedef enum
{
  PLACE_NONE,
  PLACE_BEFORE,
  PLACE_INTO,
  PLACE_AFTER,
  PLACE_FIRST, /* in the row's open branch, before all others */
  PLACE_END,   /* below all rows: the last at the top */
} Place;

/* By Place; a line or a frame of the row, see style.css. */
static const char *const classes[]
    = { NULL, "drop-before", "drop-into", "drop-after", "drop-first", NULL };

/* Dragging */

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, SchoCodeRow *row)
{
  SchoCodeItem *item = scho_code_row_get_item (row);

  return item != NULL ? gdk_content_provider_new_typed (SCHO_TYPE_CODE_ITEM, item) : NULL;
}

/* A row of the selection takes all of it along. */
static GArray *
list_dragged (SchoCodeTree *self, guint32 code)
{
  g_autoptr (GArray) selected = scho_code_tree_list_selected (self);

  for (guint i = 0; i < selected->len; i++)
    if (g_array_index (selected, guint32, i) == code)
      return g_steal_pointer (&selected);
  g_array_set_size (selected, 0);
  g_array_append_val (selected, code);
  return g_steal_pointer (&selected);
}

/* What hangs on the pointer: the code, or how many. */
static GtkWidget *
new_icon (const SchoCode *code, guint n)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *label;
  g_autofree char *words
      = n > 1
            ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u code", "%u codes", n), n)
            : NULL;

  label = gtk_label_new (words != NULL ? words : code->name);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_box_append (GTK_BOX (box), scho_swatch_new (code->colour));
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "drag-code");
  return box;
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, SchoCodeRow *row)
{
  SchoCodeTree *self
      = SCHO_CODE_TREE (gtk_widget_get_ancestor (GTK_WIDGET (row), SCHO_TYPE_CODE_TREE));
  const SchoCode *code = scho_code_item_get_code (scho_code_row_get_item (row));
  g_autoptr (GArray) ids = list_dragged (self, code->id);

  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)),
                           new_icon (code, ids->len));
  gdk_drag_set_hotspot (drag, -8, -8);
}

void
scho_code_tree_add_drag (SchoCodeTree *self, SchoCodeRow *row)
{
  GtkDragSource *source = gtk_drag_source_new ();

  /* Copying is what the page does with a code. */
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE | GDK_ACTION_COPY);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), row);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), row);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (source));
}

/* Dropping */

static SchoCodeRow *
find_row_at (SchoCodeTree *self, double x, double y)
{
  GtkWidget *list = GTK_WIDGET (self->list), *expander;
  GtkWidget *widget = gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT);

  while (widget != NULL && widget != list && gtk_widget_get_parent (widget) != list)
    widget = gtk_widget_get_parent (widget);
  if (widget == NULL || widget == list)
    return NULL;
  expander = gtk_widget_get_first_child (widget);
  if (expander == NULL || !GTK_IS_TREE_EXPANDER (expander))
    return NULL;
  return SCHO_CODE_ROW (gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander)));
}

static Place
find_place (SchoCodeTree *self, SchoCodeRow *row, double y)
{
  GtkWidget *list_row = gtk_widget_get_parent (gtk_widget_get_parent (GTK_WIDGET (row)));
  graphene_rect_t bounds;
  double part;

  if (!gtk_widget_compute_bounds (list_row, GTK_WIDGET (self->list), &bounds)
      || bounds.size.height <= 0)
    return PLACE_INTO;
  part = (y - bounds.origin.y) / bounds.size.height;
  if (part < 0.3)
    return PLACE_BEFORE;
  if (part < 0.7)
    return PLACE_INTO;
  return gtk_tree_list_row_get_expanded (scho_code_tree_get_list_row (row)) ? PLACE_FIRST
                                                                            : PLACE_AFTER;
}

static const SchoCode *
get_row_code (SchoCodeRow *row)
{
  return scho_code_item_get_code (scho_code_row_get_item (row));
}

static guint32
get_first_child (SchoCodeTree *self, guint32 parent)
{
  gsize n;
  const SchoCode *const *codes
      = scho_snapshot_get_codes (scho_session_get_snapshot (self->session), &n);

  for (gsize i = 0; i < n; i++)
    if (codes[i]->parent == parent)
      return codes[i]->id;
  return 0;
}

/* What the place means for the project. */
static void
resolve (
    SchoCodeTree *self, SchoCodeRow *row, Place place, guint32 *parent, guint32 *before)
{
  const SchoCode *code = row != NULL ? get_row_code (row) : NULL;
  gboolean arranged = scho_code_tree_is_arranged (self);

  *parent = *before = 0;
  if (place == PLACE_INTO || place == PLACE_FIRST)
    *parent = code->id;
  else if (code != NULL)
    *parent = code->parent;
  /* Sorted by name or count there is no between. */
  if (place == PLACE_BEFORE && arranged)
    *before = code->id;
  else if (place == PLACE_AFTER && arranged)
    *before = scho_code_tree_get_next_sibling (self, code->id);
  else if (place == PLACE_FIRST && arranged)
    *before = get_first_child (self, code->id);
}

static void
unmark (SchoCodeTree *self)
{
  g_clear_handle_id (&self->drop_open, g_source_remove);
  if (self->drop_row == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (classes[i] != NULL)
      gtk_widget_remove_css_class (self->drop_row, classes[i]);
  g_clear_weak_pointer (&self->drop_row);
}

static gboolean
open_cb (gpointer data)
{
  SchoCodeTree *self = data;

  self->drop_open = 0;
  if (self->drop_row != NULL)
    gtk_tree_list_row_set_expanded (
        scho_code_tree_get_list_row (SCHO_CODE_ROW (self->drop_row)), TRUE);
  return G_SOURCE_REMOVE;
}

static void
mark (SchoCodeTree *self, SchoCodeRow *row, Place place)
{
  GtkTreeListRow *list_row = row != NULL ? scho_code_tree_get_list_row (row) : NULL;

  if (row != NULL && self->drop_row == GTK_WIDGET (row)
      && gtk_widget_has_css_class (self->drop_row, classes[place]))
    return;
  unmark (self);
  if (row == NULL)
    return;
  g_set_weak_pointer (&self->drop_row, GTK_WIDGET (row));
  gtk_widget_add_css_class (self->drop_row, classes[place]);
  if (place == PLACE_INTO && gtk_tree_list_row_is_expandable (list_row)
      && !gtk_tree_list_row_get_expanded (list_row))
    self->drop_open = g_timeout_add (OPEN_AFTER, open_cb, self);
}

static SchoCodeItem *
get_dragged (GtkDropTarget *target)
{
  const GValue *value = gtk_drop_target_get_value (target);

  return value != NULL ? g_value_get_object (value) : NULL;
}

/* A branch does not go into itself; what else is wrong is told when it is dropped. */
static gboolean
is_inside (SchoCodeTree *self, SchoCodeItem *item, guint32 parent)
{
  g_autoptr (GArray) ids = list_dragged (self, scho_code_item_get_code (item)->id);
  SchoSnapshot *snapshot = scho_session_get_snapshot (self->session);

  for (; parent != 0; parent = scho_snapshot_get_code (snapshot, parent)->parent)
    for (guint i = 0; i < ids->len; i++)
      if (g_array_index (ids, guint32, i) == parent)
        return TRUE;
  return FALSE;
}

static Place
look (SchoCodeTree *self,
      GtkDropTarget *target,
      double x,
      double y,
      SchoCodeRow **row,
      guint32 *parent,
      guint32 *before)
{
  SchoCodeItem *item = get_dragged (target);
  Place place;

  if (self->session == NULL || item == NULL
      || scho_code_model_get_item (scho_session_get_codes (self->session),
                                   scho_code_item_get_code (item)->id)
             != item) /* of another window */
    return PLACE_NONE;
  *row = find_row_at (self, x, y);
  place = *row != NULL ? find_place (self, *row, y) : PLACE_END;
  resolve (self, *row, place, parent, before);
  return is_inside (self, item, *parent) ? PLACE_NONE : place;
}

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, SchoCodeTree *self)
{
  SchoCodeRow *row = NULL;
  guint32 parent, before;
  Place place = look (self, target, x, y, &row, &parent, &before);

  mark (self, place != PLACE_NONE ? row : NULL, place);
  return place != PLACE_NONE ? GDK_ACTION_MOVE : 0;
}

static void
leave_cb (GtkDropTarget *target, SchoCodeTree *self)
{
  unmark (self);
}

static gboolean
drop_cb (
    GtkDropTarget *target, const GValue *value, double x, double y, SchoCodeTree *self)
{
  SchoCodeRow *row = NULL;
  guint32 parent, before;
  Place place = look (self, target, x, y, &row, &parent, &before);
  g_autoptr (GArray) ids = NULL;

  unmark (self);
  if (place == PLACE_NONE)
    return FALSE;
  ids = list_dragged (self, scho_code_item_get_code (g_value_get_object (value))->id);
  scho_code_tree_move (self, ids, parent, before);
  return TRUE;
}

void
scho_code_tree_init_drop (SchoCodeTree *self)
{
  GtkDropTarget *target = gtk_drop_target_new (SCHO_TYPE_CODE_ITEM, GDK_ACTION_MOVE);

  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (target));
}

void
scho_code_tree_end_drop (SchoCodeTree *self)
{
  unmark (self);
}
