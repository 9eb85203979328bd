#include "window-private.h"

#include "dialogs.h"
#include "window-export.h"

#include <glib/gi18n.h>
#include <scholiast/facts.h>
#include <scholiast/file-name.h>
#include <scholiast/lookup.h>
#include <string.h>
#include <scholiast/pseudonyms.h>

/* Analyses */

static gpointer
analysis_work (gpointer data,
               const SchoProgress *progress,
               GCancellable *cancellable,
               GError **error)
{
  SchoWork *work = data;
  g_autoptr (SchoOptions) options
      = scho_work_new_options (work->analysis->options, work->settings, error);
  g_autoptr (SchoSnapshot) snapshot = NULL;
  GPtrArray *tables;

  if (options == NULL
      || !(snapshot = scho_work_narrow (work, progress, cancellable, error)))
    return NULL;
  tables = scho_analysis_run (work->analysis, snapshot, options, &work->proposal,
                              progress, cancellable, error);
  if (tables != NULL)
    {
      scho_facts_add (tables, work->analysis, snapshot, options);
      scho_facts_add_query (tables, "query", work->query);
      scho_facts_note_nothing (tables, snapshot, work->query);
    }
  return tables;
}

static void
analysis_done (gpointer owner, gpointer data, gpointer result, const GError *error)
{
  SchoTablePage *page = owner;
  SchoWork *work = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  g_autoptr (GPtrArray) tables = result;

  if (tables != NULL)
    {
      scho_table_page_set_tables (page, tables, NULL);
      scho_window_offer_adjudication (page);
    }
  if (tables != NULL && work->proposal != NULL && SCHO_IS_WINDOW (root))
    scho_window_apply_proposal (SCHO_WINDOW (root), work->proposal);
  else if (error != NULL && SCHO_IS_WINDOW (root))
    {
      scho_window_toast (SCHO_WINDOW (root), error->message);
      if (scho_table_page_get_tables (page) == NULL
          && gtk_widget_get_mapped (GTK_WIDGET (page)))
        scho_table_page_ask (page);
    }
}

static void
run_analysis (SchoWindow *self, SchoTablePage *page, const SchoAnalysis *analysis)
{
  SchoWork *work = scho_work_new (self->session, scho_window_get_plugins (self));
  SchoOptionForm *form = scho_table_page_get_form (page);

  work->analysis = analysis;
  work->settings = scho_option_form_dup_settings (form);
  work->query = g_strdup (scho_option_form_get_query (form));
  scho_job_bar_run (self->job_bar, _ (analysis->title), analysis_work, work,
                    scho_work_free, (GDestroyNotify) g_ptr_array_unref, analysis_done,
                    G_OBJECT (page));
}

static void
run_again_cb (SchoTablePage *page, gpointer data)
{
  run_analysis (data, page, g_object_get_data (G_OBJECT (page), "analysis"));
}

static void
passage_activated_cb (
    SchoWindow *self, const char *title, guint start, guint end, SchoTablePage *page)
{
  g_autoptr (GError) error = NULL;
  const SchoDocument *document
      = scho_lookup_document (scho_session_get_snapshot (self->session), title, &error);

  if (document == NULL)
    scho_window_toast (self, error->message);
  else if (end > document->length)
    scho_window_toast (self, _ ("The text has changed since this was counted."));
  else
    scho_window_show_place (self, document->id, start, end);
}

SchoTablePage *
scho_window_open_analysis (SchoWindow *self,
                           const SchoAnalysis *analysis,
                           const char *title,
                           const char *const *settings,
                           const char *query)
{
  GtkWidget *form = scho_option_form_new (self->session, analysis->options);
  GtkWidget *page;

  scho_option_form_add_query (SCHO_OPTION_FORM (form));
  scho_option_form_set (SCHO_OPTION_FORM (form), settings, query);
  page = scho_table_page_new (
      analysis->description != NULL ? _ (analysis->description) : NULL, form);
  g_object_set_data (G_OBJECT (page), "analysis", (gpointer) analysis);
  g_signal_connect_object (page, "run-again", G_CALLBACK (run_again_cb), self, 0);
  g_signal_connect_object (page, "passage-activated", G_CALLBACK (passage_activated_cb),
                           self, G_CONNECT_SWAPPED);
  scho_window_follow_result (self, SCHO_TABLE_PAGE (page));
  scho_window_add_pin_button (SCHO_TABLE_PAGE (page));
  scho_table_page_set_export_menu (SCHO_TABLE_PAGE (page),
                                   G_MENU_MODEL (self->table_menu));
  scho_window_fill_menus (self);
  scho_window_add_tab (self, page, title);
  scho_window_focus_front (self);
  run_analysis (self, SCHO_TABLE_PAGE (page), analysis);
  return SCHO_TABLE_PAGE (page);
}

static void
analyse_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  g_autoptr (GError) error = NULL;
  const SchoAnalysis *analysis = scho_plugins_find_analysis (
      scho_window_get_plugins (self), g_variant_get_string (parameter, NULL), &error);

  if (analysis == NULL)
    scho_window_toast (self, error->message);
  else
    scho_window_open_analysis (self, analysis, _ (analysis->title), NULL, NULL);
}

/* Export of tables */

/* What is exported: the tables of the tab in front, or the list in it, which becomes a
 * table in the background. FALSE, and a sentence, when there is neither. */
