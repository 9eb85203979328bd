/* test-queries.c - passages by a query: the form and its text, what is found, analyses
 * and exports of it.
 */
#include "window-fixture.h"

#include "dialogs.h"
#include "name-entry.h"
#include "query-dialog.h"
#include "passage-choice.h"
#include "query-group.h"
#include "query-row.h"
#include "saved-queries.h"
#include "screenshot.h"

#include <scholiast/lookup.h>
#include <scholiast/saved-query.h>
#include <string.h>

/* The @n-th below it of that type, from 0. */
static GtkWidget *
find_child (GtkWidget *widget, GType type, guint *n)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*n)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_child (child, type, n);
  return found;
}

static gpointer
get_nth (gpointer widget, GType type, guint n)
{
  GtkWidget *found = find_child (widget, type, &n);

  ck_assert_ptr_nonnull (found);
  return found;
}

static guint
count (gpointer widget, GType type)
{
  guint n = 0, n_left;

  do
    n_left = n++;
  while (find_child (widget, type, &n_left) != NULL);
  return n - 1;
}

static GtkWidget *
find_toplevel (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_visible (window))
        found = window;
    }
  return found;
}

static SchoQueryDialog *
get_dialog (void)
{
  GtkWidget *dialog = find_toplevel (SCHO_TYPE_QUERY_DIALOG);

  ck_assert_ptr_nonnull (dialog);
  return SCHO_QUERY_DIALOG (dialog);
}

static SchoQueryEditor *
open_dialog (void)
{
  activate ("find-passages", NULL);
  settle (50);
  return scho_query_dialog_get_editor (get_dialog ());
}

static const char *
await_count (SchoQueryEditor *editor)
{
  for (guint i = 0; i < 300 && scho_query_editor_is_busy (editor); i++)
    settle (10);
  ck_assert (!scho_query_editor_is_busy (editor));
  return scho_query_editor_get_status (editor);
}

static guint
count_matches (const char *words)
{
  g_autoptr (SchoPassageQuery) query = scho_passage_query_parse (words, NULL, NULL);
  g_autoptr (GArray) matches = NULL;

  ck_assert_msg (query != NULL, "%s", words);
  matches = scho_passage_query_run (query, get_snapshot (), NULL, NULL, NULL, NULL);
  ck_assert_ptr_nonnull (matches);
  return matches->len;
}

static void
type (gpointer entry, const char *text)
{
  GtkWidget *inner = SCHO_IS_NAME_ENTRY (entry)
                         ? GTK_WIDGET (scho_name_entry_get_entry (entry))
                         : GTK_WIDGET (entry);

  gtk_editable_set_text (GTK_EDITABLE (inner), text);
}

static void
click (gpointer widget, const char *label)
{
  for (guint i = 0; i < count (widget, GTK_TYPE_BUTTON); i++)
    {
      GtkWidget *button = get_nth (widget, GTK_TYPE_BUTTON, i);

      if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) != 0
          && g_strcmp0 (gtk_widget_get_tooltip_text (button), label) != 0)
        continue;
      g_signal_emit_by_name (button, "clicked");
      return;
    }
  ck_abort_msg ("There is no button %s", label);
}

static void
choose (gpointer widget, guint n, guint place)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (get_nth (widget, GTK_TYPE_DROP_DOWN, n)),
                              place);
}

static SchoNameEntry *
get_text_entry (SchoQueryEditor *editor)
{
  return get_nth (editor, SCHO_TYPE_NAME_ENTRY, count (editor, SCHO_TYPE_NAME_ENTRY) - 1);
}

static void
shoot_widget (gpointer widget, const char *what)
{
  const char *folder = g_getenv ("SCHOLIAST_ARTEFACTS");
  g_autofree char *path = NULL;

  settle (200);
  if (folder == NULL)
    return;
  path = g_strdup_printf ("%s/queries-%s.png", folder, what);
  scho_screenshot_write (widget, path, NULL);
}

