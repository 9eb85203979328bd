/* test-large-steps.c - what takes very many codings along goes while the window lives. */
#include "pulse.h"
#include "window-fixture.h"

#include "code-chooser.h"
#include "code-hits.h"
#include "code-tree-private.h"

#include <scholiast/edit.h>

/* Codings of each of two codes; the word of which each is one is there so often. */
#define N_EACH 50000

/* In milliseconds. */
#define LONGEST 100

static char *
make_text (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < N_EACH; i++)
    g_string_append (text, i % 10 == 9 ? "they said.\n" : "word after ");
  return g_string_free (text, FALSE);
}

/* Another for each test: the last one may still be on its way into its file. */
static guint n_opened;

static char *
dup_large_path (void)
{
  g_autofree char *name = g_strdup_printf ("large-%u.scholia", n_opened);

  return dup_path (name);
}

/* One text; each word of it coded with one code, and with another at places beside. */
static void
make_project (void)
{
  g_autofree char *path = dup_large_path (), *words = make_text ();
  g_autoptr (SchoText) text = scho_text_new (words, NULL);
  g_autoptr (SchoProject) project = NULL;
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (GError) error = NULL;
  SchoAnnotation coding = { .weight = SCHO_NO_WEIGHT };
  guint32 codes[2];

  project = scho_project_create (path, "Large", &error);
  ck_assert_msg (project != NULL, "%s", error ? error->message : "");
  step = scho_step_new (scho_project_get_snapshot (project), "All");
  codes[0] = scho_step_add_code (step, &(SchoCode){ .name = "talk" });
  codes[1] = scho_step_add_code (step, &(SchoCode){ .name = "chat" });
  scho_step_add_code (step, &(SchoCode){ .name = "other" });
  coding.coder = scho_step_ensure_coder (step, "asha");
  coding.document = scho_step_add_document (step, &(SchoDocument){ .title = "A" }, text);
  for (guint i = 0; i < 2 * N_EACH; i++)
    {
      coding.code = codes[i % 2];
      coding.start = i / 2 * 11 + i % 2;
      coding.end = coding.start + 7;
      scho_step_add_annotation (step, &coding);
    }
  ck_assert_msg (scho_project_apply (project, step, &error), "%s",
                 error ? error->message : "");
}

static void
open_project (void)
{
  g_autofree char *path = NULL;

  n_opened++;
  path = dup_large_path ();
  make_project ();
  g_action_group_activate_action (G_ACTION_GROUP (fixture.application), "new-window",
                                  NULL);
  settle (30);
  fixture.window = SCHO_WINDOW (
      gtk_application_get_active_window (GTK_APPLICATION (fixture.application)));
  g_action_group_activate_action (G_ACTION_GROUP (fixture.application), "open-path",
                                  g_variant_new_string (path));
  for (guint i = 0; i < 500 && scho_window_get_session (fixture.window) == NULL; i++)
    settle (20);
  settle (300);
  activate ("open-document", g_variant_new_string ("A"));
  settle (500);
}

static SchoCodeTree *
get_tree (void)
{
  return fixture.window->code_tree;
}

static void
act (const char *action, const char *code)
{
  scho_code_tree_select (get_tree (), find_code (code)->id);
  settle (30);
  gtk_widget_activate_action (GTK_WIDGET (get_tree ()), action, NULL);
}

/* Says yes to the question. */
static void
accept (void)
{
  g_autoptr (GList) windows = NULL;
  GtkWidget *dialog = NULL;

  settle (300);
  windows = gtk_window_list_toplevels ();
  for (GList *each = windows; each != NULL; each = each->next)
    if (ADW_IS_MESSAGE_DIALOG (each->data) && gtk_widget_get_mapped (each->data))
      dialog = each->data;
  ck_assert_ptr_nonnull (dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "accept");
}

/* A code to merge into. */
static void
choose (const char *typed)
{
  GtkWidget *chooser = GTK_WIDGET (get_tree ()->chooser);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (chooser));
  GtkWidget *entry = gtk_widget_get_ancestor (focus, GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), typed);
  settle (30);
  g_signal_emit_by_name (entry, "activate");
}

static void
end_pulse (const char *what)
{
  int longest = pulse_end (what);

  ck_assert_msg (longest < LONGEST, "%s: %d ms", what, longest);
}

static void
undo_and_redo (guint before, guint after)
{
  pulse_begin ();
  activate ("undo", NULL);
  await_jobs ();
  end_pulse ("undo");
  ck_assert_uint_eq (count_codings (), before);
  pulse_begin ();
  activate ("redo", NULL);
  await_jobs ();
  end_pulse ("redo");
  ck_assert_uint_eq (count_codings (), after);
}

START_TEST (the_window_lives_while_a_code_goes)
{
  open_project ();
  pulse_begin ();
  act ("code.remove", "talk");
  accept ();
  await_jobs ();
  end_pulse ("remove a code");
  ck_assert_ptr_null (find_code ("talk"));
  ck_assert_uint_eq (count_codings (), N_EACH);
  undo_and_redo (2 * N_EACH, N_EACH);
  close_window ();
}
END_TEST

