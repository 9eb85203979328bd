/* test-offer.c - where the small palette for a selection lies. */
#include "page-private.h"
#include "passage-fixture.h"

static const char *const cases[] = {
  "By our correspondent", "the practice rooms",
  "six in the evening",                                 /* names begin below it */
  "eleven of them",                                     /* and beside it */
  "He has been on leave", "on my neck during a lesson", /* among names */
};

START_TEST (it_covers_no_names_where_there_is_room)
{
  graphene_rect_t bounds, margin;
  GdkRectangle line;
  guint32 start, end;
  int top, bottom;

  open_for_keys ();
  select_words (cases[_i]);
  settle (300);
  scho_window_offer (fixture.window, TRUE, get_page ());
  settle (200);
  ck_assert_ptr_nonnull (fixture.window->offer);
  picture ("offer", cases[_i]);
  ck_assert (gtk_widget_compute_bounds (fixture.window->offer, GTK_WIDGET (get_page ()),
                                        &bounds));
  ck_assert (gtk_widget_compute_bounds (GTK_WIDGET (get_page ()->margin),
                                        GTK_WIDGET (get_page ()), &margin));
  top = (int) (bounds.origin.y - margin.origin.y);
  bottom = top + (int) bounds.size.height;
  ck_assert (!scho_margin_has_name_in (get_page ()->margin, top, bottom));

  /* Where there is no room it stays. */
  ck_assert (scho_margin_has_name_in (get_page ()->margin, 100, 600));
  ck_assert_int_eq (scho_margin_find_room (get_page ()->margin, 100, 500, 0, 120), 100);

  /* Neither the selected words; and not far from them. */
  scho_page_get_selection (get_page (), &start, &end);
  ck_assert (scho_page_get_rectangle (get_page (), start, end, &line));
  ck_assert_float_ge (bounds.origin.x, line.x + line.width);
  ck_assert_float_le (ABS (bounds.origin.y + bounds.size.height / 2 - line.y),
                      1.5 * bounds.size.height);
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_loop_test (tc, it_covers_no_names_where_there_is_room, 0,
                       G_N_ELEMENTS (cases));
}

int
main (void)
{
  return window_tests_run ("offer", add_tests);
}
