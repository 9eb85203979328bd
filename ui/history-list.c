#include "history-list.h"

#include "gradual-model.h"
#include "matching.h"
#include "relative-time.h"
#include "row-menu.h"
#include "row-model.h"
#include "tip.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* Steps that are read at a time: some milliseconds. */
#define PART 500

/* "5 minutes ago" grows old, in seconds. */
#define AGE 30

struct _SchoHistoryList
{
  GtkWidget parent_instance;
  SchoSession *session;
  gulong handler, busy_handler;
  GPtrArray *all;     /* of SchoHistoryEntry, the newest first; down to @oldest */
  GPtrArray *listed;  /* those that pass the filter */
  gint64 oldest;      /* what is older is not read yet; 0: all is read */
  gint64 changed;     /* from this step on all may be otherwise; G_MAXINT64: nothing */
  gint64 undo_step;   /* when that was found */
  GHashTable *folded; /* label → what is compared with the filter's words */
  guint idle, ageing;

  GtkWidget *box, *bar, *go;
  SchoHistoryFilter *filter;
  SchoRowModel *rows;
  GtkSingleSelection *selection;
  GtkWidget *list;
  GPtrArray *bound; /* of GtkListItem, not owned: those that are seen */
};

enum
{
  SHOW_STEP,
  GO_TO_STEP,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoHistoryList, scho_history_list, GTK_TYPE_WIDGET)

static SchoProject *
get_project (SchoHistoryList *self)
{
  return scho_session_get_project (self->session);
}

/* What can be done with a step ---------------------------------------------------------
 */

static const SchoHistoryEntry *
get_selected (SchoHistoryList *self)
{
  SchoRow *row = gtk_single_selection_get_selected_item (self->selection);

  return row != NULL ? scho_row_get (row) : NULL;
}

