#include <scholiast/plugins-private.h>

#include <errno.h>
#include <glib/gi18n-lib.h>
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

/* What was found so far, and a #GError for each place that was left out. */
typedef struct
{
  GPtrArray *files, *failures;
  GCancellable *cancellable;
} Walk;

static void
leave_out (Walk *self, const char *path, const char *reason)
{
  g_autofree char *name = g_filename_display_name (path);

  g_ptr_array_add (self->failures,
                   g_error_new (SCHO_ERROR, SCHO_ERROR_FAILED, "%s: %s", name, reason));
}

/* %NULL where the folder is left out. */
static GPtrArray *
list_names (Walk *self, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  GPtrArray *names;
  const char *name;

  if (dir == NULL)
    {
      g_ptr_array_add (self->failures, g_steal_pointer (&error));
      return NULL;
    }
  names = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (!is_of_programs (name))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

/* What is in it by name, and what is in folders of it; no links, which may lead out. Ends
 * one past MAX_FILES. */
static void
add_folder (Walk *self, const char *folder, guint depth)
{
  g_autoptr (GPtrArray) names = list_names (self, folder);

  for (guint i = 0; names != NULL && i < names->len && self->files->len <= MAX_FILES; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      struct stat status;

      if (g_cancellable_is_cancelled (self->cancellable))
        return;
      if (lstat (path, &status) != 0)
        leave_out (self, path, g_strerror (errno));
      else if (S_ISREG (status.st_mode))
        g_ptr_array_add (self->files, g_steal_pointer (&path));
      else if (!S_ISDIR (status.st_mode) || is_of_page (names, names->pdata[i]))
        continue;
      else if (depth == MAX_DEPTH)
        leave_out (self, path,
                   _ ("too many folders lie in each other; this one was left out"));
      else
        add_folder (self, path, depth + 1);
    }
}

static void
leave_out_rest (Walk *self, const char *folder)
{
  g_autofree char *reason = g_strdup_printf (
      _ ("more than %d files at once; the rest was left out, from %s on"), MAX_FILES,
      (const char *) self->files->pdata[MAX_FILES]);

  leave_out (self, folder, reason);
  g_ptr_array_set_size (self->files, MAX_FILES);
}

char **
scho_plugins_list_files (const char *const *paths,
                         GPtrArray *failures,
                         GCancellable *cancellable)
{
  Walk walk = { g_ptr_array_new_with_free_func (g_free), failures, cancellable };

  for (; *paths != NULL; paths++)
    {
      guint before = walk.files->len + failures->len;

      if (g_file_test (*paths, G_FILE_TEST_IS_DIR))
        add_folder (&walk, *paths, 0);
      if (walk.files->len > MAX_FILES)
        leave_out_rest (&walk, *paths);
      if (walk.files->len + failures->len == before)
        g_ptr_array_add (walk.files, g_strdup (*paths));
    }
  g_ptr_array_add (walk.files, NULL);
  return (char **) g_ptr_array_free (walk.files, FALSE);
}
