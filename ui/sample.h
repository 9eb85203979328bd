/* sample.h - the sample project, as a copy that belongs to the user. */
#pragma once

#include <scholiast/plugins.h>

/* Where the copy is, or will be: in the user's data folder. (transfer full) */
char *scho_sample_dup_path (void);

/* Makes the copy unless it is there already; from any thread. */
gboolean scho_sample_ensure (SchoPlugins *plugins, const char *path, GError **error);
