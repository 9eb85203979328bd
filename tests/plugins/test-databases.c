/* test-databases.c - projects of Taguette and QualCoder, made of SQL as these programs
 * have it, and databases that mean harm. */
#include "exchange.h"
#include "refi/refi-fixture.h"

#include "../../plugins/shared/zip-writer.h"

#include <check.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

static Fixture fixture;

static void
setup (void)
{
  fixture_open (&fixture);
}

static void
teardown (void)
{
  fixture_close (&fixture);
}

/* The bytes of a database that @sql makes. */
static char *
make_database (const char *sql, gsize *n_bytes)
{
  sqlite3 *db = NULL;
  sqlite3_int64 n;
  guchar *bytes;
  char *copy, *problem = NULL;

  ck_assert_int_eq (sqlite3_open (":memory:", &db), SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &problem);
  ck_assert_msg (problem == NULL, "%s", problem);
  bytes = sqlite3_serialize (db, "main", &n, 0);
  copy = g_memdup2 (bytes, (gsize) n);
  *n_bytes = (gsize) n;
  sqlite3_free (bytes);
  sqlite3_close (db);
  return copy;
}

static char *
read_sql (const char *name)
{
  g_autofree char *relative = g_build_filename ("tests/golden/databases", name, NULL);
  g_autofree char *path = fixture_source_path (relative);
  char *sql = NULL;

  ck_assert (g_file_get_contents (path, &sql, NULL, NULL));
  return sql;
}

/* The project of a file of SQL, and @more SQL. */
static SchoStep *
read_project (const char *importer, const char *file, const char *more, GError **error)
{
  g_autofree char *sql = read_sql (file);
  g_autofree char *all = g_strconcat (sql, more, NULL);
  gsize n_bytes;
  g_autofree char *bytes = make_database (all, &n_bytes);

  return fixture_read (&fixture, importer, "p.db", bytes, (gssize) n_bytes, NULL, error);
}

static char *
import (const char *importer, const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = read_project (importer, file, "", &error);
  char *lost;

  ck_assert_msg (step != NULL, "%s", error != NULL ? error->message : "");
  lost = scho_losses_dup_text (scho_step_get_losses (step));
  fixture_apply (&fixture, step);
  return lost;
}

START_TEST (reads_taguette)
{
  g_autofree char *lost = import ("taguette", "taguette.sql");
  g_autofree char *dump = NULL;
  SchoSnapshot *snapshot = fixture_snapshot (&fixture);
  g_autoptr (SchoText) text = scho_snapshot_read_text (snapshot, 1, NULL);
  gsize n;

  ck_assert_str_eq (scho_text_get_utf8 (text, NULL),
                    "Title\nShe said 🙂 never.\nA & B");
  dump = exchange_dump (snapshot, EXCHANGE_MEMOS, NULL);
  ck_assert_str_eq (dump, "One 0-9 Dr. Smith by ben “” 0 \n"
                          "One 10-14 blame by Taguette “” 0 \n"
                          "One 15-22 blame by ana “” 0 \n"
                          "One 15-22 victim by ana “” 0 \n"
                          "One 24-29 victim by Taguette “” 0 \n");
  ck_assert_uint_eq (scho_lookup_code (snapshot, "blame/victim", NULL)->parent,
                     scho_lookup_code (snapshot, "blame", NULL)->id);
  ck_assert_str_eq (scho_lookup_code (snapshot, "blame", NULL)->definition,
                    "who is blamed");
  ck_assert_str_eq (scho_snapshot_get_info (snapshot)->memo, "What we ask");
  ck_assert_str_eq (scho_snapshot_get_documents (snapshot, &n)[0]->memo, "first");
  ck_assert_uint_eq (n, 1);
  ck_assert_ptr_nonnull (strstr (lost, "gone words"));
  ck_assert_ptr_nonnull (strstr (lost, "Empty"));
  ck_assert_ptr_nonnull (strstr (lost, "Highlights without a tag: 1 (She)\n"));
}
END_TEST

