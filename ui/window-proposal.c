/* window-proposal.c - what an analysis proposes goes into the project, as one step. */
#include "window-private.h"

#include <glib/gi18n.h>

typedef struct
{
  SchoWindow *window;
  gsize n;
} Proposal;

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Proposal *proposal = data;
  g_autoptr (SchoWindow) self = proposal->window;
  g_autoptr (GError) error = NULL;
  gboolean done = scho_project_apply_finish ((SchoProject *) source, result, &error);
  g_autofree char *words = g_strdup_printf (
      ngettext ("%u annotation added", "%u annotations added", proposal->n),
      (guint) proposal->n);

  if (self->session == NULL)
    return;
  if (done)
    scho_window_toast_undo (self, words);
  else
    scho_session_fail (self->session, error);
}

void
scho_window_apply_proposal (SchoWindow *self, SchoStep *step)
{
  Proposal *proposal;

  if (self->session == NULL)
    return;
  proposal = g_new0 (Proposal, 1);
  proposal->window = g_object_ref (self);
  proposal->n = scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION);
  scho_session_apply_async (self->session, scho_step_ref (step), applied_cb, proposal);
}

/* Programs were switched on or off: other windows offer the same. */
static void
plugins_changed_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (data));

  for (GList *i = gtk_application_get_windows (application); i != NULL; i = i->next)
    if (SCHO_IS_WINDOW (i->data))
      scho_window_fill_menus_again (i->data);
}

static const GActionEntry actions[] = {
  { .name = "plugins-changed", .activate = plugins_changed_cb },
};

void
scho_window_install_proposal_actions (SchoWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions),
                                   self);
}
