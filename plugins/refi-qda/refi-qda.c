/* refi-qda.c - REFI-QDA projects (.qdpx, .qde) and codebooks (.qdc). */
#include "refi-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const SchoOptionSpec import_options[] = {
  { "positions", SCHO_OPTION_CHOICE, "auto",
    N_ ("How positions are counted: found out, or as a program does"),
    "auto|standard|nvivo|maxqda-atlas" },
  { "unwrap", SCHO_OPTION_BOOLEAN, "false",
    N_ ("Leave out the one folder that holds all codes (“Nodes” of NVivo)"), NULL },
  { "limit", SCHO_OPTION_INTEGER, "2047", N_ ("The most to read from a file, in MiB"),
    NULL },
  { NULL },
};

static gboolean
has (const guint8 *head, gsize n_bytes, const char *mark)
{
  return memmem (head, n_bytes, mark, strlen (mark)) != NULL;
}

static int
guess (const guint8 *head, gsize n_bytes, const char *name)
{
  gboolean is_called = import_is_called (name, "qdpx|qde|qdc");

  if (n_bytes >= 4 && memcmp (head, "PK\x03\x04", 4) == 0)
    return import_is_called (name, "qdpx") ? 95 : has (head, n_bytes, ".qde") ? 85 : 0;
  if (has (head, n_bytes, "urn:QDA-XML:"))
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

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.refi-qda",
  .title = N_ ("REFI-QDA"),
  .description
  = N_ ("Reads and writes projects and codebooks that NVivo, MAXQDA, ATLAS.ti "
        "and others exchange."),
  .importers = importers,
};
