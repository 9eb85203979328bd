/* values.h - the table `values`: one row a measure, code and set of coders. */
#pragma once

#include "alignment.h"
#include "design.h"
#include "sets.h"

typedef struct
{
  guint n_draws, seed;
  gboolean by_document;
  SetsDistance distance;
  AlignmentWeights weights;
} ValuesSettings;

/* %NULL only when it was cancelled. (transfer full) */
SchoTable *values_make (const Design *design,
                        const ValuesSettings *settings,
                        const SchoProgress *progress,
                        GError **error);
