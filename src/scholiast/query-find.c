/* query-find.c - the passages of one document that a query finds. */
#include <scholiast/query-run-private.h>

#include <stdlib.h>

static GArray *
new_matches (void)
{
  return g_array_new (FALSE, FALSE, sizeof (SchoMatch));
}

static SchoQueryTruth
judge_all (SchoQueryRun *self, const GPtrArray *conditions)
{
  SchoQueryTruth result = SCHO_TRUTH_YES;

  for (guint i = 0; conditions != NULL && i < conditions->len; i++)
    {
      SchoQueryTruth truth = scho_query_judge (self, conditions->pdata[i]);

      if (truth == SCHO_TRUTH_NO)
        return truth;
      if (truth == SCHO_TRUTH_OPEN)
        result = truth;
    }
  return result;
}

/* Codings, one by one ------------------------------------------------------------- */

#define BLOCK 4096 /* codings, and then it is asked whether to go on */

/* A coding is passed over where a table has 0 for its code or coder. */
typedef struct
{
  SchoQueryRun *run;
  const SchoQueryNode *node;   /* nullable: the tables have told */
  const GPtrArray *conditions; /* nullable: all hold */
  const guint8 *codes;         /* nullable */
  const guint8 *coders;        /* nullable */
  GArray *matches;
} Scan;

/* What the tables do not tell of. */
static inline gboolean
holds (const Scan *scan, const SchoMatch *match)
{
  return (scan->node == NULL || scho_query_holds (scan->run, scan->node, match))
         && (scan->conditions == NULL
             || scho_query_all_hold (scan->run, scan->conditions, match));
}

static inline SchoMatch
make_match (const SchoAnnotation *annotation)
{
  return (SchoMatch){ annotation->document, annotation->start, annotation->end,
                      annotation, NULL };
}

static gboolean
is_let_through (const Scan *scan, const SchoAnnotation *annotation)
{
  return (scan->codes == NULL || scan->codes[annotation->code])
         && (scan->coders == NULL || scan->coders[annotation->coder]);
}

/* The loops that nearly all the time goes into: without branches, since nobody can guess
 * which way they go. @places: of those that the tables let through; returns how many. */
static guint
sift (const Scan *scan, const SchoAnnotation *first, guint n, guint16 *places)
{
  const guint8 *codes = scan->codes, *coders = scan->coders;
  guint n_places = 0;

  for (guint i = 0; i < n; i++)
    {
      places[n_places] = (guint16) i;
      if (codes != NULL && coders != NULL)
        n_places += codes[first[i].code] & coders[first[i].coder];
      else if (codes != NULL)
        n_places += codes[first[i].code];
      else
        n_places += coders != NULL ? coders[first[i].coder] : 1;
    }
  return n_places;
}

/* There is room for all before the loop begins. */
static void
scan_block (Scan *scan, const SchoAnnotation *first, guint n)
{
  guint16 places[BLOCK];
  guint n_places = sift (scan, first, n, places), n_before = scan->matches->len;
  gboolean is_told = scan->node == NULL && scan->conditions == NULL;
  SchoMatch *next;

  g_array_set_size (scan->matches, n_before + n_places);
  next = &g_array_index (scan->matches, SchoMatch, n_before);
  for (guint i = 0; i < n_places; i++)
    {
      *next = make_match (&first[places[i]]);
      next += is_told || holds (scan, next);
    }
  g_array_set_size (scan->matches,
                    (guint) (next - (SchoMatch *) (gpointer) scan->matches->data));
}

static void
scan_all (Scan *scan)
{
  SchoQueryRun *run = scan->run;

  for (gsize i = 0; i < run->n_annotations; i += BLOCK)
    {
      guint n = (guint) MIN (run->n_annotations - i, BLOCK);

      scan_block (scan, &run->annotations[i], n);
      if (scho_query_run_is_over (run, n))
        return;
    }
}

/* A coding that is in several windows is in the one before, too. */
static void
scan_windows (Scan *scan, const GArray *windows)
{
  SchoQueryRun *run = scan->run;
  const SchoQueryWindow *before = NULL;

  for (guint w = 0; w < windows->len; w++)
    {
      const SchoQueryWindow *window = &g_array_index (windows, SchoQueryWindow, w);
      guint32 start = (guint32) window->start;
      guint32 end = (guint32) MIN (window->end, G_MAXUINT32);
      gsize i = scho_interval_index_next (run->index, 0, start, end);

      for (; i < run->n_annotations && !scho_query_run_is_over (run, 1);
           i = scho_interval_index_next (run->index, i + 1, start, end))
        {
          const SchoAnnotation *each = &run->annotations[i];
          SchoMatch match = make_match (each);

          if ((before == NULL || each->start >= before->end || each->end <= before->start)
              && is_let_through (scan, each) && holds (scan, &match))
            g_array_append_val (scan->matches, match);
        }
      before = window;
    }
}

