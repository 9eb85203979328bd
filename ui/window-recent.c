#include "window-private.h"

#include "settings.h"

static void
add_item (GMenu *menu, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);
  g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);
  g_auto (GStrv) parts = g_strsplit (shown, "_", -1);
  g_autofree char *label = g_strjoinv ("__", parts);

  /* An underline is no mnemonic here. */
  g_menu_item_set_label (item, label);
  g_menu_item_set_action_and_target (item, "app.open-path", "s", path);
  g_menu_append_item (menu, item);
}

static void
show_recent (SchoWindow *self, const char *key, GSettings *settings)
{
  g_auto (GStrv) recent = scho_settings_dup_recent (settings);

  scho_start_page_set_recent (self->start_page, (const char *const *) recent);
  g_menu_remove_all (self->recent_menu);
  for (guint i = 0; recent[i] != NULL; i++)
    add_item (self->recent_menu, recent[i]);
}

void
scho_window_follow_recent (SchoWindow *self, GSettings *settings)
{
  show_recent (self, NULL, settings);
  if (settings != NULL)
    g_signal_connect_object (settings, "changed::recent", G_CALLBACK (show_recent), self,
                             G_CONNECT_SWAPPED);
}
