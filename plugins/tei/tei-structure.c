#include "tei-structure.h"

#include <stdlib.h>
#include <string.h>

#define MAX_LEVEL 6
/* TEI lets them nest without an end; readers do not. */
#define MAX_OPEN 64

/* What may be open around a line, the outer first where two begin and end together. */
typedef enum
{
  TABLE,
  ROW,
  CELL,
  NOTE,
  LIST,
  ITEM,
  SPEECH,
  N_ELEMENTS
} Element;

static const char *const names[N_ELEMENTS]
    = { "table", "row", "cell", "note", "list", "item", "sp" };

typedef struct
{
  Element element;
  gsize end;
  guint level;
} Open;

typedef struct
{
  const SchoStretch *stretch;
  Element element;
  gsize end;
} Wish;

struct _TeiStructure
{
  TeiWriter *writer;
  SchoText *text;
  guint number;
  const char *utf8;
  const SchoStretch *stretches;
  gsize n_stretches, next, next_mark;
  gsize mark_byte;
  guint n_marks; /* times so far */
  guint levels[MAX_LEVEL];
  guint n_divisions;
  Open open[MAX_OPEN];
  guint n_open;
  GHashTable *speakers; /* label → number */
  gboolean timed;       /* lines have times, so turns are utterances */
  gboolean iso;         /* the same, and these are in blocks */
  const char *line;     /* the end tags of the line that is open, without brackets */
  gboolean has_block;
  const SchoStretch *turn; /* nullable: of utterances */
  gsize turn_end;
};

GPtrArray *
tei_structure_list_speakers (SchoText *text)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *speakers = g_ptr_array_new ();
  gsize n;
  const SchoStretch *stretches = scho_text_get_stretches (text, &n);

  for (gsize i = 0; i < n; i++)
    if (stretches[i].kind == SCHO_STRETCH_SPEAKER_TURN && stretches[i].label != NULL
        && g_hash_table_add (seen, (gpointer) stretches[i].label))
      g_ptr_array_add (speakers, (gpointer) stretches[i].label);
  return speakers;
}

static gsize
get_start (TeiStructure *self, const SchoStretch *stretch)
{
  return scho_text_offset_to_byte (self->text, stretch->start);
}

/* Without the line feed at its end. */
static gsize
get_end (TeiStructure *self, const SchoStretch *stretch)
{
  gsize end = scho_text_offset_to_byte (self->text, stretch->end);

  return stretch->end > stretch->start && self->utf8[end - 1] == '\n' ? end - 1 : end;
}

static gboolean
begins_line (TeiStructure *self, const SchoStretch *stretch)
{
  gsize start = get_start (self, stretch);

  return (start == 0 || self->utf8[start - 1] == '\n') && self->utf8[start] != '\n'
         && self->utf8[start] != '\0';
}

static gboolean
is_mark (const SchoStretch *stretch)
{
  return stretch->kind == SCHO_STRETCH_PAGE || stretch->kind == SCHO_STRETCH_TIME_CODE;
}

static void
find_mark (TeiStructure *self)
{
  while (self->next_mark < self->n_stretches
         && !is_mark (&self->stretches[self->next_mark]))
    self->next_mark++;
  self->mark_byte = self->next_mark < self->n_stretches
                        ? get_start (self, &self->stretches[self->next_mark])
                        : G_MAXSIZE;
}

TeiStructure *
tei_structure_new (TeiWriter *writer, const TeiPart *part, gboolean iso)
{
  TeiStructure *self = g_new0 (TeiStructure, 1);
  g_autoptr (GPtrArray) speakers = tei_structure_list_speakers (part->text);

  self->writer = writer;
  self->text = part->text;
  self->number = part->number;
  self->utf8 = scho_text_get_utf8 (part->text, NULL);
  self->stretches = scho_text_get_stretches (part->text, &self->n_stretches);
  self->speakers = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < speakers->len; i++)
    g_hash_table_insert (self->speakers, speakers->pdata[i], GUINT_TO_POINTER (i + 1));
  for (gsize i = 0; i < self->n_stretches && !self->timed; i++)
    self->timed = self->stretches[i].kind == SCHO_STRETCH_TIME_CODE
                  && (iso || begins_line (self, &self->stretches[i]));
  self->iso = iso && (self->timed || speakers->len > 0);
  self->timed |= self->iso;
  find_mark (self);
  return self;
}

