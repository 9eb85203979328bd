#include "sheet-readers.h"
#include "xlsx-parts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum
{
  CELL_NUMBER,
  CELL_SHARED,
  CELL_TEXT,
  CELL_TRUTH,
  CELL_FAULT,
  CELL_DATE,
} CellType;

typedef struct
{
  XlsxParts *parts;
  SheetReading *reading;
  guint64 row, column; /* the row from 1, the column from 0: of the open cell */
  CellType type;
  int style;
  GString *value;
  gboolean in_cell, in_value;
  guint in_phonetic;
} Cells;

/* Of `BC12`: 54; %FALSE when it has no letters. */
static gboolean
read_column (const char *reference, guint64 *column)
{
  guint64 number = 0;

  for (const char *p = reference; g_ascii_isalpha (*p) && number < G_MAXUINT32; p++)
    number = number * 26 + (guint) (g_ascii_toupper (*p) - 'A') + 1;
  *column = number - 1;
  return number > 0;
}

static CellType
read_type (const XmlAttributes *attributes)
{
  static const struct
  {
    const char *name;
    CellType type;
  } types[] = {
    { "s", CELL_SHARED }, { "inlineStr", CELL_TEXT }, { "str", CELL_TEXT },
    { "b", CELL_TRUTH },  { "e", CELL_FAULT },        { "d", CELL_DATE },
  };
  g_autofree char *name = xml_attributes_dup (attributes, "t");

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (types); i++)
    if (strcmp (name, types[i].name) == 0)
      return types[i].type;
  return CELL_NUMBER;
}

static void
begin_cell (Cells *self, const XmlAttributes *attributes)
{
  g_autofree char *reference = xml_attributes_dup (attributes, "r");

  if (reference == NULL || !read_column (reference, &self->column))
    self->column++;
  self->type = read_type (attributes);
  self->style = xml_attributes_get_int (attributes, "s", 0);
  self->in_cell = TRUE;
  g_string_truncate (self->value, 0);
}

static void
begin_row (Cells *self, const XmlAttributes *attributes)
{
  int row = xml_attributes_get_int (attributes, "r", 0);

  self->row = row > 0 ? (guint64) row : self->row + 1;
  self->column = G_MAXUINT64; /* the next is the first */
  sheet_reading_begin_row (self->reading, (guint) MIN (self->row, G_MAXUINT));
}

static void
begin (gpointer data, const char *name, const XmlAttributes *attributes)
{
  Cells *self = data;

  if (strcmp (name, "s:row") == 0)
    begin_row (self, attributes);
  else if (strcmp (name, "s:c") == 0)
    begin_cell (self, attributes);
  else if (strcmp (name, "s:rPh") == 0)
    {
      self->in_phonetic++;
      sheet_reading_lose (self->reading, _ ("Readings above characters"),
                          (gint64) self->column);
    }
  else if (strcmp (name, "s:v") == 0 || strcmp (name, "s:t") == 0)
    self->in_value = self->in_cell && self->in_phonetic == 0;
  else if (strcmp (name, "s:mergeCell") == 0)
    self->reading->n_merged++;
}

static void
text (gpointer data, const char *utf8, gsize n_bytes)
{
  Cells *self = data;

  if (self->in_value)
    g_string_append_len (self->value, utf8, (gssize) n_bytes);
}

static const char *
get_shared (Cells *self)
{
  GPtrArray *texts = self->parts->texts;
  g_autofree char *shown = NULL;
  guint64 number;

  if (g_ascii_string_to_unsigned (self->value->str, 10, 0, G_MAXUINT, &number, NULL)
      && number < texts->len)
    return texts->pdata[number];
  shown = grid_dup_short (self->value->str);
  if (self->reading->error == NULL)
    g_set_error (&self->reading->error, SCHO_ERROR, SCHO_ERROR_INVALID,
                 /* Translators: line and column, a file, a number, how many */
                 _ ("Line %u, column %u of %s: there is no text number “%s”, only %u"),
                 (guint) self->row, (guint) self->column + 1, self->parts->name, shown,
                 texts->len);
  return "";
}

