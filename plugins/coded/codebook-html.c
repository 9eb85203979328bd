/* The codebook as a web page. */
#include "codebook-write.h"
#include "page.h"

static void
html_begin (Codebook *self, const char *title, const char *memo)
{
  guint32 limit = scho_snapshot_get_code_limit (self->snapshot);
  g_autofree SchoMark *marks = scho_marks_new (self->snapshot);
  g_autofree guint64 *counts = g_new (guint64, limit + 1);
  Page page = { .snapshot = self->snapshot,
                .writer = self->writer,
                .selection = self->selection,
                .counts = counts,
                .marks = marks };

  for (guint32 i = 0; i <= limit; i++)
    counts[i] = 1; /* each has its colour */
  tei_writer_markup (self->writer,
                     "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">\n"
                     "<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" "
                     "content=\"width=device-width,initial-scale=1\"/>\n"
                     "<meta name=\"generator\" content=\"Scholiast\"/>\n<title>");
  tei_writer_text (self->writer, title, -1);
  tei_writer_markup (self->writer, "</title>\n");
  page_write_style (&page);
  tei_writer_markup (self->writer, "</head>\n<body>\n<h1 dir=\"auto\">");
  tei_writer_text (self->writer, title, -1);
  tei_writer_markup (self->writer, "</h1>\n");
  page_write_memo (&page, "memo", NULL, memo);
  tei_writer_markup (self->writer, "<main>\n");
}

static void
html_begin_code (Codebook *self, const SchoCode *code, const char *counts)
{
  guint level = MIN (self->depth + 2, 6);

  tei_writer_printf (self->writer,
                     "<section class=\"code\" id=\"c%u\" style=\"--d:%u\"><h%u "
                     "dir=\"auto\"><span class=\"sw c%u\"></span>",
                     code->id, MIN (self->depth, 8), level, code->id);
  tei_writer_text (self->writer, code->name, -1);
  tei_writer_markup (self->writer, " <span class=\"count\">");
  tei_writer_text (self->writer, counts, -1);
  tei_writer_printf (self->writer, "</span></h%u>\n", level);
}

static void
html_note (Codebook *self, const char *title, const char *words)
{
  tei_writer_markup (self->writer, "<p dir=\"auto\">");
  if (title != NULL)
    {
      tei_writer_markup (self->writer, "<b>");
      tei_writer_text (self->writer, title, -1);
      tei_writer_markup (self->writer, ":</b> ");
    }
  tei_writer_text (self->writer, words, -1);
  tei_writer_markup (self->writer, "</p>\n");
}

static void
html_quotation (Codebook *self, const char *words, const char *source)
{
  tei_writer_markup (self->writer, "<blockquote class=\"memo\" dir=\"auto\"><p>");
  tei_writer_text (self->writer, words, -1);
  tei_writer_markup (self->writer, "</p><footer><cite>");
  tei_writer_text (self->writer, source, -1);
  tei_writer_markup (self->writer, "</cite></footer></blockquote>\n");
}

static void
html_end_code (Codebook *self)
{
  tei_writer_markup (self->writer, "</section>\n");
}

static void
html_end (Codebook *self)
{
  tei_writer_markup (self->writer, "</main>\n</body>\n</html>\n");
}

const CodebookForm codebook_html
    = { CARRIES_COLOURS, html_begin,    html_begin_code, html_note,
        html_quotation,  html_end_code, html_end };
