/* A text of more than twenty million characters, shown in parts. */
#include "page-fixture.h"

#include <ui/page-parts.h>
#include <ui/page-view.h>

#include <adwaita.h>
#include <check.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH 21000000
#define LINE                                                                             \
  "The inquiry and the echo, which nobody heard, and the hall, which was quiet.\n"

/* @feed is what ends a line. */
static SchoText *
make_text (char feed)
{
  gsize n = strlen (LINE), n_lines = LENGTH / n;
  char *utf8 = g_malloc (n_lines * n + 1);

  for (gsize i = 0; i < n_lines; i++)
    {
      memcpy (utf8 + i * n, LINE, n);
      utf8[i * n + n - 1] = feed;
    }
  utf8[n_lines * n] = '\0';
  return scho_text_new_take (utf8, n_lines * n, NULL, 0, NULL);
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

static GtkWidget *
find_button (GtkWidget *page, const char *label)
{
  for (GtkWidget *child = gtk_widget_get_first_child (page); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child)
        && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (child)), label) == 0)
      return child;
  return NULL;
}

/* Parts follow and overlap each other, are of a fair length, and begin and end after a
 * paragraph or a space. */
START_TEST (parts_end_where_one_may_pause)
{
  char feed = "\n "[_i];
  g_autoptr (SchoText) text = make_text (feed);
  g_autoptr (GArray) parts = scho_parts_plan (text);
  const char *utf8;
  gsize n;

  utf8 = scho_text_get_utf8 (text, &n);
  ck_assert_uint_gt (parts->len, 9);
  for (guint i = 0; i < parts->len; i++)
    {
      guint32 start = scho_parts_get (parts, i)->start,
              end = scho_parts_get (parts, i)->end;

      ck_assert_uint_gt (end, start + SCHO_PART_LENGTH / 3);
      ck_assert_uint_lt (end, start + 2 * SCHO_PART_LENGTH);
      ck_assert (utf8[end - 1] == feed || utf8[end - 1] == ' ');
      ck_assert (feed == ' ' || utf8[end - 1] == '\n');
      if (i == 0)
        continue;
      ck_assert (utf8[start - 1] == feed || utf8[start - 1] == ' ');
      ck_assert (feed == ' ' || utf8[start - 1] == '\n');
      ck_assert_uint_le (start + SCHO_PARTS_OVERLAP, scho_parts_get (parts, i - 1)->end);
    }
  ck_assert_uint_eq (scho_parts_get (parts, 0)->start, 0);
  ck_assert_uint_eq (scho_parts_get (parts, parts->len - 1)->end, n);
  ck_assert_uint_eq (scho_parts_find (parts, 0, n, n), parts->len - 1);
}
END_TEST

/* Wherever a passage is and whatever is in sight, a part has all of it, and the one in
 * sight stays if it will do. */
START_TEST (every_passage_is_whole_in_a_part)
{
  static const guint32 lengths[] = { 0, 1, 20, 3000, SCHO_PARTS_OVERLAP };
  g_autoptr (SchoText) text = make_text ('\n');
  g_autoptr (GArray) parts = scho_parts_plan (text);
  guint32 length = scho_text_get_length (text);

  for (guint32 start = 0; start < length; start += 9973)
    for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
      for (guint current = 0; current < parts->len; current++)
        {
          guint32 end = MIN (start + lengths[i], length);
          guint part = scho_parts_find (parts, current, start, end);

          ck_assert (scho_part_holds (scho_parts_get (parts, part), start, end));
          ck_assert (part == current
                     || !scho_part_holds (scho_parts_get (parts, current), start, end));
        }
}
END_TEST

START_TEST (a_text_of_ordinary_length_is_one_part)
{
  g_autoptr (SchoText) text = scho_text_new ("One line.\n", NULL);
  g_autoptr (GArray) parts = scho_parts_plan (text);

  ck_assert_uint_eq (parts->len, 1);
  ck_assert_uint_eq (scho_parts_get (parts, 0)->end, 10);
}
END_TEST

static gboolean
is_in_sight (Fixture *fixture, guint32 offset)
{
  GdkRectangle r;

  return scho_page_get_rectangle (fixture->page, offset, offset + 1, &r) && r.y >= 0
         && r.y < gtk_widget_get_height (GTK_WIDGET (fixture->page));
}

static void
show (Fixture *fixture, guint32 *length)
{
  g_autoptr (SchoText) text = make_text ('\n');
  guint32 document;

  *length = scho_text_get_length (text);
  fixture_open (fixture, 3);
  document = fixture_add_text (fixture, "Long", text);
  fixture_add_coding (fixture, document, *length - 5000, *length - 4900, 1);
  fixture_show (fixture, document, 900, 700);
  fixture_settle (fixture);
}

