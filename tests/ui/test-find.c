/* test-find.c - finding in the document and in all, and a code for all that is found. */
#include "code-hits.h"
#include "window-fixture.h"

#include <scholiast/lookup.h>
#include <string.h>

#define REGEX SCHO_SEARCH_REGEX
#define CASE SCHO_SEARCH_MATCH_CASE
#define WORDS SCHO_SEARCH_WHOLE_WORDS
#define ACCENTS SCHO_SEARCH_MATCH_ACCENTS

/* Adds a document and opens it. */
static guint32
open_text (const char *title, const char *words)
{
  g_autoptr (SchoStep) step = scho_step_new (get_snapshot (), title);
  g_autoptr (SchoText) text = scho_text_new (words, NULL);
  g_autoptr (GError) error = NULL;
  guint32 id = scho_step_add_document (step, &(SchoDocument){ .title = title }, text);

  ck_assert (scho_project_apply (get_project (), step, &error));
  scho_window_open_document (fixture.window, id);
  return id;
}

static SchoFindBar *
get_bar (void)
{
  return fixture.window->find_bar;
}

static void
await_bar (void)
{
  for (guint i = 0; i < 500 && scho_find_bar_is_busy (get_bar ()); i++)
    settle (10);
  ck_assert (!scho_find_bar_is_busy (get_bar ()));
}

static void
find (const char *pattern, guint flags)
{
  scho_find_bar_set_flags (get_bar (), (SchoSearchFlags) flags);
  activate ("find-text", g_variant_new_string (pattern));
  await_bar ();
}

static const struct
{
  const char *pattern;
  guint flags;
  guint n_hits;
} cases[] = {
  { "cafe", 0, 4 },          { "Café", CASE, 1 },  { "Café", CASE | ACCENTS, 1 },
  { "cafe", ACCENTS, 2 },    { "cafe", WORDS, 3 }, { "caf[eé]s?", REGEX, 4 },
  { "^The \\w+", REGEX, 1 }, { "nothing", 0, 0 },
};

START_TEST (finds_as_the_toggles_say)
{
  open_sample ();
  open_text ("Places", "The Café, the cafe; two cafes\nand a CAFÉ.");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      find (cases[i].pattern, cases[i].flags);
      ck_assert_msg (scho_find_bar_get_n_hits (get_bar ()) == cases[i].n_hits,
                     "“%s” with flags %u: %u", cases[i].pattern, cases[i].flags,
                     scho_find_bar_get_n_hits (get_bar ()));
      ck_assert_ptr_null (scho_find_bar_get_fault (get_bar ()));
    }
  close_window ();
}
END_TEST

START_TEST (goes_round)
{
  SchoPage *page;
  guint32 start = 0, end = 0;

  open_sample ();
  open_text ("Letters", "a b a b a");
  page = scho_window_get_page (fixture.window);
  scho_page_select (page, 0, 0);
  find ("b", 0);
  activate ("find-next", NULL);
  ck_assert (scho_page_get_selection (page, &start, &end));
  ck_assert (start == 6 && end == 7);
  activate ("find-next", NULL);
  ck_assert (scho_page_get_selection (page, &start, &end) && start == 2);
  activate ("find-previous", NULL);
  ck_assert (scho_page_get_selection (page, &start, &end) && start == 6);
  ck_assert (press (GTK_WIDGET (get_bar ()), GDK_KEY_Escape));
  ck_assert (!scho_find_bar_is_open (get_bar ()));
  ck_assert_uint_eq (scho_find_bar_get_n_hits (get_bar ()), 0);
  close_window ();
}
END_TEST

