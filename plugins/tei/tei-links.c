#include "tei-links.h"

#include "../shared/link.h"
#include "tei-nouns.h"

#include <glib/gi18n-lib.h>

/* Where an end is written: a code, or a document, or one of its codings. */
typedef struct
{
  const char *code; /* nullable: xml:id */
  guint32 document;
  guint coding; /* from 1; 0: the document */
} End;

struct _TeiLinks
{
  TeiExport *export;
  GArray *links;    /* of Link */
  GHashTable *ends; /* SchoUuid → End, %NULL where it is not written */
};

static void
note_end (TeiLinks *self, const SchoUuid *uuid, End end)
{
  if (g_hash_table_contains (self->ends, uuid))
    g_hash_table_insert (self->ends, g_memdup2 (uuid, sizeof *uuid),
                         g_memdup2 (&end, sizeof end));
}

static void
note_codings (TeiLinks *self, const SchoDocument *document)
{
  gsize n;
  guint number = 0;
  const SchoAnnotation *annotations
      = scho_snapshot_get_annotations (self->export->snapshot, document->id, &n);

  for (gsize i = 0; i < n; i++)
    if (tei_export_wants (self->export, &annotations[i]))
      note_end (self, &annotations[i].uuid, (End){ NULL, document->id, ++number });
}

/* What is written of the ends. */
static void
find_ends (TeiLinks *self)
{
  SchoSnapshot *snapshot = self->export->snapshot;
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (guint i = 0; i < self->links->len; i++)
    {
      Link *link = &g_array_index (self->links, Link, i);

      g_hash_table_insert (self->ends, g_memdup2 (&link->from, sizeof (SchoUuid)), NULL);
      g_hash_table_insert (self->ends, g_memdup2 (&link->to, sizeof (SchoUuid)), NULL);
    }
  for (gsize i = 0; i < n; i++)
    if (tei_export_has_code (self->export, codes[i]->id))
      note_end (self, &codes[i]->uuid,
                (End){ self->export->code_ids[codes[i]->id], 0, 0 });

  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);
  for (gsize i = 0; i < n; i++)
    if (self->export->only == 0 || self->export->only == documents[i]->id)
      {
        note_end (self, &documents[i]->uuid, (End){ NULL, documents[i]->id, 0 });
        note_codings (self, documents[i]);
      }
}

static gboolean
is_whole (TeiLinks *self, const Link *link)
{
  return g_hash_table_lookup (self->ends, &link->from) != NULL
         && g_hash_table_lookup (self->ends, &link->to) != NULL;
}

TeiLinks *
tei_links_new (TeiExport *export)
{
  TeiLinks *self = g_new0 (TeiLinks, 1);
  gsize n;
  const SchoAttachment *const *attachments
      = scho_snapshot_get_attachments (export->snapshot, &n);

  self->export = export;
  self->links = g_array_new (FALSE, TRUE, sizeof (Link));
  g_array_set_clear_func (self->links, link_clear);
  self->ends = g_hash_table_new_full (tei_uuid_hash, tei_uuid_equal, g_free, g_free);
  for (gsize i = 0; i < n; i++)
    {
      Link link = { 0 };

      if (link_parse (attachments[i], &link))
        g_array_append_val (self->links, link);
    }
  if (self->links->len > 0)
    find_ends (self);
  for (guint i = self->links->len; i-- > 0;)
    if (!is_whole (self, &g_array_index (self->links, Link, i)))
      g_array_remove_index (self->links, i);
  return self;
}

void
tei_links_free (TeiLinks *self)
{
  g_array_unref (self->links);
  g_hash_table_unref (self->ends);
  g_free (self);
}

