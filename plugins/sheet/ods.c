#include "sheet-readers.h"
#include "sheet-values.h"

#include "../shared/lost.h"
#include "../shared/xml-reader.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define OASIS "urn:oasis:names:tc:opendocument:xmlns:"
#define MAX_SPACES 100 /* in one element */

static const XmlNamespace namespaces[] = {
  { OASIS "office:1.0", "office" }, { OASIS "text:1.0", "text" },
  { OASIS "table:1.0", "table" },   { OASIS "drawing:1.0", "draw" },
  { OASIS "style:1.0", "style" },   { NULL, NULL },
};

/* Why what is open does not count. */
typedef enum
{
  SKIP_REST,
  SKIP_SHEET,   /* not the one that is read */
  SKIP_COVERED, /* a cell behind a merged one */
  SKIP_CHANGES,
  SKIP_FRAME, /* what is in it was not seen yet */
} Skip;

typedef struct
{
  SheetReading *reading;
  GHashTable *hidden; /* names of styles of sheets that are not shown */
  char *style, *sheet;
  guint64 line, column, n_rows, n_cells; /* how often the open ones stand there */
  gboolean in_sheet, in_row, in_cell;
  guint skipped; /* elements that are open within one that does not count */
  Skip skip;
  guint n_paragraphs;
  char *value; /* (nullable): what the cell says it is */
  GString *text;
} Sheets;

static guint64
read_times (const XmlAttributes *attributes, const char *name)
{
  return (guint64) MAX (xml_attributes_get_int (attributes, name, 1), 1);
}

static void
begin_style (Sheets *self, const char *name, const XmlAttributes *attributes)
{
  if (strcmp (name, "style:style") == 0)
    {
      g_free (self->style);
      self->style = xml_attributes_dup (attributes, "name");
    }
  else if (self->style != NULL && xml_attributes_is (attributes, "display", "false"))
    g_hash_table_add (self->hidden, g_steal_pointer (&self->style));
}

static void
begin_sheet (Sheets *self, const XmlAttributes *attributes)
{
  g_autofree char *style = xml_attributes_dup (attributes, "style-name");
  g_autofree char *name = xml_attributes_dup (attributes, "name");
  gboolean is_hidden = style != NULL && g_hash_table_contains (self->hidden, style);

  self->line = 1;
  self->in_sheet
      = sheet_reading_begin (self->reading, name != NULL ? name : "", is_hidden);
  self->skipped = !self->in_sheet;
  self->skip = SKIP_SHEET;
  g_free (self->sheet);
  self->sheet = g_strdup (name != NULL ? name : "");
}

/* `PT12H30M05S` */
static char *
dup_time (const char *value)
{
  guint hours, minutes, seconds;

  if (value == NULL || sscanf (value, "PT%8uH%2uM%2u", &hours, &minutes, &seconds) != 3)
    return g_strdup (value);
  return g_strdup_printf ("%02u:%02u:%02u", hours, minutes, seconds);
}

/* Fractions of a second that are none are left out. */
static char *
dup_date (const XmlAttributes *attributes)
{
  char *value = xml_attributes_dup (attributes, "date-value");
  char *point = value != NULL ? strchr (value, '.') : NULL;

  if (point != NULL && strspn (point + 1, "0") == strlen (point + 1))
    *point = '\0';
  return value;
}

static char *
dup_value (const XmlAttributes *attributes)
{
  static const SheetFormat plain = { SHEET_NUMBER, 0 };
  g_autofree char *type = xml_attributes_dup (attributes, "value-type");
  g_autofree char *value = NULL;

  if (type == NULL || strcmp (type, "string") == 0)
    return xml_attributes_dup (attributes, "string-value");
  if (strcmp (type, "date") == 0)
    return dup_date (attributes);
  if (strcmp (type, "time") == 0)
    {
      value = xml_attributes_dup (attributes, "time-value");
      return dup_time (value);
    }
  if (strcmp (type, "boolean") == 0)
    return g_strdup (xml_attributes_is (attributes, "boolean-value", "true") ? "yes"
                                                                             : "no");
  value = xml_attributes_dup (attributes, "value");
  return value != NULL ? sheet_format_value (&plain, value, FALSE) : NULL;
}

