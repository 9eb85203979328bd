#include "code-tree-private.h"

#include "letters.h"
#include "row-menu.h"

#include <glib/gi18n.h>

enum
{
  CODE_ACTIVATED,
  CODE_DESCRIBED,
  CODE_PASSAGES,
  CODE_SPLIT,
  CODE_SELECTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

enum
{
  PROP_SORT = 1,
  N_PROPERTIES
};
static GParamSpec *properties[N_PROPERTIES];

/* While somebody types into the filter only so many rows are made as can be seen; the
 * others come when there is a pause of so many milliseconds. */
#define FIRST_ROWS 40
#define FILL_AFTER 200

/* By SchoCodeSort. */
static const char *const sorts[] = { "arranged", "name", "count" };

G_DEFINE_FINAL_TYPE (SchoCodeTree, scho_code_tree, GTK_TYPE_WIDGET)

/* Rows */

/* The item of a row; the model keeps it. */
static SchoCodeItem *
get_item (GtkTreeListRow *row)
{
  g_autoptr (SchoCodeItem) item = gtk_tree_list_row_get_item (row);

  return item;
}

static guint32
get_id (GtkTreeListRow *row)
{
  return scho_code_item_get_code (get_item (row))->id;
}

static guint32
get_id_at (SchoCodeTree *self, guint position)
{
  g_autoptr (GtkTreeListRow) row
      = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  return row != NULL ? get_id (row) : 0;
}

/* GTK_INVALID_LIST_POSITION where it is not shown. */
static guint
find_position (SchoCodeTree *self, guint32 code)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  for (guint i = 0; i < n; i++)
    if (get_id_at (self, i) == code)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

static void
expanded_cb (SchoCodeTree *self, GParamSpec *pspec, GtkTreeListRow *row)
{
  g_autoptr (SchoCodeItem) item = gtk_tree_list_row_get_item (row);

  /* A row that is gone is closed too; newer versions of GTK leave it its item. */
  if (item == NULL || !gtk_tree_list_row_is_expandable (row) || self->words != NULL)
    return; /* it is gone, or of the filtered tree */
  if (gtk_tree_list_row_get_expanded (row))
    g_hash_table_remove (self->collapsed, GUINT_TO_POINTER (get_id (row)));
  else
    g_hash_table_add (self->collapsed, GUINT_TO_POINTER (get_id (row)));
}

static SchoCodeTree *
get_tree (GtkWidget *row)
{
  return SCHO_CODE_TREE (gtk_widget_get_ancestor (row, SCHO_TYPE_CODE_TREE));
}

/* Twice on a code shows its passages, as in other programs for coding; Enter applies it,
 * F2 renames it. */
static void
row_pressed_cb (GtkGestureClick *click, int n_press, double x, double y, SchoCodeRow *row)
{
  SchoCodeItem *item = scho_code_row_get_item (row);

  if (n_press != 2 || item == NULL)
    return;
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (get_tree (GTK_WIDGET (row)), signals[CODE_PASSAGES], 0,
                 scho_code_item_get_code (item)->id);
}

static void
swatch_pressed_cb (
    GtkGestureClick *click, int n_press, double x, double y, SchoCodeRow *row)
{
  SchoCodeItem *item = scho_code_row_get_item (row);

  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  if (n_press == 1 && item != NULL)
    scho_code_tree_recolour (get_tree (GTK_WIDGET (row)),
                             scho_code_item_get_code (item)->id);
}

static void
add_click (GtkWidget *widget, GCallback pressed, SchoCodeRow *row)
{
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (click, "pressed", pressed, row);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
}

static void
setup_row_cb (SchoCodeTree *self, GtkListItem *list_item)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  SchoCodeRow *row = SCHO_CODE_ROW (scho_code_row_new ());

  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), GTK_WIDGET (row));
  gtk_list_item_set_child (list_item, expander);
  scho_row_menu_select_on_press (expander, list_item,
                                 GTK_SELECTION_MODEL (self->selection));
  add_click (GTK_WIDGET (row), G_CALLBACK (row_pressed_cb), row);
  add_click (scho_code_row_get_swatch (row), G_CALLBACK (swatch_pressed_cb), row);
  g_signal_connect_swapped (row, "renamed", G_CALLBACK (scho_code_tree_rename), self);
  scho_code_tree_add_drag (self, row);
}

