/* words.c - what nouns make of the words they are given. */
#include <scholiast/words-private.h>

#include <string.h>

char *
scho_words_dup (const char *words)
{
  return words != NULL && words[0] != '\0' ? g_utf8_make_valid (words, -1) : NULL;
}

static gboolean
breaks_line (gunichar c)
{
  return g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029;
}

/* White space, and what a name cannot begin or end with. */
static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || breaks_line (c) || c == 0xfeff;
}

static GString *
copy_on_one_line (const char *start, const char *end)
{
  GString *line = g_string_sized_new (end - start);

  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (line, breaks_line (c) ? ' ' : c);
    }
  return line;
}

char *
scho_name_dup (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);
  const char *start = valid, *end = valid + strlen (valid);

  while (*start != '\0' && is_blank (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (end > start)
    {
      const char *last = g_utf8_prev_char (end);

      if (!is_blank (g_utf8_get_char (last)))
        break;
      end = last;
    }
  return g_string_free (copy_on_one_line (start, end), FALSE);
}
