#include "code-tree.h"

#include "code-row.h"
#include "dialogs.h"
#include "row-menu.h"

#include <glib/gi18n.h>
#include <scholiast/edit.h>
#include <scholiast/query.h>

struct _SchoCodeTree
{
  GtkWidget parent_instance;
  SchoSession *session;
  char *folded;   /* what is filtered for */
  guint32 parent; /* where the next new code goes */

  GtkStack *stack;
  GtkListView *list;
  GtkEditable *filter;
  GtkLabel *empty;
  GtkMenuButton *add_button;
  GtkPopover *add_popover;
  GtkLabel *add_where;
  GtkEditable *add_name;
  GMenuModel *menu;

  GtkTreeListModel *tree;       /* all codes, as a tree */
  GtkFilterListModel *filtered; /* those that match, as a list */
  GtkSingleSelection *selection;
};

enum
{
  CODE_ACTIVATED,
  CODE_DESCRIBED,
  CODE_PASSAGES,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoCodeTree, scho_code_tree, GTK_TYPE_WIDGET)

static GListModel *
create_children (gpointer item, gpointer data)
{
  GListModel *children = scho_code_item_get_children (item);

  /* An empty model would show an arrow that opens nothing. */
  return g_list_model_get_n_items (children) > 0 ? g_object_ref (children) : NULL;
}

static gboolean
is_wanted (gpointer item, gpointer data)
{
  SchoCodeTree *self = data;

  return self->folded == NULL || scho_code_item_matches (item, self->folded);
}

static void
setup_row_cb (SchoCodeTree *self, GtkListItem *list_item)
{
  GtkWidget *expander = gtk_tree_expander_new ();

  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), scho_code_row_new ());
  gtk_list_item_set_child (list_item, expander);
  scho_row_menu_select_on_press (expander, list_item, self->selection);
}

/* Below the name while filtered: where the code lies. */
static char *
dup_place (SchoCodeTree *self, const SchoCode *code)
{
  if (self->folded == NULL || code->parent == 0)
    return NULL;
  return scho_snapshot_dup_code_path (scho_session_get_snapshot (self->session),
                                      code->parent);
}

/* The tree has rows around its codes, the filtered list has not. */
static SchoCodeItem *
ref_item (gpointer row)
{
  return GTK_IS_TREE_LIST_ROW (row) ? gtk_tree_list_row_get_item (row)
                                    : g_object_ref (row);
}

static void
bind_row_cb (SchoCodeTree *self, GtkListItem *list_item)
{
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (list_item));
  gpointer row = gtk_list_item_get_item (list_item);
  g_autoptr (SchoCodeItem) item = ref_item (row);
  g_autofree char *place = dup_place (self, scho_code_item_get_code (item));

  gtk_tree_expander_set_list_row (expander, GTK_IS_TREE_LIST_ROW (row) ? row : NULL);
  scho_code_row_set_item (SCHO_CODE_ROW (gtk_tree_expander_get_child (expander)), item,
                          place);
}

static void
unbind_row_cb (SchoCodeTree *self, GtkListItem *list_item)
{
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (list_item));

  gtk_tree_expander_set_list_row (expander, NULL);
  scho_code_row_set_item (SCHO_CODE_ROW (gtk_tree_expander_get_child (expander)), NULL,
                          NULL);
}

static void
update_empty (SchoCodeTree *self)
{
  gboolean some = g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0;

  gtk_label_set_label (self->empty,
                       self->folded != NULL
                           ? _ ("No code has this in its name.")
                           : _ ("No codes yet. Add the first one with +, or import a "
                                "codebook."));
  gtk_stack_set_visible_child_name (self->stack, some ? "list" : "empty");
}

static void
filter_changed_cb (SchoCodeTree *self)
{
  const char *text = gtk_editable_get_text (self->filter);

  g_clear_pointer (&self->folded, g_free);
  if (text[0] != '\0')
    self->folded = g_utf8_casefold (text, -1);
  /* The list that is not shown changes at no cost. */
  if (self->folded == NULL)
    gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->tree));
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered),
                      GTK_FILTER_CHANGE_DIFFERENT);
  if (self->folded != NULL)
    gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->filtered));
  update_empty (self);
}

static SchoCodeItem *
get_item_at (SchoCodeTree *self, guint position)
{
  g_autoptr (GObject) row
      = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_autoptr (SchoCodeItem) item = row != NULL ? ref_item (row) : NULL;

  return item; /* the model has it */
}

