/* query-parse.c - from the words of a query to its tree.
 *
 *     query     = both { "or" both }
 *     both      = negated { "and" negated }
 *     negated   = "not" negated | relation
 *     relation  = operand { [ "not" ] RELATION operand [ "within" N UNIT ] }
 *     operand   = "(" query ")" | "below" code | code | term | "@" name
 *     RELATION  = "overlaps" | … | "in" [ "the" ] "same" UNIT "as"
 */
#include <scholiast/query-parse-private.h>

#include <string.h>

#include <glib/gi18n-lib.h>
#include <scholiast/query-term-private.h>

typedef struct
{
  SchoQueryLexer lexer;
  guint depth; /* of parentheses and negations that are open */
  SchoQuerySpan *place;
  GError **error;
} Parser;

static SchoQueryNode *parse_query (Parser *self);

static gpointer
refuse (Parser *self, SchoQuerySpan at, const char *words)
{
  *self->place = at;
  g_set_error_literal (self->error, SCHO_ERROR, SCHO_ERROR_INVALID, words);
  return NULL;
}

static SchoQuerySpan
get_span (const Parser *self)
{
  return self->lexer.token.span;
}

static gboolean
next (Parser *self)
{
  return scho_query_lexer_next (&self->lexer, self->place, self->error);
}

static gboolean
is_at_word (const Parser *self, const char *word)
{
  return self->lexer.token.kind == SCHO_QUERY_TOKEN_NAME
         && g_ascii_strcasecmp (self->lexer.token.name, word) == 0;
}