static void
show_actions (SchoHistoryList *self)
{
  const SchoHistoryEntry *entry = get_selected (self);
  gboolean shown = entry != NULL && entry->state != SCHO_STATE_DROPPED;
  gboolean undone = shown && entry->state == SCHO_STATE_UNDONE;
  gboolean here = shown && self->session != NULL
                  && entry->number == scho_project_get_undo_step (get_project (self));
  gboolean writable = self->session != NULL
                      && scho_project_get_read_only_reason (get_project (self)) == NULL;

  gtk_widget_set_visible (self->bar, entry != NULL);
  gtk_button_set_label (GTK_BUTTON (self->go),
                        undone ? _ ("_Redo up to here") : _ ("_Undo back to here"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.show", shown);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.go",
                                 shown && writable && !here);
}

/* Which steps --------------------------------------------------------------------------
 */

static const char *
get_folded (SchoHistoryList *self, const char *label)
{
  const char *folded = g_hash_table_lookup (self->folded, label);

  if (folded != NULL)
    return folded;
  /* Most steps have a label that others have, too. */
  g_hash_table_insert (self->folded, g_strdup (label), scho_matching_fold (label));
  return g_hash_table_lookup (self->folded, label);
}

static gboolean
passes (SchoHistoryList *self, const SchoHistoryEntry *entry)
{
  return scho_history_filter_passes (self->filter, entry,
                                     get_folded (self, entry->label));
}

static void
list_all (SchoHistoryList *self)
{
  gboolean open = scho_history_filter_is_open (self->filter);
  g_autoptr (GPtrArray) listed
      = g_ptr_array_new_full (self->all->len, (GDestroyNotify) scho_history_entry_unref);

  for (guint i = 0; i < self->all->len; i++)
    if (open || passes (self, self->all->pdata[i]))
      g_ptr_array_add (listed, scho_history_entry_ref (self->all->pdata[i]));
  g_clear_pointer (&self->listed, g_ptr_array_unref);
  self->listed = g_ptr_array_ref (listed);
  scho_row_model_set_rows (self->rows, listed);
  show_actions (self);
}

/* Reading ------------------------------------------------------------------------------
 */

static gboolean
is_same (const SchoHistoryEntry *a, const SchoHistoryEntry *b)
{
  return a->number == b->number && a->time == b->time && a->state == b->state
         && a->coder == b->coder && a->n_changes == b->n_changes
         && g_str_equal (a->label, b->label);
}

/* What is the same stays the same object, so that its row stays selected. */
static void
take_newest (SchoHistoryList *self, GPtrArray *newest)
{
  GPtrArray *all
      = g_ptr_array_new_with_free_func ((GDestroyNotify) scho_history_entry_unref);
  guint old = 0;

  for (guint i = 0; i < newest->len; i++)
    {
      SchoHistoryEntry *entry = newest->pdata[i];

      while (old < self->all->len
             && ((SchoHistoryEntry *) self->all->pdata[old])->number > entry->number)
        old++;
      if (old < self->all->len && is_same (entry, self->all->pdata[old]))
        entry = self->all->pdata[old];
      g_ptr_array_add (all, scho_history_entry_ref (entry));
    }
  for (guint i = 0; i < self->all->len; i++)
    if (((SchoHistoryEntry *) self->all->pdata[i])->number < self->changed)
      g_ptr_array_add (all, scho_history_entry_ref (self->all->pdata[i]));
  g_ptr_array_unref (self->all);
  self->all = all;
}

static void
read_newest (SchoHistoryList *self)
{
  g_autoptr (GPtrArray) newest = scho_project_read_history (
      get_project (self), self->changed, G_MAXINT64, G_MAXUINT32, NULL);

  if (newest != NULL)
    take_newest (self, newest);
  self->oldest = MIN (self->oldest, self->changed);
  self->changed = G_MAXINT64;
}

static void
read_older (SchoHistoryList *self)
{
  g_autoptr (GPtrArray) older
      = scho_project_read_history (get_project (self), 0, self->oldest - 1, PART, NULL);

  for (guint i = 0; older != NULL && i < older->len; i++)
    g_ptr_array_add (self->all, scho_history_entry_ref (older->pdata[i]));
  self->oldest = older == NULL || older->len < PART
                     ? 0
                     : ((SchoHistoryEntry *) older->pdata[PART - 1])->number;
}

static gboolean
idle_cb (gpointer data)
{
  SchoHistoryList *self = data;

  if (scho_project_is_busy (get_project (self)))
    {
      self->idle = 0;
      return G_SOURCE_REMOVE;
    }
  if (self->oldest == G_MAXINT64)
    self->changed = G_MAXINT64; /* nothing is read that could be old */
  if (self->changed < G_MAXINT64)
    read_newest (self);
  else
    read_older (self);
  list_all (self);
  if (self->oldest > 0 || self->changed < G_MAXINT64)
    return G_SOURCE_CONTINUE;
  self->idle = 0;
  return G_SOURCE_REMOVE;
}

static void
queue_read (SchoHistoryList *self)
{
  if (self->idle == 0 && self->session != NULL
      && !scho_project_is_busy (get_project (self))
      && gtk_widget_get_mapped (GTK_WIDGET (self))
      && (self->oldest > 0 || self->changed < G_MAXINT64))
    self->idle = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE + 20, idle_cb, self, NULL);
}

/* Undo and redo change the step at the border between what is done and what is undone;
 * a new step drops those behind it. So all that changes lies behind the border of before
 * or of now. */
static void
project_changed_cb (SchoHistoryList *self)
{
  gint64 border = scho_project_get_undo_step (get_project (self));

  self->changed = MIN (self->changed, MIN (border, self->undo_step));
  self->undo_step = border;
  queue_read (self);
}

/* Rows ---------------------------------------------------------------------------------
 */

static char *
dup_facts (SchoHistoryList *self, const SchoHistoryEntry *entry, GDateTime *time)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *when = scho_relative_time (time, now);
  const SchoCoder *coder
      = scho_snapshot_get_coder (scho_session_get_snapshot (self->session), entry->coder);
  GString *facts = g_string_new (NULL);

  if (entry->state == SCHO_STATE_UNDONE)
    g_string_append_printf (facts, "%s · ", _ ("undone"));
  else if (entry->state == SCHO_STATE_DROPPED)
    /* Translators: of a step: undone, and then something else was done. */
    g_string_append_printf (facts, "%s · ", _ ("dropped"));
  g_string_append (facts, when);
  if (coder != NULL)
    g_string_append_printf (facts, " · %s", coder->name);
  return g_string_free (facts, FALSE);
}

static char *
dup_tooltip (const SchoHistoryEntry *entry, GDateTime *time)
{
  g_autofree char *full = scho_full_time (time);
  g_autofree char *number = g_strdup_printf (_ ("Step %" PRId64), entry->number);

  return g_strdup_printf ("%s\n%s · %s", entry->label, number, full);
}

