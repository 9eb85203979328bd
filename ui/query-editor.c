#include "query-editor.h"

#include "name-entry.h"
#include "query-group.h"

#include <glib/gi18n.h>
#include <scholiast/job.h>
#include <string.h>

#define PATIENCE 150 /* milliseconds without a key before it is counted */

struct _SchoQueryEditor
{
  GtkWidget parent_instance;
  SchoSession *session;
  gulong handler;
  SchoPassageQuery *query; /* nullable: what the text says, where it is understood */
  GCancellable *counting;  /* nullable */
  guint soon;
  GtkWidget *form, *text;
  GtkLabel *status;
};

enum
{
  CHANGED,
  ACTIVATE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoQueryEditor, scho_query_editor, GTK_TYPE_WIDGET)

/* Counting ----------------------------------------------------------------------------
 */

typedef struct
{
  SchoSnapshot *snapshot;
  SchoPassageQuery *query;
} Order;

static void
order_free (gpointer data)
{
  Order *self = data;

  scho_snapshot_unref (self->snapshot);
  scho_passage_query_unref (self->query);
  g_free (self);
}

static guint
count_documents (const GArray *matches)
{
  guint n = 0;

  for (guint i = 0; i < matches->len; i++)
    n += i == 0
         || g_array_index (matches, SchoMatch, i).document
                != g_array_index (matches, SchoMatch, i - 1).document;
  return n;
}

/* The sentence about it. */
static gpointer
count_work (gpointer data,
            const SchoProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  Order *order = data;
  g_autoptr (GArray) matches = scho_passage_query_run (
      order->query, order->snapshot, progress, cancellable, NULL, error);
  g_autofree char *passages = NULL, *documents = NULL;
  guint n;

  if (matches == NULL)
    return NULL;
  n = count_documents (matches);
  passages = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u passage", "%u passages", matches->len),
      matches->len);
  if (n == 0)
    return g_steal_pointer (&passages);
  documents = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u document", "%u documents", n), n);
  /* Translators: how many passages, in how many documents. */
  return g_strdup_printf (_ ("%s in %s"), passages, documents);
}

static void
say (SchoQueryEditor *self, const char *words, gboolean is_wrong)
{
  gtk_label_set_label (self->status, words);
  if (is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->status), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->status), "error");
}

static void
count_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SchoQueryEditor) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = scho_job_run_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;
  g_clear_object (&self->counting);
  say (self, words != NULL ? words : error->message, words == NULL);
  if (words == NULL) /* so it is no answer after all */
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
stop_counting (SchoQueryEditor *self)
{
  g_clear_handle_id (&self->soon, g_source_remove);
  if (self->counting != NULL)
    g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
}