/* What of the conditions a table tells of need not be asked again. */
static void
take_tables (Scan *scan, SchoQueryTruth truth)
{
  SchoQueryRun *run = scan->run;
  const SchoQueryBinding *binding = &run->bindings[scan->node->number];

  scan->codes = binding->codes;
  scan->coders = binding->coders;
  for (guint i = 0; scan->conditions != NULL && i < scan->conditions->len; i++)
    {
      const SchoQueryNode *condition = scan->conditions->pdata[i];

      binding = &run->bindings[condition->number];
      if (scan->coders == NULL)
        scan->coders = binding->coders;
    }
  if (run->bindings[scan->node->number].is_told || truth == SCHO_TRUTH_YES)
    scan->node = NULL;
}

static GArray *
find_codings (SchoQueryRun *self,
              const SchoQueryNode *node,
              const GPtrArray *conditions,
              const GArray *windows)
{
  SchoQueryTruth truth = scho_query_judge (self, node);
  SchoQueryTruth beside = judge_all (self, conditions);
  Scan scan = { self, node, beside == SCHO_TRUTH_OPEN ? conditions : NULL,
                NULL, NULL, new_matches () };

  if (truth == SCHO_TRUTH_NO || beside == SCHO_TRUTH_NO || self->index == NULL)
    return scan.matches;
  take_tables (&scan, truth);
  if (windows != NULL)
    scan_windows (&scan, windows);
  else
    scan_all (&scan);
  return scan.matches;
}

/* Hits ---------------------------------------------------------------------------- */

static GArray *
find_hits (SchoQueryRun *self, const SchoQueryNode *node, const GPtrArray *conditions)
{
  GArray *matches = new_matches (), *hits = NULL;

  if (judge_all (self, conditions) != SCHO_TRUTH_NO)
    hits = scho_query_run_get_hits (self, node);
  for (guint i = 0; hits != NULL && i < hits->len && !scho_query_run_is_over (self, 1);
       i++)
    {
      const SchoHit *hit = &g_array_index (hits, SchoHit, i);
      SchoMatch match = { hit->document, hit->start, hit->end, NULL, NULL };

      if (scho_query_all_hold (self, conditions, &match))
        g_array_append_val (matches, match);
    }
  return matches;
}

/* Lists --------------------------------------------------------------------------- */

static int
compare_matches (const void *a, const void *b)
{
  const SchoMatch *left = a, *right = b;

  if (left->start != right->start)
    return left->start < right->start ? -1 : 1;
  if (left->end != right->end)
    return left->end < right->end ? -1 : 1;
  if (left->annotation != right->annotation)
    return left->annotation < right->annotation ? -1 : 1;
  return (left->other == NULL) - (right->other == NULL);
}

static gboolean
is_same (const SchoMatch *a, const SchoMatch *b)
{
  return a->start == b->start && a->end == b->end && a->annotation == b->annotation;
}

/* Codings of one document lie in an array in the same order. */
static void
sort_matches (GArray *matches)
{
  SchoMatch *all = (SchoMatch *) (gpointer) matches->data;
  guint n = 0;

  for (guint i = 1; i < matches->len; i++)
    if (compare_matches (&all[i - 1], &all[i]) > 0)
      {
        qsort (all, matches->len, sizeof *all, compare_matches);
        break;
      }
  for (guint i = 0; i < matches->len; i++)
    if (n == 0 || !is_same (&all[n - 1], &all[i]))
      all[n++] = all[i];
  g_array_set_size (matches, n);
}

static GArray *
find_any (SchoQueryRun *self,
          const SchoQueryNode *node,
          const GPtrArray *conditions,
          const GArray *windows)
{
  GArray *matches = new_matches ();

  for (guint i = 0; i < node->children->len; i++)
    {
      g_autoptr (GArray) more
          = scho_query_find (self, scho_query_node_get (node, i), conditions, windows);

      if (scho_query_run_has_room (self, matches->len + (gsize) more->len))
        g_array_append_vals (matches, more->data, more->len);
    }
  sort_matches (matches);
  return matches;
}

/* What two lists have in common --------------------------------------------------- */

#define LONGEST 1000000 /* after so many more, those that are there twice go */

typedef struct
{
  SchoQueryRun *run;
  GArray *matches;
  guint limit; /* where to look for what is there twice */
} Common;

static void
add_common (Common *self, const SchoMatch *a, const SchoMatch *b)
{
  SchoMatch match
      = { a->document, MAX (a->start, b->start), MIN (a->end, b->end), NULL, NULL };

  g_array_append_val (self->matches, match);
  if (self->matches->len < self->limit)
    return;
  sort_matches (self->matches);
  scho_query_run_has_room (self->run, self->matches->len);
  self->limit = self->matches->len + LONGEST;
}

