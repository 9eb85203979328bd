/* test-edit-mode.c - the text is corrected in the real window; what came of it is asked
 * of the core. */
#include "edit-fixture.h"

#include <scholiast/edit.h>
#include <scholiast/lookup.h>
#include <string.h>

static gboolean
is_enabled (const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture.window), action);
}

static const char *
get_undo_label (void)
{
  return scho_project_get_undo_label (get_project ());
}

/* What is done, and what is kept of it */

#define SO "I think so, and you think not."
static const char *const thinks[] = { "think so", "you", NULL };

static const struct
{
  guint32 start, end;
  guint erased;
  const char *typed;
  const char *text, *passages;
} cases[] = {
  { 5, 5, 0, "xx", "I thixxnk so, and you think not.", "thixxnk so|you" },
  { 2, 2, 0, "do ", "I do think so, and you think not.", "think so|you" },
  { 10, 10, 0, " too", "I think so too, and you think not.", "think so|you" },
  { 2, 7, 0, "know", "I know so, and you think not.", "know so|you" },
  { 10, 10, 2, "not", "I think not, and you think not.", "think not|you" },
  { 16, 19, 0, "they", "I think so, and they think not.", "think so|they" },
  { 0, 0, 0, "Well\n", "Well\nI think so, and you think not.", "think so|you" },
  { 5, 5, 0, "שלום👩🏽", "I thiשלום👩🏽nk so, and you think not.",
    "thiשלום👩🏽nk so|you" },
};

START_TEST (what_is_kept)
{
  open_text (SO, thinks);
  begin ();
  choose (cases[_i].start, cases[_i].end);
  erase (cases[_i].erased);
  type (cases[_i].typed);
  assert_document (SO, "think so|you"); /* not yet */
  ck_assert_str_eq (get_undo_label (), "Begin");
  activate ("keep-text", NULL);

  assert_document (cases[_i].text, cases[_i].passages);
  ck_assert_str_eq (get_undo_label (), "Text of “" TITLE "” corrected");
  ck_assert_ptr_null (scho_page_get_edit (get_page ()));
  ck_assert (!gtk_text_view_get_editable (get_view ()));
  assert_sound ();

  activate ("undo", NULL);
  assert_document (SO, "think so|you");
  ck_assert_str_eq (get_undo_label (), "Begin");
  activate ("redo", NULL);
  assert_document (cases[_i].text, cases[_i].passages);
  close_window ();
}
END_TEST

/* What the page paints. */
static void
assert_painted (gsize i, guint32 start, guint32 end)
{
  gsize n;
  const SchoAnnotation *all = scho_codings_get_all (get_page ()->codings, &n);

  ck_assert_uint_lt (i, n);
  ck_assert_uint_eq (all[i].start, start);
  ck_assert_uint_eq (all[i].end, end);
}

/* After a jump the passage is selected; the first letter must not replace it. */
START_TEST (begins_with_a_bare_caret)
{
  guint32 start, end;

  open_text (SO, thinks);
  choose (2, 10);
  begin ();
  ck_assert (!scho_page_get_selection (get_page (), &start, &end));
  ck_assert_uint_eq (start, 2);
  type ("x");
  assert_painted (0, 3, 11);
  activate ("undo", NULL);
  close_window ();
}
END_TEST

/* What one sees while it is at work, which is not long enough for a picture. */
static void
picture_held (const char *what, AdwColorScheme scheme)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
  scho_page_hold_edit (get_page (), TRUE);
  scho_job_bar_hold (fixture.window->job_bar, "Saving…");
  scho_window_follow_page (fixture.window);
  picture ("edit-mode", what);
  scho_job_bar_hold (fixture.window->job_bar, NULL);
  scho_page_hold_edit (get_page (), FALSE);
  scho_window_follow_page (fixture.window);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_DEFAULT);
}

