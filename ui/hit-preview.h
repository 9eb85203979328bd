/* hit-preview.h - what coding all hits would code: each passage with the words around it.
 *
 * Made on any thread, never changed after.
 */
#pragma once

#include <scholiast/edit-hits.h>

/* So many at most are listed, and coded, at once. */
#define SCHO_MOST_PREVIEWED 20000

/**
 * SchoHitQuery:
 * @document: id; 0: all documents
 * @coding: its names are the query's own
 */
typedef struct
{
  char *pattern;
  SchoSearchFlags flags;
  guint32 document;
  SchoHitCoding coding;
} SchoHitQuery;

void scho_hit_query_copy (SchoHitQuery *self, const SchoHitQuery *other);
void scho_hit_query_clear (SchoHitQuery *self);

/* One passage; its words are on one line, a very long passage is cut. */
typedef struct
{
  gatomicrefcount ref_count;
  SchoHit place;
  char *title;                  /* of the document */
  char *before, *words, *after; /* with dots where the text goes on */
  char *folded;                 /* words and title, for filtering */
} SchoHitRow;

gpointer scho_hit_row_ref (gpointer self);
void scho_hit_row_unref (gpointer self);

/**
 * SchoHitPreview:
 * @rows: (element-type SchoHitRow)
 * @n_coded: passages left out, since the coder has coded them so
 * @n_more: passages that are not listed
 */
typedef struct
{
  GPtrArray *rows;
  gsize n_coded;
  gsize n_more;
} SchoHitPreview;

SchoHitPreview *scho_hit_preview_new (SchoSnapshot *snapshot,
                                      SchoSearchCache *cache,
                                      const SchoHitQuery *query,
                                      const SchoProgress *progress,
                                      GCancellable *cancellable,
                                      GError **error);
void scho_hit_preview_free (gpointer self);

/* (transfer full) (element-type SchoHitRow): those that have every word of @typed. */
GPtrArray *scho_hit_preview_filter (const SchoHitPreview *self, const char *typed);

/* (transfer full): a sentence about how many there are. */
char *
scho_hit_preview_dup_count (const SchoHitPreview *self, guint n_ticked, guint n_shown);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SchoHitQuery, scho_hit_query_clear)
