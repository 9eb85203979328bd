#include <scholiast/edit-hits.h>

#include <glib/gi18n-lib.h>
#include <scholiast/edit.h>
#include <scholiast/words-private.h>

/* What is being widened, one document after the other. */
typedef struct
{
  SchoSnapshot *snapshot;
  const SchoHitCoding *values;
  guint32 coder; /* id; 0: has coded nothing */
  const SchoDocument *document;
  SchoText *text;
  GArray *passages; /* of SchoHit */
} Widening;

static void
widening_clear (Widening *self)
{
  g_clear_pointer (&self->text, scho_text_unref);
  g_clear_pointer (&self->passages, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Widening, widening_clear)

static guint32
find_coder (SchoSnapshot *snapshot, const char *name)
{
  g_autofree char *clean = scho_name_dup (name);
  gsize n = 0;
  const SchoCoder *const *coders = scho_snapshot_get_coders (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    if (g_str_equal (coders[i]->name, clean))
      return coders[i]->id;
  return 0;
}

static gboolean
read_document (Widening *self, guint32 id, GError **error)
{
  if (self->document != NULL && self->document->id == id)
    return TRUE;
  g_clear_pointer (&self->text, scho_text_unref);
  self->document = scho_snapshot_get_document (self->snapshot, id);
  self->text = scho_snapshot_read_text (self->snapshot, id, error);
  return self->text != NULL;
}

static gboolean
add_passage (Widening *self, const SchoHit *hit, GError **error)
{
  SchoHit passage = *hit;

  if (hit->start >= hit->end || hit->end > self->document->length)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_RANGE,
                   _ ("The text of “%s” has %'u characters: %'u–%'u is no passage of it"),
                   self->document->title, self->document->length, hit->start, hit->end);
      return FALSE;
    }
  /* White space alone is in no unit; then it is the hit itself. */
  if (!scho_text_snap (self->text, self->document->language, self->values->unit,
                       &passage.start, &passage.end))
    scho_text_snap (self->text, self->document->language, SCHO_UNIT_CHARACTER,
                    &passage.start, &passage.end);
  g_array_append_val (self->passages, passage);
  return TRUE;
}

static int
compare_hits (gconstpointer first, gconstpointer second)
{
  const SchoHit *a = first, *b = second;

  if (a->document != b->document)
    return a->document < b->document ? -1 : 1;
  if (a->start != b->start)
    return a->start < b->start ? -1 : 1;
  return a->end < b->end ? -1 : a->end > b->end;
}

/* Makes one of those that overlap. */
static void
join_passages (GArray *passages)
{
  SchoHit *all = (SchoHit *) passages->data;
  guint n = 0;

  g_array_sort (passages, compare_hits);
  for (guint i = 0; i < passages->len; i++)
    if (n > 0 && all[n - 1].document == all[i].document && all[n - 1].end > all[i].start)
      all[n - 1].end = MAX (all[n - 1].end, all[i].end);
    else
      all[n++] = all[i];
  g_array_set_size (passages, n);
}

static gboolean
is_coded (Widening *self, const SchoHit *passage)
{
  SchoIntervalIndex *index = scho_snapshot_get_index (self->snapshot, passage->document);
  const SchoAnnotation *all;
  gsize n = 0;

  if (self->coder == 0 || self->values->code == 0 || index == NULL)
    return FALSE;
  all = scho_interval_index_get_annotations (index, &n);
  for (gsize i = scho_interval_index_next (index, 0, passage->start, passage->end); i < n;
       i = scho_interval_index_next (index, i + 1, passage->start, passage->end))
    if (all[i].code == self->values->code && all[i].coder == self->coder
        && all[i].start <= passage->start && all[i].end >= passage->end)
      return TRUE;
  return FALSE;
}

