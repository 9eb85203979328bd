/* refi-qda.c - REFI-QDA projects (.qdpx, .qde) and codebooks (.qdc). */
#include "refi-export.h"
#include "refi-reader.h"

#include "../shared/pseudonyms-option.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const SchoOptionSpec import_options[] = {
  { "positions", SCHO_OPTION_CHOICE, "auto",
    N_ ("How positions are counted: found out, or as a program does"),
    "auto|standard|nvivo|maxqda-atlas" },
  { "unwrap", SCHO_OPTION_BOOLEAN, "false",
    N_ ("Leave out the one folder that holds all codes (“Nodes” of NVivo)"), NULL },
  { "split", SCHO_OPTION_BOOLEAN, "false",
    N_ ("Codes called “folder::code” go into folders (ATLAS.ti)"), NULL },
  { "limit", SCHO_OPTION_INTEGER, "2047", N_ ("The most to read from a file, in MiB"),
    NULL },
  { NULL },
};

static int
guess (const guint8 *head, gsize n_bytes, const char *name)
{
  gboolean is_called = import_is_called (name, "qdpx|qde|qdc");

  if (n_bytes >= 4 && memcmp (head, "PK\x03\x04", 4) == 0)
    return import_is_called (name, "qdpx")           ? 95
           : import_head_has (head, n_bytes, ".qde") ? 85
                                                     : 0;
  if (import_head_begins (head, n_bytes, name, "<")
      && import_head_has (head, n_bytes, "urn:QDA-XML:"))
    return 95;
  return is_called ? 50 : 0;
}

static const SchoImporter importers[] = {
  { .id = "refi-qda",
    .title = N_ ("REFI-QDA project or codebook"),
    .extensions = "qdpx|qdc|qde",
    .options = import_options,
    .guess = guess,
    .read = refi_read },
  { NULL },
};

static const SchoOptionSpec export_options[] = {
  { "target", SCHO_OPTION_CHOICE, "standard",
    N_ ("For whom: as the standard says, or as a program counts positions"),
    "standard|nvivo|maxqda-atlas" },
  { "document", SCHO_OPTION_DOCUMENT, "", N_ ("Which document"), NULL },
  { "coder", SCHO_OPTION_CODER, "", N_ ("Whose codings"), NULL },
  { "code", SCHO_OPTION_CODE, "", N_ ("Which code, with those below it"), NULL },
  { "memos", SCHO_OPTION_BOOLEAN, "true", N_ ("Memos too"), NULL },
  PSEUDONYMS_OPTION,
  { NULL },
};

static const SchoOptionSpec codebook_options[] = {
  { "code", SCHO_OPTION_CODE, "", N_ ("Which code, with those below it"), NULL },
  PSEUDONYMS_OPTION,
  { NULL },
};

static gboolean
write_project (SchoSnapshot *snapshot,
               SchoOutput *output,
               SchoOptions *options,
               const SchoProgress *progress,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (SchoSnapshot) told
      = pseudonyms_take (snapshot, options, output, progress, cancellable, error);

  return told != NULL && refi_write (told, output, options, progress, cancellable, error);
}

static gboolean
write_codebook (SchoSnapshot *snapshot,
                SchoOutput *output,
                SchoOptions *options,
                const SchoProgress *progress,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (SchoSnapshot) told
      = pseudonyms_take (snapshot, options, output, progress, cancellable, error);

  return told != NULL
         && refi_write_codebook (told, output, options, progress, cancellable, error);
}

static const SchoExporter exporters[] = {
  { .id = "refi-qda",
    .title = N_ ("REFI-QDA project"),
    .extension = "qdpx",
    .options = export_options,
    .write = write_project },
  { .id = "refi-codebook",
    .title = N_ ("REFI-QDA codebook"),
    .extension = "qdc",
    .options = codebook_options,
    .write = write_codebook },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.refi-qda",
  .title = N_ ("REFI-QDA"),
  .description
  = N_ ("Reads and writes projects and codebooks that NVivo, MAXQDA, ATLAS.ti "
        "and others exchange."),
  .importers = importers,
  .exporters = exporters,
};
