/* tei-ids.h - an xml:id that is legal and unique, whatever the name is. */
#pragma once

#include <glib.h>

typedef struct _TeiIds TeiIds;

TeiIds *tei_ids_new (void);
void tei_ids_free (TeiIds *self);

/* `prefix.name` in plain small letters, digits and hyphens; with `.2` and so on from the
 * second of a kind. Gives the same for the same names in the same order. */
char *tei_ids_make (TeiIds *self, const char *prefix, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TeiIds, tei_ids_free)
