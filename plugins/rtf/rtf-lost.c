/* rtf-lost.c - what is no text: pictures, shapes, headers, hidden words, where links
 * lead.
 */
#include "rtf-reader.h"

#include <string.h>

static void
lose (RtfReader *self, OfficeLost what)
{
  office_text_lose (self->found->office, what, NULL);
}

/* Groups whose words are taken when they end: nothing of them where the group stands in
 * what is no text. */
static void
begin_words (RtfReader *self, Destination destination)
{
  self->group.destination = rtf_reader_is_text (self) ? destination : NOTHING;
  self->header_has_picture = FALSE;
  g_string_truncate (self->words, 0);
}

static void
begin_picture (RtfReader *self)
{
  if (self->group.destination == HEADER)
    self->header_has_picture = TRUE;
  else if (self->in_shape)
    self->shape_has_picture = TRUE;
  else if (rtf_reader_is_text (self) && !self->group.in_object)
    lose (self, OFFICE_PICTURE);
  self->group.destination = NOTHING;
}

static void
begin_shape (RtfReader *self)
{
  if (!rtf_reader_is_text (self) || self->in_shape)
    return;
  self->group.is_shape = self->in_shape = TRUE;
  self->shape_has_words = self->shape_has_picture = FALSE;
}

/* What it shows is read. */
static void
begin_object (RtfReader *self)
{
  if (rtf_reader_is_text (self))
    lose (self, OFFICE_OBJECT);
  self->group.in_object = TRUE;
}

static void
begin_result (RtfReader *self)
{
  if (self->address == NULL || !rtf_reader_is_text (self))
    return;
  self->group.is_link = TRUE;
  office_text_begin_link (self->found->office, self->address);
  g_clear_pointer (&self->address, g_free);
}

void
rtf_lost_begin (RtfReader *self, RtfKind kind)
{
  if (kind == RTF_PICTURE)
    begin_picture (self);
  else if (kind == RTF_HEADER)
    begin_words (self, HEADER);
  else if (kind == RTF_INSTRUCTION)
    begin_words (self, INSTRUCTION);
  else if (kind == RTF_RESULT)
    begin_result (self);
  else if (kind == RTF_SHAPE)
    begin_shape (self);
  else if (kind == RTF_OBJECT)
    begin_object (self);
  else if (kind == RTF_FORMULA)
    {
      if (rtf_reader_is_text (self))
        lose (self, OFFICE_FORMULA);
      self->group.destination = NOTHING;
    }
}

/* `HYPERLINK "https://…" \o "…"` */
static void
take_address (RtfReader *self, const char *words)
{
  const char *from = strstr (words, "HYPERLINK") != NULL ? strchr (words, '"') : NULL;
  const char *to = from != NULL ? strchr (from + 1, '"') : NULL;

  g_free (self->address);
  self->address = to != NULL ? g_strndup (from + 1, (gsize) (to - from - 1)) : NULL;
}

void
rtf_lost_end_words (RtfReader *self, const char *words)
{
  if (self->group.destination == HEADER)
    office_text_lose_header (self->found->office, words, self->header_has_picture);
  else
    take_address (self, words);
}

void
rtf_lost_end_group (RtfReader *self)
{
  if (self->group.is_link)
    office_text_end_link (self->found->office);
  if (!self->group.is_shape)
    return;
  self->in_shape = FALSE;
  if (!self->shape_has_words)
    lose (self, self->shape_has_picture ? OFFICE_PICTURE : OFFICE_DRAWING);
}

void
rtf_lost_hide (RtfReader *self, const char *utf8, gsize n)
{
  if (self->group.destination == TEXT && self->group.hidden && !self->group.recorded
      && !self->group.deleted)
    g_string_append_len (self->hidden, utf8, (gssize) n);
}

void
rtf_lost_end_hidden (RtfReader *self)
{
  if (*g_strstrip (self->hidden->str) != '\0')
    office_text_lose (self->found->office, OFFICE_HIDDEN, self->hidden->str);
  g_string_truncate (self->hidden, 0);
}
