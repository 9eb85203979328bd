/* test-memos.c - what is written beside the text gets into the project, whatever happens
 * to the window.
 */
#include "memo-list.h"
#include "note-editor.h"
#include "typing.h"
#include "weight-row.h"
#include "window-fixture.h"

#include <glib/gstdio.h>
#include <scholiast/edit.h>
#include <scholiast/lookup.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

/* More than an editor rests before it keeps what was written. */
#define REST 1300

static const SchoAnnotation *
get_coding (void)
{
  const SchoAnnotation *shown
      = &g_array_index (scho_window_get_codings (fixture.window), SchoAnnotation, 0);

  return scho_snapshot_find_annotation (get_snapshot (), shown->document, &shown->uuid);
}

static GtkTextBuffer *
begin_memo (void)
{
  GtkWidget *focus;

  activate ("select", g_variant_new ("(uu)", 20, 30));
  activate ("apply-code", g_variant_new_string ("apology"));
  activate ("memo", NULL);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture.window));
  ck_assert (GTK_IS_TEXT_VIEW (focus));
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));
}

/* As if it were typed: so that it can be taken back. */
static void
type (GtkTextBuffer *buffer, const char *words)
{
  for (const char *c = words; *c != '\0'; c = g_utf8_next_char (c))
    {
      gtk_text_buffer_begin_user_action (buffer);
      gtk_text_buffer_insert_interactive_at_cursor (
          buffer, c, (int) (g_utf8_next_char (c) - c), TRUE);
      gtk_text_buffer_end_user_action (buffer);
    }
}

static const char *
get_saved_words (void)
{
  GtkWidget *child = gtk_widget_get_last_child (GTK_WIDGET (fixture.window->status_bar));

  while (child != NULL && !GTK_IS_LABEL (child))
    child = gtk_widget_get_last_child (child);
  return gtk_label_get_label (GTK_LABEL (child));
}

static guint
count_steps (void)
{
  g_autoptr (GPtrArray) steps
      = scho_project_read_history (get_project (), 0, G_MAXINT64, 10000, NULL);

  return steps->len;
}

START_TEST (a_memo_is_kept_while_it_is_written)
{
  GtkTextBuffer *buffer;
  guint steps;

  open_sample ();
  buffer = begin_memo ();
  steps = count_steps ();
  ck_assert_str_eq (get_saved_words (), "All changes saved");
  type (buffer, "Is it");
  ck_assert_ptr_null (get_coding ()->memo);
  ck_assert_str_eq (get_saved_words (), "Not yet saved…");
  settle (REST);
  ck_assert_str_eq (get_coding ()->memo, "Is it");
  ck_assert_str_eq (get_saved_words (), "All changes saved");
  type (buffer, " one?");
  settle (REST);
  ck_assert_str_eq (get_coding ()->memo, "Is it one?");

  /* One visit is one step, and has its name. */
  ck_assert_uint_eq (count_steps (), steps + 1);
  ck_assert_str_eq (scho_project_get_undo_label (get_project ()),
                    "Memo of a passage “apology” added");
  activate ("page", NULL);
  activate ("undo", NULL);
  ck_assert_ptr_null (get_coding ()->memo);
  ck_assert_uint_eq (scho_window_get_codings (fixture.window)->len, 1);
  close_window ();
}
END_TEST

START_TEST (a_second_visit_is_another_step)
{
  GtkTextBuffer *buffer;
  guint steps;

  open_sample ();
  buffer = begin_memo ();
  steps = count_steps ();
  type (buffer, "One");
  activate ("page", NULL);
  ck_assert_str_eq (get_coding ()->memo, "One");
  activate ("memo", NULL);
  type (buffer, " and two");
  activate ("page", NULL);
  ck_assert_uint_eq (count_steps (), steps + 2);
  ck_assert_str_eq (scho_project_get_undo_label (get_project ()),
                    "Memo of a passage “apology” changed");
  activate ("undo", NULL);
  ck_assert_str_eq (get_coding ()->memo, "One");
  close_window ();
}
END_TEST

