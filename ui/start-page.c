#include "start-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

struct _SchoStartPage
{
  GtkWidget parent_instance;
  GtkWidget *page, *first, *recent_title;
  GtkListBox *recent;
};

G_DEFINE_FINAL_TYPE (SchoStartPage, scho_start_page, GTK_TYPE_WIDGET)

static void
recent_activated_cb (SchoStartPage *self, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "app.open-path", "s",
                              (const char *) g_object_get_data (G_OBJECT (row), "path"));
}

static gboolean
scho_start_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SCHO_START_PAGE (widget)->first);
}

static void
scho_start_page_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (scho_start_page_parent_class)->dispose (object);
}

static void
scho_start_page_class_init (SchoStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scho_start_page_dispose;
  widget_class->grab_focus = scho_start_page_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SchoStartPage, page);
  gtk_widget_class_bind_template_child (widget_class, SchoStartPage, first);
  gtk_widget_class_bind_template_child (widget_class, SchoStartPage, recent);
  gtk_widget_class_bind_template_child (widget_class, SchoStartPage, recent_title);
  gtk_widget_class_bind_template_callback (widget_class, recent_activated_cb);
}

static void
scho_start_page_init (SchoStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
dup_name (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);

  if (g_str_has_suffix (base, ".scholia"))
    base[strlen (base) - strlen (".scholia")] = '\0';
  return g_filename_display_name (base);
}

static void
forget_cb (GtkWidget *row)
{
  gtk_widget_activate_action (row, "app.forget-recent", "s",
                              (const char *) g_object_get_data (G_OBJECT (row), "path"));
}

static void
add_forget_button (GtkWidget *row, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  /* Translators: %s is the name of a project. */
  g_autofree char *words = g_strdup_printf (_ ("Take “%s” off the list"), name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (forget_cb), row,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
show_gone (GtkWidget *row)
{
  g_autofree char *words = g_strdup_printf (
      /* Translators: %s is the folder where a project was. */
      _ ("No longer in %s"), adw_action_row_get_subtitle (ADW_ACTION_ROW (row)));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_add_css_class (row, "gone");
}

static void
looked_cb (GObject *file, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (file), result, &error);

  if (info == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    show_gone (row);
}

static void
add_recent (SchoStartPage *self, const char *path)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = dup_name (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shown = g_filename_display_name (folder);
  g_autofree char *full = g_filename_display_name (path);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), shown);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_tooltip_text (row, full);
  g_object_set_data_full (G_OBJECT (row), "path", g_strdup (path), g_free);
  add_forget_button (row, name);
  gtk_list_box_append (self->recent, row);
  /* A share that does not answer must not hold up the window. */
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, 0, G_PRIORITY_LOW, NULL,
                           looked_cb, g_object_ref (row));
}

void
scho_start_page_set_recent (SchoStartPage *self, const char *const *paths)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->recent))) != NULL)
    gtk_list_box_remove (self->recent, child);
  for (guint i = 0; paths[i] != NULL; i++)
    add_recent (self, paths[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->recent), paths[0] != NULL);
  gtk_widget_set_visible (self->recent_title, paths[0] != NULL);
  /* Who has been here before wants the projects, not the picture. */
  if (paths[0] != NULL)
    gtk_widget_add_css_class (self->page, "compact");
  else
    gtk_widget_remove_css_class (self->page, "compact");
}

GtkWidget *
scho_start_page_get_list (SchoStartPage *self)
{
  return GTK_WIDGET (self->recent);
}
