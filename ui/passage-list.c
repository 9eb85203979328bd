#include "passage-list.h"

#include "gradual-model.h"
#include "list-focus.h"
#include "passage-row.h"
#include "row-click.h"
#include "row-model.h"

#include <glib/gi18n.h>
#include <scholiast/job.h>

/* Reading that takes longer is shown, in milliseconds. */
#define SOON 300

struct _SchoPassageList
{
  GtkWidget parent_instance;
  SchoSession *session;
  gulong handler;
  SchoPassageOptions options; /* its filter is the list's own */
  char *query;                /* of the options; nullable */
  SchoPassages *passages;     /* nullable */
  SchoRowModel *rows;
  GSimpleActionGroup *actions;

  GCancellable *reading; /* NULL when nothing is read */
  gboolean again;        /* something has changed since it began */
  gboolean wants_focus;  /* the rows are to have the keyboard when they come */
  guint soon;

  GtkEditable *filter;
  GtkLabel *count, *empty;
  GtkWidget *query_button;
  GtkLabel *query_label;
  GtkSpinner *spinner;
  GtkMenuButton *export_button;
  GtkStack *stack;
  GtkListView *list;
  GtkPopover *popover;
  GMenuModel *row_menu;
};

enum
{
  PASSAGE_ACTIVATED,
  TITLE_CHANGED,
  GONE,
  FAILED,
  QUERY_ASKED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoPassageList, scho_passage_list, GTK_TYPE_WIDGET)

/* Reading --------------------------------------------------------------------------- */

/* What the thread is handed. */
typedef struct
{
  SchoSnapshot *snapshot;
  SchoPassageOptions options;
  SchoPassages *old;
} Order;

static void
order_free (gpointer data)
{
  Order *self = data;

  scho_snapshot_unref (self->snapshot);
  g_clear_pointer (&self->old, scho_passages_unref);
  g_free ((char *) self->options.filter);
  g_free ((char *) self->options.query);
  g_free (self);
}

static gpointer
read_work (gpointer data,
           const SchoProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  Order *order = data;

  return scho_passages_new (order->snapshot, &order->options, order->old, cancellable,
                            error);
}

static void
show_count (SchoPassageList *self)
{
  guint shown = scho_passages_get_n_shown (self->passages);
  guint all = scho_passages_get_n_all (self->passages);
  g_autofree char *words
      = shown == all ? g_strdup_printf (
            g_dngettext (GETTEXT_PACKAGE, "%u passage", "%u passages", all), all)
                     /* Translators: how many pass the filter, and of how many. */
                     : g_strdup_printf (_ ("%u of %u"), shown, all);

  gtk_label_set_label (self->count, words);
  gtk_label_set_label (self->empty, all > 0 ? _ ("No passage has these words.")
                                    : self->query != NULL
                                        ? _ ("The query finds no passage.")
                                        : _ ("No passage bears this code yet."));
  gtk_stack_set_visible_child_name (self->stack, shown > 0 ? "list" : "empty");
}

static void
show_title (SchoPassageList *self)
{
  const SchoCode *code = scho_snapshot_get_code (
      scho_session_get_snapshot (self->session), self->options.code);
  g_autofree char *title = NULL;

  if (code == NULL && self->query == NULL)
    return;
  /* Translators: a code or a query, and how many passages have it. */
  title = g_strdup_printf (_ ("%s: %u"), self->query != NULL ? self->query : code->name,
                           scho_passages_get_n_all (self->passages));
  g_signal_emit (self, signals[TITLE_CHANGED], 0, title);
}

static void
take_passages (SchoPassageList *self, SchoPassages *passages)
{
  g_clear_pointer (&self->passages, scho_passages_unref);
  self->passages = passages;
  scho_row_model_set_rows (self->rows, scho_passages_get_rows (passages));
  show_count (self);
  show_title (self);
  if (self->wants_focus && gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  self->wants_focus = FALSE;
}

static void read_again (SchoPassageList *self);

static void
read_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SchoPassageList) self = data;
  g_autoptr (GError) error = NULL;
  SchoPassages *passages = scho_job_run_finish (result, &error);

  g_clear_object (&self->reading);
  g_clear_handle_id (&self->soon, g_source_remove);
  gtk_spinner_stop (self->spinner);
  if (self->session == NULL) /* the tab was closed */
    g_clear_pointer (&passages, scho_passages_unref);
  else if (passages != NULL)
    take_passages (self, passages);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error->message);
  if (self->again && self->session != NULL)
    read_again (self);
}