/* Ctrl+Z where one writes is about the words, until none is left. */
START_TEST (undo_in_a_memo_is_about_its_words)
{
  GtkTextBuffer *buffer;
  guint64 codings;

  open_sample ();
  buffer = begin_memo ();
  codings = count_codings ();
  type (buffer, "a");
  settle (REST);
  type (buffer, " b");
  activate ("undo", NULL);
  for (guint i = 0; i < 5 && gtk_text_buffer_get_char_count (buffer) > 0; i++)
    activate ("undo", NULL);
  ck_assert_int_eq (gtk_text_buffer_get_char_count (buffer), 0);
  ck_assert_uint_eq (count_codings (), codings);
  /* The project has nothing to redo, so the key is the widget's own. */
  ck_assert (scho_typing_redo (gtk_window_get_focus (GTK_WINDOW (fixture.window))));
  ck_assert_int_gt (gtk_text_buffer_get_char_count (buffer), 0);
  while (gtk_text_buffer_get_can_undo (buffer))
    activate ("undo", NULL);

  /* Nothing is left of the visit, so the next one is of the project. */
  activate ("undo", NULL);
  ck_assert_uint_eq (count_codings (), codings - 1);
  close_window ();
}
END_TEST

START_TEST (escape_keeps_and_goes_back)
{
  GtkTextBuffer *buffer;

  open_sample ();
  buffer = begin_memo ();
  type (buffer, "Quick");
  press (gtk_window_get_focus (GTK_WINDOW (fixture.window)), GDK_KEY_Escape);
  ck_assert_str_eq (get_coding ()->memo, "Quick");
  ck_assert (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture.window)),
                                     GTK_WIDGET (scho_window_get_page (fixture.window))));
  close_window ();
}
END_TEST

START_TEST (another_tab_keeps_the_memo)
{
  gsize n;
  const SchoDocument *const *documents;
  SchoAnnotation coding;

  open_sample ();
  documents = scho_snapshot_get_documents (get_snapshot (), &n);
  ck_assert_uint_ge (n, 2);
  type (begin_memo (), "Before the tab");
  coding = g_array_index (scho_window_get_codings (fixture.window), SchoAnnotation, 0);
  activate ("open-document", g_variant_new_string (documents[1]->title));
  ck_assert_str_eq (
      scho_snapshot_find_annotation (get_snapshot (), coding.document, &coding.uuid)
          ->memo,
      "Before the tab");
  close_window ();
}
END_TEST

START_TEST (memos_of_code_document_and_project_are_kept_alike)
{
  SchoWindow *window;
  GtkWidget *editor;
  guint steps;

  open_sample ();
  window = fixture.window;
  steps = count_steps ();
  activate ("memo-project", NULL);
  editor = gtk_window_get_focus (GTK_WINDOW (window));
  type (gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor)), "A project");
  activate ("memo-document", NULL);
  editor = gtk_window_get_focus (GTK_WINDOW (window));
  type (gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor)), "A text");
  settle (REST);
  type (gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor)), " of theirs");
  activate ("memo-code", g_variant_new_string ("apology"));
  editor = gtk_window_get_focus (GTK_WINDOW (window));
  type (gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor)), "A code");
  activate ("page", NULL);
  ck_assert_str_eq (scho_snapshot_get_info (get_snapshot ())->memo, "A project");
  ck_assert_str_eq (
      scho_snapshot_get_document (get_snapshot (),
                                  scho_page_get_document (scho_window_get_page (window)))
          ->memo,
      "A text of theirs");
  ck_assert_str_eq (find_code ("apology")->memo, "A code");
  ck_assert_uint_eq (count_steps (), steps + 3);
  close_window ();
}
END_TEST

