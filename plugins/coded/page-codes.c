#include "page.h"

#include <glib/gi18n-lib.h>

gboolean
page_has_code (Page *self, guint32 code)
{
  return self->counts[code] > 0;
}

void
page_write_swatch (Page *self, const SchoCode *code)
{
  tei_writer_printf (self->writer, "<span class=\"sw c%u\"></span>", code->id);
}

void
page_write_memo (Page *self, const char *class, const char *title, const char *words)
{
  if (words == NULL || words[0] == '\0')
    return;
  tei_writer_printf (self->writer, "<p class=\"%s\">", class);
  if (title != NULL)
    {
      tei_writer_markup (self->writer, "<b>");
      tei_writer_text (self->writer, title, -1);
      tei_writer_markup (self->writer, ":</b> ");
    }
  tei_writer_text (self->writer, words, -1);
  tei_writer_markup (self->writer, "</p>\n");
}

/* Codes of one colour and pattern have letters. */
static void
write_name (Page *self, const SchoCode *code, const char *name)
{
  char letter = self->marks[code->id].letter;

  page_write_swatch (self, code);
  tei_writer_text (self->writer, name, -1);
  if (letter != '\0')
    tei_writer_printf (self->writer, " <small>%c</small>", letter);
}

void
page_write_legend (Page *self)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);
  gboolean is_begun = FALSE;

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *label = NULL;

      if (!page_has_code (self, codes[i]->id))
        continue;
      if (!is_begun)
        {
          tei_writer_markup (self->writer, "<nav");
          tei_writer_attribute (self->writer, "aria-label", _ ("Codes"));
          tei_writer_markup (self->writer, "><ul>\n");
        }
      is_begun = TRUE;
      label = scho_snapshot_dup_code_label (self->snapshot, codes[i]->id);
      tei_writer_printf (self->writer, "<li><a href=\"#c%u\">", codes[i]->id);
      write_name (self, codes[i], label);
      tei_writer_printf (self->writer,
                         "</a> <span class=\"count\">%" G_GUINT64_FORMAT "</span></li>\n",
                         self->counts[codes[i]->id]);
    }
  if (is_begun)
    tei_writer_markup (self->writer, "</ul></nav>\n");
}

/* Numbers that lead to the passages, document by document. */
static void
write_links (Page *self, guint32 code)
{
  for (guint i = 0; i < self->documents->len; i++)
    {
      const SchoDocument *document = self->documents->pdata[i];
      gsize n;
      const SchoAnnotation *codings
          = scho_snapshot_get_annotations (self->snapshot, document->id, &n);
      guint number = 0;

      for (gsize k = 0; k < n; k++)
        {
          if (codings[k].code != code || !selection_has (self->selection, &codings[k]))
            continue;
          if (number++ == 0)
            {
              tei_writer_markup (self->writer, "<p class=\"links\"><b>");
              tei_writer_text (self->writer, document->title, -1);
              tei_writer_markup (self->writer, ":</b> ");
            }
          tei_writer_printf (self->writer, "<a href=\"#p%u-%" G_GSIZE_FORMAT "\">%u</a> ",
                             document->id, k, number);
        }
      if (number > 0)
        tei_writer_markup (self->writer, "</p>\n");
    }
}

static void
write_code (Page *self, const SchoCode *code)
{
  guint64 count = self->counts[code->id];
  g_autofree char *path = scho_snapshot_dup_code_path (self->snapshot, code->id);

  tei_writer_printf (self->writer, "<section class=\"code\" id=\"c%u\" style=\"--d:%u\">",
                     code->id,
                     MIN (scho_snapshot_get_code_depth (self->snapshot, code->id), 8));
  tei_writer_markup (self->writer, "<h3>");
  write_name (self, code, path);
  tei_writer_printf (self->writer,
                     " <span class=\"count\">%" G_GUINT64_FORMAT "</span></h3>\n", count);
  page_write_memo (self, "definition", NULL, code->definition);
  page_write_memo (self, "use", _ ("When to use"), code->use_when);
  page_write_memo (self, "use", _ ("When not"), code->use_not);
  page_write_memo (self, "memo", NULL, code->memo);
  write_links (self, code->id);
  tei_writer_markup (self->writer, "</section>\n");
}

void
page_write_codes (Page *self)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);
  gboolean is_begun = FALSE;

  for (gsize i = 0; i < n; i++)
    {
      if (!page_has_code (self, codes[i]->id))
        continue;
      if (!is_begun)
        {
          tei_writer_markup (self->writer, "<section><h2>");
          tei_writer_text (self->writer, _ ("Codes"), -1);
          tei_writer_markup (self->writer, "</h2>\n");
        }
      is_begun = TRUE;
      write_code (self, codes[i]);
    }
  if (is_begun)
    tei_writer_markup (self->writer, "</section>\n");
}
