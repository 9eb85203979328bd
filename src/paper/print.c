#include "print.h"

#include "print-block.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <scholiast/error.h>
#include <string.h>

#define EDGE 54.0 /* of the paper, where nothing is printed */
#define HEAD 24.0 /* for title and page number */
#define TEXT_PART                                                                        \
  0.68           /* of the width between the edges; stripes and names have the rest */
#define GAP 14.0 /* between text and stripes */
#define LANES_WIDTH 40.0 /* for all stripes */
#define LANE_WIDTH 6.0   /* for one, while they fit */
#define TICK 2.5         /* where a passage begins and ends */
#define NAME_SIZE 7.5
#define HEAD_SIZE 8.0
#define LINE_STEP 1.5 /* from one line below the text to the next */
#define LINE_WIDTH 0.9
#define PAGES_AT_ONCE 4

struct _SchoPrint
{
  SchoSnapshot *snapshot;
  const SchoDocument *document;
  SchoText *text;
  SchoCodings *codings;
  SchoBlocks *blocks;
  double width, height;
  GArray *pages; /* of SchoBlockPlace: where each begins */
  SchoBlockPlace next;
  GArray *lines; /* of Line: on the page that is being drawn */

  /* Of a PDF, which has structure and links. A printout of some pages only must not lead
   * to others. */
  cairo_surface_t *pdf; /* nullable */
  guint page;           /* that is being drawn */
  int outline[7];       /* the last entry of each level of headings, 0: none */
};

/* A line of text that is on the page. */
typedef struct
{
  guint32 start, end;
  double y, height;
} Line;

/* One coding on one line, in bytes of the block's string. */
typedef struct
{
  gsize coding;
  int start, end;
} Span;

SchoPrint *
scho_print_new (SchoSnapshot *snapshot,
                guint32 document,
                const SchoShown *shown,
                const char *family,
                double width,
                double height,
                GError **error)
{
  static const SchoShown all = { NULL };
  g_autoptr (SchoText) text = scho_snapshot_read_text (snapshot, document, error);
  SchoPrint *self;

  if (text == NULL)
    return NULL;
  self = g_new0 (SchoPrint, 1);
  self->snapshot = scho_snapshot_ref (snapshot);
  self->document = scho_snapshot_get_document (snapshot, document);
  self->text = g_steal_pointer (&text);
  /* On paper it is day. */
  self->codings = scho_codings_new (snapshot, document, self->text,
                                    shown != NULL ? shown : &all, SCHO_THEME_LIGHT);
  self->width = width;
  self->height = height;
  self->blocks = scho_blocks_new (snapshot, document, self->text, self->codings, family,
                                  (width - 2 * EDGE) * TEXT_PART);
  self->pages = g_array_new (FALSE, FALSE, sizeof (SchoBlockPlace));
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  self->next = scho_blocks_get_first (self->blocks);
  return self;
}

void
scho_print_free (SchoPrint *self)
{
  scho_blocks_free (self->blocks);
  scho_codings_unref (self->codings);
  scho_text_unref (self->text);
  scho_snapshot_unref (self->snapshot);
  g_array_unref (self->pages);
  g_array_unref (self->lines);
  g_free (self);
}

static void
set_colour (cairo_t *cr, guint32 colour)
{
  cairo_set_source_rgb (cr, (colour >> 16 & 0xff) / 255.0, (colour >> 8 & 0xff) / 255.0,
                        (colour & 0xff) / 255.0);
}

static void
draw_layout (cairo_t *cr, PangoLayout *layout, double x, double y)
{
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

/* A line of text ----------------------------------------------------------------------
 */

/* The codings on [start, end) of the block's string. */
static GArray *
find_spans (SchoPrint *self, const SchoBlock *block, int start, int end)
{
  const char *string = pango_layout_get_text (block->layout);
  guint32 first = block->start + g_utf8_pointer_to_offset (string, string + start);
  guint32 after = first + g_utf8_pointer_to_offset (string + start, string + end);
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (Span));
  gsize n;
  const SchoAnnotation *all = scho_codings_get_all (self->codings, &n);

  for (gsize i = scho_codings_next (self->codings, 0, first, after); i < n;
       i = scho_codings_next (self->codings, i + 1, first, after))
    {
      guint32 from = MAX (all[i].start, first), to = MIN (all[i].end, after);
      const char *p = g_utf8_offset_to_pointer (string + start, from - first);
      Span span = { i, p - string, g_utf8_offset_to_pointer (p, to - from) - string };

      g_array_append_val (spans, span);
    }
  return spans;
}

