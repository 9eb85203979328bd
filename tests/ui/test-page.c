/* The page in a real window: positions, jumps, what is painted where. */
#include "page-fixture.h"

#include <ui/page-view.h>

#include <adwaita.h>
#include <check.h>
#include <stdlib.h>
#include <string.h>

static const char article[]
    = "The inquiry and the echo\n"
      "\n"
      "When the choir published its report on Tuesday, the first comments appeared "
      "within "
      "minutes. “She should have left the room,” wrote one reader; another asked why "
      "nobody had spoken for three years. The board regretted, in one careful sentence, "
      "that anybody might have felt uncomfortable.\n"
      "By evening the tone had turned. Two former singers described the same evenings "
      "and "
      "the same silence, and a third, who had stayed, said she believed them. A teacher "
      "opened his rehearsal with an apology, and the hall, he said, was very quiet.\n"
      "Ada: I remember the corridor.\n"
      "\tA tab begins this line, and a family 😀 and e\xcc\x81tudes "
      "follow.\n"
      "כשהמקהלה פרסמה את הדוח ביום שלישי הופיעו התגובות הראשונות תוך דקות, וקורא אחד "
      "כתב see page 12 (English) באמצע המשפט ואחר כך המשיך לכתוב עוד ועוד בעברית.\n"
      "An English line with שתי מילים in the middle, and 123 more words to wrap it over "
      "the end of the line so that the run is split.\n"
      "The last line.";

static GRand *
make_random (guint32 *seed)
{
  *seed = g_random_int ();
  return g_rand_new_with_seed (*seed);
}

static char *
make_book (guint n_bytes, GRand *random)
{
  static const char *const words[] = { "the",   "silence", "of", "people",     "said",
                                       "Grüße", "hall",    "it", "remembered", "and" };
  GString *string = g_string_new (NULL);

  while (string->len < n_bytes)
    {
      for (int n = g_rand_int_range (random, 40, 150); n > 0; n--)
        g_string_append_printf (
            string, "%s ", words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
      g_string_append (string, ".\n");
    }
  return g_string_free (string, FALSE);
}

static char *
make_one_paragraph (guint n_characters)
{
  GString *string = g_string_new (NULL);

  while (string->len < n_characters)
    g_string_append (string, "A sentence of ten words or so that repeats for ever. ");
  g_string_truncate (string, n_characters);
  return g_string_free (string, FALSE);
}

static SchoPageView *
find_view (GtkWidget *widget)
{
  if (SCHO_IS_PAGE_VIEW (widget))
    return SCHO_PAGE_VIEW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      SchoPageView *view = find_view (child);

      if (view != NULL)
        return view;
    }
  return NULL;
}

static void
count_cb (guint *count)
{
  (*count)++;
}

START_TEST (selection_is_in_offsets_of_the_document)
{
  Fixture fixture;
  guint32 seed, length, document, start, end;
  g_autoptr (GRand) random = make_random (&seed);
  g_autofree char *utf8 = make_one_paragraph (60000);

  fixture_open (&fixture, 3);
  document = fixture_add_document (&fixture, "One paragraph", utf8);
  fixture_show (&fixture, document, 900, 700);

  /* Before the text is in the widget, and after. */
  scho_page_select (fixture.page, 5010, 5020);
  ck_assert (scho_page_get_selection (fixture.page, &start, &end));
  ck_assert_uint_eq (start, 5010);
  fixture_settle (&fixture);
  ck_assert (scho_page_get_selection (fixture.page, &start, &end));
  ck_assert_uint_eq (start, 5010);
  ck_assert_uint_eq (end, 5020);
  ck_assert_uint_eq (scho_page_get_caret (fixture.page), 5020);

  length = scho_text_get_length (scho_page_get_text (fixture.page));
  for (guint i = 0; i < 500; i++)
    {
      guint32 from = g_rand_int_range (random, 0, length);
      guint32 to = g_rand_int_range (random, from + 1, length + 1);

      scho_page_select (fixture.page, from, to);
      ck_assert (scho_page_get_selection (fixture.page, &start, &end));
      ck_assert_msg (start == from && end == to, "seed %u: %u–%u became %u–%u", seed,
                     from, to, start, end);
      ck_assert_uint_eq (scho_page_get_caret (fixture.page), to);
    }
  scho_page_select (fixture.page, length, length);
  ck_assert (!scho_page_get_selection (fixture.page, &start, &end));
  ck_assert_uint_eq (start, length);
  fixture_close (&fixture);
}
END_TEST

