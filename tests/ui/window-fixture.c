#include "window-fixture.h"

#include "closing.h"

#include "screenshot.h"

#include <glib/gstdio.h>
#include <scholiast/lookup.h>

Fixture fixture;

static gboolean
elapsed_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
settle (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, elapsed_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

void
await_jobs (void)
{
  for (guint i = 0; i < 600 && scho_window_is_busy (fixture.window); i++)
    settle (20);
  ck_assert (!scho_window_is_busy (fixture.window));
  settle (20);
}

void
activate (const char *action, GVariant *parameter)
{
  GActionGroup *group = G_ACTION_GROUP (fixture.window);

  ck_assert_msg (g_action_group_get_action_enabled (group, action), "%s", action);
  g_action_group_activate_action (group, action, parameter);
  settle (30);
}

SchoProject *
get_project (void)
{
  return scho_session_get_project (scho_window_get_session (fixture.window));
}

SchoSnapshot *
get_snapshot (void)
{
  return scho_project_get_snapshot (get_project ());
}

guint64
count_codings (void)
{
  return scho_snapshot_get_n_annotations (get_snapshot ());
}

const SchoCode *
find_code (const char *name)
{
  return scho_lookup_code (get_snapshot (), name, NULL);
}

SchoCodeItem *
find_item (const char *name)
{
  SchoSession *session = scho_window_get_session (fixture.window);

  return scho_code_model_get_item (scho_session_get_codes (session),
                                   find_code (name)->id);
}

char *
dup_sample_folder (void)
{
  return g_build_filename (fixture.folder, "scholiast", NULL);
}

void
remove_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_unlink (path);
    }
}

void
open_sample (void)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture.application), "sample", NULL);
  fixture.window = SCHO_WINDOW (
      gtk_application_get_active_window (GTK_APPLICATION (fixture.application)));
  ck_assert_ptr_nonnull (fixture.window);
  await_jobs ();
  settle (300);
  ck_assert_ptr_nonnull (scho_window_get_session (fixture.window));
  ck_assert_ptr_nonnull (scho_window_get_page (fixture.window));
}

void
close_window (void)
{
  g_autofree char *folder = dup_sample_folder ();

  gtk_window_close (GTK_WINDOW (fixture.window));
  fixture.window = NULL;
  settle (100);
  scho_closing_wait ();
  remove_files (folder);
}

/* After a test that failed. */
static void
close_leftovers (void)
{
  if (fixture.window != NULL)
    close_window ();
}

char *
dup_path (const char *name)
{
  return g_build_filename (fixture.folder, name, NULL);
}

char *
read_file (const char *path)
{
  char *contents = NULL;

  ck_assert (g_file_get_contents (path, &contents, NULL, NULL));
  return contents;
}

/* What a key press in the entry does, without a keyboard. */
gboolean
press (GtkWidget *widget, guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
    }
  settle (30);
  return handled;
}

void
picture (const char *view, const char *what)
{
  const char *folder = g_getenv ("SCHOLIAST_ARTEFACTS");
  g_autofree char *name = g_strdup_printf ("%s-%s.png", view, what);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  g_autoptr (GError) error = NULL;

  settle (400);
  if (path == NULL)
    return;
  g_mkdir_with_parents (folder, 0755);
  ck_assert_msg (scho_screenshot_write (GTK_WIDGET (fixture.window), path, &error), "%s",
                 error ? error->message : "");
}

/* Some versions of libadwaita measure the heading of a question at widths that it does
 * not fit in, and newer versions of GTK warn of that. */
static gboolean
is_about_heading (const char *message)
{
  static const char start[] = "Trying to measure GtkLabel ";
  gpointer widget = NULL;

  /* The dialog itself is too low then by as much. */
  return g_str_has_prefix (message, "Trying to measure AdwMessageDialog ")
         || (g_str_has_prefix (message, start)
             && sscanf (message + strlen (start), "%p", &widget) == 1
             && gtk_widget_get_ancestor (widget, ADW_TYPE_MESSAGE_DIALOG) != NULL);
}

/* Warnings are faults of ours, but for what the libraries say of themselves: GTK 4.8 when
 * a widget asks for a size while the frame is being drawn; the next frame mends it. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  const char *message = "";

  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE"))
      message = fields[i].value;
  g_log_writer_default (level, fields, n_fields, data);
  if ((level & G_LOG_LEVEL_WARNING) != 0 && !is_about_heading (message)
      && !g_str_has_suffix (message, "without a current allocation"))
    G_BREAKPOINT ();
  return G_LOG_WRITER_HANDLED;
}

int
window_tests_run (const char *name, void (*add_tests) (TCase *tc))
{
  Suite *suite = suite_create (name);
  TCase *tc = tcase_create (name);
  SRunner *runner;
  int failed;

  /* A process that drew a window cannot be forked. */
  g_setenv ("CK_FORK", "no", TRUE);
  /* One that a test started has that of the test. */
  fixture.folder = g_getenv ("SCHOLIAST_TEST_FOLDER") != NULL
                       ? g_strdup (g_getenv ("SCHOLIAST_TEST_FOLDER"))
                       : g_dir_make_tmp ("scholiast-window-XXXXXX", NULL);
  g_setenv ("XDG_DATA_HOME", fixture.folder, TRUE);
  g_setenv ("XDG_STATE_HOME", fixture.folder, TRUE);
  g_setenv ("XDG_CONFIG_HOME", fixture.folder, TRUE);
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  g_log_set_writer_func (write_log, NULL, NULL);
  fixture.application = scho_application_new (G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (fixture.application), NULL, NULL);
  g_application_hold (G_APPLICATION (fixture.application));
  tcase_add_checked_fixture (tc, NULL, close_leftovers);
  add_tests (tc);
  tcase_set_timeout (tc, 240);
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  g_object_unref (fixture.application);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
