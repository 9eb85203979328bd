/* project.h - owns all of it; the only thing that changes. */
#pragma once
#define SCHO_PROJECT_H

#ifdef SCHO_INSIDE_PLUGIN
#error "A plugin sees snapshots, never the project: include plugin.h only"
#endif

#include <gio/gio.h>
#include <scholiast/history.h>
#include <scholiast/progress.h>
#include <scholiast/snapshot.h>
#include <scholiast/table.h>

/**
 * SchoProject:
 *
 * One project file, open. Belongs to the thread that made it; snapshots of it may go
 * anywhere. What scho_project_apply() has acknowledged is on disk.
 *
 * Signal `changed` (SchoProject *self, SchoStep *step, gpointer data): after every step,
 * undo and redo; the step is what was done, with its before and after. The snapshot is
 * already the new one.
 *
 * Signal `busy-changed` (SchoProject *self, gpointer data): scho_project_is_busy() says
 * something else now; at the end after `changed`.
 */
#define SCHO_TYPE_PROJECT (scho_project_get_type ())
SCHO_API GType scho_project_get_type (void);
typedef struct _SchoProject SchoProject;

/* A new file; refuses a path where something is. */
SCHO_API SchoProject *
scho_project_create (const char *path, const char *title, GError **error);

/**
 * scho_project_open:
 * @path: a file that exists
 *
 * When somebody else has it open for writing, or the file or its folder cannot be
 * written, the project is read-only and scho_project_get_read_only_reason() says why.
 */
SCHO_API SchoProject *scho_project_open (const char *path, GError **error);

/* The same, never for writing: no lock is taken, nothing is changed. */
SCHO_API SchoProject *scho_project_open_read_only (const char *path, GError **error);

/* Also done by the last unref. After it only the snapshot can be asked for. */
SCHO_API void scho_project_close (SchoProject *self);

SCHO_API const char *scho_project_get_path (SchoProject *self);

/* (nullable): a sentence; %NULL when it can be written. */
SCHO_API const char *scho_project_get_read_only_reason (SchoProject *self);

/* (nullable): a sentence for the user about how the file had to be opened: a network
 * share, a copy kept before a migration. */
SCHO_API const char *scho_project_get_notice (SchoProject *self);

/* (transfer none): the project now. Take a reference to keep it. */
SCHO_API SchoSnapshot *scho_project_get_snapshot (SchoProject *self);

/**
 * scho_project_apply:
 *
 * The one door. Puts each *after* in place of its *before* in memory, writes the same to
 * the file in one transaction, keeps the step in the history, tells the listeners. When
 * it fails, nothing has changed, neither in memory nor on disk.
 *
 * An empty step is done at once and leaves no trace. A step that takes away more than
 * 1,000 annotations has a copy of the file kept first.
 */
SCHO_API gboolean scho_project_apply (SchoProject *self, SchoStep *step, GError **error);

/**
 * scho_project_apply_joined:
 * @visit: names the stretch of work: the same words as long as it goes on
 *
 * The same for what is kept again and again while it is being written, as a memo is: as
 * long as the last step is of the same visit and the same coder, this one becomes part of
 * it, so that one undo takes the whole visit back. The history then has what was before
 * the first and what the last left, with the last one's label and time; when that is
 * the same, the step leaves the history.
 */
SCHO_API gboolean scho_project_apply_joined (SchoProject *self,
                                             SchoStep *step,
                                             const char *visit,
                                             GError **error);

/**
 * scho_project_apply_async:
 * @step: (transfer none): not to be touched before @done
 * @done: called in the caller's main context
 *
 * The same as scho_project_apply() for a step of very many changes: the next snapshot is
 * made and written on another thread, and only what then remains is done on this one.
 * Meanwhile the project is busy: its snapshot is the old one, and
 * whatever needs the file, another step, undo, the history, is refused with
 * %SCHO_ERROR_BUSY. scho_project_close() waits for it.
 */
