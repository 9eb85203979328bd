#include "dialogs.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* What a dialog has to remember while it is open. */
typedef struct
{
  gpointer data; /* weak */
  GVariant *detail;
  union
  {
    SchoPathsFunc paths;
    SchoConfirmFunc confirm;
  } done;
} Request;

static Request *
request_new (GObject *data, GVariant *detail)
{
  Request *self = g_new0 (Request, 1);

  g_set_weak_pointer (&self->data, data);
  self->detail = detail != NULL ? g_variant_ref_sink (detail) : NULL;
  return self;
}

static void
request_free (Request *self)
{
  g_clear_weak_pointer (&self->data);
  g_clear_pointer (&self->detail, g_variant_unref);
  g_free (self);
}

/* Whether there was an answer or not. */
static void
closure_gone_cb (gpointer data, GClosure *closure)
{
  request_free (data);
}

static GStrv
dup_paths (GtkFileChooser *chooser)
{
  g_autoptr (GListModel) files = gtk_file_chooser_get_files (chooser);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      const char *path = g_file_peek_path (file);

      if (path != NULL)
        g_strv_builder_add (builder, path);
    }
  return g_strv_builder_end (builder);
}

static void
file_response_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  Request *request = data;
  g_auto (GStrv) paths = NULL;

  if (response == GTK_RESPONSE_ACCEPT && request->data != NULL)
    {
      paths = dup_paths (GTK_FILE_CHOOSER (dialog));
      if (paths[0] != NULL)
        request->done.paths (request->data, (const char *const *) paths);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

/* Nobody is there to choose a file for. */
static void
parent_gone_cb (GtkNativeDialog *dialog)
{
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static GtkFileChooserNative *
show_file_chooser (GtkWindow *parent,
                   const char *title,
                   GtkFileChooserAction action,
                   const char *accept,
                   SchoPathsFunc done,
                   GObject *data)
{
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (title, parent, action, accept, _ ("_Cancel"));
  Request *request = request_new (data, NULL);

  request->done.paths = done;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (file_response_cb), request,
                         closure_gone_cb, 0);
  if (parent != NULL)
    g_signal_connect_object (parent, "destroy", G_CALLBACK (parent_gone_cb), dialog,
                             G_CONNECT_SWAPPED);
  return dialog;
}

static void
add_filters (GtkFileChooser *chooser, const char *name, const char *pattern)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, filter);
  gtk_file_chooser_add_filter (chooser, all);
}

void
scho_dialogs_open (GtkWindow *parent,
                   const char *title,
                   const char *pattern_name,
                   const char *pattern,
                   gboolean several,
                   SchoPathsFunc done,
                   GObject *data)
{
  GtkFileChooserNative *dialog = show_file_chooser (
      parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), done, data);

  if (pattern != NULL)
    add_filters (GTK_FILE_CHOOSER (dialog), pattern_name, pattern);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), several);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
scho_dialogs_save_beside (GtkWindow *parent,
                          const char *title,
                          const char *beside,
                          const char *name,
                          SchoPathsFunc done,
                          GObject *data)
{
  GtkFileChooserNative *dialog = show_file_chooser (
      parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), done, data);
  g_autoptr (GFile) file = beside != NULL ? g_file_new_for_path (beside) : NULL;
  g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;

  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
scho_dialogs_save (GtkWindow *parent,
                   const char *title,
                   const char *name,
                   SchoPathsFunc done,
                   GObject *data)
{
  scho_dialogs_save_beside (parent, title, NULL, name, done, data);
}

void
scho_dialogs_choose_folder (GtkWindow *parent,
                            const char *title,
                            const char *accept,
                            SchoPathsFunc done,
                            GObject *data)
{
  GtkFileChooserNative *dialog = show_file_chooser (
      parent, title, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, accept, done, data);

  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
confirm_response_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Request *request = data;

  if (g_str_equal (response, "accept") && request->data != NULL)
    request->done.confirm (request->data, request->detail);
}

void
scho_dialogs_confirm (GtkWindow *parent,
                      const char *heading,
                      const char *body,
                      const char *accept,
                      gboolean destructive,
                      GtkWidget *extra,
                      SchoConfirmFunc done,
                      GObject *data,
                      GVariant *detail)
{
  AdwMessageDialog *dialog
      = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));
  Request *request = request_new (data, detail);

  request->done.confirm = done;
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "accept", accept,
                                    NULL);
  adw_message_dialog_set_response_appearance (
      dialog, "accept", destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  /* Enter without a thought must not take anything away. */
  adw_message_dialog_set_default_response (dialog, destructive ? "cancel" : "accept");
  adw_message_dialog_set_close_response (dialog, "cancel");
  if (extra != NULL)
    adw_message_dialog_set_extra_child (dialog, extra);
  g_signal_connect_data (dialog, "response", G_CALLBACK (confirm_response_cb), request,
                         closure_gone_cb, 0);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  gtk_window_present (GTK_WINDOW (dialog));
}
