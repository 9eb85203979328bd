#include "tei-project.h"

#include <glib/gstdio.h>

#include <check.h>

void
tei_project_open (TeiProject *self)
{
  g_autofree char *path = NULL;
  GError *error = NULL;

  self->folder = g_dir_make_tmp ("scholiast-tei-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (self->folder, "test.scholia", NULL);
  self->project = scho_project_create (path, "", &error);
  g_assert_no_error (error);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
tei_project_close (TeiProject *self)
{
  g_clear_object (&self->project);
  remove_folder (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

SchoSnapshot *
tei_project_get_snapshot (TeiProject *self)
{
  return scho_project_get_snapshot (self->project);
}

SchoPlugins *
tei_plugins_new (void)
{
  const char *folders[] = { g_getenv ("SCHOLIAST_PLUGIN_PATH"), NULL };

  return scho_plugins_new_for_folders (folders);
}

SchoStep *
tei_project_read (TeiProject *self,
                  SchoPlugins *plugins,
                  const char *bytes,
                  gsize n_bytes,
                  const char *name,
                  GError **error)
{
  GError *missing = NULL;
  const SchoImporter *tei = scho_plugins_find_importer (plugins, "tei", &missing);
  g_autoptr (GInputStream) stream
      = g_memory_input_stream_new_from_data (bytes, n_bytes, NULL);
  g_autoptr (SchoOptions) options = NULL;

  g_assert_no_error (missing);
  options = scho_options_new (tei->options);
  return tei->read (stream, name, "Somebody", tei_project_get_snapshot (self), options,
                    NULL, NULL, error);
}

void
tei_project_import (TeiProject *self,
                    SchoPlugins *plugins,
                    const char *bytes,
                    gsize n_bytes,
                    const char *name)
{
  GError *error = NULL;
  g_autoptr (SchoStep) step
      = tei_project_read (self, plugins, bytes, n_bytes, name, &error);

  g_assert_no_error (error);
  scho_project_apply (self->project, step, &error);
  g_assert_no_error (error);
}

static gboolean
export_to (TeiProject *self,
           SchoPlugins *plugins,
           SchoOutput *output,
           const char *set,
           GError **error)
{
  GError *missing = NULL;
  const SchoExporter *tei = scho_plugins_find_exporter (plugins, "tei", &missing);
  g_autoptr (SchoOptions) options = NULL;
  g_auto (GStrv) assignments = NULL;

  g_assert_no_error (missing);
  options = scho_options_new (tei->options);
  assignments = g_strsplit (set ? set : "", ";", -1);
  for (char **one = assignments; *one != NULL; one++)
    if (!scho_options_set_from (options, *one, error))
      return FALSE;
  return tei->write (tei_project_get_snapshot (self), output, options, NULL, NULL, error)
         && scho_output_commit (output, error);
}

GString *
tei_project_export (TeiProject *self,
                    SchoPlugins *plugins,
                    const char *set,
                    GError **error)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (SchoOutput) output = scho_output_new_for_stream (memory);
  GMemoryOutputStream *bytes = G_MEMORY_OUTPUT_STREAM (memory);

  if (!export_to (self, plugins, output, set, error))
    return NULL;
  return g_string_new_len (g_memory_output_stream_get_data (bytes),
                           g_memory_output_stream_get_data_size (bytes));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
tei_project_export_folder (TeiProject *self,
                           SchoPlugins *plugins,
                           const char *set,
                           const char *name)
{
  g_autofree char *path = g_strconcat (self->folder, "/", name, "/", NULL);
  g_autoptr (SchoOutput) output = scho_output_new_for_path (path);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = NULL;
  GError *error = NULL;
  const char *file;

  export_to (self, plugins, output, set, &error);
  g_assert_no_error (error);
  dir = g_dir_open (path, 0, &error);
  g_assert_no_error (error);
  while ((file = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (path, file, NULL));
  g_ptr_array_sort (names, compare_names);
  return names;
}
