/* selection.h - which documents and codings come out. */
#pragma once

#include "../shared/pseudonyms-option.h"
#include "../shared/which.h"

#include <paper/codings.h>

#define SELECTION_OPTIONS                                                                \
  { "document", SCHO_OPTION_DOCUMENT, "", N_ ("Which document"), NULL },                 \
      { "code", SCHO_OPTION_CODE, "", N_ ("Only this code and those below"), NULL },     \
      { "coder", SCHO_OPTION_CODER, "", N_ ("Whose codings"), NULL }, PSEUDONYMS_OPTION

/* For exporters that write several documents into one file too. */
#define SELECTION_FILES_OPTION                                                           \
  {                                                                                      \
    "files", SCHO_OPTION_CHOICE, "one", N_ ("Several documents: one file, or one each"), \
        "one|each"                                                                       \
  }

typedef struct
{
  SchoSnapshot *snapshot; /* what is to be written, perhaps with pseudonyms */
  Which which;
  SchoShown shown;
  GPtrArray *documents; /* of SchoDocument, the snapshot's */
} Selection;

/* Refuses a project without a document. */
gboolean selection_init (Selection *self,
                         SchoSnapshot *snapshot,
                         SchoOptions *options,
                         SchoOutput *output,
                         GCancellable *cancellable,
                         GError **error);

/* The same, but content without a document. */
gboolean selection_init_any (Selection *self,
                             SchoSnapshot *snapshot,
                             SchoOptions *options,
                             SchoOutput *output,
                             GCancellable *cancellable,
                             GError **error);
void selection_clear (Selection *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Selection, selection_clear)

gboolean selection_has (const Selection *self, const SchoAnnotation *coding);

/* How many codings each code has in @documents, by id. (transfer full) */
guint64 *selection_count (const Selection *self, GPtrArray *documents);

/* Whether a document each is wanted and there are several, for SchoExporter. */
gboolean selection_is_several (SchoSnapshot *snapshot, SchoOptions *options);

/* “Interview 3.html”; the title's own ending goes. (transfer full) */
char *selection_dup_name (const char *title, const char *ending);

/* Whether the document is read from right to left: its language says so, or else its
 * first letters. */
gboolean selection_is_rtl (const SchoDocument *document, SchoText *text);
