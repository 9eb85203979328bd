#include "refi-keep.h"

#include "refi-check.h"
#include "refi-reader.h"

#include <glib/gi18n-lib.h>
#include <libxml/xmlreader.h>
#include <string.h>

/* So often is a part that does not fit the schema halved to find what is wrong. */
#define MAX_HALVES 1000

static const struct
{
  const char *begin, *end;
} parts[REFI_N_PARTS] = {
  { "<Users>", "</Users>" },         { "<CodeBook><Codes>", "</Codes></CodeBook>" },
  { "<Variables>", "</Variables>" }, { "<Cases>", "</Cases>" },
  { "<Sources>", "</Sources>" },     { "<Notes>", "</Notes>" },
  { "<Links>", "</Links>" },         { "<Sets>", "</Sets>" },
  { "<Graphs>", "</Graphs>" },
};

const char *
refi_part_get_begin (RefiPart part)
{
  return parts[part].begin;
}

const char *
refi_part_get_end (RefiPart part)
{
  return parts[part].end;
}

/* Its text came in. */
static gboolean
is_document (const xmlNode *node)
{
  return refi_xml_is (node, "Transcript")
         || (refi_xml_is (node, "Representation")
             && refi_xml_is (node->parent, "PDFSource"));
}

void
refi_keep_list_own_files (const xmlNode *node, GHashTable *names)
{
  static const char *const attributes[]
      = { "path", "currentPath", "richTextPath", "plainTextPath" /* 3 */ };

  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      g_autofree char *path = refi_xml_dup (node, attributes[i]);

      if (path != NULL && path[0] != '\0' && !(i == 3 && is_document (node))
          && !g_str_has_prefix (path, "absolute:")
          && !g_str_has_prefix (path, "relative:"))
        g_hash_table_add (names, g_utf8_strdown (refi_package_get_base (path), -1));
    }
}

void
refi_keep_list_files (const xmlNode *node, GHashTable *names)
{
  refi_keep_list_own_files (node, names);
  for (xmlNode *child = refi_xml_first (node); child; child = refi_xml_next (child))
    refi_keep_list_files (child, names);
}

void
refi_keep (RefiReader *self, RefiPart part, char *xml)
{
  g_ptr_array_add (self->kept[part], xml);
}

void
refi_keep_node (RefiReader *self, RefiPart part, const xmlNode *node)
{
  GString *xml = g_string_new (NULL);

  refi_xml_write (node, xml, NULL, NULL);
  refi_keep (self, part, g_string_free (xml, FALSE));
}

void
refi_keep_children (RefiReader *self, RefiPart part, const xmlNode *node)
{
  for (xmlNode *child = refi_xml_first (node); child; child = refi_xml_next (child))
    refi_keep_node (self, part, child);
}

void
refi_keep_refs (GString *xml, GArray *notes)
{
  for (guint i = 0; notes != NULL && i < notes->len; i++)
    {
      g_string_append (xml, "<NoteRef");
      refi_xml_put_guid (xml, "targetGUID", &g_array_index (notes, SchoUuid, i));
      g_string_append (xml, "/>");
    }
}

static void
keep_users (RefiReader *self)
{
  for (guint i = 0; i < self->users->len; i++)
    {
      const RefiUser *user = &g_array_index (self->users, RefiUser, i);
      GString *xml;

      if (user->coder != 0 && user->id == NULL)
        continue;
      xml = g_string_new ("<User");
      refi_xml_put_guid (xml, "guid", &user->guid);
      refi_xml_put (xml, "name", user->name);
      refi_xml_put (xml, "id", user->id);
      g_string_append (xml, "/>");
      refi_keep (self, REFI_USERS, g_string_free (xml, FALSE));
    }
}

static void
keep_codes (RefiReader *self)
{
  for (guint i = 0; i < self->codes->len; i++)
    {
      const RefiCode *code = &g_array_index (self->codes, RefiCode, i);
      GString *xml;

      refi_reader_drop_own (self, code->notes, &code->guid);
      if ((code->is_codable && (code->notes == NULL || code->notes->len == 0))
          || scho_uuid_is_null (&code->guid))
        continue;
      xml = g_string_new ("<Code");
      refi_xml_put_guid (xml, "guid", &code->guid);
      refi_xml_put (xml, "name", code->name);
      refi_xml_put (xml, "isCodable", code->is_codable ? "true" : "false");
      g_string_append_c (xml, '>');
      refi_keep_refs (xml, code->notes);
      g_string_append (xml, "</Code>");
      refi_keep (self, REFI_CODES, g_string_free (xml, FALSE));
    }
}

/* What the project has of itself, behind its parts. */
static void
end_project (RefiReader *self, GString *xml)
{
  if (self->description != NULL && self->description[0] != '\0')
    {
      g_string_append (xml, "<Description>");
      refi_xml_escape (xml, self->description, -1);
      g_string_append (xml, "</Description>");
    }
  refi_keep_refs (xml, self->notes_of_project);
  g_string_append (xml, "</Project>");
}

static void
begin_project (RefiReader *self, GString *xml)
{
  g_string_append (xml, "<?xml version=\"1.0\" encoding=\"utf-8\"?><Project");
  refi_xml_put (xml, "xmlns", REFI_PROJECT);
  refi_xml_put (xml, "name", self->title != NULL ? self->title : "");
  g_string_append (xml, self->root != NULL ? self->root : "");
  g_string_append_c (xml, '>');
}

static gboolean
is_valid (const GString *xml)
{
  g_autoptr (RefiCheck) check = refi_check_new (FALSE);

  refi_check_feed (check, xml->str, xml->len);
  return refi_check_get_problem (check) == NULL;
}

