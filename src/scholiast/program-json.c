/* program-json.c - a line that is a JSON object. */
#include <scholiast/program-reply.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define MOST_DEPTH 8

/* The library goes a level deeper in the stack for each bracket. */
static gboolean
is_flat (const char *line)
{
  gboolean is_in_string = FALSE;
  guint depth = 0;

  for (; *line != '\0'; line++)
    if (is_in_string && *line == '\\' && line[1] != '\0')
      line++;
    else if (*line == '"')
      is_in_string = !is_in_string;
    else if (!is_in_string && (*line == '{' || *line == '['))
      {
        if (++depth > MOST_DEPTH)
          return FALSE;
      }
    else if (!is_in_string && (*line == '}' || *line == ']') && depth > 0)
      depth--;
  return TRUE;
}

/* What Python's json writes for numbers that JSON has not. (nullable) */
static const char *
find_no_number (const char *line)
{
  static const char *const names[] = { "NaN", "Infinity" };
  gboolean is_in_string = FALSE;

  for (; *line != '\0'; line++)
    if (is_in_string && *line == '\\' && line[1] != '\0')
      line++;
    else if (*line == '"')
      is_in_string = !is_in_string;
    else
      for (guint i = 0; !is_in_string && i < G_N_ELEMENTS (names); i++)
        if (g_str_has_prefix (line, names[i]))
          return names[i];
  return NULL;
}

static gboolean
refuse_line (const char *line, GError **error)
{
  const char *name = line[0] == '{' ? find_no_number (line) : NULL;

  if (name != NULL)
    return scho_program_refuse (
        error, _ ("%s is no number in JSON; null is for what is undefined"), name);
  return scho_program_refuse (error, _ ("“%.50s” is no JSON object"), line);
}

/* A value as its text; %NULL for null and for lists and objects. (transfer full) */
static char *
dup_scalar (JsonNode *node)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  GType type;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  type = json_node_get_value_type (node);
  if (type == G_TYPE_STRING)
    return g_utf8_make_valid (json_node_get_string (node), -1);
  if (type == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "true" : "false");
  if (type == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  return g_strdup (g_ascii_dtostr (number, sizeof number, json_node_get_double (node)));
}

static char *
dup_member (JsonObject *object, const char *name)
{
  return dup_scalar (json_object_get_member (object, name));
}

/* %NULL where it is not there; @error where it is something else. */
static gboolean
get_list (JsonObject *object, const char *name, JsonArray **list, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  *list = NULL;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return scho_program_refuse (error, _ ("“%s” is no list"), name);
  *list = json_node_get_array (node);
  return TRUE;
}

/* A name, or an object with name, title and type. */
static gboolean
add_column (SchoProgramReply *reply, JsonNode *node, GError **error)
{
  g_autofree char *name = NULL, *title = NULL, *type = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      name = dup_scalar (node);
      return scho_program_reply_add_column (reply, name, NULL, NULL, error);
    }
  name = dup_member (json_node_get_object (node), "name");
  title = dup_member (json_node_get_object (node), "title");
  type = dup_member (json_node_get_object (node), "type");
  return scho_program_reply_add_column (reply, name, title, type, error);
}

