/* edit-codes.c - the steps behind what users do to the code tree. */
#include <scholiast/edit-codes.h>

#include <string.h>

#include <glib/gi18n-lib.h>
#include <scholiast/colour-private.h>
#include <scholiast/edit-labels.h>
#include <scholiast/edit-private.h>
#include <scholiast/words-private.h>

#define MOST_COMPARED 200 /* colours, with which a new one is compared */

char *
scho_edit_dup_code_name (
    SchoSnapshot *snapshot, const char *name, guint32 parent, guint32 id, GError **error)
{
  g_autofree char *clean = scho_name_dup (name);
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  if (clean[0] == '\0')
    return scho_edit_refuse (error, SCHO_ERROR_INVALID, _ ("A code needs a name"));
  for (gsize i = 0; i < n; i++)
    if (codes[i]->id != id && codes[i]->parent == parent
        && strcmp (codes[i]->name, clean) == 0)
      {
        g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                     parent == 0 ? _ ("There is already a code “%s” at the top")
                                 : _ ("There is already a code “%s” at this place"),
                     clean);
        return NULL;
      }
  return g_steal_pointer (&clean);
}

static gsize
count_uses (const SchoCode *const *codes, gsize n, guint32 colour)
{
  gsize uses = 0;

  for (gsize i = 0; i < n; i++)
    uses += codes[i]->colour == colour;
  return uses;
}

/* Colours that came from elsewhere; those of the palette differ enough from each other.
 */
static gboolean
has_foreign_colour (const SchoCode *const *codes, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!scho_colour_is_of_palette (codes[i]->colour)
        && !scho_colour_is_grey (codes[i]->colour))
      return TRUE;
  return FALSE;
}

static double
find_least_difference (const SchoCode *const *codes, gsize n, guint32 colour)
{
  double least = G_MAXDOUBLE;

  for (gsize i = 0; i < MIN (n, MOST_COMPARED); i++)
    least = MIN (least, scho_colour_get_difference (codes[i]->colour, colour));
  return least;
}

guint32
scho_edit_choose_colour (SchoSnapshot *snapshot)
{
  gsize n, best_uses = G_MAXSIZE;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);
  gboolean compares = has_foreign_colour (codes, n);
  guint32 best = scho_colour_nth (0);
  double best_difference = 0;

  for (guint i = 0; i < SCHO_N_COLOURS; i++)
    {
      guint32 colour = scho_colour_nth (i);
      gsize uses = count_uses (codes, n, colour);
      double difference
          = compares && uses <= best_uses ? find_least_difference (codes, n, colour) : 0;

      if (uses > best_uses || (uses == best_uses && difference <= best_difference))
        continue;
      best = colour;
      best_uses = uses;
      best_difference = difference;
    }
  return best;
}

static gint32
get_last_position (SchoSnapshot *snapshot, guint32 parent)
{
  gint32 last = -1;
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    if (codes[i]->parent == parent)
      last = MAX (last, codes[i]->position);
  return last;
}

SchoStep *
scho_edit_add_code (SchoSnapshot *snapshot,
                    guint32 parent,
                    const char *name,
                    GError **error)
{
  g_autofree char *clean = NULL;
  gint32 last;
  SchoStep *step;

  if (parent != 0 && scho_snapshot_get_code (snapshot, parent) == NULL)
    return scho_edit_refuse (error, SCHO_ERROR_NOT_FOUND,
                             _ ("The code above does not exist"));
  if ((clean = scho_edit_dup_code_name (snapshot, name, parent, 0, error)) == NULL)
    return NULL;

  last = get_last_position (snapshot, parent);
  step = scho_edit_new_step (snapshot, _ ("Code “%s” added"), clean);
  scho_step_add_code (step, &(SchoCode){
                                .parent = parent,
                                .position = last < G_MAXINT32 ? last + 1 : last,
                                .colour = scho_edit_choose_colour (snapshot),
                                .name = clean,
                            });
  scho_edit_follow_codes (step, NULL);
  return step;
}

/* By code id: TRUE for all that lies in a branch of @codes; the first is that of none. */
static gboolean *
find_branches (SchoSnapshot *snapshot, const guint32 *codes, gsize n)
{
  gboolean *inside
      = g_new0 (gboolean, (gsize) scho_snapshot_get_code_limit (snapshot) + 1);
  gsize n_all;
  const SchoCode *const *all = scho_snapshot_get_codes (snapshot, &n_all);

  for (gsize i = 0; i < n; i++)
    inside[codes[i]] = TRUE;
  for (gsize i = 0; i < n_all; i++) /* each comes after the one above it */
    inside[all[i]->id] |= inside[all[i]->parent];
  return inside;
}

