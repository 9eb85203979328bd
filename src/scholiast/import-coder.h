/* import-coder.h - whose codings lie in a folder: Scholiast writes a folder for each. */
#pragma once

#include <glib.h>

/**
 * scho_import_dup_coder:
 * @path: of a file to be imported
 *
 * Returns: (transfer full) (nullable): what %SCHO_CODER_FILE beside it says; %NULL when
 *   there is none or it is no name
 */
char *scho_import_dup_coder (const char *path);
