#include "tei-world.h"

#include <check.h>
#include <glib/gstdio.h>

void
tei_world_open (TeiWorld *self)
{
  self->plugins = tei_plugins_new ();
  self->schema = tei_schema_new ();
  self->folder = g_dir_make_tmp ("scholiast-jing-XXXXXX", NULL);
  self->n_files = 0;
}

void
tei_world_close (TeiWorld *self)
{
  for (guint i = 0; i < self->n_files; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u.xml", self->folder, i);
      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  tei_schema_free (self->schema);
  scho_plugins_free (self->plugins);
}

void
tei_world_keep (TeiWorld *self, const char *bytes, gsize n_bytes)
{
  g_autofree char *path = g_strdup_printf ("%s/%u.xml", self->folder, self->n_files++);

  ck_assert (g_file_set_contents (path, bytes, n_bytes, NULL));
}

void
tei_world_check_valid (TeiWorld *self, const char *bytes, gsize n_bytes, const char *what)
{
  g_autofree char *fault = tei_schema_check (self->schema, bytes, n_bytes);

  if (fault != NULL)
    ck_abort_msg ("%s: %s\n%.2000s", what, fault, bytes);
  tei_world_keep (self, bytes, n_bytes);
}

static char *
find_whole_schema (void)
{
  const char *shared = g_getenv ("SCHOLIAST_SHARED");
  g_autofree char *beside
      = g_build_filename (g_getenv ("SCHOLIAST_SOURCE_DIR"), "..", "shared", NULL);
  char *path = g_build_filename (shared ? shared : beside, "schemas", "tei",
                                 "tei_all.rng", NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_clear_pointer (&path, g_free);
  return path;
}

void
tei_world_check_with_jing (TeiWorld *self)
{
  g_autofree char *schema = find_whole_schema ();
  g_autofree char *jing = g_find_program_in_path ("jing");
  g_autofree char *said = NULL;
  g_autoptr (GPtrArray) command = g_ptr_array_new_with_free_func (g_free);
  int status;
  GError *error = NULL;

  if (schema == NULL || jing == NULL)
    {
      g_print ("Not checked against the whole of TEI: %s is not here.\n",
               jing == NULL ? "jing" : "its schema");
      return;
    }
  g_ptr_array_add (command, g_strdup (jing));
  g_ptr_array_add (command, g_strdup (schema));
  for (guint i = 0; i < self->n_files; i++)
    g_ptr_array_add (command, g_strdup_printf ("%s/%u.xml", self->folder, i));
  g_ptr_array_add (command, NULL);
  g_spawn_sync (NULL, (char **) command->pdata, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                NULL, &said, NULL, &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, NULL))
    ck_abort_msg ("jing: %.2000s", said);
}

void
tei_check_same (TeiProject *before, TeiProject *after, guint seed, const char *way)
{
  g_autofree char *difference = tei_project_compare (before, after);

  if (difference != NULL)
    ck_abort_msg ("seed %u, %s: %s", seed, way, difference);
}
