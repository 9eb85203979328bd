/* snapshot-private.h - how the project makes one snapshot out of another. */
#pragma once

#include <scholiast/change-private.h>
#include <scholiast/reader.h>
#include <scholiast/snapshot.h>

/**
 * scho_snapshot_new:
 * @info: (transfer full)
 * @nouns: (element-type gpointer): documents, codes, coders, attachments, each with a
 * reference taken over; in any order
 * @next: the numbers to be given out next
 * @annotations: (transfer full) (array length=n): their memos are taken over; in any
 * order
 * @reader: where texts are read
 * @faults: (element-type utf8) (nullable): receives a sentence for every annotation that
 *   points nowhere; these are left out
 */
SchoSnapshot *scho_snapshot_new (SchoProjectInfo *info,
                                 GPtrArray *nouns[SCHO_N_NUMBERED],
                                 const guint32 next[SCHO_N_NUMBERED],
                                 SchoAnnotation *annotations,
                                 gsize n,
                                 SchoReader *reader,
                                 GPtrArray *faults);

/**
 * scho_snapshot_apply:
 * @step: renumbered when it was made on a snapshot with other numbers
 *
 * What the project is after the step; @self stays. Refuses a step that does not fit: a
 * before that is not there, a reference to nothing, a position outside the text, two
 * siblings of one name.
 *
 * Returns: (transfer full): texts that come with the step can be read from it
 */
SchoSnapshot *scho_snapshot_apply (SchoSnapshot *self, SchoStep *step, GError **error);

/* Texts of the step are now in the file: lets them go. Only before anybody else has it.
 */
void scho_snapshot_drop_texts (SchoSnapshot *self);

/* Is the annotation sound: refers to what there is, lies in its text? (nullable): else a
 * sentence. */
char *scho_snapshot_find_fault (SchoSnapshot *self, const SchoAnnotation *annotation);

/**
 * scho_snapshot_match_index:
 * @query: in the language of FTS5
 *
 * Returns: (transfer full) (element-type utf8): digests of the texts that match, and
 *   of all that are not in the file yet; %NULL with an error when the index cannot tell
 */
GHashTable *
scho_snapshot_match_index (SchoSnapshot *self, const char *query, GError **error);