static const char *
keep (Cells *self, const char *value)
{
  return sheet_reading_keep (self->reading, value, strlen (value));
}

static const char *
keep_number (Cells *self)
{
  static const SheetFormat plain = { SHEET_NUMBER, 0 };
  const GArray *formats = self->parts->formats;
  const SheetFormat *format = self->style >= 0 && (guint) self->style < formats->len
                                  ? &g_array_index (formats, SheetFormat, self->style)
                                  : &plain;
  g_autofree char *shown
      = sheet_format_value (format, self->value->str, self->parts->from_1904);

  return keep (self, shown);
}

static const char *
keep_value (Cells *self)
{
  if (self->value->len == 0)
    return "";
  switch (self->type)
    {
    case CELL_SHARED:
      return get_shared (self);
    case CELL_TEXT:
      xlsx_unescape (self->value);
      return keep (self, self->value->str);
    case CELL_TRUTH:
      return strcmp (self->value->str, "1") == 0 ? "yes" : "no";
    case CELL_FAULT:
      sheet_reading_lose (self->reading, _ ("Values of formulas, which were errors"),
                          (gint64) self->column);
      return "";
    case CELL_DATE:
      return keep (self, self->value->str);
    default:
      return keep_number (self);
    }
}

static void
end (gpointer data, const char *name)
{
  Cells *self = data;

  if (strcmp (name, "s:v") == 0 || strcmp (name, "s:t") == 0)
    self->in_value = FALSE;
  else if (strcmp (name, "s:rPh") == 0)
    self->in_phonetic--;
  else if (strcmp (name, "s:c") == 0)
    {
      sheet_reading_put (self->reading, self->column, keep_value (self));
      self->in_cell = FALSE;
    }
  else if (strcmp (name, "s:row") == 0)
    sheet_reading_end_row (self->reading, 1);
}

/* A cell without a value has neither of both elements, whatever their prefix. */
static gboolean
has_values (XlsxParts *parts, const char *part)
{
  gsize n;
  const char *bytes = package_get (parts->package, part, &n);

  return bytes != NULL && n > 0
         && (memmem (bytes, n, "v>", 2) != NULL || memmem (bytes, n, "is>", 3) != NULL);
}

static gboolean
read_sheet (XlsxParts *parts,
            SheetReading *reading,
            const XlsxSheet *sheet,
            GCancellable *cancellable,
            GError **error)
{
  static const XmlHandler handler = { .begin = begin, .end = end, .text = text };
  const char *name = sheet->name != NULL ? sheet->name : "";
  const char *part
      = sheet->id != NULL ? g_hash_table_lookup (parts->targets, sheet->id) : NULL;
  g_autoptr (GString) value = g_string_new (NULL);
  Cells cells = { .parts = parts, .reading = reading, .value = value };
  gsize n;

  /* A sheet that is a drawing has no cells. */
  if (part == NULL)
    return TRUE;
  if (!sheet_reading_begin (reading, name, sheet->is_hidden))
    {
      if (has_values (parts, part))
        sheet_reading_lose_sheet (reading, name);
      return TRUE;
    }
  if (package_need (parts->package, part, &n, error) == NULL
      || !xlsx_read_part (parts, part, &handler, &cells, cancellable, error))
    return FALSE;
  sheet_reading_end (reading, name);
  return TRUE;
}

gboolean
xlsx_read (char *bytes,
           gsize n_bytes,
           SheetReading *reading,
           GCancellable *cancellable,
           GError **error)
{
  g_auto (XlsxParts) parts = { 0 };

  if (!xlsx_parts_open (&parts, bytes, n_bytes, reading, cancellable, error))
    return FALSE;
  for (guint i = 0; i < parts.sheets->len; i++)
    if (!read_sheet (&parts, reading, &g_array_index (parts.sheets, XlsxSheet, i),
                     cancellable, error))
      return FALSE;
  return TRUE;
}