START_TEST (selection_is_told_once)
{
  Fixture fixture;
  guint n_selections = 0, n_carets = 0;

  fixture_open (&fixture, 1);
  fixture_show (&fixture, fixture_add_document (&fixture, "Article", article), 900, 700);
  fixture_settle (&fixture);
  g_signal_connect_swapped (fixture.page, "selection-changed", G_CALLBACK (count_cb),
                            &n_selections);
  g_signal_connect_swapped (fixture.page, "caret-moved", G_CALLBACK (count_cb),
                            &n_carets);
  scho_page_select (fixture.page, 4, 11);
  scho_page_select (fixture.page, 4, 11);
  ck_assert_uint_eq (n_selections, 1);
  ck_assert_uint_eq (n_carets, 1);
  fixture_close (&fixture);
}
END_TEST

/* Typing into a search entry, with its words selected, is what one does before a code is
 * applied to the selection. */
START_TEST (selection_outlives_another)
{
  Fixture fixture;
  GtkWidget *other, *entry;
  guint32 start, end;

  fixture_open (&fixture, 1);
  fixture_show (&fixture, fixture_add_document (&fixture, "Article", article), 900, 700);
  fixture_settle (&fixture);
  gtk_widget_grab_focus (GTK_WIDGET (fixture.page));
  scho_page_select (fixture.page, 4, 11);
  fixture_run (300);

  other = gtk_window_new ();
  entry = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (entry), "backlash");
  gtk_window_set_child (GTK_WINDOW (other), entry);
  gtk_window_present (GTK_WINDOW (other));
  gtk_widget_grab_focus (entry);
  gtk_editable_select_region (GTK_EDITABLE (entry), 0, -1);
  fixture_run (300);
  ck_assert (scho_page_get_selection (fixture.page, &start, &end));
  ck_assert_uint_eq (start, 4);
  ck_assert_uint_eq (end, 11);
  gtk_window_destroy (GTK_WINDOW (other));
  fixture_close (&fixture);
}
END_TEST

static gboolean
is_in_sight (Fixture *fixture, guint32 offset)
{
  GdkRectangle r;

  return scho_page_get_rectangle (fixture->page, offset, offset + 1, &r) && r.y >= 0
         && r.y < gtk_widget_get_height (GTK_WIDGET (fixture->page));
}

/* Jumps, and says after how many milliseconds the goal was there. Once there, it must not
 * be lost again for @watched more. */
static double
time_jump (Fixture *fixture, guint32 offset, double watched)
{
  gint64 begin = g_get_monotonic_time ();
  double now, landed = -1;

  scho_page_scroll_to (fixture->page, offset, offset + 1);
  do
    {
      g_main_context_iteration (NULL, FALSE);
      now = (g_get_monotonic_time () - begin) / 1000.0;
      if (landed < 0 && is_in_sight (fixture, offset))
        landed = now;
      ck_assert_msg (landed < 0 || is_in_sight (fixture, offset), "%u was lost", offset);
      ck_assert_msg (now < 10000, "%u was never seen", offset);
    }
  while (landed < 0 || now < landed + watched);
  return landed;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second;
}

/* At once after opening, while lines are measured in the background, and after it. Other
 * work on the machine may slow down a few. */