static void
bind_row_cb (SchoCodeTree *self, GtkListItem *list_item)
{
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (list_item));
  GtkTreeListRow *list_row = gtk_list_item_get_item (list_item);
  SchoCodeRow *row = SCHO_CODE_ROW (gtk_tree_expander_get_child (expander));
  SchoCodeItem *item = get_item (list_row);

  gtk_tree_expander_set_list_row (expander, list_row);
  g_signal_connect_swapped (list_row, "notify::expanded", G_CALLBACK (expanded_cb), self);
  scho_code_row_set_counts_here (
      row, scho_code_model_get_document (scho_session_get_codes (self->session)) != 0);
  scho_code_row_set_item (row, item, NULL);
  /* It is there to show where those below it lie. */
  if (self->words != NULL && !scho_code_item_is_found (item))
    gtk_widget_add_css_class (GTK_WIDGET (row), "above");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "above");
}

static void
unbind_row_cb (SchoCodeTree *self, GtkListItem *list_item)
{
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (list_item));

  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item),
                                        G_CALLBACK (expanded_cb), self);
  gtk_tree_expander_set_list_row (expander, NULL);
  scho_code_row_set_item (SCHO_CODE_ROW (gtk_tree_expander_get_child (expander)), NULL,
                          NULL);
}

/* What is shown */

static void
update_empty (SchoCodeTree *self)
{
  gboolean some = g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0;

  gtk_label_set_label (self->empty,
                       self->words != NULL
                           ? _ ("No code has this in its name.")
                           : _ ("No codes yet. Add the first one, import a codebook, or "
                                "select words in a text and press I."));
  gtk_widget_set_visible (self->empty_buttons, self->words == NULL);
  gtk_stack_set_visible_child_name (self->stack, some ? "list" : "empty");
}

/* Rows that came anew are open, since all are at first. */
static void
close_collapsed (SchoCodeTree *self)
{
  if (self->tree == NULL || g_hash_table_size (self->collapsed) == 0)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tree)); i++)
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->tree, i);

      if (g_hash_table_contains (self->collapsed, GUINT_TO_POINTER (get_id (row))))
        gtk_tree_list_row_set_expanded (row, FALSE);
    }
}

static gboolean
has_id (const GArray *ids, guint32 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, guint32, i) == id)
      return TRUE;
  return FALSE;
}

/* Selects the rows of @ids and no others; the position of the first. */
static guint
select_rows (SchoCodeTree *self, const GArray *ids)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) all = gtk_bitset_new_range (0, n);

  for (guint i = 0; i < n && ids->len > 0; i++)
    if (has_id (ids, get_id_at (self, i)))
      gtk_bitset_add (selected, i);
  self->selecting = TRUE;
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), selected,
                                     all);
  self->selecting = FALSE;
  return gtk_bitset_is_empty (selected) ? GTK_INVALID_LIST_POSITION
                                        : gtk_bitset_get_minimum (selected);
}

static GListModel *
create_children (gpointer item, gpointer data)
{
  GListModel *children = scho_code_item_get_children (item);

  /* An empty model would show an arrow that opens nothing. */
  return g_list_model_get_n_items (children) > 0 ? g_object_ref (children) : NULL;
}

static GListModel *
create_found_children (gpointer item, gpointer data)
{
  GListModel *children = scho_code_model_new_found (data, item);

  if (g_list_model_get_n_items (children) > 0)
    return children;
  g_object_unref (children);
  return NULL;
}

/* The branches that hold a match, all open; made anew for each key, which costs less than
 * to have 2,000 rows come and go one by one. */
static GListModel *
new_found (SchoCodeTree *self)
{
  SchoCodeModel *codes = scho_session_get_codes (self->session);

  scho_code_model_find (codes, (const char *const *) self->words);
  return G_LIST_MODEL (gtk_tree_list_model_new (scho_code_model_new_found (codes, NULL),
                                                FALSE, TRUE, create_found_children, codes,
                                                NULL));
}

static void
show_all_rows (SchoCodeTree *self)
{
  g_clear_handle_id (&self->fill, g_source_remove);
  gtk_slice_list_model_set_size (self->slice, G_MAXUINT);
  select_rows (self, self->chosen);
}

static gboolean
fill_cb (gpointer data)
{
  SchoCodeTree *self = data;

  self->fill = 0;
  show_all_rows (self);
  return G_SOURCE_REMOVE;
}

static void
show (SchoCodeTree *self)
{
  g_autoptr (GListModel) found = NULL;

  if (self->words != NULL && self->session != NULL)
    found = new_found (self);
  gtk_slice_list_model_set_size (self->slice, FIRST_ROWS);
  gtk_slice_list_model_set_model (self->slice,
                                  found != NULL ? found : G_LIST_MODEL (self->tree));
  g_clear_handle_id (&self->fill, g_source_remove);
  self->fill = g_timeout_add (FILL_AFTER, fill_cb, self);
  select_rows (self, self->chosen);
  update_empty (self);
  scho_code_tree_update_actions (self);
}

