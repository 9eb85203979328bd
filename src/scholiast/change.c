#include <scholiast/change-private.h>

#include <scholiast/annotation-private.h>
#include <scholiast/noun-private.h>
#include <scholiast/snapshot.h>
#include <scholiast/words-private.h>

typedef struct
{
  gpointer before;
  gpointer after;
} NounChange;

struct _SchoStep
{
  gatomicrefcount ref_count;
  SchoSnapshot *base;
  char *label;
  guint32 coder;
  guint32 first_new[SCHO_N_NUMBERED];
  guint32 next[SCHO_N_NUMBERED];
  GArray *nouns[SCHO_NOUN_ANNOTATION];      /* of NounChange */
  GHashTable *places[SCHO_NOUN_ANNOTATION]; /* id → place in nouns + 1 */
  GHashTable *titles;            /* of all documents → id; made when asked for often */
  guint n_title_lookups;         /* while there is no table */
  GArray *annotations;           /* of SchoAnnotationChange */
  GHashTable *annotation_places; /* UUID → place + 1; %NULL while the step only adds, so
                                    that importing a million codings needs none */
  GHashTable *texts;             /* digest → SchoText */
  GPtrArray *notes;
};

/* Kinds of numbers are the nouns less the project's info. */
#define NOUN_OF(numbered) ((SchoNoun) ((numbered) + SCHO_NOUN_DOCUMENT))

static void
annotation_change_clear (gpointer data)
{
  SchoAnnotationChange *change = data;

  scho_memo_unref (change->before.memo);
  scho_memo_unref (change->after.memo);
}

/* A copy with a memo of its own. */
static SchoAnnotation
annotation_copy (const SchoAnnotation *values)
{
  SchoAnnotation copy = { 0 };

  if (values == NULL)
    return copy;
  copy = *values;
  copy.memo = scho_memo_new (values->memo);
  if (scho_uuid_is_null (&copy.uuid))
    copy.uuid = scho_uuid_new ();
  return copy;
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
  memcpy (self->next, self->first_new, sizeof self->next);
  for (guint noun = 0; noun < SCHO_NOUN_ANNOTATION; noun++)
    {
      self->nouns[noun] = g_array_new (FALSE, TRUE, sizeof (NounChange));
      self->places[noun] = g_hash_table_new (NULL, NULL);
    }
  self->annotations = g_array_new (FALSE, TRUE, sizeof (SchoAnnotationChange));
  g_array_set_clear_func (self->annotations, annotation_change_clear);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                       (GDestroyNotify) scho_text_unref);
  self->notes = g_ptr_array_new_with_free_func (g_free);
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
      NounChange *change = &g_array_index (self->nouns[noun], NounChange, i);
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
  g_ptr_array_unref (self->notes);
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
      NounChange *moved = &g_array_index (changes, NounChange, i);
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
  NounChange *change;

  if (noun == SCHO_NOUN_DOCUMENT)
    g_clear_pointer (&self->titles, g_hash_table_unref);

  if (place == 0)
    {
      NounChange fresh = { before, after };
      g_array_append_val (self->nouns[noun], fresh);
      g_hash_table_insert (self->places[noun], key,
                           GUINT_TO_POINTER (self->nouns[noun]->len));
      return;
    }

  change = &g_array_index (self->nouns[noun], NounChange, place - 1);
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

/* Of several with one title the first is found. */
static void
insert_title (GHashTable *titles, const SchoDocument *document)
{
  if (!g_hash_table_contains (titles, document->title))
    g_hash_table_insert (titles, g_strdup (document->title),
                         GUINT_TO_POINTER (document->id));
}

/* Adding -------------------------------------------------------------------------- */

static void
keep_text (SchoStep *self, SchoText *text)
{
  /* The key is the text's own digest. */
  g_hash_table_replace (self->texts, (char *) scho_text_get_digest (text),
                        scho_text_ref (text));
}

guint32
scho_step_add_document (SchoStep *self, const SchoDocument *values, SchoText *text)
{
  SchoDocument document = *values, *made;
  GHashTable *titles = g_steal_pointer (&self->titles);

  document.id = self->next[SCHO_NUMBERED_DOCUMENT]++;
  document.digest = scho_text_get_digest (text);
  document.length = scho_text_get_length (text);
  keep_text (self, text);
  made = scho_document_new (&document);
  scho_step_take_change (self, SCHO_NOUN_DOCUMENT, NULL, made);

  /* Adding one title spoils nothing; making the table anew for each of 10,000 would. */
  if (titles != NULL)
    insert_title (titles, made);
  self->titles = titles;
  return document.id;
}

