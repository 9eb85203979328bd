/* query-print.c - the plainest text of a query. */
#include <scholiast/query-parse-private.h>

#include <string.h>

/* How tightly what stands there binds; what binds less is put in parentheses. */
enum
{
  LOOSE, /* or */
  BOTH,  /* and */
  NEGATED,
  RELATED,
  OPERAND,
};

static gboolean
is_plain (const char *name, gboolean of_value)
{
  static const char marks[] = "()\"";
  static const char signs[] = ":=!<>~";

  gunichar first = g_utf8_get_char (name);

  if (first == 0 || first == '\'' || first == 0x2018 || first == 0x201a
      || strpbrk (name, marks) != NULL || (!of_value && strpbrk (name, signs) != NULL))
    return FALSE;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || (c >= 0x201c && c <= 0x201e))
        return FALSE;
    }
  return TRUE;
}

static void
append_quoted (GString *text, const char *name)
{
  g_string_append_c (text, '"');
  for (const char *p = name; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *p);
    }
  g_string_append_c (text, '"');
}

static void
append_saved (GString *text, const char *name)
{
  g_string_append_c (text, '@');
  if (is_plain (name, FALSE))
    g_string_append (text, name);
  else
    append_quoted (text, name);
}

static void
append_code_name (GString *text, const char *name)
{
  gsize length = strlen (name);
  gboolean is_special = name[0] == '@' || strcmp (name, "*") == 0
                        || (length > 2 && strcmp (name + length - 2, "/*") == 0);

  if (is_plain (name, FALSE) && !scho_query_is_word (name) && !is_special)
    g_string_append (text, name);
  else
    append_quoted (text, name);
}

static void
append_code (GString *text, const SchoQueryNode *node)
{
  if (node->scope == SCHO_QUERY_ANY_CODE)
    {
      g_string_append_c (text, '*');
      return;
    }
  if (node->scope == SCHO_QUERY_BELOW)
    g_string_append (text, "below ");
  append_code_name (text, node->name);
  if (node->scope == SCHO_QUERY_BRANCH)
    g_string_append (text, "/*");
}

/* Whether a bare name would be taken for something else than an attribute. */
static gboolean
is_taken (const char *name)
{
  for (guint i = SCHO_QUERY_TITLE; i <= SCHO_QUERY_TEXT; i++)
    if (g_ascii_strcasecmp (name, scho_query_field_get_word (i)) == 0)
      return TRUE;
  return g_ascii_strcasecmp (name, "hit") == 0 || scho_query_is_word (name);
}

static void
append_field (GString *text, const SchoQueryNode *node)
{
  if (node->kind == SCHO_QUERY_HIT)
    g_string_append (text, "hit");
  else if (node->field != SCHO_QUERY_ATTRIBUTE)
    g_string_append (text, scho_query_field_get_word (node->field));
  else if (is_plain (node->name, FALSE) && node->name[0] != '@' && !is_taken (node->name))
    g_string_append (text, node->name);
  else
    append_quoted (text, node->name);
}

static void
append_term (GString *text, const SchoQueryNode *node)
{
  append_field (text, node);
  g_string_append (text, scho_query_sign_get_text (node->sign));
  if (is_plain (node->value, TRUE) && strchr (":=<>~!", node->value[0]) == NULL)
    g_string_append (text, node->value);
  else
    append_quoted (text, node->value);
}

static guint
get_binding (const SchoQueryNode *node)
{
  switch (node->kind)
    {
    case SCHO_QUERY_OR:
      return LOOSE;
    case SCHO_QUERY_AND:
      return BOTH;
    case SCHO_QUERY_NOT:
      return NEGATED;
    case SCHO_QUERY_RELATION:
      return RELATED;
    default:
      return OPERAND;
    }
}

static void append_node (GString *text, const SchoQueryNode *node, guint binding);

static void
append_relation (GString *text, const SchoQueryNode *node)
{
  append_node (text, scho_query_node_get (node, 0), RELATED);
  g_string_append_printf (text, "%s %s ", node->is_negated ? " not" : "",
                          scho_query_relation_get_word (node->relation));
  if (node->relation == SCHO_QUERY_IN_SAME)
    g_string_append_printf (text, "same %s as ",
                            scho_query_unit_get_word (node->unit, FALSE));
  append_node (text, scho_query_node_get (node, 1), OPERAND);
  if (node->has_reach)
    g_string_append_printf (text, " within %u %s", node->reach,
                            scho_query_unit_get_word (node->unit, node->reach != 1));
}

static void
append_list (GString *text, const SchoQueryNode *node, const char *word, guint binding)
{
  for (guint i = 0; i < node->children->len; i++)
    {
      if (i > 0)
        g_string_append (text, word);
      append_node (text, scho_query_node_get (node, i), binding);
    }
}

static void
append_bare (GString *text, const SchoQueryNode *node)
{
  switch (node->kind)
    {
    case SCHO_QUERY_OR:
      append_list (text, node, " or ", BOTH);
      break;
    case SCHO_QUERY_AND:
      append_list (text, node, " and ", NEGATED);
      break;
    case SCHO_QUERY_NOT:
      g_string_append (text, "not ");
      append_node (text, scho_query_node_get (node, 0), NEGATED);
      break;
    case SCHO_QUERY_RELATION:
      append_relation (text, node);
      break;
    case SCHO_QUERY_CODE:
      append_code (text, node);
      break;
    case SCHO_QUERY_SAVED:
      append_saved (text, node->name);
      break;
    default:
      append_term (text, node);
    }
}

static void
append_node (GString *text, const SchoQueryNode *node, guint binding)
{
  gboolean parentheses = get_binding (node) < binding;

  if (parentheses)
    g_string_append_c (text, '(');
  append_bare (text, node);
  if (parentheses)
    g_string_append_c (text, ')');
}

char *
scho_query_print (const SchoQueryNode *root)
{
  GString *text = g_string_new (NULL);

  append_node (text, root, LOOSE);
  return g_string_free (text, FALSE);
}

char *
scho_passage_query_quote (const char *name)
{
  GString *text = g_string_new (NULL);

  append_code_name (text, name);
  return g_string_free (text, FALSE);
}
