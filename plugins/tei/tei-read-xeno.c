/* tei-read-xeno.c - settings of other programs: JSON in xenoData. */
#include "tei-reader.h"

#include <json-glib/json-glib.h>

#define MAX_DEPTH 64

/* `"#d62728"`, or an object with such a colour in it. */
static gboolean
find_colour (JsonNode *node, guint32 *colour)
{
  const char *words = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);

      words = json_object_get_string_member_with_default (object, "colour", NULL);
      if (words == NULL)
        words = json_object_get_string_member_with_default (object, "color", NULL);
    }
  else if (JSON_NODE_HOLDS_VALUE (node)
           && json_node_get_value_type (node) == G_TYPE_STRING)
    words = json_node_get_string (node);
  return words != NULL && scho_colour_parse (words, colour);
}

static void
keep_colour (JsonObject *codes, const char *id, JsonNode *node, gpointer data)
{
  TeiReader *self = data;
  guint32 colour;

  if (find_colour (node, &colour))
    g_hash_table_insert (self->header.colours, g_strdup (id), GUINT_TO_POINTER (colour));
}

/* json-glib calls itself for each level. */
static gboolean
is_shallow (const char *json)
{
  guint depth = 0;

  for (; *json != '\0' && depth <= MAX_DEPTH; json++)
    if (*json == '{' || *json == '[')
      depth++;
    else if ((*json == '}' || *json == ']') && depth > 0)
      depth--;
  return depth <= MAX_DEPTH;
}

void
tei_reader_read_settings (TeiReader *self, const char *json)
{
  g_autoptr (JsonNode) root = is_shallow (json) ? json_from_string (json, NULL) : NULL;
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root)
                           ? json_node_get_object (root)
                           : NULL;
  JsonNode *codes = object != NULL ? json_object_get_member (object, "codes") : NULL;

  if (codes != NULL && JSON_NODE_HOLDS_OBJECT (codes))
    json_object_foreach_member (json_node_get_object (codes), keep_colour, self);
}
