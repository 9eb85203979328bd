#include <scholiast/step-private.h>

#include <scholiast/snapshot.h>

void
scho_annotation_change_clear (gpointer data)
{
  SchoAnnotationChange *change = data;

  scho_memo_unref (change->before.memo);
  scho_memo_unref (change->after.memo);
}
SchoStep *
scho_step_new (SchoSnapshot *base, const char *label)
{
  SchoStep *self = g_new0 (SchoStep, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->base = scho_snapshot_ref (base);
  self->label = g_strdup (label);
  self->first_new[SCHO_NUMBERED_DOCUMENT] = scho_snapshot_get_document_limit (base);
  self->first_new[SCHO_NUMBERED_CODE] = scho_snapshot_get_code_limit (base);
  self->first_new[SCHO_NUMBERED_CODER] = scho_snapshot_get_coder_limit (base);
  self->first_new[SCHO_NUMBERED_ATTACHMENT] = scho_snapshot_get_attachment_limit (base);
  memcpy (self->next, self->first_new, sizeof self->next);
  for (guint noun = 0; noun < SCHO_NOUN_ANNOTATION; noun++)
    {
      self->nouns[noun] = g_array_new (FALSE, TRUE, sizeof (SchoNounChange));
      self->places[noun] = g_hash_table_new (NULL, NULL);
    }
  self->annotations = g_array_new (FALSE, TRUE, sizeof (SchoAnnotationChange));
  g_array_set_clear_func (self->annotations, scho_annotation_change_clear);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                       (GDestroyNotify) scho_text_unref);
  self->contents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) g_bytes_unref);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->losses = scho_losses_new ();
  return self;
}

SchoStep *
scho_step_ref (SchoStep *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

static void
free_nouns (SchoStep *self, SchoNoun noun)
{
  const SchoNounClass *class = scho_noun_get_class (noun);

  for (guint i = 0; i < self->nouns[noun]->len; i++)
    {
      SchoNounChange *change = &g_array_index (self->nouns[noun], SchoNounChange, i);
      g_clear_pointer (&change->before, class->unref);
      g_clear_pointer (&change->after, class->unref);
    }
  g_array_unref (self->nouns[noun]);
  g_hash_table_unref (self->places[noun]);
}

void
scho_step_unref (SchoStep *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint noun = 0; noun < SCHO_NOUN_ANNOTATION; noun++)
    free_nouns (self, noun);
  g_array_unref (self->annotations);
  g_clear_pointer (&self->annotation_places, g_hash_table_unref);
  g_clear_pointer (&self->titles, g_hash_table_unref);
  g_hash_table_unref (self->texts);
  g_hash_table_unref (self->contents);
  g_ptr_array_unref (self->notes);
  scho_losses_unref (self->losses);
  scho_snapshot_unref (self->base);
  g_free (self->label);
  g_free (self);
}

const char *
scho_step_get_label (SchoStep *self)
{
  return self->label;
}

void
scho_step_set_label (SchoStep *self, const char *label)
{
  char *copy = g_strdup (label);

  g_free (self->label);
  self->label = copy;
}

guint32
scho_step_get_coder (SchoStep *self)
{
  return self->coder;
}

void
scho_step_set_coder (SchoStep *self, guint32 coder)
{
  self->coder = coder;
}

SchoSnapshot *
scho_step_get_base (SchoStep *self)
{
  return self->base;
}

gboolean
scho_step_is_empty (SchoStep *self)
{
  for (guint noun = 0; noun < SCHO_NOUN_ANNOTATION; noun++)
    if (self->nouns[noun]->len > 0)
      return FALSE;
  return self->annotations->len == 0;
}

/* The places change when one is taken out, so they are noted anew for the one that moved.
 */
static void
drop_noun_change (SchoStep *self, SchoNoun noun, guint i)
{
  const SchoNounClass *class = scho_noun_get_class (noun);
  GArray *changes = self->nouns[noun];

  g_array_remove_index_fast (changes, i);
  if (i < changes->len)
    {
      SchoNounChange *moved = &g_array_index (changes, SchoNounChange, i);
      guint32 id = class->get_id (moved->after != NULL ? moved->after : moved->before);
      g_hash_table_insert (self->places[noun], GUINT_TO_POINTER (id),
                           GUINT_TO_POINTER (i + 1));
    }
}

