/* rtf-notes.c - what stands in groups and is read later: notes and boxes. */
#include "rtf-reader.h"

#include "../shared/numerals.h"

#include <string.h>

/* What the group of a note or a box holds is read later: up to its closing brace. */
static const char *
find_end (const RtfReader *self, const char *from)
{
  guint depth = 1;

  for (const char *p = from; p < self->end; p++)
    if (*p == '\\' && p + 1 < self->end)
      p++;
    else if (*p == '{')
      depth++;
    else if (*p == '}' && --depth == 0)
      return p;
  return self->end;
}

void
rtf_notes_begin (RtfReader *self)
{
  RtfNote note
      = { .range = { self->p, find_end (self, self->p), self->group.code_page } };
  g_autofree char *mark = NULL;

  if (!rtf_reader_is_text (self))
    {
      self->group.recorded = TRUE;
      return;
    }
  note.is_endnote = g_str_has_prefix (self->p, "\\ftnalt");
  note.label = note.is_endnote
                   ? numeral_dup ((int) ++self->n_endnotes, NUMERAL_LOWER_ROMAN)
                   : numeral_dup ((int) ++self->n_footnotes, NUMERAL_DECIMAL);
  mark = g_strdup_printf ("[%s]", note.label);
  rtf_reader_append (self, mark, strlen (mark));
  g_array_append_val (self->notes, note);
  self->p = note.range.to;
}

void
rtf_notes_begin_box (RtfReader *self)
{
  RtfRange box = { self->p, find_end (self, self->p), self->standard_page };

  if (!self->group.recorded && !self->group.hidden && !self->group.deleted)
    g_array_append_val (self->boxes, box);
  self->p = box.to;
}

gboolean
rtf_notes_read (RtfReader *self, gboolean endnotes, GError **error)
{
  for (guint i = 0; i < self->notes->len; i++)
    {
      RtfNote note = g_array_index (self->notes, RtfNote, i);
      guint stretch;

      if (note.is_endnote != endnotes)
        continue;
      text_builder_break_line (self->builder);
      stretch = text_builder_open (self->builder, SCHO_STRETCH_NOTE, 0, note.label);
      g_free (self->number);
      self->number = g_strdup_printf ("[%s]", note.label);
      if (!rtf_reader_read_range (self, &note.range, error))
        return FALSE;
      text_builder_close (self->builder, stretch);
    }
  return TRUE;
}

void
rtf_notes_clear (gpointer note)
{
  g_free (((RtfNote *) note)->label);
}