/* Times */

/* The end of the first time of a label that has two, else %NULL. */
static const char *
find_dash (const SchoStretch *time)
{
  return time->label != NULL ? strstr (time->label, "–") : NULL;
}

/* `01:02:03.5`, `02:03` or `3.5` as seconds. */
static gboolean
parse_time (const char *time, double *seconds)
{
  g_auto (GStrv) parts = NULL;

  if (!g_regex_match_simple ("\\A(\\d{1,6}:){0,2}\\d{1,6}([.,]\\d{1,9})?\\z", time, 0, 0))
    return FALSE;
  parts = g_strsplit (time, ":", 3);
  *seconds = 0;
  for (char **part = parts; *part != NULL; part++)
    *seconds = *seconds * 60 + g_ascii_strtod (g_strdelimit (*part, ",", '.'), NULL);
  return TRUE;
}

static void
write_when (TeiStructure *self, guint number, const char *end, const char *time)
{
  double seconds;
  char interval[G_ASCII_DTOSTR_BUF_SIZE];

  tei_writer_printf (self->writer, "<when xml:id=\"d%u.w%u%s\"", self->number, number,
                     end);
  if (self->iso && parse_time (time, &seconds))
    tei_writer_printf (self->writer, " interval=\"%s\" since=\"#d%u.w0\"",
                       g_ascii_formatd (interval, sizeof interval, "%.12g", seconds),
                       self->number);
  else if (!self->iso
           && g_regex_match_simple ("\\A([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?\\z",
                                    time, 0, 0))
    tei_writer_attribute (self->writer, "absolute", time);
  else if (time[0] != '\0')
    tei_writer_attribute (self->writer, "n", time);
  tei_writer_markup (self->writer, "/>\n");
}

static void
write_whens (TeiStructure *self)
{
  guint number = 0;

  for (gsize i = 0; i < self->n_stretches; i++)
    {
      const SchoStretch *stretch = &self->stretches[i];
      const char *dash = find_dash (stretch);
      g_autofree char *from = NULL;

      if (stretch->kind != SCHO_STRETCH_TIME_CODE)
        continue;
      from = dash != NULL ? g_strndup (stretch->label, dash - stretch->label)
                          : g_strdup (stretch->label ? stretch->label : "");
      write_when (self, ++number, "", from);
      if (dash != NULL)
        write_when (self, number, "e", dash + strlen ("–"));
    }
}

/* ISO 24624 has the timeline before the body. */
void
tei_structure_begin_body (TeiStructure *self)
{
  if (!self->iso)
    tei_writer_markup (self->writer, "<body>\n");
  if (self->iso)
    tei_writer_printf (self->writer,
                       "<timeline unit=\"s\" origin=\"#d%u.w0\">\n"
                       "<when xml:id=\"d%u.w0\" absolute=\"00:00:00\"/>\n",
                       self->number, self->number);
  else if (self->timed)
    tei_writer_markup (self->writer, "<timeline>\n");
  if (self->timed)
    {
      write_whens (self);
      tei_writer_markup (self->writer, "</timeline>\n");
    }
  if (self->iso)
    tei_writer_markup (self->writer, "<body>\n");
}

/* Around the line */

static Open *
get_inner (TeiStructure *self)
{
  return self->n_open > 0 ? &self->open[self->n_open - 1] : NULL;
}

static gboolean
is_inside (TeiStructure *self, Element element)
{
  const Open *inner = get_inner (self);

  return inner != NULL && inner->element == element;
}

static void
close_inner (TeiStructure *self)
{
  tei_writer_printf (self->writer, "</%s>\n", names[get_inner (self)->element]);
  self->n_open--;
}

static int
compare_wishes (const void *first, const void *second)
{
  const Wish *a = first, *b = second;

  if (a->end != b->end)
    return a->end > b->end ? -1 : 1;
  return (int) a->element - (int) b->element;
}

