#include "refi-kept.h"

#include "refi-guid.h"
#include "refi-package.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <string.h>

struct _RefiKept
{
  SchoSnapshot *snapshot;
  GPtrArray *documents;            /* of xmlDoc */
  GPtrArray *parts[REFI_N_PARTS];  /* of xmlNode */
  GHashTable *nodes[REFI_N_PARTS]; /* SchoUuid → xmlNode */
  RefiOwners *owners;
  GPtrArray *projects;         /* of xmlNode */
  GHashTable *representations; /* set of SchoUuid */
  GHashTable *alive;           /* set of SchoUuid: what can be referred to */
  GHashTable *files;           /* set of lower-case names */
  guint n_dangling, n_damaged;
};

static void
free_document (gpointer document)
{
  xmlFreeDoc (document);
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (scho_uuid_hash, scho_uuid_equal, g_free, g_free);
}

static void
put (GHashTable *table, const SchoUuid *guid, const SchoUuid *value)
{
  g_hash_table_insert (table, g_memdup2 (guid, sizeof *guid),
                       value != NULL ? g_memdup2 (value, sizeof *value) : NULL);
}

static void
list_alive (RefiKept *self)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (self->snapshot, &n);

  for (gsize i = 0; i < n; i++)
    put (self->alive, &documents[i]->uuid, NULL);

  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);
  for (gsize i = 0; i < n; i++)
    put (self->alive, &codes[i]->uuid, NULL);
}

/* A text that is not there has its path, and is only kept; of others the rest is known.
 */
static void
add_text (RefiKept *self, const xmlNode *source, const SchoUuid *guid)
{
  g_autofree char *path = refi_xml_dup (source, "plainTextPath");

  if (path != NULL)
    put (self->alive, guid, NULL);
  else
    refi_owners_add_text (self->owners, source);
}

static void
add_representations (RefiKept *self, const xmlNode *media)
{
  SchoUuid guid;

  for (xmlNode *child = refi_xml_first (media); child; child = refi_xml_next (child))
    if ((refi_xml_is (child, "Representation") || refi_xml_is (child, "Transcript"))
        && refi_xml_get_guid (child, "guid", &guid))
      put (self->representations, &guid, NULL);
}

/* What comes twice counts once. */
static void
add_node (RefiKept *self, RefiPart part, xmlNode *node)
{
  SchoUuid guid;

  if (!refi_xml_get_guid (node, "guid", &guid)
      || g_hash_table_contains (self->nodes[part], &guid))
    return;
  g_hash_table_insert (self->nodes[part], g_memdup2 (&guid, sizeof guid), node);
  g_ptr_array_add (self->parts[part], node);
  if (part == REFI_CODES)
    refi_owners_add_code (self->owners, node);
  if (part == REFI_SOURCES && refi_xml_is (node, "TextSource"))
    add_text (self, node, &guid);
  else if (part == REFI_SOURCES || part == REFI_CASES_PART)
    {
      put (self->alive, &guid, NULL);
      add_representations (self, node);
    }
}

static void
add_part (RefiKept *self, const xmlNode *container)
{
  static const char *const names[REFI_N_PARTS]
      = { "Users", "Codes", "Variables", "Cases", "Sources",
          "Notes", "Links", "Sets",      "Graphs" };

  if (refi_xml_is (container, "CodeBook") && refi_xml_first (container) != NULL)
    container = refi_xml_first (container);
  for (guint part = 0; part < REFI_N_PARTS; part++)
    if (refi_xml_is (container, names[part]))
      for (xmlNode *node = refi_xml_first (container); node; node = refi_xml_next (node))
        add_node (self, part, node);
}

