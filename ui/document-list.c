#include "document-list.h"

#include "attribute-filter.h"
#include "dialogs.h"
#include "large-step.h"
#include "row-click.h"
#include "row-menu.h"
#include "tip.h"

#include <glib/gi18n.h>
#include <scholiast/edit.h>
#include <scholiast/error.h>
#include <string.h>

struct _SchoDocumentList
{
  GtkWidget parent_instance;
  SchoSession *session;
  SchoAttributeFilter *words; /* nullable: what is filtered for */
  char *sort;                 /* a nick: "imported", "title", "count" */
  guint32 document;           /* the one on the page; 0: none */

  GtkStack *stack;
  GtkListView *list;
  GtkEditable *filter;
  GtkLabel *empty;
  GtkWidget *add_button, *empty_button;
  GMenuModel *menu;
  GtkSortListModel *sorted;
  GtkFilterListModel *filtered;
  GtkSliceListModel *slice; /* what of them has rows */
  guint fill;               /* gives rows to the others */
  GtkSingleSelection *selection;
};

enum
{
  DOCUMENT_ACTIVATED,
  DOCUMENT_DESCRIBED,
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

static const char *const sorts[] = { "imported", "title", "count" };

G_DEFINE_FINAL_TYPE (SchoDocumentList, scho_document_list, GTK_TYPE_WIDGET)

/* A row is a box with the title and the number of codings. */
typedef struct
{
  GtkLabel *title, *count;
  gulong handler;
} Row;

static Row *
get_row (GtkListItem *list_item)
{
  return g_object_get_data (G_OBJECT (gtk_list_item_get_child (list_item)), "row");
}

static void
item_changed_cb (GtkListItem *list_item)
{
  SchoDocumentItem *item = gtk_list_item_get_item (list_item);
  const SchoDocument *document = scho_document_item_get_document (item);
  gsize n = scho_document_item_get_count (item);
  g_autofree char *count = g_strdup_printf ("%" G_GSIZE_FORMAT, n);
  g_autofree char *codings = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%lu coding", "%lu codings", n), (gulong) n);
  g_autofree char *words = g_strdup_printf ("%s, %s", document->title, codings);
  g_autofree char *tooltip = g_strdup_printf ("%s\n%s", document->title, codings);
  GtkWidget *child = gtk_list_item_get_child (list_item);
  Row *row = get_row (list_item);

  gtk_label_set_label (row->title, document->title);
  gtk_label_set_label (row->count, count);
  gtk_widget_set_visible (GTK_WIDGET (row->count), n > 0);
  scho_tip_set (child, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (child)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
setup_row_cb (SchoDocumentList *self, GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  Row *row = g_new0 (Row, 1);

  row->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (row->title, 0);
  gtk_label_set_ellipsize (row->title, PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (GTK_WIDGET (row->title), TRUE);
  row->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (row->count), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (row->count), "numeric");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->count));
  g_object_set_data_full (G_OBJECT (box), "row", row, g_free);
  gtk_list_item_set_child (list_item, box);
  scho_row_menu_select_on_press (box, list_item, GTK_SELECTION_MODEL (self->selection));
  /* What is highlighted here and what is on the page are the same, so that nobody codes
   * the wrong text. */
  scho_row_click_attach (box, list_item);
}

static void
bind_row_cb (SchoDocumentList *self, GtkListItem *list_item)
{
  get_row (list_item)->handler
      = g_signal_connect_swapped (gtk_list_item_get_item (list_item), "changed",
                                  G_CALLBACK (item_changed_cb), list_item);
  item_changed_cb (list_item);
}

static void
unbind_row_cb (SchoDocumentList *self, GtkListItem *list_item)
{
  g_clear_signal_handler (&get_row (list_item)->handler,
                          gtk_list_item_get_item (list_item));
}

static gboolean
is_wanted (gpointer item, gpointer data)
{
  SchoDocumentList *self = data;

  return scho_attribute_filter_matches (self->words, scho_document_item_get_folded (item),
                                        scho_document_item_get_document (item));
}

static void
update_empty (SchoDocumentList *self)
{
  gboolean some = g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0;

  gtk_label_set_label (
      self->empty, self->words != NULL
                       ? _ ("No document has this in its title, or such an attribute.")
                       : _ ("No documents yet. Import some, or drop files here."));
  gtk_widget_set_visible (self->empty_button, self->words == NULL);
  gtk_stack_set_visible_child_name (self->stack, some ? "list" : "empty");
}

static void
show_all_rows (SchoDocumentList *self)
{
  g_clear_handle_id (&self->fill, g_source_remove);
  gtk_slice_list_model_set_size (self->slice, G_MAXUINT);
}

static gboolean
fill_cb (gpointer data)
{
  SchoDocumentList *self = data;

  self->fill = 0;
  if (self->document != 0)
    scho_document_list_select (self, self->document);
  show_all_rows (self);
  return G_SOURCE_REMOVE;
}

static void
filter_changed_cb (SchoDocumentList *self)
{
  gtk_slice_list_model_set_size (self->slice, FIRST_ROWS);
  g_clear_handle_id (&self->fill, g_source_remove);
  self->fill = g_timeout_add (FILL_AFTER, fill_cb, self);
  g_clear_pointer (&self->words, scho_attribute_filter_free);
  self->words = scho_attribute_filter_new (gtk_editable_get_text (self->filter));
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered),
                      GTK_FILTER_CHANGE_DIFFERENT);
  update_empty (self);
}

