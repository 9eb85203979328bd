/* originals-private.h - words that must not be told, and where they still stand. */
#pragma once

#include <glib.h>

typedef struct _SchoOriginals SchoOriginals;

SchoOriginals *scho_originals_new (void);
void scho_originals_free (SchoOriginals *self);

/* White space at the ends is none of it; what is left of a single character is no name.
 */
void scho_originals_add (SchoOriginals *self, const char *words, gsize n_bytes);
gboolean scho_originals_contains (SchoOriginals *self, const char *words);

/* Each place where one of them stands as whole words. */
typedef void (*SchoOriginalsFunc) (gsize byte, gsize n_bytes, gpointer data);

void scho_originals_find (SchoOriginals *self,
                          const char *utf8,
                          gsize n_bytes,
                          SchoOriginalsFunc func,
                          gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoOriginals, scho_originals_free)
