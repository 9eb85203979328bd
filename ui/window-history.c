#include "window-private.h"

#include "dialogs.h"
#include "relative-time.h"

#include <glib/gi18n.h>

/* Steps that are named before they are taken back. */
#define MOST_NAMED 8

/* More steps than this are taken back in the background: some tens of milliseconds. */
#define MOST_AT_ONCE 10000

/* How long the window may be kept from drawing, in microseconds. */
#define SLICE 40000

/* The project as it was ----------------------------------------------------------------
 */

static void
back_to_now_cb (SchoWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  const char *path = scho_project_get_path (scho_session_get_project (self->session));

  scho_application_open_project (SCHO_APPLICATION (application), path);
  gtk_window_close (GTK_WINDOW (self));
}

/* The sentence, and the way back. */
static void
add_button (SchoWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = g_object_ref (GTK_WIDGET (self->banner_label));
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Back to now"));

  gtk_revealer_set_child (self->banner, NULL);
  gtk_widget_remove_css_class (label, "banner-text");
  gtk_widget_add_css_class (box, "banner-text");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (back_to_now_cb), self);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  gtk_revealer_set_child (self->banner, box);
  g_object_unref (label);
}

/* It has no history of its own, and cannot be changed. */
static void
show_past (SchoWindow *self,
           SchoProject *past,
           const char *when,
           const char *coder,
           guint32 document)
{
  g_autoptr (SchoSession) session = scho_session_new (past, coder);
  GtkWidget *history;

  self->past = g_strdup (when);
  scho_window_set_session (self, session);
  history = GTK_WIDGET (self->history_list);
  add_button (self);
  gtk_stack_page_set_visible (gtk_stack_get_page (self->side_stack, history), FALSE);
  if (scho_snapshot_get_document (scho_session_get_snapshot (session), document) != NULL)
    scho_window_open_document (self, document);
  else
    scho_window_open_first_document (self);
  scho_window_follow_page (self);
  scho_window_update_actions (self);
}

static SchoHistoryEntry *
find_entry (SchoWindow *self, gint64 step)
{
  g_autoptr (GPtrArray) entries = scho_project_read_history (
      scho_session_get_project (self->session), step, step, 1, NULL);

  return entries != NULL && entries->len > 0 ? scho_history_entry_ref (entries->pdata[0])
                                             : NULL;
}

static char *
dup_reason (const SchoHistoryEntry *entry)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (entry->time / 1000);
  g_autofree char *full = time != NULL ? scho_full_time (time) : g_strdup ("?");

  /* Translators: a time, and a line of the history. */
  return g_strdup_printf (
      _ ("The project as it was on %s, only to be read. The last step was: %s"), full,
      entry->label);
}

static char *
dup_when (const SchoHistoryEntry *entry)
{
  g_autoptr (GDateTime) time
      = entry != NULL ? g_date_time_new_from_unix_local (entry->time / 1000) : NULL;
  g_autofree char *full = time != NULL ? scho_full_time (time) : NULL;

  /* Translators: stands behind the name of a project; %s is a time. */
  return full != NULL ? g_strdup_printf (_ ("as it was on %s"), full)
                      : g_strdup (_ ("as it was"));
}

static void
open_past (SchoWindow *self, SchoProject *past, const char *when)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  GtkWidget *window = scho_window_new (SCHO_APPLICATION (application));
  SchoPage *page = scho_window_get_page (self);

  show_past (SCHO_WINDOW (window), past, when, scho_session_get_coder (self->session),
             page != NULL ? scho_page_get_document (page) : 0);
  gtk_window_present (GTK_WINDOW (window));
}

/* What the thread is handed. */
typedef struct
{
  char *path, *reason, *when;
  gint64 step;
} Looking;

static void
looking_free (gpointer data)
{
  Looking *self = data;

  g_free (self->path);
  g_free (self->reason);
  g_free (self->when);
  g_free (self);
}

/* The project that is open belongs to the window's thread, so it is read once more. */
static gpointer
look_back_work (gpointer data,
                const SchoProgress *progress,
                GCancellable *cancellable,
                GError **error)
{
  Looking *looking = data;
  g_autoptr (SchoProject) now = scho_project_open_read_only (looking->path, error);

  return now != NULL ? scho_project_open_at (now, looking->step, looking->reason, error)
                     : NULL;
}

static void
look_back_done (gpointer owner, gpointer data, gpointer result, const GError *error)
{
  SchoWindow *self = owner;
  g_autoptr (SchoProject) past = result;

  if (past != NULL && self->session != NULL)
    open_past (self, past, ((Looking *) data)->when);
  else if (error != NULL)
    scho_window_toast (self, error->message);
}

