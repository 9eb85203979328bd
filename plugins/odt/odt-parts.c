#include "odt-parts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define OASIS "urn:oasis:names:tc:opendocument:xmlns:"

const XmlNamespace odt_namespaces[] = {
  { OASIS "office:1.0", "office" },
  { OASIS "text:1.0", "text" },
  { OASIS "table:1.0", "table" },
  { OASIS "drawing:1.0", "draw" },
  { OASIS "style:1.0", "style" },
  { OASIS "meta:1.0", "meta" },
  { OASIS "svg-compatible:1.0", "svg" },
  { "http://www.w3.org/1998/Math/MathML", "math" },
  { "http://purl.org/dc/elements/1.1/", "dc" },
  { NULL, NULL },
};

static gboolean
wants (const char *part)
{
  static const char *const wanted[]
      = { "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml" };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (strcmp (part, wanted[i]) == 0)
      return TRUE;
  return g_str_has_prefix (part, "Object ") && g_str_has_suffix (part, "/content.xml");
}

static gboolean
refuse_encrypted (OdtParts *self, const char *name, GError **error)
{
  gsize n;
  const char *manifest = package_get (self->package, "META-INF/manifest.xml", &n);

  if (manifest == NULL || strstr (manifest, "encryption-data") == NULL)
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("“%s” is encrypted; save it without a password"), name);
  return FALSE;
}

gboolean
odt_parts_open (OdtParts *self,
                char *bytes,
                gsize n_bytes,
                const char *name,
                gsize limit,
                GCancellable *cancellable,
                GError **error)
{
  if (n_bytes > 0 && (bytes[0] == '<' || bytes[0] == '\xef'))
    {
      self->flat = bytes;
      self->content = self->styles = self->meta = bytes;
      self->n_content = self->n_styles = self->n_meta = n_bytes;
      return TRUE;
    }
  self->package = package_open (bytes, n_bytes, name, limit, wants, cancellable, error);
  if (self->package == NULL || !refuse_encrypted (self, name, error)
      || !(self->content
           = package_need (self->package, "content.xml", &self->n_content, error)))
    return FALSE;
  self->styles = package_get (self->package, "styles.xml", &self->n_styles);
  self->meta = package_get (self->package, "meta.xml", &self->n_meta);
  return TRUE;
}

void
odt_parts_clear (OdtParts *self)
{
  g_clear_pointer (&self->package, package_free);
  g_clear_pointer (&self->flat, g_free);
}
