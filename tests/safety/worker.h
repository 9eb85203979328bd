/* worker.h - a program that works on a project at random, says what it is about to do and
 * what it has done, and is meant to be killed. */
#pragma once

#include "safety.h"

#include <glib.h>

#define WORKER_DIGEST_LENGTH 64

typedef enum
{
  WORKER_APPLY, /* a step that codes */
  WORKER_IMPORT,
  WORKER_UNDO,
  WORKER_REDO,
  WORKER_EXPORT,
  WORKER_N_KINDS
} WorkerKind;

/* What comes through the pipe, whole or not at all. */
typedef struct
{
  gboolean is_done; /* FALSE: it begins now */
  WorkerKind kind;
  char digest[WORKER_DIGEST_LENGTH + 1]; /* of the project, or of the exported file */
} WorkerNote;

typedef struct
{
  SchoPlugins *plugins;
  const char *const *imports; /* files, ends with NULL */
  const char *project;        /* its path */
  const char *output;         /* where exports go */
  guint32 seed;
} WorkerJob;

/* Never returns, unless something fails: then it says so and exits with 1. */
G_NORETURN void worker_run (const WorkerJob *job, int notes);

/* Of safety_describe(). */
void worker_digest (SchoProject *project, char digest[WORKER_DIGEST_LENGTH + 1]);

/* Writes the codings as CSV to @path. */
gboolean worker_export (SchoPlugins *plugins,
                        SchoProject *project,
                        const char *path,
                        GError **error);

/* FALSE when there is no such file. */
gboolean worker_digest_file (const char *path, char digest[WORKER_DIGEST_LENGTH + 1]);
