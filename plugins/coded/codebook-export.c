#include "codebook-export.h"

#include "codebook-write.h"
#include "office-write.h"

#include <glib/gi18n-lib.h>

const SchoOptionSpec codebook_options[] = {
  CODEBOOK_OPTIONS,
  { NULL },
};

gboolean
codebook_write_html (SchoSnapshot *snapshot,
                     SchoOutput *output,
                     SchoOptions *options,
                     const SchoProgress *progress,
                     GCancellable *cancellable,
                     GError **error)
{
  return codebook_write_plain (snapshot, output, options, &codebook_html, "html",
                               cancellable, error);
}

gboolean
codebook_write_odt (SchoSnapshot *snapshot,
                    SchoOutput *output,
                    SchoOptions *options,
                    const SchoProgress *progress,
                    GCancellable *cancellable,
                    GError **error)
{
  g_auto (Selection) selection = { 0 };
  g_autoptr (TeiWriter) body = tei_writer_new (NULL, cancellable);
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (ZipWriter) zip = NULL;
  SchoDocument document = { .title = scho_snapshot_get_info (snapshot)->title };
  Office office = { .document = &document, .body = body, .cancellable = cancellable };
  Codebook self = { .form = &codebook_odt, .writer = body };

  if (!codebook_init (&self, &selection, snapshot, options, output, cancellable, error)
      || !(stream = codebook_open (snapshot, output, "odt", error)))
    return FALSE;
  office.snapshot = selection.snapshot;
  zip = zip_writer_new (stream);
  return office_begin_odt (&office, zip, error)
         && codebook_write (&self, cancellable, error)
         && office_end_odt (&office, zip, error)
         && zip_writer_finish (zip, cancellable, error)
         && g_output_stream_close (stream, cancellable, error);
}
