#include "edit-bar.h"

#include "lost-list.h"

#include <glib/gi18n.h>
#include <scholiast/edit-text.h>

struct _SchoEditBar
{
  GtkWidget parent_instance;
  SchoPage *page; /* weak */
  char *document; /* its title */
  SchoQuestion question;
  guint n_lost;

  GtkRevealer *revealer;
  GtkLabel *title, *message;
  GtkWidget *second, *warning;
  GtkToggleButton *list_button;
  GtkWidget *back_button, *keep_anyway, *discard_anyway, *copy_button;
  GtkWidget *list_scroller;
  SchoLostList *list;
};

G_DEFINE_FINAL_TYPE (SchoEditBar, scho_edit_bar, GTK_TYPE_WIDGET)

static SchoTextEdit *
get_edit (SchoEditBar *self)
{
  return self->page != NULL ? scho_page_get_edit (self->page) : NULL;
}

static char *
dup_message (SchoEditBar *self)
{
  SchoSnapshot *snapshot = scho_page_get_snapshot (self->page);

  if (scho_page_is_held (self->page))
    return g_strdup (_ ("The corrected text is being kept. You can go on reading."));
  if (scho_snapshot_get_document (snapshot, scho_page_get_document (self->page)) == NULL)
    return g_strdup (
        _ ("This document is no longer in the project. Undo that step to keep "
           "your corrections, or copy the text."));
  if (!scho_page_can_keep_edit (self->page))
    return g_strdup (
        _ ("The text was changed by another step meanwhile. Undo that step to "
           "keep your corrections, or copy the text."));
  if (self->question == SCHO_QUESTION_DISCARD)
    return g_strdup (_ ("Discard all that you have changed here?"));
  if (self->n_lost == 0)
    return NULL;
  if (self->question == SCHO_QUESTION_KEEP)
    return g_strdup_printf (
        ngettext ("%u coding loses all of its text and would be removed.",
                  "%u codings lose all of their text and would be removed.",
                  self->n_lost),
        self->n_lost);
  return g_strdup_printf (ngettext ("%u passage loses its text",
                                    "%u passages lose their "
                                    "text",
                                    self->n_lost),
                          self->n_lost);
}

/* Filled only where it is seen: each key may lose another passage. */
static void
show_list (SchoEditBar *self, gboolean shown)
{
  if (shown)
    scho_lost_list_set (self->list, scho_page_get_lost (self->page),
                        scho_page_get_snapshot (self->page),
                        scho_text_edit_get_before (get_edit (self)));
  gtk_widget_set_visible (self->list_scroller, shown);
}

static void
show_message (SchoEditBar *self)
{
  gboolean held = scho_page_is_held (self->page);
  gboolean can_keep = held || scho_page_can_keep_edit (self->page);
  gboolean asks_keep = can_keep && self->question == SCHO_QUESTION_KEEP;
  gboolean asks_discard = can_keep && self->question == SCHO_QUESTION_DISCARD;
  g_autofree char *words = dup_message (self);

  if (g_strcmp0 (words, gtk_label_get_label (self->message)) != 0)
    gtk_label_set_label (self->message, words != NULL ? words : "");
  gtk_widget_set_visible (self->second, words != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list_button),
                          can_keep && self->n_lost > 0
                              && self->question == SCHO_QUESTION_NONE);
  gtk_widget_set_visible (self->back_button, asks_keep || asks_discard);
  gtk_widget_set_visible (self->keep_anyway, asks_keep);
  gtk_widget_set_visible (self->discard_anyway, asks_discard);
  gtk_widget_set_visible (self->copy_button, !can_keep);
  gtk_widget_set_visible (self->warning, !held);
  show_list (self,
             can_keep && self->n_lost > 0
                 && (asks_keep || gtk_toggle_button_get_active (self->list_button)));
}

static void
update_lost (SchoEditBar *self)
{
  GPtrArray *lost;

  if (!scho_page_can_keep_edit (self->page) || scho_page_is_held (self->page))
    return;
  lost = scho_page_get_lost (self->page);
  self->n_lost = lost != NULL ? lost->len : 0;
  if (self->n_lost == 0 && self->question == SCHO_QUESTION_KEEP)
    self->question = SCHO_QUESTION_NONE;
}

