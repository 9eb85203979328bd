#include "taguette.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define MAX_PAYLOAD                                                                      \
  (64 * 1024) /* bytes of what a command says; a highlight needs few                     \
               */

/* The next border within `a.b`; %NULL: none. “Dr. Smith” has none, nor has “.a”. */
static const char *
find_border (const char *path, const char *separator)
{
  gsize n = strlen (separator);

  for (const char *p = path; n > 0 && (p = strstr (p, separator)) != NULL; p += n)
    if (p > path && p[n] != '\0' && !g_ascii_isspace (p[-1]) && !g_ascii_isspace (p[n]))
      return p;
  return NULL;
}

/* The code of the whole path; those above it are made where they are not there. */
static guint32
add_path (Taguette *self, const char *path, const char *description)
{
  guint32 parent = 0;
  const char *border;

  while ((border = find_border (path, self->separator)) != NULL)
    {
      g_autofree char *part = g_strndup (path, (gsize) (border - path));

      parent = codings_ensure_code_below (self->codings,
                                          &(SchoCode){ .parent = parent, .name = part });
      path = border + strlen (self->separator);
    }
  return codings_ensure_code_below (
      self->codings,
      &(SchoCode){ .parent = parent, .name = path, .definition = description });
}

/* Shorter paths first, so that each code is made with its own description. */
gboolean
taguette_read_tags (Taguette *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (DatabaseRows) rows = database_query (
      self->database, error,
      "SELECT id, path, description FROM tags WHERE project_id = %" G_GINT64_FORMAT
      " ORDER BY length (path), path",
      self->project);

  while (rows != NULL && database_rows_next (rows, &problem))
    {
      const char *path = database_rows_text (rows, 1);
      gint64 id = database_rows_integer (rows, 0);
      guint32 code
          = add_path (self, path != NULL ? path : "?", database_rows_text (rows, 2));

      g_hash_table_insert (self->tags, g_memdup2 (&id, sizeof id),
                           GUINT_TO_POINTER (code));
    }
  if (problem == NULL)
    return rows != NULL;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* `{"type": "highlight_add", "highlight_id": 12, …}` */
static gboolean
read_payload (JsonParser *parser, const char *payload, gint64 *id)
{
  JsonNode *root, *member;
  JsonObject *object;

  if (strlen (payload) > MAX_PAYLOAD || strstr (payload, "[[") != NULL
      || !json_parser_load_from_data (parser, payload, -1, NULL))
    return FALSE;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;
  object = json_node_get_object (root);
  member = json_object_get_member (object, "highlight_id");
  if (member == NULL || !JSON_NODE_HOLDS_VALUE (member)
      || json_node_get_value_type (member) != G_TYPE_INT64)
    return FALSE;
  *id = json_node_get_int (member);
  return TRUE;
}

/* The log says who did it; later changes of the same passage count. */
gboolean
taguette_read_makers (Taguette *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (DatabaseRows) rows = NULL;

  if (!database_has_table (self->database, "commands"))
    return TRUE;
  rows = database_query (self->database, error,
                         "SELECT payload, user_login, date FROM commands WHERE "
                         "project_id = %" G_GINT64_FORMAT
                         " AND payload LIKE '%%highlight_add%%' ORDER BY id",
                         self->project);
  while (rows != NULL && database_rows_next (rows, &problem))
    {
      const char *payload = database_rows_text (rows, 0);
      const char *date = database_rows_text (rows, 2);
      gint64 id;
      Maker *maker;

      if (payload == NULL || !read_payload (parser, payload, &id))
        continue;
      maker = g_new0 (Maker, 1);
      maker->login = g_strdup (database_rows_text (rows, 1));
      maker->time = date != NULL ? codings_parse_time (date) : -1;
      g_hash_table_replace (self->makers, g_memdup2 (&id, sizeof id), maker);
    }
  if (problem == NULL)
    return rows != NULL;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
