#include <scholiast/plugins-private.h>

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <gmodule.h>
#include <scholiast/option-private.h>
#include <string.h>
#include <unistd.h>

static gboolean
is_id (const char *id)
{
  return strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789.-") == strlen (id);
}

static gboolean refuse (char **reason, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse (char **reason, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  *reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return FALSE;
}

static gboolean
check_options (const char *id, const SchoOptionSpec *specs, char **reason)
{
  g_autoptr (GError) error = NULL;

  for (; specs != NULL && specs->name != NULL; specs++)
    if (!scho_option_spec_check (specs, &error))
      /* Translators: an id, then what is wrong with one of its options */
      return refuse (reason, _ ("“%s” has a faulty option: %s"), id, error->message);
  return TRUE;
}

/* What importers, exporters and analyses have in common. */
static gboolean
check_part (const char *id,
            const char *title,
            gboolean has_work,
            const SchoOptionSpec *options,
            char **reason)
{
  if (!is_id (id) || id[0] == '\0')
    return refuse (reason,
                   _ ("The id “%s” is not made of lower case, digits and hyphens"), id);
  if (title == NULL || title[0] == '\0')
    return refuse (reason, _ ("“%s” has no title"), id);
  if (!has_work)
    return refuse (reason, _ ("“%s” lacks a function to do its work"), id);
  return check_options (id, options, reason);
}

gboolean
scho_plugin_check (const SchoPlugin *self, char **reason)
{
  if (self->id == NULL || self->id[0] == '\0')
    return refuse (reason, _ ("The plugin has no id"));
  if (self->title == NULL || self->title[0] == '\0')
    return refuse (reason, _ ("The plugin has no title"));

  for (const SchoImporter *i = self->importers; i != NULL && i->id != NULL; i++)
    if (!check_part (i->id, i->title, i->read != NULL && i->guess != NULL, i->options,
                     reason))
      return FALSE;
  for (const SchoExporter *i = self->exporters; i != NULL && i->id != NULL; i++)
    if (!check_part (i->id, i->title, i->write != NULL || i->write_tables != NULL,
                     i->options, reason))
      return FALSE;
  for (const SchoAnalysis *i = self->analyses; i != NULL && i->id != NULL; i++)
    if (!check_part (i->id, i->title, i->run != NULL || i->propose != NULL, i->options,
                     reason))
      return FALSE;
  return TRUE;
}

/* Not lazily: what is missing shall be missing now, with a sentence. */
static GModule *
open_module (const char *file, SchoMarker *marker, char **reason)
{
  /* Two threads may look for plugins; the watch is for one at a time. */
  static GMutex mutex;
  g_autoptr (GError) error = NULL;
  GModule *module = NULL;

  g_mutex_lock (&mutex);
  if (marker != NULL)
    scho_marker_watch (marker, file);
  module = g_module_open_full (file, G_MODULE_BIND_LOCAL, &error);
  if (module == NULL)
    refuse (reason, _ ("It cannot be loaded: %s"), error->message);
  else
    g_module_make_resident (module); /* the constant lies in its memory */
  g_clear_pointer (&marker, scho_marker_free);
  g_mutex_unlock (&mutex);
  return module;
}

const SchoPlugin *
scho_plugin_load (const char *file, char **reason)
{
  GModule *module = NULL;
  SchoMarker *marker = NULL;
  gpointer symbol = NULL;
  const SchoPlugin *plugin = NULL;

  if (access (file, R_OK) != 0)
    {
      refuse (reason, _ ("It cannot be read: %s"), g_strerror (errno));
      return NULL;
    }
  marker = scho_marker_new (file, reason);
  if (*reason != NULL || !(module = open_module (file, marker, reason)))
    return NULL;
  if (!g_module_symbol (module, "scho_plugin", &symbol) || symbol == NULL)
    {
      refuse (reason, _ ("It is no plugin: it has no symbol “scho_plugin”"));
      return NULL;
    }
  plugin = symbol;
  if (plugin->api != SCHO_PLUGIN_API)
    {
      refuse (reason, _ ("It was made for plugin API %u; this program has %u"),
              plugin->api, SCHO_PLUGIN_API);
      return NULL;
    }
  return scho_plugin_check (plugin, reason) ? plugin : NULL;
}
