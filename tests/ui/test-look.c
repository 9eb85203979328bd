/* How the page reads: distances, typeface, structure. */
#include "page-fixture.h"

#include <ui/page-numbers.h>
#include <ui/page-view.h>
#include <ui/settings.h>

#include <adwaita.h>
#include <check.h>
#include <stdlib.h>
#include <string.h>

static const char text[]
    = "A heading\n"
      "\n"
      "The first paragraph is long enough that it is wrapped: the inquiry and "
      "the echo, which nobody heard, and the hall, which was very quiet.\n"
      "\n"
      "Ada: I remember the corridor, and that it was long, and that nobody was "
      "there who could have heard, or would have, had they been there.\n"
      "Nor later.\n"
      "The last line.";

static guint32
find (const char *words)
{
  const char *found = strstr (text, words);

  ck_assert_ptr_nonnull (found);
  return g_utf8_strlen (text, found - text);
}

static SchoText *
make_text (void)
{
  SchoStretch stretches[] = {
    { 0, find ("\n\nThe first"), SCHO_STRETCH_HEADING, 1, NULL },
    { find ("Ada:"), find ("The last"), SCHO_STRETCH_SPEAKER_TURN, 0, "Ada" },
  };

  return scho_text_new_take (g_strdup (text), strlen (text), stretches,
                             G_N_ELEMENTS (stretches), NULL);
}

static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
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

static SchoPageView *
find_view (GtkWidget *widget)
{
  return SCHO_PAGE_VIEW (find_widget (widget, SCHO_TYPE_PAGE_VIEW));
}

static SchoPageView *
show (Fixture *fixture, SchoReading *reading)
{
  g_autoptr (SchoText) made = make_text ();

  fixture_open (fixture, 3);
  fixture_show (fixture, fixture_add_text (fixture, "Text", made), 900, 700);
  scho_page_set_reading (fixture->page, reading);
  fixture_settle (fixture);
  return find_view (GTK_WIDGET (fixture->page));
}

static GdkRectangle
place (SchoPageView *view, const char *words)
{
  GtkTextIter iter;
  GdkRectangle r;

  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)),
                                      &iter, find (words));
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (view), &iter, &r);
  return r;
}

/* Where the next line begins. */
static GdkRectangle
place_below (SchoPageView *view, const char *words)
{
  GtkTextIter iter;
  GdkRectangle r;

  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)),
                                      &iter, find (words));
  ck_assert (gtk_text_view_forward_display_line (GTK_TEXT_VIEW (view), &iter));
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (view), &iter, &r);
  return r;
}

START_TEST (a_blank_line_is_lower_than_others)
{
  Fixture fixture;
  g_autoptr (SchoReading) reading = scho_reading_new (NULL);
  SchoPageView *view = show (&fixture, reading);
  int line = place (view, "The first").height, blank = place (view, "\nThe first").height;

  ck_assert_int_gt (blank, 4);
  ck_assert_int_lt (blank, line * 3 / 4);
  /* And the whole distance is less than two lines. */
  ck_assert_int_lt (place (view, "Ada:").y - place (view, "quiet.").y, 3 * line);
  fixture_close (&fixture);
}
END_TEST

START_TEST (structure_is_seen)
{
  Fixture fixture;
  g_autoptr (SchoReading) reading = scho_reading_new (NULL);
  SchoPageView *view = show (&fixture, reading);
  GdkRectangle name = place (view, "Ada:"), on = place (view, "Nor later.");

  ck_assert_int_gt (place (view, "A heading").height,
                    place (view, "The first").height * 5 / 4);
  /* The name hangs, what is said is moved in; what follows is not. */
  ck_assert_int_eq (name.x, place (view, "The first").x);
  ck_assert_int_gt (on.x, name.x);
  ck_assert_int_eq (place_below (view, "Ada:").x, on.x);
  ck_assert_int_eq (place (view, "The last").x, name.x);
  fixture_close (&fixture);
}
END_TEST

static SchoPageNumbers *
find_numbers (SchoPageView *view)
{
  return SCHO_PAGE_NUMBERS (find_widget (GTK_WIDGET (view), SCHO_TYPE_PAGE_NUMBERS));
}

/* Each number stands at its line, and in no line that is only wrapped. */
static const struct
{
  const char *words;
  guint line, paragraph;
} numbered[] = {
  { "A heading", 1, 1 },   { "\nThe first", 2, 0 }, { "The first", 3, 2 },
  { "Ada:", 5, 3 },        { "Nor later", 6, 4 },   { "The last", 7, 5 },
  { "long enough", 0, 0 },
};

