#include "odt-tables.h"

#define NONE G_MAXUINT

typedef struct
{
  guint stretch, row, cell;
  guint column, span;
  gboolean in_head;
} Table;

struct _OdtTables
{
  TextBuilder *builder;
  GArray *open; /* of Table: the inner ones come last */
};

OdtTables *
odt_tables_new (TextBuilder *builder)
{
  OdtTables *self = g_new0 (OdtTables, 1);

  self->builder = builder;
  self->open = g_array_new (FALSE, FALSE, sizeof (Table));
  return self;
}

void
odt_tables_free (OdtTables *self)
{
  g_array_unref (self->open);
  g_free (self);
}

gboolean
odt_tables_is_in (const OdtTables *self)
{
  return self->open->len > 0;
}

static Table *
get_table (OdtTables *self)
{
  return self->open->len > 0 ? &g_array_index (self->open, Table, self->open->len - 1)
                             : NULL;
}

static void
begin_table (OdtTables *self)
{
  Table table = { .row = NONE, .cell = NONE };

  text_builder_break_line (self->builder);
  table.stretch = text_builder_open (self->builder, SCHO_STRETCH_TABLE, 0, NULL);
  g_array_append_val (self->open, table);
}

static void
begin_row (OdtTables *self, Table *table)
{
  table->column = 0;
  table->row
      = text_builder_open (self->builder, SCHO_STRETCH_TABLE_ROW, table->in_head, NULL);
}

static void
begin_cell (OdtTables *self,
            Table *table,
            gboolean is_covered,
            const XmlAttributes *attributes)
{
  text_builder_break_line (self->builder);
  table->span = CLAMP (xml_attributes_get_int (attributes, "number-columns-repeated", 1),
                       1, 1000);
  if (!is_covered)
    table->cell = text_builder_open (self->builder, SCHO_STRETCH_TABLE_CELL,
                                     table->column + 1, NULL);
}

void
odt_tables_begin (OdtTables *self, OdtKind kind, const XmlAttributes *attributes)
{
  Table *table = get_table (self);

  if (kind == TABLE)
    begin_table (self);
  else if (table == NULL)
    return;
  else if (kind == HEADER_ROWS)
    table->in_head = TRUE;
  else if (kind == ROW)
    begin_row (self, table);
  else if (kind == CELL || kind == COVERED_CELL)
    begin_cell (self, table, kind == COVERED_CELL, attributes);
}

static guint *
get_number (Table *table, OdtKind kind)
{
  return kind == TABLE ? &table->stretch : kind == ROW ? &table->row : &table->cell;
}

void
odt_tables_end (OdtTables *self, OdtKind kind)
{
  Table *table = get_table (self);
  guint *number;

  if (table == NULL)
    return;
  if (kind == HEADER_ROWS)
    {
      table->in_head = FALSE;
      return;
    }
  number = get_number (table, kind);
  if (*number != NONE)
    text_builder_close (self->builder, *number);
  *number = NONE;
  text_builder_break_line (self->builder);
  if (kind == CELL || kind == COVERED_CELL)
    table->column = MIN (table->column + table->span, G_MAXUINT16 - 1);
  else if (kind == TABLE)
    g_array_set_size (self->open, self->open->len - 1);
}
