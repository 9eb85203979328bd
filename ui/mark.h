/* mark.h - draws the marks that tell codes of one colour apart. */
#pragma once

#include <gtk/gtk.h>
#include <paper/code-mark.h>

/* A line from left to right. */
void scho_mark_append_line (SchoMark mark,
                            GtkSnapshot *snapshot,
                            const GdkRGBA *rgba,
                            const graphene_rect_t *bounds);

/* The square in its pieces, with rounded corners. */
void scho_mark_append_swatch (SchoMark mark,
                              GtkSnapshot *snapshot,
                              const GdkRGBA *rgba,
                              const graphene_rect_t *bounds,
                              float radius);
