#include "window-private.h"

#include <glib/gi18n.h>
#include <scholiast/query.h>

static void
memo_document_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;

  scho_window_show_side (self, "document");
  if (!scho_document_pane_focus_memo (self->document_pane, FALSE))
    scho_window_toast (self, _ ("Open the document first that the memo is about."));
}

static void
memo_project_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;

  scho_window_show_side (self, "document");
  scho_document_pane_focus_memo (self->document_pane, TRUE);
}

static void
memo_code_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  g_autoptr (GError) error = NULL;
  const SchoCode *code = scho_query_code (scho_session_get_snapshot (self->session),
                                          g_variant_get_string (parameter, NULL), &error);

  if (code == NULL)
    {
      scho_window_toast (self, error->message);
      return;
    }
  scho_code_pane_set_code (self->code_pane, code->id);
  scho_window_show_side (self, "code");
  scho_code_pane_focus_memo (self->code_pane);
}

static const GActionEntry actions[] = {
  { .name = "memo-document", .activate = memo_document_cb },
  { .name = "memo-project", .activate = memo_project_cb },
  { .name = "memo-code", .activate = memo_code_cb, .parameter_type = "s" },
};

void
scho_window_install_memo_actions (SchoWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions),
                                   self);
}
