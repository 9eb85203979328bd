/* test-passages.c - the list of the passages that bear a code: follows the project, is
 * filtered, grouped, sorted, copied and exported.
 */
#include "matching.h"
#include "pulse.h"
#include "window-fixture.h"

#include <scholiast/edit.h>
#include <scholiast/lookup.h>
#include <string.h>

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

static GtkListView *
get_view (SchoPassageList *list)
{
  return GTK_LIST_VIEW (find_inside (GTK_WIDGET (list), GTK_TYPE_LIST_VIEW));
}

static GtkEditable *
get_filter (SchoPassageList *list)
{
  return GTK_EDITABLE (find_inside (GTK_WIDGET (list), GTK_TYPE_SEARCH_ENTRY));
}

static SchoPassageList *
open_list (const char *code)
{
  activate ("passages", g_variant_new_string (code));
  return scho_window_get_passage_list (fixture.window);
}

static void
await (SchoPassageList *list)
{
  settle (150); /* the entry waits for the next letter */
  for (guint i = 0; i < 500 && scho_passage_list_is_busy (list); i++)
    settle (10);
  ck_assert (!scho_passage_list_is_busy (list));
}

static void
change (SchoPassageList *list, const char *action, GVariant *state)
{
  ck_assert (gtk_widget_activate_action_variant (GTK_WIDGET (list), action, state));
  await (list);
}

/* An action that is TRUE or FALSE is activated to be the other. */
static void
toggle (SchoPassageList *list, const char *action)
{
  change (list, action, NULL);
}

static SchoPassage *
get_row (SchoPassageList *list, guint i)
{
  return scho_passages_get_rows (scho_passage_list_get_passages (list))->pdata[i];
}

static guint
count_rows (SchoPassageList *list)
{
  return scho_passages_get_rows (scho_passage_list_get_passages (list))->len;
}

static guint
count_shown (SchoPassageList *list)
{
  return scho_passages_get_n_shown (scho_passage_list_get_passages (list));
}

static void
filter (SchoPassageList *list, const char *words)
{
  gtk_editable_set_text (get_filter (list), words);
  await (list);
}

START_TEST (lists_what_the_query_finds)
{
  SchoPassageList *list;
  const SchoAnnotation *coding;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (SchoText) text = NULL;
  g_autofree char *words = NULL;

  open_sample ();
  list = open_list ("victim-blaming");
  await (list);
  change (list, "passages.group", g_variant_new_string ("none"));
  found = scho_lookup_annotations (
      get_snapshot (),
      &(SchoFilter){ .code = find_code ("victim-blaming")->id, .with_subcodes = TRUE });
  ck_assert_uint_gt (found->len, 3);
  ck_assert_uint_eq (count_shown (list), found->len);
  ck_assert_uint_eq (count_rows (list), found->len);
  coding = &get_row (list, 0)->coding;
  text = scho_snapshot_read_text (get_snapshot (), coding->document, NULL);
  words = scho_text_dup_range (text, coding->start, coding->end);
  ck_assert_str_eq (get_row (list, 0)->words, g_strdelimit (words, "\n\t", ' '));
  ck_assert (g_str_has_suffix (
      gtk_window_get_title (GTK_WINDOW (fixture.window)),
      g_strrstr (gtk_window_get_title (GTK_WINDOW (fixture.window)), ": ")));
  /* Asked for again, it is the same tab. */
  ck_assert_ptr_eq (open_list ("victim-blaming"), list);
  close_window ();
}
END_TEST

START_TEST (follows_the_project)
{
  SchoPassageList *list;
  SchoAnnotation first;
  guint n;
  g_autofree char *title = NULL;

  open_sample ();
  list = open_list ("victim-blaming");
  await (list);
  n = count_shown (list);
  first = get_row (list, 1)->coding;
  scho_session_apply (scho_window_get_session (fixture.window),
                      scho_edit_remove_annotation (get_snapshot (), &first), NULL);
  await (list);
  ck_assert_uint_eq (count_shown (list), n - 1);
  title = g_strdup_printf ("victim-blaming: %u", n - 1);
  ck_assert_str_eq (adw_window_title_get_title (fixture.window->title), title);
  activate ("undo", NULL);
  await (list);
  ck_assert_uint_eq (count_shown (list), n);

  /* Its tab goes with the code. */
  scho_session_apply (
      scho_window_get_session (fixture.window),
      scho_edit_remove_code (get_snapshot (), find_code ("victim-blaming")->id), NULL);
  settle (50);
  ck_assert_ptr_null (scho_window_get_passage_list (fixture.window));
  close_window ();
}
END_TEST

