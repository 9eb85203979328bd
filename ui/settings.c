#include "settings.h"

#define SCHEMA_ID "org.scholiast.Scholiast"
#define N_RECENT 8

GSettings *
scho_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, SCHEMA_ID, TRUE);
  /* g_settings_new () would end the program. */
  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

/* Asking for a key that an older schema has not got would end the program. */
static gboolean
has_key (GSettings *self, const char *key)
{
  g_autoptr (GSettingsSchema) schema = NULL;

  if (self == NULL)
    return FALSE;
  g_object_get (self, "settings-schema", &schema, NULL);
  return g_settings_schema_has_key (schema, key);
}

int
scho_settings_get_int (GSettings *self, const char *key, int fallback)
{
  return has_key (self, key) ? g_settings_get_int (self, key) : fallback;
}

void
scho_settings_set_int (GSettings *self, const char *key, int value)
{
  if (has_key (self, key))
    g_settings_set_int (self, key, value);
}

gboolean
scho_settings_get_boolean (GSettings *self, const char *key, gboolean fallback)
{
  return has_key (self, key) ? g_settings_get_boolean (self, key) : fallback;
}

void
scho_settings_set_boolean (GSettings *self, const char *key, gboolean value)
{
  if (has_key (self, key))
    g_settings_set_boolean (self, key, value);
}

char *
scho_settings_dup_string (GSettings *self, const char *key)
{
  return has_key (self, key) ? g_settings_get_string (self, key) : g_strdup ("");
}

void
scho_settings_set_string (GSettings *self, const char *key, const char *value)
{
  if (has_key (self, key))
    g_settings_set_string (self, key, value);
}

char *
scho_settings_dup_coder (GSettings *self)
{
  g_autofree char *name = scho_settings_dup_string (self, "coder");
  const char *real = g_get_real_name ();

  if (name[0] != '\0')
    return g_steal_pointer (&name);
  /* GLib's word for an account without a name. */
  if (g_str_equal (real, "Unknown") || real[0] == '\0')
    real = g_get_user_name ();
  return g_strdup (real);
}

GStrv
scho_settings_dup_recent (GSettings *self)
{
  return self != NULL ? g_settings_get_strv (self, "recent") : g_new0 (char *, 1);
}

void
scho_settings_add_recent (GSettings *self, const char *path)
{
  g_auto (GStrv) old = scho_settings_dup_recent (self);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) recent = NULL;

  if (self == NULL)
    return;
  g_strv_builder_add (builder, path);
  for (guint i = 0, n = 1; old[i] != NULL && n < N_RECENT; i++)
    if (!g_str_equal (old[i], path))
      {
        g_strv_builder_add (builder, old[i]);
        n++;
      }
  recent = g_strv_builder_end (builder);
  g_settings_set_strv (self, "recent", (const char *const *) recent);
}

void
scho_settings_remove_recent (GSettings *self, const char *path)
{
  g_auto (GStrv) old = scho_settings_dup_recent (self);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) recent = NULL;

  if (self == NULL)
    return;
  for (guint i = 0; old[i] != NULL; i++)
    if (!g_str_equal (old[i], path))
      g_strv_builder_add (builder, old[i]);
  recent = g_strv_builder_end (builder);
  g_settings_set_strv (self, "recent", (const char *const *) recent);
}
