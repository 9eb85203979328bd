#include "tei-chars.h"

gboolean
tei_is_forbidden (gunichar c)
{
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xfffe || c == 0xffff;
}

const char *
tei_find_forbidden (const char *utf8, const char *end)
{
  for (const guint8 *p = (const guint8 *) utf8; p < (const guint8 *) end; p++)
    if ((*p < 0x20 && tei_is_forbidden (*p))
        || (*p == 0xef && p[1] == 0xbf && (p[2] == 0xbe || p[2] == 0xbf)))
      return (const char *) p;

  return NULL;
}

void
tei_escape (GString *out, const char *utf8)
{
  for (const char *p = utf8; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\\')
        g_string_append (out, "\\\\");
      else if (tei_is_forbidden (c))
        g_string_append_printf (out, "\\{%x}", c);
      else
        g_string_append_len (out, p, g_utf8_next_char (p) - p);
    }
}

/* Reads `{1b}` at @p; 0 when it is none of ours. */
static gunichar
read_escape (const char *p, const char **after)
{
  gunichar c = 0;
  const char *digit = p + 1;

  if (*p != '{')
    return 0;
  for (; g_ascii_isxdigit (*digit) && digit - p <= 4; digit++)
    c = c * 16 + g_ascii_xdigit_value (*digit);
  *after = digit + 1;
  return *digit == '}' && tei_is_forbidden (c) ? c : 0;
}

char *
tei_unescape (const char *escaped)
{
  GString *out = g_string_new (NULL);
  const char *p = escaped;

  while (*p != '\0')
    {
      const char *after;
      gunichar c;

      if (p[0] == '\\' && p[1] == '\\')
        {
          g_string_append_c (out, '\\');
          p += 2;
        }
      else if (p[0] == '\\' && (c = read_escape (p + 1, &after)) != 0)
        {
          g_string_append_unichar (out, c);
          p = after;
        }
      else
        g_string_append_c (out, *p++);
    }
  return g_string_free (out, FALSE);
}
