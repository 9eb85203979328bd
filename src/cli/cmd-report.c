/* cmd-report.c - scho report. */
#include "commands.h"

#include "open.h"
#include "terminal.h"

#include <glib/gi18n.h>
#include <scholiast/lookup.h>

/* The title, and the lines of the report under it. */
static void
append_report (GString *out, const SchoDocument *document)
{
  g_autofree char *title = cli_dup_plain (document->title);
  g_auto (GStrv) lines
      = document->report != NULL ? g_strsplit (document->report, "\n", -1) : NULL;

  g_string_append_printf (out, "%s%s\n", out->len > 0 ? "\n" : "", title);
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      g_autofree char *line = cli_dup_plain (lines[i]);

      g_string_append_printf (out, line[0] != '\0' ? "  %s\n" : "%s\n", line);
    }
  if (lines == NULL)
    g_string_append_printf (out, "  %s\n", _ ("No report was kept."));
}

static gboolean
run_report (CliCall *call, GError **error)
{
  const char *name = cli_call_get_argument (call, 1);
  g_autoptr (SchoProject) project = cli_open_to_read (call, error);
  g_autoptr (GString) out = g_string_new (NULL);
  SchoSnapshot *snapshot;
  const SchoDocument *const *documents;
  const SchoDocument *document = NULL;
  gsize n;

  if (project == NULL)
    return FALSE;
  snapshot = scho_project_get_snapshot (project);
  if (name != NULL && !(document = scho_lookup_document (snapshot, name, error)))
    return FALSE;
  documents = scho_snapshot_get_documents (snapshot, &n);
  for (gsize i = 0; i < n; i++)
    if (document == NULL || documents[i] == document)
      append_report (out, documents[i]);
  return cli_print (out->str, error);
}

const CliCommand cli_report_commands[] = {
  { .name = "report",
    .arguments = "PROJECT [DOCUMENT]",
    .text = N_ ("Tells how documents came in: what, and what was guessed or left out."),
    .details = N_ ("DOCUMENT is a title, source or UUID; without one all are told."),
    .min_arguments = 1,
    .max_arguments = 2,
    .n_paths = 1,
    .run = run_report },
  { NULL },
};
