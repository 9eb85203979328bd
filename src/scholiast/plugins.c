#include <scholiast/plugins-private.h>

#include <config.h>
#include <glib/gi18n-lib.h>
#include <scholiast/program-private.h>
#include <stdlib.h>
#include <string.h>

struct _SchoPlugins
{
  GArray *entries;    /* of SchoPluginEntry; owns file and reason */
  GHashTable *owners; /* "importer ID" and so on → file */
  GPtrArray *importers;
  GPtrArray *exporters;
  GPtrArray *analyses;
  SchoOptionalPlugins *optional; /* nullable */
};

/* How SchoImporter, SchoExporter and SchoAnalysis begin. */
typedef struct
{
  const char *id;
  const char *title;
} Part;

G_STATIC_ASSERT (G_STRUCT_OFFSET (SchoImporter, title) == G_STRUCT_OFFSET (Part, title));
G_STATIC_ASSERT (G_STRUCT_OFFSET (SchoExporter, title) == G_STRUCT_OFFSET (Part, title));
G_STATIC_ASSERT (G_STRUCT_OFFSET (SchoAnalysis, title) == G_STRUCT_OFFSET (Part, title));

static void
entry_clear (gpointer data)
{
  SchoPluginEntry *entry = data;

  g_free ((char *) entry->file);
  g_free ((char *) entry->reason);
  g_free ((char *) entry->title);
  g_clear_pointer ((SchoProgram **) &entry->program, scho_program_free);
}

static SchoPlugins *
plugins_new (void)
{
  SchoPlugins *self = g_new0 (SchoPlugins, 1);

  self->entries = g_array_new (FALSE, TRUE, sizeof (SchoPluginEntry));
  g_array_set_clear_func (self->entries, entry_clear);
  self->owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->importers = g_ptr_array_new ();
  self->exporters = g_ptr_array_new ();
  self->analyses = g_ptr_array_new ();
  return self;
}

/* All ids of one plugin, as keys of owners. */
static GPtrArray *
list_keys (const SchoPlugin *plugin)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (keys, g_strdup_printf ("plugin %s", plugin->id));
  for (const SchoImporter *i = plugin->importers; i != NULL && i->id != NULL; i++)
    g_ptr_array_add (keys, g_strdup_printf ("importer %s", i->id));
  for (const SchoExporter *i = plugin->exporters; i != NULL && i->id != NULL; i++)
    g_ptr_array_add (keys, g_strdup_printf ("exporter %s", i->id));
  for (const SchoAnalysis *i = plugin->analyses; i != NULL && i->id != NULL; i++)
    g_ptr_array_add (keys, g_strdup_printf ("analysis %s", i->id));
  return keys;
}

/* The first of two with one id counts; @reason says which file that is. */
static gboolean
claim_ids (SchoPlugins *self, const SchoPlugin *plugin, const char *file, char **reason)
{
  g_autoptr (GPtrArray) keys = list_keys (plugin);

  for (guint i = 0; i < keys->len; i++)
    {
      const char *key = keys->pdata[i];
      const char *owner = g_hash_table_lookup (self->owners, key);

      if (owner != NULL)
        {
          g_autofree char *place = g_filename_display_name (owner);

          /* Translators: an id, a file */
          *reason = g_strdup_printf (_ ("“%s” is already there, from %s"),
                                     strchr (key, ' ') + 1, place);
          return FALSE;
        }
      for (guint j = 0; j < i; j++)
        if (g_str_equal (key, keys->pdata[j]))
          {
            *reason = g_strdup_printf (_ ("It has “%s” twice"), strchr (key, ' ') + 1);
            return FALSE;
          }
    }
  for (guint i = 0; i < keys->len; i++)
    g_hash_table_insert (self->owners, g_strdup (keys->pdata[i]), g_strdup (file));
  return TRUE;
}

static void
offer (SchoPlugins *self, const SchoPlugin *plugin)
{
  for (const SchoImporter *i = plugin->importers; i != NULL && i->id != NULL; i++)
    g_ptr_array_add (self->importers, (gpointer) i);
  for (const SchoExporter *i = plugin->exporters; i != NULL && i->id != NULL; i++)
    g_ptr_array_add (self->exporters, (gpointer) i);
  for (const SchoAnalysis *i = plugin->analyses; i != NULL && i->id != NULL; i++)
    g_ptr_array_add (self->analyses, (gpointer) i);
}