static gboolean
add_row (SchoProgramReply *reply, JsonArray *cells, GError **error)
{
  if (!scho_program_reply_begin_row (reply, error))
    return FALSE;
  for (guint i = 0; cells != NULL && i < json_array_get_length (cells); i++)
    {
      JsonNode *node = json_array_get_element (cells, i);
      g_autofree char *value = dup_scalar (node);

      if (!JSON_NODE_HOLDS_VALUE (node) && !JSON_NODE_HOLDS_NULL (node))
        return scho_program_refuse (error, _ ("a cell is a list or an object"));
      if (!scho_program_reply_add_cell (reply, value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_rows (SchoProgramReply *reply, JsonArray *rows, GError **error)
{
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonNode *row = json_array_get_element (rows, i);

      if (!JSON_NODE_HOLDS_ARRAY (row))
        return scho_program_refuse (error, _ ("“%s” is no list"), "rows");
      if (!add_row (reply, json_node_get_array (row), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_table (SchoProgramReply *reply, JsonObject *object, GError **error)
{
  g_autofree char *id = dup_member (object, "id"), *title = dup_member (object, "title");
  JsonArray *columns, *rows;

  if (!get_list (object, "columns", &columns, error)
      || !get_list (object, "rows", &rows, error)
      || !scho_program_reply_begin_table (reply, id, title, error))
    return FALSE;
  for (guint i = 0; columns != NULL && i < json_array_get_length (columns); i++)
    if (!add_column (reply, json_array_get_element (columns, i), error))
      return FALSE;
  return add_rows (reply, rows, error);
}

static gboolean
take_row (SchoProgramReply *reply, JsonObject *object, GError **error)
{
  JsonArray *cells;

  return get_list (object, "cells", &cells, error) && add_row (reply, cells, error);
}

static gboolean
read_integer (JsonObject *object, const char *name, gint64 *value, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_INT64)
    return scho_program_refuse (error, _ ("“%s” is no whole number"), name);
  *value = json_node_get_int (node);
  return TRUE;
}

static gboolean
take_annotation (SchoProgramReply *reply, JsonObject *object, GError **error)
{
  g_autofree char *document = dup_member (object, "document"),
                  *code = dup_member (object, "code"),
                  *memo = dup_member (object, "memo");
  JsonNode *weight = json_object_get_member (object, "weight");
  SchoProposal proposal
      = { document, 0, 0, .code = code, .weight = SCHO_NO_WEIGHT, .memo = memo };

  return read_integer (object, "start", &proposal.start, error)
         && read_integer (object, "end", &proposal.end, error)
         && (weight == NULL || JSON_NODE_HOLDS_NULL (weight)
             || read_integer (object, "weight", &proposal.weight, error))
         && scho_program_reply_propose (reply, &proposal, error);
}

static gboolean
take_progress (SchoProgramReply *reply, JsonObject *object, GError **error)
{
  g_autofree char *fraction = dup_member (object, "fraction"),
                  *what = dup_member (object, "what");

  scho_program_reply_progress (
      reply, fraction != NULL ? g_ascii_strtod (fraction, NULL) : -1, what);
  return TRUE;
}

static gboolean
take_note (SchoProgramReply *reply, JsonObject *object, GError **error)
{
  g_autofree char *text = dup_member (object, "text");

  return scho_program_reply_note (reply, text, error);
}

static gboolean
take_error (SchoProgramReply *reply, JsonObject *object, GError **error)
{
  g_autofree char *message = dup_member (object, "message");

  return scho_program_reply_fail (message, error);
}

static const struct
{
  const char *type;
  gboolean (*take) (SchoProgramReply *reply, JsonObject *object, GError **error);
} takers[] = {
  { "row", take_row },           { "annotation", take_annotation },
  { "progress", take_progress }, { "table", take_table },
  { "note", take_note },         { "error", take_error },
};

static gboolean
take_object (SchoProgramReply *reply, JsonObject *object, GError **error)
{
  g_autofree char *type = dup_member (object, "type");

  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (takers); i++)
    if (g_str_equal (type, takers[i].type))
      return takers[i].take (reply, object, error);
  return scho_program_refuse (error,
                              _ ("“%.50s” is none of table, row, note, annotation, "
                                 "progress and error"),
                              type != NULL ? type : "");
}

gboolean
scho_program_json_take (SchoProgramReply *reply, char *line, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) problem = NULL;
  JsonNode *root;

  if (!is_flat (line))
    return scho_program_refuse (error,
                                _ ("lists and objects lie too deep in each other"));
  if (line[0] != '{' || !json_parser_load_from_data (parser, line, -1, &problem)
      || !(root = json_parser_get_root (parser)) || !JSON_NODE_HOLDS_OBJECT (root))
    return refuse_line (line, error);
  return take_object (reply, json_node_get_object (root), error);
}
