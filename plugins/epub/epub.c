/* epub.c - e-books: their pages in reading order, as one document. */
#include "epub-book.h"

#include "../shared/decode.h"
#include "../shared/html-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const SchoOptionSpec import_options[] = {
  HTML_NAVIGATION_OPTION,
  IMPORT_LIMIT_OPTION,
  { NULL },
};

static int
guess (const guint8 *head, gsize n_bytes, const char *name)
{
  static const char *const marks[] = { "application/epub+zip", NULL };

  return package_guess (head, n_bytes, name, "epub", marks);
}

static gboolean
wants (const char *part)
{
  static const char *const endings[] = { "html", ".htm", ".xml", ".opf" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (part, endings[i]))
      return TRUE;
  return FALSE;
}

static gboolean
read_page (Package *package,
           const char *part,
           HtmlPage *page,
           TextBuilder *builder,
           const char *name,
           GCancellable *cancellable,
           GError **error)
{
  gsize n_bytes;
  const char *bytes = package_get (package, part, &n_bytes);
  g_autofree char *where = g_strdup_printf ("%s: %s", name, part);
  g_auto (Decoded) decoded = { 0 };

  if (n_bytes == 0)
    return TRUE;
  if (!decode (g_memdup2 (bytes, n_bytes), n_bytes, NULL, where, &decoded, error))
    return FALSE;
  text_builder_break_line (builder);
  return html_page_read (page, decoded.utf8, decoded.n_bytes, builder, NULL, where,
                         cancellable, error);
}

static gboolean
read_pages (Package *package,
            const EpubBook *book,
            HtmlPage *page,
            TextBuilder *builder,
            const SchoProgress *progress,
            const char *name,
            GCancellable *cancellable,
            GError **error)
{
  for (guint i = 0; i < book->parts->len; i++)
    {
      scho_progress_set (progress, (double) i / book->parts->len, name);
      if (!read_page (package, book->parts->pdata[i], page, builder, name, cancellable,
                      error))
        return FALSE;
    }
  return TRUE;
}

static SchoStep *
make_step (SchoSnapshot *base,
           const char *name,
           const EpubBook *book,
           const HtmlPage *page,
           SchoText *text)
{
  SchoStep *step = import_step_new (base, name);
  SchoDocument document = { .source = name, .language = book->properties.language };

  document.attributes
      = import_attributes_get (book->properties.attributes, &document.n_attributes);
  import_add_document (step, name, &document, text);
  scho_losses_append (scho_step_get_losses (step), book->losses);
  if (page->losses != NULL)
    scho_losses_append (scho_step_get_losses (step), page->losses);
  import_note_formulas (step, name, page->n_formulas);
  return step;
}

static SchoStep *
epub_import (GInputStream *stream,
             const char *name,
             const char *coder,
             SchoSnapshot *base,
             SchoOptions *options,
             const SchoProgress *progress,
             GCancellable *cancellable,
             GError **error)
{
  gsize limit = import_get_limit (options), n_bytes;
  g_autoptr (TextBuilder) builder = text_builder_new (limit);
  g_autoptr (Package) package = NULL;
  g_autoptr (SchoText) text = NULL;
  g_auto (EpubBook) book = { 0 };
  g_auto (HtmlPage) page = { 0 };
  char *bytes;

  page.keep_navigation = scho_options_get_boolean (options, "navigation");
  if (!(bytes = import_read_all (stream, name, limit, &n_bytes, cancellable, error))
      || !(package
           = package_open (bytes, n_bytes, name, limit, wants, cancellable, error))
      || !epub_book_read (&book, package, name, cancellable, error)
      || !read_pages (package, &book, &page, builder, progress, name, cancellable, error)
      || !(text = text_builder_finish (builder, name, error)))
    return NULL;
  return make_step (base, name, &book, &page, text);
}

static const SchoImporter importers[] = {
  { .id = "epub",
    .title = N_ ("E-book"),
    .extensions = "epub",
    .options = import_options,
    .guess = guess,
    .read = epub_import },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.epub",
  .title = N_ ("E-books"),
  .description = N_ ("Reads e-books (EPUB) in reading order."),
  .importers = importers,
};
