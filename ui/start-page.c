#include "start-page.h"

#include <adwaita.h>
#include <string.h>

struct _SchoStartPage
{
  GtkWidget parent_instance;
  GtkWidget *first, *recent_title;
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
add_recent (SchoStartPage *self, const char *path)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = dup_name (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shown = g_filename_display_name (folder);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), shown);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_tooltip_text (row, path);
  g_object_set_data_full (G_OBJECT (row), "path", g_strdup (path), g_free);
  gtk_list_box_append (self->recent, row);
}

void
scho_start_page_set_recent (SchoStartPage *self, const char *const *paths)
{
  GtkWidget *child;
  gboolean some;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->recent))) != NULL)
    gtk_list_box_remove (self->recent, child);
  for (guint i = 0; paths[i] != NULL; i++)
    if (g_file_test (paths[i], G_FILE_TEST_EXISTS))
      add_recent (self, paths[i]);
  some = gtk_widget_get_first_child (GTK_WIDGET (self->recent)) != NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->recent), some);
  gtk_widget_set_visible (self->recent_title, some);
}
