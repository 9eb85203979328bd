/* test-results.c - charts in the window: shown, walked through, and gone to passages
 * from. */
#include "window-fixture.h"

#include "cell-passages.h"
#include "chart-view.h"
#include "screenshot.h"
#include "table-view.h"

#include <scholiast/passage-query.h>
#include <string.h>

static char *asked; /* the query that was asked for last */

static void
query_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_free (asked);
  asked = g_variant_dup_string (parameter, NULL);
}

/* Instead of a list of passages. */
static void
catch_queries (void)
{
  static const GActionEntry action
      = { .name = "query", .activate = query_cb, .parameter_type = "s" };

  g_clear_pointer (&asked, g_free);
  g_action_map_add_action_entries (G_ACTION_MAP (fixture.window), &action, 1, NULL);
}

static GtkWidget *
find_mapped (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_mapped (child, type);
  return found;
}

static SchoTablePage *
analyse (const char *analysis)
{
  activate ("analyse", g_variant_new_string (analysis));
  await_jobs ();
  settle (100);
  return scho_window_get_table_page (fixture.window);
}

static SchoChartView *
show_chart (SchoTablePage *page, int chart)
{
  GtkWidget *view;

  scho_table_page_show_chart (page, chart);
  ck_assert_int_eq (scho_table_page_get_chart (page), chart);
  view = find_mapped (GTK_WIDGET (page), SCHO_TYPE_CHART_VIEW);
  ck_assert_ptr_nonnull (view);
  for (guint i = 0; i < 40 && *scho_chart_view_get_summary (SCHO_CHART_VIEW (view)) == 0;
       i++)
    settle (50);
  ck_assert_str_ne (scho_chart_view_get_summary (SCHO_CHART_VIEW (view)), "");
  return SCHO_CHART_VIEW (view);
}

static void
set_dark (gboolean dark)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
  settle (150);
}

static GtkWidget *
get_area (SchoChartView *view)
{
  GtkWidget *focus;

  gtk_widget_grab_focus (GTK_WIDGET (view));
  focus = gtk_window_get_focus (GTK_WINDOW (fixture.window));
  ck_assert (gtk_widget_is_ancestor (focus, GTK_WIDGET (view)));
  return focus;
}

START_TEST (keys_go_through_bars_and_to_their_passages)
{
  SchoTablePage *page;
  SchoChartView *view;
  g_autofree char *first = NULL;
  GtkWidget *area;

  open_sample ();
  catch_queries ();
  page = analyse ("frequency");
  view = show_chart (page, 0);
  area = get_area (view);
  ck_assert_ptr_null (scho_chart_view_get_current (view));
  ck_assert (press (area, GDK_KEY_Down));
  first = g_strdup (scho_chart_view_get_current (view));
  ck_assert_ptr_nonnull (first);
  ck_assert (press (area, GDK_KEY_Down));
  ck_assert_str_ne (scho_chart_view_get_current (view), first);
  ck_assert (press (area, GDK_KEY_Up));
  ck_assert_str_eq (scho_chart_view_get_current (view), first);
  ck_assert (press (area, GDK_KEY_Return));
  ck_assert_ptr_nonnull (asked);
  ck_assert (g_str_has_prefix (first, asked)); /* “code: 7” */
  close_window ();
}
END_TEST

START_TEST (a_row_without_a_place_opens_its_passages)
{
  SchoTablePage *page;
  GtkWidget *view;
  g_autoptr (SchoPassageQuery) query = NULL;

  open_sample ();
  catch_queries ();
  page = analyse ("co-occurrence");
  view = find_mapped (GTK_WIDGET (page), SCHO_TYPE_TABLE_VIEW);
  g_signal_emit_by_name (view, "row-activated", (guint64) 0);
  ck_assert_ptr_nonnull (asked);
  ck_assert_ptr_nonnull (strstr (asked, " overlaps "));
  query = scho_passage_query_parse (asked, NULL, NULL);
  ck_assert_ptr_nonnull (query);
  ck_assert (scho_passage_query_check (query, get_snapshot (), NULL, NULL));
  close_window ();
}
END_TEST

static guint
count_matches (const char *text)
{
  g_autoptr (SchoPassageQuery) query = scho_passage_query_parse (text, NULL, NULL);
  g_autoptr (GArray) matches = NULL;

  ck_assert_msg (query != NULL, "“%s” is no query", text);
  matches = scho_passage_query_run (query, get_snapshot (), NULL, NULL, NULL, NULL);
  ck_assert_msg (matches != NULL, "“%s” finds nothing", text);
  return matches->len;
}

