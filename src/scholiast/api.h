/* api.h - what the library shows to the outside. */
#pragma once

#include <glib.h>

/* All else is hidden, so that a plugin cannot lean on an inner function. */
#define SCHO_API __attribute__ ((visibility ("default"))) extern
