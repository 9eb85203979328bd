/* latin.h - which of the encodings of Latin letters with one byte a character. */
#pragma once

#include <glib.h>

/**
 * latin_choose:
 * @detected: what a detector says
 *
 * Windows-1252, 1250, 1257, Mac Roman and what a detector takes for one of them differ in
 * a few bytes only, and a detector is easily wrong about a short text. The letters
 * decide: a text is in one language, and no language has both “è” and “ř”.
 *
 * Returns: @detected, or an encoding in whose reading the text's letters and its
 * commonest words fit one language better
 */
const char *latin_choose (const char *bytes, gsize n_bytes, const char *detected);