START_TEST (jumps_land_and_stay)
{
  Fixture fixture;
  guint32 seed, document, length, goal = 0;
  g_autoptr (GRand) random = make_random (&seed);
  g_autofree char *book = make_book (1500000, random);
  double times[30];

  fixture_open (&fixture, 30);
  document = fixture_add_document (&fixture, "Book", book);
  fixture_add_codings (&fixture, document, 5000, random);
  fixture_show (&fixture, document, 900, 700);
  length = scho_text_get_length (scho_page_get_text (fixture.page));

  time_jump (&fixture, length / 2, 200); /* the window opens meanwhile */
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      if (i % 10 == 0)
        ck_assert (scho_page_set_document (
            fixture.page, scho_project_get_snapshot (fixture.project), document, NULL));
      goal = g_rand_int_range (random, 0, length - 1);
      times[i] = time_jump (&fixture, goal, 60);
    }
  fixture_settle (&fixture);
  ck_assert_msg (is_in_sight (&fixture, goal), "seed %u: %u was lost", seed, goal);
  qsort (times, G_N_ELEMENTS (times), sizeof *times, compare_times);
  ck_assert_msg (times[G_N_ELEMENTS (times) / 2] <= 150, "seed %u: %.0f ms", seed,
                 times[G_N_ELEMENTS (times) / 2]);
  fixture_picture (&fixture, "page-book");
  fixture_close (&fixture);
}
END_TEST

START_TEST (only_what_is_in_sight_is_asked_for)
{
  Fixture fixture;
  guint32 seed, document, start, end;
  g_autoptr (GRand) random = make_random (&seed);
  g_autofree char *utf8 = make_one_paragraph (1000000);
  SchoPageView *view;

  fixture_open (&fixture, 10);
  document = fixture_add_document (&fixture, "One paragraph", utf8);
  fixture_add_codings (&fixture, document, 3000, random);
  fixture_show (&fixture, document, 900, 700);
  scho_page_scroll_to (fixture.page, 700000, 700010);
  fixture_settle (&fixture);

  view = find_view (GTK_WIDGET (fixture.page));
  scho_page_view_get_painted (view, &start, &end);
  ck_assert_uint_gt (start, 690000);
  ck_assert_uint_le (start, 700000);
  ck_assert_uint_ge (end, 700010);
  ck_assert_uint_lt (end - start, 5000);
  ck_assert (is_in_sight (&fixture, 700000));
  fixture_picture (&fixture, "page-one-paragraph");
  fixture_close (&fixture);
}
END_TEST

/* Marks the pixels of a line that the characters of a passage cover, each asked for by
 * itself. */
static void
mark_by_characters (
    GtkTextView *view, const SchoLine *line, guint32 start, guint32 end, gboolean *row)
{
  for (guint32 place = MAX (start, line->start); place < MIN (end, line->text_end);
       place++)
    {
      GtkTextIter iter;
      GdkRectangle r;

      gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (view), &iter, place);
      gtk_text_view_get_iter_location (view, &iter, &r);
      for (int x = MIN (r.x, r.x + r.width); x < MAX (r.x, r.x + r.width); x++)
        if (x >= line->x0 && x < line->x1)
          row[x] = TRUE;
    }
}

static void
mark_by_boxes (
    GtkTextView *view, const SchoLine *line, guint32 start, guint32 end, gboolean *row)
{
  SchoBox boxes[16];
  guint n = scho_line_get_boxes (line, view, start, MIN (end, line->text_end), boxes, 16);

  /* What has no width of its own is shown one pixel wide. */
  for (guint i = 0; i < n; i++)
    if (boxes[i].width > 1)
      for (int x = boxes[i].x; x < boxes[i].x + boxes[i].width; x++)
        row[x] = TRUE;
}

/* Left to right, right to left, mixed, wrapped, combined: the boxes of a passage are
 * where its characters are. At an end, and where two of them meet, up to two pixels may
 * be rounded either way. */
