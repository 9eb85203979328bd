#include "page.h"

#include <glib/gi18n-lib.h>

static const char *
get_title (Page *self)
{
  return self->documents->len == 1
             ? ((const SchoDocument *) self->documents->pdata[0])->title
             : scho_snapshot_get_info (self->snapshot)->title;
}

/* The language of all documents, where they have one. (nullable) */
static const char *
get_language (Page *self)
{
  const char *language = ((const SchoDocument *) self->documents->pdata[0])->language;

  for (guint i = 1; i < self->documents->len; i++)
    if (g_strcmp0 (((const SchoDocument *) self->documents->pdata[i])->language, language)
        != 0)
      return NULL;
  return language;
}

static void
write_begin (Page *self)
{
  tei_writer_markup (self->writer, "<!DOCTYPE html>\n"
                                   "<html xmlns=\"http://www.w3.org/1999/xhtml\"");
  tei_writer_attribute (self->writer, "lang", get_language (self));
  tei_writer_markup (self->writer, ">\n<head>\n<meta charset=\"utf-8\"/>\n"
                                   "<meta name=\"viewport\" "
                                   "content=\"width=device-width,initial-scale=1\"/>\n"
                                   "<meta name=\"generator\" content=\"Scholiast\"/>\n"
                                   "<title>");
  tei_writer_text (self->writer, get_title (self), -1);
  tei_writer_markup (self->writer, "</title>\n");
  page_write_style (self);
  tei_writer_markup (self->writer, "</head>\n<body>\n");
}

/* Of a page of several documents. */
static void
write_head (Page *self)
{
  const SchoProjectInfo *info = scho_snapshot_get_info (self->snapshot);

  tei_writer_markup (self->writer, "<header>\n<h1 dir=\"auto\">");
  tei_writer_text (self->writer, info->title, -1);
  tei_writer_markup (self->writer, "</h1>\n");
  page_write_memo (self, "memo", NULL, info->memo);
  tei_writer_markup (self->writer, "<nav");
  tei_writer_attribute (self->writer, "aria-label", _ ("Documents"));
  tei_writer_markup (self->writer, "><ul>\n");
  for (guint i = 0; i < self->documents->len; i++)
    {
      const SchoDocument *document = self->documents->pdata[i];

      tei_writer_printf (self->writer, "<li><a href=\"#d%u\">", document->id);
      tei_writer_text (self->writer, document->title, -1);
      tei_writer_markup (self->writer, "</a></li>\n");
    }
  tei_writer_markup (self->writer, "</ul></nav>\n</header>\n");
}

static gboolean
write_documents (Page *self,
                 const SchoProgress *progress,
                 GCancellable *cancellable,
                 GError **error)
{
  guint level = self->documents->len == 1 ? 1 : 2;

  for (guint i = 0; i < self->documents->len; i++)
    {
      const SchoDocument *document = self->documents->pdata[i];

      scho_progress_set (progress, (double) i / self->documents->len, document->title);
      if (!page_write_document (self, document, level, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
page_write (const Selection *selection,
            GPtrArray *documents,
            GOutputStream *stream,
            SchoLosses *losses,
            const SchoProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (TeiWriter) writer = tei_writer_new (stream, cancellable);
  g_autofree guint64 *counts = selection_count (selection, documents);
  g_autofree SchoMark *marks = scho_marks_new (selection->snapshot);
  Page self
      = { selection->snapshot, writer, selection, documents, counts, marks, losses };

  write_begin (&self);
  if (documents->len > 1)
    write_head (&self);
  page_write_legend (&self);
  tei_writer_markup (writer, "<main>\n");
  if (!write_documents (&self, progress, cancellable, error))
    return FALSE;
  tei_writer_markup (writer, "</main>\n");
  page_write_codes (&self);
  tei_writer_markup (writer, "</body>\n</html>\n");
  return tei_writer_close (writer, error);
}
