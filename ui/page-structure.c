#include "page-structure.h"

#include <string.h>

#define LEFT_MARGIN 32  /* of the page */
#define LIST_STEP 24    /* for each level */
#define LIST_HANG 14    /* a bullet and its space */
#define SPEAKER_HANG 24 /* what a speaker says is moved in; the name is not */
#define BLANK_SCALE 0.6 /* of a line's height, for a line without letters */
#define HEADING_AIR 10  /* above a heading, in pixels */
#define CELL_STEP 24    /* all but the first cell of a row are moved in so far */
#define ROW_AIR 8       /* above a row of a table */
#define TABLE_AIR 26    /* below the last row */
#define NOTE_STEP 24    /* a note stands apart from what it is about */
#define NOTE_SCALE 0.88 /* and is smaller */
#define VERSE_STEP 48   /* a line of verse; where it is too long it goes on further in */
#define VERSE_HANG 24

static GtkTextTag *
find_tag (GtkTextBuffer *buffer, const char *name)
{
  return gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), name);
}

static GtkTextTag *
ensure_heading_tag (GtkTextBuffer *buffer, guint level)
{
  static const double scales[] = { 1.6, 1.35, 1.2, 1.1, 1.0, 1.0 };
  g_autofree char *name = g_strdup_printf ("heading-%u", level);
  GtkTextTag *tag = find_tag (buffer, name);

  if (tag != NULL)
    return tag;
  return gtk_text_buffer_create_tag (buffer, name, "scale", scales[level - 1], "weight",
                                     PANGO_WEIGHT_BOLD, "pixels-above-lines", HEADING_AIR,
                                     NULL);
}

static GtkTextTag *
ensure_list_tag (GtkTextBuffer *buffer, guint level)
{
  g_autofree char *name = g_strdup_printf ("list-%u", level);
  GtkTextTag *tag = find_tag (buffer, name);

  if (tag != NULL)
    return tag;
  return gtk_text_buffer_create_tag (buffer, name, "left-margin",
                                     LEFT_MARGIN + LIST_STEP * (int) level, "indent",
                                     -LIST_HANG, NULL);
}

/* Text that stands further in. */
static void
create_step_tag (GtkTextBuffer *buffer, const char *name, int step, int hang)
{
  gtk_text_buffer_create_tag (buffer, name, "left-margin", LEFT_MARGIN + step + hang,
                              "indent", -hang, NULL);
}

static void
add_tags (GtkTextBuffer *buffer)
{
  create_step_tag (buffer, "note", NOTE_STEP, 0);
  create_step_tag (buffer, "verse", VERSE_STEP, VERSE_HANG);
  create_step_tag (buffer, "cell", CELL_STEP, 0);
  gtk_text_buffer_create_tag (buffer, "small", "scale", NOTE_SCALE, NULL);
  gtk_text_buffer_create_tag (buffer, "titles", "weight", PANGO_WEIGHT_BOLD, NULL);
  gtk_text_buffer_create_tag (buffer, "table-end", "pixels-below-lines", TABLE_AIR, NULL);
  gtk_text_buffer_create_tag (buffer, "row", "pixels-above-lines", ROW_AIR, NULL);
  gtk_text_buffer_create_tag (buffer, "speaker", "weight", PANGO_WEIGHT_BOLD, NULL);
  gtk_text_buffer_create_tag (buffer, "turn", "indent", -SPEAKER_HANG, NULL);
  gtk_text_buffer_create_tag (buffer, "turn-on", "left-margin",
                              LEFT_MARGIN + SPEAKER_HANG, NULL);
  gtk_text_buffer_create_tag (buffer, "time", "family", "Monospace", "scale", 0.85, NULL);
  gtk_text_buffer_create_tag (buffer, "blank", "scale", BLANK_SCALE, "pixels-below-lines",
                              0, NULL);
}

/* Of a turn only the name at its beginning, where the text has it there. */
static guint32
end_of_speaker (SchoText *text, const SchoStretch *turn)
{
  glong length = turn->label != NULL ? g_utf8_strlen (turn->label, -1) : 0;
  gsize n_bytes;
  const char *utf8 = scho_text_get_utf8 (text, &n_bytes);

  utf8 += scho_text_offset_to_byte (text, turn->start);
  if (length == 0 || strncmp (utf8, turn->label, strlen (turn->label)) != 0)
    return turn->start;
  length += utf8[strlen (turn->label)] == ':';
  return MIN (turn->start + (guint32) length, turn->end);
}

static void
apply (GtkTextBuffer *buffer,
       SchoPageText *text,
       GtkTextTag *tag,
       guint32 start,
       guint32 end)
{
  GtkTextIter from, to;
  guint32 first, after;

  start = MAX (start, scho_page_text_get_start (text));
  end = MIN (end, scho_page_text_get_end (text));
  if (start >= end)
    return;
  scho_page_text_to_places (text, start, end, &first, &after);
  gtk_text_buffer_get_iter_at_offset (buffer, &from, first);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, after);
  gtk_text_buffer_apply_tag (buffer, tag, &from, &to);
}

