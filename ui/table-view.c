#include "table-view.h"

#include "list-focus.h"
#include "matching.h"
#include "row-click.h"
#include "row-menu.h"
#include "spoken.h"
#include "table-cells.h"
#include "table-order.h"
#include "table-rows.h"
#include "tip.h"

#include <glib/gi18n.h>

struct _SchoTableView
{
  GtkWidget parent_instance;
  SchoTable *table;
  GtkWidget *box;
  GtkColumnView *view;
  GtkLabel *empty;
  SchoTableRows *rows;   /* as they are shown */
  SchoTableOrder *order; /* NULL while a worker has it */
  gboolean again;        /* what is wanted has changed meanwhile */
  GtkSelectionModel *selection;
  GSimpleActionGroup *actions;
  char *wanted; /* folded; NULL: all rows */
  gboolean has_places;
  guint pressed; /* the column of the cell that was last pressed; G_MAXUINT */
  int sorted_by; /* the column that the menu sorted by last; -1 */
  GtkSortType direction;
  guint to_top;  /* source */
  GArray *asked; /* of SchoTableKey: columns that GTK sorts by, while it is asked */
  gboolean is_sorted_anew;
  int smaller; /* which of them says that its first row comes first */
};

enum
{
  LEAST_WIDTH = 4, /* of a column, in characters */
  MOST_WIDTH = 22,
  MOST_AT_ONCE = 10000, /* rows; more are sorted and filtered by a worker */
};

/* What a column's factory and sorter know. */
typedef struct
{
  SchoTable *table;
  guint number;
  int width;           /* of its words, in characters */
  SchoTableView *view; /* NULL when it has gone; GTK keeps factories for a while */
} Column;

enum
{
  ROW_ACTIVATED,
  ROWS_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* What a worker has found may be out of date. */
static void scho_table_view_find_rows (SchoTableView *self);

G_DEFINE_FINAL_TYPE (SchoTableView, scho_table_view, GTK_TYPE_WIDGET)

static void
column_free (gpointer data)
{
  Column *self = data;

  g_clear_weak_pointer (&self->view);
  scho_table_unref (self->table);
  g_free (self);
}

/* Wide enough for its words, as far as that is sensible; the first rows speak for all. */
static int
guess_width (Column *self)
{
  gsize n = MIN (scho_table_get_n_rows (self->table), 200);
  glong width = LEAST_WIDTH;

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *text = scho_table_cells_dup_shown (self->table, i, self->number);

      width = MAX (width, g_utf8_strlen (text, -1));
    }
  return (int) MIN (width, MOST_WIDTH);
}

static Column *
column_new (SchoTableView *view, guint number)
{
  Column *self = g_new0 (Column, 1);
  SchoTable *table = view->table;

  g_set_weak_pointer (&self->view, view);
  self->table = scho_table_ref (table);
  self->number = number;
  self->width = guess_width (self);
  return self;
}

/* Words before a hit are read from their end. */
static gboolean
reads_from_end (Column *self)
{
  const char *name = scho_table_get_column_name (self->table, self->number);

  return g_str_equal (name, "before") || g_str_equal (name, "left");
}

/* The path of a code says most at its end. */
static PangoEllipsizeMode
get_ellipsize (Column *self)
{
  const char *name = scho_table_get_column_name (self->table, self->number);
  gboolean is_code = g_str_equal (name, "code") || g_str_has_prefix (name, "code-");

  return is_code || reads_from_end (self) ? PANGO_ELLIPSIZE_START : PANGO_ELLIPSIZE_END;
}

static gboolean
is_number (Column *self)
{
  SchoColumnType type = scho_table_get_column_type (self->table, self->number);

  return type == SCHO_COLUMN_INTEGER || type == SCHO_COLUMN_NUMBER;
}

static void
pressed_cb (Column *column)
{
  if (column->view != NULL)
    column->view->pressed = column->number;
}

static void
remember_press (GtkWidget *label, Column *column)
{
  GtkGesture *press = gtk_gesture_click_new ();

  g_signal_connect_swapped (press, "pressed", G_CALLBACK (pressed_cb), column);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press),
                                              GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (press));
}