/* The dialog alone. */
static void
shoot (const char *what)
{
  shoot_widget (get_dialog (), what);
}

static SchoPassageList *
await_list (void)
{
  SchoPassageList *list = scho_window_get_passage_list (fixture.window);

  ck_assert_ptr_nonnull (list);
  settle (150);
  for (guint i = 0; i < 500 && scho_passage_list_is_busy (list); i++)
    settle (10);
  return list;
}

/* The form writes the text, row by row. */
START_TEST (the_form_writes_the_text)
{
  SchoQueryEditor *editor;
  gpointer row;

  open_sample ();
  editor = open_dialog ();
  ck_assert_str_eq (scho_query_editor_get_text (editor), "");
  ck_assert (!scho_query_editor_is_valid (editor));
  type (get_nth (editor, SCHO_TYPE_NAME_ENTRY, 0), "victim-blaming");
  ck_assert_str_eq (scho_query_editor_get_text (editor), "victim-blaming");
  choose (get_nth (editor, SCHO_TYPE_QUERY_ROW, 0), 1, SCHO_QUERY_BRANCH);
  ck_assert_str_eq (scho_query_editor_get_text (editor), "victim-blaming/*");
  click (editor, "_Add a condition");
  row = get_nth (editor, SCHO_TYPE_QUERY_ROW, 1);
  ck_assert_str_eq (scho_query_editor_get_text (editor), "victim-blaming/*");
  choose (row, 0, 6); /* memo */
  type (get_nth (row, GTK_TYPE_ENTRY, 0), "a question (that is none)");
  ck_assert_str_eq (scho_query_editor_get_text (editor),
                    "victim-blaming/* and memo:\"a question (that is none)\"");
  choose (get_nth (editor, SCHO_TYPE_QUERY_GROUP, 0), 0, SCHO_PART_NONE);
  ck_assert_str_eq (scho_query_editor_get_text (editor),
                    "not (victim-blaming/* or memo:\"a question (that is none)\")");
  click (row, "Remove this condition");
  choose (get_nth (editor, SCHO_TYPE_QUERY_GROUP, 0), 0, SCHO_PART_ALL);
  click (editor, "Add a _group");
  ck_assert_uint_eq (count (editor, SCHO_TYPE_QUERY_GROUP), 2);
  type (get_nth (get_nth (editor, SCHO_TYPE_QUERY_GROUP, 1), SCHO_TYPE_NAME_ENTRY, 0),
        "backlash");
  ck_assert_str_eq (scho_query_editor_get_text (editor), "victim-blaming/* and backlash");
  gtk_window_close (GTK_WINDOW (get_dialog ()));
  close_window ();
}
END_TEST

START_TEST (relations_have_their_distance)
{
  SchoQueryEditor *editor;
  gpointer row;

  open_sample ();
  editor = open_dialog ();
  row = get_nth (editor, SCHO_TYPE_QUERY_ROW, 0);
  choose (row, 0, 1); /* one code beside another */
  type (get_nth (row, SCHO_TYPE_NAME_ENTRY, 0), "backlash");
  type (get_nth (row, SCHO_TYPE_NAME_ENTRY, 1), "victim-blaming/*");
  ck_assert_str_eq (scho_query_editor_get_text (editor),
                    "backlash overlaps victim-blaming/*");
  choose (row, 1, SCHO_QUERY_NEAR);
  ck_assert_str_eq (scho_query_editor_get_text (editor),
                    "backlash near victim-blaming/* within 1 paragraph");
  choose (row, 1, 9 + SCHO_QUERY_FOLLOWS);
  choose (row, 2, 4); /* any distance, characters, words, sentences, paragraphs */
  gtk_spin_button_set_value (get_nth (row, GTK_TYPE_SPIN_BUTTON, 0), 3);
  ck_assert_str_eq (scho_query_editor_get_text (editor),
                    "backlash not follows victim-blaming/* within 3 paragraphs");
  choose (row, 2, 0);
  ck_assert_str_eq (scho_query_editor_get_text (editor),
                    "backlash not follows victim-blaming/*");
  choose (row, 1, SCHO_QUERY_IN_SAME);
  choose (row, 2, 3);
  ck_assert_str_eq (scho_query_editor_get_text (editor),
                    "backlash in same document as victim-blaming/*");
  gtk_window_close (GTK_WINDOW (get_dialog ()));
  close_window ();
}
END_TEST

