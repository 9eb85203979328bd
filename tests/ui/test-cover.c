/* test-cover.c - passages of codes that are blurred are covered until one asks. */
#include "window-fixture.h"

#include "page-private.h"

static SchoPage *
get_page (void)
{
  return scho_window_get_page (fixture.window);
}

/* Of the passages that are covered now: how many, and where the first is. */
static guint
count_covered (guint32 *start)
{
  SchoPage *page = get_page ();
  SchoCodings *codings = scho_page_view_get_codings (page->view);
  SchoCover *cover = scho_page_view_get_cover (page->view);
  gsize n;
  const SchoAnnotation *all = scho_codings_get_all (codings, &n);
  guint covered = 0;

  for (gsize i = n; i-- > 0;)
    if (scho_cover_hides (cover, codings, i))
      {
        covered++;
        if (start != NULL)
          *start = all[i].start;
      }
  return covered;
}

static void
describe (const char *name)
{
  SchoWindow *window = fixture.window;

  g_signal_emit_by_name (window->code_tree, "code-described", find_code (name)->id);
  settle (50);
}

static GtkSwitch *
find_switch (GtkWidget *widget)
{
  if (GTK_IS_SWITCH (widget))
    return GTK_SWITCH (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkSwitch *found = find_switch (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
set_blurred (const char *name, gboolean blurred)
{
  describe (name);
  gtk_switch_set_active (find_switch (GTK_WIDGET (fixture.window->code_pane)), blurred);
  gtk_widget_grab_focus (GTK_WIDGET (get_page ()));
  settle (100);
}

START_TEST (a_code_is_blurred_in_its_pane)
{
  open_sample ();
  ck_assert_uint_eq (count_covered (NULL), 0);
  set_blurred ("disclosure", TRUE);
  ck_assert (find_code ("disclosure")->blurred);
  ck_assert_uint_gt (count_covered (NULL), 3);
  picture ("cover", "all");
  activate ("undo", NULL);
  ck_assert (!find_code ("disclosure")->blurred);
  ck_assert_uint_eq (count_covered (NULL), 0);
  ck_assert (
      !gtk_switch_get_active (find_switch (GTK_WIDGET (fixture.window->code_pane))));
  close_window ();
}
END_TEST

/* Of the sample's, two lie within each other. */
START_TEST (words_on_covers_stand_apart)
{
  const graphene_rect_t *labels;
  guint n;

  open_sample ();
  set_blurred ("disclosure", TRUE);
  settle (200);
  labels = scho_cover_get_labels (scho_page_view_get_cover (get_page ()->view), &n);
  ck_assert_uint_gt (n, 2);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < i; k++)
      ck_assert (!graphene_rect_intersection (&labels[i], &labels[k], NULL));
  close_window ();
}
END_TEST

START_TEST (one_passage_is_shown_by_a_key)
{
  static const guint keys[] = { GDK_KEY_space, GDK_KEY_Return };
  guint32 start = 0;
  guint covered;

  open_sample ();
  set_blurred ("disclosure", TRUE);
  covered = count_covered (&start);

  /* Elsewhere the key does nothing. */
  scho_page_select (get_page (), 0, 0);
  ck_assert (!press (GTK_WIDGET (get_page ()->view), keys[_i]));
  ck_assert_uint_eq (count_covered (NULL), covered);

  scho_page_select (get_page (), start, start);
  ck_assert (press (GTK_WIDGET (get_page ()->view), keys[_i]));
  ck_assert_uint_lt (count_covered (NULL), covered);
  ck_assert_uint_gt (count_covered (NULL), 0);
  /* Once shown it is like any other. */
  ck_assert (!press (GTK_WIDGET (get_page ()->view), keys[_i]));
  picture ("cover", "one-shown");
  close_window ();
}
END_TEST

START_TEST (all_are_shown_by_the_menu)
{
  guint covered;

  open_sample ();
  set_blurred ("disclosure", TRUE);
  covered = count_covered (NULL);
  g_action_group_change_action_state (G_ACTION_GROUP (fixture.window), "show-blurred",
                                      g_variant_new_boolean (TRUE));
  ck_assert_uint_eq (count_covered (NULL), 0);
  g_action_group_change_action_state (G_ACTION_GROUP (fixture.window), "show-blurred",
                                      g_variant_new_boolean (FALSE));
  ck_assert_uint_eq (count_covered (NULL), covered);
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, a_code_is_blurred_in_its_pane);
  tcase_add_test (tc, words_on_covers_stand_apart);
  tcase_add_loop_test (tc, one_passage_is_shown_by_a_key, 0, 2);
  tcase_add_test (tc, all_are_shown_by_the_menu);
}

int
main (void)
{
  return window_tests_run ("cover", add_tests);
}
