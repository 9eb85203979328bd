/* test-tables.c - tables of analyses: headings, columns, order, copies; and quotations.
 */
#include "window-fixture.h"

#include "quotation.h"
#include "table-view.h"

#include <string.h>
#include <time.h>

enum
{
  MANY = 10000,
  LIMIT_MS = 1500, /* of the processor; it takes a tenth */
};

static GtkWidget *
find_label (GtkWidget *widget, const char *words)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget))
    return g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), words) ? widget : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_label (child, words);
  return found;
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);
  return found;
}

static GtkWidget *
find_copy_button (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget)
      && g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), "edit-copy-symbolic")
             == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_copy_button (child);
  return found;
}

static SchoTable *
make_table (guint n, const char *reason)
{
  SchoTable *table = scho_table_new ("t", "Table");

  scho_table_add_column (table, "code", "Code", SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "n", "Codings", SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "share", "Share", SCHO_COLUMN_NUMBER);
  scho_table_add_column (table, "reason", "Why undefined", SCHO_COLUMN_TEXT);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("code %u", (i * 7919) % n);
      gsize row = scho_table_add_row (table);

      scho_table_set_text (table, row, 0, name);
      scho_table_set_integer (table, row, 1, (i * 7919) % n);
      scho_table_set_number (table, row, 2, 1.0 / (i + 1));
    }
  if (reason != NULL)
    scho_table_set_text (table, 0, 3, reason);
  return table;
}

static GtkWidget *
show_table (SchoTable *table)
{
  GtkWidget *view = scho_table_view_new (table, FALSE);
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 800, 600);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  settle (100);
  return view;
}

static void
destroy_of (GtkWidget *view)
{
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (view)));
  settle (20);
}

START_TEST (headings_stand_as_their_cells)
{
  g_autoptr (SchoTable) table = make_table (3, NULL);
  GtkWidget *view = show_table (table);
  GtkWidget *column = find_type (view, GTK_TYPE_COLUMN_VIEW);
  GtkWidget *header = gtk_widget_get_first_child (column);

  ck_assert_float_eq (gtk_label_get_xalign (GTK_LABEL (find_label (header, "Codings"))),
                      1);
  ck_assert_float_eq (gtk_label_get_xalign (GTK_LABEL (find_label (header, "Share"))), 1);
  ck_assert_float_ne (gtk_label_get_xalign (GTK_LABEL (find_label (header, "Code"))), 1);
  destroy_of (view);
}
END_TEST

/* Words before a hit, and paths of codes, are cut at their beginning; figures never. */
START_TEST (words_are_cut_where_they_say_least)
{
  g_autoptr (SchoTable) table = scho_table_new ("t", "Table");
  GtkWidget *view;

  scho_table_add_column (table, "left", "Before", SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "right", "After", SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "code", "Code", SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "p", "p", SCHO_COLUMN_NUMBER);
  scho_table_add_row (table);
  scho_table_set_text (table, 0, 0, "and so they said");
  scho_table_set_text (table, 0, 1, "would not be heard");
  scho_table_set_text (table, 0, 2, "discourse/blame");
  scho_table_set_number (table, 0, 3, 0.0123);
  view = show_table (table);
  ck_assert_int_eq (
      gtk_label_get_ellipsize (GTK_LABEL (find_label (view, "and so they said"))),
      PANGO_ELLIPSIZE_START);
  ck_assert_float_eq (
      gtk_label_get_xalign (GTK_LABEL (find_label (view, "and so they said"))), 1);
  ck_assert_int_eq (
      gtk_label_get_ellipsize (GTK_LABEL (find_label (view, "would not be heard"))),
      PANGO_ELLIPSIZE_END);
  ck_assert_int_eq (
      gtk_label_get_ellipsize (GTK_LABEL (find_label (view, "discourse/blame"))),
      PANGO_ELLIPSIZE_START);
  ck_assert_int_ge (gtk_label_get_width_chars (GTK_LABEL (find_label (view, "0.0123"))),
                    6);
  destroy_of (view);
}
END_TEST

START_TEST (reasons_are_shown_when_there_are_some)
{
  g_autoptr (SchoTable) without = make_table (3, NULL);
  g_autoptr (SchoTable) with = make_table (3, "too few");
  GtkWidget *view = show_table (without);

  ck_assert_ptr_null (find_label (view, "Why undefined"));
  destroy_of (view);
  view = show_table (with);
  ck_assert_ptr_nonnull (find_label (view, "Why undefined"));
  destroy_of (view);
}
END_TEST

START_TEST (long_tables_are_sorted_at_once)
{
  g_autoptr (SchoTable) table = make_table (MANY, NULL);
  clock_t begin = clock ();
  GtkWidget *view = show_table (table);
  GtkColumnView *columns = GTK_COLUMN_VIEW (find_type (view, GTK_TYPE_COLUMN_VIEW));
  g_autoptr (GtkColumnViewColumn) codings
      = g_list_model_get_item (gtk_column_view_get_columns (columns), 1);

  gtk_column_view_sort_by_column (columns, codings, GTK_SORT_DESCENDING);
  settle (300);
  ck_assert_int_lt ((clock () - begin) * 1000 / CLOCKS_PER_SEC, LIMIT_MS);
  ck_assert_ptr_nonnull (find_label (view, "9999"));
  gtk_column_view_sort_by_column (columns, codings, GTK_SORT_ASCENDING);
  settle (300);
  ck_assert_ptr_nonnull (find_label (view, "code 0"));
  destroy_of (view);
}
END_TEST

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  char **text = data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