static void
update (SchoEditBar *self)
{
  SchoTextEdit *edit = get_edit (self);
  g_autofree char *title = NULL;

  gtk_revealer_set_reveal_child (self->revealer, edit != NULL);
  self->n_lost = 0;
  if (edit == NULL)
    {
      self->question = SCHO_QUESTION_NONE;
      gtk_toggle_button_set_active (self->list_button, FALSE);
      return;
    }
  /* Translators: the title of a document. */
  title = g_strdup_printf (_ ("Correcting the text of “%s”"), self->document);
  gtk_label_set_label (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
  update_lost (self);
  show_message (self);
}

static void
list_toggled_cb (SchoEditBar *self)
{
  if (get_edit (self) != NULL)
    show_message (self);
}

static void
back_cb (SchoEditBar *self)
{
  scho_edit_bar_ask (self, SCHO_QUESTION_NONE);
  if (self->page != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->page));
}

static void
passage_chosen_cb (SchoEditBar *self, guint offset)
{
  SchoTextEdit *edit = get_edit (self);
  guint32 now;

  if (edit == NULL)
    return;
  now = scho_text_edit_to_new (edit, offset);
  scho_page_select (self->page, now, now);
  scho_page_scroll_to (self->page, now, now);
  gtk_widget_grab_focus (GTK_WIDGET (self->page));
}

static void
scho_edit_bar_dispose (GObject *object)
{
  SchoEditBar *self = SCHO_EDIT_BAR (object);
  GtkWidget *child;

  g_clear_weak_pointer (&self->page);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->document, g_free);
  G_OBJECT_CLASS (scho_edit_bar_parent_class)->dispose (object);
}

static void
scho_edit_bar_class_init (SchoEditBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scho_edit_bar_dispose;
  g_type_ensure (SCHO_TYPE_LOST_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/edit-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SchoEditBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, SchoEditBar, title);
  gtk_widget_class_bind_template_child (widget_class, SchoEditBar, message);
  gtk_widget_class_bind_template_child (widget_class, SchoEditBar, second);
  gtk_widget_class_bind_template_child (widget_class, SchoEditBar, warning);
  gtk_widget_class_bind_template_child (widget_class, SchoEditBar, list_button);
  gtk_widget_class_bind_template_child (widget_class, SchoEditBar, back_button);
  gtk_widget_class_bind_template_child (widget_class, SchoEditBar, keep_anyway);
  gtk_widget_class_bind_template_child (widget_class, SchoEditBar, discard_anyway);
  gtk_widget_class_bind_template_child (widget_class, SchoEditBar, copy_button);
  gtk_widget_class_bind_template_child (widget_class, SchoEditBar, list_scroller);
  gtk_widget_class_bind_template_child (widget_class, SchoEditBar, list);
  gtk_widget_class_bind_template_callback (widget_class, list_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, passage_chosen_cb);
}

static void
scho_edit_bar_init (SchoEditBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
scho_edit_bar_set_page (SchoEditBar *self, SchoPage *page, const char *title)
{
  if (page != self->page)
    {
      self->question = SCHO_QUESTION_NONE;
      gtk_toggle_button_set_active (self->list_button, FALSE);
    }
  g_set_weak_pointer (&self->page, page);
  g_free (self->document);
  self->document = g_strdup (title != NULL ? title : "");
  update (self);
}

void
scho_edit_bar_ask (SchoEditBar *self, SchoQuestion question)
{
  self->question = question;
  if (get_edit (self) == NULL)
    return;
  update (self);
  if (question == SCHO_QUESTION_KEEP && self->n_lost > 0)
    gtk_widget_grab_focus (self->back_button);
  else if (question == SCHO_QUESTION_DISCARD)
    gtk_widget_grab_focus (self->back_button);
}

SchoQuestion
scho_edit_bar_get_question (SchoEditBar *self)
{
  return self->question;
}

guint
scho_edit_bar_get_n_lost (SchoEditBar *self)
{
  return self->n_lost;
}
