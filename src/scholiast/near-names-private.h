/* near-names-private.h - which names a mistyped one may have meant. */
#pragma once

#include <glib.h>

typedef struct _SchoNearNames SchoNearNames;

SchoNearNames *scho_near_names_new (const char *wanted);
void scho_near_names_free (SchoNearNames *self);

/* Weighs one name; the best three are kept, each once. */
void scho_near_names_offer (SchoNearNames *self, const char *name);

/* " Near to it: “a”, “b”", or "" when nothing comes near. */
char *scho_near_names_dup_words (SchoNearNames *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoNearNames, scho_near_names_free)
