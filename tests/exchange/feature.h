/* feature.h - what a project can hold, one by one, and how much of each came through. */
#pragma once

#include "match.h"

/**
 * Tally:
 * @n: how many there were
 * @n_whole: how many of these came through as they were
 * @lost: (element-type utf8): which ones did not
 */
typedef struct
{
  guint n, n_whole;
  GPtrArray *lost;
} Tally;

/* @which: copied. */
void tally_add (Tally *self, gboolean is_whole, const char *which);

typedef enum
{
  FEATURE_PROJECT,
  FEATURE_DOCUMENT,
  FEATURE_STRUCTURE,
  FEATURE_CODE,
  FEATURE_CODER,
  FEATURE_CODING,
  FEATURE_BESIDE,
  FEATURE_N_GROUPS
} FeatureGroup;

/**
 * Feature:
 * @title: what researchers call it; a row of the matrix
 * @part_of: (nullable): id of what it is a part of: where nothing of that came through,
 *   this did not either, and nobody has to say so
 * @is_quiet: nobody's work, so that nobody has to say that it is lost
 * @count: compares; what is part of something only where that came through
 * @told: the words by which losses speak of it; ends with %NULL
 * @words: (nullable): what is read where it is written for people
 */
typedef struct
{
  const char *id;
  const char *title;
  FeatureGroup group;
  const char *part_of;
  gboolean is_quiet;
  void (*count) (const Match *match, Tally *tally);
  const char *told[12];
  const char *words;
} Feature;

#define MAX_FEATURES 64

/* Of files that were written and could not be read: whoever reads them is told. */
#define LEFT_OUT "Files that could not be read"
#define LEFT_OUT_SIGNS "Files with control characters that could not be read"

/* Ends with a %NULL id. */
extern const Feature features[];
guint feature_count_all (void);
const char *feature_group_get_title (FeatureGroup group);
guint feature_find (const char *id);

/* Whether a loss of these words speaks of it. */
gboolean feature_is_told (const Feature *self, const char *what);
