/* formula.h - a formula on one line, made of Word's or of MathML's elements.
 *
 * A fraction is `a/b`, what stands above `x^2`, below `x_i`, a root `√(a+b)`; what has
 * more than one sign is in parentheses. Nothing is calculated, nothing is lost.
 */
#pragma once

#include <glib.h>

typedef struct _Formula Formula;

Formula *formula_new (void);
void formula_free (Formula *self);

/* @name: `m:f` of Word, `mfrac` or `math:mfrac` of MathML. @value: (nullable): of Word's
 * `m:val`, which says what brackets and signs are */
void formula_begin (Formula *self, const char *name, const char *value);
void formula_text (Formula *self, const char *utf8, gsize n_bytes);
void formula_end (Formula *self);

/* More was in it than a formula can be; the rest was left out. */
gboolean formula_is_too_big (const Formula *self);

/* (transfer full): what was open is closed. @built: (out): it was more than a row of
 * signs */
char *formula_finish (Formula *self, gboolean *built);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Formula, formula_free)
