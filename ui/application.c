#include "application.h"

#include "closing.h"
#include "coding-options.h"
#include "config.h"
#include "dialogs.h"
#include "preferences.h"
#include "print-command.h"
#include "resources.h"
#include "sample.h"
#include "screenshot.h"
#include "settings.h"
#include "window.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <glib/gstdio.h>
#include <scholiast/patience.h>
#include <stdio.h>

/* How long the window may stand still because of another program, in milliseconds. */
#define PATIENCE 50

struct _SchoApplication
{
  AdwApplication parent_instance;
  SchoPlugins *plugins;
  GSettings *settings;
  SchoReading *reading;
  guint signals[3]; /* sources of what ends the program from outside */

  /* From the command line. */
  char *screenshot;
  char *size;
  gboolean dark;
};

G_DEFINE_FINAL_TYPE (SchoApplication, scho_application, ADW_TYPE_APPLICATION)

static const struct
{
  const char *action;
  const char *accels[3];
} shortcuts[] = {
  { "app.quit", { "<Control>q" } },
  { "app.new", { "<Control>n" } },
  { "app.open", { "<Control>o" } },
  { "app.preferences", { "<Control>comma" } },
  { "win.shortcuts", { "<Control>question", "F1" } },
  { "win.import", { "<Control>i" } },
  { "win.print", { "<Control>p" } },
  { "win.export-menu", { "<Control>e" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control><Shift>z", "<Control>y" } },
  { "win.palette", { "<Control>k" } },
  { "win.add-code", { "<Control><Shift>n" } },
  { "win.memo", { "<Control>m" } },
  { "win.memos", { "<Control><Shift>m" } },
  { "win.attributes", { "<Control><Shift>t" } },
  { "win.find", { "<Control>f" } },
  { "win.find-everywhere", { "<Control><Shift>f" } },
  { "win.find-passages", { "<Control><Shift>p" } },
  { "win.find-next", { "<Control>g" } },
  { "win.find-previous", { "<Control><Shift>g" } },
  { "win.code-hits", { "<Control><Shift>k" } },
  { "win.close-tab", { "<Control>w" } },
  { "win.sidebar", { "F9" } },
  { "win.side-pane", { "<Shift>F9" } },
  { "win.next-pane", { "F6" } },
  { "win.previous-pane", { "<Shift>F6" } },
  { "win.fullscreen", { "F11" } },
  { "win.history", { "<Control>h" } },
  { "win.edit-text", { "<Control><Shift>e" } },
  { "win.keep-text", { "<Control>s" } },
};

static GtkWindow *
get_window (SchoApplication *self)
{
  return gtk_application_get_active_window (GTK_APPLICATION (self));
}

static SchoWindow *
ensure_window (SchoApplication *self)
{
  GtkWindow *window = get_window (self);

  if (SCHO_IS_WINDOW (window) && scho_window_get_path (SCHO_WINDOW (window)) == NULL)
    return SCHO_WINDOW (window);
  return SCHO_WINDOW (scho_window_new (self));
}

static SchoWindow *
find_window (SchoApplication *self, const char *path)
{
  GStatBuf wanted, found;
  gboolean exists = g_stat (path, &wanted) == 0;

  for (GList *w = gtk_application_get_windows (GTK_APPLICATION (self)); w != NULL;
       w = w->next)
    {
      const char *open = SCHO_IS_WINDOW (w->data) ? scho_window_get_path (w->data) : NULL;

      /* Links lead to the same file. */
      if (open != NULL && exists && g_stat (open, &found) == 0
          && wanted.st_dev == found.st_dev && wanted.st_ino == found.st_ino)
        return w->data;
    }
  return NULL;
}

static void
create_project (gpointer data, const char *const *paths)
{
  SchoWindow *window = ensure_window (data);

  scho_window_create_project (window, paths[0]);
  gtk_window_present (GTK_WINDOW (window));
}

static void
new_window_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (scho_window_new (data)));
}

static void
new_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoApplication *self = data;

  scho_dialogs_save (get_window (self), _ ("New project"), _ ("My project.scholia"),
                     create_project, G_OBJECT (self));
}

static void
paths_chosen (gpointer data, const char *const *paths)
{
  scho_application_open_project (data, paths[0]);
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoApplication *self = data;

  scho_dialogs_open (get_window (self), _ ("Open project"), _ ("Scholiast projects"),
                     "*.scholia", FALSE, paths_chosen, G_OBJECT (self));
}

static void
open_path_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  scho_application_open_project (data, g_variant_get_string (parameter, NULL));
}

static void
create_path_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *paths[] = { g_variant_get_string (parameter, NULL), NULL };

  create_project (data, paths);
}