START_TEST (a_faulty_expression_is_told)
{
  open_sample ();
  find ("a(b", REGEX);
  ck_assert_uint_eq (scho_find_bar_get_n_hits (get_bar ()), 0);
  ck_assert_ptr_nonnull (strstr (scho_find_bar_get_fault (get_bar ()), "a(b"));
  picture ("find", "fault");
  find ("a(b", 0);
  ck_assert_ptr_null (scho_find_bar_get_fault (get_bar ()));
  /* One that never ends is stopped, and the window goes on meanwhile. */
  {
    g_autofree char *many = g_strnfill (20000, 'a');

    open_text ("Many", many);
  }
  scho_find_bar_set_flags (get_bar (), REGEX);
  scho_find_bar_open (get_bar (), "(a+)+b$|(a+)+c");
  ck_assert (scho_find_bar_is_busy (get_bar ()));
  /* The next one does not wait for it. */
  find ("aaaaa", 0);
  ck_assert_uint_eq (scho_find_bar_get_n_hits (get_bar ()), 4000);
  close_window ();
}
END_TEST

START_TEST (a_large_text_is_searched_in_the_background)
{
  GString *many = g_string_new (NULL);
  gint64 begin;

  open_sample ();
  while (many->len < 3000000)
    g_string_append (many, "Nobody believed Émile, but he wrote it down all the same.\n");
  open_text ("Large", many->str);
  g_string_free (many, TRUE);
  scho_find_bar_set_flags (get_bar (), 0);
  begin = g_get_monotonic_time ();
  scho_find_bar_open (get_bar (), "emile");
  ck_assert_int_lt (g_get_monotonic_time () - begin, 100000);
  ck_assert (scho_find_bar_is_busy (get_bar ()));
  await_bar ();
  ck_assert_uint_gt (scho_find_bar_get_n_hits (get_bar ()), 50000);
  close_window ();
}
END_TEST

static SchoTable *
get_table (void)
{
  SchoTablePage *page = scho_window_get_table_page (fixture.window);

  ck_assert_ptr_nonnull (page);
  return g_ptr_array_index (scho_table_page_get_tables (page), 0);
}

START_TEST (finds_in_all_documents_at_the_first_press)
{
  int n_tabs;
  guint32 document, start, end;
  SchoPage *page;
  SchoHit place;

  open_sample ();
  document = open_text ("Zebra", "One zebra\nand a Zébra more.");
  page = scho_window_get_page (fixture.window);
  scho_page_select (page, 4, 9);
  n_tabs = adw_tab_view_get_n_pages (fixture.window->tabs);
  scho_find_bar_set_flags (get_bar (), 0);
  activate ("find-everywhere", NULL);
  await_jobs ();
  ck_assert_int_eq (adw_tab_view_get_n_pages (fixture.window->tabs), n_tabs + 1);
  ck_assert_uint_eq (scho_table_get_n_rows (get_table ()), 2);
  ck_assert_str_eq (scho_table_get_text (get_table (), 1, 0), "Zebra");
  ck_assert_str_eq (scho_table_get_text (get_table (), 1, 1), "One zebra and a ");
  ck_assert_str_eq (scho_table_get_text (get_table (), 1, 2), "Zébra");
  ck_assert_str_eq (scho_table_get_text (get_table (), 1, 3), " more.");
  picture ("find", "everywhere");

  /* The bar is for texts, and comes back with one. */
  ck_assert (!scho_find_bar_is_open (get_bar ()));
  place = (SchoHit){ document, 16, 21 };
  g_signal_emit_by_name (scho_window_get_table_page (fixture.window), "place-activated",
                         &place);
  ck_assert_ptr_eq (scho_window_get_page (fixture.window), page);
  ck_assert (scho_page_get_selection (page, &start, &end) && start == 16 && end == 21);
  ck_assert (scho_find_bar_is_open (get_bar ()));
  ck_assert_uint_eq (scho_find_bar_get_n_hits (get_bar ()), 2);

  /* Once more, it is the same tab; and it follows the texts. */
  open_text ("Zoo", "zebra");
  await_jobs ();
  activate ("find-everywhere", NULL);
  await_jobs ();
  ck_assert_int_eq (adw_tab_view_get_n_pages (fixture.window->tabs), n_tabs + 2);
  ck_assert_uint_eq (scho_table_get_n_rows (get_table ()), 3);
  close_window ();
}
END_TEST

