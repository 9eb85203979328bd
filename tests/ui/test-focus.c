/* test-focus.c - where the keyboard is: with the text, or with what one was at; never
 * nowhere, and never on a button that has done its work. */
#include "hands.h"
#include "passage-fixture.h"

#include "code-hits.h"
#include "code-tree-private.h"
#include "memo-list.h"

#include <string.h>

static GtkWidget *
get_focus (void)
{
  return gtk_window_get_focus (GTK_WINDOW (fixture.window));
}

static gboolean
is_in (gpointer place)
{
  GtkWidget *focus = get_focus ();

  return focus != NULL && (focus == place || gtk_widget_is_ancestor (focus, place));
}

static GtkWidget *
get_front (void)
{
  return adw_tab_page_get_child (adw_tab_view_get_selected_page (fixture.window->tabs));
}

#define assert_focus(place)                                                              \
  do                                                                                     \
    {                                                                                    \
      settle (200);                                                                      \
      for (guint tries = 0; tries < 20 && !is_in (place); tries++)                       \
        settle (100); /* a busy machine */                                               \
      ck_assert_msg (is_in (place), "the focus is at %s",                                \
                     get_focus () != NULL ? G_OBJECT_TYPE_NAME (get_focus ())            \
                                          : "nothing");                                  \
    }                                                                                    \
  while (0)

static void
import (const char *name, const char *contents)
{
  g_autofree char *path = dup_path (name);
  const char *paths[] = { path, NULL };

  ck_assert (g_file_set_contents (path, contents, -1, NULL));
  scho_window_import (fixture.window, paths);
  await_jobs ();
  settle (200);
}

START_TEST (after_an_import_it_is_in_the_text)
{
  open_for_keys ();
  import ("codes.csv", "code,parent,definition\nweather,,\nrain,weather,\n");
  ck_assert_ptr_nonnull (find_code ("rain"));
  assert_focus (get_front ());

  import ("letter.txt", "Dear all, it rains.");
  ck_assert_ptr_nonnull (scho_window_get_page (fixture.window));
  assert_focus (get_front ());
  close_window ();
}
END_TEST

/* With the key one comes back to the text, from the tree one stays there. */
START_TEST (after_a_new_code_it_is_where_it_was)
{
  SchoCodeTree *tree;

  open_for_keys ();
  tree = fixture.window->code_tree;
  put_caret ("sober. It gives");
  hands_press ("ctrl+shift+n");
  assert_focus (tree->add_popover);
  type_and_enter ("weather", "Return");
  ck_assert_ptr_nonnull (find_code ("weather"));
  assert_focus (get_page ());
  hands_press ("ctrl+shift+n");
  hands_press ("Escape");
  assert_focus (get_page ());

  gtk_widget_grab_focus (GTK_WIDGET (tree));
  hands_press ("ctrl+shift+n");
  type_and_enter ("rain", "Return");
  ck_assert_ptr_nonnull (find_code ("rain"));
  assert_focus (tree->list);
  close_window ();
}
END_TEST

START_TEST (after_an_analysis_it_is_in_the_table)
{
  open_for_keys ();
  activate ("analyse", g_variant_new_string ("frequency"));
  await_jobs ();
  ck_assert_ptr_nonnull (scho_window_get_table_page (fixture.window));
  assert_focus (get_front ());
  ck_assert (!GTK_IS_BUTTON (get_focus ()));
  hands_press ("ctrl+w");
  assert_focus (get_page ());
  close_window ();
}
END_TEST

START_TEST (after_a_tab_it_is_in_the_next)
{
  open_for_keys ();
  activate ("passages", g_variant_new_string ("backlash"));
  assert_focus (scho_window_get_passage_list (fixture.window));
  hands_press ("ctrl+w");
  assert_focus (get_page ());

  /* By its button, and while one is at work in the tree. */
  activate ("passages", g_variant_new_string ("backlash"));
  gtk_widget_grab_focus (GTK_WIDGET (fixture.window->code_tree));
  activate ("close-tab", NULL);
  assert_focus (fixture.window->code_tree);

  activate ("memos", NULL);
  gtk_widget_child_focus (fixture.window->tab_bar, GTK_DIR_TAB_FORWARD);
  activate ("close-tab", NULL);
  assert_focus (get_page ());
  close_window ();
}
END_TEST