/* (transfer container): the codings with codes that are @inside, by document. */
static GPtrArray *
list_codings (SchoSnapshot *snapshot, const gboolean *inside)
{
  g_autoptr (GPtrArray) all = scho_lookup_annotations (snapshot, &(SchoFilter){ 0 });
  GPtrArray *codings = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    if (inside[((const SchoAnnotation *) all->pdata[i])->code])
      g_ptr_array_add (codings, all->pdata[i]);
  return codings;
}

static SchoStep *
new_removal_step (SchoSnapshot *snapshot, const guint32 *codes, gsize n)
{
  if (n == 1)
    return scho_edit_new_step (snapshot, _ ("Code “%s” removed"),
                               scho_edit_get_code_name (snapshot, codes[0]));
  return scho_edit_new_step (
      snapshot, g_dngettext (GETTEXT_PACKAGE, "%u code removed", "%u codes removed", n),
      (guint) n);
}

SchoStep *
scho_edit_remove_codes (SchoSnapshot *snapshot, const guint32 *codes, gsize n)
{
  g_autofree gboolean *inside = find_branches (snapshot, codes, n);
  g_autoptr (GPtrArray) codings = list_codings (snapshot, inside);
  SchoStep *step = new_removal_step (snapshot, codes, n);
  gsize n_all;
  const SchoCode *const *all = scho_snapshot_get_codes (snapshot, &n_all);

  for (guint i = 0; i < codings->len; i++)
    scho_step_remove_annotation (step, codings->pdata[i]);
  for (gsize i = n_all; i-- > 0;) /* those below before those above */
    if (inside[all[i]->id])
      scho_step_remove_code (step, all[i]->id);
  scho_edit_follow_codes (step, NULL);
  return step;
}

SchoStep *
scho_edit_remove_code (SchoSnapshot *snapshot, guint32 code)
{
  g_return_val_if_fail (scho_snapshot_get_code (snapshot, code) != NULL, NULL);
  return scho_edit_remove_codes (snapshot, &code, 1);
}

static gboolean
check_parent (SchoSnapshot *snapshot, const SchoCode *after, GError **error)
{
  g_autofree gboolean *branch = NULL;

  if (after->parent == 0)
    return TRUE;
  if (scho_snapshot_get_code (snapshot, after->parent) == NULL)
    {
      scho_edit_refuse (error, SCHO_ERROR_NOT_FOUND, _ ("The code above does not exist"));
      return FALSE;
    }
  branch = scho_lookup_branch (snapshot, after->id);
  if (!branch[after->parent])
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("“%s” cannot be moved below itself"),
               scho_edit_get_code_name (snapshot, after->id));
  return FALSE;
}

/* Who else had the key has none. */
static void
take_key (SchoSnapshot *snapshot, SchoStep *step, const SchoCode *owner)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (gsize i = 0; i < n && owner->key != 0; i++)
    if (codes[i]->key == owner->key && codes[i]->id != owner->id)
      {
        SchoCode other = *codes[i];

        other.key = 0;
        scho_step_replace_code (step, &other);
      }
}

SchoStep *
scho_edit_change_code (SchoSnapshot *snapshot, const SchoCode *after, GError **error)
{
  const SchoCode *before = scho_snapshot_get_code (snapshot, after->id);
  g_autoptr (SchoCode) code = NULL;
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;
  SchoCode values = *after;
  SchoStep *step;

  if (before == NULL)
    return scho_edit_refuse (error, SCHO_ERROR_NOT_FOUND, _ ("This code does not exist"));
  if (after->key > 9)
    return scho_edit_refuse (error, SCHO_ERROR_RANGE,
                             _ ("A code's key is a digit from 1 to 9"));
  if (!check_parent (snapshot, after, error))
    return NULL;
  name = scho_edit_dup_code_name (snapshot, after->name, after->parent, after->id, error);
  if (name == NULL)
    return NULL;

  values.uuid = before->uuid;
  values.name = name;
  code = scho_code_new (&values);
  label = scho_edit_dup_code_label (before, code);
  step = scho_step_new (snapshot, label);
  if (scho_code_equal (before, code))
    return step;
  scho_step_replace_code (step, code);
  take_key (snapshot, step, code);
  if (strcmp (before->name, code->name) != 0 || before->parent != code->parent)
    scho_edit_follow_codes (step, NULL);
  return step;
}

/* What goes with a code */