static void
row_activated_cb (SchoCodeTree *self, guint position)
{
  SchoCodeItem *item = get_item_at (self, position);

  if (item != NULL)
    g_signal_emit (self, signals[CODE_ACTIVATED], 0, scho_code_item_get_code (item)->id);
}

/* Enter in the filter takes the first match. */
static void
filter_activated_cb (SchoCodeTree *self)
{
  row_activated_cb (self, 0);
}

static void
open_add_popover (SchoCodeTree *self, guint32 parent)
{
  g_autofree char *where = NULL;

  if (self->session == NULL)
    return;
  self->parent = parent;
  if (parent != 0)
    {
      SchoCodeItem *item
          = scho_code_model_get_item (scho_session_get_codes (self->session), parent);
      /* Translators: %s is the name of a code. */
      where = g_strdup_printf (_ ("New code below “%s”"),
                               scho_code_item_get_code (item)->name);
    }
  gtk_label_set_label (self->add_where, where != NULL ? where : _ ("New code"));
  gtk_editable_set_text (self->add_name, "");
  gtk_menu_button_popup (self->add_button);
  gtk_widget_grab_focus (GTK_WIDGET (self->add_name));
}

static void
add_closed_cb (SchoCodeTree *self)
{
  self->parent = 0;
  gtk_label_set_label (self->add_where, _ ("New code"));
}

static void
add_cb (SchoCodeTree *self)
{
  const char *name = gtk_editable_get_text (self->add_name);
  guint32 id;

  if (self->session == NULL || name[0] == '\0')
    return;
  id = scho_session_apply_new_code (self->session, 0, 0, 0, self->parent, name);
  if (id == 0)
    return;
  gtk_editable_set_text (self->add_name, "");
  gtk_popover_popdown (self->add_popover);
  scho_code_tree_select (self, id);
}

static void
emit_for_selected (SchoCodeTree *self, guint signal)
{
  guint32 id = scho_code_tree_get_selected (self);

  if (id != 0)
    g_signal_emit (self, signals[signal], 0, id);
}

static void
action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SchoCodeTree *self = SCHO_CODE_TREE (widget);

  if (g_str_equal (action, "code.apply"))
    emit_for_selected (self, CODE_ACTIVATED);
  else if (g_str_equal (action, "code.passages"))
    emit_for_selected (self, CODE_PASSAGES);
  else if (g_str_equal (action, "code.describe"))
    emit_for_selected (self, CODE_DESCRIBED);
  else if (g_str_equal (action, "code.add-below"))
    open_add_popover (self, scho_code_tree_get_selected (self));
  else if (g_str_equal (action, "code.add"))
    open_add_popover (self, 0);
}

static void
remove_confirmed_cb (gpointer data, GVariant *detail)
{
  SchoCodeTree *self = data;

  if (self->session == NULL)
    return;
  scho_session_apply (self->session,
                      scho_edit_remove_code (scho_session_get_snapshot (self->session),
                                             g_variant_get_uint32 (detail)),
                      NULL);
}

/* What goes with the code: codes below it, codings, in how many documents. */
static char *
dup_account (SchoSnapshot *snapshot, guint32 code)
{
  SchoFilter filter = { .code = code, .with_subcodes = TRUE };
  g_autoptr (GPtrArray) codings = scho_query_annotations (snapshot, &filter);
  g_autofree gboolean *branch = scho_query_branch (snapshot, code);
  GString *text = g_string_new (NULL);
  guint32 limit = scho_snapshot_get_code_limit (snapshot), below = 0, last = 0;
  guint documents = 0;

  for (guint32 i = 0; i < limit; i++)
    below += i != code && branch[i];
  for (guint i = 0; i < codings->len; i++)
    {
      const SchoAnnotation *coding = g_ptr_array_index (codings, i);
      documents += coding->document != last;
      last = coding->document;
    }
  if (below > 0)
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE,
                                         "With it goes %u code below it. ",
                                         "With it go %u codes below it. ", below),
                            below);
  if (codings->len > 0)
    {
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE, "%u coding goes, ",
                                           "%u codings go, ", codings->len),
                              codings->len);
      g_string_append_printf (
          text,
          g_dngettext (GETTEXT_PACKAGE, "in %u document, with its memo. ",
                       "in %u documents, with their memos. ", documents),
          documents);
    }
  else
    g_string_append (text, _ ("Nothing is coded with it. "));
  g_string_append (text, _ ("You can undo this."));
  return g_string_free (text, FALSE);
}

