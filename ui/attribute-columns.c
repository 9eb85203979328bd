#include "attribute-page-private.h"
#include "spoken.h"

#include <glib/gi18n.h>
#include <string.h>

/* As many cells as are made in a turn of the main loop without the window standing still,
 * and rows enough that there is something to see. */
#define CELLS_AT_ONCE 400

static void
clear_column (gpointer data)
{
  SchoAttributeColumnView *self = data;

  g_free (self->name);
  g_ptr_array_unref (self->bound);
}

/* GTK keeps sorters and factories for a while after their column has gone. */
void
scho_attribute_column_view_unref (gpointer column)
{
  g_rc_box_release_full (column, clear_column);
}

static const char *
get_value (SchoAttributeColumnView *self, gpointer item)
{
  const char *value
      = scho_document_get_attribute (scho_document_item_get_document (item), self->name);

  return value != NULL ? value : "";
}

/* Cells -------------------------------------------------------------------------------
 */

static void
show_value (GtkListItem *list_item)
{
  GtkWidget *cell = gtk_list_item_get_child (list_item);
  SchoAttributeColumnView *column = g_object_get_data (G_OBJECT (cell), "column");

  scho_attribute_cell_set_words (SCHO_ATTRIBUTE_CELL (cell),
                                 get_value (column, gtk_list_item_get_item (list_item)));
}

static gboolean
edited_cb (SchoAttributeCell *cell, const char *words, GtkListItem *list_item)
{
  SchoAttributeColumnView *column = g_object_get_data (G_OBJECT (cell), "column");
  SchoDocumentItem *item = gtk_list_item_get_item (list_item);
  SchoAttributeValue value = { .name = column->name, .value = words };
  GError *error = NULL;
  SchoStep *step;

  if (item == NULL)
    return FALSE;
  value.document = scho_document_item_get_document (item)->id;
  value.type = column->type;
  step = scho_edit_set_attribute (scho_session_get_snapshot (column->page->session),
                                  &value, &error);
  return scho_session_apply (column->page->session, step, error);
}

static void
move_cb (SchoAttributeCell *cell, int columns, int rows, GtkListItem *list_item)
{
  SchoAttributeColumnView *column = g_object_get_data (G_OBJECT (cell), "column");
  SchoAttributePage *page = column->page;
  int n_columns = (int) page->columns->len;
  int n_rows = (int) g_list_model_get_n_items (G_LIST_MODEL (page->selection));
  guint place;
  int to, row = (int) gtk_list_item_get_position (list_item) + rows;

  if (!g_ptr_array_find (page->columns, column, &place))
    return;
  to = (int) place + columns;
  if (to >= 0 && to < n_columns && row >= 0 && row < n_rows)
    scho_attribute_page_focus_cell (page, (guint) to, (guint) row);
}

/* The keyboard comes to it: what a screen reader says, and where one comes back to. */
static void
entered_cb (SchoAttributeCell *cell, GtkListItem *list_item)
{
  SchoAttributeColumnView *column = g_object_get_data (G_OBJECT (cell), "column");
  SchoDocumentItem *item = gtk_list_item_get_item (list_item);
  g_autofree char *words
      = g_strdup_printf ("%s, %s: %s", scho_document_item_get_document (item)->title,
                         column->name, scho_attribute_cell_get_words (cell));

  g_ptr_array_find (column->page->columns, column, &column->page->column);
  column->page->row = gtk_list_item_get_position (list_item);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem *list_item,
          SchoAttributeColumnView *column)
{
  GtkWidget *cell = scho_attribute_cell_new (column->type == SCHO_ATTRIBUTE_NUMBER);

  g_object_set_data_full (G_OBJECT (cell), "column", g_rc_box_acquire (column),
                          scho_attribute_column_view_unref);
  g_object_set_data (G_OBJECT (cell), "list-item", list_item);
  g_signal_connect (cell, "edited", G_CALLBACK (edited_cb), list_item);
  g_signal_connect (cell, "move", G_CALLBACK (move_cb), list_item);
  g_signal_connect (cell, "entered", G_CALLBACK (entered_cb), list_item);
  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_child (list_item, cell);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem *list_item,
         SchoAttributeColumnView *column)
{
  g_ptr_array_add (column->bound, list_item);
  g_signal_connect_swapped (gtk_list_item_get_item (list_item), "changed",
                            G_CALLBACK (show_value), list_item);
  show_value (list_item);
}

static void
unbind_cb (GtkListItemFactory *factory,
           GtkListItem *list_item,
           SchoAttributeColumnView *column)
{
  g_ptr_array_remove_fast (column->bound, list_item);
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), show_value,
                                        list_item);
  scho_attribute_cell_cancel (SCHO_ATTRIBUTE_CELL (gtk_list_item_get_child (list_item)));
}

/* Columns -----------------------------------------------------------------------------
 */

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  SchoAttributeColumnView *self = data;
  const char *x = get_value (self, (gpointer) a), *y = get_value (self, (gpointer) b);
  double i, j;

  /* What is not known comes last. */
  if (x[0] == '\0' || y[0] == '\0')
    return (x[0] == '\0') - (y[0] == '\0');
  if (self->type == SCHO_ATTRIBUTE_TEXT)
    return g_utf8_collate (x, y);
  if (self->type != SCHO_ATTRIBUTE_NUMBER)
    return strcmp (x, y);
  i = g_ascii_strtod (x, NULL);
  j = g_ascii_strtod (y, NULL);
  return (i > j) - (i < j);
}

