/* losses.h - what a format could not carry, or what was not understood. */
#pragma once

#include <glib.h>
#include <scholiast/api.h>

/* How many examples are kept of each. */
#define SCHO_LOSS_EXAMPLES 3

/**
 * SchoLoss:
 * @what: a plural noun phrase, translated: "Weights of passages"
 * @count: how many; never 0
 * @examples: where or which ones; ends with a %NULL
 */
typedef struct
{
  const char *what;
  guint64 count;
  const char *examples[SCHO_LOSS_EXAMPLES + 1];
} SchoLoss;

/**
 * SchoLosses:
 *
 * A list of losses, in the order in which they were first met. An exporter fills the one
 * of its output, an importer the one of its step; they are shown before the file is
 * written or the step applied. What was guessed or changed is no loss, but a note of the
 * step. One thread at a time.
 */
typedef struct _SchoLosses SchoLosses;

SCHO_API SchoLosses *scho_losses_new (void);
SCHO_API SchoLosses *scho_losses_ref (SchoLosses *self);
SCHO_API void scho_losses_unref (SchoLosses *self);

/**
 * scho_losses_add:
 * @n: how many more; nothing is added for 0
 * @what: a plural noun phrase, translated; equal ones are counted together
 * @example: (nullable): where or which one: "Interview 3, 120–140", a code's name. The
 *   first three that differ are kept, each on one line and not long
 */
SCHO_API void
scho_losses_add (SchoLosses *self, guint64 n, const char *what, const char *example);

/* All of @other's, which keeps them. */
SCHO_API void scho_losses_append (SchoLosses *self, SchoLosses *other);

SCHO_API gboolean scho_losses_is_empty (SchoLosses *self);
SCHO_API guint scho_losses_get_n_items (SchoLosses *self);

/* (transfer none): valid until something is added. */
SCHO_API const SchoLoss *scho_losses_get_item (SchoLosses *self, guint i);

/* "Interview 3, 120–140; Interview 4, 7–9; …": the dots when there are more than the
 * examples. Empty without examples. */
SCHO_API char *scho_loss_dup_examples (const SchoLoss *self);

/* "Weights of passages: 12 (Interview 3, 120–140; …)": a line of people's text. */
SCHO_API char *scho_loss_dup_line (const SchoLoss *self);

/* All the lines, each with a line feed at its end; "" when nothing was lost. */
SCHO_API char *scho_losses_dup_text (SchoLosses *self);

/* A JSON array of objects { "what", "count", "examples" } and a line feed; "[]" when
 * nothing was lost. */
SCHO_API char *scho_losses_dup_json (SchoLosses *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoLosses, scho_losses_unref)
