/* attribute-private.h - are a document's attributes what they say they are? */
#pragma once

#include <scholiast/document.h>

/* Refuses an attribute without a name or with one that another has, and a value that is
 * not of its type; an empty value is "not known" and fits all types. */
gboolean scho_attributes_check (const SchoAttribute *attributes, gsize n, GError **error);
