/* cases.h - what the coders said of each item, equal cases counted together.
 *
 * A case is one value a coder: 0 is silence, 1 and more are codes or sets of codes, and
 * CASES_MISSING stands for who was not asked. Items are characters or units; how many
 * have a case is its weight, and it is known for each piece that a bootstrap draws.
 */
#pragma once

#include "sets.h"

#define CASES_MISSING G_MAXUINT16

typedef struct
{
  guint piece;
  guint pattern;
  double weight;
} CasesEntry;

typedef struct
{
  guint n_coders;
  GHashTable *index;   /* of pattern to its number + 1 */
  GPtrArray *patterns; /* of guint16 *, n_coders after the first, which is n_coders */
  GArray *entries;     /* of CasesEntry, no pattern twice in a row of one piece */
  GArray *last;        /* by pattern: its last entry + 1 */
} Cases;

Cases *cases_new (guint n_coders);
void cases_free (Cases *self);

void cases_add (Cases *self, guint piece, const guint16 *values, double weight);

/* All items by presence of one code. */
void cases_add_code (Cases *self, const Design *design, guint code);

/* All items by the code of a group, of which each coder has one or none. */
void cases_add_values (Cases *self, const Design *design);

/* All items by the set of codes. FALSE: there are too many different sets. */
gboolean cases_add_sets (Cases *self, const Design *design, Sets *sets);

/* The same of some coders only. (transfer full) */
Cases *cases_project (const Cases *self, guint64 coders);

static inline const guint16 *
cases_get_pattern (const Cases *self, guint i)
{
  return (const guint16 *) self->patterns->pdata[i] + 1;
}

/**
 * cases_weigh:
 * @times: (nullable): by piece: how often it was drawn; %NULL: each once
 * @weights: receives the weight of each pattern
 */
void cases_weigh (const Cases *self, const guint16 *times, double *weights);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Cases, cases_free)
