/* The text of one document: blocks with their margins. */
#include "outline.h"
#include "page.h"

#include "../shared/controls.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  Page *page;
  TeiWriter *writer;
  const SchoDocument *document;
  SchoText *text;
  SchoCodings *codings;
  const SchoAnnotation *all;
  gsize n;
  Runs *runs;
  guint level;       /* of a heading of the text's first level */
  guint32 row_start; /* of the table's row that is open */
  guint32 row_end;
  gboolean in_row, in_head;
  gboolean after_blank;
  gboolean *marked; /* by place: its id is given */
  GCancellable *cancellable;
} Text;

/* The margin */

static void
write_stripe (Text *self, gsize i, guint32 start, guint32 end)
{
  const SchoAnnotation *coding = &self->all[i];
  guint lane = scho_codings_get_margin_lane (self->codings, i);

  if (lane >= scho_codings_get_n_margin_lanes (self->codings))
    return;
  /* Text fills its lines evenly, so this is near where the words are. */
  tei_writer_printf (self->writer, "<i class=\"c%u%s%s\" style=\"--x:%u", coding->code,
                     coding->start >= start ? " s" : "", coding->end <= end ? " e" : "",
                     lane);
  if (coding->start > start)
    tei_writer_printf (self->writer, ";top:%u%%",
                       (guint) (100.0 * (coding->start - start) / (end - start)));
  if (coding->end < end)
    tei_writer_printf (self->writer, ";bottom:%u%%",
                       (guint) (100.0 * (end - coding->end) / (end - start)));
  tei_writer_markup (self->writer, "\"></i>");
}

/* A passage's name stands where the passage begins. */
static void
write_name (Text *self, gsize i)
{
  const SchoAnnotation *coding = &self->all[i];
  const SchoCode *code = scho_codings_get_code (self->codings, i);
  char letter = scho_codings_get_mark (self->codings, i).letter;

  tei_writer_printf (self->writer, "<a href=\"#c%u\">", coding->code);
  page_write_swatch (self->page, code);
  tei_writer_text (self->writer, code->name, -1);
  if (letter != '\0')
    tei_writer_printf (self->writer, " <small>%c</small>", letter);
  if (coding->weight != SCHO_NO_WEIGHT)
    tei_writer_printf (self->writer, " <small>%d</small>", coding->weight);
  if (scho_codings_has_several_coders (self->codings))
    {
      tei_writer_markup (self->writer, " <small>");
      tei_writer_text (
          self->writer,
          scho_snapshot_get_coder (self->page->snapshot, coding->coder)->name, -1);
      tei_writer_markup (self->writer, "</small>");
    }
  tei_writer_markup (self->writer, "</a>");
  page_write_memo (self->page, "memo", NULL, coding->memo);
}

static gboolean
is_coded (Text *self, guint32 start, guint32 end)
{
  return scho_codings_next (self->codings, 0, start, end) < self->n;
}

static void
write_margin (Text *self, guint32 start, guint32 end)
{
  for (gsize i = scho_codings_next (self->codings, 0, start, end); i < self->n;
       i = scho_codings_next (self->codings, i + 1, start, end))
    write_stripe (self, i, start, end);
  for (gsize i = scho_codings_next (self->codings, 0, start, end); i < self->n;
       i = scho_codings_next (self->codings, i + 1, start, end))
    if (self->all[i].start >= start)
      write_name (self, i);
}

/* Runs */

static void
open_mark (Text *self, guint32 place)
{
  const SchoAnnotation *coding = &self->all[place];
  const SchoCode *code = scho_codings_get_code (self->codings, place);
  guint lane = scho_codings_get_line_lane (self->codings, place);

  tei_writer_printf (self->writer, "<mark class=\"c%u ", coding->code);
  if (lane < SCHO_LINE_LANES)
    tei_writer_printf (self->writer, "l%u", lane);
  else
    tei_writer_markup (self->writer, "lx");
  tei_writer_markup (self->writer, code->blurred ? " z\" tabindex=\"0\"" : "\"");
  if (!self->marked[place])
    tei_writer_printf (self->writer, " id=\"p%u-%u\"", self->document->id, place);
  self->marked[place] = TRUE;
  tei_writer_attribute (self->writer, "title", code->name);
  tei_writer_markup (self->writer, ">");
}

