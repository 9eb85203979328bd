/* test-held.c - another program holds the project file: the window lives, says so, and
 * keeps what is written as soon as it can. */
#include "window-fixture.h"

#include <sqlite3.h>
#include <string.h>

/* By the clock, in milliseconds: SQLite's ten seconds are not asked for, and a machine
 * that does other things as well gets its share. */
#define LONGEST 1000

static sqlite3 *other; /* another program */

static void
hold (void)
{
  const char *path = scho_project_get_path (get_project ());

  ck_assert_int_eq (sqlite3_open (path, &other), SQLITE_OK);
  ck_assert_int_eq (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
}

static void
let_go (void)
{
  ck_assert_int_eq (sqlite3_exec (other, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close (other);
}

static gboolean
has_toast (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && strstr (gtk_label_get_label (GTK_LABEL (widget)), "in use by another program"))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_toast (child))
      return TRUE;
  return FALSE;
}

START_TEST (a_passage_is_not_coded_and_that_is_said)
{
  guint64 n;
  gint64 begin;

  open_sample ();
  n = count_codings ();
  activate ("select", g_variant_new ("(uu)", 20, 30));
  hold ();
  begin = g_get_monotonic_time ();
  activate ("apply-code", g_variant_new_string ("apology"));
  ck_assert_int_lt (g_get_monotonic_time () - begin, LONGEST * 1000);
  settle (100);
  ck_assert_uint_eq (count_codings (), n);
  ck_assert (has_toast (GTK_WIDGET (fixture.window)));

  let_go ();
  activate ("apply-code", g_variant_new_string ("apology"));
  settle (30);
  ck_assert_uint_eq (count_codings (), n + 1);
  hold ();
  begin = g_get_monotonic_time ();
  activate ("undo", NULL);
  ck_assert_int_lt (g_get_monotonic_time () - begin, LONGEST * 1000);
  ck_assert_uint_eq (count_codings (), n + 1);
  let_go ();
  activate ("undo", NULL);
  settle (30);
  ck_assert_uint_eq (count_codings (), n);
  close_window ();
}
END_TEST

static const char *
get_memo (void)
{
  const SchoAnnotation *shown
      = &g_array_index (scho_window_get_codings (fixture.window), SchoAnnotation, 0);

  return scho_snapshot_find_annotation (get_snapshot (), shown->document, &shown->uuid)
      ->memo;
}

/* By itself, once the other lets go, without a key more. */
START_TEST (a_memo_is_kept_as_soon_as_can_be)
{
  GtkWidget *focus;

  open_sample ();
  activate ("select", g_variant_new ("(uu)", 20, 30));
  activate ("apply-code", g_variant_new_string ("apology"));
  activate ("memo", NULL);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture.window));
  hold ();
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)),
                                    "Is it one?", -1);
  for (guint i = 0; i < 100 && !has_toast (GTK_WIDGET (fixture.window)); i++)
    settle (50);
  ck_assert (has_toast (GTK_WIDGET (fixture.window)));
  ck_assert_ptr_null (get_memo ());
  ck_assert (scho_session_has_unsaved (scho_window_get_session (fixture.window)));

  let_go ();
  for (guint i = 0; i < 100 && get_memo () == NULL; i++)
    settle (50);
  ck_assert_str_eq (get_memo (), "Is it one?");
  ck_assert (!scho_session_has_unsaved (scho_window_get_session (fixture.window)));
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, a_passage_is_not_coded_and_that_is_said);
  tcase_add_test (tc, a_memo_is_kept_as_soon_as_can_be);
}

int
main (void)
{
  return window_tests_run ("held", add_tests);
}
