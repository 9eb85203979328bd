/* The codebook as the text of an ODT. */
#include "codebook-write.h"
#include "office-write.h"

#include <string.h>

static void
odt_heading (Codebook *self, guint level, const char *words)
{
  gboolean after_blank = TRUE;

  tei_writer_printf (self->writer,
                     "<text:h text:style-name=\"Heading_20_%u\" "
                     "text:outline-level=\"%u\">",
                     level, level);
  office_write_odt_words (self->writer, words, strlen (words), &after_blank);
  tei_writer_markup (self->writer, "</text:h>\n");
}

static void
odt_paragraph (Codebook *self, const char *style, const char *title, const char *words)
{
  g_auto (GStrv) lines = g_strsplit (words, "\n", -1);

  tei_writer_printf (self->writer, "<text:p text:style-name=\"%s\">", style);
  if (title != NULL)
    {
      tei_writer_markup (self->writer, "<text:span text:style-name=\"Speaker\">");
      tei_writer_text (self->writer, title, -1);
      tei_writer_markup (self->writer, ":</text:span> ");
    }
  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean after_blank = TRUE;

      if (i > 0)
        tei_writer_markup (self->writer, "<text:line-break/>");
      office_write_odt_words (self->writer, lines[i], strlen (lines[i]), &after_blank);
    }
  tei_writer_markup (self->writer, "</text:p>\n");
}

static void
odt_begin (Codebook *self, const char *title, const char *memo)
{
  odt_heading (self, 1, title);
  if (memo != NULL && memo[0] != '\0')
    odt_paragraph (self, "Standard", NULL, memo);
}

static void
odt_begin_code (Codebook *self, const SchoCode *code, const char *counts)
{
  g_autofree char *heading = g_strdup_printf ("%s (%s)", code->name, counts);

  odt_heading (self, MIN (self->depth + 2, 6), heading);
}

static void
odt_note (Codebook *self, const char *title, const char *words)
{
  odt_paragraph (self, "Standard", title, words);
}

static void
odt_quotation (Codebook *self, const char *words, const char *source)
{
  g_autofree char *line = g_strconcat (words, "\n— ", source, NULL);

  odt_paragraph (self, "Verse", NULL, line);
}

static void
do_nothing (Codebook *self)
{
}

const CodebookForm codebook_odt
    = { 0, odt_begin, odt_begin_code, odt_note, odt_quotation, do_nothing, do_nothing };
