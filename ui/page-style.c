#include "page-style.h"

#include <adwaita.h>

/* page.css has a class for each. */
static const guint zooms[]
    = { 50, 67, 80, 90, 100, 110, 125, 150, 175, 200, 250, SCHO_ZOOM_MOST };

void
scho_page_style_load (GdkDisplay *display)
{
  g_autoptr (GtkCssProvider) provider = NULL;

  if (g_object_get_data (G_OBJECT (display), "scho-page-style") != NULL)
    return;

  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider,
                                       "/org/scholiast/Scholiast/page/page.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_set_data_full (G_OBJECT (display), "scho-page-style",
                          g_steal_pointer (&provider), g_object_unref);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean is_set)
{
  if (is_set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

SchoTheme
scho_page_style_set_theme (GtkWidget *page)
{
  AdwStyleManager *manager
      = adw_style_manager_get_for_display (gtk_widget_get_display (page));
  gboolean dark = adw_style_manager_get_dark (manager);
  gboolean contrast = adw_style_manager_get_high_contrast (manager);

  set_class (page, "dark", dark);
  set_class (page, "contrast", contrast);
  if (contrast)
    return dark ? SCHO_THEME_DARK_CONTRAST : SCHO_THEME_LIGHT_CONTRAST;
  return dark ? SCHO_THEME_DARK : SCHO_THEME_LIGHT;
}

guint
scho_zoom_get_step (guint zoom, int steps)
{
  int nearest = 0, last = G_N_ELEMENTS (zooms) - 1;

  for (int i = 1; i <= last; i++)
    if (ABS ((int) zooms[i] - (int) zoom) < ABS ((int) zooms[nearest] - (int) zoom))
      nearest = i;
  return zooms[CLAMP (nearest + steps, 0, last)];
}

void
scho_page_style_set_zoom (GtkWidget *page, guint zoom)
{
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      g_autofree char *name = g_strdup_printf ("zoom-%u", zooms[i]);

      set_class (page, name, zooms[i] == zoom);
    }
}

/* A family in the words of a style sheet. */
static char *
quote (const char *family)
{
  GString *string = g_string_new ("\"");

  for (const char *p = family; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (string, "\\%c", *p);
    else if (!g_ascii_iscntrl (*p))
      g_string_append_c (string, *p);
  g_string_append_c (string, '"');
  return g_string_free (string, FALSE);
}

static void
load_family (GdkDisplay *display, const char *class, const char *family)
{
  g_autofree char *quoted = quote (family);
  g_autofree char *css
      = g_strdup_printf ("scho-page.%s textview { font-family: %s; }", class, quoted);
  g_autoptr (GtkCssProvider) provider = NULL;

  if (g_object_get_data (G_OBJECT (display), class) != NULL)
    return;
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_data (provider, css, -1);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_set_data_full (G_OBJECT (display), class, g_steal_pointer (&provider),
                          g_object_unref);
}

void
scho_page_style_set_family (GtkWidget *page, const char *family)
{
  const char *old = g_object_get_data (G_OBJECT (page), "scho-family");
  g_autofree char *class = family != NULL
                               ? g_strdup_printf ("scho-family-%08x", g_str_hash (family))
                               : NULL;

  if (g_strcmp0 (old, class) == 0)
    return;
  if (class != NULL)
    {
      load_family (gtk_widget_get_display (page), class, family);
      gtk_widget_add_css_class (page, class);
    }
  if (old != NULL)
    gtk_widget_remove_css_class (page, old);
  g_object_set_data_full (G_OBJECT (page), "scho-family", g_steal_pointer (&class),
                          g_free);
}
