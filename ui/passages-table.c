#include "passages.h"

#include <glib/gi18n.h>

static void
fill_row (SchoTable *table, const SchoPassage *passage)
{
  gsize row = scho_table_add_row (table);
  g_autoptr (GDateTime) date = scho_passage_get_date (passage);
  g_autofree char *iso = date != NULL ? g_date_time_format_iso8601 (date) : NULL;

  scho_table_set_text (table, row, 0, passage->document->title);
  scho_table_set_integer (table, row, 1, passage->paragraph);
  scho_table_set_text (table, row, 2, passage->before);
  scho_table_set_text (table, row, 3, passage->words);
  scho_table_set_text (table, row, 4, passage->after);
  scho_table_set_text (table, row, 5, scho_passage_get_code_name (passage));
  scho_table_set_text (table, row, 6, scho_passage_get_coder_name (passage));
  if (passage->coding.memo != NULL)
    scho_table_set_text (table, row, 7, passage->coding.memo);
  if (passage->coding.weight != SCHO_NO_WEIGHT)
    scho_table_set_integer (table, row, 8, passage->coding.weight);
  if (iso != NULL)
    scho_table_set_text (table, row, 9, iso);
  scho_table_set_integer (table, row, 10, passage->coding.start);
  scho_table_set_integer (table, row, 11, passage->coding.end);
}

SchoTable *
scho_passages_new_table (SchoPassages *self)
{
  GPtrArray *rows = scho_passages_get_rows (self);
  SchoTable *table = scho_table_new ("passages", scho_passages_get_title (self));

  scho_table_add_column (table, "document", _ ("Document"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "paragraph", _ ("Paragraph"), SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "before", _ ("Before"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "passage", _ ("Passage"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "after", _ ("After"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "code", _ ("Code"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "coder", _ ("Coder"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "memo", _ ("Memo"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "weight", _ ("Weight"), SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "date", _ ("Coded"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "start", _ ("From"), SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "end", _ ("To"), SCHO_COLUMN_INTEGER);
  for (guint i = 0; i < rows->len; i++)
    {
      const SchoPassage *row = rows->pdata[i];
      if (row->heading == NULL)
        fill_row (table, row);
    }
  return table;
}
