#include "window-private.h"

#include "paned-handle.h"
#include "settings.h"

#include <glib/gi18n.h>

/* Widths in which there is room for one side pane, and for none. */
#define NARROW 960
#define VERY_NARROW 680

/* Half of the time a toast stays, in microseconds. */
#define TOAST_FRESH (5 * G_USEC_PER_SEC / 2)

G_DEFINE_FINAL_TYPE (SchoWindow, scho_window, ADW_TYPE_APPLICATION_WINDOW)

static void
undo_clicked_cb (AdwToast *toast, SchoWindow *self)
{
  scho_window_undo_step (self);
}

static char *
describe_removal (SchoStep *step)
{
  gsize codings = scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION);
  SchoChange change = { NULL, NULL };

  for (guint noun = SCHO_NOUN_DOCUMENT; noun <= SCHO_NOUN_CODE; noun++)
    for (gsize i = 0; i < scho_step_get_n_changes (step, noun); i++)
      {
        change = scho_step_get_change (step, noun, i);
        if (change.after == NULL)
          return g_strdup (scho_step_get_label (step));
      }
  for (gsize i = 0; i < codings; i++)
    {
      change = scho_step_get_change (step, SCHO_NOUN_ANNOTATION, i);
      if (change.after == NULL)
        return g_strdup (scho_step_get_label (step));
    }
  return NULL;
}

static void
project_changed_cb (SchoWindow *self, SchoStep *step)
{
  g_autofree char *removal = describe_removal (step);

  /* Its button would take back another step than it says. */
  if (self->undo_toast != NULL)
    adw_toast_set_button_label (self->undo_toast, NULL);
  g_clear_weak_pointer (&self->undo_toast);
  scho_window_hide_offer (self);
  scho_window_update_tabs (self, step);
  scho_window_update_actions (self);
  /* What undo and redo take away is told by their own sentence. */
  if (removal != NULL
      && scho_project_get_redo_label (scho_session_get_project (self->session)) == NULL)
    scho_window_toast_undo (self, removal);
}

static void
failed_cb (SchoWindow *self, const char *message)
{
  scho_window_toast (self, message);
}

static void
coder_changed_cb (SchoWindow *self)
{
  GSettings *settings = scho_window_get_settings (self);
  g_autofree char *known = scho_settings_dup_coder (settings);
  const char *coder = scho_session_get_coder (self->session);

  if (!g_str_equal (known, coder))
    scho_settings_set_string (settings, "coder", coder);
}

static void
show_banner (SchoWindow *self)
{
  SchoProject *project = scho_session_get_project (self->session);
  const char *reason = scho_project_get_read_only_reason (project);

  if (reason == NULL)
    reason = scho_project_get_notice (project);
  gtk_label_set_label (self->banner_label, reason != NULL ? reason : "");
  gtk_revealer_set_reveal_child (self->banner, reason != NULL);
}

static void
show_session (SchoWindow *self)
{
  gtk_stack_set_visible_child_name (self->stack, "project");
  gtk_widget_set_visible (self->project_buttons, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->status_bar), TRUE);
  show_banner (self);
  self->side_width
      = scho_settings_get_int (scho_window_get_settings (self), "side-pane-width", 280);
  scho_window_place_side_pane (self);
}

void
scho_window_set_session (SchoWindow *self, SchoSession *session)
{
  scho_window_build_workspace (self);
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (scho_session_get_project (self->session),
                                            self);
      g_signal_handlers_disconnect_by_data (self->session, self);
      scho_window_forget_desk (self);
      scho_window_close_tabs (self);
      scho_find_bar_forget (self->find_bar);
    }
  scho_document_list_set_session (self->document_list, session);
  scho_code_tree_set_session (self->code_tree, session);
  scho_code_palette_set_session (self->palette, session);
  scho_passage_pane_set_session (self->passage_pane, session);
  scho_code_pane_set_session (self->code_pane, session);
  scho_document_pane_set_session (self->document_pane, session);
  scho_history_list_set_session (self->history_list, session);
  scho_status_bar_set_session (self->status_bar, session);
  g_set_object (&self->session, session);
  g_array_set_size (self->recent_codes, 0);
  if (session == NULL)
    return;
  g_signal_connect_swapped (scho_session_get_project (session), "changed",
                            G_CALLBACK (project_changed_cb), self);
  scho_window_follow_saving (self);
  g_signal_connect_swapped (session, "failed", G_CALLBACK (failed_cb), self);
  g_signal_connect_swapped (session, "coder-changed", G_CALLBACK (coder_changed_cb),
                            self);
  scho_window_follow_visibility (self);
  scho_window_update_pinned (self);
  show_session (self);
}

