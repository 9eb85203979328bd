#include <scholiast/snapshot-struct-private.h>

#include <glib/gi18n-lib.h>
#include <scholiast/annotation-private.h>

SchoSnapshot *
scho_snapshot_ref (SchoSnapshot *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
scho_snapshot_unref (SchoSnapshot *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->info, scho_project_info_unref);
  for (guint i = 0; i < SCHO_N_NUMBERED; i++)
    g_clear_pointer (&self->nouns[i], scho_nouns_unref);
  for (guint32 i = 0; i < self->n_indexes; i++)
    g_clear_pointer (&self->indexes[i], scho_interval_index_unref);
  g_free (self->indexes);
  g_clear_pointer (&self->reader, scho_reader_unref);
  g_clear_pointer (&self->texts, scho_texts_unref);
  g_clear_pointer (&self->contents, g_hash_table_unref);
  g_clear_pointer (&self->whole, scho_snapshot_unref);
  g_free (self);
}

/* Making it from the file --------------------------------------------------------- */

static void
count_annotations (SchoSnapshot *self)
{
  self->n_annotations = 0;
  for (guint32 i = 0; i < self->n_indexes; i++)
    if (self->indexes[i] != NULL)
      {
        gsize n;
        scho_interval_index_get_annotations (self->indexes[i], &n);
        self->n_annotations += n;
      }
}

char *
scho_snapshot_find_fault (SchoSnapshot *self, const SchoAnnotation *annotation)
{
  const SchoDocument *document = scho_snapshot_get_document (self, annotation->document);

  if (document == NULL)
    return g_strdup_printf (_ ("A coding is in document %u, which does not exist"),
                            annotation->document);
  if (annotation->start >= annotation->end || annotation->end > document->length)
    return g_strdup_printf (_ ("A coding lies at %u–%u, but “%s” has %u characters"),
                            annotation->start, annotation->end, document->title,
                            document->length);
  if (scho_snapshot_get_code (self, annotation->code) == NULL)
    return g_strdup_printf (
        _ ("A coding at %u–%u of “%s” has code %u, which does not exist"),
        annotation->start, annotation->end, document->title, annotation->code);
  if (scho_snapshot_get_coder (self, annotation->coder) == NULL)
    return g_strdup_printf (
        _ ("A coding at %u–%u of “%s” is by coder %u, who does not exist"),
        annotation->start, annotation->end, document->title, annotation->coder);
  if (annotation->weight < SCHO_NO_WEIGHT || annotation->weight > 100)
    return g_strdup_printf (_ ("A coding at %u–%u of “%s” has weight %d, not 0 to 100"),
                            annotation->start, annotation->end, document->title,
                            annotation->weight);
  if (annotation->flags > SCHO_ANNOTATION_ALL_FLAGS)
    return g_strdup_printf (_ ("A coding at %u–%u of “%s” has a mark that is none"),
                            annotation->start, annotation->end, document->title);
  return NULL;
}

/* Leaves out what points nowhere, and counts the rest by document. */
static gsize
sift_annotations (SchoSnapshot *self,
                  SchoAnnotation *annotations,
                  gsize n,
                  gsize *counts,
                  GPtrArray *faults)
{
  gsize kept = 0;

  for (gsize i = 0; i < n; i++)
    {
      char *fault = scho_snapshot_find_fault (self, &annotations[i]);

      if (fault == NULL)
        {
          counts[annotations[i].document]++;
          annotations[kept++] = annotations[i];
          continue;
        }
      scho_memo_unref (annotations[i].memo);
      if (faults != NULL)
        g_ptr_array_add (faults, fault);
      else
        g_free (fault);
    }
  return kept;
}

static void
take_annotations (SchoSnapshot *self,
                  SchoAnnotation *annotations,
                  gsize n,
                  GPtrArray *faults)
{
  guint32 limit = self->n_indexes;
  g_autofree gsize *counts = g_new0 (gsize, (gsize) limit + 1);
  g_autofree SchoAnnotation **parts = g_new0 (SchoAnnotation *, (gsize) limit + 1);
  g_autofree gsize *filled = g_new0 (gsize, (gsize) limit + 1);

  n = sift_annotations (self, annotations, n, counts, faults);
  for (gsize i = 0; i < n; i++)
    {
      guint32 document = annotations[i].document;
      if (parts[document] == NULL)
        parts[document] = g_new (SchoAnnotation, counts[document]);
      parts[document][filled[document]++] = annotations[i];
    }
  g_free (annotations);
  for (guint32 id = 0; id < limit; id++)
    if (parts[id] != NULL)
      self->indexes[id] = scho_interval_index_new_take (parts[id], counts[id]);
  count_annotations (self);
}