/* What is written comes into the form, and out of it again when anything is changed. */
static const char *const queries[] = {
  "victim-blaming",
  "below discourse",
  "*",
  "victim-blaming and not (backlash or coder:Mira)",
  "(victim-blaming or backlash) and text~poli.e and hit:she",
  "backlash not near (victim-blaming or \"call to action\") within 20 words",
  "backlash follows victim-blaming and backlash precedes * within 0 turns",
  "backlash in same turn as victim-blaming",
  "coded>=2024-05 and coded!=2023 and weight<=50",
  "@mine or not @\"my two\"",
  "memo=\"\" and example:yes and title:news and language!=en and source=a",
  "\"no such\":x and \"title\"!=\"\" and age>=18",
};

START_TEST (the_text_fills_in_the_form)
{
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      SchoQueryEditor *editor;

      if (i == 0)
        open_sample ();
      editor = i == 0 ? open_dialog () : scho_query_dialog_get_editor (get_dialog ());
      type (get_text_entry (editor), queries[i]);
      ck_assert_str_eq (scho_query_editor_get_text (editor), queries[i]);
      /* Written anew by the form. */
      g_signal_emit_by_name (get_nth (editor, SCHO_TYPE_QUERY_GROUP, 0), "changed");
      ck_assert_str_eq (scho_query_editor_get_text (editor), queries[i]);
      if (i == 3)
        shoot ("form");
      else if (i == 5)
        shoot ("relation");
    }
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  gtk_window_set_default_size (GTK_WINDOW (get_dialog ()), 360, 500);
  shoot ("narrow");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_DEFAULT);
  gtk_window_close (GTK_WINDOW (get_dialog ()));
  close_window ();
}
END_TEST

/* Where something is wrong it is underlined, and the form stays as it was. */
START_TEST (what_is_wrong_is_marked)
{
  SchoQueryEditor *editor;
  GtkEntry *entry;
  int place;
  g_autofree char *marked = NULL;

  open_sample ();
  editor = open_dialog ();
  type (get_text_entry (editor), "backlash or victim-blaming");
  ck_assert_uint_eq (count (editor, SCHO_TYPE_QUERY_ROW), 2);
  type (get_text_entry (editor), "“é” or victim-blamng");
  ck_assert (!scho_query_editor_is_valid (editor));
  type (get_text_entry (editor), "backlash and victim-blamng");
  ck_assert (!scho_query_editor_is_valid (editor));
  ck_assert (strstr (scho_query_editor_get_status (editor), "“victim-blaming”") != NULL);
  entry = scho_name_entry_get_entry (get_text_entry (editor));
  marked = pango_attr_list_to_string (gtk_entry_get_attributes (entry));
  ck_assert_msg (strstr (marked, "13 26 underline") != NULL, "%s", marked);
  type (get_text_entry (editor), "backlash or victim-blaming");
  place = -1;
  gtk_editable_insert_text (GTK_EDITABLE (entry), " and (", -1, &place);
  ck_assert (!scho_query_editor_is_valid (editor));
  ck_assert_uint_eq (count (editor, SCHO_TYPE_QUERY_ROW), 2);
  shoot ("wrong");
  gtk_window_close (GTK_WINDOW (get_dialog ()));
  close_window ();
}
END_TEST

