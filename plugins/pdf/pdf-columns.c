#include "pdf-columns.h"

#include <stdlib.h>

#define MAX_DEPTH 4  /* of columns divided again */
#define N_PLACES 40  /* where a gutter is looked for */
#define NARROWEST 13 /* a column of prose, in heights of a line */

typedef struct
{
  double left, right; /* of all lines */
  double gutter;
} Region;

typedef struct
{
  guint n;
  double width, height; /* of all lines, added */
  double left, right, top, bottom;
} Side;

static void
measure (Region *self, const PdfLine *lines, guint n)
{
  self->left = lines[0].left;
  self->right = lines[0].right;
  for (guint i = 1; i < n; i++)
    {
      self->left = MIN (self->left, lines[i].left);
      self->right = MAX (self->right, lines[i].right);
    }
}

static gboolean
crosses (const PdfLine *line, double x)
{
  return line->left < x && line->right > x;
}

/* The place that the fewest lines cross; they must be few. */
static gboolean
find_gutter (Region *self, const PdfLine *lines, guint n)
{
  guint fewest = n / 3 + 1, first = 0, last = 0;
  double step = (self->right - self->left) / 2 / N_PLACES;

  for (guint i = 0; i <= N_PLACES; i++)
    {
      double x = self->left + (self->right - self->left) / 4 + i * step;
      guint n_crossing = 0;

      for (guint k = 0; k < n; k++)
        n_crossing += crosses (&lines[k], x);
      if (n_crossing < fewest)
        {
          fewest = n_crossing;
          first = i;
        }
      if (n_crossing == fewest)
        last = i == first || i == last + 1 ? i : last;
    }
  self->gutter = self->left + (self->right - self->left) / 4 + (first + last) * step / 2;
  return fewest <= n / 3;
}

static void
add (Side *self, const PdfLine *line)
{
  self->left = self->n == 0 ? line->left : MIN (self->left, line->left);
  self->right = self->n == 0 ? line->right : MAX (self->right, line->right);
  self->top = self->n == 0 ? line->top : MIN (self->top, line->top);
  self->bottom = self->n == 0 ? line->bottom : MAX (self->bottom, line->bottom);
  self->width += line->right - line->left;
  self->height += line->bottom - line->top;
  self->n++;
}

/* Lines of prose fill their column; cells of a table do not. */
static gboolean
is_prose (const Side *self)
{
  double width = self->right - self->left;

  return self->n >= 3 && self->width / self->n > width * 0.6
         && width > self->height / self->n * NARROWEST;
}

static gboolean
has_columns (const Region *self, const PdfLine *lines, guint n)
{
  Side left = { 0 }, right = { 0 };

  for (guint i = 0; i < n; i++)
    if (!crosses (&lines[i], self->gutter))
      add (lines[i].right <= self->gutter ? &left : &right, &lines[i]);
  return is_prose (&left) && is_prose (&right)
         && MIN (left.bottom, right.bottom) > MAX (left.top, right.top);
}

/* How many lines that go over both columns stand above. */
static guint
count_above (const Region *self, const PdfLine *lines, guint n, const PdfLine *line)
{
  guint n_above = 0;

  for (guint i = 0; i < n; i++)
    n_above += crosses (&lines[i], self->gutter)
               && lines[i].top + lines[i].bottom < line->top + line->bottom;
  return n_above;
}

typedef struct
{
  PdfLine line;
  guint band, place;
  guint number; /* for a stable order */
} Placed;

static int
compare (gconstpointer a, gconstpointer b)
{
  const Placed *one = a, *other = b;

  if (one->band != other->band)
    return one->band < other->band ? -1 : 1;
  if (one->place != other->place)
    return one->place < other->place ? -1 : 1;
  return one->number < other->number ? -1 : one->number > other->number;
}

static void
place (const Region *self, const PdfLine *lines, guint n, Placed *placed)
{
  for (guint i = 0; i < n; i++)
    {
      gboolean is_wide = crosses (&lines[i], self->gutter);

      placed[i].line = lines[i];
      placed[i].number = i;
      placed[i].band = count_above (self, lines, n, &lines[i]) + is_wide;
      placed[i].place = is_wide ? 0 : lines[i].right <= self->gutter ? 1 : 2;
    }
}

static gboolean
goes_up (const PdfLine *lines, guint n)
{
  for (guint i = 1; i < n; i++)
    if (lines[i].bottom < lines[i - 1].top)
      return TRUE;
  return FALSE;
}

static int
compare_bottoms (gconstpointer a, gconstpointer b)
{
  const Placed *one = a, *other = b;

  if (one->line.bottom != other->line.bottom)
    return one->line.bottom < other->line.bottom ? -1 : 1;
  return one->number < other->number ? -1 : one->number > other->number;
}

static int
compare_lefts (gconstpointer a, gconstpointer b)
{
  const Placed *one = a, *other = b;

  if (one->line.left != other->line.left)
    return one->line.left < other->line.left ? -1 : 1;
  return one->number < other->number ? -1 : one->number > other->number;
}

/* Within a column Poppler goes down, unless it took lines of both for one. */
static void
sort_column (PdfLine *lines, guint n)
{
  g_autofree Placed *placed = NULL;

  if (!goes_up (lines, n))
    return;
  placed = g_new (Placed, n);
  for (guint i = 0; i < n; i++)
    placed[i] = (Placed){ .line = lines[i], .number = i };
  qsort (placed, n, sizeof *placed, compare_bottoms);
  for (guint i = 0, after; i < n; i = after)
    {
      const PdfLine *first = &placed[i].line;

      for (after = i + 1;
           after < n
           && placed[after].line.top + placed[after].line.bottom < 2 * first->bottom;)
        after++;
      qsort (placed + i, after - i, sizeof *placed, compare_lefts);
    }
  for (guint i = 0; i < n; i++)
    lines[i] = placed[i].line;
}

static void
sort_region (PdfLine *lines, guint n, guint depth)
{
  Region region = { 0 };
  g_autofree Placed *placed = NULL;

  if (n < 6 || depth == MAX_DEPTH)
    return;
  measure (&region, lines, n);
  if (!find_gutter (&region, lines, n) || !has_columns (&region, lines, n))
    return;
  placed = g_new (Placed, n);
  place (&region, lines, n, placed);
  qsort (placed, n, sizeof *placed, compare);
  for (guint i = 0; i < n; i++)
    lines[i] = placed[i].line;
  for (guint i = 0, after; i < n; i = after)
    {
      for (after = i + 1; after < n && placed[after].band == placed[i].band
                          && placed[after].place == placed[i].place;)
        after++;
      if (placed[i].place != 0)
        {
          sort_column (lines + i, after - i);
          sort_region (lines + i, after - i, depth + 1);
        }
    }
}

void
pdf_columns_sort (PdfLine *lines, guint n)
{
  /* What has so many lines is a drawing or an attack, and counting is quadratic. */
  if (n < 5000)
    sort_region (lines, n, 0);
}
