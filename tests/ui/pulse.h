/* pulse.h - how long the window did not turn. */
#pragma once

#include <glib.h>

/* In milliseconds of the window's thread, which may have to wait for its turn on a
 * machine that does other things as well. */
void pulse_begin (void);

/* The longest since then; says it in the log, with @what. */
int pulse_end (const char *what);
