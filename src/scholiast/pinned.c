#include <scholiast/pinned-private.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

void
scho_pinned_clear (SchoPinned *self)
{
  g_clear_pointer (&self->analysis, g_free);
  g_clear_pointer (&self->settings, g_strfreev);
  g_clear_pointer (&self->codes, g_strfreev);
  g_clear_pointer (&self->query, g_free);
  g_clear_pointer (&self->where, g_free);
}

static char *
dup_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_dup_string (node)
             : NULL;
}

static GStrv
dup_settings (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "options");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GList) names = NULL;
  JsonObject *options;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return g_strv_builder_end (builder);
  options = json_node_get_object (node);
  names = json_object_get_members (options);
  for (GList *i = names; i != NULL; i = i->next)
    {
      g_autofree char *value = dup_member (options, i->data);
      g_autofree char *setting
          = value != NULL ? g_strdup_printf ("%s=%s", (char *) i->data, value) : NULL;

      if (setting != NULL)
        g_strv_builder_add (builder, setting);
    }
  return g_strv_builder_end (builder);
}

static GStrv
dup_codes (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "codes");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *names
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; names != NULL && i < json_array_get_length (names); i++)
    {
      JsonNode *name = json_array_get_element (names, i);

      if (json_node_get_value_type (name) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (name));
    }
  return g_strv_builder_end (builder);
}

gboolean
scho_pinned_read (SchoPinned *self, const SchoAttachment *attachment, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;
  JsonObject *object;

  *self = (SchoPinned){ 0 };
  if (attachment->text != NULL
      && json_parser_load_from_data (parser, attachment->text, -1, NULL)
      && (root = json_parser_get_root (parser)) != NULL && JSON_NODE_HOLDS_OBJECT (root))
    {
      object = json_node_get_object (root);
      self->analysis = dup_member (object, "analysis");
      self->query = dup_member (object, "query");
      self->where = dup_member (object, "where");
      self->settings = dup_settings (object);
      self->codes = dup_codes (object);
    }
  if (self->analysis != NULL)
    return TRUE;
  scho_pinned_clear (self);
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("The pinned result “%s” does not say what was counted: remove it"),
               attachment->name);
  return FALSE;
}

static void
add_member (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL || value[0] == '\0')
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_codes (JsonBuilder *builder, const SchoPinned *self)
{
  if (self->codes == NULL || self->codes[0] == NULL)
    return;
  json_builder_set_member_name (builder, "codes");
  json_builder_begin_array (builder);
  for (char **name = self->codes; *name != NULL; name++)
    json_builder_add_string_value (builder, *name);
  json_builder_end_array (builder);
}

