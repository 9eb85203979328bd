/* unique-names.h - names of which no two are the same. */
#pragma once

#include <glib.h>

typedef struct
{
  GHashTable *taken; /* name → how often it was wanted */
} UniqueNames;

void unique_names_init (UniqueNames *self);
void unique_names_clear (UniqueNames *self);

/* Is there already. */
void unique_names_add (UniqueNames *self, const char *name);

/* @wanted, or with “ (2)” and so on behind. (transfer full) */
char *unique_names_make (UniqueNames *self, const char *wanted);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UniqueNames, unique_names_clear)
