/* bootstrap.h - how much a figure would vary with other documents or paragraphs.
 *
 * Pieces are drawn with replacement, as many as there are (Efron 1979, Ann. Stat. 7); the
 * interval holds the middle 95 % of the figures (percentiles). The same seed draws the
 * same pieces, for every figure of a run.
 */
#pragma once

#include "nominal.h"

typedef struct
{
  guint n_pieces;
  guint n_draws;
  guint16 *times; /* n_draws rows of n_pieces: how often each was drawn */
} Bootstrap;

/* None (%NULL) of fewer than two pieces or no draws. (transfer full) */
Bootstrap *bootstrap_new (guint n_pieces, guint n_draws, guint seed);
void bootstrap_free (Bootstrap *self);

typedef struct
{
  double low, high; /* NaN: none */
} BootstrapInterval;

/* Makes the figures of one draw. */
typedef void (*BootstrapFunc) (const guint16 *times, Figure *figures, gpointer data);

/**
 * bootstrap_run:
 * @self: (nullable): all intervals are none
 * @n: how many figures @func makes
 * @intervals: @n of them; none where a figure is undefined in more than a tenth of the
 * draws
 */
void bootstrap_run (const Bootstrap *self,
                    guint n,
                    BootstrapFunc func,
                    gpointer data,
                    BootstrapInterval *intervals);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Bootstrap, bootstrap_free)
