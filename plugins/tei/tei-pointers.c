#include "tei-reader.h"

#include <string.h>

/* `range(a,b,a,b…)` and the like: no more than these. */
#define MAX_ARGUMENTS 2048

const char *
tei_pointer_get_id (const char *pointer)
{
  const char *id = strrchr (pointer, '#');

  if (id != NULL)
    return id[1] != '\0' ? id + 1 : NULL;
  /* `text:w1`, as TXM writes it; but no address. */
  if ((id = strchr (pointer, ':')) != NULL && id[1] != '/')
    return id[1] != '\0' ? id + 1 : NULL;
  return *pointer != '\0' && strchr (pointer, '/') == NULL ? pointer : NULL;
}

/* What is between the brackets of `name(…)`. (transfer full) (nullable) */
static char *
dup_inside (const char *call, const char *name)
{
  gsize n = strlen (name), length = strlen (call);

  if (length < n + 2 || strncmp (call, name, n) != 0 || call[n] != '('
      || call[length - 1] != ')')
    return NULL;
  return g_strndup (call + n + 1, length - n - 2);
}

static void
add_argument (GPtrArray *arguments, const char *from, const char *to)
{
  g_ptr_array_add (arguments, g_strstrip (g_strndup (from, to - from)));
}

/* At commas that stand in no brackets. */
static GPtrArray *
split (const char *list)
{
  GPtrArray *arguments = g_ptr_array_new_with_free_func (g_free);
  guint depth = 0;
  const char *from = list, *p;

  for (p = list; *p != '\0' && arguments->len < MAX_ARGUMENTS; p++)
    if (*p == '(')
      depth++;
    else if (*p == ')')
      depth -= depth > 0;
    else if (*p == ',' && depth == 0)
      {
        add_argument (arguments, from, p);
        from = p + 1;
      }
  if (*p == '\0')
    add_argument (arguments, from, p);
  return arguments;
}

static gboolean
parse_number (const char *word, guint64 *number)
{
  return g_ascii_string_to_unsigned (word, 10, 0, G_MAXUINT32, number, NULL);
}

static const char *
skip_mark (const char *id)
{
  return *id == '#' ? id + 1 : id;
}

/* `id`, `left(id)`, `right(id)`, `string-index(id,n)`. */
static gboolean
read_point (TeiText *text, const char *word, gboolean is_end, guint32 *position)
{
  g_autofree char *left = dup_inside (word, "left");
  g_autofree char *right = dup_inside (word, "right");
  g_autofree char *index = dup_inside (word, "string-index");
  guint32 start, end;
  guint64 offset;

  if (index != NULL)
    {
      g_autoptr (GPtrArray) arguments = split (index);

      return arguments->len == 2 && parse_number (arguments->pdata[1], &offset)
             && tei_text_find_offset (text, skip_mark (arguments->pdata[0]), offset,
                                      is_end, position);
    }
  word = left != NULL ? left : right != NULL ? right : word;
  if (!tei_text_find (text, skip_mark (word), &start, &end))
    return FALSE;
  *position = left != NULL ? start : right != NULL ? end : is_end ? end : start;
  return TRUE;
}

static gboolean
read_range (TeiText *text, GPtrArray *points, GArray *ranges)
{
  if (points->len == 0 || points->len % 2 != 0)
    return FALSE;
  for (guint i = 0; i < points->len; i += 2)
    {
      TeiRange range;

      if (!read_point (text, points->pdata[i], FALSE, &range.start)
          || !read_point (text, points->pdata[i + 1], TRUE, &range.end))
        return FALSE;
      g_array_append_val (ranges, range);
    }
  return TRUE;
}

static gboolean
read_string_range (TeiText *text, GPtrArray *arguments, GArray *ranges)
{
  if (arguments->len < 3 || arguments->len % 2 == 0)
    return FALSE;
  for (guint i = 1; i < arguments->len; i += 2)
    {
      const char *id = skip_mark (arguments->pdata[0]);
      guint64 offset, length;
      TeiRange range;

      if (!parse_number (arguments->pdata[i], &offset)
          || !parse_number (arguments->pdata[i + 1], &length)
          || !tei_text_find_offset (text, id, offset, FALSE, &range.start)
          || !tei_text_find_offset (text, id, offset + length, TRUE, &range.end))
        return FALSE;
      g_array_append_val (ranges, range);
    }
  return TRUE;
}

static gboolean
read_call (TeiText *text, const char *call, GArray *ranges)
{
  g_autofree char *range = dup_inside (call, "range");
  g_autofree char *string_range = dup_inside (call, "string-range");
  g_autoptr (GPtrArray) arguments = NULL;

  if (range == NULL && string_range == NULL)
    return FALSE;
  arguments = split (range != NULL ? range : string_range);
  return range != NULL ? read_range (text, arguments, ranges)
                       : read_string_range (text, arguments, ranges);
}

gboolean
tei_pointer_read (TeiText *text, const char *pointer, GArray *ranges)
{
  const char *mark = strchr (pointer, '#');
  const char *id;
  TeiRange range;
  guint n = ranges->len;

  if (mark != NULL && strchr (mark, '(') != NULL)
    {
      if (mark == pointer && read_call (text, mark + 1, ranges))
        return TRUE;
      g_array_set_size (ranges, n);
      return FALSE;
    }
  id = tei_pointer_get_id (pointer);
  if (id == NULL || (mark != NULL && mark != pointer)
      || !tei_text_find (text, id, &range.start, &range.end))
    return FALSE;
  g_array_append_val (ranges, range);
  return TRUE;
}