START_TEST (filters_without_case_and_accents)
{
  SchoPassageList *list;
  guint n;

  open_sample ();
  activate ("open-document", g_variant_new_string (
                                 scho_snapshot_get_document (get_snapshot (), 1)->title));
  activate ("select", g_variant_new ("(uu)", 0, 20));
  activate ("new-code", g_variant_new_string ("Négligée"));
  list = open_list ("Négligée");
  await (list);
  ck_assert_uint_eq (count_shown (list), 1);
  filter (list, "NEGLIG");
  ck_assert_uint_eq (count_shown (list), 1);
  filter (list, "zzz nowhere");
  ck_assert_uint_eq (count_shown (list), 0);
  ck_assert (!gtk_widget_get_child_visible (
      gtk_widget_get_parent (GTK_WIDGET (get_view (list)))));
  filter (list, "");
  ck_assert_uint_eq (count_shown (list), 1);

  list = open_list ("victim-blaming");
  await (list);
  n = count_shown (list);
  filter (list, get_row (list, 1)->words);
  ck_assert_uint_ge (count_shown (list), 1);
  ck_assert_uint_lt (count_shown (list), n);
  close_window ();
}
END_TEST

START_TEST (folds_what_does_not_count)
{
  g_autofree char *folded = scho_matching_fold ("Ça VA, Straße İstanbul ΣΑΣ");
  g_autofree char *typed = scho_matching_fold ("ca strasse");
  /* A longer character moves over its own beginning. */
  g_autofree char *moved = scho_matching_fold ("e\xcc\x81\xf0\x9f\x91\xa9x");

  ck_assert_str_eq (folded, "ca va, strasse istanbul σασ");
  ck_assert (scho_matching_has (folded, typed));
  ck_assert (!scho_matching_has (folded, "ca nowhere"));
  ck_assert_str_eq (moved, "e\xf0\x9f\x91\xa9x");
}
END_TEST

/* The code goes when the tab has gone already; the list may still be at work. */
START_TEST (outlives_its_tab)
{
  g_autoptr (SchoPassageList) list = NULL;

  open_sample ();
  list = g_object_ref (open_list ("apology"));
  activate ("close-tab", NULL);
  scho_session_apply (scho_window_get_session (fixture.window),
                      scho_edit_remove_code (get_snapshot (), find_code ("apology")->id),
                      NULL);
  settle (50);
  close_window ();
}
END_TEST

static guint
count_headings (SchoPassageList *list)
{
  guint n = 0;

  for (guint i = 0; i < count_rows (list); i++)
    n += get_row (list, i)->heading != NULL;
  return n;
}

START_TEST (groups_and_sorts)
{
  SchoPassageList *list;
  guint n_documents, sum = 0;

  open_sample ();
  list = open_list ("victim-blaming");
  await (list);
  n_documents = count_headings (list);
  ck_assert_uint_ge (n_documents, 1);
  ck_assert_ptr_nonnull (get_row (list, 0)->heading);
  for (guint i = 0; i < count_rows (list); i++)
    sum += get_row (list, i)->n;
  ck_assert_uint_eq (sum, count_shown (list));
  change (list, "passages.group", g_variant_new_string ("coder"));
  ck_assert_uint_ge (count_headings (list), 2);
  change (list, "passages.group", g_variant_new_string ("none"));
  ck_assert_uint_eq (count_headings (list), 0);
  change (list, "passages.sort", g_variant_new_string ("length"));
  toggle (list, "passages.descending");
  for (guint i = 1; i < count_rows (list); i++)
    {
      const SchoAnnotation *a = &get_row (list, i - 1)->coding;
      const SchoAnnotation *b = &get_row (list, i)->coding;
      ck_assert_uint_ge (a->end - a->start, b->end - b->start);
    }
  close_window ();
}
END_TEST

