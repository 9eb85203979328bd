#include "letters.h"

#include <string.h>

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar) *text >= 0x80)
      return FALSE;
  return TRUE;
}

char *
scho_letters_fold (const char *text)
{
  g_autofree char *cased = NULL, *parts = NULL;
  GString *folded;

  if (is_ascii (text))
    return g_ascii_strdown (text, -1);
  cased = g_utf8_casefold (text, -1);
  parts = g_utf8_normalize (cased, -1, G_NORMALIZE_ALL);
  folded = g_string_new (NULL);
  for (const char *p = parts; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)))
      g_string_append_unichar (folded, g_utf8_get_char (p));
  return g_string_free (folded, FALSE);
}

GStrv
scho_letters_split (const char *typed)
{
  g_autofree char *folded = scho_letters_fold (typed);
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\n", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      g_strv_builder_add (builder, parts[i]);
  words = g_strv_builder_end (builder);
  return words[0] != NULL ? g_steal_pointer (&words) : NULL;
}

gboolean
scho_letters_match (const char *folded, const char *const *words)
{
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return FALSE;
  return TRUE;
}
