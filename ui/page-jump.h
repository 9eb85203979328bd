/* page-jump.h - brings a place into sight and keeps it there.
 *
 * A text view measures its lines little by little. Until it is done, the height above a
 * place grows, and the view loses where it was scrolled to. A jump therefore holds its
 * place until all is measured or the user scrolls.
 */
#pragma once

#include <gtk/gtk.h>

/* How far below the upper edge the place comes to lie, as a part of the view's height. */
#define SCHO_JUMP_ALIGN 0.3

typedef struct _SchoJump SchoJump;

/* @view must live longer. */
SchoJump *scho_jump_new (GtkTextView *view);
void scho_jump_free (SchoJump *self);

void scho_jump_to (SchoJump *self, guint32 place);
void scho_jump_end (SchoJump *self);
gboolean scho_jump_is_pending (SchoJump *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoJump, scho_jump_free)
