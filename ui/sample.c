#include "sample.h"

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <scholiast/project.h>

static char *
dup_folder (void)
{
  const char *data = g_getenv ("SCHOLIAST_DATA_DIR");

  return g_build_filename (data != NULL ? data : SCHO_DATA_DIR, "samples", NULL);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const char *x = *(const char *const *) a, *y = *(const char *const *) b;
  /* Texts come before what speaks of them. */
  int kind = g_str_has_suffix (x, ".csv") - g_str_has_suffix (y, ".csv");

  return kind != 0 ? kind : g_strcmp0 (x, y);
}

/* The files of the folder in the order they have to come in; ends with %NULL. */
static GPtrArray *
list_files (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (dir == NULL)
    return NULL;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".txt") || g_str_has_suffix (name, ".csv"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_names);
  g_ptr_array_add (paths, NULL);
  return g_steal_pointer (&paths);
}

static gboolean
fill (SchoProject *project, SchoPlugins *plugins, GError **error)
{
  g_autofree char *folder = dup_folder ();
  g_autoptr (GPtrArray) paths = list_files (folder, error);
  g_autoptr (SchoStep) step = NULL;

  if (paths == NULL)
    return FALSE;
  step = scho_plugins_import_files (plugins, NULL, (const char *const *) paths->pdata,
                                    NULL, NULL, scho_project_get_snapshot (project), NULL,
                                    NULL, NULL, error);
  return step != NULL && scho_project_apply (project, step, error);
}

char *
scho_sample_dup_path (void)
{
  /* Translators: the file name of the sample project, without its ending. */
  g_autofree char *name = g_strconcat (_ ("Sample project"), ".scholia", NULL);

  return g_build_filename (g_get_user_data_dir (), "scholiast", name, NULL);
}

gboolean
scho_sample_ensure (SchoPlugins *plugins, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (SchoProject) project = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_mkdir_with_parents (folder, 0700);
  project = scho_project_create (path, _ ("Sample project"), error);
  if (project == NULL)
    return FALSE;
  if (!fill (project, plugins, error))
    {
      scho_project_close (project);
      g_unlink (path);
      return FALSE;
    }
  return TRUE;
}