START_TEST (boxes_are_where_the_characters_are)
{
  Fixture fixture;
  guint32 seed, length;
  g_autoptr (GRand) random = make_random (&seed);
  GtkTextView *view;
  const SchoLine *lines;
  guint n_lines;

  fixture_open (&fixture, 3);
  fixture_show (&fixture, fixture_add_document (&fixture, "Article", article), 900, 900);
  fixture_settle (&fixture);
  view = GTK_TEXT_VIEW (find_view (GTK_WIDGET (fixture.page)));
  lines = scho_lines_get (scho_page_view_get_lines (SCHO_PAGE_VIEW (view)), &n_lines);
  length = scho_text_get_length (scho_page_get_text (fixture.page));
  ck_assert_uint_gt (n_lines, 12);
  ck_assert_uint_eq (lines[n_lines - 1].end, length);

  for (guint round = 0; round < 300; round++)
    {
      guint32 start = g_rand_int_range (random, 0, length - 1);
      guint32 end = MIN (start + g_rand_int_range (random, 1, 120), length);

      for (guint i = 0; i < n_lines; i++)
        {
          gboolean expected[2000] = { 0 }, found[2000] = { 0 };

          if (lines[i].start >= end || lines[i].text_end <= start)
            continue;
          mark_by_characters (view, &lines[i], start, end, expected);
          mark_by_boxes (view, &lines[i], start, end, found);
          for (int x = 2; x < 1998; x++)
            ck_assert_msg (expected[x] == found[x] || expected[x - 1] == found[x - 1]
                               || expected[x - 2] == found[x - 2],
                           "seed %u: %u–%u, line %u, pixel %d", seed, start, end, i, x);
        }
    }
  fixture_close (&fixture);
}
END_TEST

/* The lines in sight follow each other without a gap, from the first to the last. */
START_TEST (lines_are_complete)
{
  Fixture fixture;
  guint32 seed;
  g_autoptr (GRand) random = make_random (&seed);
  g_autofree char *book = make_book (30000, random);
  SchoPageView *view;
  const SchoLine *lines;
  guint n;

  fixture_open (&fixture, 1);
  fixture_show (&fixture, fixture_add_document (&fixture, "Book", book), 800, 600);
  fixture_settle (&fixture);
  view = find_view (GTK_WIDGET (fixture.page));
  for (guint round = 0; round < 20; round++)
    {
      guint32 offset = g_rand_int_range (random, 0, 25000);

      scho_page_scroll_to (fixture.page, offset, offset);
      fixture_run (40);
      lines = scho_lines_get (scho_page_view_get_lines (view), &n);
      ck_assert_uint_gt (n, 10);
      for (guint i = 1; i < n; i++)
        {
          ck_assert_uint_eq (lines[i].start, lines[i - 1].end);
          ck_assert_int_ge (lines[i].y, lines[i - 1].y + lines[i - 1].height);
        }
    }
  fixture_close (&fixture);
}
END_TEST

/* Also after it was wide, with long lines. */
START_TEST (page_can_become_narrow)
{
  Fixture fixture;
  GtkWidget *page;
  int minimum;

  fixture_open (&fixture, 1);
  fixture_show (&fixture, fixture_add_document (&fixture, "Article", article), 1200, 700);
  fixture_settle (&fixture);
  page = GTK_WIDGET (fixture.page);
  gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  ck_assert_int_lt (minimum, 240);
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 240, 700);
  fixture_settle (&fixture);
  fixture_run (100);
  ck_assert_int_eq (gtk_widget_get_width (page), 240);
  fixture_picture (&fixture, "page-narrowest");
  fixture_close (&fixture);
}
END_TEST

static SchoUuid activated;

static void
activated_cb (SchoPage *page, const SchoUuid *annotation, gpointer data)
{
  activated = *annotation;
}

