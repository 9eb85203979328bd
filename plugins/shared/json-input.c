#include "json-input.h"

#include "decode.h"
#include "import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DEPTH 100

static guint
parse_unit (const char *p)
{
  guint unit = 0;

  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (p[i]);

      if (digit < 0)
        return 0xffff;
      unit = unit * 16 + (guint) digit;
    }
  return unit;
}

/* At `uXXXX` after a backslash: half a pair would make a string that is no UTF-8. Returns
 * the last byte that was looked at. */
static char *
mend_escape (char *p)
{
  guint unit = parse_unit (p + 1);

  if (unit >= 0xd800 && unit < 0xdc00 && p[5] == '\\' && p[6] == 'u')
    {
      guint low = parse_unit (p + 7);

      if (low >= 0xdc00 && low < 0xe000)
        return p + 10;
    }
  if (unit == 0 || (unit >= 0xd800 && unit < 0xe000))
    memcpy (p + 1, "fffd", 4);
  return unit == 0xffff ? p : p + 4;
}

/* Past the string that begins at @p. */
static char *
skip_string (char *p)
{
  for (p++; *p != '\0' && *p != '"'; p++)
    if (*p == '\\' && p[1] != '\0')
      {
        p++;
        if (*p == 'u')
          p = mend_escape (p);
      }
  return *p != '\0' ? p + 1 : p;
}

/* The parser calls itself for each level. */
static gboolean
check_depth (char *utf8, const char *name, GError **error)
{
  guint depth = 0;

  for (char *p = utf8; *p != '\0';)
    if (*p == '"')
      p = skip_string (p);
    else
      {
        if (*p == '[' || *p == '{')
          depth++;
        else if ((*p == ']' || *p == '}') && depth > 0)
          depth--;
        if (depth > MAX_DEPTH)
          {
            g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                         _ ("%s: more than %d lists and objects lie in each other"), name,
                         MAX_DEPTH);
            return FALSE;
          }
        p++;
      }
  return TRUE;
}

JsonNode *
json_input_read (GInputStream *stream,
                 const char *name,
                 SchoOptions *options,
                 GCancellable *cancellable,
                 GError **error)
{
  g_auto (Decoded) decoded = { 0 };
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) problem = NULL;
  JsonNode *root;
  gsize n_bytes;
  char *bytes = import_read_all (stream, name, import_get_limit (options), &n_bytes,
                                 cancellable, error);

  if (bytes == NULL || !decode (bytes, n_bytes, "UTF-8", name, &decoded, error)
      || !check_depth (decoded.utf8, name, error))
    return NULL;
  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, decoded.utf8, (gssize) decoded.n_bytes,
                                   &problem))
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID, _ ("%s is no JSON: %s"), name,
                   problem->message);
      return NULL;
    }
  if ((root = json_parser_steal_root (parser)) == NULL)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID, _ ("%s holds nothing"), name);
  return root;
}

JsonObject *
json_input_as_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node)
                                                       : NULL;
}

const char *
json_input_as_string (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

static JsonNode *
get_member (JsonObject *object, const char *member)
{
  return object != NULL ? json_object_get_member (object, member) : NULL;
}

const char *
json_input_string (JsonObject *object, const char *member)
{
  return json_input_as_string (get_member (object, member));
}

JsonObject *
json_input_object (JsonObject *object, const char *member)
{
  return json_input_as_object (get_member (object, member));
}

JsonArray *
json_input_array (JsonObject *object, const char *member)
{
  JsonNode *node = get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

gboolean
json_input_number (JsonObject *object, const char *member, guint64 *number)
{
  JsonNode *node = get_member (object, member);
  gint64 value;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_INT64
      || (value = json_node_get_int (node)) < 0)
    return FALSE;
  *number = (guint64) value;
  return TRUE;
}

guint
json_input_count (JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return 0;
  return JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_length (json_node_get_array (node))
                                      : 1;
}

JsonNode *
json_input_nth (JsonNode *node, guint n)
{
  return JSON_NODE_HOLDS_ARRAY (node)
             ? json_array_get_element (json_node_get_array (node), n)
             : node;
}