START_TEST (reads_qualcoder)
{
  g_autofree char *lost = import ("qualcoder", "qualcoder.sql");
  g_autofree char *dump = NULL;
  SchoSnapshot *snapshot = fixture_snapshot (&fixture);
  const SchoDocument *one = scho_lookup_document (snapshot, "one.txt", NULL);
  gsize n;

  dump = exchange_dump (snapshot, EXCHANGE_MEMOS, NULL);
  ck_assert_str_eq (dump, "one.txt 0-3 Annotation by ana “who is she?” 0 \n"
                          "one.txt 18-24 free by ben “” 0 \n"
                          "one.txt 25-29 blame by ben “” 0 \n"
                          "one.txt 9-16 blame by ana “why” 0 \n");
  ck_assert_uint_eq (scho_lookup_code (snapshot, "top/inner/blame", NULL)->colour,
                     0xff0000);
  ck_assert_ptr_nonnull (scho_lookup_code (snapshot, "ring2", NULL));
  ck_assert_str_eq (one->memo, "a memo");
  ck_assert_str_eq (scho_document_get_attribute (one, "case"), "Mira");
  ck_assert_str_eq (scho_document_get_attribute (one, "age"), "31");
  ck_assert_str_eq (scho_document_get_attribute (one, "outlet"), "Daily");
  scho_snapshot_get_documents (snapshot, &n);
  ck_assert_uint_eq (n, 2);
  ck_assert_str_eq (scho_snapshot_get_info (snapshot)->memo,
                    "About it\n\nFirst day (ana, 2024-01-02)\nIt rained.");
  ck_assert_ptr_nonnull (strstr (lost, "nowhere at all"));
  ck_assert_ptr_nonnull (strstr (lost, "film.mp4"));
  ck_assert_ptr_nonnull (strstr (lost, "Codings of audio and video: 1"));
  ck_assert_ptr_nonnull (strstr (lost, "Codings whose code is not there: 1 (She)\n"));
  ck_assert_ptr_nonnull (strstr (lost, "Mira"));
}
END_TEST

