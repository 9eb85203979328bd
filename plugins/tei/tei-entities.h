/* tei-entities.h - the entities that a document type declares, read by ourselves.
 *
 * Nothing is loaded from files or the network, and what they grow to is bounded. */
#pragma once

#include <glib.h>

typedef struct _TeiEntities TeiEntities;

TeiEntities *tei_entities_new (void);
void tei_entities_free (TeiEntities *self);

/* @content: (nullable): the first declaration counts; %NULL: it lies in another file */
void tei_entities_declare (TeiEntities *self, const char *name, const char *content);

typedef enum
{
  TEI_ENTITY_GOOD,
  TEI_ENTITY_UNKNOWN,
  TEI_ENTITY_OUTSIDE, /* it lies in another file */
  TEI_ENTITY_HUGE,
} TeiEntityResult;

/* Appends the text of the entity to @out, without tags. */
TeiEntityResult tei_entities_expand (TeiEntities *self, const char *name, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TeiEntities, tei_entities_free)
