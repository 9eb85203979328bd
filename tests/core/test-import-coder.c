/* test-import-coder.c - whose a folder's codings are, where Scholiast said so. */
#include <scholiast/import-coder.h>
#include <scholiast/plugin-types.h>

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core-test.h"
#include "make-project.h"

static const struct
{
  const char *says; /* nullable: there is no such file */
  gssize n_bytes;
  const char *coder;
} cases[] = {
  { NULL, 0, NULL },     { "Mira\n", -1, "Mira" }, { "  Ben & Co.\r\n", -1, "Ben & Co." },
  { "Zoë", -1, "Zoë" },  { "\n \n", -1, NULL },    { "", -1, NULL },
  { "Mi\0ra", 5, NULL }, { "Z\xeb", -1, NULL },
};

START_TEST (says_whose_folder_it_is)
{
  char *folder = make_folder ();
  g_autofree char *file = g_build_filename (folder, SCHO_CODER_FILE, NULL);
  g_autofree char *path = g_build_filename (folder, "a.ann", NULL);
  g_autofree char *coder = NULL;

  if (cases[_i].says != NULL)
    ck_assert (g_file_set_contents (file, cases[_i].says, cases[_i].n_bytes, NULL));
  coder = scho_import_dup_coder (path);
  ck_assert_pstr_eq (coder, cases[_i].coder);
  remove_folder (folder);
}
END_TEST

/* Neither waits nor reads on and on. */
START_TEST (believes_no_other_thing)
{
  char *folder = make_folder ();
  g_autofree char *file = g_build_filename (folder, SCHO_CODER_FILE, NULL);
  g_autofree char *path = g_build_filename (folder, "a.ann", NULL);
  g_autofree char *much = g_strnfill (5000, 'x');

  ck_assert (g_file_set_contents (file, much, -1, NULL));
  ck_assert_ptr_null (scho_import_dup_coder (path));
  g_unlink (file);
  ck_assert_int_eq (symlink ("/dev/zero", file), 0);
  ck_assert_ptr_null (scho_import_dup_coder (path));
  g_unlink (file);
  ck_assert_int_eq (mkfifo (file, 0600), 0);
  ck_assert_ptr_null (scho_import_dup_coder (path));
  g_unlink (file);
  ck_assert_int_eq (g_mkdir (file, 0700), 0);
  ck_assert_ptr_null (scho_import_dup_coder (path));
  g_rmdir (file);
  remove_folder (folder);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("import-coder");
  TCase *tc = tcase_create ("import-coder");

  tcase_add_loop_test (tc, says_whose_folder_it_is, 0, G_N_ELEMENTS (cases));
  tcase_add_test (tc, believes_no_other_thing);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
