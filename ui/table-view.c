#include "table-view.h"

#include "list-focus.h"
#include "matching.h"
#include "row-click.h"
#include "row-menu.h"
#include "table-cells.h"
#include "tip.h"

#include <glib/gi18n.h>

/* A row's number, since sorting moves items. */
#define SCHO_TYPE_TABLE_ROW (scho_table_row_get_type ())
G_DECLARE_FINAL_TYPE (SchoTableRow, scho_table_row, SCHO, TABLE_ROW, GObject)

struct _SchoTableRow
{
  GObject parent_instance;
  gsize number;
};

G_DEFINE_FINAL_TYPE (SchoTableRow, scho_table_row, G_TYPE_OBJECT)

static void
scho_table_row_class_init (SchoTableRowClass *klass)
{
}

static void
scho_table_row_init (SchoTableRow *self)
{
}

/* The rows of a table, in its order; each is made when it is asked for. */
#define SCHO_TYPE_TABLE_ROWS (scho_table_rows_get_type ())
G_DECLARE_FINAL_TYPE (SchoTableRows, scho_table_rows, SCHO, TABLE_ROWS, GObject)

struct _SchoTableRows
{
  GObject parent_instance;
  guint n;
};

static GType
get_row_type (GListModel *model)
{
  return SCHO_TYPE_TABLE_ROW;
}

static guint
get_n_rows (GListModel *model)
{
  return ((SchoTableRows *) model)->n;
}

static gpointer
get_row (GListModel *model, guint position)
{
  SchoTableRow *row;

  if (position >= ((SchoTableRows *) model)->n)
    return NULL;
  row = g_object_new (SCHO_TYPE_TABLE_ROW, NULL);
  row->number = position;
  return row;
}

static void
rows_init (GListModelInterface *interface)
{
  interface->get_item_type = get_row_type;
  interface->get_n_items = get_n_rows;
  interface->get_item = get_row;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SchoTableRows,
                               scho_table_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, rows_init))

static void
scho_table_rows_class_init (SchoTableRowsClass *klass)
{
}

static void
scho_table_rows_init (SchoTableRows *self)
{
}

static GListModel *
new_rows (SchoTable *table)
{
  SchoTableRows *self = g_object_new (SCHO_TYPE_TABLE_ROWS, NULL);

  self->n = (guint) MIN (scho_table_get_n_rows (table), G_MAXUINT);
  return G_LIST_MODEL (self);
}

struct _SchoTableView
{
  GtkWidget parent_instance;
  SchoTable *table;
  GtkWidget *box;
  GtkColumnView *view;
  GtkLabel *empty;
  GtkFilterListModel *rows; /* as they are shown */
  GtkSelectionModel *selection;
  GSimpleActionGroup *actions;
  char *wanted;  /* folded; NULL: all rows */
  char **folded; /* each row, once it was looked at */
  gboolean has_places;
  int sorted_by; /* the column that the menu sorted by last; -1 */
  GtkSortType order;
  guint to_top; /* source */
};

enum
{
  LEAST_WIDTH = 4, /* of a column, in characters */
  MOST_WIDTH = 22,
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
  N_SIGNALS
};
static guint signals[N_SIGNALS];

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
      const char *text = scho_table_get_text (self->table, i, self->number);
      width = MAX (width, text != NULL ? g_utf8_strlen (text, -1) : 0);
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
  self->width = scho_table_get_column_type (table, number) == SCHO_COLUMN_TEXT
                    ? guess_width (self)
                    : LEAST_WIDTH;
  return self;
}

/* Words before a hit are read from their end. */
static gboolean
reads_from_end (Column *self)
{
  return g_str_equal (scho_table_get_column_name (self->table, self->number), "before");
}

static gboolean
is_number (Column *self)
{
  SchoColumnType type = scho_table_get_column_type (self->table, self->number);

  return type == SCHO_COLUMN_INTEGER || type == SCHO_COLUMN_NUMBER;
}

static void
setup_cell_cb (GtkListItemFactory *factory, GtkListItem *list_item, Column *column)
{
  GtkWidget *label = gtk_label_new (NULL);
  gboolean number = is_number (column);

  gtk_label_set_xalign (GTK_LABEL (label), number || reads_from_end (column) ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), reads_from_end (column)
                                                  ? PANGO_ELLIPSIZE_START
                                                  : PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), column->width);
  gtk_widget_set_margin_end (label, 6);
  if (number)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (list_item, label);
  if (column->view == NULL)
    return;
  scho_row_menu_select_on_press (label, list_item, column->view->selection);
  if (column->view->has_places)
    scho_row_click_attach (label, list_item);
}

