/* edit-merge.c - several codes become one, and one becomes two. */
#include <scholiast/edit-codes.h>

#include <string.h>

#include <glib/gi18n-lib.h>
#include <scholiast/edit-private.h>

typedef struct
{
  SchoSnapshot *snapshot;
  SchoStep *step;
  guint32 *becomes;     /* by code id: what its codings are given; 0: they keep it */
  gboolean *chosen;     /* by code id: the user's own choice */
  gint32 *places;       /* by code id: where the next code below it goes */
  GHashTable *siblings; /* "PARENT NAME" to id of all codes that stay */
  GPtrArray *gone;      /* of const SchoCode, in the order they went */
} Merge;

static char *
dup_sibling_key (guint32 parent, const char *name)
{
  return g_strdup_printf ("%u %s", parent, name);
}

static void
merge_init (Merge *self, SchoSnapshot *snapshot, SchoStep *step)
{
  gsize limit = scho_snapshot_get_code_limit (snapshot);

  self->snapshot = snapshot;
  self->step = step;
  self->becomes = g_new0 (guint32, limit + 1);
  self->chosen = g_new0 (gboolean, limit + 1);
  self->places = g_new0 (gint32, limit + 1);
  self->siblings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->gone = g_ptr_array_new ();
}

static void
merge_clear (Merge *self)
{
  g_free (self->becomes);
  g_free (self->chosen);
  g_free (self->places);
  g_hash_table_unref (self->siblings);
  g_ptr_array_unref (self->gone);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Merge, merge_clear)

static gboolean
choose (Merge *self, const guint32 *from, gsize n, guint32 into, GError **error)
{
  const char *name = scho_edit_get_code_name (self->snapshot, into);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree gboolean *branch = NULL;

      if (scho_snapshot_get_code (self->snapshot, from[i]) == NULL)
        return scho_edit_refuse (error, SCHO_ERROR_NOT_FOUND,
                                 _ ("This code does not exist"))
               != NULL;
      branch = scho_lookup_branch (self->snapshot, from[i]);
      if (branch[into])
        {
          g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                       from[i] == into
                           ? _ ("“%s” cannot be merged into itself")
                           : _ ("“%s” cannot be merged into “%s”, which lies below it"),
                       scho_edit_get_code_name (self->snapshot, from[i]), name);
          return FALSE;
        }
      self->chosen[from[i]] = TRUE;
    }
  return TRUE;
}

/* The names of those that stay; what goes stands in nobody's way. */
static void
note_siblings (Merge *self)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      const SchoCode *code = codes[i];

      if (code->position >= self->places[code->parent])
        self->places[code->parent] = code->position + (code->position < G_MAXINT32);
      if (!self->chosen[code->id])
        g_hash_table_insert (self->siblings, dup_sibling_key (code->parent, code->name),
                             GUINT_TO_POINTER (code->id));
    }
}

/* Below @parent, after those that are there; or there is one of its name: that one. */
static guint32
find_or_put_below (Merge *self, const SchoCode *code, guint32 parent)
{
  g_autofree char *key = dup_sibling_key (parent, code->name);
  guint32 same = GPOINTER_TO_UINT (g_hash_table_lookup (self->siblings, key));
  SchoCode after = *code;

  if (same != 0)
    return same;
  after.parent = parent;
  after.position = self->places[parent];
  self->places[parent] += self->places[parent] < G_MAXINT32;
  scho_step_replace_code (self->step, &after);
  g_hash_table_insert (self->siblings, g_steal_pointer (&key),
                       GUINT_TO_POINTER (code->id));
  return code->id;
}

/* @code goes, and what lies below it finds a place below @into. */
static void
absorb (Merge *self, const SchoCode *code, guint32 into)
{
  g_autoptr (GArray) children = scho_edit_list_children (self->snapshot, code->id);

  self->becomes[code->id] = into;
  g_ptr_array_add (self->gone, (gpointer) code);
  for (guint i = 0; i < children->len; i++)
    {
      guint32 id = g_array_index (children, guint32, i), same;
      const SchoCode *child = scho_snapshot_get_code (self->snapshot, id);

      if (self->chosen[id])
        continue; /* goes by itself */
      same = find_or_put_below (self, child, into);
      if (same != id)
        absorb (self, child, same);
    }
}

/* What is written about the codes */

static const gsize notes[] = {
  G_STRUCT_OFFSET (SchoCode, definition),
  G_STRUCT_OFFSET (SchoCode, use_when),
  G_STRUCT_OFFSET (SchoCode, use_not),
  G_STRUCT_OFFSET (SchoCode, memo),
};

