/* snapshot-read.c - what a snapshot has. */
#include <scholiast/snapshot-struct-private.h>

#include <glib/gi18n-lib.h>
#include <scholiast/code-path.h>

const SchoProjectInfo *
scho_snapshot_get_info (SchoSnapshot *self)
{
  return self->info;
}

const SchoDocument *const *
scho_snapshot_get_documents (SchoSnapshot *self, gsize *n)
{
  *n = self->nouns[SCHO_NUMBERED_DOCUMENT]->n;
  return (const SchoDocument *const *) self->nouns[SCHO_NUMBERED_DOCUMENT]->ordered;
}

const SchoCode *const *
scho_snapshot_get_codes (SchoSnapshot *self, gsize *n)
{
  *n = self->nouns[SCHO_NUMBERED_CODE]->n;
  return (const SchoCode *const *) self->nouns[SCHO_NUMBERED_CODE]->ordered;
}

const SchoCoder *const *
scho_snapshot_get_coders (SchoSnapshot *self, gsize *n)
{
  *n = self->nouns[SCHO_NUMBERED_CODER]->n;
  return (const SchoCoder *const *) self->nouns[SCHO_NUMBERED_CODER]->ordered;
}

const SchoDocument *
scho_snapshot_get_document (SchoSnapshot *self, guint32 id)
{
  return scho_nouns_get (self->nouns[SCHO_NUMBERED_DOCUMENT], id);
}

const SchoCode *
scho_snapshot_get_code (SchoSnapshot *self, guint32 id)
{
  return scho_nouns_get (self->nouns[SCHO_NUMBERED_CODE], id);
}

const SchoCoder *
scho_snapshot_get_coder (SchoSnapshot *self, guint32 id)
{
  return scho_nouns_get (self->nouns[SCHO_NUMBERED_CODER], id);
}

guint32
scho_snapshot_get_document_limit (SchoSnapshot *self)
{
  return self->nouns[SCHO_NUMBERED_DOCUMENT]->limit;
}

guint32
scho_snapshot_get_code_limit (SchoSnapshot *self)
{
  return self->nouns[SCHO_NUMBERED_CODE]->limit;
}

guint32
scho_snapshot_get_coder_limit (SchoSnapshot *self)
{
  return self->nouns[SCHO_NUMBERED_CODER]->limit;
}

SchoIntervalIndex *
scho_snapshot_get_index (SchoSnapshot *self, guint32 document)
{
  return document < self->n_indexes ? self->indexes[document] : NULL;
}

const SchoAnnotation *
scho_snapshot_get_annotations (SchoSnapshot *self, guint32 document, gsize *n)
{
  SchoIntervalIndex *index = scho_snapshot_get_index (self, document);

  *n = 0;
  return index != NULL ? scho_interval_index_get_annotations (index, n) : NULL;
}

const SchoAnnotation *
scho_snapshot_find_annotation (SchoSnapshot *self, guint32 document, const SchoUuid *uuid)
{
  gsize n;
  const SchoAnnotation *annotations = scho_snapshot_get_annotations (self, document, &n);

  for (gsize i = 0; i < n; i++)
    if (scho_uuid_compare (&annotations[i].uuid, uuid) == 0)
      return &annotations[i];
  return NULL;
}

guint64
scho_snapshot_get_n_annotations (SchoSnapshot *self)
{
  return self->n_annotations;
}

SchoText *
scho_snapshot_read_text (SchoSnapshot *self, guint32 document, GError **error)
{
  const SchoDocument *noun = scho_snapshot_get_document (self, document);
  SchoText *text = NULL;

  if (noun == NULL)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
                   _ ("There is no document number %u"), document);
      return NULL;
    }
  if ((text = scho_texts_find (self->texts, noun->digest)) != NULL)
    return scho_text_ref (text);
  if (!(text = scho_reader_read_text (self->reader, noun->digest, noun->length, error)))
    g_prefix_error (error, _ ("The text of “%s” cannot be read: "), noun->title);
  return text;
}

GHashTable *
scho_snapshot_match_index (SchoSnapshot *self, const char *query, GError **error)
{
  GHashTable *digests = scho_reader_match (self->reader, query, error);

  /* The index does not know what is not in the file yet. */
  if (digests != NULL)
    scho_texts_add_digests (self->texts, digests);
  return digests;
}

guint
scho_snapshot_get_code_depth (SchoSnapshot *self, guint32 code)
{
  const SchoCode *noun = scho_snapshot_get_code (self, code);
  guint depth = 0;

  while (noun != NULL && (noun = scho_snapshot_get_code (self, noun->parent)) != NULL)
    depth++;
  return depth;
}

/* From the code up first, so that a deep path is not moved for each part. */
char *
scho_snapshot_dup_code_path (SchoSnapshot *self, guint32 code)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GString *path = g_string_new (NULL);
  const SchoCode *noun = scho_snapshot_get_code (self, code);

  for (; noun != NULL; noun = scho_snapshot_get_code (self, noun->parent))
    g_ptr_array_add (names, (gpointer) noun->name);
  for (guint i = names->len; i-- > 0;)
    scho_code_path_append (path, names->pdata[i]);
  return g_string_free (path, FALSE);
}

char *
scho_snapshot_dup_code_label (SchoSnapshot *self, guint32 code)
{
  const SchoCode *noun = scho_snapshot_get_code (self, code);

  if (noun == NULL
      || scho_nouns_is_repeated (self->nouns[SCHO_NUMBERED_CODE], noun->name))
    return scho_snapshot_dup_code_path (self, code);
  return scho_code_path_join (NULL, noun->name);
}
