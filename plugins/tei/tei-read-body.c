#include "tei-reader.h"

#include <string.h>

#define MAX_LEVEL 6
#define MAX_COLUMN 10000

/* Lines */

static gboolean
is_line (TeiKind kind)
{
  switch (kind)
    {
    case TEI_BLOCK:
    case TEI_PERSON:
    case TEI_HEAD:
    case TEI_LINE:
    case TEI_ITEM:
    case TEI_ROW:
    case TEI_CELL:
    case TEI_SPEAKER:
    case TEI_UTTERANCE:
      return TRUE;
    default:
      return FALSE;
    }
}

/* What begins and ends lines, but is none in texts of ours. */
static gboolean
is_around_lines (TeiKind kind)
{
  return kind == TEI_DIV || kind == TEI_GROUP || kind == TEI_ITEMS || kind == TEI_TABLE
         || kind == TEI_SPEECH || kind == TEI_SHARED;
}

static gboolean
breaks_line (TeiReader *self, const TeiFrame *frame)
{
  if (is_line (frame->kind))
    return TRUE;
  if (self->header.own_document)
    return FALSE;
  return is_around_lines (frame->kind) || (frame->kind == TEI_NOTE && !frame->aside)
         || ((frame->kind == TEI_SEG || frame->kind == TEI_STAGE) && frame->level > 0);
}

/* Stretches */

static void
add_stretch (TeiReader *self, guint kind, guint level, const char *label, guint extent)
{
  SchoStretch stretch = { .kind = kind, .level = level };

  tei_text_get_extent (self->text, extent - 1, &stretch.start, &stretch.end);
  stretch.label = label != NULL && *label != '\0' ? g_strdup (label) : NULL;
  g_array_append_val (self->stretches, stretch);
}

/* Extents move while they wait for the next character, or for the end of the line: looked
 * up when all is read. */
static void
add_mark (TeiReader *self, guint kind, char *label, guint extent)
{
  SchoStretch stretch = { .kind = kind, .label = label, .start = extent };

  g_array_append_val (self->marks, stretch);
}

static void
mark (TeiReader *self, guint kind, char *label)
{
  add_mark (self, kind, label, tei_text_begin_extent (self->text, NULL));
}

static void
set_stretch (TeiFrame *frame, SchoStretchKind kind, guint level)
{
  frame->stretch = kind + 1;
  frame->level = MIN (level, G_MAXUINT16);
}

static TeiFrame *
find_frame (TeiReader *self, TeiKind kind)
{
  for (guint above = 1; above < self->frames->len; above++)
    if (tei_reader_get_frame (self, above)->kind == kind)
      return tei_reader_get_frame (self, above);
  return NULL;
}

static void
begin_cell (TeiReader *self, TeiFrame *frame, const TeiAttributes *attributes)
{
  TeiFrame *row = find_frame (self, TEI_ROW);
  gint64 n_columns = 1;
  guint column = row != NULL ? row->columns + 1 : 1;

  tei_attributes_get_number (attributes, "cols", 1, MAX_COLUMN, &n_columns);
  set_stretch (frame, SCHO_STRETCH_TABLE_CELL, column);
  if (row != NULL && column < MAX_COLUMN)
    row->columns += n_columns;
}

static void
begin_row (TeiFrame *frame, const TeiAttributes *attributes)
{
  g_autofree char *role = tei_attributes_dup (attributes, "role");

  set_stretch (frame, SCHO_STRETCH_TABLE_ROW, g_strcmp0 (role, "label") == 0);
}

/* Who speaks: @who here or around, and when. */
static void
begin_turn (TeiReader *self, TeiFrame *frame, const TeiAttributes *attributes)
{
  TeiFrame *around = find_frame (self, TEI_SHARED);
  g_autofree char *start = tei_attributes_dup (attributes, "start");
  g_autofree char *end = tei_attributes_dup (attributes, "end");
  char *time;

  set_stretch (frame, SCHO_STRETCH_SPEAKER_TURN, 0);
  frame->key = tei_attributes_dup (attributes, "who");
  if (frame->key == NULL && around != NULL)
    frame->key = g_strdup (around->key);
  if (start == NULL && around != NULL)
    {
      start = g_strdup (around->type);
      end = g_strdup (around->name);
    }
  if (start != NULL && (time = tei_reader_dup_time (self, start, end)) != NULL)
    mark (self, SCHO_STRETCH_TIME_CODE, time);
}