static void
write_attachment (TeiWriter *writer, const SchoAttachment *attachment)
{
  tei_writer_markup (writer, "<s:attachment");
  tei_writer_uuid (writer, "uuid", &attachment->uuid);
  tei_writer_own_attribute (writer, "kind", attachment->kind);
  tei_writer_own_attribute (writer, "name", attachment->name);
  tei_writer_own_attribute (writer, "text", attachment->text);
  tei_writer_markup (writer, "/>\n");
}

static const char *
describe_kind (const SchoAttachment *attachment)
{
  if (g_str_equal (attachment->kind, SCHO_ATTACHMENT_RESULT))
    return _ ("Pinned results");
  if (g_str_equal (attachment->kind, SCHO_ATTACHMENT_FILE))
    return _ ("Files kept with the project");
  return _ ("Other things kept with the project");
}

void
tei_links_write_own (TeiLinks *self, TeiWriter *writer, SchoLosses *losses)
{
  gsize n;
  const SchoAttachment *const *attachments
      = scho_snapshot_get_attachments (self->export->snapshot, &n);

  for (gsize i = 0; i < n; i++)
    if (g_str_equal (attachments[i]->kind, SCHO_ATTACHMENT_QUERY)
        && attachments[i]->digest == NULL)
      write_attachment (writer, attachments[i]);
    else if (!g_str_equal (attachments[i]->kind, SCHO_ATTACHMENT_LINK))
      scho_losses_add (losses, 1, describe_kind (attachments[i]), attachments[i]->name);
  for (guint i = 0; i < self->links->len; i++)
    write_attachment (writer, g_array_index (self->links, Link, i).attachment);
}

/* TEI's elements */

static void
write_end (TeiLinks *self, TeiWriter *writer, const TeiPart *part, const SchoUuid *uuid)
{
  const End *end = g_hash_table_lookup (self->ends, uuid);
  char string[SCHO_UUID_STRING_LENGTH + 1];

  if (end->code != NULL)
    tei_writer_printf (writer, "#%s", end->code);
  else if (part == NULL || end->document != part->document->id)
    {
      scho_uuid_format (uuid, string);
      tei_writer_printf (writer, "urn:uuid:%s", string);
    }
  else if (end->coding > 0)
    tei_writer_printf (writer, "#d%u.c%u", part->number, end->coding);
  else
    tei_writer_printf (writer, "#d%u", part->number);
}

/* One word for @type; the words as they are for @n. */
static void
write_type (TeiWriter *writer, const char *type)
{
  g_autoptr (GString) word = g_string_new (NULL);

  for (const char *p = type; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (word, g_utf8_get_char (p));
    else if (word->len > 0 && word->str[word->len - 1] != '-')
      g_string_append_c (word, '-');
  if (word->len > 0)
    tei_writer_attribute (writer, "type", word->str);
  if (!g_str_equal (word->str, type))
    tei_writer_attribute (writer, "n", type);
}

static gboolean
begins_here (TeiLinks *self, const TeiPart *part, gboolean codes, const Link *link)
{
  const End *end = g_hash_table_lookup (self->ends, &link->from);

  if (end->code != NULL)
    return codes;
  return part != NULL && part->document->id == end->document;
}

void
tei_links_write (TeiLinks *self, TeiWriter *writer, const TeiPart *part, gboolean codes)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->links->len; i++)
    {
      Link *link = &g_array_index (self->links, Link, i);

      if (!begins_here (self, part, codes, link))
        continue;
      if (!any)
        tei_writer_markup (writer, "<linkGrp type=\"relations\">\n");
      any = TRUE;
      tei_writer_markup (writer, "<link");
      if (link->type != NULL)
        write_type (writer, link->type);
      tei_writer_uuid (writer, "corresp", &link->attachment->uuid);
      tei_writer_markup (writer, " target=\"");
      write_end (self, writer, part, &link->from);
      tei_writer_markup (writer, " ");
      write_end (self, writer, part, &link->to);
      tei_writer_markup (writer, "\"/>\n");
    }
  if (any)
    tei_writer_markup (writer, "</linkGrp>\n");
}
