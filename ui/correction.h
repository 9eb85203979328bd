/* correction.h - an unfinished correction of a text, in a private file of its own, so
 * that no crash takes what was written.
 *
 * A file in the user's state folder for each project, document and text: it has the
 * pieces that were written, not the text. What is broken, foreign or of another text does
 * no harm.
 */
#pragma once

#include <gio/gio.h>
#include <scholiast/document.h>

typedef enum
{
  SCHO_CORRECTION_FITS,
  SCHO_CORRECTION_OUTDATED, /* of a text that the document had before */
  SCHO_CORRECTION_BROKEN
} SchoCorrectionState;

/* One that was found. */
typedef struct
{
  SchoCorrectionState state;
  gint64 time;     /* in seconds: when it was written */
  GVariant *saved; /* nullable: see scho_text_edit_restore(); where it fits */
  char *path;
} SchoCorrection;

/* (transfer full) (nullable): the one of the document's text, or else one of an earlier.
 */
SchoCorrection *scho_correction_find (const SchoUuid *project,
                                      const SchoDocument *document);
void scho_correction_free (SchoCorrection *self);

/* The file that is written while a text is being corrected. */
typedef struct _SchoCorrectionFile SchoCorrectionFile;

SchoCorrectionFile *scho_correction_file_new (const SchoUuid *project,
                                              const SchoDocument *document);
void scho_correction_file_unref (SchoCorrectionFile *self);

/* Whole or not at all; what was asked for later counts. @saved: see
 * scho_text_edit_save() */
gboolean
scho_correction_file_write (SchoCorrectionFile *self, GVariant *saved, GError **error);

/* The same on another thread, since the disk may take its time. */
void scho_correction_file_write_async (SchoCorrectionFile *self,
                                       GVariant *saved,
                                       GAsyncReadyCallback done,
                                       gpointer data);
gboolean scho_correction_file_write_finish (GAsyncResult *result, GError **error);

void scho_correction_file_remove (SchoCorrectionFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoCorrection, scho_correction_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoCorrectionFile, scho_correction_file_unref)
