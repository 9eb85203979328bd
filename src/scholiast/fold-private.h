/* fold-private.h - a text in which what a search does not tell apart is the same.
 *
 * Letters are decomposed; case and accents are taken away as asked. Who finds something
 * in it gets the positions in the text itself. Immutable, shared by reference, any
 * thread.
 */
#pragma once

#include <glib.h>

typedef enum
{
  SCHO_FOLD_NOTHING = 0, /* but é is one thing, whether of one code point or two */
  SCHO_FOLD_CASE = 1 << 0,
  SCHO_FOLD_ACCENTS = 1 << 1, /* and the shapes of quotation marks and spaces */
  SCHO_FOLD_ALL = SCHO_FOLD_CASE | SCHO_FOLD_ACCENTS
} SchoFoldFlags;

typedef struct _SchoFold SchoFold;

SchoFold *scho_fold_new (const char *utf8, gsize n_bytes, SchoFoldFlags flags);
SchoFold *scho_fold_ref (SchoFold *self);
void scho_fold_unref (SchoFold *self);

/* Its units are those of UTF-16. */
guint32 scho_fold_get_n_units (SchoFold *self);

/* Of what is kept in memory, in bytes. */
gsize scho_fold_get_size (SchoFold *self);

char *scho_fold_dup_utf8 (SchoFold *self);

/* Code points of the text, half-open. */
typedef void (*SchoFoldFunc) (guint32 start, guint32 end, gpointer data);

/* Calls @func for each place of @pattern, which is folded alike, in order; none overlap.
 */
void scho_fold_find (SchoFold *self, SchoFold *pattern, SchoFoldFunc func, gpointer data);

/**
 * scho_fold_map:
 * @start: (inout): in units; then in code points of the text
 * @end: (inout): the same; not empty
 * @hint: (inout): 0 at first; makes it quick when called in order
 *
 * Widens to whole code points of the text. %FALSE where the last letter goes on with an
 * accent that counts: then what was found is not that letter.
 */
gboolean scho_fold_map (SchoFold *self, guint32 *start, guint32 *end, gsize *hint);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoFold, scho_fold_unref)