static void
fill (
    cairo_t *cr, PangoLayoutLine *line, int start, int end, double x, double y, double h)
{
  g_autofree int *ranges = NULL;
  int n;

  pango_layout_line_get_x_ranges (line, start, end, &ranges, &n);
  for (int i = 0; i < n; i++)
    cairo_rectangle (cr, x + (double) ranges[2 * i] / PANGO_SCALE, y,
                     (double) (ranges[2 * i + 1] - ranges[2 * i]) / PANGO_SCALE, h);
  cairo_fill (cr);
}

static int
compare_ints (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* Opaque, since a printer may not know how to blend. */
static guint32
blend (SchoPrint *self, GArray *spans, int at)
{
  guint32 colour = scho_theme_get_paper (SCHO_THEME_LIGHT);

  for (guint i = 0; i < spans->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);
      SchoLook look = scho_codings_get_look (self->codings, span->coding);

      if (span->start <= at && at < span->end)
        colour = scho_colour_blend (colour, look.wash, look.alpha);
    }
  return colour;
}

static void
draw_washes (SchoPrint *self,
             cairo_t *cr,
             PangoLayoutLine *line,
             GArray *spans,
             double x,
             double y,
             double height)
{
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < spans->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);

      g_array_append_val (edges, span->start);
      g_array_append_val (edges, span->end);
    }
  g_array_sort (edges, compare_ints);
  for (guint i = 0; i + 1 < edges->len; i++)
    {
      int start = g_array_index (edges, int, i), end = g_array_index (edges, int, i + 1);

      if (start == end)
        continue;
      set_colour (cr, blend (self, spans, start));
      fill (cr, line, start, end, x, y, height);
    }
}

static void
draw_lines_below (SchoPrint *self,
                  cairo_t *cr,
                  PangoLayoutLine *line,
                  GArray *spans,
                  double x,
                  double y)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);
      guint lane = scho_codings_get_line_lane (self->codings, span->coding);

      if (lane >= SCHO_LINE_LANES)
        continue;
      set_colour (cr, scho_codings_get_look (self->codings, span->coding).line);
      fill (cr, line, span->start, span->end, x, y + lane * LINE_STEP, LINE_WIDTH);
    }
}

static void
draw_swatch (SchoPrint *self, cairo_t *cr, const SchoCode *code, double y, double height)
{
  SchoLook look = scho_theme_get_look (SCHO_THEME_LIGHT, code->colour);

  set_colour (cr, scho_colour_blend (scho_theme_get_paper (SCHO_THEME_LIGHT), look.wash,
                                     look.alpha));
  cairo_rectangle (cr, EDGE, y, 12, height);
  cairo_fill (cr);
  set_colour (cr, look.line);
  cairo_rectangle (cr, EDGE, y + height, 12, 1.6);
  cairo_fill (cr);
}

/* The page of the original, at the edge. */
static void
draw_original_page (SchoPrint *self, cairo_t *cr, const char *label, double y)
{
  g_autoptr (PangoLayout) layout
      = scho_blocks_make_line (self->blocks, label, NAME_SIZE, EDGE - 12);

  pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  set_colour (cr, 0x606060);
  draw_layout (cr, layout, 4, y + 3);
}

