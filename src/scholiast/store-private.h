/* store-private.h - the project file: SQLite, one connection that writes.
 *
 * Everything in it may come from a stranger: no triggers, no views, no extensions, every
 * number is checked.
 */
#pragma once

#include <scholiast/history.h>
#include <scholiast/patience-private.h>
#include <scholiast/snapshot-private.h>
#include <scholiast/table.h>
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>

#define SCHO_APPLICATION_ID 0x5363686f /* "Scho" */
#define SCHO_SCHEMA_VERSION 5

/* Numbers beyond this are no numbers of ours. */
#define SCHO_ID_MAX 10000000

typedef enum
{
  SCHO_WRITE_INSERT,
  SCHO_WRITE_UPDATE,
  SCHO_WRITE_DELETE,
  SCHO_N_WRITES
} SchoWrite;

typedef struct
{
  char *path;
  sqlite3 *db;
  SchoWait wait;
  gboolean writable;
  char *notice;                                      /* see scho_project_get_notice () */
  sqlite3_stmt *writes[SCHO_N_NOUNS][SCHO_N_WRITES]; /* prepared when first needed */
  sqlite3_stmt *insert_text;
  sqlite3_stmt *insert_search;
  sqlite3_stmt *insert_content;
  GCancellable *cancellable; /* of the step that is being written; nullable, not owned */
} SchoStore;

/* One row, of a query or of a changeset (there unchanged cells are %NULL pointers). Cells
 * that an older file or an older step lacks read as 0, texts as %NULL. */
typedef struct
{
  sqlite3_stmt *statement;
  sqlite3_value **values;
} SchoRow;

/* What makes an older file a newer one; the list ends with 0. */
typedef struct
{
  int from;
  const char *sql;
} SchoMigration;

/* store.c ------------------------------------------------------------------------------
 */

/* Writes a new file under a private name and gives it its own only when it is whole. */
gboolean scho_store_create (const char *path, SchoProjectInfo *info, GError **error);

SchoStore *scho_store_open (const char *path, gboolean writable, GError **error);

/* What the log holds goes into the file, as far as nobody reads it. */
gboolean scho_store_checkpoint (SchoStore *self, GError **error);

/* Leaves one plain file behind. */
void scho_store_close (SchoStore *self);

/* "“x.scholia” could not be written: database or disk is full". Returns FALSE. */
gboolean scho_store_set_error (SchoStore *self, const char *format, GError **error);

gboolean scho_store_execute (SchoStore *self, const char *sql, GError **error);
sqlite3_stmt *scho_store_prepare (SchoStore *self, const char *sql, GError **error);

/* A whole copy beside the file, for the time before something that loses much. */
char *scho_store_keep_copy (SchoStore *self, GError **error);

/* With the program's own list; a test brings another. */
gboolean scho_store_migrate (SchoStore *self,
                             const SchoMigration *migrations,
                             int to,
                             GError **error);

/* Takes away texts and contents of attachments that no noun and no step of the history
 * names. */
gboolean scho_store_collect (SchoStore *self, GError **error);

/* A file of before version 5 that could not be migrated has none. */
gboolean scho_store_has_attachments (SchoStore *self, gboolean *has, GError **error);

/* store-read.c -------------------------------------------------------------------- */

SchoSnapshot *
scho_store_load (SchoStore *self, SchoReader *reader, GPtrArray *faults, GError **error);

/* Makes a noun of a full row; columns as in schema.sql. */
gpointer scho_row_read_noun (const SchoRow *row, SchoNoun noun);
void scho_row_read_annotation (const SchoRow *row, SchoAnnotation *annotation);

/* The row with these keys (of annotations: document and UUID). FALSE: none, or an error.
 */
gboolean scho_store_read_annotation (SchoStore *self,
                                     guint32 document,
                                     const SchoUuid *uuid,
                                     SchoAnnotation *annotation,
                                     GError **error);

/* JSON rows of the columns `attributes` and `stretches`. */
GArray *scho_stretches_from_json (const char *json);

/* store-write.c ------------------------------------------------------------------- */

char *scho_stretches_to_json (SchoText *text);

/* All rows of the step and its texts, inside the caller's transaction. */
gboolean scho_store_write_changes (SchoStore *self, SchoStep *step, GError **error);

/* history.c ----------------------------------------------------------------------- */

/* Writes a new step, its changeset and its place in the history, in one transaction. */
gboolean scho_store_write_step (SchoStore *self, SchoStep *step, GError **error);

/* Writes what undo or redo does, and that step @number is now in @state. */
gboolean scho_store_write_state (
    SchoStore *self, SchoStep *step, gint64 number, SchoState state, GError **error);

/* The step that undo (of %SCHO_STATE_DONE, the last) or redo (of %SCHO_STATE_UNDONE, the
 * first) is about; 0: none. */
gint64 scho_store_find_step (
    SchoStore *self, SchoState state, char **label, gint64 *size, GError **error);

/* The step as it was done, or, for undo, with before and after swapped; on @now. */
SchoStep *scho_store_read_step (
    SchoStore *self, gint64 number, gboolean swapped, SchoSnapshot *now, GError **error);

SchoTable *
scho_store_list_history (SchoStore *self, SchoSnapshot *snapshot, GError **error);

/* A transaction that writes; @done: else nothing of it stays. */
gboolean scho_store_begin (SchoStore *self, GError **error);
gboolean scho_store_end (SchoStore *self, gboolean done, GError **error);

/* Undo and redo find the texts, and contents of attachments, of step @number in the file
 * as long as it can come back.
 */
gboolean
scho_store_keep_texts (SchoStore *self, SchoStep *step, gint64 number, GError **error);

/* Fills @step with what a changeset does to the file as it is. */
gboolean scho_store_take_changeset (SchoStore *self,
                                    SchoStep *step,
                                    const void *changes,
                                    int n_bytes,
                                    gboolean swapped,
                                    GError **error);

/* history-read.c ------------------------------------------------------------------ */

/* See scho_project_read_history (). */
GPtrArray *scho_store_read_history (
    SchoStore *self, gint64 from, gint64 to, gsize most, GError **error);

/* history-merge.c ----------------------------------------------------------------- */

/* Writes what @step does and makes it part of the last step, which is @number. Both
 * together may change nothing: then that one leaves the history. */
gboolean
scho_store_join_step (SchoStore *self, SchoStep *step, gint64 number, GError **error);

/* The project as it was after step @number; 0: before the first. */
SchoSnapshot *
scho_store_read_at (SchoStore *self, gint64 number, SchoSnapshot *now, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoStore, scho_store_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)