static char *
dup_joined_note (const char *ours, const SchoCode *gone, const char *theirs)
{
  if (theirs == NULL || g_strcmp0 (ours, theirs) == 0)
    return g_strdup (ours);
  if (ours == NULL)
    /* Translators: the name of a code that was merged into another, and what was written
     * about it. */
    return g_strdup_printf (_ ("%s: %s"), gone->name, theirs);
  /* Translators: what was written about a code, then the name of a code that was merged
   * into it, and what was written about that one. */
  return g_strdup_printf (_ ("%s\n\n%s: %s"), ours, gone->name, theirs);
}

static void
join_notes (Merge *self, const SchoCode *gone)
{
  SchoCode after = *scho_step_get_code (self->step, self->becomes[gone->id]);
  char *joined[G_N_ELEMENTS (notes)];

  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      const char **ours = &G_STRUCT_MEMBER (const char *, &after, notes[i]);

      joined[i]
          = dup_joined_note (*ours, gone, G_STRUCT_MEMBER (const char *, gone, notes[i]));
      *ours = joined[i];
    }
  if (after.key == 0)
    after.key = gone->key;
  after.blurred |= gone->blurred;
  if (after.pseudonym == NULL)
    after.pseudonym = gone->pseudonym;
  scho_step_replace_code (self->step, &after);
  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    g_free (joined[i]);
}

/* Codings */

/* Do both end up as one coding? They have the same range. */
static gboolean
is_same (const Merge *self, const SchoAnnotation *a, const SchoAnnotation *b)
{
  guint32 left = self->becomes[a->code] != 0 ? self->becomes[a->code] : a->code;
  guint32 right = self->becomes[b->code] != 0 ? self->becomes[b->code] : b->code;

  return a->coder == b->coder && left == right;
}

/* Adds a paragraph that is not there yet. */
static void
add_memo (GString *words, GHashTable *known, const char *memo)
{
  if (memo == NULL || !g_hash_table_add (known, (gpointer) memo))
    return;
  if (words->len > 0)
    g_string_append (words, "\n\n");
  g_string_append (words, memo);
}

/* The first of @same stays, with what the others know. */
static void
join_codings (Merge *self, GPtrArray *same)
{
  const SchoAnnotation *kept = same->pdata[0];
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  SchoAnnotation after = *kept;

  add_memo (words, known, kept->memo);
  for (guint i = 1; i < same->len; i++)
    {
      const SchoAnnotation *other = same->pdata[i];

      add_memo (words, known, other->memo);
      if (after.weight == SCHO_NO_WEIGHT)
        after.weight = other->weight;
      after.flags |= other->flags;
      scho_step_remove_annotation (self->step, other);
    }
  if (self->becomes[kept->code] != 0)
    after.code = self->becomes[kept->code];
  after.memo = words->len > 0 ? words->str : NULL;
  scho_step_replace_annotation (self->step, kept, &after);
}

/* @range: codings that all have one range, the oldest first. */
static void
recode_range (Merge *self, const SchoAnnotation *range, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) same = g_ptr_array_new ();
      gboolean done = FALSE, is_kept = FALSE;

      if (self->becomes[range[i].code] == 0)
        continue;
      for (gsize j = 0; j < n && !done; j++)
        {
          if (!is_same (self, &range[i], &range[j]))
            continue;
          done = j < i && self->becomes[range[j].code] != 0; /* with that one */
          g_ptr_array_insert (same,
                              !is_kept && self->becomes[range[j].code] == 0 ? 0 : -1,
                              (gpointer) &range[j]);
          is_kept |= self->becomes[range[j].code] == 0;
        }
      if (!done)
        join_codings (self, same);
    }
}

static void
recode (Merge *self)
{
  gsize n_documents;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (self->snapshot, &n_documents);

  for (gsize i = 0; i < n_documents; i++)
    {
      gsize n, end;
      const SchoAnnotation *all
          = scho_snapshot_get_annotations (self->snapshot, documents[i]->id, &n);

      for (gsize start = 0; start < n; start = end)
        {
          for (end = start + 1; end < n && all[end].start == all[start].start
                                && all[end].end == all[start].end;)
            end++;
          recode_range (self, &all[start], end - start);
        }
    }
}

static SchoStep *
new_merge_step (SchoSnapshot *snapshot, const guint32 *from, gsize n, guint32 into)
{
  const char *name = scho_edit_get_code_name (snapshot, into);

  if (n == 1)
    /* Translators: two codes. */
    return scho_edit_new_step (snapshot, _ ("“%s” merged into “%s”"),
                               scho_edit_get_code_name (snapshot, from[0]), name);
  return scho_edit_new_step (snapshot,
                             g_dngettext (GETTEXT_PACKAGE, "%u code merged into “%s”",
                                          "%u codes merged into “%s”", n),
                             (guint) n, name);
}