static gboolean
soon_cb (gpointer data)
{
  SchoPassageList *self = data;

  self->soon = 0;
  gtk_spinner_start (self->spinner);
  return G_SOURCE_REMOVE;
}

/* One reading at a time; what comes meanwhile is read after it. */
static void
read_again (SchoPassageList *self)
{
  Order *order;

  self->again = self->reading != NULL;
  if (self->again)
    {
      g_cancellable_cancel (self->reading);
      return;
    }
  order = g_new0 (Order, 1);
  order->snapshot = scho_snapshot_ref (scho_session_get_snapshot (self->session));
  order->options = self->options;
  order->options.filter = g_strdup (gtk_editable_get_text (self->filter));
  order->options.query = g_strdup (self->query);
  order->old = self->passages != NULL ? scho_passages_ref (self->passages) : NULL;
  self->reading = g_cancellable_new ();
  self->soon = g_timeout_add (SOON, soon_cb, self);
  scho_job_run_async (read_work, order, order_free, (GDestroyNotify) scho_passages_unref,
                      self->reading, NULL, read_done, g_object_ref (self));
}

static void
project_changed_cb (SchoPassageList *self)
{
  SchoSnapshot *snapshot = scho_session_get_snapshot (self->session);

  if (self->query == NULL
      && scho_snapshot_get_code (snapshot, self->options.code) == NULL)
    g_signal_emit (self, signals[GONE], 0);
  else
    read_again (self);
}

/* Rows ------------------------------------------------------------------------------ */

static void
row_pressed_cb (
    GtkGesture *click, int n_press, double x, double y, GtkListItem *list_item)
{
  GtkSelectionModel *selection = g_object_get_data (G_OBJECT (click), "selection");
  guint position = gtk_list_item_get_position (list_item);

  if (!gtk_selection_model_is_selected (selection, position))
    gtk_selection_model_select_item (selection, position, TRUE);
}

static void
setup_row_cb (SchoPassageList *self, GtkListItem *list_item)
{
  GtkWidget *row = scho_passage_row_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_object_set_data (G_OBJECT (click), "selection", gtk_list_view_get_model (self->list));
  g_signal_connect (click, "pressed", G_CALLBACK (row_pressed_cb), list_item);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (list_item, row);
  scho_row_click_attach (row, list_item);
}

static void
bind_row_cb (SchoPassageList *self, GtkListItem *list_item)
{
  SchoPassage *passage = scho_row_get (gtk_list_item_get_item (list_item));
  GtkWidget *row = gtk_list_item_get_child (list_item);
  g_autofree char *words = scho_passage_row_describe (passage);

  scho_passage_row_show (SCHO_PASSAGE_ROW (row), passage, self->options.group);
  gtk_list_item_set_selectable (list_item, passage->heading == NULL);
  gtk_list_item_set_activatable (list_item, passage->heading == NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
row_activated_cb (SchoPassageList *self, guint position)
{
  SchoPassage *passage = scho_row_model_get_row (self->rows, position);

  if (passage != NULL && passage->heading == NULL)
    g_signal_emit (self, signals[PASSAGE_ACTIVATED], 0, passage);
}

static void
go_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoPassageList *self = data;
  g_autoptr (GtkBitset) selected
      = gtk_selection_model_get_selection (gtk_list_view_get_model (self->list));

  if (!gtk_bitset_is_empty (selected))
    row_activated_cb (self, gtk_bitset_get_minimum (selected));
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoPassageList *self = data;
  g_autofree char *quotations = scho_passage_list_dup_quotations (self);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), quotations);
}

/* Group and sort -------------------------------------------------------------------- */

static const char *const groups[] = { "none", "document", "coder", "code", NULL };
static const char *const sorts[]
    = { "place", "date", "coder", "code", "weight", "length", NULL };

/* The place in a list that ends with NULL; 0 when it is not in it. */
static guint
find_name (const char *const *names, GVariant *name)
{
  guint i = 0;

  while (names[i] != NULL && !g_str_equal (names[i], g_variant_get_string (name, NULL)))
    i++;
  return names[i] != NULL ? i : 0;
}

static void
group_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  SchoPassageList *self = data;

  g_simple_action_set_state (action, state);
  self->options.group = find_name (groups, state);
  /* Rows say other things below another heading. */
  scho_row_model_set_rows (self->rows, NULL);
  read_again (self);
}

static void
sort_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  SchoPassageList *self = data;

  g_simple_action_set_state (action, state);
  self->options.sort = find_name (sorts, state);
  read_again (self);
}

