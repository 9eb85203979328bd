#include "returns.h"

GArray *
returns_find (const char *utf8, gboolean in_utf16)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 offset = 0;

  for (const char *p = utf8; *p != '\0'; p = g_utf8_next_char (p))
    {
      if ((*p == '\r' && p[1] == '\n') || (p == utf8 && g_utf8_get_char (p) == 0xfeff))
        g_array_append_val (found, offset);
      offset += in_utf16 && (guchar) *p >= 0xf0 ? 2 : 1;
    }
  return found;
}

guint32
returns_take_away (const GArray *self, guint64 position)
{
  guint low = 0, high = self->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self, guint32, middle) < position)
        low = middle + 1;
      else
        high = middle;
    }
  return (guint32) MIN (position - low, G_MAXUINT32);
}
