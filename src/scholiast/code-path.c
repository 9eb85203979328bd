/* code-path.c - the names of codes in one line: `a/b\/c` is `b/c` below `a`. */
#include <scholiast/code-path.h>

static gboolean
is_mark (char c)
{
  return c == '/' || c == '\\';
}

void
scho_code_path_append (GString *path, const char *name)
{
  if (path->len > 0)
    g_string_append_c (path, '/');
  for (; *name != '\0'; name++)
    {
      if (is_mark (*name))
        g_string_append_c (path, '\\');
      g_string_append_c (path, *name);
    }
}

char *
scho_code_path_join (const char *above, const char *name)
{
  GString *path = g_string_new (above);

  scho_code_path_append (path, name);
  return g_string_free (path, FALSE);
}

char *
scho_code_path_take (const char **path)
{
  GString *name = g_string_new (NULL);
  const char *p = *path;

  for (; *p != '\0' && *p != '/'; p++)
    {
      if (*p == '\\' && is_mark (p[1]))
        p++;
      g_string_append_c (name, *p);
    }
  *path = *p == '/' ? p + 1 : NULL;
  return g_string_free (name, FALSE);
}

GStrv
scho_code_path_split (const char *path)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  while (path != NULL)
    g_ptr_array_add (names, scho_code_path_take (&path));
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

char *
scho_code_path_dup_name (const char *label)
{
  g_autofree char *name = scho_code_path_take (&label);

  return label == NULL ? g_steal_pointer (&name) : NULL;
}
