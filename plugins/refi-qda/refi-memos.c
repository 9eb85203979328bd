#include "refi-memos.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef void (*OwnerFunc) (RefiExport *self,
                           RefiOwner *owner,
                           const SchoUuid *guid,
                           const char *memo);

static void
add_parts (RefiExport *self, const RefiOwner *owner, GPtrArray *parts)
{
  if (owner == NULL)
    return;
  refi_memo_add (parts, g_strdup (owner->description));
  for (guint i = 0; i < owner->n_notes; i++)
    {
      const xmlNode *note = refi_kept_find (self->kept, REFI_NOTES, &owner->notes[i]);

      if (note == NULL)
        continue;
      refi_memo_add (parts, refi_xml_dup_child (note, "Description"));
      refi_memo_add (parts, refi_xml_dup_child (note, "PlainTextContent"));
    }
}

/* The memo that the importer made of it. */
static char *
dup_memo (RefiExport *self, const RefiOwner *owner)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  add_parts (self, owner->around, parts);
  add_parts (self, owner, parts);
  return refi_memo_join (parts);
}

static void
set_live (RefiExport *self, const RefiOwner *owner)
{
  for (guint i = 0; owner != NULL && i < owner->n_notes; i++)
    if (refi_kept_find (self->kept, REFI_NOTES, &owner->notes[i]) != NULL)
      refi_kept_add_live (self->kept, &owner->notes[i]);
}

/* First, all that is as it was. */
static void
find_same (RefiExport *self, RefiOwner *owner, const SchoUuid *guid, const char *memo)
{
  g_autofree char *before = dup_memo (self, owner);

  if (owner->around != NULL && !scho_uuid_is_null (&owner->around->guid))
    refi_kept_add_live (self->kept, &owner->around->guid);
  if (g_strcmp0 (before, memo) != 0)
    return;
  owner->state = REFI_MEMO_AS_IT_WAS;
  set_live (self, owner->around);
  set_live (self, owner);
}

/* A note that nothing else has as it was. */
static gboolean
take_note (RefiExport *self, RefiOwner *owner, const RefiOwner *of, const char *memo)
{
  for (guint i = 0; of != NULL && i < of->n_notes; i++)
    if (refi_kept_find (self->kept, REFI_NOTES, &of->notes[i]) != NULL
        && !refi_kept_is_live (self->kept, &of->notes[i]))
      {
        owner->note = &of->notes[i];
        owner->state = REFI_MEMO_IN_NOTE;
        refi_kept_add_live (self->kept, owner->note);
        g_hash_table_insert (self->new_words, (gpointer) owner->note, (gpointer) memo);
        return TRUE;
      }
  return FALSE;
}

/* Then, what was changed. */
static void
find_changed (RefiExport *self, RefiOwner *owner, const SchoUuid *guid, const char *memo)
{
  if (owner->state == REFI_MEMO_AS_IT_WAS || memo == NULL)
    return;
  if (!take_note (self, owner, owner, memo)
      && !take_note (self, owner, owner->around, memo) && owner->description != NULL)
    owner->state = REFI_MEMO_IN_DESCRIPTION;
}

static void
try (RefiExport *self, const SchoUuid *guid, const char *memo, OwnerFunc func)
{
  RefiOwner *owner = refi_kept_find_owner (self->kept, guid);

  if (owner != NULL)
    func (self, owner, guid, memo);
}

static void
each_owner (RefiExport *self, OwnerFunc func)
{
  gsize n, n_codings;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);
  const SchoDocument *const *documents;

  for (gsize i = 0; i < n; i++)
    try (self, &codes[i]->uuid, codes[i]->memo, func);
  documents = scho_snapshot_get_documents (self->snapshot, &n);
  for (gsize i = 0; i < n; i++)
    {
      const SchoAnnotation *list
          = scho_snapshot_get_annotations (self->snapshot, documents[i]->id, &n_codings);

      if (!refi_export_has_document (self, documents[i]))
        continue;
      try (self, &documents[i]->uuid, documents[i]->memo, func);
      for (gsize j = 0; j < n_codings; j++)
        if (refi_export_has_coding (self, &list[j]))
          try (self, &list[j].uuid, list[j].memo, func);
    }
}