/* What is selected, shown and read back is the document's, whichever part it is in. */
START_TEST (offsets_are_those_of_the_document)
{
  Fixture fixture;
  guint32 length, start, end;
  SchoPageView *view;
  static const double places[] = { 0.5, 0.03, 0.99, 0.0, 0.72, 0.721 };

  show (&fixture, &length);
  view = find_view (GTK_WIDGET (fixture.page));
  ck_assert_int_lt (
      gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view))),
      2 * SCHO_PART_LENGTH);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      guint32 offset = (guint32) (length * places[i]);

      scho_page_select (fixture.page, offset, offset + 20);
      scho_page_scroll_to (fixture.page, offset, offset + 20);
      ck_assert (scho_page_get_selection (fixture.page, &start, &end));
      ck_assert_uint_eq (start, offset);
      ck_assert_uint_eq (end, offset + 20);
      ck_assert_uint_eq (scho_page_get_caret (fixture.page), offset + 20);
      fixture_run (200);
      ck_assert_msg (is_in_sight (&fixture, offset), "%u is not in sight", offset);
      ck_assert (!is_in_sight (&fixture, (offset + length / 2) % length));
      scho_page_view_get_painted (view, &start, &end);
      ck_assert (start <= offset && offset < end);
    }
  fixture_settle (&fixture);
  fixture_picture (&fixture, "parts-middle");
  /* Only a part is in the view: what is written there could not be the whole text. */
  ck_assert (scho_page_is_in_parts (fixture.page));
  ck_assert (!scho_page_begin_edit (fixture.page));
  fixture_close (&fixture);
}
END_TEST

/* A jump asked for before there is a first frame. */
START_TEST (opens_in_the_part_that_is_asked_for)
{
  Fixture fixture;
  g_autoptr (SchoText) text = make_text ('\n');
  guint32 document, offset = 15000000, start, end;

  fixture_open (&fixture, 1);
  document = fixture_add_text (&fixture, "Long", text);
  fixture_show (&fixture, document, 900, 700);
  scho_page_select (fixture.page, offset, offset + 5);
  scho_page_scroll_to (fixture.page, offset, offset + 5);
  fixture_run (500);
  ck_assert (is_in_sight (&fixture, offset));
  ck_assert (scho_page_get_selection (fixture.page, &start, &end));
  ck_assert_uint_eq (start, offset);
  ck_assert_uint_eq (end, offset + 5);
  fixture_close (&fixture);
}
END_TEST

START_TEST (buttons_lead_from_part_to_part)
{
  Fixture fixture;
  guint32 length, end;
  GtkWidget *next, *previous;
  g_autoptr (SchoText) text = make_text ('\n');
  g_autoptr (GArray) parts = scho_parts_plan (text);

  show (&fixture, &length);
  end = scho_parts_get (parts, 0)->end;
  next = find_button (GTK_WIDGET (fixture.page), "Next part");
  previous = find_button (GTK_WIDGET (fixture.page), "Previous part");
  ck_assert (!gtk_widget_get_child_visible (next));
  ck_assert (!gtk_widget_get_child_visible (previous));

  scho_page_select (fixture.page, end - 3, end - 1);
  scho_page_scroll_to (fixture.page, end - 3, end - 1);
  fixture_settle (&fixture);
  fixture_run (300);
  ck_assert (gtk_widget_get_child_visible (next));
  fixture_settle (&fixture);
  fixture_picture (&fixture, "parts-next");
  g_signal_emit_by_name (next, "clicked");
  fixture_run (300);
  /* One reads on where one was. */
  ck_assert_uint_eq (scho_page_get_caret (fixture.page), end - 1);
  ck_assert (is_in_sight (&fixture, end - 3));
  ck_assert (is_in_sight (&fixture, end + 3));
  ck_assert (!gtk_widget_get_child_visible (next));
  fixture_settle (&fixture);
  fixture_picture (&fixture, "parts-over");

  scho_page_scroll_to (fixture.page, scho_parts_get (parts, 1)->start,
                       scho_parts_get (parts, 1)->start + 1);
  fixture_settle (&fixture);
  fixture_run (300);
  ck_assert (gtk_widget_get_child_visible (previous));
  fixture_picture (&fixture, "parts-previous");
  g_signal_emit_by_name (previous, "clicked");
  fixture_run (300);
  ck_assert_uint_eq (scho_page_get_caret (fixture.page), end - 1);
  ck_assert (is_in_sight (&fixture, scho_parts_get (parts, 1)->start));
  ck_assert (!gtk_widget_get_child_visible (previous));
  fixture_close (&fixture);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("parts");
  TCase *tc = tcase_create ("parts");
  SRunner *runner;
  int failed;

  tcase_set_timeout (tc, 200);
  tcase_add_loop_test (tc, parts_end_where_one_may_pause, 0, 2);
  tcase_add_test (tc, every_passage_is_whole_in_a_part);
  tcase_add_test (tc, a_text_of_ordinary_length_is_one_part);
  tcase_add_test (tc, offsets_are_those_of_the_document);
  tcase_add_test (tc, opens_in_the_part_that_is_asked_for);
  tcase_add_test (tc, buttons_lead_from_part_to_part);
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
