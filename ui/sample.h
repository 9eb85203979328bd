/* sample.h - the sample project, as a copy that belongs to the user. */
#pragma once

#include <scholiast/plugins.h>

/* Makes the copy in the user's data folder, or finds the one made before. Returns its
 * path. (transfer full) */
char *scho_sample_ensure (SchoPlugins *plugins, GError **error);