static AdwMessageDialog *
find_question (void)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

/* Enter without a thought takes nothing away. */
START_TEST (a_question_begins_with_no)
{
  SchoCodeTree *tree;
  AdwMessageDialog *question;
  GtkWidget *focus;

  open_for_keys ();
  tree = fixture.window->code_tree;
  scho_code_tree_select (tree, find_code ("backlash")->id);
  gtk_widget_grab_focus (GTK_WIDGET (tree));
  hands_press ("Delete");
  settle (300);
  question = find_question ();
  ck_assert_ptr_nonnull (question);
  ck_assert_str_eq (adw_message_dialog_get_default_response (question), "cancel");
  focus = gtk_window_get_focus (GTK_WINDOW (question));
  ck_assert (GTK_IS_BUTTON (focus));
  ck_assert (!gtk_widget_has_css_class (focus, "destructive-action"));
  hands_take (GTK_WIDGET (question));
  hands_press ("Return");
  settle (300);
  ck_assert_ptr_nonnull (find_code ("backlash"));
  assert_focus (tree->list);
  close_window ();
}
END_TEST

START_TEST (one_key_goes_round)
{
  SchoWindow *window;

  open_for_keys ();
  window = fixture.window;
  for (guint i = 0; i < 2; i++)
    {
      hands_press ("F6");
      assert_focus (window->code_tree->list);
      hands_press ("F6");
      assert_focus (gtk_stack_get_visible_child (window->side_stack));
      hands_press ("F6");
      assert_focus (window->document_list);
      ck_assert (!GTK_IS_BUTTON (get_focus ()) && !GTK_IS_EDITABLE (get_focus ()));
      hands_press ("F6");
      assert_focus (get_page ());
      /* What is folded away is passed over. */
      activate ("history", NULL);
      gtk_widget_grab_focus (GTK_WIDGET (get_page ()));
    }
  hands_press ("shift+F6");
  assert_focus (window->document_list);
  close_window ();
}
END_TEST

/* In a list it is the list's filter that finds. */
START_TEST (finding_is_the_lists_own)
{
  SchoWindow *window;

  open_for_keys ();
  window = fixture.window;
  hands_press ("ctrl+f");
  assert_focus (window->find_bar);
  hands_press ("Escape");
  assert_focus (get_page ());

  activate ("passages", g_variant_new_string ("backlash"));
  hands_press ("ctrl+f");
  assert_focus (get_front ());
  ck_assert (GTK_IS_TEXT (get_focus ()));
  ck_assert (!scho_find_bar_is_open (window->find_bar));
  activate ("memos", NULL);
  hands_press ("ctrl+f");
  assert_focus (get_front ());
  ck_assert (SCHO_IS_MEMO_LIST (get_front ()) && GTK_IS_TEXT (get_focus ()));
  activate ("history", NULL);
  gtk_widget_grab_focus (GTK_WIDGET (window->history_list));
  hands_press ("ctrl+f");
  assert_focus (scho_history_list_get_filter (window->history_list));
  ck_assert (!scho_find_bar_is_open (window->find_bar));
  close_window ();
}
END_TEST

START_TEST (hits_are_to_have_the_code_at_hand)
{
  SchoCodeHits *hits;
  GtkWidget *focus;
  guint64 before;

  open_for_keys ();
  scho_code_tree_select (fixture.window->code_tree, find_code ("apology")->id);
  scho_find_bar_open (fixture.window->find_bar, "the");
  settle (300);
  activate ("code-hits", NULL);
  hits = SCHO_CODE_HITS (get_front ());
  for (guint i = 0; i < 200 && scho_code_hits_is_busy (hits); i++)
    settle (20);
  assert_focus (hits);
  focus = get_focus ();
  ck_assert_ptr_nonnull (gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_VIEW));
  before = count_codings ();
  ck_assert (scho_code_hits_apply (hits));
  for (guint i = 0; i < 200 && scho_code_hits_is_busy (hits); i++)
    settle (20);
  ck_assert_uint_gt (count_codings (), before);
  close_window ();
}
END_TEST

