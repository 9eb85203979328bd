#include "docx-headers.h"

#include <string.h>

typedef struct
{
  GString *words;
  gboolean in_text, has_picture;
} Header;

static void
begin (gpointer data, const char *name, const XmlAttributes *attributes)
{
  Header *self = data;

  self->in_text = strcmp (name, "w:t") == 0;
  if (strcmp (name, "pic:pic") == 0 || strcmp (name, "v:imagedata") == 0)
    self->has_picture = TRUE;
  else if (strcmp (name, "w:p") == 0 || strcmp (name, "w:tab") == 0)
    g_string_append_c (self->words, ' ');
}

static void
end (gpointer data, const char *name)
{
  ((Header *) data)->in_text = FALSE;
}

static void
text (gpointer data, const char *utf8, gsize n_bytes)
{
  Header *self = data;

  if (self->in_text)
    g_string_append_len (self->words, utf8, (gssize) n_bytes);
}

void
docx_headers_lose (Package *package,
                   const DocxParts *parts,
                   OfficeText *office,
                   GCancellable *cancellable)
{
  static const XmlHandler handler = { .begin = begin, .end = end, .text = text };

  for (guint i = 0; i < parts->headers->len; i++)
    {
      Header header = { .words = g_string_new (NULL) };

      docx_read_part (package, parts->headers->pdata[i], &handler, &header, office->name,
                      cancellable, NULL);
      office_text_lose_header (office, header.words->str, header.has_picture);
      g_string_free (header.words, TRUE);
    }
}
