/* test-edit-codes-random.c - moving, merging, splitting, sorting at random against a
 * plain model, which does the same to lists, step by step.
 */
#include <scholiast/edit.h>

#include <string.h>

#include "core-test.h"
#include "make-project.h"

#define N_STEPS 250
#define N_NAMES 5
#define LENGTH 4 /* of the text: few places, so that codings meet */

typedef struct
{
  guint32 id, parent;
  char name[2];
} ModelCode;

typedef struct
{
  SchoUuid uuid;
  guint32 start, end, code, coder;
  gboolean moved;    /* in the step at hand */
  GHashTable *memos; /* a set of paragraphs */
} ModelCoding;

typedef struct
{
  GPtrArray *codes;   /* of ModelCode; siblings in their order */
  GPtrArray *codings; /* of ModelCoding */
} Model;

static void
coding_free (gpointer data)
{
  g_hash_table_unref (((ModelCoding *) data)->memos);
  g_free (data);
}

static void
model_init (Model *self)
{
  self->codes = g_ptr_array_new_with_free_func (g_free);
  self->codings = g_ptr_array_new_with_free_func (coding_free);
}

static void
model_clear (Model *self)
{
  g_ptr_array_unref (self->codes);
  g_ptr_array_unref (self->codings);
}

static ModelCode *
find (Model *self, guint32 id)
{
  for (guint i = 0; i < self->codes->len; i++)
    if (((ModelCode *) self->codes->pdata[i])->id == id)
      return self->codes->pdata[i];
  return NULL;
}

static gboolean
is_below (Model *self, guint32 id, guint32 above)
{
  for (; id != 0; id = find (self, id)->parent)
    if (id == above)
      return TRUE;
  return FALSE;
}

static ModelCode *
find_named (Model *self, guint32 parent, const char *name, guint32 but)
{
  for (guint i = 0; i < self->codes->len; i++)
    {
      ModelCode *code = self->codes->pdata[i];
      if (code->parent == parent && strcmp (code->name, name) == 0 && code->id != but)
        return code;
    }
  return NULL;
}

/* Before @before in the list, or to its end. */
static void
replace_in_list (Model *self, ModelCode *code, guint32 before)
{
  guint place;

  g_ptr_array_find (self->codes, code, &place);
  g_ptr_array_steal_index (self->codes, place);
  if (before == 0 || !g_ptr_array_find (self->codes, find (self, before), &place))
    place = self->codes->len;
  g_ptr_array_insert (self->codes, (int) place, code);
}

/* @gone's codings and children become @kept's; children of one name are made one later.
 */
static void
pour (Model *self, ModelCode *gone, guint32 kept)
{
  g_autoptr (GPtrArray) children = g_ptr_array_new ();

  for (guint i = 0; i < self->codings->len; i++)
    {
      ModelCoding *coding = self->codings->pdata[i];
      if (coding->code == gone->id)
        {
          coding->code = kept;
          coding->moved = TRUE;
        }
    }
  for (guint i = 0; i < self->codes->len; i++)
    if (((ModelCode *) self->codes->pdata[i])->parent == gone->id)
      g_ptr_array_add (children, self->codes->pdata[i]);
  for (guint i = 0; i < children->len; i++)
    {
      ((ModelCode *) children->pdata[i])->parent = kept;
      replace_in_list (self, children->pdata[i], 0);
    }
  g_ptr_array_remove (self->codes, gone);
}

