#include "page-lines.h"

#define FEED_WIDTH 6 /* what a coded line feed shows */

struct _SchoLines
{
  GArray *lines;      /* of SchoLine */
  GArray *spare;      /* the lines of last time, while new ones are measured */
  GHashTable *levels; /* place of the paragraph → its levels, guint8[] */
  double upper;       /* height of the whole text when these were measured */
};

typedef struct
{
  int left, right;
} Extent;

/* Widths of right-to-left characters are negative. */
static Extent
get_extent (GtkTextView *view, guint32 place)
{
  GtkTextIter iter;
  GdkRectangle r;

  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (view), &iter, place);
  gtk_text_view_get_iter_location (view, &iter, &r);
  return (Extent){ MIN (r.x, r.x + r.width), MAX (r.x, r.x + r.width) };
}

static Extent
join (Extent a, Extent b)
{
  return (Extent){ MIN (a.left, b.left), MAX (a.right, b.right) };
}

static guint8 *
measure_levels (const GtkTextIter *first, const GtkTextIter *after)
{
  g_autofree char *utf8 = gtk_text_iter_get_slice (first, after);
  PangoDirection direction = PANGO_DIRECTION_NEUTRAL;
  gsize n_bytes = strlen (utf8);

  if (n_bytes == 0 || !scho_utf8_has_rtl (utf8, n_bytes))
    return NULL;
  return pango_log2vis_get_embedding_levels (utf8, n_bytes, &direction);
}

static const guint8 *
get_levels (SchoLines *self, SchoPageText *text, const GtkTextIter *at, guint32 *start)
{
  GtkTextIter first = *at, last = *at;
  gpointer key, levels;

  gtk_text_iter_set_line_offset (&first, 0);
  *start = gtk_text_iter_get_offset (&first);
  if (text == NULL || !scho_page_text_has_rtl (text))
    return NULL;

  key = GUINT_TO_POINTER (*start);
  if (g_hash_table_lookup_extended (self->levels, key, NULL, &levels))
    return levels;
  if (!gtk_text_iter_ends_line (&last))
    gtk_text_iter_forward_to_line_end (&last);
  levels = measure_levels (&first, &last);
  g_hash_table_insert (self->levels, key, levels);
  return levels;
}

/* The characters of one direction that begin at @from: their end, at most @to. */
static guint32
end_of_run (const SchoLine *line, guint32 from, guint32 to)
{
  guint32 end = from;
  guint8 level;

  if (line->levels == NULL)
    return to;
  level = line->levels[from - line->paragraph];
  while (end < to && line->levels[end - line->paragraph] == level)
    end++;
  return end;
}

static Extent
measure_text (const SchoLine *line, GtkTextView *view, guint32 start, guint32 end)
{
  Extent extent = get_extent (view, start);

  for (guint32 run = start; run < end;)
    {
      guint32 after = end_of_run (line, run, end);

      extent = join (extent, join (get_extent (view, run), get_extent (view, after - 1)));
      run = after;
    }
  return extent;
}

static gboolean
is_space_at (GtkTextIter *iter)
{
  return g_unichar_isspace (gtk_text_iter_get_char (iter));
}

/* The space where a line is wrapped may reach over its end. */
static guint32
trim_end (const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextIter iter = *end;

  while (gtk_text_iter_compare (&iter, start) > 0)
    {
      GtkTextIter before = iter;

      gtk_text_iter_backward_char (&before);
      if (!is_space_at (&before))
        break;
      iter = before;
    }
  return gtk_text_iter_get_offset (&iter);
}

/* Measures the line that begins at @start and moves @start to the next. */
static SchoLine
measure_line (SchoLines *self, GtkTextView *view, SchoPageText *text, GtkTextIter *start)
{
  SchoLine line = { 0 };
  GtkTextIter next = *start;
  GdkRectangle r;
  Extent extent;
  guint32 end;

  if (!gtk_text_view_forward_display_line (view, &next))
    gtk_text_iter_forward_to_end (&next);
  line.start = gtk_text_iter_get_offset (start);
  line.end = line.text_end = gtk_text_iter_get_offset (&next);
  line.levels = get_levels (self, text, start, &line.paragraph);
  line.rtl = line.levels != NULL && (line.levels[0] & 1);
  gtk_text_view_get_iter_location (view, start, &r);
  line.y = r.y;
  line.height = r.height;

  if (gtk_text_iter_starts_line (&next) && line.end > line.start)
    {
      GtkTextIter feed = next;

      gtk_text_iter_backward_char (&feed);
      if (gtk_text_iter_ends_line (&feed))
        line.text_end--;
    }
  end = MAX (trim_end (start, &next), line.start);
  extent = end > line.start ? measure_text (&line, view, line.start, end)
                            : (Extent){ r.x, r.x };
  line.x0 = extent.left;
  line.x1 = extent.right;
  *start = next;
  return line;
}

