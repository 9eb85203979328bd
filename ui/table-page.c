#include "table-page.h"

#include "table-cells.h"
#include "fact-button.h"
#include "result-view.h"
#include "table-view.h"

#include <glib/gi18n.h>

struct _SchoTablePage
{
  GtkWidget parent_instance;
  GPtrArray *tables;
  GArray *places;
  GtkWidget *form;
  gboolean wants_focus; /* the table is to have the keyboard when it comes */

  GtkLabel *description;
  GtkWidget *head, *options, *run, *switcher_scroller;
  GtkPopover *options_popover;
  GtkMenuButton *facts, *export_button;
  GtkStack *tables_stack;
  GtkStackSwitcher *chart_switcher;
  GtkWidget *filter_row;
  GtkEditable *filter;
  GtkLabel *count;
};

enum
{
  PLACE_ACTIVATED,
  PASSAGE_ACTIVATED,
  CELL_ACTIVATED,
  RUN_AGAIN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoTablePage, scho_table_page, GTK_TYPE_WIDGET)

static SchoResultView *
get_result (SchoTablePage *self)
{
  /* A view that goes says that its rows have changed, when the page has lost its stack.
   */
  GtkWidget *view = self->tables_stack != NULL
                        ? gtk_stack_get_visible_child (self->tables_stack)
                        : NULL;

  return view != NULL ? SCHO_RESULT_VIEW (view) : NULL;
}

static SchoTableView *
get_view (SchoTablePage *self)
{
  SchoResultView *result = get_result (self);

  return result != NULL ? scho_result_view_get_table_view (result) : NULL;
}

static void
run_clicked_cb (SchoTablePage *self)
{
  gtk_popover_popdown (self->options_popover);
  g_signal_emit (self, signals[RUN_AGAIN], 0);
}

/* The table that is looked at, for a spreadsheet. */
static void
copy_clicked_cb (SchoTablePage *self)
{
  SchoTableView *view = get_view (self);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM (stream);
  g_autofree char *csv = NULL;

  if (view == NULL
      || !scho_table_write_csv (scho_table_view_get_table (view), stream, NULL))
    return;
  csv = g_strndup (g_memory_output_stream_get_data (memory),
                   g_memory_output_stream_get_data_size (memory));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), csv);
}

static void
row_activated_cb (SchoTablePage *self, guint64 row, SchoTableView *view)
{
  SchoTable *table = scho_table_view_get_table (view);
  gboolean is_first = table == g_ptr_array_index (self->tables, 0);
  const char *document;
  guint32 start, end;

  if (is_first && self->places != NULL && row < self->places->len)
    g_signal_emit (self, signals[PLACE_ACTIVATED], 0,
                   &g_array_index (self->places, SchoHit, row));
  else if (scho_table_cells_get_place (table, row, &document, &start, &end))
    g_signal_emit (self, signals[PASSAGE_ACTIVATED], 0, document, start, end);
  else
    g_signal_emit (self, signals[CELL_ACTIVATED], 0, table, row,
                   scho_table_view_get_pressed (view));
}

static void
mark_activated_cb (SchoTablePage *self, guint64 row, guint column, SchoResultView *result)
{
  g_signal_emit (self, signals[CELL_ACTIVATED], 0,
                 scho_table_view_get_table (scho_result_view_get_table_view (result)),
                 row, column);
}

/* A chart has no rows to filter. */
static void
view_changed_cb (SchoTablePage *self)
{
  gboolean is_table = scho_table_page_get_chart (self) < 0;

  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->filter), is_table);
  gtk_widget_set_visible (GTK_WIDGET (self->count), is_table);
}

static void
show_switcher (SchoTablePage *self)
{
  SchoResultView *result = get_result (self);
  SchoTable *table = result != NULL ? scho_table_view_get_table (get_view (self)) : NULL;

  gtk_stack_switcher_set_stack (
      self->chart_switcher, result != NULL ? scho_result_view_get_stack (result) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->chart_switcher),
                          table != NULL && scho_table_get_n_charts (table) > 0);
  view_changed_cb (self);
}

/* Filter */

