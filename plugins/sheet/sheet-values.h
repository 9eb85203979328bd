/* sheet-values.h - numbers of a spreadsheet as people see them. */
#pragma once

#include <glib.h>

typedef enum
{
  SHEET_NUMBER,
  SHEET_DATE,
  SHEET_DATE_AND_TIME,
  SHEET_TIME,
  SHEET_DURATION, /* hours beyond 24 */
  SHEET_PADDED,   /* zeros before it */
} SheetFormatKind;

typedef struct
{
  SheetFormatKind kind;
  guint n_digits; /* of SHEET_PADDED */
} SheetFormat;

/* Of a format's code, as “dd/mm/yyyy hh:mm”. */
SheetFormat sheet_format_parse (const char *code);

/* Of a number that stands for a format that every program knows. */
SheetFormat sheet_format_builtin (int number);

/* (transfer full): @value as it stands in the file, of that format. Numbers have the 15
 * digits that spreadsheets calculate with; days are counted from 1900 or 1904. */
char *sheet_format_value (const SheetFormat *self, const char *value, gboolean from_1904);