static void
filter_changed_cb (SchoCodeTree *self)
{
  g_clear_pointer (&self->words, g_strfreev);
  self->words = scho_letters_split (gtk_editable_get_text (self->filter));
  show (self);
}

static void
project_changed_cb (SchoCodeTree *self, SchoStep *step)
{
  if (scho_step_get_n_changes (step, SCHO_NOUN_CODE) == 0
      && !g_str_equal (self->sort, "count"))
    return;
  if (self->words != NULL)
    {
      show (self);
      return;
    }
  close_collapsed (self);
  select_rows (self, self->chosen);
  update_empty (self);
  scho_code_tree_update_actions (self);
}

static void
selection_changed_cb (SchoCodeTree *self)
{
  if (self->selecting)
    return;
  g_clear_pointer (&self->chosen, g_array_unref);
  self->chosen = scho_code_tree_list_selected (self);
  scho_code_tree_update_actions (self);
  g_signal_emit (self, signals[CODE_SELECTED], 0, scho_code_tree_get_selected (self));
}

static void
activate_code (SchoCodeTree *self, guint32 code)
{
  if (code != 0)
    g_signal_emit (self, signals[CODE_ACTIVATED], 0, code);
}

static void
row_activated_cb (SchoCodeTree *self, guint position)
{
  activate_code (self, get_id_at (self, position));
}

/* Enter in the filter takes the first match. */
static void
filter_activated_cb (SchoCodeTree *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkTreeListRow) row
          = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (self->words == NULL || scho_code_item_is_found (get_item (row)))
        {
          activate_code (self, get_id (row));
          return;
        }
    }
}

static gboolean
filter_key_cb (SchoCodeTree *self, guint keyval, guint code, GdkModifierType state)
{
  if (keyval != GDK_KEY_Down)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  return GDK_EVENT_STOP;
}

static void
signal_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SchoCodeTree *self = SCHO_CODE_TREE (widget);
  guint32 id = scho_code_tree_get_selected (self);

  if (id == 0)
    return;
  if (g_str_equal (action, "code.apply"))
    activate_code (self, id);
  else if (g_str_equal (action, "code.passages"))
    g_signal_emit (self, signals[CODE_PASSAGES], 0, id);
  else if (g_str_equal (action, "code.describe"))
    g_signal_emit (self, signals[CODE_DESCRIBED], 0, id);
}

static void
set_sort (SchoCodeTree *self, const char *nick)
{
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    if (g_strcmp0 (sorts[i], nick) == 0 && !g_str_equal (self->sort, nick))
      {
        g_free (self->sort);
        self->sort = g_strdup (nick);
        if (self->session != NULL)
          scho_code_model_set_sort (scho_session_get_codes (self->session), i);
        close_collapsed (self);
        show (self);
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
      }
}

static void
scho_code_tree_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, SCHO_CODE_TREE (object)->sort);
}

static void
scho_code_tree_set_property (GObject *object,
                             guint id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  set_sort (SCHO_CODE_TREE (object), g_value_get_string (value));
}