SchoRemoval
scho_edit_describe_removal (SchoSnapshot *snapshot, const guint32 *codes, gsize n)
{
  SchoRemoval removal = { 0 };
  g_autofree gboolean *inside = find_branches (snapshot, codes, n);
  g_autofree gboolean *coders
      = g_new0 (gboolean, (gsize) scho_snapshot_get_coder_limit (snapshot) + 1);
  g_autoptr (GPtrArray) codings = list_codings (snapshot, inside);
  guint32 last = 0;
  gsize n_all;
  const SchoCode *const *all = scho_snapshot_get_codes (snapshot, &n_all);

  for (gsize i = 0; i < n_all; i++)
    {
      removal.n_codes += inside[all[i]->id];
      removal.n_memos += inside[all[i]->id] && all[i]->memo != NULL;
    }
  removal.n_codes -= (guint) n;
  removal.n_codings = codings->len;
  for (guint i = 0; i < codings->len; i++)
    {
      const SchoAnnotation *coding = codings->pdata[i];

      removal.n_documents += coding->document != last; /* they come by document */
      last = coding->document;
      removal.n_coders += !coders[coding->coder];
      coders[coding->coder] = TRUE;
      removal.n_memos += coding->memo != NULL;
    }
  return removal;
}

/* Order and place */

GArray *
scho_edit_list_children (SchoSnapshot *snapshot, guint32 parent)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    if (codes[i]->parent == parent)
      g_array_append_val (ids, codes[i]->id);
  return ids;
}

static gboolean
find_id (const guint32 *ids, gsize n, guint32 id, gsize *place)
{
  for (gsize i = 0; i < n; i++)
    if (ids[i] == id)
      {
        *place = i;
        return TRUE;
      }
  return FALSE;
}

void
scho_edit_arrange (SchoStep *step, guint32 parent, const GArray *ids)
{
  g_autoptr (GArray) before = scho_edit_list_children (scho_step_get_base (step), parent);

  if (ids->len == 0)
    return;
  if (before->len == ids->len
      && memcmp (before->data, ids->data, ids->len * sizeof (guint32)) == 0)
    return;
  for (guint i = 0; i < ids->len; i++)
    {
      SchoCode code = *scho_step_get_code (step, g_array_index (ids, guint32, i));

      code.position = (gint32) i;
      scho_step_replace_code (step, &code);
    }
}

/* The code that lies above @id and is one of them, or none: 0. */
static guint32
find_above (SchoSnapshot *snapshot, const guint32 *codes, gsize n, guint32 id)
{
  gsize place;

  while ((id = scho_snapshot_get_code (snapshot, id)->parent) != 0)
    if (find_id (codes, n, id, &place))
      return id;
  return 0;
}

