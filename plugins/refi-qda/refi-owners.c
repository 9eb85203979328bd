#include "refi-owners.h"

#include "refi-pack.h"

#include <libxml/xmlreader.h>
#include <string.h>

struct _RefiOwners
{
  GHashTable *owners; /* set of RefiOwner, by identity */
  GPtrArray *around;  /* of RefiOwner: passages that have codings */
  GStringChunk *words;
  GHashTable *users; /* set of SchoUuid */
};

static void
owner_free (gpointer data)
{
  RefiOwner *self = data;

  g_free ((gpointer) self->notes);
  g_free (self);
}

RefiOwners *
refi_owners_new (void)
{
  RefiOwners *self = g_new0 (RefiOwners, 1);

  self->owners
      = g_hash_table_new_full (scho_uuid_hash, scho_uuid_equal, owner_free, NULL);
  self->around = g_ptr_array_new_with_free_func (owner_free);
  self->words = g_string_chunk_new (64 * 1024);
  self->users = g_hash_table_new_full (scho_uuid_hash, scho_uuid_equal, g_free, NULL);
  return self;
}

void
refi_owners_free (RefiOwners *self)
{
  g_hash_table_unref (self->owners);
  g_ptr_array_unref (self->around);
  g_string_chunk_free (self->words);
  g_hash_table_unref (self->users);
  g_free (self);
}

/* (nullable): each time as often as it comes, but for a coding's, which is its passage's.
 */
static const char *
keep_words (RefiOwners *self, char *words, const char *same)
{
  const char *kept = words == NULL ? NULL
                     : g_strcmp0 (words, same) == 0
                         ? same
                         : g_string_chunk_insert (self->words, words);

  g_free (words);
  return kept;
}

/* (nullable): there are few. */
static const SchoUuid *
keep_user (RefiOwners *self, const xmlNode *node, const char *name)
{
  SchoUuid guid, *user;

  if (!refi_xml_get_guid (node, name, &guid))
    return NULL;
  user = g_hash_table_lookup (self->users, &guid);
  if (user == NULL)
    g_hash_table_add (self->users, user = g_memdup2 (&guid, sizeof guid));
  return user;
}

static void
take_notes (RefiOwner *owner, GArray *notes)
{
  gsize n;

  g_free ((gpointer) owner->notes);
  owner->notes = notes->len > 0 ? g_array_steal (notes, &n) : NULL;
  owner->n_notes = owner->notes != NULL ? n : 0;
}

static void
read_notes (RefiOwner *owner, const xmlNode *node)
{
  g_autoptr (GArray) notes = g_array_new (FALSE, FALSE, sizeof (SchoUuid));

  for (xmlNode *child = refi_xml_first (node); child; child = refi_xml_next (child))
    {
      SchoUuid guid;

      if (refi_xml_is (child, "NoteRef")
          && refi_xml_get_guid (child, "targetGUID", &guid))
        g_array_append_val (notes, guid);
    }
  take_notes (owner, notes);
}

static RefiOwner *
owner_new (RefiOwners *self, RefiOwnerKind kind, const xmlNode *node, RefiOwner *around)
{
  RefiOwner *owner = g_new0 (RefiOwner, 1);
  const char *same = around != NULL ? around->created : NULL;

  refi_xml_get_guid (node, "guid", &owner->guid);
  owner->kind = kind;
  owner->around = around;
  owner->name = keep_words (self, refi_xml_dup (node, "name"), NULL);
  owner->created = keep_words (self, refi_xml_dup (node, "creationDateTime"), same);
  owner->modified = keep_words (self, refi_xml_dup (node, "modifiedDateTime"), NULL);
  owner->rich_path = keep_words (self, refi_xml_dup (node, "richTextPath"), NULL);
  owner->user = keep_user (self, node, "creatingUser");
  owner->modifier = keep_user (self, node, "modifyingUser");
  owner->description = keep_words (self, refi_xml_dup_child (node, "Description"), NULL);
  read_notes (owner, node);
  return owner;
}

/* (nullable): it was there, or has no identity. */
static RefiOwner *
add (RefiOwners *self, RefiOwner *owner)
{
  if (!scho_uuid_is_null (&owner->guid) && !g_hash_table_contains (self->owners, owner))
    {
      g_hash_table_add (self->owners, owner);
      return owner;
    }
  owner_free (owner);
  return NULL;
}

static void
add_selection (RefiOwners *self, const xmlNode *selection)
{
  RefiOwner *passage = owner_new (self, REFI_OWNER_PASSAGE, selection, NULL);
  guint n = 0;

  for (xmlNode *node = refi_xml_first (selection); node; node = refi_xml_next (node))
    if (refi_xml_is (node, "Coding"))
      {
        add (self, owner_new (self, REFI_OWNER_CODING, node, passage));
        n++;
      }
  if (n == 0)
    add (self, passage);
  else
    g_ptr_array_add (self->around, passage);
}