START_TEST (codings_move_while_typing)
{
  open_text (SO, thinks);
  begin ();
  choose (0, 0);
  type ("So ");
  assert_painted (0, 5, 13);
  assert_painted (1, 19, 22);
  choose (6, 8);
  delete_forward ();
  assert_painted (0, 5, 11);
  activate ("undo", NULL);
  assert_painted (0, 5, 13);
  picture ("edit-mode", "typing");
  picture_held ("keeping", ADW_COLOR_SCHEME_FORCE_LIGHT);
  picture_held ("keeping-dark", ADW_COLOR_SCHEME_FORCE_DARK);
  activate ("undo", NULL);
  assert_painted (0, 2, 10);
  ck_assert (!scho_text_edit_is_changed (scho_page_get_edit (get_page ())));
  ck_assert (!is_enabled ("undo"));
  activate ("redo", NULL);
  assert_painted (0, 5, 13);
  activate ("keep-text", NULL);
  assert_document ("So " SO, "think so|you");
  close_window ();
}
END_TEST

static const char *
get_told_place (void)
{
  return scho_status_bar_get_place (fixture.window->status_bar);
}

START_TEST (the_status_line_goes_along)
{
  open_text (SO, thinks);
  begin ();
  choose (0, 0);
  ck_assert_str_eq (get_told_place (), "Line 1");
  type ("a\nb\n");
  ck_assert_str_eq (get_told_place (), "Line 3");
  erase (1);
  ck_assert_str_eq (get_told_place (), "Line 2");
  choose (0, 3);
  ck_assert_str_eq (get_told_place (), "Line 2 · 3 characters · 2 words");
  delete_forward ();
  ck_assert_str_eq (get_told_place (), "Line 1");
  /* Codes are told where they are by now. */
  type ("abc ");
  choose (4 + 2, 4 + 2);
  ck_assert_str_eq (scho_status_bar_get_told (fixture.window->status_bar),
                    "apology begins");
  activate ("discard-text-anyway", NULL);
  close_window ();
}
END_TEST

START_TEST (pastes_are_put_right)
{
  g_autofree char *cut = NULL;

  open_text (SO, thinks);
  begin ();
  choose (8, 8);
  paste ("as\r\nI\rdo, ");
  choose (0, 2);
  g_signal_emit_by_name (get_view (), "cut-clipboard");
  settle (100);
  activate ("keep-text", NULL);
  assert_document ("think as\nI\ndo, so, and you think not.", "think as\nI\ndo, so|you");
  close_window ();
}
END_TEST

START_TEST (undo_is_of_typing_only)
{
  guint64 n;

  open_text (SO, thinks);
  n = count_codings ();
  begin ();
  choose (30, 30);
  type ("one two");
  activate ("undo", NULL);
  activate ("undo", NULL);
  ck_assert (!is_enabled ("undo"));
  ck_assert_str_eq (get_undo_label (), "Begin");
  ck_assert_uint_eq (count_codings (), n);
  /* Nothing is left to keep or to ask. */
  activate ("keep-text", NULL);
  ck_assert_ptr_null (scho_page_get_edit (get_page ()));
  ck_assert_str_eq (get_undo_label (), "Begin");
  ck_assert (is_enabled ("undo"));
  close_window ();
}
END_TEST

