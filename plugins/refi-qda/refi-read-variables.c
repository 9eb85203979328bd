#include "refi-reader.h"

#include <string.h>

void
refi_value_clear (gpointer data)
{
  RefiValue *value = data;

  g_free (value->value);
}

void
refi_read_variables (RefiReader *self, const xmlNode *variables)
{
  for (xmlNode *node = refi_xml_first (variables); node; node = refi_xml_next (node))
    {
      RefiVariable variable = { 0 };

      if (!refi_xml_is (node, "Variable")
          || !refi_xml_get_guid (node, "guid", &variable.guid)
          || g_hash_table_contains (self->variable_ids, &variable.guid))
        continue;
      variable.name = refi_xml_dup (node, "name");
      variable.type = refi_xml_dup (node, "typeOfVariable");
      g_array_append_val (self->variables, variable);
      refi_table_put (self->variable_ids, &variable.guid,
                      GUINT_TO_POINTER (self->variables->len));
    }
}

gboolean
refi_read_value (RefiValue *value, const xmlNode *node)
{
  *value = (RefiValue){ 0 };
  for (xmlNode *child = refi_xml_first (node); child; child = refi_xml_next (child))
    if (refi_xml_is (child, "VariableRef"))
      refi_xml_get_guid (child, "targetGUID", &value->variable);
    else if (value->value == NULL
             && g_str_has_suffix ((const char *) child->name, "Value"))
      value->value = refi_xml_dup_words (child);
  if (!scho_uuid_is_null (&value->variable))
    return TRUE;
  refi_value_clear (value);
  return FALSE;
}

/* What is said of a case with one source is said of the source. */
void
refi_read_case (RefiReader *self, const xmlNode *node)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (RefiValue));
  SchoUuid guid, source = { 0 };
  guint n_refs = 0;

  g_array_set_clear_func (values, refi_value_clear);
  if (refi_xml_get_guid (node, "guid", &guid))
    {
      char *name = refi_xml_dup (node, "name");

      if (name != NULL && name[0] != '\0')
        refi_table_put (self->case_names, &guid, name);
      else
        g_free (name);
    }
  for (xmlNode *child = refi_xml_first (node); child; child = refi_xml_next (child))
    {
      RefiValue value;

      if (refi_xml_is (child, "SourceRef"))
        n_refs += refi_xml_get_guid (child, "targetGUID", &source);
      else if (refi_xml_is (child, "SelectionRef"))
        n_refs += 2;
      else if (refi_xml_is (child, "VariableValue") && refi_read_value (&value, child))
        g_array_append_val (values, value);
    }
  if (n_refs == 1 && values->len > 0)
    refi_table_put (self->case_values, &source, values);
  else
    g_array_unref (values);
}

static SchoAttributeType
get_type (const char *type)
{
  static const struct
  {
    const char *name;
    SchoAttributeType type;
  } types[] = {
    { "Boolean", SCHO_ATTRIBUTE_YES_NO }, { "Integer", SCHO_ATTRIBUTE_NUMBER },
    { "Float", SCHO_ATTRIBUTE_NUMBER },   { "Date", SCHO_ATTRIBUTE_DATE },
    { "DateTime", SCHO_ATTRIBUTE_DATE },
  };

  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (types); i++)
    if (g_ascii_strcasecmp (types[i].name, type) == 0)
      return types[i].type;
  return SCHO_ATTRIBUTE_TEXT;
}

/* As Scholiast keeps it; what is no value of its type is a text. */
static char *
dup_value (const char *words, SchoAttributeType *type)
{
  char *value = g_strstrip (g_strdup (words));
  char *end = value;

  if (*type == SCHO_ATTRIBUTE_YES_NO)
    {
      gboolean yes = g_ascii_strcasecmp (value, "true") == 0 || g_str_equal (value, "1");
      gboolean no = g_ascii_strcasecmp (value, "false") == 0 || g_str_equal (value, "0");

      if (yes || no)
        {
          g_free (value);
          return g_strdup (yes ? "yes" : "no");
        }
      *type = SCHO_ATTRIBUTE_TEXT;
    }
  else if (*type == SCHO_ATTRIBUTE_NUMBER)
    {
      g_ascii_strtod (value, &end);
      if (*end != '\0')
        *type = SCHO_ATTRIBUTE_TEXT;
    }
  return value;
}

static void
add_values (RefiReader *self, GArray *values, ImportAttributes *attributes)
{
  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      const RefiValue *value = &g_array_index (values, RefiValue, i);
      guint number
          = GPOINTER_TO_UINT (g_hash_table_lookup (self->variable_ids, &value->variable));
      const RefiVariable *variable;
      SchoAttributeType type;
      g_autofree char *words = NULL;

      if (number == 0 || value->value == NULL)
        continue;
      variable = &g_array_index (self->variables, RefiVariable, number - 1);
      if (variable->name == NULL || variable->name[0] == '\0')
        continue;
      type = get_type (variable->type);
      words = dup_value (value->value, &type);
      import_attributes_add (attributes, variable->name, words, type);
    }
}

void
refi_add_attributes (RefiReader *self,
                     const RefiSource *source,
                     ImportAttributes *attributes)
{
  add_values (self, source->values, attributes);
  add_values (self, g_hash_table_lookup (self->case_values, &source->guid), attributes);
}