/* A code for all of them */

static SchoCodeHits *
open_code_hits (void)
{
  AdwTabPage *tab;
  GtkWidget *child;

  activate ("code-hits", NULL);
  tab = adw_tab_view_get_selected_page (fixture.window->tabs);
  child = adw_tab_page_get_child (tab);
  ck_assert (SCHO_IS_CODE_HITS (child));
  return SCHO_CODE_HITS (child);
}

static void
await_hits (SchoCodeHits *hits)
{
  for (guint i = 0; i < 500 && scho_code_hits_is_busy (hits); i++)
    settle (10);
  ck_assert (!scho_code_hits_is_busy (hits));
}

static const SchoHitRow *
get_row (SchoCodeHits *hits, guint i)
{
  return g_ptr_array_index (scho_code_hits_get_preview (hits)->rows, i);
}

static const SchoAnnotation *
get_codings (guint32 document, gsize *n)
{
  return scho_snapshot_get_annotations (get_snapshot (), document, n);
}

/* The words around a hit are read, so they begin and end as a quotation does. */
START_TEST (what_is_around_a_hit_is_legible)
{
  g_autoptr (GString) text = g_string_new ("First a blame.\n\n");
  SchoCodeHits *hits;

  for (guint i = 0; i < 40; i++)
    g_string_append (text, "words ");
  g_string_append (text, "end.\n\nThe blame\n\nis there. ");
  for (guint i = 0; i < 40; i++)
    g_string_append (text, "words ");
  open_sample ();
  open_text ("Blame", text->str);
  find ("blame", 0);
  hits = open_code_hits ();
  await_hits (hits);
  ck_assert_uint_eq (scho_code_hits_get_preview (hits)->rows->len, 2);
  ck_assert_str_eq (get_row (hits, 0)->before, "First a ");
  ck_assert (g_str_has_prefix (get_row (hits, 0)->after, ". words words"));
  ck_assert (g_str_has_suffix (get_row (hits, 0)->after, "words…"));
  ck_assert (g_str_has_prefix (get_row (hits, 1)->before, "…words"));
  ck_assert (g_str_has_suffix (get_row (hits, 1)->before, "words end. The "));
  ck_assert (g_str_has_prefix (get_row (hits, 1)->after, " is there. words"));
  close_window ();
}
END_TEST

START_TEST (codes_the_ticked_sentences_in_one_step)
{
  const SchoCode *code;
  const SchoAnnotation *codings;
  SchoCodeHits *hits;
  guint32 document;
  guint64 before;
  gsize n = 0;

  open_sample ();
  document = open_text ("Blame", "She was blamed. Blame, blame! Not so. To blame?");
  before = count_codings ();
  code = find_code ("victim-blaming");
  find ("blame", 0);
  hits = open_code_hits ();
  await_hits (hits);
  ck_assert_uint_eq (scho_code_hits_get_preview (hits)->rows->len, 4);
  /* There is no code to give yet. */
  ck_assert (!scho_code_hits_apply (hits));
  scho_code_hits_set_code (hits, code->id, NULL);
  scho_code_hits_set_unit (hits, SCHO_UNIT_SENTENCE);
  await_hits (hits);
  ck_assert_uint_eq (scho_code_hits_get_preview (hits)->rows->len, 3);
  ck_assert_str_eq (get_row (hits, 1)->words, "Blame, blame!");
  ck_assert_str_eq (get_row (hits, 1)->title, "Blame");
  ck_assert_uint_eq (scho_code_hits_get_n_ticked (hits), 3);
  scho_code_hits_set_ticked (hits, 1, FALSE);
  settle (50);
  picture ("code-hits", "preview");
  ck_assert_uint_eq (scho_code_hits_get_n_ticked (hits), 2);
  ck_assert (scho_code_hits_apply (hits));
  await_hits (hits);

  codings = get_codings (document, &n);
  ck_assert_uint_eq (n, 2);
  ck_assert (codings[0].start == 0 && codings[0].end == 15);
  ck_assert (codings[1].start == 38 && codings[1].end == 47);
  ck_assert_uint_eq (codings[0].code, code->id);
  /* What is left is what was not ticked. */
  await_hits (hits);
  ck_assert_uint_eq (scho_code_hits_get_preview (hits)->rows->len, 1);
  ck_assert_uint_eq (scho_code_hits_get_preview (hits)->n_coded, 2);
  ck_assert_uint_eq (scho_code_hits_get_n_ticked (hits), 0);

  activate ("undo", NULL);
  ck_assert_uint_eq (count_codings (), before);
  await_hits (hits);
  ck_assert_uint_eq (scho_code_hits_get_preview (hits)->rows->len, 3);
  close_window ();
}
END_TEST

