/* sets.h - sets of codes, each with a number, and how far two of them are apart.
 *
 * Distances: Passonneau, "Measuring agreement on set-valued items (MASI)", LREC 2006;
 * Artstein & Poesio, Comput. Linguist. 34 (2008).
 */
#pragma once

#include "design.h"

typedef enum
{
  SETS_SET,     /* 0 equal, 1/3 one within the other, 2/3 they meet, 1 apart */
  SETS_JACCARD, /* 1 - |A n B| / |A u B| */
  SETS_DICE,    /* 1 - 2 |A n B| / (|A| + |B|) */
  SETS_MASI,    /* 1 - J M, M = 1, 2/3, 1/3, 0 (Passonneau 2006) */
  SETS_PRODUCT, /* Jaccard's times the first: what DKPro calls MASI */
} SetsDistance;

typedef struct
{
  GHashTable *index; /* of list of codes to number */
  GPtrArray *lists;  /* of GArray of guint32, sorted; number 0 is the empty set */
} Sets;

Sets *sets_new (void);
void sets_free (Sets *self);

/* The number of the set of @codes, which are sorted and different. */
guint sets_get_number (Sets *self, const GArray *codes);

double sets_measure (const Sets *self, SetsDistance distance, guint a, guint b);

SetsDistance sets_parse_distance (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sets, sets_free)