static void
show_row (SchoHistoryList *self, GtkListItem *list_item)
{
  const SchoHistoryEntry *entry = scho_row_get (gtk_list_item_get_item (list_item));
  GtkWidget *box = gtk_list_item_get_child (list_item);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (entry->time / 1000);
  g_autofree char *facts = NULL, *tooltip = NULL, *words = NULL;

  if (time == NULL) /* of a damaged file */
    time = g_date_time_new_from_unix_local (0);
  facts = dup_facts (self, entry, time);
  tooltip = dup_tooltip (entry, time);
  words = g_strdup_printf ("%s, %s", entry->label, facts);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), entry->label);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), facts);
  scho_tip_set (box, tooltip);
  if (entry->state == SCHO_STATE_DONE)
    gtk_widget_remove_css_class (box, "undone");
  else
    gtk_widget_add_css_class (box, "undone");
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static GtkWidget *
new_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

static void
setup_row_cb (SchoHistoryList *self, GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *facts = new_label ();

  gtk_widget_add_css_class (facts, "caption");
  gtk_widget_add_css_class (facts, "dim-label");
  gtk_box_append (GTK_BOX (box), new_label ());
  gtk_box_append (GTK_BOX (box), facts);
  scho_row_menu_select_on_press (box, list_item, GTK_SELECTION_MODEL (self->selection));
  gtk_list_item_set_child (list_item, box);
}

static void
bind_row_cb (SchoHistoryList *self, GtkListItem *list_item)
{
  g_ptr_array_add (self->bound, list_item);
  show_row (self, list_item);
}

static void
unbind_row_cb (SchoHistoryList *self, GtkListItem *list_item)
{
  g_ptr_array_remove_fast (self->bound, list_item);
}

static gboolean
ageing_cb (gpointer data)
{
  SchoHistoryList *self = data;

  for (guint i = 0; i < self->bound->len; i++)
    show_row (self, self->bound->pdata[i]);
  return G_SOURCE_CONTINUE;
}

/* What can be done with a step ---------------------------------------------------------
 */

static void
show_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const SchoHistoryEntry *entry = get_selected (SCHO_HISTORY_LIST (widget));

  if (entry != NULL)
    g_signal_emit (widget, signals[SHOW_STEP], 0, entry);
}

static void
go_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const SchoHistoryEntry *entry = get_selected (SCHO_HISTORY_LIST (widget));

  if (entry != NULL)
    g_signal_emit (widget, signals[GO_TO_STEP], 0, entry);
}

static void
row_activated_cb (SchoHistoryList *self, guint position)
{
  const SchoHistoryEntry *entry = scho_row_model_get_row (self->rows, position);

  if (entry != NULL && entry->state != SCHO_STATE_DROPPED)
    g_signal_emit (self, signals[SHOW_STEP], 0, entry);
}

/* The widget ---------------------------------------------------------------------------
 */

static void
scho_history_list_map (GtkWidget *widget)
{
  SchoHistoryList *self = SCHO_HISTORY_LIST (widget);

  GTK_WIDGET_CLASS (scho_history_list_parent_class)->map (widget);
  queue_read (self);
  ageing_cb (self);
  self->ageing = g_timeout_add_seconds (AGE, ageing_cb, self);
}

static void
scho_history_list_unmap (GtkWidget *widget)
{
  SchoHistoryList *self = SCHO_HISTORY_LIST (widget);

  g_clear_handle_id (&self->ageing, g_source_remove);
  g_clear_handle_id (&self->idle, g_source_remove);
  GTK_WIDGET_CLASS (scho_history_list_parent_class)->unmap (widget);
}

static void
scho_history_list_dispose (GObject *object)
{
  SchoHistoryList *self = SCHO_HISTORY_LIST (object);
  GtkWidget *child;

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_handle_id (&self->ageing, g_source_remove);
  if (self->rows != NULL)
    scho_history_list_set_session (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_clear_pointer (&self->listed, g_ptr_array_unref);
  g_clear_pointer (&self->bound, g_ptr_array_unref);
  g_clear_pointer (&self->folded, g_hash_table_unref);
  G_OBJECT_CLASS (scho_history_list_parent_class)->dispose (object);
}

static gboolean
scho_history_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SCHO_HISTORY_LIST (widget)->list);
}

