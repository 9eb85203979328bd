/* test-output.c - all of it arrives, or the old file stays; and no rubbish. */
#include <scholiast/output-private.h>

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core-test.h"
#include "make-project.h"

static char *folder;

static void
set_up (void)
{
  umask (022);
  folder = make_folder ();
}

static void
tear_down (void)
{
  remove_folder (folder);
}

static char *
at (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
write_old (const char *name, const char *words, int mode)
{
  g_autofree char *path = at (name);

  ck_assert (g_file_set_contents (path, words, -1, NULL));
  ck_assert_int_eq (g_chmod (path, mode), 0);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* "name=words mode;" of all there is, hidden files too. */
static char *
describe (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GString *all = g_string_new (NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *words = NULL;
      struct stat status;

      ck_assert_int_eq (lstat (file, &status), 0);
      if (S_ISDIR (status.st_mode))
        words = describe (file);
      else
        ck_assert (g_file_get_contents (file, &words, NULL, NULL));
      g_ptr_array_add (lines, g_strdup_printf ("%s=%s%s %o;", name,
                                               S_ISLNK (status.st_mode) ? "->" : "",
                                               words, status.st_mode & 0777));
    }
  g_ptr_array_sort (lines, compare);
  for (guint i = 0; i < lines->len; i++)
    g_string_append (all, lines->pdata[i]);
  return g_string_free (all, FALSE);
}

static void
assert_folder (const char *expected)
{
  g_autofree char *found = describe (folder);

  ck_assert_str_eq (found, expected);
}

static void
write_words (GOutputStream *stream, const char *words)
{
  ck_assert_ptr_nonnull (stream);
  ck_assert (g_output_stream_write_all (stream, words, strlen (words), NULL, NULL, NULL));
}

static SchoOutput *
output_at (const char *name)
{
  g_autofree char *path = at (name);
  g_autofree char *slash
      = g_str_has_suffix (name, "/") ? g_strconcat (path, "/", NULL) : g_strdup (path);

  return scho_output_new_for_path (slash);
}

static void
add_words (SchoOutput *output, const char *name, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) stream = scho_output_add_file (output, name, &error);

  assert_no_error (error);
  write_words (stream, words);
}

START_TEST (writes_a_new_file)
{
  g_autoptr (SchoOutput) output = output_at ("a.xml");
  g_autoptr (GOutputStream) stream = scho_output_open (output, "ignored", NULL);

  ck_assert (!scho_output_prefers_folder (output));
  write_words (stream, "new");
  ck_assert (scho_output_commit (output, NULL));
  ck_assert_uint_eq (scho_output_get_n_files (output), 1);
  assert_folder ("a.xml=new 644;");
}
END_TEST

START_TEST (replaces_a_file_and_keeps_its_mode)
{
  g_autoptr (SchoOutput) output = NULL;
  g_autoptr (GOutputStream) stream = NULL;

  write_old ("a.xml", "old", 0640);
  output = output_at ("a.xml");
  stream = scho_output_open (output, "x", NULL);
  write_words (stream, "new");
  g_clear_object (&stream); /* also a way to close it */
  ck_assert (scho_output_commit (output, NULL));
  assert_folder ("a.xml=new 640;");
}
END_TEST

/* By its header; the number at byte 68 says whose database it is. */
START_TEST (spares_a_project_of_any_name)
{
  char header[100] = "SQLite format 3";
  g_autofree char *path = g_build_filename (folder, "case", NULL);
  g_autofree char *left = NULL;
  g_autoptr (SchoOutput) output = output_at ("case");
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  gsize n_bytes;

  memcpy (header + 68, _i == 0 ? "Scho" : "Else", 4);
  ck_assert (g_file_set_contents (path, header, sizeof header, NULL));
  stream = scho_output_open (output, "x", &error);
  ck_assert_int_eq (stream == NULL, _i == 0);
  if (_i == 0)
    ck_assert_ptr_nonnull (strstr (error->message, "is a project"));
  ck_assert (g_file_get_contents (path, &left, &n_bytes, NULL));
  ck_assert_uint_eq (n_bytes, sizeof header);
}
END_TEST

START_TEST (is_private_until_it_is_whole)
{
  g_autoptr (SchoOutput) output = NULL;
  g_autoptr (GOutputStream) stream = NULL;
  g_autofree char *found = NULL;

  write_old ("a.xml", "old", 0644);
  output = output_at ("a.xml");
  stream = scho_output_open (output, "x", NULL);
  found = describe (folder);
  ck_assert_msg (
      g_regex_match_simple ("^\\.scho-[0-9a-f-]{36}= 600;a\\.xml=old 644;$", found, 0, 0),
      "%s", found);
}
END_TEST

START_TEST (keeps_the_old_without_commit)
{
  SchoOutput *output = NULL;
  GOutputStream *stream = NULL;

  write_old ("a.xml", "old", 0600);
  output = output_at ("a.xml");
  stream = scho_output_open (output, "x", NULL);
  write_words (stream, "new");
  scho_output_free (output);
  g_object_unref (stream); /* later than it should */
  assert_folder ("a.xml=old 600;");
}
END_TEST

static const struct
{
  const char *path;
  const char *message; /* after the folder's name */
} refused[] = {
  { "none/a.xml", "/none: No such file or directory" },
  { "a.xml/b", "/a.xml/b: Not a directory" },
  { "dangling", "/dangling: No such file or directory" },
};

START_TEST (refuses_paths)
{
  g_autoptr (SchoOutput) output = output_at (refused[_i].path);
  g_autoptr (GError) error = NULL;
  g_autofree char *message = g_strconcat (folder, refused[_i].message, NULL);
  g_autofree char *link = at ("dangling");

  write_old ("a.xml", "old", 0600);
  ck_assert_int_eq (symlink ("nowhere", link), 0);
  ck_assert_ptr_null (scho_output_open (output, "x", &error));
  ck_assert_int_eq (error->domain, SCHO_ERROR);
  ck_assert_str_eq (error->message, message);
  g_unlink (link);
  assert_folder ("a.xml=old 600;");
}
END_TEST

START_TEST (follows_the_link_that_was_named)
{
  g_autoptr (SchoOutput) output = NULL;
  g_autoptr (GOutputStream) stream = NULL;
  g_autofree char *link = at ("link.xml");

  write_old ("a.xml", "old", 0600);
  ck_assert_int_eq (symlink ("a.xml", link), 0);
  output = output_at ("link.xml");
  stream = scho_output_open (output, "x", NULL);
  write_words (stream, "new");
  ck_assert (scho_output_commit (output, NULL));
  assert_folder ("a.xml=new 600;link.xml=->new 777;");
}
END_TEST

START_TEST (follows_no_link_inside_a_folder)
{
  g_autoptr (SchoOutput) output = NULL;
  g_autofree char *inner = at ("out");
  g_autofree char *link = at ("out/b.xml");

  write_old ("a.xml", "old", 0600);
  ck_assert_int_eq (g_mkdir (inner, 0755), 0);
  ck_assert_int_eq (symlink ("../a.xml", link), 0);
  output = output_at ("out");
  ck_assert (scho_output_prefers_folder (output));
  add_words (output, "b.xml", "new");
  ck_assert (scho_output_commit (output, NULL));
  assert_folder ("a.xml=old 600;out=b.xml=new 644; 755;");
}
END_TEST

START_TEST (writes_to_a_device)
{
  g_autoptr (SchoOutput) output = scho_output_new_for_path ("/dev/null");
  g_autoptr (GOutputStream) stream = scho_output_open (output, "x", NULL);
  struct stat status;

  write_words (stream, "new");
  ck_assert (scho_output_commit (output, NULL));
  ck_assert_int_eq (stat ("/dev/null", &status), 0);
  ck_assert (S_ISCHR (status.st_mode));
}
END_TEST

/* A disk that is full; the exporter looks away. */
START_TEST (a_full_disk_is_said)
{
  g_autoptr (SchoOutput) output = scho_output_new_for_path ("/dev/full");
  g_autoptr (GError) error = NULL;
  GOutputStream *stream = NULL;

  if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    return;
  stream = scho_output_open (output, "x", NULL);
  write_words (stream, "new");
  g_output_stream_close (stream, NULL, NULL);
  g_object_unref (stream);
  ck_assert (!scho_output_commit (output, &error));
  ck_assert_str_eq (error->message, "/dev/full: No space left on device");
}
END_TEST

START_TEST (a_cut_file_replaces_nothing)
{
  struct rlimit limit = { 100000, 100000 };
  g_autoptr (SchoOutput) output = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *many = g_strnfill (300000, 'x');
  g_autofree char *message = g_strdup_printf ("%s/a.xml: File too large", folder);
  GOutputStream *stream = NULL;

  signal (SIGXFSZ, SIG_IGN);
  write_old ("a.xml", "old", 0600);
  output = output_at ("a.xml");
  stream = scho_output_open (output, "x", NULL);
  setrlimit (RLIMIT_FSIZE, &limit);
  g_output_stream_write_all (stream, many, 300000, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  g_object_unref (stream);
  ck_assert (!scho_output_commit (output, &error));
  ck_assert_str_eq (error->message, message);
  g_clear_pointer (&output, scho_output_free);
  assert_folder ("a.xml=old 600;");
}
END_TEST

START_TEST (makes_a_folder)
{
  g_autoptr (SchoOutput) output = output_at ("out/");

  ck_assert (scho_output_prefers_folder (output));
  add_words (output, "One/two.xml", "1");
  add_words (output, "ONE_TWO.xml", "2");
  ck_assert (scho_output_commit (output, NULL));
  ck_assert_uint_eq (scho_output_get_n_files (output), 2);
  assert_folder ("out=ONE_TWO-2.xml=2 644;One_two.xml=1 644; 755;");
}
END_TEST

START_TEST (makes_no_folder_without_commit)
{
  SchoOutput *output = output_at ("out");

  add_words (output, "a.xml", "1");
  add_words (output, "b.xml", "2");
  scho_output_free (output);
  assert_folder ("");
}
END_TEST

START_TEST (makes_no_folder_for_no_files)
{
  g_autoptr (SchoOutput) output = output_at ("out/");

  ck_assert (scho_output_commit (output, NULL));
  assert_folder ("");
}
END_TEST

START_TEST (fills_a_folder_that_is_there)
{
  g_autoptr (SchoOutput) output = NULL;

  write_old ("a.xml", "old", 0640);
  write_old ("other", "old", 0600);
  output = scho_output_new_for_path (folder);
  add_words (output, "a.xml", "1");
  add_words (output, "b.xml", "2");
  ck_assert (scho_output_commit (output, NULL));
  assert_folder ("a.xml=1 640;b.xml=2 644;other=old 600;");
}
END_TEST

START_TEST (a_single_file_goes_into_the_folder)
{
  g_autoptr (SchoOutput) output = scho_output_new_for_path (folder);
  g_autoptr (GOutputStream) stream = scho_output_open (output, "Table.csv", NULL);

  write_words (stream, "1");
  ck_assert (scho_output_commit (output, NULL));
  assert_folder ("Table.csv=1 644;");
}
END_TEST

/* The third cannot be placed: what stands in its way came after it was begun. */
START_TEST (takes_back_what_was_placed)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *way = at ("c.xml");
  g_autofree char *message = g_strconcat (way, ": Is a directory", NULL);
  SchoOutput *output = NULL;

  write_old ("a.xml", "old", 0600);
  output = scho_output_new_for_path (folder);
  add_words (output, "a.xml", "1");
  add_words (output, "b.xml", "2");
  add_words (output, "c.xml", "3");
  ck_assert_int_eq (g_mkdir (way, 0755), 0);
  if (scho_output_commit (output, &error))
    ck_abort_msg ("placed a file over a folder");
  ck_assert_str_eq (error->message, message);
  scho_output_free (output);
  assert_folder ("a.xml=old 600;c.xml= 755;");
}
END_TEST

START_TEST (refuses_a_folder_in_the_way)
{
  g_autoptr (SchoOutput) output = scho_output_new_for_path (folder);
  g_autoptr (GError) error = NULL;
  g_autofree char *way = at ("a.xml");
  g_autofree char *message = g_strconcat (way, ": Is a directory", NULL);

  ck_assert_int_eq (g_mkdir (way, 0755), 0);
  ck_assert_ptr_null (scho_output_add_file (output, "a.xml", &error));
  ck_assert_str_eq (error->message, message);
}
END_TEST

START_TEST (several_files_need_a_folder)
{
  g_autoptr (SchoOutput) output = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *message
      = g_strconcat (folder, "/a.xml is a file: several files need a folder", NULL);

  write_old ("a.xml", "old", 0600);
  output = output_at ("a.xml");
  ck_assert_ptr_null (scho_output_add_file (output, "b.xml", &error));
  ck_assert_str_eq (error->message, message);
}
END_TEST

START_TEST (thousands_of_files_need_few_descriptors)
{
  struct rlimit limit = { 64, 64 };
  g_autoptr (SchoOutput) output = output_at ("out");
  g_autofree char *last = at ("out/x-3000.xml");

  setrlimit (RLIMIT_NOFILE, &limit);
  for (guint i = 0; i < 3000; i++)
    add_words (output, "x.xml", "1");
  ck_assert (scho_output_commit (output, NULL));
  ck_assert (g_file_test (last, G_FILE_TEST_IS_REGULAR));
}
END_TEST

START_TEST (writes_to_a_stream)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (SchoOutput) output = scho_output_new_for_stream (memory);
  g_autoptr (GOutputStream) stream = scho_output_add_file (output, "x", NULL);
  g_autoptr (GError) error = NULL;

  write_words (stream, "words");
  ck_assert_ptr_null (scho_output_add_file (output, "y", &error));
  ck_assert_str_eq (error->message,
                    "There are several files: name a folder to write them to");
  ck_assert_uint_eq (
      g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)), 0);
  ck_assert (scho_output_commit (output, NULL));
  ck_assert (!g_output_stream_is_closed (memory));
  ck_assert_uint_eq (
      g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)), 5);
}
END_TEST