static gboolean
are_valid (RefiReader *self, RefiPart part, guint from, guint to)
{
  g_autoptr (GString) xml = g_string_new (NULL);

  begin_project (self, xml);
  g_string_append (xml, parts[part].begin);
  for (guint i = from; i < to; i++)
    g_string_append (xml, self->kept[part]->pdata[i]);
  g_string_append (xml, parts[part].end);
  g_string_append (xml, "</Project>");
  return is_valid (xml);
}

/* (nullable) */
static GString *
join_parts (RefiReader *self, gboolean is_needed)
{
  GString *xml = g_string_new (NULL);
  gsize empty;

  begin_project (self, xml);
  empty = xml->len;
  for (guint part = 0; part < REFI_N_PARTS; part++)
    {
      if (self->kept[part]->len == 0)
        continue;
      g_string_append (xml, parts[part].begin);
      for (guint i = 0; i < self->kept[part]->len; i++)
        g_string_append (xml, self->kept[part]->pdata[i]);
      g_string_append (xml, parts[part].end);
    }
  if (!is_needed && xml->len == empty && self->root == NULL
      && self->notes_of_project->len == 0)
    {
      g_string_free (xml, TRUE);
      return NULL;
    }
  end_project (self, xml);
  return xml;
}

/* Halves what does not fit until single elements are left. */
static void
drop_between (RefiReader *self, RefiPart part, guint from, guint to, guint *most)
{
  guint middle = from + (to - from) / 2;

  if (from == to || (*most > 0 && are_valid (self, part, from, to)))
    return;
  if (to - from == 1 || *most == 0)
    {
      g_ptr_array_remove_range (self->kept[part], from, to - from);
      return;
    }
  --*most;
  drop_between (self, part, middle, to, most);
  drop_between (self, part, from, middle, most);
}

/* What does not fit the schema could not go out again. */
static void
drop_invalid (RefiReader *self)
{
  for (guint part = 0; part < REFI_N_PARTS; part++)
    {
      guint n = self->kept[part]->len, most = MAX_HALVES;

      drop_between (self, part, 0, n, &most);
      scho_losses_add (scho_step_get_losses (self->step), n - self->kept[part]->len,
                       _ ("Parts that do not fit the schema of REFI-QDA"), NULL);
    }
}

static gboolean
has_attachment (RefiReader *self, const char *kind, const char *name, GBytes *content)
{
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  gsize n;
  const SchoAttachment *const *list
      = scho_snapshot_get_attachments (scho_step_get_base (self->step), &n);

  for (gsize i = 0; i < n; i++)
    if (g_str_equal (list[i]->kind, kind) && g_str_equal (list[i]->name, name)
        && g_strcmp0 (list[i]->digest, digest) == 0)
      return TRUE;
  return FALSE;
}

static void
attach (RefiReader *self,
        const char *kind,
        const char *name,
        const char *type,
        GBytes *content)
{
  if (!has_attachment (self, kind, name, content))
    scho_step_add_attachment (
        self->step, &(SchoAttachment){ .kind = kind, .name = name, .media_type = type },
        content);
}

static void
attach_file (RefiReader *self, const char *name)
{
  GBytes *bytes = refi_package_get (self->package, name);
  g_autofree char *type = NULL, *media = NULL;

  if (bytes == NULL)
    return;
  if (!scho_attachment_check_size (name, g_bytes_get_size (bytes), NULL))
    {
      scho_losses_add (scho_step_get_losses (self->step), 1,
                       _ ("Files that are too large to be kept"), name);
      return;
    }
  type = g_content_type_guess (name, NULL, 0, NULL);
  media = type != NULL ? g_content_type_get_mime_type (type) : NULL;
  attach (self, SCHO_ATTACHMENT_FILE, name, media, bytes);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

static void
attach_files (RefiReader *self, const GString *xml)
{
  xmlTextReader *reader
      = xmlReaderForMemory (xml->str, (int) xml->len, NULL, NULL, XML_PARSE_NONET);
  GList *sorted;

  /* Element by element: a tree of all would take gigabytes. */
  while (xmlTextReaderRead (reader) == 1)
    if (xmlTextReaderNodeType (reader) == XML_READER_TYPE_ELEMENT)
      refi_keep_list_own_files (xmlTextReaderCurrentNode (reader), self->files);
  sorted = g_list_sort (g_hash_table_get_keys (self->files), compare_names);
  for (GList *l = sorted; l != NULL; l = l->next)
    attach_file (self, l->data);
  g_list_free (sorted);
  xmlFreeTextReader (reader);
}

static void
attach_apart (RefiReader *self, GBytes *content)
{
  g_autofree char *name = g_strconcat (self->name, ".passages.xml.gz", NULL);

  attach (self, SCHO_ATTACHMENT_REFI, name, "application/gzip", content);
}

void
refi_keep_finish (RefiReader *self)
{
  g_autoptr (GBytes) apart = refi_keep_end_sources (self);
  GString *xml;

  keep_users (self);
  keep_codes (self);
  refi_keep_notes (self);
  xml = join_parts (self, apart != NULL);
  if (xml != NULL && !is_valid (xml))
    {
      g_string_free (xml, TRUE);
      drop_invalid (self);
      xml = join_parts (self, apart != NULL);
    }
  if (xml == NULL)
    return;
  attach_files (self, xml);
  {
    g_autoptr (GBytes) content = g_string_free_to_bytes (xml);

    attach (self, SCHO_ATTACHMENT_REFI, self->name, "application/xml", content);
  }
  if (apart != NULL)
    attach_apart (self, apart);
}