/* What is typed is counted by a worker, the last that was typed. */
START_TEST (it_is_counted_while_one_types)
{
  SchoQueryEditor *editor;
  g_autofree char *begin = g_strdup_printf ("%u passages in ", 0);
  guint n;

  open_sample ();
  n = count_matches ("victim-blaming or backlash");
  g_free (begin);
  begin = g_strdup_printf ("%u passages in 2 documents", n);
  editor = open_dialog ();
  type (get_text_entry (editor), "hit~.*");
  settle (160);
  type (get_text_entry (editor), "victim-blaming or backlash");
  ck_assert_str_eq (await_count (editor), begin);
  type (get_text_entry (editor), "hit:zzzzz");
  ck_assert_str_eq (await_count (editor), "0 passages");
  gtk_window_close (GTK_WINDOW (get_dialog ()));
  close_window ();
}
END_TEST

/* A few letters, Down, Enter: the name as a query has it. */
START_TEST (names_are_completed)
{
  SchoQueryEditor *editor;
  SchoNameEntry *entry;
  GtkWidget *inner;

  open_sample ();
  editor = open_dialog ();
  entry = get_text_entry (editor);
  inner = GTK_WIDGET (scho_name_entry_get_entry (entry));
  gtk_widget_grab_focus (inner);
  type (entry, "backlash or coder:mi");
  gtk_editable_set_position (GTK_EDITABLE (inner), -1);
  ck_assert (press (inner, GDK_KEY_Down));
  ck_assert (press (inner, GDK_KEY_Down));
  ck_assert (press (inner, GDK_KEY_Return));
  ck_assert_str_eq (scho_query_editor_get_text (editor), "backlash or coder:Mira");
  entry = get_nth (editor, SCHO_TYPE_NAME_ENTRY, 0);
  inner = GTK_WIDGET (scho_name_entry_get_entry (entry));
  gtk_widget_grab_focus (inner);
  type (entry, "victim-b");
  if (!gtk_widget_get_visible (get_nth (entry, GTK_TYPE_POPOVER, 0)))
    ck_assert (press (inner, GDK_KEY_Down));
  ck_assert (press (inner, GDK_KEY_Down));
  ck_assert (press (inner, GDK_KEY_Tab));
  ck_assert_str_eq (scho_name_entry_get_text (entry), "victim-blaming");
  ck_assert (press (inner, GDK_KEY_Down) || TRUE);
  gtk_window_close (GTK_WINDOW (get_dialog ()));
  close_window ();
}
END_TEST

static void
accept (SchoQueryDialog *dialog)
{
  g_signal_emit_by_name (scho_query_dialog_get_editor (dialog), "activate");
  settle (50);
}

START_TEST (what_is_found_is_a_list)
{
  SchoPassageList *list;
  SchoPassages *passages;
  guint n_both, n_one;

  open_sample ();
  n_both = count_matches ("victim-blaming or hit:she");
  n_one = count_matches ("victim-blaming");
  type (get_text_entry (open_dialog ()), "victim-blaming or hit:she");
  accept (get_dialog ());
  ck_assert_ptr_null (find_toplevel (SCHO_TYPE_QUERY_DIALOG));
  list = await_list ();
  passages = scho_passage_list_get_passages (list);
  ck_assert_uint_eq (scho_passages_get_n_all (passages), n_both);
  picture ("queries", "list");
  for (guint i = 0; i < 6; i++)
    {
      static const char *const words[]
          = { "none", "document", "coder", "code", "document", "none" };

      gtk_widget_activate_action (GTK_WIDGET (list), "passages.group", "s", words[i]);
      await_list ();
    }
  g_free (scho_passage_list_dup_quotations (list));
  scho_table_unref (scho_passages_new_table (scho_passage_list_get_passages (list)));
  /* Another query for the same list. */
  g_signal_emit_by_name (list, "query-asked");
  settle (50);
  ck_assert_str_eq (
      scho_query_editor_get_text (scho_query_dialog_get_editor (get_dialog ())),
      "victim-blaming or hit:she");
  type (get_text_entry (scho_query_dialog_get_editor (get_dialog ())), "victim-blaming");
  accept (get_dialog ());
  ck_assert_ptr_eq (await_list (), list);
  ck_assert_uint_eq (scho_passages_get_n_all (scho_passage_list_get_passages (list)),
                     n_one);
  close_window ();
}
END_TEST

