/* window-pinned.c - results that are kept in the project: listed in the menu of analyses,
 * opened and counted again, renamed, taken away. */
#include "window-private.h"

#include "dialogs.h"

#include <glib/gi18n.h>
#include <scholiast/pinned.h>

/* The one that the page is of; %NULL where it is not pinned. */
static const SchoAttachment *
get_pinned (SchoWindow *self, SchoTablePage *page)
{
  const char *uuid = page != NULL ? g_object_get_data (G_OBJECT (page), "pinned") : NULL;

  return uuid != NULL
             ? scho_pinned_find (scho_session_get_snapshot (self->session), uuid, NULL)
             : NULL;
}

static void
set_pinned (SchoTablePage *page, const SchoAttachment *pinned)
{
  char uuid[SCHO_UUID_STRING_LENGTH + 1];

  scho_uuid_format (&pinned->uuid, uuid);
  g_object_set_data_full (G_OBJECT (page), "pinned", g_strdup (uuid), g_free);
}

/* The menu --------------------------------------------------------------------------- */

static void
fill_section (SchoWindow *self, GMenu *section)
{
  gsize n = 0;
  const SchoAttachment *const *attachments
      = self->session != NULL ? scho_snapshot_get_attachments (
            scho_session_get_snapshot (self->session), &n)
                              : NULL;

  g_menu_remove_all (section);
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (attachments[i]->kind, SCHO_ATTACHMENT_RESULT))
      {
        char uuid[SCHO_UUID_STRING_LENGTH + 1];
        g_autoptr (GMenuItem) item = NULL;
        g_auto (GStrv) parts = g_strsplit (attachments[i]->name, "_", -1);
        g_autofree char *label = g_strjoinv ("__", parts); /* no key of the menu */

        scho_uuid_format (&attachments[i]->uuid, uuid);
        item = g_menu_item_new (label, NULL);
        g_menu_item_set_action_and_target (item, "win.open-pinned", "s", uuid);
        g_menu_append_item (section, item);
      }
}

void
scho_window_list_pinned (SchoWindow *self)
{
  g_autoptr (GMenu) section = g_menu_new ();

  fill_section (self, section);
  g_menu_append_section (self->analyse_menu, _ ("Pinned results"),
                         G_MENU_MODEL (section));
  g_object_set_data_full (G_OBJECT (self), "pinned-section", g_object_ref (section),
                          g_object_unref);
}

void
scho_window_update_pinned (SchoWindow *self)
{
  GMenu *section = g_object_get_data (G_OBJECT (self), "pinned-section");

  if (section != NULL)
    fill_section (self, section);
}

/* Actions ---------------------------------------------------------------------------- */

static GtkWidget *
new_entry (const char *name)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name"), -1);
  return entry;
}

/* What the dialog is asked for is with the page. */
static void
ask_name (SchoWindow *self,
          SchoTablePage *page,
          const char *heading,
          const char *accept,
          const char *name,
          SchoConfirmFunc done)
{
  GtkWidget *entry = new_entry (name);

  g_object_set_data_full (G_OBJECT (page), "name-entry", g_object_ref_sink (entry),
                          g_object_unref);
  scho_dialogs_confirm (GTK_WINDOW (self), heading, NULL, accept, FALSE, entry, done,
                        G_OBJECT (page), NULL);
}

static const char *
get_name (SchoTablePage *page)
{
  return gtk_editable_get_text (g_object_get_data (G_OBJECT (page), "name-entry"));
}

static void
pin_as (SchoWindow *self, SchoTablePage *page, const char *name)
{
  const SchoAnalysis *analysis = g_object_get_data (G_OBJECT (page), "analysis");
  SchoOptionForm *form = scho_table_page_get_form (page);
  g_auto (SchoPinned) pinned
      = { g_strdup (analysis->id), scho_option_form_dup_settings (form),
          scho_option_list_names (analysis->options, SCHO_OPTION_CODE),
          g_strdup (scho_option_form_get_query (form)), NULL };
  GError *error = NULL;
  SchoStep *step = scho_pinned_add (scho_session_get_snapshot (self->session), name,
                                    &pinned, &error);
  g_autofree char *plain = g_strstrip (g_strdup (name));
  const SchoAttachment *added;

  if (!scho_session_apply (self->session, step, error))
    return;
  added = scho_pinned_find (scho_session_get_snapshot (self->session), plain, NULL);
  if (added != NULL)
    set_pinned (page, added);
}

