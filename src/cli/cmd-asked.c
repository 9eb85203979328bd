/* cmd-asked.c - scho asked. */
#include "commands.h"

#include "open.h"
#include "print.h"
#include "terminal.h"

#include <glib/gi18n.h>
#include <scholiast/edit.h>
#include <scholiast/lookup.h>

static gboolean
print_asked (CliCall *call, GError **error)
{
  static const char *const words[] = { "", "no", "yes" };
  g_autoptr (SchoProject) project = cli_open_to_read (call, error);
  SchoSnapshot *snapshot;
  const SchoCoder *coder;
  SchoTable *table;
  gsize n;
  const SchoDocument *const *documents;

  if (project == NULL)
    return FALSE;
  snapshot = scho_project_get_snapshot (project);
  if (!(coder = scho_lookup_coder (snapshot, cli_call_get_argument (call, 1), error)))
    return FALSE;
  table = scho_table_new ("asked", _ ("Documents asked"));
  scho_table_add_column (table, "document", _ ("Document"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "asked", _ ("Asked to code it"), SCHO_COLUMN_TEXT);
  documents = scho_snapshot_get_documents (snapshot, &n);
  for (gsize i = 0; i < n; i++)
    {
      SchoAsked asked = scho_coder_get_asked (coder, &documents[i]->uuid);
      gsize row = scho_table_add_row (table);

      scho_table_set_text (table, row, 0, documents[i]->title);
      if (asked != SCHO_ASKED_UNSAID)
        scho_table_set_text (table, row, 1, words[asked]);
    }
  if (coder->asked == NULL)
    scho_table_add_note (
        table, _ ("It is not said which documents %s was asked to code."), coder->name);
  return cli_print_table (call, table, error);
}

static SchoStep *
make_step (CliCall *call, SchoSnapshot *snapshot, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  SchoAsked asked = cli_call_has_flag (call, "all")      ? SCHO_ASKED_YES
                    : cli_call_has_flag (call, "unsaid") ? SCHO_ASKED_UNSAID
                                                         : SCHO_ASKED_NO;
  const SchoCoder *coder
      = scho_lookup_coder (snapshot, cli_call_get_argument (call, 1), error);

  if (coder == NULL)
    return NULL;
  for (guint i = 2; cli_call_get_argument (call, i) != NULL; i++)
    {
      const SchoDocument *document
          = scho_lookup_document (snapshot, cli_call_get_argument (call, i), error);

      if (document == NULL)
        return NULL;
      g_array_append_val (ids, document->id);
    }
  return scho_edit_ask (snapshot, coder->id, asked, (const guint32 *) ids->data,
                        ids->len);
}

static gboolean
run_asked (CliCall *call, GError **error)
{
  guint n_ways = (cli_call_get_argument (call, 2) != NULL)
                 + cli_call_has_flag (call, "all") + cli_call_has_flag (call, "none")
                 + cli_call_has_flag (call, "unsaid");

  if (n_ways > 1)
    {
      g_set_error_literal (
          error, CLI_USAGE_ERROR, 0,
          _ ("Name documents, or one of --all, --none and --unsaid, not both"));
      return FALSE;
    }
  return n_ways == 0 ? print_asked (call, error)
                     : cli_change (call, make_step,
                                   _ ("That is said already; nothing changed"), error);
}

static const CliOption asked_options[] = {
  { "all", NULL, N_ ("all documents, also those that come later") },
  { "none", NULL, N_ ("no document") },
  { "unsaid", NULL, N_ ("takes back what was said") },
  { "coder", "NAME", N_ ("who says it, for the history") },
  { "as", "FORMAT", N_ ("the list as csv or json (aligned for people)"),
    .choices = "csv|json" },
  { NULL },
};

const CliCommand cli_asked_commands[] = {
  { .name = "asked",
    .arguments = "PROJECT CODER [DOCUMENT...]",
    .text = N_ ("Lists or says which documents a coder was asked to code."),
    .details
    = N_ ("Agreement counts a document that was not asked for as missing, and "
          "one that was, but has no coding, as silence. Who was asked for none takes no "
          "part where two others are left."),
    .min_arguments = 2,
    .max_arguments = 100000,
    .n_paths = 1,
    .options = asked_options,
    .run = run_asked },
  { NULL },
};
