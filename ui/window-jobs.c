#include "window-private.h"

#include "dialogs.h"
#include "losses-dialog.h"
#include "option-words.h"
#include "settings.h"
#include "window-export.h"

#include <glib/gi18n.h>
#include <scholiast/import-report.h>
#include <scholiast/file-name.h>
#include <scholiast/plugins.h>

/* Import */

/* A step on its way into the project. */
typedef struct
{
  SchoWindow *window; /* nullable: as long as the files are read */
  SchoStep *step;
  char *counts;        /* what came in; nullable */
  GPtrArray *left_out; /* sentences about files that could not be read */
  gsize n_before;      /* documents */
} Arrival;

static void
arrival_free (gpointer data)
{
  Arrival *self = data;

  g_clear_object (&self->window);
  g_clear_pointer (&self->step, scho_step_unref);
  g_free (self->counts);
  g_ptr_array_unref (self->left_out);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Arrival, arrival_free)

static gpointer
import_work (gpointer data,
             const SchoProgress *progress,
             GCancellable *cancellable,
             GError **error)
{
  SchoWork *work = data;
  g_autoptr (Arrival) self = g_new0 (Arrival, 1);

  self->left_out = g_ptr_array_new_with_free_func (g_free);
  self->step = scho_plugins_import_files (
      work->plugins, work->importer, (const char *const *) work->paths, work->coder,
      (const char *const *) work->settings, work->snapshot,
      work->all_or_nothing ? NULL : self->left_out, progress, cancellable, error);
  if (self->step == NULL)
    return NULL;
  /* All words are counted: nothing for the window's own thread. */
  self->counts = scho_step_describe_arrivals (self->step);
  return g_steal_pointer (&self);
}

/* An option by its name in the form. */
static char *
dup_words (SchoWindow *self, const char *sentence)
{
  return scho_option_words (sentence, NULL,
                            scho_plugins_get_importers (scho_window_get_plugins (self)));
}

static void
show_notes (SchoWindow *self, const char *heading, GPtrArray *notes)
{
  g_autoptr (SchoTable) table = scho_table_new ("notes", _ ("Import"));
  g_autoptr (GPtrArray) tables
      = g_ptr_array_new_with_free_func ((GDestroyNotify) scho_table_unref);
  GtkWidget *page = scho_table_page_new (heading, NULL);

  scho_table_add_column (table, "note", _ ("Note"), SCHO_COLUMN_TEXT);
  for (guint i = 0; i < notes->len; i++)
    {
      g_autofree char *words = dup_words (self, g_ptr_array_index (notes, i));

      scho_table_set_text (table, scho_table_add_row (table), 0, words);
    }
  g_ptr_array_add (tables, g_steal_pointer (&table));
  scho_table_page_set_tables (SCHO_TABLE_PAGE (page), tables, NULL);
  scho_table_page_set_export_menu (SCHO_TABLE_PAGE (page),
                                   G_MENU_MODEL (self->table_menu));
  scho_window_add_tab (self, page, _ ("Import"));
}

/* What is wrong with several lines of a file does not fit a toast. */
static void
tell_failure (SchoWindow *self, const char *message)
{
  g_auto (GStrv) lines = g_strsplit (message, "\n", -1);
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();
  g_autofree char *words = dup_words (self, message);

  scho_window_toast (self, lines[1] == NULL ? words : _ ("Nothing was imported"));
  if (lines[1] == NULL)
    return;
  for (char **line = lines; *line != NULL; line++)
    g_ptr_array_add (notes, *line);
  show_notes (self, _ ("Nothing was imported."), notes);
}

/* Opens the first of the documents that came in; the reports too where there is more to
 * tell than counts, which the toast has. */
