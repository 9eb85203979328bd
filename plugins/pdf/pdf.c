/* pdf.c - printed pages: their text in reading order, as one document. */
#include "pdf-child.h"
#include "pdf-flow.h"
#include "pdf-reply.h"

#include "../shared/import.h"
#include "../shared/speakers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const SchoOptionSpec import_options[] = {
  { "headers", SCHO_OPTION_BOOLEAN, "false",
    N_ ("Keep what repeats above and below the pages too"), NULL },
  { "hyphens", SCHO_OPTION_BOOLEAN, "false",
    N_ ("Keep the hyphens of words divided at the ends of lines"), NULL },
  { "seconds", SCHO_OPTION_INTEGER, "120", N_ ("The longest to read a file, in seconds"),
    NULL },
  SPEAKERS_OPTIONS,
  IMPORT_LIMIT_OPTION,
  { NULL },
};

static gboolean
is_pdf (const char *bytes, gsize n_bytes)
{
  /* Some have a few bytes before the mark. */
  return n_bytes > 0
         && g_strstr_len (bytes, (gssize) MIN (n_bytes, 1024), "%PDF-") != NULL;
}

static int
guess (const guint8 *head, gsize n_bytes, const char *name)
{
  if (n_bytes >= 5 && memcmp (head, "%PDF-", 5) == 0)
    return 95;
  if (is_pdf ((const char *) head, n_bytes) && import_is_called (name, "pdf"))
    return 90;
  return import_is_called (name, "pdf") ? 15 : 0;
}

static gboolean
refuse_others (const char *bytes, gsize n_bytes, const char *name, GError **error)
{
  if (is_pdf (bytes, n_bytes))
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("“%s” is not what its name says: it is no PDF"), name);
  return FALSE;
}

static void
read_attributes (const PdfPages *pages, ImportAttributes *attributes)
{
  import_attributes_add (attributes, "title", pages->title, SCHO_ATTRIBUTE_TEXT);
  import_attributes_add (attributes, "author", pages->author, SCHO_ATTRIBUTE_TEXT);
  import_attributes_add (attributes, "date", pages->date, SCHO_ATTRIBUTE_DATE);
}

static gboolean
refuse_pictures (const PdfPages *pages, const char *name, GError **error)
{
  if (pages->lines->len > 0)
    return TRUE;
  g_set_error (
      error, SCHO_ERROR, SCHO_ERROR_INVALID,
      _ ("“%s” has no text on any of its pages (%u); if it was scanned, a program "
         "that recognises characters (OCR) can add it"),
      name, pages->labels->len);
  return FALSE;
}

static void
tell (SchoStep *step, const char *name, const PdfPages *pages, const PdfFlow *flow)
{
  if (flow->n_joined > 0)
    scho_step_add_note (step,
                        _ ("“%s”: words divided at the ends of lines, joined: %u; --set "
                           "hyphens=true keeps their hyphens."),
                        name, flow->n_joined);
  scho_losses_append (scho_step_get_losses (step), pages->losses);
}

static gboolean
read_pages (PdfPages *pages,
            const char *bytes,
            gsize n_bytes,
            SchoOptions *options,
            const char *name,
            const SchoProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  gint64 seconds = CLAMP (scho_options_get_integer (options, "seconds"), 1, 86400);
  gsize limit = import_get_limit (options);
  PdfLimits limits = { name, (guint) (limit >> 20), (guint) seconds };
  g_autoptr (GByteArray) rest = g_byte_array_new ();
  PdfReply reply = { pages, name, limit, progress, rest, 0, FALSE };

  pdf_pages_init (pages, name);
  if (!pdf_child_run (bytes, n_bytes, &limits, pdf_reply_take, pdf_reply_is_whole, &reply,
                      cancellable, error)
      || !refuse_pictures (pages, name, error))
    return FALSE;
  pdf_pages_find_margins (pages);
  return TRUE;
}

static SchoStep *
make_step (SchoSnapshot *base,
           const char *name,
           const PdfPages *pages,
           SchoText *text,
           SchoOptions *options,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (SchoStep) step = import_step_new (base, name);
  g_autoptr (ImportAttributes) attributes = import_attributes_new ();
  g_autoptr (SchoText) full
      = speakers_add (text, options, step, name, cancellable, error);
  SchoDocument document = { .source = name };

  if (full == NULL)
    return NULL;
  read_attributes (pages, attributes);
  document.attributes = import_attributes_get (attributes, &document.n_attributes);
  import_add_document (step, name, &document, full);
  return g_steal_pointer (&step);
}

static SchoStep *
pdf_import (GInputStream *stream,
            const char *name,
            const char *coder,
            SchoSnapshot *base,
            SchoOptions *options,
            const SchoProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  gsize limit = import_get_limit (options), n_bytes;
  g_autofree char *bytes
      = import_read_all (stream, name, limit, &n_bytes, cancellable, error);
  g_autoptr (TextBuilder) builder = text_builder_new (limit);
  g_auto (PdfPages) pages = { 0 };
  PdfFlow flow = { .keep_hyphens = scho_options_get_boolean (options, "hyphens"),
                   .keep_margins = scho_options_get_boolean (options, "headers") };
  SchoText *text;
  SchoStep *step;

  if (bytes == NULL || !refuse_others (bytes, n_bytes, name, error)
      || !read_pages (&pages, bytes, n_bytes, options, name, progress, cancellable,
                      error))
    return NULL;
  if (!flow.keep_margins)
    pdf_pages_lose_margins (&pages);
  pdf_flow_write (&flow, &pages, builder);
  if (!(text = text_builder_finish (builder, name, error)))
    return NULL;
  step = make_step (base, name, &pages, text, options, cancellable, error);
  if (step != NULL)
    tell (step, name, &pages, &flow);
  return step;
}

static const SchoImporter importers[] = {
  { .id = "pdf",
    .title = N_ ("Printed pages (PDF)"),
    .extensions = "pdf",
    .options = import_options,
    .guess = guess,
    .read = pdf_import },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.pdf",
  .title = N_ ("Printed pages"),
  .description = N_ ("Reads PDF in reading order, with the numbers of its pages."),
  .importers = importers,
};