static void
descending_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  SchoPassageList *self = data;

  g_simple_action_set_state (action, state);
  self->options.descending = g_variant_get_boolean (state);
  read_again (self);
}

static void
subcodes_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  SchoPassageList *self = data;

  g_simple_action_set_state (action, state);
  self->options.with_subcodes = g_variant_get_boolean (state);
  read_again (self);
}

static const GActionEntry actions[] = {
  { .name = "go", .activate = go_cb },
  { .name = "copy", .activate = copy_cb },
  { .name = "group",
    .parameter_type = "s",
    .state = "'document'",
    .change_state = group_cb },
  { .name = "sort", .parameter_type = "s", .state = "'place'", .change_state = sort_cb },
  { .name = "descending", .state = "false", .change_state = descending_cb },
  { .name = "subcodes", .state = "true", .change_state = subcodes_cb },
};

static void
query_clicked_cb (SchoPassageList *self)
{
  g_signal_emit (self, signals[QUERY_ASKED], 0);
}

static void
filter_changed_cb (SchoPassageList *self)
{
  if (self->session != NULL)
    read_again (self);
}

/* Escape goes to the list. */
static void
filter_left_cb (SchoPassageList *self)
{
  gtk_editable_set_text (self->filter, "");
  scho_list_focus (GTK_WIDGET (self->list));
}

/* The widget ------------------------------------------------------------------------ */

static void
popup_at (SchoPassageList *self, double x, double y)
{
  graphene_point_t place;

  if (!gtk_widget_compute_point (GTK_WIDGET (self->list), GTK_WIDGET (self),
                                 &GRAPHENE_POINT_INIT ((float) x, (float) y), &place))
    return;
  gtk_popover_set_pointing_to (self->popover,
                               &(GdkRectangle){ (int) place.x, (int) place.y, 1, 1 });
  gtk_popover_popup (self->popover);
}

static void
released_cb (SchoPassageList *self, int n_press, double x, double y)
{
  popup_at (self, x, y);
}

static gboolean
key_pressed_cb (SchoPassageList *self, guint keyval, guint code, GdkModifierType state)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  gboolean menu
      = keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && (state & GDK_SHIFT_MASK));
  graphene_rect_t bounds;

  if ((keyval == GDK_KEY_c || keyval == GDK_KEY_C) && (state & GDK_CONTROL_MASK))
    copy_cb (NULL, NULL, self);
  else if (menu && focus != NULL
           && gtk_widget_compute_bounds (focus, GTK_WIDGET (self->list), &bounds))
    popup_at (self, bounds.origin.x + 24, bounds.origin.y + bounds.size.height - 4);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static gboolean
scho_passage_list_grab_focus (GtkWidget *widget)
{
  SchoPassageList *self = SCHO_PASSAGE_LIST (widget);

  /* Until then the list has it, which is empty. */
  self->wants_focus = self->passages == NULL;
  return scho_list_focus (GTK_WIDGET (self->list));
}

static void
scho_passage_list_dispose (GObject *object)
{
  SchoPassageList *self = SCHO_PASSAGE_LIST (object);
  GtkWidget *child;

  if (self->session != NULL)
    g_clear_signal_handler (&self->handler, scho_session_get_project (self->session));
  g_clear_object (&self->session);
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_handle_id (&self->soon, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->rows);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->passages, scho_passages_unref);
  g_clear_pointer (&self->query, g_free);
  G_OBJECT_CLASS (scho_passage_list_parent_class)->dispose (object);
}