static void
sample_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autofree char *path = scho_sample_dup_path ();
  SchoWindow *window = find_window (data, path);

  if (window == NULL)
    {
      window = ensure_window (data);
      scho_window_open_sample (window, path);
    }
  gtk_window_present (GTK_WINDOW (window));
}

static void
forget_recent_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  scho_settings_remove_recent (((SchoApplication *) data)->settings,
                               g_variant_get_string (parameter, NULL));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const char *const developers[] = { "The Scholiast authors", NULL };

  adw_show_about_window (get_window (data), "application-name", "Scholiast",
                         "application-icon", "org.scholiast.Scholiast", "version",
                         PACKAGE_VERSION, "comments",
                         _ ("Coding discourse: read, mark passages with codes, write in "
                            "the margin, count, and carry the result away as TEI XML."),
                         "license-type", GTK_LICENSE_GPL_3_0, "developers", developers,
                         /* Translators: your name, as it shall be seen in “About”. */
                         "translator-credits", _ ("translator-credits"), NULL);
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoApplication *self = data;
  GtkWidget *preferences = scho_preferences_new (self->settings);

  gtk_window_set_transient_for (GTK_WINDOW (preferences), get_window (self));
  gtk_window_set_modal (GTK_WINDOW (preferences), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (preferences), TRUE);
  gtk_window_present (GTK_WINDOW (preferences));
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkApplication *application = data;
  g_autolist (GtkWindow) windows
      = g_list_copy (gtk_application_get_windows (application));

  /* Held, since a dialog goes with its window. */
  g_list_foreach (windows, (GFunc) (void (*) (void)) g_object_ref, NULL);
  /* Closing keeps what is being written. */
  for (GList *w = windows; w != NULL; w = w->next)
    gtk_window_close (w->data);
}

/* The end of the session, a console that goes, `kill`: as if the user had ended it. */
static gboolean
told_to_end_cb (gpointer data)
{
  g_action_group_activate_action (data, "quit", NULL);
  g_application_quit (data);
  return G_SOURCE_CONTINUE;
}

static void
set_scheme (const char *scheme)
{
  adw_style_manager_set_color_scheme (
      adw_style_manager_get_default (),
      g_str_equal (scheme, "dark")    ? ADW_COLOR_SCHEME_FORCE_DARK
      : g_str_equal (scheme, "light") ? ADW_COLOR_SCHEME_FORCE_LIGHT
                                      : ADW_COLOR_SCHEME_DEFAULT);
}

static void
scheme_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  SchoApplication *self = data;

  g_simple_action_set_state (action, state);
  set_scheme (g_variant_get_string (state, NULL));
  scho_settings_set_string (self->settings, "color-scheme",
                            g_variant_get_string (state, NULL));
}

static const GActionEntry actions[] = {
  { .name = "quit", .activate = quit_cb },
  { .name = "about", .activate = about_cb },
  { .name = "preferences", .activate = preferences_cb },
  { .name = "new", .activate = new_cb },
  { .name = "new-window", .activate = new_window_cb },
  { .name = "open", .activate = open_cb },
  { .name = "open-path", .activate = open_path_cb, .parameter_type = "s" },
  { .name = "create-path", .activate = create_path_cb, .parameter_type = "s" },
  { .name = "forget-recent", .activate = forget_recent_cb, .parameter_type = "s" },
  { .name = "sample", .activate = sample_cb },
  { .name = "color-scheme",
    .parameter_type = "s",
    .state = "'default'",
    .change_state = scheme_cb },
};

static void
restore_scheme (SchoApplication *self)
{
  g_autofree char *scheme = scho_settings_dup_string (self->settings, "color-scheme");

  if (self->dark)
    set_scheme ("dark");
  else if (scheme[0] != '\0')
    g_action_group_change_action_state (G_ACTION_GROUP (self), "color-scheme",
                                        g_variant_new_string (scheme));
}

static void
scheme_changed_cb (SchoApplication *self)
{
  g_autofree char *scheme = scho_settings_dup_string (self->settings, "color-scheme");
  g_autoptr (GVariant) state
      = g_action_group_get_action_state (G_ACTION_GROUP (self), "color-scheme");

  if (!g_str_equal (scheme, g_variant_get_string (state, NULL)))
    g_action_group_change_action_state (G_ACTION_GROUP (self), "color-scheme",
                                        g_variant_new_string (scheme));
}