/* As many as the figure says. */
START_TEST (the_passages_of_a_cell_are_those_it_counts)
{
  SchoTable *table;
  guint n_checked = 0;

  open_sample ();
  table = g_ptr_array_index (scho_table_page_get_tables (analyse ("cross-table")), 0);
  for (gsize row = 0; row < scho_table_get_n_rows (table); row++)
    for (guint column = 1; column < scho_table_get_n_columns (table); column++)
      {
        g_autofree char *query
            = scho_cell_passages_dup_query (get_snapshot (), table, row, column);

        ck_assert_ptr_nonnull (query);
        ck_assert_uint_eq (count_matches (query),
                           scho_table_get_integer (table, row, column));
        n_checked++;
      }
  ck_assert_uint_gt (n_checked, 10);
  close_window ();
}
END_TEST

/* What is looked at, and no other; the folder of the tests takes it. */
START_TEST (the_chart_that_is_looked_at_is_exported)
{
  g_autofree char *path = NULL;
  g_autofree char *svg = NULL;

  open_sample ();
  path = dup_path ("network.svg");
  show_chart (analyse ("co-occurrence"), 0);
  activate ("export-table-to", g_variant_new ("(ss)", "result-svg", path));
  await_jobs ();
  svg = read_file (path);
  ck_assert_ptr_nonnull (strstr (svg, "<circle"));
  close_window ();
}
END_TEST

/* One file is the table alone; a folder says how it was counted, too. */
START_TEST (a_folder_of_csv_says_how_it_was_counted)
{
  g_autofree char *alone = dup_path ("alone.csv"), *folder = dup_path ("folder");
  g_autofree char *facts = dup_path ("folder/facts.csv");
  g_autofree char *table = dup_path ("folder/frequency.csv");
  g_autofree char *words = NULL, *one = NULL, *other = NULL;

  open_sample ();
  analyse ("frequency");
  activate ("export-table-to", g_variant_new ("(ss)", "csv", alone));
  await_jobs ();
  activate ("export-table-to", g_variant_new ("(ss)", "csv-folder", folder));
  await_jobs ();
  one = read_file (alone);
  other = read_file (table);
  words = read_file (facts);
  ck_assert_str_eq (one, other);
  ck_assert_ptr_null (strstr (one, "fingerprint"));
  ck_assert_ptr_nonnull (strstr (words, "fingerprint"));
  ck_assert_ptr_nonnull (strstr (words, "option-by,"));
  close_window ();
}
END_TEST

/* The settings of the form come again, and so does the page's own name. */
START_TEST (a_result_is_pinned_and_opened_again)
{
  const SchoAttachment *const *attachments;
  g_auto (GStrv) settings = NULL;
  g_autofree char *uuid = g_malloc0 (SCHO_UUID_STRING_LENGTH + 1);
  SchoTablePage *page;
  gsize n;

  open_sample ();
  page = analyse ("frequency");
  scho_option_form_set (scho_table_page_get_form (page),
                        (const char *const[]){ "by=coder", "gone=1", NULL }, NULL);
  activate ("pin-result", g_variant_new_string ("By _coder"));
  attachments = scho_snapshot_get_attachments (get_snapshot (), &n);
  ck_assert_uint_eq (n, 1);
  ck_assert_str_eq (attachments[0]->name, "By _coder");
  scho_uuid_format (&attachments[0]->uuid, uuid);
  activate ("open-pinned", g_variant_new_string (uuid));
  await_jobs ();
  ck_assert_ptr_ne (scho_window_get_table_page (fixture.window), page);
  page = scho_window_get_table_page (fixture.window);
  settings = scho_option_form_dup_settings (scho_table_page_get_form (page));
  ck_assert (g_strv_contains ((const char *const *) settings, "by=coder"));
  activate ("rename-pinned", g_variant_new_string ("Persons"));
  attachments = scho_snapshot_get_attachments (get_snapshot (), &n);
  ck_assert_str_eq (attachments[0]->name, "Persons");
  activate ("unpin-result", NULL);
  scho_snapshot_get_attachments (get_snapshot (), &n);
  ck_assert_uint_eq (n, 0);
  activate ("undo", NULL);
  await_jobs ();
  scho_snapshot_get_attachments (get_snapshot (), &n);
  ck_assert_uint_eq (n, 1);
  close_window ();
}
END_TEST

