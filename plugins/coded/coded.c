/* coded.c - coded documents for readers, not for programs. */
#include "codebook-export.h"
#include "office-write.h"
#include "page.h"
#include "quotations.h"

#include "../shared/controls.h"

#include <glib/gi18n-lib.h>

static const SchoOptionSpec page_options[] = {
  SELECTION_OPTIONS,
  SELECTION_FILES_OPTION,
  { NULL },
};

static gboolean
write_page (const Selection *selection,
            const SchoDocument *document,
            SchoOutput *output,
            const SchoProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  GPtrArray *documents = document != NULL ? one : selection->documents;
  const char *title = document != NULL ? document->title
                      : documents->len == 1
                          ? ((const SchoDocument *) documents->pdata[0])->title
                          : scho_snapshot_get_info (selection->snapshot)->title;
  g_autofree char *name = selection_dup_name (title, "html");
  GOutputStream *stream = document != NULL ? scho_output_add_file (output, name, error)
                                           : scho_output_open (output, name, error);

  if (document != NULL)
    g_ptr_array_add (one, (gpointer) document);
  return stream != NULL
         && page_write (selection, documents, stream, scho_output_get_losses (output),
                        progress, cancellable, error);
}

static gboolean
write_pages (SchoSnapshot *snapshot,
             SchoOutput *output,
             SchoOptions *options,
             const SchoProgress *progress,
             GCancellable *cancellable,
             GError **error)
{
  g_auto (Selection) selection = { 0 };

  if (!selection_init (&selection, snapshot, options, output, cancellable, error))
    return FALSE;
  uncarried_tell (scho_output_get_losses (output), selection.snapshot, &selection.which,
                  CARRIES_TEXTS | CARRIES_LANGUAGES | CARRIES_SOURCES | CARRIES_ATTRIBUTES
                      | CARRIES_DOCUMENT_MEMOS | CARRIES_CODES | CARRIES_COLOURS
                      | CARRIES_DEFINITIONS | CARRIES_USES | CARRIES_CODE_MEMOS
                      | CARRIES_CODERS | CARRIES_CODINGS | CARRIES_WEIGHTS | CARRIES_MEMOS
                      | CARRIES_PROJECT_MEMO);
  controls_tell_names (scho_output_get_losses (output), selection.snapshot,
                       &selection.which, ~0u);
  if (!selection_is_several (snapshot, options))
    return write_page (&selection, NULL, output, progress, cancellable, error);
  for (guint i = 0; i < selection.documents->len; i++)
    {
      const SchoDocument *document = selection.documents->pdata[i];

      scho_progress_set (progress, (double) i / selection.documents->len,
                         document->title);
      if (!write_page (&selection, document, output, NULL, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static const SchoOptionSpec selection_options[] = {
  SELECTION_OPTIONS,
  { NULL },
};

static gboolean
write_quotations (SchoSnapshot *snapshot,
                  SchoOutput *output,
                  SchoOptions *options,
                  const SchoProgress *progress,
                  GCancellable *cancellable,
                  GError **error)
{
  g_auto (Selection) selection = { 0 };
  g_autofree char *name
      = selection_dup_name (scho_snapshot_get_info (snapshot)->title, "md");
  GOutputStream *stream;

  if (!selection_init (&selection, snapshot, options, output, cancellable, error))
    return FALSE;
  uncarried_tell (scho_output_get_losses (output), selection.snapshot, &selection.which,
                  ~(UNCARRIED_OF_CODINGS | UNCARRIED_OF_CODES) | CARRIES_CODINGS
                      | CARRIES_WEIGHTS | CARRIES_MEMOS | CARRIES_CODES
                      | CARRIES_DEFINITIONS | CARRIES_USES | CARRIES_CODE_MEMOS);
  return (stream = scho_output_open (output, name, error)) != NULL
         && quotations_write (&selection, stream, progress, cancellable, error);
}

static gboolean
write_docx (SchoSnapshot *snapshot,
            SchoOutput *output,
            SchoOptions *options,
            const SchoProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  return office_write_all (snapshot, output, options, "docx", office_write_docx, progress,
                           cancellable, error);
}

static gboolean
write_odt (SchoSnapshot *snapshot,
           SchoOutput *output,
           SchoOptions *options,
           const SchoProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  return office_write_all (snapshot, output, options, "odt", office_write_odt, progress,
                           cancellable, error);
}

static const SchoExporter exporters[] = {
  { .id = "coded-html",
    .title = N_ ("Coded documents as a web page (HTML)"),
    .extension = "html",
    .options = page_options,
    .write = write_pages,
    .is_several = selection_is_several },
  { .id = "md",
    .title = N_ ("Quotations by code (Markdown)"),
    .extension = "md",
    .options = selection_options,
    .write = write_quotations },
  { .id = "coded-docx",
    .title = N_ ("Coded documents for Word, codes as comments (DOCX)"),
    .extension = "docx",
    .options = selection_options,
    .write = write_docx,
    .is_several = office_is_several },
  { .id = "coded-odt",
    .title = N_ ("Coded documents for LibreOffice, codes as comments (ODT)"),
    .extension = "odt",
    .options = selection_options,
    .write = write_odt,
    .is_several = office_is_several },
  { .id = "codebook-html",
    .title = N_ ("Codebook to read, as a web page (HTML)"),
    .extension = "html",
    .options = codebook_options,
    .write = codebook_write_html },
  { .id = "codebook-odt",
    .title = N_ ("Codebook to read, for LibreOffice (ODT)"),
    .extension = "odt",
    .options = codebook_options,
    .write = codebook_write_odt },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.coded",
  .title = N_ ("Coded documents"),
  .description = N_ ("Writes coded documents and codebooks for readers: web pages, "
                     "quotations, comments for Word and LibreOffice."),
  .exporters = exporters,
};
