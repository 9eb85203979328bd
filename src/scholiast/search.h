/* search.h - finds words and patterns in one text or in all. */
#pragma once

#include <gio/gio.h>
#include <scholiast/progress.h>
#include <scholiast/snapshot.h>

typedef struct _SchoSearch SchoSearch;

typedef enum
{
  SCHO_SEARCH_DEFAULT = 0, /* these characters, whatever their case */
  SCHO_SEARCH_REGEX = 1 << 0,
  SCHO_SEARCH_MATCH_CASE = 1 << 1,
  SCHO_SEARCH_WHOLE_WORDS = 1 << 2,
} SchoSearchFlags;

typedef struct
{
  guint32 document;
  guint32 start, end; /* code points, half-open; never empty */
} SchoHit;

/* Refuses an empty pattern and a faulty expression, with its place. */
SCHO_API SchoSearch *
scho_search_new (const char *pattern, SchoSearchFlags flags, GError **error);
SCHO_API void scho_search_free (SchoSearch *self);

/* In one text, appended to @hits (element-type SchoHit) by place; empty matches are left
 * out. An expression that takes too long is an error. */
SCHO_API gboolean scho_search_text (
    SchoSearch *self, SchoText *text, guint32 document, GArray *hits, GError **error);

/* In all documents of the project; the text index first leaves out those that cannot
 * match. (transfer full) (element-type SchoHit) */
SCHO_API GArray *scho_search_snapshot (SchoSearch *self,
                                       SchoSnapshot *snapshot,
                                       const SchoProgress *progress,
                                       GCancellable *cancellable,
                                       GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoSearch, scho_search_free)