static gboolean
unite_two (Model *self)
{
  for (guint i = 0; i < self->codes->len; i++)
    {
      ModelCode *code = self->codes->pdata[i];
      ModelCode *twin = find_named (self, code->parent, code->name, code->id);

      if (twin != NULL)
        {
          pour (self, twin, code->id);
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
meet (const ModelCoding *a, const ModelCoding *b)
{
  return a != b && a->start == b->start && a->end == b->end && a->code == b->code
         && a->coder == b->coder;
}

/* Of codings that have come together one is left, with all the memos. */
static void
unite_codings (Model *self)
{
  for (guint i = 0; i < self->codings->len; i++)
    for (guint j = 0; j < self->codings->len; j++)
      {
        ModelCoding *kept = self->codings->pdata[i], *other = self->codings->pdata[j];
        GHashTableIter iter;
        gpointer memo;

        if (!meet (kept, other) || !(kept->moved || other->moved))
          continue;
        g_hash_table_iter_init (&iter, other->memos);
        while (g_hash_table_iter_next (&iter, &memo, NULL))
          g_hash_table_add (kept->memos, g_strdup (memo));
        kept->moved = TRUE;
        g_ptr_array_remove_index (self->codings, j);
        i = (guint) -1; /* from the beginning */
        break;
      }
}

/* Both as text ---------------------------------------------------------------------- */

static void
append_path (Model *self, GString *out, guint32 id)
{
  ModelCode *code = find (self, id);

  if (code->parent != 0)
    append_path (self, out, code->parent);
  g_string_append_printf (out, "/%s", code->name);
}

static void
append_branch (Model *self, GString *out, guint32 parent)
{
  for (guint i = 0; i < self->codes->len; i++)
    {
      ModelCode *code = self->codes->pdata[i];

      if (code->parent != parent)
        continue;
      append_path (self, out, code->id);
      g_string_append_c (out, '\n');
      append_branch (self, out, code->id);
    }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static char *
dup_coding_line (
    guint32 start, guint32 end, guint32 coder, const char *path, GPtrArray *memos)
{
  g_autofree char *joined = NULL;

  g_ptr_array_sort (memos, compare_lines);
  g_ptr_array_add (memos, NULL);
  joined = g_strjoinv ("+", (char **) memos->pdata);
  return g_strdup_printf ("%u-%u %u %s %s", start, end, coder, path, joined);
}

static void
append_sorted (GString *out, GPtrArray *lines)
{
  g_ptr_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (out, "%s\n", (char *) lines->pdata[i]);
}

static char *
dump_model (Model *self)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  append_branch (self, out, 0);
  for (guint i = 0; i < self->codings->len; i++)
    {
      ModelCoding *coding = self->codings->pdata[i];
      g_autoptr (GString) path = g_string_new (NULL);
      g_autoptr (GPtrArray) memos = g_ptr_array_new ();
      g_autofree gpointer *keys = g_hash_table_get_keys_as_array (coding->memos, NULL);

      for (guint k = 0; keys[k] != NULL; k++)
        g_ptr_array_add (memos, keys[k]);
      append_path (self, path, coding->code);
      g_ptr_array_add (lines, dup_coding_line (coding->start, coding->end, coding->coder,
                                               path->str, memos));
    }
  append_sorted (out, lines);
  return g_string_free (out, FALSE);
}

static char *
dump_real (SchoSnapshot *snapshot)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);
  const SchoAnnotation *codings;

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = scho_snapshot_dup_code_path (snapshot, codes[i]->id);
      g_string_append_printf (out, "/%s\n", path);
    }
  codings = scho_snapshot_get_annotations (snapshot, 1, &n);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = scho_snapshot_dup_code_path (snapshot, codings[i].code);
      g_autofree char *slashed = g_strconcat ("/", path, NULL);
      g_auto (GStrv) parts
          = g_strsplit (codings[i].memo != NULL ? codings[i].memo : "", "\n\n", -1);
      g_autoptr (GPtrArray) memos = g_ptr_array_new ();

      for (guint k = 0; parts[k] != NULL; k++)
        if (!g_ptr_array_find_with_equal_func (memos, parts[k], g_str_equal, NULL))
          g_ptr_array_add (memos, parts[k]);
      g_ptr_array_add (lines, dup_coding_line (codings[i].start, codings[i].end,
                                               codings[i].coder, slashed, memos));
    }
  append_sorted (out, lines);
  return g_string_free (out, FALSE);
}

/* Steps on both ---------------------------------------------------------------------- */

typedef struct
{
  GRand *random;
  SchoSnapshot *snapshot;
  Model *model;
} Round;

static guint
roll (Round *self, guint n)
{
  return (guint) g_rand_int_range (self->random, 0, (gint32) n);
}

static guint32
any_code (Round *self)
{
  return ((ModelCode *) self->model->codes->pdata[roll (self, self->model->codes->len)])
      ->id;
}

static ModelCode *
note_new_code (Round *self, SchoStep *step, guint32 parent, const char *name)
{
  ModelCode *code = g_new0 (ModelCode, 1);

  code->id = scho_step_find_code (step, parent, name);
  code->parent = parent;
  g_strlcpy (code->name, name, sizeof code->name);
  g_ptr_array_add (self->model->codes, code);
  return code;
}

static SchoStep *
add (Round *self)
{
  char name[2] = { (char) ('a' + roll (self, N_NAMES)), '\0' };
  guint32 parent
      = self->model->codes->len > 0 && roll (self, 4) > 0 ? any_code (self) : 0;
  SchoStep *step = scho_edit_add_code (self->snapshot, parent, name, NULL);

  ck_assert_int_eq (step == NULL, find_named (self->model, parent, name, 0) != NULL);
  if (step != NULL)
    note_new_code (self, step, parent, name);
  return step;
}

