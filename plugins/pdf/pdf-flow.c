#include "pdf-flow.h"

#include <string.h>

#define SOFT_HYPHEN 0x00AD
#define HYPHEN 0x2010
#define NARROWEST 6 /* a column of prose, in heights of a line */

typedef struct
{
  double left, right;
} Column;

typedef struct
{
  PdfFlow *flow;
  const PdfPages *pages;
  TextBuilder *builder;
  GHashTable *words; /* all that stand within a line, folded: char * */
  GArray *columns;   /* of Column: of each line */
} Writer;

static const PdfLine *
get_line (const Writer *self, guint i)
{
  return &g_array_index (self->pages->lines, PdfLine, i);
}

static const char *
get_text (const Writer *self, const PdfLine *line, const char **end)
{
  const char *text = self->pages->text->str + line->start;

  *end = text + line->n_bytes;
  while (*end > text && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (*end))))
    *end = g_utf8_prev_char (*end);
  while (text < *end && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

static gboolean
is_hyphen (gunichar c)
{
  return c == '-' || c == HYPHEN || c == SOFT_HYPHEN;
}

static gboolean
is_word (gunichar c)
{
  return g_unichar_isalpha (c) || g_unichar_ismark (c) || is_hyphen (c);
}

static const char *
skip_word (const char *p, const char *end)
{
  while (p < end && is_word (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

static const char *
find_word_start (const char *start, const char *end)
{
  while (end > start && is_word (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  return end;
}

/* Divided words at the end are not known as words. */
static void
collect_words (Writer *self)
{
  for (guint i = 0; i < self->pages->lines->len; i++)
    {
      const char *end, *p = get_text (self, get_line (self, i), &end);

      while (p < end)
        {
          const char *after = skip_word (p, end);
          gboolean is_divided = after == end && after > p
                                && is_hyphen (g_utf8_get_char (g_utf8_prev_char (after)));

          if (after > p && !is_divided)
            g_hash_table_add (self->words, g_utf8_casefold (p, after - p));
          p = after > p ? after : g_utf8_next_char (p);
        }
    }
}

static gboolean
is_next_below (const PdfLine *line, const PdfLine *next)
{
  double height = MAX (line->bottom - line->top, 1);

  return line->page == next->page && next->top > line->top + height * 0.3
         && next->top - line->bottom < height * 2 && next->left < line->right
         && line->left < next->right;
}

static gboolean
is_same_size (const PdfLine *line, const PdfLine *next)
{
  double height = MAX (line->bottom - line->top, 1);
  double next_height = MAX (next->bottom - next->top, 1);

  return MAX (height, next_height) < MIN (height, next_height) * 1.3;
}

/* A column goes on as long as lines of one size stand below each other. */
static void
find_columns (Writer *self)
{
  guint n = self->pages->lines->len;

  for (guint i = 0; i < n;)
    {
      guint after = i + 1;
      const PdfLine *line = get_line (self, i);
      Column column = { line->left, line->right };

      for (;
           after < n && is_next_below (get_line (self, after - 1), get_line (self, after))
           && is_same_size (get_line (self, after - 1), get_line (self, after));
           after++)
        {
          column.left = MIN (column.left, get_line (self, after)->left);
          column.right = MAX (column.right, get_line (self, after)->right);
        }
      for (; i < after; i++)
        g_array_append_val (self->columns, column);
    }
}

static gboolean
ends_sentence (const char *start, const char *end)
{
  static const char signs[] = ".!?:;”’\"')]";

  return end > start
         && g_utf8_strchr (signs, -1, g_utf8_get_char (g_utf8_prev_char (end))) != NULL;
}

static gboolean
begins_small (const char *start, const char *end)
{
  return start < end && g_unichar_islower (g_utf8_get_char (start));
}

/* At the end of @line, whose rest is in @next. */
static gboolean
is_divided (const Writer *self, const PdfLine *line, const PdfLine *next)
{
  const char *end, *start = get_text (self, line, &end);
  const char *next_end, *rest = get_text (self, next, &next_end);
  const char *hyphen = end > start ? g_utf8_prev_char (end) : start;

  return hyphen > start && is_hyphen (g_utf8_get_char (hyphen))
         && g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (hyphen)))
         && rest < next_end && g_unichar_isalnum (g_utf8_get_char (rest));
}

/* On another page or in another column a sentence may go on. */
static gboolean
goes_on_elsewhere (const Writer *self, const PdfLine *line, const PdfLine *next)
{
  const char *end, *text = get_text (self, line, &end);
  const char *next_end, *next_text = get_text (self, next, &next_end);

  return !ends_sentence (text, end) && begins_small (next_text, next_end);
}

/* Verse, and what is quoted, are set in as a whole: only the first line counts. */
static gboolean
is_set_in (const Writer *self, const PdfLine *line, guint next)
{
  const PdfLine *after = get_line (self, next), *third = after + 1;
  double height = MAX (line->bottom - line->top, 1);
  double by = after->left - line->left;

  return by > height * 0.6 && by < height * 4 && next + 1 < self->pages->lines->len
         && is_next_below (after, third) && third->left < after->left - height * 0.5;
}

/* A paragraph ends where the next word had still room in the line, where the next line is
 * farther away or bigger, and where it is set in. What is narrow is a cell.
 */
static gboolean
begins_paragraph (const Writer *self, guint i, guint next)
{
  const PdfLine *line = get_line (self, i), *after = get_line (self, next);
  const Column *column = &g_array_index (self->columns, Column, i);
  double height = MAX (line->bottom - line->top, 1);

  if (line->is_margin || after->is_margin)
    return TRUE;
  if (after->is_rest && after->start == line->start + line->n_bytes)
    return FALSE;
  if (line->page == after->page && ABS (line->bottom - after->bottom) < height * 0.3)
    return after->left - line->right > height * 2 || after->left < line->left;
  if (is_next_below (line, after) && is_divided (self, line, after))
    return FALSE;
  if (!is_next_below (line, after))
    return !goes_on_elsewhere (self, line, after);
  return after->top - line->bottom > height * 0.75 || !is_same_size (line, after)
         || column->right - line->right > after->first_word + height * 0.5
         || column->right - column->left < height * NARROWEST
         || is_set_in (self, line, next);
}

static gboolean
is_known (const Writer *self, const char *start, const char *end)
{
  g_autofree char *word = g_utf8_casefold (start, end - start);

  return end - start >= 4 && g_hash_table_contains (self->words, word);
}

/* The hyphen of “well-known” stays, if the text writes it so elsewhere, or both words
 * alone but never as one. That of “multi-Paxos” does.
 */
static gboolean
hyphen_belongs (const Writer *self, const PdfLine *line, const PdfLine *following)
{
  const char *end, *start = get_text (self, line, &end);
  const char *next_end, *next = get_text (self, following, &next_end);
  const char *word = find_word_start (start, end);
  const char *hyphen = g_utf8_prev_char (end);
  const char *after = skip_word (next, next_end);
  g_autoptr (GString) whole = g_string_new_len (word, hyphen - word);
  g_autofree char *joined = NULL;
  g_autofree char *hyphened = NULL;

  if (g_utf8_get_char (hyphen) == SOFT_HYPHEN)
    return FALSE;
  if (!begins_small (next, next_end)
      || g_unichar_isdigit (g_utf8_get_char (g_utf8_prev_char (hyphen))))
    return TRUE;
  g_string_append_len (whole, next, after - next);
  joined = g_utf8_casefold (whole->str, -1);
  if (g_hash_table_contains (self->words, joined))
    return FALSE;
  g_string_insert_c (whole, hyphen - word, '-');
  hyphened = g_utf8_casefold (whole->str, -1);
  return g_hash_table_contains (self->words, hyphened)
         || (is_known (self, word, hyphen) && is_known (self, next, after));
}

/* Letters that are printed as one are several. */
static void
append (TextBuilder *builder, const char *p, const char *end)
{
  static const char *const ligatures[] = { "ff", "fi", "fl", "ffi", "ffl", "st", "st" };

  for (; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0xFB00 && c <= 0xFB06)
        text_builder_append (builder, ligatures[c - 0xFB00], -1);
      else
        text_builder_append (builder, p, g_utf8_next_char (p) - p);
    }
}

static guint
find_next (const Writer *self, guint i)
{
  while (i < self->pages->lines->len && !self->flow->keep_margins
         && get_line (self, i)->is_margin)
    i++;
  return i;
}

/* Without what divides it from @next, or with it. */
static void
write_line (Writer *self, guint i, guint next)
{
  const PdfLine *line = get_line (self, i), *after = get_line (self, next);
  const char *end, *text = get_text (self, line, &end);

  if (next >= self->pages->lines->len || begins_paragraph (self, i, next))
    {
      append (self->builder, text, end);
      text_builder_break_line (self->builder);
    }
  else if (!is_divided (self, line, after))
    {
      append (self->builder, text, end);
      text_builder_append_flowing (self->builder, " ", 1);
    }
  else if (self->flow->keep_hyphens || hyphen_belongs (self, line, after))
    append (self->builder, text, end);
  else
    {
      append (self->builder, text, g_utf8_prev_char (end));
      self->flow->n_joined++;
    }
}

void
pdf_flow_write (PdfFlow *self, const PdfPages *pages, TextBuilder *builder)
{
  Writer writer = { .flow = self, .pages = pages, .builder = builder };
  guint n_marked = 0;

  writer.words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  writer.columns = g_array_new (FALSE, FALSE, sizeof (Column));
  collect_words (&writer);
  find_columns (&writer);
  for (guint i = find_next (&writer, 0); i < pages->lines->len;)
    {
      guint next = find_next (&writer, i + 1);

      for (; n_marked <= get_line (&writer, i)->page; n_marked++)
        text_builder_mark (builder, SCHO_STRETCH_PAGE, pages->labels->pdata[n_marked]);
      write_line (&writer, i, next);
      i = next;
    }
  g_hash_table_unref (writer.words);
  g_array_unref (writer.columns);
}
