#include "spoken.h"

#include <glib/gi18n.h>

static void
name (GtkWidget *widget, const char *words)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
}

/* Lists of choices */

static void
choice_changed_cb (GtkDropDown *choice)
{
  const char *title = g_object_get_data (G_OBJECT (choice), "spoken-name");
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (choice));
  GObject *chosen = gtk_drop_down_get_selected_item (choice);
  g_autofree char *words = NULL;

  if (GTK_IS_STRING_OBJECT (chosen))
    words = g_strdup_printf ("%s: %s", title,
                             gtk_string_object_get_string (GTK_STRING_OBJECT (chosen)));
  if (GTK_IS_BUTTON (button))
    name (button, words != NULL ? words : title);
}

void
scho_spoken_name_choice (GtkDropDown *choice, const char *title)
{
  g_object_set_data_full (G_OBJECT (choice), "spoken-name", g_strdup (title), g_free);
  name (GTK_WIDGET (choice), title);
  g_signal_connect (choice, "notify::selected-item", G_CALLBACK (choice_changed_cb),
                    NULL);
  choice_changed_cb (choice);
}

/* Rows */

void
scho_spoken_name_list_row (GtkWidget *child, const char *words)
{
  GtkWidget *row = gtk_widget_get_parent (child);

  if (row != NULL)
    name (row, words);
}

void
scho_spoken_name_row (GtkWidget *child, const char *words)
{
  GtkWidget *cell = gtk_widget_get_parent (child);

  if (cell != NULL)
    scho_spoken_name_list_row (cell, words);
}

/* Tabs */

static void
name_buttons (GtkWidget *tab)
{
  for (GtkWidget *child = gtk_widget_get_first_child (tab); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child))
      name (child, _ ("Close the tab"));
    else
      name_buttons (child);
}

/* The widget around a tab has the keyboard. */
static void
name_tab (GtkWidget *tab)
{
  g_autoptr (AdwTabPage) page = NULL;

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (tab), "page") == NULL)
    return;
  g_object_get (tab, "page", &page, NULL);
  if (page == NULL)
    return;
  name (tab, adw_tab_page_get_title (page));
  name (gtk_widget_get_parent (tab), adw_tab_page_get_title (page));
  name_buttons (tab);
}

static void
name_all (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_str_equal (G_OBJECT_TYPE_NAME (child), "AdwTab"))
      name_tab (child);
    else
      name_all (child);
}

static gboolean
name_tabs_cb (gpointer bar)
{
  g_object_set_data (G_OBJECT (bar), "spoken-idle", NULL);
  name_all (GTK_WIDGET (bar));
  return G_SOURCE_REMOVE;
}

/* When the bar, too, has heard of it. */
static void
title_changed_cb (AdwTabBar *bar)
{
  if (g_object_get_data (G_OBJECT (bar), "spoken-idle") != NULL)
    return;
  g_object_set_data (G_OBJECT (bar), "spoken-idle", bar);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, name_tabs_cb, g_object_ref (bar),
                   g_object_unref);
}

static void
page_attached_cb (AdwTabBar *bar, AdwTabPage *page)
{
  g_signal_connect_object (page, "notify::title", G_CALLBACK (title_changed_cb), bar,
                           G_CONNECT_SWAPPED);
  title_changed_cb (bar);
}

void
scho_spoken_name_tabs (AdwTabBar *bar)
{
  g_signal_connect_object (adw_tab_bar_get_view (bar), "page-attached",
                           G_CALLBACK (page_attached_cb), bar, G_CONNECT_SWAPPED);
}