START_TEST (discards_after_asking)
{
  open_text (SO, thinks);
  begin ();
  ck_assert (press (GTK_WIDGET (fixture.window->tabs), GDK_KEY_Escape));
  ck_assert_ptr_null (scho_page_get_edit (get_page ()));

  begin ();
  choose (0, 30);
  type ("gone");
  ck_assert (press (GTK_WIDGET (fixture.window->tabs), GDK_KEY_Escape));
  ck_assert_int_eq (scho_edit_bar_get_question (fixture.window->edit_bar),
                    SCHO_QUESTION_DISCARD);
  ck_assert_ptr_nonnull (scho_page_get_edit (get_page ()));
  picture ("edit-mode", "discard");
  /* Escape answers no. */
  ck_assert (press (GTK_WIDGET (fixture.window->tabs), GDK_KEY_Escape));
  ck_assert_int_eq (scho_edit_bar_get_question (fixture.window->edit_bar),
                    SCHO_QUESTION_NONE);
  activate ("discard-text", NULL);
  activate ("discard-text-anyway", NULL);
  ck_assert_ptr_null (scho_page_get_edit (get_page ()));
  assert_document (SO, "think so|you");
  ck_assert_str_eq (get_undo_label (), "Begin");
  assert_painted (0, 2, 10);
  close_window ();
}
END_TEST

START_TEST (lists_what_is_lost)
{
  open_text (SO, thinks);
  begin ();
  choose (11, 20); /* “ and you ” */
  type ("");
  delete_forward ();
  ck_assert_uint_eq (scho_edit_bar_get_n_lost (fixture.window->edit_bar), 1);
  activate ("keep-text", NULL);
  ck_assert_int_eq (scho_edit_bar_get_question (fixture.window->edit_bar),
                    SCHO_QUESTION_KEEP);
  assert_document (SO, "think so|you");
  picture ("edit-mode", "lost");
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 640, 600);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  picture ("edit-mode", "lost-dark-narrow");
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 1280, 800);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_DEFAULT);
  activate ("keep-text-anyway", NULL);
  assert_document ("I think so,think not.", "think so");
  assert_sound ();
  activate ("undo", NULL);
  assert_document (SO, "think so|you");
  close_window ();
}
END_TEST

START_TEST (no_coding_meanwhile)
{
  static const char *const off[] = { "apply-code",    "palette",     "code-in-vivo",
                                     "remove-coding", "repeat-code", "code-hits" };
  guint64 n;

  open_text (SO, thinks);
  n = count_codings ();
  begin ();
  choose (2, 7);
  for (guint i = 0; i < G_N_ELEMENTS (off); i++)
    ck_assert_msg (!is_enabled (off[i]), "%s", off[i]);
  press (GTK_WIDGET (fixture.window->tabs), GDK_KEY_1);
  press (GTK_WIDGET (fixture.window->tabs), GDK_KEY_Delete);
  scho_window_apply_code (fixture.window, find_code ("apology")->id);
  settle (50);
  ck_assert_uint_eq (count_codings (), n);
  activate ("edit-text", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (off); i++)
    ck_assert_msg (is_enabled (off[i]), "%s", off[i]);
  close_window ();
}
END_TEST

/* Leaving */

START_TEST (stays_open_in_its_tab)
{
  AdwTabView *tabs;
  AdwTabPage *mine;

  open_text (SO, thinks);
  tabs = fixture.window->tabs;
  mine = adw_tab_view_get_selected_page (tabs);
  begin ();
  choose (0, 0);
  type ("x");
  adw_tab_view_set_selected_page (tabs, adw_tab_view_get_nth_page (tabs, 0));
  settle (100);
  ck_assert_ptr_null (scho_page_get_edit (get_page ()));
  ck_assert (is_enabled ("palette"));
  ck_assert (!is_enabled ("keep-text"));
  adw_tab_view_set_selected_page (tabs, mine);
  settle (100);
  type ("y");
  activate ("keep-text", NULL);
  assert_document ("xy" SO, "think so|you");
  close_window ();
}
END_TEST

