/* csv.c - codings, codebook and memos as comma-separated values. */
#include <scholiast/plugin.h>

#include "annotations.h"
#include "codebook.h"
#include "memos.h"

#include <glib/gi18n-lib.h>

static const SchoImporter importers[] = {
  { .id = "csv",
    .title = N_ ("Codings (CSV)"),
    .extensions = "csv|tsv",
    .options = annotations_import_options,
    .guess = annotations_guess,
    .read = annotations_read },
  { .id = "codebook",
    .title = N_ ("Codebook (CSV)"),
    .extensions = "csv|tsv",
    .guess = codebook_guess,
    .read = codebook_read },
  { .id = "memos",
    .title = N_ ("Memos (CSV)"),
    .extensions = "csv|tsv",
    .guess = memos_guess,
    .read = memos_read },
  { NULL },
};

static const SchoExporter exporters[] = {
  { .id = "csv",
    .title = N_ ("Codings (CSV)"),
    .extension = "csv",
    .options = annotations_export_options,
    .write = annotations_write },
  { .id = "codebook",
    .title = N_ ("Codebook (CSV)"),
    .extension = "csv",
    .options = codebook_export_options,
    .write = codebook_write },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.csv",
  .title = N_ ("Comma-separated values"),
  .description
  = N_ ("Reads and writes codings and the codebook as CSV tables, and reads memos."),
  .importers = importers,
  .exporters = exporters,
};