static gboolean
find_tables (SchoWindow *self, GPtrArray **tables, SchoPassages **passages)
{
  SchoTablePage *page = scho_window_get_table_page (self);
  SchoPassageList *list = scho_window_get_passage_list (self);

  *tables = page != NULL ? scho_table_page_get_tables (page) : NULL;
  *passages = list != NULL ? scho_passage_list_get_passages (list) : NULL;
  if ((*tables != NULL && (*tables)->len > 0) || *passages != NULL)
    return TRUE;
  scho_window_toast (self, _ ("Open a table first."));
  return FALSE;
}

/* The core’s own formats; the others are plugins’. */
static gboolean
is_of_core (const char *id)
{
  return g_str_equal (id, "csv") || g_str_equal (id, "csv-folder")
         || g_str_equal (id, "json");
}

static gboolean
write_csv (GPtrArray *tables, SchoOutput *output, GError **error)
{
  g_autoptr (GOutputStream) stream = NULL;
  SchoTable *table = tables->pdata[0];
  g_autofree char *name = g_strconcat (scho_table_get_id (table), ".csv", NULL);

  if (tables->len > 1)
    return scho_facts_write_csv_files (tables, output, error);
  stream = scho_output_open (output, name, error);
  return stream != NULL && scho_table_write_csv (table, stream, error)
         && g_output_stream_close (stream, NULL, error);
}

static gboolean
write_json (GPtrArray *tables, SchoOutput *output, GError **error)
{
  g_autoptr (GOutputStream) stream = scho_output_open (output, "tables.json", error);

  return stream != NULL && scho_tables_write_json (tables, stream, error)
         && g_output_stream_close (stream, NULL, error);
}

static gboolean
write_tables (SchoWork *work,
              SchoOutput *output,
              const SchoProgress *progress,
              GCancellable *cancellable,
              GError **error)
{
  if (work->passages != NULL)
    {
      work->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) scho_table_unref);
      g_ptr_array_add (work->tables, scho_passages_new_table (work->passages));
    }
  if (!scho_pseudonyms_tell_tables (work->snapshot, work->tables,
                                    scho_output_get_losses (output), cancellable, error))
    return FALSE;
  if (work->chart_table != NULL)
    return scho_window_write_chart (work, output, error);
  if (work->exporter != NULL)
    return work->exporter->write_tables (work->tables, work->snapshot, output, progress,
                                         cancellable, error);
  if (g_str_equal (work->format, "csv-folder"))
    return scho_facts_write_csv_files (work->tables, output, error);
  return g_str_equal (work->format, "csv") ? write_csv (work->tables, output, error)
                                           : write_json (work->tables, output, error);
}

/* FALSE, and a sentence, where there is no such format. The core's have no exporter. */
static gboolean
find_format (SchoWindow *self, const char *id, const SchoExporter **exporter)
{
  g_autoptr (GError) error = NULL;

  *exporter = NULL;
  if (is_of_core (id))
    return TRUE;
  *exporter = scho_plugins_find_exporter (scho_window_get_plugins (self), id, &error);
  if (*exporter != NULL && (*exporter)->write_tables != NULL)
    return TRUE;
  scho_window_toast (self,
                     error != NULL ? error->message : _ ("This format holds no tables."));
  return FALSE;
}

static void
export_table_to_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  GPtrArray *tables;
  SchoPassages *passages;
  const SchoExporter *exporter;
  const char *paths[] = { NULL, NULL };
  const char *id;
  SchoWork *work;

  g_variant_get (parameter, "(&s&s)", &id, &paths[0]);
  if (!find_tables (self, &tables, &passages) || !find_format (self, id, &exporter))
    return;
  work = scho_work_new (self->session, scho_window_get_plugins (self));
  work->exporter = exporter;
  work->format = g_strdup (id);
  work->paths = g_strdupv ((char **) paths);
  work->tables = tables != NULL ? g_ptr_array_ref (tables) : NULL;
  work->passages = passages != NULL ? scho_passages_ref (passages) : NULL;
  scho_window_choose_chart (self, work);
  work->write = write_tables;
  scho_window_run_export (self, work);
}

static void
export_table_path_chosen (gpointer data, const char *const *paths)
{
  g_action_group_activate_action (
      data, "export-table-to",
      g_variant_new ("(ss)", g_object_get_data (data, "table-format"), paths[0]));
}

/* A folder has no ending. */
static char *
dup_proposed_name (const char *title, const char *ending)
{
  gboolean is_folder = g_str_equal (ending, "csv-folder");
  char *name = scho_file_name_propose (title, is_folder ? "csv" : ending);

  if (is_folder)
    *strrchr (name, '.') = '\0';
  return name;
}

static void
export_table_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  const char *id = g_variant_get_string (parameter, NULL);
  GPtrArray *tables;
  SchoPassages *passages;
  const SchoExporter *exporter;
  g_autofree char *name = NULL;

  if (!find_tables (self, &tables, &passages) || !find_format (self, id, &exporter))
    return;
  name = dup_proposed_name (passages != NULL
                                ? scho_passages_get_title (passages)
                                : scho_table_get_title (g_ptr_array_index (tables, 0)),
                            exporter != NULL ? exporter->extension : id);
  g_object_set_data_full (G_OBJECT (self), "table-format", g_strdup (id), g_free);
  scho_dialogs_save (GTK_WINDOW (self), _ ("Export the table"), name,
                     export_table_path_chosen, G_OBJECT (self));
}

static const GActionEntry actions[] = {
  { .name = "export-table", .activate = export_table_cb, .parameter_type = "s" },
  { .name = "export-table-to", .activate = export_table_to_cb, .parameter_type = "(ss)" },
  { .name = "analyse", .activate = analyse_cb, .parameter_type = "s" },
};

void
scho_window_install_table_actions (SchoWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions),
                                   self);
}
