#include "docx-tables.h"

#include <string.h>

#define NONE G_MAXUINT

typedef struct
{
  guint stretch, row, cell;
  guint column, span;
  gboolean has_words; /* the cell */
} Table;

struct _DocxTables
{
  TextBuilder *builder;
  GArray *open; /* of Table: the inner ones come last */
};

DocxTables *
docx_tables_new (TextBuilder *builder)
{
  DocxTables *self = g_new0 (DocxTables, 1);

  self->builder = builder;
  self->open = g_array_new (FALSE, FALSE, sizeof (Table));
  return self;
}

void
docx_tables_free (DocxTables *self)
{
  g_array_unref (self->open);
  g_free (self);
}

gboolean
docx_tables_is_in (const DocxTables *self)
{
  return self->open->len > 0;
}

gboolean
docx_is_on (const XmlAttributes *attributes)
{
  g_autofree char *value = xml_attributes_dup (attributes, "val");

  return value == NULL
         || (strcmp (value, "0") != 0 && strcmp (value, "false") != 0
             && strcmp (value, "off") != 0);
}

static Table *
get_table (DocxTables *self)
{
  return self->open->len > 0 ? &g_array_index (self->open, Table, self->open->len - 1)
                             : NULL;
}

static void
begin_table (DocxTables *self)
{
  Table table = { .row = NONE, .cell = NONE };

  text_builder_break_line (self->builder);
  table.stretch = text_builder_open (self->builder, SCHO_STRETCH_TABLE, 0, NULL);
  g_array_append_val (self->open, table);
}

static void
begin_row (DocxTables *self, Table *table)
{
  table->column = 0;
  table->row = text_builder_open (self->builder, SCHO_STRETCH_TABLE_ROW, 0, NULL);
}

static void
begin_cell (DocxTables *self, Table *table)
{
  text_builder_break_line (self->builder);
  table->span = 1;
  table->has_words = FALSE;
  table->cell = text_builder_open (self->builder, SCHO_STRETCH_TABLE_CELL,
                                   table->column + 1, NULL);
}

gboolean
docx_tables_add_paragraph (DocxTables *self, gboolean is_empty)
{
  Table *table = get_table (self);

  if (table == NULL)
    return TRUE;
  table->has_words = table->has_words || !is_empty;
  return table->has_words;
}

void
docx_tables_begin (DocxTables *self, DocxKind kind, const XmlAttributes *attributes)
{
  Table *table = get_table (self);

  if (kind == TABLE)
    begin_table (self);
  else if (table == NULL)
    return;
  else if (kind == ROW)
    begin_row (self, table);
  else if (kind == CELL)
    begin_cell (self, table);
  else if (kind == CELL_SPAN)
    table->span = CLAMP (xml_attributes_get_int (attributes, "val", 1), 1, 1000);
  else if (kind == ROW_BEFORE)
    table->column = CLAMP (xml_attributes_get_int (attributes, "val", 0), 0, 1000);
  else if (kind == ROW_HEAD && table->row != NONE && docx_is_on (attributes))
    text_builder_set_level (self->builder, table->row, 1);
}

void
docx_tables_end (DocxTables *self, DocxKind kind)
{
  Table *table = get_table (self);
  guint *number = NULL;

  if (table == NULL || (kind != TABLE && kind != ROW && kind != CELL))
    return;
  number = kind == TABLE ? &table->stretch : kind == ROW ? &table->row : &table->cell;
  if (*number != NONE)
    text_builder_close (self->builder, *number);
  *number = NONE;
  text_builder_break_line (self->builder);
  if (kind == CELL)
    table->column = MIN (table->column + table->span, G_MAXUINT16 - 1);
  else if (kind == TABLE)
    g_array_set_size (self->open, self->open->len - 1);
}