static void
scho_passage_list_class_init (SchoPassageListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scho_passage_list_dispose;
  widget_class->grab_focus = scho_passage_list_grab_focus;
  signals[PASSAGE_ACTIVATED]
      = g_signal_new ("passage-activated", SCHO_TYPE_PASSAGE_LIST, G_SIGNAL_RUN_LAST, 0,
                      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[TITLE_CHANGED]
      = g_signal_new ("title-changed", SCHO_TYPE_PASSAGE_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[GONE] = g_signal_new ("gone", SCHO_TYPE_PASSAGE_LIST, G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", SCHO_TYPE_PASSAGE_LIST, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[QUERY_ASKED]
      = g_signal_new ("query-asked", SCHO_TYPE_PASSAGE_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/scholiast/Scholiast/passage-list.ui");
  gtk_widget_class_bind_template_child (widget_class, SchoPassageList, filter);
  gtk_widget_class_bind_template_child (widget_class, SchoPassageList, count);
  gtk_widget_class_bind_template_child (widget_class, SchoPassageList, query_button);
  gtk_widget_class_bind_template_child (widget_class, SchoPassageList, query_label);
  gtk_widget_class_bind_template_child (widget_class, SchoPassageList, empty);
  gtk_widget_class_bind_template_child (widget_class, SchoPassageList, spinner);
  gtk_widget_class_bind_template_child (widget_class, SchoPassageList, export_button);
  gtk_widget_class_bind_template_child (widget_class, SchoPassageList, stack);
  gtk_widget_class_bind_template_child (widget_class, SchoPassageList, list);
  gtk_widget_class_bind_template_child (widget_class, SchoPassageList, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, query_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
fill_list (SchoPassageList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) selection
      = GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (
          scho_gradual_model_new (G_LIST_MODEL (self->rows), SCHO_WRAPPED_ROWS))));

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  scho_list_focus_leave_by_tab (GTK_WIDGET (self->list));
  gtk_list_view_set_model (self->list, selection);
}

static void
add_menu (SchoPassageList *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->popover = GTK_POPOVER (gtk_popover_menu_new_from_model (self->row_menu));
  gtk_popover_set_has_arrow (self->popover, FALSE);
  gtk_widget_set_halign (GTK_WIDGET (self->popover), GTK_ALIGN_START);
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

static void
scho_passage_list_init (SchoPassageList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->options
      = (SchoPassageOptions){ .with_subcodes = TRUE, .group = SCHO_GROUP_DOCUMENT };
  self->rows = scho_row_model_new ((gpointer (*) (gpointer)) scho_passage_ref,
                                   scho_passage_unref);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions,
                                   G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "passages",
                                  G_ACTION_GROUP (self->actions));
  fill_list (self);
  add_menu (self);
}

static SchoPassageList *
list_new (SchoSession *session, GMenuModel *export_menu)
{
  SchoPassageList *self = g_object_new (SCHO_TYPE_PASSAGE_LIST, NULL);

  self->session = g_object_ref (session);
  gtk_menu_button_set_menu_model (self->export_button, export_menu);
  self->handler = g_signal_connect_swapped (scho_session_get_project (session), "changed",
                                            G_CALLBACK (project_changed_cb), self);
  return self;
}

GtkWidget *
scho_passage_list_new (SchoSession *session, guint32 code, GMenuModel *export_menu)
{
  SchoPassageList *self = list_new (session, export_menu);

  self->options.code = code;
  read_again (self);
  return GTK_WIDGET (self);
}

GtkWidget *
scho_passage_list_new_for_query (SchoSession *session,
                                 const char *query,
                                 GMenuModel *export_menu)
{
  SchoPassageList *self = list_new (session, export_menu);
  GAction *subcodes
      = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "subcodes");

  /* The query says whether those below count. */
  g_simple_action_set_enabled (G_SIMPLE_ACTION (subcodes), FALSE);
  gtk_widget_set_visible (self->query_button, TRUE);
  scho_passage_list_set_query (self, query);
  return GTK_WIDGET (self);
}

const char *
scho_passage_list_get_query (SchoPassageList *self)
{
  return self->query;
}

void
scho_passage_list_set_query (SchoPassageList *self, const char *query)
{
  g_free (self->query);
  self->query = g_strdup (query);
  gtk_label_set_label (self->query_label, query);
  gtk_widget_set_tooltip_text (self->query_button, query);
  read_again (self);
}

guint32
scho_passage_list_get_code (SchoPassageList *self)
{
  return self->options.code;
}

SchoPassages *
scho_passage_list_get_passages (SchoPassageList *self)
{
  return self->passages;
}

gboolean
scho_passage_list_is_busy (SchoPassageList *self)
{
  return self->reading != NULL;
}

char *
scho_passage_list_dup_quotations (SchoPassageList *self)
{
  GtkSelectionModel *selection = gtk_list_view_get_model (self->list);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (selection);
  gboolean all = gtk_bitset_is_empty (selected);
  GString *out = g_string_new (NULL);
  GPtrArray *rows = scho_passages_get_rows (self->passages);

  for (guint i = 0; i < rows->len; i++)
    {
      SchoPassage *passage = rows->pdata[i];
      g_autofree char *quotation = NULL;

      if (passage->heading != NULL || (!all && !gtk_bitset_contains (selected, i)))
        continue;
      quotation = scho_passage_dup_quotation (passage);
      g_string_append_printf (out, "%s%s", out->len > 0 ? "\n\n" : "", quotation);
    }
  return g_string_free (out, FALSE);
}

void
scho_passage_list_focus_filter (SchoPassageList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->filter));
  gtk_editable_select_region (self->filter, 0, -1);
}