/* What has just changed its colours may not be drawn yet. */
static void
write_picture (const char *path)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 20; i++)
    {
      g_clear_error (&error);
      if (scho_screenshot_write (GTK_WIDGET (fixture.window), path, &error))
        return;
      settle (50);
    }
  ck_abort_msg ("%s", error->message);
}

static void
take_picture (const char *analysis, guint table, int chart, gboolean dark)
{
  const char *folder = g_getenv ("SCHOLIAST_ARTEFACTS");
  g_autofree char *what = chart < 0 ? g_strdup_printf ("table-%u", table)
                                    : g_strdup_printf ("table-%u-chart-%d", table, chart);
  g_autofree char *name
      = g_strdup_printf ("result-%s-%s-%s.png", analysis, what, dark ? "dark" : "light");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  settle (40);
  if (path == NULL)
    return;
  g_mkdir_with_parents (folder, 0755);
  write_picture (path);
}

/* Its tables, and those of their charts that there are. */
static void
look_at_result (const char *analysis, SchoTablePage *page, gboolean dark)
{
  GPtrArray *tables = scho_table_page_get_tables (page);

  ck_assert_msg (tables != NULL && tables->len > 0, "%s has no answer", analysis);
  for (guint i = 0; i < tables->len; i++)
    {
      scho_table_page_show_table (page, i);
      ck_assert_ptr_eq (scho_table_page_get_table (page), tables->pdata[i]);
      scho_table_page_show_chart (page, -1);
      take_picture (analysis, i, -1, dark);
      for (guint chart = 0; chart < scho_table_get_n_charts (tables->pdata[i]); chart++)
        {
          show_chart (page, (int) chart);
          take_picture (analysis, i, (int) chart, dark);
        }
    }
}

static const struct
{
  const char *analysis;
  const char *settings[3];
} results[] = {
  { "frequency", { NULL } },
  { "co-occurrence", { NULL } },
  { "relations", { NULL } },
  { "cross-table", { NULL } },
  { "sequences", { NULL } },
  { "agreement", { "draws=20", NULL } },
  { "saturation", { NULL } },
  { "codebook", { NULL } },
  { "words", { "stop-list=english", NULL } },
  { "concordance", { "word=he", "sort=right", NULL } },
  { "collocations", { "stop-list=english", "minimum=2", NULL } },
  { "keyness", { "document=article.txt", "minimum=2", NULL } },
  { "type-token", { NULL } },
};

static SchoTablePage *
open_result (const char *id, const char *const *settings)
{
  const SchoAnalysis *analysis
      = scho_plugins_find_analysis (scho_window_get_plugins (fixture.window), id, NULL);
  SchoTablePage *page;

  ck_assert_msg (analysis != NULL, "there is no %s", id);
  page = scho_window_open_analysis (fixture.window, analysis, analysis->title, settings,
                                    NULL);
  await_jobs ();
  return page;
}

START_TEST (every_result_looks_well)
{
  SchoTablePage *pages[G_N_ELEMENTS (results)];
  AdwTabView *tabs;

  open_sample ();
  tabs = fixture.window->tabs;
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    pages[i] = open_result (results[i].analysis, results[i].settings);
  for (guint dark = 0; dark < 2; dark++)
    {
      set_dark (dark);
      for (guint i = 0; i < G_N_ELEMENTS (results); i++)
        {
          adw_tab_view_set_selected_page (
              tabs, adw_tab_view_get_page (tabs, GTK_WIDGET (pages[i])));
          look_at_result (results[i].analysis, pages[i], dark);
        }
    }
  set_dark (FALSE);
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, keys_go_through_bars_and_to_their_passages);
  tcase_add_test (tc, a_row_without_a_place_opens_its_passages);
  tcase_add_test (tc, the_passages_of_a_cell_are_those_it_counts);
  tcase_add_test (tc, the_chart_that_is_looked_at_is_exported);
  tcase_add_test (tc, a_folder_of_csv_says_how_it_was_counted);
  tcase_add_test (tc, a_result_is_pinned_and_opened_again);
  tcase_add_test (tc, every_result_looks_well);
}

int
main (void)
{
  return window_tests_run ("results", add_tests);
}