static void
draw_line (
    SchoPrint *self, cairo_t *cr, const SchoBlock *block, PangoLayoutIter *iter, double y)
{
  PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
  double x = EDGE + block->x, height, below;
  gboolean is_first = line->start_index == 0;
  PangoRectangle box;

  pango_layout_iter_get_line_extents (iter, NULL, &box);
  height = (double) box.height / PANGO_SCALE;
  below = (double) (pango_layout_iter_get_baseline (iter) - box.y) / PANGO_SCALE;
  if (block->code != NULL && is_first)
    draw_swatch (self, cr, block->code, y, height);
  if (block->page != NULL && is_first)
    draw_original_page (self, cr, block->page, y);
  if (block->kind == SCHO_BLOCK_TEXT)
    {
      int end = line->start_index + line->length;
      g_autoptr (GArray) spans = find_spans (self, block, line->start_index, end);

      draw_washes (self, cr, line, spans, x, y, height);
      draw_lines_below (self, cr, line, spans, x, y + height + 0.4);
    }
  set_colour (cr, 0x000000);
  cairo_move_to (cr, x + (double) box.x / PANGO_SCALE, y + below);
  pango_cairo_show_layout_line (cr, line);
}

/* A page ------------------------------------------------------------------------------
 */

static void
note_line (SchoPrint *self, const SchoBlock *block, PangoLayoutLine *line, Line *noted)
{
  const char *string = pango_layout_get_text (block->layout);
  const char *first = string + line->start_index;

  noted->start = block->start + g_utf8_pointer_to_offset (string, first);
  noted->end = noted->start + g_utf8_pointer_to_offset (first, first + line->length);
  g_array_append_val (self->lines, *noted);
}

static void
add_to_outline (SchoPrint *self, const SchoBlock *block, double y)
{
  const char *text = pango_layout_get_text (block->layout);
  g_autofree char *name = g_strndup (text, strcspn (text, "\n"));
  /* Whole numbers, since cairo reads fractions as the locale writes them. */
  g_autofree char *target
      = g_strdup_printf ("page=%u pos=[%d %d]", self->page + 1, (int) EDGE, (int) y);
  int parent = CAIRO_PDF_OUTLINE_ROOT;

  for (guint level = 1; level < block->heading; level++)
    if (self->outline[level] > 0)
      parent = self->outline[level];
  for (guint level = block->heading; level < G_N_ELEMENTS (self->outline); level++)
    self->outline[level] = 0;
  self->outline[block->heading]
      = cairo_pdf_surface_add_outline (self->pdf, parent, name, target, 0);
}

/* What readers of PDF take it for; %NULL: nothing. */
static const char *
get_tag (SchoPrint *self, cairo_t *cr, const SchoBlock *block)
{
  static const char *const headings[] = { "H1", "H2", "H3", "H4", "H5", "H6" };

  if (self->pdf == NULL || cr == NULL || pango_layout_get_text (block->layout)[0] == '\0')
    return NULL;
  return block->heading > 0 ? headings[block->heading - 1] : "P";
}

/* A heading is listed in the outline, and to a code of the legend names lead. */
static void
mark_target (SchoPrint *self, cairo_t *cr, const SchoBlock *block, double y)
{
  g_autofree char *target = NULL;

  if (block->heading > 0)
    add_to_outline (self, block, y);
  if (block->code == NULL)
    return;
  target = g_strdup_printf ("name='c%u'", block->code->id);
  cairo_tag_begin (cr, CAIRO_TAG_DEST, target);
  cairo_tag_end (cr, CAIRO_TAG_DEST);
}

/* Puts lines of the block onto the page until it is full. Then the place is where the
 * next page begins. */
