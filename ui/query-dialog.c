#include "query-dialog.h"

#include "saved-queries.h"

#include <glib/gi18n.h>

struct _SchoQueryDialog
{
  AdwWindow parent_instance;
  gboolean may_be_empty;
  GtkWidget *editor, *accept, *saved;
};

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoQueryDialog, scho_query_dialog, ADW_TYPE_WINDOW)

static gboolean
is_answer (SchoQueryDialog *self)
{
  SchoQueryEditor *editor = SCHO_QUERY_EDITOR (self->editor);

  return scho_query_editor_is_valid (editor)
         || (self->may_be_empty && scho_query_editor_get_text (editor)[0] == '\0');
}

static void
changed_cb (SchoQueryDialog *self)
{
  SchoQueryEditor *editor = SCHO_QUERY_EDITOR (self->editor);

  gtk_widget_set_sensitive (self->accept, is_answer (self));
  scho_saved_queries_set_query (
      SCHO_SAVED_QUERIES (self->saved),
      scho_query_editor_is_valid (editor) ? scho_query_editor_get_text (editor) : "");
}

static void
accept_cb (SchoQueryDialog *self)
{
  if (!is_answer (self))
    return;
  g_signal_emit (self, signals[CHOSEN], 0,
                 scho_query_editor_get_text (SCHO_QUERY_EDITOR (self->editor)));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
scho_query_dialog_class_init (SchoQueryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHOSEN] = g_signal_new ("chosen", SCHO_TYPE_QUERY_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
scho_query_dialog_init (SchoQueryDialog *self)
{
}

static void
saved_chosen_cb (SchoQueryDialog *self, const char *query)
{
  scho_query_editor_set_text (SCHO_QUERY_EDITOR (self->editor), query);
  gtk_widget_grab_focus (self->editor);
}

static GtkWidget *
new_saved_button (SchoQueryDialog *self, SchoSession *session)
{
  GtkWidget *button = gtk_menu_button_new ();

  self->saved = scho_saved_queries_new (session);
  g_signal_connect_object (self->saved, "chosen", G_CALLBACK (saved_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Sa_ved"));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (button), TRUE);
  gtk_widget_set_tooltip_text (button, _ ("Saved queries"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), self->saved);
  return button;
}

static GtkWidget *
new_header (SchoQueryDialog *self, SchoSession *session, const char *accept)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  self->accept = gtk_button_new_with_mnemonic (accept);
  gtk_widget_add_css_class (self->accept, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect_object (self->accept, "clicked", G_CALLBACK (accept_cb), self,
                           G_CONNECT_SWAPPED);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->accept);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), new_saved_button (self, session));
  return header;
}

SchoQueryDialog *
scho_query_dialog_new (GtkWindow *parent,
                       SchoSession *session,
                       const char *title,
                       const char *accept,
                       const char *query,
                       gboolean may_be_empty)
{
  SchoQueryDialog *self
      = g_object_new (SCHO_TYPE_QUERY_DIALOG, "transient-for", parent, "modal", TRUE,
                      "destroy-with-parent", TRUE, "title", title, "default-width", 620,
                      "default-height", 520, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->may_be_empty = may_be_empty;
  self->editor = scho_query_editor_new (session);
  gtk_widget_set_vexpand (self->editor, TRUE);
  gtk_box_append (GTK_BOX (box), new_header (self, session, accept));
  gtk_box_append (GTK_BOX (box), self->editor);
  adw_window_set_content (ADW_WINDOW (self), box);
  g_signal_connect_object (self->editor, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "activate", G_CALLBACK (accept_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->accept);
  if (query != NULL)
    scho_query_editor_set_text (SCHO_QUERY_EDITOR (self->editor), query);
  changed_cb (self);
  gtk_widget_grab_focus (self->editor);
  return self;
}

SchoQueryEditor *
scho_query_dialog_get_editor (SchoQueryDialog *self)
{
  return SCHO_QUERY_EDITOR (self->editor);
}