static void
show_count (SchoTablePage *self)
{
  SchoTableView *view = get_view (self);
  gsize n_all;
  guint n_shown;
  g_autofree char *words = NULL;

  if (view == NULL)
    return;
  n_all = scho_table_get_n_rows (scho_table_view_get_table (view));
  n_shown = scho_table_view_get_n_shown (view);
  words = n_shown < n_all
              /* Translators: how many pass the filter, and of how many. */
              ? g_strdup_printf (_ ("%u of %u"), n_shown, (guint) n_all)
              : g_strdup_printf (
                  g_dngettext (GETTEXT_PACKAGE, "%u row", "%u rows", (gulong) n_all),
                  (guint) n_all);
  gtk_label_set_label (self->count, words);
}

/* Only of the table that is looked at: the others are filtered when they come. */
static void
filter_changed_cb (SchoTablePage *self)
{
  SchoTableView *view = get_view (self);

  if (view != NULL)
    scho_table_view_set_filter (view, gtk_editable_get_text (self->filter));
  show_count (self);
}

static void
table_changed_cb (SchoTablePage *self)
{
  filter_changed_cb (self);
  show_switcher (self);
}

/* Enter and Escape go to the rows. */
static void
filter_done_cb (SchoTablePage *self)
{
  filter_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
filter_left_cb (SchoTablePage *self)
{
  gtk_editable_set_text (self->filter, "");
  filter_done_cb (self);
}

static void
scho_table_page_dispose (GObject *object)
{
  SchoTablePage *self = SCHO_TABLE_PAGE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->tables_stack = NULL; /* its views say that their rows change while they go */
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_array_unref);
  G_OBJECT_CLASS (scho_table_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass,
                                               "/org/scholiast/Scholiast/table-page.ui");
  gtk_widget_class_bind_template_child (klass, SchoTablePage, description);
  gtk_widget_class_bind_template_child (klass, SchoTablePage, head);
  gtk_widget_class_bind_template_child (klass, SchoTablePage, options);
  gtk_widget_class_bind_template_child (klass, SchoTablePage, options_popover);
  gtk_widget_class_bind_template_child (klass, SchoTablePage, run);
  gtk_widget_class_bind_template_child (klass, SchoTablePage, switcher_scroller);
  gtk_widget_class_bind_template_child (klass, SchoTablePage, facts);
  gtk_widget_class_bind_template_child (klass, SchoTablePage, export_button);
  gtk_widget_class_bind_template_child (klass, SchoTablePage, tables_stack);
  gtk_widget_class_bind_template_child (klass, SchoTablePage, chart_switcher);
  gtk_widget_class_bind_template_child (klass, SchoTablePage, filter_row);
  gtk_widget_class_bind_template_child (klass, SchoTablePage, filter);
  gtk_widget_class_bind_template_child (klass, SchoTablePage, count);
  gtk_widget_class_bind_template_callback (klass, filter_changed_cb);
  gtk_widget_class_bind_template_callback (klass, filter_done_cb);
  gtk_widget_class_bind_template_callback (klass, filter_left_cb);
  gtk_widget_class_bind_template_callback (klass, table_changed_cb);
  gtk_widget_class_bind_template_callback (klass, run_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, copy_clicked_cb);
}

/* The rows, as soon as they are there. */
static gboolean
scho_table_page_grab_focus (GtkWidget *widget)
{
  SchoTablePage *self = SCHO_TABLE_PAGE (widget);
  SchoResultView *view = get_result (self);

  self->wants_focus = view == NULL;
  if (view != NULL && gtk_widget_grab_focus (GTK_WIDGET (view)))
    return TRUE;
  return gtk_widget_child_focus (self->head, GTK_DIR_TAB_FORWARD);
}

