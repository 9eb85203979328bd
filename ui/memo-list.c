#include "memo-list.h"

#include "gradual-model.h"
#include "list-focus.h"
#include "matching.h"
#include "memo-row.h"
#include "row-click.h"
#include "row-model.h"

#include <glib/gi18n.h>

struct _SchoMemoList
{
  GtkWidget parent_instance;
  SchoSession *session;
  gulong handler;
  GPtrArray *memos; /* of SchoMemoEntry: all */
  GPtrArray *shown; /* those that pass, with headings */
  SchoRowModel *rows;
  SchoMemoSort sort;
  GSimpleActionGroup *actions;
  guint idle;
  gboolean outdated;

  GtkEditable *filter;
  GtkLabel *count, *empty;
  GtkStack *stack;
  GtkListView *list;
};

enum
{
  MEMO_ACTIVATED,
  TITLE_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoMemoList, scho_memo_list, GTK_TYPE_WIDGET)

static guint
count_shown (SchoMemoList *self)
{
  guint n = 0;

  for (guint i = 0; i < self->shown->len; i++)
    n += ((SchoMemoEntry *) self->shown->pdata[i])->heading == NULL;
  return n;
}

static void
show_count (SchoMemoList *self)
{
  guint shown = count_shown (self), all = self->memos->len;
  g_autofree char *words
      = shown == all ? g_strdup_printf (
            g_dngettext (GETTEXT_PACKAGE, "%u memo", "%u memos", all), all)
                     /* Translators: how many pass the filter, and of how many. */
                     : g_strdup_printf (_ ("%u of %u"), shown, all);
  g_autofree char *title = scho_memo_list_dup_title (self);

  gtk_label_set_label (self->count, words);
  gtk_label_set_label (
      self->empty,
      all == 0 ? _ ("Nothing has been written yet. Select a coded passage and press "
                    "Ctrl+M to write a memo on it.")
               : _ ("No memo has these words."));
  gtk_stack_set_visible_child_name (self->stack, shown > 0 ? "list" : "empty");
  g_signal_emit (self, signals[TITLE_CHANGED], 0, title);
}

static void
arrange (SchoMemoList *self)
{
  g_autofree char *typed = scho_matching_fold (gtk_editable_get_text (self->filter));
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->shown);

  self->shown = scho_memos_arrange (self->memos, typed, self->sort, old);
  scho_row_model_set_rows (self->rows, self->shown);
  show_count (self);
}

static void
collect (SchoMemoList *self)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->memos);

  self->outdated = FALSE;
  self->memos = scho_memos_collect (scho_session_get_snapshot (self->session), old);
  arrange (self);
}

static gboolean
idle_cb (gpointer data)
{
  SchoMemoList *self = data;

  self->idle = 0;
  collect (self);
  return G_SOURCE_REMOVE;
}

/* Once for many steps, and only while it is seen. */
static void
queue_collect (SchoMemoList *self)
{
  if (self->idle == 0 && self->outdated && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->idle = g_idle_add (idle_cb, self);
}

static void
project_changed_cb (SchoMemoList *self)
{
  self->outdated = TRUE;
  queue_collect (self);
}

/* Rows ------------------------------------------------------------------------------ */

static void
setup_row_cb (SchoMemoList *self, GtkListItem *list_item)
{
  GtkWidget *row = scho_memo_row_new ();

  gtk_list_item_set_child (list_item, row);
  scho_row_click_attach (row, list_item);
}

static void
bind_row_cb (SchoMemoList *self, GtkListItem *list_item)
{
  SchoMemoEntry *memo = scho_row_get (gtk_list_item_get_item (list_item));
  GtkWidget *row = gtk_list_item_get_child (list_item);
  g_autofree char *words = memo->heading != NULL
                               ? g_strdup_printf ("%s, %u", memo->heading, memo->n)
                               : g_strdup_printf ("%s. %s", memo->name, memo->words);

  scho_memo_row_show (SCHO_MEMO_ROW (row), memo);
  gtk_list_item_set_selectable (list_item, memo->heading == NULL);
  gtk_list_item_set_activatable (list_item, memo->heading == NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
row_activated_cb (SchoMemoList *self, guint position)
{
  SchoMemoEntry *memo = scho_row_model_get_row (self->rows, position);

  if (memo != NULL && memo->heading == NULL)
    g_signal_emit (self, signals[MEMO_ACTIVATED], 0, memo);
}

static void
filter_left_cb (SchoMemoList *self)
{
  gtk_editable_set_text (self->filter, "");
  scho_list_focus (GTK_WIDGET (self->list));
}

static void
sort_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  SchoMemoList *self = data;
  const char *name = g_variant_get_string (state, NULL);

  g_simple_action_set_state (action, state);
  self->sort = g_str_equal (name, "name")   ? SCHO_MEMOS_BY_NAME
               : g_str_equal (name, "date") ? SCHO_MEMOS_BY_DATE
                                            : SCHO_MEMOS_BY_KIND;
  arrange (self);
}

static const GActionEntry actions[] = {
  { .name = "sort", .parameter_type = "s", .state = "'kind'", .change_state = sort_cb },
};

/* The widget ------------------------------------------------------------------------ */

static void
scho_memo_list_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (scho_memo_list_parent_class)->map (widget);
  queue_collect (SCHO_MEMO_LIST (widget));
}

static gboolean
scho_memo_list_grab_focus (GtkWidget *widget)
{
  SchoMemoList *self = SCHO_MEMO_LIST (widget);

  if (self->outdated && self->session != NULL)
    collect (self);
  return scho_list_focus (GTK_WIDGET (self->list));
}

static void
scho_memo_list_dispose (GObject *object)
{
  SchoMemoList *self = SCHO_MEMO_LIST (object);
  GtkWidget *child;

  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->session != NULL)
    g_clear_signal_handler (&self->handler, scho_session_get_project (self->session));
  g_clear_object (&self->session);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->rows);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->memos, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  G_OBJECT_CLASS (scho_memo_list_parent_class)->dispose (object);
}