static guint32
get_selected (SchoDocumentList *self)
{
  SchoDocumentItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? scho_document_item_get_document (item)->id : 0;
}

static void
row_activated_cb (SchoDocumentList *self, guint position)
{
  g_autoptr (SchoDocumentItem) item
      = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  g_signal_emit (self, signals[DOCUMENT_ACTIVATED], 0,
                 scho_document_item_get_document (item)->id);
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SchoDocumentList *self = SCHO_DOCUMENT_LIST (widget);

  if (get_selected (self) != 0)
    g_signal_emit (self, signals[DOCUMENT_ACTIVATED], 0, get_selected (self));
}

static void
describe_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SchoDocumentList *self = SCHO_DOCUMENT_LIST (widget);

  if (get_selected (self) != 0)
    g_signal_emit (self, signals[DOCUMENT_DESCRIBED], 0, get_selected (self));
}

static SchoStep *
make_removal (SchoSnapshot *snapshot, gpointer data, GError **error)
{
  guint32 id = GPOINTER_TO_UINT (data);

  if (scho_snapshot_get_document (snapshot, id) != NULL)
    return scho_edit_remove_document (snapshot, id);
  g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
                       _ ("The document is no longer there."));
  return NULL;
}

static void
remove_confirmed_cb (gpointer data, GVariant *detail)
{
  SchoDocumentList *self = data;
  guint32 id = g_variant_get_uint32 (detail);
  SchoDocumentItem *item;

  if (self->session == NULL)
    return;
  item = scho_document_model_get_item (scho_session_get_documents (self->session), id);
  scho_session_make_step (self->session,
                          item != NULL ? scho_document_item_get_count (item) : 0,
                          make_removal, GUINT_TO_POINTER (id), NULL, NULL, NULL);
}