START_TEST (a_table_is_copied_as_csv)
{
  GtkWidget *page;
  g_autofree char *text = NULL;

  open_sample ();
  activate ("analyse", g_variant_new_string ("frequency"));
  await_jobs ();
  page = find_type (GTK_WIDGET (fixture.window), SCHO_TYPE_TABLE_PAGE);
  ck_assert_ptr_nonnull (page);
  g_signal_emit_by_name (find_copy_button (page), "clicked");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (page), NULL, text_read_cb,
                                 &text);
  settle (200);
  ck_assert_ptr_nonnull (text);
  ck_assert_msg (g_str_has_prefix (text, "code,"), "%s", text);
  ck_assert_ptr_nonnull (strstr (text, "\nvictim-blaming,"));
  picture ("table", "frequency");
  close_window ();
}
END_TEST

static const struct
{
  const char *words, *marked;
} marks[] = {
  { "plain", "“plain”" },
  { "", "“”" },
  { "He said “no” to her", "“He said “no” to her”" },
  { "“No,” he said", "“‘No,’ he said”" },
  { "he said “no”", "“he said ‘no’”" },
  { "“No.”", "“‘No.’”" },
  { "\"No.\"", "“'No.'”" },
  { "„Nein.“", "“‚Nein.‘”" },
};

START_TEST (quotation_marks_are_not_doubled)
{
  g_autofree char *marked = scho_quotation_mark (marks[_i].words);

  ck_assert_str_eq (marked, marks[_i].marked);
}
END_TEST

/* The view of the table with that id. */
static GtkWidget *
find_table (GtkWidget *widget, const char *id)
{
  GtkWidget *found = NULL;

  if (SCHO_IS_TABLE_VIEW (widget)
      && g_str_equal (
          scho_table_get_id (scho_table_view_get_table (SCHO_TABLE_VIEW (widget))), id))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_table (child, id);
  return found;
}

/* Rows of an analysis that say a place go there. */
START_TEST (a_row_goes_to_its_passage)
{
  GtkWidget *view;
  SchoTable *table;
  SchoPage *page;
  guint32 start, end;

  open_sample ();
  activate ("analyse", g_variant_new_string ("codebook"));
  await_jobs ();
  view = find_table (GTK_WIDGET (fixture.window), "examples");
  ck_assert_ptr_nonnull (view);
  table = scho_table_view_get_table (SCHO_TABLE_VIEW (view));
  ck_assert_uint_gt (scho_table_get_n_rows (table), 5);
  g_signal_emit_by_name (view, "row-activated", (guint64) 4);
  settle (300);
  page = scho_window_get_page (fixture.window);
  ck_assert_ptr_nonnull (page);
  ck_assert (scho_page_get_selection (page, &start, &end));
  ck_assert_uint_eq (start, scho_table_get_integer (table, 4, 2));
  ck_assert_uint_eq (end, scho_table_get_integer (table, 4, 3));
  close_window ();
}
END_TEST

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && gtk_widget_get_visible (widget)
      && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

/* An analysis that needs to be told something asks for it. */
START_TEST (what_is_missing_is_asked_for)
{
  SchoTablePage *page;
  GtkWidget *popover, *entry, *run;

  open_sample ();
  activate ("analyse", g_variant_new_string ("concordance"));
  await_jobs ();
  settle (300);
  page = scho_window_get_table_page (fixture.window);
  ck_assert_ptr_null (scho_table_page_get_tables (page));
  popover = gtk_widget_get_ancestor (GTK_WIDGET (scho_table_page_get_form (page)),
                                     GTK_TYPE_POPOVER);
  ck_assert (gtk_widget_get_mapped (popover));
  entry = find_type (popover, ADW_TYPE_ENTRY_ROW);
  ck_assert_ptr_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "letter");
  run = find_button (GTK_WIDGET (page), "Count _again");
  ck_assert_ptr_nonnull (run);
  g_signal_emit_by_name (run, "clicked");
  await_jobs ();
  ck_assert_ptr_nonnull (scho_table_page_get_tables (page));
  ck_assert_ptr_nonnull (find_table (GTK_WIDGET (page), "concordance"));
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, a_row_goes_to_its_passage);
  tcase_add_test (tc, what_is_missing_is_asked_for);
  tcase_add_test (tc, headings_stand_as_their_cells);
  tcase_add_test (tc, words_are_cut_where_they_say_least);
  tcase_add_test (tc, reasons_are_shown_when_there_are_some);
  tcase_add_test (tc, long_tables_are_sorted_at_once);
  tcase_add_test (tc, a_table_is_copied_as_csv);
  tcase_add_loop_test (tc, quotation_marks_are_not_doubled, 0, G_N_ELEMENTS (marks));
}

int
main (void)
{
  return window_tests_run ("tables", add_tests);
}
