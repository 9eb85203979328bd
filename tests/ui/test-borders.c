/* test-borders.c - a passage over the border of two parts of a huge text: selected, coded
 * and dragged with a mouse, and seen in both. */
#include "hands.h"
#include "page-parts.h"
#include "passage-fixture.h"

#include <scholiast/edit.h>
#include <string.h>

#define LENGTH 21000000
#define LINE "The inquiry and the echo, and the hall, which was quiet.\n"

static guint32
add_text (void)
{
  gsize n = strlen (LINE), n_lines = LENGTH / n;
  char *utf8 = g_malloc (n_lines * n + 1);
  g_autoptr (SchoText) text = NULL;
  g_autoptr (SchoStep) step = scho_step_new (get_snapshot (), "Huge");
  g_autoptr (GArray) parts = NULL;

  for (gsize i = 0; i < n_lines; i++)
    memcpy (utf8 + i * n, LINE, n);
  utf8[n_lines * n] = '\0';
  text = scho_text_new_take (utf8, n_lines * n, NULL, 0, NULL);
  scho_step_add_document (step, &(SchoDocument){ .title = "Huge" }, text);
  ck_assert (scho_project_apply (get_project (), step, NULL));
  activate ("open-document", g_variant_new_string ("Huge"));
  settle (1500);
  ck_assert (scho_page_is_in_parts (get_page ()));
  parts = scho_parts_plan (scho_page_get_text (get_page ()));
  return scho_parts_get (parts, 0)->end;
}

static void
click_button (const char *label)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (get_page ()));

  while (!GTK_IS_BUTTON (child)
         || g_strcmp0 (gtk_button_get_label (GTK_BUTTON (child)), label) != 0)
    child = gtk_widget_get_next_sibling (child);
  ck_assert (gtk_widget_get_child_visible (child));
  hands_click (child, 20, 10, 1);
  settle (500);
}

static void
scroll_to (guint32 offset)
{
  activate ("select", g_variant_new ("(uu)", offset, offset));
  settle (500);
}

static void
drag (guint32 from, guint32 to)
{
  GtkWidget *page = GTK_WIDGET (get_page ());
  double from_x, from_y, to_x, to_y;

  locate (from, &from_x, &from_y);
  locate (to, &to_x, &to_y);
  hands_drag (page, from_x, from_y, page, to_x, to_y);
  hands_up ();
}

static const SchoAnnotation *
get_coding (void)
{
  gsize n;
  const SchoAnnotation *all = scho_snapshot_get_annotations (
      get_snapshot (), scho_page_get_document (get_page ()), &n);

  ck_assert_uint_eq (n, 1);
  return all;
}

START_TEST (a_passage_over_the_border_is_coded)
{
  guint32 border, start, end, top;
  SchoAnnotation active;
  double x, y;

  open_for_keys ();
  give_key ("backlash", 1);
  border = add_text ();
  scroll_to (border - 1);
  top = scho_page_get_top (get_page ());
  click_button ("Next part");
  /* What was in sight still is, and it goes on below. */
  ck_assert_uint_lt (scho_page_get_top (get_page ()), border);
  ck_assert_uint_ge (scho_page_get_top (get_page ()) + 3 * strlen (LINE), top);
  ck_assert_uint_le (scho_page_get_top (get_page ()), top + 3 * strlen (LINE));
  ck_assert_uint_eq (scho_page_get_caret (get_page ()), border - 1);
  hands_picture ("border");

  drag (border - 20, border + 20);
  ck_assert (scho_page_get_selection (get_page (), &start, &end));
  ck_assert_uint_eq (start, border - 20);
  ck_assert_uint_eq (end, border + 20);
  hands_press ("1");
  ck_assert_uint_eq (get_coding ()->start, border - 20);
  ck_assert_uint_eq (get_coding ()->end, border + 20);

  /* Its end is dragged further on. */
  scroll_to (border + 100);
  locate (border - 10, &x, &y);
  hands_click (GTK_WIDGET (get_page ()), x + 12, y, 1);
  ck_assert (scho_page_get_active (get_page (), &active));
  drag (border + 20, border + 40);
  ck_assert_uint_eq (get_coding ()->start, border - 20);
  ck_assert_uint_ge (get_coding ()->end, border + 39);

  /* And a jump to it shows the whole of it from anywhere. */
  scroll_to (LENGTH / 2);
  activate ("select", g_variant_new ("(uu)", border - 20, border + 40));
  settle (500);
  ck_assert (scho_page_get_selection (get_page (), &start, &end));
  ck_assert_uint_eq (start, border - 20);
  ck_assert_uint_eq (end, border + 40);
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, a_passage_over_the_border_is_coded);
}

int
main (void)
{
  return window_tests_run ("borders", add_tests);
}