static void
remove_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SchoDocumentList *self = SCHO_DOCUMENT_LIST (widget);
  guint32 id = get_selected (self);
  SchoDocumentItem *item;
  g_autofree char *heading = NULL, *body = NULL;
  gsize n;

  if (self->session == NULL || id == 0)
    return;
  item = scho_document_model_get_item (scho_session_get_documents (self->session), id);
  n = scho_document_item_get_count (item);
  heading = g_strdup_printf (_ ("Remove “%s”?"),
                             scho_document_item_get_document (item)->title);
  body = n == 0
             ? g_strdup (_ ("It has no codings. You can undo this."))
             : g_strdup_printf (
                 g_dngettext (
                     GETTEXT_PACKAGE,
                     "Its text and %lu coding leave the project. You can undo this.",
                     "Its text and %lu codings leave the project. You can undo this.", n),
                 (gulong) n);
  scho_dialogs_confirm (GTK_WINDOW (gtk_widget_get_root (widget)), heading, body,
                        _ ("_Remove"), TRUE, NULL, remove_confirmed_cb, G_OBJECT (self),
                        g_variant_new_uint32 (id));
}

static gboolean
drop_cb (SchoDocumentList *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) paths = NULL;

  for (; files != NULL; files = files->next)
    if (g_file_peek_path (files->data) != NULL)
      g_strv_builder_add (builder, g_file_peek_path (files->data));
  paths = g_strv_builder_end (builder);
  return paths[0] != NULL
         && gtk_widget_activate_action_variant (
             GTK_WIDGET (self), "win.import-files",
             g_variant_new_strv ((const char *const *) paths, -1));
}

/* Order */

static int
compare_titles (gconstpointer a, gconstpointer b, gpointer data)
{
  return strcmp (scho_document_item_get_key ((gpointer) a),
                 scho_document_item_get_key ((gpointer) b));
}

static int
compare_counts (gconstpointer a, gconstpointer b, gpointer data)
{
  gsize left = scho_document_item_get_count ((gpointer) a);
  gsize right = scho_document_item_get_count ((gpointer) b);

  return left != right ? (left < right ? 1 : -1) : compare_titles (a, b, data);
}

static void
set_sort (SchoDocumentList *self, const char *nick)
{
  g_autoptr (GtkSorter) sorter = NULL;

  if (!g_strv_contains (sorts, nick) || g_str_equal (nick, self->sort))
    return;
  g_free (self->sort);
  self->sort = g_strdup (nick);
  if (g_str_equal (nick, "title"))
    sorter = GTK_SORTER (gtk_custom_sorter_new (compare_titles, NULL, NULL));
  else if (g_str_equal (nick, "count"))
    sorter = GTK_SORTER (gtk_custom_sorter_new (compare_counts, NULL, NULL));
  gtk_sort_list_model_set_sorter (self->sorted, sorter);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
}

/* Titles and counts change without the list of documents changing. */
static void
project_changed_cb (SchoDocumentList *self, SchoStep *step)
{
  GtkSorter *sorter = gtk_sort_list_model_get_sorter (self->sorted);

  if (sorter != NULL)
    gtk_sorter_changed (sorter, GTK_SORTER_CHANGE_DIFFERENT);
}

/* The arrow keys only look; when they leave, the document on the page is marked again. */
static void
focus_left_cb (SchoDocumentList *self)
{
  if (self->document != 0)
    scho_document_list_select (self, self->document);
}

static void
scho_document_list_get_property (GObject *object,
                                 guint id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  g_value_set_string (value, SCHO_DOCUMENT_LIST (object)->sort);
}

static void
scho_document_list_set_property (GObject *object,
                                 guint id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  set_sort (SCHO_DOCUMENT_LIST (object), g_value_get_string (value));
}

static void
scho_document_list_dispose (GObject *object)
{
  SchoDocumentList *self = SCHO_DOCUMENT_LIST (object);
  GtkWidget *child;

  g_clear_handle_id (&self->fill, g_source_remove);
  scho_document_list_set_session (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (scho_document_list_parent_class)->dispose (object);
}

static void
scho_document_list_finalize (GObject *object)
{
  g_clear_pointer (&SCHO_DOCUMENT_LIST (object)->words, scho_attribute_filter_free);
  g_free (SCHO_DOCUMENT_LIST (object)->sort);
  G_OBJECT_CLASS (scho_document_list_parent_class)->finalize (object);
}

static void
install_signals (GType type)
{
  signals[DOCUMENT_ACTIVATED]
      = g_signal_new ("document-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[DOCUMENT_DESCRIBED]
      = g_signal_new ("document-described", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 1, G_TYPE_UINT);
}

static gboolean
scho_document_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SCHO_DOCUMENT_LIST (widget)->list));
}