START_TEST (closing_the_tab_keeps)
{
  int n;

  open_text (SO, thinks);
  n = adw_tab_view_get_n_pages (fixture.window->tabs);
  begin ();
  choose (0, 0);
  type ("x");
  activate ("close-tab", NULL);
  settle (100);
  ck_assert_int_eq (adw_tab_view_get_n_pages (fixture.window->tabs), n - 1);
  assert_document ("x" SO, "think so|you");

  /* Where passages lose their text it waits for an answer. */
  activate ("open-document", g_variant_new_string (TITLE));
  settle (200);
  begin ();
  choose (17, 20);
  delete_forward ();
  activate ("close-tab", NULL);
  settle (100);
  ck_assert_int_eq (adw_tab_view_get_n_pages (fixture.window->tabs), n);
  ck_assert_int_eq (scho_edit_bar_get_question (fixture.window->edit_bar),
                    SCHO_QUESTION_KEEP);
  ck_assert_str_eq (
      adw_toast_get_title (fixture.window->toast),
      "The tab stays open: keeping the corrections of “edited” would remove "
      "codings. Keep or discard them first.");
  assert_document ("x" SO, "think so|you");
  activate ("discard-text-anyway", NULL);
  activate ("close-tab", NULL);
  settle (100);
  ck_assert_int_eq (adw_tab_view_get_n_pages (fixture.window->tabs), n - 1);
  close_window ();
}
END_TEST

START_TEST (closing_the_window_keeps)
{
  g_autoptr (SchoProject) project = NULL;
  g_autoptr (SchoText) text = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL, *folder = dup_sample_folder ();

  open_text (SO, thinks);
  path = g_strdup (scho_project_get_path (get_project ()));
  begin ();
  choose (16, 19);
  delete_forward ();
  gtk_window_close (GTK_WINDOW (fixture.window));
  settle (100);
  /* It waits: “you” would be lost. */
  ck_assert_int_eq (scho_edit_bar_get_question (fixture.window->edit_bar),
                    SCHO_QUESTION_KEEP);
  ck_assert_str_eq (adw_toast_get_title (fixture.window->toast),
                    "The window stays open: keeping the corrections of “edited” would "
                    "remove codings. Keep or discard them first.");
  activate ("undo", NULL);
  ck_assert_int_eq (scho_edit_bar_get_question (fixture.window->edit_bar),
                    SCHO_QUESTION_NONE);
  choose (0, 0);
  type ("x");
  gtk_window_close (GTK_WINDOW (fixture.window));
  fixture.window = NULL;
  settle (200);

  project = scho_project_open (path, &error);
  ck_assert_msg (project != NULL, "%s", error != NULL ? error->message : "");
  text = scho_snapshot_read_text (scho_project_get_snapshot (project), document, &error);
  ck_assert_str_eq (scho_text_get_utf8 (text, NULL), "x" SO);
  g_clear_object (&project);
  remove_files (folder);
}
END_TEST

START_TEST (another_step_in_the_way)
{
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (GError) error = NULL;

  open_text (SO, thinks);
  begin ();
  choose (0, 0);
  type ("x");
  step = scho_edit_remove_document (get_snapshot (), document);
  ck_assert (scho_project_apply (get_project (), step, &error));
  settle (100);
  /* Nothing of what was typed is lost. */
  ck_assert_ptr_nonnull (scho_page_get_edit (get_page ()));
  ck_assert (!is_enabled ("keep-text"));
  ck_assert (is_enabled ("copy-text"));
  picture ("edit-mode", "removed");
  activate ("undo", NULL);
  ck_assert (is_enabled ("keep-text"));
  activate ("keep-text", NULL);
  assert_document ("x" SO, "think so|you");
  close_window ();
}
END_TEST

START_TEST (other_codings_meanwhile)
{
  g_autoptr (SchoStep) step = NULL;

  open_text (SO, thinks);
  begin ();
  choose (0, 0);
  type ("x");
  step = scho_edit_annotate_by (get_snapshot (),
                                &(SchoAnnotation){ .document = document,
                                                   .code = find_code ("apology")->id,
                                                   .start = 20,
                                                   .end = 25,
                                                   .weight = SCHO_NO_WEIGHT },
                                "ben", NULL);
  ck_assert (scho_project_apply (get_project (), step, NULL));
  settle (100);
  assert_painted (2, 21, 26);
  activate ("keep-text", NULL);
  assert_document ("x" SO, "think so|you|think");
  close_window ();
}
END_TEST

