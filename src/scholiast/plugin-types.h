/* plugin-types.h - what a plugin is made of, for both sides of the door. */
#pragma once

#include <gio/gio.h>
#include <scholiast/attribute.h>
#include <scholiast/code-path.h>
#include <scholiast/import-report.h>
#include <scholiast/option.h>
#include <scholiast/output.h>
#include <scholiast/progress.h>
#include <scholiast/pseudonyms.h>
#include <scholiast/lookup.h>
#include <scholiast/table.h>
#include <scholiast/text-unit.h>

/* Raised when anything here changes its meaning or its place. */
#define SCHO_PLUGIN_API 6

/**
 * SchoImporter:
 * @id: as in `--as id`: lower case and hyphens
 * @title: for people, untranslated
 * @extensions: (nullable): `txt|text`: what its files are called
 * @options: (nullable): ends with a %NULL name
 * @guess: how sure it is that the file is its own, 0 (no) to 100, from the first bytes
 * (at most 64 KiB; fewer when the file is shorter) and the file's name
 * @read: makes a step on @base out of the file. Sets an error that names the line or
 * place when the file is not good; says in the step's notes what it guessed or changed,
 *   in its losses what it left out.
 *   @name is the file's name without folders. @coder: name of who imports, nullable.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *extensions;
  const SchoOptionSpec *options;
  int (*guess) (const guint8 *head, gsize n_bytes, const char *name);
  SchoStep *(*read) (GInputStream *stream,
                     const char *name,
                     const char *coder,
                     SchoSnapshot *base,
                     SchoOptions *options,
                     const SchoProgress *progress,
                     GCancellable *cancellable,
                     GError **error);
} SchoImporter;

/* Of a coder's folder in a package with one for each: holds the name, so that what lies
 * beside it comes back as that coder's. Hidden, and no file to be imported. */
#define SCHO_CODER_FILE ".scholiast-coder"

/**
 * SchoExporter:
 * @id: as in `--as id`
 * @title: for people, untranslated
 * @extension: `xml`
 * @options: (nullable): ends with a %NULL name
 * @write: (nullable): writes the project; says in the losses of @output what the format
 *   cannot carry
 * @write_tables: (nullable) : writes the tables of an analysis; element-type SchoTable
 * @is_several: (nullable): whether @write makes several files of this project with these
 *   options: the window then asks for a folder. %NULL: always one.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *extension;
  const SchoOptionSpec *options;
  gboolean (*write) (SchoSnapshot *snapshot,
                     SchoOutput *output,
                     SchoOptions *options,
                     const SchoProgress *progress,
                     GCancellable *cancellable,
                     GError **error);
  gboolean (*write_tables) (GPtrArray *tables,
                            SchoSnapshot *snapshot,
                            SchoOutput *output,
                            const SchoProgress *progress,
                            GCancellable *cancellable,
                            GError **error);
  gboolean (*is_several) (SchoSnapshot *snapshot, SchoOptions *options);
} SchoExporter;

/**
 * SchoAnalysis:
 * @id: as in `scho analyse PROJECT id`
 * @title: for people, untranslated
 * @description: one sentence: what it counts
 * @options: (nullable): ends with a %NULL name
 * @run: (nullable): (transfer full) (element-type SchoTable): with scho_table_unref() as
 * free function
 * @propose: (nullable): instead of @run: also gives a @step, which whoever runs it shows
 * and applies; leaves %NULL there where nothing is to change. @data: that of the analysis
 * @data: (nullable): what @propose gets
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *description;
  const SchoOptionSpec *options;
  GPtrArray *(*run) (SchoSnapshot *snapshot,
                     SchoOptions *options,
                     const SchoProgress *progress,
                     GCancellable *cancellable,
                     GError **error);
  GPtrArray *(*propose) (gconstpointer data,
                         SchoSnapshot *snapshot,
                         SchoOptions *options,
                         SchoStep **step,
                         const SchoProgress *progress,
                         GCancellable *cancellable,
                         GError **error);
  gconstpointer data;
} SchoAnalysis;

/**
 * SchoPlugin:
 * @api: %SCHO_PLUGIN_API; always the first field
 * @id: unique in the world, `org.example.name`
 * @title: for people, untranslated
 * @description: a sentence
 * @importers: (nullable): ends with a %NULL id; so do the others
 */
typedef struct
{
  guint api;
  const char *id;
  const char *title;
  const char *description;
  const SchoImporter *importers;
  const SchoExporter *exporters;
  const SchoAnalysis *analyses;
} SchoPlugin;
