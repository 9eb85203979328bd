/* tei.c - TEI P5 XML, out and in again. */
#include "tei.h"

#include "../shared/import.h"
#include "../shared/pseudonyms-option.h"

#include <string.h>

#include <glib/gi18n-lib.h>

static const SchoOptionSpec export_options[] = {
  { "profile", SCHO_OPTION_CHOICE, "anchors", N_ ("How codings are written"),
    "anchors|spans|string-range|inline|catma" },
  { "transcript", SCHO_OPTION_CHOICE, "plain", N_ ("How transcripts are written"),
    "plain|iso24624" },
  { "corpus", SCHO_OPTION_BOOLEAN, "false", N_ ("All documents in one file (teiCorpus)"),
    NULL },
  { "document", SCHO_OPTION_DOCUMENT, "", N_ ("Which document"), NULL },
  { "coder", SCHO_OPTION_CODER, "", N_ ("Whose codings"), NULL },
  { "code", SCHO_OPTION_CODE, "", N_ ("Which code, with those below it"), NULL },
  { "memos", SCHO_OPTION_BOOLEAN, "true", N_ ("Memos too"), NULL },
  PSEUDONYMS_OPTION,
  { NULL },
};

/* Letters of @head without the zero bytes that UTF-16 puts between them. */
static char *
make_plain (const guint8 *head, gsize n)
{
  GString *plain = g_string_sized_new (n);

  for (gsize i = 0; i < n; i++)
    if (head[i] != 0)
      g_string_append_c (plain, head[i]);
  return g_string_free (plain, FALSE);
}

static int
guess (const guint8 *head, gsize n_bytes, const char *name)
{
  g_autofree char *plain = make_plain (head, n_bytes);
  gboolean is_xml = g_str_has_suffix (name, ".xml");

  if (!import_head_begins (head, n_bytes, name, "<"))
    return g_str_has_suffix (name, ".tei") ? 40 : is_xml ? 15 : 0;
  if (strstr (plain, TEI_NAMESPACE) != NULL)
    return strstr (plain, "<TEI") || strstr (plain, "<teiCorpus") ? 95 : 60;
  if (strstr (plain, "<TEI") != NULL || strstr (plain, "<teiCorpus") != NULL)
    return 50;
  if (g_str_has_suffix (name, ".tei"))
    return 40;
  /* Whatever it is: the error will name its line. */
  return is_xml ? 15 : 0;
}

static const SchoOptionSpec import_options[] = {
  { "choice", SCHO_OPTION_CHOICE, "corrected",
    N_ ("Where the file has two readings (sic and corr, abbr and expan …)"),
    "corrected|original" },
  { "notes", SCHO_OPTION_BOOLEAN, "true", N_ ("Notes too"), NULL },
  { "document", SCHO_OPTION_DOCUMENT, "",
    N_ ("The document that codings belong to, if the file has no text (CATMA)"), NULL },
  { NULL },
};

static const SchoImporter importers[] = {
  { "tei", N_ ("TEI XML"), "xml|tei", import_options, guess, tei_read },
  { NULL },
};

/* A file for each document, unless there is one only; two for CATMA. */
static gboolean
is_several (SchoSnapshot *snapshot, SchoOptions *options)
{
  gsize n;

  scho_snapshot_get_documents (snapshot, &n);
  if (g_str_equal (scho_options_get_text (options, "profile"), "catma"))
    return n > 0;
  return n > 1 && !scho_options_get_boolean (options, "corpus")
         && scho_options_get_text (options, "document")[0] == '\0';
}

static const SchoExporter exporters[] = {
  { .id = "tei",
    .title = N_ ("TEI XML"),
    .extension = "xml",
    .options = export_options,
    .write = tei_write,
    .write_tables = tei_write_tables,
    .is_several = is_several },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.tei",
  .title = N_ ("TEI XML"),
  .description = N_ ("Writes coded texts and tables as TEI P5 XML, and reads them."),
  .importers = importers,
  .exporters = exporters,
};
