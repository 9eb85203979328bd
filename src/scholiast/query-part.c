/* query-part.c - a query taken apart and put together again, as a form shows it. */
#include <scholiast/query-part.h>

#include <scholiast/query-parse-private.h>

SchoQueryPart *
scho_query_part_new (SchoQueryPartKind kind)
{
  SchoQueryPart *self = g_new0 (SchoQueryPart, 1);

  self->kind = kind;
  if (kind <= SCHO_PART_NONE)
    self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) scho_query_part_free);
  return self;
}

void
scho_query_part_free (SchoQueryPart *self)
{
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_free (self->name);
  g_free (self->value);
  g_free (self->left);
  g_free (self->right);
  g_free (self);
}

/* Taking apart -------------------------------------------------------------------- */

static SchoQueryPart *take_apart (const SchoQueryNode *node);

static void
add_children (SchoQueryPart *self, const SchoQueryNode *node)
{
  for (guint i = 0; i < node->children->len; i++)
    g_ptr_array_add (self->parts, take_apart (scho_query_node_get (node, i)));
}

static SchoQueryPart *
take_none (const SchoQueryNode *node)
{
  SchoQueryPart *self = scho_query_part_new (SCHO_PART_NONE);
  const SchoQueryNode *child = scho_query_node_get (node, 0);

  add_children (self, child->kind == SCHO_QUERY_OR ? child : node);
  return self;
}

static SchoQueryPart *
take_relation (const SchoQueryNode *node)
{
  SchoQueryPart *self = scho_query_part_new (SCHO_PART_RELATION);

  self->left = scho_query_print (scho_query_node_get (node, 0));
  self->right = scho_query_print (scho_query_node_get (node, 1));
  self->relation = node->relation;
  self->is_negated = node->is_negated;
  self->has_reach = node->has_reach;
  self->reach = node->reach;
  self->unit = node->unit;
  return self;
}

static SchoQueryPart *
take_leaf (const SchoQueryNode *node, SchoQueryPartKind kind)
{
  SchoQueryPart *self = scho_query_part_new (kind);

  self->scope = node->scope;
  self->name = g_strdup (node->name);
  self->field = node->field;
  self->sign = node->sign;
  self->value = g_strdup (node->value);
  return self;
}

static SchoQueryPart *
take_apart (const SchoQueryNode *node)
{
  SchoQueryPart *self;

  switch (node->kind)
    {
    case SCHO_QUERY_AND:
    case SCHO_QUERY_OR:
      self = scho_query_part_new (node->kind == SCHO_QUERY_AND ? SCHO_PART_ALL
                                                               : SCHO_PART_ANY);
      add_children (self, node);
      return self;
    case SCHO_QUERY_NOT:
      return take_none (node);
    case SCHO_QUERY_RELATION:
      return take_relation (node);
    case SCHO_QUERY_CODE:
      return take_leaf (node, SCHO_PART_CODE);
    case SCHO_QUERY_SAVED:
      return take_leaf (node, SCHO_PART_SAVED);
    case SCHO_QUERY_HIT:
      return take_leaf (node, SCHO_PART_HIT);
    default:
      return take_leaf (node, SCHO_PART_TERM);
    }
}

SchoQueryPart *
scho_passage_query_take_apart (SchoPassageQuery *self)
{
  return take_apart (self->root);
}

/* Writing ------------------------------------------------------------------------- */

static void
append_group (GString *text, const SchoQueryPart *self)
{
  const char *word = self->kind == SCHO_PART_ALL ? " and " : " or ";
  gsize start = text->len;
  guint n = 0;

  for (guint i = 0; i < self->parts->len; i++)
    {
      g_autofree char *part = scho_query_part_write (self->parts->pdata[i]);

      if (part[0] == '\0')
        continue;
      if (n++ > 0)
        g_string_append (text, word);
      g_string_append_printf (text, "(%s)", part);
    }
  if (n > 0 && self->kind == SCHO_PART_NONE)
    {
      g_string_insert (text, (gssize) start, "not (");
      g_string_append_c (text, ')');
    }
}

static void
append_relation (GString *text, const SchoQueryPart *self)
{
  if (self->left == NULL || self->left[0] == '\0' || self->right == NULL
      || self->right[0] == '\0')
    return;
  g_string_append_printf (text, "(%s)%s %s ", self->left, self->is_negated ? " not" : "",
                          scho_query_relation_get_word (self->relation));
  if (self->relation == SCHO_QUERY_IN_SAME)
    g_string_append_printf (text, "same %s as ",
                            scho_query_unit_get_word (self->unit, FALSE));
  g_string_append_printf (text, "(%s)", self->right);
  if (self->has_reach)
    g_string_append_printf (text, " within %u %s", self->reach,
                            scho_query_unit_get_word (self->unit, TRUE));
}

/* By SchoQueryPartKind: of leaves. */
static const SchoQueryKind leaf_kinds[] = { [SCHO_PART_CODE] = SCHO_QUERY_CODE,
                                            [SCHO_PART_HIT] = SCHO_QUERY_HIT,
                                            [SCHO_PART_TERM] = SCHO_QUERY_TERM,
                                            [SCHO_PART_SAVED] = SCHO_QUERY_SAVED };

static gboolean
needs_name (const SchoQueryPart *self)
{
  return self->kind == SCHO_PART_SAVED
         || (self->kind == SCHO_PART_CODE && self->scope != SCHO_QUERY_ANY_CODE)
         || (self->kind == SCHO_PART_TERM && self->field == SCHO_QUERY_ATTRIBUTE);
}

static gboolean
needs_value (const SchoQueryPart *self)
{
  return self->kind == SCHO_PART_TERM || self->kind == SCHO_PART_HIT;
}

/* As the tree prints it; what it would take from here is lent. */
static void
append_leaf (GString *text, const SchoQueryPart *self)
{
  SchoQueryNode node = { .kind = leaf_kinds[self->kind],
                         .scope = self->scope,
                         .name = self->name,
                         .field = self->field,
                         .sign = self->sign,
                         .value = self->value };
  g_autofree char *leaf = NULL;

  if ((needs_name (self) && (self->name == NULL || self->name[0] == '\0'))
      || (needs_value (self) && self->value == NULL))
    return;
  leaf = scho_query_print (&node);
  g_string_append (text, leaf);
}

char *
scho_query_part_write (const SchoQueryPart *self)
{
  GString *text = g_string_new (NULL);

  if (self->kind <= SCHO_PART_NONE)
    append_group (text, self);
  else if (self->kind == SCHO_PART_RELATION)
    append_relation (text, self);
  else
    append_leaf (text, self);
  return g_string_free (text, FALSE);
}