static gboolean
is_at_relation (const Parser *self, SchoQueryRelation *relation)
{
  for (guint i = SCHO_QUERY_OVERLAPS; i <= SCHO_QUERY_IN_SAME; i++)
    if (is_at_word (self, scho_query_relation_get_word (i)))
      {
        *relation = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
enter (Parser *self)
{
  if (++self->depth <= SCHO_PASSAGE_QUERY_DEEPEST)
    return TRUE;
  refuse (self, get_span (self),
          _ ("Too much lies within each other here; 100 parentheses are the most"));
  return FALSE;
}

/* @open: what is refused is that it is too deep. */
static SchoQueryNode *
check_depth (Parser *self, SchoQueryNode *node)
{
  g_autoptr (SchoQueryNode) owned = node;

  if (node->depth <= SCHO_PASSAGE_QUERY_DEEPEST)
    return g_steal_pointer (&owned);
  return refuse (self, node->span,
                 _ ("Too much lies within each other here; 100 relations are the most"));
}

/* Codes and terms ----------------------------------------------------------------- */

static SchoQueryNode *
new_code (SchoQueryToken *name, SchoQueryScope scope)
{
  SchoQueryNode *node
      = scho_query_node_new (SCHO_QUERY_CODE, name->span.start, name->span.end);

  node->scope = scope;
  node->name_span = name->span;
  node->name = g_steal_pointer (&name->name);
  return node;
}

static SchoQueryNode *
make_code (SchoQueryToken *name)
{
  gsize length = strlen (name->name);

  if (name->kind == SCHO_QUERY_TOKEN_QUOTED)
    return new_code (name, name->has_star ? SCHO_QUERY_BRANCH : SCHO_QUERY_ITSELF);
  if (strcmp (name->name, "*") == 0)
    return new_code (name, SCHO_QUERY_ANY_CODE);
  if (length < 3 || strcmp (name->name + length - 2, "/*") != 0)
    return new_code (name, SCHO_QUERY_ITSELF);
  name->name[length - 2] = '\0';
  return new_code (name, SCHO_QUERY_BRANCH);
}

/* `@name` is one word, `@"a name"` two without a space between. */
static SchoQueryNode *
make_saved (Parser *self, SchoQueryToken *name)
{
  SchoQueryToken *next_token = &self->lexer.token;
  g_autoptr (SchoQueryNode) node
      = scho_query_node_new (SCHO_QUERY_SAVED, name->span.start, name->span.end);

  node->name = g_strdup (name->name + 1);
  if (node->name[0] == '\0' && next_token->kind == SCHO_QUERY_TOKEN_QUOTED
      && next_token->span.start == name->span.end && !next_token->has_star)
    {
      g_free (node->name);
      node->name = g_steal_pointer (&next_token->name);
      node->span.end = next_token->span.end;
      if (!next (self))
        return NULL;
    }
  node->name_span = node->span;
  if (node->name[0] == '\0')
    return refuse (self, node->span,
                   _ ("The name of a saved query is missing behind “@”"));
  return g_steal_pointer (&node);
}

static SchoQueryNode *
make_named (Parser *self, SchoQueryToken *name)
{
  if (name->kind == SCHO_QUERY_TOKEN_NAME && name->name[0] == '@')
    return make_saved (self, name);
  if (name->name[0] == '\0')
    return refuse (self, name->span, _ ("There is no name between the quotation marks"));
  if (self->lexer.token.kind == SCHO_QUERY_TOKEN_SIGN && !name->has_star)
    return scho_query_term_parse (&self->lexer, name, self->place, self->error);
  if (name->kind == SCHO_QUERY_TOKEN_NAME && scho_query_is_word (name->name))
    {
      g_autofree char *words = g_strdup_printf (
          _ ("A code or a condition is missing before “%s”; a code that is called so is "
             "written in quotation marks"),
          name->name);

      return refuse (self, name->span, words);
    }
  return make_code (name);
}

static SchoQueryNode *
parse_named (Parser *self)
{
  SchoQueryToken name = self->lexer.token;
  SchoQueryNode *node;

  self->lexer.token.name = NULL;
  node = next (self) ? make_named (self, &name) : NULL;
  g_free (name.name);
  return node;
}

static SchoQueryNode *
parse_below (Parser *self)
{
  SchoQuerySpan word = get_span (self);
  SchoQueryNode *node;

  if (!next (self))
    return NULL;
  if (self->lexer.token.kind != SCHO_QUERY_TOKEN_NAME
      && self->lexer.token.kind != SCHO_QUERY_TOKEN_QUOTED)
    return refuse (self, word, _ ("A code is missing behind “below”"));
  if (!(node = parse_named (self)))
    return NULL;
  if (node->kind != SCHO_QUERY_CODE || node->scope != SCHO_QUERY_ITSELF)
    {
      SchoQuerySpan at = node->span;

      scho_query_node_free (node);
      return refuse (self, at, _ ("Behind “below” stands the name of a code alone"));
    }
  node->scope = SCHO_QUERY_BELOW;
  node->span.start = word.start;
  return node;
}

/* Operators ----------------------------------------------------------------------- */

static SchoQueryNode *
parse_parentheses (Parser *self)
{
  SchoQuerySpan open = get_span (self);
  g_autoptr (SchoQueryNode) node = NULL;

  if (!enter (self) || !next (self) || !(node = parse_query (self)))
    return NULL;
  if (self->lexer.token.kind != SCHO_QUERY_TOKEN_CLOSE)
    return refuse (self, open, _ ("The parenthesis that begins here does not end"));
  node->span = (SchoQuerySpan){ open.start, get_span (self).end };
  self->depth--;
  return next (self) ? g_steal_pointer (&node) : NULL;
}

static SchoQueryNode *
parse_operand (Parser *self)
{
  switch (self->lexer.token.kind)
    {
    case SCHO_QUERY_TOKEN_OPEN:
      return parse_parentheses (self);
    case SCHO_QUERY_TOKEN_NAME:
    case SCHO_QUERY_TOKEN_QUOTED:
      return is_at_word (self, "below") ? parse_below (self) : parse_named (self);
    case SCHO_QUERY_TOKEN_SIGN:
      return refuse (self, get_span (self),
                     _ ("Before the sign the name of an attribute is missing"));
    default:
      return refuse (self, get_span (self), _ ("A code or a condition is missing here"));
    }
}

static gboolean
take_word (Parser *self, const char *word, const char *missing)
{
  if (is_at_word (self, word))
    return next (self);
  refuse (self, get_span (self), missing);
  return FALSE;
}

static gboolean
take_unit (Parser *self, SchoQueryNode *node, SchoTextUnit last, const char *missing)
{
  for (guint unit = SCHO_UNIT_CHARACTER; unit <= last; unit++)
    if (is_at_word (self, scho_query_unit_get_word (unit, FALSE))
        || is_at_word (self, scho_query_unit_get_word (unit, TRUE)))
      {
        node->unit = unit;
        node->span.end = get_span (self).end;
        return next (self);
      }
  refuse (self, get_span (self), missing);
  return FALSE;
}

/* `in the same paragraph as`; the first word is read. */
static gboolean
take_same (Parser *self, SchoQueryNode *node)
{
  const char *missing = _ ("Behind “in” stands: same paragraph as, same turn as, same "
                           "sentence as, or same document as");

  if (is_at_word (self, "the") && !next (self))
    return FALSE;
  if (!take_word (self, "same", missing)
      || !take_unit (self, node, SCHO_QUERY_UNIT_DOCUMENT, missing))
    return FALSE;
  if (node->unit < SCHO_UNIT_SENTENCE)
    {
      refuse (self, node->span, missing);
      return FALSE;
    }
  return take_word (self, "as", missing);
}

static gboolean
take_number (Parser *self, SchoQueryNode *node)
{
  const char *missing = _ ("Behind “within” stands a whole number up to 1,000,000,000");
  guint64 number;

  if (self->lexer.token.kind != SCHO_QUERY_TOKEN_NAME
      || !g_ascii_string_to_unsigned (self->lexer.token.name, 10, 0, 1000 * 1000 * 1000,
                                      &number, NULL))
    {
      refuse (self, get_span (self), missing);
      return FALSE;
    }
  node->reach = (guint32) number;
  node->has_reach = TRUE;
  return next (self);
}

static gboolean
take_within (Parser *self, SchoQueryNode *node)
{
  gboolean is_near = node->relation == SCHO_QUERY_NEAR;

  if (!is_at_word (self, "within"))
    {
      if (!is_near)
        return TRUE;
      refuse (self, get_span (self),
              _ ("How near is missing, as in “near x within 20 words”"));
      return FALSE;
    }
  if (!is_near && node->relation != SCHO_QUERY_FOLLOWS
      && node->relation != SCHO_QUERY_PRECEDES)
    {
      refuse (self, get_span (self),
              _ ("“within” goes with “follows”, “precedes” and “near” only"));
      return FALSE;
    }
  return next (self) && take_number (self, node)
         && take_unit (self, node, SCHO_UNIT_LAST,
                       _ ("Behind the number stands: characters, words, sentences, "
                          "paragraphs or turns"));
}

/* Takes @left; at the word of the relation, or at the `not` before it. */
static SchoQueryNode *
parse_relation_of (Parser *self, SchoQueryNode *left, gboolean is_negated)
{
  g_autoptr (SchoQueryNode) node
      = scho_query_node_new (SCHO_QUERY_RELATION, left->span.start, left->span.end);
  SchoQueryNode *right;

  scho_query_node_add (node, left);
  node->is_negated = is_negated;
  if (is_negated && !next (self))
    return NULL;
  if (!is_at_relation (self, &node->relation))
    return refuse (self, get_span (self),
                   _ ("“and” or “or” is missing before “not”, or a relation behind it, "
                      "such as “overlaps”"));
  if (!next (self) || (node->relation == SCHO_QUERY_IN_SAME && !take_same (self, node))
      || !(right = parse_operand (self)))
    return NULL;
  scho_query_node_add (node, right);
  if (!take_within (self, node))
    return NULL;
  return check_depth (self, g_steal_pointer (&node));
}

static SchoQueryNode *
parse_relation (Parser *self)
{
  SchoQueryNode *left = parse_operand (self);
  SchoQueryRelation relation;

  while (left != NULL)
    {
      gboolean is_negated = is_at_word (self, "not");

      if (!is_negated && !is_at_relation (self, &relation))
        break;
      left = parse_relation_of (self, left, is_negated);
    }
  return left;
}

static SchoQueryNode *
parse_negated (Parser *self)
{
  g_autoptr (SchoQueryNode) node = NULL;
  SchoQueryToken *token = &self->lexer.token;
  SchoQueryNode *child;

  if (!is_at_word (self, "not"))
    return parse_relation (self);
  node = scho_query_node_new (SCHO_QUERY_NOT, token->span.start, token->span.end);
  if (!enter (self) || !next (self) || !(child = parse_negated (self)))
    return NULL;
  self->depth--;
  scho_query_node_add (node, child);
  return check_depth (self, g_steal_pointer (&node));
}

/* @parse what stands between the words. */
static SchoQueryNode *
parse_list (Parser *self,
            const char *word,
            SchoQueryKind kind,
            SchoQueryNode *(*parse) (Parser *self))
{
  SchoQueryNode *first = parse (self), *other;
  g_autoptr (SchoQueryNode) list = NULL;

  if (first == NULL || !is_at_word (self, word))
    return first;
  list = scho_query_node_new (kind, first->span.start, first->span.end);
  scho_query_node_add (list, first);
  while (is_at_word (self, word))
    {
      if (!next (self) || !(other = parse (self)))
        return NULL;
      scho_query_node_add (list, other);
    }
  return check_depth (self, g_steal_pointer (&list));
}

static SchoQueryNode *
parse_both (Parser *self)
{
  return parse_list (self, "and", SCHO_QUERY_AND, parse_negated);
}

static SchoQueryNode *
parse_query (Parser *self)
{
  return parse_list (self, "or", SCHO_QUERY_OR, parse_both);
}

/* The whole ----------------------------------------------------------------------- */

static SchoQueryNode *
check_end (Parser *self, SchoQueryNode *root)
{
  g_autoptr (SchoQueryNode) owned = root;

  switch (self->lexer.token.kind)
    {
    case SCHO_QUERY_TOKEN_END:
      return g_steal_pointer (&owned);
    case SCHO_QUERY_TOKEN_CLOSE:
      return refuse (self, get_span (self),
                     _ ("A parenthesis ends here that has not begun"));
    default:
      return refuse (self, get_span (self),
                     _ ("“and”, “or” or a relation such as “overlaps” is missing before "
                        "this; names with spaces stand in quotation marks"));
    }
}

static void
number_nodes (SchoQueryNode *node, guint *n)
{
  node->number = (*n)++;
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    number_nodes (scho_query_node_get (node, i), n);
}

SchoQueryNode *
scho_query_parse_text (const char *text,
                       guint *n_nodes,
                       SchoQuerySpan *place,
                       GError **error)
{
  Parser self = { { .text = text }, 0, place, error };
  SchoQueryNode *root = NULL;

  *n_nodes = 0;
  if (next (&self))
    {
      if (self.lexer.token.kind == SCHO_QUERY_TOKEN_END)
        refuse (&self, get_span (&self), _ ("The query is empty"));
      else
        root = parse_query (&self);
    }
  if (root != NULL)
    root = check_end (&self, root);
  if (root != NULL)
    number_nodes (root, n_nodes);
  scho_query_lexer_clear (&self.lexer);
  return root;
}
