#include "correction-bar.h"

#include "relative-time.h"

#include <glib/gi18n.h>

struct _SchoCorrectionBar
{
  GtkWidget parent_instance;
  GtkRevealer *revealer;
  GtkLabel *message;
  GtkWidget *resume, *discard; /* the offer */
  GtkWidget *back, *drop;      /* the question */

  char *words; /* nullable: of the offer */
  gboolean fits, asks;
};

G_DEFINE_FINAL_TYPE (SchoCorrectionBar, scho_correction_bar, GTK_TYPE_WIDGET)

static char *
dup_time (const SchoCorrection *found)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (found->time);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return then != NULL ? scho_relative_time (then, now) : g_strdup ("?");
}

static char *
dup_words (const SchoCorrection *found, const char *title)
{
  g_autofree char *time = dup_time (found);

  switch (found->state)
    {
    case SCHO_CORRECTION_FITS:
      return g_strdup_printf (
          /* Translators: the title of a document; when, as “5 minutes ago”. */
          _ ("An unfinished correction of “%s” was found (%s)."), title, time);
    case SCHO_CORRECTION_OUTDATED:
      return g_strdup_printf (
          /* Translators: the title of a document; when, as “5 minutes ago”. */
          _ ("An unfinished correction of “%s” was found (%s), but the text has been "
             "changed since. Undo that change to go on with it."),
          title, time);
    case SCHO_CORRECTION_BROKEN:
    default:
      return g_strdup_printf (
          /* Translators: the title of a document. */
          _ ("An unfinished correction of “%s” was found, but its file is damaged and "
             "cannot be read. The text is as it was before."),
          title);
    }
}

static void
update (SchoCorrectionBar *self)
{
  gtk_label_set_label (self->message, self->asks
                                          ? _ ("Discard the unfinished correction?")
                                      : self->words != NULL ? self->words
                                                            : "");
  gtk_widget_set_visible (self->resume, self->fits && !self->asks);
  gtk_widget_set_visible (self->discard, !self->asks);
  gtk_widget_set_visible (self->back, self->asks);
  gtk_widget_set_visible (self->drop, self->asks);
  gtk_revealer_set_reveal_child (self->revealer, self->words != NULL);
}

static void
discard_cb (SchoCorrectionBar *self)
{
  self->asks = TRUE;
  update (self);
  gtk_widget_grab_focus (self->back);
}

static void
back_cb (SchoCorrectionBar *self)
{
  self->asks = FALSE;
  update (self);
  gtk_widget_grab_focus (self->discard);
}

static void
scho_correction_bar_dispose (GObject *object)
{
  SchoCorrectionBar *self = SCHO_CORRECTION_BAR (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->words, g_free);
  G_OBJECT_CLASS (scho_correction_bar_parent_class)->dispose (object);
}

static void
scho_correction_bar_class_init (SchoCorrectionBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = scho_correction_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass),
                                            GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
add_button (GtkWidget *box, const char *label, const char *action, const char *style)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  if (action != NULL)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (style != NULL)
    gtk_widget_add_css_class (button, style);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static GtkLabel *
new_message (void)
{
  return g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS,
                       "hexpand", TRUE, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                       PANGO_WRAP_WORD_CHAR, NULL);
}

static GtkWidget *
new_image (void)
{
  return g_object_new (GTK_TYPE_IMAGE, "icon-name", "document-edit-symbolic",
                       "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

static void
scho_correction_bar_init (SchoCorrectionBar *self)
{
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  self->message = new_message ();
  gtk_widget_add_css_class (outer, "edit-bar");
  gtk_box_append (GTK_BOX (box), new_image ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->message));
  self->discard = add_button (box, _ ("_Discard"), NULL, NULL);
  self->resume
      = add_button (box, _ ("_Go on"), "win.resume-correction", "suggested-action");
  self->back = add_button (box, _ ("Go _back"), NULL, NULL);
  self->drop
      = add_button (box, _ ("_Discard"), "win.drop-correction", "destructive-action");
  g_signal_connect_object (self->discard, "clicked", G_CALLBACK (discard_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->back, "clicked", G_CALLBACK (back_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (outer), box);
  gtk_revealer_set_child (self->revealer, outer);
  gtk_widget_set_parent (GTK_WIDGET (self->revealer), GTK_WIDGET (self));
  update (self);
}

GtkWidget *
scho_correction_bar_new (void)
{
  return g_object_new (SCHO_TYPE_CORRECTION_BAR, NULL);
}

void
scho_correction_bar_show (SchoCorrectionBar *self,
                          const SchoCorrection *found,
                          const char *title)
{
  g_autofree char *words = found != NULL ? dup_words (found, title) : NULL;

  /* A question stands as long as it is about the same. */
  if (g_strcmp0 (words, self->words) == 0)
    return;
  g_free (self->words);
  self->words = g_steal_pointer (&words);
  self->fits = found != NULL && found->state == SCHO_CORRECTION_FITS;
  self->asks = FALSE;
  update (self);
}

const char *
scho_correction_bar_get_message (SchoCorrectionBar *self)
{
  return self->words != NULL ? gtk_label_get_label (self->message) : NULL;
}