static GtkWidget *
find_widget (GtkWidget *widget, const char *type)
{
  if (strcmp (G_OBJECT_TYPE_NAME (widget), type) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

START_TEST (stripe_selects_and_activates)
{
  Fixture fixture;
  guint32 document, start, end;
  gsize n;
  const SchoAnnotation *all;

  fixture_open (&fixture, 3);
  document = fixture_add_document (&fixture, "Article", article);
  fixture_add_coding (&fixture, document, 26, 40, 1);
  fixture_add_coding (&fixture, document, 30, 90, 2);
  fixture_show (&fixture, document, 900, 700);
  fixture_settle (&fixture);
  g_signal_connect (fixture.page, "annotation-activated", G_CALLBACK (activated_cb),
                    NULL);
  g_signal_emit_by_name (find_widget (GTK_WIDGET (fixture.page), "SchoMargin"),
                         "activated", 1);

  all = scho_snapshot_get_annotations (scho_page_get_snapshot (fixture.page), document,
                                       &n);
  ck_assert_int_eq (scho_uuid_compare (&activated, &all[1].uuid), 0);
  ck_assert (scho_page_get_selection (fixture.page, &start, &end));
  ck_assert_uint_eq (start, 30);
  ck_assert_uint_eq (end, 90);
  fixture_close (&fixture);
}
END_TEST

START_TEST (hidden_codes_are_not_painted)
{
  Fixture fixture;
  gboolean shown[] = { TRUE, TRUE, FALSE, TRUE };
  guint32 document;
  SchoCodings *codings;
  gsize n;

  fixture_open (&fixture, 3);
  document = fixture_add_document (&fixture, "Article", article);
  fixture_add_coding (&fixture, document, 26, 40, 0);
  fixture_add_coding (&fixture, document, 30, 90, 1);
  fixture_add_coding (&fixture, document, 35, 50, 2);
  fixture_show (&fixture, document, 900, 700);
  fixture_settle (&fixture);
  scho_page_set_visible_codes (fixture.page, shown, G_N_ELEMENTS (shown));
  codings = scho_page_view_get_codings (find_view (GTK_WIDGET (fixture.page)));
  scho_codings_get_all (codings, &n);
  ck_assert_uint_eq (n, 3);
  ck_assert_uint_eq (scho_codings_next (codings, 0, 0, 100), 0);
  ck_assert_uint_eq (scho_codings_next (codings, 1, 0, 100), 2);
  ck_assert_uint_eq (scho_codings_next (codings, 3, 0, 100), 3);
  /* The next longer one at each click, and round again. */
  scho_page_set_visible_codes (fixture.page, NULL, 0);
  codings = scho_page_view_get_codings (find_view (GTK_WIDGET (fixture.page)));
  ck_assert_int_eq (scho_codings_pick (codings, 36, -1), 0);
  ck_assert_int_eq (scho_codings_pick (codings, 36, 0), 2);
  ck_assert_int_eq (scho_codings_pick (codings, 36, 2), 1);
  ck_assert_int_eq (scho_codings_pick (codings, 36, 1), 0);
  ck_assert_int_eq (scho_codings_pick (codings, 95, -1), -1);
  fixture_close (&fixture);
}
END_TEST

START_TEST (page_does_not_leak)
{
  Fixture fixture;
  GtkWidget *page;

  fixture_open (&fixture, 3);
  fixture_show (&fixture, fixture_add_document (&fixture, "Article", article), 900, 700);
  fixture_settle (&fixture);
  page = GTK_WIDGET (fixture.page);
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  scho_page_scroll_to (fixture.page, 400, 410);
  gtk_window_destroy (GTK_WINDOW (fixture.window));
  fixture.window = NULL;
  fixture_run (50);
  ck_assert_ptr_null (page);
  fixture_close (&fixture);
}
END_TEST

static guint32
find (const char *words)
{
  const char *found = strstr (article, words);

  ck_assert_ptr_nonnull (found);
  return g_utf8_strlen (article, found - article);
}

static void
add_found (
    Fixture *fixture, guint32 document, const char *words, const char *to, guint code)
{
  fixture_add_coding (fixture, document, find (words), find (to) + g_utf8_strlen (to, -1),
                      code);
}

static SchoText *
make_article (void)
{
  SchoStretch stretches[] = {
    { 0, find ("\n\nWhen"), SCHO_STRETCH_HEADING, 1, NULL },
    { find ("Ada:"), find ("\tA tab"), SCHO_STRETCH_SPEAKER_TURN, 0, "Ada" },
    { find ("By evening"), find ("Ada:"), SCHO_STRETCH_LIST_ITEM, 1, NULL },
  };

  return scho_text_new_take (g_strdup (article), strlen (article), stretches,
                             G_N_ELEMENTS (stretches), NULL);
}

static void
show_article (Fixture *fixture, int width, int height)
{
  g_autoptr (SchoText) text = make_article ();
  guint32 document;

  fixture_open (fixture, 8);
  document = fixture_add_text (fixture, "Article", text);
  add_found (fixture, document, "When the choir", "three years.", 3);
  add_found (fixture, document, "“She should", "room,”", 0);
  add_found (fixture, document, "She should", "another asked", 6);
  add_found (fixture, document, "nobody had spoken", "one careful sentence", 1);
  add_found (fixture, document, "The board regretted", "uncomfortable.", 4);
  add_found (fixture, document, "might have felt", "Two former singers", 2);
  add_found (fixture, document, "Two former", "silence", 3);
  add_found (fixture, document, "Two former", "believed them.", 5);
  add_found (fixture, document, "the same evenings", "a third", 7);
  add_found (fixture, document, "same silence", "stayed", 0);
  add_found (fixture, document, "A tab begins", "family", 2);
  add_found (fixture, document, "ביום שלישי", "see page", 1);
  add_found (fixture, document, "12 (English)", "באמצע", 4);
  add_found (fixture, document, "line with שתי", "שתי", 0);
  fixture_show (fixture, document, width, height);
  fixture_settle (fixture);
}

static const struct
{
  const char *name;
  AdwColorScheme scheme;
  int width, height;
  guint zoom;
} views[] = {
  { "page-light", ADW_COLOR_SCHEME_FORCE_LIGHT, 1000, 800, 100 },
  { "page-dark", ADW_COLOR_SCHEME_FORCE_DARK, 1000, 800, 100 },
  { "page-narrow", ADW_COLOR_SCHEME_FORCE_LIGHT, 480, 700, 100 },
  { "page-large", ADW_COLOR_SCHEME_FORCE_LIGHT, 1200, 900, 200 },
  { "page-small", ADW_COLOR_SCHEME_FORCE_DARK, 800, 600, 67 },
};

/* To be looked at; here only that there is something. */
START_TEST (pictures)
{
  Fixture fixture;
  gsize n;
  const SchoAnnotation *all;
  SchoHit hits[] = { { 1, find ("reader"), find ("reader") + 6 },
                     { 1, find ("careful"), find ("careful") + 7 } };
  g_autoptr (GError) error = NULL;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), views[_i].scheme);
  show_article (&fixture, views[_i].width, views[_i].height);
  scho_page_set_zoom (fixture.page, views[_i].zoom);
  ck_assert_uint_eq (scho_page_get_zoom (fixture.page), views[_i].zoom);
  all = scho_snapshot_get_annotations (scho_page_get_snapshot (fixture.page), 1, &n);
  scho_page_set_active (fixture.page, &all[4].uuid);
  scho_page_set_hits (fixture.page, hits, 2, 1);
  ck_assert (scho_page_set_snapshot (
      fixture.page, scho_project_get_snapshot (fixture.project), &error));
  scho_page_select (fixture.page, find ("apology"), find ("and the hall"));
  fixture_settle (&fixture);
  fixture_picture (&fixture, views[_i].name);
  fixture_close (&fixture);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("page");
  TCase *tc = tcase_create ("page");
  SRunner *runner;
  int failed;

  /* A process that drew a window cannot be forked. */
  g_setenv ("CK_FORK", "no", TRUE);
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  adw_init ();
  tcase_set_timeout (tc, 120);
  tcase_add_test (tc, selection_is_in_offsets_of_the_document);
  tcase_add_test (tc, selection_is_told_once);
  tcase_add_test (tc, selection_outlives_another);
  tcase_add_test (tc, jumps_land_and_stay);
  tcase_add_test (tc, only_what_is_in_sight_is_asked_for);
  tcase_add_test (tc, boxes_are_where_the_characters_are);
  tcase_add_test (tc, lines_are_complete);
  tcase_add_test (tc, page_can_become_narrow);
  tcase_add_test (tc, stripe_selects_and_activates);
  tcase_add_test (tc, hidden_codes_are_not_painted);
  tcase_add_test (tc, page_does_not_leak);
  tcase_add_loop_test (tc, pictures, 0, G_N_ELEMENTS (views));
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