static void
setup_cell_cb (GtkListItemFactory *factory, GtkListItem *list_item, Column *column)
{
  GtkWidget *label = gtk_label_new (NULL);
  gboolean number = is_number (column);

  gtk_label_set_xalign (GTK_LABEL (label), number || reads_from_end (column) ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), get_ellipsize (column));
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), column->width);
  gtk_widget_set_margin_end (label, 6);
  if (number)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (list_item, label);
  if (column->view == NULL)
    return;
  scho_row_menu_select_on_press (label, list_item, column->view->selection);
  remember_press (label, column);
  if (column->view->has_places)
    scho_row_click_attach (label, list_item);
}

static void
show_cell (GtkWidget *label, Column *column, SchoTableRow *row)
{
  g_autofree char *cell = scho_table_cells_dup_shown (
      column->table, scho_table_row_get_number (row), column->number);

  gtk_label_set_label (GTK_LABEL (label), cell);
  scho_tip_set (label, g_utf8_strlen (cell, -1) > 12 ? cell : NULL);
}

/* By its first cell, once. */
static void
name_row (GtkWidget *label, Column *column, SchoTableRow *row)
{
  g_autofree char *words = NULL;

  for (guint i = 0; i < column->number; i++)
    if (!scho_table_is_column_idle (column->table, i))
      return;
  words = scho_table_cells_dup_spoken (column->table, scho_table_row_get_number (row));
  scho_spoken_name_row (label, words);
}

static void
row_changed_cb (GtkWidget *label, SchoTableRow *row)
{
  Column *column = g_object_get_data (G_OBJECT (label), "column");

  show_cell (label, column, row);
  name_row (label, column, row);
}

static void
bind_cell_cb (GtkListItemFactory *factory, GtkListItem *list_item, Column *column)
{
  SchoTableRow *row = gtk_list_item_get_item (list_item);
  GtkWidget *label = gtk_list_item_get_child (list_item);

  /* The factory, which a list item does not outlive, has the column. */
  g_object_set_data (G_OBJECT (label), "column", column);
  g_signal_connect_object (row, "changed", G_CALLBACK (row_changed_cb), label,
                           G_CONNECT_SWAPPED);
  show_cell (label, column, row);
  name_row (label, column, row);
}

static void
unbind_cell_cb (GtkListItemFactory *factory, GtkListItem *list_item)
{
  SchoTableRow *row = gtk_list_item_get_item (list_item);
  GtkWidget *label = gtk_list_item_get_child (list_item);

  if (row != NULL && label != NULL)
    g_signal_handlers_disconnect_by_func (row, row_changed_cb, label);
}

/* GTK does not tell by which columns it sorts, but it asks them one after the other as
 * long as they call two rows equal, and turns round what those say that sort down. */
static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  Column *self = data;
  GArray *asked = self->view != NULL ? self->view->asked : NULL;
  SchoTableKey key = { .column = self->number };

  if (asked == NULL)
    return GTK_ORDERING_EQUAL;
  g_array_append_val (asked, key);
  return (int) asked->len - 1 == self->view->smaller ? GTK_ORDERING_SMALLER
                                                     : GTK_ORDERING_EQUAL;
}

/* (transfer full) (element-type SchoTableKey) */
static GArray *
list_keys (SchoTableView *self)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (self->view);
  g_autoptr (GListModel) two = G_LIST_MODEL (scho_table_rows_new (2));
  g_autoptr (GObject) a = g_list_model_get_item (two, 0);
  g_autoptr (GObject) b = g_list_model_get_item (two, 1);
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (SchoTableKey));

  self->asked = g_array_new (FALSE, FALSE, sizeof (SchoTableKey));
  self->smaller = -1;
  gtk_sorter_compare (sorter, a, b);
  g_array_append_vals (keys, self->asked->data, self->asked->len);
  for (guint i = 0; i < keys->len; i++)
    {
      g_array_set_size (self->asked, 0);
      self->smaller = (int) i;
      g_array_index (keys, SchoTableKey, i).descending
          = gtk_sorter_compare (sorter, a, b) == GTK_ORDERING_LARGER;
    }
  g_clear_pointer (&self->asked, g_array_unref);
  return keys;
}

static void
add_column (SchoTableView *self, guint number)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Column *column = column_new (self, number);
  g_autoptr (GtkSorter) sorter = GTK_SORTER (
      gtk_custom_sorter_new (compare_rows, column_new (self, number), column_free));
  GtkColumnViewColumn *shown;

  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cell_cb), column,
                         (GClosureNotify) (GCallback) column_free, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), column);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cell_cb), NULL);
  shown = gtk_column_view_column_new (scho_table_get_column_title (self->table, number),
                                      factory);
  gtk_column_view_column_set_sorter (shown, sorter);
  gtk_column_view_column_set_resizable (shown, TRUE);
  gtk_column_view_column_set_expand (
      shown, scho_table_get_column_type (self->table, number) == SCHO_COLUMN_TEXT);
  gtk_column_view_append_column (self->view, shown);
  g_object_unref (shown);
}

