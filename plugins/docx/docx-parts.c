#include "docx-parts.h"

#include <string.h>

/* The addresses of both dialects, the transitional and the strict one. */
const XmlNamespace docx_namespaces[] = {
  { "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w" },
  { "http://purl.oclc.org/ooxml/wordprocessingml/main", "w" },
  { "http://schemas.openxmlformats.org/markup-compatibility/2006", "mc" },
  { "http://schemas.openxmlformats.org/officeDocument/2006/math", "m" },
  { "http://purl.oclc.org/ooxml/officeDocument/math", "m" },
  { "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "wp" },
  { "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", "wp" },
  { "http://schemas.microsoft.com/office/word/2010/wordprocessingShape", "wps" },
  { "http://schemas.openxmlformats.org/drawingml/2006/picture", "pic" },
  { "http://purl.oclc.org/ooxml/drawingml/picture", "pic" },
  { "http://schemas.openxmlformats.org/drawingml/2006/chart", "c" },
  { "http://purl.oclc.org/ooxml/drawingml/chart", "c" },
  { "http://schemas.microsoft.com/office/drawing/2014/chartex", "cx" },
  { "http://schemas.openxmlformats.org/drawingml/2006/diagram", "dgm" },
  { "http://purl.oclc.org/ooxml/drawingml/diagram", "dgm" },
  { "urn:schemas-microsoft-com:vml", "v" },
  { "http://schemas.openxmlformats.org/package/2006/relationships", "rel" },
  { "http://schemas.openxmlformats.org/package/2006/metadata/core-properties", "cp" },
  { "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties", "ep" },
  { "http://purl.oclc.org/ooxml/officeDocument/extendedProperties", "ep" },
  { "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties", "cup" },
  { "http://purl.oclc.org/ooxml/officeDocument/customProperties", "cup" },
  { "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes", "vt" },
  { "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes", "vt" },
  { "http://schemas.microsoft.com/office/word/2012/wordml", "w15" },
  { "http://purl.org/dc/elements/1.1/", "dc" },
  { "http://purl.org/dc/terms/", "dcterms" },
  { NULL, NULL },
};

gboolean
docx_wants_part (const char *name)
{
  static const char *const unwanted[]
      = { "/theme/",     "customXml/",        "/glossary/", "fontTable",
          "webSettings", "stylesWithEffects", "/charts/",   "/diagrams/" };

  for (guint i = 0; i < G_N_ELEMENTS (unwanted); i++)
    if (strstr (name, unwanted[i]) != NULL)
      return FALSE;
  return g_str_has_suffix (name, ".xml") || g_str_has_suffix (name, ".rels");
}

typedef struct
{
  DocxParts *parts;
  const char *base; /* the part that they are of, what its targets are relative to */
} Relations;

static void
set_once (char **field, const char *base, const char *target)
{
  if (*field == NULL && target != NULL)
    *field = package_resolve (base, target);
}

static char *
make_key (const char *part, const char *id)
{
  return g_strconcat (part, "\n", id, NULL);
}

static void
add_link (Relations *self, const XmlAttributes *attributes, const char *target)
{
  g_autofree char *id = xml_attributes_dup (attributes, "Id");

  if (id != NULL && target != NULL)
    g_hash_table_replace (self->parts->links, make_key (self->base, id),
                          g_strdup (target));
}

static void
add_header (Relations *self, const char *target)
{
  if (target != NULL)
    g_ptr_array_add (self->parts->headers, package_resolve (self->base, target));
}

static void
begin_relation (gpointer data, const char *name, const XmlAttributes *attributes)
{
  Relations *self = data;
  DocxParts *parts = self->parts;
  g_autofree char *type = xml_attributes_dup (attributes, "Type");
  g_autofree char *target = xml_attributes_dup (attributes, "Target");
  const char *kind = type != NULL ? strrchr (type, '/') : NULL;

  if (strcmp (name, "rel:Relationship") != 0 || kind == NULL)
    return;
  kind++;
  if (xml_attributes_is (attributes, "TargetMode", "External"))
    {
      if (strcmp (kind, "hyperlink") == 0)
        add_link (self, attributes, target);
      return;
    }
  if (strcmp (kind, "officeDocument") == 0)
    set_once (&parts->document, self->base, target);
  else if (strcmp (kind, "core-properties") == 0)
    set_once (&parts->properties, self->base, target);
  else if (strcmp (kind, "extended-properties") == 0
           || strcmp (kind, "extendedProperties") == 0)
    set_once (&parts->program, self->base, target);
  else if (strcmp (kind, "custom-properties") == 0
           || strcmp (kind, "customProperties") == 0)
    set_once (&parts->named, self->base, target);
  else if (strcmp (kind, "commentsExtended") == 0)
    set_once (&parts->answers, self->base, target);
  else if (strcmp (kind, "styles") == 0)
    set_once (&parts->styles, self->base, target);
  else if (strcmp (kind, "numbering") == 0)
    set_once (&parts->numbering, self->base, target);
  else if (strcmp (kind, "footnotes") == 0)
    set_once (&parts->footnotes, self->base, target);
  else if (strcmp (kind, "endnotes") == 0)
    set_once (&parts->endnotes, self->base, target);
  else if (strcmp (kind, "comments") == 0)
    set_once (&parts->comments, self->base, target);
  else if (strcmp (kind, "header") == 0 || strcmp (kind, "footer") == 0)
    add_header (self, target);
}

gboolean
docx_read_part (Package *package,
                const char *part,
                const XmlHandler *handler,
                gpointer data,
                const char *name,
                GCancellable *cancellable,
                GError **error)
{
  gsize n_bytes;
  const char *bytes = part != NULL ? package_get (package, part, &n_bytes) : NULL;
  g_autofree char *where = NULL;

  if (bytes == NULL || n_bytes == 0)
    return TRUE;
  where = g_strdup_printf ("%s: %s", name, part);
  return xml_read (bytes, n_bytes, docx_namespaces, handler, data, where, cancellable,
                   error);
}

/* `word/document.xml` has its relations in `word/_rels/document.xml.rels`. */
static char *
dup_relations_name (const char *part)
{
  g_autofree char *folder = g_path_get_dirname (part);
  g_autofree char *file = g_path_get_basename (part);

  return g_strdup_printf ("%s%s_rels/%s.rels", strcmp (folder, ".") == 0 ? "" : folder,
                          strcmp (folder, ".") == 0 ? "" : "/", file);
}

/* @part: (nullable): there is none of it */
static gboolean
read_relations (Package *package,
                DocxParts *parts,
                const char *part,
                const char *name,
                GCancellable *cancellable,
                GError **error)
{
  static const XmlHandler handler = { .begin = begin_relation };
  Relations relations = { parts, part };
  g_autofree char *relations_part = part != NULL ? dup_relations_name (part) : NULL;

  return docx_read_part (package, relations_part, &handler, &relations, name, cancellable,
                         error);
}

gboolean
docx_parts_find (DocxParts *self,
                 Package *package,
                 const char *name,
                 GCancellable *cancellable,
                 GError **error)
{
  static const XmlHandler handler = { .begin = begin_relation };
  Relations relations = { self, "" };
  gsize n_bytes;

  self->headers = g_ptr_array_new_with_free_func (g_free);
  self->links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!docx_read_part (package, "_rels/.rels", &handler, &relations, name, cancellable,
                       error))
    return FALSE;
  if (self->document == NULL)
    self->document = g_strdup ("word/document.xml");
  if (package_need (package, self->document, &n_bytes, error) == NULL)
    return FALSE;
  return read_relations (package, self, self->document, name, cancellable, error)
         && read_relations (package, self, self->footnotes, name, cancellable, error)
         && read_relations (package, self, self->endnotes, name, cancellable, error);
}

const char *
docx_parts_get_link (const DocxParts *self, const char *part, const char *id)
{
  g_autofree char *key = part != NULL && id != NULL ? make_key (part, id) : NULL;

  return key != NULL ? g_hash_table_lookup (self->links, key) : NULL;
}

void
docx_parts_clear (DocxParts *self)
{
  g_clear_pointer (&self->document, g_free);
  g_clear_pointer (&self->styles, g_free);
  g_clear_pointer (&self->numbering, g_free);
  g_clear_pointer (&self->footnotes, g_free);
  g_clear_pointer (&self->endnotes, g_free);
  g_clear_pointer (&self->comments, g_free);
  g_clear_pointer (&self->properties, g_free);
  g_clear_pointer (&self->program, g_free);
  g_clear_pointer (&self->named, g_free);
  g_clear_pointer (&self->answers, g_free);
  g_clear_pointer (&self->headers, g_ptr_array_unref);
  g_clear_pointer (&self->links, g_hash_table_unref);
}
