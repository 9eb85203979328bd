/* refi-links.c - plain links between passages, codes and texts are Scholiast's own;
 * others are kept as they came. */
#include "../shared/link.h"
#include "refi-export.h"
#include "refi-reader.h"

#include <glib/gi18n-lib.h>

#define ONE_WAY "OneWay"

typedef struct
{
  SchoUuid guid, from, to;
  char *name, *xml;
} RefiLink;

static void
clear_link (gpointer data)
{
  RefiLink *self = data;

  g_free (self->name);
  g_free (self->xml);
}

GArray *
refi_links_new (void)
{
  GArray *links = g_array_new (FALSE, FALSE, sizeof (RefiLink));

  g_array_set_clear_func (links, clear_link);
  return links;
}

/* Whether it says no more than a link of Scholiast's does. */
static gboolean
is_plain (const xmlNode *node)
{
  g_autofree char *direction = refi_xml_dup (node, "direction");

  for (const xmlAttr *attribute = node->properties; attribute != NULL;
       attribute = attribute->next)
    {
      static const char *const known[]
          = { "guid", "name", "direction", "originGUID", "targetGUID", NULL };

      if (!g_strv_contains (known, (const char *) attribute->name))
        return FALSE;
    }
  return refi_xml_is (node, "Link") && refi_xml_first (node) == NULL
         && g_strcmp0 (direction, ONE_WAY) == 0;
}

void
refi_read_links (RefiReader *self, const xmlNode *node)
{
  for (xmlNode *child = refi_xml_first (node); child; child = refi_xml_next (child))
    {
      RefiLink link = { .name = NULL };
      GString *xml;

      if (!is_plain (child) || !refi_xml_get_guid (child, "guid", &link.guid)
          || !refi_xml_get_guid (child, "originGUID", &link.from)
          || !refi_xml_get_guid (child, "targetGUID", &link.to))
        {
          refi_keep_node (self, REFI_LINKS, child);
          continue;
        }
      xml = g_string_new (NULL);
      refi_xml_write (child, xml, NULL, NULL);
      link.xml = g_string_free (xml, FALSE);
      link.name = refi_xml_dup (child, "name");
      g_array_append_val (self->links, link);
    }
}

/* What it is in the project now; %FALSE where it is nothing that Scholiast shows. */
static gboolean
find_end (RefiReader *self, const SchoUuid *guid, SchoUuid *end)
{
  guint32 code = refi_reader_get_code (self, guid);
  guint32 document = GPOINTER_TO_UINT (g_hash_table_lookup (self->documents, guid));

  *end = *guid;
  if (code != 0)
    *end = scho_step_get_code (self->step, code)->uuid;
  else if (document != 0)
    *end = scho_step_get_document (self->step, document)->uuid;
  return code != 0 || document != 0 || g_hash_table_contains (self->annotations, guid);
}

/* Set of SchoUuid: what the project keeps already. */
static GHashTable *
list_attachments (RefiReader *self)
{
  GHashTable *there = g_hash_table_new (scho_uuid_hash, scho_uuid_equal);
  gsize n;
  const SchoAttachment *const *list
      = scho_snapshot_get_attachments (scho_step_get_base (self->step), &n);

  for (gsize i = 0; i < n; i++)
    g_hash_table_add (there, (gpointer) &list[i]->uuid);
  return there;
}

void
refi_add_links (RefiReader *self)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (scho_uuid_hash, scho_uuid_equal);
  g_autoptr (GHashTable) there = list_attachments (self);

  for (guint i = 0; i < self->links->len; i++)
    {
      RefiLink *link = &g_array_index (self->links, RefiLink, i);
      g_autofree char *text = NULL;
      SchoUuid from, to;

      if (!find_end (self, &link->from, &from) || !find_end (self, &link->to, &to)
          || !g_hash_table_add (taken, &link->guid))
        {
          refi_keep (self, REFI_LINKS, g_steal_pointer (&link->xml));
          continue;
        }
      if (g_hash_table_contains (there, &link->guid))
        continue;
      text = link_dup_text (&from, &to, link->name);
      scho_step_add_attachment (
          self->step,
          &(SchoAttachment){ .uuid = link->guid,
                             .kind = SCHO_ATTACHMENT_LINK,
                             .name = link->name != NULL ? link->name : "",
                             .text = text },
          NULL);
    }
  g_hash_table_remove_all (self->annotations); /* may be many, and have been asked */
}

static GHashTable *
list_ends (RefiExport *self)
{
  GHashTable *ends = g_hash_table_new (scho_uuid_hash, scho_uuid_equal);
  gsize n, n_codings;
  const SchoDocument *const *documents = scho_snapshot_get_documents (self->snapshot, &n);
  const SchoCode *const *codes;

  for (gsize i = 0; i < n; i++)
    {
      const SchoAnnotation *list
          = scho_snapshot_get_annotations (self->snapshot, documents[i]->id, &n_codings);

      if (!refi_export_has_document (self, documents[i]))
        continue;
      g_hash_table_add (ends, (gpointer) &documents[i]->uuid);
      for (gsize k = 0; k < n_codings; k++)
        if (refi_export_has_coding (self, &list[k]))
          g_hash_table_add (ends, (gpointer) &list[k].uuid);
    }
  codes = scho_snapshot_get_codes (self->snapshot, &n);
  for (gsize i = 0; i < n; i++)
    if (self->codes == NULL || self->codes[codes[i]->id])
      g_hash_table_add (ends, (gpointer) &codes[i]->uuid);
  return ends;
}

static void
write_link (RefiExport *self, const Link *link)
{
  g_string_append (self->xml, "<Link");
  refi_xml_put_guid (self->xml, "guid", &link->attachment->uuid);
  refi_xml_put (self->xml, "name", link->type);
  refi_xml_put (self->xml, "direction", ONE_WAY);
  refi_xml_put_guid (self->xml, "originGUID", &link->from);
  refi_xml_put_guid (self->xml, "targetGUID", &link->to);
  g_string_append (self->xml, "/>\n");
}

void
refi_write_links (RefiExport *self)
{
  g_autoptr (GHashTable) ends = NULL;
  gsize n;
  const SchoAttachment *const *list = scho_snapshot_get_attachments (self->snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      Link link = { 0 };

      if (!g_str_equal (list[i]->kind, SCHO_ATTACHMENT_LINK))
        continue;
      if (!link_parse (list[i], &link))
        {
          refi_export_lose (self, 1, _ ("Links"), list[i]->name);
          continue;
        }
      if (ends == NULL)
        ends = list_ends (self);
      if (g_hash_table_contains (ends, &link.from)
          && g_hash_table_contains (ends, &link.to))
        write_link (self, &link);
      else
        refi_export_lose (self, 1, _ ("Links"), list[i]->name);
      link_clear (&link);
    }
}