/* Long paragraphs: the breaks that only the page has are never stored */

static char *
make_paragraph (guint n)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; string->len < n; i++)
    g_string_append_printf (string, "Sentence number %u is here. ", i);
  g_string_truncate (string, n);
  return g_string_free (string, FALSE);
}

static guint
count_feeds (const char *utf8)
{
  guint n = 0;

  for (; (utf8 = strchr (utf8, '\n')) != NULL; utf8++)
    n++;
  return n;
}

static char *
dup_shown (void)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (get_view ());
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

START_TEST (breaks_are_not_stored)
{
  static const char *const passages[]
      = { "Sentence number 100 is", "Sentence number 500 is", NULL };
  g_autofree char *before = make_paragraph (20000);
  g_autofree char *shown = NULL, *body = NULL, *much = make_paragraph (30000);
  g_autoptr (GString) expected = g_string_new (before);
  GtkTextIter iter;
  guint32 at, broken;

  open_text (before, passages);
  begin ();
  shown = dup_shown ();
  ck_assert_uint_eq (count_feeds (shown), 4);
  broken = (guint32) (strchr (shown, '\n') - shown);

  /* At a break, before and behind it: the character there goes, the break stays. */
  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (get_view ()), &iter,
                                      (int) broken + 1);
  gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (get_view ()), &iter);
  erase (2);
  g_string_erase (expected, broken - 2, 2);
  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (get_view ()), &iter,
                                      (int) broken - 2);
  gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (get_view ()), &iter);
  delete_forward ();
  g_string_erase (expected, broken - 2, 1);
  type ("!");
  g_string_insert (expected, broken - 2, "!");

  /* In the last piece, and over several. */
  at = (guint32) expected->len - 50;
  choose (at, at);
  type ("new ");
  g_string_insert (expected, at, "new ");
  choose (4000, 11000);
  delete_forward ();
  g_string_erase (expected, 4000, 7000);

  /* What is pasted is broken too. */
  choose (100, 100);
  paste (much);
  g_string_insert (expected, 100, much);
  for (int line = 0;
       line < gtk_text_buffer_get_line_count (gtk_text_view_get_buffer (get_view ()));
       line++)
    {
      gtk_text_buffer_get_iter_at_line (gtk_text_view_get_buffer (get_view ()), &iter,
                                        line);
      ck_assert_int_lt (gtk_text_iter_get_chars_in_line (&iter),
                        SCHO_PAGE_PARAGRAPH * 3 / 2 + 2);
    }
  activate ("undo", NULL);
  activate ("redo", NULL);
  activate ("keep-text", NULL);
  body = dup_text ();
  ck_assert_uint_eq (count_feeds (body), 0);
  assert_document (expected->str, "Sentence number 100 is|Sentence number 500 is");
  activate ("undo", NULL);
  assert_document (before, "Sentence number 100 is|Sentence number 500 is");
  close_window ();
}
END_TEST

START_TEST (found_while_correcting)
{
  open_text (SO, thinks);
  begin ();
  choose (0, 0);
  type ("I think ");
  activate ("find-text", g_variant_new_string ("think"));
  settle (200);
  ck_assert_uint_eq (scho_find_bar_get_n_hits (fixture.window->find_bar), 3);
  choose (2, 7);
  type ("know");
  ck_assert_uint_eq (scho_find_bar_get_n_hits (fixture.window->find_bar), 2);
  activate ("keep-text", NULL);
  ck_assert_uint_eq (scho_find_bar_get_n_hits (fixture.window->find_bar), 2);
  close_window ();
}
END_TEST

START_TEST (no_mark_gets_to_the_beginning)
{
  open_text ("a\ufeff b", NULL);
  begin ();
  choose (1, 1);
  erase (1);
  type ("c");
  activate ("keep-text", NULL);
  assert_document ("c b", "");
  close_window ();
}
END_TEST

