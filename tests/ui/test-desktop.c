/* test-desktop.c - files dragged in, several windows, recent projects, the desk found as
 * it was left. */
#include "window-fixture.h"

#include "settings.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_LARGE 300000

static GApplication *
get_application (void)
{
  return G_APPLICATION (fixture.application);
}

static guint
count_windows (void)
{
  return g_list_length (
      gtk_application_get_windows (GTK_APPLICATION (fixture.application)));
}

static void
app_activate (const char *action, const char *parameter)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture.application), action,
                                  parameter != NULL ? g_variant_new_string (parameter)
                                                    : NULL);
  settle (30);
}

static void
open_window (void)
{
  app_activate ("new-window", NULL);
  fixture.window = SCHO_WINDOW (
      gtk_application_get_active_window (GTK_APPLICATION (fixture.application)));
  ck_assert_ptr_nonnull (fixture.window);
  ck_assert_ptr_null (scho_window_get_session (fixture.window));
}

static void
close_all (void)
{
  GList *windows
      = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (fixture.application)));

  for (GList *w = windows; w != NULL; w = w->next)
    gtk_window_close (w->data);
  g_list_free (windows);
  fixture.window = NULL;
  settle (100);
}

static char *
make_file (const char *name, const char *contents)
{
  char *path = dup_path (name);

  ck_assert (g_file_set_contents (path, contents, -1, NULL));
  return path;
}

static char *
make_project (const char *name)
{
  char *path = dup_path (name);
  g_autoptr (SchoProject) project = NULL;

  g_unlink (path);
  project = scho_project_create (path, name, NULL);
  ck_assert_ptr_nonnull (project);
  return path;
}

/* What the desktop does when files are let go over the window. */
static void
drop (const char *const *paths)
{
  g_autoptr (GListModel) controllers
      = gtk_widget_observe_controllers (GTK_WIDGET (fixture.window->toasts));
  g_auto (GValue) value = G_VALUE_INIT;
  GSList *files = NULL;
  gboolean taken = FALSE;

  for (guint i = 0; paths[i] != NULL; i++)
    files = g_slist_append (files, g_file_new_for_path (paths[i]));
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (files));
  g_slist_free_full (files, g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 10.0, 10.0, &taken);
    }
  ck_assert (taken);
  await_jobs ();
}

static gsize
count_documents (void)
{
  gsize n;

  scho_snapshot_get_documents (get_snapshot (), &n);
  return n;
}

START_TEST (texts_dropped_on_a_project_are_imported)
{
  g_autofree char *one = make_file ("one.txt", "One.\n");
  g_autofree char *two = make_file ("two.txt", "Two.\n");
  const char *paths[] = { one, two, NULL };
  gsize before;

  open_sample ();
  before = count_documents ();
  drop (paths);
  ck_assert_uint_eq (count_documents (), before + 2);
  ck_assert (scho_project_undo (get_project (), NULL));
  ck_assert_uint_eq (count_documents (), before);
  close_window ();
}
END_TEST

START_TEST (a_project_dropped_on_a_project_gets_its_own_window)
{
  g_autofree char *path = make_project ("other.scholia");
  g_autofree char *text = make_file ("late.txt", "It came with the project.\n");
  const char *paths[] = { text, path, NULL };
  gsize before;

  open_sample ();
  before = count_documents ();
  drop (paths);
  ck_assert_uint_eq (count_windows (), 2);
  ck_assert_uint_eq (count_documents (), before);
  fixture.window = SCHO_WINDOW (
      gtk_application_get_active_window (GTK_APPLICATION (fixture.application)));
  await_jobs ();
  ck_assert_str_eq (scho_window_get_path (fixture.window), path);
  /* It waited until the project was there. */
  ck_assert_uint_eq (count_documents (), 1);
  close_all ();
}
END_TEST

START_TEST (texts_dropped_on_the_start_page_ask_for_a_project)
{
  g_autofree char *text = make_file ("interview.txt", "A talk.\n");
  const char *paths[] = { text, NULL };
  GListModel *toplevels = gtk_window_get_toplevels ();
  guint before;

  open_window ();
  before = g_list_model_get_n_items (toplevels);
  drop (paths);
  settle (300);
  ck_assert_uint_eq (g_list_model_get_n_items (toplevels), before + 1);
  ck_assert_ptr_null (scho_window_get_session (fixture.window));
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) dialog = g_list_model_get_item (toplevels, i);

      if (GTK_IS_FILE_CHOOSER (dialog))
        {
          g_autofree char *name
              = gtk_file_chooser_get_current_name (GTK_FILE_CHOOSER (dialog));
          g_autoptr (GFile) folder
              = gtk_file_chooser_get_current_folder (GTK_FILE_CHOOSER (dialog));

          ck_assert_str_eq (name, "interview.scholia");
          ck_assert_str_eq (g_file_peek_path (folder), fixture.folder);
          gtk_window_close (dialog);
        }
    }
  close_all ();
}
END_TEST

