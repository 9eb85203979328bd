#include "refi-memos.h"

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

/* What goes only with the whole project. */
static void
lose_part (RefiExport *self, RefiPart part, GPtrArray *nodes)
{
  const char *what = part == REFI_CASES_PART ? _ ("Cases")
                     : part == REFI_LINKS    ? _ ("Links")
                     : part == REFI_SETS     ? _ ("Sets")
                     : part == REFI_GRAPHS   ? _ ("Graphs")
                                             : NULL;

  for (guint i = 0; what != NULL && i < nodes->len; i++)
    {
      g_autofree char *name = refi_xml_dup (nodes->pdata[i], "name");

      refi_export_lose (self, 1, what, name);
    }
}

void
refi_write_part (RefiExport *self, RefiPart part)
{
  GPtrArray *nodes = self->kept != NULL ? refi_kept_get_part (self->kept, part) : NULL;
  gboolean is_inside = part == REFI_USERS || part == REFI_VARIABLES;
  gsize before, begun;

  if (nodes != NULL && self->is_part && !is_inside)
    {
      lose_part (self, part, nodes);
      nodes = NULL;
    }
  before = self->xml->len;
  g_string_append (self->xml, is_inside ? "" : refi_part_get_begin (part));
  begun = self->xml->len;
  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    if (!is_live (self, part, nodes->pdata[i]))
      {
        refi_kept_write (self->kept, nodes->pdata[i], self->xml);
        g_string_append_c (self->xml, '\n');
      }
  if (part == REFI_LINKS)
    refi_write_links (self);
  if (strspn (self->xml->str + begun, "\n") == self->xml->len - begun)
    g_string_truncate (self->xml, before);
  else
    g_string_append (self->xml, is_inside ? "" : refi_part_get_end (part));
}

gboolean
refi_export_is_case (RefiExport *self, const SchoCode *code)
{
  return self->kept != NULL && !self->is_part
         && refi_kept_find (self->kept, REFI_CASES_PART, &code->uuid) != NULL;
}

gboolean
refi_export_is_folder (RefiExport *self, const SchoCode *code)
{
  SchoUuid guid = refi_guid_derive (NULL, REFI_CASES);
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);

  if (self->kept == NULL || self->is_part || !scho_uuid_equal (&guid, &code->uuid)
      || self->counts[code->id] > 0)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (codes[i]->parent == code->id && !refi_export_is_case (self, codes[i]))
      return FALSE;
  return TRUE;
}

void
refi_put_authors (RefiExport *self, const RefiOwner *owner)
{
  if (owner->user != NULL)
    refi_xml_put_guid (self->xml, "creatingUser", owner->user);
  refi_xml_put (self->xml, "creationDateTime", owner->created);
  if (owner->modifier != NULL)
    refi_xml_put_guid (self->xml, "modifyingUser", owner->modifier);
  refi_xml_put (self->xml, "modifiedDateTime", owner->modified);
}

