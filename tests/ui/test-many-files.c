/* test-many-files.c - a folder of 2,000 files dropped into the window, one of them bad.
 */
#include "pulse.h"
#include "window-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_FILES 2000
#define BAD 1000

/* Milliseconds that the window may stand still; a list of rows that are all new takes GTK
 * some time by itself. */
#define LONGEST 300

static char *
write_folder (void)
{
  char *folder = dup_path ("answers");

  g_mkdir_with_parents (folder, 0700);
  for (guint i = 0; i < N_FILES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%04u.txt", i);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *words = g_strdup_printf ("Answer %u.\n\nI said so.\n", i);

      ck_assert (g_file_set_contents (path, i == BAD ? "\001\002\003\177" : words,
                                      i == BAD ? 4 : -1, NULL));
    }
  return folder;
}

static gsize
count_documents (void)
{
  gsize n;

  scho_snapshot_get_documents (get_snapshot (), &n);
  return n;
}

/* As the window takes what falls on it. */
static void
drop (const char *folder)
{
  g_autoptr (GFile) file = g_file_new_for_path (folder);

  scho_application_open_files (fixture.application, GTK_WINDOW (fixture.window), &file,
                               1);
}

static void
prefer_all_or_nothing (gboolean all)
{
  ck_assert (g_settings_set_boolean (scho_window_get_settings (fixture.window),
                                     "import-all-or-nothing", all));
}

START_TEST (a_folder_comes_in_but_for_the_bad)
{
  g_autofree char *folder = write_folder ();
  gsize before;
  int longest;

  open_sample ();
  before = count_documents ();
  pulse_begin ();
  drop (folder);
  await_jobs ();
  longest = pulse_end ("2,000 files");
  ck_assert_uint_eq (count_documents (), before + N_FILES - 1);
  ck_assert_msg (longest < LONGEST, "%d ms", longest);
  ck_assert_ptr_nonnull (strstr (adw_toast_get_title (fixture.window->toast), "1999"));
  activate ("undo", NULL);
  await_jobs ();
  ck_assert_uint_eq (count_documents (), before);

  prefer_all_or_nothing (TRUE);
  drop (folder);
  await_jobs ();
  ck_assert_uint_eq (count_documents (), before);
  prefer_all_or_nothing (FALSE);
  close_window ();
  remove_files (folder);
}
END_TEST

/* The only one there is in the bar of jobs: Cancel. */
static GtkWidget *
find_button (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_BUTTON (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_button (child);
  return found;
}

/* At once, while files are read, and while they are written into the project. */
START_TEST (cancel_takes_all_back)
{
  g_autofree char *folder = write_folder ();
  gsize before;

  open_sample ();
  before = count_documents ();
  drop (folder);
  if (_i == 1)
    settle (40);
  while (_i == 2 && !scho_project_is_busy (get_project ()))
    g_main_context_iteration (NULL, TRUE);
  ck_assert (scho_window_is_busy (fixture.window));
  g_signal_emit_by_name (find_button (GTK_WIDGET (fixture.window->job_bar)), "clicked");
  await_jobs ();
  ck_assert_uint_eq (count_documents (), before);
  /* And again, after all. */
  drop (folder);
  await_jobs ();
  ck_assert_uint_eq (count_documents (), before + N_FILES - 1);
  close_window ();
  remove_files (folder);
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, a_folder_comes_in_but_for_the_bad);
  tcase_add_loop_test (tc, cancel_takes_all_back, 0, 3);
}

int
main (void)
{
  return window_tests_run ("many-files", add_tests);
}
