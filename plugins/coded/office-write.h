/* office-write.h - coded documents for Word and LibreOffice: codings are comments.
 *
 * A comment is by the coder, of when the passage was coded, and says the code and its
 * memo: “code: memo”. Our importers make codings of such comments again.
 */
#pragma once

#include "marginalia.h"
#include "selection.h"

#include "../shared/zip-writer.h"
#include "../tei/tei-writer.h"

typedef struct
{
  SchoSnapshot *snapshot;
  const SchoDocument *document;
  SchoText *text;
  SchoCodings *codings;
  const SchoAnnotation *all;
  gboolean is_rtl;
  TeiWriter *body;
  SchoLosses *losses;
  GCancellable *cancellable;
} Office;

/* One file; the stream stays open. */
typedef gboolean (*OfficeFunc) (Office *self, ZipWriter *zip, GError **error);

gboolean office_write_docx (Office *self, ZipWriter *zip, GError **error);
gboolean office_write_odt (Office *self, ZipWriter *zip, GError **error);

/* Of an ODT with a text of its own, between them: @document's title and language and
 * @is_rtl are asked for. */
gboolean office_begin_odt (Office *self, ZipWriter *zip, GError **error);
gboolean office_end_odt (Office *self, ZipWriter *zip, GError **error);

/* White space is one space, and none where a line or a passage begins or ends; what is
 * more has elements.
 * @after_blank: (inout): %TRUE where a line begins */
void office_write_odt_words (TeiWriter *writer,
                             const char *utf8,
                             gsize n,
                             gboolean *after_blank);

/* A file for each document that is asked for. */
gboolean office_write_all (SchoSnapshot *snapshot,
                           SchoOutput *output,
                           SchoOptions *options,
                           const char *ending,
                           OfficeFunc write,
                           const SchoProgress *progress,
                           GCancellable *cancellable,
                           GError **error);

/* What its comment does not say, or its passage does not hold. */
void office_tell_coding (Office *self, const SchoAnnotation *coding);

/* Whether there will be several files. */
gboolean office_is_several (SchoSnapshot *snapshot, SchoOptions *options);

/* Walks through text and codings; what has no words is lost and said so. */
gboolean office_walk (Office *self,
                      const MarginaliaHandler *handler,
                      gpointer data,
                      GError **error);

/* “code: memo”. (transfer full) */
char *office_dup_comment (Office *self, const SchoAnnotation *coding);

/* `2026-11-18T09:12:31Z`; %NULL where it is not known. (transfer full) */
char *office_dup_date (const SchoAnnotation *coding);

/* The greatest column of a table. */
guint office_count_columns (Office *self, const SchoStretch *table);

/* A part that is in a writer's memory. */
gboolean office_add_part (ZipWriter *zip,
                          const char *name,
                          TeiWriter *part,
                          GCancellable *cancellable,
                          GError **error);
gboolean office_add_string (ZipWriter *zip,
                            const char *name,
                            const char *part,
                            GCancellable *cancellable,
                            GError **error);
