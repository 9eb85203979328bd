#include "typing.h"

static gboolean
undo_in_view (GtkTextView *view, gboolean redo)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  if (!gtk_text_view_get_editable (view)
      || !(redo ? gtk_text_buffer_get_can_redo (buffer)
                : gtk_text_buffer_get_can_undo (buffer)))
    return FALSE;
  if (redo)
    gtk_text_buffer_redo (buffer);
  else
    gtk_text_buffer_undo (buffer);
  return TRUE;
}

/* It does not tell whether it could; so one has to look. */
static gboolean
undo_in_entry (GtkWidget *entry, gboolean redo)
{
  g_autofree char *before = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));

  gtk_widget_activate_action (entry, redo ? "text.redo" : "text.undo", NULL);
  return !g_str_equal (before, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static gboolean
undo (GtkWidget *focus, gboolean redo)
{
  if (focus != NULL && GTK_IS_TEXT_VIEW (focus))
    return undo_in_view (GTK_TEXT_VIEW (focus), redo);
  return focus != NULL && GTK_IS_TEXT (focus) && undo_in_entry (focus, redo);
}

gboolean
scho_typing_undo (GtkWidget *focus)
{
  return undo (focus, FALSE);
}

gboolean
scho_typing_redo (GtkWidget *focus)
{
  return undo (focus, TRUE);
}