static gboolean
soon_cb (gpointer data)
{
  SchoQueryEditor *self = data;
  Order *order = g_new0 (Order, 1);

  self->soon = 0;
  order->snapshot = scho_snapshot_ref (scho_session_get_snapshot (self->session));
  order->query = scho_passage_query_ref (self->query);
  self->counting = g_cancellable_new ();
  scho_job_run_async (count_work, order, order_free, g_free, self->counting, NULL,
                      count_done, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* The text ------------------------------------------------------------------------------
 */

/* @place: (nullable): what is wrong; at the end the last character. */
static void
mark (SchoQueryEditor *self, const SchoQueryPlace *place)
{
  GtkEntry *entry = scho_name_entry_get_entry (SCHO_NAME_ENTRY (self->text));
  const char *text = scho_query_editor_get_text (self);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *attribute = pango_attr_underline_new (PANGO_UNDERLINE_ERROR);
  glong length = g_utf8_strlen (text, -1), start, end;

  gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  gtk_entry_set_attributes (entry, attributes);
  if (place == NULL)
    {
      pango_attribute_destroy (attribute);
      return;
    }
  start = MIN ((glong) place->start, MAX (length - 1, 0));
  end = MIN (start + MAX ((glong) place->length, 1), length);
  attribute->start_index = (guint) (g_utf8_offset_to_pointer (text, start) - text);
  attribute->end_index = (guint) (g_utf8_offset_to_pointer (text, end) - text);
  pango_attr_list_insert (attributes, attribute);
  gtk_entry_set_attributes (entry, attributes);
  gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\n")] == '\0';
}

/* Understands the text, says what is wrong or has it counted. */
static void
look (SchoQueryEditor *self)
{
  const char *text = scho_query_editor_get_text (self);
  g_autoptr (GError) error = NULL;
  SchoQueryPlace place;

  stop_counting (self);
  g_clear_pointer (&self->query, scho_passage_query_unref);
  mark (self, NULL);
  if (is_blank (text))
    {
      say (self, _ ("Choose a code, or write a query."), FALSE);
      return;
    }
  self->query = scho_passage_query_parse (text, &place, &error);
  if (self->query != NULL
      && scho_passage_query_check (self->query, scho_session_get_snapshot (self->session),
                                   &place, &error))
    {
      say (self, _ ("Counting…"), FALSE);
      self->soon = g_timeout_add (PATIENCE, soon_cb, self);
      return;
    }
  mark (self, &place);
  say (self, error->message, TRUE);
}

/* A name may be there now, or gone, and others be found. */
static void
project_changed_cb (SchoQueryEditor *self)
{
  look (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
fill_form (SchoQueryEditor *self)
{
  g_autoptr (SchoQueryPart) part
      = self->query != NULL ? scho_passage_query_take_apart (self->query) : NULL;

  if (part != NULL || is_blank (scho_query_editor_get_text (self)))
    scho_query_group_set_part (SCHO_QUERY_GROUP (self->form), part);
}

static void
text_changed_cb (SchoQueryEditor *self)
{
  look (self);
  fill_form (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
form_changed_cb (SchoQueryEditor *self)
{
  g_autoptr (SchoQueryPart) part
      = scho_query_group_dup_part (SCHO_QUERY_GROUP (self->form));
  g_autofree char *written = scho_query_part_write (part);
  g_autoptr (SchoPassageQuery) query = scho_passage_query_parse (written, NULL, NULL);
  g_autofree char *plain = query != NULL ? scho_passage_query_dup_text (query) : NULL;

  scho_name_entry_set_text (SCHO_NAME_ENTRY (self->text),
                            plain != NULL ? plain : written);
  look (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
activate_cb (SchoQueryEditor *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

/* The widget ----------------------------------------------------------------------------
 */

static gboolean
scho_query_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SCHO_QUERY_EDITOR (widget)->form);
}

static void
scho_query_editor_dispose (GObject *object)
{
  SchoQueryEditor *self = SCHO_QUERY_EDITOR (object);
  GtkWidget *child;

  stop_counting (self);
  if (self->session != NULL)
    g_clear_signal_handler (&self->handler, scho_session_get_project (self->session));
  g_clear_object (&self->session);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->query, scho_passage_query_unref);
  G_OBJECT_CLASS (scho_query_editor_parent_class)->dispose (object);
}

static void
scho_query_editor_class_init (SchoQueryEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scho_query_editor_dispose;
  widget_class->grab_focus = scho_query_editor_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", SCHO_TYPE_QUERY_EDITOR, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATE] = g_signal_new ("activate", SCHO_TYPE_QUERY_EDITOR, G_SIGNAL_RUN_LAST,
                                    0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "query-editor");
}

static void
scho_query_editor_init (SchoQueryEditor *self)
{
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
      GTK_ORIENTATION_VERTICAL);
}

static void
add_status (SchoQueryEditor *self)
{
  self->status = g_object_new (GTK_TYPE_LABEL, "accessible-role",
                               GTK_ACCESSIBLE_ROLE_STATUS, "xalign", 0.0, "wrap", TRUE,
                               "natural-wrap-mode", GTK_NATURAL_WRAP_NONE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->status), "caption");
  gtk_widget_set_parent (GTK_WIDGET (self->status), GTK_WIDGET (self));
}

GtkWidget *
scho_query_editor_new (SchoSession *session)
{
  SchoQueryEditor *self = g_object_new (SCHO_TYPE_QUERY_EDITOR, NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->session = g_object_ref (session);
  self->form = scho_query_group_new (session, FALSE);
  scho_query_group_set_part (SCHO_QUERY_GROUP (self->form), NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->form);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
  self->text = scho_name_entry_new (session, SCHO_NAMES_QUERY, _ ("Query"));
  gtk_widget_set_parent (self->text, GTK_WIDGET (self));
  g_signal_connect_object (self->form, "changed", G_CALLBACK (form_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->text, "changed", G_CALLBACK (text_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->text, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  self->handler = g_signal_connect_swapped (scho_session_get_project (session), "changed",
                                            G_CALLBACK (project_changed_cb), self);
  add_status (self);
  look (self);
  return GTK_WIDGET (self);
}

const char *
scho_query_editor_get_text (SchoQueryEditor *self)
{
  return scho_name_entry_get_text (SCHO_NAME_ENTRY (self->text));
}

void
scho_query_editor_set_text (SchoQueryEditor *self, const char *text)
{
  scho_name_entry_set_text (SCHO_NAME_ENTRY (self->text), text);
  text_changed_cb (self);
}

gboolean
scho_query_editor_is_valid (SchoQueryEditor *self)
{
  return self->query != NULL
         && !gtk_widget_has_css_class (GTK_WIDGET (self->status), "error");
}

gboolean
scho_query_editor_is_busy (SchoQueryEditor *self)
{
  return self->soon != 0 || self->counting != NULL;
}

const char *
scho_query_editor_get_status (SchoQueryEditor *self)
{
  return gtk_label_get_label (self->status);
}