/* Returns how many. */
static gsize
leave_out_coded (Widening *self)
{
  SchoHit *all = (SchoHit *) self->passages->data;
  guint n = 0, before = self->passages->len;

  for (guint i = 0; i < before; i++)
    if (!is_coded (self, &all[i]))
      all[n++] = all[i];
  g_array_set_size (self->passages, n);
  return before - n;
}

GArray *
scho_edit_widen_hits (SchoSnapshot *snapshot,
                      const SchoHitCoding *values,
                      GArray *hits,
                      gsize *n_coded,
                      const SchoProgress *progress,
                      GCancellable *cancellable,
                      GError **error)
{
  g_auto (Widening) self = {
    .snapshot = snapshot,
    .values = values,
    .coder = values->coder != NULL ? find_coder (snapshot, values->coder) : 0,
    .passages = g_array_new (FALSE, FALSE, sizeof (SchoHit)),
  };
  gsize n_left_out;

  for (guint i = 0; i < hits->len; i++)
    {
      const SchoHit *hit = &g_array_index (hits, SchoHit, i);

      if (i % 1024 == 0)
        scho_progress_set (progress, (double) i / hits->len, NULL);
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !read_document (&self, hit->document, error)
          || !add_passage (&self, hit, error))
        return NULL;
    }
  join_passages (self.passages);
  n_left_out = leave_out_coded (&self);
  if (n_coded != NULL)
    *n_coded = n_left_out;
  return g_steal_pointer (&self.passages);
}

/* A step that codes nothing yet. @code receives what it will code with. */
static SchoStep *
new_step (SchoSnapshot *snapshot,
          const SchoHitCoding *values,
          guint n,
          guint32 *code,
          GError **error)
{
  const SchoCode *noun = scho_snapshot_get_code (snapshot, values->code);
  g_autofree char *name = scho_name_dup (noun != NULL ? noun->name : values->name);
  g_autofree char *label = g_strdup_printf (
      /* Translators: a code, and how many passages. */
      ngettext ("“%s” coded in %'u passage", "“%s” coded in %'u passages", n), name, n);
  SchoStep *step;

  if (values->code != 0 && noun == NULL)
    {
      g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
                           _ ("This code does not exist"));
      return NULL;
    }
  *code = values->code;
  if (noun != NULL)
    return scho_step_new (snapshot, label);
  if ((step = scho_edit_add_code (snapshot, values->parent, values->name, error)) == NULL)
    return NULL;
  *code = scho_step_find_code (step, values->parent, name);
  scho_step_set_label (step, label);
  return step;
}

static void
fill_step (SchoStep *step, guint32 code, const char *coder, GArray *passages)
{
  SchoAnnotation coding = { .code = code, .weight = SCHO_NO_WEIGHT };

  coding.coder = scho_step_ensure_coder (step, coder);
  scho_step_set_coder (step, coding.coder);
  for (guint i = 0; i < passages->len; i++)
    {
      const SchoHit *passage = &g_array_index (passages, SchoHit, i);

      coding.document = passage->document;
      coding.start = passage->start;
      coding.end = passage->end;
      scho_step_add_annotation (step, &coding);
    }
}

SchoStep *
scho_edit_code_hits (SchoSnapshot *snapshot,
                     const SchoHitCoding *values,
                     GArray *hits,
                     const SchoProgress *progress,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *coder = scho_name_dup (values->coder);
  g_autoptr (GArray) passages = NULL;
  SchoStep *step;
  guint32 code = 0;

  if (coder[0] == '\0')
    {
      g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                           _ ("A coder needs a name"));
      return NULL;
    }
  if (!(passages = scho_edit_widen_hits (snapshot, values, hits, NULL, progress,
                                         cancellable, error)))
    return NULL;
  if (passages->len == 0)
    {
      g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                           hits->len == 0 ? _ ("There is no passage to code")
                                          : _ ("All of these are coded so already"));
      return NULL;
    }
  if ((step = new_step (snapshot, values, passages->len, &code, error)) != NULL)
    fill_step (step, code, coder, passages);
  return step;
}