/* Takes a paragraph, or several, out of a memo. */
static gboolean
cut_out (GString *memo, const char *words)
{
  gsize n = strlen (words);

  for (const char *p = memo->str; (p = strstr (p, words)) != NULL; p++)
    {
      gsize from = p - memo->str;
      gboolean begins = from == 0 || (from >= 2 && strncmp (p - 2, "\n\n", 2) == 0);
      gboolean ends = p[n] == '\0' || strncmp (p + n, "\n\n", 2) == 0;

      if (!begins || !ends)
        continue;
      g_string_erase (memo, (gssize) from, (gssize) (n + (p[n] != '\0' ? 2 : 0)));
      if (memo->len == from && from >= 2)
        g_string_truncate (memo, from - 2);
      return TRUE;
    }
  return FALSE;
}

/* Notes that are about nothing else are in the project's memo, under their names. */
static void
find_free (RefiExport *self, GString *memo, const xmlNode *note)
{
  g_autofree char *name = refi_xml_dup (note, "name");
  g_autofree char *content = refi_xml_dup_child (note, "PlainTextContent");
  g_autofree char *description = refi_xml_dup_child (note, "Description");
  g_autofree char *named = g_strstrip (g_strdup_printf (
      "%s%s%s", name ? name : "", name ? "\n" : "", content ? content : ""));
  const char *words = content != NULL ? g_strstrip (content) : "";
  SchoUuid guid;

  if (!refi_xml_get_guid (note, "guid", &guid) || refi_kept_is_live (self->kept, &guid))
    return;
  if ((content != NULL || description != NULL) && !cut_out (memo, named)
      && (words[0] == '\0' || !cut_out (memo, words)))
    return;
  if (description != NULL)
    cut_out (memo, g_strstrip (description));
  refi_kept_add_live (self->kept, &guid);
}

static void
plan_project (RefiExport *self)
{
  const SchoProjectInfo *info = scho_snapshot_get_info (self->snapshot);
  GPtrArray *notes = refi_kept_get_part (self->kept, REFI_NOTES);

  self->memo = g_string_new (info->memo);
  for (guint i = 0; i < notes->len; i++)
    find_free (self, self->memo, notes->pdata[i]);
}

/* What links and cases may name. */
static void
list_passages (RefiExport *self)
{
  gsize n, n_codings;
  const SchoDocument *const *documents = scho_snapshot_get_documents (self->snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      const SchoAnnotation *list
          = scho_snapshot_get_annotations (self->snapshot, documents[i]->id, &n_codings);

      for (gsize j = 0; j < n_codings; j++)
        {
          SchoUuid passage = refi_guid_derive (&list[j].uuid, REFI_SELECTION);

          refi_kept_add_live (self->kept, &passage);
          refi_kept_add_live (self->kept, &list[j].uuid);
        }
    }
}

void
refi_memos_plan (RefiExport *self)
{
  self->new_words = g_hash_table_new (scho_uuid_hash, scho_uuid_equal);
  refi_kept_add_parts (self->kept);
  if (refi_kept_get_part (self->kept, REFI_LINKS)->len
          + refi_kept_get_part (self->kept, REFI_CASES_PART)->len
      > 0)
    list_passages (self);
  if (!self->memos)
    return;
  each_owner (self, find_same);
  each_owner (self, find_changed);
  plan_project (self);
}

static RefiMemoState
get_state (RefiExport *self, const SchoUuid *guid, RefiOwner **owner)
{
  *owner = self->kept != NULL ? refi_kept_find_owner (self->kept, guid) : NULL;
  return *owner != NULL ? (*owner)->state : REFI_MEMO_OURS;
}