static void
look_back (SchoWindow *self, gint64 step, const char *reason, const char *when)
{
  SchoProject *project = scho_session_get_project (self->session);
  Looking *looking = g_new0 (Looking, 1);

  looking->path = g_strdup (scho_project_get_path (project));
  looking->reason = g_strdup (reason);
  looking->when = g_strdup (when);
  looking->step = step;
  scho_job_bar_run (self->job_bar, _ ("Looking back"), look_back_work, looking,
                    looking_free, g_object_unref, look_back_done, G_OBJECT (self));
}

static void
show_step (SchoWindow *self, gint64 step)
{
  SchoProject *project = scho_session_get_project (self->session);
  g_autoptr (SchoHistoryEntry) entry = find_entry (self, step);
  g_autofree char *reason
      = entry != NULL ? dup_reason (entry) : g_strdup (_ ("The project as it was."));
  g_autofree char *when = dup_when (entry);
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoProject) past = NULL;

  scho_session_keep_unsaved (self->session);
  if (scho_project_get_undo_step (project) - step > MOST_AT_ONCE)
    {
      look_back (self, step, reason, when);
      return;
    }
  past = scho_project_open_at (project, step, reason, &error);
  if (past != NULL)
    open_past (self, past, when);
  else
    scho_window_toast (self, error->message);
}

static void
show_step_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  show_step (data, g_variant_get_int64 (parameter));
}

static void
step_shown_cb (SchoWindow *self, const SchoHistoryEntry *entry)
{
  show_step (self, entry->number);
}

/* Back to a step, or on to it ----------------------------------------------------------
 */

/* Many undos, some at a time. */
typedef struct
{
  SchoWindow *window;
  SchoProject *project;
  gint64 target;
  gint64 expected; /* another step in between ends it */
  gboolean back;
  guint n;
} Way;

static void
way_clear (gpointer data)
{
  Way *self = data;

  g_object_unref (self->window);
  g_object_unref (self->project);
}

static void
way_unref (gpointer data)
{
  g_rc_box_release_full (data, way_clear);
}

static void
way_ends (Way *self)
{
  g_autofree char *words
      = self->back ? g_strdup_printf (
            g_dngettext (GETTEXT_PACKAGE, "%u step undone", "%u steps undone", self->n),
            self->n)
                   : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u step redone",
                                                   "%u steps redone", self->n),
                                      self->n);

  if (self->n > 0)
    scho_window_toast (self->window, words);
}

static gboolean
way_is_over (Way *self)
{
  gint64 border = scho_project_get_undo_step (self->project);

  return border != self->expected || border == self->target
         || (self->back ? border < self->target || border == 0
                        : scho_project_get_redo_step (self->project) == 0);
}

static void
way_passes (Way *self)
{
  self->expected = scho_project_get_undo_step (self->project);
  self->n++;
}

static gboolean way_cb (gpointer data);

static void
way_goes_on (Way *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, way_cb, g_rc_box_acquire (self), way_unref);
}

static void
way_passed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Way *self = data;
  g_autoptr (GError) error = NULL;

  if (scho_project_apply_finish (self->project, result, &error))
    {
      way_passes (self);
      way_goes_on (self);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    scho_window_toast (self->window, _ ("Stopped on the way to that step."));
  else
    scho_window_toast (self->window, error->message);
  way_unref (self);
}

static void
way_pass_large (Way *self)
{
  if (self->back)
    scho_project_undo_async (self->project, way_passed_cb, g_rc_box_acquire (self));
  else
    scho_project_redo_async (self->project, way_passed_cb, g_rc_box_acquire (self));
}

static gboolean
way_cb (gpointer data)
{
  Way *self = data;
  gint64 begin = g_get_monotonic_time ();

  while (!way_is_over (self) && g_get_monotonic_time () - begin < SLICE)
    {
      g_autoptr (GError) error = NULL;

      if (scho_window_is_large_step (self->project, self->back))
        {
          way_pass_large (self);
          return G_SOURCE_REMOVE;
        }
      if (!(self->back ? scho_project_undo (self->project, &error)
                       : scho_project_redo (self->project, &error)))
        {
          scho_window_toast (self->window, error->message);
          return G_SOURCE_REMOVE;
        }
      way_passes (self);
    }
  if (!way_is_over (self))
    return G_SOURCE_CONTINUE;
  way_ends (self);
  return G_SOURCE_REMOVE;
}

static void
go_to_step (SchoWindow *self, gint64 step)
{
  SchoProject *project = scho_session_get_project (self->session);
  Way *way;

  scho_session_keep_unsaved (self->session);
  way = g_rc_box_new0 (Way);
  way->window = g_object_ref (self);
  way->project = g_object_ref (project);
  way->target = step;
  way->expected = scho_project_get_undo_step (project);
  way->back = step < way->expected;
  way_goes_on (way);
  way_unref (way);
}

