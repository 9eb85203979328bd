/* colour.h - what a colour is to the eye. */
#pragma once

#include <scholiast/api.h>

/* @channel: of sRGB, from 0 to 1. Returns: as much light as it stands for, from 0 to 1
 * (IEC 61966-2-1) */
SCHO_API double scho_colour_get_linear (double channel);
