#include "xlsx-parts.h"

#include "../shared/lost.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The addresses of both dialects, the transitional and the strict one. */
static const XmlNamespace namespaces[] = {
  { "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "s" },
  { "http://purl.oclc.org/ooxml/spreadsheetml/main", "s" },
  { "http://schemas.openxmlformats.org/package/2006/relationships", "rel" },
  { "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing", "xdr" },
  { "http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing", "xdr" },
  { NULL, NULL },
};

static gboolean
wants (const char *part)
{
  static const char *const unwanted[]
      = { "/theme/", "/drawings/_rels", "/charts/",   "/externalLinks/", "/media/",
          "/pivot",  "docProps/",       "customXml/", "calcChain" };

  for (guint i = 0; i < G_N_ELEMENTS (unwanted); i++)
    if (strstr (part, unwanted[i]) != NULL)
      return FALSE;
  return g_str_has_suffix (part, ".xml") || g_str_has_suffix (part, ".rels");
}

gboolean
xlsx_read_part (XlsxParts *self,
                const char *part,
                const XmlHandler *handler,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  gsize n_bytes;
  const char *bytes = part != NULL ? package_get (self->package, part, &n_bytes) : NULL;
  g_autofree char *where = NULL;

  if (bytes == NULL || n_bytes == 0)
    return TRUE;
  where = g_strdup_printf ("%s: %s", self->name, part);
  return xml_read (bytes, n_bytes, namespaces, handler, data, where, cancellable, error);
}

/* Relations: which part is what. */

typedef struct
{
  XlsxParts *parts;
  const char *base;
} Relations;

static void
set_once (char **field, const char *part)
{
  if (*field == NULL)
    *field = g_strdup (part);
}

static void
begin_relation (gpointer data, const char *name, const XmlAttributes *attributes)
{
  Relations *self = data;
  g_autofree char *id = xml_attributes_dup (attributes, "Id");
  g_autofree char *type = xml_attributes_dup (attributes, "Type");
  g_autofree char *target = xml_attributes_dup (attributes, "Target");
  const char *kind = type != NULL ? strrchr (type, '/') : NULL;
  g_autofree char *part = NULL;

  if (strcmp (name, "rel:Relationship") != 0 || kind == NULL || id == NULL
      || target == NULL)
    return;
  part = package_resolve (self->base, target);
  if (strcmp (kind, "/officeDocument") == 0)
    set_once (&self->parts->workbook, part);
  else if (strcmp (kind, "/sharedStrings") == 0)
    set_once (&self->parts->strings, part);
  else if (strcmp (kind, "/styles") == 0)
    set_once (&self->parts->styles, part);
  else if (strcmp (kind, "/worksheet") == 0)
    g_hash_table_insert (self->parts->targets, g_steal_pointer (&id),
                         g_steal_pointer (&part));
}

static gboolean
read_relations (XlsxParts *self,
                const char *of,
                GCancellable *cancellable,
                GError **error)
{
  static const XmlHandler handler = { .begin = begin_relation };
  g_autofree char *folder = g_path_get_dirname (of);
  g_autofree char *file = g_path_get_basename (of);
  Relations relations = { self, of };
  g_autofree char *part = of[0] == '\0' ? g_strdup ("_rels/.rels")
                          : strcmp (folder, ".") == 0
                              ? g_strdup_printf ("_rels/%s.rels", file)
                              : g_strdup_printf ("%s/_rels/%s.rels", folder, file);

  return xlsx_read_part (self, part, &handler, &relations, cancellable, error);
}

/* The workbook: its sheets. */

static void
clear_sheet (gpointer data)
{
  g_free (((XlsxSheet *) data)->id);
  g_free (((XlsxSheet *) data)->name);
}

static gboolean
is_true (const XmlAttributes *attributes, const char *name)
{
  return xml_attributes_is (attributes, name, "1")
         || xml_attributes_is (attributes, name, "true");
}

static void
begin_in_workbook (gpointer data, const char *name, const XmlAttributes *attributes)
{
  XlsxParts *self = data;

  if (strcmp (name, "s:sheet") == 0)
    {
      XlsxSheet sheet = { .id = xml_attributes_dup (attributes, "id"),
                          .name = xml_attributes_dup (attributes, "name") };
      g_autofree char *state = xml_attributes_dup (attributes, "state");

      sheet.is_hidden = state != NULL && strcmp (state, "visible") != 0;
      g_array_append_val (self->sheets, sheet);
    }
  else if (strcmp (name, "s:workbookPr") == 0)
    self->from_1904 = is_true (attributes, "date1904");
}

/* Styles: which number is a date. */

typedef struct
{
  XlsxParts *parts;
  GHashTable *codes; /* number of a format → its code */
  gboolean in_cells;
} Styles;

static void
begin_in_styles (gpointer data, const char *name, const XmlAttributes *attributes)
{
  Styles *self = data;
  int number = xml_attributes_get_int (attributes, "numFmtId", 0);

  if (strcmp (name, "s:cellXfs") == 0)
    self->in_cells = TRUE;
  else if (strcmp (name, "s:numFmt") == 0)
    {
      char *code = xml_attributes_dup (attributes, "formatCode");

      if (code != NULL)
        g_hash_table_insert (self->codes, GINT_TO_POINTER (number), code);
    }
  else if (self->in_cells && strcmp (name, "s:xf") == 0)
    {
      const char *code = g_hash_table_lookup (self->codes, GINT_TO_POINTER (number));
      SheetFormat format
          = code != NULL ? sheet_format_parse (code) : sheet_format_builtin (number);

      g_array_append_val (self->parts->formats, format);
    }
}

static void
end_in_styles (gpointer data, const char *name)
{
  if (strcmp (name, "s:cellXfs") == 0)
    ((Styles *) data)->in_cells = FALSE;
}

static gboolean
read_styles (XlsxParts *self, GCancellable *cancellable, GError **error)
{
  static const XmlHandler handler = { .begin = begin_in_styles, .end = end_in_styles };
  g_autoptr (GHashTable) codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  Styles styles = { .parts = self, .codes = codes };

  return xlsx_read_part (self, self->styles, &handler, &styles, cancellable, error);
}

/* Texts that cells share. */

typedef struct
{
  XlsxParts *parts;
  SheetReading *reading; /* has no open row yet */
  GString *text;
  gboolean in_text;
  guint in_phonetic;
} Strings;

static void
begin_in_strings (gpointer data, const char *name, const XmlAttributes *attributes)
{
  Strings *self = data;

  if (strcmp (name, "s:si") == 0)
    g_string_truncate (self->text, 0);
  else if (strcmp (name, "s:rPh") == 0)
    {
      self->in_phonetic++;
      sheet_reading_lose (self->reading, _ ("Readings above characters"), -1);
    }
  else if (strcmp (name, "s:t") == 0)
    self->in_text = self->in_phonetic == 0;
}

static void
text_in_strings (gpointer data, const char *utf8, gsize n_bytes)
{
  Strings *self = data;

  if (self->in_text)
    g_string_append_len (self->text, utf8, (gssize) n_bytes);
}

static void
end_in_strings (gpointer data, const char *name)
{
  Strings *self = data;

  if (strcmp (name, "s:t") == 0)
    self->in_text = FALSE;
  else if (strcmp (name, "s:rPh") == 0)
    self->in_phonetic--;
  else if (strcmp (name, "s:si") == 0)
    {
      xlsx_unescape (self->text);
      g_ptr_array_add (
          self->parts->texts,
          (char *) sheet_reading_keep (self->reading, self->text->str, self->text->len));
    }
}

static gboolean
read_strings (XlsxParts *self,
              SheetReading *reading,
              GCancellable *cancellable,
              GError **error)
{
  static const XmlHandler handler
      = { .begin = begin_in_strings, .end = end_in_strings, .text = text_in_strings };
  g_autoptr (GString) text = g_string_new (NULL);
  Strings strings = { .parts = self, .reading = reading, .text = text };

  return xlsx_read_part (self, self->strings, &handler, &strings, cancellable, error);
}

/* Parts that are not read, but counted. */

typedef struct
{
  SheetReading *reading;
  const char *what; /* of the drawing that is open */
} Beside;

static void
begin_beside (gpointer data, const char *name, const XmlAttributes *attributes)
{
  Beside *self = data;
  SheetReading *reading = self->reading;
  g_autofree char *where = NULL;

  if (strcmp (name, "s:comment") == 0)
    {
      where = xml_attributes_dup (attributes, "ref");
      lost_add (reading->losses, 1, _ ("Comments on cells"), reading->grid->name, where);
    }
  else if (strcmp (name, "xdr:pic") == 0)
    self->what = _ ("Pictures");
  else if (strcmp (name, "xdr:graphicFrame") == 0)
    self->what = _ ("Charts");
  else if (strcmp (name, "xdr:sp") == 0)
    self->what = _ ("Drawings, with their words");
  else if (strcmp (name, "xdr:cNvPr") == 0 && self->what != NULL)
    {
      where = xml_attributes_dup (attributes, "name");
      lost_add (reading->losses, 1, self->what, reading->grid->name, where);
      self->what = NULL;
    }
}

/* They are lost whether they are good or not. */
static gboolean
count_beside (XlsxParts *self,
              SheetReading *reading,
              GCancellable *cancellable,
              GError **error)
{
  static const XmlHandler handler = { .begin = begin_beside };
  g_autoptr (GPtrArray) parts = package_list (self->package);
  Beside beside = { .reading = reading };

  for (guint i = 0; i < parts->len; i++)
    if (strstr (parts->pdata[i], "/comments") != NULL
        || strstr (parts->pdata[i], "/drawings/") != NULL)
      xlsx_read_part (self, parts->pdata[i], &handler, &beside, cancellable, NULL);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static int
read_escape (const char *p)
{
  int code = 0;

  if (p[0] != '_' || p[1] != 'x')
    return -1;
  for (guint i = 2; i < 6; i++)
    if (!g_ascii_isxdigit (p[i]))
      return -1;
    else
      code = code * 16 + g_ascii_xdigit_value (p[i]);
  return p[6] == '_' ? code : -1;
}

void
xlsx_unescape (GString *text)
{
  g_autofree char *whole = NULL;

  if (strstr (text->str, "_x") == NULL)
    return;
  whole = g_strdup (text->str);
  g_string_truncate (text, 0);
  for (const char *p = whole; *p != '\0'; p++)
    {
      int code = read_escape (p);

      if (code < 0)
        g_string_append_c (text, *p);
      else if (code != 0 && g_unichar_validate ((gunichar) code))
        g_string_append_unichar (text, (gunichar) code);
      p += code < 0 ? 0 : 6;
    }
}

gboolean
xlsx_parts_open (XlsxParts *self,
                 char *bytes,
                 gsize n_bytes,
                 SheetReading *reading,
                 GCancellable *cancellable,
                 GError **error)
{
  static const XmlHandler workbook = { .begin = begin_in_workbook };
  gsize n;

  self->name = reading->grid->name;
  self->sheets = g_array_new (FALSE, FALSE, sizeof (XlsxSheet));
  g_array_set_clear_func (self->sheets, clear_sheet);
  self->targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->texts = g_ptr_array_new ();
  self->formats = g_array_new (FALSE, FALSE, sizeof (SheetFormat));
  self->package = package_open (bytes, n_bytes, self->name, reading->grid->limit, wants,
                                cancellable, error);
  if (self->package == NULL || !read_relations (self, "", cancellable, error))
    return FALSE;
  if (self->workbook == NULL)
    self->workbook = g_strdup ("xl/workbook.xml");
  return package_need (self->package, self->workbook, &n, error) != NULL
         && read_relations (self, self->workbook, cancellable, error)
         && xlsx_read_part (self, self->workbook, &workbook, self, cancellable, error)
         && read_styles (self, cancellable, error)
         && read_strings (self, reading, cancellable, error)
         && count_beside (self, reading, cancellable, error);
}

void
xlsx_parts_clear (XlsxParts *self)
{
  g_clear_pointer (&self->package, package_free);
  g_clear_pointer (&self->workbook, g_free);
  g_clear_pointer (&self->strings, g_free);
  g_clear_pointer (&self->styles, g_free);
  g_clear_pointer (&self->sheets, g_array_unref);
  g_clear_pointer (&self->targets, g_hash_table_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->formats, g_array_unref);
}
