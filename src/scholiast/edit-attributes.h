/* edit-attributes.h - steps on the attributes of documents. */
#pragma once

#include <scholiast/attribute.h>

/**
 * SchoAttributeValue:
 * @value: (nullable): %NULL takes the attribute away; "" is not known
 */
typedef struct
{
  guint32 document;
  const char *name;
  const char *value;
  SchoAttributeType type;
} SchoAttributeValue;

/* One value. Refuses one that is not of its type. The step is empty where it is so
 * already, and where nobody has it to take away. */
SCHO_API SchoStep *scho_edit_set_attribute (SchoSnapshot *snapshot,
                                            const SchoAttributeValue *value,
                                            GError **error);

/* Several at once; of the same cell the last counts. */
SCHO_API SchoStep *scho_edit_set_attributes (SchoSnapshot *snapshot,
                                             const SchoAttributeValue *values,
                                             gsize n,
                                             GError **error);

/* A column for all documents, with no values yet. Refuses a name that is there. */
SCHO_API SchoStep *scho_edit_add_attribute (SchoSnapshot *snapshot,
                                            const char *name,
                                            SchoAttributeType type,
                                            GError **error);

/* In all documents. Refuse a name that is there, and a value that is not of the new
 * type, with its document. */
SCHO_API SchoStep *scho_edit_rename_attribute (SchoSnapshot *snapshot,
                                               const char *name,
                                               const char *after,
                                               GError **error);
SCHO_API SchoStep *scho_edit_retype_attribute (SchoSnapshot *snapshot,
                                               const char *name,
                                               SchoAttributeType type,
                                               GError **error);
SCHO_API SchoStep *scho_edit_remove_attribute (SchoSnapshot *snapshot, const char *name);