static gboolean
reuse_line (SchoLines *self, guint *hint, guint32 place, SchoLine *line)
{
  while (*hint < self->spare->len)
    {
      *line = g_array_index (self->spare, SchoLine, *hint);
      if (line->start >= place)
        return line->start == place;
      (*hint)++;
    }
  return FALSE;
}

SchoLines *
scho_lines_new (void)
{
  SchoLines *self = g_new0 (SchoLines, 1);

  self->lines = g_array_new (FALSE, FALSE, sizeof (SchoLine));
  self->spare = g_array_new (FALSE, FALSE, sizeof (SchoLine));
  self->levels = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self;
}

void
scho_lines_free (SchoLines *self)
{
  g_array_unref (self->lines);
  g_array_unref (self->spare);
  g_hash_table_unref (self->levels);
  g_free (self);
}

void
scho_lines_clear (SchoLines *self)
{
  g_array_set_size (self->lines, 0);
  g_array_set_size (self->spare, 0);
  g_hash_table_remove_all (self->levels);
}

static void
swap_arrays (SchoLines *self)
{
  GArray *lines = self->lines;

  self->lines = self->spare;
  self->spare = lines;
  g_array_set_size (self->lines, 0);
}

void
scho_lines_update (SchoLines *self, GtkTextView *view, SchoPageText *text)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  GdkRectangle visible;
  GtkTextIter iter;
  guint hint = 0;

  swap_arrays (self);
  /* Heights above have become known, so all lies elsewhere. */
  if (self->upper != gtk_adjustment_get_upper (adjustment))
    g_array_set_size (self->spare, 0);
  self->upper = gtk_adjustment_get_upper (adjustment);
  if (self->spare->len == 0 && g_hash_table_size (self->levels) > 1000)
    g_hash_table_remove_all (self->levels);

  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_view_get_iter_at_location (view, &iter, 0, visible.y);
  gtk_text_view_backward_display_line_start (view, &iter);
  for (;;)
    {
      SchoLine line;

      if (reuse_line (self, &hint, gtk_text_iter_get_offset (&iter), &line))
        gtk_text_iter_set_offset (&iter, line.end);
      else
        line = measure_line (self, view, text, &iter);
      g_array_append_val (self->lines, line);
      if (line.y + line.height > visible.y + visible.height)
        break;
      /* After a last line feed there is one more line, an empty one. */
      if (gtk_text_iter_is_end (&iter) && line.end == line.text_end)
        break;
    }
}

const SchoLine *
scho_lines_get (SchoLines *self, guint *n)
{
  *n = self->lines->len;
  return (const SchoLine *) (void *) self->lines->data;
}

guint
scho_lines_find (SchoLines *self, guint32 place)
{
  guint low = 0, high = self->lines->len;

  while (low + 1 < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->lines, SchoLine, middle).start <= place)
        low = middle;
      else
        high = middle;
    }
  return low;
}

static guint
add_box (SchoBox *boxes, guint n, guint max, Extent extent)
{
  SchoBox box = { extent.left, MAX (extent.right - extent.left, 1) };

  if (n > 0 && (boxes[n - 1].x + boxes[n - 1].width == box.x || n == max))
    {
      Extent last = { boxes[n - 1].x, boxes[n - 1].x + boxes[n - 1].width };

      extent = join (last, extent);
      boxes[n - 1] = (SchoBox){ extent.left, extent.right - extent.left };
      return n;
    }
  boxes[n] = box;
  return n + 1;
}

/* The common case: one box, and most ends are the line's own. */
static Extent
measure_plain (const SchoLine *self, GtkTextView *view, guint32 start, guint32 end)
{
  Extent extent = { self->x0, self->x1 };

  if (start > self->start)
    extent.left = get_extent (view, start).left;
  if (end < self->text_end)
    extent.right = MIN (get_extent (view, end - 1).right, self->x1);
  return (Extent){ extent.left, MAX (extent.left, extent.right) };
}

guint
scho_line_get_boxes (const SchoLine *self,
                     GtkTextView *view,
                     guint32 start,
                     guint32 end,
                     SchoBox *boxes,
                     guint max)
{
  guint32 from = MAX (start, self->start), to = MIN (end, self->text_end);
  guint n = 0;

  if (self->levels == NULL && from < to)
    n = add_box (boxes, n, max, measure_plain (self, view, from, to));
  else
    for (guint32 run = from; run < to;)
      {
        guint32 after = end_of_run (self, run, to);
        Extent extent = join (get_extent (view, run), get_extent (view, after - 1));

        extent.left = MAX (extent.left, self->x0);
        extent.right = MIN (extent.right, self->x1);
        if (extent.left < extent.right)
          n = add_box (boxes, n, max, extent);
        run = after;
      }

  if (end > self->text_end && self->end > self->text_end)
    n = add_box (boxes, n, max,
                 self->rtl ? (Extent){ self->x0 - FEED_WIDTH, self->x0 }
                           : (Extent){ self->x1, self->x1 + FEED_WIDTH });
  return n;
}
