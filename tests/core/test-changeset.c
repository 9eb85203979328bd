#include "make-project.h"

#include <scholiast/changeset-private.h>
#include <scholiast/store-private.h>

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

/* A changeset as lines, sorted, so that two with another order compare equal. */
static char *
describe (const void *bytes, int n_bytes)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  sqlite3_changeset_iter *iter = NULL;
  char *all;

  ck_assert_int_eq (sqlite3changeset_start (&iter, n_bytes, (void *) bytes), SQLITE_OK);
  while (sqlite3changeset_next (iter) == SQLITE_ROW)
    {
      GString *line = g_string_new (NULL);
      const char *table;
      unsigned char *keys;
      int n, operation, indirect;

      sqlite3changeset_op (iter, &table, &n, &operation, &indirect);
      sqlite3changeset_pk (iter, &keys, NULL);
      g_string_append_printf (line, "%s %d %d:", table, operation, indirect);
      for (int i = 0; i < n; i++)
        for (int side = 0; side < 2; side++)
          {
            sqlite3_value *value = NULL;

            if (side == 0 && operation != SQLITE_INSERT)
              sqlite3changeset_old (iter, i, &value);
            if (side == 1 && operation != SQLITE_DELETE)
              sqlite3changeset_new (iter, i, &value);
            g_string_append_printf (line, " %d%c", keys[i] != 0,
                                    value == NULL ? '-' : '=');
            if (value == NULL)
              continue;
            g_string_append_printf (line, "%d.", sqlite3_value_type (value));
            for (int k = 0; k < sqlite3_value_bytes (value); k++)
              g_string_append_printf (line, "%02x",
                                      ((const guint8 *) sqlite3_value_blob (value))[k]);
          }
      g_ptr_array_add (lines, g_string_free (line, FALSE));
    }
  ck_assert_int_eq (sqlite3changeset_finalize (iter), SQLITE_OK);
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  all = g_strjoinv ("\n", (char **) lines->pdata);
  return all;
}

/* What the library itself records while the step is written, then rolled back. */
static char *
record (SchoStore *store, SchoStep *step)
{
  static const char *const tables[]
      = { "project", "document", "code", "coder", "attachment", "annotation" };
  sqlite3_session *session = NULL;
  void *changes = NULL;
  int n_bytes = 0;
  char *description;

  ck_assert_int_eq (sqlite3session_create (store->db, "main", &session), SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    ck_assert_int_eq (sqlite3session_attach (session, tables[i]), SQLITE_OK);
  ck_assert (scho_store_execute (store, "BEGIN", NULL));
  ck_assert (scho_store_write_changes (store, step, NULL));
  ck_assert_int_eq (sqlite3session_changeset (session, &n_bytes, &changes), SQLITE_OK);
  ck_assert (scho_store_execute (store, "ROLLBACK", NULL));
  description = describe (changes, n_bytes);
  sqlite3_free (changes);
  sqlite3session_delete (session);
  return description;
}

START_TEST (says_what_a_session_records)
{
  char *folder = make_folder ();
  g_autoptr (GRand) random = g_rand_new_with_seed (choose_seed ());
  SchoProject *project
      = make_project (folder, "I [think:stance] so, [said [the:x] fox:y]");
  const char *path = scho_project_get_path (project);

  for (guint i = 0; i < 150; i++)
    {
      SchoSnapshot *snapshot = scho_project_get_snapshot (project);
      g_autoptr (SchoStep) step = make_random_step (random, snapshot);
      g_autoptr (GByteArray) ours = scho_changeset_new (step);
      g_autofree char *expected = NULL;
      g_autofree char *found = NULL;
      SchoStore *store = scho_store_open (path, TRUE, NULL);

      ck_assert_ptr_nonnull (store);
      expected = record (store, step);
      found = describe (ours->data, (int) ours->len);
      ck_assert_str_eq (found, expected);
      scho_store_close (store);
      ck_assert (scho_project_apply (project, step, NULL));
    }
  g_object_unref (project);
  remove_folder (folder);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("changeset");
  TCase *tcase = tcase_create ("all");
  SRunner *runner;
  int failed;

  tcase_set_timeout (tcase, 60);
  tcase_add_test (tcase, says_what_a_session_records);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
