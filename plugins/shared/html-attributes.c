#include "html-attributes.h"

#include <string.h>

const char *
html_get (const xmlChar **attributes, const char *name)
{
  for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
    if (g_ascii_strcasecmp ((const char *) attributes[0], name) == 0)
      return attributes[1] != NULL ? (const char *) attributes[1] : "";
  return NULL;
}

int
html_get_number (const xmlChar **attributes, const char *name, int otherwise)
{
  const char *value = html_get (attributes, name);
  char *end;
  gint64 number = value != NULL ? g_ascii_strtoll (value, &end, 10) : 0;

  return value == NULL || end == value ? otherwise : CLAMP (number, -1000000, 1000000);
}

gboolean
html_has_word (const xmlChar **attributes, const char *name, const char *word)
{
  const char *value = html_get (attributes, name);
  g_auto (GStrv) words = value ? g_strsplit_set (value, " \t\n", -1) : NULL;

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (g_ascii_strcasecmp (words[i], word) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_style (const char *style, const char *property, const char *value)
{
  g_auto (GStrv) rules = g_strsplit (style, ";", -1);

  for (guint i = 0; rules[i] != NULL; i++)
    {
      char *colon = strchr (rules[i], ':');

      if (colon == NULL)
        continue;
      *colon = '\0';
      if (g_ascii_strcasecmp (g_strstrip (rules[i]), property) == 0
          && g_ascii_strncasecmp (g_strstrip (colon + 1), value, strlen (value)) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
html_is_hidden (const xmlChar **attributes)
{
  const char *style = html_get (attributes, "style");

  return html_get (attributes, "hidden") != NULL
         || (style != NULL
             && (has_style (style, "display", "none")
                 || has_style (style, "visibility", "hidden")));
}