/* One click or Enter: there is no list of which one has to know the way. */
START_TEST (a_click_goes_to_the_passage)
{
  SchoPassageList *list;
  GtkWidget *row;
  guint32 start, end;

  open_for_keys ();
  activate ("select", g_variant_new ("(uu)", 0, 0));
  activate ("passages", g_variant_new_string ("backlash"));
  list = scho_window_get_passage_list (fixture.window);
  for (guint i = 0; i < 100 && scho_passage_list_is_busy (list); i++)
    settle (20);
  settle (200);
  row = gtk_widget_get_ancestor (get_focus (), GTK_TYPE_LIST_VIEW);
  ck_assert_ptr_nonnull (row);
  row = gtk_widget_get_next_sibling (gtk_widget_get_first_child (row));
  hands_click (row, gtk_widget_get_width (row) / 3.0, gtk_widget_get_height (row) / 2.0,
               1);
  settle (200);
  ck_assert_ptr_nonnull (get_page ());
  ck_assert (scho_page_get_selection (get_page (), &start, &end));
  assert_focus (get_page ());

  /* Back in the list one goes on from there. */
  hands_press ("ctrl+Tab");
  assert_focus (list);
  hands_press ("Down");
  hands_press ("Return");
  settle (200);
  assert_focus (get_page ());
  close_window ();
}
END_TEST

/* A caret where codes lie is asked about them with the keys that lead there. */
START_TEST (what_is_told_of_keys_is_true)
{
  SchoAnnotation active;
  guint32 start;

  open_for_keys ();
  start = find ("The letter is sober");
  for (guint i = 0; i < 2; i++)
    {
      activate ("select", g_variant_new ("(uu)", start, start + 12 + i));
      activate ("apply-code", g_variant_new_string (i == 0 ? "apology" : "backlash"));
    }
  activate ("select", g_variant_new ("(uu)", start + 5, start + 5));
  hands_press ("alt+Right");
  ck_assert_ptr_nonnull (fixture.window->toast);
  ck_assert_ptr_nonnull (strstr (adw_toast_get_title (fixture.window->toast), "N"));
  hands_press ("n");
  ck_assert (scho_page_get_active (get_page (), &active));
  ck_assert_uint_le (active.start, start + 5);
  ck_assert_uint_gt (active.end, start + 5);
  close_window ();
}
END_TEST

START_TEST (a_first_import_has_its_title)
{
  g_autofree char *path = dup_path ("fresh.scholia");
  SchoWindow *window;

  open_for_keys ();
  scho_window_create_project (fixture.window, path);
  await_jobs ();
  settle (200);
  window = fixture.window;
  ck_assert_str_eq (adw_window_title_get_title (window->title), "fresh");
  import ("letter.txt", "Dear all, it rains.");
  ck_assert_str_eq (adw_window_title_get_title (window->title), "letter.txt");
  ck_assert_str_eq (adw_window_title_get_subtitle (window->title), "fresh");
  ck_assert_str_eq (gtk_window_get_title (GTK_WINDOW (window)), "letter.txt");
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, after_an_import_it_is_in_the_text);
  tcase_add_test (tc, after_a_new_code_it_is_where_it_was);
  tcase_add_test (tc, after_an_analysis_it_is_in_the_table);
  tcase_add_test (tc, after_a_tab_it_is_in_the_next);
  tcase_add_test (tc, a_question_begins_with_no);
  tcase_add_test (tc, one_key_goes_round);
  tcase_add_test (tc, finding_is_the_lists_own);
  tcase_add_test (tc, hits_are_to_have_the_code_at_hand);
  tcase_add_test (tc, a_click_goes_to_the_passage);
  tcase_add_test (tc, what_is_told_of_keys_is_true);
  tcase_add_test (tc, a_first_import_has_its_title);
}

int
main (void)
{
  return window_tests_run ("focus", add_tests);
}