static void
bind_cell_cb (GtkListItemFactory *factory, GtkListItem *list_item, Column *column)
{
  SchoTableRow *row = gtk_list_item_get_item (list_item);
  GtkWidget *label = gtk_list_item_get_child (list_item);
  g_autofree char *cell
      = scho_table_cells_dup_shown (column->table, row->number, column->number);

  gtk_label_set_label (GTK_LABEL (label), cell);
  scho_tip_set (label, g_utf8_strlen (cell, -1) > 12 ? cell : NULL);
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  Column *self = data;

  return scho_table_cells_compare (self->table, self->number,
                                   ((SchoTableRow *) a)->number,
                                   ((SchoTableRow *) b)->number);
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

static gboolean
is_wanted (gpointer item, gpointer data)
{
  SchoTableView *self = data;
  gsize number = ((SchoTableRow *) item)->number;

  if (self->folded == NULL)
    self->folded = g_new0 (char *, scho_table_get_n_rows (self->table) + 1);
  if (self->folded[number] == NULL)
    self->folded[number] = scho_table_cells_dup_folded (self->table, number);
  return scho_matching_has (self->folded[number], self->wanted);
}

/* Without words no row is asked, however many there are. */
static void
show_wanted (SchoTableView *self)
{
  GtkFilter *filter = gtk_filter_list_model_get_filter (self->rows);

  if (self->wanted == NULL)
    gtk_filter_list_model_set_filter (self->rows, NULL);
  else if (filter != NULL)
    gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
  else
    {
      filter = GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL));
      gtk_filter_list_model_set_filter (self->rows, filter);
      g_object_unref (filter);
    }
}

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

/* The list would stay with the row that was at the top, wherever that is now. It is not
 * kept alive for it: a column view of GTK 4.18 does not like to outlive its parent. */
static void
sorted_cb (SchoTableView *self)
{
  if (self->to_top == 0)
    self->to_top = g_idle_add_full (G_PRIORITY_HIGH_IDLE, go_to_top_cb, self, NULL);
}

/* Actions --------------------------------------------------------------------------- */

static void
emit_activated (SchoTableView *self, guint position)
{
  g_autoptr (SchoTableRow) row
      = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  if (row != NULL)
    g_signal_emit (self, signals[ROW_ACTIVATED], 0, (guint64) row->number);
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
  self->order = number == self->sorted_by && self->order == GTK_SORT_ASCENDING
                    ? GTK_SORT_DESCENDING
                    : GTK_SORT_ASCENDING;
  self->sorted_by = number;
  gtk_column_view_sort_by_column (self->view, column, self->order);
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
  /* Whoever still holds the rows asks nobody. */
  if (self->rows != NULL)
    gtk_filter_list_model_set_filter (self->rows, NULL);
  g_clear_object (&self->rows);
  g_clear_object (&self->selection);
  g_clear_object (&self->actions);
  if (self->folded != NULL)
    for (gsize i = 0; i < scho_table_get_n_rows (self->table); i++)
      g_free (self->folded[i]);
  g_clear_pointer (&self->folded, g_free);
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

/* Sorted first, so that a key in the filter sorts nothing. */
static void
show_rows (SchoTableView *self)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (self->view);
  GtkSortListModel *sorted
      = gtk_sort_list_model_new (new_rows (self->table), g_object_ref (sorter));

  g_signal_connect_object (sorter, "changed", G_CALLBACK (sorted_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  self->rows = gtk_filter_list_model_new (G_LIST_MODEL (sorted), NULL);
  self->selection = GTK_SELECTION_MODEL (
      gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->rows))));
  gtk_column_view_set_model (self->view, self->selection);
}

GtkWidget *
scho_table_view_new (SchoTable *table, gboolean has_places)
{
  SchoTableView *self = g_object_new (SCHO_TYPE_TABLE_VIEW, NULL);

  self->table = scho_table_ref (table);
  self->has_places = has_places;
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
  show_wanted (self);
  select_some (self);
  show_empty (self);
}

char *
scho_table_view_dup_selected (SchoTableView *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (guint64 i = 0; i < gtk_bitset_get_size (selected); i++)
    {
      g_autoptr (SchoTableRow) row = g_list_model_get_item (
          G_LIST_MODEL (self->rows), gtk_bitset_get_nth (selected, (guint) i));

      g_array_append_val (rows, row->number);
    }
  return scho_table_cells_dup_tsv (self->table, rows);
}