gboolean
refi_memo_is_as_it_was (RefiExport *self, const SchoUuid *guid)
{
  RefiOwner *owner;

  return get_state (self, guid, &owner) == REFI_MEMO_AS_IT_WAS;
}

static void
write_description (RefiExport *self, const char *words)
{
  if (words == NULL)
    return;
  g_string_append (self->xml, "<Description>");
  refi_xml_escape (self->xml, words, -1);
  g_string_append (self->xml, "</Description>");
}

void
refi_memo_copy_description (RefiExport *self, const xmlNode *element)
{
  g_autofree char *words = refi_xml_dup_child (element, "Description");

  if (self->memos)
    write_description (self, words);
}

void
refi_memo_copy_refs (RefiExport *self, const xmlNode *element)
{
  for (xmlNode *child = refi_xml_first (element); child; child = refi_xml_next (child))
    if (refi_xml_is (child, "NoteRef"))
      refi_kept_write (self->kept, child, self->xml);
}

static void
put_ref (RefiExport *self, const SchoUuid *note)
{
  g_string_append (self->xml, "<NoteRef");
  refi_xml_put_guid (self->xml, "targetGUID", note);
  g_string_append (self->xml, "/>");
}

void
refi_memo_put_owner_description (RefiExport *self, const RefiOwner *owner)
{
  if (self->memos)
    write_description (self, owner->description);
}

void
refi_memo_put_owner_refs (RefiExport *self, const RefiOwner *owner)
{
  for (guint i = 0; i < owner->n_notes; i++)
    if (refi_kept_find_live (self->kept, &owner->notes[i]))
      put_ref (self, &owner->notes[i]);
}

void
refi_memo_put_description (RefiExport *self,
                           const SchoUuid *guid,
                           const xmlNode *where,
                           const char *words)
{
  RefiOwner *owner;
  RefiMemoState state = get_state (self, guid, &owner);

  if (state == REFI_MEMO_AS_IT_WAS && where != NULL)
    refi_memo_copy_description (self, where);
  else if (state == REFI_MEMO_AS_IT_WAS)
    refi_memo_put_owner_description (self, owner);
  else if (state == REFI_MEMO_IN_DESCRIPTION && self->memos)
    write_description (self, words);
}

/* A passage of which one memo was changed has no description for all any more. */
static gboolean
is_described (const RefiOwner *owner)
{
  return owner->around != NULL && owner->around->description != NULL;
}

void
refi_memo_put_refs (RefiExport *self,
                    const SchoUuid *guid,
                    const xmlNode *where,
                    const char *words)
{
  RefiOwner *owner;
  RefiMemoState state = get_state (self, guid, &owner);

  if (!self->memos)
    return;
  if (state == REFI_MEMO_AS_IT_WAS && is_described (owner))
    refi_put_ref (self, guid, REFI_MEMO);
  else if (state == REFI_MEMO_AS_IT_WAS)
    {
      if (owner->around != NULL)
        refi_memo_put_owner_refs (self, owner->around);
      if (where != NULL)
        refi_memo_copy_refs (self, where);
      else
        refi_memo_put_owner_refs (self, owner);
    }
  else if (state == REFI_MEMO_IN_NOTE)
    put_ref (self, owner->note);
  else if (state == REFI_MEMO_OURS && words != NULL)
    refi_put_ref (self, guid, REFI_MEMO);
}

void
refi_memo_write (RefiExport *self,
                 const SchoUuid *guid,
                 const char *name,
                 const SchoUuid *coder,
                 gint64 time,
                 const char *words)
{
  RefiOwner *owner;
  RefiMemoState state = get_state (self, guid, &owner);

  if (words != NULL
      && (state == REFI_MEMO_OURS
          || (state == REFI_MEMO_AS_IT_WAS && is_described (owner))))
    refi_write_note (self, guid, REFI_MEMO, name, coder, time, words);
}

