/* richness.h - how many different words a text has for its length.
 *
 * Only MATTR, MTLD, HD-D and Yule's K may be compared between texts of different length.
 * Definitions: Tweedie and Baayen, Computers and the Humanities 32 (1998); Covington and
 * McFall, Journal of Quantitative Linguistics 17 (2010); McCarthy and Jarvis, Behavior
 * Research Methods 42 (2010). Logarithms are natural.
 */
#pragma once

#include <glib.h>

typedef enum
{
  RICHNESS_TTR,     /* types / tokens */
  RICHNESS_GUIRAUD, /* types / sqrt tokens */
  RICHNESS_CARROLL, /* types / sqrt (2 tokens) */
  RICHNESS_HERDAN,  /* ln types / ln tokens */
  RICHNESS_MAAS,    /* (ln tokens - ln types) / (ln tokens)^2 */
  RICHNESS_YULE,    /* 10^4 (sum f^2 - tokens) / tokens^2 */
  RICHNESS_SIMPSON, /* sum f (f - 1) / (tokens (tokens - 1)) */
  RICHNESS_MATTR,   /* mean of types / tokens of all windows */
  RICHNESS_MSTTR,   /* the same of windows one after another */
  RICHNESS_HDD,     /* 42 drawn by chance: expected types / 42 */
  RICHNESS_MTLD,    /* mean length of runs until types / tokens < 0.72 */
  RICHNESS_N
} RichnessMeasure;

/**
 * Richness:
 * @values: NaN where a measure is undefined
 */
typedef struct
{
  guint64 n_tokens, n_types, n_once;
  double values[RICHNESS_N];
} Richness;

/**
 * richness_measure:
 * @words: (array length=n): numbers of words, in the order of the text
 * @limit: all are below it
 * @window: words of a window, at least 1
 *
 * O(n + limit).
 */
Richness richness_measure (const guint32 *words, gsize n, guint32 limit, guint32 window);