static void
begin_cell (Sheets *self, const XmlAttributes *attributes)
{
  self->in_cell = TRUE;
  self->n_cells = read_times (attributes, "number-columns-repeated");
  self->n_paragraphs = 0;
  self->value = dup_value (attributes);
  g_string_truncate (self->text, 0);
  if (read_times (attributes, "number-columns-spanned") > 1
      || read_times (attributes, "number-rows-spanned") > 1)
    self->reading->n_merged++;
}

static void
begin_row (Sheets *self, const XmlAttributes *attributes)
{
  self->in_row = TRUE;
  self->column = 0;
  self->n_rows = read_times (attributes, "number-rows-repeated");
  sheet_reading_begin_row (self->reading, (guint) MIN (self->line, G_MAXUINT));
}

static void
lose_here (Sheets *self, const char *what)
{
  sheet_reading_lose (self->reading, what, self->in_cell ? (gint64) self->column : -1);
}

/* Notes, pictures and sheets within cells are not read. */
static gboolean
lose_beside (Sheets *self, const char *name)
{
  static const struct
  {
    const char *name, *what; /* or the beginning of a name, up to its colon */
  } kinds[] = {
    { "office:annotation", N_ ("Comments on cells") },
    { "table:table", N_ ("Sheets within cells") },
    { "text:ruby-text", N_ ("Readings above characters") },
    { "draw:", N_ ("Drawings, with their words") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (name, kinds[i].name) == 0
        || (g_str_has_suffix (kinds[i].name, ":")
            && g_str_has_prefix (name, kinds[i].name)))
      {
        gboolean is_frame = strcmp (name, "draw:frame") == 0;

        if (!is_frame)
          lose_here (self, _ (kinds[i].what));
        self->skipped = 1;
        self->skip = is_frame ? SKIP_FRAME : SKIP_REST;
        return TRUE;
      }
  return FALSE;
}

static void
begin_text (Sheets *self, const char *name, const XmlAttributes *attributes)
{
  if (strcmp (name, "text:p") == 0 && self->n_paragraphs++ > 0)
    g_string_append_c (self->text, '\n');
  else if (strcmp (name, "text:line-break") == 0)
    g_string_append_c (self->text, '\n');
  else if (strcmp (name, "text:tab") == 0)
    g_string_append_c (self->text, '\t');
  else if (strcmp (name, "text:s") == 0)
    for (guint64 i = MIN (read_times (attributes, "c"), MAX_SPACES); i > 0; i--)
      g_string_append_c (self->text, ' ');
}

static void
begin_in_sheet (Sheets *self, const char *name, const XmlAttributes *attributes)
{
  if (lose_beside (self, name))
    return;
  if (self->in_cell)
    begin_text (self, name, attributes);
  else if (strcmp (name, "table:table-row") == 0)
    begin_row (self, attributes);
  else if (self->in_row && strcmp (name, "table:table-cell") == 0)
    begin_cell (self, attributes);
  else if (self->in_row && strcmp (name, "table:covered-table-cell") == 0)
    {
      self->column += read_times (attributes, "number-columns-repeated");
      self->skipped = 1;
      self->skip = SKIP_COVERED;
    }
}

/* Does what does not count hold something? */
static void
begin_in_skipped (Sheets *self, const char *name)
{
  if (self->skip == SKIP_CHANGES && self->skipped == 1)
    lost_add (self->reading->losses, 1, _ ("Tracked changes"), self->reading->grid->name,
              NULL);
  self->skipped++;
  if (self->skip == SKIP_FRAME)
    {
      lose_here (self, strcmp (name, "draw:image") == 0    ? _ ("Pictures")
                       : strcmp (name, "draw:object") == 0 ? _ ("Charts")
                                                           : _ ("Drawings, with their "
                                                                "words"));
      self->skip = SKIP_REST;
    }
  if (strcmp (name, "text:p") != 0)
    return;
  if (self->skip == SKIP_SHEET)
    sheet_reading_lose_sheet (self->reading, self->sheet);
  else if (self->skip == SKIP_COVERED)
    sheet_reading_lose (self->reading, _ ("Texts behind merged cells"),
                        (gint64) self->column - 1);
  if (self->skip != SKIP_CHANGES)
    self->skip = SKIP_REST;
}

static void
begin (gpointer data, const char *name, const XmlAttributes *attributes)
{
  Sheets *self = data;

  if (self->skipped > 0)
    begin_in_skipped (self, name);
  else if (self->in_sheet)
    begin_in_sheet (self, name, attributes);
  else if (strcmp (name, "table:table") == 0)
    begin_sheet (self, attributes);
  else if (strcmp (name, "style:style") == 0
           || strcmp (name, "style:table-properties") == 0)
    begin_style (self, name, attributes);
  else if (strcmp (name, "table:tracked-changes") == 0)
    {
      self->skipped = 1;
      self->skip = SKIP_CHANGES;
    }
}

static void
text (gpointer data, const char *utf8, gsize n_bytes)
{
  Sheets *self = data;

  if (self->in_cell && self->skipped == 0 && self->n_paragraphs > 0
      && self->text->len <= self->reading->grid->limit)
    g_string_append_len (self->text, utf8, (gssize) n_bytes);
}

static void
end_cell (Sheets *self)
{
  const char *words = self->value != NULL ? self->value : self->text->str;
  const char *kept
      = words[0] != '\0' ? sheet_reading_keep (self->reading, words, strlen (words)) : "";

  /* Empty ones are repeated to the right edge of the sheet. */
  for (guint64 i = 0; kept[0] != '\0' && i < MIN (self->n_cells, GRID_MAX_COLUMNS + 1);
       i++)
    sheet_reading_put (self->reading, self->column + i, kept);
  self->column += self->n_cells;
  self->in_cell = FALSE;
  g_clear_pointer (&self->value, g_free);
}

static void
end (gpointer data, const char *name)
{
  Sheets *self = data;

  if (self->skipped > 0)
    self->skipped--;
  else if (self->in_cell && strcmp (name, "table:table-cell") == 0)
    end_cell (self);
  else if (self->in_row && strcmp (name, "table:table-row") == 0)
    {
      sheet_reading_end_row (self->reading, self->n_rows);
      self->line += self->n_rows;
      self->in_row = FALSE;
    }
  else if (self->in_sheet && !self->in_row && strcmp (name, "table:table") == 0)
    {
      sheet_reading_end (self->reading, self->sheet);
      self->in_sheet = FALSE;
    }
}

static gboolean
read_content (const char *bytes,
              gsize n_bytes,
              SheetReading *reading,
              GCancellable *cancellable,
              GError **error)
{
  static const XmlHandler handler = { .begin = begin, .end = end, .text = text };
  Sheets sheets = { .reading = reading };
  gboolean done;

  sheets.hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sheets.text = g_string_new (NULL);
  done = xml_read (bytes, n_bytes, namespaces, &handler, &sheets, reading->grid->name,
                   cancellable, error);
  g_hash_table_unref (sheets.hidden);
  g_string_free (sheets.text, TRUE);
  g_free (sheets.style);
  g_free (sheets.sheet);
  g_free (sheets.value);
  return done;
}

static gboolean
wants (const char *part)
{
  return strcmp (part, "content.xml") == 0 || strcmp (part, "META-INF/manifest.xml") == 0;
}

static gboolean
refuse_encrypted (Package *package, const char *name, GError **error)
{
  gsize n;
  const char *manifest = package_get (package, "META-INF/manifest.xml", &n);

  if (manifest == NULL || strstr (manifest, "encryption-data") == NULL)
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("“%s” is encrypted; save it without a password"), name);
  return FALSE;
}

gboolean
ods_read (char *bytes,
          gsize n_bytes,
          SheetReading *reading,
          GCancellable *cancellable,
          GError **error)
{
  const char *name = reading->grid->name, *content;
  g_autoptr (Package) package = NULL;
  gsize n;

  if (n_bytes > 0 && (bytes[0] == '<' || bytes[0] == '\xef'))
    {
      g_autofree char *flat = bytes;

      return read_content (flat, n_bytes, reading, cancellable, error);
    }
  package = package_open (bytes, n_bytes, name, reading->grid->limit, wants, cancellable,
                          error);
  return package != NULL && refuse_encrypted (package, name, error)
         && (content = package_need (package, "content.xml", &n, error)) != NULL
         && read_content (content, n, reading, cancellable, error);
}