START_TEST (lines_and_paragraphs_are_numbered)
{
  Fixture fixture;
  g_autoptr (SchoReading) reading = scho_reading_new (NULL);
  SchoPageView *view = show (&fixture, reading);
  SchoPageNumbers *numbers = find_numbers (view);

  ck_assert_int_eq (gtk_widget_get_width (GTK_WIDGET (numbers)), 0);
  for (guint i = 0; i < G_N_ELEMENTS (numbered); i++)
    {
      guint32 offset = find (numbered[i].words);

      g_object_set (reading, "numbers", "lines", NULL);
      ck_assert_uint_eq (scho_page_numbers_get_number (numbers, offset),
                         numbered[i].line);
      g_object_set (reading, "numbers", "paragraphs", NULL);
      ck_assert_uint_eq (scho_page_numbers_get_number (numbers, offset),
                         numbered[i].paragraph);
    }
  fixture_settle (&fixture);
  ck_assert_int_gt (gtk_widget_get_width (GTK_WIDGET (numbers)), 10);
  fixture_picture (&fixture, "look-numbers");
  fixture_close (&fixture);
}
END_TEST

/* What is broken for display is one paragraph still; the text keeps its width. */
START_TEST (display_breaks_are_not_counted)
{
  Fixture fixture;
  g_autoptr (SchoReading) reading = scho_reading_new (NULL);
  GString *string = g_string_new (NULL);
  SchoPageView *view;
  int width;

  while (string->len < 30000)
    g_string_append (string, "A sentence of ten words or so that repeats for ever. ");
  g_string_append (string, "\nSecond.");
  fixture_open (&fixture, 1);
  fixture_show (&fixture, fixture_add_document (&fixture, "Long", string->str), 1200,
                700);
  scho_page_set_reading (fixture.page, reading);
  fixture_settle (&fixture);
  view = find_view (GTK_WIDGET (fixture.page));
  width = scho_page_view_get_measure (view);
  ck_assert_int_gt (
      gtk_text_buffer_get_line_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view))),
      5);
  g_object_set (reading, "numbers", "paragraphs", NULL);
  fixture_settle (&fixture);
  ck_assert_uint_eq (scho_page_numbers_get_number (find_numbers (view), string->len - 7),
                     2);
  ck_assert_int_eq (scho_page_view_get_measure (view), width);
  g_string_free (string, TRUE);
  fixture_close (&fixture);
}
END_TEST

static const struct
{
  const char *property, *less, *more;
} choices[] = {
  { "spacing", "compact", "wide" },
  { "measure", "narrow", "wide" },
};

static int
measure (SchoPageView *view, guint i)
{
  return i == 0 ? gtk_text_view_get_pixels_inside_wrap (GTK_TEXT_VIEW (view))
                : scho_page_view_get_measure (view);
}

START_TEST (distances_follow_the_reader)
{
  Fixture fixture;
  g_autoptr (SchoReading) reading = scho_reading_new (NULL);
  SchoPageView *view = show (&fixture, reading);
  int normal = measure (view, _i);

  g_object_set (reading, choices[_i].property, choices[_i].less, NULL);
  ck_assert_int_lt (measure (view, _i), normal);
  g_object_set (reading, choices[_i].property, choices[_i].more, NULL);
  ck_assert_int_gt (measure (view, _i), normal);
  /* An unknown word is the normal one. */
  g_object_set (reading, choices[_i].property, "enormous", NULL);
  ck_assert_int_eq (measure (view, _i), normal);
  fixture_close (&fixture);
}
END_TEST

/* Beyond the palette a pattern tells codes apart, and beyond the patterns a letter. */
START_TEST (no_two_codes_look_the_same)
{
  Fixture fixture;
  g_autoptr (GHashTable) seen
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree SchoMark *marks = NULL;
  SchoSnapshot *snapshot;
  const SchoCode *const *codes;
  gsize n;

  fixture_open (&fixture, 300);
  snapshot = scho_project_get_snapshot (fixture.project);
  marks = scho_marks_new (snapshot);
  codes = scho_snapshot_get_codes (snapshot, &n);
  ck_assert_uint_eq (n, 300);
  for (gsize i = 0; i < n; i++)
    {
      SchoMark mark = marks[codes[i]->id];

      ck_assert_uint_lt (mark.pattern, SCHO_N_PATTERNS);
      ck_assert (i >= SCHO_N_COLOURS || mark.pattern == SCHO_PATTERN_SOLID);
      ck_assert (g_hash_table_add (
          seen, g_strdup_printf ("%06x %u %c", codes[i]->colour, mark.pattern,
                                 mark.letter ? mark.letter : '-')));
    }
  fixture_close (&fixture);
}
END_TEST

static void
show_many (guint n_codes, guint n_codings, AdwColorScheme scheme, const char *name)
{
  Fixture fixture;
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (SchoReading) reading = scho_reading_new (NULL);
  GString *string = g_string_new (NULL);
  guint32 document;

  while (string->len < 6000)
    g_string_append (string,
                     "The inquiry and the echo, which nobody heard, and the hall, "
                     "which was quiet. “She should have left,” wrote one reader; "
                     "another asked why nobody had spoken.\n\n");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
  fixture_open (&fixture, n_codes);
  document = fixture_add_document (&fixture, "Many", string->str);
  fixture_add_codings (&fixture, document, n_codings, random);
  fixture_show (&fixture, document, 1000, 800);
  scho_page_set_reading (fixture.page, reading);
  fixture_settle (&fixture);
  fixture_picture (&fixture, name);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_DEFAULT);
  g_string_free (string, TRUE);
  fixture_close (&fixture);
}