static gboolean
lazy_cb (gpointer data)
{
  SchoWindow *self = data;

  self->lazy = 0;
  scho_window_fill_menus (self);
  return G_SOURCE_REMOVE;
}

static void
scho_window_map (GtkWidget *widget)
{
  SchoWindow *self = SCHO_WINDOW (widget);

  GTK_WIDGET_CLASS (scho_window_parent_class)->map (widget);
  if (self->lazy == 0 && !self->menus_filled)
    self->lazy = g_idle_add_full (G_PRIORITY_LOW, lazy_cb, self, NULL);
}

/* What keys and menus do as well gives way first. */
static void
fold_buttons (SchoWindow *self, gboolean folded)
{
  gtk_widget_set_visible (self->redo_button, !folded);
  gtk_widget_set_visible (self->find_button, !folded);
  gtk_widget_set_visible (self->side_button, !folded);
  gtk_box_set_spacing (GTK_BOX (self->project_buttons), folded ? 0 : 6);
}

/* The panes that do not fit fold away; what the user opens stays open. */
static gboolean
fold_cb (gpointer data)
{
  SchoWindow *self = data;
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  self->fold = 0;
  g_action_group_change_action_state (G_ACTION_GROUP (self), "side-pane",
                                      g_variant_new_boolean (width >= NARROW));
  g_action_group_change_action_state (G_ACTION_GROUP (self), "sidebar",
                                      g_variant_new_boolean (width >= VERY_NARROW));
  fold_buttons (self, width < VERY_NARROW);
  return G_SOURCE_REMOVE;
}

void
scho_window_fold_panes (SchoWindow *self)
{
  g_clear_handle_id (&self->fold, g_source_remove);
  self->fold = g_idle_add_full (G_PRIORITY_HIGH, fold_cb, self, NULL);
}

static void
scho_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SchoWindow *self = SCHO_WINDOW (widget);
  int step = (width < NARROW) + (width < VERY_NARROW);

  GTK_WIDGET_CLASS (scho_window_parent_class)
      ->size_allocate (widget, width, height, baseline);
  /* On the whole screen nothing is to come back by itself. */
  if (step == self->width_step || gtk_window_is_fullscreen (GTK_WINDOW (self)))
    return;
  self->width_step = step;
  if (self->outer != NULL)
    scho_window_fold_panes (self);
}

static void
keep_state (SchoWindow *self)
{
  GSettings *settings = scho_window_get_settings (self);
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  scho_settings_set_int (settings, "window-width", width);
  scho_settings_set_int (settings, "window-height", height);
  scho_settings_set_boolean (settings, "window-maximized",
                             gtk_window_is_maximized (GTK_WINDOW (self)));
  if (self->session == NULL)
    return;
  scho_settings_set_int (settings, "sidebar-width", gtk_paned_get_position (self->outer));
  scho_settings_set_int (settings, "documents-height",
                         gtk_paned_get_position (self->lists));
  scho_window_keep_side_width (self);
  scho_settings_set_int (settings, "side-pane-width", self->side_width);
}

static void
restore_state (SchoWindow *self, GSettings *settings)
{
  gtk_window_set_default_size (GTK_WINDOW (self),
                               scho_settings_get_int (settings, "window-width", 1280),
                               scho_settings_get_int (settings, "window-height", 800));
  if (scho_settings_get_boolean (settings, "window-maximized", FALSE))
    gtk_window_maximize (GTK_WINDOW (self));
}

static gboolean
scho_window_close_request (GtkWindow *window)
{
  SchoWindow *self = SCHO_WINDOW (window);

  if (scho_window_close_when_saved (self))
    return GDK_EVENT_STOP;
  if (!scho_window_keep_edits (self))
    return TRUE;
  /* What is being written is kept when the cursor leaves it. */
  gtk_window_set_focus (window, NULL);
  if (scho_window_warn_of_unsaved (self))
    return GDK_EVENT_STOP;
  keep_state (self);
  scho_window_keep_desk (self);
  scho_window_cancel_opening (self);
  scho_job_bar_cancel (self->job_bar);
  return GTK_WINDOW_CLASS (scho_window_parent_class)->close_request (window);
}

