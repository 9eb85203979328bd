#include "worker.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Beyond this a worker takes documents away rather than importing more. */
#define DOCUMENTS_MAX 6

typedef struct
{
  const WorkerJob *job;
  SchoProject *project;
  GRand *random;
  int notes;
} Worker;

static void
copy_digest (const char *bytes, gsize n, char digest[WORKER_DIGEST_LENGTH + 1])
{
  g_autofree char *sum
      = g_compute_checksum_for_string (G_CHECKSUM_SHA256, bytes, (gssize) n);

  g_strlcpy (digest, sum, WORKER_DIGEST_LENGTH + 1);
}

void
worker_digest (SchoProject *project, char digest[WORKER_DIGEST_LENGTH + 1])
{
  g_autofree char *words = safety_describe (scho_project_get_snapshot (project));

  copy_digest (words, strlen (words), digest);
}

gboolean
worker_digest_file (const char *path, char digest[WORKER_DIGEST_LENGTH + 1])
{
  g_autofree char *bytes = NULL;
  gsize n;

  if (!g_file_get_contents (path, &bytes, &n, NULL))
    return FALSE;
  copy_digest (bytes, n, digest);
  return TRUE;
}

gboolean
worker_export (SchoPlugins *plugins,
               SchoProject *project,
               const char *path,
               GError **error)
{
  const SchoExporter *exporter = scho_plugins_find_exporter (plugins, "csv", error);
  g_autoptr (SchoOutput) output = scho_output_new_for_path (path);
  g_autoptr (SchoOptions) options = NULL;

  if (exporter == NULL)
    return FALSE;
  options = scho_options_new (exporter->options);
  return exporter->write (scho_project_get_snapshot (project), output, options, NULL,
                          NULL, error)
         && scho_output_commit (output, error);
}

static guint32
pick (Worker *self, gsize n)
{
  return (guint32) g_rand_int_range (self->random, 0, (gint32) MAX (n, 1));
}

/* A few codings anywhere in the document; its codes and coders come as needed. */
static void
add_codings (Worker *self, SchoStep *step, const SchoDocument *document)
{
  g_autofree char *name = g_strdup_printf ("code %u", pick (self, 20));
  guint32 code = scho_step_find_code (step, 0, name);
  guint32 coder = scho_step_ensure_coder (step, pick (self, 2) == 0 ? "Mira" : "Jonas");

  if (code == 0)
    code = scho_step_add_code (
        step, &(SchoCode){ .name = name, .colour = scho_colour_nth (pick (self, 9)) });
  scho_step_set_coder (step, coder);
  for (guint n = 1 + pick (self, 20); n > 0; n--)
    {
      guint32 start = pick (self, document->length);
      guint32 end = start + 1 + pick (self, document->length - start);

      scho_step_add_annotation (step, &(SchoAnnotation){ .document = document->id,
                                                         .start = start,
                                                         .end = end,
                                                         .code = code,
                                                         .coder = coder,
                                                         .weight = SCHO_NO_WEIGHT,
                                                         .memo = n == 3 ? "why" : NULL });
    }
}

static void
change_codings (Worker *self, SchoStep *step, const SchoDocument *document)
{
  gsize n;
  const SchoAnnotation *annotations
      = scho_snapshot_get_annotations (scho_step_get_base (step), document->id, &n);

  for (gsize i = pick (self, 4); i < n; i += 1 + pick (self, 8))
    {
      SchoAnnotation after = annotations[i];

      after.memo = "changed";
      if (pick (self, 2) == 0)
        scho_step_remove_annotation (step, &annotations[i]);
      else
        scho_step_replace_annotation (step, &annotations[i], &after);
    }
}

static void
remove_document (SchoStep *step, const SchoDocument *document)
{
  gsize n;
  const SchoAnnotation *annotations
      = scho_snapshot_get_annotations (scho_step_get_base (step), document->id, &n);

  for (gsize i = 0; i < n; i++)
    scho_step_remove_annotation (step, &annotations[i]);
  scho_step_remove_document (step, document->id);
}

static SchoStep *
make_step (Worker *self)
{
  SchoSnapshot *now = scho_project_get_snapshot (self->project);
  SchoStep *step = scho_step_new (now, "Random work");
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (now, &n);
  const SchoDocument *document = n > 0 ? documents[pick (self, n)] : NULL;
  guint32 choice = pick (self, 10);

  if (document == NULL)
    scho_step_ensure_coder (step, "Mira");
  else if (n > DOCUMENTS_MAX)
    remove_document (step, document);
  else if (choice < 7)
    add_codings (self, step, document);
  else
    change_codings (self, step, document);
  return step;
}

static gboolean
work (Worker *self, WorkerKind kind, GError **error)
{
  g_autoptr (SchoStep) step = NULL;

  switch (kind)
    {
    case WORKER_UNDO:
      return scho_project_undo (self->project, error);
    case WORKER_REDO:
      return scho_project_redo (self->project, error);
    case WORKER_EXPORT:
      return worker_export (self->job->plugins, self->project, self->job->output, error);
    case WORKER_IMPORT:
      step = scho_plugins_import_files (
          self->job->plugins, NULL, self->job->imports, "Mira", NULL,
          scho_project_get_snapshot (self->project), NULL, NULL, NULL, error);
      break;
    default:
      step = make_step (self);
    }
  return step != NULL && scho_project_apply (self->project, step, error);
}

static WorkerKind
choose (Worker *self)
{
  gsize n;
  guint32 choice = pick (self, 20);

  scho_snapshot_get_documents (scho_project_get_snapshot (self->project), &n);
  if (n == 0)
    return WORKER_IMPORT;
  if (choice < 4 && scho_project_get_undo_label (self->project) != NULL)
    return WORKER_UNDO;
  if (choice < 9 && scho_project_get_redo_label (self->project) != NULL)
    return WORKER_REDO;
  if (choice < 11)
    return WORKER_EXPORT;
  return choice < 14 && n <= DOCUMENTS_MAX ? WORKER_IMPORT : WORKER_APPLY;
}

static void
tell (Worker *self, WorkerKind kind, gboolean is_done)
{
  WorkerNote note = { .kind = kind, .is_done = is_done };

  if (is_done && kind == WORKER_EXPORT)
    worker_digest_file (self->job->output, note.digest);
  else
    worker_digest (self->project, note.digest);
  if (write (self->notes, &note, sizeof note) != sizeof note)
    exit (1);
}

void
worker_run (const WorkerJob *job, int notes)
{
  g_autoptr (GError) error = NULL;
  Worker self
      = { .job = job, .notes = notes, .random = g_rand_new_with_seed (job->seed) };
  gboolean done = TRUE;

  self.project = scho_project_open (job->project, &error);
  while (self.project != NULL && done)
    {
      WorkerKind kind = choose (&self);

      tell (&self, kind, FALSE);
      if ((done = work (&self, kind, &error)))
        tell (&self, kind, TRUE);
    }
  g_printerr ("seed %u: %s\n", job->seed, error != NULL ? error->message : "");
  _exit (1);
}