static void
scho_memo_list_class_init (SchoMemoListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scho_memo_list_dispose;
  widget_class->map = scho_memo_list_map;
  widget_class->grab_focus = scho_memo_list_grab_focus;
  signals[MEMO_ACTIVATED]
      = g_signal_new ("memo-activated", SCHO_TYPE_MEMO_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[TITLE_CHANGED]
      = g_signal_new ("title-changed", SCHO_TYPE_MEMO_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/memo-list.ui");
  gtk_widget_class_bind_template_child (widget_class, SchoMemoList, filter);
  gtk_widget_class_bind_template_child (widget_class, SchoMemoList, count);
  gtk_widget_class_bind_template_child (widget_class, SchoMemoList, empty);
  gtk_widget_class_bind_template_child (widget_class, SchoMemoList, stack);
  gtk_widget_class_bind_template_child (widget_class, SchoMemoList, list);
  gtk_widget_class_bind_template_callback (widget_class, arrange);
  gtk_widget_class_bind_template_callback (widget_class, filter_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
fill_list (SchoMemoList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkSingleSelection *single = gtk_single_selection_new (G_LIST_MODEL (
      scho_gradual_model_new (G_LIST_MODEL (self->rows), SCHO_WRAPPED_ROWS)));
  g_autoptr (GtkSelectionModel) selection = GTK_SELECTION_MODEL (single);

  gtk_single_selection_set_autoselect (single, FALSE);
  gtk_single_selection_set_can_unselect (single, TRUE);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  scho_list_focus_leave_by_tab (GTK_WIDGET (self->list));
  gtk_list_view_set_model (self->list, selection);
}

static void
scho_memo_list_init (SchoMemoList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = scho_row_model_new ((gpointer (*) (gpointer)) scho_memo_entry_ref,
                                   scho_memo_entry_unref);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions,
                                   G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "memos",
                                  G_ACTION_GROUP (self->actions));
  fill_list (self);
}

GtkWidget *
scho_memo_list_new (SchoSession *session)
{
  SchoMemoList *self = g_object_new (SCHO_TYPE_MEMO_LIST, NULL);

  self->session = g_object_ref (session);
  self->handler = g_signal_connect_swapped (scho_session_get_project (session), "changed",
                                            G_CALLBACK (project_changed_cb), self);
  collect (self);
  return GTK_WIDGET (self);
}

GPtrArray *
scho_memo_list_get_rows (SchoMemoList *self)
{
  return self->shown;
}

char *
scho_memo_list_dup_title (SchoMemoList *self)
{
  /* Translators: the title of a tab; %u is how many there are. */
  return g_strdup_printf (_ ("Memos: %u"), self->memos->len);
}

void
scho_memo_list_focus_filter (SchoMemoList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->filter));
  gtk_editable_select_region (self->filter, 0, -1);
}