/* The code's words make the card anew that the focus is on its way to. */
START_TEST (from_a_codes_memo_to_a_passages)
{
  GtkWidget *editor;

  open_sample ();
  type (begin_memo (), "A passage");
  activate ("memo-code", g_variant_new_string ("apology"));
  editor = gtk_window_get_focus (GTK_WINDOW (fixture.window));
  type (gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor)), "A code");
  activate ("memo", NULL);
  ck_assert_str_eq (find_code ("apology")->memo, "A code");
  ck_assert_str_eq (get_coding ()->memo, "A passage");
  close_window ();
}
END_TEST

/* As on a disk that is full: no file takes another byte. @is_full: FALSE: there is room
 * again */
static void
fill_disk (gboolean is_full)
{
  struct rlimit limit;

  signal (SIGXFSZ, SIG_IGN);
  ck_assert_int_eq (getrlimit (RLIMIT_FSIZE, &limit), 0);
  limit.rlim_cur = is_full ? 0 : limit.rlim_max;
  ck_assert_int_eq (setrlimit (RLIMIT_FSIZE, &limit), 0);
}

START_TEST (a_memo_that_cannot_be_kept_is_not_lost)
{
  GtkTextBuffer *buffer;

  open_sample ();
  buffer = begin_memo ();
  fill_disk (TRUE);
  type (buffer, "Wait for me");
  activate ("page", NULL);
  ck_assert_ptr_null (get_coding ()->memo);
  ck_assert_str_eq (get_saved_words (), "Not yet saved…");

  /* Elsewhere it is not forgotten, and the window does not close over it. */
  activate ("select", g_variant_new ("(uu)", 0, 3));
  settle (50);
  ck_assert_uint_eq (scho_window_get_codings (fixture.window)->len, 0);
  ck_assert_str_eq (get_saved_words (), "Not yet saved…");
  gtk_window_close (GTK_WINDOW (fixture.window));
  settle (50);
  ck_assert_ptr_nonnull (scho_window_get_session (fixture.window));

  fill_disk (FALSE);
  activate ("select", g_variant_new ("(uu)", 20, 30));
  settle (REST);
  ck_assert_str_eq (get_coding ()->memo, "Wait for me");
  ck_assert_str_eq (get_saved_words (), "All changes saved");
  close_window ();
}
END_TEST

static GtkWidget *
find_inside (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_inside (child, type);
  return found;
}

START_TEST (a_weight_on_request)
{
  GtkWidget *pane, *row, *spin;
  guint steps;

  open_sample ();
  pane = GTK_WIDGET (fixture.window->passage_pane);
  activate ("select", g_variant_new ("(uu)", 20, 30));
  activate ("apply-code", g_variant_new_string ("apology"));
  row = find_inside (pane, SCHO_TYPE_WEIGHT_ROW);
  ck_assert_ptr_nonnull (row);
  ck_assert_int_eq (get_coding ()->weight, SCHO_NO_WEIGHT);
  steps = count_steps ();
  g_signal_emit_by_name (find_inside (row, GTK_TYPE_BUTTON), "clicked");
  settle (50);
  ck_assert_int_eq (get_coding ()->weight, 50);
  spin = find_inside (row, GTK_TYPE_SPIN_BUTTON);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 60);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 70);
  settle (50);
  ck_assert_int_eq (get_coding ()->weight, 70);
  ck_assert_uint_eq (count_steps (), steps + 1);
  activate ("page", NULL);
  activate ("undo", NULL);
  ck_assert_int_eq (get_coding ()->weight, SCHO_NO_WEIGHT);
  ck_assert (!gtk_widget_get_visible (gtk_widget_get_parent (spin)));
  activate ("redo", NULL);
  ck_assert_int_eq (gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (spin)), 70);
  g_signal_emit_by_name (gtk_widget_get_next_sibling (spin), "clicked");
  settle (50);
  ck_assert_int_eq (get_coding ()->weight, SCHO_NO_WEIGHT);
  close_window ();
}
END_TEST

/* The list ------------------------------------------------------------------------ */

static SchoMemoList *
open_memos (void)
{
  AdwTabPage *tab;

  activate ("memos", NULL);
  tab = adw_tab_view_get_selected_page (fixture.window->tabs);
  ck_assert (SCHO_IS_MEMO_LIST (adw_tab_page_get_child (tab)));
  return SCHO_MEMO_LIST (adw_tab_page_get_child (tab));
}