static SchoNouns *
make_nouns (guint kind, GPtrArray *array, guint32 next)
{
  SchoNoun noun = (SchoNoun) (kind + SCHO_NOUN_DOCUMENT);
  const SchoNounClass *class = scho_noun_get_class (noun);
  gconstpointer *by_id;
  guint32 limit = next;

  for (guint i = 0; i < array->len; i++)
    limit = MAX (limit, class->get_id (array->pdata[i]) + 1);
  by_id = g_new0 (gconstpointer, (gsize) limit + 1);
  for (guint i = 0; i < array->len; i++)
    by_id[class->get_id (array->pdata[i])] = array->pdata[i];
  return scho_nouns_new_take (noun, by_id, limit);
}

SchoSnapshot *
scho_snapshot_new (SchoProjectInfo *info,
                   GPtrArray *nouns[SCHO_N_NUMBERED],
                   const guint32 next[SCHO_N_NUMBERED],
                   SchoAnnotation *annotations,
                   gsize n,
                   SchoReader *reader,
                   GPtrArray *faults)
{
  SchoSnapshot *self = g_new0 (SchoSnapshot, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->info = info;
  for (guint kind = 0; kind < SCHO_N_NUMBERED; kind++)
    self->nouns[kind] = make_nouns (kind, nouns[kind], next[kind]);
  self->n_indexes = self->nouns[SCHO_NUMBERED_DOCUMENT]->limit;
  self->indexes = g_new0 (SchoIntervalIndex *, (gsize) self->n_indexes + 1);
  self->reader = scho_reader_ref (reader);
  take_annotations (self, annotations, n, faults);
  return self;
}

/* Making it from another and a step ----------------------------------------------- */

static gboolean
refuse_name (const char *name, GError **error)
{
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID, _ ("There is already a “%s” there"),
               name);
  return FALSE;
}

/* A hash of parent and name would cost more words than it saves for a few changed codes;
 * for a whole codebook it saves minutes. */
static guint
sibling_hash (gconstpointer key)
{
  const SchoCode *code = key;

  return g_str_hash (code->name) ^ (code->parent * 2654435761u);
}

static gboolean
sibling_equal (gconstpointer a, gconstpointer b)
{
  const SchoCode *left = a, *right = b;

  return left->parent == right->parent && g_str_equal (left->name, right->name);
}

static gboolean
check_codes (const SchoNouns *codes, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new (sibling_hash, sibling_equal);
  gsize n_known = 0;

  for (guint32 id = 0; id < codes->limit; id++)
    {
      const SchoCode *code = codes->by_id[id];

      if (code == NULL)
        continue;
      n_known++;
      if (code->parent != 0 && scho_nouns_get (codes, code->parent) == NULL)
        {
          g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                       _ ("The code above “%s” does not exist"), code->name);
          return FALSE;
        }
      if (!g_hash_table_add (names, (gpointer) code))
        return refuse_name (code->name, error);
    }
  if (codes->n == n_known)
    return TRUE;

  /* The walk from the top does not meet what lies in a circle. */
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("A code cannot be below itself"));
  return FALSE;
}

static gboolean
check_coders (const SchoNouns *coders, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < coders->n; i++)
    {
      const SchoCoder *coder = coders->ordered[i];
      if (!g_hash_table_add (names, (gpointer) coder->name))
        return refuse_name (coder->name, error);
    }
  return TRUE;
}

static gboolean
refuse_conflict (GError **error)
{
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_CONFLICT,
               _ ("The project has changed meanwhile; please try again"));
  return FALSE;
}

/* The changes of one document. */
typedef struct
{
  GArray *removed; /* of SchoAnnotation; memos are the step's */
  GArray *added;
} DocumentChanges;

static void
document_changes_free (gpointer data)
{
  DocumentChanges *self = data;

  g_array_unref (self->removed);
  g_array_unref (self->added);
  g_free (self);
}

static DocumentChanges *
get_document_changes (GHashTable *by_document, guint32 document)
{
  gpointer key = GUINT_TO_POINTER (document);
  DocumentChanges *changes = g_hash_table_lookup (by_document, key);

  if (changes == NULL)
    {
      changes = g_new (DocumentChanges, 1);
      changes->removed = g_array_new (FALSE, FALSE, sizeof (SchoAnnotation));
      changes->added = g_array_new (FALSE, FALSE, sizeof (SchoAnnotation));
      g_hash_table_insert (by_document, key, changes);
    }
  return changes;
}