START_TEST (a_project_open_already_is_presented)
{
  g_autofree char *path = make_project ("twice.scholia");
  g_autofree char *link = dup_path ("link.scholia");
  GtkWindow *first;

  g_unlink (link);
  ck_assert_int_eq (symlink (path, link), 0);
  open_window ();
  app_activate ("open-path", path);
  await_jobs ();
  ck_assert_ptr_nonnull (scho_window_get_session (fixture.window));
  first = GTK_WINDOW (fixture.window);
  app_activate ("new-window", NULL);
  ck_assert_uint_eq (count_windows (), 2);
  app_activate ("open-path", link);
  settle (100);
  ck_assert_uint_eq (count_windows (), 2);
  ck_assert_ptr_eq (
      gtk_application_get_active_window (GTK_APPLICATION (fixture.application)), first);
  ck_assert_ptr_null (scho_project_get_read_only_reason (get_project ()));
  close_all ();
}
END_TEST

START_TEST (several_files_are_several_windows)
{
  g_autofree char *one = make_project ("first.scholia");
  g_autofree char *two = make_project ("second.scholia");
  g_autoptr (GFile) a = g_file_new_for_path (one);
  g_autoptr (GFile) b = g_file_new_for_path (two);
  GFile *files[] = { a, b };

  g_application_open (get_application (), files, 2, "");
  settle (500);
  ck_assert_uint_eq (count_windows (), 2);
  close_all ();
}
END_TEST

START_TEST (the_last_project_opens_again)
{
  g_autofree char *path = make_project ("last.scholia");
  GSettings *settings = scho_application_get_settings (fixture.application);

  open_window ();
  app_activate ("open-path", path);
  await_jobs ();
  close_all ();

  scho_settings_set_boolean (settings, "reopen-last", FALSE);
  g_application_activate (get_application ());
  ck_assert_uint_eq (count_windows (), 1);
  fixture.window = SCHO_WINDOW (
      gtk_application_get_active_window (GTK_APPLICATION (fixture.application)));
  await_jobs ();
  ck_assert_ptr_null (scho_window_get_session (fixture.window));
  close_all ();

  scho_settings_set_boolean (settings, "reopen-last", TRUE);
  g_application_activate (get_application ());
  fixture.window = SCHO_WINDOW (
      gtk_application_get_active_window (GTK_APPLICATION (fixture.application)));
  await_jobs ();
  ck_assert_str_eq (scho_window_get_path (fixture.window), path);
  close_all ();
}
END_TEST

static GtkWidget *
find_row (const char *path)
{
  GtkWidget *row = NULL;

  for (row = gtk_widget_get_first_child (
           scho_start_page_get_list (fixture.window->start_page));
       row != NULL; row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "path"), path) == 0)
      return row;
  return NULL;
}

START_TEST (a_recent_project_that_is_gone_is_shown_as_such)
{
  g_autofree char *gone = dup_path ("gone.scholia");
  g_autofree char *there = make_project ("there.scholia");
  GSettings *settings = scho_application_get_settings (fixture.application);

  open_window ();
  scho_settings_add_recent (settings, gone);
  scho_settings_add_recent (settings, there);
  settle (300);
  ck_assert (!gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (find_row (gone))));
  ck_assert (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (find_row (there))));
  app_activate ("forget-recent", gone);
  ck_assert_ptr_null (find_row (gone));
  ck_assert_ptr_nonnull (find_row (there));
  close_all ();
}
END_TEST

START_TEST (a_project_that_cannot_be_opened_leaves_the_start_page)
{
  g_autofree char *path = make_file ("broken.scholia", "no project at all");

  open_window ();
  app_activate ("open-path", path);
  await_jobs ();
  ck_assert_ptr_null (scho_window_get_session (fixture.window));
  ck_assert_ptr_null (scho_window_get_path (fixture.window));
  ck_assert_str_eq (gtk_stack_get_visible_child_name (fixture.window->stack), "start");
  /* The next one gets this window. */
  app_activate ("sample", NULL);
  await_jobs ();
  ck_assert_uint_eq (count_windows (), 1);
  ck_assert_ptr_nonnull (scho_window_get_session (fixture.window));
  close_window ();
}
END_TEST