/* (transfer full) (nullable): the speaker, as people call them. */
static char *
dup_speaker (TeiReader *self, const TeiFrame *frame)
{
  g_auto (GStrv) words = NULL;
  const char *id, *name = NULL;

  if (frame->key != NULL && *frame->key != '\0')
    {
      words = g_strsplit_set (frame->key, " \t\n\r", 2);
      id = tei_pointer_get_id (words[0]);
      if (id != NULL && words[1] == NULL)
        name = g_hash_table_lookup (self->speakers, id);
      if (name == NULL && frame->name == NULL)
        name = id;
    }
  return g_strdup (name != NULL ? name : frame->name);
}

/* `ELSA.` is ELSA. */
static void
end_speaker (TeiReader *self, const char *words)
{
  TeiFrame *speech = find_frame (self, TEI_SPEECH);
  char *name;
  gsize n;

  if (speech == NULL || speech->name != NULL || words == NULL)
    return;
  name = tei_reader_tidy (self, words);
  for (n = strlen (name); n > 0 && strchr (".:,; ", name[n - 1]) != NULL; n--)
    name[n - 1] = '\0';
  if (n > 0 && n < 200)
    speech->name = g_steal_pointer (&name);
  g_free (name);
}

/* Notes */

/* A note in the midst of a line, not one between lines or turns. */
static gboolean
is_in_line (TeiReader *self)
{
  for (guint above = 1; above < self->frames->len; above++)
    {
      TeiFrame *frame = tei_reader_get_frame (self, above);

      if (frame->kind == TEI_UTTERANCE || is_around_lines (frame->kind)
          || frame->kind == TEI_TEXT || frame->kind == TEI_NOTE
          || frame->kind == TEI_PERSON)
        return FALSE;
      if (is_line (frame->kind) || (frame->kind == TEI_SEG && frame->level > 0))
        return TRUE;
    }
  return FALSE;
}

static gboolean
begin_note (TeiReader *self, TeiFrame *frame, const TeiAttributes *attributes)
{
  g_autofree char *n = tei_attributes_dup (attributes, "n");
  g_autofree char *mark = NULL;

  if (!self->wishes.notes)
    return FALSE;
  if (is_in_line (self))
    {
      if (n == NULL || *n == '\0' || strlen (n) > 20)
        {
          g_free (n);
          n = g_strdup_printf ("%u", self->n_asides + 1);
        }
      n = g_strstrip (g_strdelimit (g_steal_pointer (&n), "\n\r\t", ' '));
      mark = g_strdup_printf ("[%s]", n);
      frame->aside = tei_text_begin_aside (self->text, mark);
      self->n_asides += frame->aside;
    }
  frame->key = g_steal_pointer (&n);
  set_stretch (frame, SCHO_STRETCH_NOTE, 0);
  return TRUE;
}

/* Codings */

static gboolean
is_token (TeiReader *self, const TeiFrame *frame)
{
  if (frame->kind == TEI_WORD)
    tei_counts_add (&self->counts, TEI_COUNT_WORDS, 1, NULL);
  return frame->kind == TEI_WORD;
}