static gboolean
add_attachment (RefiKept *self, const SchoAttachment *attachment, GError **error)
{
  g_autoptr (GBytes) bytes
      = scho_snapshot_read_attachment (self->snapshot, attachment->id, error);
  xmlDoc *document;
  const xmlNode *root;
  gsize n;
  const char *xml;

  if (bytes == NULL)
    return FALSE;
  if (refi_owners_is_packed (bytes))
    {
      self->n_damaged += !refi_owners_unpack (self->owners, bytes);
      return TRUE;
    }
  xml = g_bytes_get_data (bytes, &n);
  document = xmlReadMemory (xml, (int) n, NULL, NULL,
                            XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  root = document != NULL ? xmlDocGetRootElement (document) : NULL;
  if (root == NULL)
    {
      xmlFreeDoc (document);
      self->n_damaged++;
      return TRUE;
    }
  g_ptr_array_add (self->documents, document);
  g_ptr_array_add (self->projects, (gpointer) root);
  for (xmlNode *node = refi_xml_first (root); node; node = refi_xml_next (node))
    add_part (self, node);
  return TRUE;
}

RefiKept *
refi_kept_new (SchoSnapshot *snapshot, GError **error)
{
  g_autoptr (RefiKept) self = g_new0 (RefiKept, 1);
  gsize n;
  const SchoAttachment *const *list = scho_snapshot_get_attachments (snapshot, &n);

  self->snapshot = snapshot;
  self->documents = g_ptr_array_new_with_free_func (free_document);
  for (guint part = 0; part < REFI_N_PARTS; part++)
    {
      self->parts[part] = g_ptr_array_new ();
      self->nodes[part]
          = g_hash_table_new_full (scho_uuid_hash, scho_uuid_equal, g_free, NULL);
    }
  self->owners = refi_owners_new ();
  self->projects = g_ptr_array_new ();
  self->representations = new_table ();
  self->alive = new_table ();
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  list_alive (self);
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (list[i]->kind, SCHO_ATTACHMENT_REFI)
        && !add_attachment (self, list[i], error))
      return NULL;
  return g_steal_pointer (&self);
}

void
refi_kept_free (RefiKept *self)
{
  for (guint part = 0; part < REFI_N_PARTS; part++)
    {
      g_ptr_array_unref (self->parts[part]);
      g_hash_table_unref (self->nodes[part]);
    }
  g_ptr_array_unref (self->documents);
  refi_owners_free (self->owners);
  g_ptr_array_unref (self->projects);
  g_hash_table_unref (self->representations);
  g_hash_table_unref (self->alive);
  g_hash_table_unref (self->files);
  g_free (self);
}

const xmlNode *
refi_kept_find (RefiKept *self, RefiPart part, const SchoUuid *guid)
{
  return g_hash_table_lookup (self->nodes[part], guid);
}

const xmlNode *
refi_kept_find_variable (RefiKept *self, const char *name, const char *type)
{
  GPtrArray *variables = self->parts[REFI_VARIABLES];

  for (guint i = 0; i < variables->len; i++)
    {
      g_autofree char *its_name = refi_xml_dup (variables->pdata[i], "name");
      g_autofree char *its_type = refi_xml_dup (variables->pdata[i], "typeOfVariable");

      if (g_strcmp0 (its_name, name) == 0 && g_strcmp0 (its_type, type) == 0)
        return variables->pdata[i];
    }
  return NULL;
}

RefiOwner *
refi_kept_find_owner (RefiKept *self, const SchoUuid *guid)
{
  return refi_owners_find (self->owners, guid);
}

GPtrArray *
refi_kept_get_projects (RefiKept *self)
{
  return self->projects;
}

void
refi_kept_add_live (RefiKept *self, const SchoUuid *guid)
{
  put (self->alive, guid, NULL);
}

gboolean
refi_kept_is_live (RefiKept *self, const SchoUuid *guid)
{
  return g_hash_table_contains (self->alive, guid);
}

gboolean
refi_kept_find_live (RefiKept *self, const SchoUuid *guid)
{
  gboolean is_live = refi_kept_is_live (self, guid);

  self->n_dangling += !is_live;
  return is_live;
}

/* A text within a PDF or sound that came in as a document. */
static gboolean
is_document (RefiKept *self, const xmlNode *node)
{
  SchoUuid guid;

  return (refi_xml_is (node, "Representation") || refi_xml_is (node, "Transcript"))
         && refi_xml_get_guid (node, "guid", &guid)
         && refi_owners_find (self->owners, &guid) != NULL;
}

static void
add_inside (RefiKept *self, const xmlNode *node)
{
  SchoUuid guid;

  if (is_document (self, node))
    return;
  if (refi_xml_get_guid (node, "guid", &guid))
    put (self->alive, &guid, NULL);
  for (xmlNode *child = refi_xml_first (node); child; child = refi_xml_next (child))
    add_inside (self, child);
}