START_TEST (opening_can_be_cancelled)
{
  open_window ();
  g_action_group_activate_action (G_ACTION_GROUP (fixture.application), "sample", NULL);
  scho_window_cancel_opening (fixture.window);
  settle (500);
  ck_assert_ptr_null (scho_window_get_session (fixture.window));
  app_activate ("sample", NULL);
  await_jobs ();
  ck_assert_ptr_nonnull (scho_window_get_session (fixture.window));
  ck_assert_ptr_null (scho_project_get_read_only_reason (get_project ()));
  close_window ();
}
END_TEST

/* The sample stays where it is this time. */
static void
reopen_sample (void)
{
  gtk_window_close (GTK_WINDOW (fixture.window));
  settle (100);
  open_sample ();
  settle (300);
}

static void
open_both (void)
{
  gsize n;
  const SchoDocument *const *documents;

  documents = scho_snapshot_get_documents (get_snapshot (), &n);
  ck_assert_uint_ge (n, 2);
  activate ("open-document", g_variant_new_string (documents[0]->title));
  activate ("open-document", g_variant_new_string (documents[1]->title));
}

START_TEST (the_desk_is_found_as_it_was_left)
{
  guint32 start, end;
  SchoPage *page;

  open_sample ();
  open_both ();
  page = scho_window_get_page (fixture.window);
  ck_assert_uint_eq (scho_page_get_document (page), 2);
  activate ("select", g_variant_new ("(uu)", 100, 120));
  gtk_paned_set_position (fixture.window->outer, 333);
  scho_window_show_side (fixture.window, "history");
  settle (100);

  reopen_sample ();
  page = scho_window_get_page (fixture.window);
  ck_assert_uint_eq (scho_page_get_document (page), 2);
  ck_assert (scho_page_get_selection (page, &start, &end));
  ck_assert_uint_eq (start, 100);
  ck_assert_uint_eq (end, 120);
  ck_assert_int_eq (adw_tab_view_get_n_pages (fixture.window->tabs), 2);
  ck_assert_uint_eq (scho_page_get_document (SCHO_PAGE (adw_tab_page_get_child (
                         adw_tab_view_get_nth_page (fixture.window->tabs, 0)))),
                     1);
  ck_assert_int_eq (gtk_paned_get_position (fixture.window->outer), 333);
  ck_assert_str_eq (gtk_stack_get_visible_child_name (fixture.window->side_stack),
                    "history");

  /* A tab that was closed comes back where it was. */
  activate ("close-tab", NULL);
  open_both ();
  ck_assert (
      scho_page_get_selection (scho_window_get_page (fixture.window), &start, &end));
  ck_assert_uint_eq (start, 100);
  close_window ();
}
END_TEST

static char *
dup_desk_path (void)
{
  char uuid[SCHO_UUID_STRING_LENGTH + 1];
  g_autofree char *name = NULL;

  scho_uuid_format (&scho_snapshot_get_info (get_snapshot ())->uuid, uuid);
  name = g_strconcat (uuid, ".desk", NULL);
  return g_build_filename (fixture.folder, "scholiast", "desks", name, NULL);
}

static const char *const rubbish[] = {
  "",
  "no key file",
  "[desk]\ntabs=x;y;;;\nfront=z\nside=nothing\nsidebar-width=-5\nside-pane-width="
  "999999999\n",
  "[desk]\nsidebar=7\nside-pane=x\nsidebar-width=99999999999999999999\n[document "
  "]\ntop=1\n",
  "[desk]\n[desk]\n[document 00000000-0000-0000-0000-000000000000]\nstart=9\nend=1\n",
  "\xff\xfe\x01[desk",
};

START_TEST (a_damaged_desk_is_no_desk)
{
  g_autofree char *desk = NULL;

  open_sample ();
  desk = dup_desk_path ();
  gtk_window_close (GTK_WINDOW (fixture.window));
  settle (100);
  ck_assert (g_file_test (desk, G_FILE_TEST_IS_REGULAR));
  ck_assert (g_file_set_contents (desk, rubbish[_i], -1, NULL));
  open_sample ();
  ck_assert_ptr_nonnull (scho_window_get_page (fixture.window));
  close_window ();
}
END_TEST

START_TEST (a_place_beyond_the_text_is_none)
{
  const SchoDocument *document;
  g_autofree char *desk = NULL, *contents = NULL;
  char uuid[SCHO_UUID_STRING_LENGTH + 1];

  open_sample ();
  desk = dup_desk_path ();
  document = scho_snapshot_get_document (get_snapshot (), 1);
  scho_uuid_format (&document->uuid, uuid);
  contents = g_strdup_printf ("[desk]\ntabs=%s;%s;\nfront=%s\n[document %s]\n"
                              "top=4000000000\nstart=1\nend=4000000000\n",
                              uuid, uuid, uuid, uuid);
  gtk_window_close (GTK_WINDOW (fixture.window));
  settle (100);
  ck_assert (g_file_set_contents (desk, contents, -1, NULL));
  open_sample ();
  ck_assert_uint_eq (scho_page_get_caret (scho_window_get_page (fixture.window)), 0);
  ck_assert_int_eq (adw_tab_view_get_n_pages (fixture.window->tabs), 1);
  close_window ();
}
END_TEST

