#include "refi-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So much of it waits. */
#define BLOCK (64 * 1024)

static void
put_description (GString *xml, const char *description)
{
  if (description == NULL || description[0] == '\0')
    return;
  g_string_append (xml, "<Description>");
  refi_xml_escape (xml, description, -1);
  g_string_append (xml, "</Description>");
}

static void
put_user (GString *xml, const char *name, const SchoUuid *user)
{
  if (!scho_uuid_is_null (user))
    refi_xml_put_guid (xml, name, user);
}

static void
put_time (GString *xml, const char *name, const char *time)
{
  if (time != NULL && refi_time_is_valid (time))
    refi_xml_put (xml, name, time);
}

/* Whether the time is in the identity, as in those of Scholiast. */
static gboolean
is_time_of (const char *time, const SchoUuid *uuid)
{
  char own[32];

  refi_time_format (scho_uuid_get_time (uuid), own);
  return time == NULL || strcmp (time, own) == 0;
}

static gboolean
has_notes (GArray *notes)
{
  return notes != NULL && notes->len > 0;
}

static gboolean
coding_is_plain (const RefiCoding *coding)
{
  return is_time_of (coding->created, &coding->guid) && !has_notes (coding->notes);
}

static void
put_coding (GString *xml, const RefiCoding *coding)
{
  g_string_append (xml, "<Coding");
  refi_xml_put_guid (xml, "guid", &coding->guid);
  put_user (xml, "creatingUser", &coding->user);
  put_time (xml, "creationDateTime", coding->created);
  g_string_append (xml, "><CodeRef");
  refi_xml_put_guid (xml, "targetGUID", &coding->code);
  g_string_append (xml, "/>");
  refi_keep_refs (xml, coding->notes);
  g_string_append (xml, "</Coding>");
}

static RefiCoding *
get_coding (const RefiSource *source, const RefiSelection *selection, guint i)
{
  return &g_array_index (source->codings, RefiCoding, selection->first + i);
}

/* Whether Scholiast would write the same of the codings alone. */
static gboolean
is_plain (const RefiSource *source, const RefiSelection *selection)
{
  const RefiCoding *first = selection->n > 0 ? get_coding (source, selection, 0) : NULL;
  const SchoUuid *owner = first != NULL ? &first->guid : &selection->guid;
  const SchoUuid *user = first != NULL ? &first->user : &selection->user;
  SchoUuid own = refi_guid_derive (owner, REFI_SELECTION);

  if ((first != NULL && !scho_uuid_equal (&own, &selection->guid))
      || selection->has_a_name || selection->description != NULL
      || has_notes (selection->notes) || !is_time_of (selection->created, owner)
      || selection->modified != NULL || !scho_uuid_is_null (&selection->modifier)
      || (!scho_uuid_is_null (&selection->user)
          && !scho_uuid_equal (&selection->user, user)))
    return FALSE;
  for (guint i = 0; i < selection->n; i++)
    if (!coding_is_plain (get_coding (source, selection, i)))
      return FALSE;
  return TRUE;
}

/* Passages without a coding have their own identity, and so must those with one. */
static gboolean
has_identity (const RefiSource *source, const RefiSelection *selection)
{
  for (guint i = 0; i < selection->n; i++)
    if (scho_uuid_is_null (&get_coding (source, selection, i)->guid))
      return FALSE;
  return !scho_uuid_is_null (&selection->guid);
}

static void
drop_own (RefiReader *self, RefiSource *source, RefiSelection *selection)
{
  if (has_notes (selection->notes))
    refi_reader_drop_own (self, selection->notes, &selection->guid);
  if (has_notes (selection->notes) && selection->n > 0)
    refi_reader_drop_own (self, selection->notes,
                          &get_coding (source, selection, 0)->guid);
  for (guint i = 0; i < selection->n; i++)
    {
      RefiCoding *coding = get_coding (source, selection, i);

      refi_reader_drop_own (self, coding->notes, &coding->guid);
    }
}