static void
scho_history_list_class_init (SchoHistoryListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scho_history_list_dispose;
  widget_class->grab_focus = scho_history_list_grab_focus;
  widget_class->map = scho_history_list_map;
  widget_class->unmap = scho_history_list_unmap;
  signals[SHOW_STEP]
      = g_signal_new ("show-step", SCHO_TYPE_HISTORY_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[GO_TO_STEP]
      = g_signal_new ("go-to-step", SCHO_TYPE_HISTORY_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_install_action (widget_class, "history.show", NULL, show_cb);
  gtk_widget_class_install_action (widget_class, "history.go", NULL, go_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
add_button (SchoHistoryList *self, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (self->bar), button);
  return button;
}

static void
add_list (SchoHistoryList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self,
                           G_CONNECT_SWAPPED);
  self->list
      = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (row_activated_cb), self);
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_widget_add_css_class (self->list, "history");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("History"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (self->box), scrolled);
}

static void
add_menu (SchoHistoryList *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _ ("_Show the project as it was"), "history.show");
  g_menu_append (menu, _ ("_Make this the last step…"), "history.go");
  scho_row_menu_attach (GTK_WIDGET (self), self->list, G_MENU_MODEL (menu));
}

static void
scho_history_list_init (SchoHistoryList *self)
{
  self->all = g_ptr_array_new_with_free_func ((GDestroyNotify) scho_history_entry_unref);
  self->listed = g_ptr_array_new ();
  self->bound = g_ptr_array_new ();
  self->changed = G_MAXINT64;
  self->folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->rows = scho_row_model_new ((gpointer (*) (gpointer)) scho_history_entry_ref,
                                   (GDestroyNotify) scho_history_entry_unref);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (
      scho_gradual_model_new (G_LIST_MODEL (self->rows), SCHO_WRAPPED_ROWS)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->filter = g_object_new (SCHO_TYPE_HISTORY_FILTER, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->filter), "history-filter");
  g_signal_connect_swapped (self->filter, "changed", G_CALLBACK (list_all), self);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->filter));
  add_list (self);
  add_menu (self);
  self->bar = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->bar, "history-bar");
  gtk_box_append (GTK_BOX (self->box), self->bar);
  add_button (self, _ ("_Show the project as it was"), "history.show");
  self->go = add_button (self, _ ("_Undo back to here"), "history.go");
  gtk_button_set_use_underline (GTK_BUTTON (self->go), TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (show_actions), self, G_CONNECT_SWAPPED);
  show_actions (self);
}

void
scho_history_list_set_session (SchoHistoryList *self, SchoSession *session)
{
  if (self->session == session)
    return;
  if (self->session != NULL)
    {
      g_clear_signal_handler (&self->handler, get_project (self));
      g_clear_signal_handler (&self->busy_handler, get_project (self));
    }
  g_clear_handle_id (&self->idle, g_source_remove);
  g_ptr_array_set_size (self->all, 0);
  g_hash_table_remove_all (self->folded);
  scho_row_model_set_rows (self->rows, NULL);
  self->oldest = 0;
  self->changed = G_MAXINT64;
  g_set_object (&self->session, session);
  scho_history_filter_set_session (self->filter, session);
  if (session == NULL)
    return;
  self->handler = g_signal_connect_swapped (get_project (self), "changed",
                                            G_CALLBACK (project_changed_cb), self);
  self->busy_handler = g_signal_connect_swapped (get_project (self), "busy-changed",
                                                 G_CALLBACK (queue_read), self);
  self->oldest = G_MAXINT64;
  self->undo_step = scho_project_get_undo_step (get_project (self));
  queue_read (self);
}

gboolean
scho_history_list_is_complete (SchoHistoryList *self)
{
  return self->oldest == 0 && self->changed == G_MAXINT64;
}

GPtrArray *
scho_history_list_get_entries (SchoHistoryList *self)
{
  return self->listed;
}

SchoHistoryFilter *
scho_history_list_get_filter (SchoHistoryList *self)
{
  return self->filter;
}

gboolean
scho_history_list_select (SchoHistoryList *self, gint64 step)
{
  for (guint i = 0; i < self->listed->len; i++)
    if (((SchoHistoryEntry *) self->listed->pdata[i])->number == step)
      {
        gtk_single_selection_set_selected (self->selection, i);
        return TRUE;
      }
  return FALSE;
}