static void
scho_document_list_class_init (SchoDocumentListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scho_document_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = scho_document_list_finalize;
  widget_class->grab_focus = scho_document_list_grab_focus;
  G_OBJECT_CLASS (klass)->get_property = scho_document_list_get_property;
  G_OBJECT_CLASS (klass)->set_property = scho_document_list_set_property;
  properties[PROP_SORT] = g_param_spec_string ("sort", NULL, NULL, sorts[0],
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                   | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);
  install_signals (SCHO_TYPE_DOCUMENT_LIST);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/scholiast/Scholiast/document-list.ui");
  gtk_widget_class_bind_template_child (widget_class, SchoDocumentList, stack);
  gtk_widget_class_bind_template_child (widget_class, SchoDocumentList, list);
  gtk_widget_class_bind_template_child (widget_class, SchoDocumentList, filter);
  gtk_widget_class_bind_template_child (widget_class, SchoDocumentList, empty);
  gtk_widget_class_bind_template_child (widget_class, SchoDocumentList, add_button);
  gtk_widget_class_bind_template_child (widget_class, SchoDocumentList, empty_button);
  gtk_widget_class_bind_template_child (widget_class, SchoDocumentList, menu);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_property_action (widget_class, "document.show-sorted", "sort");
  gtk_widget_class_install_action (widget_class, "document.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "document.describe", NULL, describe_cb);
  gtk_widget_class_install_action (widget_class, "document.remove", NULL, remove_cb);
}

static void
scho_document_list_init (SchoDocumentList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  /* Of the whole pane, so that its menu keeps the row that it is about. */
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL));

  self->sort = g_strdup (sorts[0]);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self,
                           G_CONNECT_SWAPPED);
  /* Sorted first, so that a key in the filter sorts nothing. */
  self->sorted = gtk_sort_list_model_new (NULL, NULL);
  self->filtered = gtk_filter_list_model_new (G_LIST_MODEL (self->sorted), filter);
  self->slice = gtk_slice_list_model_new (G_LIST_MODEL (self->filtered), 0, G_MAXUINT);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->slice));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (self->selection); /* the list has it */
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (update_empty),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  scho_row_menu_attach (GTK_WIDGET (self), GTK_WIDGET (self->list), self->menu);
  update_empty (self);
}

void
scho_document_list_set_session (SchoDocumentList *self, SchoSession *session)
{
  if (self->session == session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (scho_session_get_project (self->session), self);
  g_set_object (&self->session, session);
  self->document = 0;
  gtk_sort_list_model_set_model (
      self->sorted,
      session != NULL ? scho_document_model_get_all (scho_session_get_documents (session))
                      : NULL);
  if (session != NULL)
    g_signal_connect_swapped (scho_session_get_project (session), "changed",
                              G_CALLBACK (project_changed_cb), self);
  /* Nothing comes in where nothing can be changed. */
  gtk_widget_set_visible (self->add_button, session == NULL
                                                || scho_project_get_read_only_reason (
                                                       scho_session_get_project (session))
                                                       == NULL);
  update_empty (self);
}

void
scho_document_list_select (SchoDocumentList *self, guint32 document)
{
  GListModel *list = G_LIST_MODEL (self->selection);

  self->document = document;
  show_all_rows (self);
  if (get_selected (self) == document)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SchoDocumentItem) item = g_list_model_get_item (list, i);

      if (scho_document_item_get_document (item)->id == document)
        {
          gtk_single_selection_set_selected (self->selection, i);
          gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u",
                                      i);
          return;
        }
    }
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}
