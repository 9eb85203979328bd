/* edit-adjudicate.c - steps on the way from two codings to one that is agreed on. */
#include <scholiast/edit-adjudicate.h>

#include <glib/gi18n-lib.h>
#include <string.h>
#include <scholiast/coder.h>
#include <scholiast/edit-private.h>
#include <scholiast/lookup.h>

static char *
dup_rejected_name (const char *agreed)
{
  /* Translators: the coder of an agreed version */
  return g_strdup_printf (_ ("%s: rejected"), agreed);
}

static guint32
find_coder (SchoSnapshot *snapshot, const char *name)
{
  gsize n;
  const SchoCoder *const *coders = scho_snapshot_get_coders (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    if (g_str_equal (coders[i]->name, name))
      return coders[i]->id;
  return 0;
}

/* What @coder has of it; nullable. */
static const SchoAnnotation *
find_copy (SchoSnapshot *snapshot, const SchoAnnotation *original, guint32 coder)
{
  SchoAnnotation wanted = *original;

  wanted.coder = coder;
  return coder != 0 && scho_snapshot_get_document (snapshot, original->document) != NULL
             ? scho_lookup_same_annotation (snapshot, &wanted)
             : NULL;
}

SchoVerdict
scho_dispute_get_verdict (const SchoDispute *self,
                          SchoSnapshot *snapshot,
                          const char *agreed)
{
  g_autofree char *name = dup_rejected_name (agreed);
  guint32 accepted = find_coder (snapshot, agreed),
          rejected = find_coder (snapshot, name);
  gboolean a = self->has_a && find_copy (snapshot, &self->a, accepted) != NULL;
  gboolean b = self->has_b && find_copy (snapshot, &self->b, accepted) != NULL;

  if (a || b)
    return a && b ? SCHO_VERDICT_BOTH : a ? SCHO_VERDICT_A : SCHO_VERDICT_B;
  if ((self->has_a && find_copy (snapshot, &self->a, rejected) != NULL)
      || (self->has_b && find_copy (snapshot, &self->b, rejected) != NULL))
    return SCHO_VERDICT_NEITHER;
  return SCHO_VERDICT_OPEN;
}

/* One that takes no part in measures of agreement: asked to code no document. */
static guint32
ensure_coder (SchoStep *step, const char *name)
{
  guint32 id = scho_step_find_coder (step, name);

  if (id == 0)
    id = scho_step_add_coder (step, &(SchoCoder){ .name = name, .asked = "" });
  return id;
}

/* What one step of decisions needs to know. */
typedef struct
{
  SchoSnapshot *snapshot;
  SchoStep *step;
  const char *names[2]; /* accepted, rejected */
  guint32 coders[2];    /* in the snapshot; 0: not yet there */
  GHashTable *done;     /* of Key: what was put or taken in this step */
} Decision;

typedef struct
{
  guint32 document, start, end, code, side;
} Key;

static guint
hash_key (gconstpointer data)
{
  const Key *self = data;

  return (((self->document * 31 + self->start) * 31 + self->end) * 31 + self->code) * 2
         + self->side;
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Key)) == 0;
}

static void
decision_init (Decision *self,
               SchoSnapshot *snapshot,
               SchoStep *step,
               const char *const *names)
{
  self->snapshot = snapshot;
  self->step = step;
  self->done = g_hash_table_new_full (hash_key, equal_keys, g_free, NULL);
  for (guint i = 0; i < 2; i++)
    {
      self->names[i] = names[i];
      self->coders[i] = find_coder (snapshot, names[i]);
    }
}

/* Whether the coder of that side has a copy of it: in the end. A coding that two disputes
 * share is put or taken once; the first that says so counts. */
static void
put (Decision *self, const SchoAnnotation *original, guint side, gboolean wanted)
{
  Key key = { original->document, original->start, original->end, original->code, side };
  const SchoAnnotation *copy = find_copy (self->snapshot, original, self->coders[side]);
  SchoAnnotation values = *original;

  if (wanted == (copy != NULL)
      || !g_hash_table_add (self->done, g_memdup2 (&key, sizeof key)))
    return;
  if (copy != NULL)
    {
      scho_step_remove_annotation (self->step, copy);
      return;
    }
  values.uuid = (SchoUuid){ { 0 } };
  values.coder = ensure_coder (self->step, self->names[side]);
  scho_step_add_annotation (self->step, &values);
}

static void
decide (Decision *self, const SchoDispute *dispute, SchoVerdict verdict)
{
  gboolean neither = verdict == SCHO_VERDICT_NEITHER;

  if (dispute->has_a)
    {
      put (self, &dispute->a, 0,
           verdict == SCHO_VERDICT_A || verdict == SCHO_VERDICT_BOTH);
      put (self, &dispute->a, 1, neither);
    }
  if (dispute->has_b)
    {
      put (self, &dispute->b, 0,
           verdict == SCHO_VERDICT_B || verdict == SCHO_VERDICT_BOTH);
      put (self, &dispute->b, 1, neither);
    }
}

SchoStep *
scho_edit_decide (SchoSnapshot *snapshot,
                  const SchoDispute *disputes,
                  gsize n,
                  SchoVerdict verdict,
                  const char *agreed)
{
  g_autofree char *rejected = dup_rejected_name (agreed);
  const char *const names[] = { agreed, rejected };
  SchoStep *step = scho_edit_new_step (
      snapshot,
      g_dngettext (GETTEXT_PACKAGE, "Disagreement decided", "Disagreements decided", n));
  Decision decision;

  decision_init (&decision, snapshot, step, names);
  for (gsize i = 0; i < n; i++)
    decide (&decision, &disputes[i], verdict);
  g_hash_table_unref (decision.done);
  return step;
}

/* All of @coders that were not told to leave it out have it, and they are two or more. */
static gboolean
is_agreed (SchoSnapshot *snapshot,
           const SchoAnnotation *coding,
           const SchoDocument *document,
           const guint32 *coders,
           gsize n)
{
  guint n_alike = 0;

  for (gsize i = 0; i < n; i++)
    {
      const SchoCoder *coder = scho_snapshot_get_coder (snapshot, coders[i]);

      if (coder == NULL || scho_coder_get_asked (coder, &document->uuid) == SCHO_ASKED_NO)
        continue;
      if (find_copy (snapshot, coding, coders[i]) == NULL)
        return FALSE;
      n_alike++;
    }
  return n_alike >= 2;
}

static void
take_over_document (Decision *self,
                    const SchoDocument *document,
                    const guint32 *coders,
                    gsize n_coders)
{
  gsize n;
  const SchoAnnotation *all
      = scho_snapshot_get_annotations (self->snapshot, document->id, &n);

  for (gsize i = 0; i < n; i++)
    for (gsize c = 0; c < n_coders; c++)
      if (all[i].coder == coders[c]
          && is_agreed (self->snapshot, &all[i], document, coders, n_coders))
        put (self, &all[i], 0, TRUE);
}

SchoStep *
scho_edit_take_over (SchoSnapshot *snapshot,
                     const guint32 *coders,
                     gsize n,
                     const char *agreed)
{
  const char *const names[] = { agreed, "" };
  SchoStep *step = scho_edit_new_step (snapshot, _ ("What coders agree on taken over"));
  gsize n_documents;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (snapshot, &n_documents);
  Decision decision;

  decision_init (&decision, snapshot, step, names);
  for (gsize i = 0; i < n_documents; i++)
    take_over_document (&decision, documents[i], coders, n);
  g_hash_table_unref (decision.done);
  return step;
}
