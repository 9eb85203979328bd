/* plugin.h - all that a plugin includes. plugins/README.md tells how to write one.
 *
 * A plugin is a shared module that exports one constant:
 *
 *     const SchoPlugin scho_plugin = {
 *       .api = SCHO_PLUGIN_API, .id = "org.example.shout", .title = "Shout",
 *       .exporters = exporters,
 *     };
 *
 * Its functions are plain: they run on any thread, several at a time, keep no state, and
 * see a snapshot that never changes.
 */
#pragma once

#ifdef SCHO_PROJECT_H
#error "A plugin sees snapshots, never the project: do not include project.h"
#endif
/* project.h looks for it. */
#define SCHO_INSIDE_PLUGIN

#include <gmodule.h>
#include <scholiast/plugin-types.h>

/* The constant, by exactly this name. */
G_MODULE_EXPORT extern const SchoPlugin scho_plugin;