/* @open: of const SchoMatch: those of the other list that begin no later and have not
 * ended. */
static void
drop_ended (GPtrArray *open, guint32 start)
{
  guint n = 0;

  for (guint i = 0; i < open->len; i++)
    if (((const SchoMatch *) open->pdata[i])->end > start)
      open->pdata[n++] = open->pdata[i];
  g_ptr_array_set_size (open, (int) n);
}

static GArray *
intersect (SchoQueryRun *run, const GArray *left, const GArray *right)
{
  Common self = { run, new_matches (), LONGEST };
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  guint next = 0;

  for (guint i = 0; i < left->len && !scho_query_run_is_over (run, 1); i++)
    {
      const SchoMatch *match = &g_array_index (left, SchoMatch, i), *other;

      for (; next < right->len
             && (other = &g_array_index (right, SchoMatch, next))->start <= match->start;
           next++)
        g_ptr_array_add (open, (gpointer) other);
      drop_ended (open, match->start);
      for (guint k = 0; k < open->len && !scho_query_run_is_over (run, 1); k++)
        add_common (&self, match, open->pdata[k]);
      for (guint k = next; k < right->len && !scho_query_run_is_over (run, 1); k++)
        {
          other = &g_array_index (right, SchoMatch, k);
          if (other->start >= match->end)
            break;
          add_common (&self, match, other);
        }
    }
  sort_matches (self.matches);
  return self.matches;
}

/* Where @matches are, so that others need be looked for only there. */
static GArray *
make_windows (const GArray *matches)
{
  GArray *windows = g_array_new (FALSE, FALSE, sizeof (SchoQueryWindow));

  for (guint i = 0; i < matches->len; i++)
    {
      const SchoMatch *match = &g_array_index (matches, SchoMatch, i);
      SchoQueryWindow *last
          = windows->len > 0 ? &g_array_index (windows, SchoQueryWindow, windows->len - 1)
                             : NULL;
      SchoQueryWindow window = { match->start, match->end };

      if (last != NULL && window.start <= last->end)
        last->end = MAX (last->end, window.end);
      else
        g_array_append_val (windows, window);
    }
  return windows;
}

/* Conditions hold of each of the passages that are put together. */
static GPtrArray *
join_conditions (const SchoQueryNode *node, const GPtrArray *conditions)
{
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; conditions != NULL && i < conditions->len; i++)
    g_ptr_array_add (all, conditions->pdata[i]);
  for (guint i = 0; i < node->children->len; i++)
    if (scho_query_node_get (node, i)->is_condition)
      g_ptr_array_add (all, scho_query_node_get (node, i));
  return all;
}

/* What is in all of them; the texts are looked at last. */
static GArray *
find_common (SchoQueryRun *self,
             const SchoQueryNode *node,
             const GPtrArray *conditions,
             const GArray *windows)
{
  g_autoptr (GPtrArray) all = join_conditions (node, conditions);
  g_autoptr (GArray) common = NULL;

  if (judge_all (self, all) == SCHO_TRUTH_NO)
    return new_matches ();
  for (guint late = 0; late < 2; late++)
    for (guint i = 0; i < node->children->len; i++)
      {
        const SchoQueryNode *child = scho_query_node_get (node, i);
        g_autoptr (GArray) found = NULL, places = NULL, both = NULL;

        if (child->is_condition || scho_query_is_of_codings (child) == (late == 1))
          continue;
        if (common != NULL && common->len == 0)
          continue;
        if (common != NULL && common->len < self->n_annotations / 32)
          places = make_windows (common);
        found = scho_query_find (self, child, all, places != NULL ? places : windows);
        both = common != NULL ? intersect (self, common, found) : g_array_ref (found);
        g_clear_pointer (&common, g_array_unref);
        common = g_steal_pointer (&both);
      }
  return g_steal_pointer (&common);
}

GArray *
scho_query_find (SchoQueryRun *self,
                 const SchoQueryNode *node,
                 const GPtrArray *conditions,
                 const GArray *windows)
{
  if (self->failure != NULL)
    return new_matches ();
  if (scho_query_is_of_codings (node))
    return find_codings (self, node, conditions, windows);
  switch (node->kind)
    {
    case SCHO_QUERY_OR:
      return find_any (self, node, conditions, windows);
    case SCHO_QUERY_AND:
      return find_common (self, node, conditions, windows);
    case SCHO_QUERY_RELATION:
      return scho_query_relate (self, node, conditions, windows);
    default:
      return find_hits (self, node, conditions);
    }
}
