/* test-patience.c - another program holds the project file: who cannot wait is told so,
 * who can waits, and nothing is lost. */
#include <scholiast/scholiast.h>
#include <scholiast/reader.h>
#include <sqlite3.h>
#include <string.h>

#include "core-test.h"
#include "make-project.h"

#define HELD                                                                             \
  "“test.scholia” is in use by another program, so nothing was changed; please try " \
  "again in a moment"

static char *folder, *path;
static SchoProject *project;
static sqlite3 *other; /* another program */

static void
tell_other (const char *sql)
{
  char *problem = NULL;

  ck_assert_msg (sqlite3_exec (other, sql, NULL, NULL, &problem) == SQLITE_OK, "%s",
                 problem);
}

static void
setup (void)
{
  folder = make_folder ();
  project = make_project (folder, "I [think:think] so");
  path = g_build_filename (folder, "test.scholia", NULL);
  ck_assert_int_eq (sqlite3_open (path, &other), SQLITE_OK);
  scho_set_patience (30);
}

static void
teardown (void)
{
  scho_set_patience (10000);
  sqlite3_close (other);
  g_clear_object (&project);
  remove_folder (folder);
  g_free (path);
}

static guint32
count_codes (void)
{
  gsize n;

  scho_snapshot_get_codes (scho_project_get_snapshot (project), &n);
  return (guint32) n;
}

static SchoStep *
make_step (const char *name)
{
  SchoStep *step = scho_step_new (scho_project_get_snapshot (project), name);

  scho_step_add_code (step, &(SchoCode){ .name = name });
  return step;
}

static void
check_held (gboolean done, GError **error)
{
  ck_assert (!done);
  ck_assert (g_error_matches (*error, SCHO_ERROR, SCHO_ERROR_BUSY));
  ck_assert_str_eq ((*error)->message, HELD);
  g_clear_error (error);
}

START_TEST (who_cannot_wait_is_told)
{
  g_autoptr (SchoStep) step = make_step ("new");
  g_autoptr (GError) error = NULL;
  guint32 n = count_codes ();
  gint64 begin;

  tell_other ("BEGIN IMMEDIATE");
  begin = g_get_monotonic_time ();
  check_held (scho_project_apply (project, step, &error), &error);
  check_held (scho_project_apply_joined (project, step, "a visit", &error), &error);
  check_held (scho_project_undo (project, &error), &error);
  /* Not ten seconds each. */
  ck_assert_int_lt (g_get_monotonic_time () - begin, 5 * G_USEC_PER_SEC);
  ck_assert_uint_eq (count_codes (), n);

  tell_other ("COMMIT");
  ck_assert (scho_project_apply (project, step, &error));
  ck_assert_uint_eq (count_codes (), n + 1);
  ck_assert (scho_project_undo (project, &error));
  ck_assert_uint_eq (count_codes (), n);
  assert_no_error (error);
}
END_TEST

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  ck_assert (scho_project_apply_finish ((SchoProject *) source, result, &error));
  *(gboolean *) data = TRUE;
}

static gboolean
let_go_cb (gpointer data)
{
  tell_other ("COMMIT");
  return G_SOURCE_REMOVE;
}

/* The patience of one thread is no other's. */
START_TEST (a_worker_waits)
{
  g_autoptr (SchoStep) step = make_step ("new");
  guint32 n = count_codes ();
  gboolean done = FALSE;

  tell_other ("BEGIN IMMEDIATE");
  scho_project_apply_async (project, step, done_cb, &done);
  g_timeout_add (300, let_go_cb, NULL);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  ck_assert_uint_eq (count_codes (), n + 1);
}
END_TEST

/* A file without a log can be held from readers, too. */
START_TEST (a_text_that_is_held_is_not_read)
{
  g_autoptr (SchoReader) reader = NULL;
  g_autoptr (SchoText) text = NULL;
  g_autoptr (GError) error = NULL;
  SchoSnapshot *snapshot = scho_project_get_snapshot (project);
  gsize n;
  const SchoDocument *document = scho_snapshot_get_documents (snapshot, &n)[0];
  g_autofree char *digest = g_strdup (document->digest);
  guint32 length = document->length;

  g_clear_object (&project);
  tell_other ("PRAGMA journal_mode = DELETE");
  tell_other ("BEGIN EXCLUSIVE");
  reader = scho_reader_new (path);
  ck_assert_ptr_null (scho_reader_read_text (reader, digest, length, &error));
  ck_assert (g_error_matches (error, SCHO_ERROR, SCHO_ERROR_BUSY));
  ck_assert_ptr_nonnull (strstr (error->message, "is in use by another program"));
  g_clear_error (&error);

  tell_other ("COMMIT");
  text = scho_reader_read_text (reader, digest, length, &error);
  assert_no_error (error);
  ck_assert_uint_eq (scho_text_get_length (text), length);
}
END_TEST

typedef struct
{
  SchoReader *reader;
  const char *digest;
  guint32 length;
} Reading;

static gpointer
read_often (gpointer data)
{
  Reading *self = data;
  guint n = 0;

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (SchoText) text
          = scho_reader_read_text (self->reader, self->digest, self->length, NULL);

      n += text != NULL;
    }
  return GUINT_TO_POINTER (n);
}

/* While it lets go of the file again and again. */
START_TEST (many_threads_read)
{
  SchoSnapshot *snapshot = scho_project_get_snapshot (project);
  gsize n;
  const SchoDocument *document = scho_snapshot_get_documents (snapshot, &n)[0];
  g_autoptr (SchoReader) reader = scho_reader_new (path);
  Reading reading = { reader, document->digest, document->length };
  GThread *threads[8];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_often, &reading);
  for (guint i = 0; i < 50; i++)
    {
      scho_reader_release (reader);
      g_usleep (500);
    }
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    ck_assert_uint_eq (GPOINTER_TO_UINT (g_thread_join (threads[i])), 200);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("patience");
  TCase *tc = tcase_create ("patience");

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_add_test (tc, who_cannot_wait_is_told);
  tcase_add_test (tc, a_worker_waits);
  tcase_add_test (tc, a_text_that_is_held_is_not_read);
  tcase_add_test (tc, many_threads_read);
  tcase_set_timeout (tc, 60);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