/* A child of a text. */
static void
add_child (RefiOwners *self, const xmlNode *child)
{
  if (refi_xml_is (child, "PlainTextSelection"))
    add_selection (self, child);
  else if (refi_xml_is (child, "Coding"))
    add (self, owner_new (self, REFI_OWNER_CODING, child, NULL));
}

void
refi_owners_add_code (RefiOwners *self, const xmlNode *code)
{
  add (self, owner_new (self, REFI_OWNER_CODE, code, NULL));
}

void
refi_owners_add_text (RefiOwners *self, const xmlNode *source)
{
  add (self, owner_new (self, REFI_OWNER_TEXT, source, NULL));
  for (xmlNode *child = refi_xml_first (source); child; child = refi_xml_next (child))
    add_child (self, child);
}

/* What a text has of itself comes between its passages, child by child. */
typedef struct
{
  RefiOwners *owners;
  xmlTextReader *xml;
  RefiOwner *text; /* nullable */
  GArray *notes;   /* of SchoUuid: the text's */
} Unpacking;

static void
end_text (Unpacking *self)
{
  if (self->text != NULL)
    take_notes (self->text, self->notes);
  self->text = NULL;
  g_array_unref (self->notes);
  self->notes = g_array_new (FALSE, FALSE, sizeof (SchoUuid));
}

static void
unpack_child (Unpacking *self, const xmlNode *child)
{
  SchoUuid guid;

  if (refi_xml_is (child, "Description"))
    {
      if (self->text != NULL)
        self->text->description
            = keep_words (self->owners, refi_xml_dup_filled (child), NULL);
    }
  else if (refi_xml_is (child, "NoteRef")
           && refi_xml_get_guid (child, "targetGUID", &guid))
    g_array_append_val (self->notes, guid);
  else
    add_child (self->owners, child);
}

/* `<Project><Sources><TextSource>`, and its children one by one. */
static int
step (Unpacking *self)
{
  int type = xmlTextReaderNodeType (self->xml), depth = xmlTextReaderDepth (self->xml);
  const xmlNode *node;

  if (type == XML_READER_TYPE_END_ELEMENT && depth == 2)
    end_text (self);
  if (type != XML_READER_TYPE_ELEMENT || depth < 2)
    return xmlTextReaderRead (self->xml);
  if (depth == 2)
    {
      end_text (self);
      self->text
          = add (self->owners, owner_new (self->owners, REFI_OWNER_TEXT,
                                          xmlTextReaderCurrentNode (self->xml), NULL));
      return xmlTextReaderRead (self->xml);
    }
  if ((node = xmlTextReaderExpand (self->xml)) == NULL)
    return -1;
  unpack_child (self, node);
  return xmlTextReaderNext (self->xml);
}

gboolean
refi_owners_is_packed (GBytes *content)
{
  return refi_pack_is_one (content);
}

gboolean
refi_owners_unpack (RefiOwners *self, GBytes *content)
{
  g_autoptr (RefiUnpack) packed = refi_unpack_new (content);
  Unpacking state = { .owners = self };
  int result;

  state.notes = g_array_new (FALSE, FALSE, sizeof (SchoUuid));
  state.xml = xmlReaderForIO (refi_unpack_read, NULL, packed, NULL, NULL,
                              XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  result = xmlTextReaderRead (state.xml);
  while (result == 1)
    result = step (&state);
  end_text (&state);
  g_array_unref (state.notes);
  xmlFreeTextReader (state.xml);
  return result == 0;
}

RefiOwner *
refi_owners_find (RefiOwners *self, const SchoUuid *guid)
{
  return g_hash_table_lookup (self->owners, guid);
}

static void
forget (RefiOwner *owner, GHashTable *users)
{
  if (owner->user != NULL && g_hash_table_contains (users, owner->user))
    owner->user = NULL;
  if (owner->modifier != NULL && g_hash_table_contains (users, owner->modifier))
    owner->modifier = NULL;
}

void
refi_owners_forget_users (RefiOwners *self, GHashTable *users)
{
  GHashTableIter iter;
  gpointer owner;

  if (g_hash_table_size (users) == 0)
    return;
  g_hash_table_iter_init (&iter, self->owners);
  while (g_hash_table_iter_next (&iter, &owner, NULL))
    forget (owner, users);
  for (guint i = 0; i < self->around->len; i++)
    forget (self->around->pdata[i], users);
}