static void
scho_window_dispose (GObject *object)
{
  SchoWindow *self = SCHO_WINDOW (object);

  g_clear_handle_id (&self->lazy, g_source_remove);
  g_clear_handle_id (&self->fold, g_source_remove);
  scho_window_forget_focus (self);
  scho_window_forget_long (self);
  scho_window_cancel_opening (self);
  if (self->session != NULL)
    scho_window_set_session (self, NULL);
  g_clear_pointer (&self->waiting, g_strfreev);
  g_clear_pointer (&self->past, g_free);
  g_clear_pointer (&self->gone, g_array_unref);
  g_clear_weak_pointer (&self->toast);
  g_clear_handle_id (&self->withdraw, g_source_remove);
  g_clear_pointer (&self->withdrawn, g_free);
  g_clear_weak_pointer (&self->undo_toast);
  g_clear_weak_pointer (&self->form);
  g_clear_weak_pointer (&self->offer);
  G_OBJECT_CLASS (scho_window_parent_class)->dispose (object);
}

static void
scho_window_finalize (GObject *object)
{
  g_array_unref (SCHO_WINDOW (object)->recent_codes);
  G_OBJECT_CLASS (scho_window_parent_class)->finalize (object);
}

static void
ensure_types (void)
{
  g_type_ensure (SCHO_TYPE_START_PAGE);
  g_type_ensure (SCHO_TYPE_JOB_BAR);
  g_type_ensure (SCHO_TYPE_STATUS_BAR);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, SchoWindow, toasts);
  gtk_widget_class_bind_template_child (klass, SchoWindow, stack);
  gtk_widget_class_bind_template_child (klass, SchoWindow, start_page);
  gtk_widget_class_bind_template_child (klass, SchoWindow, opening_page);
  gtk_widget_class_bind_template_child (klass, SchoWindow, header);
  gtk_widget_class_bind_template_child (klass, SchoWindow, title);
  gtk_widget_class_bind_template_child (klass, SchoWindow, project_buttons);
  gtk_widget_class_bind_template_child (klass, SchoWindow, undo_button);
  gtk_widget_class_bind_template_child (klass, SchoWindow, redo_button);
  gtk_widget_class_bind_template_child (klass, SchoWindow, find_button);
  gtk_widget_class_bind_template_child (klass, SchoWindow, side_button);
  gtk_widget_class_bind_template_child (klass, SchoWindow, analyse_button);
  gtk_widget_class_bind_template_child (klass, SchoWindow, export_button);
  gtk_widget_class_bind_template_child (klass, SchoWindow, import_menu);
  gtk_widget_class_bind_template_child (klass, SchoWindow, export_menu);
  gtk_widget_class_bind_template_child (klass, SchoWindow, analyse_menu);
  gtk_widget_class_bind_template_child (klass, SchoWindow, table_menu);
  gtk_widget_class_bind_template_child (klass, SchoWindow, recent_menu);
  gtk_widget_class_bind_template_child (klass, SchoWindow, page_menu);
  gtk_widget_class_bind_template_child (klass, SchoWindow, place_menu);
  gtk_widget_class_bind_template_child (klass, SchoWindow, banner);
  gtk_widget_class_bind_template_child (klass, SchoWindow, banner_label);
  gtk_widget_class_bind_template_child (klass, SchoWindow, job_bar);
  gtk_widget_class_bind_template_child (klass, SchoWindow, status_bar);
}

static void
bind_callbacks (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, scho_window_cancel_opening);
}

static void
scho_window_class_init (SchoWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  ensure_types ();
  G_OBJECT_CLASS (klass)->dispose = scho_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = scho_window_finalize;
  widget_class->map = scho_window_map;
  widget_class->size_allocate = scho_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = scho_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/window.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);
}

static void
scho_window_init (SchoWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  scho_window_install_actions (self);
  scho_window_install_coding (self);
  scho_window_install_job_actions (self);
  scho_window_install_table_actions (self);
  scho_window_install_proposal_actions (self);
  scho_window_install_find_actions (self);
  scho_window_install_query_actions (self);
  scho_window_install_pinned_actions (self);
  scho_window_install_print_actions (self);
  scho_window_install_pane_actions (self);
  scho_window_install_shown_actions (self);
  scho_window_install_report_actions (self);
  scho_window_install_reading_actions (self);
  scho_window_install_memo_actions (self);
  scho_window_install_attributes (self);
  scho_window_install_asked_actions (self);
  scho_window_install_adjudication_actions (self);
  scho_window_install_history (self);
  scho_window_install_edit_actions (self);
  scho_window_init_drop (self);
}

GtkWidget *
scho_window_new (SchoApplication *application)
{
  SchoWindow *self = g_object_new (SCHO_TYPE_WINDOW, NULL);
  GSettings *settings = scho_application_get_settings (application);

  restore_state (self, settings);
  scho_window_follow_recent (self, settings);
  scho_window_update_actions (self);
  /* Last, since the command line may ask for another size when it hears of the window. */
  gtk_window_set_application (GTK_WINDOW (self), GTK_APPLICATION (application));
  return GTK_WIDGET (self);
}

