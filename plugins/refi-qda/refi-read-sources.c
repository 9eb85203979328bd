#include "refi-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
clear_coding (gpointer data)
{
  RefiCoding *coding = data;

  g_clear_pointer (&coding->notes, g_array_unref);
}

static void
clear_selection (gpointer data)
{
  RefiSelection *selection = data;

  g_clear_pointer (&selection->notes, g_array_unref);
}

RefiSource *
refi_source_new (const xmlNode *node)
{
  RefiSource *self = g_new0 (RefiSource, 1);

  refi_xml_get_guid (node, "guid", &self->guid);
  refi_xml_get_guid (node, "creatingUser", &self->user);
  refi_xml_get_guid (node, "modifyingUser", &self->modifier);
  self->title = refi_xml_dup (node, "name");
  self->plain_path = refi_xml_dup (node, "plainTextPath");
  self->rich_path = refi_xml_dup (node, "richTextPath");
  self->created = refi_xml_dup (node, "creationDateTime");
  self->modified = refi_xml_dup (node, "modifiedDateTime");
  self->selections = g_array_new (FALSE, FALSE, sizeof (RefiSelection));
  self->codings = g_array_new (FALSE, FALSE, sizeof (RefiCoding));
  self->words = g_string_chunk_new (4096);
  self->whole = g_array_new (FALSE, FALSE, sizeof (RefiCoding));
  self->values = g_array_new (FALSE, FALSE, sizeof (RefiValue));
  g_array_set_clear_func (self->selections, clear_selection);
  g_array_set_clear_func (self->codings, clear_coding);
  g_array_set_clear_func (self->whole, clear_coding);
  g_array_set_clear_func (self->values, refi_value_clear);
  return self;
}

void
refi_source_drop_passages (RefiSource *self)
{
  g_clear_pointer (&self->selections, g_array_unref);
  g_clear_pointer (&self->codings, g_array_unref);
  g_clear_pointer (&self->whole, g_array_unref);
  g_clear_pointer (&self->words, g_string_chunk_free);
}

void
refi_source_free (RefiSource *self)
{
  g_free (self->title);
  g_free (self->description);
  g_free (self->plain_path);
  g_free (self->rich_path);
  g_free (self->content);
  g_free (self->created);
  g_free (self->modified);
  g_clear_pointer (&self->notes, g_array_unref);
  refi_source_drop_passages (self);
  g_array_unref (self->values);
  g_clear_pointer (&self->points, g_array_unref);
  g_free (self->digest);
  g_free (self);
}

/* Times are the same for many: each once. (nullable) */
static const char *
keep_time (RefiReader *self, const xmlNode *node, const char *name)
{
  g_autofree char *words = refi_xml_dup (node, name);

  return words != NULL ? g_string_chunk_insert_const (self->words, words) : NULL;
}

const char *
refi_reader_keep_words (RefiReader *self, char *words)
{
  const char *kept = words != NULL ? g_string_chunk_insert (self->words, words) : NULL;

  g_free (words);
  return kept;
}

/* (nullable) As long as the passages are there. @words: (nullable) (transfer full) */
static const char *
keep_words (RefiSource *self, char *words)
{
  const char *kept = words != NULL ? g_string_chunk_insert (self->words, words) : NULL;

  g_free (words);
  return kept;
}

static void
read_coding (RefiReader *self, GArray *codings, const xmlNode *node)
{
  RefiCoding coding = { 0 };

  refi_xml_get_guid (node, "guid", &coding.guid);
  refi_xml_get_guid (node, "creatingUser", &coding.user);
  coding.created = keep_time (self, node, "creationDateTime");
  coding.notes = refi_reader_read_refs (node);
  for (xmlNode *child = refi_xml_first (node); child; child = refi_xml_next (child))
    if (refi_xml_is (child, "CodeRef"))
      refi_xml_get_guid (child, "targetGUID", &coding.code);
  g_array_append_val (codings, coding);
}

