#include "bench.h"

#include <sqlite3.h>

/* The import of many files through the plugins, as the command line does it. */
static double
import_files (BenchContext *context,
              SchoProject *project,
              const char *importer,
              const char *const *paths,
              GError **error)
{
  const SchoImporter *which
      = scho_plugins_find_importer (context->plugins, importer, error);
  double start = bench_now ();
  g_autoptr (SchoStep) step = NULL;

  if (which == NULL)
    return -1;
  step = scho_plugins_import_files (context->plugins, which, paths, "bench", NULL,
                                    scho_project_get_snapshot (project), NULL, NULL, NULL,
                                    error);
  if (step == NULL || !scho_project_apply (project, step, error))
    return -1;
  return bench_now () - start;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

static GPtrArray *
list_documents (BenchContext *context)
{
  g_autofree char *folder = g_build_filename (context->corpus, "docs", NULL);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_names);
  g_ptr_array_add (paths, NULL);
  return paths;
}

static SchoProject *
start_large (BenchContext *context, GError **error)
{
  g_autofree char *path = bench_path (context, "large.scholia");

  bench_close_large (context);
  bench_remove (path);
  context->project = scho_project_create (path, "Bench", error);
  return context->project;
}

static double
import_texts (BenchContext *context, GError **error)
{
  g_autoptr (GPtrArray) paths = list_documents (context);
  SchoProject *project = start_large (context, error);

  return project == NULL ? -1
                         : import_files (context, project, "text",
                                         (const char *const *) paths->pdata, error);
}

/* An SQLite file as bare as can be, with the log and the syncing of a project. */
static sqlite3 *
open_bare (BenchContext *context, const char *schema)
{
  g_autofree char *path = bench_path (context, "bare.db");
  sqlite3 *db = NULL;

  bench_remove (path);
  sqlite3_open (path, &db);
  sqlite3_exec (db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", NULL, NULL,
                NULL);
  sqlite3_exec (db, schema, NULL, NULL, NULL);
  return db;
}

static double
insert_texts (BenchContext *context, GError **error)
{
  sqlite3 *db = open_bare (
      context, "CREATE TABLE text (id INTEGER PRIMARY KEY, body TEXT);"
               "CREATE VIRTUAL TABLE text_search USING fts5 (body, content = 'text', "
               "content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2')");
  g_autoptr (GPtrArray) paths = list_documents (context);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statements[2] = { NULL, NULL };
  double start;

  for (guint i = 0; i + 1 < paths->len; i++)
    {
      char *text = NULL;
      if (!g_file_get_contents (paths->pdata[i], &text, NULL, error))
        return -1;
      g_ptr_array_add (texts, text);
    }

  start = bench_now ();
  sqlite3_exec (db, "BEGIN", NULL, NULL, NULL);
  sqlite3_prepare_v2 (db, "INSERT INTO text VALUES (?1, ?2)", -1, &statements[0], NULL);
  sqlite3_prepare_v2 (db, "INSERT INTO text_search (rowid, body) VALUES (?1, ?2)", -1,
                      &statements[1], NULL);
  for (guint i = 0; i < texts->len; i++)
    for (guint k = 0; k < 2; k++)
      {
        sqlite3_bind_int64 (statements[k], 1, i + 1);
        sqlite3_bind_text (statements[k], 2, texts->pdata[i], -1, SQLITE_STATIC);
        sqlite3_step (statements[k]);
        sqlite3_reset (statements[k]);
      }
  sqlite3_finalize (statements[0]);
  sqlite3_finalize (statements[1]);
  sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
  start = bench_now () - start;
  sqlite3_close (db);
  return start;
}

static double
import_codings (BenchContext *context, GError **error)
{
  g_autofree char *codebook = g_build_filename (context->corpus, "codebook.csv", NULL);
  g_autofree char *codings = g_build_filename (context->corpus, "codings.csv", NULL);
  SchoProject *project = bench_open_large (context, error);
  gsize n_codes;

  if (project == NULL)
    return -1;
  /* Each run begins with the texts alone. */
  while (scho_snapshot_get_n_annotations (scho_project_get_snapshot (project)) > 0)
    if (!scho_project_undo (project, error))
      return -1;
  scho_snapshot_get_codes (scho_project_get_snapshot (project), &n_codes);
  if (n_codes == 0
      && import_files (context, project, "codebook", (const char *[]){ codebook, NULL },
                       error)
             < 0)
    return -1;
  return import_files (context, project, "csv", (const char *[]){ codings, NULL }, error);
}