void
scho_window_open_first_document (SchoWindow *self)
{
  gsize n;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (scho_session_get_snapshot (self->session), &n);

  if (n > 0)
    scho_window_open_document (self, documents[0]->id);
}

SchoSession *
scho_window_get_session (SchoWindow *self)
{
  return self->session;
}

static void
toast_dismissed_cb (SchoWindow *self, AdwToast *toast)
{
  if (self->toast == toast)
    g_clear_weak_pointer (&self->toast);
}

/* Toasts that wait behind others come too late to be understood, so one that is fresh
 * gets the new words. Dismissing it instead crashes libadwaita 1.2 while it is still
 * coming in. */
static void
show_toast (SchoWindow *self, const char *message, gboolean with_undo)
{
  g_autofree char *markup = g_markup_escape_text (message, -1);
  gint64 now = g_get_monotonic_time ();

  /* A key that is held down says the same once. */
  if (self->toast != NULL && !with_undo
      && adw_toast_get_button_label (self->toast) == NULL
      && g_strcmp0 (adw_toast_get_title (self->toast), markup) == 0)
    return;
  if (self->toast != NULL && now - self->toast_time < TOAST_FRESH)
    adw_toast_set_title (self->toast, markup);
  else
    {
      AdwToast *toast = adw_toast_new (markup);

      g_set_weak_pointer (&self->toast, toast);
      self->toast_time = now;
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_clicked_cb),
                               self, 0);
      g_signal_connect_object (toast, "dismissed", G_CALLBACK (toast_dismissed_cb), self,
                               G_CONNECT_SWAPPED);
      adw_toast_overlay_add_toast (self->toasts, toast);
    }
  adw_toast_set_button_label (self->toast, with_undo ? _ ("_Undo") : NULL);
  if (with_undo)
    g_set_weak_pointer (&self->undo_toast, self->toast);
}

void
scho_window_toast (SchoWindow *self, const char *message)
{
  show_toast (self, message, FALSE);
}

static gboolean
withdraw_cb (gpointer data)
{
  SchoWindow *self = data;

  self->withdraw = 0;
  if (self->toast != NULL
      && g_strcmp0 (adw_toast_get_title (self->toast), self->withdrawn) == 0)
    adw_toast_dismiss (self->toast);
  return G_SOURCE_REMOVE;
}

void
scho_window_withdraw_toast (SchoWindow *self, const char *message)
{
  gint64 age = g_get_monotonic_time () - self->toast_time;
  gint64 rest = MAX (0, TOAST_FRESH - age);

  g_free (self->withdrawn);
  self->withdrawn = g_markup_escape_text (message, -1);
  g_clear_handle_id (&self->withdraw, g_source_remove);
  self->withdraw = g_timeout_add ((guint) (rest / 1000), withdraw_cb, self);
}

void
scho_window_toast_undo (SchoWindow *self, const char *message)
{
  show_toast (self, message, TRUE);
}

void
scho_window_keep_side_width (SchoWindow *self)
{
  if (gtk_widget_get_mapped (self->side))
    self->side_width = gtk_widget_get_width (self->side);
}

void
scho_window_place_side_pane (SchoWindow *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height, least;

  if (width == 0)
    gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (gtk_widget_get_visible (GTK_WIDGET (self->lists)))
    width -= gtk_paned_get_position (self->outer)
             + scho_paned_get_handle_width (self->outer);
  gtk_widget_measure (self->side, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL,
                      NULL);
  width -= MAX (least, self->side_width) + scho_paned_get_handle_width (self->inner);
  gtk_paned_set_position (self->inner, MAX (0, width));
}

void
scho_window_show_side (SchoWindow *self, const char *name)
{
  g_action_group_change_action_state (G_ACTION_GROUP (self), "side-pane",
                                      g_variant_new_boolean (TRUE));
  gtk_stack_set_visible_child_name (self->side_stack, name);
}

gboolean
scho_window_is_busy (SchoWindow *self)
{
  return self->opening != NULL || scho_job_bar_is_busy (self->job_bar);
}

GArray *
scho_window_get_codings (SchoWindow *self)
{
  return scho_passage_pane_get_codings (self->passage_pane);
}

SchoPlugins *
scho_window_get_plugins (SchoWindow *self)
{
  return scho_application_get_plugins (
      SCHO_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
}

GSettings *
scho_window_get_settings (SchoWindow *self)
{
  return scho_application_get_settings (
      SCHO_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
}

SchoReading *
scho_window_get_reading (SchoWindow *self)
{
  return scho_application_get_reading (
      SCHO_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
}
