/* snapshot-attachments.c - what is kept with the project, and its content. */
#include <scholiast/snapshot-struct-private.h>

#include <glib/gi18n-lib.h>

SchoNouns *
scho_snapshot_narrow_attachments (SchoSnapshot *self, const gboolean *documents)
{
  SchoNouns *all = self->nouns[SCHO_NUMBERED_ATTACHMENT];
  gconstpointer *by_id;

  if (documents == NULL)
    return scho_nouns_ref (all);
  by_id = g_new0 (gconstpointer, (gsize) all->limit + 1);
  for (guint32 id = 0; id < all->limit; id++)
    {
      const SchoAttachment *attachment = all->by_id[id];

      if (attachment != NULL
          && (attachment->document == 0 || documents[attachment->document]))
        by_id[id] = scho_attachment_ref (attachment);
    }
  return scho_nouns_new_take (all->noun, by_id, all->limit);
}

gboolean
scho_snapshot_check_attachments (SchoSnapshot *self, GError **error)
{
  SchoNouns *all = self->nouns[SCHO_NUMBERED_ATTACHMENT];

  for (gsize i = 0; i < all->n; i++)
    {
      const SchoAttachment *attachment = all->ordered[i];

      if (attachment->document == 0
          || scho_snapshot_get_document (self, attachment->document) != NULL)
        continue;
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("“%s” is kept with a document that does not exist"),
                   attachment->name);
      return FALSE;
    }
  return TRUE;
}

void
scho_snapshot_take_contents (SchoSnapshot *self, SchoSnapshot *old, SchoStep *step)
{
  GHashTable *sources[] = { old->contents, scho_step_get_contents (step) };
  GHashTableIter iter;
  gpointer digest, content;

  if (old->contents == NULL && g_hash_table_size (sources[1]) == 0)
    return;
  self->contents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) g_bytes_unref);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      if (sources[i] == NULL)
        continue;
      g_hash_table_iter_init (&iter, sources[i]);
      while (g_hash_table_iter_next (&iter, &digest, &content))
        g_hash_table_replace (self->contents, g_strdup (digest), g_bytes_ref (content));
    }
}

const SchoAttachment *const *
scho_snapshot_get_attachments (SchoSnapshot *self, gsize *n)
{
  *n = self->nouns[SCHO_NUMBERED_ATTACHMENT]->n;
  return (const SchoAttachment *const *) self->nouns[SCHO_NUMBERED_ATTACHMENT]->ordered;
}

const SchoAttachment *
scho_snapshot_get_attachment (SchoSnapshot *self, guint32 id)
{
  return scho_nouns_get (self->nouns[SCHO_NUMBERED_ATTACHMENT], id);
}

guint32
scho_snapshot_get_attachment_limit (SchoSnapshot *self)
{
  return self->nouns[SCHO_NUMBERED_ATTACHMENT]->limit;
}

GBytes *
scho_snapshot_read_attachment (SchoSnapshot *self, guint32 id, GError **error)
{
  const SchoAttachment *noun = scho_snapshot_get_attachment (self, id);
  GBytes *content = NULL;

  if (noun == NULL || noun->digest == NULL)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
                   _ ("Attachment number %u has no content"), id);
      return NULL;
    }
  if (self->contents != NULL)
    content = g_hash_table_lookup (self->contents, noun->digest);
  if (content != NULL)
    return g_bytes_ref (content);
  content = scho_reader_read_content (self->reader, noun->digest, noun->size, error);
  if (content == NULL)
    /* Translators: the name of a file that is kept with the project; the reason follows
     */
    g_prefix_error (error, _ ("The content of “%s” cannot be read: "), noun->name);
  return content;
}
