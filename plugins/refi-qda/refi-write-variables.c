#include "refi-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_integer (const char *value)
{
  value += *value == '-' || *value == '+';
  return *value != '\0' && strspn (value, "0123456789") == strlen (value);
}

/* As xsd:decimal has it: without exponent. */
static gboolean
is_decimal (const char *value)
{
  gsize before, after = 0;

  value += *value == '-' || *value == '+';
  before = strspn (value, "0123456789");
  value += before;
  if (*value == '.')
    {
      after = strspn (++value, "0123456789");
      value += after;
    }
  return *value == '\0' && before + after > 0;
}

static gboolean
is_date (const char *value)
{
  int year, month, day, n = 0;

  return sscanf (value, "%4d-%2d-%2d%n", &year, &month, &day, &n) == 3 && n == 10
         && value[n] == '\0' && year > 0 && g_date_valid_dmy (day, month, year);
}

static gboolean
is_time (const char *value)
{
  g_autofree char *date = g_strndup (value, 10);
  int hour, minute, second, n = 0;

  return strlen (value) >= 19 && is_date (date)
         && sscanf (value + 10, "T%2d:%2d:%2d%n", &hour, &minute, &second, &n) == 3
         && n == 9 && hour < 24 && minute < 60 && second < 60
         && (value[19] == '\0' || g_str_equal (value + 19, "Z"));
}

static gboolean
is_yes_no (const char *value)
{
  return g_str_equal (value, "yes") || g_str_equal (value, "no");
}

static const struct
{
  SchoAttributeType type;
  const char *name;
  gboolean (*is_one) (const char *value);
} types[] = {
  { SCHO_ATTRIBUTE_NUMBER, "Integer", is_integer },
  { SCHO_ATTRIBUTE_NUMBER, "Float", is_decimal },
  { SCHO_ATTRIBUTE_DATE, "Date", is_date },
  { SCHO_ATTRIBUTE_DATE, "DateTime", is_time },
  { SCHO_ATTRIBUTE_YES_NO, "Boolean", is_yes_no },
};

static gboolean
fits_all (RefiExport *self, const SchoAttributeColumn *column, guint type)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (self->snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      const char *value = scho_document_get_attribute (documents[i], column->name);

      if (value != NULL && !types[type].is_one (value))
        return FALSE;
    }
  return TRUE;
}

/* The narrowest that all values have. */
static const char *
find_type (RefiExport *self, const SchoAttributeColumn *column)
{
  if (column->type == SCHO_ATTRIBUTE_TEXT)
    return "Text";
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i].type == column->type && fits_all (self, column, i))
      return types[i].name;
  refi_export_lose (self, 1, _ ("Types of attributes"), column->name);
  return "Text";
}

/* Of the documents that go out. */
static gboolean
has_value (RefiExport *self, const SchoAttributeColumn *column)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (self->snapshot, &n);

  for (gsize i = 0; i < n; i++)
    if (refi_export_has_document (self, documents[i])
        && scho_document_get_attribute (documents[i], column->name) != NULL)
      return TRUE;
  return FALSE;
}

void
refi_make_columns (RefiExport *self)
{
  self->attributes = scho_snapshot_list_attributes (self->snapshot);
  self->columns = g_array_new (FALSE, FALSE, sizeof (RefiColumn));
  for (guint i = 0; i < self->attributes->len; i++)
    {
      RefiColumn column
          = { .column = &g_array_index (self->attributes, SchoAttributeColumn, i) };
      const xmlNode *kept = NULL;

      if (self->document != 0 && !has_value (self, column.column))
        continue;
      column.type = find_type (self, column.column);
      column.guid = refi_guid_of_variable (column.column->name, column.type);
      if (self->kept != NULL
          && (kept
              = refi_kept_find_variable (self->kept, column.column->name, column.type))
                 != NULL)
        refi_xml_get_guid (kept, "guid", &column.guid);
      column.is_kept = kept != NULL;
      g_array_append_val (self->columns, column);
    }
}

void
refi_write_variables (RefiExport *self)
{
  guint n_kept
      = self->kept != NULL ? refi_kept_get_part (self->kept, REFI_VARIABLES)->len : 0;

  if (self->columns->len + n_kept == 0)
    return;
  g_string_append (self->xml, "<Variables>\n");
  refi_write_part (self, REFI_VARIABLES);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const RefiColumn *column = &g_array_index (self->columns, RefiColumn, i);

      if (column->is_kept)
        continue;
      g_string_append (self->xml, "<Variable");
      refi_xml_put_guid (self->xml, "guid", &column->guid);
      refi_xml_put (self->xml, "name", column->column->name);
      refi_xml_put (self->xml, "typeOfVariable", column->type);
      g_string_append (self->xml, "/>\n");
    }
  g_string_append (self->xml, "</Variables>\n");
}

static const RefiColumn *
find_column (RefiExport *self, const char *name)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const RefiColumn *column = &g_array_index (self->columns, RefiColumn, i);

      if (g_str_equal (column->column->name, name))
        return column;
    }
  return NULL;
}

void
refi_write_values (RefiExport *self, const SchoDocument *document)
{
  for (gsize i = 0; i < document->n_attributes; i++)
    {
      const SchoAttribute *attribute = &document->attributes[i];
      const RefiColumn *column = find_column (self, attribute->name);
      const char *value = attribute->value;

      if (column == NULL || value == NULL)
        continue;
      if (g_str_equal (column->type, "Boolean"))
        value = g_str_equal (value, "yes") ? "true" : "false";
      g_string_append (self->xml, "<VariableValue><VariableRef");
      refi_xml_put_guid (self->xml, "targetGUID", &column->guid);
      g_string_append_printf (self->xml, "/><%sValue>", column->type);
      refi_xml_escape (self->xml, value, -1);
      g_string_append_printf (self->xml, "</%sValue></VariableValue>\n", column->type);
    }
}