/* To be looked at. */
START_TEST (pictures)
{
  show_many (200, 30, ADW_COLOR_SCHEME_FORCE_LIGHT, "look-200-codes");
  show_many (24, 30, ADW_COLOR_SCHEME_FORCE_DARK, "look-palette-dark");
  show_many (200, 220, ADW_COLOR_SCHEME_FORCE_LIGHT, "look-dense");
}
END_TEST

/* A rule above a paragraph, a stroke within a line, on paper of every kind. */
START_TEST (pages_begin_visibly)
{
  Fixture fixture;
  g_autoptr (SchoReading) reading = scho_reading_new (NULL);
  SchoStretch stretches[] = {
    { 0, find ("Ada:"), SCHO_STRETCH_PAGE, 0, "11" },
    { find ("Ada:"), find ("nobody was"), SCHO_STRETCH_PAGE, 0, "12" },
    { find ("nobody was"), find ("The last"), SCHO_STRETCH_PAGE, 0, "xiii" },
  };
  g_autoptr (SchoText) made = scho_text_new_take (
      g_strdup (text), strlen (text), stretches, G_N_ELEMENTS (stretches), NULL);
  guint32 start, end;

  fixture_open (&fixture, 3);
  fixture_show (&fixture, fixture_add_text (&fixture, "Pages", made), 900, 700);
  scho_page_set_reading (fixture.page, reading);
  g_object_set (reading, "numbers", "lines", "zoom", 125, NULL);
  fixture_settle (&fixture);
  scho_page_view_get_painted (find_view (GTK_WIDGET (fixture.page)), &start, &end);
  ck_assert (start == 0 && end >= find ("The last"));
  fixture_picture (&fixture, "look-pages");
  fixture_close (&fixture);
}
END_TEST

static char *
dup_family (SchoPageView *view)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (view));

  return g_strdup (
      pango_font_description_get_family (pango_context_get_font_description (context)));
}

START_TEST (typeface_follows_the_reader)
{
  Fixture fixture;
  g_autoptr (SchoReading) reading = scho_reading_new (NULL);
  SchoPageView *view = show (&fixture, reading);
  g_autofree char *before = dup_family (view), *serif = NULL, *odd = NULL;

  g_object_set (reading, "font", "Serif", NULL);
  fixture_settle (&fixture);
  serif = dup_family (view);
  ck_assert_str_eq (serif, "Serif");
  /* What a style sheet could take for its own. */
  g_object_set (reading, "font", "Odd\"; } * { color: red; \\", NULL);
  fixture_settle (&fixture);
  odd = dup_family (view);
  ck_assert_str_eq (odd, "Odd\"; } * { color: red; \\");
  g_object_set (reading, "font", "", NULL);
  fixture_settle (&fixture);
  g_free (serif);
  serif = dup_family (view);
  ck_assert_str_eq (serif, before);
  fixture_close (&fixture);
}
END_TEST

/* Pages share what the settings keep. */
START_TEST (settings_are_kept)
{
  Fixture fixture;
  g_autoptr (GSettings) settings = scho_settings_new ();
  g_autoptr (SchoReading) reading = scho_reading_new (settings), later = NULL;
  SchoPageView *view;
  int normal;

  ck_assert_ptr_nonnull (settings);
  view = show (&fixture, reading);
  normal = scho_page_view_get_measure (view);
  scho_page_set_zoom (fixture.page, 150);
  ck_assert_uint_eq (g_settings_get_uint (settings, "page-zoom"), 150);
  g_settings_set_string (settings, "page-measure", "wide");
  ck_assert_int_eq (scho_reading_get_measure (reading), SCHO_MEASURE_WIDE);
  ck_assert_int_gt (scho_page_view_get_measure (view), normal);
  fixture_close (&fixture);

  later = scho_reading_new (settings);
  view = show (&fixture, later);
  ck_assert_uint_eq (scho_page_get_zoom (fixture.page), 150);
  g_settings_reset (settings, "page-zoom");
  g_settings_reset (settings, "page-measure");
  ck_assert_uint_eq (scho_page_get_zoom (fixture.page), 100);
  fixture_close (&fixture);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("look");
  TCase *tc = tcase_create ("look");
  SRunner *runner;
  int failed;

  tcase_set_timeout (tc, 120);
  tcase_add_test (tc, a_blank_line_is_lower_than_others);
  tcase_add_test (tc, structure_is_seen);
  tcase_add_loop_test (tc, distances_follow_the_reader, 0, G_N_ELEMENTS (choices));
  tcase_add_test (tc, lines_and_paragraphs_are_numbered);
  tcase_add_test (tc, display_breaks_are_not_counted);
  tcase_add_test (tc, no_two_codes_look_the_same);
  tcase_add_test (tc, pages_begin_visibly);
  tcase_add_test (tc, pictures);
  tcase_add_test (tc, typeface_follows_the_reader);
  tcase_add_test (tc, settings_are_kept);
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  /* A process that drew a window cannot be forked. */
  srunner_set_fork_status (runner, CK_NOFORK);
  adw_init ();
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