static SchoStep *
annotate (Round *self)
{
  SchoAnnotation values = { .document = 1, .code = any_code (self), .weight = 50 };
  g_autofree char *memo
      = roll (self, 2) == 0 ? g_strdup_printf ("m%u", roll (self, 20)) : NULL;
  char coder[2] = { (char) ('p' + roll (self, 2)), '\0' };
  ModelCoding *coding = g_new0 (ModelCoding, 1);
  SchoStep *step;

  values.start = roll (self, LENGTH);
  values.end = values.start + 1 + roll (self, LENGTH - values.start);
  values.memo = memo;
  step = scho_edit_annotate_by (self->snapshot, &values, coder, NULL);
  coding->start = values.start;
  coding->end = values.end;
  coding->code = values.code;
  coding->coder = scho_step_find_coder (step, coder);
  coding->memos = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (memo != NULL)
    g_hash_table_add (coding->memos, g_steal_pointer (&memo));
  coding->uuid
      = ((SchoAnnotation *) scho_step_get_change (step, SCHO_NOUN_ANNOTATION, 0).after)
            ->uuid;
  g_ptr_array_add (self->model->codings, coding);
  return step;
}

static SchoStep *
move (Round *self)
{
  guint32 id = any_code (self), parent = roll (self, 3) > 0 ? any_code (self) : 0;
  guint32 before = any_code (self);
  ModelCode *code = find (self->model, id);
  gboolean fits;
  SchoStep *step;

  if (find (self->model, before)->parent != parent)
    before = 0;
  step = scho_edit_move_code (self->snapshot, id, parent, before, NULL);
  fits = !is_below (self->model, parent, id)
         && find_named (self->model, parent, code->name, id) == NULL;
  ck_assert_int_eq (step != NULL, fits);
  if (fits && before != id)
    {
      code->parent = parent;
      replace_in_list (self->model, code, before);
    }
  return step;
}

static SchoStep *
merge (Round *self)
{
  guint32 from[3], into = any_code (self);
  guint n = 1 + roll (self, 3);
  gboolean fits = TRUE;
  SchoStep *step;

  for (guint i = 0; i < n; i++)
    {
      from[i] = any_code (self);
      fits &= !is_below (self->model, into, from[i]);
    }
  step = scho_edit_merge_codes (self->snapshot, from, n, into, NULL);
  ck_assert_int_eq (step != NULL, fits);
  if (!fits)
    return NULL;
  for (guint i = 0; i < self->model->codings->len; i++)
    ((ModelCoding *) self->model->codings->pdata[i])->moved = FALSE;
  for (guint i = 0; i < n; i++)
    if (find (self->model, from[i]) != NULL)
      pour (self->model, find (self->model, from[i]), into);
  while (unite_two (self->model))
    ;
  unite_codings (self->model);
  return step;
}

static SchoStep *
split (Round *self)
{
  char name[2] = { (char) ('a' + roll (self, N_NAMES)), '\0' };
  guint32 id = any_code (self);
  ModelCode *code = find (self->model, id), *made;
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  gsize n;
  const SchoAnnotation *codings = scho_snapshot_get_annotations (self->snapshot, 1, &n);
  guint place;
  SchoStep *step;

  for (gsize i = 0; i < n; i++)
    if (codings[i].code == id && roll (self, 2) == 0)
      g_ptr_array_add (chosen, (gpointer) &codings[i]);
  step = scho_edit_split_code (self->snapshot, id, name,
                               (const SchoAnnotation *const *) chosen->pdata, chosen->len,
                               NULL);
  ck_assert_int_eq (step != NULL,
                    chosen->len > 0
                        && find_named (self->model, code->parent, name, 0) == NULL);
  if (step == NULL)
    return NULL;
  made = note_new_code (self, step, code->parent, name);
  g_ptr_array_find (self->model->codes, code, &place);
  g_ptr_array_steal_index (self->model->codes, self->model->codes->len - 1);
  g_ptr_array_insert (self->model->codes, (int) place + 1, made);
  for (guint i = 0; i < self->model->codings->len; i++)
    for (guint k = 0; k < chosen->len; k++)
      {
        ModelCoding *coding = self->model->codings->pdata[i];
        if (scho_uuid_equal (&coding->uuid, &((SchoAnnotation *) chosen->pdata[k])->uuid))
          coding->code = made->id;
      }
  return step;
}

