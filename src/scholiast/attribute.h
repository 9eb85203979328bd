/* attribute.h - the attributes of all documents: columns, types, values. */
#pragma once

#include <scholiast/snapshot.h>

/**
 * SchoAttributeColumn:
 * @type: of all documents' values; %SCHO_ATTRIBUTE_TEXT where they differ
 * @n: how many documents have a value
 *
 * An attribute as a column of the table of documents.
 */
typedef struct
{
  const char *name; /* the snapshot's */
  SchoAttributeType type;
  gsize n;
} SchoAttributeColumn;

/* All of the project, in the order in which documents have them.
 * (transfer full) (element-type SchoAttributeColumn) */
SCHO_API GArray *scho_snapshot_list_attributes (SchoSnapshot *snapshot);

/* text, number, date, yes-no: as files and the command line have it. */
SCHO_API const char *scho_attribute_type_get_name (SchoAttributeType type);
SCHO_API gboolean scho_attribute_type_parse (const char *name, SchoAttributeType *type);

/* What people type as a value, on one line; “Yes” and “TRUE” are “yes”.
 * (transfer full) */
SCHO_API char *scho_attribute_dup_value (const char *typed, SchoAttributeType type);