static GHashTable *
sort_by_document (GArray *changes)
{
  GHashTable *by_document
      = g_hash_table_new_full (NULL, NULL, NULL, document_changes_free);

  for (guint i = 0; i < changes->len; i++)
    {
      SchoAnnotationChange *change = &g_array_index (changes, SchoAnnotationChange, i);

      if (!scho_annotation_is_absent (&change->before))
        g_array_append_val (
            get_document_changes (by_document, change->before.document)->removed,
            change->before);
      if (!scho_annotation_is_absent (&change->after))
        g_array_append_val (
            get_document_changes (by_document, change->after.document)->added,
            change->after);
    }
  return by_document;
}

static int
compare_annotations (gconstpointer a, gconstpointer b)
{
  return scho_annotation_compare (a, b);
}

/* Both are sorted, so one walk finds all that is to go, and sees what is not there. */
static gboolean
merge_annotations (SchoIntervalIndex *index,
                   DocumentChanges *changes,
                   SchoIntervalIndex **merged,
                   GError **error)
{
  gsize n = 0, n_left = 0, i_removed = 0, i_added = 0;
  const SchoAnnotation *old
      = index != NULL ? scho_interval_index_get_annotations (index, &n) : NULL;
  const SchoAnnotation *removed, *added;
  SchoAnnotation *all;

  g_array_sort (changes->removed, compare_annotations);
  g_array_sort (changes->added, compare_annotations);
  removed = (const SchoAnnotation *) (gpointer) changes->removed->data;
  added = (const SchoAnnotation *) (gpointer) changes->added->data;

  if (changes->removed->len > n)
    return refuse_conflict (error);
  all = g_new (SchoAnnotation, n - changes->removed->len + changes->added->len + 1);
  for (gsize i = 0; i < n; i++)
    {
      if (i_removed < changes->removed->len
          && scho_annotation_equal (&old[i], &removed[i_removed]))
        {
          i_removed++;
          continue;
        }
      if (n_left - i_added == n - changes->removed->len)
        break; /* one that should go was not met: no room is left */
      while (i_added < changes->added->len
             && scho_annotation_compare (&added[i_added], &old[i]) < 0)
        all[n_left++] = added[i_added++];
      all[n_left++] = old[i];
    }
  if (i_removed < changes->removed->len)
    {
      g_free (all);
      return refuse_conflict (error);
    }
  while (i_added < changes->added->len)
    all[n_left++] = added[i_added++];

  for (gsize i = 0; i < n_left; i++)
    scho_memo_ref (all[i].memo);
  if (n_left > 0)
    *merged = scho_interval_index_new_take (all, n_left);
  else
    g_free (all);
  return TRUE;
}

