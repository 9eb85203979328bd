/* query-term.c - what stands beside a sign: `outlet:guardian`. */
#include <scholiast/query-term-private.h>

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <scholiast/attribute.h>

#define SIGN(sign) (1u << (sign))
#define EQUAL (SIGN (SCHO_QUERY_HAS) | SIGN (SCHO_QUERY_IS) | SIGN (SCHO_QUERY_IS_NOT))
#define ORDERED                                                                          \
  (SIGN (SCHO_QUERY_LESS) | SIGN (SCHO_QUERY_AT_MOST) | SIGN (SCHO_QUERY_MORE)           \
   | SIGN (SCHO_QUERY_AT_LEAST))
#define WORDS (SIGN (SCHO_QUERY_HAS) | SIGN (SCHO_QUERY_MATCHES))

/* Which signs each takes. */
static const guint allowed[] = {
  [SCHO_QUERY_ATTRIBUTE] = EQUAL | ORDERED,
  [SCHO_QUERY_TITLE] = EQUAL,
  [SCHO_QUERY_SOURCE] = EQUAL,
  [SCHO_QUERY_LANGUAGE] = EQUAL,
  [SCHO_QUERY_CODER] = EQUAL,
  [SCHO_QUERY_CODED] = EQUAL | ORDERED,
  [SCHO_QUERY_WEIGHT] = EQUAL | ORDERED,
  [SCHO_QUERY_MEMO] = EQUAL,
  [SCHO_QUERY_EXAMPLE] = EQUAL,
  [SCHO_QUERY_TEXT] = WORDS,
};

static gboolean
refuse_at (const SchoQuerySpan *at, SchoQuerySpan *place, GError **error, char *words)
{
  *place = *at;
  g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_INVALID, words);
  g_free (words);
  return FALSE;
}

/* What is in quotation marks is an attribute, whatever it is called. */
static SchoQueryNode *
new_node (const SchoQueryToken *name)
{
  SchoQueryNode *node
      = scho_query_node_new (SCHO_QUERY_TERM, name->span.start, name->span.end);

  node->is_condition = TRUE;
  node->name = g_strdup (name->name);
  node->name_span = name->span;
  if (name->kind == SCHO_QUERY_TOKEN_QUOTED)
    return node;
  if (g_ascii_strcasecmp (name->name, "hit") == 0)
    {
      node->kind = SCHO_QUERY_HIT;
      node->is_condition = FALSE;
      node->field = SCHO_QUERY_TEXT;
    }
  for (guint i = SCHO_QUERY_TITLE; i < G_N_ELEMENTS (allowed); i++)
    if (g_ascii_strcasecmp (name->name, scho_query_field_get_word (i)) == 0)
      node->field = i;
  return node;
}

static char *
dup_signs (guint which)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint sign = SCHO_QUERY_HAS; sign <= SCHO_QUERY_MATCHES; sign++)
    if ((which & SIGN (sign)) != 0)
      g_string_append_printf (list, "%s%s", list->len > 0 ? "  " : "",
                              scho_query_sign_get_text (sign));
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static gboolean
take_sign (SchoQueryNode *node,
           SchoQueryLexer *lexer,
           SchoQuerySpan *place,
           GError **error)
{
  g_autofree char *signs = NULL;

  node->sign = lexer->token.sign;
  if ((allowed[node->field] & SIGN (node->sign)) != 0)
    return TRUE;
  signs = dup_signs (allowed[node->field]);
  if (node->sign == SCHO_QUERY_MATCHES)
    return refuse_at (
        &lexer->token.span, place, error,
        g_strdup_printf (_ ("Only “text” and “hit” take an expression with “~”; “%s” "
                            "takes: %s"),
                         node->name, signs));
  return refuse_at (&lexer->token.span, place, error,
                    g_strdup_printf (_ ("“%s” does not go with “%s”, only with: %s"),
                                     node->name, scho_query_sign_get_text (node->sign),
                                     signs));
}