START_TEST (sub_codes_are_a_choice)
{
  SchoPassageList *list;
  const SchoCode *parent = NULL;
  gsize n;
  const SchoCode *const *codes;
  guint with, without;

  open_sample ();
  codes = scho_snapshot_get_codes (get_snapshot (), &n);
  for (gsize i = 0; i < n && parent == NULL; i++)
    if (codes[i]->parent != 0)
      parent = scho_snapshot_get_code (get_snapshot (), codes[i]->parent);
  ck_assert_ptr_nonnull (parent);
  list = open_list (parent->name);
  await (list);
  with = count_shown (list);
  toggle (list, "passages.subcodes");
  without = count_shown (list);
  ck_assert_uint_lt (without, with);
  close_window ();
}
END_TEST

START_TEST (goes_to_the_passage)
{
  SchoPassageList *list;
  guint32 start, end;
  SchoAnnotation coding;

  open_sample ();
  list = open_list ("victim-blaming");
  await (list);
  coding = get_row (list, 1)->coding;
  g_signal_emit_by_name (get_view (list), "activate", 1);
  settle (100);
  ck_assert_uint_eq (scho_page_get_document (scho_window_get_page (fixture.window)),
                     coding.document);
  ck_assert (
      scho_page_get_selection (scho_window_get_page (fixture.window), &start, &end));
  ck_assert_uint_eq (start, coding.start);
  ck_assert_uint_eq (end, coding.end);
  close_window ();
}
END_TEST

START_TEST (copies_quotations_with_their_source)
{
  SchoPassageList *list;
  g_autofree char *one = NULL, *all = NULL;
  g_auto (GStrv) parts = NULL;

  open_sample ();
  list = open_list ("victim-blaming");
  await (list);
  gtk_selection_model_select_item (gtk_list_view_get_model (get_view (list)), 1, TRUE);
  one = scho_passage_list_dup_quotations (list);
  /* Marks within the quotation are single ones. */
  ck_assert_str_eq (one, "“she should not be alone with him in future, and might choose "
                         "‘a less summery dress’” (article.txt, paragraph 5; "
                         "victim-blaming; Mira)");
  gtk_selection_model_unselect_all (gtk_list_view_get_model (get_view (list)));
  all = scho_passage_list_dup_quotations (list);
  parts = g_strsplit (all, "\n\n", -1);
  ck_assert_uint_eq (g_strv_length (parts), count_shown (list));
  close_window ();
}
END_TEST

START_TEST (exports_what_is_shown)
{
  g_autofree char *path = dup_path ("passages.csv"), *contents = NULL;
  SchoPassageList *list;
  guint n_lines = 0;

  open_sample ();
  list = open_list ("victim-blaming");
  await (list);
  activate ("export-table-to", g_variant_new ("(ss)", "csv", path));
  await_jobs ();
  contents = read_file (path);
  ck_assert (g_str_has_prefix (contents, "document,paragraph,before,passage"));
  for (const char *c = contents; *c != '\0'; c++)
    n_lines += *c == '\n';
  ck_assert_uint_eq (n_lines, count_shown (list) + 1);
  close_window ();
}
END_TEST

/* Many passages ------------------------------------------------------------------- */

#define MANY 100000
#define LENGTH 400000

static SchoText *
make_text (void)
{
  GString *text = g_string_new (NULL);

  while (text->len < LENGTH)
    g_string_append (text, "All that is said of them, and by whom; nothing else.\n");
  g_string_truncate (text, LENGTH);
  return scho_text_new_take (g_string_free (text, FALSE), LENGTH, NULL, 0, NULL);
}

static void
add_many (void)
{
  SchoSnapshot *snapshot = get_snapshot ();
  g_autoptr (SchoStep) step = scho_step_new (snapshot, "Many");
  g_autoptr (SchoText) text = make_text ();
  g_autoptr (GError) error = NULL;
  SchoAnnotation coding = { .weight = SCHO_NO_WEIGHT };

  coding.document
      = scho_step_add_document (step, &(SchoDocument){ .title = "Long" }, text);
  coding.code = scho_step_add_code (step, &(SchoCode){ .name = "everywhere" });
  coding.coder = scho_step_ensure_coder (step, "asha");
  for (guint i = 0; i < MANY; i++)
    {
      coding.start = (i * 31) % (LENGTH - 60);
      coding.end = coding.start + 5 + i % 50;
      scho_step_add_annotation (step, &coding);
    }
  scho_project_apply (get_project (), step, &error);
  ck_assert_msg (error == NULL, "%s", error ? error->message : "");
}