/* The list, at the code that is selected. */
static gboolean
scho_code_tree_grab_focus (GtkWidget *widget)
{
  SchoCodeTree *self = SCHO_CODE_TREE (widget);
  guint32 code = scho_code_tree_get_selected (self);

  return (code != 0 && scho_code_tree_focus (self, code))
         || gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
scho_code_tree_dispose (GObject *object)
{
  SchoCodeTree *self = SCHO_CODE_TREE (object);
  GtkWidget *child;

  scho_code_tree_end_drop (self);
  g_clear_weak_pointer (&self->add_from);
  scho_code_tree_set_session (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->slice);
  G_OBJECT_CLASS (scho_code_tree_parent_class)->dispose (object);
}

static void
scho_code_tree_finalize (GObject *object)
{
  SchoCodeTree *self = SCHO_CODE_TREE (object);

  g_strfreev (self->words);
  g_free (self->sort);
  g_hash_table_unref (self->collapsed);
  g_array_unref (self->chosen);
  g_clear_pointer (&self->merged, g_array_unref);
  G_OBJECT_CLASS (scho_code_tree_parent_class)->finalize (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name, SCHO_TYPE_CODE_TREE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass,
                                               "/org/scholiast/Scholiast/code-tree.ui");
  gtk_widget_class_bind_template_child (klass, SchoCodeTree, stack);
  gtk_widget_class_bind_template_child (klass, SchoCodeTree, list);
  gtk_widget_class_bind_template_child (klass, SchoCodeTree, filter);
  gtk_widget_class_bind_template_child (klass, SchoCodeTree, empty);
  gtk_widget_class_bind_template_child (klass, SchoCodeTree, empty_buttons);
  gtk_widget_class_bind_template_child (klass, SchoCodeTree, add_button);
  gtk_widget_class_bind_template_child (klass, SchoCodeTree, add_popover);
  gtk_widget_class_bind_template_child (klass, SchoCodeTree, add_where);
  gtk_widget_class_bind_template_child (klass, SchoCodeTree, add_name);
  gtk_widget_class_bind_template_child (klass, SchoCodeTree, menu);
  gtk_widget_class_bind_template_callback (klass, filter_changed_cb);
  gtk_widget_class_bind_template_callback (klass, filter_activated_cb);
  gtk_widget_class_bind_template_callback (klass, filter_key_cb);
  gtk_widget_class_bind_template_callback (klass, row_activated_cb);
  gtk_widget_class_bind_template_callback_full (klass, "add_cb",
                                                G_CALLBACK (scho_code_tree_add));
  gtk_widget_class_bind_template_callback_full (klass, "add_closed_cb",
                                                G_CALLBACK (scho_code_tree_end_add));
}

static void
install_signals (void)
{
  signals[CODE_ACTIVATED] = new_signal ("code-activated");
  signals[CODE_DESCRIBED] = new_signal ("code-described");
  signals[CODE_PASSAGES] = new_signal ("code-passages");
  signals[CODE_SPLIT] = new_signal ("code-split");
  signals[CODE_SELECTED] = new_signal ("code-selected");
}

static void
scho_code_tree_class_init (SchoCodeTreeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = scho_code_tree_get_property;
  object_class->set_property = scho_code_tree_set_property;
  object_class->dispose = scho_code_tree_dispose;
  object_class->finalize = scho_code_tree_finalize;
  widget_class->grab_focus = scho_code_tree_grab_focus;
  properties[PROP_SORT] = g_param_spec_string ("sort", NULL, NULL, sorts[0],
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                   | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  install_signals ();
  bind_template (widget_class);
  gtk_widget_class_install_property_action (widget_class, "code.show-sorted", "sort");
  gtk_widget_class_install_action (widget_class, "code.apply", NULL, signal_action_cb);
  gtk_widget_class_install_action (widget_class, "code.passages", NULL, signal_action_cb);
  gtk_widget_class_install_action (widget_class, "code.describe", NULL, signal_action_cb);
  scho_code_tree_install_actions (widget_class);
}

static void
init_list (SchoCodeTree *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->slice = gtk_slice_list_model_new (NULL, 0, FIRST_ROWS);
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->slice)));
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (update_empty),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (self->selection); /* the list has it */
}

static void
scho_code_tree_init (SchoCodeTree *self)
{
  self->sort = g_strdup (sorts[0]);
  self->collapsed = g_hash_table_new (NULL, NULL);
  self->chosen = g_array_new (FALSE, FALSE, sizeof (guint32));
  gtk_widget_init_template (GTK_WIDGET (self));
  init_list (self);
  gtk_label_set_label (self->add_where, _ ("New code"));
  scho_row_menu_attach (GTK_WIDGET (self), GTK_WIDGET (self->list), self->menu);
  scho_code_tree_init_drop (self);
  update_empty (self);
  scho_code_tree_update_actions (self);
}

static void
leave_session (SchoCodeTree *self)
{
  if (self->session == NULL)
    return;
  g_clear_signal_handler (&self->handler, scho_session_get_project (self->session));
  g_clear_handle_id (&self->fill, g_source_remove);
  gtk_slice_list_model_set_model (self->slice, NULL);
  g_clear_object (&self->tree);
  g_clear_object (&self->session);
  g_hash_table_remove_all (self->collapsed);
  g_array_set_size (self->chosen, 0);
}