static gboolean
check_names_apart (SchoSnapshot *snapshot, const GArray *moved, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < moved->len; i++)
    {
      const char *name
          = scho_edit_get_code_name (snapshot, g_array_index (moved, guint32, i));

      if (!g_hash_table_add (names, (gpointer) name))
        {
          g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                       _ ("Two of these codes are named “%s”; they cannot lie at one "
                          "place. Rename one, or merge them"),
                       name);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_move (SchoSnapshot *snapshot, guint32 id, guint32 parent, GError **error)
{
  const SchoCode *code = scho_snapshot_get_code (snapshot, id);
  g_autofree char *name = NULL;
  SchoCode after;

  if (code == NULL)
    return scho_edit_refuse (error, SCHO_ERROR_NOT_FOUND, _ ("This code does not exist"))
           != NULL;
  after = *code;
  after.parent = parent;
  if (!check_parent (snapshot, &after, error))
    return FALSE;
  name = scho_edit_dup_code_name (snapshot, code->name, parent, id, error);
  return name != NULL;
}

/* Those that move by themselves, each once; NULL and @error where one cannot. */
static GArray *
list_moved (
    SchoSnapshot *snapshot, const guint32 *codes, gsize n, guint32 parent, GError **error)
{
  g_autoptr (GArray) moved = g_array_new (FALSE, FALSE, sizeof (guint32));
  gsize place;

  for (gsize i = 0; i < n; i++)
    {
      if (scho_snapshot_get_code (snapshot, codes[i]) != NULL
          && (find_above (snapshot, codes, n, codes[i]) != 0
              || find_id ((guint32 *) moved->data, moved->len, codes[i], &place)))
        continue;
      if (!check_move (snapshot, codes[i], parent, error))
        return NULL;
      g_array_append_val (moved, codes[i]);
    }
  return check_names_apart (snapshot, moved, error) ? g_steal_pointer (&moved) : NULL;
}

/* @moved among the others of the place; NULL where @before is not there. */
static GArray *
list_arranged (SchoSnapshot *snapshot,
               const GArray *moved,
               guint32 parent,
               guint32 before,
               GError **error)
{
  g_autoptr (GArray) others = scho_edit_list_children (snapshot, parent);
  gsize place = others->len, own;

  if (before != 0 && !find_id ((guint32 *) others->data, others->len, before, &place))
    return scho_edit_refuse (error, SCHO_ERROR_NOT_FOUND,
                             _ ("The code that should follow is not at this place"));
  for (guint i = others->len; i-- > 0;)
    if (find_id ((guint32 *) moved->data, moved->len, g_array_index (others, guint32, i),
                 &own))
      {
        g_array_remove_index (others, i);
        place -= i < place;
      }
  g_array_insert_vals (others, (guint) place, moved->data, moved->len);
  return g_steal_pointer (&others);
}

static SchoStep *
new_move_step (SchoSnapshot *snapshot, const GArray *moved)
{
  if (moved->len == 1)
    return scho_edit_new_step (
        snapshot, _ ("Code “%s” moved"),
        scho_edit_get_code_name (snapshot, g_array_index (moved, guint32, 0)));
  return scho_edit_new_step (
      snapshot,
      g_dngettext (GETTEXT_PACKAGE, "%u code moved", "%u codes moved", moved->len),
      moved->len);
}

SchoStep *
scho_edit_move_codes (SchoSnapshot *snapshot,
                      const guint32 *codes,
                      gsize n,
                      guint32 parent,
                      guint32 before,
                      GError **error)
{
  g_autoptr (GArray) moved = list_moved (snapshot, codes, n, parent, error);
  g_autoptr (GArray) arranged = NULL;
  SchoStep *step;

  if (moved != NULL)
    arranged = list_arranged (snapshot, moved, parent, before, error);
  if (arranged == NULL)
    return NULL;

  step = new_move_step (snapshot, moved);
  for (guint i = 0; i < moved->len; i++)
    {
      SchoCode code
          = *scho_snapshot_get_code (snapshot, g_array_index (moved, guint32, i));

      code.parent = parent;
      scho_step_replace_code (step, &code);
    }
  scho_edit_arrange (step, parent, arranged);
  scho_edit_follow_codes (step, NULL);
  return step;
}

SchoStep *
scho_edit_move_code (
    SchoSnapshot *snapshot, guint32 code, guint32 parent, guint32 before, GError **error)
{
  return scho_edit_move_codes (snapshot, &code, 1, parent, before, error);
}

typedef struct
{
  guint32 id;
  guint64 count;
  char *key; /* for comparing names */
} Sorted;

static void
sorted_clear (gpointer data)
{
  g_free (((Sorted *) data)->key);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const Sorted *left = a, *right = b;
  int order = strcmp (left->key, right->key);

  return order != 0 ? order : (left->id > right->id) - (left->id < right->id);
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const Sorted *left = a, *right = b;

  if (left->count != right->count)
    return left->count < right->count ? 1 : -1;
  return compare_names (a, b);
}

/* Each code's codings with those of the codes below it, by id. */
static guint64 *
count_branches (SchoSnapshot *snapshot)
{
  guint64 *counts = scho_lookup_count_codes (snapshot, 0, 0);
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (gsize i = n; i-- > 0;) /* those below before those above */
    counts[codes[i]->parent] += counts[codes[i]->id];
  return counts;
}

static char *
dup_collation_key (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return g_utf8_collate_key (folded, -1);
}

SchoStep *
scho_edit_sort_codes (SchoSnapshot *snapshot, guint32 parent, SchoCodeOrder order)
{
  g_autoptr (GArray) ids = scho_edit_list_children (snapshot, parent);
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (Sorted));
  g_autofree guint64 *counts = count_branches (snapshot);
  SchoStep *step = parent == 0
                       ? scho_edit_new_step (snapshot, _ ("Codes at the top sorted"))
                       : scho_edit_new_step (snapshot, _ ("Codes below “%s” sorted"),
                                             scho_edit_get_code_name (snapshot, parent));

  g_array_set_clear_func (sorted, sorted_clear);
  for (guint i = 0; i < ids->len; i++)
    {
      guint32 id = g_array_index (ids, guint32, i);
      Sorted each = { id, counts[id],
                      dup_collation_key (scho_edit_get_code_name (snapshot, id)) };

      g_array_append_val (sorted, each);
    }
  g_array_sort (sorted, order == SCHO_CODES_BY_NAME ? compare_names : compare_counts);
  for (guint i = 0; i < ids->len; i++)
    g_array_index (ids, guint32, i) = g_array_index (sorted, Sorted, i).id;
  scho_edit_arrange (step, parent, ids);
  return step;
}
