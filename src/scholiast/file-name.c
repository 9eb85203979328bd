#include <scholiast/file-name.h>

#include <string.h>

enum
{
  LONGEST_ENDING = 8,
};

/* The dot before the ending. (nullable) */
static const char *
find_ending (const char *path)
{
  const char *slash = strrchr (path, G_DIR_SEPARATOR);
  const char *name = slash != NULL ? slash + 1 : path;
  const char *dot = strrchr (name, '.');
  gsize n_small = 0, n_capital = 0, n = 0;

  if (dot == NULL || dot == name)
    return NULL;
  for (const char *c = dot + 1; *c != '\0'; c++, n++)
    {
      if (!g_ascii_isalnum (*c))
        return NULL;
      n_small += g_ascii_islower (*c);
      n_capital += g_ascii_isupper (*c);
    }
  return n <= LONGEST_ENDING && (n_small > 0) != (n_capital > 0) ? dot : NULL;
}

gboolean
scho_file_name_has_ending (const char *path)
{
  return find_ending (path) != NULL;
}

char *
scho_file_name_ensure_ending (const char *path, const char *ending)
{
  return scho_file_name_has_ending (path) ? g_strdup (path)
                                          : g_strconcat (path, ".", ending, NULL);
}

char *
scho_file_name_propose (const char *title, const char *ending)
{
  g_autofree char *name = g_strdup (title);
  const char *dot;

  g_strdelimit (name, G_DIR_SEPARATOR_S, '-');
  if ((dot = find_ending (name)) != NULL)
    name[dot - name] = '\0';
  return g_strconcat (name, ".", ending, NULL);
}
