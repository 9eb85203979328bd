#include "window-private.h"

#include "dialogs.h"
#include "print.h"
#include "reading.h"

#include <glib/gi18n.h>
#include <scholiast/file-name.h>
#include <scholiast/output.h>

/* How long the window waits for pages to be found, in microseconds. */
#define SLICE (30 * 1000)

/* What is printed, and how; belongs to the operation or the job. */
typedef struct
{
  SchoSnapshot *snapshot;
  guint32 document;
  SchoShown shown;
  char *family;
  char *path;       /* nullable */
  SchoPrint *print; /* nullable: while a printer is at work */
  GError *error;
} Printing;

static void
copy_flags (const gboolean *flags, guint32 n, gboolean **copy, guint32 *n_copy)
{
  *copy = flags != NULL ? g_memdup2 (flags, n * sizeof (gboolean)) : NULL;
  *n_copy = n;
}

/* What the page shows is printed. */
static Printing *
printing_new (SchoWindow *self, const char *path)
{
  SchoVisibility *visibility = scho_session_get_visibility (self->session);
  SchoReading *reading = scho_application_get_reading (
      SCHO_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
  Printing *printing = g_new0 (Printing, 1);
  const gboolean *flags;
  guint32 n = 0;

  printing->snapshot = scho_snapshot_ref (scho_session_get_snapshot (self->session));
  printing->document = scho_page_get_document (scho_window_get_page (self));
  flags = scho_visibility_get_codes (visibility, &n);
  copy_flags (flags, n, &printing->shown.codes, &printing->shown.n_codes);
  flags = scho_visibility_get_coders (visibility, &n);
  copy_flags (flags, n, &printing->shown.coders, &printing->shown.n_coders);
  printing->family = scho_reading_dup_family (reading);
  printing->path = g_strdup (path);
  return printing;
}

static void
printing_free (gpointer data)
{
  Printing *self = data;

  g_clear_pointer (&self->print, scho_print_free);
  g_clear_error (&self->error);
  scho_snapshot_unref (self->snapshot);
  g_free (self->shown.codes);
  g_free (self->shown.coders);
  g_free (self->family);
  g_free (self->path);
  g_free (self);
}

/* PDF ---------------------------------------------------------------------------------
 */

static gpointer
pdf_work (gpointer data,
          const SchoProgress *progress,
          GCancellable *cancellable,
          GError **error)
{
  Printing *self = data;
  g_autoptr (SchoOutput) output = scho_output_new_for_path (self->path);
  GtkPaperSize *paper = gtk_paper_size_new (NULL);
  g_autoptr (SchoPrint) print
      = scho_print_new (self->snapshot, self->document, &self->shown, self->family,
                        gtk_paper_size_get_width (paper, GTK_UNIT_POINTS),
                        gtk_paper_size_get_height (paper, GTK_UNIT_POINTS), error);
  g_autoptr (GOutputStream) stream = NULL;
  gboolean done;

  gtk_paper_size_free (paper);
  if (print == NULL || !(stream = scho_output_open (output, "document.pdf", error)))
    return NULL;
  done = scho_print_write_pdf (print, stream, progress, cancellable, error)
         && scho_output_commit (output, error);
  return done ? GINT_TO_POINTER (TRUE) : NULL;
}

static void
pdf_done (gpointer owner, gpointer data, gpointer result, const GError *error)
{
  Printing *printing = data;
  g_autofree char *name = g_filename_display_basename (printing->path);
  g_autofree char *words = g_strdup_printf (_ ("Exported to “%s”"), name);

  if (result != NULL || error != NULL)
    scho_window_toast (owner, result != NULL ? words : error->message);
}

static gboolean
has_page (SchoWindow *self)
{
  if (scho_window_get_page (self) != NULL)
    return TRUE;
  scho_window_toast (self, _ ("Open the document first that shall be printed."));
  return FALSE;
}

static void
export_pdf (SchoWindow *self, const char *path)
{
  if (has_page (self))
    scho_job_bar_run (self->job_bar, _ ("Exporting"), pdf_work, printing_new (self, path),
                      printing_free, NULL, pdf_done, G_OBJECT (self));
}

static void
export_pdf_to_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  export_pdf (data, g_variant_get_string (parameter, NULL));
}

static void
pdf_path_chosen (gpointer data, const char *const *paths)
{
  export_pdf (data, paths[0]);
}

static void
export_pdf_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  g_autofree char *name = NULL;
  const char *title;

  if (!has_page (self))
    return;
  title
      = scho_snapshot_get_document (scho_session_get_snapshot (self->session),
                                    scho_page_get_document (scho_window_get_page (self)))
            ->title;
  name = scho_file_name_propose (title, "pdf");
  scho_dialogs_save (GTK_WINDOW (self), _ ("Export as PDF"), name, pdf_path_chosen,
                     G_OBJECT (self));
}

/* Paper -------------------------------------------------------------------------------
 */

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, Printing *self)
{
  self->print = scho_print_new (self->snapshot, self->document, &self->shown,
                                self->family, gtk_print_context_get_width (context),
                                gtk_print_context_get_height (context), &self->error);
  if (self->print == NULL)
    gtk_print_operation_cancel (operation);
}

/* A little at a time: between the calls the window lives. */
static gboolean
paginate_cb (GtkPrintOperation *operation, GtkPrintContext *context, Printing *self)
{
  gint64 end = g_get_monotonic_time () + SLICE;

  while (g_get_monotonic_time () < end)
    if (self->print == NULL || scho_print_paginate (self->print))
      {
        gtk_print_operation_set_n_pages (
            operation, self->print != NULL ? scho_print_get_n_pages (self->print) : 1);
        return TRUE;
      }
  return FALSE;
}

static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Printing *self)
{
  if (self->print != NULL)
    scho_print_draw_page (self->print, gtk_print_context_get_cairo_context (context),
                          page);
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, SchoWindow *self)
{
  Printing *printing = g_object_get_data (G_OBJECT (operation), "printing");
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  if (printing->error != NULL || error != NULL)
    scho_window_toast (self, printing->error != NULL ? printing->error->message
                                                     : error->message);
}

static GtkPrintOperation *
make_operation (SchoWindow *self)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  Printing *printing = printing_new (self, NULL);
  const SchoDocument *document
      = scho_snapshot_get_document (printing->snapshot, printing->document);

  g_object_set_data_full (G_OBJECT (operation), "printing", printing, printing_free);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE); /* it has its own edges */
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_show_progress (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_job_name (operation, document->title);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), printing);
  g_signal_connect (operation, "paginate", G_CALLBACK (paginate_cb), printing);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_cb), printing);
  g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), self, 0);
  return operation;
}

static void
print_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GError) error = NULL;

  if (!has_page (self))
    return;
  operation = make_operation (self);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               GTK_WINDOW (self), &error)
      == GTK_PRINT_OPERATION_RESULT_ERROR)
    scho_window_toast (self, error->message);
}

static const GActionEntry actions[] = {
  { .name = "print", .activate = print_cb },
  { .name = "export-pdf", .activate = export_pdf_cb },
  { .name = "export-pdf-to", .activate = export_pdf_to_cb, .parameter_type = "s" },
};

void
scho_window_install_print_actions (SchoWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions),
                                   self);
}
