#include "window-private.h"

static gboolean
drop_cb (SchoWindow *self, const GValue *value)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autoptr (GPtrArray) given = g_ptr_array_new ();

  for (GSList *f = files; f != NULL; f = f->next)
    g_ptr_array_add (given, f->data);
  scho_application_open_files (
      SCHO_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))),
      GTK_WINDOW (self), (GFile **) given->pdata, given->len);
  return TRUE;
}

void
scho_window_init_drop (SchoWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  /* Over all there is, the start page too; its style is what shows that it takes files.
   */
  gtk_widget_add_controller (GTK_WIDGET (self->toasts), GTK_EVENT_CONTROLLER (target));
}
