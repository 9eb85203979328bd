/* test-structure.c - tables, notes and verse look like what they are on the page. */
#include "page-fixture.h"

#include <ui/page-view.h>

#include <adwaita.h>
#include <check.h>
#include <stdlib.h>
#include <string.h>

static const char text[]
    = "Before.\nName\nAge\nAda\n36\nAfter.\n1. A note.\nA line of verse.";

static guint32
find (const char *words)
{
  return (guint32) (strstr (text, words) - text);
}

static SchoStretch
stretch (const char *first, const char *last, SchoStretchKind kind, guint16 level)
{
  return (SchoStretch){ find (first), find (last) + (guint32) strlen (last), kind, level,
                        NULL };
}

static SchoText *
make_text (void)
{
  SchoStretch stretches[] = {
    stretch ("Name", "36", SCHO_STRETCH_TABLE, 0),
    stretch ("Name", "Age", SCHO_STRETCH_TABLE_ROW, 1),
    stretch ("Name", "Name", SCHO_STRETCH_TABLE_CELL, 1),
    stretch ("Age", "Age", SCHO_STRETCH_TABLE_CELL, 2),
    stretch ("Ada", "36", SCHO_STRETCH_TABLE_ROW, 0),
    stretch ("Ada", "Ada", SCHO_STRETCH_TABLE_CELL, 1),
    stretch ("36", "36", SCHO_STRETCH_TABLE_CELL, 2),
    stretch ("1. A", "note.", SCHO_STRETCH_NOTE, 0),
    stretch ("A line", "verse.", SCHO_STRETCH_VERSE, 0),
  };

  return scho_text_new_take (g_strdup (text), strlen (text), stretches,
                             G_N_ELEMENTS (stretches), NULL);
}

static GtkWidget *
find_view (GtkWidget *widget)
{
  if (SCHO_IS_PAGE_VIEW (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_view (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GdkRectangle
place (GtkWidget *view, const char *words)
{
  GtkTextIter iter;
  GdkRectangle r;

  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)),
                                      &iter, (int) find (words));
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (view), &iter, &r);
  return r;
}

static gboolean
has_tag (GtkWidget *view, const char *words, const char *name)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, (int) find (words));
  return gtk_text_iter_has_tag (
      &iter, gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), name));
}

START_TEST (each_has_its_place)
{
  g_autoptr (SchoText) made = make_text ();
  GtkWidget *view;
  Fixture fixture;
  int left, line;

  fixture_open (&fixture, 3);
  fixture_show (&fixture, fixture_add_text (&fixture, "Text", made), 700, 600);
  fixture_settle (&fixture);
  view = find_view (GTK_WIDGET (fixture.page));
  left = place (view, "Before").x;
  line = place (view, "Age").y - place (view, "Name").y;

  /* The first cell of a row begins where all begins, the others further in. */
  ck_assert_int_eq (place (view, "Ada").x, left);
  ck_assert_int_gt (place (view, "36").x, left + 8);
  ck_assert_int_eq (place (view, "36").x, place (view, "Age").x);
  ck_assert (has_tag (view, "Age", "titles"));
  ck_assert (!has_tag (view, "36", "titles"));
  /* Air above a row, and below the table. */
  ck_assert_int_gt (place (view, "Ada").y - place (view, "Age").y, line);
  ck_assert_int_gt (place (view, "After").y - place (view, "36").y, line);

  ck_assert_int_gt (place (view, "1. A note").x, left + 8);
  ck_assert_int_lt (place (view, "1. A note").height, place (view, "After").height);
  ck_assert_int_gt (place (view, "A line").x, place (view, "1. A note").x);
  fixture_close (&fixture);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("structure");
  TCase *tc = tcase_create ("structure");
  SRunner *runner;
  int n_failed;

  adw_init ();
  tcase_set_timeout (tc, 60);
  tcase_add_test (tc, each_has_its_place);
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_set_fork_status (runner, CK_NOFORK);
  srunner_run_all (runner, CK_NORMAL);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
