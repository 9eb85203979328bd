/* edit-attachments.h - what is kept with the project: finding, adding, removing it, and
 * its content in files. */
#pragma once

#include <scholiast/output.h>
#include <scholiast/snapshot.h>

/**
 * scho_lookup_attachment:
 * @name: a name or a UUID; a name that several have is an error that says so
 *
 * Returns: (transfer none): %NULL with @error when there is none
 */
SCHO_API const SchoAttachment *
scho_lookup_attachment (SchoSnapshot *snapshot, const char *name, GError **error);

/**
 * scho_edit_attach_file:
 * @path: a file; its name without folders is what it is called
 * @document: the one it is kept with; 0: the project
 *
 * Returns: (transfer full): %NULL with @error when the file cannot be read or is too
 * large
 */
SCHO_API SchoStep *scho_edit_attach_file (SchoSnapshot *snapshot,
                                          const char *path,
                                          guint32 document,
                                          GError **error);

SCHO_API SchoStep *scho_edit_remove_attachment (SchoSnapshot *snapshot, guint32 id);

/* Its content, or where it has none its text, as the one file of @output, which is called
 * as it is, made safe. Not committed. */
SCHO_API gboolean scho_attachment_write (SchoSnapshot *snapshot,
                                         guint32 id,
                                         SchoOutput *output,
                                         GCancellable *cancellable,
                                         GError **error);

/* A name that any file system takes, of its own name. (transfer full) */
SCHO_API char *scho_attachment_dup_file_name (const SchoAttachment *self);
