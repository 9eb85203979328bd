/* odt-tables.h - tables of an OpenDocument text, also in cells of others. */
#pragma once

#include "odt-kinds.h"

#include "../shared/text-builder.h"
#include "../shared/xml-reader.h"

typedef struct _OdtTables OdtTables;

OdtTables *odt_tables_new (TextBuilder *builder);
void odt_tables_free (OdtTables *self);

gboolean odt_tables_is_in (const OdtTables *self);

/* Elements of other kinds are none of a table's. */
void odt_tables_begin (OdtTables *self, OdtKind kind, const XmlAttributes *attributes);
void odt_tables_end (OdtTables *self, OdtKind kind);
