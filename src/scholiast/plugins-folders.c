#include <scholiast/plugins-private.h>

#include <string.h>
#include <sys/stat.h>

#define MAX_DEPTH 32
#define MAX_FILES 100000

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Of programs, not of people: hidden, or there as long as a document is open. */
static gboolean
is_of_programs (const char *name)
{
  return name[0] == '.' || g_str_has_prefix (name, "~$")
         || g_ascii_strcasecmp (name, "Thumbs.db") == 0
         || g_ascii_strcasecmp (name, "desktop.ini") == 0;
}

/* Browsers put scripts and pictures of `page.html` into `page_files`. */
static gboolean
is_of_page (GPtrArray *names, const char *name)
{
  static const char *const endings[] = { ".html", ".htm", ".xhtml" };
  g_autofree char *stem = NULL;

  if (!g_str_has_suffix (name, "_files"))
    return FALSE;
  stem = g_strndup (name, strlen (name) - strlen ("_files"));
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *page = g_strconcat (stem, endings[i], NULL);

      if (g_ptr_array_find_with_equal_func (names, page, g_str_equal, NULL))
        return TRUE;
    }
  return FALSE;
}

static GPtrArray *
list_names (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (!is_of_programs (name))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

/* What is in it by name, and what is in folders of it; no links, which may lead out. */
static void
add_folder (GPtrArray *files, const char *folder, guint depth, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) names = list_names (folder);

  for (guint i = 0; i < names->len && files->len < MAX_FILES; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      struct stat status;

      if (lstat (path, &status) != 0 || g_cancellable_is_cancelled (cancellable))
        continue;
      if (S_ISREG (status.st_mode))
        g_ptr_array_add (files, g_steal_pointer (&path));
      else if (S_ISDIR (status.st_mode) && depth < MAX_DEPTH
               && !is_of_page (names, names->pdata[i]))
        add_folder (files, path, depth + 1, cancellable);
    }
}

char **
scho_plugins_list_files (const char *const *paths, GCancellable *cancellable)
{
  GPtrArray *files = g_ptr_array_new ();

  for (; *paths != NULL; paths++)
    {
      guint before = files->len;

      if (g_file_test (*paths, G_FILE_TEST_IS_DIR))
        add_folder (files, *paths, 0, cancellable);
      if (files->len == before)
        g_ptr_array_add (files, g_strdup (*paths));
    }
  g_ptr_array_add (files, NULL);
  return (char **) g_ptr_array_free (files, FALSE);
}