static const struct
{
  const char *words;
  const char *name;
} names[] = {
  { "article.txt.xml", "article.txt.xml" },
  { "../../etc/passwd", "_.._etc_passwd" },
  { ".hidden.xml", "hidden.xml" },
  { "", "untitled" },
  { "...", "untitled" },
  { ".xml", "xml" },
  { "a\nb\x7f"
    "c.xml",
    "a_b_c.xml" },
  { "What? “Yes”: a|b.xml", "What_ “Yes”_ a_b.xml" },
  { "Dr. Smith said", "Dr. Smith said" },
  { "bad \xff.xml", "bad �.xml" },
  { "right\xe2\x80\xae"
    "lmx.xml",
    "right_lmx.xml" },
  { "end. ", "end" },
  { "C:\\x.xml", "C__x.xml" },
};

START_TEST (makes_safe_names)
{
  g_autoptr (GHashTable) taken
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *name = scho_output_dup_name (names[_i].words, taken);

  ck_assert_str_eq (name, names[_i].name);
}
END_TEST

START_TEST (cuts_long_names_at_a_character)
{
  g_autoptr (GHashTable) taken
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GString *words = g_string_new ("x");

  for (guint i = 0; i < 200; i++)
    g_string_append (words, "ü");
  g_string_append (words, ".xml");
  for (guint i = 1; i < 1200; i++)
    {
      g_autofree char *name = scho_output_dup_name (words->str, taken);

      ck_assert (g_utf8_validate (name, -1, NULL));
      ck_assert_uint_le (strlen (name), 200);
      ck_assert_uint_ge (strlen (name), 198);
      ck_assert (g_str_has_suffix (name, ".xml"));
      ck_assert_uint_eq (g_hash_table_size (taken), i);
    }
  g_string_free (words, TRUE);
}
END_TEST

