/* cmd-plugins.c - scho plugins. */
#include "commands.h"

#include "print.h"

#include <glib/gi18n.h>
#include <scholiast/plugins.h>

/* What a plugin offers, its importers, exporters and analyses alike. */
typedef struct
{
  const char *kind;
  const char *id;
  const char *title; /* untranslated */
  const SchoOptionSpec *options;
} Offer;

typedef void (*OfferFunc) (const Offer *offer, gpointer data);

static void
for_each_offer (const SchoPlugin *plugin, OfferFunc func, gpointer data)
{
  for (const SchoImporter *i = plugin->importers; i != NULL && i->id != NULL; i++)
    func (&(Offer){ "importer", i->id, i->title, i->options }, data);
  for (const SchoExporter *e = plugin->exporters; e != NULL && e->id != NULL; e++)
    func (&(Offer){ "exporter", e->id, e->title, e->options }, data);
  for (const SchoAnalysis *a = plugin->analyses; a != NULL && a->id != NULL; a++)
    func (&(Offer){ "analysis", a->id, a->title, a->options }, data);
}

static void
append_offer (const Offer *offer, gpointer data)
{
  GString *list = data;

  g_string_append_printf (list, "%s%s %s", list->len > 0 ? ", " : "", offer->kind,
                          offer->id);
}

/* One that is switched off says what would be run. */
static void
add_program (SchoTable *table, gsize row, const SchoProgram *program)
{
  g_autofree char *command = scho_program_dup_command_line (program);

  scho_table_set_text (table, row, 0, scho_program_get_id (program));
  scho_table_set_text (table, row, 1, _ (scho_program_get_title (program)));
  scho_table_set_text (table, row, 6, command);
}

static void
add_plugin (SchoTable *table, const SchoPluginEntry *entry)
{
  gsize row = scho_table_add_row (table);
  g_autofree char *file = g_filename_display_name (entry->file);

  if (entry->plugin != NULL)
    {
      g_autoptr (GString) offers = g_string_new (NULL);

      for_each_offer (entry->plugin, append_offer, offers);
      scho_table_set_text (table, row, 0, entry->plugin->id);
      if (entry->plugin->title != NULL)
        scho_table_set_text (table, row, 1, _ (entry->plugin->title));
      scho_table_set_text (table, row, 2, offers->str);
    }
  else if (entry->title != NULL)
    scho_table_set_text (table, row, 1, _ (entry->title));
  scho_table_set_text (table, row, 3, file);
  scho_table_set_boolean (table, row, 4, entry->plugin != NULL);
  if (entry->reason != NULL)
    scho_table_set_text (table, row, 5, entry->reason);
  if (entry->program != NULL)
    add_program (table, row, entry->program);
}

