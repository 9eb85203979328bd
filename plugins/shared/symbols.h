/* symbols.h - signs of fonts that have an order of their own. */
#pragma once

#include <glib.h>

/* What sign of a symbol font stands for that byte, or F000 and it. @font: (nullable)
 * (transfer full) (nullable): UTF-8; nothing where no other font has it */
char *symbol_dup (const char *font, gunichar code);