void
scho_step_take_change (SchoStep *self, SchoNoun noun, gpointer before, gpointer after)
{
  const SchoNounClass *class = scho_noun_get_class (noun);
  guint32 id = class->get_id (after != NULL ? after : before);
  gpointer key = GUINT_TO_POINTER (id);
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places[noun], key));
  SchoNounChange *change;

  if (noun == SCHO_NOUN_DOCUMENT)
    g_clear_pointer (&self->titles, g_hash_table_unref);

  if (place == 0)
    {
      SchoNounChange fresh = { before, after };
      g_array_append_val (self->nouns[noun], fresh);
      g_hash_table_insert (self->places[noun], key,
                           GUINT_TO_POINTER (self->nouns[noun]->len));
      return;
    }

  change = &g_array_index (self->nouns[noun], SchoNounChange, place - 1);
  g_clear_pointer (&before, class->unref);
  g_clear_pointer (&change->after, class->unref);
  change->after = after;
  if (change->before == NULL && change->after == NULL)
    {
      g_hash_table_remove (self->places[noun], key);
      drop_noun_change (self, noun, place - 1);
    }
}

static void
index_annotations (SchoStep *self)
{
  self->annotation_places
      = g_hash_table_new_full (scho_uuid_hash, scho_uuid_equal, g_free, NULL);
  for (guint i = 0; i < self->annotations->len; i++)
    {
      SchoAnnotationChange *change
          = &g_array_index (self->annotations, SchoAnnotationChange, i);
      const SchoAnnotation *any
          = scho_annotation_is_absent (&change->after) ? &change->before : &change->after;
      g_hash_table_insert (self->annotation_places,
                           g_memdup2 (&any->uuid, sizeof any->uuid),
                           GUINT_TO_POINTER (i + 1));
    }
}

static void
drop_annotation_change (SchoStep *self, const SchoUuid *uuid, guint i)
{
  g_hash_table_remove (self->annotation_places, uuid);
  g_array_remove_index_fast (self->annotations, i);
  if (i < self->annotations->len)
    {
      SchoAnnotationChange *moved
          = &g_array_index (self->annotations, SchoAnnotationChange, i);
      const SchoAnnotation *any
          = scho_annotation_is_absent (&moved->after) ? &moved->before : &moved->after;
      g_hash_table_insert (self->annotation_places,
                           g_memdup2 (&any->uuid, sizeof any->uuid),
                           GUINT_TO_POINTER (i + 1));
    }
}

void
scho_step_take_annotation_change (SchoStep *self, const SchoAnnotationChange *taken)
{
  gboolean adds = scho_annotation_is_absent (&taken->before);
  SchoUuid uuid = adds ? taken->after.uuid : taken->before.uuid;
  SchoAnnotationChange *change;
  guint place = 0;

  if (!adds && self->annotation_places == NULL)
    index_annotations (self);
  if (self->annotation_places != NULL)
    place = GPOINTER_TO_UINT (g_hash_table_lookup (self->annotation_places, &uuid));

  if (place == 0)
    {
      g_array_append_vals (self->annotations, taken, 1);
      if (self->annotation_places != NULL)
        g_hash_table_insert (self->annotation_places, g_memdup2 (&uuid, sizeof uuid),
                             GUINT_TO_POINTER (self->annotations->len));
      return;
    }

  change = &g_array_index (self->annotations, SchoAnnotationChange, place - 1);
  scho_memo_unref (taken->before.memo);
  scho_memo_unref (change->after.memo);
  change->after = taken->after;
  if (scho_annotation_is_absent (&change->before)
      && scho_annotation_is_absent (&change->after))
    drop_annotation_change (self, &uuid, place - 1);
}
void
scho_step_add_note (SchoStep *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->notes, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

GPtrArray *
scho_step_get_notes (SchoStep *self)
{
  return self->notes;
}

SchoLosses *
scho_step_get_losses (SchoStep *self)
{
  return self->losses;
}

gsize
scho_step_get_n_changes (SchoStep *self, SchoNoun noun)
{
  return noun == SCHO_NOUN_ANNOTATION ? self->annotations->len : self->nouns[noun]->len;
}

SchoChange
scho_step_get_change (SchoStep *self, SchoNoun noun, gsize i)
{
  SchoAnnotationChange *change;

  if (noun != SCHO_NOUN_ANNOTATION)
    {
      SchoNounChange *pair = &g_array_index (self->nouns[noun], SchoNounChange, i);
      return (SchoChange){ pair->before, pair->after };
    }
  change = &g_array_index (self->annotations, SchoAnnotationChange, i);
  return (SchoChange){
    scho_annotation_is_absent (&change->before) ? NULL : &change->before,
    scho_annotation_is_absent (&change->after) ? NULL : &change->after,
  };
}

/* What the project sees ---------------------------------------------------------------
 */

GArray *
scho_step_get_annotation_changes (SchoStep *self)
{
  return self->annotations;
}

const guint32 *
scho_step_get_first_new (SchoStep *self)
{
  return self->first_new;
}

const guint32 *
scho_step_get_next (SchoStep *self)
{
  return self->next;
}

GHashTable *
scho_step_get_texts (SchoStep *self)
{
  return self->texts;
}

GHashTable *
scho_step_get_contents (SchoStep *self)
{
  return self->contents;
}
