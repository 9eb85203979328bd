/* cas-plugin.c - UIMA CAS as JSON and XMI, and WebAnno TSV: for INCEpTION. */
#include "cas-file.h"
#include "cas.h"

#include <glib/gi18n-lib.h>

static gboolean
write_json (SchoSnapshot *snapshot,
            SchoOutput *output,
            SchoOptions *options,
            const SchoProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  return cas_write_files (snapshot, output, options, "json", cas_json_write, progress,
                          cancellable, error);
}

static gboolean
write_tsv (SchoSnapshot *snapshot,
           SchoOutput *output,
           SchoOptions *options,
           const SchoProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  return cas_write_files (snapshot, output, options, "tsv", cas_tsv_write, progress,
                          cancellable, error);
}

static const SchoImporter importers[] = {
  { .id = "cas",
    .title = N_ ("Codings of INCEpTION (UIMA CAS JSON or XMI)"),
    .extensions = "json|xmi|zip",
    .options = cas_import_options,
    .guess = cas_guess,
    .read = cas_read },
  { NULL },
};

static const SchoExporter exporters[] = {
  { .id = "cas-json",
    .title = N_ ("Texts and codings for INCEpTION (UIMA CAS JSON)"),
    .extension = "json",
    .options = cas_export_options,
    .write = write_json,
    .is_several = cas_is_several },
  { .id = "cas-xmi",
    .title = N_ ("Texts and codings for UIMA (XMI, a ZIP package)"),
    .extension = "zip",
    .options = cas_export_options,
    .write = cas_xmi_write },
  { .id = "webanno-tsv",
    .title = N_ ("Texts and codings for WebAnno (TSV 3.3)"),
    .extension = "tsv",
    .options = cas_export_options,
    .write = write_tsv,
    .is_several = cas_is_several },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.cas",
  .title = N_ ("UIMA, INCEpTION, WebAnno"),
  .description = N_ ("Reads and writes texts and codings as UIMA CAS, and writes WebAnno "
                     "TSV."),
  .importers = importers,
  .exporters = exporters,
};
