/* search.h - finds words and patterns in one text or in all. */
#pragma once

#include <gio/gio.h>
#include <scholiast/progress.h>
#include <scholiast/snapshot.h>

typedef struct _SchoSearch SchoSearch;

/* Texts in the form that searches need: the next search in the same texts is quick. Owned
 * by who searches more than once; any thread may use it. */
typedef struct _SchoSearchCache SchoSearchCache;

/* Accents are also the shapes of quotation marks and spaces, and the stroke of ø: “don't”
 * finds “don’t”. Without regard to case ß is ss, and ligatures are their letters. */
typedef enum
{
  SCHO_SEARCH_DEFAULT = 0, /* these letters, whatever their case and accents */
  SCHO_SEARCH_REGEX = 1 << 0,
  SCHO_SEARCH_MATCH_CASE = 1 << 1,
  SCHO_SEARCH_WHOLE_WORDS = 1 << 2, /* by Unicode's borders of words */
  SCHO_SEARCH_MATCH_ACCENTS = 1 << 3,
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

SCHO_API SchoSearchCache *scho_search_cache_new (void);
SCHO_API SchoSearchCache *scho_search_cache_ref (SchoSearchCache *self);
SCHO_API void scho_search_cache_unref (SchoSearchCache *self);

/**
 * scho_search_text:
 * @cache: (nullable): see #SchoSearchCache
 * @document: what the hits are said to be in
 * @hits: (element-type SchoHit): appended to, by place
 *
 * In one text. A hit is whole code points of it, whatever was folded; none overlap, empty
 * matches are left out. An expression that takes too long is an error.
 */
SCHO_API gboolean scho_search_text (SchoSearch *self,
                                    SchoSearchCache *cache,
                                    SchoText *text,
                                    guint32 document,
                                    GArray *hits,
                                    GError **error);

/* In all documents of the project; where accents count, the text index first leaves out
 * those that cannot match. (transfer full) (element-type SchoHit) */
SCHO_API GArray *scho_search_snapshot (SchoSearch *self,
                                       SchoSearchCache *cache,
                                       SchoSnapshot *snapshot,
                                       const SchoProgress *progress,
                                       GCancellable *cancellable,
                                       GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoSearch, scho_search_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoSearchCache, scho_search_cache_unref)