/* The place in the list; -1 when it is not shown. */
static int
find_memo (SchoMemoList *list, SchoMemoKind kind, const char *words)
{
  GPtrArray *rows = scho_memo_list_get_rows (list);

  for (guint i = 0; i < rows->len; i++)
    {
      const SchoMemoEntry *memo = rows->pdata[i];
      if (memo->heading == NULL && memo->kind == kind && g_str_equal (memo->words, words))
        return (int) i;
    }
  return -1;
}

static void
write_all_kinds (void)
{
  SchoSession *session = scho_window_get_session (fixture.window);
  SchoCode code;
  SchoDocument document;
  SchoProjectInfo info;
  gsize n;

  code = *find_code ("apology");
  code.memo = "Of a code";
  scho_session_apply (session, scho_edit_change_code (get_snapshot (), &code, NULL),
                      NULL);
  document = *scho_snapshot_get_documents (get_snapshot (), &n)[0];
  document.memo = "Of a téxt";
  scho_session_apply (session,
                      scho_edit_change_document (get_snapshot (), &document, NULL), NULL);
  info = *scho_snapshot_get_info (get_snapshot ());
  info.memo = "Of a project";
  scho_session_apply (session, scho_edit_change_info (get_snapshot (), &info, NULL),
                      NULL);
  scho_session_apply (session,
                      scho_edit_set_annotation_memo (
                          get_snapshot (),
                          scho_snapshot_get_annotations (get_snapshot (), 1, &n),
                          "Of a passage"),
                      NULL);
}

START_TEST (lists_all_memos)
{
  SchoMemoList *list;
  GtkWidget *entry, *view;
  GPtrArray *rows;
  guint32 start, end;
  gsize n;
  SchoAnnotation coding;

  open_sample ();
  write_all_kinds ();
  list = open_memos ();
  ck_assert_int_ge (find_memo (list, SCHO_MEMO_PROJECT, "Of a project"), 0);
  ck_assert_int_ge (find_memo (list, SCHO_MEMO_DOCUMENT, "Of a téxt"), 0);
  ck_assert_int_ge (find_memo (list, SCHO_MEMO_CODE, "Of a code"), 0);
  ck_assert_int_ge (find_memo (list, SCHO_MEMO_PASSAGE, "Of a passage"), 0);
  ck_assert_ptr_eq (open_memos (), list);

  /* Case and accents do not count. */
  entry = find_inside (GTK_WIDGET (list), GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "TEXT of");
  settle (200);
  rows = scho_memo_list_get_rows (list);
  ck_assert_uint_eq (rows->len, 2); /* with its heading */
  ck_assert_int_eq (find_memo (list, SCHO_MEMO_DOCUMENT, "Of a téxt"), 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  settle (200);

  /* It follows. */
  coding = *scho_snapshot_get_annotations (get_snapshot (), 1, &n);
  scho_session_apply (scho_window_get_session (fixture.window),
                      scho_edit_remove_annotation (get_snapshot (), &coding), NULL);
  settle (100);
  ck_assert_int_lt (find_memo (list, SCHO_MEMO_PASSAGE, "Of a passage"), 0);
  activate ("undo", NULL);
  settle (100);

  /* A click goes there. */
  view = find_inside (GTK_WIDGET (list), GTK_TYPE_LIST_VIEW);
  g_signal_emit_by_name (view, "activate", find_memo (list, SCHO_MEMO_CODE, "Of a code"));
  settle (50);
  ck_assert_str_eq (gtk_stack_get_visible_child_name (fixture.window->side_stack),
                    "code");
  g_signal_emit_by_name (view, "activate",
                         find_memo (list, SCHO_MEMO_PASSAGE, "Of a passage"));
  settle (100);
  ck_assert (
      scho_page_get_selection (scho_window_get_page (fixture.window), &start, &end));
  ck_assert_uint_eq (start, coding.start);
  ck_assert_uint_eq (end, coding.end);
  close_window ();
}
END_TEST

START_TEST (sorts_memos)
{
  SchoMemoList *list;
  GPtrArray *rows;

  open_sample ();
  write_all_kinds ();
  list = open_memos ();
  ck_assert_ptr_nonnull (
      ((SchoMemoEntry *) scho_memo_list_get_rows (list)->pdata[0])->heading);
  gtk_widget_activate_action (GTK_WIDGET (list), "memos.sort", "s", "date");
  rows = scho_memo_list_get_rows (list);
  for (guint i = 1; i < rows->len; i++)
    ck_assert_int_ge (((SchoMemoEntry *) rows->pdata[i - 1])->time,
                      ((SchoMemoEntry *) rows->pdata[i])->time);
  gtk_widget_activate_action (GTK_WIDGET (list), "memos.sort", "s", "name");
  rows = scho_memo_list_get_rows (list);
  ck_assert_ptr_null (((SchoMemoEntry *) rows->pdata[0])->heading);
  close_window ();
}
END_TEST

START_TEST (pictures)
{
  static const char *const schemes[] = { "light", "dark" };
  g_autofree char *view = g_strdup_printf ("%s-1280x800", schemes[_i]);

  g_action_group_change_action_state (G_ACTION_GROUP (fixture.application),
                                      "color-scheme", g_variant_new_string (schemes[_i]));
  open_sample ();
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 1280, 800);
  settle (200);
  write_all_kinds ();
  open_memos ();
  picture (view, "memos");
  activate ("open-document", g_variant_new_string (
                                 scho_snapshot_get_document (get_snapshot (), 1)->title));
  activate ("select", g_variant_new ("(uu)", 1100, 1400));
  scho_window_show_side (fixture.window, "passage");
  settle (100);
  g_signal_emit_by_name (
      find_inside (
          find_inside (GTK_WIDGET (fixture.window->passage_pane), SCHO_TYPE_WEIGHT_ROW),
          GTK_TYPE_BUTTON),
      "clicked");
  picture (view, "passage-pane");
  close_window ();
}
END_TEST

