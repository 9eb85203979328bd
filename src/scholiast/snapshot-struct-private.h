/* snapshot-struct-private.h - what a snapshot is made of, for the files that make and
 * read it. */
#pragma once

#include <scholiast/nouns-private.h>
#include <scholiast/snapshot-private.h>
#include <scholiast/texts-private.h>

struct _SchoSnapshot
{
  gatomicrefcount ref_count;
  SchoProjectInfo *info;
  SchoNouns *nouns[SCHO_N_NUMBERED];
  SchoIntervalIndex **indexes; /* by document id; NULL where nothing is coded */
  guint32 n_indexes;
  guint64 n_annotations;
  SchoReader *reader;
  SchoTexts *texts;     /* not yet in the file; nullable */
  GHashTable *contents; /* digest → GBytes, not yet in the file; nullable */
  SchoSnapshot *whole;  /* what it was narrowed from; nullable */
};

/* Those of the documents that are there, and of the project. */
SchoNouns *scho_snapshot_narrow_attachments (SchoSnapshot *self,
                                             const gboolean *documents);

/* Is every document there that an attachment is kept with? */
gboolean scho_snapshot_check_attachments (SchoSnapshot *self, GError **error);

/* Contents of @old and of the step, until they are in the file. */
void scho_snapshot_take_contents (SchoSnapshot *self, SchoSnapshot *old, SchoStep *step);
