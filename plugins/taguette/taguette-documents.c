#include "taguette.h"

#include "../shared/html-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_SNIPPET (64 * 1024) /* bytes of HTML that are compared */

typedef struct
{
  gint64 id;
  gint64 start, end; /* bytes; -1: none */
  char *snippet;     /* nullable: its text */
  guint number;      /* of the builder's passage */
  gboolean is_open, is_closed;
} Highlight;

/* A begin or an end. */
typedef struct
{
  guint64 place;
  guint highlight;
  gboolean is_end;
} Cut;

typedef struct
{
  Taguette *import;
  GArray *highlights; /* of Highlight */
  GArray *cuts;       /* of Cut */
  guint64 n_bytes;    /* of the page, as positions count them */
} Reading;

static void
highlight_clear (gpointer data)
{
  g_free (((Highlight *) data)->snippet);
}

/* (nullable): what a piece of HTML says. */
static char *
dup_words (const char *html)
{
  g_auto (HtmlPage) page = { .keep_navigation = TRUE };
  g_autoptr (TextBuilder) builder = text_builder_new (MAX_SNIPPET);
  g_autoptr (SchoText) text = NULL;
  gsize n = html != NULL ? strlen (html) : 0;

  if (n == 0 || n > MAX_SNIPPET
      || !html_page_read (&page, html, n, builder, NULL, "", NULL, NULL)
      || !(text = text_builder_finish (builder, "", NULL)))
    return NULL;
  return g_strdup (scho_text_get_utf8 (text, NULL));
}