static SchoTable *
list_plugins (SchoPlugins *plugins)
{
  SchoTable *table = scho_table_new ("plugins", _ ("Plugins"));
  gsize n;
  const SchoPluginEntry *entries = scho_plugins_get_entries (plugins, &n);

  scho_table_add_column (table, "id", _ ("Plugin"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "title", _ ("Title"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "offers", _ ("Offers"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "file", _ ("File"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "loaded", _ ("Loaded"), SCHO_COLUMN_BOOLEAN);
  scho_table_add_column (table, "reason", _ ("Why not"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "command", _ ("Program run"), SCHO_COLUMN_TEXT);
  for (gsize i = 0; i < n; i++)
    add_plugin (table, &entries[i]);
  return table;
}

static const char *
name_type (SchoOptionType type)
{
  static const char *const names[]
      = { "boolean", "integer", "number", "text", "choice", "document", "coder", "code" };

  g_return_val_if_fail (type < G_N_ELEMENTS (names), NULL);

  return names[type];
}

static void
add_options (const Offer *offer, gpointer data)
{
  SchoTable *table = data;

  for (const SchoOptionSpec *spec = offer->options; spec != NULL && spec->name != NULL;
       spec++)
    {
      gsize row = scho_table_add_row (table);

      scho_table_set_text (table, row, 0, offer->kind);
      scho_table_set_text (table, row, 1, offer->id);
      scho_table_set_text (table, row, 2, spec->name);
      scho_table_set_text (table, row, 3, name_type (spec->type));
      if (spec->standard != NULL)
        scho_table_set_text (table, row, 4, spec->standard);
      if (spec->choices != NULL)
        scho_table_set_text (table, row, 5, spec->choices);
      if (spec->text != NULL)
        scho_table_set_text (table, row, 6, _ (spec->text));
    }
}

static SchoTable *
list_options (SchoPlugins *plugins)
{
  SchoTable *table = scho_table_new ("options", _ ("Options"));
  gsize n;
  const SchoPluginEntry *entries = scho_plugins_get_entries (plugins, &n);

  scho_table_add_column (table, "kind", _ ("Of"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "id", _ ("Name"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "option", _ ("Option"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "type", _ ("Type"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "standard", _ ("Standard"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "choices", _ ("Choices"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "text", _ ("What it does"), SCHO_COLUMN_TEXT);
  for (gsize i = 0; i < n; i++)
    if (entries[i].plugin != NULL)
      for_each_offer (entries[i].plugin, add_options, table);
  return table;
}

/* @name: its id, or its file as listed; FALSE where there is none. */
static const SchoPluginEntry *
find_program (SchoPlugins *plugins, const char *name, GError **error)
{
  gsize n;
  const SchoPluginEntry *entries = scho_plugins_get_entries (plugins, &n);

  for (gsize i = 0; i < n; i++)
    if (entries[i].program != NULL
        && (g_str_equal (entries[i].file, name)
            || g_str_equal (scho_program_get_id (entries[i].program), name)))
      return &entries[i];
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
               _ ("There is no program “%s”; “scho plugins” lists what there is"), name);
  return NULL;
}

static gboolean
switch_program (
    CliCall *call, SchoPlugins *plugins, const char *name, gboolean is_on, GError **error)
{
  const SchoPluginEntry *entry = find_program (plugins, name, error);
  g_autofree char *command = NULL;

  if (entry == NULL || !scho_plugins_switch (plugins, entry->file, is_on, error))
    return FALSE;
  command = scho_program_dup_command_line (entry->program);
  if (is_on)
    /* Translators: an id, a command line */
    cli_call_say (call, _ ("“%s” is switched on and runs: %s"), name, command);
  else
    cli_call_say (call, _ ("“%s” is switched off"), name);
  return TRUE;
}

static gboolean
run_plugins (CliCall *call, GError **error)
{
  g_autoptr (SchoPlugins) plugins = scho_plugins_new ();
  const char *on = cli_call_get_option (call, "switch-on");
  const char *off = cli_call_get_option (call, "switch-off");
  SchoTable *table;

  if (on != NULL || off != NULL)
    return (on == NULL || switch_program (call, plugins, on, TRUE, error))
           && (off == NULL || switch_program (call, plugins, off, FALSE, error));
  table = cli_call_has_flag (call, "options") ? list_options (plugins)
                                              : list_plugins (plugins);

  return cli_print_table (call, table, error);
}

static const CliOption plugins_options[] = {
  { "options", NULL, N_ ("what can be set with --set instead of the plugins") },
  { "switch-on", "PROGRAM",
    N_ ("lets a program be run: as it is now, not as it may be changed to") },
  { "switch-off", "PROGRAM", N_ ("lets it be run no more") },
  { "as", "FORMAT", N_ ("csv or json (aligned for people)"), .choices = "csv|json" },
  { NULL },
};

const CliCommand cli_plugin_commands[] = {
  { .name = "plugins",
    .arguments = "",
    .text = N_ ("Lists the plugins found, and why one is not loaded."),
    .options = plugins_options,
    .run = run_plugins },
  { NULL },
};