static void
read_selection (
    RefiReader *self, RefiSource *source, const xmlNode *node, gint64 start, gint64 end)
{
  RefiSelection selection = { .first = source->codings->len, .start = start, .end = end };

  refi_xml_get_guid (node, "guid", &selection.guid);
  refi_xml_get_guid (node, "creatingUser", &selection.user);
  refi_xml_get_guid (node, "modifyingUser", &selection.modifier);
  selection.name = keep_words (source, refi_xml_dup (node, "name"));
  selection.created = keep_time (self, node, "creationDateTime");
  selection.modified = keep_time (self, node, "modifiedDateTime");
  for (xmlNode *child = refi_xml_first (node); child; child = refi_xml_next (child))
    if (refi_xml_is (child, "Coding"))
      read_coding (self, source->codings, child);
    else if (refi_xml_is (child, "Description") && selection.description == NULL)
      selection.description = keep_words (source, refi_xml_dup_words (child));
  selection.n = source->codings->len - selection.first;
  selection.notes = refi_reader_read_refs (node);
  g_array_append_val (source->selections, selection);
}

static void
read_plain_selection (RefiReader *self, RefiSource *source, const xmlNode *node)
{
  gint64 start, end;
  gboolean has_place = refi_xml_get_number (node, "startPosition", &start)
                       && refi_xml_get_number (node, "endPosition", &end);

  if (!has_place)
    start = end = 0;
  read_selection (self, source, node, start, end);
  g_array_index (source->selections, RefiSelection, source->selections->len - 1)
      .has_no_place
      = !has_place;
}

static void
read_ref (RefiSource *source, const xmlNode *node)
{
  SchoUuid guid;

  if (!refi_xml_get_guid (node, "targetGUID", &guid))
    return;
  if (source->notes == NULL)
    source->notes = g_array_new (FALSE, FALSE, sizeof (SchoUuid));
  g_array_append_val (source->notes, guid);
}

void
refi_source_read (RefiReader *self, RefiSource *source, const xmlNode *child)
{
  RefiValue value;

  if (refi_xml_is (child, "PlainTextSelection"))
    read_plain_selection (self, source, child);
  else if (refi_xml_is (child, "Coding"))
    read_coding (self, source->whole, child);
  else if (refi_xml_is (child, "NoteRef"))
    read_ref (source, child);
  else if (refi_xml_is (child, "PlainTextContent"))
    {
      g_free (source->content);
      source->content = refi_xml_dup_words (child);
    }
  else if (refi_xml_is (child, "Description"))
    {
      g_free (source->description);
      source->description = refi_xml_dup_words (child);
    }
  else if (refi_xml_is (child, "VariableValue") && refi_read_value (&value, child))
    g_array_append_val (source->values, value);
}

static RefiSource *
read_representation (RefiReader *self, const xmlNode *media, const xmlNode *node)
{
  RefiSource *source = refi_source_new (node);
  g_autofree char *title = refi_xml_dup (media, "name");

  for (xmlNode *child = refi_xml_first (node); child; child = refi_xml_next (child))
    refi_source_read (self, source, child);
  source->is_inside = TRUE;
  if (source->title == NULL || title != NULL)
    {
      g_free (source->title);
      source->title = g_steal_pointer (&title);
    }
  return source;
}

/* What a PDF says of itself, its text does too; passages of the PDF are marks on pages.
 */
static void
read_pdf (RefiReader *self, const xmlNode *node)
{
  RefiSource *source = NULL;

  for (xmlNode *child = refi_xml_first (node); child && !source;
       child = refi_xml_next (child))
    if (refi_xml_is (child, "Representation"))
      source = read_representation (self, node, child);
  if (source == NULL)
    {
      self->n_media++;
      return;
    }
  for (xmlNode *child = refi_xml_first (node); child; child = refi_xml_next (child))
    if (refi_xml_is (child, "PDFSelection"))
      self->n_marks++;
    else if (!refi_xml_is (child, "Description") || source->description == NULL)
      refi_source_read (self, source, child);
  g_ptr_array_add (self->sources, source);
}

/* Where the sync point is that @name names; -1: nowhere. */
static gint64
find_point (GHashTable *points, const xmlNode *selection, const char *name)
{
  SchoUuid guid;
  gpointer position;

  if (!refi_xml_get_guid (selection, name, &guid)
      || !g_hash_table_lookup_extended (points, &guid, NULL, &position))
    return -1;
  return GPOINTER_TO_SIZE (position);
}

