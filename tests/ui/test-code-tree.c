/* test-code-tree.c - what is done to the code tree in the window, and what came of it in
 * the project.
 */
#include "code-fixture.h"
#include "colour-grid.h"
#include "example-list.h"
#include "split-page.h"

#include <scholiast/edit.h>
#include <scholiast/lookup.h>

/* Order */

static const struct
{
  const char *code, *action, *parent, *children;
} moved[] = {
  { "f", "code.move-up", NULL, "f a Größe" },
  { "a", "code.move-down", NULL, "f a Größe" },
  { "a", "code.move-up", NULL, "a f Größe" },
  { "Größe", "code.move-down", NULL, "a f Größe" },
  { "e", "code.indent", "b", "c d e" },
  { "f", "code.indent", "a", "b e f" },
  { "a", "code.indent", NULL, "a f Größe" },
  { "b", "code.outdent", NULL, "a b f Größe" },
  { "d", "code.outdent", "a", "b d e" },
};

START_TEST (keys_move_branches)
{
  g_autofree char *before = NULL;

  open_known_tree ();
  before = dup_children (moved[_i].parent);
  select_code (moved[_i].code);
  act (moved[_i].action, NULL);
  assert_children (moved[_i].parent, moved[_i].children);
  ck_assert_uint_eq (scho_code_tree_get_selected (get_tree ()),
                     find_code (moved[_i].code)->id);
  if (g_strcmp0 (before, moved[_i].children) != 0)
    {
      activate ("undo", NULL);
      assert_children (moved[_i].parent, before);
      assert_rows ("a b c d e f g Größe");
    }
  close_window ();
}
END_TEST

START_TEST (a_closed_branch_stays_closed)
{
  g_autoptr (GtkTreeListRow) row = NULL;

  open_known_tree ();
  row = g_object_ref (scho_code_tree_get_list_row (get_row ("b")));
  gtk_tree_list_row_set_expanded (row, FALSE);
  assert_rows ("a b e f g Größe");
  select_code ("b");
  act ("code.move-down", NULL);
  assert_children ("a", "e b");
  assert_rows ("a e b f g Größe");
  /* The filter opens all, and gives back what was closed. */
  gtk_editable_set_text (get_tree ()->filter, "c");
  settle (30);
  assert_rows ("a b c");
  gtk_editable_set_text (get_tree ()->filter, "");
  settle (30);
  assert_rows ("a e b f g Größe");
  /* To go to a code below opens it. */
  select_code ("d");
  assert_rows ("a e b c d f g Größe");
  close_window ();
}
END_TEST

START_TEST (several_move_together)
{
  open_known_tree ();
  select_codes ("c", "e");
  act ("code.outdent", NULL);
  assert_children ("a", "b c e");
  activate ("undo", NULL);
  assert_children ("b", "c d");
  assert_children ("a", "b e");
  close_window ();
}
END_TEST

START_TEST (sorting_for_the_eye_changes_nothing)
{
  guint64 n_steps;

  open_known_tree ();
  activate ("open-document", g_variant_new_string ("article.txt"));
  code ("f", 1, 9);
  n_steps = scho_table_get_n_rows (scho_project_list_history (get_project (), NULL));
  act ("code.show-sorted", "count");
  assert_rows ("f g a b c d e Größe");
  ck_assert_uint_eq (
      scho_table_get_n_rows (scho_project_list_history (get_project (), NULL)), n_steps);
  code ("d", 1, 9);
  code ("d", 2, 9);
  assert_rows ("a b d c e f g Größe");
  act ("code.show-sorted", "arranged");
  assert_rows ("a b c d e f g Größe");
  close_window ();
}
END_TEST

START_TEST (arranging_is_a_step)
{
  open_known_tree ();
  select_code ("a");
  act ("code.move-down", NULL);
  assert_children (NULL, "f a Größe");
  act ("code.arrange-top", "name");
  assert_children (NULL, "a f Größe");
  activate ("undo", NULL);
  assert_children (NULL, "f a Größe");
  close_window ();
}
END_TEST

/* Names and colours */