START_TEST (the_window_lives_while_codes_are_merged)
{
  open_project ();
  pulse_begin ();
  act ("code.merge", "talk");
  settle (100);
  choose ("chat");
  await_jobs ();
  end_pulse ("merge");
  ck_assert_ptr_null (find_code ("talk"));
  ck_assert_uint_eq (scho_code_item_get_count (find_item ("chat")), 2 * N_EACH);
  ck_assert_uint_eq (scho_code_tree_get_selected (get_tree ()), find_code ("chat")->id);
  undo_and_redo (2 * N_EACH, 2 * N_EACH);
  close_window ();
}
END_TEST

START_TEST (the_window_lives_while_a_document_goes)
{
  gsize n;

  open_project ();
  pulse_begin ();
  gtk_widget_activate_action (GTK_WIDGET (fixture.window->document_list),
                              "document.remove", NULL);
  accept ();
  await_jobs ();
  end_pulse ("remove a document");
  scho_snapshot_get_documents (get_snapshot (), &n);
  ck_assert_uint_eq (n, 0);
  ck_assert_uint_eq (count_codings (), 0);
  undo_and_redo (2 * N_EACH, 0);
  close_window ();
}
END_TEST

static SchoCodeHits *
open_hits (const char *words)
{
  SchoCodeHits *hits;

  activate ("find-bar", NULL);
  activate ("find-text", g_variant_new_string (words));
  settle (300);
  activate ("code-hits", NULL);
  hits = SCHO_CODE_HITS (
      adw_tab_page_get_child (adw_tab_view_get_selected_page (fixture.window->tabs)));
  for (guint i = 0; i < 500 && scho_code_hits_is_busy (hits); i++)
    settle (20);
  return hits;
}

START_TEST (the_window_lives_while_hits_are_coded)
{
  SchoCodeHits *hits;

  open_project ();
  hits = open_hits ("r");
  scho_code_hits_set_code (hits, find_code ("other")->id, NULL);
  for (guint i = 0; i < 500 && scho_code_hits_is_busy (hits); i++)
    settle (20);
  ck_assert_uint_eq (scho_code_hits_get_n_ticked (hits), SCHO_MOST_PREVIEWED);
  pulse_begin ();
  ck_assert (scho_code_hits_apply (hits));
  for (guint i = 0; i < 500 && scho_code_hits_is_busy (hits); i++)
    settle (20);
  await_jobs ();
  end_pulse ("code hits");
  ck_assert_uint_eq (count_codings (), 2 * N_EACH + SCHO_MOST_PREVIEWED);
  undo_and_redo (2 * N_EACH, 2 * N_EACH + SCHO_MOST_PREVIEWED);
  close_window ();
}
END_TEST

/* While it is being made, and while it is being written. */
START_TEST (cancel_leaves_all_as_it_was)
{
  SchoSession *session;

  open_project ();
  session = scho_window_get_session (fixture.window);
  act ("code.remove", "talk");
  accept ();
  ck_assert (scho_session_is_busy (session));
  while (_i == 1 && !scho_project_is_busy (get_project ()))
    g_main_context_iteration (NULL, TRUE);
  ck_assert (
      !g_action_group_get_action_enabled (G_ACTION_GROUP (fixture.window), "apply-code"));
  g_signal_emit_by_name (fixture.window->job_bar, "cancelled");
  await_jobs ();
  ck_assert (!scho_session_is_busy (session));
  ck_assert_ptr_nonnull (find_code ("talk"));
  ck_assert_uint_eq (count_codings (), 2 * N_EACH);
  ck_assert_str_eq (adw_toast_get_title (fixture.window->toast),
                    "Cancelled; nothing was changed.");
  ck_assert (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture.window), "undo"));
  close_window ();
}
END_TEST

/* What is coded while the step is being made goes with it. */
START_TEST (what_changed_meanwhile_counts)
{
  SchoSession *session;

  open_project ();
  session = scho_window_get_session (fixture.window);
  act ("code.remove", "talk");
  accept ();
  ck_assert_ptr_nonnull (scho_session_get_making (session));
  ck_assert (scho_session_apply_code (session, 1, 3, 9, find_code ("talk")->id));
  ck_assert_uint_eq (count_codings (), 2 * N_EACH + 1);
  await_jobs ();
  ck_assert_ptr_null (find_code ("talk"));
  ck_assert_uint_eq (count_codings (), N_EACH);
  activate ("undo", NULL);
  await_jobs ();
  ck_assert_uint_eq (count_codings (), 2 * N_EACH + 1);
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, the_window_lives_while_a_code_goes);
  tcase_add_test (tc, the_window_lives_while_codes_are_merged);
  tcase_add_test (tc, the_window_lives_while_a_document_goes);
  tcase_add_test (tc, the_window_lives_while_hits_are_coded);
  tcase_add_loop_test (tc, cancel_leaves_all_as_it_was, 0, 2);
  tcase_add_test (tc, what_changed_meanwhile_counts);
}

int
main (void)
{
  return window_tests_run ("large-steps", add_tests);
}