static SchoAttributeColumnView *
new_column (SchoAttributePage *page, const SchoAttributeColumn *values)
{
  SchoAttributeColumnView *self = g_rc_box_new0 (SchoAttributeColumnView);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (
      compare_cb, g_rc_box_acquire (self), scho_attribute_column_view_unref));
  g_autoptr (GMenuModel) menu = scho_attribute_page_new_menu (values->name, values->type);

  self->page = page;
  self->name = g_strdup (values->name);
  self->type = values->type;
  self->bound = g_ptr_array_new ();
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), g_rc_box_acquire (self),
                         (GClosureNotify) (GCallback) scho_attribute_column_view_unref,
                         0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  self->shown = gtk_column_view_column_new (values->name, factory);
  gtk_column_view_column_set_sorter (self->shown, sorter);
  gtk_column_view_column_set_resizable (self->shown, TRUE);
  gtk_column_view_column_set_header_menu (self->shown, menu);
  return self;
}

static void
remove_column (SchoAttributePage *self, guint place)
{
  SchoAttributeColumnView *column = self->columns->pdata[place];

  gtk_column_view_remove_column (self->view, column->shown);
  g_clear_object (&column->shown);
  g_ptr_array_remove_index (self->columns, place);
}

void
scho_attribute_page_remove_columns (SchoAttributePage *self)
{
  while (self->columns->len > 0)
    remove_column (self, self->columns->len - 1);
}

guint
scho_attribute_page_update_columns (SchoAttributePage *self)
{
  g_autoptr (GArray) now
      = scho_snapshot_list_attributes (scho_session_get_snapshot (self->session));
  guint n = MIN (now->len, SCHO_MOST_COLUMNS);

  if (n > self->columns->len)
    scho_gradual_model_restart (self->gradual,
                                MAX (SCHO_LEAST_ROWS, CELLS_AT_ONCE / (n + 1)));
  for (guint i = 0; i < n; i++)
    {
      const SchoAttributeColumn *wanted = &g_array_index (now, SchoAttributeColumn, i);
      SchoAttributeColumnView *column;

      while (i < self->columns->len
             && (strcmp (((column = self->columns->pdata[i]))->name, wanted->name) != 0
                 || column->type != wanted->type))
        remove_column (self, i);
      if (i < self->columns->len)
        continue;
      column = new_column (self, wanted);
      g_ptr_array_add (self->columns, column);
      gtk_column_view_append_column (self->view, column->shown);
    }
  while (self->columns->len > n)
    remove_column (self, self->columns->len - 1);
  return now->len - n;
}

static void
show_title (GtkListItem *list_item)
{
  SchoDocumentItem *item = gtk_list_item_get_item (list_item);
  const char *title = scho_document_item_get_document (item)->title;

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (list_item)), title);
  scho_spoken_name_row (gtk_list_item_get_child (list_item), title);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (list_item),
                               g_utf8_strlen (title, -1) > 20 ? title : NULL);
}

static void
setup_title_cb (SchoAttributePage *self, GtkListItem *list_item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 16);
  gtk_list_item_set_child (list_item, label);
}

static void
bind_title_cb (SchoAttributePage *self, GtkListItem *list_item)
{
  g_signal_connect_swapped (gtk_list_item_get_item (list_item), "changed",
                            G_CALLBACK (show_title), list_item);
  show_title (list_item);
}

static void
unbind_title_cb (SchoAttributePage *self, GtkListItem *list_item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), show_title,
                                        list_item);
}

static int
compare_titles_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  return strcmp (scho_document_item_get_key ((gpointer) a),
                 scho_document_item_get_key ((gpointer) b));
}

void
scho_attribute_page_add_titles (SchoAttributePage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter
      = GTK_SORTER (gtk_custom_sorter_new (compare_titles_cb, NULL, NULL));
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_title_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_title_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_title_cb), self,
                           G_CONNECT_SWAPPED);
  column = gtk_column_view_column_new (_ ("Document"), factory);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_append_column (self->view, column);
}

/* From one cell to another ------------------------------------------------------------
 */

SchoAttributeCell *
scho_attribute_page_get_cell (SchoAttributePage *self, guint *column, guint *row)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *cell = focus != NULL
                        ? SCHO_IS_ATTRIBUTE_CELL (focus)
                              ? focus
                              : gtk_widget_get_ancestor (focus, SCHO_TYPE_ATTRIBUTE_CELL)
                        : NULL;
  GtkListItem *list_item;

  if (cell == NULL || !gtk_widget_is_ancestor (cell, GTK_WIDGET (self)))
    return NULL;
  list_item = g_object_get_data (G_OBJECT (cell), "list-item");
  if (column != NULL
      && !g_ptr_array_find (self->columns, g_object_get_data (G_OBJECT (cell), "column"),
                            column))
    return NULL;
  if (row != NULL)
    *row = gtk_list_item_get_position (list_item);
  return SCHO_ATTRIBUTE_CELL (cell);
}

static gboolean
focus_bound (SchoAttributeColumnView *column, guint row)
{
  for (guint i = 0; i < column->bound->len; i++)
    if (gtk_list_item_get_position (column->bound->pdata[i]) == row)
      return gtk_widget_grab_focus (gtk_list_item_get_child (column->bound->pdata[i]));
  return FALSE;
}

void
scho_attribute_page_focus_cell (SchoAttributePage *self, guint column, guint row)
{
  GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (self->view));

  if (column >= self->columns->len)
    return;
  if (!focus_bound (self->columns->pdata[column], row))
    {
      gtk_widget_activate_action (list, "list.scroll-to-item", "u", row);
      focus_bound (self->columns->pdata[column], row);
    }
}