START_TEST (renames_in_place)
{
  GtkWidget *entry;
  guint32 id;

  open_known_tree ();
  id = find_code ("b")->id;
  select_code ("b");
  act ("code.rename", NULL);
  entry = find_entry (get_row ("b"));
  ck_assert_ptr_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "better");
  g_signal_emit_by_name (entry, "activate");
  settle (50);
  ck_assert_str_eq (scho_snapshot_get_code (get_snapshot (), id)->name, "better");
  ck_assert_ptr_null (find_entry (get_row ("better")));

  /* Escape leaves the name; a name that a sibling has is refused. */
  act ("code.rename", NULL);
  entry = find_entry (get_row ("better"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "worse");
  ck_assert (press (entry, GDK_KEY_Escape));
  ck_assert_str_eq (scho_snapshot_get_code (get_snapshot (), id)->name, "better");
  act ("code.rename", NULL);
  entry = find_entry (get_row ("better"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "e");
  g_signal_emit_by_name (entry, "activate");
  settle (50);
  ck_assert_str_eq (scho_snapshot_get_code (get_snapshot (), id)->name, "better");
  activate ("undo", NULL);
  ck_assert_str_eq (scho_snapshot_get_code (get_snapshot (), id)->name, "b");
  close_window ();
}
END_TEST

START_TEST (recolours_from_the_row)
{
  open_known_tree ();
  select_code ("e");
  act ("code.recolour", NULL);
  ck_assert (gtk_widget_get_mapped (GTK_WIDGET (get_tree ()->colours)));
  g_signal_emit_by_name (get_tree ()->grid, "chosen", scho_colour_nth (17));
  settle (50);
  ck_assert_uint_eq (find_code ("e")->colour, scho_colour_nth (17));
  activate ("undo", NULL);
  ck_assert_uint_ne (find_code ("e")->colour, scho_colour_nth (17));
  close_window ();
}
END_TEST

static guint chosen_colour;

static void
colour_chosen_cb (gpointer data, guint colour)
{
  chosen_colour = colour;
}

static const struct
{
  const char *typed;
  guint colour; /* G_MAXUINT: none */
} typed_colours[] = {
  { "#1a5fb4", 0x1a5fb4 }, { "1A5FB4", 0x1a5fb4 },  { " #fff ", 0xffffff },
  { "blue", G_MAXUINT },   { "#12345", G_MAXUINT }, { "", G_MAXUINT },
};

START_TEST (a_colour_is_written)
{
  GtkWidget *grid = g_object_ref_sink (scho_colour_grid_new ());
  GtkWidget *entry = gtk_widget_get_last_child (grid);

  scho_colour_grid_set_colour (SCHO_COLOUR_GRID (grid), 0x123456);
  ck_assert_str_eq (gtk_editable_get_text (GTK_EDITABLE (entry)), "#123456");
  chosen_colour = G_MAXUINT;
  g_signal_connect_swapped (grid, "chosen", G_CALLBACK (colour_chosen_cb), NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), typed_colours[_i].typed);
  g_signal_emit_by_name (entry, "activate");
  ck_assert_uint_eq (chosen_colour, typed_colours[_i].colour);
  ck_assert_int_eq (gtk_widget_has_css_class (entry, "error"),
                    typed_colours[_i].colour == G_MAXUINT);
  g_object_unref (grid);
}
END_TEST

/* Filter and counts */

static const struct
{
  const char *typed, *rows;
} filtered[] = {
  { "d", "a b d" },      { "D", "a b d" },      { "grosse", "Größe" },
  { "grösse", "Größe" }, { "GRÖSSE", "Größe" }, { "groß", "Größe" },
  { "a c", "a b c" }, /* c is below a */
  { "f g", "f g" },      { "c f", "" },         { "  ", "a b c d e f g Größe" },
  { "zzz", "" },
};

START_TEST (the_filter_keeps_what_is_above)
{
  open_known_tree ();
  gtk_editable_set_text (get_tree ()->filter, filtered[_i].typed);
  settle (30);
  assert_rows (filtered[_i].rows);
  ck_assert_str_eq (gtk_stack_get_visible_child_name (get_tree ()->stack),
                    filtered[_i].rows[0] != '\0' ? "list" : "empty");
  close_window ();
}
END_TEST

START_TEST (the_filter_follows_the_project)
{
  SchoCode after;

  open_known_tree ();
  gtk_editable_set_text (get_tree ()->filter, "new");
  settle (30);
  assert_rows ("");
  after = *find_code ("d");
  after.name = "brand new";
  ck_assert (scho_session_apply (scho_window_get_session (fixture.window),
                                 scho_edit_change_code (get_snapshot (), &after, NULL),
                                 NULL));
  settle (30);
  assert_rows ("a b brand new");
  /* Enter takes the match, not what is above it. */
  activate ("select", g_variant_new ("(uu)", 3, 17));
  g_signal_emit_by_name (get_tree ()->filter, "activate");
  settle (50);
  ck_assert_uint_eq (scho_code_item_get_count (find_item ("brand new")), 1);
  activate ("undo", NULL);
  activate ("undo", NULL);
  settle (30);
  assert_rows ("");
  close_window ();
}
END_TEST