/* A program that ends ------------------------------------------------------------- */

/* (nullable): where the memo is written, once the keyboard is there. */
static GtkTextView *
get_memo_view (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  return focus != NULL && GTK_IS_TEXT_VIEW (focus)
                 && gtk_widget_get_ancestor (focus, SCHO_TYPE_NOTE_EDITOR) != NULL
             ? GTK_TEXT_VIEW (focus)
             : NULL;
}

/* As soon as the project is open. */
static gboolean
write_cb (gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (
      GTK_APPLICATION (g_application_get_default ()));
  SchoPage *page
      = window != NULL && scho_window_get_session (SCHO_WINDOW (window)) != NULL
            ? scho_window_get_page (SCHO_WINDOW (window))
            : NULL;
  guint32 start, end;

  if (page == NULL)
    return G_SOURCE_CONTINUE;
  if (!scho_page_get_selection (page, &start, &end) || end != 5)
    {
      g_action_group_activate_action (G_ACTION_GROUP (window), "select",
                                      g_variant_new ("(uu)", 3, 5));
      return G_SOURCE_CONTINUE;
    }
  if (get_memo_view (window) == NULL)
    {
      g_action_group_activate_action (G_ACTION_GROUP (window), "memo", NULL);
      return G_SOURCE_CONTINUE;
    }
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (get_memo_view (window)),
                                    "Last words", -1);
  puts ("written");
  fflush (stdout);
  return G_SOURCE_REMOVE;
}

/* The whole program, which writes a memo into the project and waits. */
static int
be_the_program (const char *path)
{
  g_autoptr (SchoApplication) application
      = scho_application_new (G_APPLICATION_NON_UNIQUE);

  g_application_set_default (G_APPLICATION (application));
  g_timeout_add (50, write_cb, NULL);
  return g_application_run (G_APPLICATION (application), 2,
                            (char *[]){ (char *) "scholiast", (char *) path, NULL });
}