static void
remove_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SchoCodeTree *self = SCHO_CODE_TREE (widget);
  guint32 id = scho_code_tree_get_selected (self);
  g_autofree char *heading = NULL, *body = NULL;
  SchoSnapshot *snapshot;

  if (self->session == NULL || id == 0)
    return;
  snapshot = scho_session_get_snapshot (self->session);
  heading = g_strdup_printf (_ ("Remove the code “%s”?"),
                             scho_snapshot_get_code (snapshot, id)->name);
  body = dup_account (snapshot, id);
  scho_dialogs_confirm (GTK_WINDOW (gtk_widget_get_root (widget)), heading, body,
                        _ ("_Remove"), TRUE, NULL, remove_confirmed_cb, G_OBJECT (self),
                        g_variant_new_uint32 (id));
}

static void
scho_code_tree_dispose (GObject *object)
{
  SchoCodeTree *self = SCHO_CODE_TREE (object);
  GtkWidget *child;

  g_clear_object (&self->session);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->tree);
  g_clear_object (&self->filtered);
  G_OBJECT_CLASS (scho_code_tree_parent_class)->dispose (object);
}

static void
scho_code_tree_finalize (GObject *object)
{
  g_free (SCHO_CODE_TREE (object)->folded);
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
  gtk_widget_class_bind_template_child (klass, SchoCodeTree, add_button);
  gtk_widget_class_bind_template_child (klass, SchoCodeTree, add_popover);
  gtk_widget_class_bind_template_child (klass, SchoCodeTree, add_where);
  gtk_widget_class_bind_template_child (klass, SchoCodeTree, add_name);
  gtk_widget_class_bind_template_child (klass, SchoCodeTree, menu);
  gtk_widget_class_bind_template_callback (klass, filter_changed_cb);
  gtk_widget_class_bind_template_callback (klass, filter_activated_cb);
  gtk_widget_class_bind_template_callback (klass, row_activated_cb);
  gtk_widget_class_bind_template_callback (klass, add_cb);
  gtk_widget_class_bind_template_callback (klass, add_closed_cb);
}

static void
scho_code_tree_class_init (SchoCodeTreeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scho_code_tree_dispose;
  G_OBJECT_CLASS (klass)->finalize = scho_code_tree_finalize;
  signals[CODE_ACTIVATED] = new_signal ("code-activated");
  signals[CODE_DESCRIBED] = new_signal ("code-described");
  signals[CODE_PASSAGES] = new_signal ("code-passages");
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "code.apply", NULL, action_cb);
  gtk_widget_class_install_action (widget_class, "code.passages", NULL, action_cb);
  gtk_widget_class_install_action (widget_class, "code.describe", NULL, action_cb);
  gtk_widget_class_install_action (widget_class, "code.add", NULL, action_cb);
  gtk_widget_class_install_action (widget_class, "code.add-below", NULL, action_cb);
  gtk_widget_class_install_action (widget_class, "code.remove", NULL, remove_cb);
}

static void
init_models (SchoCodeTree *self)
{
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL));

  self->filtered = gtk_filter_list_model_new (NULL, filter);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (update_empty),
                           self, G_CONNECT_SWAPPED);
}

static void
scho_code_tree_init (SchoCodeTree *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  init_models (self);
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_row_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_row_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_row_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (self->selection); /* the list has it */
  gtk_label_set_label (self->add_where, _ ("New code"));
  scho_row_menu_attach (GTK_WIDGET (self), GTK_WIDGET (self->list), self->menu);
  update_empty (self);
}

void
scho_code_tree_set_session (SchoCodeTree *self, SchoSession *session)
{
  SchoCodeModel *codes = session != NULL ? scho_session_get_codes (session) : NULL;

  if (!g_set_object (&self->session, session))
    return;
  g_clear_object (&self->tree);
  gtk_single_selection_set_model (self->selection, NULL);
  gtk_filter_list_model_set_model (
      self->filtered, codes != NULL ? scho_code_model_get_all (codes) : NULL);
  if (codes != NULL)
    self->tree
        = gtk_tree_list_model_new (g_object_ref (scho_code_model_get_roots (codes)),
                                   FALSE, TRUE, create_children, NULL, NULL);
  filter_changed_cb (self);
}

guint32
scho_code_tree_get_selected (SchoCodeTree *self)
{
  SchoCodeItem *item
      = get_item_at (self, gtk_single_selection_get_selected (self->selection));

  return item != NULL ? scho_code_item_get_code (item)->id : 0;
}

void
scho_code_tree_select (SchoCodeTree *self, guint32 code)
{
  gtk_editable_set_text (self->filter, "");
  filter_changed_cb (self);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    if (scho_code_item_get_code (get_item_at (self, i))->id == code)
      {
        gtk_single_selection_set_selected (self->selection, i);
        gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u",
                                    i);
        return;
      }
}
