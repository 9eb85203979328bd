#include "attribute-page-private.h"

#include "letters.h"

#include <glib/gi18n.h>

enum
{
  DOCUMENT_ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoAttributePage, scho_attribute_page, GTK_TYPE_WIDGET)

static char *
dup_counts (SchoAttributePage *self, guint shown, guint n_left_out)
{
  guint all = g_list_model_get_n_items (
      scho_document_model_get_all (scho_session_get_documents (self->session)));
  g_autofree char *words
      = shown == all ? g_strdup_printf (
            g_dngettext (GETTEXT_PACKAGE, "%u document", "%u documents", all), all)
                     /* Translators: how many pass the filter, and of how many. */
                     : g_strdup_printf (_ ("%u of %u"), shown, all);

  if (n_left_out == 0)
    return g_steal_pointer (&words);
  /* Translators: how many documents; columns that the table does not show. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, %u attribute more",
                                       "%s, %u attributes more", n_left_out),
                          words, n_left_out);
}

static void
show_count (SchoAttributePage *self)
{
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
  guint left_out
      = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (self->view), "left-out"));
  g_autofree char *words = dup_counts (self, shown, left_out);

  gtk_label_set_label (self->count, words);
  gtk_label_set_label (self->empty,
                       self->wanted != NULL
                           ? _ ("No document has this in its title or its attributes.")
                           : _ ("No documents yet. Import some first."));
  gtk_stack_set_visible_child_name (self->stack, shown > 0 ? "table" : "empty");
  gtk_widget_set_sensitive (GTK_WIDGET (self->column_button), self->columns->len > 0);
}

static void
update_columns (SchoAttributePage *self)
{
  guint left_out = scho_attribute_page_update_columns (self);

  g_object_set_data (G_OBJECT (self->view), "left-out", GUINT_TO_POINTER (left_out));
  show_count (self);
}

static void
project_changed_cb (SchoAttributePage *self, SchoStep *step)
{
  if (scho_step_get_n_changes (step, SCHO_NOUN_DOCUMENT) > 0)
    update_columns (self);
}

/* Filter ------------------------------------------------------------------------------
 */

static gboolean
is_wanted (gpointer item, gpointer data)
{
  SchoAttributePage *self = data;
  const SchoDocument *document = scho_document_item_get_document (item);

  return self->wanted == NULL
         || scho_attribute_filter_finds (self->wanted,
                                         scho_document_item_get_folded (item), document);
}

static void
filter_changed_cb (SchoAttributePage *self)
{
  g_clear_pointer (&self->wanted, scho_attribute_filter_free);
  self->wanted = scho_attribute_filter_new (gtk_editable_get_text (self->filter));
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered),
                      GTK_FILTER_CHANGE_DIFFERENT);
  show_count (self);
}

static void
filter_left_cb (SchoAttributePage *self)
{
  gtk_editable_set_text (self->filter, "");
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
row_activated_cb (SchoAttributePage *self, guint position)
{
  g_autoptr (SchoDocumentItem) item
      = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  g_signal_emit (self, signals[DOCUMENT_ACTIVATED], 0,
                 scho_document_item_get_document (item)->id);
}

/* Several cells -----------------------------------------------------------------------
 */

static void
add_pasted_row (SchoAttributePage *self,
                GArray *values,
                const char *line,
                guint column,
                guint row,
                GPtrArray *kept)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", -1);
  g_autoptr (SchoDocumentItem) item
      = g_list_model_get_item (G_LIST_MODEL (self->selection), row);

  for (guint i = 0; item != NULL && cells[i] != NULL && column + i < self->columns->len;
       i++)
    {
      SchoAttributeColumnView *one = self->columns->pdata[column + i];
      SchoAttributeValue value = { scho_document_item_get_document (item)->id, one->name,
                                   g_strdup (cells[i]), one->type };

      g_ptr_array_add (kept, (char *) value.value);
      g_array_append_val (values, value);
    }
}

gboolean
scho_attribute_page_paste (SchoAttributePage *self, const char *words)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (SchoAttributeValue));
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *plain = g_strdup (words);
  g_auto (GStrv) lines = NULL;
  GError *error = NULL;
  SchoStep *step;
  guint column, row;

  if (scho_attribute_page_get_cell (self, &column, &row) == NULL)
    return FALSE;
  lines = g_strsplit (g_strchomp (g_strdelimit (plain, "\r", '\n')), "\n", -1);
  for (guint i = 0, k = 0; lines[i] != NULL; i++)
    /* A line end of two characters leaves an empty line. */
    if (lines[i][0] != '\0' || strchr (words, '\r') == NULL)
      add_pasted_row (self, values, lines[i], column, row + k++, kept);
  step = scho_edit_set_attributes (scho_session_get_snapshot (self->session),
                                   (const SchoAttributeValue *) values->data, values->len,
                                   &error);
  return scho_session_apply (self->session, step, error);
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SchoAttributePage) self = data;
  g_autofree char *words
      = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (words != NULL && self->session != NULL)
    scho_attribute_page_paste (self, words);
}