guint32
scho_step_add_code (SchoStep *self, const SchoCode *values)
{
  SchoCode code = *values;

  code.id = self->next[SCHO_NUMBERED_CODE]++;
  scho_step_take_change (self, SCHO_NOUN_CODE, NULL, scho_code_new (&code));
  return code.id;
}

guint32
scho_step_add_coder (SchoStep *self, const SchoCoder *values)
{
  SchoCoder coder = *values;

  coder.id = self->next[SCHO_NUMBERED_CODER]++;
  scho_step_take_change (self, SCHO_NOUN_CODER, NULL, scho_coder_new (&coder));
  return coder.id;
}

void
scho_step_add_annotation (SchoStep *self, const SchoAnnotation *values)
{
  SchoAnnotationChange change = { 0 };

  g_return_if_fail (values->start < values->end);
  change.after = annotation_copy (values);
  scho_step_take_annotation_change (self, &change);
}

/* Replacing and removing ---------------------------------------------------------- */

static gconstpointer
get_noun (SchoStep *self, SchoNoun noun, guint32 id)
{
  gpointer key = GUINT_TO_POINTER (id);
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places[noun], key));

  if (place != 0)
    return g_array_index (self->nouns[noun], NounChange, place - 1).after;
  switch (noun)
    {
    case SCHO_NOUN_INFO:
      return scho_snapshot_get_info (self->base);
    case SCHO_NOUN_DOCUMENT:
      return scho_snapshot_get_document (self->base, id);
    case SCHO_NOUN_CODE:
      return scho_snapshot_get_code (self->base, id);
    case SCHO_NOUN_CODER:
      return scho_snapshot_get_coder (self->base, id);
    case SCHO_NOUN_ANNOTATION:
    case SCHO_N_NOUNS:
      break;
    }
  g_assert_not_reached ();
}

static void
replace_noun (SchoStep *self, SchoNoun noun, guint32 id, gpointer after)
{
  const SchoNounClass *class = scho_noun_get_class (noun);
  gconstpointer before = get_noun (self, noun, id);

  if (before == NULL)
    {
      g_critical ("A step can only change what is there");
      g_clear_pointer (&after, class->unref);
      return;
    }
  if (after != NULL && class->equal (before, after))
    {
      class->unref (after);
      return;
    }
  scho_step_take_change (self, noun, class->ref (before), after);
}

void
scho_step_replace_info (SchoStep *self, const SchoProjectInfo *after)
{
  replace_noun (self, SCHO_NOUN_INFO, 1, scho_project_info_new (after));
}

void
scho_step_replace_document (SchoStep *self, const SchoDocument *after, SchoText *text)
{
  SchoDocument document = *after;

  if (text != NULL)
    {
      document.digest = scho_text_get_digest (text);
      document.length = scho_text_get_length (text);
      keep_text (self, text);
    }
  replace_noun (self, SCHO_NOUN_DOCUMENT, after->id, scho_document_new (&document));
}

void
scho_step_replace_code (SchoStep *self, const SchoCode *after)
{
  replace_noun (self, SCHO_NOUN_CODE, after->id, scho_code_new (after));
}

void
scho_step_replace_coder (SchoStep *self, const SchoCoder *after)
{
  replace_noun (self, SCHO_NOUN_CODER, after->id, scho_coder_new (after));
}

void
scho_step_replace_annotation (SchoStep *self,
                              const SchoAnnotation *before,
                              const SchoAnnotation *after)
{
  SchoAnnotationChange change = { annotation_copy (before), annotation_copy (after) };

  if (scho_annotation_equal (&change.before, &change.after))
    annotation_change_clear (&change);
  else
    scho_step_take_annotation_change (self, &change);
}

void
scho_step_remove_document (SchoStep *self, guint32 id)
{
  replace_noun (self, SCHO_NOUN_DOCUMENT, id, NULL);
}

void
scho_step_remove_code (SchoStep *self, guint32 id)
{
  replace_noun (self, SCHO_NOUN_CODE, id, NULL);
}

void
scho_step_remove_coder (SchoStep *self, guint32 id)
{
  replace_noun (self, SCHO_NOUN_CODER, id, NULL);
}

