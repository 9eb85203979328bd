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
       && !(found_document = scho_query_document (snapshot, document, error)))
      || (is_named (code) && !(found_code = scho_query_code (snapshot, code, error)))
      || (is_named (coder) && !(found_coder = scho_query_coder (snapshot, coder, error))))
    return FALSE;
  *self = (Which){ found_document != NULL ? found_document->id : 0,
                   found_code != NULL ? found_code->id : 0,
                   found_coder != NULL ? found_coder->id : 0 };
  return TRUE;
}
