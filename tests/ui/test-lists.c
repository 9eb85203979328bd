/* test-lists.c - lists and tables by the keyboard: the first row has it, rows are
 * filtered, sorted and copied, and one goes to the passage. */
#include "hands.h"
#include "passage-fixture.h"

#include "table-view.h"

#include <scholiast/edit.h>

#include <string.h>

static GtkWidget *
get_focus (void)
{
  return gtk_window_get_focus (GTK_WINDOW (fixture.window));
}

static GtkWidget *
get_front (void)
{
  return adw_tab_page_get_child (adw_tab_view_get_selected_page (fixture.window->tabs));
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);
  return found;
}

static SchoTableView *
get_table (void)
{
  return SCHO_TABLE_VIEW (find_type (get_front (), SCHO_TYPE_TABLE_VIEW));
}

static GtkEditable *
get_filter (void)
{
  return GTK_EDITABLE (find_type (get_front (), GTK_TYPE_SEARCH_ENTRY));
}

static gboolean
is_in_rows (void)
{
  GtkWidget *focus = get_focus ();

  return focus != NULL && gtk_widget_is_ancestor (focus, get_front ())
         && gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_VIEW) != NULL
         && !GTK_IS_LIST_VIEW (focus);
}

static void
assert_in_rows (void)
{
  for (guint tries = 0; tries < 30 && !is_in_rows (); tries++)
    settle (100);
  ck_assert_msg (is_in_rows (), "%s: the focus is at %s",
                 G_OBJECT_TYPE_NAME (get_front ()),
                 get_focus () != NULL ? G_OBJECT_TYPE_NAME (get_focus ()) : "nothing");
}

static void
analyse (void)
{
  activate ("analyse", g_variant_new_string ("frequency"));
  await_jobs ();
  settle (100);
}

static void
look_everywhere (const char *words)
{
  scho_find_bar_set_flags (fixture.window->find_bar, 0);
  scho_find_bar_open (fixture.window->find_bar, words);
  settle (200);
  activate ("find-everywhere", NULL);
  await_jobs ();
  settle (100);
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  char **text = data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static char *
dup_clipboard (void)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture.window)),
                                 NULL, text_read_cb, &text);
  settle (200);
  return text;
}

/* The cell of a row of tab-separated lines. */
static char *
dup_field (const char *tsv, guint row, guint column)
{
  g_auto (GStrv) lines = g_strsplit (tsv, "\n", -1);
  g_auto (GStrv) cells = NULL;

  ck_assert_uint_gt (g_strv_length (lines), row);
  cells = g_strsplit (lines[row], "\t", -1);
  ck_assert_uint_gt (g_strv_length (cells), column);
  return g_strdup (cells[column]);
}

static void
write_memo (void)
{
  gsize n;
  SchoStep *step;
  const SchoAnnotation *all = scho_snapshot_get_annotations (get_snapshot (), 1, &n);

  ck_assert_uint_gt (n, 0);
  step = scho_edit_set_annotation_memo (get_snapshot (), &all[0], "Why?");
  ck_assert (scho_project_apply (get_project (), step, NULL));
}

START_TEST (the_first_row_has_the_keyboard)
{
  g_autofree char *tsv = NULL, *first = NULL;
  SchoTable *table;

  open_for_keys ();
  analyse ();
  assert_in_rows ();
  hands_press ("ctrl+c");
  tsv = dup_clipboard ();
  table = scho_table_view_get_table (get_table ());
  first = dup_field (tsv, 0, 0);
  ck_assert_str_eq (first, scho_table_get_text (table, 0, 0));
  hands_press ("ctrl+w");

  look_everywhere ("the");
  assert_in_rows ();
  write_memo ();
  activate ("memos", NULL);
  assert_in_rows ();
  activate ("passages", g_variant_new_string ("backlash"));
  assert_in_rows ();
  close_window ();
}
END_TEST

START_TEST (tab_goes_on_to_the_notes)
{
  open_for_keys ();
  analyse ();
  assert_in_rows ();
  hands_press ("Tab");
  settle (200);
  ck_assert_msg (GTK_IS_LABEL (get_focus ()) && !is_in_rows (), "%s",
                 G_OBJECT_TYPE_NAME (get_focus ()));
  hands_press ("shift+Tab");
  assert_in_rows ();
  hands_press ("shift+Tab");
  settle (200);
  ck_assert (gtk_widget_is_ancestor (get_focus (), GTK_WIDGET (get_filter ())));
  close_window ();
}
END_TEST

START_TEST (rows_are_copied)
{
  g_autofree char *some = NULL, *cell = NULL;
  g_auto (GStrv) lines = NULL;
  SchoTable *table;

  open_for_keys ();
  analyse ();
  assert_in_rows ();
  hands_press ("Home");
  hands_press ("shift+Down");
  hands_press ("shift+Down");
  hands_press ("ctrl+c");
  some = dup_clipboard ();
  lines = g_strsplit (some, "\n", -1);
  table = scho_table_view_get_table (get_table ());
  cell = dup_field (some, 2, 0);
  ck_assert_str_eq (cell, scho_table_get_text (table, 2, 0));
  ck_assert (g_str_has_suffix (some, "\n"));
  ck_assert_uint_eq (g_strv_length (lines), 4); /* and nothing after the last end */
  close_window ();
}
END_TEST