static void
open_imported (SchoWindow *self, gsize n_before, GPtrArray *notes)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  gsize n;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (scho_session_get_snapshot (self->session), &n);

  for (gsize i = n_before; i < n; i++)
    g_array_append_val (ids, documents[i]->id);
  if (ids->len > 0)
    scho_window_open_document (self, g_array_index (ids, guint32, 0));
  if (notes->len > 0 && ids->len > 0)
    scho_window_show_reports (self, ids);
  else if (notes->len > 0)
    show_notes (self, _ ("What the import guessed, changed or left out."), notes);
}

static void
toast_import (SchoWindow *self, SchoStep *step, const char *counts)
{
  g_autofree char *words = NULL;

  if (counts != NULL)
    /* Translators: what was done, what came in by it */
    words = g_strdup_printf (_ ("%s (%s)"), scho_step_get_label (step), counts);
  scho_window_toast_undo (self, words != NULL ? words : scho_step_get_label (step));
}

/* Beside what came in, since it is not there. */
static void
tell_left_out (SchoWindow *self, GPtrArray *left_out)
{
  g_autofree char *heading = g_strdup_printf (
      ngettext ("%u file did not come in; the others did.",
                "%u files did not come in; the others did.", left_out->len),
      left_out->len);

  if (left_out->len > 0)
    show_notes (self, heading, left_out);
}

static void
import_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Arrival) arrival = data;
  g_autoptr (GError) error = NULL;
  SchoWindow *self = arrival->window;
  gboolean done = scho_project_apply_finish ((SchoProject *) source, result, &error);

  if (self->session == NULL)
    return;
  if (!done)
    {
      scho_session_fail (self->session, error);
      return;
    }
  open_imported (self, arrival->n_before, scho_step_get_notes (arrival->step));
  tell_left_out (self, arrival->left_out);
  toast_import (self, arrival->step, arrival->counts);
  scho_window_focus_result (self);
}

static void
apply_arrival (SchoWindow *self, Arrival *arrival)
{
  SchoStep *step = scho_step_ref (arrival->step);

  arrival->window = g_object_ref (self);
  scho_snapshot_get_documents (scho_session_get_snapshot (self->session),
                               &arrival->n_before);
  scho_session_apply_async (self->session, step, import_saved_cb, arrival);
}

/* @data: an object of the dialog's, which has the window and what arrived. */
static void
arrival_confirmed (gpointer data, GVariant *detail)
{
  SchoWindow *self = g_object_get_data (data, "window");

  if (self->session != NULL)
    apply_arrival (self, g_object_steal_data (data, "arrival"));
}

static void
ask_about_losses (SchoWindow *self, Arrival *arrival)
{
  GObject *asked = g_object_new (G_TYPE_OBJECT, NULL);
  const char *body = arrival->counts != NULL
                         ? _ ("What is listed here does not come in. The reports of the "
                              "documents keep it.")
                         : _ ("What is listed here does not come in.");

  g_object_set_data_full (asked, "window", g_object_ref (self), g_object_unref);
  g_object_set_data_full (asked, "arrival", arrival, arrival_free);
  scho_losses_dialog_show (GTK_WINDOW (self), scho_step_get_losses (arrival->step),
                           scho_plugins_get_importers (scho_window_get_plugins (self)),
                           _ ("Something Is Left Out"), body, _ ("_Import"),
                           arrival_confirmed, asked);
}

static void
import_done (gpointer owner, gpointer data, gpointer result, const GError *error)
{
  SchoWindow *self = owner;
  g_autoptr (Arrival) arrival = result;

  if (arrival == NULL || self->session == NULL)
    {
      if (error != NULL)
        tell_failure (self, error->message);
    }
  else if (scho_losses_is_empty (scho_step_get_losses (arrival->step)))
    apply_arrival (self, g_steal_pointer (&arrival));
  else
    ask_about_losses (self, g_steal_pointer (&arrival));
}