static gboolean
take_value (SchoQueryNode *node,
            SchoQueryLexer *lexer,
            SchoQuerySpan *place,
            GError **error)
{
  if (!scho_query_lexer_next_value (lexer, place, error))
    return FALSE;
  if (lexer->token.kind != SCHO_QUERY_TOKEN_NAME
      && lexer->token.kind != SCHO_QUERY_TOKEN_QUOTED)
    return refuse_at (
        &(SchoQuerySpan){ lexer->token.span.start, lexer->token.span.start }, place,
        error,
        g_strdup_printf (_ ("A value is missing behind “%s%s”; “” where there is none"),
                         node->name, scho_query_sign_get_text (node->sign)));
  node->value = g_strdup (lexer->token.name);
  node->value_span = lexer->token.span;
  node->span.end = lexer->token.span.end;
  node->folded = scho_query_fold (node->value);
  return scho_query_lexer_next (lexer, place, error);
}

static gboolean
read_number (SchoQueryNode *node)
{
  char *end;

  node->number_value = g_ascii_strtod (node->value, &end);
  node->has_number = end != node->value && *end == '\0' && isfinite (node->number_value);
  return node->has_number;
}

static gboolean
read_time (SchoQueryNode *node)
{
  node->has_time = scho_query_time_parse (node->value, &node->time);
  return node->has_time;
}

static gboolean
is_yes_or_no (const SchoQueryNode *node)
{
  g_autofree char *value = scho_attribute_dup_value (node->value, SCHO_ATTRIBUTE_YES_NO);

  return strcmp (value, "yes") == 0 || strcmp (value, "no") == 0;
}

static gboolean
refuse_value (SchoQueryNode *node,
              SchoQuerySpan *place,
              GError **error,
              const char *format)
{
  g_autofree char *shown = g_utf8_strlen (node->value, -1) > 60
                               ? g_utf8_substring (node->value, 0, 60)
                               : g_strdup (node->value);
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);

  return refuse_at (&node->value_span, place, error,
                    g_strconcat (parts[0], shown, parts[1], NULL));
}

static gboolean
compile (SchoQueryNode *node, SchoQuerySpan *place, GError **error)
{
  SchoSearchFlags flags = node->sign == SCHO_QUERY_MATCHES ? SCHO_SEARCH_REGEX : 0;

  node->search = scho_search_new (node->value, flags, error);
  *place = node->value_span;
  return node->search != NULL;
}

/* What the value must be is known but for attributes, whose type the project knows. */
static gboolean
understand_value (SchoQueryNode *node, SchoQuerySpan *place, GError **error)
{
  gboolean is_number = read_number (node), is_time = read_time (node);

  switch (node->field)
    {
    case SCHO_QUERY_CODED:
      return is_time
             || refuse_value (node, place, error,
                              _ ("“%s” is no date such as 2024, 2024-05 or 2024-05-31"));
    case SCHO_QUERY_WEIGHT:
      return is_number || refuse_value (node, place, error, _ ("“%s” is no number"));
    case SCHO_QUERY_EXAMPLE:
      return is_yes_or_no (node)
             || refuse_value (node, place, error, _ ("“%s” is neither “yes” nor “no”"));
    case SCHO_QUERY_TEXT:
      return compile (node, place, error);
    case SCHO_QUERY_ATTRIBUTE:
      return is_number || is_time || (ORDERED & SIGN (node->sign)) == 0
             || refuse_value (node, place, error,
                              _ ("“%s” is neither a number nor a date such as "
                                 "2024-05-31, so nothing is more or less"));
    default:
      return TRUE;
    }
}

SchoQueryNode *
scho_query_term_parse (SchoQueryLexer *lexer,
                       const SchoQueryToken *name,
                       SchoQuerySpan *place,
                       GError **error)
{
  g_autoptr (SchoQueryNode) node = new_node (name);

  if (!take_sign (node, lexer, place, error) || !take_value (node, lexer, place, error)
      || !understand_value (node, place, error))
    return NULL;
  return g_steal_pointer (&node);
}
