#include "passage-choice.h"

#include "query-dialog.h"

#include <glib/gi18n.h>

struct _SchoPassageChoice
{
  AdwActionRow parent_instance;
  SchoSession *session;
  char *query;
  GtkWidget *clear;
};

G_DEFINE_FINAL_TYPE (SchoPassageChoice, scho_passage_choice, ADW_TYPE_ACTION_ROW)

static void
chosen_cb (SchoPassageChoice *self, const char *query)
{
  scho_passage_choice_set_query (self, query);
}

static void
scho_passage_choice_activate (AdwActionRow *row)
{
  SchoPassageChoice *self = SCHO_PASSAGE_CHOICE (row);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  SchoQueryDialog *dialog
      = scho_query_dialog_new (GTK_WINDOW (root), self->session, _ ("Which Passages"),
                               _ ("C_hoose"), self->query, TRUE);

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
clear_clicked_cb (SchoPassageChoice *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  scho_passage_choice_set_query (self, "");
}

static void
scho_passage_choice_dispose (GObject *object)
{
  SchoPassageChoice *self = SCHO_PASSAGE_CHOICE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->query, g_free);
  G_OBJECT_CLASS (scho_passage_choice_parent_class)->dispose (object);
}

static void
scho_passage_choice_class_init (SchoPassageChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = scho_passage_choice_dispose;
  ADW_ACTION_ROW_CLASS (klass)->activate = scho_passage_choice_activate;
}

static void
scho_passage_choice_init (SchoPassageChoice *self)
{
  self->clear = gtk_button_new_from_icon_name ("edit-clear-symbolic");
  gtk_widget_set_valign (self->clear, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->clear, "flat");
  gtk_widget_set_tooltip_text (self->clear, _ ("All passages again"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clear),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("All passages again"),
                                  -1);
  g_signal_connect_object (self->clear, "clicked", G_CALLBACK (clear_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->clear);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Passages"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 2);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
}

GtkWidget *
scho_passage_choice_new (SchoSession *session)
{
  SchoPassageChoice *self = g_object_new (SCHO_TYPE_PASSAGE_CHOICE, NULL);

  self->session = g_object_ref (session);
  scho_passage_choice_set_query (self, "");
  return GTK_WIDGET (self);
}

const char *
scho_passage_choice_get_query (SchoPassageChoice *self)
{
  return self->query;
}

void
scho_passage_choice_set_query (SchoPassageChoice *self, const char *query)
{
  g_autofree char *old = self->query;

  self->query = g_strdup (query);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self),
                               query[0] != '\0' ? query : _ ("All"));
  gtk_widget_set_visible (self->clear, query[0] != '\0');
}