/* A Word document is of the text as it was. */
void
refi_put_source_attributes (RefiExport *self, const SchoDocument *document)
{
  const RefiOwner *owner
      = self->kept != NULL ? refi_kept_find_owner (self->kept, &document->uuid) : NULL;

  if (owner == NULL || owner->kind != REFI_OWNER_TEXT)
    return;
  refi_put_authors (self, owner);
  if (owner->rich_path == NULL)
    return;
  if (owner->name != NULL && strcmp (owner->name, document->digest) != 0)
    refi_export_lose (self, 1, _ ("Word documents of texts that were corrected"),
                      document->title);
  else
    {
      refi_xml_put (self->xml, "richTextPath", owner->rich_path);
      refi_kept_add_file (self->kept, owner->rich_path);
    }
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

static void
begin_media (RefiExport *self, const xmlNode *media)
{
  g_string_append_printf (self->xml, "<%s", (const char *) media->name);
  refi_xml_write_attributes (media, self->xml, NULL);
  g_string_append_c (self->xml, '>');
  refi_kept_add_own_files (self->kept, media);
}

static const SchoDocument *
find_inside (RefiExport *self, const xmlNode *media, const char *name)
{
  const SchoDocument *document = NULL;

  for (xmlNode *child = refi_xml_first (media); child && document == NULL;
       child = refi_xml_next (child))
    if (refi_xml_is (child, name))
      document = find_document (self, child);
  return document;
}

/* Memo, codings and values are of the PDF or of its text, as they came in. */
static gboolean
write_pdf (RefiExport *self, const xmlNode *pdf, GError **error)
{
  const SchoDocument *document = find_inside (self, pdf, "Representation");
  g_autoptr (SchoText) text = NULL;
  gboolean same = document != NULL && refi_memo_is_as_it_was (self, &document->uuid);

  if (document == NULL)
    {
      refi_kept_write (self->kept, pdf, self->xml);
      return TRUE;
    }
  if (!(text = scho_snapshot_read_text (self->snapshot, document->id, error)))
    return FALSE;
  begin_media (self, pdf);
  if (same)
    refi_memo_copy_description (self, pdf);
  for (const xmlNode *child = refi_xml_first (pdf); child; child = refi_xml_next (child))
    if (refi_xml_is (child, "PDFSelection"))
      refi_kept_write (self->kept, child, self->xml);
    else if (find_document (self, child) == document
             && !refi_write_source (self, document, "Representation", child, error))
      return FALSE;
  refi_write_whole (self, document, text, pdf, TRUE);
  if (same)
    refi_memo_copy_refs (self, pdf);
  refi_write_values (self, document);
  g_string_append (self->xml, "</PDFSource>\n");
  return TRUE;
}

/* Its values are those of its first transcript. */
static gboolean
write_sound (RefiExport *self, const xmlNode *sound, GError **error)
{
  const SchoDocument *first = find_inside (self, sound, "Transcript");

  begin_media (self, sound);
  for (const xmlNode *child = refi_xml_first (sound); child;
       child = refi_xml_next (child))
    {
      const SchoDocument *document
          = refi_xml_is (child, "Transcript") ? find_document (self, child) : NULL;

      if (document != NULL)
        {
          if (!refi_write_source (self, document, "Transcript", child, error))
            return FALSE;
        }
      else if (first == NULL || !refi_xml_is (child, "VariableValue"))
        refi_kept_write (self->kept, child, self->xml);
    }
  if (first != NULL)
    refi_write_values (self, first);
  g_string_append_printf (self->xml, "</%s>\n", (const char *) sound->name);
  return TRUE;
}

static gboolean
write_medium (RefiExport *self, const xmlNode *node, GError **error)
{
  if (refi_xml_is (node, "PDFSource"))
    return write_pdf (self, node, error);
  if (refi_xml_is (node, "AudioSource") || refi_xml_is (node, "VideoSource"))
    return write_sound (self, node, error);
  refi_kept_write (self->kept, node, self->xml);
  return TRUE;
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

      g_autofree char *name = refi_xml_dup (node, "name");

      if (is_document (self, node))
        continue;
      if (self->is_part)
        {
          refi_export_lose (self, 1, _ ("Pictures, sound, film and PDFs"), name);
          continue;
        }
      g_string_append (self->xml, *any ? "" : "<Sources>\n");
      *any = TRUE;
      if (!write_medium (self, node, error) || !refi_export_flush (self, FALSE, error))
        return FALSE;
    }
  return TRUE;
}

/* Saved queries and results, for example. */
static void
lose_others (RefiExport *self, const SchoAttachment *const *list, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!g_str_equal (list[i]->kind, SCHO_ATTACHMENT_REFI)
        && !g_str_equal (list[i]->kind, SCHO_ATTACHMENT_LINK)
        && (!g_str_equal (list[i]->kind, SCHO_ATTACHMENT_FILE) || self->kept == NULL
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
