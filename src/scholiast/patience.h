/* patience.h - how long a thread waits when another program holds the project file. */
#pragma once

#include <scholiast/api.h>

/**
 * scho_set_patience:
 *
 * Of the calling thread: what it asks of a project file fails with %SCHO_ERROR_BUSY when
 * another program holds the file for longer. Ten seconds unless told; a window's thread
 * cannot wait so long.
 */
SCHO_API void scho_set_patience (guint milliseconds);
