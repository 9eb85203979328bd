#include "fixture.h"

#include <check.h>
#include <glib/gstdio.h>
#include <string.h>

void
fixture_open (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_auto (GStrv) folders = NULL;

  *self = (Fixture){ 0 };
  self->folder = g_dir_make_tmp ("scholiast-test-XXXXXX", &error);
  ck_assert_msg (self->folder != NULL, "%s", error ? error->message : "");
  path = g_build_filename (self->folder, "test.scholia", NULL);
  self->project = scho_project_create (path, "Test", &error);
  ck_assert_msg (self->project != NULL, "%s", error ? error->message : "");

  folders = g_strsplit (g_getenv ("SCHOLIAST_PLUGIN_PATH"), ":", -1);
  self->plugins = scho_plugins_new_for_folders ((const char *const *) folders);
}

void
fixture_close (Fixture *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  scho_project_close (self->project);
  g_object_unref (self->project);
  scho_plugins_free (self->plugins);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
}

char *
fixture_source_path (const char *relative)
{
  return g_build_filename (g_getenv ("SCHOLIAST_SOURCE_DIR"), relative, NULL);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

GPtrArray *
fixture_list (const char *relative)
{
  g_autofree char *path = fixture_source_path (relative);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

SchoSnapshot *
fixture_snapshot (Fixture *self)
{
  return scho_project_get_snapshot (self->project);
}

void
fixture_apply (Fixture *self, SchoStep *step)
{
  g_autoptr (GError) error = NULL;

  ck_assert_msg (scho_project_apply (self->project, step, &error), "%s",
                 error ? error->message : "");
}

char *
fixture_shared_path (const char *relative)
{
  const char *shared = g_getenv ("SCHOLIAST_SHARED");
  g_autofree char *beside = fixture_source_path ("../shared");

  return g_build_filename (shared != NULL ? shared : beside, relative, NULL);
}

void
fixture_fill (Fixture *self, guint seed, guint n_codings)
{
  static const char *const coders[] = { "Ana", "Ben", "Cleo" };
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (SchoStep) step = scho_step_new (fixture_snapshot (self), "random");
  g_autofree char *body = g_strnfill (200, 'x');
  g_autoptr (SchoText) text = scho_text_new (body, NULL);

  for (guint i = 1; i <= 4; i++)
    {
      g_autofree char *title = g_strdup_printf ("d%u", i);

      scho_step_add_document (step, &(SchoDocument){ .title = title }, text);
    }
  for (guint i = 1; i <= 7; i++)
    {
      g_autofree char *name = g_strdup_printf ("c%u", i);

      scho_step_add_code (
          step, &(SchoCode){ .parent = g_rand_int_range (random, 0, i), .name = name });
    }
  for (guint i = 0; i < G_N_ELEMENTS (coders); i++)
    scho_step_ensure_coder (step, coders[i]);
  for (guint i = 0; i < n_codings; i++)
    {
      guint32 start = g_rand_int_range (random, 0, 200);
      guint32 end = start + g_rand_int_range (random, 1, 40);

      /* The fourth document and the seventh code stay unused. */
      scho_step_add_annotation (
          step, &(SchoAnnotation){ .document = g_rand_int_range (random, 1, 4),
                                   .start = start,
                                   .end = MIN (end, 200),
                                   .code = g_rand_int_range (random, 1, 7),
                                   .coder = g_rand_int_range (random, 1, 4),
                                   .weight = SCHO_NO_WEIGHT });
    }
  fixture_apply (self, step);
}

static gboolean
set_all (SchoOptions *options, const char *const *set, GError **error)
{
  for (; set != NULL && *set != NULL; set++)
    if (!scho_options_set_from (options, *set, error))
      return FALSE;
  return TRUE;
}

SchoStep *
fixture_read (Fixture *self,
              const char *importer,
              const char *name,
              const char *bytes,
              gssize n_bytes,
              const char *const *set,
              GError **error)
{
  const SchoImporter *found = scho_plugins_find_importer (self->plugins, importer, error);
  g_autoptr (GInputStream) stream
      = g_memory_input_stream_new_from_data (bytes, n_bytes, NULL);
  g_autoptr (SchoOptions) options = NULL;

  if (found == NULL)
    return NULL;
  options = scho_options_new (found->options);
  if (!set_all (options, set, error))
    return NULL;
  return found->read (stream, name, self->coder, fixture_snapshot (self), options, NULL,
                      NULL, error);
}

void
fixture_import (Fixture *self,
                const char *importer,
                const char *name,
                const char *bytes,
                gssize n_bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step
      = fixture_read (self, importer, name, bytes, n_bytes, NULL, &error);

  ck_assert_msg (step != NULL, "%s", error ? error->message : "");
  fixture_apply (self, step);
}

char *
fixture_export (Fixture *self,
                const char *exporter,
                const char *const *set,
                gsize *n_bytes,
                GError **error)
{
  const SchoExporter *found = scho_plugins_find_exporter (self->plugins, exporter, error);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (SchoOutput) output = scho_output_new_for_stream (stream);
  g_autoptr (SchoOptions) options = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *copy;

  if (found == NULL)
    return NULL;
  options = scho_options_new (found->options);
  if (!set_all (options, set, error)
      || !found->write (fixture_snapshot (self), output, options, NULL, NULL, error)
      || !scho_output_commit (output, error))
    return NULL;

  g_output_stream_close (stream, NULL, NULL);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  if (n_bytes != NULL)
    *n_bytes = g_bytes_get_size (bytes);
  copy = g_malloc0 (g_bytes_get_size (bytes) + 2);
  if (g_bytes_get_size (bytes) > 0)
    memcpy (copy, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return copy;
}

SchoTable *
fixture_analyse (Fixture *self,
                 const char *analysis,
                 const char *const *set,
                 GError **error)
{
  const SchoAnalysis *found = scho_plugins_find_analysis (self->plugins, analysis, error);
  g_autoptr (SchoOptions) options = NULL;
  g_autoptr (GPtrArray) tables = NULL;

  if (found == NULL)
    return NULL;
  options = scho_options_new (found->options);
  if (!set_all (options, set, error)
      || !(tables = found->run (fixture_snapshot (self), options, NULL, NULL, error)))
    return NULL;
  ck_assert_uint_eq (tables->len, 1);
  return scho_table_ref (tables->pdata[0]);
}

char *
fixture_find_cell (SchoTable *table, const char *a, const char *b, const char *column)
{
  guint n_columns = scho_table_get_n_columns (table), wanted = 0;

  while (wanted < n_columns
         && g_strcmp0 (scho_table_get_column_name (table, wanted), column) != 0)
    wanted++;
  ck_assert_msg (wanted < n_columns, "no column %s", column);

  for (gsize row = 0; row < scho_table_get_n_rows (table); row++)
    if (g_strcmp0 (scho_table_get_text (table, row, 0), a) == 0
        && (b == NULL || g_strcmp0 (scho_table_get_text (table, row, 1), b) == 0))
      return scho_table_dup_cell (table, row, wanted);
  return NULL;
}