/* Headings stand as their cells do; GTK has no word for it, so the label is looked up. */
static GtkWidget *
find_heading (GtkWidget *widget, const char *title)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget))
    return g_strcmp0 (gtk_label_get_label (GTK_LABEL (widget)), title) == 0 ? widget
                                                                            : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_heading (child, title);
  return found;
}

static void
align_heading (SchoTableView *self, guint number)
{
  Column column = { .table = self->table, .number = number };
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->view));
  GtkWidget *heading
      = header != NULL
            ? find_heading (header, scho_table_get_column_title (self->table, number))
            : NULL;

  if (heading == NULL || (!is_number (&column) && !reads_from_end (&column)))
    return;
  gtk_widget_set_hexpand (heading, TRUE);
  gtk_label_set_xalign (GTK_LABEL (heading), 1);
}

/* The rows on screen --------------------------------------------------------------- */

static void
show_empty (SchoTableView *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->empty),
                          scho_table_view_get_n_shown (self) == 0);
  gtk_label_set_label (self->empty, scho_table_get_n_rows (self->table) == 0
                                        ? _ ("Nothing was found.")
                                        : _ ("No row has these words."));
}

/* As where only one can be: so that a key always has a row to act on. */
static void
select_some (SchoTableView *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);

  if (gtk_bitset_is_empty (selected) && scho_table_view_get_n_shown (self) > 0)
    gtk_selection_model_select_item (self->selection, 0, TRUE);
}

static GtkWidget *
get_list (SchoTableView *self)
{
  return gtk_widget_get_last_child (GTK_WIDGET (self->view));
}

static gboolean
go_to_top_cb (gpointer data)
{
  SchoTableView *self = data;
  GtkWidget *rows = get_list (self);

  self->to_top = 0;
  if (rows != NULL && scho_table_view_get_n_shown (self) > 0)
    gtk_widget_activate_action (rows, "list.scroll-to-item", "u", 0);
  return G_SOURCE_REMOVE;
}

/* The row numbers that are selected: TRUE for each of them. */
static gboolean *
list_selected (SchoTableView *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  gboolean *is_selected = g_new0 (gboolean, scho_table_get_n_rows (self->table) + 1);
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    is_selected[scho_table_rows_get_number (self->rows, position)] = TRUE;
  return is_selected;
}

/* The model of the selection would look at each row for those it knew. */
static void
take_rows (SchoTableView *self, GArray *numbers)
{
  g_autofree gboolean *was_selected = list_selected (self);
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty (), all = NULL;

  gtk_selection_model_unselect_all (self->selection);
  for (guint i = 0; i < numbers->len; i++)
    if (was_selected[g_array_index (numbers, guint32, i)])
      gtk_bitset_add (selected, i);
  all = gtk_bitset_new_range (0, numbers->len);
  scho_table_rows_take (self->rows, numbers);
  gtk_selection_model_set_selection (self->selection, selected, all);
}

static void
show_found (SchoTableView *self, GArray *numbers)
{
  take_rows (self, numbers);
  select_some (self);
  show_empty (self);
  if (self->is_sorted_anew && self->to_top == 0)
    self->to_top = g_idle_add_full (G_PRIORITY_HIGH_IDLE, go_to_top_cb, self, NULL);
  self->is_sorted_anew = FALSE;
  g_signal_emit (self, signals[ROWS_CHANGED], 0);
}

/* What a worker has while it looks for rows. It does not keep the view: a column view of
 * GTK 4.18 does not like to outlive its parent. */
typedef struct
{
  GWeakRef view;
  SchoTableOrder *order;
  GArray *keys;
  char *wanted;
} Finding;

static void
finding_free (gpointer data)
{
  Finding *self = data;

  g_weak_ref_clear (&self->view);
  g_clear_pointer (&self->order, scho_table_order_free);
  g_array_unref (self->keys);
  g_free (self->wanted);
  g_free (self);
}

