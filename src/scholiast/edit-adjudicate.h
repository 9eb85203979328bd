/* edit-adjudicate.h - steps on the way from two codings to one that is agreed on. */
#pragma once

#include <scholiast/snapshot.h>

/**
 * SchoDispute:
 * @has_a, @has_b: whether that coder coded the place at all; one at least
 * @a, @b: what they coded
 *
 * A place that two coders coded differently. It refers to what is coded, not to the
 * coding, so it can be asked about in any later snapshot.
 */
typedef struct
{
  gboolean has_a, has_b;
  SchoAnnotation a, b;
} SchoDispute;

typedef enum
{
  SCHO_VERDICT_OPEN,
  SCHO_VERDICT_A,
  SCHO_VERDICT_B,
  SCHO_VERDICT_BOTH,
  SCHO_VERDICT_NEITHER,
} SchoVerdict;

/**
 * scho_dispute_get_verdict:
 * @agreed: name of the coder under whom the agreed version is
 *
 * What was decided, as the project says it: @agreed coded what was accepted; what was
 * not, on either side, is coded by another coder, of whom scho_edit_decide() tells.
 */
SCHO_API SchoVerdict scho_dispute_get_verdict (const SchoDispute *self,
                                               SchoSnapshot *snapshot,
                                               const char *agreed);

/**
 * scho_edit_decide:
 * @disputes: (array length=n): all get the same verdict; %SCHO_VERDICT_OPEN takes an
 *   earlier one back
 *
 * The agreed version is codings by @agreed, who is added with the first of them. Where
 * neither side is right the codings go to “@agreed: rejected”, so that the decision is
 * kept. Neither coder is asked to code anything, so agreement leaves them out. The step
 * is empty where it is so already.
 */
SCHO_API SchoStep *scho_edit_decide (SchoSnapshot *snapshot,
                                     const SchoDispute *disputes,
                                     gsize n,
                                     SchoVerdict verdict,
                                     const char *agreed);

/**
 * scho_edit_take_over:
 * @coders: (array length=n): ids; at least two
 *
 * What all of @coders who were not told to leave a document out coded alike in it, at
 * least two of them, becomes a coding by @agreed, unless it is one.
 */
SCHO_API SchoStep *scho_edit_take_over (SchoSnapshot *snapshot,
                                        const guint32 *coders,
                                        gsize n,
                                        const char *agreed);
