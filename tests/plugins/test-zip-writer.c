#include "../../plugins/shared/zip-writer.h"

#include <archive.h>
#include <archive_entry.h>
#include <check.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#define LONG (5 * 1024 * 1024)
#define ODT "application/vnd.oasis.opendocument.text"

static GOutputStream *
memory_new (void)
{
  return g_memory_output_stream_new_resizable ();
}

static GBytes *
take_bytes (ZipWriter *zip, GOutputStream *stream)
{
  g_autoptr (GError) error = NULL;

  zip_writer_finish (zip, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

/* What cannot be compressed; the same each time. */
static guint8 *
make_noise (gsize n)
{
  GRand *rand = g_rand_new_with_seed (7);
  guint8 *noise = g_malloc (n);

  for (gsize i = 0; i < n; i++)
    noise[i] = g_rand_int (rand);
  g_rand_free (rand);
  return noise;
}

static GBytes *
make_package (void)
{
  g_autoptr (GOutputStream) stream = memory_new ();
  g_autoptr (ZipWriter) zip = zip_writer_new (stream);
  g_autofree guint8 *noise = make_noise (LONG);

  ck_assert (zip_writer_store (zip, "mimetype", ODT, strlen (ODT), NULL, NULL));
  ck_assert (zip_writer_add (zip, "content.xml", "<a/>", 4, NULL, NULL));
  ck_assert (zip_writer_add (zip, "sources/Gespräch.txt", "", 0, NULL, NULL));
  ck_assert (zip_writer_store (zip, "empty", NULL, 0, NULL, NULL));
  zip_writer_begin (zip, "long");
  for (gsize i = 0; i < LONG; i += 4096)
    ck_assert (zip_writer_write (zip, noise + i, 4096, NULL, NULL));
  ck_assert (zip_writer_end (zip, NULL, NULL));
  ck_assert (zip_writer_add (zip, "last", "end", 3, NULL, NULL));
  return take_bytes (zip, stream);
}

/* `name:size:sum of bytes` of each part, one after the other as a pipe brings them. */
static char *
list_parts (GBytes *package)
{
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;
  GString *list = g_string_new (NULL);
  int result;

  archive_read_support_format_zip (archive);
  ck_assert_int_eq (archive_read_open_memory (archive, g_bytes_get_data (package, NULL),
                                              g_bytes_get_size (package)),
                    ARCHIVE_OK);
  while ((result = archive_read_next_header (archive, &entry)) == ARCHIVE_OK)
    {
      guint8 block[4096];
      guint64 size = 0, sum = 0;
      la_ssize_t n;

      while ((n = archive_read_data (archive, block, sizeof block)) > 0)
        for (size += n; n > 0; n--)
          sum += block[n - 1];
      ck_assert_int_eq (n, 0);
      g_string_append_printf (list, "%s:%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT "\n",
                              archive_entry_pathname_utf8 (entry), size, sum);
    }
  ck_assert_int_eq (result, ARCHIVE_EOF);
  archive_read_free (archive);
  return g_string_free (list, FALSE);
}

static guint64
sum_of_noise (void)
{
  g_autofree guint8 *noise = make_noise (LONG);
  guint64 sum = 0;

  for (gsize i = 0; i < LONG; i++)
    sum += noise[i];
  return sum;
}

START_TEST (reads_back)
{
  g_autoptr (GBytes) package = make_package ();
  g_autofree char *list = list_parts (package);
  g_autofree char *expected
      = g_strdup_printf ("mimetype:39:3978\ncontent.xml:4:266\nsources/Gespräch.txt:0:0\n"
                         "empty:0:0\nlong:%d:%" G_GUINT64_FORMAT "\nlast:3:311\n",
                         LONG, sum_of_noise ());

  ck_assert_str_eq (list, expected);
}
END_TEST

START_TEST (same_bytes_twice)
{
  g_autoptr (GBytes) a = make_package ();
  g_autoptr (GBytes) b = make_package ();

  ck_assert (g_bytes_equal (a, b));
}
END_TEST

/* Where file (1) and OpenDocument look for the type. */
START_TEST (type_comes_first)
{
  g_autoptr (GBytes) package = make_package ();
  const char *bytes = g_bytes_get_data (package, NULL);

  ck_assert_int_eq (memcmp (bytes + 30, "mimetype" ODT, 8 + strlen (ODT)), 0);
}
END_TEST

/* A package in a file of a folder of its own, for other programs. */
static void
run_on (GBytes *package, const char *const *argv)
{
  g_autofree char *folder = g_dir_make_tmp ("scho-zip-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.zip", NULL);
  g_autofree char *program = g_find_program_in_path (argv[0]);
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_file_set_contents (path, g_bytes_get_data (package, NULL), g_bytes_get_size (package),
                       NULL);
  if (program != NULL
      && !g_spawn_sync (folder, (char **) argv, NULL,
                        G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                        &out, NULL, &status, &error))
    ck_abort_msg ("%s", error->message);
  ck_assert_msg (status == 0, "%s: %s", argv[0], out);
  g_unlink (path);
  g_rmdir (folder);
}

static const struct
{
  const char *argv[8];
} readers[] = {
  { { "unzip", "-tq", "a.zip", NULL } },
  { { "python3", "-c",
      "import zipfile; z = zipfile.ZipFile('a.zip'); assert z.testzip() is None; "
      "assert 'sources/Gespräch.txt' in z.namelist() or len(z.namelist()) == 70000",
      NULL } },
};

START_TEST (others_read_it)
{
  g_autoptr (GBytes) package = make_package ();

  run_on (package, readers[_i].argv);
}
END_TEST

/* More than the old directory can count. */
START_TEST (many_parts)
{
  g_autoptr (GOutputStream) stream = memory_new ();
  g_autoptr (ZipWriter) zip = zip_writer_new (stream);
  g_autoptr (GBytes) package = NULL;
  char name[16];

  for (guint i = 0; i < 70000; i++)
    {
      g_snprintf (name, sizeof name, "p%u", i);
      ck_assert (zip_writer_store (zip, name, "x", 1, NULL, NULL));
    }
  package = take_bytes (zip, stream);
  run_on (package, readers[1].argv);
}
END_TEST

START_TEST (keeps_little_in_memory)
{
  g_autoptr (GOutputStream) stream = memory_new ();
  g_autoptr (ZipWriter) zip = zip_writer_new (stream);
  g_autofree guint8 *noise = make_noise (LONG);

  zip_writer_begin (zip, "long");
  ck_assert (zip_writer_write (zip, noise, LONG, NULL, NULL));
  ck_assert_uint_gt (
      g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)),
      LONG - 2 * 1024 * 1024);
}
END_TEST

START_TEST (says_that_it_cannot_write)
{
  char room[100];
  g_autoptr (GOutputStream) stream
      = g_memory_output_stream_new (room, sizeof room, NULL, NULL);
  g_autoptr (ZipWriter) zip = zip_writer_new (stream);
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *noise = make_noise (LONG);

  ck_assert (!zip_writer_add (zip, "long", noise, LONG, NULL, &error));
  ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("zip-writer");
  TCase *tc = tcase_create ("zip-writer");
  SRunner *runner;
  int n_failed;

  setlocale (LC_ALL, "C.UTF-8"); /* for names that are not ASCII */

  tcase_add_test (tc, reads_back);
  tcase_add_test (tc, same_bytes_twice);
  tcase_add_test (tc, type_comes_first);
  tcase_add_loop_test (tc, others_read_it, 0, G_N_ELEMENTS (readers));
  tcase_add_test (tc, many_parts);
  tcase_add_test (tc, keeps_little_in_memory);
  tcase_add_test (tc, says_that_it_cannot_write);
  tcase_set_timeout (tc, 60);
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? 0 : 1;
}