static gboolean
read_highlights (Taguette *self, gint64 document, GArray *highlights, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (DatabaseRows) rows = database_query (
      self->database, error,
      "SELECT id, start_offset, end_offset, snippet FROM highlights WHERE document_id = "
      "%" G_GINT64_FORMAT " ORDER BY start_offset, id",
      document);

  while (rows != NULL && database_rows_next (rows, &problem))
    {
      Highlight highlight = { .id = database_rows_integer (rows, 0),
                              .start = database_rows_place (rows, 1),
                              .end = database_rows_place (rows, 2),
                              .snippet = dup_words (database_rows_text (rows, 3)) };

      g_array_append_val (highlights, highlight);
    }
  if (problem == NULL)
    return rows != NULL;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* Ends before begins at the same place. */
static int
compare_cuts (gconstpointer a, gconstpointer b)
{
  const Cut *first = a, *second = b;

  if (first->place != second->place)
    return first->place < second->place ? -1 : 1;
  return (int) second->is_end - (int) first->is_end;
}

static void
collect_cuts (Reading *self)
{
  for (guint i = 0; i < self->highlights->len; i++)
    {
      const Highlight *highlight = &g_array_index (self->highlights, Highlight, i);
      Cut begin = { (guint64) highlight->start, i, FALSE };
      Cut end = { (guint64) highlight->end, i, TRUE };

      if (highlight->start < 0 || highlight->start >= highlight->end)
        continue;
      g_array_append_val (self->cuts, begin);
      g_array_append_val (self->cuts, end);
    }
  g_array_sort (self->cuts, compare_cuts);
}

static void
at_cut (gpointer data, gsize number, TextBuilder *builder)
{
  Reading *self = data;
  const Cut *cut = &g_array_index (self->cuts, Cut, number);
  Highlight *highlight = &g_array_index (self->highlights, Highlight, cut->highlight);

  if (!cut->is_end)
    {
      highlight->number = text_builder_open (builder, TEXT_BUILDER_PASSAGE, 0, NULL);
      highlight->is_open = TRUE;
    }
  else if (highlight->is_open)
    {
      text_builder_close (builder, highlight->number);
      highlight->is_closed = TRUE;
    }
}

/* The text of the page, with its passages. */
static gboolean
read_page (
    Reading *self, const char *html, TextBuilder *builder, HtmlPage *page, GError **error)
{
  g_autofree guint64 *places = g_new (guint64, self->cuts->len + 1);
  gboolean good;

  for (guint i = 0; i < self->cuts->len; i++)
    places[i] = g_array_index (self->cuts, Cut, i).place;
  page->keep_navigation = TRUE;
  page->cuts = places;
  page->n_cuts = self->cuts->len;
  page->at_cut = at_cut;
  page->data = self;
  good = html_page_read (page, html, strlen (html), builder, NULL, self->import->name,
                         self->import->cancellable, error);
  self->n_bytes = page->n_bytes;
  for (guint i = 0; i < self->highlights->len; i++)
    {
      const Highlight *highlight = &g_array_index (self->highlights, Highlight, i);

      if (highlight->is_open && !highlight->is_closed)
        text_builder_close (builder, highlight->number);
    }
  return good;
}

static void
tell_not_found (Reading *self, const Highlight *highlight, guint32 document)
{
  g_autofree char *shown
      = highlight->snippet != NULL
            ? codings_shorten (highlight->snippet)
            : g_strdup (scho_step_get_document (self->import->step, document)->title);

  scho_losses_add (self->import->losses, 1, _ ("Passages not found in the text"), shown);
}

/* What reaches beyond the page is there only if its words are. */
static gboolean
find_place (Reading *self,
            const Highlight *highlight,
            TextBuilder *builder,
            QuoteFinder *finder,
            SchoAnnotation *values)
{
  Quote quote = { .exact = highlight->snippet };
  guint32 start = 0, end = 0;
  QuoteFound found;

  quote.has_position
      = highlight->is_open
        && (highlight->snippet != NULL || (guint64) highlight->end <= self->n_bytes)
        && text_builder_get (builder, highlight->number, &start, &end);
  quote.start = start;
  quote.end = end;
  found = quote_finder_find (finder, &quote, &values->start, &values->end);
  self->import->n_moved += found == QUOTE_ELSEWHERE || found == QUOTE_NEARLY;
  if (found == QUOTE_NOT_FOUND)
    tell_not_found (self, highlight, values->document);
  return found != QUOTE_NOT_FOUND;
}

static void
set_maker (Taguette *self, gint64 highlight, SchoAnnotation *values)
{
  const Maker *maker = g_hash_table_lookup (self->makers, &highlight);
  const char *login = maker != NULL ? maker->login : NULL;

  if (login == NULL)
    login = self->coder != NULL ? self->coder : "Taguette";
  values->coder = codings_ensure_coder (self->codings, login);
  if (maker != NULL && maker->time >= 0)
    values->uuid = scho_uuid_new_at (maker->time);
}

static gboolean
add_codings (Taguette *self,
             const Highlight *highlight,
             SchoAnnotation *values,
             GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (DatabaseRows) rows = database_query (
      self->database, error,
      "SELECT tag_id FROM highlight_tags WHERE highlight_id = %" G_GINT64_FORMAT
      " ORDER BY tag_id",
      highlight->id);
  guint n = 0;

  while (rows != NULL && database_rows_next (rows, &problem))
    {
      gint64 tag = database_rows_integer (rows, 0);

      values->code = GPOINTER_TO_UINT (g_hash_table_lookup (self->tags, &tag));
      if (values->code == 0)
        continue;
      codings_add (self->codings, values);
      n++;
    }
  scho_losses_add (self->losses, n == 0, _ ("Highlights without a tag"),
                   highlight->snippet);
  if (problem == NULL)
    return rows != NULL;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
add_highlights (
    Reading *self, guint32 document, TextBuilder *builder, SchoText *text, GError **error)
{
  g_autoptr (QuoteFinder) finder = quote_finder_new (text, &self->import->budget);

  for (guint i = 0; i < self->highlights->len; i++)
    {
      const Highlight *highlight = &g_array_index (self->highlights, Highlight, i);
      SchoAnnotation values = { .document = document, .weight = SCHO_NO_WEIGHT };

      if (g_cancellable_set_error_if_cancelled (self->import->cancellable, error))
        return FALSE;
      if (!find_place (self, highlight, builder, finder, &values))
        continue;
      set_maker (self->import, highlight->id, &values);
      if (!add_codings (self->import, highlight, &values, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_document (Taguette *self, DatabaseRows *rows, GError **error)
{
  g_autoptr (GArray) highlights = g_array_new (FALSE, FALSE, sizeof (Highlight));
  g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, sizeof (Cut));
  g_autoptr (TextBuilder) builder = text_builder_new (G_MAXINT32);
  g_autoptr (SchoText) text = NULL;
  g_auto (HtmlPage) page = { 0 };
  Reading reading = { self, highlights, cuts };
  const char *name = database_rows_text (rows, 1);
  const char *html = database_rows_text (rows, 4);
  guint32 document;

  g_array_set_clear_func (highlights, highlight_clear);
  if (!read_highlights (self, database_rows_integer (rows, 0), highlights, error))
    return FALSE;
  collect_cuts (&reading);
  if (!read_page (&reading, html != NULL ? html : "", builder, &page, error))
    return FALSE;
  if (!(text = text_builder_finish (builder, name != NULL ? name : "?", NULL)))
    {
      scho_losses_add (self->losses, 1, _ ("Documents without text"), name);
      return TRUE;
    }
  document = import_add_document (self->step, name != NULL ? name : "?",
                                  &(SchoDocument){ .source = database_rows_text (rows, 3),
                                                   .memo = database_rows_text (rows, 2) },
                                  text);
  scho_losses_append (self->losses, page.losses);
  return add_highlights (&reading, document, builder, text, error);
}

gboolean
taguette_read_documents (Taguette *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (DatabaseRows) rows = database_query (
      self->database, error,
      "SELECT id, name, description, filename, contents FROM documents WHERE project_id "
      "= %" G_GINT64_FORMAT " ORDER BY id",
      self->project);

  while (rows != NULL && database_rows_next (rows, &problem))
    {
      scho_progress_set (self->progress, -1, database_rows_text (rows, 1));
      if (!add_document (self, rows, error))
        return FALSE;
    }
  if (problem == NULL)
    return rows != NULL;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