static void
find_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Finding *self = data;

  g_task_return_pointer (task,
                         scho_table_order_find (self->order, self->keys, self->wanted),
                         (GDestroyNotify) g_array_unref);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Finding *finding = g_task_get_task_data (G_TASK (result));
  g_autoptr (GArray) numbers = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr (SchoTableView) self = g_weak_ref_get (&finding->view);

  if (self == NULL || self->table == NULL)
    return;
  self->order = g_steal_pointer (&finding->order);
  if (self->again)
    scho_table_view_find_rows (self);
  else
    show_found (self, g_steal_pointer (&numbers));
}

/* Few rows at once, so that nothing flickers. */
static void
scho_table_view_find_rows (SchoTableView *self)
{
  g_autoptr (GArray) keys = list_keys (self);
  g_autoptr (GTask) task = NULL;
  Finding *finding;

  self->again = self->order == NULL;
  if (self->again)
    return;
  if (scho_table_get_n_rows (self->table) <= MOST_AT_ONCE)
    {
      show_found (self, scho_table_order_find (self->order, keys, self->wanted));
      return;
    }
  finding = g_new0 (Finding, 1);
  g_weak_ref_init (&finding->view, self);
  finding->order = g_steal_pointer (&self->order);
  finding->keys = g_steal_pointer (&keys);
  finding->wanted = g_strdup (self->wanted);
  task = g_task_new (NULL, NULL, found_cb, NULL);
  g_task_set_task_data (task, finding, finding_free);
  g_task_run_in_thread (task, find_cb);
}

/* The list would stay with the row that was at the top, wherever that is now. */
static void
sorted_cb (SchoTableView *self)
{
  self->is_sorted_anew = TRUE;
  scho_table_view_find_rows (self);
}

/* Actions --------------------------------------------------------------------------- */

static void
emit_activated (SchoTableView *self, guint position)
{
  g_autoptr (SchoTableRow) row
      = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  if (row != NULL)
    g_signal_emit (self, signals[ROW_ACTIVATED], 0,
                   (guint64) scho_table_row_get_number (row));
}

static void
activated_cb (SchoTableView *self, guint position)
{
  emit_activated (self, position);
}

static void
go_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoTableView *self = data;
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);

  if (!gtk_bitset_is_empty (selected))
    emit_activated (self, gtk_bitset_get_minimum (selected));
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoTableView *self = data;
  g_autofree char *tsv = scho_table_view_dup_selected (self);

  if (tsv[0] != '\0')
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), tsv);
}

/* Again the same column turns the order, as a click on its heading does. */
static void
sort_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoTableView *self = data;
  int number = g_variant_get_int32 (parameter);
  g_autoptr (GtkColumnViewColumn) column
      = g_list_model_get_item (gtk_column_view_get_columns (self->view), (guint) number);

  if (column == NULL)
    return;
  self->direction = number == self->sorted_by && self->direction == GTK_SORT_ASCENDING
                        ? GTK_SORT_DESCENDING
                        : GTK_SORT_ASCENDING;
  self->sorted_by = number;
  gtk_column_view_sort_by_column (self->view, column, self->direction);
}

static const GActionEntry actions[] = {
  { .name = "go", .activate = go_cb },
  { .name = "copy", .activate = copy_cb },
  { .name = "sort", .parameter_type = "i", .activate = sort_cb },
};

static GMenuModel *
new_sort_menu (SchoTableView *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      g_auto (GStrv) parts
          = g_strsplit (gtk_column_view_column_get_title (column), "_", -1);
      g_autofree char *label = g_strjoinv ("__", parts);
      g_autofree char *action = g_strdup_printf ("table.sort(%u)", i);

      g_menu_append (menu, label, action);
    }
  return G_MENU_MODEL (menu);
}

static void
add_menu (SchoTableView *self)
{
  g_autoptr (GMenu) menu = g_menu_new (), section = g_menu_new ();
  g_autoptr (GMenuModel) sort = new_sort_menu (self);

  if (self->has_places)
    g_menu_append (section, _ ("_Go to the passage"), "table.go");
  g_menu_append (section, _ ("_Copy rows"), "table.copy");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_menu_append_section (menu, _ ("Sort by"), sort);
  scho_row_menu_attach (GTK_WIDGET (self), GTK_WIDGET (self->view), G_MENU_MODEL (menu));
}

static void
add_keys (SchoTableView *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_c, GDK_CONTROL_MASK),
                        gtk_named_action_new ("table.copy")));
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  scho_list_focus_leave_by_tab (get_list (self));
}

/* The widget ------------------------------------------------------------------------ */

