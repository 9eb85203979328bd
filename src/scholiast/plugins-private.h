/* plugins-private.h - from a file to a plugin that can be trusted to be whole. */
#pragma once

#include <scholiast/plugins.h>

/**
 * scho_plugin_load:
 * @file: an absolute path
 * @reason: (out) (transfer full): why not
 *
 * Loads the module for good, under the protection of a marker.
 *
 * Returns: (transfer none) (nullable)
 */
const SchoPlugin *scho_plugin_load (const char *file, char **reason);

/* What a file that is a plugin must have; FALSE and @reason where it lacks something. */
gboolean scho_plugin_check (const SchoPlugin *self, char **reason);

/* @parts: (element-type SchoImporter) or the like. (transfer full): "a, b, c" */
char *scho_plugins_list_ids (GPtrArray *parts);

/* Plugins that Scholiast can be built or installed without: `optional-plugins.ini`. */
typedef struct _SchoOptionalPlugins SchoOptionalPlugins;

/* @path: a file that is not there names none */
SchoOptionalPlugins *scho_optional_plugins_new (const char *path);
void scho_optional_plugins_free (SchoOptionalPlugins *self);

/* Looks which are not loaded: says in @entries what they need, and adds those that are
 * not even there. @entries: (element-type SchoPluginEntry) */
void scho_optional_plugins_compare (SchoOptionalPlugins *self, GArray *entries);

/* What to install for a file called @name, or for the importer @id; %NULL where nothing
 * is missing. (transfer full) (nullable) */
char *scho_optional_plugins_explain_file (SchoOptionalPlugins *self, const char *name);
char *scho_optional_plugins_explain_id (SchoOptionalPlugins *self, const char *id);

/* The same of @self. (transfer full) (nullable) */
char *scho_plugins_explain_file (SchoPlugins *self, const char *name);

/* A file that says that a module is being loaded, or crashed when it was. */
typedef struct _SchoMarker SchoMarker;

/**
 * scho_marker_new:
 * @file: the module
 * @reason: (out) (transfer full) (nullable): why it must not be loaded again
 *
 * Returns: (nullable): %NULL where it must not be loaded, with @reason, and where no
 *   marker can be kept or another program keeps it
 */
SchoMarker *scho_marker_new (const char *file, char **reason);

/* Until scho_marker_free() a crash of this program is written to the marker, and ends the
 * program with a sentence. For one thread at a time. */
void scho_marker_watch (SchoMarker *self, const char *file);

/* The module is loaded. @self: nullable. */
void scho_marker_free (SchoMarker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoMarker, scho_marker_free)

/* plugins-folders.c: the files in folders, and those in folders of them, by name; other
 * paths stay, and those of folders without files. @failures: gets a #GError about each
 * place that could not be read or is too much. (transfer full) */
char **scho_plugins_list_files (const char *const *paths,
                                GPtrArray *failures,
                                GCancellable *cancellable);