static gboolean
find_element (TeiStructure *self, const SchoStretch *stretch, Element *element)
{
  static const guint16 kinds[N_ELEMENTS] = { SCHO_STRETCH_TABLE,
                                             SCHO_STRETCH_TABLE_ROW,
                                             SCHO_STRETCH_TABLE_CELL,
                                             SCHO_STRETCH_NOTE,
                                             G_MAXUINT16, /* no stretch is a list */
                                             SCHO_STRETCH_LIST_ITEM,
                                             SCHO_STRETCH_SPEAKER_TURN };

  for (guint i = 0; i < N_ELEMENTS; i++)
    if (kinds[i] == stretch->kind)
      {
        *element = i;
        return i != SPEECH || !self->timed;
      }
  return FALSE;
}

/* All that begins with the line: (element-type Wish). */
static GArray *
list_wishes (TeiStructure *self, gsize from)
{
  GArray *wishes = g_array_new (FALSE, FALSE, sizeof (Wish));

  for (; self->next < self->n_stretches; self->next++)
    {
      Wish wish = { .stretch = &self->stretches[self->next] };
      gsize start = get_start (self, wish.stretch);

      if (start > from)
        break;
      wish.end = get_end (self, wish.stretch);
      if (start < from || wish.end == from)
        continue;
      if (find_element (self, wish.stretch, &wish.element))
        g_array_append_val (wishes, wish);
      else if (wish.stretch->kind == SCHO_STRETCH_SPEAKER_TURN)
        {
          self->turn = wish.stretch;
          self->turn_end = wish.end;
        }
    }
  if (wishes->len > 1)
    qsort (wishes->data, wishes->len, sizeof (Wish), compare_wishes);
  return wishes;
}

/* The first that ends within @limit. */
static const Wish *
find_wish (GArray *wishes, Element element, gsize limit)
{
  for (guint i = 0; i < wishes->len; i++)
    {
      const Wish *wish = &g_array_index (wishes, Wish, i);

      if (wish->element == element && wish->end <= limit)
        return wish;
    }
  return NULL;
}

/* A row that has a cell: without one it cannot be. */
static gboolean
has_row (GArray *wishes, gsize limit)
{
  const Wish *row = find_wish (wishes, ROW, limit);

  return row != NULL && find_wish (wishes, CELL, row->end) != NULL;
}

/* Where what opens now must have ended: an item that is over stands for its list, which
 * goes as far as what is around it. */
static gsize
get_limit (TeiStructure *self, gsize from)
{
  const Open *inner = get_inner (self);

  if (inner == NULL)
    return G_MAXSIZE;
  return inner->element == ITEM && inner->end <= from ? inner[-1].end : inner->end;
}

/* Whether what is inmost ends before the line, or the line cannot stand in it. An item
 * stays open for the deeper ones that follow it, and for those only. */
static gboolean
must_close (TeiStructure *self, gsize from, GArray *wishes)
{
  const Open *inner = get_inner (self);
  const Wish *item;

  switch (inner->element)
    {
    case TABLE:
      return inner->end <= from || !has_row (wishes, inner->end);
    case ROW:
      return inner->end <= from || find_wish (wishes, CELL, inner->end) == NULL;
    case LIST:
      item = find_wish (wishes, ITEM, inner->end);
      return inner->end <= from || item == NULL || inner->level != item->stretch->level;
    case ITEM:
      item = find_wish (wishes, ITEM, inner[-1].end);
      return inner->end <= from
             && (inner[-1].end <= from || item == NULL
                 || item->stretch->level <= inner->level);
    default:
      return inner->end <= from;
    }
}

static void
push (TeiStructure *self, Element element, gsize end, guint level)
{
  self->open[self->n_open++] = (Open){ element, end, level };
}

static void
write_who (TeiStructure *self, const SchoStretch *turn)
{
  if (turn->label != NULL)
    tei_writer_printf (
        self->writer, " who=\"#d%u.s%u\"", self->number,
        GPOINTER_TO_UINT (g_hash_table_lookup (self->speakers, turn->label)));
}

