/* test-large-tables.c - tables of very many rows: the window does not stand still. */
#include "pulse.h"
#include "window-fixture.h"

#include "table-view.h"

#include <string.h>

enum
{
  MANY = 125000,
  LIMIT = 100, /* milliseconds of the window's thread */
};

static SchoTable *
make_table (void)
{
  SchoTable *table = scho_table_new ("words", "Words");

  scho_table_add_column (table, "word", "Word", SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "n", "Count", SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "share", "Share", SCHO_COLUMN_NUMBER);
  scho_table_add_column (table, "document", "Document", SCHO_COLUMN_TEXT);
  scho_table_reserve (table, MANY);
  for (guint i = 0; i < MANY; i++)
    {
      guint n = (guint) ((guint64) i * 7919 % MANY);
      g_autofree char *word = g_strdup_printf ("Wört x%uy", n);
      gsize row = scho_table_add_row (table);

      scho_table_set_text (table, row, 0, word);
      scho_table_set_integer (table, row, 1, n);
      scho_table_set_number (table, row, 2, 1.0 / (n + 1));
      scho_table_set_text (table, row, 3, "An interview of some length");
    }
  return table;
}

static SchoTableView *
show_table (GtkWidget *window)
{
  g_autoptr (SchoTable) table = make_table ();
  GtkWidget *view;

  pulse_begin ();
  view = scho_table_view_new (table, TRUE);
  gtk_window_set_child (GTK_WINDOW (window), view);
  ck_assert_int_lt (pulse_end ("show"), LIMIT);
  return SCHO_TABLE_VIEW (view);
}

static void
await_rows (SchoTableView *view, guint n)
{
  for (guint i = 0; i < 200 && scho_table_view_get_n_shown (view) != n; i++)
    settle (20);
  ck_assert_uint_eq (scho_table_view_get_n_shown (view), n);
}

static GtkColumnView *
find_rows (GtkWidget *widget)
{
  GtkColumnView *found = NULL;

  if (GTK_IS_COLUMN_VIEW (widget))
    return GTK_COLUMN_VIEW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_rows (child);
  return found;
}

static char *
dup_first (SchoTableView *view)
{
  GtkSelectionModel *rows = gtk_column_view_get_model (find_rows (GTK_WIDGET (view)));

  gtk_selection_model_select_item (rows, 0, TRUE);
  return scho_table_view_dup_selected (view);
}

/* A worker sorts: on a busy machine it is not ready at once. */
static void
await_first (SchoTableView *view, const char *words)
{
  g_autofree char *first = dup_first (view);

  for (guint i = 0; i < 200 && strstr (first, words) == NULL; i++)
    {
      settle (20);
      g_free (first);
      first = dup_first (view);
    }
  ck_assert_msg (strstr (first, words) != NULL, "%s is first", first);
}

static void
sort (SchoTableView *view, int column, const char *first)
{
  g_autofree char *what = g_strdup_printf ("sort by %d", column);

  pulse_begin ();
  gtk_widget_activate_action (GTK_WIDGET (view), "table.sort", "i", column);
  ck_assert_int_lt (pulse_end (what), LIMIT);
  await_first (view, first);
}

START_TEST (a_large_table_is_shown_sorted_and_filtered)
{
  GtkWidget *window = gtk_window_new ();
  SchoTableView *view;

  gtk_window_set_default_size (GTK_WINDOW (window), 800, 600);
  gtk_window_present (GTK_WINDOW (window));
  settle (100);
  view = show_table (window);
  sort (view, 1, "Wört x0y\t");
  sort (view, 1, "Wört x124999y\t");
  sort (view, 2, "Wört x124999y\t");
  sort (view, 0, "Wört x0y\t");
  pulse_begin ();
  scho_table_view_set_filter (view, "wort x1249");
  ck_assert_int_lt (pulse_end ("the first key of a filter"), LIMIT);
  await_rows (view, 111);
  pulse_begin ();
  scho_table_view_set_filter (view, "wort x124");
  ck_assert_int_lt (pulse_end ("another key"), LIMIT);
  await_rows (view, 1111);
  pulse_begin ();
  scho_table_view_set_filter (view, "");
  ck_assert_int_lt (pulse_end ("no filter"), LIMIT);
  await_rows (view, MANY);
  pulse_begin ();
  gtk_window_destroy (GTK_WINDOW (window));
  ck_assert_int_lt (pulse_end ("close"), LIMIT);
}
END_TEST

enum
{
  DOCUMENTS = 10000,
  ATTRIBUTES = 24,
};

static void
add_documents (void)
{
  SchoStep *step = scho_step_new (get_snapshot (), "Documents");
  g_autoptr (SchoText) text = scho_text_new ("One line.", NULL);
  SchoAttribute attributes[ATTRIBUTES];

  for (guint k = 0; k < ATTRIBUTES; k++)
    attributes[k] = (SchoAttribute){ .name = g_strdup_printf ("attribute %u", k),
                                     .value = g_strdup_printf ("value %u", k) };
  for (guint i = 0; i < DOCUMENTS; i++)
    {
      g_autofree char *title = g_strdup_printf ("Document %u of a great many", i);

      scho_step_add_document (step,
                              &(SchoDocument){ .title = title,
                                               .attributes = attributes,
                                               .n_attributes = ATTRIBUTES },
                              text);
    }
  ck_assert (scho_session_apply (scho_window_get_session (fixture.window), step, NULL));
  for (guint k = 0; k < ATTRIBUTES; k++)
    {
      g_free ((char *) attributes[k].name);
      g_free ((char *) attributes[k].value);
    }
}

START_TEST (the_attributes_of_many_documents)
{
  open_sample ();
  add_documents ();
  await_jobs ();
  settle (500);
  pulse_begin ();
  activate ("attributes", NULL);
  settle (300);
  ck_assert_int_lt (pulse_end ("attributes of 10,000 documents"), LIMIT);
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, a_large_table_is_shown_sorted_and_filtered);
  tcase_add_test (tc, the_attributes_of_many_documents);
}

int
main (void)
{
  return window_tests_run ("large-tables", add_tests);
}