static gboolean
check_added (SchoSnapshot *self, DocumentChanges *changes, GError **error)
{
  for (guint i = 0; i < changes->added->len; i++)
    {
      const SchoAnnotation *added = &g_array_index (changes->added, SchoAnnotation, i);
      g_autofree char *fault = scho_snapshot_find_fault (self, added);

      if (fault != NULL)
        {
          g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_RANGE, fault);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
apply_annotations (SchoSnapshot *self, SchoSnapshot *old, SchoStep *step, GError **error)
{
  g_autoptr (GHashTable) by_document
      = sort_by_document (scho_step_get_annotation_changes (step));
  GHashTableIter iter;
  gpointer key, changes;

  for (guint32 id = 0; id < old->n_indexes; id++)
    if (old->indexes[id] != NULL)
      self->indexes[id] = scho_interval_index_ref (old->indexes[id]);

  g_hash_table_iter_init (&iter, by_document);
  while (g_hash_table_iter_next (&iter, &key, &changes))
    {
      guint32 id = GPOINTER_TO_UINT (key);
      g_autoptr (SchoIntervalIndex) index = NULL;

      if (id >= self->n_indexes)
        return refuse_conflict (error);
      index = g_steal_pointer (&self->indexes[id]);
      if (!check_added (self, changes, error)
          || !merge_annotations (index, changes, &self->indexes[id], error))
        return FALSE;
    }
  return TRUE;
}

/* When a noun went or a text changed, every coding that stays must still be sound. */
static gboolean
step_loosens (SchoStep *step)
{
  for (guint noun = SCHO_NOUN_DOCUMENT; noun <= SCHO_NOUN_CODER; noun++)
    for (gsize i = 0; i < scho_step_get_n_changes (step, noun); i++)
      {
        SchoChange change = scho_step_get_change (step, noun, i);
        const SchoDocument *before = change.before, *after = change.after;

        if (change.before != NULL && change.after == NULL)
          return TRUE;
        if (noun == SCHO_NOUN_DOCUMENT && before != NULL
            && !g_str_equal (before->digest, after->digest))
          return TRUE;
      }
  return FALSE;
}

static gboolean
check_all (SchoSnapshot *self, GError **error)
{
  for (guint32 id = 0; id < self->n_indexes; id++)
    {
      gsize n;
      const SchoAnnotation *annotations = scho_snapshot_get_annotations (self, id, &n);

      for (gsize i = 0; i < n; i++)
        {
          g_autofree char *fault = scho_snapshot_find_fault (self, &annotations[i]);
          if (fault == NULL)
            continue;
          g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_INVALID, fault);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
apply_info (SchoSnapshot *self, SchoSnapshot *old, SchoStep *step, GError **error)
{
  SchoChange change = { NULL, NULL };

  if (scho_step_get_n_changes (step, SCHO_NOUN_INFO) > 0)
    change = scho_step_get_change (step, SCHO_NOUN_INFO, 0);
  if (change.after == NULL)
    {
      self->info = scho_project_info_ref (old->info);
      return TRUE;
    }
  if (!scho_project_info_equal (change.before, old->info))
    return refuse_conflict (error);
  self->info = scho_project_info_ref (change.after);
  return TRUE;
}

static gboolean
apply_nouns (SchoSnapshot *self, SchoSnapshot *old, SchoStep *step, GError **error)
{
  const guint32 *next = scho_step_get_next (step);

  for (guint kind = 0; kind < SCHO_N_NUMBERED; kind++)
    if (!(self->nouns[kind]
          = scho_nouns_apply (old->nouns[kind], step, next[kind], error)))
      return FALSE;
  if (self->nouns[SCHO_NUMBERED_CODE] != old->nouns[SCHO_NUMBERED_CODE]
      && !check_codes (self->nouns[SCHO_NUMBERED_CODE], error))
    return FALSE;
  if (self->nouns[SCHO_NUMBERED_CODER] != old->nouns[SCHO_NUMBERED_CODER]
      && !check_coders (self->nouns[SCHO_NUMBERED_CODER], error))
    return FALSE;
  if (!scho_snapshot_check_attachments (self, error))
    return FALSE;
  self->n_indexes = self->nouns[SCHO_NUMBERED_DOCUMENT]->limit;
  self->indexes = g_new0 (SchoIntervalIndex *, (gsize) self->n_indexes + 1);
  return TRUE;
}

SchoSnapshot *
scho_snapshot_apply (SchoSnapshot *self, SchoStep *step, GError **error)
{
  g_autoptr (SchoSnapshot) after = g_new0 (SchoSnapshot, 1);
  guint32 next[SCHO_N_NUMBERED];

  g_atomic_ref_count_init (&after->ref_count);
  after->reader = scho_reader_ref (self->reader);
  for (guint kind = 0; kind < SCHO_N_NUMBERED; kind++)
    next[kind] = self->nouns[kind]->limit;
  scho_step_renumber (step, next);

  if (!apply_info (after, self, step, error) || !apply_nouns (after, self, step, error)
      || !apply_annotations (after, self, step, error))
    return NULL;
  if (step_loosens (step) && !check_all (after, error))
    return NULL;
  count_annotations (after);
  after->texts = scho_texts_join (self->texts, scho_step_get_texts (step));
  scho_snapshot_take_contents (after, self, step);
  return g_steal_pointer (&after);
}

void
scho_snapshot_drop_texts (SchoSnapshot *self)
{
  g_clear_pointer (&self->texts, scho_texts_unref);
  g_clear_pointer (&self->contents, g_hash_table_unref);
}

/* Making it from another by leaving out ------------------------------------------- */

static SchoNouns *
narrow_documents (SchoNouns *self, const gboolean *documents)
{
  gconstpointer *by_id;

  if (documents == NULL)
    return scho_nouns_ref (self);
  by_id = g_new0 (gconstpointer, (gsize) self->limit + 1);
  for (guint32 id = 0; id < self->limit; id++)
    if (self->by_id[id] != NULL && documents[id])
      by_id[id] = scho_document_ref (self->by_id[id]);
  return scho_nouns_new_take (self->noun, by_id, self->limit);
}

/* @codings: of one document. */
static SchoIntervalIndex *
index_codings (gconstpointer *codings, gsize n)
{
  SchoAnnotation *copy = g_new (SchoAnnotation, n);

  for (gsize i = 0; i < n; i++)
    {
      copy[i] = *(const SchoAnnotation *) codings[i];
      copy[i].memo = scho_memo_ref (copy[i].memo);
    }
  return scho_interval_index_new_take (copy, n);
}

static void
take_codings (SchoSnapshot *self, const GPtrArray *codings)
{
  for (guint i = 0, n; i < codings->len; i += n)
    {
      guint32 document = ((const SchoAnnotation *) codings->pdata[i])->document;

      for (n = 1; i + n < codings->len; n++)
        if (((const SchoAnnotation *) codings->pdata[i + n])->document != document)
          break;
      if (scho_snapshot_get_document (self, document) != NULL)
        self->indexes[document] = index_codings ((gconstpointer *) &codings->pdata[i], n);
    }
}

SchoSnapshot *
scho_snapshot_get_whole (SchoSnapshot *self)
{
  return self->whole != NULL ? self->whole : self;
}

/* What all narrowed snapshots share with @self. @nouns: (transfer full) */
static SchoSnapshot *
new_narrow (SchoSnapshot *self, SchoNouns **nouns)
{
  SchoSnapshot *narrow = g_new0 (SchoSnapshot, 1);

  g_atomic_ref_count_init (&narrow->ref_count);
  narrow->info = scho_project_info_ref (self->info);
  for (guint kind = 0; kind < SCHO_N_NUMBERED; kind++)
    narrow->nouns[kind] = nouns[kind];
  narrow->reader = scho_reader_ref (self->reader);
  narrow->texts = self->texts != NULL ? scho_texts_ref (self->texts) : NULL;
  narrow->contents = self->contents != NULL ? g_hash_table_ref (self->contents) : NULL;
  narrow->whole = scho_snapshot_ref (scho_snapshot_get_whole (self));
  narrow->n_indexes = self->n_indexes;
  narrow->indexes = g_new0 (SchoIntervalIndex *, (gsize) self->n_indexes + 1);
  return narrow;
}

/* Those of the documents that are there. */
static void
share_indexes (SchoSnapshot *narrow, SchoSnapshot *self)
{
  for (guint32 id = 0; id < self->n_indexes; id++)
    if (self->indexes[id] != NULL && scho_snapshot_get_document (narrow, id) != NULL)
      narrow->indexes[id] = scho_interval_index_ref (self->indexes[id]);
}

SchoSnapshot *
scho_snapshot_narrow (SchoSnapshot *self,
                      const gboolean *documents,
                      const GPtrArray *codings)
{
  SchoNouns *nouns[SCHO_N_NUMBERED];
  SchoSnapshot *narrow;

  for (guint kind = 0; kind < SCHO_N_NUMBERED; kind++)
    nouns[kind] = kind == SCHO_NUMBERED_DOCUMENT
                      ? narrow_documents (self->nouns[kind], documents)
                  : kind == SCHO_NUMBERED_ATTACHMENT
                      ? scho_snapshot_narrow_attachments (self, documents)
                      : scho_nouns_ref (self->nouns[kind]);
  narrow = new_narrow (self, nouns);
  if (codings != NULL)
    take_codings (narrow, codings);
  else
    share_indexes (narrow, self);
  count_annotations (narrow);
  return narrow;
}

static SchoNouns *
narrow_coders (SchoSnapshot *self)
{
  SchoNouns *coders = self->nouns[SCHO_NUMBERED_CODER];
  g_autofree gboolean *coded = g_new0 (gboolean, (gsize) coders->limit + 1);
  gconstpointer *by_id = g_new0 (gconstpointer, (gsize) coders->limit + 1);

  for (guint32 document = 0; document < self->n_indexes; document++)
    {
      gsize n;
      const SchoAnnotation *codings = scho_snapshot_get_annotations (self, document, &n);

      for (gsize i = 0; i < n; i++)
        coded[codings[i].coder] = TRUE;
    }
  for (guint32 id = 0; id < coders->limit; id++)
    if (coders->by_id[id] != NULL && coded[id])
      by_id[id] = scho_coder_ref (coders->by_id[id]);
  return scho_nouns_new_take (coders->noun, by_id, coders->limit);
}

SchoSnapshot *
scho_snapshot_without_idle_coders (SchoSnapshot *self)
{
  SchoNouns *nouns[SCHO_N_NUMBERED];
  SchoSnapshot *narrow;

  for (guint kind = 0; kind < SCHO_N_NUMBERED; kind++)
    nouns[kind] = kind == SCHO_NUMBERED_CODER ? narrow_coders (self)
                                              : scho_nouns_ref (self->nouns[kind]);
  narrow = new_narrow (self, nouns);
  share_indexes (narrow, self);
  count_annotations (narrow);
  return narrow;
}
