/* test-file-name.c - which endings names have, get and lose. */
#include <scholiast/file-name.h>

#include "core-test.h"

static const struct
{
  const char *path, *ensured, *proposed;
} cases[] = {
  { "town", "town.scholia", "town.pdf" },
  { "town.scholia", "town.scholia", "town.pdf" },
  { "town.db", "town.db", "town.pdf" },
  { "article.txt", "article.txt", "article.pdf" },
  { "ARTICLE.TXT", "ARTICLE.TXT", "ARTICLE.pdf" },
  { "a.tar.gz", "a.tar.gz", "a.tar.pdf" },
  { "song.mp3", "song.mp3", "song.pdf" },
  { "Study 2.0", "Study 2.0.scholia", "Study 2.0.pdf" },
  { "Interview no. 3", "Interview no. 3.scholia", "Interview no. 3.pdf" },
  { "Talk with Dr.Smith", "Talk with Dr.Smith.scholia", "Talk with Dr.Smith.pdf" },
  { "Who did it.", "Who did it..scholia", "Who did it..pdf" },
  { ".hidden", ".hidden.scholia", ".hidden.pdf" },
  { "", ".scholia", ".pdf" },
  { "été.überlang", "été.überlang.scholia", "été.überlang.pdf" },
  { "dir.d/town", "dir.d/town.scholia", "dir.d-town.pdf" },
  { "and/or.txt", "and/or.txt", "and-or.pdf" },
};

START_TEST (has_one_ending)
{
  g_autofree char *ensured
      = scho_file_name_ensure_ending (cases[_i].path, SCHO_PROJECT_ENDING);
  g_autofree char *proposed = scho_file_name_propose (cases[_i].path, "pdf");

  ck_assert_str_eq (ensured, cases[_i].ensured);
  ck_assert_str_eq (proposed, cases[_i].proposed);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("file-name");
  TCase *tc = tcase_create ("file-name");

  tcase_add_loop_test (tc, has_one_ending, 0, G_N_ELEMENTS (cases));
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
