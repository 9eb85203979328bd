#include "shown-button.h"

#include <glib/gi18n.h>

struct _SchoShownButton
{
  GtkWidget parent_instance;
  SchoSession *session;
  gulong visibility_handler, project_handler;

  GtkMenuButton *button;
  GtkImage *icon;
  GtkLabel *label;
  GtkPopover *popover;
  GtkWidget *coders_box;
  GtkBox *coders;
};

G_DEFINE_FINAL_TYPE (SchoShownButton, scho_shown_button, GTK_TYPE_WIDGET)

/* Codes come first; that coders are hidden is told when no code is. */
static char *
dup_words (guint codes, guint coders)
{
  if (codes > 0)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u code hidden", "%u codes hidden", codes), codes);
  if (coders > 0)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u coder hidden", "%u coders hidden", coders),
        coders);
  return NULL;
}

static void
show_state (SchoShownButton *self)
{
  SchoVisibility *visibility = scho_session_get_visibility (self->session);
  SchoSnapshot *snapshot = scho_session_get_snapshot (self->session);
  g_autofree char *words
      = dup_words (scho_visibility_count_hidden_codes (visibility, snapshot),
                   scho_visibility_count_hidden_coders (visibility, snapshot));
  const char *tooltip = words != NULL ? words : _ ("All codes and coders are shown");

  gtk_label_set_label (self->label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->label), words != NULL);
  gtk_image_set_from_icon_name (self->icon, words != NULL ? "view-conceal-symbolic"
                                                          : "view-reveal-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
}

static void
project_changed_cb (SchoShownButton *self, SchoStep *step)
{
  if (scho_step_get_n_changes (step, SCHO_NOUN_CODE) > 0
      || scho_step_get_n_changes (step, SCHO_NOUN_CODER) > 0)
    show_state (self);
}

static void
coder_toggled_cb (SchoShownButton *self, GtkCheckButton *check)
{
  guint32 coder = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "coder"));

  if (self->session != NULL)
    scho_visibility_set_coder (scho_session_get_visibility (self->session), coder,
                               gtk_check_button_get_active (check));
}

static void
add_coder (SchoShownButton *self, const SchoCoder *coder)
{
  SchoVisibility *visibility = scho_session_get_visibility (self->session);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (coder->name);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  coder->name, -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               scho_visibility_has_coder (visibility, coder->id));
  g_object_set_data (G_OBJECT (check), "coder", GUINT_TO_POINTER (coder->id));
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (coder_toggled_cb), self);
  gtk_box_append (self->coders, check);
}

static void
popover_shown_cb (SchoShownButton *self)
{
  GtkWidget *child;
  gsize n;
  const SchoCoder *const *coders;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->coders))) != NULL)
    gtk_box_remove (self->coders, child);
  if (self->session == NULL)
    return;
  coders = scho_snapshot_get_coders (scho_session_get_snapshot (self->session), &n);
  for (gsize i = 0; i < n; i++)
    add_coder (self, coders[i]);
  /* Nothing to choose. */
  gtk_widget_set_visible (self->coders_box, n > 1);
}

static void
scho_shown_button_dispose (GObject *object)
{
  SchoShownButton *self = SCHO_SHOWN_BUTTON (object);
  GtkWidget *child;

  scho_shown_button_set_session (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (scho_shown_button_parent_class)->dispose (object);
}

static void
scho_shown_button_class_init (SchoShownButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scho_shown_button_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/scholiast/Scholiast/shown-button.ui");
  gtk_widget_class_bind_template_child (widget_class, SchoShownButton, button);
  gtk_widget_class_bind_template_child (widget_class, SchoShownButton, icon);
  gtk_widget_class_bind_template_child (widget_class, SchoShownButton, label);
  gtk_widget_class_bind_template_child (widget_class, SchoShownButton, popover);
  gtk_widget_class_bind_template_child (widget_class, SchoShownButton, coders_box);
  gtk_widget_class_bind_template_child (widget_class, SchoShownButton, coders);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown_cb);
}

static void
scho_shown_button_init (SchoShownButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
scho_shown_button_set_session (SchoShownButton *self, SchoSession *session)
{
  if (self->session == session)
    return;
  if (self->session != NULL)
    {
      g_clear_signal_handler (&self->visibility_handler,
                              scho_session_get_visibility (self->session));
      g_clear_signal_handler (&self->project_handler,
                              scho_session_get_project (self->session));
    }
  g_set_object (&self->session, session);
  if (session == NULL)
    return;
  self->visibility_handler = g_signal_connect_swapped (
      scho_session_get_visibility (session), "changed", G_CALLBACK (show_state), self);
  self->project_handler
      = g_signal_connect_swapped (scho_session_get_project (session), "changed",
                                  G_CALLBACK (project_changed_cb), self);
  show_state (self);
}

void
scho_shown_button_popup (SchoShownButton *self)
{
  gtk_menu_button_popup (self->button);
}
