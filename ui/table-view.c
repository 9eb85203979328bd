#include "table-view.h"

#include <glib/gi18n.h>
#include <math.h>

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

struct _SchoTableView
{
  GtkWidget parent_instance;
  SchoTable *table;
  GtkWidget *box;
  GtkColumnView *view;
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
  int width; /* of its words, in characters */
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

  scho_table_unref (self->table);
  g_free (self);
}

/* For people: with the language's decimal sign and few digits. */
static char *
dup_cell (Column *self, gsize row)
{
  if (!scho_table_is_defined (self->table, row, self->number))
    return g_strdup ("–");
  switch (scho_table_get_column_type (self->table, self->number))
    {
    case SCHO_COLUMN_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT,
                              scho_table_get_integer (self->table, row, self->number));
    case SCHO_COLUMN_NUMBER:
      return g_strdup_printf ("%.4g",
                              scho_table_get_number (self->table, row, self->number));
    case SCHO_COLUMN_BOOLEAN:
      return g_strdup (
          scho_table_get_boolean (self->table, row, self->number) ? _ ("yes") : _ ("no"));
    default:
      return g_strdup (scho_table_get_text (self->table, row, self->number));
    }
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
column_new (SchoTable *table, guint number)
{
  Column *self = g_new0 (Column, 1);

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
}

static void
bind_cell_cb (GtkListItemFactory *factory, GtkListItem *list_item, Column *column)
{
  SchoTableRow *row = gtk_list_item_get_item (list_item);
  GtkWidget *label = gtk_list_item_get_child (list_item);
  g_autofree char *cell = dup_cell (column, row->number);

  gtk_label_set_label (GTK_LABEL (label), cell);
  gtk_widget_set_tooltip_text (label, g_utf8_strlen (cell, -1) > 12 ? cell : NULL);
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  Column *self = data;
  gsize x = ((SchoTableRow *) a)->number, y = ((SchoTableRow *) b)->number;
  gboolean has_x = scho_table_is_defined (self->table, x, self->number);
  gboolean has_y = scho_table_is_defined (self->table, y, self->number);

  if (!has_x || !has_y)
    return has_y - has_x;
  switch (scho_table_get_column_type (self->table, self->number))
    {
    case SCHO_COLUMN_INTEGER:
      {
        gint64 i = scho_table_get_integer (self->table, x, self->number);
        gint64 j = scho_table_get_integer (self->table, y, self->number);
        return (i > j) - (i < j);
      }
    case SCHO_COLUMN_NUMBER:
      {
        double i = scho_table_get_number (self->table, x, self->number);
        double j = scho_table_get_number (self->table, y, self->number);
        return (i > j) - (i < j);
      }
    case SCHO_COLUMN_BOOLEAN:
      return scho_table_get_boolean (self->table, x, self->number)
             - scho_table_get_boolean (self->table, y, self->number);
    default:
      return g_utf8_collate (scho_table_get_text (self->table, x, self->number),
                             scho_table_get_text (self->table, y, self->number));
    }
}

static void
add_column (SchoTableView *self, guint number)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Column *column = column_new (self->table, number);
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (
      compare_rows, column_new (self->table, number), column_free));
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

static GListModel *
new_rows (SchoTable *table)
{
  GListStore *rows = g_list_store_new (SCHO_TYPE_TABLE_ROW);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  gsize n = scho_table_get_n_rows (table);

  for (gsize i = 0; i < n; i++)
    {
      SchoTableRow *row = g_object_new (SCHO_TYPE_TABLE_ROW, NULL);
      row->number = i;
      g_ptr_array_add (all, row);
    }
  g_list_store_splice (rows, 0, 0, all->pdata, all->len);
  return G_LIST_MODEL (rows);
}

static void
activated_cb (SchoTableView *self, guint position)
{
  g_autoptr (SchoTableRow) row = g_list_model_get_item (
      G_LIST_MODEL (gtk_column_view_get_model (self->view)), position);

  g_signal_emit (self, signals[ROW_ACTIVATED], 0, (guint64) row->number);
}

static gboolean
go_to_top_cb (gpointer data)
{
  SchoTableView *self = data;
  GtkWidget *rows = gtk_widget_get_last_child (GTK_WIDGET (self->view));

  self->to_top = 0;
  if (rows != NULL)
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

static void
scho_table_view_dispose (GObject *object)
{
  SchoTableView *self = SCHO_TABLE_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  /* A view that goes says that its order has changed. */
  g_clear_handle_id (&self->to_top, g_source_remove);
  g_clear_pointer (&self->table, scho_table_unref);
  G_OBJECT_CLASS (scho_table_view_parent_class)->dispose (object);
}

static void
scho_table_view_class_init (SchoTableViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = scho_table_view_dispose;
  signals[ROW_ACTIVATED]
      = g_signal_new ("row-activated", SCHO_TYPE_TABLE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass),
                                            GTK_TYPE_BIN_LAYOUT);
}

static void
scho_table_view_init (SchoTableView *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activated_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scrolled, TRUE);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), scrolled);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
scho_table_view_new (SchoTable *table)
{
  SchoTableView *self = g_object_new (SCHO_TYPE_TABLE_VIEW, NULL);
  GtkSorter *sorter = gtk_column_view_get_sorter (self->view);
  GListModel *sorted;

  self->table = scho_table_ref (table);
  for (guint i = 0; i < scho_table_get_n_columns (table); i++)
    if (!scho_table_is_column_idle (table, i))
      {
        add_column (self, i);
        align_heading (self, i);
      }
  g_signal_connect_object (sorter, "changed", G_CALLBACK (sorted_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  sorted
      = G_LIST_MODEL (gtk_sort_list_model_new (new_rows (table), g_object_ref (sorter)));
  {
    g_autoptr (GtkSelectionModel) selection
        = GTK_SELECTION_MODEL (gtk_single_selection_new (sorted));
    gtk_column_view_set_model (self->view, selection);
  }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  scho_table_get_title (table), -1);
  add_notes (self);
  return GTK_WIDGET (self);
}

SchoTable *
scho_table_view_get_table (SchoTableView *self)
{
  return self->table;
}

void
scho_table_view_set_single_click (SchoTableView *self, gboolean single)
{
  gtk_column_view_set_single_click_activate (self->view, single);
}
