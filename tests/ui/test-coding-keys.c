/* test-coding-keys.c - codes with the keys of the real X server, and asks the core what
 * came of it. */
#include "hands.h"
#include "passage-fixture.h"

#include <string.h>

START_TEST (keys_select_by_unit)
{
  open_for_keys ();
  put_caret ("three years, the practice");
  hands_press ("w");
  assert_selected ("three");
  hands_press ("w");
  hands_press ("w");
  assert_selected ("three years, the");
  hands_press ("s");
  assert_selected ("For three years, the practice rooms on the second floor of Halvar "
                   "Conservatory were a place some students avoided after six in the "
                   "evening.");
  hands_press ("s");
  assert_ends_selection ("most of them women, said why.");
  hands_press ("p");
  assert_ends_selection ("denies the allegations.");
  hands_press ("p");
  assert_ends_selection ("at 2:14 in the morning.");
  put_caret ("three years, the practice");
  hands_press ("t");
  assert_ends_selection ("denies the allegations.");
  hands_press ("shift+Left");
  assert_ends_selection ("denies the allegations");
  close_window ();
}
END_TEST

START_TEST (keys_code)
{
  open_for_keys ();
  put_caret ("sober. It gives");
  hands_press ("w");
  hands_press ("i");
  ck_assert_uint_eq (count_on ("sober", "sober"), 1);

  put_caret ("It gives dates");
  hands_press ("s");
  hands_press ("r");
  ck_assert_uint_eq (count_on ("sober",
                               "It gives dates, rooms and the names of those who "
                               "were told at the time."),
                     1);
  activate ("undo", NULL);
  ck_assert_uint_eq (count_on ("sober",
                               "It gives dates, rooms and the names of those who "
                               "were told at the time."),
                     0);
  close_window ();
}
END_TEST

START_TEST (number_keys_apply_codes)
{
  guint64 before;

  open_for_keys ();
  give_key ("apology", 7);
  before = count_codings ();
  select_words ("The letter is sober");
  hands_press ("7");
  ck_assert_uint_eq (count_on ("apology", "The letter is sober"), 1);
  hands_press ("8"); /* no code has it */
  ck_assert_uint_eq (count_codings (), before + 1);

  /* Not while something is written. */
  activate ("find", NULL);
  hands_press ("7");
  hands_press ("r");
  ck_assert_uint_eq (count_codings (), before + 1);
  close_window ();
}
END_TEST

START_TEST (the_palette_opens_at_the_selection)
{
  GtkWidget *palette;
  graphene_rect_t bounds;
  GdkRectangle selection;
  guint32 start, end;

  open_for_keys ();
  palette = GTK_WIDGET (fixture.window->palette);
  put_caret ("sober. It gives");
  hands_press ("slash");
  ck_assert (gtk_widget_get_visible (palette));
  assert_selected ("sober"); /* which is what will be coded */

  scho_page_get_selection (get_page (), &start, &end);
  ck_assert (scho_page_get_rectangle (get_page (), start, end, &selection));
  ck_assert (gtk_widget_compute_bounds (palette, GTK_WIDGET (get_page ()), &bounds));
  ck_assert (bounds.origin.y >= selection.y + selection.height
             || bounds.origin.y + bounds.size.height <= selection.y);
  hands_picture ("palette");

  type_and_enter ("backl", "shift+Return");
  ck_assert_uint_eq (count_on ("backlash", "sober"), 1);
  ck_assert (gtk_widget_get_visible (palette));
  type_and_enter ("apol", "Return");
  ck_assert_uint_eq (count_on ("apology", "sober"), 1);
  ck_assert (!gtk_widget_get_visible (palette));

  hands_press ("ctrl+k");
  type_and_enter ("zeal", "Return");
  ck_assert_uint_eq (count_on ("zeal", "sober"), 1);
  close_window ();
}
END_TEST