static void
start_import (SchoWindow *self,
              const char *importer,
              GStrv settings,
              const char *const *paths)
{
  SchoWork *work = scho_work_new (self->session, scho_window_get_plugins (self));

  if (importer[0] != '\0')
    work->importer = scho_plugins_find_importer (work->plugins, importer, NULL);
  work->paths = g_strdupv ((char **) paths);
  work->settings = g_strdupv (settings);
  work->all_or_nothing = scho_settings_get_boolean (scho_window_get_settings (self),
                                                    "import-all-or-nothing", FALSE);
  scho_job_bar_run (self->job_bar, _ ("Importing"), import_work, work, scho_work_free,
                    arrival_free, import_done, G_OBJECT (self));
}

/* In come the files that asked for it, once it is open. */
static void
project_path_chosen (gpointer data, const char *const *paths)
{
  SchoWindow *self = data;

  self->waiting = g_object_steal_data (G_OBJECT (self), "files-of-new-project");
  scho_window_create_project (self, paths[0]);
}

static void
ask_for_project (SchoWindow *self, const char *const *paths)
{
  g_autofree char *name = g_path_get_basename (paths[0]);
  g_autofree char *suggested = scho_file_name_propose (name, SCHO_PROJECT_ENDING);

  g_object_set_data_full (G_OBJECT (self), "files-of-new-project",
                          g_strdupv ((char **) paths), (GDestroyNotify) g_strfreev);
  scho_dialogs_save_beside (GTK_WINDOW (self), _ ("A new project for these files"),
                            paths[0], suggested, project_path_chosen, G_OBJECT (self));
}

void
scho_window_import (SchoWindow *self, const char *const *paths)
{
  if (self->opening != NULL)
    scho_window_import_later (self, paths);
  else if (self->session == NULL)
    ask_for_project (self, paths);
  else
    start_import (self, "", NULL, paths);
}

static void
import_paths_chosen (gpointer data, const char *const *paths)
{
  scho_window_import (data, paths);
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  scho_dialogs_open (GTK_WINDOW (data), _ ("Import files"), NULL, NULL, TRUE,
                     import_paths_chosen, G_OBJECT (data));
}

static void
import_files_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autofree const char **paths = g_variant_get_strv (parameter, NULL);

  scho_window_import (data, paths);
}

/* What was chosen in the dialog before: plugin's id and settings. */
static void
keep_choice (SchoWindow *self, const char *id, GStrv settings)
{
  g_object_set_data_full (G_OBJECT (self), "choice-id", g_strdup (id), g_free);
  g_object_set_data_full (G_OBJECT (self), "choice-settings", g_strdupv (settings),
                          (GDestroyNotify) g_strfreev);
}

/* Which passages are to come out. */
static void
keep_query (SchoWindow *self)
{
  const char *query = self->form != NULL
                          ? scho_option_form_get_query (SCHO_OPTION_FORM (self->form))
                          : NULL;

  g_object_set_data_full (G_OBJECT (self), "choice-query", g_strdup (query), g_free);
}

static void
import_as_chosen (gpointer data, const char *const *paths)
{
  start_import (data, g_object_get_data (data, "choice-id"),
                g_object_get_data (data, "choice-settings"), paths);
}

static GStrv
dup_form_settings (SchoWindow *self)
{
  return self->form != NULL
             ? scho_option_form_dup_settings (SCHO_OPTION_FORM (self->form))
             : NULL;
}

static void
import_as_confirmed (gpointer data, GVariant *detail)
{
  SchoWindow *self = data;
  g_auto (GStrv) settings = dup_form_settings (self);

  keep_choice (self, g_variant_get_string (detail, NULL), settings);
  scho_dialogs_open (GTK_WINDOW (self), _ ("Import files"), NULL, NULL, TRUE,
                     import_as_chosen, G_OBJECT (self));
}

/* Asks for options where there are some, then goes on with @next. @of_passages: which
 * passages is asked, too. */