static void
pin_chosen_cb (gpointer data, GVariant *detail)
{
  GtkRoot *root = gtk_widget_get_root (data);

  if (SCHO_IS_WINDOW (root))
    pin_as (SCHO_WINDOW (root), data, get_name (data));
}

/* (nullable): the page in front, if it is of an analysis; else a sentence. */
static SchoTablePage *
get_result (SchoWindow *self)
{
  SchoTablePage *page = scho_window_get_table_page (self);

  if (page != NULL && g_object_get_data (G_OBJECT (page), "analysis") != NULL)
    return page;
  scho_window_toast (self, _ ("Open a result first."));
  return NULL;
}

static void
pin_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  const char *name = g_variant_get_string (parameter, NULL);
  SchoTablePage *page = get_result (self);
  const SchoAnalysis *analysis;

  if (page == NULL)
    return;
  analysis = g_object_get_data (G_OBJECT (page), "analysis");
  if (name[0] != '\0')
    pin_as (self, page, name);
  else
    ask_name (self, page, _ ("Pin this result"), _ ("_Pin"), _ (analysis->title),
              pin_chosen_cb);
}

static void
rename_as (SchoWindow *self, SchoTablePage *page, const char *name)
{
  const SchoAttachment *pinned = get_pinned (self, page);
  GError *error = NULL;

  if (pinned != NULL)
    scho_session_apply (self->session,
                        scho_pinned_rename (scho_session_get_snapshot (self->session),
                                            pinned->id, name, &error),
                        error);
}

static void
rename_chosen_cb (gpointer data, GVariant *detail)
{
  GtkRoot *root = gtk_widget_get_root (data);

  if (SCHO_IS_WINDOW (root))
    rename_as (SCHO_WINDOW (root), data, get_name (data));
}

static void
rename_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  const char *name = g_variant_get_string (parameter, NULL);
  SchoTablePage *page = get_result (self);
  const SchoAttachment *pinned = page != NULL ? get_pinned (self, page) : NULL;

  if (page == NULL)
    return;
  if (pinned == NULL)
    scho_window_toast (self, _ ("This result is not pinned."));
  else if (name[0] != '\0')
    rename_as (self, page, name);
  else
    ask_name (self, page, _ ("Rename the pinned result"), _ ("_Rename"), pinned->name,
              rename_chosen_cb);
}

static void
unpin_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  SchoTablePage *page = get_result (self);
  const SchoAttachment *pinned = page != NULL ? get_pinned (self, page) : NULL;

  if (page != NULL && pinned == NULL)
    scho_window_toast (self, _ ("This result is not pinned."));
  else if (pinned != NULL)
    scho_session_apply (
        self->session,
        scho_pinned_remove (scho_session_get_snapshot (self->session), pinned->id), NULL);
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  g_autoptr (GError) error = NULL;
  g_auto (SchoPinned) pinned = { 0 };
  const SchoAttachment *found
      = scho_pinned_find (scho_session_get_snapshot (self->session),
                          g_variant_get_string (parameter, NULL), &error);
  const SchoAnalysis *analysis;
  SchoTablePage *page;

  if (found == NULL || !scho_pinned_read (&pinned, found, &error)
      || !(analysis = scho_plugins_find_analysis (scho_window_get_plugins (self),
                                                  pinned.analysis, &error)))
    {
      scho_window_toast (self, error->message);
      return;
    }
  page = scho_window_open_analysis (self, analysis, found->name,
                                    (const char *const *) pinned.settings, pinned.query);
  set_pinned (page, found);
}

void
scho_window_add_pin_button (SchoTablePage *page)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_menu_append (menu, _ ("_Pin This Result…"), "win.pin-result('')");
  g_menu_append (menu, _ ("_Rename…"), "win.rename-pinned('')");
  g_menu_append (menu, _ ("_Unpin"), "win.unpin-result");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-pin-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _ ("Keep in the project, to count it again"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Keep in the project, to count it again"), -1);
  scho_table_page_add_button (page, button);
}

static const GActionEntry actions[] = {
  { .name = "pin-result", .activate = pin_cb, .parameter_type = "s" },
  { .name = "rename-pinned", .activate = rename_cb, .parameter_type = "s" },
  { .name = "unpin-result", .activate = unpin_cb },
  { .name = "open-pinned", .activate = open_cb, .parameter_type = "s" },
};

void
scho_window_install_pinned_actions (SchoWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions),
                                   self);
}
