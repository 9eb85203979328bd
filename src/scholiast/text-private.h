/* text-private.h - what of a text only the core asks. */
#pragma once

#include <scholiast/text.h>

/* (nullable): the innermost stretch of that kind that holds the character at @offset. A
 * stretch is not looked for behind one of its kind that ends before. */
const SchoStretch *
scho_text_find_stretch (SchoText *self, SchoStretchKind kind, guint32 offset);