/* Milliseconds. */
#define LONGEST 100

static void
await_list (SchoPassageList *list, const char *what)
{
  int longest;

  for (guint i = 0; i < 1000 && scho_passage_list_is_busy (list); i++)
    settle (10);
  settle (300);
  longest = pulse_end (what);
  ck_assert_msg (longest < LONGEST, "%s: the window stood still for %d ms", what,
                 longest);
}

START_TEST (a_hundred_thousand_do_not_freeze_it)
{
  SchoPassageList *list;

  open_sample ();
  add_many ();
  settle (1000);
  activate ("open-document", g_variant_new_string (
                                 scho_snapshot_get_document (get_snapshot (), 1)->title));
  pulse_begin ();
  g_action_group_activate_action (G_ACTION_GROUP (fixture.window), "passages",
                                  g_variant_new_string ("everywhere"));
  list = scho_window_get_passage_list (fixture.window);
  await_list (list, "all passages");
  ck_assert_uint_eq (count_shown (list), MANY);
  pulse_begin ();
  gtk_editable_set_text (get_filter (list), "by whom");
  await_list (list, "filter");
  ck_assert_uint_gt (count_shown (list), 10);
  ck_assert_uint_lt (count_shown (list), MANY);
  pulse_begin ();
  gtk_editable_set_text (get_filter (list), "");
  await_list (list, "no filter");
  ck_assert_uint_eq (count_shown (list), MANY);
  close_window ();
}
END_TEST

static const struct
{
  const char *scheme;
  int width, height;
} views[] = {
  { "light", 1280, 800 },
  { "dark", 1280, 800 },
  { "light", 800, 600 },
};

START_TEST (pictures)
{
  g_autofree char *view
      = g_strdup_printf ("%s-%dx%d", views[_i].scheme, views[_i].width, views[_i].height);
  SchoPassageList *list;
  GError *error = NULL;
  SchoStep *step;

  g_action_group_change_action_state (G_ACTION_GROUP (fixture.application),
                                      "color-scheme",
                                      g_variant_new_string (views[_i].scheme));
  open_sample ();
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), views[_i].width,
                               views[_i].height);
  settle (300);
  list = open_list ("victim-blaming");
  await (list);
  step = scho_edit_set_annotation_weight (get_snapshot (), &get_row (list, 1)->coding, 80,
                                          &error);
  scho_session_apply (scho_window_get_session (fixture.window), step, error);
  step = scho_edit_set_annotation_memo (
      get_snapshot (),
      scho_snapshot_find_annotation (get_snapshot (), get_row (list, 2)->coding.document,
                                     &get_row (list, 2)->coding.uuid),
      "She is asked what she wore. Compare with the second interview, where nobody "
      "asks.");
  scho_session_apply (scho_window_get_session (fixture.window), step, NULL);
  await (list);
  gtk_selection_model_select_item (gtk_list_view_get_model (get_view (list)), 2, TRUE);
  picture (view, "passages");
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, lists_what_the_query_finds);
  tcase_add_test (tc, follows_the_project);
  tcase_add_test (tc, filters_without_case_and_accents);
  tcase_add_test (tc, outlives_its_tab);
  tcase_add_test (tc, folds_what_does_not_count);
  tcase_add_test (tc, groups_and_sorts);
  tcase_add_test (tc, sub_codes_are_a_choice);
  tcase_add_test (tc, goes_to_the_passage);
  tcase_add_test (tc, copies_quotations_with_their_source);
  tcase_add_test (tc, exports_what_is_shown);
  tcase_add_test (tc, a_hundred_thousand_do_not_freeze_it);
  tcase_add_loop_test (tc, pictures, 0, G_N_ELEMENTS (views));
}

int
main (void)
{
  return window_tests_run ("passages", add_tests);
}