/* Menu, and the column's line: it is the same as a click on the heading. */
START_TEST (the_keyboard_sorts)
{
  SchoTable *table;
  g_autofree char *least = NULL, *most = NULL;
  GVariant *by_first = g_variant_ref_sink (g_variant_new_int32 (0));

  open_for_keys ();
  analyse ();
  assert_in_rows ();
  table = scho_table_view_get_table (get_table ());
  hands_press ("Menu");
  settle (200);
  ck_assert_ptr_nonnull (find_type (GTK_WIDGET (get_table ()), GTK_TYPE_POPOVER_MENU));
  picture ("table", "menu");
  hands_press ("Escape");
  assert_in_rows ();
  for (guint i = 0; i < 2; i++)
    {
      char **copied = i == 0 ? &least : &most;

      ck_assert (
          gtk_widget_activate_action_variant (get_focus (), "table.sort", by_first));
      settle (200);
      hands_press ("Home");
      hands_press ("ctrl+c");
      *copied = dup_clipboard ();
    }
  ck_assert_uint_gt (scho_table_get_n_rows (table), 1);
  ck_assert_int_lt (g_utf8_collate (least, most), 0);
  g_variant_unref (by_first);
  close_window ();
}
END_TEST

START_TEST (hits_are_filtered_and_gone_to)
{
  guint all;
  guint32 start, end;
  g_autofree char *words = NULL;
  SchoPage *page;

  open_for_keys ();
  look_everywhere ("the");
  assert_in_rows ();
  all = scho_table_view_get_n_shown (get_table ());
  hands_press ("ctrl+f");
  settle (100);
  ck_assert (gtk_widget_is_ancestor (get_focus (), GTK_WIDGET (get_filter ())));
  ck_assert (!scho_find_bar_is_open (fixture.window->find_bar));
  gtk_editable_set_text (get_filter (), "zzz nowhere");
  settle (300);
  ck_assert_uint_eq (scho_table_view_get_n_shown (get_table ()), 0);
  picture ("find", "filtered-out");
  gtk_editable_set_text (get_filter (), "SÓBER");
  settle (300);
  ck_assert_uint_gt (scho_table_view_get_n_shown (get_table ()), 0);
  ck_assert_uint_lt (scho_table_view_get_n_shown (get_table ()), all);
  picture ("find", "filtered");
  hands_press ("Return");
  assert_in_rows ();
  hands_press ("Return");
  settle (200);
  page = scho_window_get_page (fixture.window);
  ck_assert_ptr_nonnull (page);
  ck_assert (scho_page_get_selection (page, &start, &end));
  words = scho_text_dup_range (scho_page_get_text (page), start, end);
  ck_assert_int_eq (g_ascii_strcasecmp (words, "the"), 0);
  close_window ();
}
END_TEST

START_TEST (escape_takes_the_filter_away)
{
  guint all;

  open_for_keys ();
  analyse ();
  all = scho_table_view_get_n_shown (get_table ());
  hands_press ("ctrl+f");
  gtk_editable_set_text (get_filter (), "backlash");
  settle (300);
  ck_assert_uint_eq (scho_table_view_get_n_shown (get_table ()), 1);
  hands_press ("Escape");
  assert_in_rows ();
  ck_assert_uint_eq (scho_table_view_get_n_shown (get_table ()), all);
  close_window ();
}
END_TEST

START_TEST (a_report_has_the_keyboard)
{
  g_autofree char *path = NULL;
  const char *paths[] = { NULL, NULL };

  open_for_keys ();
  path = dup_path ("guessed.txt");
  paths[0] = path;
  ck_assert (
      g_file_set_contents (path, "Caf\xe9 cr\xe8me, she said, and no more.\n", -1, NULL));
  scho_window_import (fixture.window, paths);
  await_jobs ();
  settle (300);
  ck_assert_ptr_nonnull (get_focus ());
  ck_assert_msg (gtk_widget_is_ancestor (get_focus (), get_front ()), "%s",
                 G_OBJECT_TYPE_NAME (get_focus ()));
  ck_assert (!GTK_IS_LABEL (get_focus ()));
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, the_first_row_has_the_keyboard);
  tcase_add_test (tc, tab_goes_on_to_the_notes);
  tcase_add_test (tc, rows_are_copied);
  tcase_add_test (tc, the_keyboard_sorts);
  tcase_add_test (tc, hits_are_filtered_and_gone_to);
  tcase_add_test (tc, escape_takes_the_filter_away);
  tcase_add_test (tc, a_report_has_the_keyboard);
}

int
main (void)
{
  return window_tests_run ("lists", add_tests);
}