static void
add_notes (SchoTableView *self)
{
  guint n = scho_table_get_n_notes (self->table);
  g_autoptr (GString) notes = g_string_new (NULL);
  GtkWidget *label;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (notes, "%s%s", i > 0 ? "\n" : "",
                            scho_table_get_note (self->table, i));
  if (notes->len == 0)
    return;
  label = gtk_label_new (notes->str);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "table-notes");
  gtk_box_append (GTK_BOX (self->box), label);
}

/* Into the rows, at the one where it was, else at the first. */
static gboolean
scho_table_view_grab_focus (GtkWidget *widget)
{
  SchoTableView *self = SCHO_TABLE_VIEW (widget);
  GtkWidget *list = get_list (self);

  return list != NULL && scho_table_view_get_n_shown (self) > 0 && scho_list_focus (list);
}

static void
scho_table_view_dispose (GObject *object)
{
  SchoTableView *self = SCHO_TABLE_VIEW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->view = NULL;
  /* A view that goes says that its order has changed. */
  g_clear_handle_id (&self->to_top, g_source_remove);
  g_clear_object (&self->rows);
  g_clear_object (&self->selection);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->order, scho_table_order_free);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->table, scho_table_unref);
  G_OBJECT_CLASS (scho_table_view_parent_class)->dispose (object);
}

static void
scho_table_view_class_init (SchoTableViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = scho_table_view_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = scho_table_view_grab_focus;
  signals[ROW_ACTIVATED]
      = g_signal_new ("row-activated", SCHO_TYPE_TABLE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);
  signals[ROWS_CHANGED]
      = g_signal_new ("rows-changed", SCHO_TYPE_TABLE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass),
                                            GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
new_empty_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_set_can_target (label, FALSE);
  gtk_widget_set_halign (label, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (label, FALSE);
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static void
scho_table_view_init (SchoTableView *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *overlay = gtk_overlay_new ();

  self->sorted_by = -1;
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scrolled, TRUE);
  self->empty = GTK_LABEL (new_empty_label ());
  gtk_overlay_set_child (GTK_OVERLAY (overlay), scrolled);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->empty));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), overlay);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions,
                                   G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "table",
                                  G_ACTION_GROUP (self->actions));
}

static void
show_rows (SchoTableView *self)
{
  guint n = (guint) MIN (scho_table_get_n_rows (self->table), G_MAXINT);

  self->rows = scho_table_rows_new (n);
  self->order = scho_table_order_new (self->table);
  self->selection = GTK_SELECTION_MODEL (
      gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->rows))));
  gtk_column_view_set_model (self->view, self->selection);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (sorted_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

GtkWidget *
scho_table_view_new (SchoTable *table, gboolean has_places)
{
  SchoTableView *self = g_object_new (SCHO_TYPE_TABLE_VIEW, NULL);

  self->table = scho_table_ref (table);
  self->has_places = has_places;
  self->pressed = G_MAXUINT;
  for (guint i = 0; i < scho_table_get_n_columns (table); i++)
    if (!scho_table_is_column_idle (table, i))
      {
        add_column (self, i);
        align_heading (self, i);
      }
  show_rows (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  scho_table_get_title (table), -1);
  add_notes (self);
  add_menu (self);
  add_keys (self);
  select_some (self);
  show_empty (self);
  return GTK_WIDGET (self);
}

SchoTable *
scho_table_view_get_table (SchoTableView *self)
{
  return self->table;
}

guint
scho_table_view_get_n_shown (SchoTableView *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->rows));
}

void
scho_table_view_set_filter (SchoTableView *self, const char *words)
{
  g_autofree char *folded = scho_matching_fold (words);

  g_strstrip (folded);
  if (g_strcmp0 (self->wanted, folded[0] != '\0' ? folded : NULL) == 0)
    return;
  g_free (self->wanted);
  self->wanted = folded[0] != '\0' ? g_steal_pointer (&folded) : NULL;
  scho_table_view_find_rows (self);
}

char *
scho_table_view_dup_selected (SchoTableView *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (guint64 i = 0; i < gtk_bitset_get_size (selected); i++)
    {
      gsize row = scho_table_rows_get_number (self->rows,
                                              gtk_bitset_get_nth (selected, (guint) i));

      g_array_append_val (rows, row);
    }
  return scho_table_cells_dup_tsv (self->table, rows);
}

guint
scho_table_view_get_pressed (SchoTableView *self)
{
  return self->pressed;
}