static void
keep_selection (RefiReader *self,
                RefiSource *source,
                RefiSelection *selection,
                GString *xml)
{
  if (!has_identity (source, selection))
    return;
  drop_own (self, source, selection);
  if (is_plain (source, selection))
    return;
  g_string_append (xml, "<PlainTextSelection startPosition=\"0\" endPosition=\"0\"");
  refi_xml_put_guid (xml, "guid", &selection->guid);
  refi_xml_put (xml, "name", selection->has_a_name ? selection->name : NULL);
  put_user (xml, "creatingUser", &selection->user);
  put_time (xml, "creationDateTime", selection->created);
  put_user (xml, "modifyingUser", &selection->modifier);
  put_time (xml, "modifiedDateTime", selection->modified);
  g_string_append_c (xml, '>');
  put_description (xml, selection->description);
  for (guint i = 0; i < selection->n; i++)
    put_coding (xml, get_coding (source, selection, i));
  refi_keep_refs (xml, selection->notes);
  g_string_append (xml, "</PlainTextSelection>");
}

static void
keep_whole (RefiReader *self, RefiSource *source, GString *xml)
{
  for (guint i = 0; i < source->whole->len; i++)
    {
      RefiCoding *coding = &g_array_index (source->whole, RefiCoding, i);

      refi_reader_drop_own (self, coding->notes, &coding->guid);
      if (!scho_uuid_is_null (&coding->guid))
        put_coding (xml, coding);
    }
}

/* Other programs refuse all when a plain text is called rich. (nullable) */
static char *
dup_rich_path (RefiReader *self, const RefiSource *source)
{
  g_autofree char *path
      = source->rich_path != NULL ? g_utf8_strdown (source->rich_path, -1) : NULL;

  if (path == NULL || g_str_has_suffix (path, ".docx"))
    return g_steal_pointer (&path);
  scho_losses_add (scho_step_get_losses (self->step), !g_str_has_suffix (path, ".txt"),
                   _ ("Formatted texts that are no Word documents"), source->title);
  return NULL;
}

static void
put_attributes (RefiReader *self, GString *xml, const RefiSource *source)
{
  g_autofree char *path = dup_rich_path (self, source);

  if (path != NULL)
    g_hash_table_add (self->files, g_utf8_strdown (refi_package_get_base (path), -1));
  refi_xml_put (xml, "name", path != NULL ? source->digest : NULL);
  refi_xml_put (xml, "richTextPath", path);
  put_user (xml, "creatingUser", &source->user);
  put_time (xml, "creationDateTime", source->created);
  put_user (xml, "modifyingUser", &source->modifier);
  put_time (xml, "modifiedDateTime", source->modified);
}

/* To what is kept apart. */
static void
flush (RefiReader *self, GString *xml)
{
  static const char begin[] = "<?xml version=\"1.0\" encoding=\"utf-8\"?><Project "
                              "xmlns=\"" REFI_PROJECT "\" name=\"\"><Sources>";

  if (self->pack == NULL)
    {
      self->pack = refi_pack_new ();
      refi_pack_add (self->pack, begin, strlen (begin));
    }
  refi_pack_add (self->pack, xml->str, xml->len);
  g_string_truncate (xml, 0);
}

static void
keep_selections (RefiReader *self, RefiSource *source, GString *xml)
{
  for (guint i = 0; i < source->selections->len; i++)
    {
      keep_selection (self, source, &g_array_index (source->selections, RefiSelection, i),
                      xml);
      if (xml->len > BLOCK)
        flush (self, xml);
    }
}

void
refi_keep_source (RefiReader *self, RefiSource *source)
{
  g_autoptr (GString) xml = NULL;
  gsize bare;

  if (scho_uuid_is_null (&source->guid) || !source->has_text)
    return;
  refi_reader_drop_own (self, source->notes, &source->guid);
  xml = g_string_new ("<TextSource");
  refi_xml_put_guid (xml, "guid", &source->guid);
  bare = xml->len + 1;
  put_attributes (self, xml, source);
  g_string_append_c (xml, '>');
  put_description (xml, source->description);
  keep_selections (self, source, xml);
  keep_whole (self, source, xml);
  refi_keep_refs (xml, source->notes);
  if (xml->len == bare && !source->is_inside)
    return;
  g_string_append (xml, "</TextSource>");
  flush (self, xml);
}

GBytes *
refi_keep_end_sources (RefiReader *self)
{
  static const char end[] = "</Sources></Project>";

  if (self->pack == NULL)
    return NULL;
  refi_pack_add (self->pack, end, strlen (end));
  return refi_pack_end (self->pack);
}