/* The name stands out to the left; other paragraphs of the turn are moved in as a whole.
 */
static void
add_turn (GtkTextBuffer *buffer, SchoPageText *text, const SchoStretch *turn)
{
  SchoText *whole = scho_page_text_get_text (text);
  guint32 next = scho_text_line_to_offset (
      whole, scho_text_offset_to_line (whole, turn->start) + 1);
  guint32 first = CLAMP (next, turn->start, turn->end);

  apply (buffer, text, find_tag (buffer, "turn"), turn->start, first);
  apply (buffer, text, find_tag (buffer, "turn-on"), first, turn->end);
  apply (buffer, text, find_tag (buffer, "speaker"), turn->start,
         end_of_speaker (whole, turn));
}

/* The first line of the row has air above; its titles stand out. */
static void
add_row (GtkTextBuffer *buffer, SchoPageText *text, const SchoStretch *row)
{
  SchoText *whole = scho_page_text_get_text (text);
  guint32 next = scho_text_line_to_offset (
      whole, scho_text_offset_to_line (whole, row->start) + 1);

  apply (buffer, text, find_tag (buffer, "row"), row->start,
         CLAMP (next, row->start, row->end));
  if (row->level == 1)
    apply (buffer, text, find_tag (buffer, "titles"), row->start, row->end);
}

/* Else what comes after a table looks like more of it. */
static void
add_table_end (GtkTextBuffer *buffer, SchoPageText *text, const SchoStretch *table)
{
  SchoText *whole = scho_page_text_get_text (text);
  guint32 last = MAX (table->end, table->start + 1) - 1;
  guint32 line = scho_text_line_to_offset (whole, scho_text_offset_to_line (whole, last));

  apply (buffer, text, find_tag (buffer, "table-end"), MAX (line, table->start),
         table->end);
}

static void
add_stretch (GtkTextBuffer *buffer, SchoPageText *text, const SchoStretch *stretch)
{
  guint level = CLAMP (stretch->level, 1, 6);

  switch ((SchoStretchKind) stretch->kind)
    {
    case SCHO_STRETCH_HEADING:
      apply (buffer, text, ensure_heading_tag (buffer, level), stretch->start,
             stretch->end);
      break;
    case SCHO_STRETCH_LIST_ITEM:
      apply (buffer, text, ensure_list_tag (buffer, level), stretch->start, stretch->end);
      break;
    case SCHO_STRETCH_SPEAKER_TURN:
      add_turn (buffer, text, stretch);
      break;
    case SCHO_STRETCH_TIME_CODE:
      apply (buffer, text, find_tag (buffer, "time"), stretch->start, stretch->end);
      break;
    case SCHO_STRETCH_TABLE:
      add_table_end (buffer, text, stretch);
      break;
    case SCHO_STRETCH_TABLE_ROW:
      add_row (buffer, text, stretch);
      break;
    case SCHO_STRETCH_TABLE_CELL: /* each has its lines */
      if (stretch->level > 1)
        apply (buffer, text, find_tag (buffer, "cell"), stretch->start, stretch->end);
      break;
    case SCHO_STRETCH_NOTE:
      apply (buffer, text, find_tag (buffer, "note"), stretch->start, stretch->end);
      apply (buffer, text, find_tag (buffer, "small"), stretch->start, stretch->end);
      break;
    case SCHO_STRETCH_VERSE:
      apply (buffer, text, find_tag (buffer, "verse"), stretch->start, stretch->end);
      break;
    case SCHO_STRETCH_PARAGRAPH:
    case SCHO_STRETCH_PAGE: /* painted, see page-breaks.c */
      break;
    }
}

/* An empty line as high as a full one would tear the text apart. From @first, which
 * begins a line, to @after. */
static void
add_blank_lines (GtkTextBuffer *buffer,
                 const GtkTextIter *first,
                 const GtkTextIter *after)
{
  GtkTextTag *blank = find_tag (buffer, "blank");
  GtkTextIter iter = *first, end;

  do
    {
      end = iter;
      if (gtk_text_iter_ends_line (&iter) && gtk_text_iter_forward_char (&end))
        gtk_text_buffer_apply_tag (buffer, blank, &iter, &end);
    }
  while (gtk_text_iter_forward_line (&iter) && gtk_text_iter_compare (&iter, after) < 0);
}

void
scho_page_structure_add (GtkTextBuffer *buffer, SchoPageText *text)
{
  gsize n;
  const SchoStretch *stretches
      = scho_text_get_stretches (scho_page_text_get_text (text), &n);
  GtkTextIter first, after;

  add_tags (buffer);
  for (gsize i = 0; i < n; i++)
    add_stretch (buffer, text, &stretches[i]);
  gtk_text_buffer_get_bounds (buffer, &first, &after);
  add_blank_lines (buffer, &first, &after);
}

