/* passages.h - the passages that bear a code, or that a query finds, with what stands
 * around them.
 *
 * Made on any thread, never changed after, shared by reference.
 */
#pragma once

#include <gio/gio.h>
#include <scholiast/snapshot.h>
#include <scholiast/table.h>

typedef enum
{
  SCHO_GROUP_NONE,
  SCHO_GROUP_DOCUMENT,
  SCHO_GROUP_CODER,
  SCHO_GROUP_CODE
} SchoPassageGroup;

typedef enum
{
  SCHO_SORT_PLACE, /* by the title of the document, then where it lies */
  SCHO_SORT_DATE,
  SCHO_SORT_CODER,
  SCHO_SORT_CODE,
  SCHO_SORT_WEIGHT,
  SCHO_SORT_LENGTH
} SchoPassageSort;

/* @query: (nullable): instead of @code and @with_subcodes */
typedef struct
{
  guint32 code;
  const char *query;
  gboolean with_subcodes;
  SchoPassageGroup group;
  SchoPassageSort sort;
  gboolean descending;
  const char *filter; /* words that must occur; nullable */
} SchoPassageOptions;

/* A row: a passage, or the heading of those that follow it. A passage of a query may be a
 * stretch of text: then it is no one coding, so it has neither a code nor a coder, and
 * its UUID is zero. */
typedef struct
{
  const char *heading; /* NULL for a passage */
  guint n;             /* how many follow; of a heading only */

  SchoAnnotation coding;
  SchoDocument *document;
  SchoCode *code;       /* nullable */
  SchoCoder *coder;     /* nullable */
  char *codes, *coders; /* of a stretch: of those on it, “a + b”; else NULL */
  /* On one line; a very long passage is cut. */
  const char *before, *words, *after;
  guint32 paragraph; /* from 1; blank lines do not count */

  char *folded; /* for filtering; made when first needed */
} SchoPassage;

SchoPassage *scho_passage_ref (SchoPassage *self);
void scho_passage_unref (gpointer self);

/* Of the coding, or of those that lie on the stretch; may be "". */
const char *scho_passage_get_code_name (const SchoPassage *self);
const char *scho_passage_get_coder_name (const SchoPassage *self);

/* When it was coded, in the user's zone; %NULL where its UUID does not tell. */
GDateTime *scho_passage_get_date (const SchoPassage *self);

/* “words” (title, paragraph; code; coder). (transfer full) */
char *scho_passage_dup_quotation (const SchoPassage *self);

typedef struct _SchoPassages SchoPassages;

/**
 * scho_passages_new:
 * @old: (nullable): the list before; what is the same in it is not read again
 *
 * Reads the texts that it needs.
 */
SchoPassages *scho_passages_new (SchoSnapshot *snapshot,
                                 const SchoPassageOptions *options,
                                 SchoPassages *old,
                                 GCancellable *cancellable,
                                 GError **error);
SchoPassages *scho_passages_ref (SchoPassages *self);
void scho_passages_unref (SchoPassages *self);

/* (transfer none) (element-type SchoPassage): what is shown, in order, with headings. */
GPtrArray *scho_passages_get_rows (SchoPassages *self);

/* Passages: those that pass the filter, and all of the code. */
guint scho_passages_get_n_shown (SchoPassages *self);
guint scho_passages_get_n_all (SchoPassages *self);

/* The name of the code; the query. */
const char *scho_passages_get_title (SchoPassages *self);

/* As a table of what is shown. (transfer full) */
SchoTable *scho_passages_new_table (SchoPassages *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoPassages, scho_passages_unref)