void
tei_reader_begin_inline (TeiReader *self,
                         TeiFrame *frame,
                         const char *id,
                         const TeiAttributes *attributes)
{
  g_autofree char *part = tei_attributes_dup (attributes, "part");
  TeiCoding coding = {
    .id = g_strdup (id),
    .ana = tei_attributes_dup (attributes, "ana"),
    .resp = tei_attributes_dup (attributes, "resp"),
    .next = tei_attributes_dup (attributes, "next"),
    .prev = tei_attributes_dup (attributes, "prev"),
    .extent = frame->extent,
    .time = -1,
    .weight = SCHO_NO_WEIGHT,
  };

  if (part != NULL && part[0] != '\0' && part[1] == '\0' && strchr ("IMF", part[0]))
    coding.part = part[0];
  tei_reader_read_uuid (attributes, &coding.uuid);
  tei_reader_complete_coding (self, &coding, attributes);
  frame->coding = self->codings->len + 1;
  g_array_append_val (self->codings, coding);
}

/* What has an xml:id can be pointed at; what has a code is a coding itself. */
static void
begin_extent (TeiReader *self, TeiFrame *frame, const TeiAttributes *attributes)
{
  g_autofree char *id = tei_attributes_dup_id (attributes);
  g_autofree char *ana = tei_attributes_dup (attributes, "ana");

  if (ana != NULL && is_token (self, frame))
    g_clear_pointer (&ana, g_free);
  if (id != NULL || ana != NULL || frame->stretch != 0)
    frame->extent = tei_text_begin_extent (self->text, id) + 1;
  if (ana != NULL)
    tei_reader_begin_inline (self, frame, id, attributes);
}

/* CATMA: the text of the segment lies elsewhere. */
static void
begin_pointer (TeiReader *self, const TeiAttributes *attributes)
{
  g_autofree char *target = tei_attributes_dup (attributes, "target");
  TeiFrame *parent = tei_reader_get_frame (self, 1);
  const char *ana = parent->coding > 0
                        ? g_array_index (self->codings, TeiCoding, parent->coding - 1).ana
                        : NULL;

  if (target != NULL)
    tei_reader_add_inclusion (self, target, ana);
}

/* Elements */

static void
begin_text (TeiReader *self, const TeiAttributes *attributes)
{
  char *language = tei_attributes_dup (attributes, "xml:lang");

  if (self->has_text) /* one of several in a group */
    {
      g_free (language);
      return;
    }
  self->has_text = TRUE;
  self->text_id = tei_attributes_dup (attributes, "xml:id");
  if (language != NULL)
    {
      g_free (self->text_language);
      self->text_language = language;
    }
  tei_text_set_exact (self->text, self->header.own_document);
}

static void
skip (TeiReader *self)
{
  self->section = TEI_SKIPPING;
}

/* One of two readings. */
static void
begin_reading (TeiReader *self, TeiFrame *frame)
{
  if (tei_reader_get_frame (self, 1)->kind != TEI_CHOICE
      || (frame->kind == TEI_ORIGINAL) == self->wishes.original)
    return;
  tei_counts_add (&self->counts, TEI_COUNT_OTHER_TEXT, 1, NULL);
  skip (self);
}

/* A line or page may end within a word. */
static void
begin_break (TeiReader *self, TeiFrame *frame, const TeiAttributes *attributes)
{
  g_autofree char *joins = tei_attributes_dup (attributes, "break");

  if (g_strcmp0 (joins, "no") == 0)
    tei_counts_add (&self->counts, TEI_COUNT_JOINED, tei_text_join_word (self->text),
                    NULL);
  else if (frame->kind == TEI_BREAK)
    tei_text_add_empty_line (self->text);
  if (frame->kind == TEI_PAGE)
    mark (self, SCHO_STRETCH_PAGE, tei_attributes_dup (attributes, "n"));
}

static void
begin_anchor (TeiReader *self, const TeiAttributes *attributes)
{
  g_autofree char *synch = tei_attributes_dup (attributes, "synch");
  char *time = synch != NULL ? tei_reader_dup_time (self, synch, NULL) : NULL;

  if (time != NULL)
    mark (self, SCHO_STRETCH_TIME_CODE, time);
}

