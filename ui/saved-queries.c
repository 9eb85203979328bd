#include "saved-queries.h"

#include <glib/gi18n.h>
#include <scholiast/saved-query.h>

struct _SchoSavedQueries
{
  GtkPopover parent_instance;
  SchoSession *session;
  gulong handler;
  char *query;    /* that may be saved */
  char *renaming; /* nullable: the name of the one that gets another */
  GtkListBox *list;
  GtkWidget *scroller, *empty;
  GtkEditable *name;
  GtkWidget *save;
  GtkLabel *fault;
};

enum
{
  CHOSEN,
  SAVED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoSavedQueries, scho_saved_queries, GTK_TYPE_POPOVER)

/* Steps -------------------------------------------------------------------------------
 */

static void
show_fault (SchoSavedQueries *self, const char *words)
{
  gtk_label_set_label (self->fault, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), words != NULL);
}

/* @step: (nullable) (transfer full): %NULL with @error. */
static gboolean
apply (SchoSavedQueries *self, SchoStep *step, const GError *error)
{
  show_fault (self, step == NULL ? error->message : NULL);
  if (step == NULL || !scho_step_is_empty (step))
    return step != NULL && scho_session_apply (self->session, step, NULL);
  scho_step_unref (step);
  return TRUE;
}

static SchoSnapshot *
get_snapshot (SchoSavedQueries *self)
{
  return scho_session_get_snapshot (self->session);
}

/* Where it will go: save a query, or give one another name. */
static void
show_save (SchoSavedQueries *self)
{
  const char *name = gtk_editable_get_text (self->name);

  gtk_button_set_label (GTK_BUTTON (self->save),
                        self->renaming != NULL ? _ ("_Rename") : _ ("_Save"));
  gtk_widget_set_sensitive (
      self->save, name[0] != '\0' && (self->renaming != NULL || self->query[0] != '\0'));
}

static void
stop_renaming (SchoSavedQueries *self)
{
  g_clear_pointer (&self->renaming, g_free);
  show_save (self);
}

static void
save_cb (SchoSavedQueries *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup (gtk_editable_get_text (self->name));
  SchoStep *step;

  if (!gtk_widget_get_sensitive (self->save))
    return;
  step
      = self->renaming != NULL
            ? scho_edit_rename_query (get_snapshot (self), self->renaming, name, &error)
            : scho_edit_save_query (get_snapshot (self), name, self->query, NULL, &error);
  if (!apply (self, step, error))
    return;
  stop_renaming (self);
  gtk_editable_set_text (self->name, "");
  g_signal_emit (self, signals[SAVED], 0, name);
}

/* Rows --------------------------------------------------------------------------------
 */

static const char *
get_name (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "name");
}

static void
row_activated_cb (SchoSavedQueries *self, GtkListBoxRow *row)
{
  const SchoAttachment *saved = scho_saved_query_find (
      get_snapshot (self), get_name (gtk_list_box_row_get_child (row)), NULL);
  g_autofree char *query = saved != NULL ? g_strdup (saved->text) : NULL;

  gtk_popover_popdown (GTK_POPOVER (self));
  if (query != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, query);
}

static void
rename_clicked_cb (SchoSavedQueries *self, GtkWidget *button)
{
  g_free (self->renaming);
  self->renaming = g_strdup (get_name (gtk_widget_get_parent (button)));
  gtk_editable_set_text (self->name, self->renaming);
  show_save (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
}

static void
remove_clicked_cb (SchoSavedQueries *self, GtkWidget *button)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup (get_name (gtk_widget_get_parent (button)));
  SchoStep *step = scho_edit_remove_query (get_snapshot (self), name, &error);

  stop_renaming (self);
  apply (self, step, error);
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
}

static void
add_button (SchoSavedQueries *self,
            GtkWidget *row,
            const char *icon,
            const char *tip,
            const char *name,
            GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *words = g_strdup_printf ("%s: %s", tip, name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), button);
}

