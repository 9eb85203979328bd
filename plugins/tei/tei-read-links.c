#include "tei-reader.h"

#include "../shared/link.h"

#include <string.h>

/* Links and relations between what has an xml:id or a UUID: kept as attachments, see
 * tei-links.h. */

/* A link of a thousand targets is no relation. */
#define MAX_ENDS 16
#define MAX_TYPE 200

void
tei_link_clear (gpointer data)
{
  TeiLink *self = data;

  g_free (self->type);
  g_free (self->targets);
}

/* What kind of link the group has. */
static char *
dup_type (TeiReader *self, const TeiAttributes *attributes)
{
  static const char *const names[] = { "n", "type", "name", "ref" };
  char *type = NULL;

  for (guint i = 0; type == NULL && i < G_N_ELEMENTS (names); i++)
    type = tei_attributes_dup (attributes, names[i]);
  for (guint above = 1; type == NULL && above < self->frames->len; above++)
    if (tei_reader_get_frame (self, above)->kind == TEI_LINKS)
      type = g_strdup (tei_reader_get_frame (self, above)->type);
  if (type != NULL && strlen (type) > MAX_TYPE)
    g_clear_pointer (&type, g_free);
  return type;
}

/* `relation` has its ends in several attributes. */
static char *
dup_targets (const TeiAttributes *attributes)
{
  g_autofree char *target = tei_attributes_dup (attributes, "target");
  g_autofree char *active = tei_attributes_dup (attributes, "active");
  g_autofree char *passive = tei_attributes_dup (attributes, "passive");
  g_autofree char *mutual = tei_attributes_dup (attributes, "mutual");

  if (target != NULL)
    return g_steal_pointer (&target);
  if (mutual != NULL)
    return g_steal_pointer (&mutual);
  return g_strdup_printf ("%s %s", active ? active : "", passive ? passive : "");
}

typedef struct
{
  TeiReader *reader;
  GHashTable *ids;              /* (nullable) xml:id → TeiCoding */
  const SchoDocument *document; /* (nullable) */
} Ends;

static gboolean
find_end (const Ends *self, const char *pointer, SchoUuid *uuid)
{
  TeiReader *reader = self->reader;
  const char *id;
  const TeiCoding *coding;
  guint32 code;

  if (g_str_has_prefix (pointer, "urn:uuid:"))
    return scho_uuid_parse (pointer, uuid);
  if ((id = tei_pointer_get_id (pointer)) == NULL)
    return FALSE;
  coding = self->ids != NULL ? g_hash_table_lookup (self->ids, id) : NULL;
  code = GPOINTER_TO_UINT (g_hash_table_lookup (reader->code_ids, id));
  if (coding != NULL && coding->is_kept)
    *uuid = coding->uuid;
  else if (code != 0)
    *uuid = scho_step_get_code (reader->step, code)->uuid;
  else if (self->document != NULL && g_strcmp0 (id, reader->id) == 0)
    *uuid = self->document->uuid;
  else
    return FALSE;
  return TRUE;
}

static void
keep_link (TeiReader *self, const TeiLink *link, const SchoUuid *from, const SchoUuid *to)
{
  g_autofree char *text = link_dup_text (from, to, link->type);

  tei_nouns_add_attachment (self->nouns,
                            &(SchoAttachment){ .uuid = link->uuid,
                                               .kind = SCHO_ATTACHMENT_LINK,
                                               .name = link->type ? link->type : "",
                                               .text = text });
}

/* From the first to each of the others. */
static void
resolve (const Ends *ends, TeiLink *link)
{
  g_auto (GStrv) pointers = g_strsplit_set (link->targets, " \t\n\r", 4 * MAX_ENDS);
  SchoUuid first, uuid;
  guint n = 0;
  gboolean lost = FALSE;

  for (char **pointer = pointers; *pointer != NULL && n < MAX_ENDS; pointer++)
    {
      if (**pointer == '\0')
        continue;
      if (!find_end (ends, *pointer, &uuid))
        lost = TRUE;
      else if (n++ == 0)
        first = uuid;
      else
        {
          keep_link (ends->reader, link, &first, &uuid);
          /* Only the first of several is the one that was written. */
          memset (&link->uuid, 0, sizeof link->uuid);
        }
    }
  if (lost || n < 2)
    tei_counts_add (&ends->reader->counts, TEI_COUNT_LINKS, 1, link->targets);
}

void
tei_reader_begin_link (TeiReader *self, const TeiAttributes *attributes)
{
  TeiLink link = { 0 };
  Ends ends = { self, NULL, NULL };

  tei_reader_read_uuid (attributes, &link.uuid);
  /* Ours are in the header already, as they are. */
  if (!scho_uuid_is_null (&link.uuid)
      && tei_nouns_has_attachment (self->nouns, &link.uuid))
    return;
  link.type = dup_type (self, attributes);
  link.targets = dup_targets (attributes);
  if (self->has_document)
    {
      g_array_append_val (self->links, link);
      return;
    }
  resolve (&ends, &link);
  tei_link_clear (&link);
}

void
tei_reader_resolve_links (TeiReader *self, guint32 document, GHashTable *ids)
{
  Ends ends = { self, ids, scho_step_get_document (self->step, document) };

  for (guint i = 0; i < self->links->len; i++)
    resolve (&ends, &g_array_index (self->links, TeiLink, i));
  g_array_set_size (self->links, 0);
}
