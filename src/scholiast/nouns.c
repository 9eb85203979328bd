#include <scholiast/nouns-private.h>

#include <glib/gi18n-lib.h>

/* Places each code behind the one above it, siblings by position, then id. */
static int
compare_siblings (gconstpointer a, gconstpointer b)
{
  const SchoCode *left = *(const SchoCode *const *) a;
  const SchoCode *right = *(const SchoCode *const *) b;

  if (left->parent != right->parent)
    return left->parent < right->parent ? -1 : 1;
  if (left->position != right->position)
    return left->position < right->position ? -1 : 1;
  return left->id < right->id ? -1 : left->id > right->id;
}

typedef struct
{
  const SchoCode **siblings; /* sorted by parent */
  guint32 *first;            /* by parent id: place of the first below it */
  guint32 *count;            /* by parent id */
  SchoNouns *nouns;
} TreeWalk;

/* Not recursive: a hostile file may nest codes 100,000 deep. */
static void
walk_tree (TreeWalk *walk)
{
  g_autofree guint32 *stack = g_new (guint32, walk->nouns->limit + 1);
  g_autofree guint32 *done = g_new0 (guint32, walk->nouns->limit + 1);
  gsize depth = 0;

  stack[depth++] = 0;
  while (depth > 0)
    {
      guint32 parent = stack[depth - 1];
      const SchoCode *code;

      if (done[parent] == walk->count[parent])
        {
          depth--;
          continue;
        }
      code = walk->siblings[walk->first[parent] + done[parent]++];
      walk->nouns->ordered[walk->nouns->n++] = code;
      stack[depth++] = code->id;
    }
}

static void
order_codes (SchoNouns *self, gsize n)
{
  g_autofree const SchoCode **siblings = g_new (const SchoCode *, n + 1);
  g_autofree guint32 *first = g_new0 (guint32, self->limit + 1);
  g_autofree guint32 *count = g_new0 (guint32, self->limit + 1);
  TreeWalk walk = { siblings, first, count, self };
  gsize i = 0;

  for (guint32 id = 0; id < self->limit; id++)
    if (self->by_id[id] != NULL)
      siblings[i++] = self->by_id[id];
  qsort (siblings, n, sizeof siblings[0], compare_siblings);
  for (i = n; i-- > 0;)
    {
      guint32 parent = siblings[i]->parent < self->limit ? siblings[i]->parent : 0;
      first[parent] = (guint32) i;
      count[parent]++;
    }
  self->n = 0;
  walk_tree (&walk);
}

SchoNouns *
scho_nouns_new_take (SchoNoun noun, gconstpointer *by_id, guint32 limit)
{
  SchoNouns *self = g_new0 (SchoNouns, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->noun = noun;
  self->limit = limit;
  self->by_id = by_id;
  self->ordered = g_new (gconstpointer, (gsize) limit + 1);
  for (guint32 id = 0; id < limit; id++)
    if (by_id[id] != NULL)
      self->ordered[self->n++] = by_id[id];
  if (noun == SCHO_NOUN_CODE)
    order_codes (self, self->n);
  return self;
}

SchoNouns *
scho_nouns_ref (SchoNouns *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
scho_nouns_unref (SchoNouns *self)
{
  const SchoNounClass *class = scho_noun_get_class (self->noun);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint32 id = 0; id < self->limit; id++)
    if (self->by_id[id] != NULL)
      class->unref ((gpointer) self->by_id[id]);
  g_free (self->by_id);
  g_free (self->ordered);
  g_clear_pointer (&self->repeated, g_hash_table_unref);
  g_free (self);
}

static GHashTable *
find_repeated (SchoNouns *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTable *repeated = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < self->n; i++)
    {
      const SchoCode *code = self->ordered[i];

      if (!g_hash_table_add (seen, (gpointer) code->name))
        g_hash_table_add (repeated, (gpointer) code->name);
    }
  return repeated;
}

gboolean
scho_nouns_is_repeated (SchoNouns *self, const char *name)
{
  GHashTable *repeated = g_atomic_pointer_get (&self->repeated);

  if (repeated == NULL)
    {
      repeated = find_repeated (self);
      if (!g_atomic_pointer_compare_and_exchange (&self->repeated, NULL, repeated))
        {
          g_hash_table_unref (repeated);
          repeated = g_atomic_pointer_get (&self->repeated);
        }
    }
  return g_hash_table_contains (repeated, name);
}

static gboolean
put_change (const SchoNounClass *class,
            gconstpointer *by_id,
            guint32 limit,
            SchoChange change,
            GError **error)
{
  guint32 id = class->get_id (change.after != NULL ? change.after : change.before);
  gconstpointer now = id < limit ? by_id[id] : NULL;

  /* The history of a damaged file may name numbers that were never given out. */
  if (id == 0 || id >= limit || (now == NULL) != (change.before == NULL)
      || (now != NULL && now != change.before && !class->equal (now, change.before)))
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_CONFLICT,
                   _ ("The project has changed meanwhile; please try again"));
      return FALSE;
    }
  by_id[id] = change.after != NULL ? class->ref (change.after) : NULL;
  if (now != NULL)
    class->unref ((gpointer) now);
  return TRUE;
}

SchoNouns *
scho_nouns_apply (SchoNouns *self, SchoStep *step, guint32 limit, GError **error)
{
  const SchoNounClass *class = scho_noun_get_class (self->noun);
  gsize n = scho_step_get_n_changes (step, self->noun);
  gconstpointer *by_id;
  gboolean fits = TRUE;
  SchoNouns *after;

  if (n == 0 && limit <= self->limit)
    return scho_nouns_ref (self);

  limit = MAX (limit, self->limit);
  by_id = g_new0 (gconstpointer, (gsize) limit + 1);
  for (guint32 id = 0; id < self->limit; id++)
    if (self->by_id[id] != NULL)
      by_id[id] = class->ref (self->by_id[id]);
  for (gsize i = 0; i < n && fits; i++)
    fits = put_change (class, by_id, limit, scho_step_get_change (step, self->noun, i),
                       error);

  after = scho_nouns_new_take (self->noun, by_id, limit);
  if (!fits)
    g_clear_pointer (&after, scho_nouns_unref);
  return after;
}
