#include "program-switch.h"

#include <glib/gi18n.h>

typedef struct
{
  SchoPlugins *plugins;
  const SchoPluginEntry *entry;
  GtkLabel *reason;
} Program;

static void
show_reason (const Program *self, const char *reason)
{
  gtk_label_set_label (self->reason, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), reason != NULL);
}

static void
switched_cb (GtkSwitch *button, GParamSpec *spec, gpointer data)
{
  Program *self = data;
  gboolean is_on = gtk_switch_get_active (button);
  g_autoptr (GError) error = NULL;

  if (is_on == scho_program_is_on (self->entry->program))
    return;
  if (!scho_plugins_switch (self->plugins, self->entry->file, is_on, &error))
    gtk_switch_set_active (button, !is_on);
  show_reason (self, error != NULL ? error->message : self->entry->reason);
  gtk_widget_activate_action (GTK_WIDGET (button), "win.plugins-changed", NULL);
}

static void
program_free (gpointer data, GClosure *closure)
{
  Program *self = data;

  g_object_unref (self->reason);
  g_free (self);
}

GtkWidget *
scho_program_switch_new (SchoPlugins *plugins,
                         const SchoPluginEntry *entry,
                         GtkLabel *reason)
{
  GtkWidget *button = gtk_switch_new ();
  Program *self = g_new0 (Program, 1);

  *self = (Program){ plugins, entry, g_object_ref (reason) };
  show_reason (self, entry->reason);
  gtk_switch_set_active (GTK_SWITCH (button), scho_program_is_on (entry->program));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Let this program be run"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Let this program be run"), -1);
  g_signal_connect_data (button, "notify::active", G_CALLBACK (switched_cb), self,
                         program_free, 0);
  return button;
}