static gboolean
add_block (SchoPrint *self,
           cairo_t *cr,
           const SchoBlock *block,
           SchoBlockPlace *place,
           double *y)
{
  double bottom = self->height - EDGE;
  const char *tag = get_tag (self, cr, block);
  PangoLayoutIter *iter = pango_layout_get_iter (block->layout);
  gboolean is_top = *y <= EDGE + HEAD, fits = TRUE;
  guint n = pango_layout_get_line_count (block->layout), i = 0;

  if (!is_top && place->line == 0)
    *y += block->above;
  if (tag != NULL && place->line == 0)
    mark_target (self, cr, block, *y);
  if (tag != NULL)
    cairo_tag_begin (cr, tag, NULL);
  for (; i < place->line && i < n; i++)
    pango_layout_iter_next_line (iter);
  for (; i < n; i++)
    {
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
      PangoRectangle box;
      Line noted = { .y = *y };

      pango_layout_iter_get_line_extents (iter, NULL, &box);
      noted.height = (double) box.height / PANGO_SCALE;
      /* A heading does not stand alone at the foot of a page. */
      fits = is_top || *y + noted.height * (block->stays ? 4 : 1) <= bottom;
      if (!fits)
        break;
      if (cr != NULL)
        draw_line (self, cr, block, iter, *y);
      if (cr != NULL && block->kind == SCHO_BLOCK_TEXT)
        note_line (self, block, line, &noted);
      *y += noted.height * block->spacing;
      is_top = FALSE;
      pango_layout_iter_next_line (iter);
    }
  pango_layout_iter_free (iter);
  if (tag != NULL)
    cairo_tag_end (cr, tag);
  if (fits)
    *place = block->next;
  else
    place->line = i;
  return fits;
}

/* Only measures where there is nothing to draw on. */
static void
fill_page (SchoPrint *self, cairo_t *cr, SchoBlockPlace *place)
{
  double y = EDGE + HEAD;
  gboolean fits = TRUE;

  while (fits && place->kind != SCHO_BLOCK_END)
    {
      g_autoptr (SchoBlock) block = scho_blocks_make (self->blocks, place);

      fits = add_block (self, cr, block, place, &y);
    }
}

static void
draw_head (SchoPrint *self, cairo_t *cr, guint page)
{
  double width = self->width - 2 * EDGE;
  g_autofree char *number
      = g_strdup_printf (_ ("Page %u of %u"), page + 1, self->pages->len);
  g_autoptr (PangoLayout) left = scho_blocks_make_line (
      self->blocks, self->document->title, HEAD_SIZE, width * 0.75);
  g_autoptr (PangoLayout) right
      = scho_blocks_make_line (self->blocks, number, HEAD_SIZE, width * 0.25);

  pango_layout_set_alignment (right, PANGO_ALIGN_RIGHT);
  set_colour (cr, 0x404040);
  draw_layout (cr, left, EDGE, EDGE - 8);
  draw_layout (cr, right, EDGE + width * 0.75, EDGE - 8);
  set_colour (cr, 0xa0a0a0);
  cairo_rectangle (cr, EDGE, EDGE + 6, width, 0.5);
  cairo_fill (cr);
}

/* The margin --------------------------------------------------------------------------
 */

static guint
find_line (SchoPrint *self, guint32 offset)
{
  guint low = 0, high = self->lines->len - 1;

  while (low < high)
    {
      guint middle = (low + high + 1) / 2;

      if (g_array_index (self->lines, Line, middle).start <= offset)
        low = middle;
      else
        high = middle - 1;
    }
  return low;
}

/* A bracket; open where the passage goes on before or after the page. */
static void
draw_stripe (cairo_t *cr, double x, double top, double bottom, gboolean is_open[2])
{
  cairo_rectangle (cr, x, top, 1.2, bottom - top);
  if (!is_open[0])
    cairo_rectangle (cr, x - TICK, top, TICK, 1);
  if (!is_open[1])
    cairo_rectangle (cr, x - TICK, bottom - 1, TICK, 1);
  cairo_fill (cr);
}

static double
get_stripes_x (SchoPrint *self)
{
  return EDGE + (self->width - 2 * EDGE) * TEXT_PART + GAP;
}

static double
get_lane_width (SchoPrint *self)
{
  guint n = MAX (scho_codings_get_n_margin_lanes (self->codings), 1);

  return MIN (LANES_WIDTH / n, LANE_WIDTH);
}

static double
get_names_x (SchoPrint *self)
{
  guint n = MAX (scho_codings_get_n_margin_lanes (self->codings), 1);

  return get_stripes_x (self) + n * get_lane_width (self) + 6;
}