void
scho_step_remove_annotation (SchoStep *self, const SchoAnnotation *before)
{
  SchoAnnotationChange change = { .before = annotation_copy (before) };

  scho_step_take_annotation_change (self, &change);
}

/* The step's own view ------------------------------------------------------------- */

const SchoDocument *
scho_step_get_document (SchoStep *self, guint32 id)
{
  return get_noun (self, SCHO_NOUN_DOCUMENT, id);
}

const SchoCode *
scho_step_get_code (SchoStep *self, guint32 id)
{
  return get_noun (self, SCHO_NOUN_CODE, id);
}

const SchoCoder *
scho_step_get_coder_by_id (SchoStep *self, guint32 id)
{
  return get_noun (self, SCHO_NOUN_CODER, id);
}

static guint32
walk_titles (SchoStep *self, const char *title)
{
  guint32 limit = self->next[SCHO_NUMBERED_DOCUMENT];

  for (guint32 id = 1; id < limit; id++)
    {
      const SchoDocument *document = scho_step_get_document (self, id);
      if (document != NULL && g_str_equal (document->title, title))
        return id;
    }
  return 0;
}

static void
index_titles (SchoStep *self)
{
  guint32 limit = self->next[SCHO_NUMBERED_DOCUMENT];

  self->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint32 id = 1; id < limit; id++)
    {
      const SchoDocument *document = scho_step_get_document (self, id);
      if (document != NULL)
        insert_title (self->titles, document);
    }
}

guint32
scho_step_find_document (SchoStep *self, const char *title)
{
  g_autofree char *kept = scho_name_dup (title);

  /* A step that asks once, as an importer of one file does, is served faster by a walk.
   */
  if (self->titles == NULL && self->n_title_lookups++ < 4)
    return walk_titles (self, kept);
  if (self->titles == NULL)
    index_titles (self);
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->titles, kept));
}

guint32
scho_step_find_code (SchoStep *self, guint32 parent, const char *name)
{
  g_autofree char *kept = scho_name_dup (name);

  for (guint32 id = 1; id < self->next[SCHO_NUMBERED_CODE]; id++)
    {
      const SchoCode *code = scho_step_get_code (self, id);
      if (code != NULL && code->parent == parent && g_str_equal (code->name, kept))
        return id;
    }
  return 0;
}

guint32
scho_step_find_coder (SchoStep *self, const char *name)
{
  g_autofree char *kept = scho_name_dup (name);

  for (guint32 id = 1; id < self->next[SCHO_NUMBERED_CODER]; id++)
    {
      const SchoCoder *coder = scho_step_get_coder_by_id (self, id);
      if (coder != NULL && g_str_equal (coder->name, kept))
        return id;
    }
  return 0;
}

guint32
scho_step_ensure_coder (SchoStep *self, const char *name)
{
  guint32 id = scho_step_find_coder (self, name);

  return id != 0 ? id : scho_step_add_coder (self, &(SchoCoder){ .name = name });
}

SchoText *
scho_step_get_text (SchoStep *self, guint32 document)
{
  const SchoDocument *noun = scho_step_get_document (self, document);

  return noun != NULL ? g_hash_table_lookup (self->texts, noun->digest) : NULL;
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
      NounChange *pair = &g_array_index (self->nouns[noun], NounChange, i);
      return (SchoChange){ pair->before, pair->after };
    }
  change = &g_array_index (self->annotations, SchoAnnotationChange, i);
  return (SchoChange){
    scho_annotation_is_absent (&change->before) ? NULL : &change->before,
    scho_annotation_is_absent (&change->after) ? NULL : &change->after,
  };
}

/* Numbers ------------------------------------------------------------------------- */

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

  self->nouns[noun] = g_array_new (FALSE, TRUE, sizeof (NounChange));
  g_hash_table_remove_all (self->places[noun]);
  for (guint i = 0; i < old->len; i++)
    {
      NounChange *change = &g_array_index (old, NounChange, i);
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
      NounChange *change = &g_array_index (changes, NounChange, i);
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
  g_array_set_clear_func (changes, annotation_change_clear);
  g_clear_pointer (&other->annotation_places, g_hash_table_unref);
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
    keep_text (self, text);
  for (guint i = 0; i < other->notes->len; i++)
    scho_step_add_note (self, "%s", (const char *) g_ptr_array_index (other->notes, i));
  if (self->coder == 0)
    self->coder = other->coder;
  memcpy (self->next, other->next, sizeof self->next);
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
