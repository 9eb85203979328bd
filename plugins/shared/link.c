#include "link.h"

#include <json-glib/json-glib.h>

void
link_clear (gpointer link)
{
  g_free (((Link *) link)->type);
}

/* (nullable): of the object's member */
static const char *
get_words (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

gboolean
link_parse (const SchoAttachment *attachment, Link *link)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  const char *from, *to;

  if (!g_str_equal (attachment->kind, SCHO_ATTACHMENT_LINK) || attachment->text == NULL)
    return FALSE;
  root = json_from_string (attachment->text, NULL);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;
  object = json_node_get_object (root);
  from = get_words (object, "from");
  to = get_words (object, "to");
  if (from == NULL || to == NULL || !scho_uuid_parse (from, &link->from)
      || !scho_uuid_parse (to, &link->to))
    return FALSE;
  link->attachment = attachment;
  link->type = g_strdup (get_words (object, "type"));
  return TRUE;
}

static void
add_member (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

char *
link_dup_text (const SchoUuid *from, const SchoUuid *to, const char *type)
{
  char one[SCHO_UUID_STRING_LENGTH + 1], two[SCHO_UUID_STRING_LENGTH + 1];
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  scho_uuid_format (from, one);
  scho_uuid_format (to, two);
  json_builder_begin_object (builder);
  add_member (builder, "from", one);
  add_member (builder, "to", two);
  if (type != NULL)
    add_member (builder, "type", type);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}
