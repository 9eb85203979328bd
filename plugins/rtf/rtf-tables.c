/* rtf-tables.c - tables, and tables in cells of others. */
#include "rtf-reader.h"

static void
end_table (RtfReader *self)
{
  RtfTable *table = &self->tables[--self->n_tables];

  rtf_reader_close (self, &table->cell);
  rtf_reader_close (self, &table->row);
  rtf_reader_close (self, &table->table);
}

static void
ensure_cell (RtfReader *self, RtfTable *table)
{
  if (table->table == NONE)
    table->table = text_builder_open (self->builder, SCHO_STRETCH_TABLE, 0, NULL);
  if (table->row == NONE)
    {
      table->row = text_builder_open (self->builder, SCHO_STRETCH_TABLE_ROW, 0, NULL);
      table->column = 0;
    }
  if (table->cell == NONE)
    table->cell = text_builder_open (self->builder, SCHO_STRETCH_TABLE_CELL,
                                     table->column + 1, NULL);
}

void
rtf_tables_enter (RtfReader *self, guint depth)
{
  depth = MIN (depth, RTF_MAX_TABLES);
  while (self->n_tables > depth)
    end_table (self);
  while (self->n_tables < depth)
    self->tables[self->n_tables++] = (RtfTable){ NONE, NONE, NONE, 0 };
  for (guint i = 0; i < depth; i++)
    ensure_cell (self, &self->tables[i]);
}

void
rtf_tables_end_cell (RtfReader *self, guint depth)
{
  RtfTable *table;

  rtf_tables_enter (self, depth);
  table = &self->tables[self->n_tables - 1];
  rtf_reader_close (self, &table->cell);
  table->column++;
}

void
rtf_tables_end_row (RtfReader *self, guint depth)
{
  while (self->n_tables > MIN (depth, RTF_MAX_TABLES))
    end_table (self);
  if (self->n_tables < depth || self->n_tables == 0)
    return;
  rtf_reader_close (self, &self->tables[self->n_tables - 1].cell);
  rtf_reader_close (self, &self->tables[self->n_tables - 1].row);
}
