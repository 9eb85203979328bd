/* journey.h - the project that uses everything, sent through a format and back. */
#pragma once

#include "feature.h"
#include "format.h"

typedef enum
{
  CAME_WHOLE,
  CAME_IN_PART,
  CAME_NOT,
  NOT_MEANT, /* did not come, and is nothing that the format is about */
  WAS_THERE, /* the format comes into a project that has it */
} Outcome;

/**
 * Journey:
 * @losses: what writing it and reading it said of itself
 * @tallies: by number of the feature
 */
typedef struct
{
  const Format *format;
  SchoLosses *losses;
  Tally tallies[MAX_FEATURES];
  Outcome outcomes[MAX_FEATURES];
} Journey;

/* Ends the test where something cannot be written or read. */
Journey *journey_make (SchoPlugins *plugins, SchoProject *world, const Format *format);
void journey_free (Journey *self);

/* What was lost in silence, and what was said to be lost but is there: a line each.
 * (transfer full) (element-type utf8) */
GPtrArray *journey_find_faults (const Journey *self);

/* What @whole says comes back whole, but not all of it did here: a line each. Of what was
 * lost in silence too. (transfer full) (element-type utf8) */
GPtrArray *journey_find_broken (const Journey *self, const Journey *whole);

/* The lines of the losses that speak of a feature. (transfer full) */
char *journey_dup_told (const Journey *self, guint feature);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Journey, journey_free)