static GHashTable *
list_points (const xmlNode *transcript)
{
  GHashTable *points = refi_table_new (NULL);

  for (xmlNode *node = refi_xml_first (transcript); node; node = refi_xml_next (node))
    {
      gint64 position;
      SchoUuid guid;

      if (refi_xml_is (node, "SyncPoint") && refi_xml_get_guid (node, "guid", &guid)
          && refi_xml_get_number (node, "position", &position) && position >= 0)
        refi_table_put (points, &guid, GSIZE_TO_POINTER ((gsize) position));
    }
  return points;
}

/* Those that say when. */
static GArray *
list_times (const xmlNode *transcript)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (RefiPoint));

  for (xmlNode *node = refi_xml_first (transcript); node; node = refi_xml_next (node))
    {
      RefiPoint point;

      if (refi_xml_is (node, "SyncPoint")
          && refi_xml_get_number (node, "timeStamp", &point.time)
          && refi_xml_get_number (node, "position", &point.position))
        g_array_append_val (times, point);
    }
  return times;
}

/* By its title, and the name of the passage. */
static char *
dup_passage (const RefiSource *source, const xmlNode *selection)
{
  g_autofree char *name = refi_xml_dup (selection, "name");

  return g_strdup_printf ("%s%s%s", source->title != NULL ? source->title : "",
                          name != NULL && source->title != NULL ? ", " : "",
                          name != NULL ? name : "");
}

/* A transcript is a text whose passages are said by its sync points. */
static void
read_transcript (RefiReader *self, const xmlNode *media, const xmlNode *transcript)
{
  RefiSource *source = refi_source_new (transcript);
  g_autoptr (GHashTable) points = list_points (transcript);

  source->is_inside = TRUE;
  source->points = list_times (transcript);
  if (source->title == NULL || source->title[0] == '\0')
    {
      g_free (source->title);
      source->title = refi_xml_dup (media, "name");
    }
  for (xmlNode *node = refi_xml_first (transcript); node; node = refi_xml_next (node))
    {
      gint64 start = find_point (points, node, "fromSyncPoint");
      gint64 end = find_point (points, node, "toSyncPoint");

      if (!refi_xml_is (node, "TranscriptSelection"))
        refi_source_read (self, source, node);
      else if (start < 0 || end < 0)
        refi_reader_lose (self, _ ("Passages of transcripts without a place"),
                          dup_passage (source, node));
      else
        read_selection (self, source, node, start, end);
    }
  for (xmlNode *node = refi_xml_first (media); node; node = refi_xml_next (node))
    if (refi_xml_is (node, "VariableValue"))
      refi_source_read (self, source, node);
  g_ptr_array_add (self->sources, source);
}

void
refi_tell_folder (RefiReader *self, const xmlNode *node, const char *attribute)
{
  g_autofree char *folder = refi_xml_dup (node, attribute);

  if (folder != NULL && folder[0] != '\0' && !g_str_has_prefix (folder, "internal:")
      && !g_str_has_prefix (folder, "relative:"))
    scho_losses_add (scho_step_get_losses (self->step), 1,
                     _ ("Folders of somebody's computer, which do not go out again"),
                     folder);
}

/* Its path stays, but not the folder of somebody's computer that it begins in. */
static void
tell_outside (RefiReader *self, const xmlNode *node)
{
  g_autofree char *path = refi_xml_dup (node, "path");
  g_autofree char *name = refi_xml_dup (node, "name");
  gboolean is_outside
      = path != NULL
        && (g_str_has_prefix (path, "relative:") || g_str_has_prefix (path, "absolute:"));

  scho_losses_add (scho_step_get_losses (self->step), is_outside,
                   _ ("Sound and film outside the package"), name);
}

void
refi_read_media (RefiReader *self, const xmlNode *node)
{
  tell_outside (self, node);
  refi_tell_folder (self, node, "currentPath");
  refi_keep_node (self, REFI_SOURCES, node);
  if (refi_xml_is (node, "PDFSource"))
    {
      read_pdf (self, node);
      return;
    }
  self->n_media++;
  for (xmlNode *child = refi_xml_first (node); child; child = refi_xml_next (child))
    if (refi_xml_is (child, "Transcript"))
      read_transcript (self, node, child);
}
