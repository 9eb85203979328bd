#include "cas-file.h"

#include "../shared/json-input.h"
#include "../shared/xml-reader.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

static void
clear_feature (gpointer data)
{
  CasFeature *feature = data;

  g_free (feature->name);
  g_free (feature->value);
}

static void
structure_free (gpointer data)
{
  CasStructure *structure = data;

  g_free (structure->type);
  g_array_unref (structure->features);
  g_free (structure);
}

void
cas_file_clear (CasFile *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->structures, g_ptr_array_unref);
}

CasStructure *
cas_file_add (CasFile *self, const char *type)
{
  CasStructure *structure = g_new0 (CasStructure, 1);
  const char *dot = strrchr (type, '.');

  if (self->structures == NULL)
    self->structures = g_ptr_array_new_with_free_func (structure_free);
  structure->type = g_strdup (dot != NULL ? dot + 1 : type);
  structure->begin = structure->end = CAS_NOWHERE;
  structure->features = g_array_new (FALSE, FALSE, sizeof (CasFeature));
  g_array_set_clear_func (structure->features, clear_feature);
  g_ptr_array_add (self->structures, structure);
  return structure;
}

void
cas_structure_add (CasStructure *self, const char *name, const char *value)
{
  CasFeature feature = { g_strdup (name), g_strdup (value) };

  g_array_append_val (self->features, feature);
}

const char *
cas_structure_get (const CasStructure *self, const char *name)
{
  for (guint i = 0; i < self->features->len; i++)
    {
      const CasFeature *feature = &g_array_index (self->features, CasFeature, i);

      if (g_str_equal (feature->name, name))
        return feature->value;
    }
  return NULL;
}

static void
set_place (CasStructure *self, const char *name, gint64 place)
{
  *(name[0] == 'b' ? &self->begin : &self->end) = place >= 0 ? place : CAS_NO_PLACE;
}

static gboolean
is_place (const char *name)
{
  return g_str_equal (name, "begin") || g_str_equal (name, "end");
}

/* JSON ---------------------------------------------------------------------------- */

/* Anchors may have a sign before their name; references always have. */
static void
read_member (CasStructure *structure, const char *name, JsonNode *value)
{
  const char *plain = name[0] == '^' ? name + 1 : name;
  const char *string = json_input_as_string (value);
  g_autofree char *number = NULL;

  if (name[0] == '%' || g_str_equal (name, "@sofa"))
    return;
  if (name[0] == '@')
    {
      structure->is_relation |= g_str_equal (name, "@Governor")
                                || g_str_equal (name, "@Dependent")
                                || g_str_equal (name, "@next");
      return;
    }
  if (is_place (plain) && !JSON_NODE_HOLDS_NULL (value))
    {
      set_place (structure, plain,
                 JSON_NODE_HOLDS_VALUE (value)
                         && json_node_get_value_type (value) == G_TYPE_INT64
                     ? json_node_get_int (value)
                     : CAS_NO_PLACE);
      return;
    }
  if (!JSON_NODE_HOLDS_VALUE (value))
    return;
  if (string == NULL && json_node_get_value_type (value) == G_TYPE_INT64)
    string = number = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (value));
  else if (string == NULL && json_node_get_value_type (value) == G_TYPE_BOOLEAN)
    string = json_node_get_boolean (value) ? "true" : "false";
  if (string != NULL)
    cas_structure_add (structure, plain, string);
}

static void
read_structure (CasFile *self, JsonNode *node)
{
  JsonObject *object = json_input_as_object (node);
  const char *type = object != NULL ? json_input_string (object, "%TYPE") : NULL;
  const char *text;
  CasStructure *structure;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (type == NULL)
    return;
  if (g_str_equal (type, "uima.cas.Sofa"))
    {
      text = json_input_string (object, "sofaString");
      if (text != NULL && self->text == NULL)
        self->text = g_strdup (text);
      return;
    }
  structure = cas_file_add (self, type);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    read_member (structure, name, value);
}

static void
read_structures (CasFile *self, JsonNode *node)
{
  JsonObject *object = json_input_as_object (node);
  JsonObjectIter iter;
  const char *name; /* json-glib 1.6 wants a place for it */
  JsonNode *value;

  if (object == NULL)
    {
      for (guint i = 0; i < json_input_count (node); i++)
        read_structure (self, json_input_nth (node, i));
      return;
    }
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    read_structure (self, value);
}

