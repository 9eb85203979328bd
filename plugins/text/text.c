/* text.c - plain text, in any encoding, as documents; and out again. */
#include <scholiast/plugin.h>

#include "text-plugin.h"

#include <glib/gi18n-lib.h>

static const SchoImporter importers[] = {
  { .id = "text",
    .title = N_ ("Plain text"),
    .extensions = "txt|text",
    .options = text_import_options,
    .guess = text_guess,
    .read = text_read },
  { NULL },
};

static gboolean
is_several (SchoSnapshot *snapshot, SchoOptions *options)
{
  gsize n;

  scho_snapshot_get_documents (snapshot, &n);
  return n > 1 && scho_options_get_text (options, "document")[0] == '\0';
}

static const SchoExporter exporters[] = {
  { .id = "text",
    .title = N_ ("Plain text"),
    .extension = "txt",
    .options = text_export_options,
    .write = text_write,
    .is_several = is_several },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.text",
  .title = N_ ("Plain text"),
  .description = N_ ("Reads plain text in any encoding and writes it again."),
  .importers = importers,
  .exporters = exporters,
};