START_TEST (counts_here_and_in_the_project)
{
  g_autofree char *tooltip = NULL;

  open_known_tree ();
  code ("c", 1, 9);
  code ("a", 1, 9);
  ck_assert_uint_eq (scho_code_item_get_here (find_item ("a")), 1);
  ck_assert_uint_eq (scho_code_item_get_here_total (find_item ("a")), 2);
  tooltip = scho_code_row_dup_tooltip (get_row ("a"));
  ck_assert_ptr_nonnull (strstr (tooltip, "In this document: 1 coding"));
  /* Another document has none of them. */
  gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.open-document", "s",
                              "comments.txt");
  settle (100);
  ck_assert_uint_eq (scho_code_item_get_here_total (find_item ("a")), 0);
  ck_assert_uint_eq (scho_code_item_get_total (find_item ("a")), 2);
  code ("a", 1, 9);
  ck_assert_uint_eq (scho_code_item_get_here (find_item ("a")), 1);
  ck_assert_uint_eq (scho_code_item_get_total (find_item ("a")), 3);
  activate ("undo", NULL);
  ck_assert_uint_eq (scho_code_item_get_here (find_item ("a")), 0);
  close_window ();
}
END_TEST

/* Merging, splitting, removing */

/* Types into the chooser that is open, and takes the first match. */
static void
choose (const char *typed)
{
  GtkWidget *focus
      = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (get_tree ()->chooser)));
  GtkWidget *entry = gtk_widget_get_ancestor (focus, GTK_TYPE_SEARCH_ENTRY);

  ck_assert_ptr_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), typed);
  settle (30);
  g_signal_emit_by_name (entry, "activate");
  settle (100);
}

START_TEST (merges_into_a_chosen_code)
{
  guint64 before;

  open_known_tree ();
  code ("c", 1, 9);
  code ("f", 1, 9);
  code ("c", 20, 30);
  before = count_codings ();
  select_code ("c");
  act ("code.merge", NULL);
  ck_assert (gtk_widget_get_mapped (GTK_WIDGET (get_tree ()->chooser)));
  choose ("f");
  ck_assert_ptr_null (find_code ("c"));
  ck_assert_uint_eq (count_codings (), before - 1); /* one was there twice */
  ck_assert_uint_eq (scho_code_item_get_count (find_item ("f")), 2);
  ck_assert_uint_eq (scho_code_tree_get_selected (get_tree ()), find_code ("f")->id);
  activate ("undo", NULL);
  ck_assert_uint_eq (count_codings (), before);
  assert_rows ("a b c d e f g Größe");
  close_window ();
}
END_TEST

START_TEST (merges_what_is_selected)
{
  open_known_tree ();
  select_codes ("c", "d");
  act ("code.merge", NULL);
  choose ("d");
  assert_children ("b", "d");
  activate ("undo", NULL);
  assert_children ("b", "c d");
  close_window ();
}
END_TEST

static SchoSplitPage *
get_split_page (void)
{
  AdwTabPage *tab = adw_tab_view_get_selected_page (fixture.window->tabs);

  ck_assert (SCHO_IS_SPLIT_PAGE (adw_tab_page_get_child (tab)));
  return SCHO_SPLIT_PAGE (adw_tab_page_get_child (tab));
}

START_TEST (splits_ticked_passages_off)
{
  GtkWidget *page, *list, *entry;

  open_known_tree ();
  code ("c", 1, 9);
  code ("c", 20, 30);
  code ("c", 40, 50);
  select_code ("c");
  act ("code.split", NULL);
  page = GTK_WIDGET (get_split_page ());
  settle (300);
  picture ("code-tree", "split");
  list = find_widget (page, GTK_TYPE_LIST_VIEW);
  ck_assert_uint_eq (g_list_model_get_n_items (
                         G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))),
                     3);
  g_signal_emit_by_name (list, "activate", 1);
  g_signal_emit_by_name (list, "activate", 2);
  g_signal_emit_by_name (list, "activate", 2);
  entry = gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture.window)),
                                   GTK_TYPE_ENTRY);
  ck_assert_ptr_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "cc");
  g_signal_emit_by_name (entry, "activate");
  settle (300);
  assert_children ("b", "c cc d");
  ck_assert_uint_eq (scho_code_item_get_count (find_item ("c")), 2);
  ck_assert_uint_eq (scho_code_item_get_count (find_item ("cc")), 1);
  /* The page has what is left. */
  ck_assert_uint_eq (g_list_model_get_n_items (
                         G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))),
                     2);
  ck_assert_str_eq (scho_project_get_undo_label (get_project ()),
                    "“cc” split off from “c”");
  activate ("undo", NULL);
  settle (300);
  assert_children ("b", "c d");
  ck_assert_uint_eq (g_list_model_get_n_items (
                         G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))),
                     3);
  close_window ();
}
END_TEST

/* The question that is open, or none. */
static GtkWidget *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *each = windows; each != NULL; each = each->next)
    if (ADW_IS_MESSAGE_DIALOG (each->data) && gtk_widget_get_mapped (each->data))
      return each->data;
  return NULL;
}

