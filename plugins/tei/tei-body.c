#include "tei-export.h"

#include "tei-inline.h"
#include "tei-structure.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  TeiWriter *writer;
  const TeiPart *part;
  const char *utf8;
  gsize n_bytes;
  guint32 *anchors; /* distinct positions, ascending */
  guint n_anchors, next_anchor;
  gsize anchor_byte; /* where the next one stands; G_MAXSIZE after the last */
  gsize tag_byte;    /* the same of what stands inline */
  TeiStructure *structure;
  TeiInline *inlined; /* nullable */
  gboolean names_breaks;
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

static void
find_tag (Body *self)
{
  guint32 next = tei_inline_get_next (self->inlined);

  self->tag_byte = next == G_MAXUINT32
                       ? G_MAXSIZE
                       : scho_text_offset_to_byte (self->part->text, next);
}

static void
write_tag (Body *self)
{
  tei_inline_write_next (self->inlined);
  find_tag (self);
}

static void
begin_inlined (Body *self, gsize from, gsize to)
{
  if (self->inlined == NULL)
    return;
  tei_inline_begin_line (self->inlined, scho_text_byte_to_offset (self->part->text, from),
                         scho_text_byte_to_offset (self->part->text, to));
  find_tag (self);
}

/* The characters of a line with the anchors, page breaks and times in and at the ends of
 * it. */
static void
write_run (Body *self, gsize from, gsize to)
{
  for (;;)
    {
      gsize mark = tei_structure_get_mark (self->structure);
      gsize next = MIN (MIN (mark, self->anchor_byte), self->tag_byte);

      if (next > to)
        break;
      tei_writer_text (self->writer, self->utf8 + from, next - from);
      from = next;
      if (mark == next)
        tei_structure_write_mark (self->structure);
      else if (self->anchor_byte == next)
        write_anchor (self);
      else
        write_tag (self);
    }
  tei_writer_text (self->writer, self->utf8 + from, to - from);
}

static void
write_line (Body *self, guint32 line, gsize from, gsize to, gboolean as_block)
{
  if (from == to && !as_block)
    {
      tei_structure_skip_line (self->structure, from);
      if (self->names_breaks)
        tei_writer_printf (self->writer, "<lb xml:id=\"d%u.p%u\"/>", self->part->number,
                           line);
      else
        tei_writer_markup (self->writer, "<lb/>");
      write_run (self, from, to);
      tei_writer_markup (self->writer, "\n");
      return;
    }
  tei_structure_begin_line (self->structure, line, from, to);
  begin_inlined (self, from, to);
  write_run (self, from, to);
  tei_structure_end_line (self->structure);
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
tei_export_write_text (TeiExport *export, TeiWriter *writer, const TeiPart *part)
{
  Body self = { .writer = writer, .part = part, .tag_byte = G_MAXSIZE };

  self.utf8 = scho_text_get_utf8 (part->text, &self.n_bytes);
  self.structure = tei_structure_new (writer, part, export->iso);
  self.names_breaks = !tei_export_has_anchors (export);
  if (tei_export_has_anchors (export))
    collect_anchors (&self);
  else if (export->profile == TEI_PROFILE_INLINE)
    self.inlined = tei_inline_new (export, writer, part);
  find_anchor (&self);

  tei_writer_printf (writer, "<text xml:id=\"d%u.text\"", part->number);
  if (tei_export_is_language (part->document->language))
    tei_writer_attribute (writer, "xml:lang", part->document->language);
  tei_writer_markup (writer, " xml:space=\"preserve\">\n");
  tei_structure_begin_body (self.structure);
  write_lines (&self);
  tei_structure_free (self.structure); /* closes what is open */
  tei_writer_markup (writer, "</body>\n</text>\n");
  g_clear_pointer (&self.inlined, tei_inline_free);
  g_free (self.anchors);
}