static void
scho_table_page_class_init (SchoTablePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = scho_table_page_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = scho_table_page_grab_focus;
  signals[PLACE_ACTIVATED]
      = g_signal_new ("place-activated", SCHO_TYPE_TABLE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[PASSAGE_ACTIVATED] = g_signal_new (
      "passage-activated", SCHO_TYPE_TABLE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
      G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_UINT, G_TYPE_UINT);
  signals[CELL_ACTIVATED] = g_signal_new (
      "cell-activated", SCHO_TYPE_TABLE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
      G_TYPE_NONE, 3, G_TYPE_POINTER, G_TYPE_UINT64, G_TYPE_UINT);
  signals[RUN_AGAIN] = g_signal_new ("run-again", SCHO_TYPE_TABLE_PAGE, G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
scho_table_page_init (SchoTablePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
scho_table_page_new (const char *description, GtkWidget *form)
{
  SchoTablePage *self = g_object_new (SCHO_TYPE_TABLE_PAGE, NULL);

  gtk_label_set_label (self->description, description != NULL ? description : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->description), description);
  self->form = form;
  gtk_widget_set_visible (self->options, form != NULL);
  if (form != NULL)
    gtk_popover_set_child (self->options_popover, form);
  return GTK_WIDGET (self);
}

void
scho_table_page_set_tables (SchoTablePage *self, GPtrArray *tables, GArray *places)
{
  GtkWidget *child;

  g_ptr_array_ref (tables);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_array_unref);
  self->tables = tables;
  self->places = places != NULL ? g_array_ref (places) : NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tables_stack))) != NULL)
    gtk_stack_remove (self->tables_stack, child);
  for (guint i = 0; i < tables->len; i++)
    {
      SchoTable *table = g_ptr_array_index (tables, i);
      gboolean has_places
          = (i == 0 && places != NULL) || scho_table_cells_has_places (table);
      GtkWidget *result = scho_result_view_new (table, has_places);
      SchoTableView *view = scho_result_view_get_table_view (SCHO_RESULT_VIEW (result));

      gtk_stack_add_titled (self->tables_stack, result, NULL,
                            scho_table_get_title (table));
      g_signal_connect_object (result, "cell-activated", G_CALLBACK (mark_activated_cb),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (scho_result_view_get_stack (SCHO_RESULT_VIEW (result)),
                               "notify::visible-child", G_CALLBACK (view_changed_cb),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (view, "rows-changed", G_CALLBACK (show_count), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (view, "row-activated", G_CALLBACK (row_activated_cb), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_widget_set_visible (self->switcher_scroller, tables->len > 1);
  gtk_widget_set_visible (self->filter_row, tables->len > 0);
  table_changed_cb (self);
  scho_fact_button_set_table (self->facts, tables->len > 0 ? tables->pdata[0] : NULL);
  scho_table_page_set_outdated (self, FALSE);
  if (self->wants_focus && gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  self->wants_focus = FALSE;
}

void
scho_table_page_ask (SchoTablePage *self)
{
  if (self->form == NULL)
    return;
  gtk_widget_set_visible (self->run, TRUE);
  gtk_popover_popup (self->options_popover);
}

GPtrArray *
scho_table_page_get_tables (SchoTablePage *self)
{
  return self->tables;
}

SchoOptionForm *
scho_table_page_get_form (SchoTablePage *self)
{
  return self->form != NULL ? SCHO_OPTION_FORM (self->form) : NULL;
}

void
scho_table_page_set_outdated (SchoTablePage *self, gboolean outdated)
{
  /* A list of passages is not counted, so nobody listens. */
  gboolean can_run = g_signal_has_handler_pending (self, signals[RUN_AGAIN], 0, TRUE);

  gtk_widget_set_visible (self->run, can_run && (outdated || self->form != NULL));
  gtk_widget_set_tooltip_text (
      self->run, outdated ? _ ("The project has changed since this was counted") : NULL);
  if (outdated)
    gtk_widget_add_css_class (self->run, "suggested-action");
  else
    gtk_widget_remove_css_class (self->run, "suggested-action");
}

void
scho_table_page_set_export_menu (SchoTablePage *self, GMenuModel *menu)
{
  gtk_menu_button_set_menu_model (self->export_button, menu);
}

void
scho_table_page_add_button (SchoTablePage *self, GtkWidget *button)
{
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_insert_child_after (GTK_BOX (self->head), button, self->run);
}

SchoTable *
scho_table_page_get_table (SchoTablePage *self)
{
  SchoTableView *view = get_view (self);

  return view != NULL ? scho_table_view_get_table (view) : NULL;
}

int
scho_table_page_get_chart (SchoTablePage *self)
{
  SchoResultView *result = get_result (self);

  return result != NULL ? scho_result_view_get_chart (result) : -1;
}

void
scho_table_page_show_table (SchoTablePage *self, guint table)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->tables_stack));

  for (; child != NULL && table > 0; table--)
    child = gtk_widget_get_next_sibling (child);
  if (child != NULL)
    gtk_stack_set_visible_child (self->tables_stack, child);
}

void
scho_table_page_show_chart (SchoTablePage *self, int chart)
{
  SchoResultView *result = get_result (self);

  if (result != NULL)
    scho_result_view_show_chart (result, chart);
}

void
scho_table_page_focus_filter (SchoTablePage *self)
{
  scho_table_page_show_chart (self, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->filter));
  gtk_editable_select_region (self->filter, 0, -1);
}