/* Composed or not, it would be one file on some systems. */
START_TEST (knows_one_name_in_two_forms)
{
  g_autoptr (GHashTable) taken
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *one = scho_output_dup_name ("caf\xc3\xa9.xml", taken);
  g_autofree char *two = scho_output_dup_name ("CAFE\xcc\x81.xml", taken);

  ck_assert_str_eq (one, "caf\xc3\xa9.xml");
  ck_assert_str_eq (two, "CAFE\xcc\x81-2.xml");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("output");
  TCase *tc = tcase_create ("output");

  tcase_set_timeout (tc, 60);
  tcase_add_checked_fixture (tc, set_up, tear_down);
  tcase_add_test (tc, writes_a_new_file);
  tcase_add_test (tc, replaces_a_file_and_keeps_its_mode);
  tcase_add_loop_test (tc, spares_a_project_of_any_name, 0, 2);
  tcase_add_test (tc, is_private_until_it_is_whole);
  tcase_add_test (tc, keeps_the_old_without_commit);
  tcase_add_loop_test (tc, refuses_paths, 0, G_N_ELEMENTS (refused));
  tcase_add_test (tc, follows_the_link_that_was_named);
  tcase_add_test (tc, follows_no_link_inside_a_folder);
  tcase_add_test (tc, writes_to_a_device);
  tcase_add_test (tc, a_full_disk_is_said);
  tcase_add_test (tc, a_cut_file_replaces_nothing);
  tcase_add_test (tc, makes_a_folder);
  tcase_add_test (tc, makes_no_folder_without_commit);
  tcase_add_test (tc, makes_no_folder_for_no_files);
  tcase_add_test (tc, fills_a_folder_that_is_there);
  tcase_add_test (tc, a_single_file_goes_into_the_folder);
  tcase_add_test (tc, takes_back_what_was_placed);
  tcase_add_test (tc, refuses_a_folder_in_the_way);
  tcase_add_test (tc, several_files_need_a_folder);
  tcase_add_test (tc, thousands_of_files_need_few_descriptors);
  tcase_add_test (tc, writes_to_a_stream);
  tcase_add_loop_test (tc, makes_safe_names, 0, G_N_ELEMENTS (names));
  tcase_add_test (tc, cuts_long_names_at_a_character);
  tcase_add_test (tc, knows_one_name_in_two_forms);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
