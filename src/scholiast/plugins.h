/* plugins.h - finds plugins, loads them, and says why one is not loaded. */
#pragma once

#include <scholiast/plugin-types.h>
#include <scholiast/program.h>

typedef struct _SchoPlugins SchoPlugins;

/**
 * SchoPluginEntry:
 * @file: the module; only its name where it is not there but known
 * @plugin: (nullable): %NULL when it is not loaded
 * @reason: (nullable): why not: a sentence
 * @title: (nullable): untranslated: what one would do that is not there but known
 * @program: (nullable): where @file is the manifest of a program, good or switched off
 */
typedef struct
{
  const char *file;
  const SchoPlugin *plugin;
  const char *reason;
  const char *title;
  const SchoProgram *program;
} SchoPluginEntry;

/**
 * scho_plugins_new:
 *
 * Loads every module, and reads every manifest of a program, of the search path:
 * `SCHOLIAST_PLUGIN_PATH` (colons between), the user's data folder, the installed folder.
 * Of two with one id the first counts. Those that Scholiast can do without, and that are
 * not there, are entries too, with what to install as reason.
 *
 * Before a module is loaded a marker is written to the user's state folder, and taken
 * away after: a module that crashed the program stays off until its file changes.
 */
SCHO_API SchoPlugins *scho_plugins_new (void);

/* The same with folders of the caller's choice; for tests. @folders ends with %NULL. */
SCHO_API SchoPlugins *scho_plugins_new_for_folders (const char *const *folders);
SCHO_API void scho_plugins_free (SchoPlugins *self);

/* All files found, by the path's order, then name. (transfer none) (array length=n) */
SCHO_API const SchoPluginEntry *scho_plugins_get_entries (SchoPlugins *self, gsize *n);

/* (transfer none) (element-type SchoImporter) and so on: of all plugins, by title. */
SCHO_API GPtrArray *scho_plugins_get_importers (SchoPlugins *self);
SCHO_API GPtrArray *scho_plugins_get_exporters (SchoPlugins *self);
SCHO_API GPtrArray *scho_plugins_get_analyses (SchoPlugins *self);

/* By id; an error lists what there is. (transfer none) */
SCHO_API const SchoImporter *
scho_plugins_find_importer (SchoPlugins *self, const char *id, GError **error);
SCHO_API const SchoExporter *
scho_plugins_find_exporter (SchoPlugins *self, const char *id, GError **error);
SCHO_API const SchoAnalysis *
scho_plugins_find_analysis (SchoPlugins *self, const char *id, GError **error);

/**
 * scho_plugins_switch:
 * @file: of an entry that is a program
 * @is_on: whether it may be run from now on
 *
 * Keeps it in the user's configuration, with a digest of manifest and program: what has
 * changed since must be switched on again. What is offered changes at once; an analysis
 * that was offered before stays valid as long as @self.
 */
SCHO_API gboolean scho_plugins_switch (SchoPlugins *self,
                                       const char *file,
                                       gboolean is_on,
                                       GError **error);

/**
 * scho_analysis_run:
 * @step: (out) (transfer full) (nullable): what it proposes to change
 *
 * Runs any analysis, whether it only counts or also proposes.
 *
 * Returns: (transfer full) (element-type SchoTable)
 */
SCHO_API GPtrArray *scho_analysis_run (const SchoAnalysis *self,
                                       SchoSnapshot *snapshot,
                                       SchoOptions *options,
                                       SchoStep **step,
                                       const SchoProgress *progress,
                                       GCancellable *cancellable,
                                       GError **error);

/**
 * scho_plugins_import:
 * @importer: (nullable): %NULL: the one that is surest of the file
 * @path: a file
 * @coder: (nullable): name of who imports; another one's where %SCHO_CODER_FILE lies
 *   beside the file and says so
 * @set: (nullable) (array zero-terminated=1): `name=value` for its options
 *
 * Opens the file (no folder, no empty file), chooses an importer and runs it. May take
 * long; runs on any thread.
 *
 * Returns: (transfer full): a step on @base, to be applied
 */
SCHO_API SchoStep *scho_plugins_import (SchoPlugins *self,
                                        const SchoImporter *importer,
                                        const char *path,
                                        const char *coder,
                                        const char *const *set,
                                        SchoSnapshot *base,
                                        const SchoProgress *progress,
                                        GCancellable *cancellable,
                                        GError **error);

/**
 * scho_plugins_import_files:
 * @paths: (array zero-terminated=1): a folder means all files in it and in its folders,
 *   less what browsers keep beside a page, hidden files and links; folders that cannot be
 *   read, lie deeper than 32 or hold more than 100,000 files count as failures
 * @left_out: (nullable) (element-type utf8): gets a sentence about each file that could
 *   not be read, while the others come in; %NULL: the first failure ends it
 *
 * All of them as one step; %NULL when none came in. A later file sees what an earlier
 * one brings, so texts, codebook and codings can come together; one that misses something
 * (%SCHO_ERROR_NOT_FOUND) is put off until the others are in.
 */
SCHO_API SchoStep *scho_plugins_import_files (SchoPlugins *self,
                                              const SchoImporter *importer,
                                              const char *const *paths,
                                              const char *coder,
                                              const char *const *set,
                                              SchoSnapshot *base,
                                              GPtrArray *left_out,
                                              const SchoProgress *progress,
                                              GCancellable *cancellable,
                                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoPlugins, scho_plugins_free)
