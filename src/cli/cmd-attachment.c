/* cmd-attachment.c - scho attachment. */
#include "commands.h"

#include "open.h"
#include "print.h"

#include <glib/gi18n.h>
#include <scholiast/edit-attachments.h>
#include <scholiast/lookup.h>

static gboolean
check_usage (CliCall *call, GError **error)
{
  gboolean adds = cli_call_get_option (call, "add") != NULL;
  gboolean removes = cli_call_has_flag (call, "remove");
  gboolean has_name = cli_call_get_argument (call, 1) != NULL;

  if (adds && (has_name || removes || cli_call_has_flag (call, "output")))
    g_set_error_literal (error, CLI_USAGE_ERROR, 0,
                         _ ("--add goes with no name, --output or --remove"));
  else if (removes && cli_call_has_flag (call, "output"))
    g_set_error_literal (error, CLI_USAGE_ERROR, 0,
                         _ ("--output and --remove do not go together"));
  else if (!has_name && (removes || cli_call_has_flag (call, "output")))
    g_set_error_literal (error, CLI_USAGE_ERROR, 0,
                         _ ("An attachment’s name or identity is missing"));
  else if (!adds && cli_call_has_flag (call, "document"))
    g_set_error_literal (error, CLI_USAGE_ERROR, 0, _ ("--document goes with --add"));
  else
    return TRUE;
  return FALSE;
}

static void
add_row (SchoTable *table, SchoSnapshot *snapshot, const SchoAttachment *attachment)
{
  const SchoDocument *document
      = scho_snapshot_get_document (snapshot, attachment->document);
  gsize row = scho_table_add_row (table);
  char uuid[SCHO_UUID_STRING_LENGTH + 1];

  scho_uuid_format (&attachment->uuid, uuid);
  scho_table_set_text (table, row, 0, attachment->name);
  scho_table_set_text (table, row, 1, attachment->kind);
  if (document != NULL)
    scho_table_set_text (table, row, 2, document->title);
  if (attachment->media_type != NULL)
    scho_table_set_text (table, row, 3, attachment->media_type);
  if (attachment->digest != NULL)
    scho_table_set_integer (table, row, 4, (gint64) attachment->size);
  scho_table_set_text (table, row, 5, uuid);
}

static gboolean
print_list (CliCall *call, GError **error)
{
  g_autoptr (SchoProject) project = cli_open_to_read (call, error);
  SchoTable *table;
  SchoSnapshot *snapshot;
  gsize n;
  const SchoAttachment *const *all;

  if (project == NULL)
    return FALSE;
  snapshot = scho_project_get_snapshot (project);
  table = scho_table_new ("attachments", _ ("Attachments"));
  scho_table_add_column (table, "name", _ ("Name"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "kind", _ ("Kind"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "document", _ ("Document"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "media-type", _ ("Type"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "size", _ ("Bytes"), SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "uuid", _ ("Identity"), SCHO_COLUMN_TEXT);
  all = scho_snapshot_get_attachments (snapshot, &n);
  for (gsize i = 0; i < n; i++)
    add_row (table, snapshot, all[i]);
  return cli_print_table (call, table, error);
}

static gboolean
extract (CliCall *call, GError **error)
{
  g_autoptr (SchoProject) project = cli_open_to_read (call, error);
  g_autoptr (SchoOutput) output = NULL;
  const SchoAttachment *attachment;
  SchoSnapshot *snapshot;
  gboolean done;

  if (project == NULL)
    return FALSE;
  snapshot = scho_project_get_snapshot (project);
  if (!(attachment
        = scho_lookup_attachment (snapshot, cli_call_get_argument (call, 1), error)))
    return FALSE;
  output = cli_output_new (call);
  done = scho_attachment_write (snapshot, attachment->id, output,
                                cli_call_get_cancellable (call), error)
         && scho_output_commit (output, error);
  return cli_name_output (call, done, error);
}

static SchoStep *
make_added (CliCall *call, SchoSnapshot *snapshot, GError **error)
{
  const char *title = cli_call_get_option (call, "document");
  const SchoDocument *document
      = title != NULL ? scho_lookup_document (snapshot, title, error) : NULL;

  if (title != NULL && document == NULL)
    return NULL;
  return scho_edit_attach_file (snapshot, cli_call_get_option (call, "add"),
                                document != NULL ? document->id : 0, error);
}

static SchoStep *
make_removed (CliCall *call, SchoSnapshot *snapshot, GError **error)
{
  const SchoAttachment *attachment
      = scho_lookup_attachment (snapshot, cli_call_get_argument (call, 1), error);

  return attachment != NULL ? scho_edit_remove_attachment (snapshot, attachment->id)
                            : NULL;
}

static gboolean
change (CliCall *call, GError **error)
{
  g_autoptr (SchoProject) project = cli_open_to_write (call, error);
  g_autoptr (SchoStep) step = NULL;
  SchoSnapshot *snapshot;

  if (project == NULL)
    return FALSE;
  snapshot = scho_project_get_snapshot (project);
  step = cli_call_has_flag (call, "remove") ? make_removed (call, snapshot, error)
                                            : make_added (call, snapshot, error);
  return step != NULL && cli_apply_signed (call, project, step, error);
}

static gboolean
run_attachment (CliCall *call, GError **error)
{
  if (!check_usage (call, error))
    return FALSE;
  if (cli_call_get_option (call, "add") != NULL || cli_call_has_flag (call, "remove"))
    return change (call, error);
  if (cli_call_get_argument (call, 1) != NULL)
    return extract (call, error);
  return print_list (call, error);
}

static const CliOption attachment_options[] = {
  { "add", "FILE", N_ ("keeps the file with the project"), .is_path = TRUE },
  { "document", "DOCUMENT", N_ ("keeps it with a document") },
  { "output", "PATH", N_ ("where to write it (standard output)"), .is_path = TRUE },
  { "remove", NULL, N_ ("takes it out of the project") },
  { "coder", "NAME", N_ ("who does it, for the history") },
  { "as", "FORMAT", N_ ("the list as csv or json (aligned for people)"),
    .choices = "csv|json" },
  { NULL },
};

const CliCommand cli_attachment_commands[] = {
  { .name = "attachment",
    .arguments = "PROJECT [NAME]",
    .text = N_ ("Lists, adds, writes out or removes what is kept with a project."),
    .details = N_ ("Sound, pictures and other files, saved queries, pinned results, and "
                   "what other programs keep. NAME is a name or a UUID. One undo takes "
                   "an addition or a removal back."),
    .min_arguments = 1,
    .max_arguments = 2,
    .n_paths = 1,
    .options = attachment_options,
    .run = run_attachment },
  { NULL },
};
