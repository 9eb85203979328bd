/* disagreements.h - the table `disagreements`: where two coders differ, and how. */
#pragma once

#include "design.h"

/**
 * disagreements_make:
 *
 * For every two coders: passages with the same code and other limits, passages that meet
 * with other codes, and passages that only one of them coded. What both coded alike is
 * left out. A passage is in one row: it goes with the one it shares most with.
 *
 * Returns: (transfer full) (nullable): %NULL when it was cancelled, or a text cannot be
 * read
 */
SchoTable *disagreements_make (const Design *design, GError **error);
