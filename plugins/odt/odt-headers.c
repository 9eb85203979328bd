#include "odt-headers.h"

#include <string.h>

typedef struct
{
  OfficeText *office;
  GString *words; /* nullable: none is open */
  gboolean has_picture;
} Header;

static gboolean
is_header (const char *name)
{
  static const char *const names[] = { "style:header",
                                       "style:footer",
                                       "style:header-left",
                                       "style:footer-left",
                                       "style:header-first",
                                       "style:footer-first",
                                       NULL };

  return g_strv_contains (names, name);
}

static void
begin (gpointer data, const char *name, const XmlAttributes *attributes)
{
  Header *self = data;

  if (self->words == NULL && is_header (name)
      && !xml_attributes_is (attributes, "display", "false"))
    {
      self->words = g_string_new (NULL);
      self->has_picture = FALSE;
    }
  else if (self->words == NULL)
    return;
  else if (strcmp (name, "draw:image") == 0)
    self->has_picture = TRUE;
  else if (strcmp (name, "text:p") == 0 || strcmp (name, "text:tab") == 0)
    g_string_append_c (self->words, ' ');
}

static void
end (gpointer data, const char *name)
{
  Header *self = data;

  if (self->words == NULL || !is_header (name))
    return;
  office_text_lose_header (self->office, self->words->str, self->has_picture);
  g_string_free (g_steal_pointer (&self->words), TRUE);
}

static void
text (gpointer data, const char *utf8, gsize n_bytes)
{
  Header *self = data;

  if (self->words != NULL)
    g_string_append_len (self->words, utf8, (gssize) n_bytes);
}

void
odt_headers_lose (const char *styles,
                  gsize n_bytes,
                  OfficeText *office,
                  GCancellable *cancellable)
{
  static const XmlHandler handler = { .begin = begin, .end = end, .text = text };
  Header header = { .office = office };

  if (styles != NULL && n_bytes > 0)
    xml_read (styles, n_bytes, odt_namespaces, &handler, &header, office->name,
              cancellable, NULL);
  if (header.words != NULL)
    g_string_free (header.words, TRUE);
}