/* By exchanging neighbours, the slowest way there is. */
static SchoStep *
sort (Round *self)
{
  guint32 parent = roll (self, 2) == 0 ? 0 : any_code (self);
  GPtrArray *codes = self->model->codes;

  for (guint i = 0; i < codes->len; i++)
    for (guint j = i + 1; j < codes->len; j++)
      {
        ModelCode *a = codes->pdata[i], *b = codes->pdata[j];

        if (a->parent != parent || b->parent != parent || strcmp (a->name, b->name) < 0)
          continue;
        codes->pdata[i] = b;
        codes->pdata[j] = a;
      }
  return scho_edit_sort_codes (self->snapshot, parent, SCHO_CODES_BY_NAME);
}

static SchoStep *
do_something (Round *self)
{
  guint what = roll (self, 12);

  if (self->model->codes->len < 3 || what < 3)
    return add (self);
  if (what < 7)
    return annotate (self);
  if (what < 9)
    return move (self);
  if (what == 9)
    return self->model->codes->len > 8 ? merge (self) : NULL;
  return what == 10 ? split (self) : sort (self);
}

/* The model knows identities of codings by what was made, so it follows the joined ones.
 */
static void
follow_uuids (Model *self, SchoSnapshot *snapshot)
{
  gsize n;
  const SchoAnnotation *codings = scho_snapshot_get_annotations (snapshot, 1, &n);

  for (guint i = 0; i < self->codings->len; i++)
    {
      ModelCoding *coding = self->codings->pdata[i];
      gboolean known = FALSE;

      for (gsize k = 0; k < n; k++)
        known |= scho_uuid_equal (&codings[k].uuid, &coding->uuid);
      for (gsize k = 0; k < n && !known; k++)
        if (codings[k].start == coding->start && codings[k].end == coding->end
            && codings[k].code == coding->code && codings[k].coder == coding->coder)
          coding->uuid = codings[k].uuid;
    }
}

static void
check_sound (SchoProject *project, guint32 seed)
{
  g_autoptr (GPtrArray) faults = scho_project_check (project, NULL, NULL, NULL);

  ck_assert_msg (faults != NULL && faults->len == 0, "%s; repeat with SCHOLIAST_SEED=%u",
                 faults != NULL ? (char *) faults->pdata[0] : "", seed);
}

static void
check_same (Round *self, guint i, guint32 seed)
{
  g_autofree char *real = dump_real (self->snapshot), *plain = dump_model (self->model);

  ck_assert_msg (strcmp (real, plain) == 0,
                 "step %u:\n%s\ninstead of\n%s\nrepeat with SCHOLIAST_SEED=%u", i, real,
                 plain, seed);
}

START_TEST (does_what_the_model_does)
{
  guint32 seed = get_test_seed ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  char *folder = make_folder ();
  SchoProject *project = make_project (folder, "four");
  g_autoptr (GPtrArray) dumps = g_ptr_array_new_with_free_func (g_free);
  Model model;
  Round round = { random, NULL, &model };

  model_init (&model);
  g_ptr_array_add (dumps, dump_snapshot (scho_project_get_snapshot (project)));
  for (guint i = 0; i < N_STEPS; i++)
    {
      g_autoptr (SchoStep) step = NULL;
      g_autoptr (GError) error = NULL;

      round.snapshot = scho_project_get_snapshot (project);
      step = do_something (&round);
      if (step == NULL || scho_step_is_empty (step))
        continue;
      scho_project_apply (project, step, &error);
      ck_assert_msg (error == NULL, "%s; repeat with SCHOLIAST_SEED=%u",
                     error != NULL ? error->message : "", seed);
      round.snapshot = scho_project_get_snapshot (project);
      check_same (&round, i, seed);
      follow_uuids (&model, round.snapshot);
      g_ptr_array_add (dumps, dump_snapshot (round.snapshot));
    }
  check_sound (project, seed);
  for (guint i = dumps->len - 1; i-- > 0;)
    {
      g_autofree char *undone = NULL;

      ck_assert_seed (scho_project_undo (project, NULL), seed);
      undone = dump_snapshot (scho_project_get_snapshot (project));
      ck_assert_seed (strcmp (undone, dumps->pdata[i]) == 0, seed);
    }
  check_sound (project, seed);
  model_clear (&model);
  g_object_unref (project);
  remove_folder (folder);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("edit-codes-random");
  TCase *tc = tcase_create ("edit-codes-random");

  tcase_set_timeout (tc, 110);
  tcase_add_loop_test (tc, does_what_the_model_does, 0, 8);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
