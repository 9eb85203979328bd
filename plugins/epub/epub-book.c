#include "epub-book.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CONTAINER "META-INF/container.xml"
#define ENCRYPTION "META-INF/encryption.xml"

static const XmlNamespace namespaces[] = {
  { "urn:oasis:names:tc:opendocument:xmlns:container", "container" },
  { "http://www.idpf.org/2007/opf", "opf" },
  { "http://purl.org/dc/elements/1.1/", "dc" },
  { "http://www.w3.org/2001/04/xmlenc#", "enc" },
  { NULL, NULL },
};

static const PropertyName property_names[] = {
  { "dc:title", "title", SCHO_ATTRIBUTE_TEXT, 0 },
  { "dc:creator", "author", SCHO_ATTRIBUTE_TEXT, 0 },
  { "dc:date", "date", SCHO_ATTRIBUTE_DATE, 0 },
  { "dc:publisher", "outlet", SCHO_ATTRIBUTE_TEXT, 0 },
  { "dc:subject", "subject", SCHO_ATTRIBUTE_TEXT, 0 },
  { "dc:description", "description", SCHO_ATTRIBUTE_TEXT, 0 },
  { NULL, NULL, 0, 0 },
};

typedef struct
{
  EpubBook *book;
  const char *name; /* of the file */
  Package *package;
  char *root;        /* nullable: the name of the part that describes the book */
  GHashTable *items; /* id → name of the part */
  GPtrArray *later;  /* what is not in the line of reading */
  gboolean protected;
} Reader;

static void
begin_in_container (gpointer data, const char *name, const XmlAttributes *attributes)
{
  Reader *self = data;

  if (strcmp (name, "container:rootfile") == 0 && self->root == NULL)
    self->root = xml_attributes_dup (attributes, "full-path");
}

/* Fonts may be mixed up in any book; pages only where they are protected. */
static void
begin_in_encryption (gpointer data, const char *name, const XmlAttributes *attributes)
{
  Reader *self = data;
  g_autofree char *uri = xml_attributes_dup (attributes, "URI");

  if (strcmp (name, "enc:CipherReference") == 0 && uri != NULL
      && (g_str_has_suffix (uri, "html") || g_str_has_suffix (uri, ".htm")
          || g_str_has_suffix (uri, ".xml")))
    self->protected = TRUE;
}

static void
add_item (Reader *self, const XmlAttributes *attributes)
{
  char *id = xml_attributes_dup (attributes, "id");
  g_autofree char *reference = xml_attributes_dup (attributes, "href");

  if (id != NULL && reference != NULL)
    g_hash_table_replace (self->items, id, package_resolve (self->root, reference));
  else
    g_free (id);
}

static gboolean
has_part (GPtrArray *parts, const char *part)
{
  for (guint i = 0; i < parts->len; i++)
    if (strcmp (parts->pdata[i], part) == 0)
      return TRUE;
  return FALSE;
}

/* A part that is read twice would be a loop. */
static void
add_to_line (Reader *self, const XmlAttributes *attributes)
{
  g_autofree char *id = xml_attributes_dup (attributes, "idref");
  const char *part = id != NULL ? g_hash_table_lookup (self->items, id) : NULL;
  GPtrArray *parts
      = xml_attributes_is (attributes, "linear", "no") ? self->later : self->book->parts;
  gsize n;

  if (part != NULL && g_str_has_suffix (part, ".svg"))
    lost_add (self->book->losses, 1, _ ("Pages that are pictures"), self->name, part);
  else if (part == NULL || package_get (self->package, part, &n) == NULL)
    lost_add (self->book->losses, 1, _ ("Pages that are not in the file"), self->name,
              part != NULL ? part : id);
  else if (!has_part (self->book->parts, part) && !has_part (self->later, part))
    g_ptr_array_add (parts, g_strdup (part));
}

static void
begin_in_root (gpointer data, const char *name, const XmlAttributes *attributes)
{
  Reader *self = data;

  properties_begin (&self->book->properties, name, attributes);
  if (strcmp (name, "opf:item") == 0)
    add_item (self, attributes);
  else if (strcmp (name, "opf:itemref") == 0)
    add_to_line (self, attributes);
}

static void
end_in_root (gpointer data, const char *name)
{
  properties_end (&((Reader *) data)->book->properties, name);
}

static void
text_in_root (gpointer data, const char *utf8, gsize n_bytes)
{
  properties_text (&((Reader *) data)->book->properties, utf8, n_bytes);
}

static gboolean
refuse_protected (Reader *self,
                  const char *name,
                  GCancellable *cancellable,
                  GError **error)
{
  static const XmlHandler handler = { .begin = begin_in_encryption };
  gsize n_bytes;
  const char *bytes = package_get (self->package, ENCRYPTION, &n_bytes);

  if (bytes == NULL || n_bytes == 0)
    return TRUE;
  if (!xml_read (bytes, n_bytes, namespaces, &handler, self, name, cancellable, error))
    return FALSE;
  if (self->protected)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                 _ ("“%s” has a copy protection and cannot be read"), name);
  return !self->protected;
}

static gboolean
read_container (Reader *self, const char *name, GCancellable *cancellable, GError **error)
{
  static const XmlHandler handler = { .begin = begin_in_container };
  gsize n_bytes;
  const char *bytes = package_need (self->package, CONTAINER, &n_bytes, error);

  if (bytes == NULL
      || !xml_read (bytes, n_bytes, namespaces, &handler, self, name, cancellable, error))
    return FALSE;
  if (self->root != NULL)
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("“%s” is no e-book: it does not say what is in it"), name);
  return FALSE;
}

static gboolean
read_root (Reader *self, const char *name, GCancellable *cancellable, GError **error)
{
  static const XmlHandler handler
      = { .begin = begin_in_root, .end = end_in_root, .text = text_in_root };
  gsize n_bytes;
  const char *bytes = package_need (self->package, self->root, &n_bytes, error);

  if (bytes == NULL
      || !xml_read (bytes, n_bytes, namespaces, &handler, self, name, cancellable, error))
    return FALSE;
  for (guint i = 0; i < self->later->len; i++)
    g_ptr_array_add (self->book->parts, g_strdup (self->later->pdata[i]));
  return TRUE;
}

gboolean
epub_book_read (EpubBook *self,
                Package *package,
                const char *name,
                GCancellable *cancellable,
                GError **error)
{
  Reader reader = { .book = self, .name = name, .package = package };
  gboolean done;

  self->parts = g_ptr_array_new_with_free_func (g_free);
  self->losses = scho_losses_new ();
  properties_init (&self->properties, property_names);
  reader.items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reader.later = g_ptr_array_new_with_free_func (g_free);
  done = refuse_protected (&reader, name, cancellable, error)
         && read_container (&reader, name, cancellable, error)
         && read_root (&reader, name, cancellable, error);
  g_hash_table_unref (reader.items);
  g_ptr_array_unref (reader.later);
  g_free (reader.root);
  return done;
}

void
epub_book_clear (EpubBook *self)
{
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->losses, scho_losses_unref);
  properties_clear (&self->properties);
}