static void
add_row (SchoSavedQueries *self, const SchoAttachment *saved)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (saved->name);

  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (saved->name), g_free);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, saved->text);
  gtk_box_append (GTK_BOX (row), label);
  add_button (self, row, "document-edit-symbolic", _ ("Rename"), saved->name,
              G_CALLBACK (rename_clicked_cb));
  add_button (self, row, "list-remove-symbolic", _ ("Remove from the project"),
              saved->name, G_CALLBACK (remove_clicked_cb));
  gtk_list_box_append (self->list, row);
}

static void
show_list (SchoSavedQueries *self)
{
  g_autoptr (GPtrArray) list = scho_saved_query_list (get_snapshot (self));
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < list->len; i++)
    add_row (self, list->pdata[i]);
  gtk_widget_set_visible (self->scroller, list->len > 0);
  gtk_widget_set_visible (self->empty, list->len == 0);
}

/* The widget --------------------------------------------------------------------------
 */

static void
scho_saved_queries_dispose (GObject *object)
{
  SchoSavedQueries *self = SCHO_SAVED_QUERIES (object);

  if (self->session != NULL)
    g_clear_signal_handler (&self->handler, scho_session_get_project (self->session));
  g_clear_object (&self->session);
  G_OBJECT_CLASS (scho_saved_queries_parent_class)->dispose (object);
}

static void
scho_saved_queries_finalize (GObject *object)
{
  SchoSavedQueries *self = SCHO_SAVED_QUERIES (object);

  g_free (self->query);
  g_free (self->renaming);
  G_OBJECT_CLASS (scho_saved_queries_parent_class)->finalize (object);
}

static void
scho_saved_queries_class_init (SchoSavedQueriesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = scho_saved_queries_dispose;
  G_OBJECT_CLASS (klass)->finalize = scho_saved_queries_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", SCHO_TYPE_SAVED_QUERIES, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SAVED] = g_signal_new ("saved", SCHO_TYPE_SAVED_QUERIES, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
new_list (SchoSavedQueries *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Saved queries"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb),
                           self, G_CONNECT_SWAPPED);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), 240);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller),
                                                    TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller),
                                 GTK_WIDGET (self->list));
  return self->scroller;
}

static GtkWidget *
new_save_line (SchoSavedQueries *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->name = GTK_EDITABLE (gtk_entry_new ());
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->name), _ ("Name"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the saved query"), -1);
  g_signal_connect_object (self->name, "changed", G_CALLBACK (show_save), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->name, "activate", G_CALLBACK (save_cb), self,
                           G_CONNECT_SWAPPED);
  self->save = gtk_button_new_with_mnemonic (_ ("_Save"));
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (save_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (line), self->save);
  return line;
}

static void
scho_saved_queries_init (SchoSavedQueries *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->query = g_strdup ("");
  self->empty = gtk_label_new (_ ("No query is saved yet."));
  gtk_widget_add_css_class (self->empty, "dim-label");
  self->fault = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE,
                              "max-width-chars", 30, "visible", FALSE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->fault), "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->fault), "caption");
  gtk_widget_set_size_request (box, 280, -1);
  gtk_box_append (GTK_BOX (box), self->empty);
  gtk_box_append (GTK_BOX (box), new_list (self));
  gtk_box_append (GTK_BOX (box), new_save_line (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->fault));
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect (self, "closed", G_CALLBACK (stop_renaming), NULL);
}

GtkWidget *
scho_saved_queries_new (SchoSession *session)
{
  SchoSavedQueries *self = g_object_new (SCHO_TYPE_SAVED_QUERIES, NULL);

  self->session = g_object_ref (session);
  self->handler = g_signal_connect_swapped (scho_session_get_project (session), "changed",
                                            G_CALLBACK (show_list), self);
  show_list (self);
  show_save (self);
  return GTK_WIDGET (self);
}

void
scho_saved_queries_set_query (SchoSavedQueries *self, const char *query)
{
  g_free (self->query);
  self->query = g_strdup (query);
  show_save (self);
}
