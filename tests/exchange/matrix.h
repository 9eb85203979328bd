/* matrix.h - what survives in which format, as a page of Markdown. */
#pragma once

#include "journey.h"

/* @journeys: (element-type Journey): one for each format, in their order.
 * (transfer full) */
char *matrix_write (GPtrArray *journeys);