/* A row or cell in its table only, a speech in none, a note after something. */
static gboolean
may_open (TeiStructure *self, const Wish *wish, GArray *wishes)
{
  const Open *inner = get_inner (self);
  guint level = wish->stretch->level;

  if (self->n_open + 4 > MAX_OPEN
      || wish->end > get_limit (self, get_start (self, wish->stretch)))
    return FALSE;
  if (wish->element == ROW)
    return is_inside (self, TABLE) && find_wish (wishes, CELL, wish->end) != NULL;
  if (is_inside (self, TABLE) || (is_inside (self, ROW) && wish->element != CELL)
      || (is_inside (self, LIST) && wish->element != ITEM))
    return FALSE;
  switch (wish->element)
    {
    case TABLE:
      return has_row (wishes, wish->end);
    case CELL:
      return is_inside (self, ROW);
    case ITEM:
      return !is_inside (self, ITEM) || level > inner->level;
    case SPEECH:
      return !is_inside (self, SPEECH);
    case NOTE:
      return self->has_block && !is_inside (self, SPEECH);
    default:
      return FALSE;
    }
}

/* No line feed after a tag that the line itself follows, see tei_text_append(). */
static void
open_element (TeiStructure *self, const Wish *wish)
{
  TeiWriter *writer = self->writer;
  const SchoStretch *stretch = wish->stretch;

  if (wish->element == ITEM && !is_inside (self, LIST))
    {
      tei_writer_markup (writer, "<list>");
      push (self, LIST, get_limit (self, get_start (self, stretch)), stretch->level);
    }
  push (self, wish->element, wish->end, stretch->level);
  tei_writer_printf (writer, "<%s", names[wish->element]);
  if (wish->element == ROW && stretch->level == 1)
    tei_writer_attribute (writer, "role", "label");
  if (wish->element == CELL && stretch->level > 0)
    tei_writer_printf (writer, " n=\"%u\"", stretch->level);
  if (wish->element == SPEECH)
    write_who (self, stretch);
  if ((wish->element == NOTE || wish->element == ITEM) && stretch->label != NULL)
    tei_writer_attribute (writer, "n", stretch->label);
  tei_writer_markup (writer, ">");
}

static void
open_wishes (TeiStructure *self, GArray *wishes)
{
  for (guint i = 0; i < wishes->len; i++)
    {
      const Wish *wish = &g_array_index (wishes, Wish, i);

      if (may_open (self, wish, wishes))
        open_element (self, wish);
    }
}

/* Of the heading that is exactly the line, or 0. */
static guint
find_heading (TeiStructure *self, gsize from, gsize to)
{
  for (gsize i = self->next; i < self->n_stretches; i++)
    {
      const SchoStretch *stretch = &self->stretches[i];
      gsize start = get_start (self, stretch);

      if (start > from)
        return 0;
      if (start == from && stretch->kind == SCHO_STRETCH_HEADING
          && get_end (self, stretch) == to)
        return CLAMP (stretch->level, 1, MAX_LEVEL);
    }
  return 0;
}

static gboolean
is_verse (TeiStructure *self, gsize from, gsize to)
{
  for (gsize i = self->next; i-- > 0;)
    {
      const SchoStretch *stretch = &self->stretches[i];

      if (get_start (self, stretch) < from)
        return FALSE;
      if (stretch->kind == SCHO_STRETCH_VERSE && get_end (self, stretch) == to)
        return TRUE;
    }
  return FALSE;
}

static void
close_divisions (TeiStructure *self, guint level)
{
  while (self->n_divisions > 0 && self->levels[self->n_divisions - 1] >= level)
    {
      tei_writer_markup (self->writer, "</div>\n");
      self->n_divisions--;
    }
}

static void
close_ended (TeiStructure *self, gsize from, GArray *wishes)
{
  while (self->n_open > 0 && must_close (self, from, wishes))
    close_inner (self);
}

/* The line */

