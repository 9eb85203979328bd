/* query-holds.c - whether conditions hold of a document, of a passage. */
#include <scholiast/query-run-private.h>

#include <stdlib.h>
#include <string.h>

#include <scholiast/attribute.h>

gboolean
scho_query_is_of_codings (const SchoQueryNode *node)
{
  guint n_passages = 0;

  if (node->is_condition || node->kind == SCHO_QUERY_CODE)
    return TRUE;
  if (node->kind != SCHO_QUERY_AND && node->kind != SCHO_QUERY_OR)
    return FALSE;
  for (guint i = 0; i < node->children->len; i++)
    {
      const SchoQueryNode *child = scho_query_node_get (node, i);

      if (!scho_query_is_of_codings (child))
        return FALSE;
      n_passages += !child->is_condition;
    }
  return node->kind == SCHO_QUERY_OR || n_passages <= 1;
}

/* Values -------------------------------------------------------------------------- */

/* @words: (nullable): none are “”. */
static gboolean
has_words (const SchoQueryNode *node, const char *words)
{
  g_autofree char *folded = scho_query_fold (words != NULL ? words : "");

  if (node->sign != SCHO_QUERY_HAS || node->folded[0] == '\0')
    return strcmp (folded, node->folded) == 0;
  return strstr (folded, node->folded) != NULL;
}

/* @sign: any but that words are in it; equal is the caller's. */
static gboolean
is_ordered (SchoQuerySign sign, gboolean less, gboolean more)
{
  switch (sign)
    {
    case SCHO_QUERY_LESS:
      return less;
    case SCHO_QUERY_AT_MOST:
      return !more;
    case SCHO_QUERY_MORE:
      return more;
    case SCHO_QUERY_AT_LEAST:
      return !less;
    default:
      return !less && !more;
    }
}

static gboolean
compare_number (const SchoQueryNode *node, double number)
{
  return is_ordered (node->sign, number<node->number_value, number> node->number_value);
}

static gboolean
compare_time (const SchoQueryNode *node, gint64 time)
{
  return is_ordered (node->sign, time < node->time.from, time >= node->time.to);
}

/* A text that looks like a number is more or less as one; a date likewise. */
static gboolean
compare_attribute (const SchoQueryNode *node, const SchoAttribute *attribute)
{
  gboolean is_text = attribute->type == SCHO_ATTRIBUTE_TEXT && node->sign != SCHO_QUERY_IS
                     && node->sign != SCHO_QUERY_IS_NOT;
  SchoQueryTime time;
  char *end;
  double number = g_ascii_strtod (attribute->value, &end);
  gboolean is_number = end != attribute->value && *end == '\0';

  if (node->has_number && is_number
      && (is_text || attribute->type == SCHO_ATTRIBUTE_NUMBER))
    return compare_number (node, number);
  if (node->has_time && (is_text || attribute->type == SCHO_ATTRIBUTE_DATE)
      && scho_query_time_parse (attribute->value, &time))
    return compare_time (node, time.from);
  if (node->sign != SCHO_QUERY_IS && node->sign != SCHO_QUERY_IS_NOT)
    return FALSE;
  if (attribute->type == SCHO_ATTRIBUTE_YES_NO)
    {
      g_autofree char *value
          = scho_attribute_dup_value (node->value, SCHO_ATTRIBUTE_YES_NO);

      return strcmp (value, attribute->value) == 0;
    }
  return has_words (node, attribute->value);
}

static gboolean
has_attribute (SchoQueryRun *self, const SchoQueryNode *node)
{
  const SchoAttribute *attribute = scho_document_find_attribute (
      self->document, self->bindings[node->number].attribute);
  gboolean is_known = attribute != NULL && attribute->value[0] != '\0';

  if (node->sign == SCHO_QUERY_HAS || node->value[0] == '\0')
    return has_words (node, is_known ? attribute->value : NULL);
  return is_known && compare_attribute (node, attribute);
}

/* `en` is en-GB too where it need only be in it. */
static gboolean
has_language (const SchoQueryNode *node, const char *language)
{
  gsize length = strlen (node->value);

  language = language != NULL ? language : "";
  if (node->sign != SCHO_QUERY_HAS || length == 0)
    return g_ascii_strcasecmp (language, node->value) == 0;
  return g_ascii_strncasecmp (language, node->value, length) == 0
         && (language[length] == '\0' || language[length] == '-');
}

/* Terms --------------------------------------------------------------------------- */

static gboolean
is_yes (const SchoQueryNode *node)
{
  g_autofree char *value = scho_attribute_dup_value (node->value, SCHO_ATTRIBUTE_YES_NO);

  return strcmp (value, "yes") == 0;
}

/* A hit lies within the passage. */
static gboolean
has_hit (SchoQueryRun *self, const SchoQueryNode *node, const SchoMatch *match)
{
  GArray *hits = scho_query_run_get_hits (self, node);
  guint low = 0, high = hits != NULL ? hits->len : 0;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (hits, SchoHit, middle).start < match->start)
        low = middle + 1;
      else
        high = middle;
    }
  return hits != NULL && low < hits->len
         && g_array_index (hits, SchoHit, low).end <= match->end;
}

/* Without regard to a sign that says what must not be. */
static gboolean
describes_document (SchoQueryRun *self, const SchoQueryNode *node)
{
  switch (node->field)
    {
    case SCHO_QUERY_ATTRIBUTE:
      return has_attribute (self, node);
    case SCHO_QUERY_TITLE:
      return has_words (node, self->document->title);
    case SCHO_QUERY_SOURCE:
      return has_words (node, self->document->source);
    default:
      return has_language (node, self->document->language);
    }
}

