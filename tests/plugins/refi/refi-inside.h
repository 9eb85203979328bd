/* refi-inside.h - whether a project has all that another has, element by element. */
#pragma once

#include <glib.h>

/* Elements, attributes and references of @before that are not in @after, a line each; ""
 * when there are none. What may differ is told there. (transfer full) */
char *refi_list_missing (const char *before, const char *after);
