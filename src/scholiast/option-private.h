/* option-private.h - what the plugin loader asks of an option. */
#pragma once

#include <scholiast/option.h>

/* Does it say what it is, and is its standard value one of its own? */
gboolean scho_option_spec_check (const SchoOptionSpec *spec, GError **error);
