/* odt.c - texts of LibreOffice and others: OpenDocument. */
#include "odt-body.h"
#include "odt-headers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const SchoOptionSpec import_options[] = {
  OFFICE_OPTIONS,
  { NULL },
};

static int
guess (const guint8 *head, gsize n_bytes, const char *name)
{
  static const char *const marks[] = { "application/vnd.oasis.opendocument.text", NULL };
  /* The sanitizer's compiler wants to see that there is something to look in. */
  gboolean is_flat = head != NULL && n_bytes > 0 && (head[0] == '<' || head[0] == 0xef)
                     && memmem (head, n_bytes, "opendocument:xmlns:office", 25) != NULL
                     && memmem (head, n_bytes, marks[0], strlen (marks[0])) != NULL;

  return is_flat ? 90 : package_guess (head, n_bytes, name, "odt|ott|fodt", marks);
}

/* A creation date may have nine digits of seconds; the day is what counts. */
static const PropertyName property_names[] = {
  { "dc:title", "title", SCHO_ATTRIBUTE_TEXT, 0 },
  { "meta:initial-creator", "author", SCHO_ATTRIBUTE_TEXT, 0 },
  { "meta:creation-date", "date", SCHO_ATTRIBUTE_DATE, sizeof "2018-01-14" - 1 },
  { "dc:subject", "subject", SCHO_ATTRIBUTE_TEXT, 0 },
  { "meta:keyword", "keywords", SCHO_ATTRIBUTE_TEXT, 0 },
  { "dc:description", "description", SCHO_ATTRIBUTE_TEXT, 0 },
  { NULL, NULL, 0, 0 },
};

/* They are a courtesy: a fault in them keeps nobody out. */
static void
read_properties (const OdtParts *parts,
                 OfficeText *office,
                 Properties *properties,
                 GCancellable *cancellable)
{
  properties_init (properties, property_names);
  if (parts->meta != NULL && parts->n_meta > 0)
    xml_read (parts->meta, parts->n_meta, odt_namespaces, &properties_handler, properties,
              office->name, cancellable, NULL);
  if (properties->is_ours)
    text_builder_keep_lines (office->builder);
}

static SchoStep *
odt_import (GInputStream *stream,
            const char *name,
            const char *coder,
            SchoSnapshot *base,
            SchoOptions *options,
            const SchoProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  gsize limit = import_get_limit (options), n_bytes;
  g_autoptr (OdtStyles) styles = NULL;
  g_auto (OdtParts) parts = { 0 };
  g_auto (OfficeText) office = { 0 };
  g_auto (Properties) properties = { 0 };
  OdtBody body = { .parts = &parts, .office = &office };
  char *bytes;

  scho_progress_set (progress, -1, name);
  if (!(bytes = import_read_all (stream, name, limit, &n_bytes, cancellable, error))
      || !odt_parts_open (&parts, bytes, n_bytes, name, limit, cancellable, error)
      || !(styles = odt_styles_new (&parts, name, cancellable, error)))
    return NULL;
  office_text_init (&office, name, options);
  body.styles = styles;
  read_properties (&parts, &office, &properties, cancellable);
  if (!odt_body_read (&body, cancellable, error))
    return NULL;
  odt_headers_lose (parts.styles, parts.n_styles, &office, cancellable);
  return office_text_finish (&office, &properties, base, options, coder, cancellable,
                             error);
}

static const SchoImporter importers[] = {
  { .id = "odt",
    .title = N_ ("OpenDocument text"),
    .extensions = "odt|ott|fodt",
    .options = import_options,
    .guess = guess,
    .read = odt_import },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.odt",
  .title = N_ ("OpenDocument texts"),
  .description
  = N_ ("Reads texts of LibreOffice with their structure, notes and comments."),
  .importers = importers,
};
