#include "refi-memos.h"

void
refi_put_ref (RefiExport *self, const SchoUuid *owner, const char *purpose)
{
  SchoUuid guid = refi_guid_derive (owner, purpose);

  g_string_append (self->xml, "<NoteRef");
  refi_xml_put_guid (self->xml, "targetGUID", &guid);
  g_string_append (self->xml, "/>");
}

void
refi_write_note (RefiExport *self,
                 const SchoUuid *owner,
                 const char *purpose,
                 const char *name,
                 const SchoUuid *coder,
                 gint64 time,
                 const char *words)
{
  SchoUuid guid = refi_guid_derive (owner, purpose);
  char when[32];

  if (!self->has_notes)
    g_string_append (self->xml, "<Notes>\n");
  self->has_notes = TRUE;
  g_string_append (self->xml, "<Note");
  refi_xml_put_guid (self->xml, "guid", &guid);
  refi_xml_put (self->xml, "name", name);
  if (coder != NULL)
    refi_xml_put_guid (self->xml, "creatingUser", coder);
  if (refi_time_format (time, when))
    refi_xml_put (self->xml, "creationDateTime", when);
  g_string_append (self->xml, "><PlainTextContent>");
  refi_xml_escape (self->xml, words, -1);
  g_string_append (self->xml, "</PlainTextContent></Note>\n");
}

static void
write_memo (RefiExport *self, const SchoAnnotation *annotation)
{
  const SchoCode *code = scho_snapshot_get_code (self->snapshot, annotation->code);
  const SchoCoder *coder = scho_snapshot_get_coder (self->snapshot, annotation->coder);

  refi_memo_write (self, &annotation->uuid, code->name, &coder->uuid,
                   scho_uuid_get_time (&annotation->uuid), annotation->memo);
}

static gboolean
write_group (RefiExport *self,
             const SchoAnnotation *const *group,
             guint n,
             gpointer data,
             GError **error)
{
  if (refi_memo_find_passage (self, group, n) != NULL)
    return TRUE;
  if (refi_group_shares_memo (group, n))
    write_memo (self, group[0]);
  else
    for (guint i = 0; i < n; i++)
      if (group[i]->memo != NULL)
        write_memo (self, group[i]);
  return refi_export_flush (self, FALSE, error);
}

gboolean
refi_write_notes (RefiExport *self, GError **error)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (self->snapshot, &n);

  if (!self->memos)
    return TRUE;
  refi_write_code_notes (self);
  if (!refi_memos_write_kept (self, error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      if (!refi_export_has_document (self, documents[i]))
        continue;
      refi_memo_write (self, &documents[i]->uuid, documents[i]->title, NULL, -1,
                       documents[i]->memo);
      if (!refi_each_group (self, documents[i], write_group, NULL, error))
        return FALSE;
    }
  g_string_append (self->xml, self->has_notes ? "</Notes>\n" : "");
  return TRUE;
}