static gboolean
key_pressed_cb (SchoAttributePage *self, guint key, guint code, GdkModifierType state)
{
  SchoAttributeCell *cell = scho_attribute_page_get_cell (self, NULL, NULL);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));

  if (cell == NULL || scho_attribute_cell_get_text (cell) != NULL
      || !(state & GDK_CONTROL_MASK))
    return FALSE;
  if (key == GDK_KEY_c)
    gdk_clipboard_set_text (clipboard, scho_attribute_cell_get_words (cell));
  else if (key == GDK_KEY_v)
    gdk_clipboard_read_text_async (clipboard, NULL, pasted_cb, g_object_ref (self));
  else
    return FALSE;
  return TRUE;
}

/* The menu is about the column where the keyboard is, else about the first. */
static void
fill_menu (GtkMenuButton *button, gpointer data)
{
  SchoAttributePage *self = data;
  guint place = 0;
  SchoAttributeColumnView *column;
  g_autoptr (GMenuModel) items = NULL;
  g_autoptr (GMenu) menu = g_menu_new ();

  if (self->columns->len == 0)
    return;
  scho_attribute_page_get_cell (self, &place, NULL);
  column = self->columns->pdata[MIN (place, self->columns->len - 1)];
  items = scho_attribute_page_new_menu (column->name, column->type);
  g_menu_append_section (menu, column->name, items);
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

/* The widget --------------------------------------------------------------------------
 */

static gboolean
scho_attribute_page_grab_focus (GtkWidget *widget)
{
  SchoAttributePage *self = SCHO_ATTRIBUTE_PAGE (widget);
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  if (self->columns->len > 0 && n_rows > 0)
    scho_attribute_page_focus_cell (self, MIN (self->column, self->columns->len - 1),
                                    MIN (self->row, n_rows - 1));
  if (scho_attribute_page_get_cell (self, NULL, NULL) == NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (self->filter));
  return TRUE;
}

static void
scho_attribute_page_dispose (GObject *object)
{
  SchoAttributePage *self = SCHO_ATTRIBUTE_PAGE (object);
  GtkWidget *child;

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (scho_session_get_project (self->session),
                                            self);
      gtk_filter_list_model_set_filter (self->filtered, NULL);
      gtk_column_view_set_model (self->view, NULL);
      scho_attribute_page_remove_columns (self);
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "attributes", NULL);
  g_clear_object (&self->actions);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  G_OBJECT_CLASS (scho_attribute_page_parent_class)->dispose (object);
}

static void
scho_attribute_page_finalize (GObject *object)
{
  SchoAttributePage *self = SCHO_ATTRIBUTE_PAGE (object);

  g_clear_weak_pointer (&self->asked_name);
  g_clear_weak_pointer (&self->asked_type);
  g_clear_pointer (&self->wanted, scho_attribute_filter_free);
  G_OBJECT_CLASS (scho_attribute_page_parent_class)->finalize (object);
}

static void
scho_attribute_page_class_init (SchoAttributePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scho_attribute_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = scho_attribute_page_finalize;
  widget_class->grab_focus = scho_attribute_page_grab_focus;
  signals[DOCUMENT_ACTIVATED]
      = g_signal_new ("document-activated", SCHO_TYPE_ATTRIBUTE_PAGE, G_SIGNAL_RUN_LAST,
                      0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/scholiast/Scholiast/attribute-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SchoAttributePage, filter);
  gtk_widget_class_bind_template_child (widget_class, SchoAttributePage, count);
  gtk_widget_class_bind_template_child (widget_class, SchoAttributePage, empty);
  gtk_widget_class_bind_template_child (widget_class, SchoAttributePage, stack);
  gtk_widget_class_bind_template_child (widget_class, SchoAttributePage, view);
  gtk_widget_class_bind_template_child (widget_class, SchoAttributePage, column_button);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
scho_attribute_page_init (SchoAttributePage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->columns = g_ptr_array_new_with_free_func (scho_attribute_column_view_unref);
  scho_attribute_page_install_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  gtk_menu_button_set_create_popup_func (self->column_button, fill_menu, self, NULL);
}

GtkWidget *
scho_attribute_page_new (SchoSession *session)
{
  SchoAttributePage *self = g_object_new (SCHO_TYPE_ATTRIBUTE_PAGE, NULL);
  GListModel *all = scho_document_model_get_all (scho_session_get_documents (session));
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL));
  GtkSorter *sorter = gtk_column_view_get_sorter (self->view);

  self->session = g_object_ref (session);
  scho_attribute_page_add_titles (self);
  /* Sorted first, so that a key in the filter sorts nothing. */
  self->filtered = gtk_filter_list_model_new (
      G_LIST_MODEL (gtk_sort_list_model_new (g_object_ref (all), g_object_ref (sorter))),
      filter);
  self->gradual = scho_gradual_model_new (G_LIST_MODEL (self->filtered), SCHO_LEAST_ROWS);
  g_object_unref (self->filtered); /* each has what is before it */
  self->selection
      = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (self->gradual)));
  update_columns (self);
  gtk_column_view_set_model (self->view, self->selection);
  g_object_unref (self->selection); /* the view has it */
  g_signal_connect_object (self->filtered, "items-changed", G_CALLBACK (show_count), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (scho_session_get_project (session), "changed",
                            G_CALLBACK (project_changed_cb), self);
  return GTK_WIDGET (self);
}

void
scho_attribute_page_focus_filter (SchoAttributePage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->filter));
  gtk_editable_select_region (self->filter, 0, -1);
}
