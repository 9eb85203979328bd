/* edit-coders.c - steps on coders. */
#include <scholiast/edit-coders.h>

#include <glib/gi18n-lib.h>
#include <scholiast/edit-private.h>

/* In the order of the project, so that the same choice is the same text. */
static char *
list_documents (SchoSnapshot *snapshot, const guint32 *ids, gsize n_ids)
{
  GString *list = g_string_new (NULL);
  guint32 limit = scho_snapshot_get_document_limit (snapshot);
  g_autofree gboolean *is_named = g_new0 (gboolean, limit);
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  for (gsize i = 0; i < n_ids; i++)
    if (ids[i] < limit)
      is_named[ids[i]] = TRUE;
  for (gsize i = 0; i < n; i++)
    if (is_named[documents[i]->id])
      {
        char uuid[SCHO_UUID_STRING_LENGTH + 1];

        scho_uuid_format (&documents[i]->uuid, uuid);
        g_string_append_printf (list, "%s%s", list->len > 0 ? " " : "", uuid);
      }
  return g_string_free (list, FALSE);
}

SchoStep *
scho_edit_ask (SchoSnapshot *snapshot,
               guint32 coder,
               SchoAsked asked,
               const guint32 *documents,
               gsize n)
{
  const SchoCoder *before = scho_snapshot_get_coder (snapshot, coder);
  g_autofree char *list
      = asked == SCHO_ASKED_NO ? list_documents (snapshot, documents, n) : NULL;
  SchoCoder after;
  SchoStep *step;

  g_return_val_if_fail (before != NULL, NULL);
  after = *before;
  after.asked = asked == SCHO_ASKED_YES ? SCHO_ASKED_ALL : list;
  step = scho_edit_new_step (snapshot, _ ("What %s was asked to code"), before->name);
  if (g_strcmp0 (before->asked, after.asked) != 0)
    scho_step_replace_coder (step, &after);
  return step;
}