SchoStep *
scho_edit_merge_codes (
    SchoSnapshot *snapshot, const guint32 *from, gsize n, guint32 into, GError **error)
{
  g_autoptr (SchoStep) step = NULL;
  g_auto (Merge) merge = { 0 };

  g_return_val_if_fail (n > 0, NULL);

  step = new_merge_step (snapshot, from, n, into);
  merge_init (&merge, snapshot, step);
  if (scho_snapshot_get_code (snapshot, into) == NULL)
    return scho_edit_refuse (error, SCHO_ERROR_NOT_FOUND, _ ("This code does not exist"));
  if (!choose (&merge, from, n, into, error))
    return NULL;

  note_siblings (&merge);
  for (gsize i = 0; i < n; i++)
    if (merge.becomes[from[i]] == 0)
      absorb (&merge, scho_snapshot_get_code (snapshot, from[i]), into);
  recode (&merge);
  for (guint i = 0; i < merge.gone->len; i++)
    {
      const SchoCode *gone = merge.gone->pdata[i];

      join_notes (&merge, gone);
      scho_step_remove_code (step, gone->id);
    }
  scho_edit_follow_codes (step, merge.becomes);
  return g_steal_pointer (&step);
}

/* Splitting */

/* The codings of @code that are among @given. */
static GPtrArray *
find_given (SchoSnapshot *snapshot,
            guint32 code,
            const SchoAnnotation *const *given,
            gsize n)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (scho_uuid_hash, scho_uuid_equal);
  g_autoptr (GPtrArray) codings
      = scho_lookup_annotations (snapshot, &(SchoFilter){ .code = code });
  GPtrArray *found = g_ptr_array_new ();

  for (gsize i = 0; i < n; i++)
    g_hash_table_add (wanted, (gpointer) &given[i]->uuid);
  for (guint i = 0; i < codings->len; i++)
    if (g_hash_table_contains (wanted, &((SchoAnnotation *) codings->pdata[i])->uuid))
      g_ptr_array_add (found, codings->pdata[i]);
  if (found->len == g_hash_table_size (wanted))
    return found;
  g_ptr_array_unref (found);
  return NULL;
}

static guint32
add_after (SchoStep *step, const SchoCode *code, const char *name)
{
  SchoSnapshot *snapshot = scho_step_get_base (step);
  g_autoptr (GArray) siblings = scho_edit_list_children (snapshot, code->parent);
  guint32 id = scho_step_add_code (
      step, &(SchoCode){ .parent = code->parent,
                         .colour = scho_edit_choose_colour (snapshot),
                         .blurred = code->blurred,
                         .pseudonym = code->pseudonym,
                         .name = name });

  for (guint i = 0; i < siblings->len; i++)
    if (g_array_index (siblings, guint32, i) == code->id)
      {
        g_array_insert_val (siblings, i + 1, id);
        break;
      }
  scho_edit_arrange (step, code->parent, siblings);
  return id;
}

SchoStep *
scho_edit_split_code (SchoSnapshot *snapshot,
                      guint32 code,
                      const char *name,
                      const SchoAnnotation *const *annotations,
                      gsize n,
                      GError **error)
{
  const SchoCode *noun = scho_snapshot_get_code (snapshot, code);
  g_autoptr (GPtrArray) given = NULL;
  g_autofree char *clean = NULL;
  SchoStep *step;
  guint32 id;

  if (noun == NULL)
    return scho_edit_refuse (error, SCHO_ERROR_NOT_FOUND, _ ("This code does not exist"));
  clean = scho_edit_dup_code_name (snapshot, name, noun->parent, 0, error);
  if (clean == NULL)
    return NULL;
  if (n == 0)
    return scho_edit_refuse (error, SCHO_ERROR_INVALID,
                             _ ("Choose the passages that the new code gets"));
  if ((given = find_given (snapshot, code, annotations, n)) == NULL)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_CONFLICT,
                   _ ("Not all of these passages are coded “%s” any more"), noun->name);
      return NULL;
    }

  step = scho_edit_new_step (snapshot, _ ("“%s” split off from “%s”"), clean, noun->name);
  id = add_after (step, noun, clean);
  for (guint i = 0; i < given->len; i++)
    {
      SchoAnnotation after = *(const SchoAnnotation *) given->pdata[i];

      after.code = id;
      scho_step_replace_annotation (step, given->pdata[i], &after);
    }
  scho_edit_follow_codes (step, NULL);
  return step;
}
