#include "which.h"

static gboolean
is_named (const char *name)
{
  return name != NULL && name[0] != '\0';
}

gboolean
which_find (Which *self,
            SchoSnapshot *snapshot,
            const char *document,
            const char *code,
            const char *coder,
            GError **error)
{
  const SchoDocument *found_document = NULL;
  const SchoCode *found_code = NULL;
  const SchoCoder *found_coder = NULL;

  if ((is_named (document)
       && !(found_document = scho_lookup_document (snapshot, document, error)))
      || (is_named (code) && !(found_code = scho_lookup_code (snapshot, code, error)))
      || (is_named (coder)
          && !(found_coder = scho_lookup_coder (snapshot, coder, error))))
    return FALSE;
  *self = (Which){ found_document != NULL ? found_document->id : 0,
                   found_code != NULL ? found_code->id : 0,
                   found_coder != NULL ? found_coder->id : 0 };
  return TRUE;
}

gboolean
which_each_document (const Which *self,
                     SchoSnapshot *snapshot,
                     WhichFunc func,
                     gpointer data,
                     const SchoProgress *progress,
                     GCancellable *cancellable,
                     GError **error)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      if (self->document != 0 && documents[i]->id != self->document)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      scho_progress_set (progress, (double) i / n, documents[i]->title);
      if (!func (documents[i], data, error))
        return FALSE;
    }
  return TRUE;
}