/* One person sits before all the windows. */
static void
coder_changed_cb (SchoApplication *self)
{
  g_autofree char *coder = scho_settings_dup_coder (self->settings);

  for (GList *w = gtk_application_get_windows (GTK_APPLICATION (self)); w != NULL;
       w = w->next)
    if (SCHO_IS_WINDOW (w->data) && scho_window_get_session (w->data) != NULL)
      scho_session_set_coder (scho_window_get_session (w->data), coder);
}

static void
follow_settings (SchoApplication *self)
{
  restore_scheme (self);
  if (self->settings == NULL)
    return;
  g_signal_connect_object (self->settings, "changed::color-scheme",
                           G_CALLBACK (scheme_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::coder",
                           G_CALLBACK (coder_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
scho_application_startup (GApplication *application)
{
  static const int signals[] = { SIGTERM, SIGINT, SIGHUP };
  SchoApplication *self = SCHO_APPLICATION (application);

  G_APPLICATION_CLASS (scho_application_parent_class)->startup (application);
  /* Notes can be copied, but do not look chosen as soon as the keyboard comes to them. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
  scho_set_patience (PATIENCE);
  gtk_window_set_default_icon_name ("org.scholiast.Scholiast");
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), shortcuts[i].action,
                                           shortcuts[i].accels);
  follow_settings (self);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    self->signals[i] = g_unix_signal_add (signals[i], told_to_end_cb, self);
}

/* The windows are gone; what they had open may still be on its way into its file. */
static void
scho_application_shutdown (GApplication *application)
{
  G_APPLICATION_CLASS (scho_application_parent_class)->shutdown (application);
  scho_closing_wait ();
}

/* The first window shows what was open last, if the user wishes. */
static void
reopen_last (SchoApplication *self)
{
  g_auto (GStrv) recent = scho_settings_dup_recent (self->settings);

  if (scho_settings_get_boolean (self->settings, "reopen-last", FALSE)
      && recent[0] != NULL && g_file_test (recent[0], G_FILE_TEST_IS_REGULAR))
    scho_application_open_project (self, recent[0]);
}

static void
scho_application_activate (GApplication *application)
{
  SchoApplication *self = SCHO_APPLICATION (application);

  if (get_window (self) == NULL)
    reopen_last (self);
  gtk_window_present (get_window (self) != NULL ? get_window (self)
                                                : GTK_WINDOW (scho_window_new (self)));
}

static void
scho_application_open (GApplication *application,
                       GFile **files,
                       int n_files,
                       const char *hint)
{
  scho_application_open_files (SCHO_APPLICATION (application), NULL, files, n_files);
}

/* Asks for something of the program that runs already, or begins it. */
static gboolean
start_with (SchoApplication *self, const char *action)
{
  g_autoptr (GError) error = NULL;

  if (!g_application_register (G_APPLICATION (self), NULL, &error))
    {
      fprintf (stderr, "scholiast: %s\n", error->message);
      return FALSE;
    }
  g_action_group_activate_action (G_ACTION_GROUP (self), action, NULL);
  return TRUE;
}

/* Printing to a file needs neither a window nor the program that may run already. */
static gboolean
scho_application_local_command_line (GApplication *application,
                                     char ***arguments,
                                     int *status)
{
  if (!scho_print_command_is_asked (*arguments))
    return G_APPLICATION_CLASS (scho_application_parent_class)
        ->local_command_line (application, arguments, status);
  *status = scho_print_command_run (*arguments);
  return TRUE;
}

static int
scho_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  SchoApplication *self = SCHO_APPLICATION (application);
  gboolean sample = FALSE, new_window = FALSE;

  if (g_variant_dict_contains (options, "version"))
    {
      printf ("scholiast %s\n", PACKAGE_VERSION);
      return 0;
    }
  g_variant_dict_lookup (options, "screenshot", "^ay", &self->screenshot);
  g_variant_dict_lookup (options, "size", "s", &self->size);
  g_variant_dict_lookup (options, "dark", "b", &self->dark);
  g_variant_dict_lookup (options, "sample", "b", &sample);
  g_variant_dict_lookup (options, "new-window", "b", &new_window);
  /* A picture is of this process’s own window. */
  if (self->screenshot != NULL)
    g_application_set_flags (application,
                             G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  if ((sample && !start_with (self, "sample"))
      || (new_window && !start_with (self, "new-window")))
    return 1;
  return -1;
}

static void
window_added_cb (SchoApplication *self, GtkWindow *window)
{
  int width, height;

  if (!SCHO_IS_WINDOW (window))
    return;
  if (self->size != NULL && sscanf (self->size, "%dx%d", &width, &height) == 2)
    gtk_window_set_default_size (window, width, height);
  if (self->screenshot != NULL)
    scho_screenshot_take (SCHO_WINDOW (window), self->screenshot);
}

static void
scho_application_finalize (GObject *object)
{
  SchoApplication *self = SCHO_APPLICATION (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->signals); i++)
    g_clear_handle_id (&self->signals[i], g_source_remove);
  g_clear_pointer (&self->plugins, scho_plugins_free);
  g_clear_object (&self->reading);
  g_clear_object (&self->settings);
  g_free (self->screenshot);
  g_free (self->size);
  G_OBJECT_CLASS (scho_application_parent_class)->finalize (object);
}

static void
scho_application_class_init (SchoApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  /* A static library's own constructor would be left out by the linker. */
  g_resources_register (scho_ui_get_resource ());
  G_OBJECT_CLASS (klass)->finalize = scho_application_finalize;
  application_class->local_command_line = scho_application_local_command_line;
  application_class->startup = scho_application_startup;
  application_class->shutdown = scho_application_shutdown;
  application_class->activate = scho_application_activate;
  application_class->open = scho_application_open;
  application_class->handle_local_options = scho_application_handle_local_options;
}

static const GOptionEntry entries[] = {
  { "sample", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open a copy of the sample project"),
    NULL },
  { "new-window", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open another window"), NULL },
  /* These two are for print-command.c. */
  { "print-to", 0, 0, G_OPTION_ARG_FILENAME, NULL,
    N_ ("Write a document of the project as PDF and end"), N_ ("PDF") },
  { "document", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("The document that is printed"),
    N_ ("TITLE") },
  { "screenshot", 0, 0, G_OPTION_ARG_FILENAME, NULL,
    N_ ("Write a picture of the window and end"), N_ ("PNG") },
  { "dark", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Use dark colours"), NULL },
  { "size", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Size of the window"), N_ ("WxH") },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Say the version and end"), NULL },
  { NULL },
};

static void
scho_application_init (SchoApplication *self)
{
  self->settings = scho_settings_new ();
  self->reading = scho_reading_new (self->settings);
  scho_reading_add_actions (self->reading, G_ACTION_MAP (self));
  g_application_add_main_option_entries (G_APPLICATION (self), entries);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions),
                                   self);
  scho_coding_options_install (G_ACTION_MAP (self), self->settings);
  g_signal_connect (self, "window-added", G_CALLBACK (window_added_cb), NULL);
}

SchoApplication *
scho_application_new (GApplicationFlags flags)
{
  return g_object_new (SCHO_TYPE_APPLICATION, "application-id", "org.scholiast.Scholiast",
                       "flags", flags | G_APPLICATION_HANDLES_OPEN, "resource-base-path",
                       "/org/scholiast/Scholiast", NULL);
}

SchoPlugins *
scho_application_get_plugins (SchoApplication *self)
{
  if (self->plugins == NULL)
    self->plugins = scho_plugins_new ();
  return self->plugins;
}

GSettings *
scho_application_get_settings (SchoApplication *self)
{
  return self->settings;
}

SchoReading *
scho_application_get_reading (SchoApplication *self)
{
  return self->reading;
}

GtkWindow *
scho_application_open_project (SchoApplication *self, const char *path)
{
  SchoWindow *window = find_window (self, path);

  if (window == NULL)
    {
      window = ensure_window (self);
      scho_window_open_project (window, path);
    }
  gtk_window_present (GTK_WINDOW (window));
  return GTK_WINDOW (window);
}

static gboolean
is_project (const char *path)
{
  g_autofree char *folded = g_ascii_strdown (path, -1);

  return g_str_has_suffix (folded, ".scholia");
}

void
scho_application_open_files (SchoApplication *self,
                             GtkWindow *window,
                             GFile **files,
                             guint n_files)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  GtkWindow *project = NULL;
  guint n_far = 0;

  for (guint i = 0; i < n_files; i++)
    {
      const char *path = g_file_peek_path (files[i]);

      if (path == NULL)
        n_far++;
      else if (!is_project (path))
        g_ptr_array_add (others, (gpointer) path);
      else if (project == NULL)
        project = scho_application_open_project (self, path);
      else
        scho_application_open_project (self, path);
    }
  if (project != NULL || window == NULL)
    window = project != NULL ? project : get_window (self);
  if (window == NULL)
    window = GTK_WINDOW (scho_window_new (self));
  gtk_window_present (window);
  if (n_far > 0)
    scho_window_toast (SCHO_WINDOW (window),
                       _ ("Files of other computers must be copied to this one first."));
  g_ptr_array_add (others, NULL);
  if (others->len > 1)
    scho_window_import (SCHO_WINDOW (window), (const char *const *) others->pdata);
}
