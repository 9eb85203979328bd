/* output.h - where an exporter writes: all of it arrives, or the old file stays. */
#pragma once

#include <gio/gio.h>
#include <scholiast/error.h>
#include <scholiast/losses.h>

/**
 * SchoOutput:
 *
 * A file, a folder of files, or a stream. Files are written under private temporary names
 * beside their place and renamed by scho_output_commit(); without it, all is taken away.
 */
typedef struct _SchoOutput SchoOutput;

/* @path: an existing folder, or a path that ends with a slash, prefers a folder. */
SCHO_API SchoOutput *scho_output_new_for_path (const char *path);

/* For standard output and tests: takes one file. */
SCHO_API SchoOutput *scho_output_new_for_stream (GOutputStream *stream);
SCHO_API void scho_output_free (SchoOutput *self);

/* The user named a folder: write files into it even if there is one only. */
SCHO_API gboolean scho_output_prefers_folder (SchoOutput *self);

/**
 * scho_output_open:
 *
 * The one file of an exporter that writes one. Where a folder was named it goes into it
 * under @name.
 *
 * Returns: (transfer full): buffered; close it, or the commit does
 */
SCHO_API GOutputStream *
scho_output_open (SchoOutput *self, const char *name, GError **error);

/**
 * scho_output_add_file:
 * @name: any words; made a safe, unique file name, its extension kept
 *
 * One of several files: the path becomes a folder. A stream refuses the second one with a
 * sentence that asks for a folder; then nothing of the first has been written to it.
 */
SCHO_API GOutputStream *
scho_output_add_file (SchoOutput *self, const char *name, GError **error);

/* Closes, syncs and renames. After a failure everything old is still there. */
SCHO_API gboolean scho_output_commit (SchoOutput *self, GError **error);

/* (transfer none): where an exporter says what its format cannot carry. They are shown
 * before the commit. */
SCHO_API SchoLosses *scho_output_get_losses (SchoOutput *self);

/* Files written so far. */
SCHO_API guint scho_output_get_n_files (SchoOutput *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoOutput, scho_output_free)