/* Ctrl+F goes to the filter; what it hides keeps its tick. */
START_TEST (hits_to_code_are_filtered)
{
  SchoCodeHits *hits;
  GtkEditable *filter;

  open_sample ();
  open_text ("Blame", "She was blamed. Blame, blame! Not so. To blame?");
  find ("blame", 0);
  hits = open_code_hits ();
  await_hits (hits);
  scho_code_hits_set_unit (hits, SCHO_UNIT_SENTENCE);
  await_hits (hits);
  ck_assert_uint_eq (scho_code_hits_get_n_ticked (hits), 3);
  gtk_widget_grab_focus (GTK_WIDGET (hits));
  activate ("find", NULL);
  filter = GTK_EDITABLE (gtk_widget_get_ancestor (
      gtk_window_get_focus (GTK_WINDOW (fixture.window)), GTK_TYPE_SEARCH_ENTRY));
  ck_assert_ptr_nonnull (filter);
  ck_assert (gtk_widget_is_ancestor (GTK_WIDGET (filter), GTK_WIDGET (hits)));
  gtk_editable_set_text (filter, "shé was");
  settle (200);
  picture ("code-hits", "filtered");
  scho_code_hits_tick_all (hits, FALSE);
  ck_assert_uint_eq (scho_code_hits_get_n_ticked (hits), 2);
  g_signal_emit_by_name (filter, "stop-search");
  ck_assert_str_eq (gtk_editable_get_text (filter), "");
  scho_code_hits_tick_all (hits, TRUE);
  ck_assert_uint_eq (scho_code_hits_get_n_ticked (hits), 3);
  gtk_editable_set_text (filter, "nobody");
  settle (200);
  scho_code_hits_tick_all (hits, FALSE);
  ck_assert_uint_eq (scho_code_hits_get_n_ticked (hits), 3);
  close_window ();
}
END_TEST

START_TEST (codes_all_documents_with_a_new_code)
{
  SchoCodeHits *hits, *again;
  guint32 first, second;
  gsize n = 0;

  open_sample ();
  first = open_text ("First", "A zebra here.");
  second = open_text ("Second", "Zebra there, zebra everywhere.");
  find ("zebra", 0);
  activate ("find-everywhere", NULL);
  await_jobs ();
  hits = open_code_hits ();
  await_hits (hits);
  ck_assert_uint_eq (scho_code_hits_get_preview (hits)->rows->len, 3);
  scho_code_hits_set_code (hits, 0, " animals ");
  await_hits (hits);
  scho_code_hits_tick_all (hits, FALSE);
  ck_assert (!scho_code_hits_apply (hits));
  scho_code_hits_tick_all (hits, TRUE);
  ck_assert (scho_code_hits_apply (hits));
  await_hits (hits);
  ck_assert_ptr_nonnull (find_code ("animals"));
  get_codings (first, &n);
  ck_assert_uint_eq (n, 1);
  get_codings (second, &n);
  ck_assert_uint_eq (n, 2);
  /* The code is not made twice. */
  await_hits (hits);
  ck_assert_uint_eq (scho_code_hits_get_preview (hits)->n_coded, 3);
  picture ("code-hits", "done");

  /* Asked for again, it is the same tab. */
  activate ("find-everywhere", NULL);
  await_jobs ();
  again = open_code_hits ();
  ck_assert_ptr_eq (again, hits);
  activate ("undo", NULL);
  get_codings (second, &n);
  ck_assert_uint_eq (n, 0);
  close_window ();
}
END_TEST

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

