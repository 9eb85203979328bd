#include "attribute-page-private.h"

#include "dialogs.h"
#include "large-step.h"
#include "spoken.h"

#include <glib/gi18n.h>

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SchoSession) session = data;
  g_autoptr (GError) error = NULL;

  if (!scho_project_apply_finish (scho_session_get_project (session), result, &error))
    g_signal_emit_by_name (session, "failed", error->message);
}

void
scho_attribute_page_apply (SchoAttributePage *self, SchoStep *step, GError *error)
{
  if (step != NULL
      && scho_step_get_n_changes (step, SCHO_NOUN_DOCUMENT) > SCHO_MOST_AT_ONCE)
    scho_session_apply_async (self->session, step, applied_cb,
                              g_object_ref (self->session));
  else
    scho_session_apply (self->session, step, error);
}

static const char *
get_type_title (SchoAttributeType type)
{
  static const char *const titles[] = {
    [SCHO_ATTRIBUTE_TEXT] = N_ ("Text"),
    [SCHO_ATTRIBUTE_NUMBER] = N_ ("Number"),
    [SCHO_ATTRIBUTE_DATE] = N_ ("Date"),
    [SCHO_ATTRIBUTE_YES_NO] = N_ ("Yes or no"),
  };

  return _ (titles[type]);
}

static void
add_item (GMenu *menu, const char *words, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (words, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

GMenuModel *
scho_attribute_page_new_menu (const char *name, SchoAttributeType type)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) types = g_menu_new ();

  add_item (menu, _ ("_Rename…"), "attributes.rename", g_variant_new_string (name));
  for (guint i = 0; i <= SCHO_ATTRIBUTE_LAST; i++)
    if (i != type)
      add_item (types, get_type_title (i), "attributes.retype",
                g_variant_new ("(ss)", name, scho_attribute_type_get_name (i)));
  g_menu_append_submenu (menu, _ ("_Type"), G_MENU_MODEL (types));
  add_item (menu, _ ("Re_move"), "attributes.remove", g_variant_new_string (name));
  return G_MENU_MODEL (menu);
}

/* The name, and for a new one the type. */
static GtkWidget *
new_form (SchoAttributePage *self, const char *name, gboolean with_type)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->asked_name = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (self->asked_name), name);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->asked_name), _ ("Name"));
  gtk_entry_set_activates_default (GTK_ENTRY (self->asked_name), TRUE);
  gtk_box_append (GTK_BOX (box), self->asked_name);
  g_object_add_weak_pointer (G_OBJECT (self->asked_name), (gpointer *) &self->asked_name);
  if (with_type)
    {
      const char *titles[SCHO_ATTRIBUTE_LAST + 2] = { NULL };

      for (guint i = 0; i <= SCHO_ATTRIBUTE_LAST; i++)
        titles[i] = get_type_title (i);
      self->asked_type = gtk_drop_down_new_from_strings (titles);
      g_object_add_weak_pointer (G_OBJECT (self->asked_type),
                                 (gpointer *) &self->asked_type);
      scho_spoken_name_choice (GTK_DROP_DOWN (self->asked_type), _ ("Type"));
      gtk_box_append (GTK_BOX (box), self->asked_type);
    }
  return box;
}

static char *
dup_asked_name (SchoAttributePage *self)
{
  return g_strdup (self->asked_name != NULL
                       ? gtk_editable_get_text (GTK_EDITABLE (self->asked_name))
                       : "");
}

static void
ask (SchoAttributePage *self,
     const char *heading,
     const char *accept,
     const char *name,
     gboolean with_type,
     SchoConfirmFunc done)
{
  GtkWidget *form = new_form (self, name, with_type);

  scho_dialogs_confirm (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), heading,
                        NULL, accept, FALSE, form, done, G_OBJECT (self),
                        g_variant_new_string (name));
  if (self->asked_name != NULL)
    gtk_widget_grab_focus (self->asked_name);
}

static void
add_confirmed_cb (gpointer data, GVariant *detail)
{
  SchoAttributePage *self = data;
  g_autofree char *name = dup_asked_name (self);
  GError *error = NULL;
  SchoAttributeType type
      = self->asked_type != NULL
            ? gtk_drop_down_get_selected (GTK_DROP_DOWN (self->asked_type))
            : SCHO_ATTRIBUTE_TEXT;
  SchoStep *step = scho_edit_add_attribute (scho_session_get_snapshot (self->session),
                                            name, type, &error);

  scho_attribute_page_apply (self, step, error);
}

static void
add_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask (data, _ ("New attribute"), _ ("_Add"), "", TRUE, add_confirmed_cb);
}

static void
rename_confirmed_cb (gpointer data, GVariant *detail)
{
  SchoAttributePage *self = data;
  g_autofree char *name = dup_asked_name (self);
  GError *error = NULL;
  SchoStep *step
      = scho_edit_rename_attribute (scho_session_get_snapshot (self->session),
                                    g_variant_get_string (detail, NULL), name, &error);

  scho_attribute_page_apply (self, step, error);
}

static void
rename_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *name = g_variant_get_string (parameter, NULL);
  g_autofree char *heading = g_strdup_printf (_ ("Rename “%s”"), name);

  ask (data, heading, _ ("_Rename"), name, FALSE, rename_confirmed_cb);
}

static void
retype_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoAttributePage *self = data;
  const char *name, *type_name;
  SchoAttributeType type;
  GError *error = NULL;
  SchoStep *step;

  g_variant_get (parameter, "(&s&s)", &name, &type_name);
  if (!scho_attribute_type_parse (type_name, &type))
    return;
  step = scho_edit_retype_attribute (scho_session_get_snapshot (self->session), name,
                                     type, &error);
  scho_attribute_page_apply (self, step, error);
}

/* Undo brings it back, so nobody is asked. */
static void
remove_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoAttributePage *self = data;
  SchoStep *step = scho_edit_remove_attribute (scho_session_get_snapshot (self->session),
                                               g_variant_get_string (parameter, NULL));

  scho_attribute_page_apply (self, step, NULL);
}

static const GActionEntry entries[] = {
  { .name = "add", .activate = add_cb },
  { .name = "rename", .activate = rename_cb, .parameter_type = "s" },
  { .name = "retype", .activate = retype_cb, .parameter_type = "(ss)" },
  { .name = "remove", .activate = remove_cb, .parameter_type = "s" },
};

void
scho_attribute_page_install_actions (SchoAttributePage *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries,
                                   G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "attributes",
                                  G_ACTION_GROUP (self->actions));
}
