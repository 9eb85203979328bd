#include "pdf-pages.h"

#include "pdf-columns.h"

#include "../shared/lost.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define EDGE 0.2 /* of the height of a page, above and below */
#define MAX_LOOKS 30
#define NARROW 0.12     /* of the height: no space between words is that narrow */
#define GAP 1.3         /* heights of a line: the narrowest between columns */
#define SAME_HEIGHT 6.0 /* points between lines that stand in the same place */

void
pdf_pages_clear (PdfPages *self)
{
  if (self->text == NULL)
    return;
  g_string_free (self->text, TRUE);
  g_array_unref (self->lines);
  g_array_unref (self->heights);
  scho_losses_unref (self->losses);
  g_ptr_array_unref (self->labels);
  g_free (self->title);
  g_free (self->author);
  g_free (self->date);
  self->text = NULL;
}

void
pdf_pages_init (PdfPages *self, const char *name)
{
  self->name = name;
  self->text = g_string_new (NULL);
  self->lines = g_array_new (FALSE, FALSE, sizeof (PdfLine));
  self->heights = g_array_new (FALSE, FALSE, sizeof (double));
  self->losses = scho_losses_new ();
  self->labels = g_ptr_array_new_with_free_func (g_free);
}

static gboolean
is_blank (const char *utf8, gsize n_bytes)
{
  for (const char *p = utf8; p < utf8 + n_bytes; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

static void
widen (PdfLine *line, const PdfBox *box, gboolean is_empty)
{
  line->left = is_empty ? box->x1 : MIN (line->left, box->x1);
  line->top = is_empty ? box->y1 : MIN (line->top, box->y1);
  line->right = is_empty ? box->x2 : MAX (line->right, box->x2);
  line->bottom = is_empty ? box->y2 : MAX (line->bottom, box->y2);
}

/* Poppler leaves out the space where a cell of a table or a number follows far away. */
static gboolean
is_far (const PdfLine *line, const PdfBox *box, double heights)
{
  return box->x1 - line->right > (line->bottom - line->top) * heights;
}

/* Poppler puts a space where small capitals begin and end, if they do not touch. */
static gboolean
is_false_space (const PdfBox *boxes, guint n_boxes, guint i)
{
  double before, after;

  if (i == 0 || i + 1 >= n_boxes)
    return FALSE;
  before = boxes[i - 1].y2 - boxes[i - 1].y1;
  after = boxes[i + 1].y2 - boxes[i + 1].y1;
  return MAX (before, after) > MIN (before, after) * 1.1
         && ABS (boxes[i + 1].x1 - boxes[i - 1].x2) < MAX (before, after) * NARROW;
}

static void
end_line (PdfPages *self, PdfLine *line)
{
  line->n_bytes = self->text->len - line->start;
  if (line->right > line->left || line->n_bytes > 0)
    g_array_append_val (self->lines, *line);
  *line = (PdfLine){ .page = line->page, .start = self->text->len };
}

/* The characters, and the box around those that are no spaces. What stands far away may
 * be in the next column, though Poppler takes both for one line.
 */
static void
take_line (PdfPages *self,
           guint page,
           const char *utf8,
           const char *end,
           const PdfBox *boxes,
           guint n_boxes)
{
  gboolean in_first = TRUE, is_empty = TRUE, was_space = FALSE;
  PdfLine line = { .page = page, .start = self->text->len };

  for (guint i = 0; utf8 < end; i++, utf8 = g_utf8_next_char (utf8))
    {
      gboolean is_space = g_unichar_isspace (g_utf8_get_char (utf8));

      if (is_space && is_false_space (boxes, n_boxes, i))
        continue;
      if (i < n_boxes && !is_space)
        {
          if (!is_empty && is_far (&line, &boxes[i], GAP))
            {
              end_line (self, &line);
              line.is_rest = in_first = is_empty = TRUE;
            }
          else if (!is_empty && !was_space && is_far (&line, &boxes[i], 1))
            {
              g_string_append_c (self->text, ' ');
              in_first = FALSE;
            }
          widen (&line, &boxes[i], is_empty);
          line.first_word = in_first ? line.right - line.left : line.first_word;
          is_empty = FALSE;
        }
      in_first = in_first && (is_empty || !is_space);
      was_space = is_space;
      g_string_append_len (self->text, utf8, g_utf8_next_char (utf8) - utf8);
    }
  end_line (self, &line);
}

static void
take_text (PdfPages *self, guint page, const PdfRawPage *raw)
{
  guint used = 0;
  const char *p = raw->text;

  while (*p != '\0')
    {
      gsize n_bytes = strcspn (p, "\n\f");
      guint n = (guint) g_utf8_strlen (p, (gssize) n_bytes);
      guint first = MIN (used, raw->n_boxes);

      if (!is_blank (p, n_bytes))
        take_line (self, page, p, p + n_bytes, raw->boxes + first,
                   MIN (n, raw->n_boxes - first));
      used += n + 1;
      p += n_bytes + (p[n_bytes] != '\0');
    }
}

static void
lose_beside (PdfPages *self, const PdfRawPage *page, const char *label)
{
  /* Translators: a file, the number of a page */
  g_autofree char *where = g_strdup_printf (_ ("%s: page %s"), self->name, label);

  if (is_blank (page->text, strlen (page->text)))
    scho_losses_add (self->losses, 1, _ ("Pages without text, perhaps scanned"), where);
  scho_losses_add (self->losses, page->n_pictures, _ ("Pictures"), where);
  scho_losses_add (self->losses, page->n_comments, _ ("Comments and marks on pages"),
                   where);
  scho_losses_add (self->losses, page->n_fields, _ ("Fields of forms, filled in"), where);
}

void
pdf_pages_add (PdfPages *self, const PdfRawPage *page)
{
  guint number = self->labels->len, n_before = self->lines->len;

  g_ptr_array_add (self->labels, page->label[0] != '\0'
                                     ? g_strdup (page->label)
                                     : g_strdup_printf ("%u", number + 1));
  g_array_append_val (self->heights, page->height);
  take_text (self, number, page);
  if (self->lines->len > n_before)
    pdf_columns_sort (&g_array_index (self->lines, PdfLine, n_before),
                      self->lines->len - n_before);
  lose_beside (self, page, self->labels->pdata[number]);
}

/* Numbers, the small Roman ones too, are all the same. */
static char *
make_key (const PdfPages *self, const PdfLine *line)
{
  const char *p = self->text->str + line->start;
  const char *end = p + line->n_bytes;
  GString *key = g_string_new (NULL);
  gsize n_letters;

  for (; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c))
        g_string_append (key, g_str_has_suffix (key->str, "#") ? "" : "#");
      else if (!g_unichar_isspace (c))
        g_string_append_unichar (key, c);
    }
  n_letters = strspn (key->str, "ivxlc");
  if (n_letters > 0 && key->str[n_letters] == '\0')
    g_string_assign (key, "#");
  return g_string_free (key, FALSE);
}

