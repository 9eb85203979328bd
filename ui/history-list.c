#include "history-list.h"

#include <glib/gi18n.h>

struct _SchoHistoryList
{
  GtkWidget parent_instance;
  SchoSession *session;
  gulong handler;
  guint idle;
  SchoTable *table;
  GtkWidget *scrolled;
  GtkStringList *rows; /* their numbers, newest first */
};

G_DEFINE_FINAL_TYPE (SchoHistoryList, scho_history_list, GTK_TYPE_WIDGET)

static const char *
get_text (SchoTable *table, gsize row, const char *name)
{
  for (guint i = 0; i < scho_table_get_n_columns (table); i++)
    if (g_str_equal (scho_table_get_column_name (table, i), name)
        && scho_table_get_column_type (table, i) == SCHO_COLUMN_TEXT)
      return scho_table_get_text (table, row, i);
  return NULL;
}

static char *
dup_time (const char *iso)
{
  g_autoptr (GDateTime) time
      = iso != NULL ? g_date_time_new_from_iso8601 (iso, NULL) : NULL;
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;

  /* Translators: day, month, year and time, as in “man strftime”. */
  return local != NULL ? g_date_time_format (local, _ ("%-d %b %Y, %H:%M"))
                       : g_strdup ("");
}

static void
setup_row_cb (SchoHistoryList *self, GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (NULL), *facts = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (facts), 0);
  gtk_label_set_ellipsize (GTK_LABEL (facts), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (facts, "caption");
  gtk_widget_add_css_class (facts, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), facts);
  gtk_list_item_set_child (list_item, box);
  gtk_list_item_set_activatable (list_item, FALSE);
}

static void
bind_row_cb (SchoHistoryList *self, GtkListItem *list_item)
{
  GtkStringObject *item = gtk_list_item_get_item (list_item);
  gsize row = g_ascii_strtoull (gtk_string_object_get_string (item), NULL, 10);
  GtkWidget *box = gtk_list_item_get_child (list_item);
  const char *label = get_text (self->table, row, "label");
  const char *coder = get_text (self->table, row, "coder");
  const char *state = get_text (self->table, row, "state");
  g_autofree char *time = dup_time (get_text (self->table, row, "time"));
  gboolean done = state == NULL || g_str_equal (state, "done");
  GString *facts = g_string_new (time);
  g_autofree char *words = NULL;

  if (coder != NULL && coder[0] != '\0')
    g_string_append_printf (facts, " · %s", coder);
  if (!done)
    g_string_append_printf (facts, " · %s",
                            g_str_equal (state, "undone") ? _ ("undone") : _ ("dropped"));
  label = label != NULL ? label : "";
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), label);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), facts->str);
  words = g_strdup_printf ("%s, %s", label, facts->str);
  gtk_widget_set_tooltip_text (box, label);
  if (done)
    gtk_widget_remove_css_class (box, "undone");
  else
    gtk_widget_add_css_class (box, "undone");
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_string_free (facts, TRUE);
}

/* The table is another one, so all rows are bound anew. */
static void
fill (SchoHistoryList *self)
{
  guint old = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) numbers = NULL;
  gsize n;

  g_clear_pointer (&self->table, scho_table_unref);
  if (self->session != NULL)
    self->table
        = scho_project_list_history (scho_session_get_project (self->session), NULL);
  n = self->table != NULL ? scho_table_get_n_rows (self->table) : 0;
  for (gsize i = n; i > 0; i--)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, i - 1);
      g_strv_builder_add (builder, number);
    }
  numbers = g_strv_builder_end (builder);
  gtk_string_list_splice (self->rows, 0, old, (const char *const *) numbers);
}

static gboolean
idle_cb (gpointer data)
{
  SchoHistoryList *self = data;

  self->idle = 0;
  fill (self);
  return G_SOURCE_REMOVE;
}

/* Reads the whole history, so only while it is seen, and once for many steps. */
static void
queue_fill (SchoHistoryList *self)
{
  if (self->idle == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->idle = g_idle_add (idle_cb, self);
}

static void
scho_history_list_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (scho_history_list_parent_class)->map (widget);
  queue_fill (SCHO_HISTORY_LIST (widget));
}

static void
scho_history_list_dispose (GObject *object)
{
  SchoHistoryList *self = SCHO_HISTORY_LIST (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  scho_history_list_set_session (self, NULL);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->table, scho_table_unref);
  G_OBJECT_CLASS (scho_history_list_parent_class)->dispose (object);
}

static void
scho_history_list_class_init (SchoHistoryListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scho_history_list_dispose;
  widget_class->map = scho_history_list_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
scho_history_list_init (SchoHistoryList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel *selection;
  GtkWidget *list;

  self->rows = gtk_string_list_new (NULL);
  selection = GTK_SELECTION_MODEL (
      gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows))));
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_row_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_row_cb), self);
  list = gtk_list_view_new (selection, factory);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("History"), -1);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), list);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

void
scho_history_list_set_session (SchoHistoryList *self, SchoSession *session)
{
  if (self->session == session)
    return;
  if (self->session != NULL)
    g_clear_signal_handler (&self->handler, scho_session_get_project (self->session));
  g_set_object (&self->session, session);
  if (session == NULL)
    return;
  self->handler = g_signal_connect_swapped (scho_session_get_project (session), "changed",
                                            G_CALLBACK (queue_fill), self);
  queue_fill (self);
}