static void
ask_options (SchoWindow *self,
             const char *title,
             const SchoOptionSpec *specs,
             gboolean of_passages,
             const char *id,
             SchoConfirmFunc next)
{
  g_autoptr (GVariant) detail = g_variant_ref_sink (g_variant_new_string (id));

  g_clear_weak_pointer (&self->form);
  if (!of_passages && (specs == NULL || specs[0].name == NULL))
    {
      next (self, detail);
      return;
    }
  g_set_weak_pointer (&self->form, scho_option_form_new (self->session, specs));
  if (of_passages)
    scho_option_form_add_query (SCHO_OPTION_FORM (self->form));
  scho_dialogs_confirm (GTK_WINDOW (self), title, NULL, _ ("_Next"), FALSE, self->form,
                        next, G_OBJECT (self), detail);
}

static void
import_as_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  g_autoptr (GError) error = NULL;
  const SchoImporter *importer = scho_plugins_find_importer (
      scho_window_get_plugins (self), g_variant_get_string (parameter, NULL), &error);

  if (importer == NULL)
    scho_window_toast (self, error->message);
  else
    ask_options (self, _ (importer->title), importer->options, FALSE, importer->id,
                 import_as_confirmed);
}

/* Export */

static gboolean
write_project (SchoWork *work,
               SchoOutput *output,
               const SchoProgress *progress,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (SchoOptions) options
      = scho_work_new_options (work->exporter->options, work->settings, error);
  g_autoptr (SchoSnapshot) snapshot = NULL;

  return options != NULL
         && (snapshot = scho_work_limit (work, progress, cancellable, error)) != NULL
         && work->exporter->write (snapshot, output, options, progress, cancellable,
                                   error);
}

static void
start_export (SchoWindow *self,
              const SchoExporter *exporter,
              const char *path,
              GStrv settings,
              const char *query)
{
  SchoWork *work = scho_work_new (self->session, scho_window_get_plugins (self));
  const char *paths[] = { path, NULL };

  work->exporter = exporter;
  work->paths = g_strdupv ((char **) paths);
  work->settings = g_strdupv (settings);
  work->query = g_strdup (query);
  work->write = write_project;
  scho_window_run_export (self, work);
}

static const SchoExporter *
find_exporter (SchoWindow *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  const SchoExporter *exporter
      = scho_plugins_find_exporter (scho_window_get_plugins (self), id, &error);

  if (exporter == NULL)
    scho_window_toast (self, error->message);
  else if (exporter->write == NULL)
    {
      scho_window_toast (self, _ ("This format holds tables only."));
      return NULL;
    }
  return exporter;
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  const char *id, *path;
  const SchoExporter *exporter;

  g_variant_get (parameter, "(&s&s)", &id, &path);
  exporter = find_exporter (self, id);
  if (exporter != NULL)
    start_export (self, exporter, path, NULL, NULL);
}

static void
export_path_chosen (gpointer data, const char *const *paths)
{
  SchoWindow *self = data;
  const SchoExporter *exporter
      = find_exporter (self, g_object_get_data (data, "choice-id"));

  if (exporter != NULL)
    start_export (self, exporter, paths[0], g_object_get_data (data, "choice-settings"),
                  g_object_get_data (data, "choice-query"));
}

/* Faulty settings are told by the export itself. */
static gboolean
is_several (SchoWindow *self, const SchoExporter *exporter, GStrv settings)
{
  g_autoptr (SchoOptions) options = NULL;

  if (exporter->is_several == NULL)
    return FALSE;
  options = scho_work_new_options (exporter->options, settings, NULL);
  return options != NULL
         && exporter->is_several (scho_session_get_snapshot (self->session), options);
}