static GtkWidget *
find_scrolled (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = GTK_IS_SCROLLED_WINDOW (child) ? child : find_scrolled (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* One match, then all again: the list begins at its beginning. */
START_TEST (the_palette_goes_on_at_its_top)
{
  GtkWidget *palette, *scrolled;
  GtkAdjustment *place;

  open_for_keys ();
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("code%u", i);

      activate ("new-code", g_variant_new_string (name));
    }
  activate ("page", NULL);
  palette = GTK_WIDGET (fixture.window->palette);
  scrolled = find_scrolled (palette);
  place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  select_words ("The letter is sober");
  hands_press ("slash");
  settle (300);
  type_and_enter ("code12", "shift+Return");
  settle (300);
  ck_assert_double_gt (gtk_adjustment_get_upper (place),
                       gtk_adjustment_get_page_size (place));
  ck_assert_double_lt (gtk_adjustment_get_value (place), 1);
  hands_press ("Up"); /* to the last one */
  settle (200);
  ck_assert_double_gt (gtk_adjustment_get_value (place), 1);
  type_and_enter ("1", "BackSpace");
  settle (300);
  ck_assert_double_lt (gtk_adjustment_get_value (place), 1);
  hands_press ("Escape");
  close_window ();
}
END_TEST

START_TEST (keys_go_from_coding_to_coding)
{
  SchoAnnotation active;
  guint32 start, end, last = 0;
  guint n = 0;
  gsize all;

  open_for_keys ();
  scho_snapshot_get_annotations (get_snapshot (), scho_page_get_document (get_page ()),
                                 &all);
  activate ("select", g_variant_new ("(uu)", 0, 0));
  for (; n < all; n++)
    {
      hands_press ("n");
      ck_assert (scho_page_get_active (get_page (), &active));
      ck_assert (scho_page_get_selection (get_page (), &start, &end));
      ck_assert_uint_eq (active.start, start);
      ck_assert_uint_eq (active.end, end);
      ck_assert_uint_ge (start, last);
      last = start;
    }
  hands_press ("n"); /* there is no other */
  scho_page_get_selection (get_page (), &start, &end);
  ck_assert_uint_eq (start, last);
  hands_press ("shift+n");
  scho_page_get_selection (get_page (), &start, &end);
  ck_assert_uint_le (start, last);
  close_window ();
}
END_TEST

static gboolean
is_coded (guint32 start, guint32 end)
{
  g_autoptr (GArray) codings = scho_page_dup_codings (get_page (), start, end);

  return codings->len > 0;
}

START_TEST (keys_go_to_what_has_no_code)
{
  guint32 start, end, last = 0;

  open_for_keys ();
  activate ("select", g_variant_new ("(uu)", 0, 0));
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *words = NULL;

      hands_press ("u");
      ck_assert (scho_page_get_selection (get_page (), &start, &end));
      ck_assert (i == 0 || start > last);
      ck_assert (!is_coded (start, end));
      words = dup_selected ();
      ck_assert (!g_ascii_isspace (words[0]));
      ck_assert (!g_ascii_isspace (words[strlen (words) - 1]));
      last = start;
    }
  hands_press ("shift+u");
  scho_page_get_selection (get_page (), &start, &end);
  ck_assert_uint_lt (start, last);
  close_window ();
}
END_TEST

START_TEST (delete_asks_which_of_several)
{
  guint64 before;

  open_for_keys ();
  select_words ("The letter is sober");
  activate ("apply-code", g_variant_new_string ("backlash"));
  activate ("apply-code", g_variant_new_string ("apology"));
  before = count_codings ();
  put_caret ("letter is sober");
  hands_press ("Delete");
  settle (300);
  ck_assert_uint_eq (count_codings (), before);
  hands_picture ("which");
  hands_press ("Down");
  hands_press ("Return");
  settle (200);
  ck_assert_uint_eq (count_codings (), before - 1);
  ck_assert_uint_eq (count_on ("backlash", "The letter is sober"), 1);

  hands_press ("Delete"); /* one is left: no question */
  ck_assert_uint_eq (count_codings (), before - 2);

  activate ("undo", NULL);
  activate ("undo", NULL);
  hands_press ("Delete");
  settle (300);
  hands_press ("End"); /* all of them, in one step */
  hands_press ("Return");
  settle (200);
  ck_assert_uint_eq (count_codings (), before - 2);
  activate ("undo", NULL);
  ck_assert_uint_eq (count_codings (), before);

  hands_press ("Delete");
  settle (300);
  hands_press ("Escape");
  settle (200);
  ck_assert_uint_eq (count_codings (), before);
  close_window ();
}
END_TEST

START_TEST (passages_are_rounded)
{
  open_for_keys ();
  set_snap ("word");
  select_words ("etter is so");
  activate ("apply-code", g_variant_new_string ("backlash"));
  ck_assert_uint_eq (count_on ("backlash", "letter is sober"), 1);
  set_snap ("sentence");
  activate ("apply-code", g_variant_new_string ("apology"));
  ck_assert_uint_eq (count_on ("apology", "The letter is sober."), 1);
  set_snap ("character");
  activate ("apply-code", g_variant_new_string ("minimising"));
  ck_assert_uint_eq (count_on ("minimising", "etter is so"), 1);
  close_window ();
}
END_TEST

/* A family of five code points and a letter with an accent of its own. */
#define SIGNS "A 👩‍👩‍👧 e\xcc\x81 b\n"

