/* query-run-private.h - a query at work on one snapshot, one document after another. */
#pragma once

#include <scholiast/query-set-private.h>

/* What a name of a node is in this project. */
typedef struct
{
  guint8 *codes;    /* by id: a coding with another is none of them; nullable: any. Of
                       SCHO_QUERY_CODE also: a coding with this one is */
  guint8 *coders;   /* the same */
  gboolean is_told; /* a coding that both tables let through is one */
  guint32 coder;    /* of SCHO_QUERY_CODER */
  char *attribute;  /* of SCHO_QUERY_ATTRIBUTE: as documents have it */
} SchoQueryBinding;

/* What is known of a condition before a passage is looked at. */
typedef enum
{
  SCHO_TRUTH_UNKNOWN, /* not asked yet */
  SCHO_TRUTH_NO,
  SCHO_TRUTH_YES,
  SCHO_TRUTH_OPEN, /* depends on the passage */
} SchoQueryTruth;

/* Of a node in the document at hand. */
typedef struct
{
  SchoQueryTruth truth;
  SchoQuerySet *set; /* of what is negated; nullable */
  GArray *hits;      /* of SchoHit; nullable */
} SchoQueryState;

typedef struct
{
  SchoSnapshot *snapshot;
  const SchoPassageQuery *query;
  GCancellable *cancellable;  /* nullable */
  SchoQueryBinding *bindings; /* by number of the node */
  SchoQueryState *states;     /* the same */
  GError *failure;            /* the first; what follows is not done */
  gsize n_steps;              /* since it was last asked whether to go on */

  /* Of the document at hand */
  const SchoDocument *document;
  SchoIntervalIndex *index; /* nullable */
  const SchoAnnotation *annotations;
  gsize n_annotations;
  SchoText *text; /* when it has been asked for */
} SchoQueryRun;

/* Stretches that do not meet, in order, half-open; what lies elsewhere need not be found.
 */
typedef struct
{
  guint64 start, end;
} SchoQueryWindow;

/* Finds names, or says which is not there and where. */
gboolean scho_query_run_init (SchoQueryRun *self,
                              const SchoPassageQuery *query,
                              SchoSnapshot *snapshot,
                              GCancellable *cancellable,
                              SchoQuerySpan *place,
                              GError **error);
void scho_query_run_clear (SchoQueryRun *self);

void scho_query_run_set_document (SchoQueryRun *self, const SchoDocument *document);

/* The text of the document; %NULL when the run has failed. (transfer none) */
SchoText *scho_query_run_get_text (SchoQueryRun *self);

/* Where the words of @node stand in the document, in order; %NULL when it has failed. */
GArray *scho_query_run_get_hits (SchoQueryRun *self, const SchoQueryNode *node);

/* Whether @n passages may be kept at once; if not, the run has failed. */
gboolean scho_query_run_has_room (SchoQueryRun *self, gsize n);

/* To be asked after @n passages: cancelled, or failed before. */
static inline gboolean
scho_query_run_is_over (SchoQueryRun *self, gsize n)
{
  self->n_steps += n;
  if (self->n_steps >= 4096)
    {
      self->n_steps = 0;
      if (self->failure == NULL)
        g_cancellable_set_error_if_cancelled (self->cancellable, &self->failure);
    }
  return self->failure != NULL;
}

/* Whether it tells of each coding by itself, so that one look at all of them is enough.
 */
gboolean scho_query_is_of_codings (const SchoQueryNode *node);

/* Of a node for which scho_query_is_of_codings(). */
SchoQueryTruth scho_query_judge (SchoQueryRun *self, const SchoQueryNode *node);

/* The same for one passage; @match->annotation may be missing for conditions. */
gboolean
scho_query_holds (SchoQueryRun *self, const SchoQueryNode *node, const SchoMatch *match);

/* All of @conditions (nullable) (element-type SchoQueryNode). */
gboolean scho_query_all_hold (SchoQueryRun *self,
                              const GPtrArray *conditions,
                              const SchoMatch *match);

/**
 * scho_query_find:
 * @conditions: (nullable) (element-type SchoQueryNode): that must hold of each
 * @windows: (nullable) (element-type SchoQueryWindow): what is asked for; more may come
 *
 * Returns: (transfer full) (element-type SchoMatch): by start, end, each once
 */
GArray *scho_query_find (SchoQueryRun *self,
                         const SchoQueryNode *node,
                         const GPtrArray *conditions,
                         const GArray *windows);

/* Of @left those that are so to one of @right, as @node says. */
GArray *scho_query_relate (SchoQueryRun *self,
                           const SchoQueryNode *node,
                           const GPtrArray *conditions,
                           const GArray *windows);