/* What is switched off has its id all the same, so that it means one program. */
static void
load_program (SchoPlugins *self, const char *file)
{
  char *reason = NULL;
  SchoPluginEntry entry = { .file = g_strdup (file) };
  g_autoptr (SchoProgram) program = scho_program_new (file, &reason);

  if (program != NULL && scho_plugin_check (&program->plugin, &reason)
      && claim_ids (self, &program->plugin, file, &reason))
    {
      scho_program_look (program, &reason);
      if (program->is_on)
        {
          entry.plugin = &program->plugin;
          offer (self, entry.plugin);
        }
      entry.program = g_steal_pointer (&program);
    }
  entry.reason = reason;
  g_array_append_val (self->entries, entry);
}

static void
load_file (SchoPlugins *self, const char *file)
{
  char *reason = NULL;
  SchoPluginEntry entry = { .file = g_strdup (file) };
  const SchoPlugin *plugin = scho_plugin_load (file, &reason);

  if (plugin != NULL && claim_ids (self, plugin, file, &reason))
    {
      entry.plugin = plugin;
      offer (self, plugin);
    }
  entry.reason = reason;
  g_array_append_val (self->entries, entry);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* A folder that is not there has no plugins. */
static void
load_folder (SchoPlugins *self, const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  const char *name = NULL;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      if (name[0] != '.'
          && (g_str_has_suffix (name, "." G_MODULE_SUFFIX)
              || g_str_has_suffix (name, SCHO_PROGRAM_ENDING))
          && g_file_test (file, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (files, g_steal_pointer (&file));
    }
  g_ptr_array_sort (files, compare_names);
  for (guint i = 0; i < files->len; i++)
    if (g_str_has_suffix (files->pdata[i], SCHO_PROGRAM_ENDING))
      load_program (self, files->pdata[i]);
    else
      load_file (self, files->pdata[i]);
}

static int
compare_titles (gconstpointer a, gconstpointer b)
{
  const Part *one = *(const Part *const *) a;
  const Part *two = *(const Part *const *) b;
  int order = g_utf8_collate (_ (one->title), _ (two->title));

  return order != 0 ? order : strcmp (one->id, two->id);
}

SchoPlugins *
scho_plugins_new_for_folders (const char *const *folders)
{
  SchoPlugins *self = plugins_new ();
  g_autoptr (GHashTable) seen
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (; *folders != NULL; folders++)
    {
      /* An empty place in a path is no wish for the current folder. */
      char *real = *folders[0] != '\0' ? realpath (*folders, NULL) : NULL;

      if (real != NULL && g_hash_table_add (seen, g_strdup (real)))
        load_folder (self, real);
      free (real);
    }
  g_ptr_array_sort (self->importers, compare_titles);
  g_ptr_array_sort (self->exporters, compare_titles);
  g_ptr_array_sort (self->analyses, compare_titles);
  return self;
}

static void
name_optional (SchoPlugins *self)
{
  const char *data = g_getenv ("SCHOLIAST_DATA_DIR");
  g_autofree char *path = g_build_filename (data != NULL ? data : SCHO_DATA_DIR,
                                            "optional-plugins.ini", NULL);

  self->optional = scho_optional_plugins_new (path);
  scho_optional_plugins_compare (self->optional, self->entries);
}

char *
scho_plugins_explain_file (SchoPlugins *self, const char *name)
{
  return self->optional != NULL
             ? scho_optional_plugins_explain_file (self->optional, name)
             : NULL;
}

SchoPlugins *
scho_plugins_new (void)
{
  const char *path = g_getenv ("SCHOLIAST_PLUGIN_PATH");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *own
      = g_build_filename (g_get_user_data_dir (), "scholiast", "plugins", NULL);
  g_auto (GStrv) folders = NULL;
  SchoPlugins *self;

  if (path != NULL)
    {
      g_auto (GStrv) named = g_strsplit (path, G_SEARCHPATH_SEPARATOR_S, -1);
      g_strv_builder_addv (builder, (const char **) named);
    }
  g_strv_builder_add_many (builder, own, SCHO_PLUGIN_DIR, NULL);
  folders = g_strv_builder_end (builder);
  self = scho_plugins_new_for_folders ((const char *const *) folders);
  name_optional (self);
  return self;
}

void
scho_plugins_free (SchoPlugins *self)
{
  g_array_unref (self->entries);
  g_hash_table_unref (self->owners);
  g_ptr_array_unref (self->importers);
  g_ptr_array_unref (self->exporters);
  g_ptr_array_unref (self->analyses);
  g_clear_pointer (&self->optional, scho_optional_plugins_free);
  g_free (self);
}

static SchoPluginEntry *
find_program (SchoPlugins *self, const char *file)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      SchoPluginEntry *entry = &g_array_index (self->entries, SchoPluginEntry, i);

      if (entry->program != NULL && g_str_equal (entry->file, file))
        return entry;
    }
  return NULL;
}

