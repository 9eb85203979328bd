#include "tei-export.h"

#include <stdlib.h>
#include <string.h>

#define MAX_LEVEL 6

typedef struct
{
  TeiWriter *writer;
  const TeiPart *part;
  const char *utf8;
  gsize n_bytes;
  guint32 *anchors; /* distinct positions, ascending */
  guint n_anchors, next_anchor;
  gsize anchor_byte; /* where the next one stands; G_MAXSIZE after the last */
  const SchoStretch *stretches;
  gsize n_stretches, next_stretch;
  guint levels[MAX_LEVEL]; /* of the headings of the open divisions */
  guint n_open;
} Body;

static int
compare_positions (const void *a, const void *b)
{
  guint32 one = *(const guint32 *) a;
  guint32 two = *(const guint32 *) b;

  return (one > two) - (one < two);
}

static void
collect_anchors (Body *self)
{
  const TeiPart *part = self->part;
  guint n = 0;

  self->anchors = g_new (guint32, 2 * (gsize) part->n_annotations);
  for (guint i = 0; i < part->n_annotations; i++)
    {
      self->anchors[n++] = part->annotations[i]->start;
      self->anchors[n++] = part->annotations[i]->end;
    }
  if (n > 0)
    qsort (self->anchors, n, sizeof *self->anchors, compare_positions);
  for (guint i = 0; i < n; i++)
    if (i == 0 || self->anchors[i] != self->anchors[i - 1])
      self->anchors[self->n_anchors++] = self->anchors[i];
}

static void
find_anchor (Body *self)
{
  self->anchor_byte = self->next_anchor == self->n_anchors
                          ? G_MAXSIZE
                          : scho_text_offset_to_byte (self->part->text,
                                                      self->anchors[self->next_anchor]);
}

static void
write_anchor (Body *self)
{
  tei_writer_markup (self->writer, "<anchor xml:id=\"d");
  tei_writer_number (self->writer, self->part->number);
  tei_writer_markup (self->writer, ".a");
  tei_writer_number (self->writer, self->anchors[self->next_anchor]);
  tei_writer_markup (self->writer, "\"/>");
  self->next_anchor++;
  find_anchor (self);
}

/* The characters of a line with the anchors in and at the ends of it. */
static void
write_run (Body *self, gsize from, gsize to)
{
  while (self->anchor_byte <= to)
    {
      tei_writer_text (self->writer, self->utf8 + from, self->anchor_byte - from);
      from = self->anchor_byte;
      write_anchor (self);
    }
  tei_writer_text (self->writer, self->utf8 + from, to - from);
}

static void
close_divisions (Body *self, guint level)
{
  while (self->n_open > 0 && self->levels[self->n_open - 1] >= level)
    {
      tei_writer_markup (self->writer, "</div>\n");
      self->n_open--;
    }
}

/* The level of the heading that is exactly the line of these bytes, or 0. */
static guint
find_heading (Body *self, gsize from, gsize to)
{
  SchoText *text = self->part->text;

  for (; self->next_stretch < self->n_stretches; self->next_stretch++)
    {
      const SchoStretch *stretch = &self->stretches[self->next_stretch];
      gsize start, end;

      if (stretch->kind != SCHO_STRETCH_HEADING)
        continue;
      start = scho_text_offset_to_byte (text, stretch->start);
      if (start > from)
        return 0;
      end = scho_text_offset_to_byte (text, stretch->end);
      if (start == from && (end == to || end == to + 1))
        return CLAMP (stretch->level, 1, MAX_LEVEL);
    }
  return 0;
}

static void
write_line (Body *self, guint32 line, gsize from, gsize to, gboolean as_block)
{
  guint level;
  const char *name = "p";

  if (from == to && !as_block)
    {
      tei_writer_markup (self->writer, "<lb/>");
      write_run (self, from, to);
      tei_writer_markup (self->writer, "\n");
      return;
    }
  if ((level = find_heading (self, from, to)) > 0)
    {
      close_divisions (self, level);
      self->levels[self->n_open++] = level;
      tei_writer_markup (self->writer, "<div>\n");
      name = "head";
    }
  tei_writer_printf (self->writer, "<%s xml:id=\"d%u.p%u\">", name, self->part->number,
                     line);
  write_run (self, from, to);
  tei_writer_printf (self->writer, "</%s>\n", name);
}

static gboolean
is_blank (const Body *self)
{
  for (gsize i = 0; i < self->n_bytes; i++)
    if (self->utf8[i] != '\n')
      return FALSE;
  return TRUE;
}

static void
write_lines (Body *self)
{
  gboolean blank = is_blank (self);
  gsize from = 0;

  for (guint32 line = 1;; line++)
    {
      const char *feed = memchr (self->utf8 + from, '\n', self->n_bytes - from);
      gsize to = feed ? (gsize) (feed - self->utf8) : self->n_bytes;

      /* A body must have a block, even when the text has no character for it. */
      write_line (self, line, from, to, blank && feed == NULL);
      if (feed == NULL)
        break;
      from = to + 1;
    }
}

void
tei_export_write_text (TeiWriter *writer, const TeiPart *part)
{
  Body self = { .writer = writer, .part = part };

  self.utf8 = scho_text_get_utf8 (part->text, &self.n_bytes);
  self.stretches = scho_text_get_stretches (part->text, &self.n_stretches);
  collect_anchors (&self);
  find_anchor (&self);

  tei_writer_printf (writer, "<text xml:id=\"d%u.text\"", part->number);
  if (tei_export_is_language (part->document->language))
    tei_writer_attribute (writer, "xml:lang", part->document->language);
  tei_writer_markup (writer, " xml:space=\"preserve\">\n<body>\n");
  write_lines (&self);
  close_divisions (&self, 0);
  tei_writer_markup (writer, "</body>\n</text>\n");
  g_free (self.anchors);
}