START_TEST (asks_before_codings_go)
{
  GtkWidget *dialog;
  guint64 before;

  open_known_tree ();
  code ("c", 1, 9);
  before = count_codings ();
  select_code ("b");
  act ("code.remove", NULL);
  settle (200);
  dialog = find_dialog ();
  ck_assert_ptr_nonnull (dialog);
  ck_assert_str_eq (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)),
                    "Remove the code “b”?");
  ck_assert_str_eq (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)),
                    "With it goes:\n• 2 codes below\n• 1 coding in 1 document by 1 "
                    "coder\n\nYou can undo this.");
  ck_assert_ptr_nonnull (find_code ("b"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  settle (200);
  ck_assert_ptr_null (find_code ("b"));
  ck_assert_uint_eq (count_codings (), before - 1);
  activate ("undo", NULL);
  assert_rows ("a b c d e f g Größe");
  ck_assert_uint_eq (count_codings (), before);
  close_window ();
}
END_TEST

START_TEST (what_takes_nothing_along_goes_at_once)
{
  open_known_tree ();
  select_codes ("d", "Größe");
  act ("code.remove", NULL);
  ck_assert_ptr_null (find_dialog ());
  assert_rows ("a b c e f g");
  activate ("undo", NULL);
  assert_rows ("a b c d e f g Größe");
  close_window ();
}
END_TEST

/* Examples */

static gboolean
is_example (const char *name, guint32 start)
{
  gsize n;
  const SchoAnnotation *codings = scho_snapshot_get_annotations (
      get_snapshot (), scho_page_get_document (scho_window_get_page (fixture.window)),
      &n);

  for (gsize i = 0; i < n; i++)
    if (codings[i].code == find_code (name)->id && codings[i].start == start)
      return (codings[i].flags & SCHO_ANNOTATION_EXAMPLE) != 0;
  ck_abort_msg ("%s is not coded at %u", name, start);
}

START_TEST (a_passage_becomes_an_example)
{
  GtkWidget *star, *pane, *list, *button;
  guint32 start, end;

  open_known_tree ();
  pane = GTK_WIDGET (fixture.window->code_pane);
  code ("c", 20, 30);
  star = find_widget (GTK_WIDGET (fixture.window->passage_pane), GTK_TYPE_TOGGLE_BUTTON);
  ck_assert_ptr_nonnull (star);
  g_signal_emit_by_name (star, "clicked");
  settle (50);
  ck_assert (is_example ("c", 20));

  /* The description lists it, shows it in its text, and lets it go. */
  select_code ("c");
  act ("code.describe", NULL);
  settle (300);
  picture ("code-tree", "description");
  list = find_widget (pane, SCHO_TYPE_EXAMPLE_LIST);
  ck_assert_ptr_nonnull (list);
  activate ("select", g_variant_new ("(uu)", 1, 2));
  button = find_widget (list, GTK_TYPE_BUTTON);
  ck_assert_ptr_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  settle (100);
  ck_assert (
      scho_page_get_selection (scho_window_get_page (fixture.window), &start, &end));
  ck_assert_uint_eq (start, 20);
  ck_assert_uint_eq (end, 30);
  g_signal_emit_by_name (gtk_widget_get_next_sibling (button), "clicked");
  settle (300);
  ck_assert (!is_example ("c", 20));
  ck_assert_ptr_null (find_widget (list, GTK_TYPE_BUTTON));
  activate ("undo", NULL);
  ck_assert (is_example ("c", 20));
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_loop_test (tc, keys_move_branches, 0, G_N_ELEMENTS (moved));
  tcase_add_test (tc, a_closed_branch_stays_closed);
  tcase_add_test (tc, several_move_together);
  tcase_add_test (tc, sorting_for_the_eye_changes_nothing);
  tcase_add_test (tc, arranging_is_a_step);
  tcase_add_test (tc, renames_in_place);
  tcase_add_test (tc, recolours_from_the_row);
  tcase_add_loop_test (tc, a_colour_is_written, 0, G_N_ELEMENTS (typed_colours));
  tcase_add_loop_test (tc, the_filter_keeps_what_is_above, 0, G_N_ELEMENTS (filtered));
  tcase_add_test (tc, the_filter_follows_the_project);
  tcase_add_test (tc, counts_here_and_in_the_project);
  tcase_add_test (tc, merges_into_a_chosen_code);
  tcase_add_test (tc, merges_what_is_selected);
  tcase_add_test (tc, splits_ticked_passages_off);
  tcase_add_test (tc, a_passage_becomes_an_example);
  tcase_add_test (tc, asks_before_codings_go);
  tcase_add_test (tc, what_takes_nothing_along_goes_at_once);
}

int
main (void)
{
  return window_tests_run ("code-tree", add_tests);
}