START_TEST (clusters_go_as_a_whole)
{
  static const char *const passages[] = { "שלום עולם", "👩🏽 ok", NULL };

  open_text ("הוא אמר שלום עולם לכולם\nfine 👩🏽 ok", passages);
  begin ();
  choose (12, 12); /* behind שלום */
  type ("!");
  choose (32, 32); /* behind the woman and her skin */
  erase (1);
  activate ("keep-text", NULL);
  assert_document ("הוא אמר שלום! עולם לכולם\nfine  ok", "שלום! עולם| ok");
  assert_sound ();
  close_window ();
}
END_TEST

START_TEST (a_corrected_version_pasted_over_all)
{
  g_autofree char *before = make_paragraph (2000), *after = NULL;
  static const char *const passages[] = { "number 20 is", "number 40 is", NULL };
  g_auto (GStrv) parts = g_strsplit (before, "Sentence number 30 is here. ", 2);

  after = g_strdup_printf ("Once upon a time. %sAnd so on. %s", parts[0], parts[1]);
  open_text (before, passages);
  begin ();
  choose (0, 2000);
  paste (after);
  ck_assert_uint_eq (scho_edit_bar_get_n_lost (fixture.window->edit_bar), 0);
  activate ("keep-text", NULL);
  assert_document (after, "number 20 is|number 40 is");
  close_window ();
}
END_TEST

START_TEST (not_in_a_project_for_reading)
{
  g_autoptr (SchoProject) other = NULL;
  g_autofree char *path = NULL, *folder = dup_sample_folder ();

  open_text (SO, thinks);
  path = g_strdup (scho_project_get_path (get_project ()));
  gtk_window_close (GTK_WINDOW (fixture.window));
  fixture.window = NULL;
  settle (200);

  other = scho_project_open (path, NULL);
  g_action_group_activate_action (G_ACTION_GROUP (fixture.application), "open-path",
                                  g_variant_new_string (path));
  fixture.window = SCHO_WINDOW (
      gtk_application_get_active_window (GTK_APPLICATION (fixture.application)));
  await_jobs ();
  settle (300);
  ck_assert_ptr_nonnull (scho_project_get_read_only_reason (get_project ()));
  activate ("open-document", g_variant_new_string (TITLE));
  settle (200);
  ck_assert (!is_enabled ("edit-text"));
  close_window ();
  g_clear_object (&other);
  remove_files (folder);
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_loop_test (tc, what_is_kept, 0, G_N_ELEMENTS (cases));
  tcase_add_test (tc, begins_with_a_bare_caret);
  tcase_add_test (tc, codings_move_while_typing);
  tcase_add_test (tc, the_status_line_goes_along);
  tcase_add_test (tc, pastes_are_put_right);
  tcase_add_test (tc, undo_is_of_typing_only);
  tcase_add_test (tc, discards_after_asking);
  tcase_add_test (tc, lists_what_is_lost);
  tcase_add_test (tc, no_coding_meanwhile);
  tcase_add_test (tc, stays_open_in_its_tab);
  tcase_add_test (tc, closing_the_tab_keeps);
  tcase_add_test (tc, closing_the_window_keeps);
  tcase_add_test (tc, another_step_in_the_way);
  tcase_add_test (tc, other_codings_meanwhile);
  tcase_add_test (tc, breaks_are_not_stored);
  tcase_add_test (tc, found_while_correcting);
  tcase_add_test (tc, no_mark_gets_to_the_beginning);
  tcase_add_test (tc, clusters_go_as_a_whole);
  tcase_add_test (tc, a_corrected_version_pasted_over_all);
  tcase_add_test (tc, not_in_a_project_for_reading);
}

int
main (void)
{
  return window_tests_run ("edit-mode", add_tests);
}