/* Whose text is no part of ours, or is read by others. */
static gboolean
begin_other_section (TeiReader *self, TeiFrame *frame, const TeiAttributes *attributes)
{
  switch (frame->kind)
    {
    case TEI_ASIDE:
      if (tei_reader_get_frame (self, 1)->kind == TEI_WORD)
        tei_counts_add (&self->counts, TEI_COUNT_WORDS, 1, NULL);
      else
        tei_counts_add (&self->counts, TEI_COUNT_NOTES, 1, NULL);
      skip (self);
      return TRUE;
    case TEI_NOTE:
      if (begin_note (self, frame, attributes))
        return FALSE;
      tei_counts_add (&self->counts, TEI_COUNT_NOTES, 1, NULL);
      skip (self);
      return TRUE;
    case TEI_ORIGINAL:
    case TEI_CORRECTED:
      begin_reading (self, frame);
      return self->section == TEI_SKIPPING;
    case TEI_FEATURES:
      self->section = TEI_IN_FEATURES;
      tei_reader_begin_in_features (self, frame, attributes);
      return TRUE;
    case TEI_INTERP:
      self->section = TEI_IN_STANDOFF;
      tei_reader_begin_interp (self, frame, attributes);
      return TRUE;
    case TEI_INTERPS:
      self->section = TEI_IN_STANDOFF;
      tei_reader_begin_in_standoff (self, frame, attributes);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
begin_structure (TeiReader *self, TeiFrame *frame, const TeiAttributes *attributes)
{
  switch (frame->kind)
    {
    case TEI_DIV:
      self->depth++;
      break;
    case TEI_HEAD:
      set_stretch (frame, SCHO_STRETCH_HEADING, CLAMP (self->depth, 1, MAX_LEVEL));
      break;
    case TEI_ITEMS:
      self->list_depth++;
      break;
    case TEI_ITEM:
      set_stretch (frame, SCHO_STRETCH_LIST_ITEM, MAX (self->list_depth, 1));
      frame->key = tei_attributes_dup (attributes, "n");
      break;
    case TEI_LINE:
      set_stretch (frame, SCHO_STRETCH_VERSE, 0);
      break;
    case TEI_TABLE:
      set_stretch (frame, SCHO_STRETCH_TABLE, 0);
      break;
    case TEI_ROW:
      begin_row (frame, attributes);
      break;
    case TEI_CELL:
      begin_cell (self, frame, attributes);
      break;
    case TEI_SPEECH:
    case TEI_UTTERANCE:
      begin_turn (self, frame, attributes);
      break;
    case TEI_SHARED:
      frame->key = tei_attributes_dup (attributes, "who");
      frame->type = tei_attributes_dup (attributes, "start");
      frame->name = tei_attributes_dup (attributes, "end");
      break;
    case TEI_SPEAKER:
      tei_reader_capture (self, frame);
      break;
    case TEI_ROLE:
      frame->key = tei_attributes_dup_id (attributes);
      tei_reader_capture (self, frame);
      break;
    default:
      break;
    }
}

static void
begin_small (TeiReader *self, TeiFrame *frame, const TeiAttributes *attributes)
{
  switch (frame->kind)
    {
    case TEI_BREAK:
    case TEI_PAGE:
    case TEI_COLUMN:
      begin_break (self, frame, attributes);
      break;
    case TEI_ANCHOR:
      begin_anchor (self, attributes);
      break;
    case TEI_WORD:
      tei_text_begin_word (self->text);
      break;
    case TEI_TIMELINE:
      frame->type = tei_attributes_dup (attributes, "unit");
      break;
    case TEI_WHEN:
      tei_reader_add_when (self, attributes);
      break;
    case TEI_GAP:
      tei_counts_add (&self->counts, TEI_COUNT_GAPS, 1, NULL);
      break;
    case TEI_SOUND:
      tei_text_add_space (self->text);
      break;
    case TEI_POINTER:
      begin_pointer (self, attributes);
      break;
    default:
      break;
    }
}

/* A text of ours: its structure is in the header. */
static void
begin_in_own (TeiReader *self, TeiFrame *frame, const TeiAttributes *attributes)
{
  g_autofree char *id = NULL;

  if (frame->kind == TEI_TEXT)
    begin_text (self, attributes);
  else if (frame->kind == TEI_ASIDE || frame->kind == TEI_FEATURES
           || frame->kind == TEI_INTERP || frame->kind == TEI_INTERPS)
    {
      tei_counts_add (&self->counts, TEI_COUNT_NOTES, 1, NULL);
      skip (self);
      return;
    }
  else if (frame->kind == TEI_BREAK)
    tei_text_add_empty_line (self->text);
  else if (is_line (frame->kind))
    tei_text_begin_block (self->text);
  if ((id = tei_attributes_dup (attributes, "xml:id")) != NULL)
    frame->extent = tei_text_begin_extent (self->text, id) + 1;
  if (frame->kind == TEI_SEG && id != NULL)
    tei_reader_begin_inline (self, frame, id, attributes);
}

/* As inline codings are marked, ours too: no segment of a turn. */
static gboolean
is_coding (const TeiAttributes *attributes)
{
  g_autofree char *type = tei_attributes_dup (attributes, "type");

  return g_strcmp0 (type, "coding") == 0;
}

void
tei_reader_begin_in_text (TeiReader *self,
                          TeiFrame *frame,
                          const TeiAttributes *attributes)
{
  if (self->header.own_document)
    {
      begin_in_own (self, frame, attributes);
      return;
    }
  if (frame->kind == TEI_TEXT)
    begin_text (self, attributes);
  if (begin_other_section (self, frame, attributes))
    return;
  /* In a turn, segments are what others call paragraphs. */
  if (frame->kind == TEI_SEG)
    frame->level = tei_reader_get_frame (self, 1)->kind == TEI_UTTERANCE
                   && !is_coding (attributes);
  /* Between lines it is one of them. */
  else if (frame->kind == TEI_STAGE)
    frame->level = !is_line (tei_reader_get_frame (self, 1)->kind)
                   && tei_reader_get_frame (self, 1)->kind != TEI_PLAIN;
  if (breaks_line (self, frame))
    tei_text_begin_block (self->text);
  begin_structure (self, frame, attributes);
  begin_small (self, frame, attributes);
  begin_extent (self, frame, attributes);
}

static void
end_stretch (TeiReader *self, TeiFrame *frame)
{
  guint32 start, end;
  SchoStretchKind kind = frame->stretch - 1;
  g_autofree char *speaker = NULL;

  tei_text_get_extent (self->text, frame->extent - 1, &start, &end);
  if (kind == SCHO_STRETCH_SPEAKER_TURN)
    speaker = dup_speaker (self, frame);
  if (frame->aside)
    add_mark (self, kind, g_strdup (frame->key), frame->extent - 1);
  else if (start < end)
    add_stretch (self, kind, frame->level, speaker ? speaker : frame->key, frame->extent);
}

void
tei_reader_end_in_text (TeiReader *self, TeiFrame *frame, const char *words)
{
  if (frame->extent != 0 && frame->kind != TEI_ANCHOR && frame->kind != TEI_BREAK)
    tei_text_end_extent (self->text, frame->extent - 1);
  if (frame->stretch != 0)
    end_stretch (self, frame);
  if (frame->kind == TEI_DIV && self->depth > 0)
    self->depth--;
  else if (frame->kind == TEI_ITEMS && self->list_depth > 0)
    self->list_depth--;
  else if (frame->kind == TEI_SPEAKER)
    end_speaker (self, words);
  else if (frame->kind == TEI_ROLE && frame->key != NULL && words != NULL)
    g_hash_table_insert (self->speakers, g_strdup (frame->key),
                         tei_reader_tidy (self, words));
  else if (frame->kind == TEI_WORD)
    tei_text_end_word (self->text);
  else if (frame->kind == TEI_SOUND)
    tei_text_add_space (self->text);
  if (frame->aside)
    tei_text_end_aside (self->text);
  else if (breaks_line (self, frame))
    tei_text_end_block (self->text);
}
