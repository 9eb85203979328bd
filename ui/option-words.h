/* option-words.h - what importers say of an option, in the words of the window. */
#pragma once

#include <scholiast/plugins.h>

/**
 * scho_option_words:
 * @facts: (nullable): with the title of the importer that said it, where that is known
 * @importers: (element-type SchoImporter)
 *
 * `--set comments=true` is how the command line says an option, and the mark by which it
 * is found; in the window an option is called as the form shows it.
 *
 * Returns: (transfer full)
 */
char *scho_option_words (const char *sentence, const char *facts, GPtrArray *importers);