void
scho_code_tree_set_session (SchoCodeTree *self, SchoSession *session)
{
  SchoCodeModel *codes;

  if (self->session == session)
    return;
  leave_session (self);
  if (session == NULL)
    return;
  self->session = g_object_ref (session);
  codes = scho_session_get_codes (session);
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    if (g_str_equal (sorts[i], self->sort))
      scho_code_model_set_sort (codes, i);
  self->tree = gtk_tree_list_model_new (g_object_ref (scho_code_model_get_roots (codes)),
                                        FALSE, TRUE, create_children, NULL, NULL);
  /* After the model, which was there first. */
  self->handler = g_signal_connect_swapped (scho_session_get_project (session), "changed",
                                            G_CALLBACK (project_changed_cb), self);
  gtk_widget_set_visible (
      GTK_WIDGET (self->add_button),
      scho_project_get_read_only_reason (scho_session_get_project (session)) == NULL);
  filter_changed_cb (self);
}

void
scho_code_tree_set_document (SchoCodeTree *self, guint32 document)
{
  gboolean had;

  if (self->session == NULL)
    return;
  had = scho_code_model_get_document (scho_session_get_codes (self->session)) != 0;
  scho_code_model_set_document (scho_session_get_codes (self->session), document);
  if (had == (document != 0))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list));
       child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *expander = gtk_widget_get_first_child (child);

      if (expander != NULL && GTK_IS_TREE_EXPANDER (expander))
        scho_code_row_set_counts_here (
            SCHO_CODE_ROW (gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander))),
            document != 0);
    }
}

void
scho_code_tree_set_has_passage (SchoCodeTree *self, gboolean has_passage)
{
  if (self->has_passage == has_passage)
    return;
  self->has_passage = has_passage;
  scho_code_tree_update_actions (self);
}

GArray *
scho_code_tree_list_selected (SchoCodeTree *self)
{
  g_autoptr (GtkBitset) selected
      = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      guint32 id = get_id_at (self, position);

      if (id != 0)
        g_array_append_val (ids, id);
    }
  return ids;
}

guint32
scho_code_tree_get_selected (SchoCodeTree *self)
{
  g_autoptr (GArray) ids = scho_code_tree_list_selected (self);

  return ids->len > 0 ? g_array_index (ids, guint32, 0) : 0;
}

SchoCodeRow *
scho_code_tree_find_row (SchoCodeTree *self, guint32 code)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list));
       child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *expander = gtk_widget_get_first_child (child), *row;
      SchoCodeItem *item;

      if (expander == NULL || !GTK_IS_TREE_EXPANDER (expander))
        continue;
      row = gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander));
      item = scho_code_row_get_item (SCHO_CODE_ROW (row));
      if (item != NULL && scho_code_item_get_code (item)->id == code)
        return SCHO_CODE_ROW (row);
    }
  return NULL;
}

GtkTreeListRow *
scho_code_tree_get_list_row (SchoCodeRow *row)
{
  GtkWidget *expander = gtk_widget_get_parent (GTK_WIDGET (row));

  return gtk_tree_expander_get_list_row (GTK_TREE_EXPANDER (expander));
}

gboolean
scho_code_tree_is_arranged (SchoCodeTree *self)
{
  return g_str_equal (self->sort, sorts[SCHO_CODE_SORT_ARRANGED]);
}

void
scho_code_tree_emit_split (SchoCodeTree *self, guint32 code)
{
  g_signal_emit (self, signals[CODE_SPLIT], 0, code);
}

/* From the top down, since a closed branch has no rows. */
static void
open_above (SchoCodeTree *self, guint32 code)
{
  SchoSnapshot *snapshot = scho_session_get_snapshot (self->session);
  const SchoCode *noun = scho_snapshot_get_code (snapshot, code);
  guint position;

  if (noun == NULL || noun->parent == 0)
    return;
  open_above (self, noun->parent);
  g_hash_table_remove (self->collapsed, GUINT_TO_POINTER (noun->parent));
  position = find_position (self, noun->parent);
  if (position != GTK_INVALID_LIST_POSITION)
    {
      g_autoptr (GtkTreeListRow) row
          = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
      gtk_tree_list_row_set_expanded (row, TRUE);
    }
}

void
scho_code_tree_select_all (SchoCodeTree *self, const GArray *ids)
{
  guint position;

  show_all_rows (self);
  g_clear_pointer (&self->chosen, g_array_unref);
  self->chosen = g_array_copy ((GArray *) ids);
  for (guint i = 0; i < ids->len; i++)
    open_above (self, g_array_index (ids, guint32, i));
  position = select_rows (self, self->chosen);
  scho_code_tree_update_actions (self);
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u",
                                position);
}

void
scho_code_tree_select (SchoCodeTree *self, guint32 code)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (self->words != NULL)
    {
      gtk_editable_set_text (self->filter, "");
      filter_changed_cb (self);
    }
  g_array_append_val (ids, code);
  scho_code_tree_select_all (self, ids);
}