/* A time at the begin of the line is the line's own: the number of it, or 0. */
static guint
take_time (TeiStructure *self, gsize from, const SchoStretch **time)
{
  const SchoStretch *stretch = &self->stretches[self->next_mark];

  if (self->mark_byte != from || stretch->kind != SCHO_STRETCH_TIME_CODE)
    return 0;
  *time = stretch;
  self->next_mark++;
  find_mark (self);
  return ++self->n_marks;
}

/* Who speaks when. */
static void
write_turn (TeiStructure *self, const SchoStretch *time, guint number)
{
  if (self->turn != NULL)
    write_who (self, self->turn);
  if (number > 0)
    tei_writer_printf (self->writer, " start=\"#d%u.w%u\"", self->number, number);
  if (number > 0 && find_dash (time) != NULL)
    tei_writer_printf (self->writer, " end=\"#d%u.w%ue\"", self->number, number);
}

static gboolean
begin_utterance (TeiStructure *self, guint32 line, gsize from)
{
  const SchoStretch *time = NULL;
  guint number = take_time (self, from, &time);

  if (self->turn != NULL && self->turn_end <= from)
    self->turn = NULL;
  if (number == 0 && self->turn == NULL)
    return FALSE;
  if (self->iso)
    {
      tei_writer_printf (self->writer, "<annotationBlock xml:id=\"d%u.b%u\"",
                         self->number, line);
      write_turn (self, time, number);
      tei_writer_markup (self->writer, ">");
    }
  tei_writer_printf (self->writer, "<u xml:id=\"d%u.p%u\"", self->number, line);
  if (!self->iso)
    write_turn (self, time, number);
  tei_writer_markup (self->writer, self->iso ? "><seg type=\"contribution\">" : ">");
  self->line = self->iso ? "seg></u></annotationBlock" : "u";
  return TRUE;
}

void
tei_structure_begin_line (TeiStructure *self, guint32 line, gsize from, gsize to)
{
  guint level;
  g_autoptr (GArray) wishes = NULL;

  while (self->next < self->n_stretches
         && get_start (self, &self->stretches[self->next]) < from)
    self->next++;
  level = find_heading (self, from, to);
  wishes = list_wishes (self, from);
  close_ended (self, from, wishes);
  self->line = NULL;
  if (level > 0 && self->n_open == 0)
    {
      close_divisions (self, level);
      self->levels[self->n_divisions++] = level;
      tei_writer_markup (self->writer, "<div>\n");
      self->line = "head";
    }
  else
    {
      open_wishes (self, wishes);
      self->has_block = TRUE;
      if (self->timed && begin_utterance (self, line, from))
        return;
      self->line = is_verse (self, from, to) ? "l" : "p";
    }
  self->has_block = TRUE;
  tei_writer_printf (self->writer, "<%s xml:id=\"d%u.p%u\">", self->line, self->number,
                     line);
}

void
tei_structure_end_line (TeiStructure *self)
{
  tei_writer_printf (self->writer, "</%s>\n", self->line);
}

void
tei_structure_skip_line (TeiStructure *self, gsize from)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (Wish));

  close_ended (self, from, none);
}

gsize
tei_structure_get_mark (TeiStructure *self)
{
  return self->mark_byte;
}

void
tei_structure_write_mark (TeiStructure *self)
{
  const SchoStretch *stretch = &self->stretches[self->next_mark];
  gboolean is_page = stretch->kind == SCHO_STRETCH_PAGE;

  self->n_marks += !is_page;
  if (self->iso && !is_page)
    tei_writer_printf (self->writer, "<anchor synch=\"#d%u.w%u\"", self->number,
                       self->n_marks);
  else
    tei_writer_markup (self->writer, is_page ? "<pb" : "<milestone unit=\"time\"");
  if (stretch->label != NULL && (is_page || !self->iso))
    tei_writer_attribute (self->writer, "n", stretch->label);
  tei_writer_markup (self->writer, "/>");
  self->next_mark++;
  find_mark (self);
}

void
tei_structure_free (TeiStructure *self)
{
  while (self->n_open > 0)
    close_inner (self);
  close_divisions (self, 0);
  g_hash_table_unref (self->speakers);
  g_free (self);
}
