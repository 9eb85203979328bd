/* clipped.h - what may become narrower than its child, which is then cut off. */
#pragma once

#include <adwaita.h>

/* For a pane that may shrink: GTK's paned asks such a child for its height at widths that
 * are less than it needs, and newer versions of GTK warn of that. */
void scho_clipped_init (AdwBin *bin);