START_TEST (what_two_have_in_common_is_no_coding)
{
  SchoPassageList *list;
  SchoPassage *passage;
  guint n;

  open_sample ();
  n = count_matches ("* and *");
  activate ("query", g_variant_new_string ("* and *"));
  list = await_list ();
  ck_assert_uint_eq (scho_passages_get_n_all (scho_passage_list_get_passages (list)), n);
  passage = scho_passages_get_rows (scho_passage_list_get_passages (list))->pdata[1];
  ck_assert_ptr_null (passage->code);
  ck_assert_str_ne (scho_passage_get_code_name (passage), "");
  ck_assert_str_ne (scho_passage_get_coder_name (passage), "");
  close_window ();
}
END_TEST

static gpointer
get_saved (void)
{
  return get_nth (get_dialog (), SCHO_TYPE_SAVED_QUERIES, 0);
}

/* Saved, taken, used in another, renamed there too, removed; each is undone. */
START_TEST (queries_are_saved)
{
  SchoQueryEditor *editor;
  g_autoptr (GPtrArray) list = NULL;
  gpointer saved;

  open_sample ();
  editor = open_dialog ();
  type (get_text_entry (editor), "backlash and coder:Mira");
  gtk_menu_button_popup (get_nth (get_dialog (), GTK_TYPE_MENU_BUTTON, 0));
  settle (100);
  saved = get_saved ();
  type (get_nth (saved, GTK_TYPE_ENTRY, 0), "by Mira");
  click (saved, "_Save");
  ck_assert_str_eq (scho_saved_query_find (get_snapshot (), "by Mira", NULL)->text,
                    "backlash and coder:Mira");
  type (get_text_entry (editor), "@\"by Mira\" or reputation");
  ck_assert (scho_query_editor_is_valid (editor));
  type (get_nth (saved, GTK_TYPE_ENTRY, 0), "both");
  click (saved, "_Save");
  shoot_widget (saved, "saved");
  click (get_nth (saved, GTK_TYPE_LIST_BOX_ROW, 1), "Rename");
  type (get_nth (saved, GTK_TYPE_ENTRY, 0), "hers");
  click (saved, "_Rename");
  list = scho_saved_query_list (get_snapshot ());
  ck_assert_uint_eq (list->len, 2);
  ck_assert_str_eq (((SchoAttachment *) list->pdata[0])->text, "@hers or reputation");
  g_signal_emit_by_name (get_nth (saved, GTK_TYPE_LIST_BOX, 0), "row-activated",
                         get_nth (saved, GTK_TYPE_LIST_BOX_ROW, 1));
  settle (50);
  gtk_window_close (GTK_WINDOW (get_dialog ()));
  settle (50);
  activate ("undo", NULL);
  ck_assert_ptr_nonnull (scho_saved_query_find (get_snapshot (), "by Mira", NULL));
  close_window ();
}
END_TEST

/* An analysis counts what a query finds, and its tables say so. */
START_TEST (analyses_are_of_a_query)
{
  SchoTablePage *page;
  SchoOptionForm *form;
  SchoTable *table;
  const char *name, *title, *value = NULL;

  open_sample ();
  activate ("analyse", g_variant_new_string ("frequency"));
  await_jobs ();
  page = scho_window_get_table_page (fixture.window);
  form = scho_table_page_get_form (page);
  scho_passage_choice_set_query (get_nth (form, SCHO_TYPE_PASSAGE_CHOICE, 0),
                                 "backlash and coder:Mira");
  ck_assert_str_eq (scho_option_form_get_query (form), "backlash and coder:Mira");
  g_signal_emit_by_name (page, "run-again");
  await_jobs ();
  table = scho_table_page_get_tables (page)->pdata[0];
  for (guint i = 0; i < scho_table_get_n_facts (table); i++)
    {
      const char *text = scho_table_get_fact (table, i, &name, &title);

      if (g_str_equal (name, "query"))
        value = text;
    }
  ck_assert_str_eq (value, "backlash and coder:Mira");
  picture ("queries", "analysis");
  close_window ();
}
END_TEST