/* The stretches of a text. */
typedef struct
{
  const SchoStretch *all;
  gsize first, after; /* those between are not known to be the same in the other text */
} Rest;

static Rest
get_all (SchoText *text)
{
  Rest rest = { .first = 0 };

  rest.all = scho_text_get_stretches (text, &rest.after);
  return rest;
}

static gboolean
touches (const SchoStretch *stretch, guint32 start, guint32 end)
{
  return stretch->end >= start && stretch->start <= end;
}

static void
skip_first (Rest *rest, guint32 start, guint32 end)
{
  while (rest->first < rest->after && touches (&rest->all[rest->first], start, end))
    rest->first++;
}

static void
skip_last (Rest *rest, guint32 start, guint32 end)
{
  while (rest->first < rest->after && touches (&rest->all[rest->after - 1], start, end))
    rest->after--;
}

/* Numbers that wrap come out right again. */
static gboolean
is_same (const SchoStretch *was, const SchoStretch *now, guint32 moved)
{
  return was->start + moved == now->start && was->end + moved == now->end
         && was->kind == now->kind && was->level == now->level
         && g_strcmp0 (was->label, now->label) == 0;
}

/* Takes away what is before the change and the same in both, and then what is behind. */
static void
strip_same (Rest *was, Rest *now, const SchoTextChange *change)
{
  guint32 moved = change->new_end - change->old_end;

  for (;; was->first++, now->first++)
    {
      skip_first (was, change->start, change->old_end);
      skip_first (now, change->start, change->new_end);
      if (was->first == was->after || now->first == now->after
          || was->all[was->first].start > change->start
          || !is_same (&was->all[was->first], &now->all[now->first], 0))
        break;
    }
  for (;; was->after--, now->after--)
    {
      skip_last (was, change->start, change->old_end);
      skip_last (now, change->start, change->new_end);
      if (was->first == was->after || now->first == now->after
          || was->all[was->after - 1].start < change->old_end
          || !is_same (&was->all[was->after - 1], &now->all[now->after - 1], moved))
        break;
    }
}

static guint32
move (const SchoTextChange *change, guint32 offset)
{
  if (offset <= change->start)
    return offset;
  return offset >= change->old_end ? offset + (change->new_end - change->old_end)
                                   : change->new_end;
}

typedef struct
{
  guint32 start, end; /* in the text after the change */
} Span;

static void
widen (Span *span, guint32 start, guint32 end)
{
  span->start = MIN (span->start, start);
  span->end = MAX (span->end, end);
}

/* What may have other tags. */
static Span
find_changed (SchoText *before, SchoText *after, const SchoTextChange *change)
{
  Rest was = get_all (before), now = get_all (after);
  gsize n_was = was.after, n_now = now.after;
  Span span = { change->start, change->new_end };

  strip_same (&was, &now, change);
  for (gsize i = 0; i < n_was; i++)
    if ((i >= was.first && i < was.after)
        || touches (&was.all[i], change->start, change->old_end))
      widen (&span, move (change, was.all[i].start), move (change, was.all[i].end));
  for (gsize i = 0; i < n_now; i++)
    if ((i >= now.first && i < now.after)
        || touches (&now.all[i], change->start, change->new_end))
      widen (&span, now.all[i].start, now.all[i].end);
  return span;
}

/* In whole lines. */
static void
get_lines (GtkTextBuffer *buffer,
           SchoPageText *text,
           const Span *span,
           GtkTextIter *from,
           GtkTextIter *to)
{
  gtk_text_buffer_get_iter_at_offset (buffer, from,
                                      (int) scho_page_text_to_place (text, span->start));
  gtk_text_buffer_get_iter_at_offset (buffer, to,
                                      (int) scho_page_text_to_place (text, span->end));
  gtk_text_iter_set_line_offset (from, 0);
  gtk_text_iter_forward_line (to);
}

void
scho_page_structure_update (GtkTextBuffer *buffer,
                            SchoText *before,
                            SchoPageText *text,
                            const SchoTextChange *change)
{
  SchoText *whole = scho_page_text_get_text (text);
  Span span = find_changed (before, whole, change);
  gsize n;
  const SchoStretch *stretches = scho_text_get_stretches (whole, &n);
  GtkTextIter from, to;

  get_lines (buffer, text, &span, &from, &to);
  gtk_text_buffer_remove_all_tags (buffer, &from, &to);
  span.start
      = scho_page_text_to_offset (text, (guint32) gtk_text_iter_get_offset (&from));
  span.end = scho_page_text_to_offset (text, (guint32) gtk_text_iter_get_offset (&to));
  for (gsize i = 0; i < n && stretches[i].start < span.end; i++)
    if (stretches[i].end > span.start)
      add_stretch (buffer, text, &stretches[i]);
  add_blank_lines (buffer, &from, &to);
}
