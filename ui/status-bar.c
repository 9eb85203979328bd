#include "status-bar.h"

#include "announce.h"
#include "caret-codes.h"
#include "shown-button.h"

#include <glib/gi18n.h>
#include <scholiast/text-unit.h>

/* Counting words of a whole book with each move of the mouse is too slow. */
#define MOST_COUNTED 200000

struct _SchoStatusBar
{
  GtkWidget parent_instance;
  SchoSession *session;

  guint32 told_document, told_caret; /* where the caret was */

  GtkLabel *place, *codes, *coder, *saved;
  SchoShownButton *shown;
  GtkMenuButton *coder_button;
  GtkPopover *popover;
  GtkListBox *coders;
  GtkEditable *name;
};

G_DEFINE_FINAL_TYPE (SchoStatusBar, scho_status_bar, GTK_TYPE_WIDGET)

static void
show_coder (SchoStatusBar *self)
{
  const char *name = scho_session_get_coder (self->session);
  g_autofree char *words = g_strdup_printf (_ ("Who codes: %s"), name);

  gtk_label_set_label (self->coder, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->coder_button), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->coder_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
show_saved (SchoStatusBar *self)
{
  SchoProject *project = scho_session_get_project (self->session);

  gtk_label_set_label (
      self->saved, scho_project_get_read_only_reason (project) != NULL ? _ ("Read-only")
                   : scho_project_is_busy (project)                    ? _ ("Saving…")
                   : scho_session_has_unsaved (self->session) ? _ ("Not yet saved…")
                                                              : _ ("All changes saved"));
}

static void
choose (SchoStatusBar *self, const char *name)
{
  if (self->session != NULL)
    scho_session_set_coder (self->session, name);
  gtk_popover_popdown (self->popover);
}

static void
coder_activated_cb (SchoStatusBar *self, GtkListBoxRow *row)
{
  choose (self, gtk_label_get_label (GTK_LABEL (
                    gtk_widget_get_first_child (gtk_list_box_row_get_child (row)))));
}

static void
asked_clicked_cb (SchoStatusBar *self)
{
  gtk_popover_popdown (self->popover);
}

static void
name_activated_cb (SchoStatusBar *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));

  if (name[0] != '\0')
    choose (self, name);
}

static void
add_coder (SchoStatusBar *self, const char *name)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (name);
  gboolean current = g_str_equal (name, scho_session_get_coder (self->session));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  if (current)
    gtk_box_append (GTK_BOX (box),
                    gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_list_box_append (self->coders, row);
}

static void
popover_shown_cb (SchoStatusBar *self)
{
  GtkWidget *child;
  gsize n;
  const SchoCoder *const *coders;
  gboolean known = FALSE;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->coders))) != NULL)
    gtk_list_box_remove (self->coders, child);
  gtk_editable_set_text (self->name, "");
  if (self->session == NULL)
    return;
  coders = scho_snapshot_get_coders (scho_session_get_snapshot (self->session), &n);
  for (gsize i = 0; i < n; i++)
    {
      add_coder (self, coders[i]->name);
      known |= g_str_equal (coders[i]->name, scho_session_get_coder (self->session));
    }
  if (!known)
    add_coder (self, scho_session_get_coder (self->session));
}

static void
scho_status_bar_dispose (GObject *object)
{
  SchoStatusBar *self = SCHO_STATUS_BAR (object);
  GtkWidget *child;

  scho_status_bar_set_session (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (scho_status_bar_parent_class)->dispose (object);
}

static void
scho_status_bar_class_init (SchoStatusBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scho_status_bar_dispose;
  g_type_ensure (SCHO_TYPE_SHOWN_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/status-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SchoStatusBar, place);
  gtk_widget_class_bind_template_child (widget_class, SchoStatusBar, codes);
  gtk_widget_class_bind_template_child (widget_class, SchoStatusBar, coder);
  gtk_widget_class_bind_template_child (widget_class, SchoStatusBar, saved);
  gtk_widget_class_bind_template_child (widget_class, SchoStatusBar, shown);
  gtk_widget_class_bind_template_child (widget_class, SchoStatusBar, coder_button);
  gtk_widget_class_bind_template_child (widget_class, SchoStatusBar, popover);
  gtk_widget_class_bind_template_child (widget_class, SchoStatusBar, coders);
  gtk_widget_class_bind_template_child (widget_class, SchoStatusBar, name);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, coder_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, asked_clicked_cb);
}