START_TEST (exports_are_of_a_query)
{
  SchoOptionForm *form;
  GtkWidget *dialog;

  open_sample ();
  activate ("export-as", g_variant_new_string ("csv"));
  settle (50);
  form = SCHO_OPTION_FORM (fixture.window->form);
  ck_assert_str_eq (scho_option_form_get_query (form), "");
  g_signal_emit_by_name (get_nth (form, SCHO_TYPE_PASSAGE_CHOICE, 0), "activate");
  adw_action_row_activate (get_nth (form, SCHO_TYPE_PASSAGE_CHOICE, 0));
  settle (50);
  type (get_text_entry (scho_query_dialog_get_editor (get_dialog ())), "backlash");
  accept (get_dialog ());
  ck_assert_str_eq (scho_option_form_get_query (form), "backlash");
  dialog = find_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  ck_assert_ptr_nonnull (dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  close_window ();
}
END_TEST

static void
apply (SchoStep *step)
{
  ck_assert (scho_session_apply (fixture.window->session, step, NULL));
}

/* Also by what stands in the same dialog: saving a query. */
START_TEST (a_query_is_understood_again_when_the_project_changes)
{
  SchoQueryEditor *editor;

  open_sample ();
  editor = open_dialog ();
  type (get_text_entry (editor), "@later");
  ck_assert (!scho_query_editor_is_valid (editor));
  apply (scho_edit_save_query (get_snapshot (), "later", "backlash", NULL, NULL));
  ck_assert (scho_query_editor_is_valid (editor));
  apply (scho_edit_remove_query (get_snapshot (), "later", NULL));
  ck_assert (!scho_query_editor_is_valid (editor));
  gtk_window_close (GTK_WINDOW (get_dialog ()));
  close_window ();
}
END_TEST

/* Whoever ends the program, or its session, does not find them left. */
START_TEST (dialogs_go_with_their_window)
{
  open_sample ();
  open_dialog ();
  activate ("shortcuts", NULL);
  scho_dialogs_confirm (GTK_WINDOW (fixture.window), "Sure?", NULL, "Yes", FALSE, NULL,
                        NULL, G_OBJECT (fixture.window), NULL);
  scho_dialogs_save (GTK_WINDOW (fixture.window), "Save", "name", NULL,
                     G_OBJECT (fixture.window));
  g_action_group_activate_action (G_ACTION_GROUP (fixture.application), "preferences",
                                  NULL);
  settle (100);
  close_window ();
  ck_assert_ptr_null (find_toplevel (GTK_TYPE_WINDOW));
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, the_form_writes_the_text);
  tcase_add_test (tc, relations_have_their_distance);
  tcase_add_test (tc, the_text_fills_in_the_form);
  tcase_add_test (tc, what_is_wrong_is_marked);
  tcase_add_test (tc, it_is_counted_while_one_types);
  tcase_add_test (tc, names_are_completed);
  tcase_add_test (tc, what_is_found_is_a_list);
  tcase_add_test (tc, what_two_have_in_common_is_no_coding);
  tcase_add_test (tc, analyses_are_of_a_query);
  tcase_add_test (tc, exports_are_of_a_query);
  tcase_add_test (tc, queries_are_saved);
  tcase_add_test (tc, a_query_is_understood_again_when_the_project_changes);
  tcase_add_test (tc, dialogs_go_with_their_window);
}

int
main (void)
{
  return window_tests_run ("queries", add_tests);
}
