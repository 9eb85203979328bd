#include <scholiast/plugins-private.h>

#include <glib/gi18n-lib.h>
#include <string.h>

/* A plugin that is not loaded. */
typedef struct
{
  char *id;
  char *title; /* untranslated */
  GStrv extensions;
  char *needs; /* a sentence */
} Missing;

struct _SchoOptionalPlugins
{
  GKeyFile *file;
  GPtrArray *missing; /* of Missing */
};

static void
missing_free (gpointer data)
{
  Missing *self = data;

  g_free (self->id);
  g_free (self->title);
  g_strfreev (self->extensions);
  g_free (self->needs);
  g_free (self);
}

SchoOptionalPlugins *
scho_optional_plugins_new (const char *path)
{
  SchoOptionalPlugins *self = g_new0 (SchoOptionalPlugins, 1);

  self->file = g_key_file_new ();
  self->missing = g_ptr_array_new_with_free_func (missing_free);
  g_key_file_set_list_separator (self->file, '|');
  g_key_file_load_from_file (self->file, path, G_KEY_FILE_NONE, NULL);
  return self;
}

void
scho_optional_plugins_free (SchoOptionalPlugins *self)
{
  g_key_file_unref (self->file);
  g_ptr_array_unref (self->missing);
  g_free (self);
}

static char *
get (const SchoOptionalPlugins *self, const char *id, const char *key)
{
  char *value = g_key_file_get_string (self->file, id, key, NULL);

  return value != NULL ? value : g_strdup ("");
}

static Missing *
missing_new (const SchoOptionalPlugins *self, const char *id)
{
  g_autofree char *library = get (self, id, "Library");
  g_autofree char *package = get (self, id, "Package");
  g_autofree char *build = get (self, id, "Build");
  Missing *missing = g_new0 (Missing, 1);

  missing->id = g_strdup (id);
  missing->title = get (self, id, "Title");
  missing->extensions
      = g_key_file_get_string_list (self->file, id, "Extensions", NULL, NULL);
  /* Translators: a plugin's title, a library, and two packages of Debian */
  missing->needs = g_strdup_printf (_ ("the plugin “%s” is not here: it needs %s; please "
                                       "install it (in Debian %s, or %s "
                                       "where Scholiast is built)"),
                                    _ (missing->title), library, package, build);
  return missing;
}

/* The module's entry, by its name; %NULL where there is none. A loaded one counts first.
 */
static SchoPluginEntry *
find_entry (GArray *entries, const char *id)
{
  g_autofree char *wanted = g_strdup_printf ("%s." G_MODULE_SUFFIX, id);
  SchoPluginEntry *found = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      SchoPluginEntry *entry = &g_array_index (entries, SchoPluginEntry, i);
      g_autofree char *name = g_path_get_basename (entry->file);

      if (strcmp (name, wanted) == 0 && (found == NULL || entry->plugin != NULL))
        found = entry;
    }
  return found;
}

static void
add_entry (GArray *entries, const Missing *missing)
{
  SchoPluginEntry entry = {
    .file = g_strdup_printf ("%s." G_MODULE_SUFFIX, missing->id),
    .reason = g_strdup (missing->needs),
    .title = g_strdup (missing->title),
  };

  g_array_append_val (entries, entry);
}

static void
add_reason (SchoPluginEntry *entry, const Missing *missing)
{
  g_autofree char *before = (char *) entry->reason;

  entry->title = g_strdup (missing->title);
  /* Translators: why a plugin is not loaded, what it needs */
  entry->reason = g_strdup_printf (_ ("%s; %s"), before, missing->needs);
}

void
scho_optional_plugins_compare (SchoOptionalPlugins *self, GArray *entries)
{
  g_auto (GStrv) ids = g_key_file_get_groups (self->file, NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      SchoPluginEntry *entry = find_entry (entries, ids[i]);
      Missing *missing;

      if (entry != NULL && entry->plugin != NULL)
        continue;
      missing = missing_new (self, ids[i]);
      g_ptr_array_add (self->missing, missing);
      if (entry == NULL)
        add_entry (entries, missing);
      else
        add_reason (entry, missing);
    }
}

char *
scho_optional_plugins_explain_file (SchoOptionalPlugins *self, const char *name)
{
  const char *dot = strrchr (name, '.');
  g_autofree char *extension = dot != NULL ? g_ascii_strdown (dot + 1, -1) : NULL;

  for (guint i = 0; extension != NULL && i < self->missing->len; i++)
    {
      const Missing *missing = self->missing->pdata[i];

      if (missing->extensions != NULL
          && g_strv_contains ((const char *const *) missing->extensions, extension))
        return g_strdup (missing->needs);
    }
  return NULL;
}

char *
scho_optional_plugins_explain_id (SchoOptionalPlugins *self, const char *id)
{
  for (guint i = 0; i < self->missing->len; i++)
    {
      const Missing *missing = self->missing->pdata[i];

      if (strcmp (missing->id, id) == 0)
        /* Translators: the name of an importer, what it needs */
        return g_strdup_printf (_ ("There is no importer “%s”: %s"), id, missing->needs);
    }
  return NULL;
}