const RefiOwner *
refi_memo_find_passage (RefiExport *self, const SchoAnnotation *const *group, guint n)
{
  const RefiOwner *around = NULL;

  for (guint i = 0; i < n; i++)
    {
      RefiOwner *owner;

      if (get_state (self, &group[i]->uuid, &owner) != REFI_MEMO_AS_IT_WAS
          || (around != NULL && owner->around != around))
        return NULL;
      around = owner->around;
    }
  return around;
}

/* Who made it and when stay; who changed it last, nobody knows. */
static void
write_changed (RefiExport *self, const xmlNode *note, const char *words)
{
  static const char *const without[]
      = { "plainTextPath", "richTextPath", "modifyingUser", "modifiedDateTime", NULL };
  g_autofree char *rich = refi_xml_dup (note, "richTextPath");
  g_autofree char *name = refi_xml_dup (note, "name");
  guint n_passages = 0;

  g_string_append (self->xml, "<Note");
  refi_xml_write_attributes (note, self->xml, without);
  g_string_append (self->xml, "><PlainTextContent>");
  refi_xml_escape (self->xml, words, -1);
  g_string_append (self->xml, "</PlainTextContent>");
  for (xmlNode *child = refi_xml_first (note); child; child = refi_xml_next (child))
    if (refi_xml_is (child, "PlainTextSelection"))
      n_passages++;
    else if (!refi_xml_is (child, "Description")
             && !refi_xml_is (child, "PlainTextContent"))
      refi_kept_write (self->kept, child, self->xml);
  g_string_append (self->xml, "</Note>\n");
  refi_export_lose (self, rich != NULL, _ ("Word documents of memos that were changed"),
                    name);
  refi_export_lose (self, n_passages, _ ("Passages within memos that were changed"),
                    name);
}

/* The words are in its file, if it has one. */
static void
write_same (RefiExport *self, const xmlNode *note)
{
  g_autofree char *path = refi_xml_dup (note, "plainTextPath");

  g_string_append (self->xml, "<Note");
  refi_xml_write_attributes (note, self->xml, NULL);
  g_string_append_c (self->xml, '>');
  for (xmlNode *child = refi_xml_first (note); child; child = refi_xml_next (child))
    if (path == NULL || !refi_xml_is (child, "PlainTextContent"))
      refi_kept_write (self->kept, child, self->xml);
  g_string_append (self->xml, "</Note>\n");
  refi_kept_add_files (self->kept, note);
}

gboolean
refi_memos_write_kept (RefiExport *self, GError **error)
{
  GPtrArray *notes;

  if (self->kept == NULL)
    return TRUE;
  notes = refi_kept_get_part (self->kept, REFI_NOTES);
  for (guint i = 0; i < notes->len; i++)
    {
      const xmlNode *note = notes->pdata[i];
      const char *words;
      SchoUuid guid;

      if (!refi_xml_get_guid (note, "guid", &guid)
          || !refi_kept_is_live (self->kept, &guid))
        continue;
      g_string_append (self->xml, self->has_notes ? "" : "<Notes>\n");
      self->has_notes = TRUE;
      if ((words = g_hash_table_lookup (self->new_words, &guid)) != NULL)
        write_changed (self, note, words);
      else
        write_same (self, note);
      if (!refi_export_flush (self, FALSE, error))
        return FALSE;
    }
  return TRUE;
}

void
refi_memos_write_project (RefiExport *self)
{
  const SchoProjectInfo *info = scho_snapshot_get_info (self->snapshot);
  GPtrArray *projects = self->kept != NULL ? refi_kept_get_projects (self->kept) : NULL;

  if (!self->memos)
    return;
  if (self->memo == NULL)
    write_description (self, info->memo);
  else if (self->memo->len > 0)
    write_description (self, self->memo->str);
  for (guint i = 0; projects != NULL && i < projects->len; i++)
    refi_memo_copy_refs (self, projects->pdata[i]);
}