typedef struct
{
  gint64 last, longest;
} Pulse;

static gboolean
pulse_cb (gpointer data)
{
  Pulse *pulse = data;
  gint64 now = g_get_monotonic_time ();

  pulse->longest = MAX (pulse->longest, now - pulse->last);
  pulse->last = now;
  return G_SOURCE_CONTINUE;
}

static char *
make_large_project (guint n_codings)
{
  char *path = make_project ("large.scholia");
  g_autoptr (SchoProject) project = scho_project_open (path, NULL);
  g_autoptr (SchoStep) step
      = scho_step_new (scho_project_get_snapshot (project), "Much of it");
  g_autofree char *letters = g_strnfill (1000000, 'a');
  g_autoptr (SchoText) text = NULL;
  SchoAnnotation values = { .weight = SCHO_NO_WEIGHT };

  for (guint i = 60; i < 1000000; i += 61)
    letters[i] = i % 10 == 0 ? '\n' : ' ';
  text = scho_text_new (letters, NULL);
  values.document
      = scho_step_add_document (step, &(SchoDocument){ .title = "Long" }, text);
  values.code = scho_step_add_code (step, &(SchoCode){ .name = "code" });
  values.coder = scho_step_ensure_coder (step, "Ada");
  for (guint i = 0; i < n_codings; i++)
    {
      values.start = (guint64) i * 999900 / n_codings;
      values.end = values.start + 40;
      values.uuid = (SchoUuid){ { 0 } };
      scho_step_add_annotation (step, &values);
    }
  ck_assert (scho_project_apply (project, step, NULL));
  return path;
}

/* However long it takes to read a project, the window answers meanwhile. */
START_TEST (the_window_lives_while_a_project_is_read)
{
  g_autofree char *path = make_large_project (N_LARGE);
  Pulse pulse = { 0 };
  guint source;

  open_window ();
  settle (300);
  pulse.last = g_get_monotonic_time ();
  source = g_timeout_add (5, pulse_cb, &pulse);
  g_action_group_activate_action (G_ACTION_GROUP (fixture.application), "open-path",
                                  g_variant_new_string (path));
  /* Until it is read; what is shown then is another matter, measured in bench/. */
  while (scho_window_get_session (fixture.window) == NULL)
    g_main_context_iteration (NULL, TRUE);
  /* 20 ms on a machine at rest; the budget is 100. */
  ck_assert_int_gt (pulse.longest, 0);
  ck_assert_int_lt (pulse.longest, 200 * 1000);
  g_source_remove (source);
  ck_assert_uint_eq (count_codings (), N_LARGE);
  close_all ();
}
END_TEST

/* Half of a small screen. */
START_TEST (the_window_can_be_narrow)
{
  int minimum;

  open_sample ();
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 640, 600);
  settle (300);
  ck_assert_uint_eq (fixture.window->width_step, 2);
  gtk_widget_measure (GTK_WIDGET (fixture.window), GTK_ORIENTATION_HORIZONTAL, -1,
                      &minimum, NULL, NULL, NULL);
  ck_assert_int_le (minimum, 492); /* with its frame */
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 1200, 600);
  settle (300);
  ck_assert (gtk_widget_get_visible (fixture.window->redo_button));
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, the_window_lives_while_a_project_is_read);
  tcase_add_test (tc, the_window_can_be_narrow);
  tcase_add_test (tc, texts_dropped_on_a_project_are_imported);
  tcase_add_test (tc, a_project_dropped_on_a_project_gets_its_own_window);
  tcase_add_test (tc, texts_dropped_on_the_start_page_ask_for_a_project);
  tcase_add_test (tc, a_project_open_already_is_presented);
  tcase_add_test (tc, several_files_are_several_windows);
  tcase_add_test (tc, the_last_project_opens_again);
  tcase_add_test (tc, a_recent_project_that_is_gone_is_shown_as_such);
  tcase_add_test (tc, a_project_that_cannot_be_opened_leaves_the_start_page);
  tcase_add_test (tc, opening_can_be_cancelled);
  tcase_add_test (tc, the_desk_is_found_as_it_was_left);
  tcase_add_loop_test (tc, a_damaged_desk_is_no_desk, 0, G_N_ELEMENTS (rubbish));
  tcase_add_test (tc, a_place_beyond_the_text_is_none);
}

int
main (void)
{
  return window_tests_run ("desktop", add_tests);
}
