#include "xml-reader.h"

#include "xml-context.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK (64 * 1024)
#define MAX_DEPTH 512

struct _XmlAttributes
{
  const xmlChar **list; /* five for each, as SAX 2 gives them */
  int n;
};

typedef struct
{
  const XmlNamespace *namespaces;
  const XmlHandler *handler;
  gpointer data;
  const char *name;
  xmlParserCtxt *context;
  GString *full; /* scratch: `w:p` */
  guint depth;
  GError *error;
} Reader;

char *
xml_attributes_dup (const XmlAttributes *self, const char *name)
{
  for (int i = 0; i < self->n; i++)
    {
      const xmlChar **attribute = self->list + 5 * i;
      GString *value;

      if (strcmp ((const char *) attribute[0], name) != 0)
        continue;
      value = g_string_new_len ((const char *) attribute[3], attribute[4] - attribute[3]);
      /* libxml2 leaves ampersands for a second pass, and only these. */
      g_string_replace (value, "&#38;", "&", 0);
      return g_string_free (value, FALSE);
    }
  return NULL;
}

int
xml_attributes_get_int (const XmlAttributes *self, const char *name, int otherwise)
{
  g_autofree char *value = xml_attributes_dup (self, name);
  char *end;
  gint64 number;

  if (value == NULL)
    return otherwise;
  number = g_ascii_strtoll (value, &end, 10);
  return end == value ? otherwise : (int) CLAMP (number, G_MININT, G_MAXINT);
}

gboolean
xml_attributes_is (const XmlAttributes *self, const char *name, const char *value)
{
  g_autofree char *found = xml_attributes_dup (self, name);

  return g_strcmp0 (found, value) == 0;
}

static gboolean
is_first (const XmlAttributes *self, int i)
{
  for (int k = 0; k < i; k++)
    if (xmlStrEqual (self->list[5 * k], self->list[5 * i]))
      return FALSE;
  return TRUE;
}

void
xml_attributes_write (const XmlAttributes *self, GString *out)
{
  for (int i = 0; i < self->n; i++)
    if (is_first (self, i))
      {
        const char *name = (const char *) self->list[5 * i];
        g_autofree char *value = xml_attributes_dup (self, name);
        g_autofree char *escaped = g_markup_escape_text (value, -1);

        g_string_append_printf (out, " %s=\"%s\"", name, escaped);
      }
}

static void
fail (Reader *self, const char *words)
{
  if (self->error == NULL)
    g_set_error (&self->error, SCHO_ERROR, SCHO_ERROR_INVALID, "%s: %s", self->name,
                 words);
  xmlStopParser (self->context);
}

static const char *
make_full (Reader *self, const xmlChar *name, const xmlChar *uri)
{
  const XmlNamespace *namespace = self->namespaces;

  while (namespace->uri != NULL
         && (uri == NULL || strcmp (namespace->uri, (const char *) uri) != 0))
  namespace ++;
  g_string_assign (self->full, namespace->uri != NULL ? namespace->prefix : "?");
  g_string_append_c (self->full, ':');
  g_string_append (self->full, (const char *) name);
  return self->full->str;
}

static void
begin_element (void *data,
               const xmlChar *name,
               const xmlChar *prefix,
               const xmlChar *uri,
               int n_namespaces,
               const xmlChar **namespaces,
               int n_attributes,
               int n_defaulted,
               const xmlChar **list)
{
  Reader *self = data;
  XmlAttributes attributes = { list, n_attributes };

  if (self->error != NULL)
    return;
  if (++self->depth > MAX_DEPTH)
    fail (self, _ ("too many elements in each other"));
  else if (self->handler->begin != NULL)
    self->handler->begin (self->data, make_full (self, name, uri), &attributes);
}

static void
end_element (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  Reader *self = data;

  if (self->error != NULL)
    return;
  self->depth--;
  if (self->handler->end != NULL)
    self->handler->end (self->data, make_full (self, name, uri));
}

static void
characters (void *data, const xmlChar *utf8, int n)
{
  Reader *self = data;

  if (self->error == NULL && self->handler->text != NULL)
    self->handler->text (self->data, (const char *) utf8, n);
}

/* Nothing that is declared is kept, so nothing can be expanded. */
static void
ignore_type (void *data, const xmlChar *name, const xmlChar *id, const xmlChar *system)
{
}

static void
keep_error (void *data, XmlFault *error)
{
  Reader *self = data;
  g_autofree char *valid = NULL;

  if (error->level < XML_ERR_ERROR || self->error != NULL)
    return;
  /* A namespace without an address hurts nobody. */
  if (error->domain == XML_FROM_NAMESPACE)
    return;
  valid = g_utf8_make_valid (error->message, -1);
  g_set_error (&self->error, SCHO_ERROR, SCHO_ERROR_INVALID,
               /* Translators: a file, a line, what the XML library said */
               _ ("%s line %d: %s"), self->name, error->line, g_strchomp (valid));
}

static gboolean
parse (Reader *self,
       const char *bytes,
       gsize n_bytes,
       GCancellable *cancellable,
       GError **error)
{
  for (gsize done = 0; done < n_bytes && self->error == NULL; done += CHUNK)
    {
      gsize n = MIN (CHUNK, n_bytes - done);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      xml_context_parse (self->context, bytes + done, (int) n, done + n == n_bytes);
    }
  if (self->error == NULL && !self->context->wellFormed)
    fail (self, _ ("cannot be read as XML"));
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

gboolean
xml_read (const char *bytes,
          gsize n_bytes,
          const XmlNamespace *namespaces,
          const XmlHandler *handler,
          gpointer data,
          const char *name,
          GCancellable *cancellable,
          GError **error)
{
  Reader self
      = { .namespaces = namespaces, .handler = handler, .data = data, .name = name };
  xmlSAXHandler sax = { 0 };
  gboolean good;

  if (n_bytes == 0)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID, _ ("%s is empty"), name);
      return FALSE;
    }
  sax.startElementNs = begin_element;
  sax.endElementNs = end_element;
  sax.characters = characters;
  sax.internalSubset = ignore_type;
  sax.serror = keep_error;
  self.full = g_string_new (NULL);
  self.context = xml_context_new (&sax, &self);
  good = parse (&self, bytes, n_bytes, cancellable, error);
  xml_context_free (self.context);
  g_string_free (self.full, TRUE);
  g_clear_error (&self.error);
  return good;
}
