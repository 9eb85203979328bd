/* test-code-path.c - the names of codes in one line, there and back. */
#include <scholiast/code-path.h>

#include "core-test.h"

static const struct
{
  const char *names[4];
  const char *path;
} paths[] = {
  { { "a" }, "a" },
  { { "a", "b", "c" }, "a/b/c" },
  { { "a", "b/c" }, "a/b\\/c" },
  { { "b/c", "a" }, "b\\/c/a" },
  { { "back\\slash" }, "back\\\\slash" },
  { { "end\\", "x" }, "end\\\\/x" },
  { { "end/", "/x" }, "end\\//\\/x" },
  { { "\\/" }, "\\\\\\/" },
  { { "é/🙂" }, "é\\/🙂" },
};

START_TEST (there_and_back)
{
  g_autoptr (GString) path = g_string_new (NULL);
  g_auto (GStrv) names = scho_code_path_split (paths[_i].path);
  g_autofree char *joined = NULL, *single = NULL;
  guint n = g_strv_length ((char **) paths[_i].names);

  for (guint i = 0; i < n; i++)
    {
      char *longer = scho_code_path_join (joined, paths[_i].names[i]);

      g_free (joined);
      joined = longer;
      scho_code_path_append (path, paths[_i].names[i]);
    }
  ck_assert_str_eq (path->str, paths[_i].path);
  ck_assert_str_eq (joined, paths[_i].path);
  ck_assert (g_strv_equal ((const char *const *) names, paths[_i].names));

  single = scho_code_path_dup_name (paths[_i].path);
  ck_assert_pstr_eq (single, n == 1 ? paths[_i].names[0] : NULL);
}
END_TEST

/* What people typed, or another program wrote, is taken as it is. */
static const struct
{
  const char *typed;
  const char *names[4];
} others[] = {
  { "", { "" } },           { "a/", { "a", "" } },
  { "/a", { "", "a" } },    { "back\\slash", { "back\\slash" } },
  { "end\\", { "end\\" } }, { "C:\\x/y", { "C:\\x", "y" } },
};

START_TEST (takes_what_others_wrote)
{
  g_auto (GStrv) names = scho_code_path_split (others[_i].typed);

  ck_assert (g_strv_equal ((const char *const *) names, others[_i].names));
}
END_TEST

START_TEST (any_names_come_back)
{
  static const char letters[] = "a\\/ /\\b";
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint turn = 0; turn < 2000; turn++)
    {
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
      g_autoptr (GString) path = g_string_new (NULL);
      g_auto (GStrv) before = NULL, after = NULL;

      for (gint n = g_rand_int_range (random, 1, 5); n > 0; n--)
        {
          char name[6] = "";

          for (gint i = g_rand_int_range (random, 1, 6); i > 0; i--)
            name[i - 1] = letters[g_rand_int_range (random, 0, sizeof letters - 1)];
          g_strv_builder_add (builder, name);
          scho_code_path_append (path, name);
        }
      before = g_strv_builder_end (builder);
      after = scho_code_path_split (path->str);
      ck_assert_msg (
          g_strv_equal ((const char *const *) before, (const char *const *) after), "%s",
          path->str);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("code-path");
  TCase *tc = tcase_create ("code-path");

  tcase_add_loop_test (tc, there_and_back, 0, G_N_ELEMENTS (paths));
  tcase_add_loop_test (tc, takes_what_others_wrote, 0, G_N_ELEMENTS (others));
  tcase_add_test (tc, any_names_come_back);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
