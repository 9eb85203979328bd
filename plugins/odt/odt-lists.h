/* odt-lists.h - the lists that are open, and the numbers of their items and of headings.
 */
#pragma once

#include "odt-styles.h"

typedef struct _OdtLists OdtLists;

OdtLists *odt_lists_new (OdtStyles *styles);
void odt_lists_free (OdtLists *self);

void odt_lists_begin (OdtLists *self, const XmlAttributes *attributes);
void odt_lists_end (OdtLists *self);

/* How many are open. */
guint odt_lists_get_depth (OdtLists *self);

/* @header: an item without a number */
void
odt_lists_begin_item (OdtLists *self, gboolean header, const XmlAttributes *attributes);

/* Whether the paragraph is the first of an item, and the item's number (transfer full)
 * (nullable); once for each item. */
gboolean odt_lists_take_item (OdtLists *self, char **number);

/* (nullable) (transfer full): @level from 1 */
char *odt_lists_next_heading (OdtLists *self, guint level);
