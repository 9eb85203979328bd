/* reader.h - reads texts from the project file, from any thread, as long as anybody has
 * it.
 *
 * Inner: not installed. Texts never change, so a snapshot can read them late.
 */
#pragma once

#include <scholiast/text.h>

typedef struct _SchoReader SchoReader;

/* The file is opened when the first text is asked for. */
SchoReader *scho_reader_new (const char *path);
SchoReader *scho_reader_ref (SchoReader *self);
void scho_reader_unref (SchoReader *self);

/* Lets go of the file until it is needed again, so that it can be put away as one file.
 */
void scho_reader_release (SchoReader *self);

/* Refuses a text that is not as long as its document says. */
SchoText *scho_reader_read_text (SchoReader *self,
                                 const char *digest,
                                 guint32 length,
                                 GError **error);

/* The content of an attachment. Refuses one that is not as long as it should be. */
GBytes *scho_reader_read_content (SchoReader *self,
                                  const char *digest,
                                  guint64 size,
                                  GError **error);

/* See scho_snapshot_match_index (). */
GHashTable *scho_reader_match (SchoReader *self, const char *query, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoReader, scho_reader_unref)