static void
scho_status_bar_init (SchoStatusBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
scho_status_bar_set_session (SchoStatusBar *self, SchoSession *session)
{
  if (self->session == session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (self->shown != NULL)
    scho_shown_button_set_session (self->shown, session);
  if (session == NULL)
    return;
  g_signal_connect_swapped (session, "coder-changed", G_CALLBACK (show_coder), self);
  g_signal_connect_swapped (session, "unsaved-changed", G_CALLBACK (show_saved), self);
  show_coder (self);
  show_saved (self);
}

static char *
dup_selection (SchoText *text, guint32 start, guint32 end)
{
  g_autofree char *characters = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u character", "%u characters", end - start),
      end - start);
  g_autofree char *words = NULL;
  g_autofree char *passage = NULL;
  guint n;

  if (end - start > MOST_COUNTED)
    return g_steal_pointer (&characters);
  passage = scho_text_dup_range (text, start, end);
  n = (guint) scho_words_count (passage);
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u word", "%u words", n), n);
  return g_strdup_printf ("%s · %s", characters, words);
}

/* Which codes begin and end where the caret went. */
static void
tell_codes (SchoStatusBar *self, SchoPage *page, guint32 caret)
{
  SchoTextEdit *edit = scho_page_get_edit (page);
  guint32 document = scho_page_get_document (page);
  guint32 before = document == self->told_document ? self->told_caret : G_MAXUINT32;
  g_autofree char *words = NULL;

  if (self->session == NULL || before == caret)
    return;
  self->told_document = document;
  self->told_caret = caret;
  /* The codings of a text that is being corrected are where they were in the old one. */
  if (edit != NULL)
    {
      caret = scho_text_edit_to_old (edit, caret);
      before = before != G_MAXUINT32 ? scho_text_edit_to_old (edit, before) : before;
    }
  words = scho_caret_codes_dup_words (scho_page_get_snapshot (page),
                                      scho_session_get_visibility (self->session),
                                      document, before, caret);
  gtk_label_set_label (self->codes, words != NULL ? words : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->codes), words);
  if (words != NULL)
    scho_announce (GTK_WIDGET (self), words);
}

void
scho_status_bar_show_page (SchoStatusBar *self, SchoPage *page)
{
  SchoText *text = page != NULL && scho_page_is_text_current (page)
                       ? scho_page_get_text (page)
                       : NULL;
  g_autofree char *line = NULL, *selection = NULL, *words = NULL;
  guint32 start, end, caret;

  if (text == NULL)
    {
      gtk_label_set_label (self->place, "");
      gtk_label_set_label (self->codes, "");
      self->told_document = 0;
      return;
    }
  caret = scho_page_get_caret (page);
  tell_codes (self, page, caret);
  /* Translators: the number of a line of the text. */
  line = g_strdup_printf (_ ("Line %u"), scho_text_offset_to_line (text, caret) + 1);
  if (scho_page_get_selection (page, &start, &end))
    selection = dup_selection (text, start, end);
  words = selection != NULL ? g_strdup_printf ("%s · %s", line, selection)
                            : g_strdup (line);
  gtk_label_set_label (self->place, words);
}

void
scho_status_bar_choose_shown (SchoStatusBar *self)
{
  scho_shown_button_popup (self->shown);
}

void
scho_status_bar_choose_coder (SchoStatusBar *self)
{
  gtk_menu_button_popup (self->coder_button);
}

const char *
scho_status_bar_get_told (SchoStatusBar *self)
{
  return gtk_label_get_label (self->codes);
}

const char *
scho_status_bar_get_place (SchoStatusBar *self)
{
  return gtk_label_get_label (self->place);
}