static double
draw_name (SchoPrint *self, cairo_t *cr, const SchoCode *code, guint32 colour, double y)
{
  g_autofree char *target = g_strdup_printf ("dest='c%u'", code->id);
  double x = get_names_x (self);
  g_autoptr (PangoLayout) layout = scho_blocks_make_line (
      self->blocks, code->name, NAME_SIZE, self->width - EDGE / 2 - x - 9);
  int height;

  pango_layout_get_size (layout, NULL, &height);
  set_colour (cr, colour);
  cairo_arc (cr, x + 2.5, y + (double) height / PANGO_SCALE / 2, 2.5, 0, 2 * G_PI);
  cairo_fill (cr);
  set_colour (cr, 0x000000);
  if (self->pdf != NULL)
    cairo_tag_begin (cr, CAIRO_TAG_LINK, target);
  draw_layout (cr, layout, x + 8, y);
  if (self->pdf != NULL)
    cairo_tag_end (cr, CAIRO_TAG_LINK);
  return y + (double) height / PANGO_SCALE + 1;
}

/* Those that find no room are counted. */
static void
draw_count (SchoPrint *self, cairo_t *cr, guint n, double y)
{
  g_autofree char *words = NULL;
  g_autoptr (PangoLayout) layout = NULL;
  double x = get_names_x (self) + 8;

  if (n == 0)
    return;
  words = g_strdup_printf (ngettext ("and %u more", "and %u more", n), n);
  layout = scho_blocks_make_line (self->blocks, words, NAME_SIZE,
                                  self->width - EDGE / 2 - x);
  set_colour (cr, 0x000000);
  draw_layout (cr, layout, x, y);
}

static void
draw_margin (SchoPrint *self, cairo_t *cr)
{
  const Line *lines = (const Line *) self->lines->data;
  guint n_lines = self->lines->len, n_left = 0;
  guint n_lanes = MAX (scho_codings_get_n_margin_lanes (self->codings), 1);
  double step = get_lane_width (self), free_y = 0;
  gsize n;
  const SchoAnnotation *all = scho_codings_get_all (self->codings, &n);
  guint32 start, end;

  if (n_lines == 0)
    return;
  start = lines[0].start;
  end = MAX (lines[n_lines - 1].end, start);
  for (gsize i = scho_codings_next (self->codings, 0, start, end); i < n;
       i = scho_codings_next (self->codings, i + 1, start, end))
    {
      gboolean is_open[2] = { all[i].start<start, all[i].end> end };
      const Line *first = is_open[0] ? lines : &lines[find_line (self, all[i].start)];
      const Line *last
          = is_open[1] ? &lines[n_lines - 1] : &lines[find_line (self, all[i].end - 1)];
      guint lane = MIN (scho_codings_get_margin_lane (self->codings, i), n_lanes - 1);
      SchoLook look = scho_codings_get_look (self->codings, i);
      const SchoCode *code = scho_codings_get_code (self->codings, i);

      set_colour (cr, look.line);
      draw_stripe (cr, get_stripes_x (self) + lane * step, first->y,
                   last->y + last->height, is_open);
      free_y = MAX (free_y, first->y);
      if (code != NULL && free_y < self->height - EDGE)
        free_y = draw_name (self, cr, code, look.line, free_y);
      else
        n_left++;
    }
  draw_count (self, cr, n_left, free_y);
}

gboolean
scho_print_paginate (SchoPrint *self)
{
  for (guint i = 0; i < PAGES_AT_ONCE && self->next.kind != SCHO_BLOCK_END; i++)
    {
      g_array_append_val (self->pages, self->next);
      fill_page (self, NULL, &self->next);
    }
  return self->next.kind == SCHO_BLOCK_END;
}

double
scho_print_get_fraction (SchoPrint *self)
{
  guint32 length = scho_text_get_length (self->text);

  if (self->next.kind > SCHO_BLOCK_TEXT || length == 0)
    return 1;
  return self->next.kind == SCHO_BLOCK_TEXT ? (double) self->next.index / length : 0;
}

guint
scho_print_get_n_pages (SchoPrint *self)
{
  return self->pages->len;
}