/* The folder of a project as a package, with what lies in it. */
static GBytes *
pack_qualcoder (const char *more, const char *const *parts)
{
  g_autofree char *sql = read_sql ("qualcoder.sql");
  g_autofree char *all = g_strconcat (sql, more, NULL);
  gsize n_bytes;
  g_autofree char *bytes = make_database (all, &n_bytes);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (ZipWriter) zip = zip_writer_new (stream);

  ck_assert (zip_writer_add (zip, "p.qda/data.qda", bytes, n_bytes, NULL, NULL));
  for (; *parts != NULL; parts++)
    ck_assert (zip_writer_add (zip, *parts, *parts, strlen (*parts), NULL, NULL));
  ck_assert (zip_writer_finish (zip, NULL, NULL));
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

/* Pictures, sound and film go out by REFI-QDA, with their codings; paths that lead out of
 * the folder lead nowhere. */
START_TEST (keeps_media_of_qualcoder)
{
  static const char more[]
      = "INSERT INTO source VALUES (4, 'A & B.png', NULL, '/images/A & B.png', 'of it', "
        "'ana', '', NULL, NULL), (5, 'out.png', NULL, '/images/../../out.png', '', "
        "'ana', "
        "'', NULL, NULL), (6, 'far.mp3', NULL, 'audio:/etc/passwd', '', 'ana', '', NULL, "
        "NULL); INSERT INTO code_image VALUES (1, 4, -1, 2, 30, 9223372036854775807, 2, "
        "'a "
        "corner', '2024-02-03 04:05:06', 'ben', NULL, NULL), (2, 5, 1, 2, 3, 4, 1, '', "
        "'', "
        "'ben', NULL, NULL), (3, 4, 1, 2, 3, 4, 99, '', '', 'ben', NULL, NULL);";
  static const char *const parts[] = { "p.qda/images/A & B.png", "p.qda/video/film.mp4",
                                       "p.qda/audio/other.mp3", "out.png", NULL };
  g_autoptr (GBytes) package = pack_qualcoder (more, parts);
  g_autofree char *out = NULL, *qde = NULL, *film = NULL, *lost = NULL;
  g_autoptr (SchoStep) step = NULL;
  gsize n;
  const char *data = g_bytes_get_data (package, &n);

  step = fixture_read (&fixture, "qualcoder", "p.zip", data, (gssize) n, NULL, NULL);
  ck_assert_ptr_nonnull (step);
  lost = scho_losses_dup_text (scho_step_get_losses (step));
  fixture_apply (&fixture, step);
  ck_assert_ptr_nonnull (strstr (
      lost, "Files without text: pictures, audio, video: 2 (out.png; far.mp3)\n"));
  ck_assert_ptr_nonnull (strstr (lost, "Codings of pictures: 2\n"));
  ck_assert_ptr_null (strstr (lost, "Codings of audio and video"));
  out = fixture_export (&fixture, "refi-qda", NULL, &n, NULL);
  ck_assert_ptr_nonnull (out);
  qde = refi_unpack (out, n, "project.qde", NULL);
  film = refi_unpack (out, n, "sources/film.mp4", NULL);
  ck_assert_str_eq (film, "p.qda/video/film.mp4");
  ck_assert_ptr_nonnull (strstr (qde, "name=\"A &amp; B.png\" path=\"internal://a &amp; "
                                      "b.png\"><Description>of it</Description>"));
  ck_assert_ptr_nonnull (strstr (qde, " firstX=\"0\" firstY=\"2\" secondX=\"30\" "
                                      "secondY=\"2147483647\""));
  ck_assert_ptr_nonnull (strstr (qde, " begin=\"0\" end=\"100\""));
  ck_assert_ptr_nonnull (strstr (qde, "creationDateTime=\"2024-02-03T04:05:06Z\"><"
                                      "Description>a corner</Description><Coding"));
}
END_TEST

/* `data.qda` alone is all but its pictures, sound and film, and these are counted. */
START_TEST (tells_media_of_a_bare_file)
{
  static const char more[]
      = "INSERT INTO source VALUES (4, 'a.png', NULL, '/images/a.png', '', 'ana', '', "
        "NULL, NULL), (5, 'b.mp3', NULL, '/audio/b.mp3', '', 'ana', '', NULL, NULL);"
        "INSERT INTO code_image VALUES (1, 4, 1, 2, 3, 4, 2, '', '', 'ben', NULL, NULL), "
        "(2, 4, 5, 6, 7, 8, 1, '', '', 'ben', NULL, NULL);";
  static const char *const parts[]
      = { "p.qda/images/a.png", "p.qda/audio/b.mp3", "p.qda/video/film.mp4", NULL };
  g_autoptr (GBytes) package = pack_qualcoder (more, parts);
  g_autofree char *lost = NULL, *bare = NULL, *whole = NULL;
  g_autoptr (SchoStep) step = read_project ("qualcoder", "qualcoder.sql", more, NULL);
  gsize n, n_codes, n_after;
  const char *data = g_bytes_get_data (package, &n);

  ck_assert_ptr_nonnull (step);
  lost = scho_losses_dup_text (scho_step_get_losses (step));
  fixture_apply (&fixture, step);
  ck_assert_ptr_nonnull (strstr (lost, "Files without text: pictures, audio, video: 3 "
                                       "(film.mp4; a.png; b.mp3)\n"));
  ck_assert_ptr_nonnull (strstr (lost, "Codings of pictures: 2\n"));
  ck_assert_ptr_nonnull (strstr (lost, "Codings of audio and video: 1\n"));
  bare = exchange_dump (fixture_snapshot (&fixture), EXCHANGE_MEMOS, NULL);
  scho_snapshot_get_codes (fixture_snapshot (&fixture), &n_codes);
  teardown ();
  setup ();
  fixture_import (&fixture, "qualcoder", "p.zip", data, (gssize) n);
  whole = exchange_dump (fixture_snapshot (&fixture), EXCHANGE_MEMOS, NULL);
  scho_snapshot_get_codes (fixture_snapshot (&fixture), &n_after);
  ck_assert_str_eq (bare, whole);
  ck_assert_uint_eq (n_codes, n_after);
}
END_TEST

static const struct
{
  const char *importer, *file, *more, *words;
} harm[] = {
  { "taguette", "taguette.sql", "DROP TABLE tags;", "tags" },
  { "qualcoder", "qualcoder.sql", "DROP TABLE source;", "source" },
  /* Views and virtual tables are not asked for. */
  { "qualcoder", "qualcoder.sql",
    "DROP TABLE source; CREATE VIEW source AS SELECT * FROM code_name;", "source" },
  { "taguette", "taguette.sql",
    "DROP TABLE tags; CREATE VIRTUAL TABLE tags USING fts5 (id, project_id, path, "
    "description);",
    "tags" },
  { "taguette", "taguette.sql", "INSERT INTO projects VALUES (2, 'Other', '', '');",
    "Other" },
  { "taguette", "taguette.sql", "DELETE FROM projects;", "no such project" },
  { "taguette", "taguette.sql", "ALTER TABLE tags RENAME COLUMN path TO way;", "path" },
};

START_TEST (refuses_harm)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (
      read_project (harm[_i].importer, harm[_i].file, harm[_i].more, &error));
  ck_assert_msg (strstr (error->message, harm[_i].words) != NULL, "%s", error->message);
}
END_TEST

