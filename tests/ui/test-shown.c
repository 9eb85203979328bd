/* test-shown.c - which codes and coders the window shows. */
#include "window-fixture.h"

#include "codings.h"
#include "page-private.h"

#include <scholiast/edit.h>
#include <scholiast/lookup.h>

static gsize
count_painted (void)
{
  SchoPage *page = scho_window_get_page (fixture.window);
  SchoCodings *codings = scho_page_view_get_codings (page->view);
  guint32 length = scho_text_get_length (scho_page_get_text (page));
  gsize n, painted = 0;

  scho_codings_get_all (codings, &n);
  for (gsize i = scho_codings_next (codings, 0, 0, length); i < n;
       i = scho_codings_next (codings, i + 1, 0, length))
    painted++;
  return painted;
}

static gsize
count_of (const char *name)
{
  SchoPage *page = scho_window_get_page (fixture.window);
  g_autofree guint64 *counts
      = scho_lookup_count_codes (get_snapshot (), scho_page_get_document (page), 0);

  return counts[find_code (name)->id];
}

static const char *
get_state (void)
{
  g_autoptr (GVariant) state
      = g_action_group_get_action_state (G_ACTION_GROUP (fixture.window), "show-codes");

  return g_intern_string (g_variant_get_string (state, NULL));
}

START_TEST (codes_are_hidden_and_shown)
{
  gsize all;

  open_sample ();
  all = count_painted ();
  ck_assert_uint_gt (all, 10);
  activate ("show-codes", g_variant_new_string ("none"));
  ck_assert_uint_eq (count_painted (), 0);
  ck_assert_str_eq (get_state (), "none");

  scho_code_tree_select (fixture.window->code_tree, find_code ("disclosure")->id);
  activate ("show-codes", g_variant_new_string ("chosen"));
  ck_assert_uint_eq (count_painted (),
                     count_of ("disclosure") + count_of ("reasons-for-silence"));
  ck_assert_str_eq (get_state (), "chosen");

  activate ("show-codes", g_variant_new_string ("all"));
  ck_assert_uint_eq (count_painted (), all);
  ck_assert_str_eq (get_state (), "all");
  close_window ();
}
END_TEST

/* Each part of the window may hide one; a code that is new is never hidden. */
START_TEST (visibility_is_shared)
{
  SchoVisibility *visibility;
  gsize all;

  open_sample ();
  visibility = scho_session_get_visibility (scho_window_get_session (fixture.window));
  all = count_painted ();
  scho_visibility_set_code (visibility, find_code ("disclosure")->id, FALSE);
  ck_assert_uint_eq (count_painted (), all - count_of ("disclosure"));
  ck_assert_str_eq (get_state (), "some");
  ck_assert_uint_eq (scho_visibility_count_hidden_codes (visibility, get_snapshot ()), 1);

  activate ("show-codes", g_variant_new_string ("none"));
  activate ("select", g_variant_new ("(uu)", 3, 17));
  activate ("new-code", g_variant_new_string ("just made"));
  ck_assert_uint_eq (count_painted (), 1);

  activate ("show-all", NULL);
  ck_assert_uint_eq (count_painted (), all + 1);
  close_window ();
}
END_TEST

START_TEST (coders_are_hidden_and_shown)
{
  SchoVisibility *visibility;
  gsize all;

  open_sample ();
  visibility = scho_session_get_visibility (scho_window_get_session (fixture.window));
  all = count_painted ();
  activate ("coder", g_variant_new_string ("Grace"));
  activate ("select", g_variant_new ("(uu)", 3, 17));
  activate ("apply-code", g_variant_new_string ("disclosure"));
  ck_assert_uint_eq (count_painted (), all + 1);
  scho_visibility_set_coder (
      visibility, scho_lookup_coder (get_snapshot (), "Grace", NULL)->id, FALSE);
  ck_assert_uint_eq (count_painted (), all);
  ck_assert_uint_eq (scho_visibility_count_hidden_coders (visibility, get_snapshot ()),
                     1);
  picture ("shown", "coder-hidden");
  activate ("show-all", NULL);
  ck_assert_uint_eq (count_painted (), all + 1);
  activate ("choose-shown", NULL);
  settle (200);
  picture ("shown", "choice");
  close_window ();
}
END_TEST

/* Codes of one colour are told apart in the tree as on the page. */
START_TEST (marks_are_those_of_the_page)
{
  SchoSession *session;
  SchoCode after;

  open_sample ();
  session = scho_window_get_session (fixture.window);
  ck_assert_uint_eq (scho_code_item_get_mark (find_item ("backlash")).pattern,
                     SCHO_PATTERN_SOLID);
  after = *find_code ("minimising");
  after.colour = find_code ("backlash")->colour;
  ck_assert (scho_session_apply (
      session, scho_edit_change_code (get_snapshot (), &after, NULL), NULL));
  ck_assert_uint_ne (scho_code_item_get_mark (find_item ("backlash")).pattern,
                     scho_code_item_get_mark (find_item ("minimising")).pattern);
  picture ("shown", "one-colour");
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, codes_are_hidden_and_shown);
  tcase_add_test (tc, visibility_is_shared);
  tcase_add_test (tc, coders_are_hidden_and_shown);
  tcase_add_test (tc, marks_are_those_of_the_page);
}

int
main (void)
{
  return window_tests_run ("shown", add_tests);
}
