#include "refi-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_live (RefiExport *self, RefiPart part, const xmlNode *node)
{
  SchoUuid guid;
  gsize n;
  const SchoCoder *const *coders = scho_snapshot_get_coders (self->snapshot, &n);

  if (!refi_xml_get_guid (node, "guid", &guid))
    return FALSE;
  for (gsize i = 0; part == REFI_USERS && i < n; i++)
    if (scho_uuid_equal (&coders[i]->uuid, &guid))
      return TRUE;
  return FALSE;
}

void
refi_write_part (RefiExport *self, RefiPart part)
{
  GPtrArray *nodes;
  gboolean is_inside = part == REFI_USERS || part == REFI_VARIABLES;

  if (self->kept == NULL)
    return;
  nodes = refi_kept_get_part (self->kept, part);
  if (nodes->len > 0 && !is_inside)
    g_string_append (self->xml, refi_part_get_begin (part));
  for (guint i = 0; i < nodes->len; i++)
    if (!is_live (self, part, nodes->pdata[i]))
      {
        refi_kept_write (self->kept, nodes->pdata[i], self->xml);
        g_string_append_c (self->xml, '\n');
      }
  if (nodes->len > 0 && !is_inside)
    g_string_append (self->xml, refi_part_get_end (part));
}

gboolean
refi_export_is_case (RefiExport *self, const SchoCode *code)
{
  return self->kept != NULL
         && refi_kept_find (self->kept, REFI_CASES_PART, &code->uuid) != NULL;
}

gboolean
refi_export_is_folder (RefiExport *self, const SchoCode *code)
{
  SchoUuid guid = refi_guid_derive (NULL, REFI_CASES);
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);

  if (self->kept == NULL || !scho_uuid_equal (&guid, &code->uuid)
      || self->counts[code->id] > 0)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (codes[i]->parent == code->id && !refi_export_is_case (self, codes[i]))
      return FALSE;
  return TRUE;
}

void
refi_put_source_attributes (RefiExport *self, const SchoDocument *document)
{
  static const char *const without[] = { "guid", "name", "plainTextPath", NULL };
  const xmlNode *node = self->kept != NULL
                            ? refi_kept_find (self->kept, REFI_SOURCES, &document->uuid)
                            : NULL;

  if (node != NULL)
    refi_xml_write_attributes (node, self->xml, without);
}

SchoUuid
refi_export_get_selection (RefiExport *self, const SchoAnnotation *const *group, guint n)
{
  for (guint i = 0; self->kept != NULL && i < n; i++)
    {
      const SchoUuid *guid = refi_kept_find_selection (self->kept, &group[i]->uuid);

      if (guid != NULL)
        return *guid;
    }
  return refi_guid_derive (&group[0]->uuid, REFI_SELECTION);
}

static const SchoDocument *
find_document (RefiExport *self, const xmlNode *node)
{
  SchoUuid guid;
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (self->snapshot, &n);

  if (!refi_xml_get_guid (node, "guid", &guid))
    return NULL;
  for (gsize i = 0; i < n; i++)
    if (scho_uuid_equal (&documents[i]->uuid, &guid))
      return documents[i];
  return NULL;
}

/* With its text as it is now. */
static gboolean
write_pdf (RefiExport *self, const xmlNode *pdf, GError **error)
{
  gboolean good = TRUE;

  g_string_append (self->xml, "<PDFSource");
  refi_xml_write_attributes (pdf, self->xml, NULL);
  g_string_append_c (self->xml, '>');
  for (const xmlNode *child = refi_xml_first (pdf); child && good;
       child = refi_xml_next (child))
    {
      const SchoDocument *document
          = refi_xml_is (child, "Representation") ? find_document (self, child) : NULL;

      if (document != NULL)
        good = refi_write_source (self, document, "Representation", error);
      else if (!refi_xml_is (child, "Coding") && !refi_xml_is (child, "Description")
               && !refi_xml_is (child, "VariableValue"))
        refi_kept_write (self->kept, child, self->xml);
    }
  g_string_append (self->xml, "</PDFSource>\n");
  return good;
}

/* A text without a path says only what else a document has. */
static gboolean
is_document (RefiExport *self, const xmlNode *node)
{
  g_autofree char *path = refi_xml_dup (node, "plainTextPath");

  return refi_xml_is (node, "TextSource")
         && (path == NULL || find_document (self, node) != NULL);
}

gboolean
refi_write_media (RefiExport *self, gboolean *any, GError **error)
{
  GPtrArray *nodes;

  if (self->kept == NULL)
    return TRUE;
  nodes = refi_kept_get_part (self->kept, REFI_SOURCES);
  for (guint i = 0; i < nodes->len; i++)
    {
      const xmlNode *node = nodes->pdata[i];

      if (is_document (self, node))
        continue;
      g_string_append (self->xml, *any ? "" : "<Sources>\n");
      *any = TRUE;
      if (!refi_xml_is (node, "PDFSource"))
        refi_kept_write (self->kept, node, self->xml);
      else if (!write_pdf (self, node, error))
        return FALSE;
      if (!refi_export_flush (self, FALSE, error))
        return FALSE;
    }
  return TRUE;
}

/* Saved queries and results, for example. */
static void
lose_others (RefiExport *self, const SchoAttachment *const *list, gsize n)
{
  for (gsize i = 0; self->kept != NULL && i < n; i++)
    if (!g_str_equal (list[i]->kind, SCHO_ATTACHMENT_REFI)
        && (!g_str_equal (list[i]->kind, SCHO_ATTACHMENT_FILE)
            || !refi_kept_names_file (self->kept, list[i]->name)))
      refi_export_lose (self, 1, _ ("Attachments"), list[i]->name);
}

gboolean
refi_write_files (RefiExport *self, GError **error)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n;
  const SchoAttachment *const *list = scho_snapshot_get_attachments (self->snapshot, &n);

  lose_others (self, list, n);
  for (gsize i = 0; self->kept != NULL && i < n; i++)
    {
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *name = g_strconcat ("sources/", list[i]->name, NULL);

      if (!g_str_equal (list[i]->kind, SCHO_ATTACHMENT_FILE)
          || !refi_kept_names_file (self->kept, list[i]->name)
          || !g_hash_table_add (taken, (gpointer) list[i]->name))
        continue;
      if (!(bytes = scho_snapshot_read_attachment (self->snapshot, list[i]->id, error))
          || !zip_writer_store (self->zip, name, g_bytes_get_data (bytes, NULL),
                                g_bytes_get_size (bytes), self->cancellable, error))
        return FALSE;
    }
  return TRUE;
}
