/* query-relate.c - passages by how they lie to others.
 *
 * Each passage of the left side stays whole; the right side is asked for one that it is
 * so to. Where few are on the left, the right side is looked for around them only, by the
 * interval index.
 */
#include <scholiast/query-run-private.h>

#define FEW 32 /* a share of the codings */

typedef struct
{
  SchoQueryRun *run;
  const SchoQueryNode *node;
  SchoQuerySet *right;
} Relating;

/* Units --------------------------------------------------------------------------- */

/* Words lie wholly between the two; of larger units it is how many begin until there. */
static gboolean
is_within_units (Relating *self, guint32 from, guint32 to)
{
  SchoText *text = scho_query_run_get_text (self->run);
  const char *language = self->run->document->language;
  SchoTextUnit unit = self->node->unit;
  guint32 start, end = 0;

  if (text == NULL)
    return FALSE;
  for (guint n = 0; n <= self->node->reach && !scho_query_run_is_over (self->run, 1); n++)
    {
      if (!scho_text_next_unit (text, language, unit, from, &start, &end)
          || (unit == SCHO_UNIT_WORD ? end > to : start > to))
        return TRUE;
      from = end;
    }
  return FALSE;
}

static gboolean
is_in_reach (Relating *self, const SchoMatch *earlier, const SchoMatch *later)
{
  if (!self->node->has_reach)
    return TRUE;
  if (self->node->unit == SCHO_UNIT_CHARACTER)
    return later->start - earlier->end <= self->node->reach;
  return is_within_units (self, earlier->end, later->start);
}

/* The range that is as much as the units in which @match is. %FALSE: it is in none. */
static gboolean
widen (Relating *self, const SchoMatch *match, guint32 *start, guint32 *end)
{
  SchoText *text = scho_query_run_get_text (self->run);

  *start = match->start;
  *end = match->end;
  return text != NULL
         && scho_text_snap (text, self->run->document->language, self->node->unit, start,
                            end);
}

/* Relations ----------------------------------------------------------------------- */

static const SchoMatch *
find_before (Relating *self, const SchoMatch *match)
{
  const SchoMatch *found = scho_query_set_find_before (self->right, match);

  return found != NULL && is_in_reach (self, found, match) ? found : NULL;
}

static const SchoMatch *
find_after (Relating *self, const SchoMatch *match)
{
  const SchoMatch *found = scho_query_set_find_after (self->right, match);

  return found != NULL && is_in_reach (self, match, found) ? found : NULL;
}

static const SchoMatch *
find_near (Relating *self, const SchoMatch *match)
{
  const SchoMatch *before
      = scho_query_set_find_overlap (self->right, match, match->start, match->end);
  const SchoMatch *after;

  if (before != NULL)
    return before;
  before = scho_query_set_find_clear_before (self->right, match);
  if (before != NULL && !is_in_reach (self, before, match))
    before = NULL;
  after = find_after (self, match);
  if (before == NULL || after == NULL)
    return before != NULL ? before : after;
  return match->start - before->end <= after->start - match->end ? before : after;
}

static const SchoMatch *
find_in_same (Relating *self, const SchoMatch *match)
{
  guint32 start, end;

  if (self->node->unit == SCHO_QUERY_UNIT_DOCUMENT)
    return scho_query_set_find_other (self->right, match);
  if (!widen (self, match, &start, &end))
    return NULL;
  return scho_query_set_find_overlap (self->right, match, start, end);
}

static const SchoMatch *
find_related (Relating *self, const SchoMatch *match)
{
  switch (self->node->relation)
    {
    case SCHO_QUERY_OVERLAPS:
      return scho_query_set_find_overlap (self->right, match, match->start, match->end);
    case SCHO_QUERY_INSIDE:
      return scho_query_set_find_around (self->right, match);
    case SCHO_QUERY_CONTAINS:
      return scho_query_set_find_within (self->right, match);
    case SCHO_QUERY_EQUALS:
      return scho_query_set_find_equal (self->right, match);
    case SCHO_QUERY_TOUCHES:
      return scho_query_set_find_touching (self->right, match);
    case SCHO_QUERY_FOLLOWS:
      return find_before (self, match);
    case SCHO_QUERY_PRECEDES:
      return find_after (self, match);
    case SCHO_QUERY_NEAR:
      return find_near (self, match);
    default:
      return find_in_same (self, match);
    }
}

/* Where to look ------------------------------------------------------------------- */

/* How far beside a passage the other may lie. %FALSE: anywhere. */
static gboolean
get_margin (const SchoQueryNode *node, guint32 *margin)
{
  *margin = 0;
  if (node->relation <= SCHO_QUERY_EQUALS)
    return TRUE;
  *margin = 1;
  if (node->relation == SCHO_QUERY_TOUCHES)
    return TRUE;
  *margin = node->reach + 1;
  return node->has_reach && node->unit == SCHO_UNIT_CHARACTER;
}

static void
add_window (GArray *windows, guint64 start, guint64 end)
{
  SchoQueryWindow *last
      = windows->len > 0 ? &g_array_index (windows, SchoQueryWindow, windows->len - 1)
                         : NULL;
  SchoQueryWindow window = { start, end };

  if (last != NULL && start <= last->end)
    last->end = MAX (last->end, end);
  else
    g_array_append_val (windows, window);
}

/* (nullable): it does not pay, or is not known. */
static GArray *
make_windows (SchoQueryRun *run, const SchoQueryNode *node, const GArray *left)
{
  GArray *windows;
  guint32 margin;

  if (left->len >= run->n_annotations / FEW || !get_margin (node, &margin))
    return NULL;
  windows = g_array_new (FALSE, FALSE, sizeof (SchoQueryWindow));
  for (guint i = 0; i < left->len; i++)
    {
      const SchoMatch *match = &g_array_index (left, SchoMatch, i);

      add_window (windows, match->start - MIN (match->start, margin),
                  (guint64) match->end + margin);
    }
  return windows;
}

/* Nobody on the right: nothing is so to them. */
static void
keep_related (Relating *self, GArray *left)
{
  guint n = 0;

  for (guint i = 0; i < left->len && !scho_query_run_is_over (self->run, 1); i++)
    {
      SchoMatch match = g_array_index (left, SchoMatch, i);
      const SchoMatch *other = find_related (self, &match);

      if ((other != NULL) == self->node->is_negated)
        continue;
      match.other = other != NULL ? other->annotation : NULL;
      g_array_index (left, SchoMatch, n++) = match;
    }
  g_array_set_size (left, n);
}

GArray *
scho_query_relate (SchoQueryRun *self,
                   const SchoQueryNode *node,
                   const GPtrArray *conditions,
                   const GArray *windows)
{
  GArray *left
      = scho_query_find (self, scho_query_node_get (node, 0), conditions, windows);
  g_autoptr (GArray) places = NULL;
  Relating relating = { self, node, NULL };

  if (left->len == 0)
    return left;
  places = make_windows (self, node, left);
  relating.right = scho_query_set_new_take (
      scho_query_find (self, scho_query_node_get (node, 1), NULL, places));
  keep_related (&relating, left);
  scho_query_set_free (relating.right);
  return left;
}