static gboolean
is_at_edge (const PdfPages *self, const PdfLine *line)
{
  double height = g_array_index (self->heights, double, line->page);

  return line->bottom < height * EDGE || line->top > height * (1 - EDGE);
}

static int
compare_tops (gconstpointer a, gconstpointer b, gpointer data)
{
  const GArray *lines = data;
  double one = g_array_index (lines, PdfLine, *(const guint *) a).top;
  double other = g_array_index (lines, PdfLine, *(const guint *) b).top;

  return one < other ? -1 : one > other;
}

/* Whether @needed pages have one of @like at the height of the one at @place. */
static gboolean
is_repeated (const PdfPages *self, const GArray *like, guint place, guint needed)
{
  const PdfLine *line
      = &g_array_index (self->lines, PdfLine, g_array_index (like, guint, place));
  guint from = place > MAX_LOOKS ? place - MAX_LOOKS : 0;
  guint first = line->page, n = 1;

  for (guint i = from; i < MIN (place + MAX_LOOKS, like->len) && n < needed; i++)
    {
      const PdfLine *other
          = &g_array_index (self->lines, PdfLine, g_array_index (like, guint, i));

      if (ABS (other->top - line->top) < SAME_HEIGHT && other->page != line->page
          && other->page != first)
        {
          first = other->page;
          n++;
        }
    }
  return n >= needed;
}

static void
mark_repeated (PdfPages *self, GArray *like)
{
  guint needed = MIN (self->labels->len, 3);

  g_array_sort_with_data (like, compare_tops, self->lines);
  for (guint i = 0; self->labels->len > 1 && i < like->len; i++)
    if (is_repeated (self, like, i, needed))
      g_array_index (self->lines, PdfLine, g_array_index (like, guint, i)).is_margin
          = TRUE;
}

void
pdf_pages_find_margins (PdfPages *self)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                       (GDestroyNotify) g_array_unref);
  GHashTableIter iter;
  gpointer value;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const PdfLine *line = &g_array_index (self->lines, PdfLine, i);
      g_autofree char *key = is_at_edge (self, line) ? make_key (self, line) : NULL;
      GArray *like = key != NULL ? g_hash_table_lookup (keys, key) : NULL;

      if (key != NULL && like == NULL)
        {
          like = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (keys, g_steal_pointer (&key), like);
        }
      if (like != NULL)
        g_array_append_val (like, i);
    }
  g_hash_table_iter_init (&iter, keys);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    mark_repeated (self, value);
}

/* What the program that made the file wrote itself: “3” or “– iv –”. */
static gboolean
is_number (const PdfPages *self, const PdfLine *line)
{
  g_autofree char *key = make_key (self, line);

  return g_str_equal (key, "#") || g_str_equal (key, "-#-") || g_str_equal (key, "–#–");
}

void
pdf_pages_lose_margins (PdfPages *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const PdfLine *line = &g_array_index (self->lines, PdfLine, i);
      g_autofree char *words = g_strndup (self->text->str + line->start, line->n_bytes);

      if (line->is_margin && !is_number (self, line))
        lost_add (self->losses, 1,
                  _ ("Headers and footers of pages (--set headers=true keeps them)"),
                  self->name, words);
    }
}