SCHO_API void scho_project_apply_async (SchoProject *self,
                                        SchoStep *step,
                                        GAsyncReadyCallback done,
                                        gpointer user_data);

/* Also of undo and redo. */
SCHO_API gboolean scho_project_apply_finish (SchoProject *self,
                                             GAsyncResult *result,
                                             GError **error);

/* A step of scho_project_apply_async() and the like is on its way. */
SCHO_API gboolean scho_project_is_busy (SchoProject *self);

/* Gives that step up, unless it is as good as written: it then fails with
 * %G_IO_ERROR_CANCELLED and nothing has changed. */
SCHO_API void scho_project_cancel (SchoProject *self);

/* Moves what was written from the log into the project file, so that a copy of this one
 * file has it all. Nothing is lost without it: for an idle moment. */
SCHO_API gboolean scho_project_checkpoint (SchoProject *self, GError **error);

/* The label of what undo or redo would do; %NULL when there is nothing. */
SCHO_API const char *scho_project_get_undo_label (SchoProject *self);
SCHO_API const char *scho_project_get_redo_label (SchoProject *self);

/* One step. With nothing left: %SCHO_ERROR_NOT_FOUND. */
SCHO_API gboolean scho_project_undo (SchoProject *self, GError **error);
SCHO_API gboolean scho_project_redo (SchoProject *self, GError **error);

/* The same for a large one; see scho_project_apply_async(). */
SCHO_API void
scho_project_undo_async (SchoProject *self, GAsyncReadyCallback done, gpointer user_data);
SCHO_API void
scho_project_redo_async (SchoProject *self, GAsyncReadyCallback done, gpointer user_data);

/* How many nouns undo or redo would change. */
SCHO_API gint64 scho_project_get_undo_size (SchoProject *self);
SCHO_API gint64 scho_project_get_redo_size (SchoProject *self);

/* The number of the step that undo would take back, or redo do again; 0: none. */
SCHO_API gint64 scho_project_get_undo_step (SchoProject *self);
SCHO_API gint64 scho_project_get_redo_step (SchoProject *self);

/**
 * scho_project_read_history:
 * @from: the first step that counts
 * @to: the last one; %G_MAXINT64 for all
 * @most: no more than so many, so that a long history can be read in parts
 *
 * Returns: (transfer full) (element-type SchoHistoryEntry): the newest first
 */
SCHO_API GPtrArray *scho_project_read_history (
    SchoProject *self, gint64 from, gint64 to, gsize most, GError **error);

/**
 * scho_project_read_at:
 * @step: a number of the history; 0: before the first step
 *
 * The project as it was when @step had been done: all later steps taken back, in memory
 * only. Of a step that is undone: as it would be redone. What was dropped cannot be shown
 * any more: %SCHO_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full): texts can be read from it
 */
SCHO_API SchoSnapshot *
scho_project_read_at (SchoProject *self, gint64 step, GError **error);

/**
 * scho_project_open_at:
 * @reason: why it is read-only: "As it was on 3 May"
 *
 * The same as a project that cannot be changed. It has no history of its own.
 *
 * Returns: (transfer full): also usable when @self is closed
 */
SCHO_API SchoProject *
scho_project_open_at (SchoProject *self, gint64 step, const char *reason, GError **error);

/* Columns step, label, coder, time, state (done, undone, dropped), changes; oldest first.
 */
SCHO_API SchoTable *scho_project_list_history (SchoProject *self, GError **error);

/**
 * scho_project_check:
 *
 * Is every row, position and index sound: SQLite's own check, each text against its
 * digest, each reference, position and name, the memory against the file, the search
 * index, the history.
 *
 * Returns: (transfer full) (element-type utf8): a sentence for each fault; empty: sound.
 *   %NULL and @error when the file cannot be read.
 */
SCHO_API GPtrArray *scho_project_check (SchoProject *self,
                                        const SchoProgress *progress,
                                        GCancellable *cancellable,
                                        GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoProject, g_object_unref)