static char *
make_coded_project (void)
{
  char *path = dup_path ("ends.scholia");
  g_autoptr (SchoProject) project = scho_project_create (path, "Ends", NULL);
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (SchoText) text = scho_text_new ("It is so.", NULL);
  SchoAnnotation coding = { .start = 3, .end = 5, .weight = SCHO_NO_WEIGHT };

  ck_assert_ptr_nonnull (project);
  step = scho_step_new (scho_project_get_snapshot (project), "All");
  coding.document = scho_step_add_document (step, &(SchoDocument){ .title = "so" }, text);
  coding.code = scho_step_add_code (step, &(SchoCode){ .name = "being" });
  coding.coder = scho_step_ensure_coder (step, "asha");
  scho_step_add_annotation (step, &coding);
  ck_assert (scho_project_apply (project, step, NULL));
  return path;
}

static const int ends[] = { SIGKILL, SIGTERM, SIGHUP };

static gint64
get_log_size (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf info;

  return g_stat (log, &info) == 0 ? info.st_size : 0;
}

/* Until the program has rested and kept what was written. */
static void
await_kept (const char *path, gint64 size_before)
{
  for (guint i = 0; i < 1000 && get_log_size (path) == size_before; i++)
    g_usleep (20000);
  ck_assert_int_ne (get_log_size (path), size_before);
  g_usleep (200000);
}

START_TEST (a_memo_outlives_the_program)
{
  g_autofree char *path = make_coded_project ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GSubprocess) program = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, "/proc/self/exe", "--write", path, NULL);
  g_autoptr (GDataInputStream) output
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (program));
  g_autofree char *line = g_data_input_stream_read_line (output, NULL, NULL, NULL);
  g_autoptr (SchoProject) project = NULL;
  gint64 size = get_log_size (path);
  gsize n;

  ck_assert_str_eq (line, "written");
  if (ends[_i] == SIGKILL)
    await_kept (path, size);
  g_subprocess_send_signal (program, ends[_i]);
  ck_assert (g_subprocess_wait (program, NULL, NULL));
  if (ends[_i] != SIGKILL)
    {
      static const char *const leftovers[] = { "-wal", "-shm", "-lock" };

      ck_assert (g_subprocess_get_successful (program));
      for (guint i = 0; i < G_N_ELEMENTS (leftovers); i++)
        {
          g_autofree char *left = g_strconcat (path, leftovers[i], NULL);
          ck_assert_msg (!g_file_test (left, G_FILE_TEST_EXISTS), "%s", left);
        }
    }
  project = scho_project_open (path, NULL);
  ck_assert_ptr_nonnull (project);
  ck_assert_ptr_null (scho_project_get_read_only_reason (project));
  ck_assert_str_eq (
      scho_snapshot_get_annotations (scho_project_get_snapshot (project), 1, &n)->memo,
      "Last words");
  g_clear_object (&project);
  remove_files (folder);
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, a_memo_is_kept_while_it_is_written);
  tcase_add_test (tc, a_second_visit_is_another_step);
  tcase_add_test (tc, undo_in_a_memo_is_about_its_words);
  tcase_add_test (tc, escape_keeps_and_goes_back);
  tcase_add_test (tc, another_tab_keeps_the_memo);
  tcase_add_test (tc, memos_of_code_document_and_project_are_kept_alike);
  tcase_add_test (tc, from_a_codes_memo_to_a_passages);
  tcase_add_test (tc, a_memo_that_cannot_be_kept_is_not_lost);
  tcase_add_test (tc, a_weight_on_request);
  tcase_add_test (tc, lists_all_memos);
  tcase_add_test (tc, sorts_memos);
  tcase_add_loop_test (tc, pictures, 0, 2);
  tcase_add_loop_test (tc, a_memo_outlives_the_program, 0, G_N_ELEMENTS (ends));
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--write"))
    return be_the_program (argv[2]);
  return window_tests_run ("memos", add_tests);
}