static void
write_page_mark (Text *self, const char *page)
{
  g_autofree char *label = g_strdup_printf (_ ("Page %s"), page);

  tei_writer_markup (self->writer, "<span class=\"page\" role=\"doc-pagebreak\"");
  tei_writer_attribute (self->writer, "aria-label", label);
  tei_writer_attribute (self->writer, "data-page", page);
  tei_writer_markup (self->writer, "></span>");
}

static void
write_run (Text *self, const Run *run)
{
  if (run->page != NULL)
    write_page_mark (self, run->page);
  if (run->is_feed)
    {
      tei_writer_markup (self->writer, "<br/>");
      return;
    }
  if (run->n_bytes == 0)
    return;
  for (guint i = 0; i < run->n_codings; i++)
    open_mark (self, run->codings[i]);
  if (run->is_speaker)
    tei_writer_markup (self->writer, "<b>");
  if (run->is_time)
    tei_writer_markup (self->writer, "<span class=\"time\">");
  tei_writer_text (self->writer, run->utf8, (gssize) run->n_bytes);
  if (run->is_time)
    tei_writer_markup (self->writer, "</span>");
  if (run->is_speaker)
    tei_writer_markup (self->writer, "</b>");
  for (guint i = 0; i < run->n_codings; i++)
    tei_writer_markup (self->writer, "</mark>");
}

/* Blocks */

static void
write_block (Text *self, const OutlineLine *line)
{
  static const char *const headings[] = { "h2", "h3", "h4", "h5", "h6" };
  guint level = MIN (line->heading + self->level, 6);
  const char *tag = line->heading > 0 ? headings[level - 2] : "p";
  Run run;

  tei_writer_printf (self->writer, "<%s", tag);
  if (self->after_blank || line->is_verse)
    tei_writer_printf (self->writer, " class=\"%s%s%s\"", self->after_blank ? "g" : "",
                       self->after_blank && line->is_verse ? " " : "",
                       line->is_verse ? "verse" : "");
  tei_writer_markup (self->writer, " dir=\"auto\">");
  runs_begin (self->runs, line->start, line->end);
  while (runs_next (self->runs, &run))
    write_run (self, &run);
  tei_writer_printf (self->writer, "</%s>", tag);
}

static gboolean
write_line (gpointer data, const OutlineLine *line)
{
  Text *self = data;
  gboolean has_margin = !self->in_row && is_coded (self, line->start, line->end);

  if (has_margin)
    tei_writer_markup (self->writer, "<div class=\"b\">");
  write_block (self, line);
  if (has_margin)
    {
      tei_writer_markup (self->writer, "<div class=\"m\">");
      write_margin (self, line->start, line->end);
      tei_writer_markup (self->writer, "</div></div>");
    }
  tei_writer_markup (self->writer, "\n");
  self->after_blank = FALSE;
  return !g_cancellable_is_cancelled (self->cancellable);
}

static void
begin_row (Text *self, const OutlineElement *element)
{
  tei_writer_markup (self->writer, "<tr>");
  self->in_row = TRUE;
  self->in_head = element->level > 0;
  self->row_start = element->source->start;
  self->row_end = element->source->end;
}

static void
end_row (Text *self)
{
  if (is_coded (self, self->row_start, self->row_end))
    {
      tei_writer_markup (self->writer, "<td class=\"m\">");
      write_margin (self, self->row_start, self->row_end);
      tei_writer_markup (self->writer, "</td>");
    }
  tei_writer_markup (self->writer, "</tr>\n");
  self->in_row = FALSE;
}

