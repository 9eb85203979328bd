/* codebook-tei.c - the codebook as TEI to read: a division in that of the code above it,
 * so it ends where the next code is not below it. A module of its own after that of TEI,
 * which is meant by a file's ending. */
#include "codebook-write.h"

#include <glib/gi18n-lib.h>

static void
tei_close_to (Codebook *self, guint n)
{
  for (; self->n_open > n; self->n_open--)
    tei_writer_markup (self->writer, "</div>\n");
}

static void
tei_lines (TeiWriter *writer, const char *words)
{
  g_auto (GStrv) lines = g_strsplit (words, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        tei_writer_markup (writer, "<lb/>");
      tei_writer_text (writer, lines[i], -1);
    }
}

static void
tei_begin (Codebook *self, const char *title, const char *memo)
{
  tei_writer_markup (self->writer,
                     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n<teiHeader><fileDesc>"
                     "<titleStmt><title>");
  tei_writer_text (self->writer, title, -1);
  tei_writer_markup (self->writer, "</title></titleStmt>\n<publicationStmt><p>");
  tei_writer_text (self->writer, _ ("Written by Scholiast"), -1);
  tei_writer_markup (self->writer, "</p></publicationStmt>\n<sourceDesc><p>");
  tei_writer_text (self->writer, scho_snapshot_get_info (self->snapshot)->title, -1);
  tei_writer_markup (self->writer, "</p></sourceDesc></fileDesc>");
  if (self->has_pseudonyms)
    tei_writer_markup (self->writer, "\n<encodingDesc>" TEI_PSEUDONYMS "</encodingDesc>");
  tei_writer_markup (self->writer, "</teiHeader>\n<text><body>\n<head>");
  tei_writer_text (self->writer, title, -1);
  tei_writer_markup (self->writer, "</head>\n<p>");
  tei_lines (self->writer, memo != NULL ? memo : "");
  tei_writer_markup (self->writer, "</p>\n");
}

static void
tei_begin_code (Codebook *self, const SchoCode *code, const char *counts)
{
  char uuid[SCHO_UUID_STRING_LENGTH + 1];

  tei_close_to (self, self->depth);
  self->n_open++;
  scho_uuid_format (&code->uuid, uuid);
  tei_writer_printf (self->writer,
                     "<div type=\"code\" xml:id=\"code-%s\" n=\"%u\"><head>", uuid,
                     self->depth + 1);
  tei_writer_text (self->writer, code->name, -1);
  tei_writer_markup (self->writer, "</head>\n<p>");
  tei_writer_text (self->writer, counts, -1);
  tei_writer_markup (self->writer, "</p>\n");
}

static void
tei_note (Codebook *self, const char *title, const char *words)
{
  tei_writer_markup (self->writer, "<p>");
  if (title != NULL)
    {
      tei_writer_markup (self->writer, "<label>");
      tei_writer_text (self->writer, title, -1);
      tei_writer_markup (self->writer, "</label> ");
    }
  tei_lines (self->writer, words);
  tei_writer_markup (self->writer, "</p>\n");
}

static void
tei_quotation (Codebook *self, const char *words, const char *source)
{
  tei_writer_markup (self->writer, "<cit><quote>");
  tei_lines (self->writer, words);
  tei_writer_markup (self->writer, "</quote><bibl>");
  tei_writer_text (self->writer, source, -1);
  tei_writer_markup (self->writer, "</bibl></cit>\n");
}

static void
tei_end_code (Codebook *self)
{
}

static void
tei_end (Codebook *self)
{
  tei_close_to (self, 0);
  tei_writer_markup (self->writer, "</body></text>\n</TEI>\n");
}

static const CodebookForm form
    = { 0, tei_begin, tei_begin_code, tei_note, tei_quotation, tei_end_code, tei_end };

static gboolean
write_codebook (SchoSnapshot *snapshot,
                SchoOutput *output,
                SchoOptions *options,
                const SchoProgress *progress,
                GCancellable *cancellable,
                GError **error)
{
  return codebook_write_plain (snapshot, output, options, &form, "xml", cancellable,
                               error);
}

static const SchoOptionSpec options_of_codebook[] = {
  CODEBOOK_OPTIONS,
  { NULL },
};

static const SchoExporter exporters[] = {
  { .id = "codebook-tei",
    .title = N_ ("Codebook to read, as TEI"),
    .extension = "xml",
    .options = options_of_codebook,
    .write = write_codebook },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.tei-codebook",
  .title = N_ ("Codebook as TEI"),
  .description = N_ ("Writes the codebook as a document to read, as TEI."),
  .exporters = exporters,
};
