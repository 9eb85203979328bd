#include <scholiast/plugin.h>

/* All else is where another version may have other things. */
const SchoPlugin scho_plugin = { .api = 4711, .id = (const char *) 1 };
