/* web-annotation.c - the Web Annotation Data Model, and what Hypothesis makes of it. */
#include "web-annotation.h"

#include <glib/gi18n-lib.h>

static const SchoImporter importers[] = {
  { .id = "web-annotation",
    .title = N_ ("Codings from the web (W3C, Hypothesis, Recogito)"),
    .extensions = "jsonld|json",
    .options = web_annotation_import_options,
    .guess = web_annotation_guess,
    .read = web_annotation_read },
  { NULL },
};

static const SchoExporter exporters[] = {
  { .id = "web-annotation",
    .title = N_ ("Codings for the web (W3C Web Annotation)"),
    .extension = "jsonld",
    .options = web_annotation_export_options,
    .write = web_annotation_write },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.web-annotation",
  .title = N_ ("Web Annotation"),
  .description = N_ (
      "Reads and writes codings as W3C Web Annotations, as Hypothesis and Recogito have "
      "them."),
  .importers = importers,
  .exporters = exporters,
};