static void
go_to_step_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  go_to_step (data, g_variant_get_int64 (parameter));
}

/* The steps between: those that are done and later, or undone and not later. */
static GPtrArray *
list_between (SchoWindow *self, const SchoHistoryEntry *entry)
{
  SchoProject *project = scho_session_get_project (self->session);
  gint64 border = scho_project_get_undo_step (project);
  gboolean back = entry->number < border;
  g_autoptr (GPtrArray) entries
      = scho_project_read_history (project, MIN (entry->number, border) + 1,
                                   MAX (entry->number, border), G_MAXUINT32, NULL);
  GPtrArray *between
      = g_ptr_array_new_with_free_func ((GDestroyNotify) scho_history_entry_unref);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      SchoHistoryEntry *each = entries->pdata[i];

      if (each->state == (back ? SCHO_STATE_DONE : SCHO_STATE_UNDONE))
        g_ptr_array_add (between, scho_history_entry_ref (each));
    }
  return between;
}

static char *
dup_account (GPtrArray *between, gboolean back)
{
  GString *account = g_string_new (back ? _ ("Taken back, the last first:")
                                        : _ ("Done again, the last first:"));
  guint named = MIN (between->len, MOST_NAMED);

  for (guint i = 0; i < named; i++)
    g_string_append_printf (account, "\n• %s",
                            ((SchoHistoryEntry *) between->pdata[i])->label);
  if (between->len > named)
    g_string_append_printf (account,
                            g_dngettext (GETTEXT_PACKAGE, "\n… and %u more",
                                         "\n… and %u more", between->len - named),
                            between->len - named);
  if (back)
    g_string_append_printf (
        account, "\n\n%s",
        _ ("All of it can be redone as long as nothing else is done."));
  return g_string_free (account, FALSE);
}

static void
confirmed_cb (gpointer data, GVariant *step)
{
  if (((SchoWindow *) data)->session != NULL)
    go_to_step (data, g_variant_get_int64 (step));
}

static void
step_wanted_cb (SchoWindow *self, const SchoHistoryEntry *entry)
{
  g_autoptr (GPtrArray) between = NULL;
  g_autofree char *heading = NULL, *account = NULL;
  gboolean back;

  if (scho_window_is_saving (self))
    {
      scho_window_toast (self, _ ("Please wait until the project is saved."));
      return;
    }
  scho_session_keep_unsaved (self->session);
  back = entry->number
         < scho_project_get_undo_step (scho_session_get_project (self->session));
  between = list_between (self, entry);
  if (between->len == 0)
    return;
  heading = back ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Undo %u step?",
                                                 "Undo %u steps?", between->len),
                                    between->len)
                 : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Redo %u step?",
                                                 "Redo %u steps?", between->len),
                                    between->len);
  account = dup_account (between, back);
  scho_dialogs_confirm (GTK_WINDOW (self), heading, account,
                        back ? _ ("_Undo") : _ ("_Redo"), FALSE, NULL, confirmed_cb,
                        G_OBJECT (self), g_variant_new_int64 (entry->number));
}

/* Documents that come back --------------------------------------------------------------
 */

void
scho_window_remember_gone (SchoWindow *self, guint32 document)
{
  if (self->gone == NULL)
    self->gone = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (self->gone, document);
}

static gboolean
forget_gone (SchoWindow *self, guint32 document)
{
  for (guint i = 0; self->gone != NULL && i < self->gone->len; i++)
    if (g_array_index (self->gone, guint32, i) == document)
      {
        g_array_remove_index_fast (self->gone, i);
        return TRUE;
      }
  return FALSE;
}

/* Numbers are given out once, so what is added with one that was there comes back. */
void
scho_window_reopen (SchoWindow *self, SchoStep *step)
{
  gsize n = scho_step_get_n_changes (step, SCHO_NOUN_DOCUMENT);

  for (gsize i = 0; i < n; i++)
    {
      SchoChange change = scho_step_get_change (step, SCHO_NOUN_DOCUMENT, i);
      const SchoDocument *after = change.after;

      if (change.before == NULL && after != NULL && forget_gone (self, after->id))
        scho_window_open_document (self, after->id);
    }
}

static const GActionEntry actions[] = {
  { .name = "show-step", .activate = show_step_cb, .parameter_type = "x" },
  { .name = "go-to-step", .activate = go_to_step_cb, .parameter_type = "x" },
};

void
scho_window_install_history (SchoWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions),
                                   self);
}

void
scho_window_init_history (SchoWindow *self)
{
  g_signal_connect_object (self->history_list, "show-step", G_CALLBACK (step_shown_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->history_list, "go-to-step", G_CALLBACK (step_wanted_cb),
                           self, G_CONNECT_SWAPPED);
}