/* Damage anywhere ends in a sentence, or in a step that can be applied. */
START_TEST (stands_damage)
{
  static const char *const importers[] = { "taguette", "qualcoder" };
  static const char *const files[] = { "taguette.sql", "qualcoder.sql" };
  guint32 seed = exchange_seed ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autofree char *sql = read_sql (files[_i]);
  gsize n_bytes;
  g_autofree char *bytes = make_database (sql, &n_bytes);

  for (guint round = 0; round < 60; round++)
    {
      g_autofree char *copy = g_memdup2 (bytes, n_bytes);
      g_autoptr (GError) error = NULL;
      g_autoptr (SchoStep) step = NULL;
      gsize n = round % 3 == 0 ? (gsize) g_rand_int_range (random, 1, (gint32) n_bytes)
                               : n_bytes;

      for (guint i = 0; i < 8; i++)
        copy[g_rand_int_range (random, 100, (gint32) n_bytes)]
            = (char) g_rand_int_range (random, 0, 256);
      step = fixture_read (&fixture, importers[_i], "p.db", copy, (gssize) n, NULL,
                           &error);
      ck_assert ((step == NULL) == (error != NULL));
    }
}
END_TEST

START_TEST (refuses_what_is_no_database)
{
  static const char *const importers[] = { "taguette", "qualcoder" };
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (
      fixture_read (&fixture, importers[_i], "p.db", "words", -1, NULL, &error));
  ck_assert_msg (strstr (error->message, "no SQLite database") != NULL, "%s",
                 error->message);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("databases");
  TCase *tc = tcase_create ("databases");
  SRunner *runner;
  int n_failed;

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_set_timeout (tc, 60);
  tcase_add_test (tc, reads_taguette);
  tcase_add_test (tc, reads_qualcoder);
  tcase_add_test (tc, keeps_media_of_qualcoder);
  tcase_add_test (tc, tells_media_of_a_bare_file);
  tcase_add_loop_test (tc, refuses_harm, 0, G_N_ELEMENTS (harm));
  tcase_add_loop_test (tc, stands_damage, 0, 2);
  tcase_add_loop_test (tc, refuses_what_is_no_database, 0, 2);
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