/* So that analyses has it once, or not at all. */
static void
offer_program (SchoPlugins *self, SchoPluginEntry *entry)
{
  SchoProgram *program = (SchoProgram *) entry->program;
  char *reason = NULL;

  scho_program_look (program, &reason);
  g_free ((char *) entry->reason);
  entry->reason = reason;
  entry->plugin = program->is_on ? &program->plugin : NULL;
  g_ptr_array_remove (self->analyses, program->analyses);
  if (program->is_on)
    g_ptr_array_add (self->analyses, program->analyses);
  g_ptr_array_sort (self->analyses, compare_titles);
}

gboolean
scho_plugins_switch (SchoPlugins *self, const char *file, gboolean is_on, GError **error)
{
  SchoPluginEntry *entry = find_program (self, file);

  g_return_val_if_fail (entry != NULL, FALSE);

  if (!scho_program_switch ((SchoProgram *) entry->program, is_on, error))
    return FALSE;
  offer_program (self, entry);
  return TRUE;
}

GPtrArray *
scho_analysis_run (const SchoAnalysis *self,
                   SchoSnapshot *snapshot,
                   SchoOptions *options,
                   SchoStep **step,
                   const SchoProgress *progress,
                   GCancellable *cancellable,
                   GError **error)
{
  *step = NULL;
  return self->propose != NULL
             ? self->propose (self->data, snapshot, options, step, progress, cancellable,
                              error)
             : self->run (snapshot, options, progress, cancellable, error);
}

const SchoPluginEntry *
scho_plugins_get_entries (SchoPlugins *self, gsize *n)
{
  *n = self->entries->len;
  return (const SchoPluginEntry *) (gpointer) self->entries->data;
}

GPtrArray *
scho_plugins_get_importers (SchoPlugins *self)
{
  return self->importers;
}

GPtrArray *
scho_plugins_get_exporters (SchoPlugins *self)
{
  return self->exporters;
}

GPtrArray *
scho_plugins_get_analyses (SchoPlugins *self)
{
  return self->analyses;
}

char *
scho_plugins_list_ids (GPtrArray *parts)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    g_ptr_array_add (ids, (gpointer) ((const Part *) parts->pdata[i])->id);
  g_ptr_array_sort (ids, compare_names);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "",
                            (const char *) ids->pdata[i]);
  /* Translators: where a list of ids is empty */
  return list->len > 0 ? g_string_free (list, FALSE)
                       : (g_string_free (list, TRUE), g_strdup (_ ("none")));
}

static gconstpointer
find_part (GPtrArray *parts, const char *id)
{
  for (guint i = 0; i < parts->len; i++)
    if (g_str_equal (((const Part *) parts->pdata[i])->id, id))
      return parts->pdata[i];
  return NULL;
}

const SchoImporter *
scho_plugins_find_importer (SchoPlugins *self, const char *id, GError **error)
{
  const SchoImporter *importer = find_part (self->importers, id);
  g_autofree char *known = NULL, *missing = NULL;

  if (importer != NULL)
    return importer;
  if (self->optional != NULL
      && (missing = scho_optional_plugins_explain_id (self->optional, id)) != NULL)
    {
      g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND, missing);
      return NULL;
    }
  known = scho_plugins_list_ids (self->importers);
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
               _ ("There is no importer “%s”; there are: %s"), id, known);
  return NULL;
}

const SchoExporter *
scho_plugins_find_exporter (SchoPlugins *self, const char *id, GError **error)
{
  const SchoExporter *exporter = find_part (self->exporters, id);
  g_autofree char *known = NULL;

  if (exporter != NULL)
    return exporter;
  known = scho_plugins_list_ids (self->exporters);
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
               _ ("There is no exporter “%s”; there are: %s"), id, known);
  return NULL;
}

/* A program that would offer it, were it on. (nullable) */
static const SchoPluginEntry *
find_switched_off (SchoPlugins *self, const char *id)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const SchoPluginEntry *entry = &g_array_index (self->entries, SchoPluginEntry, i);

      if (entry->program != NULL && entry->plugin == NULL
          && g_str_equal (entry->program->id, id))
        return entry;
    }
  return NULL;
}

const SchoAnalysis *
scho_plugins_find_analysis (SchoPlugins *self, const char *id, GError **error)
{
  const SchoAnalysis *analysis = find_part (self->analyses, id);
  const SchoPluginEntry *off;
  g_autofree char *known = NULL;

  if (analysis != NULL)
    return analysis;
  if ((off = find_switched_off (self, id)) != NULL)
    {
      /* Translators: an id, a sentence that says why it is not run, the id */
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
                   _ ("Analysis “%s” is a program. %s: scho plugins --switch-on %s"), id,
                   off->reason, id);
      return NULL;
    }
  known = scho_plugins_list_ids (self->analyses);
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
               _ ("There is no analysis “%s”; there are: %s"), id, known);
  return NULL;
}
