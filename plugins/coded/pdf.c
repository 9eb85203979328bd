/* pdf.c - coded documents as pages, as the window prints them. */
#include "selection.h"

#include "../shared/uncarried.h"

#include <glib/gi18n-lib.h>
#include <paper/print.h>
#include <string.h>

static const SchoOptionSpec options_of_pdf[] = {
  SELECTION_OPTIONS,
  { "paper", SCHO_OPTION_CHOICE, "a4", N_ ("Size of the paper"), "a4|letter" },
  { "font", SCHO_OPTION_TEXT, "Serif", N_ ("Typeface of the text"), NULL },
  { NULL },
};

static gboolean
is_several (SchoSnapshot *snapshot, SchoOptions *options)
{
  gsize n;

  scho_snapshot_get_documents (snapshot, &n);
  return n > 1 && scho_options_get_text (options, "document")[0] == '\0';
}

static SchoPrint *
make_print (const Selection *selection,
            const SchoDocument *document,
            SchoOptions *options,
            GError **error)
{
  gboolean is_letter = strcmp (scho_options_get_text (options, "paper"), "letter") == 0;
  const char *family = scho_options_get_text (options, "font");

  return scho_print_new (selection->snapshot, document->id, &selection->shown,
                         family[0] != '\0' ? family : NULL, is_letter ? 612 : 595.28,
                         is_letter ? 792 : 841.89, error);
}

static gboolean
write_document (const Selection *selection,
                const SchoDocument *document,
                gboolean several,
                SchoOutput *output,
                SchoOptions *options,
                const SchoProgress *progress,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (SchoPrint) print = make_print (selection, document, options, error);
  g_autofree char *name = selection_dup_name (document->title, "pdf");
  g_autoptr (GOutputStream) stream = NULL;

  if (print == NULL
      || !(stream = several ? scho_output_add_file (output, name, error)
                            : scho_output_open (output, name, error)))
    return FALSE;
  return scho_print_write_pdf (print, stream, several ? NULL : progress, cancellable,
                               error)
         && g_output_stream_close (stream, cancellable, error);
}

/* All who coded a document are named, but not with their passages. */
static void
tell_who (const Selection *selection, SchoLosses *losses)
{
  for (guint i = 0; i < selection->documents->len; i++)
    {
      const SchoDocument *document = selection->documents->pdata[i];
      gsize n;
      const SchoAnnotation *codings
          = scho_snapshot_get_annotations (selection->snapshot, document->id, &n);
      gsize k = 1;

      while (k < n && codings[k].coder == codings[0].coder)
        k++;
      scho_losses_add (losses, k < n ? n : 0, _ ("Who coded which passage"),
                       document->title);
    }
}

static gboolean
write_pdf (SchoSnapshot *snapshot,
           SchoOutput *output,
           SchoOptions *options,
           const SchoProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  g_auto (Selection) selection = { 0 };
  gboolean several = is_several (snapshot, options);

  if (!selection_init (&selection, snapshot, options, output, cancellable, error))
    return FALSE;
  /* The facts of a document, names and highlights are there; what else a coding has is
   * not. */
  uncarried_tell (scho_output_get_losses (output), selection.snapshot, &selection.which,
                  CARRIES_TEXTS | CARRIES_SOURCES | CARRIES_DEFINITIONS | CARRIES_CODERS
                      | CARRIES_CODES | CARRIES_COLOURS | CARRIES_CODINGS);
  tell_who (&selection, scho_output_get_losses (output));
  for (guint i = 0; i < selection.documents->len; i++)
    {
      const SchoDocument *document = selection.documents->pdata[i];

      if (several)
        scho_progress_set (progress, (double) i / selection.documents->len,
                           document->title);
      if (!write_document (&selection, document, several, output, options, progress,
                           cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static const SchoExporter exporters[] = {
  { .id = "coded-pdf",
    .title = N_ ("Coded documents as pages (PDF)"),
    .extension = "pdf",
    .options = options_of_pdf,
    .write = write_pdf,
    .is_several = is_several },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.coded-pdf",
  .title = N_ ("Coded documents as pages"),
  .description = N_ ("Writes coded documents with stripes in the margin as PDF."),
  .exporters = exporters,
};