char *
scho_pinned_dup_text (const SchoPinned *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_member (builder, "analysis", self->analysis);
  add_member (builder, "query", self->query);
  add_member (builder, "where", self->where);
  json_builder_set_member_name (builder, "options");
  json_builder_begin_object (builder);
  for (guint i = 0; self->settings != NULL && self->settings[i] != NULL; i++)
    {
      const char *sign = strchr (self->settings[i], '=');
      g_autofree char *name
          = sign != NULL ? g_strndup (self->settings[i], sign - self->settings[i]) : NULL;

      if (name == NULL)
        continue;
      json_builder_set_member_name (builder, name);
      json_builder_add_string_value (builder, sign + 1);
    }
  json_builder_end_object (builder);
  add_codes (builder, self);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static void
take_text (char **text, char *other)
{
  if (other == NULL)
    return;
  g_free (*text);
  *text = other;
}

gboolean
scho_pinned_respell (SchoPinned *self, SchoQueryRespell respell, gpointer data)
{
  char *query = scho_query_respell (self->query, respell, data);
  char *where = scho_query_respell (self->where, respell, data);

  take_text (&self->query, query);
  take_text (&self->where, where);
  return query != NULL || where != NULL;
}

/* (nullable) */
static const SchoAttachment *
find_exactly (SchoSnapshot *snapshot, const char *name)
{
  gsize n;
  const SchoAttachment *const *attachments = scho_snapshot_get_attachments (snapshot, &n);
  SchoUuid uuid;
  gboolean is_uuid = scho_uuid_parse (name, &uuid);

  for (gsize i = 0; i < n; i++)
    if (g_str_equal (attachments[i]->kind, SCHO_ATTACHMENT_RESULT)
        && (g_str_equal (attachments[i]->name, name)
            || (is_uuid && scho_uuid_equal (&uuid, &attachments[i]->uuid))))
      return attachments[i];
  return NULL;
}

const SchoAttachment *
scho_pinned_find (SchoSnapshot *snapshot, const char *name, GError **error)
{
  const SchoAttachment *found = find_exactly (snapshot, name);
  g_autoptr (GString) list = NULL;
  g_autofree char *shown = NULL;
  gsize n;
  const SchoAttachment *const *attachments;

  if (found != NULL)
    return found;
  list = g_string_new (NULL);
  shown = g_utf8_make_valid (name, -1);
  attachments = scho_snapshot_get_attachments (snapshot, &n);
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (attachments[i]->kind, SCHO_ATTACHMENT_RESULT))
      g_string_append_printf (list, "%s“%s”", list->len > 0 ? ", " : "",
                              attachments[i]->name);
  if (list->len == 0)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
                 _ ("There is no pinned result “%s”: none was pinned"), shown);
  else
    /* Translators: a name, and a list of those that there are. */
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
                 _ ("There is no pinned result “%s”; there are: %s"), shown, list->str);
  return NULL;
}

/* One line, and not empty. (transfer full) (nullable) */
static char *
dup_name (const char *name, GError **error)
{
  g_autofree char *plain = g_utf8_make_valid (name, -1);

  g_strstrip (g_strdelimit (plain, "\n\r\t", ' '));
  if (plain[0] != '\0')
    return g_steal_pointer (&plain);
  g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                       _ ("A pinned result needs a name"));
  return NULL;
}

SchoStep *
scho_pinned_add (SchoSnapshot *snapshot,
                 const char *name,
                 const SchoPinned *pinned,
                 GError **error)
{
  g_autofree char *plain = dup_name (name, error);
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;
  const SchoAttachment *old;
  SchoAttachment values = { .kind = SCHO_ATTACHMENT_RESULT };
  SchoStep *step;

  if (plain == NULL)
    return NULL;
  text = scho_pinned_dup_text (pinned);
  label = g_strdup_printf (_ ("Result “%s” pinned"), plain);
  step = scho_step_new (snapshot, label);
  if ((old = find_exactly (snapshot, plain)) != NULL)
    values = *old;
  values.name = plain;
  values.text = text;
  if (old != NULL)
    scho_step_replace_attachment (step, &values, NULL);
  else
    scho_step_add_attachment (step, &values, NULL);
  return step;
}

SchoStep *
scho_pinned_rename (SchoSnapshot *snapshot, guint32 id, const char *name, GError **error)
{
  const SchoAttachment *old = scho_snapshot_get_attachment (snapshot, id);
  g_autofree char *plain = dup_name (name, error);
  g_autofree char *label = NULL;
  const SchoAttachment *other;
  SchoAttachment values = *old;
  SchoStep *step;

  if (plain == NULL)
    return NULL;
  other = find_exactly (snapshot, plain);
  if (other != NULL && other != old)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("Another pinned result is called “%s”"), plain);
      return NULL;
    }
  label = g_strdup_printf (_ ("Pinned result “%s” renamed"), old->name);
  step = scho_step_new (snapshot, label);
  values.name = plain;
  scho_step_replace_attachment (step, &values, NULL);
  return step;
}

SchoStep *
scho_pinned_remove (SchoSnapshot *snapshot, guint32 id)
{
  const SchoAttachment *old = scho_snapshot_get_attachment (snapshot, id);
  g_autofree char *label
      = g_strdup_printf (_ ("Result “%s” no longer pinned"), old->name);
  SchoStep *step = scho_step_new (snapshot, label);

  scho_step_remove_attachment (step, id);
  return step;
}