guint32
scho_print_get_page_start (SchoPrint *self, guint page)
{
  SchoBlockPlace place = g_array_index (self->pages, SchoBlockPlace, page);
  g_autoptr (SchoBlock) block = NULL;
  PangoLayoutLine *line;
  const char *string;

  if (place.kind != SCHO_BLOCK_TEXT)
    return place.kind == SCHO_BLOCK_TITLE ? 0 : scho_text_get_length (self->text);
  block = scho_blocks_make (self->blocks, &place);
  string = pango_layout_get_text (block->layout);
  line = pango_layout_get_line_readonly (block->layout, place.line);
  return block->start + g_utf8_pointer_to_offset (string, string + line->start_index);
}

void
scho_print_draw_page (SchoPrint *self, cairo_t *cr, guint page)
{
  SchoBlockPlace place = g_array_index (self->pages, SchoBlockPlace, page);

  g_array_set_size (self->lines, 0);
  self->page = page;
  draw_head (self, cr, page);
  fill_page (self, cr, &place);
  draw_margin (self, cr);
}

/* PDF ---------------------------------------------------------------------------------
 */

typedef struct
{
  GOutputStream *stream;
  GCancellable *cancellable;
  GError *error;
} Sink;

static cairo_status_t
write_cb (void *data, const unsigned char *bytes, unsigned int n)
{
  Sink *sink = data;

  if (sink->error == NULL)
    g_output_stream_write_all (sink->stream, bytes, n, NULL, sink->cancellable,
                               &sink->error);
  return sink->error == NULL ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static gboolean
draw_pages (SchoPrint *self,
            cairo_surface_t *surface,
            const SchoProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  cairo_t *cr = cairo_create (surface);
  gboolean go_on = TRUE;

  for (guint i = 0; i < self->pages->len && go_on; i++)
    {
      go_on = !g_cancellable_set_error_if_cancelled (cancellable, error);
      if (go_on)
        scho_print_draw_page (self, cr, i);
      cairo_show_page (cr);
      scho_progress_set (progress, 0.5 + 0.5 * i / self->pages->len, NULL);
    }
  cairo_destroy (cr);
  return go_on;
}

/* When it was last coded, so that the same project makes the same bytes. */
static void
date_pdf (SchoPrint *self, cairo_surface_t *surface)
{
  gsize n;
  const SchoAnnotation *all = scho_codings_get_all (self->codings, &n);
  gint64 time = MAX (scho_uuid_get_time (&self->document->uuid), 0);
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *string = NULL;

  for (gsize i = 0; i < n; i++)
    time = MAX (time, scho_uuid_get_time (&all[i].uuid));
  date = g_date_time_new_from_unix_utc (time / 1000);
  if (date == NULL)
    date = g_date_time_new_from_unix_utc (0);
  string = g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, string);
}

gboolean
scho_print_write_pdf (SchoPrint *self,
                      GOutputStream *stream,
                      const SchoProgress *progress,
                      GCancellable *cancellable,
                      GError **error)
{
  Sink sink = { stream, cancellable, NULL };
  cairo_surface_t *surface;
  cairo_status_t status;
  gboolean drawn;

  while (!scho_print_paginate (self))
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      scho_progress_set (progress, 0.5 * scho_print_get_fraction (self), NULL);
    }
  surface
      = cairo_pdf_surface_create_for_stream (write_cb, &sink, self->width, self->height);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE,
                                  self->document->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Scholiast");
  date_pdf (self, surface);
  self->pdf = surface;
  memset (self->outline, 0, sizeof self->outline);
  drawn = draw_pages (self, surface, progress, cancellable, error);
  self->pdf = NULL;
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (!drawn || sink.error != NULL)
    {
      if (sink.error != NULL && drawn)
        g_propagate_error (error, sink.error);
      else
        g_clear_error (&sink.error);
      return FALSE;
    }
  if (status != CAIRO_STATUS_SUCCESS)
    g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_FAILED,
                         cairo_status_to_string (status));
  return status == CAIRO_STATUS_SUCCESS;
}
