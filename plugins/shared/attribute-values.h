/* attribute-values.h - the values of one attribute, numbered, to divide documents by. */
#pragma once

#include <scholiast/plugin.h>

typedef struct
{
  GPtrArray *values; /* of char *: each different one, numbers by their size */
  guint *value_of;   /* by document id: the value's number + 1; 0: it has none */
} AttributeValues;

/* @attribute: its name. Refuses one that no document has. */
gboolean attribute_values_find (AttributeValues *self,
                                SchoSnapshot *snapshot,
                                const char *attribute,
                                GError **error);
void attribute_values_clear (AttributeValues *self);