static guint32
open_signs (void)
{
  g_autoptr (SchoStep) step = scho_step_new (get_snapshot (), "Signs");
  g_autoptr (SchoText) text = scho_text_new (SIGNS, NULL);

  scho_step_add_document (step, &(SchoDocument){ .title = "Signs" }, text);
  ck_assert (scho_project_apply (get_project (), step, NULL));
  activate ("open-document", g_variant_new_string ("Signs"));
  settle (300);
  gtk_widget_grab_focus (GTK_WIDGET (get_page ()));
  return scho_page_get_document (get_page ());
}

START_TEST (no_cluster_is_cut)
{
  static const struct
  {
    guint32 start, end; /* what is selected before the key */
    const char *key;    /* nullable */
    guint32 coded_from, coded_to;
  } ways[] = {
    { 2, 2, "shift+Right", 2, 7 }, { 8, 8, "shift+Right", 8, 10 },
    { 7, 7, "shift+Left", 2, 7 },  { 3, 5, NULL, 2, 7 },
    { 9, 11, NULL, 8, 11 },
  };
  const SchoAnnotation *coded;
  guint32 document;
  gsize n;

  open_for_keys ();
  set_snap ("character");
  document = open_signs ();
  activate ("select", g_variant_new ("(uu)", ways[_i].start, ways[_i].end));
  if (ways[_i].key != NULL)
    hands_press (ways[_i].key);
  activate ("apply-code", g_variant_new_string ("backlash"));
  coded = scho_snapshot_get_annotations (get_snapshot (), document, &n);
  ck_assert_uint_eq (n, 1);
  ck_assert_uint_eq (coded->start, ways[_i].coded_from);
  ck_assert_uint_eq (coded->end, ways[_i].coded_to);
  close_window ();
}
END_TEST

START_TEST (keys_move_the_limits)
{
  open_for_keys ();
  set_snap ("word");
  select_words ("letter is");
  activate ("apply-code", g_variant_new_string ("backlash"));
  hands_press ("alt+shift+Right");
  ck_assert_uint_eq (count_on ("backlash", "letter is sober"), 1);
  hands_press ("alt+Left");
  ck_assert_uint_eq (count_on ("backlash", "The letter is sober"), 1);
  hands_press ("alt+Right");
  hands_press ("alt+Right");
  hands_press ("alt+Right"); /* a word is left: it stays */
  ck_assert_uint_eq (count_on ("backlash", "sober"), 1);
  hands_press ("alt+Right");
  ck_assert_uint_eq (count_on ("backlash", "sober"), 1);
  set_snap ("character");
  hands_press ("alt+shift+Left");
  ck_assert_uint_eq (count_on ("backlash", "sobe"), 1);
  activate ("undo", NULL);
  ck_assert_uint_eq (count_on ("backlash", "sober"), 1);
  close_window ();
}
END_TEST

/* N and Delete: no question, since one of them is lit up. Escape lets it go. */
START_TEST (what_is_lit_up_is_meant)
{
  SchoAnnotation active;

  open_for_keys ();
  select_words ("The letter is sober");
  activate ("apply-code", g_variant_new_string ("backlash"));
  activate ("apply-code", g_variant_new_string ("apology"));
  put_caret ("The letter is sober");
  hands_press ("n");
  hands_press ("n");
  ck_assert (scho_page_get_active (get_page (), &active));
  ck_assert_uint_eq (active.code, find_code ("apology")->id);
  hands_press ("Escape");
  ck_assert (!scho_page_get_active (get_page (), &active));
  put_caret ("The letter is sober");
  hands_press ("n");
  hands_press ("n");
  hands_press ("Delete");
  ck_assert_uint_eq (count_on ("apology", "The letter is sober"), 0);
  ck_assert_uint_eq (count_on ("backlash", "The letter is sober"), 1);
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, keys_select_by_unit);
  tcase_add_loop_test (tc, no_cluster_is_cut, 0, 5);
  tcase_add_test (tc, keys_code);
  tcase_add_test (tc, number_keys_apply_codes);
  tcase_add_test (tc, the_palette_opens_at_the_selection);
  tcase_add_test (tc, the_palette_goes_on_at_its_top);
  tcase_add_test (tc, keys_go_from_coding_to_coding);
  tcase_add_test (tc, keys_go_to_what_has_no_code);
  tcase_add_test (tc, delete_asks_which_of_several);
  tcase_add_test (tc, passages_are_rounded);
  tcase_add_test (tc, keys_move_the_limits);
  tcase_add_test (tc, what_is_lit_up_is_meant);
}

int
main (void)
{
  return window_tests_run ("coding-keys", add_tests);
}
