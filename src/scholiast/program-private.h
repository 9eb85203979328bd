/* program-private.h - how a program is read, switched on, run and heard. */
#pragma once

#include <scholiast/plugin-types.h>
#include <scholiast/program.h>

#define SCHO_PROGRAM_ENDING ".program"

/* How the lines look that go to it and come from it. */
typedef enum
{
  SCHO_PROGRAM_JSON,
  SCHO_PROGRAM_TAB,
} SchoProgramFormat;

/**
 * SchoProgram:
 * @folder: of the manifest
 * @coder: who its annotations are by
 * @command: words; those that begin with `./` are files beside the manifest
 * @files: others beside it that its digest covers
 * @environment: names of variables that it gets besides those that all get
 * @plugin, @analyses: what it offers, as a module would
 */
struct _SchoProgram
{
  char *file;
  char *folder;
  char *id;
  char *title;
  char *description; /* nullable */
  char *coder;
  GStrv command;
  GStrv files;
  GStrv environment;
  SchoProgramFormat format;
  gboolean with_texts;
  guint seconds;
  guint mebibytes;
  GArray *options; /* of SchoOptionSpec, whose strings are ours; ends with a NULL name */
  SchoAnalysis analyses[2];
  SchoPlugin plugin;
  gboolean is_on;
};

/* program-manifest.c: %NULL and @reason, a sentence, where it is no manifest. */
SchoProgram *scho_program_new (const char *file, char **reason);
void scho_program_free (SchoProgram *self);

/* Where a word of the command lies. (transfer full) */
char *scho_program_dup_path (const SchoProgram *self, const char *word);

/* program-switch.c: asks the user's configuration; @reason, a sentence, where it is off.
 */
void scho_program_look (SchoProgram *self, char **reason);
gboolean scho_program_switch (SchoProgram *self, gboolean is_on, GError **error);

/* That it is still what was switched on. */
gboolean scho_program_check_digest (const SchoProgram *self, GError **error);

/* program-run.c: the `propose` of its analysis; @data: a #SchoProgram. */
GPtrArray *scho_program_propose (gconstpointer data,
                                 SchoSnapshot *snapshot,
                                 SchoOptions *options,
                                 SchoStep **step,
                                 const SchoProgress *progress,
                                 GCancellable *cancellable,
                                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoProgram, scho_program_free)