static void
begin_element (gpointer data, const OutlineElement *element)
{
  static const char *const tags[] = { "<table>\n",
                                      NULL,
                                      NULL,
                                      "<div class=\"note\" role=\"note\">\n",
                                      "<div class=\"turn\">\n",
                                      "<ul>\n",
                                      "<li>" };
  Text *self = data;

  if (element->kind == OUTLINE_ROW)
    begin_row (self, element);
  else if (element->kind == OUTLINE_CELL)
    tei_writer_markup (self->writer, self->in_head ? "<th>" : "<td>");
  else
    tei_writer_markup (self->writer, tags[element->kind]);
}

static void
end_element (gpointer data, const OutlineElement *element)
{
  static const char *const tags[]
      = { "</table>\n", NULL, NULL, "</div>\n", "</div>\n", "</ul>\n", "</li>\n" };
  Text *self = data;

  if (element->kind == OUTLINE_ROW)
    end_row (self);
  else if (element->kind == OUTLINE_CELL)
    tei_writer_markup (self->writer, self->in_head ? "</th>" : "</td>");
  else
    tei_writer_markup (self->writer, tags[element->kind]);
}

static void
note_blank (gpointer data, guint n)
{
  ((Text *) data)->after_blank = TRUE;
}

static void
write_text (Text *self)
{
  static const OutlineHandler handler
      = { begin_element, end_element, note_blank, write_line };

  outline_walk (self->text, &handler, self);
}

/* The head */

static void
write_fact (Text *self, const char *fact)
{
  if (fact == NULL || fact[0] == '\0')
    return;
  tei_writer_markup (self->writer, "<span>");
  tei_writer_text (self->writer, fact, -1);
  tei_writer_markup (self->writer, "</span>");
}

static void
write_facts (Text *self)
{
  const SchoDocument *document = self->document;
  gboolean has_source
      = document->source != NULL && strcmp (document->source, document->title) != 0;

  if (!has_source && document->n_attributes == 0)
    return;
  tei_writer_markup (self->writer, "<p class=\"facts\">");
  if (has_source)
    write_fact (self, document->source);
  for (gsize i = 0; i < document->n_attributes; i++)
    {
      g_autofree char *fact = g_strdup_printf ("%s: %s", document->attributes[i].name,
                                               document->attributes[i].value);

      write_fact (self, fact);
    }
  tei_writer_markup (self->writer, "</p>\n");
}

static void
write_head (Text *self)
{
  const SchoDocument *document = self->document;

  tei_writer_printf (self->writer, "<div class=\"head\"><h%u dir=\"auto\">", self->level);
  tei_writer_text (self->writer, document->title, -1);
  tei_writer_printf (self->writer, "</h%u>\n", self->level);
  write_facts (self);
  page_write_memo (self->page, "memo", NULL, document->memo);
  tei_writer_markup (self->writer, "</div>\n");
}

gboolean
page_write_document (Page *page,
                     const SchoDocument *document,
                     guint level,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (SchoText) text
      = scho_snapshot_read_text (page->snapshot, document->id, error);
  g_autoptr (SchoCodings) codings = NULL;
  g_autoptr (Runs) runs = NULL;
  g_autofree gboolean *marked = NULL;
  Text self = { .page = page,
                .writer = page->writer,
                .document = document,
                .text = text,
                .level = level,
                .cancellable = cancellable };

  if (text == NULL)
    return FALSE;
  controls_tell_text (page->losses, document, text);
  self.codings = codings = scho_codings_new (page->snapshot, document->id, text,
                                             &page->selection->shown, SCHO_THEME_LIGHT);
  self.all = scho_codings_get_all (codings, &self.n);
  self.runs = runs = runs_new (text, codings);
  self.marked = marked = g_new0 (gboolean, self.n + 1);
  tei_writer_printf (self.writer, "<article id=\"d%u\"", document->id);
  tei_writer_attribute (self.writer, "lang", document->language);
  tei_writer_attribute (self.writer, "dir",
                        selection_is_rtl (document, text) ? "rtl" : NULL);
  tei_writer_printf (self.writer, " style=\"--n:%u\">\n",
                     scho_codings_get_n_margin_lanes (codings));
  write_head (&self);
  write_text (&self);
  tei_writer_markup (self.writer, "</article>\n");
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
