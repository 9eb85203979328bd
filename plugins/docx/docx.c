/* docx.c - documents of Word. */
#include "docx-body.h"
#include "docx-headers.h"

#include <glib/gi18n-lib.h>

static const SchoOptionSpec import_options[] = {
  OFFICE_OPTIONS,
  { NULL },
};

static int
guess (const guint8 *head, gsize n_bytes, const char *name)
{
  static const char *const marks[] = { "word/document", "word/_rels", NULL };

  return package_guess (head, n_bytes, name, "docx|docm|dotx", marks);
}

static const PropertyName property_names[] = {
  { "dc:title", "title", SCHO_ATTRIBUTE_TEXT, 0 },
  { "dc:creator", "author", SCHO_ATTRIBUTE_TEXT, 0 },
  { "dcterms:created", "date", SCHO_ATTRIBUTE_DATE, 0 },
  { "dc:subject", "subject", SCHO_ATTRIBUTE_TEXT, 0 },
  { "cp:keywords", "keywords", SCHO_ATTRIBUTE_TEXT, 0 },
  { "dc:description", "description", SCHO_ATTRIBUTE_TEXT, 0 },
  { "cp:category", "category", SCHO_ATTRIBUTE_TEXT, 0 },
  { NULL, NULL, 0, 0 },
};

/* They are a courtesy: a fault in them keeps nobody out. */
static void
read_properties (DocxBody *body, Properties *properties, GCancellable *cancellable)
{
  const DocxParts *parts = body->parts;

  docx_read_part (body->package, parts->properties, &properties_handler, properties,
                  body->office->name, cancellable, NULL);
  docx_read_part (body->package, parts->named, &properties_handler, properties,
                  body->office->name, cancellable, NULL);
  docx_read_part (body->package, parts->program, &properties_handler, properties,
                  body->office->name, cancellable, NULL);
}

static SchoStep *
read_document (DocxBody *body,
               SchoSnapshot *base,
               SchoOptions *options,
               const char *coder,
               GCancellable *cancellable,
               GError **error)
{
  g_auto (DocxParts) parts = { 0 };
  g_autoptr (DocxStyles) styles = NULL;
  g_autoptr (DocxNumbering) numbering = NULL;
  g_auto (Properties) properties = { 0 };

  body->parts = &parts;
  properties_init (&properties, property_names);
  if (!docx_parts_find (&parts, body->package, body->office->name, cancellable, error)
      || !(styles = docx_styles_new (body->package, parts.styles, body->office->name,
                                     cancellable, error))
      || !(numbering = docx_numbering_new (body->package, parts.numbering,
                                           body->office->name, cancellable, error)))
    return NULL;
  body->styles = styles;
  body->numbering = numbering;
  read_properties (body, &properties, cancellable);
  if (properties.is_ours)
    text_builder_keep_lines (body->office->builder);
  if (!docx_body_read (body, cancellable, error))
    return NULL;
  docx_headers_lose (body->package, &parts, body->office, cancellable);
  return office_text_finish (body->office, &properties, base, options, coder, cancellable,
                             error);
}

static SchoStep *
docx_import (GInputStream *stream,
             const char *name,
             const char *coder,
             SchoSnapshot *base,
             SchoOptions *options,
             const SchoProgress *progress,
             GCancellable *cancellable,
             GError **error)
{
  gsize limit = import_get_limit (options), n_bytes;
  g_autoptr (Package) package = NULL;
  g_auto (OfficeText) office = { 0 };
  DocxBody body = { .office = &office };
  char *bytes;

  scho_progress_set (progress, -1, name);
  if (!(bytes = import_read_all (stream, name, limit, &n_bytes, cancellable, error))
      || !(package = package_open (bytes, n_bytes, name, limit, docx_wants_part,
                                   cancellable, error)))
    return NULL;
  office_text_init (&office, name, options);
  body.package = package;
  return read_document (&body, base, options, coder, cancellable, error);
}

static const SchoImporter importers[] = {
  { .id = "docx",
    .title = N_ ("Word document"),
    .extensions = "docx|docm|dotx",
    .options = import_options,
    .guess = guess,
    .read = docx_import },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.docx",
  .title = N_ ("Word documents"),
  .description = N_ ("Reads documents of Word with their structure, notes and comments."),
  .importers = importers,
};
