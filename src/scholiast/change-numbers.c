/* change-numbers.c - a step's numbers moved, and one step put behind another. */
#include <scholiast/step-private.h>

typedef struct
{
  guint32 first[SCHO_N_NUMBERED];
  guint32 delta[SCHO_N_NUMBERED]; /* modulo 2^32: may stand for less */
} Shift;

static guint32
shift_id (const Shift *shift, guint kind, guint32 id)
{
  return id >= shift->first[kind] ? id + shift->delta[kind] : id;
}

static gpointer
shift_noun (const Shift *shift, SchoNoun noun, gconstpointer value)
{
  if (value == NULL)
    return NULL;
  if (noun == SCHO_NOUN_DOCUMENT)
    {
      SchoDocument document = *(const SchoDocument *) value;
      document.id = shift_id (shift, SCHO_NUMBERED_DOCUMENT, document.id);
      return scho_document_new (&document);
    }
  if (noun == SCHO_NOUN_CODE)
    {
      SchoCode code = *(const SchoCode *) value;
      code.id = shift_id (shift, SCHO_NUMBERED_CODE, code.id);
      code.parent = shift_id (shift, SCHO_NUMBERED_CODE, code.parent);
      return scho_code_new (&code);
    }
  if (noun == SCHO_NOUN_CODER)
    {
      SchoCoder coder = *(const SchoCoder *) value;
      coder.id = shift_id (shift, SCHO_NUMBERED_CODER, coder.id);
      return scho_coder_new (&coder);
    }
  if (noun == SCHO_NOUN_ATTACHMENT)
    {
      SchoAttachment attachment = *(const SchoAttachment *) value;
      attachment.id = shift_id (shift, SCHO_NUMBERED_ATTACHMENT, attachment.id);
      attachment.document = shift_id (shift, SCHO_NUMBERED_DOCUMENT, attachment.document);
      return scho_attachment_new (&attachment);
    }
  return scho_noun_get_class (noun)->ref (value);
}

static void
shift_annotation (const Shift *shift, SchoAnnotation *annotation)
{
  if (scho_annotation_is_absent (annotation))
    return;
  annotation->document = shift_id (shift, SCHO_NUMBERED_DOCUMENT, annotation->document);
  annotation->code = shift_id (shift, SCHO_NUMBERED_CODE, annotation->code);
  annotation->coder = shift_id (shift, SCHO_NUMBERED_CODER, annotation->coder);
}

static void
shift_nouns (SchoStep *self, const Shift *shift, SchoNoun noun)
{
  const SchoNounClass *class = scho_noun_get_class (noun);
  GArray *old = g_steal_pointer (&self->nouns[noun]);

  self->nouns[noun] = g_array_new (FALSE, TRUE, sizeof (SchoNounChange));
  g_hash_table_remove_all (self->places[noun]);
  for (guint i = 0; i < old->len; i++)
    {
      SchoNounChange *change = &g_array_index (old, SchoNounChange, i);
      scho_step_take_change (self, noun, shift_noun (shift, noun, change->before),
                             shift_noun (shift, noun, change->after));
      g_clear_pointer (&change->before, class->unref);
      g_clear_pointer (&change->after, class->unref);
    }
  g_array_unref (old);
}

void
scho_step_renumber (SchoStep *self, const guint32 next[SCHO_N_NUMBERED])
{
  Shift shift;

  if (memcmp (self->first_new, next, sizeof self->first_new) == 0)
    return;

  memcpy (shift.first, self->first_new, sizeof shift.first);
  for (guint kind = 0; kind < SCHO_N_NUMBERED; kind++)
    shift.delta[kind] = next[kind] - self->first_new[kind];

  for (guint noun = 0; noun < SCHO_NOUN_ANNOTATION; noun++)
    shift_nouns (self, &shift, noun);
  for (guint i = 0; i < self->annotations->len; i++)
    {
      SchoAnnotationChange *change
          = &g_array_index (self->annotations, SchoAnnotationChange, i);
      shift_annotation (&shift, &change->before);
      shift_annotation (&shift, &change->after);
    }
  self->coder = shift_id (&shift, SCHO_NUMBERED_CODER, self->coder);
  for (guint kind = 0; kind < SCHO_N_NUMBERED; kind++)
    {
      self->first_new[kind] = next[kind];
      self->next[kind] += shift.delta[kind];
    }
}

static void
append_nouns (SchoStep *self, SchoStep *other, SchoNoun noun)
{
  const SchoNounClass *class = scho_noun_get_class (noun);
  GArray *changes = other->nouns[noun];

  for (guint i = 0; i < changes->len; i++)
    {
      SchoNounChange *change = &g_array_index (changes, SchoNounChange, i);
      scho_step_take_change (self, noun,
                             change->before != NULL ? class->ref (change->before) : NULL,
                             change->after != NULL ? class->ref (change->after) : NULL);
    }
}

static void
append_annotations (SchoStep *self, SchoStep *other)
{
  GArray *changes = other->annotations;

  g_array_set_clear_func (changes, NULL); /* the memos move */
  for (guint i = 0; i < changes->len; i++)
    scho_step_take_annotation_change (self,
                                      &g_array_index (changes, SchoAnnotationChange, i));
  g_array_set_size (changes, 0);
  g_array_set_clear_func (changes, scho_annotation_change_clear);
  g_clear_pointer (&other->annotation_places, g_hash_table_unref);
}

static void
append_contents (SchoStep *self, SchoStep *other)
{
  GHashTableIter iter;
  gpointer digest, content;

  g_hash_table_iter_init (&iter, other->contents);
  while (g_hash_table_iter_next (&iter, &digest, &content))
    g_hash_table_replace (self->contents, g_strdup (digest), g_bytes_ref (content));
}

void
scho_step_append (SchoStep *self, SchoStep *other)
{
  GHashTableIter iter;
  gpointer text;

  scho_step_renumber (other, self->next);
  for (guint noun = 0; noun < SCHO_NOUN_ANNOTATION; noun++)
    append_nouns (self, other, noun);
  append_annotations (self, other);

  g_hash_table_iter_init (&iter, other->texts);
  while (g_hash_table_iter_next (&iter, NULL, &text))
    scho_step_keep_text (self, text);
  append_contents (self, other);
  for (guint i = 0; i < other->notes->len; i++)
    scho_step_add_note (self, "%s", (const char *) g_ptr_array_index (other->notes, i));
  scho_losses_append (self->losses, other->losses);
  if (self->coder == 0)
    self->coder = other->coder;
  memcpy (self->next, other->next, sizeof self->next);
}