void
refi_kept_add_parts (RefiKept *self)
{
  for (guint part = 0; part < REFI_N_PARTS; part++)
    for (guint i = 0;
         part != REFI_CODES && part != REFI_NOTES && i < self->parts[part]->len; i++)
      {
        const xmlNode *node = self->parts[part]->pdata[i];
        g_autofree char *path = refi_xml_dup (node, "plainTextPath");

        if (!refi_xml_is (node, "TextSource") || path != NULL)
          add_inside (self, node);
      }
}

guint
refi_kept_get_n_dangling (RefiKept *self)
{
  return self->n_dangling;
}

guint
refi_kept_get_n_damaged (RefiKept *self)
{
  return self->n_damaged;
}

gboolean
refi_kept_has_representation (RefiKept *self, const SchoUuid *guid)
{
  return g_hash_table_contains (self->representations, guid);
}

GPtrArray *
refi_kept_get_part (RefiKept *self, RefiPart part)
{
  return self->parts[part];
}

static void
forget_inside (xmlNode *node, GHashTable *users)
{
  static const char *const names[]
      = { "creatingUser", "modifyingUser", "creatingUserGUID", "modifyingUserGUID" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      SchoUuid guid;

      if (refi_xml_get_guid (node, names[i], &guid)
          && g_hash_table_contains (users, &guid))
        xmlUnsetProp (node, BAD_CAST names[i]);
    }
  for (xmlNode *child = refi_xml_first (node); child; child = refi_xml_next (child))
    forget_inside (child, users);
}

void
refi_kept_forget_users (RefiKept *self, GHashTable *users)
{
  GPtrArray *kept = self->parts[REFI_USERS];

  refi_owners_forget_users (self->owners, users);
  for (guint i = 0; i < self->documents->len; i++)
    forget_inside (xmlDocGetRootElement (self->documents->pdata[i]), users);
  for (guint i = kept->len; i > 0; i--)
    {
      SchoUuid guid;

      if (refi_xml_get_guid (kept->pdata[i - 1], "guid", &guid)
          && g_hash_table_contains (users, &guid))
        g_ptr_array_remove_index (kept, i - 1);
    }
}

static gboolean
points_at_nothing (RefiKept *self, const xmlNode *node, const char *name)
{
  SchoUuid guid;

  return refi_xml_get_guid (node, name, &guid)
         && !g_hash_table_contains (self->alive, &guid);
}

static gboolean
is_there (RefiKept *self, const xmlNode *node)
{
  static const char *const refs[]
      = { "CodeRef",    "SourceRef",    "SelectionRef", "NoteRef",
          "MemberCode", "MemberSource", "MemberNote",   NULL };
  const xmlNode *first = refi_xml_first (node);

  if (g_strv_contains (refs, (const char *) node->name))
    return !points_at_nothing (self, node, "targetGUID");
  if (refi_xml_is (node, "Coding"))
    return first != NULL && !points_at_nothing (self, first, "targetGUID");
  return !refi_xml_is (node, "Link")
         || (!points_at_nothing (self, node, "targetGUID")
             && !points_at_nothing (self, node, "originGUID"));
}

static gboolean
wants (const xmlNode *node, gpointer data)
{
  RefiKept *self = data;

  if (is_document (self, node))
    return FALSE;
  if (is_there (self, node))
    return TRUE;
  self->n_dangling++;
  return FALSE;
}

void
refi_kept_add_files (RefiKept *self, const xmlNode *node)
{
  refi_keep_list_files (node, self->files);
}

void
refi_kept_add_own_files (RefiKept *self, const xmlNode *node)
{
  refi_keep_list_own_files (node, self->files);
}

void
refi_kept_write (RefiKept *self, const xmlNode *node, GString *out)
{
  refi_kept_add_files (self, node);
  refi_xml_write (node, out, wants, self);
}

void
refi_kept_add_file (RefiKept *self, const char *path)
{
  g_hash_table_add (self->files, g_utf8_strdown (refi_package_get_base (path), -1));
}

gboolean
refi_kept_names_file (RefiKept *self, const char *name)
{
  return g_hash_table_contains (self->files, name);
}
