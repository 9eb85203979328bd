#include "code-chooser.h"

#include "code-row.h"
#include "letters.h"

#include <glib/gi18n.h>

struct _SchoCodeChooser
{
  GtkPopover parent_instance;
  SchoSession *session;
  GStrv words; /* nullable: what is filtered for */
  GtkLabel *heading, *none;
  GtkEditable *entry;
  GtkListView *list;
  GtkStack *stack;
  GListStore *codes; /* of SchoCodeItem: all that are offered */
  GtkFilterListModel *filtered;
  GtkSingleSelection *selection;
};

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoCodeChooser, scho_code_chooser, GTK_TYPE_POPOVER)

static void
setup_row_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  gtk_list_item_set_child (list_item, scho_code_row_new ());
}

static void
bind_row_cb (SchoCodeChooser *self, GtkListItem *list_item)
{
  scho_code_row_bind (list_item, scho_session_get_snapshot (self->session));
}

static void
unbind_row_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  scho_code_row_unbind (list_item);
}

/* Where it lies counts too. */
static gboolean
is_wanted (gpointer item, gpointer data)
{
  SchoCodeChooser *self = data;
  g_autofree char *path = NULL, *folded = NULL;

  if (self->words == NULL || self->session == NULL)
    return TRUE;
  path = scho_snapshot_dup_code_path (scho_session_get_snapshot (self->session),
                                      scho_code_item_get_code (item)->id);
  folded = scho_letters_fold (path);
  return scho_letters_match (folded, (const char *const *) self->words);
}

static void
entry_changed_cb (SchoCodeChooser *self)
{
  gboolean some;

  g_clear_pointer (&self->words, g_strfreev);
  self->words = scho_letters_split (gtk_editable_get_text (self->entry));
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered),
                      GTK_FILTER_CHANGE_DIFFERENT);
  some = g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0;
  gtk_stack_set_visible_child (
      self->stack, some ? gtk_widget_get_first_child (GTK_WIDGET (self->stack))
                        : GTK_WIDGET (self->none));
  if (some)
    gtk_single_selection_set_selected (self->selection, 0);
}

static void
choose (SchoCodeChooser *self, guint position)
{
  g_autoptr (SchoCodeItem) item
      = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, scho_code_item_get_code (item)->id);
}

static void
row_activated_cb (SchoCodeChooser *self, guint position)
{
  choose (self, position);
}

static void
entry_activated_cb (SchoCodeChooser *self)
{
  choose (self, gtk_single_selection_get_selected (self->selection));
}

static gboolean
key_pressed_cb (SchoCodeChooser *self, guint keyval, guint code, GdkModifierType state)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint place = gtk_single_selection_get_selected (self->selection);
  int by = keyval == GDK_KEY_Down ? 1 : keyval == GDK_KEY_Up ? -1 : 0;

  if (by == 0 || n == 0)
    return GDK_EVENT_PROPAGATE;
  place = (place + n + (guint) by) % n;
  gtk_single_selection_set_selected (self->selection, place);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", place);
  return GDK_EVENT_STOP;
}

static void
scho_code_chooser_dispose (GObject *object)
{
  SchoCodeChooser *self = SCHO_CODE_CHOOSER (object);

  g_clear_object (&self->codes);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (scho_code_chooser_parent_class)->dispose (object);
}

static void
scho_code_chooser_finalize (GObject *object)
{
  g_strfreev (SCHO_CODE_CHOOSER (object)->words);
  G_OBJECT_CLASS (scho_code_chooser_parent_class)->finalize (object);
}

static void
scho_code_chooser_class_init (SchoCodeChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scho_code_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = scho_code_chooser_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", SCHO_TYPE_CODE_CHOOSER, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/scholiast/Scholiast/code-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, SchoCodeChooser, heading);
  gtk_widget_class_bind_template_child (widget_class, SchoCodeChooser, none);
  gtk_widget_class_bind_template_child (widget_class, SchoCodeChooser, entry);
  gtk_widget_class_bind_template_child (widget_class, SchoCodeChooser, list);
  gtk_widget_class_bind_template_child (widget_class, SchoCodeChooser, stack);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
scho_code_chooser_init (SchoCodeChooser *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL));

  gtk_widget_init_template (GTK_WIDGET (self));
  self->codes = g_list_store_new (SCHO_TYPE_CODE_ITEM);
  self->filtered
      = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->codes)), filter);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->filtered));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (self->selection); /* the list has it */
}

GtkWidget *
scho_code_chooser_new (void)
{
  return g_object_new (SCHO_TYPE_CODE_CHOOSER, NULL);
}

void
scho_code_chooser_open (SchoCodeChooser *self,
                        SchoSession *session,
                        const char *heading,
                        const GArray *codes)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  SchoCodeModel *model = scho_session_get_codes (session);

  for (guint i = 0; i < codes->len; i++)
    g_ptr_array_add (items,
                     scho_code_model_get_item (model, g_array_index (codes, guint32, i)));
  g_list_store_remove_all (self->codes);
  g_set_object (&self->session, session);
  gtk_label_set_label (self->heading, heading);
  gtk_editable_set_text (self->entry, "");
  g_list_store_splice (self->codes, 0, 0, items->pdata, items->len);
  entry_changed_cb (self);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
