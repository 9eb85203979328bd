/* cmd-attribute.c - scho attribute. */
#include "commands.h"

#include "open.h"
#include "print.h"
#include "terminal.h"

#include <glib/gi18n.h>
#include <scholiast/edit.h>
#include <scholiast/lookup.h>
#include <string.h>

static gboolean
check_usage (CliCall *call, GError **error)
{
  const char *name = cli_call_get_argument (call, 2);
  const char *value = cli_call_get_argument (call, 3);
  const char *type = cli_call_get_option (call, "type");
  gboolean clear = cli_call_has_flag (call, "clear");
  SchoAttributeType parsed;

  if (type != NULL && !scho_attribute_type_parse (type, &parsed))
    g_set_error (error, CLI_USAGE_ERROR, 0,
                 _ ("“%s” is no type: text, number, date or yes-no"), type);
  else if ((clear || type != NULL) && name == NULL)
    g_set_error_literal (error, CLI_USAGE_ERROR, 0, _ ("An attribute’s name is missing"));
  else if (clear && value != NULL)
    g_set_error_literal (error, CLI_USAGE_ERROR, 0,
                         _ ("A value and --clear do not go together"));
  else if (type != NULL && value == NULL)
    g_set_error_literal (error, CLI_USAGE_ERROR, 0, _ ("--type needs a value"));
  else if (value != NULL && value[0] == '\0')
    g_set_error_literal (error, CLI_USAGE_ERROR, 0,
                         _ ("The value is empty; --clear takes the attribute away"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
print_all (CliCall *call, const SchoDocument *document, GError **error)
{
  SchoTable *table = scho_table_new ("attributes", _ ("Attributes"));

  scho_table_add_column (table, "name", _ ("Name"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "type", _ ("Type"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "value", _ ("Value"), SCHO_COLUMN_TEXT);
  for (gsize i = 0; i < document->n_attributes; i++)
    {
      const SchoAttribute *attribute = &document->attributes[i];
      gsize row = scho_table_add_row (table);

      scho_table_set_text (table, row, 0, attribute->name);
      scho_table_set_text (table, row, 1, scho_attribute_type_get_name (attribute->type));
      scho_table_set_text (table, row, 2, attribute->value);
    }
  return cli_print_table (call, table, error);
}

static gboolean
print_attributes (CliCall *call, GError **error)
{
  g_autoptr (SchoProject) project = cli_open_to_read (call, error);
  const char *name = cli_call_get_argument (call, 2);
  const SchoDocument *document;
  const char *value;
  g_autofree char *line = NULL;

  if (project == NULL
      || !(document = scho_lookup_document (scho_project_get_snapshot (project),
                                            cli_call_get_argument (call, 1), error)))
    return FALSE;
  if (name == NULL)
    return print_all (call, document, error);
  value = scho_document_get_attribute (document, name);
  if (value == NULL || value[0] == '\0')
    {
      cli_call_say (call, _ ("No such attribute"));
      return TRUE;
    }
  line = g_strconcat (value, "\n", NULL);
  return cli_print (line, error);
}

/* What is said, else what the document or the other documents have. */
static SchoAttributeType
choose_type (CliCall *call, SchoSnapshot *snapshot, const SchoDocument *document)
{
  const char *name = cli_call_get_argument (call, 2);
  const char *said = cli_call_get_option (call, "type");
  const SchoAttribute *own = scho_document_find_attribute (document, name);
  g_autoptr (GArray) columns = NULL;
  SchoAttributeType type;

  if (said != NULL && scho_attribute_type_parse (said, &type))
    return type;
  if (own != NULL)
    return own->type;
  columns = scho_snapshot_list_attributes (snapshot);
  for (guint i = 0; i < columns->len; i++)
    if (strcmp (g_array_index (columns, SchoAttributeColumn, i).name, name) == 0)
      return g_array_index (columns, SchoAttributeColumn, i).type;
  return SCHO_ATTRIBUTE_TEXT;
}

static SchoStep *
make_step (CliCall *call, SchoSnapshot *snapshot, GError **error)
{
  const SchoDocument *document
      = scho_lookup_document (snapshot, cli_call_get_argument (call, 1), error);
  SchoAttributeValue value = { .name = cli_call_get_argument (call, 2),
                               .value = cli_call_get_argument (call, 3) };

  if (document == NULL)
    return NULL;
  value.document = document->id;
  value.type = choose_type (call, snapshot, document);
  return scho_edit_set_attribute (snapshot, &value, error);
}

static gboolean
run_attribute (CliCall *call, GError **error)
{
  if (!check_usage (call, error))
    return FALSE;
  if (cli_call_get_argument (call, 3) == NULL && !cli_call_has_flag (call, "clear"))
    return print_attributes (call, error);
  return cli_change (call, make_step, _ ("The attribute is so already; nothing changed"),
                     error);
}

static const CliOption attribute_options[] = {
  { "type", "TYPE", N_ ("what the value is (what others of that name are, or text)"),
    .choices = "text|number|date|yes-no" },
  { "clear", NULL, N_ ("takes the attribute away") },
  { "coder", "NAME", N_ ("who writes it, for the history") },
  { "as", "FORMAT", N_ ("all of them as csv or json (aligned for people)"),
    .choices = "csv|json" },
  { NULL },
};

const CliCommand cli_attribute_commands[] = {
  { .name = "attribute",
    .arguments = "PROJECT DOCUMENT [NAME [VALUE]]",
    .text = N_ ("Lists, prints, sets or takes away attributes of a document."),
    .details = N_ ("DOCUMENT is a title, source or UUID. A date is written 2024-05-31, "
                   "yes and no are words. Many at once come in with “scho import "
                   "PROJECT TABLE --as attributes”."),
    .min_arguments = 2,
    .max_arguments = 4,
    .n_paths = 1,
    .options = attribute_options,
    .run = run_attribute },
  { NULL },
};