static double
insert_rows (BenchContext *context, GError **error)
{
  sqlite3 *db = open_bare (
      context, "CREATE TABLE annotation (document INTEGER NOT NULL, uuid BLOB NOT NULL, "
               "start INTEGER NOT NULL, end INTEGER NOT NULL, code INTEGER NOT NULL, "
               "coder INTEGER NOT NULL, weight INTEGER NOT NULL, memo TEXT, "
               "PRIMARY KEY (document, uuid)) WITHOUT ROWID");
  sqlite3_stmt *statement = NULL;
  double start;

  start = bench_now ();
  sqlite3_exec (db, "BEGIN", NULL, NULL, NULL);
  sqlite3_prepare_v2 (db,
                      "INSERT INTO annotation VALUES (?1, ?2, ?3, ?4, ?5, ?6, -1, NULL)",
                      -1, &statement, NULL);
  for (guint i = 0; i < context->n_codings; i++)
    {
      SchoUuid uuid = scho_uuid_new ();

      sqlite3_bind_int64 (statement, 1,
                          1 + (gint64) i * context->n_documents / context->n_codings);
      sqlite3_bind_blob (statement, 2, uuid.bytes, sizeof uuid.bytes, SQLITE_STATIC);
      sqlite3_bind_int64 (statement, 3, i % 50000);
      sqlite3_bind_int64 (statement, 4, i % 50000 + 100);
      sqlite3_bind_int64 (statement, 5, i % 500 + 1);
      sqlite3_bind_int64 (statement, 6, i % 2 + 1);
      sqlite3_step (statement);
      sqlite3_reset (statement);
    }
  sqlite3_finalize (statement);
  sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
  start = bench_now () - start;
  sqlite3_close (db);
  return start;
}

/* One coding, from the call to the disk. */
static double
apply_one (BenchContext *context, GError **error)
{
  SchoProject *project = bench_open_large (context, error);
  SchoSnapshot *snapshot;
  const SchoCode *const *codes;
  const SchoCoder *const *coders;
  g_autoptr (SchoStep) step = NULL;
  double start;
  gsize n;

  if (project == NULL)
    return -1;
  snapshot = scho_project_get_snapshot (project);
  codes = scho_snapshot_get_codes (snapshot, &n);
  coders = scho_snapshot_get_coders (snapshot, &n);
  start = bench_now ();
  step = scho_edit_annotate (snapshot,
                             &(SchoAnnotation){ .document = context->n_documents / 2 + 1,
                                                .code = codes[0]->id,
                                                .coder = coders[0]->id,
                                                .start = 10,
                                                .end = 60,
                                                .weight = SCHO_NO_WEIGHT },
                             error);
  if (step == NULL || !scho_project_apply (project, step, error))
    return -1;
  start = bench_now () - start;
  /* Taken back, so that later measures find the corpus as it was. */
  if (!scho_project_undo (project, error))
    return -1;
  return start;
}

static double
commit_one (BenchContext *context, GError **error)
{
  static sqlite3 *db;
  static sqlite3_stmt *statement;
  SchoUuid uuid = scho_uuid_new ();
  double start;

  if (db == NULL)
    {
      db = open_bare (context,
                      "CREATE TABLE annotation (document INTEGER, uuid BLOB, "
                      "start INTEGER, end INTEGER, PRIMARY KEY (document, uuid)) "
                      "WITHOUT ROWID");
      sqlite3_prepare_v2 (db, "INSERT INTO annotation VALUES (1, ?1, 10, 60)", -1,
                          &statement, NULL);
    }
  start = bench_now ();
  sqlite3_bind_blob (statement, 1, uuid.bytes, sizeof uuid.bytes, SQLITE_STATIC);
  sqlite3_step (statement);
  sqlite3_reset (statement);
  return bench_now () - start;
}

const BenchMeasure bench_import_measures[] = {
  { "import the texts", "SQLite insert with FTS5", 2.0, 3, import_texts, insert_texts },
  { "import the codings", "SQLite insert of as many rows", 3.0, 3, import_codings,
    insert_rows },
  { "one coding, durable", "one durable SQLite commit", 2.0, 101, apply_one, commit_one },
  { NULL },
};