static void
export_as_confirmed (gpointer data, GVariant *detail)
{
  SchoWindow *self = data;
  g_auto (GStrv) settings = dup_form_settings (self);
  const SchoExporter *exporter
      = find_exporter (self, g_variant_get_string (detail, NULL));
  g_autofree char *base = NULL, *name = NULL;

  if (exporter == NULL)
    return;
  base = g_path_get_basename (
      scho_project_get_path (scho_session_get_project (self->session)));
  name = scho_file_name_propose (base, exporter->extension);
  keep_choice (self, exporter->id, settings);
  keep_query (self);
  if (is_several (self, exporter, settings))
    {
      scho_dialogs_choose_folder (
          GTK_WINDOW (self), _ ("A folder for the files: one for each document"),
          _ ("_Export here"), export_path_chosen, G_OBJECT (self));
      return;
    }
  scho_dialogs_save (GTK_WINDOW (self), _ (exporter->title), name, export_path_chosen,
                     G_OBJECT (self));
}

static void
export_as_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  const SchoExporter *exporter
      = find_exporter (self, g_variant_get_string (parameter, NULL));

  if (exporter != NULL)
    ask_options (self, _ (exporter->title), exporter->options, TRUE, exporter->id,
                 export_as_confirmed);
}

/* Menus */

static void
add_item (GMenu *menu, const char *title, const char *action, const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (_ (title), NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

static void
add_nothing (GMenu *menu, const char *title)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (menu)) == 0)
    g_menu_append (menu, title, "win.nothing");
}

void
scho_window_fill_menus (SchoWindow *self)
{
  SchoPlugins *plugins;
  GPtrArray *list;

  if (self->menus_filled)
    return;
  self->menus_filled = TRUE;
  plugins = scho_window_get_plugins (self);
  list = scho_plugins_get_importers (plugins);
  for (guint i = 0; i < list->len; i++)
    {
      const SchoImporter *importer = g_ptr_array_index (list, i);
      add_item (self->import_menu, importer->title, "win.import-as", importer->id);
    }
  add_item (self->table_menu, _ ("Comma-separated values (CSV)"), "win.export-table",
            "csv");
  add_item (self->table_menu, _ ("CSV, with how it was counted (folder)"),
            "win.export-table", "csv-folder");
  add_item (self->table_menu, _ ("JSON"), "win.export-table", "json");
  list = scho_plugins_get_exporters (plugins);
  for (guint i = 0; i < list->len; i++)
    {
      const SchoExporter *exporter = g_ptr_array_index (list, i);
      if (exporter->write != NULL)
        add_item (self->export_menu, exporter->title, "win.export-as", exporter->id);
      if (exporter->write_tables != NULL)
        add_item (self->table_menu, exporter->title, "win.export-table", exporter->id);
    }
  list = scho_plugins_get_analyses (plugins);
  for (guint i = 0; i < list->len; i++)
    {
      const SchoAnalysis *analysis = g_ptr_array_index (list, i);
      add_item (self->analyse_menu, analysis->title, "win.analyse", analysis->id);
    }
  add_nothing (self->import_menu, _ ("No importer found"));
  add_nothing (self->export_menu, _ ("No exporter found"));
  add_nothing (self->analyse_menu, _ ("No analysis found"));
  scho_window_list_pinned (self);
}

void
scho_window_fill_menus_again (SchoWindow *self)
{
  if (!self->menus_filled)
    return;
  self->menus_filled = FALSE;
  g_menu_remove_all (self->import_menu);
  g_menu_remove_all (self->export_menu);
  g_menu_remove_all (self->analyse_menu);
  g_menu_remove_all (self->table_menu);
  scho_window_fill_menus (self);
}

static const GActionEntry actions[] = {
  { .name = "import", .activate = import_cb },
  { .name = "import-as", .activate = import_as_cb, .parameter_type = "s" },
  { .name = "import-files", .activate = import_files_cb, .parameter_type = "as" },
  { .name = "export", .activate = export_cb, .parameter_type = "(ss)" },
  { .name = "export-as", .activate = export_as_cb, .parameter_type = "s" },
};

void
scho_window_install_job_actions (SchoWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions),
                                   self);
}
