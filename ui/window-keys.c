/* Single keys: commands while one reads, since the text takes no letters then. */
#include "window-private.h"

static const struct
{
  const char *trigger;
  const char *action; /* in the form of g_action_parse_detailed_name () */
} keys[] = {
  { "slash|KP_Divide", "win.palette" },
  { "i", "win.code-in-vivo" },
  { "r", "win.repeat-code" },
  { "Delete|KP_Delete", "win.remove-coding" },
  { "1|KP_1", "win.apply-key(uint32 1)" },
  { "2|KP_2", "win.apply-key(uint32 2)" },
  { "3|KP_3", "win.apply-key(uint32 3)" },
  { "4|KP_4", "win.apply-key(uint32 4)" },
  { "5|KP_5", "win.apply-key(uint32 5)" },
  { "6|KP_6", "win.apply-key(uint32 6)" },
  { "7|KP_7", "win.apply-key(uint32 7)" },
  { "8|KP_8", "win.apply-key(uint32 8)" },
  { "9|KP_9", "win.apply-key(uint32 9)" },

  { "w", "win.select-unit::word" },
  { "s", "win.select-unit::sentence" },
  { "p", "win.select-unit::paragraph" },
  { "t", "win.select-unit::turn" },
  { "n", "win.go-to-coded(1)" },
  { "<Shift>n", "win.go-to-coded(-1)" },
  { "u", "win.go-to-uncoded(1)" },
  { "<Shift>u", "win.go-to-uncoded(-1)" },

  { "<Alt>Left", "win.move-limit((false, -1))" },
  { "<Alt>Right", "win.move-limit((false, 1))" },
  { "<Alt><Shift>Left", "win.move-limit((true, -1))" },
  { "<Alt><Shift>Right", "win.move-limit((true, 1))" },
};

/* One key is a command only while the text cannot be written into. */
static gboolean
key_cb (GtkWidget *view, GVariant *action, gpointer data)
{
  SchoPage *page = SCHO_PAGE (gtk_widget_get_ancestor (view, SCHO_TYPE_PAGE));
  g_autofree char *name = NULL;
  g_autoptr (GVariant) parameter = NULL;

  if (!scho_page_is_reading (page))
    return GDK_EVENT_PROPAGATE;
  g_action_parse_detailed_name (g_variant_get_string (action, NULL), &name, &parameter,
                                NULL);
  return gtk_widget_activate_action_variant (view, name, parameter);
}

/* Escape is for others as well: it is taken only where it closes something. */
static gboolean
escape_cb (GtkWidget *view, GVariant *nothing, gpointer data)
{
  return scho_window_dismiss (SCHO_WINDOW (gtk_widget_get_root (view)));
}

static void
add_key (GtkShortcutController *controller,
         const char *trigger,
         GtkShortcutFunc function,
         const char *action)
{
  GtkShortcut *shortcut
      = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                          gtk_callback_action_new (function, NULL, NULL));

  gtk_shortcut_set_arguments (shortcut, g_variant_new_string (action));
  gtk_shortcut_controller_add_shortcut (controller, shortcut);
}

void
scho_window_add_page_keys (SchoPage *page)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    add_key (GTK_SHORTCUT_CONTROLLER (controller), keys[i].trigger, key_cb,
             keys[i].action);
  add_key (GTK_SHORTCUT_CONTROLLER (controller), "Escape", escape_cb, "");
  scho_page_add_keys (page, controller);
}
