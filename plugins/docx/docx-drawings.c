#include "docx-drawings.h"

void
docx_drawing_clear (DocxDrawing *self)
{
  g_clear_pointer (&self->alternative, g_free);
}

/* A name of the file's maker, as “Picture 1”, finds nothing; what people wrote does. */
static void
take_alternative (DocxDrawing *self, const XmlAttributes *attributes)
{
  static const char *const names[] = { "descr", "title", "alt" };

  docx_drawing_clear (self);
  for (guint i = 0; i < G_N_ELEMENTS (names) && self->alternative == NULL; i++)
    self->alternative = xml_attributes_dup (attributes, names[i]);
}

static void
lose (DocxDrawing *self, OfficeLost what)
{
  office_text_lose (self->office, what, self->alternative);
  self->has_content = TRUE;
}

void
docx_drawing_begin (DocxDrawing *self, DocxKind kind, const XmlAttributes *attributes)
{
  if (kind == DRAWING)
    {
      docx_drawing_clear (self);
      self->has_content = FALSE;
    }
  else if (kind == DRAWING_PROPERTIES)
    take_alternative (self, attributes);
  else if (kind == PICTURE)
    lose (self, OFFICE_PICTURE);
  else if (kind == OLD_PICTURE && !self->in_object)
    lose (self, OFFICE_PICTURE);
  else if (kind == CHART)
    lose (self, OFFICE_CHART);
  else if (kind == DIAGRAM)
    lose (self, OFFICE_DIAGRAM);
  else if (kind == OBJECT)
    {
      docx_drawing_clear (self);
      lose (self, OFFICE_OBJECT);
      self->in_object = TRUE;
    }
  else if (kind == SHAPE)
    self->has_words = FALSE;
  else if (kind == LINE_ACROSS && xml_attributes_is (attributes, "hr", "t"))
    self->has_content = TRUE; /* it only parts paragraphs */
  else if (kind == TEXT_BOX || kind == WORD_ART)
    self->has_words = self->has_content = TRUE;
}

void
docx_drawing_end (DocxDrawing *self, DocxKind kind)
{
  if (kind == SHAPE && !self->has_words)
    lose (self, OFFICE_DRAWING);
  else if (kind == DRAWING && !self->has_content)
    lose (self, OFFICE_DRAWING);
  else if (kind == OBJECT)
    self->in_object = FALSE;
}