/* The list of passages, among those of the choices. */
static GtkWidget *
find_list (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LIST_VIEW (widget) && gtk_widget_has_css_class (widget, "passages"))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_list (child);
  return found;
}

/* As the user does it: the button, some letters, Enter; the space bar unticks. */
START_TEST (is_complete_with_the_keyboard)
{
  SchoCodeHits *hits;
  GtkWidget *button, *entry, *list;
  guint32 document;
  gsize n = 0;

  open_sample ();
  document = open_text ("Zoo", "A zebra, a zebra and a zebra.");
  find ("zebra", 0);
  hits = open_code_hits ();
  await_hits (hits);
  list = find_list (GTK_WIDGET (hits));
  ck_assert (press (list, GDK_KEY_space));
  ck_assert_uint_eq (scho_code_hits_get_n_ticked (hits), 2);
  button = find_inside (GTK_WIDGET (hits), GTK_TYPE_MENU_BUTTON);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  settle (100);
  entry
      = find_inside (find_inside (button, SCHO_TYPE_CODE_PALETTE), GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "backl");
  settle (50);
  ck_assert (press (entry, GDK_KEY_Return));
  await_hits (hits);
  ck_assert (!gtk_widget_get_visible (
      GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)))));
  ck_assert (scho_code_hits_apply (hits));
  await_hits (hits);
  ck_assert_uint_eq (get_codings (document, &n)[0].code, find_code ("backlash")->id);
  ck_assert_uint_eq (n, 2);
  close_window ();
}
END_TEST

/* With the tab closed while it reads, nothing comes of it. */
static GtkWidget *
find_of_type (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_of_type (child, type);
  return found;
}

/* GTK moves the focus about while a popover comes up. */
START_TEST (the_code_is_chosen_in_a_popover)
{
  SchoCodeHits *hits;
  GtkWidget *button, *palette;

  open_sample ();
  activate ("find-text", g_variant_new_string ("letter"));
  settle (200);
  hits = open_code_hits ();
  button = find_of_type (GTK_WIDGET (hits), GTK_TYPE_MENU_BUTTON);
  palette = find_of_type (GTK_WIDGET (hits), SCHO_TYPE_CODE_PALETTE);
  ck_assert_ptr_nonnull (button);
  ck_assert_ptr_nonnull (palette);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  settle (500);
  ck_assert (gtk_widget_get_mapped (palette));
  ck_assert (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture.window)),
                                     palette));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  settle (100);
  close_window ();
}
END_TEST

START_TEST (a_closed_tab_is_quiet)
{
  open_sample ();
  find ("the", 0);
  open_code_hits ();
  activate ("close-tab", NULL);
  settle (100);
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, finds_as_the_toggles_say);
  tcase_add_test (tc, goes_round);
  tcase_add_test (tc, a_faulty_expression_is_told);
  tcase_add_test (tc, a_large_text_is_searched_in_the_background);
  tcase_add_test (tc, finds_in_all_documents_at_the_first_press);
  tcase_add_test (tc, what_is_around_a_hit_is_legible);
  tcase_add_test (tc, codes_the_ticked_sentences_in_one_step);
  tcase_add_test (tc, hits_to_code_are_filtered);
  tcase_add_test (tc, codes_all_documents_with_a_new_code);
  tcase_add_test (tc, is_complete_with_the_keyboard);
  tcase_add_test (tc, the_code_is_chosen_in_a_popover);
  tcase_add_test (tc, a_closed_tab_is_quiet);
}

int
main (void)
{
  return window_tests_run ("find", add_tests);
}
