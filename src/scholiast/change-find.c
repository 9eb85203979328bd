/* change-find.c - the step's own view: what it brings, and below it what the base has. */
#include <scholiast/step-private.h>

#include <scholiast/snapshot.h>
#include <scholiast/words-private.h>

void
scho_step_insert_title (GHashTable *titles, const SchoDocument *document)
{
  if (!g_hash_table_contains (titles, document->title))
    g_hash_table_insert (titles, g_strdup (document->title),
                         GUINT_TO_POINTER (document->id));
}

gconstpointer
scho_step_get_noun (SchoStep *self, SchoNoun noun, guint32 id)
{
  gpointer key = GUINT_TO_POINTER (id);
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places[noun], key));

  if (place != 0)
    return g_array_index (self->nouns[noun], SchoNounChange, place - 1).after;
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
    case SCHO_NOUN_ATTACHMENT:
      return scho_snapshot_get_attachment (self->base, id);
    case SCHO_NOUN_ANNOTATION:
    case SCHO_N_NOUNS:
      break;
    }
  g_assert_not_reached ();
}

const SchoDocument *
scho_step_get_document (SchoStep *self, guint32 id)
{
  return scho_step_get_noun (self, SCHO_NOUN_DOCUMENT, id);
}

const SchoCode *
scho_step_get_code (SchoStep *self, guint32 id)
{
  return scho_step_get_noun (self, SCHO_NOUN_CODE, id);
}

const SchoCoder *
scho_step_get_coder_by_id (SchoStep *self, guint32 id)
{
  return scho_step_get_noun (self, SCHO_NOUN_CODER, id);
}

const SchoAttachment *
scho_step_get_attachment (SchoStep *self, guint32 id)
{
  return scho_step_get_noun (self, SCHO_NOUN_ATTACHMENT, id);
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
        scho_step_insert_title (self->titles, document);
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