static gboolean
describes_coding (SchoQueryRun *self,
                  const SchoQueryNode *node,
                  const SchoAnnotation *annotation)
{
  gint64 time;

  switch (node->field)
    {
    case SCHO_QUERY_CODER:
      return annotation->coder == self->bindings[node->number].coder;
    case SCHO_QUERY_CODED:
      time = scho_uuid_get_time (&annotation->uuid);
      return time >= 0 && compare_time (node, time);
    case SCHO_QUERY_WEIGHT:
      return annotation->weight != SCHO_NO_WEIGHT
             && compare_number (node, annotation->weight);
    case SCHO_QUERY_MEMO:
      return has_words (node, annotation->memo);
    default:
      return ((annotation->flags & SCHO_ANNOTATION_EXAMPLE) != 0) == is_yes (node);
    }
}

static gboolean
is_of_document (const SchoQueryNode *node)
{
  return node->field <= SCHO_QUERY_LANGUAGE;
}

static gboolean
term_holds (SchoQueryRun *self, const SchoQueryNode *node, const SchoMatch *match)
{
  gboolean holds;

  if (node->field == SCHO_QUERY_TEXT)
    return has_hit (self, node, match);
  if (is_of_document (node))
    holds = describes_document (self, node);
  else
    holds = match->annotation != NULL && describes_coding (self, node, match->annotation);
  return holds != (node->sign == SCHO_QUERY_IS_NOT);
}

/* Trees --------------------------------------------------------------------------- */

static SchoQueryTruth
negate (SchoQueryTruth truth)
{
  return truth == SCHO_TRUTH_YES  ? SCHO_TRUTH_NO
         : truth == SCHO_TRUTH_NO ? SCHO_TRUTH_YES
                                  : truth;
}

static SchoQueryTruth
judge_list (SchoQueryRun *self, const SchoQueryNode *node)
{
  SchoQueryTruth decides = node->kind == SCHO_QUERY_AND ? SCHO_TRUTH_NO : SCHO_TRUTH_YES;
  SchoQueryTruth result = negate (decides);

  for (guint i = 0; i < node->children->len; i++)
    {
      SchoQueryTruth truth = scho_query_judge (self, scho_query_node_get (node, i));

      if (truth == decides)
        return decides;
      if (truth == SCHO_TRUTH_OPEN)
        result = SCHO_TRUTH_OPEN;
    }
  return result;
}

static SchoQueryTruth
judge_anew (SchoQueryRun *self, const SchoQueryNode *node)
{
  const SchoQueryNode *child;

  switch (node->kind)
    {
    case SCHO_QUERY_AND:
    case SCHO_QUERY_OR:
      return judge_list (self, node);
    case SCHO_QUERY_NOT:
      child = scho_query_node_get (node, 0);
      return child->is_condition ? negate (scho_query_judge (self, child))
                                 : SCHO_TRUTH_OPEN;
    case SCHO_QUERY_TERM:
      if (is_of_document (node))
        return term_holds (self, node, NULL) ? SCHO_TRUTH_YES : SCHO_TRUTH_NO;
      return SCHO_TRUTH_OPEN;
    default:
      return SCHO_TRUTH_OPEN;
    }
}

SchoQueryTruth
scho_query_judge (SchoQueryRun *self, const SchoQueryNode *node)
{
  SchoQueryState *state = &self->states[node->number];

  if (state->truth == SCHO_TRUTH_UNKNOWN)
    state->truth = judge_anew (self, node);
  return state->truth;
}

static gboolean
list_holds (SchoQueryRun *self, const SchoQueryNode *node, const SchoMatch *match)
{
  gboolean decides = node->kind == SCHO_QUERY_OR;

  for (guint i = 0; i < node->children->len; i++)
    if (scho_query_holds (self, scho_query_node_get (node, i), match) == decides)
      return decides;
  return !decides;
}

/* Nothing of what is negated has a character of the passage. */
static gboolean
negation_holds (SchoQueryRun *self, const SchoQueryNode *node, const SchoMatch *match)
{
  const SchoQueryNode *child = scho_query_node_get (node, 0);
  SchoQueryState *state = &self->states[node->number];

  if (child->is_condition)
    return !scho_query_holds (self, child, match);
  if (state->set == NULL)
    state->set = scho_query_set_new_take (scho_query_find (self, child, NULL, NULL));
  return !scho_query_set_covers (state->set, match->start, match->end);
}

gboolean
scho_query_holds (SchoQueryRun *self, const SchoQueryNode *node, const SchoMatch *match)
{
  SchoQueryTruth truth;

  if (node->kind == SCHO_QUERY_CODE)
    return match->annotation != NULL
           && self->bindings[node->number].codes[match->annotation->code];
  truth = scho_query_judge (self, node);
  if (truth != SCHO_TRUTH_OPEN)
    return truth == SCHO_TRUTH_YES;
  switch (node->kind)
    {
    case SCHO_QUERY_NOT:
      return negation_holds (self, node, match);
    case SCHO_QUERY_TERM:
      return term_holds (self, node, match);
    default:
      return list_holds (self, node, match);
    }
}

gboolean
scho_query_all_hold (SchoQueryRun *self,
                     const GPtrArray *conditions,
                     const SchoMatch *match)
{
  for (guint i = 0; conditions != NULL && i < conditions->len; i++)
    if (!scho_query_holds (self, conditions->pdata[i], match))
      return FALSE;
  return TRUE;
}
