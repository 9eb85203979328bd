/* page-cover.h - passages of codes that are blurred, covered until one asks for them.
 *
 * Only what is seen is covered: the text is there still, for search, for copying and for
 * a screen reader.
 */
#pragma once

#include "codings.h"
#include "page-lines.h"

/* Which passages of a page were uncovered. */
typedef struct _SchoCover SchoCover;

SchoCover *scho_cover_new (void);
void scho_cover_free (SchoCover *self);

/* All are covered again: for another document. */
void scho_cover_reset (SchoCover *self);

/* Shows all, covering none. */
void scho_cover_set_open (SchoCover *self, gboolean open);

/* Is the coding covered. */
gboolean scho_cover_hides (SchoCover *self, SchoCodings *codings, gsize coding);

/* Uncovers all that covers the character at @offset; %FALSE when nothing does. */
gboolean scho_cover_open_at (SchoCover *self, SchoCodings *codings, guint32 offset);

/* Above the text of @lines, those in sight. */
void scho_cover_paint (SchoCover *self,
                       GtkTextView *view,
                       GtkSnapshot *snapshot,
                       SchoPageText *text,
                       SchoLines *lines,
                       SchoCodings *codings);

/* Where the words stood that tell what to do, when it was last painted. (array length=n)
 */
const graphene_rect_t *scho_cover_get_labels (SchoCover *self, guint *n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoCover, scho_cover_free)
