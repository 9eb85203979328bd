#include "example-list.h"

#include "quotes.h"

#include <glib/gi18n.h>
#include <scholiast/edit.h>

/* A few are read; more are no examples. */
#define MOST_SHOWN 20

struct _SchoExampleList
{
  GtkBox parent_instance;
  SchoSession *session; /* nullable */
  guint32 code;
  GCancellable *cancellable; /* nullable: while the texts are read */
  GtkWidget *hint;
  GPtrArray *rows; /* of GtkWidget, one for each example */
};

G_DEFINE_FINAL_TYPE (SchoExampleList, scho_example_list, GTK_TYPE_BOX)

static SchoQuote *
get_quote (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "quote");
}

static void
go_clicked_cb (SchoExampleList *self, GtkWidget *button)
{
  const SchoAnnotation *coding = scho_quote_get_coding (get_quote (button));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-place", "(uuu)",
                              coding->document, coding->start, coding->end);
}

static void
remove_clicked_cb (SchoExampleList *self, GtkWidget *button)
{
  const SchoAnnotation *shown = scho_quote_get_coding (get_quote (button)), *coding;
  SchoSnapshot *snapshot;

  if (self->session == NULL)
    return;
  snapshot = scho_session_get_snapshot (self->session);
  coding = scho_snapshot_find_annotation (snapshot, shown->document, &shown->uuid);
  if (coding != NULL)
    scho_session_apply (self->session,
                        scho_edit_set_annotation_example (snapshot, coding, FALSE), NULL);
}

static GtkWidget *
new_label (const char *words, const char *css_class)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_go_button (SchoExampleList *self, SchoQuote *quote)
{
  GtkWidget *button = gtk_button_new (), *box, *words;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  words = new_label (scho_quote_get_words (quote), "example");
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_lines (GTK_LABEL (words), 3);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), new_label (scho_quote_get_document (quote), "caption"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_tooltip_text (button, _ ("Show in the text"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  scho_quote_get_words (quote), -1);
  g_object_set_data_full (G_OBJECT (button), "quote", g_object_ref (quote),
                          g_object_unref);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (go_clicked_cb), self);
  return button;
}

static GtkWidget *
new_remove_button (SchoExampleList *self, SchoQuote *quote)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("No example any more; it stays coded"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("No example any more; it stays coded"), -1);
  g_object_set_data_full (G_OBJECT (button), "quote", g_object_ref (quote),
                          g_object_unref);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (remove_clicked_cb), self);
  return button;
}

static void
clear (SchoExampleList *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  for (guint i = 0; i < self->rows->len; i++)
    gtk_box_remove (GTK_BOX (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GPtrArray) quotes = scho_quotes_read_finish (result, NULL);
  SchoExampleList *self = data;

  if (quotes == NULL)
    return; /* cancelled: @data may be gone */
  clear (self);
  for (guint i = 0; i < MIN (quotes->len, MOST_SHOWN); i++)
    {
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

      gtk_box_append (GTK_BOX (row), new_go_button (self, quotes->pdata[i]));
      gtk_box_append (GTK_BOX (row), new_remove_button (self, quotes->pdata[i]));
      gtk_box_append (GTK_BOX (self), row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (self->hint, quotes->len == 0);
}

static void
scho_example_list_dispose (GObject *object)
{
  SchoExampleList *self = SCHO_EXAMPLE_LIST (object);

  clear (self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (scho_example_list_parent_class)->dispose (object);
}

static void
scho_example_list_finalize (GObject *object)
{
  g_ptr_array_unref (SCHO_EXAMPLE_LIST (object)->rows);
  G_OBJECT_CLASS (scho_example_list_parent_class)->finalize (object);
}

static void
scho_example_list_class_init (SchoExampleListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = scho_example_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = scho_example_list_finalize;
}

static void
scho_example_list_init (SchoExampleList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->rows = g_ptr_array_new ();
  self->hint = new_label (_ ("None yet. The star of a coding makes its passage one."),
                          "dim-label");
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (self->hint), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (self), self->hint);
}

GtkWidget *
scho_example_list_new (void)
{
  return g_object_new (SCHO_TYPE_EXAMPLE_LIST, NULL);
}

void
scho_example_list_show (SchoExampleList *self, SchoSession *session, guint32 code)
{
  if (self->code != code || self->session != session)
    clear (self);
  g_set_object (&self->session, session);
  self->code = code;
  if (session == NULL || code == 0)
    return;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  scho_quotes_read (scho_session_get_snapshot (session), code, TRUE, self->cancellable,
                    read_cb, self);
}

gboolean
scho_example_list_is_touched (SchoExampleList *self, SchoStep *step)
{
  gsize n = scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION);

  if (scho_step_get_n_changes (step, SCHO_NOUN_DOCUMENT) > 0)
    return TRUE;
  for (gsize i = 0; i < n; i++)
    {
      SchoChange change = scho_step_get_change (step, SCHO_NOUN_ANNOTATION, i);
      const SchoAnnotation *before = change.before, *after = change.after;

      if ((before != NULL && before->code == self->code
           && (before->flags & SCHO_ANNOTATION_EXAMPLE))
          || (after != NULL && after->code == self->code
              && (after->flags & SCHO_ANNOTATION_EXAMPLE)))
        return TRUE;
    }
  return FALSE;
}
