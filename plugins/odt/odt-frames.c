#include "odt-frames.h"

void
odt_frame_clear (OdtFrame *self)
{
  if (self->alternative != NULL)
    g_string_free (g_steal_pointer (&self->alternative), TRUE);
  self->has_picture = self->has_words = self->in_alternative = FALSE;
}

void
odt_frame_begin (OdtFrame *self, OdtKind kind)
{
  if (kind == FRAME || kind == SHAPE)
    odt_frame_clear (self);
  else if (kind == PICTURE)
    self->has_picture = TRUE;
  else if (kind == ALTERNATIVE)
    {
      self->in_alternative = TRUE;
      if (self->alternative == NULL)
        self->alternative = g_string_new (NULL);
      else
        g_string_append (self->alternative, " – ");
    }
}

static gboolean
has_characters (const char *utf8, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    if (!g_ascii_isspace (utf8[i]))
      return TRUE;
  return FALSE;
}

void
odt_frame_text (OdtFrame *self, const char *utf8, gsize n_bytes)
{
  if (self->in_alternative)
    g_string_append_len (self->alternative, utf8, (gssize) n_bytes);
  else
    self->has_words = self->has_words || has_characters (utf8, n_bytes);
}

void
odt_frame_end (OdtFrame *self, OdtKind kind)
{
  const char *words = self->alternative != NULL ? self->alternative->str : NULL;

  if (kind == ALTERNATIVE)
    {
      self->in_alternative = FALSE;
      return;
    }
  if (kind == FRAME && self->has_picture)
    office_text_lose (self->office, OFFICE_PICTURE, words);
  else if (kind == SHAPE && !self->has_words)
    office_text_lose (self->office, OFFICE_DRAWING, words);
  odt_frame_clear (self);
}