static gboolean
check (CasFile *self, const char *name, GError **error)
{
  if (self->text != NULL && self->text[0] != '\0')
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("%s holds no text: it is no document of UIMA"), name);
  return FALSE;
}

gboolean
cas_file_read_json (CasFile *self,
                    GInputStream *stream,
                    const char *name,
                    SchoOptions *options,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (JsonNode) root = json_input_read (stream, name, options, cancellable, error);
  JsonObject *object = json_input_as_object (root);

  if (root == NULL)
    return FALSE;
  if (object != NULL && json_object_has_member (object, "%FEATURE_STRUCTURES"))
    read_structures (self, json_object_get_member (object, "%FEATURE_STRUCTURES"));
  return check (self, name, error);
}

/* XMI ----------------------------------------------------------------------------- */

static void
append_unescaped (GString *out, const char *p, const char *end)
{
  static const struct
  {
    const char *escape;
    char sign;
  } signs[] = { { "&amp;", '&' },
                { "&lt;", '<' },
                { "&gt;", '>' },
                { "&quot;", '"' },
                { "&apos;", '\'' } };

  while (p < end)
    {
      guint i = 0;

      while (i < G_N_ELEMENTS (signs) && !g_str_has_prefix (p, signs[i].escape))
        i++;
      if (*p == '&' && i < G_N_ELEMENTS (signs))
        {
          g_string_append_c (out, signs[i].sign);
          p += strlen (signs[i].escape);
        }
      else if (p[0] == '&' && p[1] == '#')
        {
          gboolean is_hexadecimal = p[2] == 'x';
          char *past;
          gulong sign
              = strtoul (p + (is_hexadecimal ? 3 : 2), &past, is_hexadecimal ? 16 : 10);

          if (sign > 0 && sign <= 0x10ffff && g_unichar_validate ((gunichar) sign))
            g_string_append_unichar (out, (gunichar) sign);
          p = *past == ';' ? past + 1 : past;
        }
      else
        g_string_append_c (out, *p++);
    }
}

static void
add_attribute (CasStructure *structure, const char *name, const char *value)
{
  char *past;

  if (is_place (name))
    {
      gint64 place = g_ascii_strtoll (value, &past, 10);

      set_place (structure, name, *past != '\0' || past == value ? CAS_NO_PLACE : place);
    }
  else if (g_str_equal (name, "Governor") || g_str_equal (name, "Dependent")
           || g_str_equal (name, "next"))
    structure->is_relation = TRUE;
  else if (!g_str_equal (name, "id") && !g_str_equal (name, "sofa"))
    cas_structure_add (structure, name, value);
}

/* ` name="value" name="value"` */
static void
read_attributes (CasStructure *structure, const char *words)
{
  while (*words == ' ')
    {
      const char *equal = strchr (words, '=');
      const char *end = equal != NULL && equal[1] == '"' ? strchr (equal + 2, '"') : NULL;
      g_autofree char *name = NULL;
      g_autoptr (GString) value = g_string_new (NULL);

      if (end == NULL)
        return;
      name = g_strndup (words + 1, (gsize) (equal - words - 1));
      append_unescaped (value, equal + 2, end);
      add_attribute (structure, name, value->str);
      words = end + 1;
    }
}

static void
begin_element (gpointer data, const char *name, const XmlAttributes *attributes)
{
  CasFile *self = data;
  const char *local = strrchr (name, ':') != NULL ? strrchr (name, ':') + 1 : name;
  g_autoptr (GString) words = NULL;

  if (g_str_equal (local, "Sofa"))
    {
      if (self->text == NULL)
        self->text = xml_attributes_dup (attributes, "sofaString");
      return;
    }
  if (g_str_equal (local, "XMI") || g_str_equal (local, "NULL")
      || g_str_equal (local, "View"))
    return;
  words = g_string_new (NULL);
  xml_attributes_write (attributes, words);
  read_attributes (cas_file_add (self, local), words->str);
}

gboolean
cas_file_read_xmi (CasFile *self,
                   const char *bytes,
                   gsize n_bytes,
                   const char *name,
                   GCancellable *cancellable,
                   GError **error)
{
  static const XmlNamespace namespaces[]
      = { { "http://www.omg.org/XMI", "xmi" }, { NULL } };
  static const XmlHandler handler = { .begin = begin_element };

  return xml_read (bytes, n_bytes, namespaces, &handler, self, name, cancellable, error)
         && check (self, name, error);
}
