#include "page-style.h"

#include <adwaita.h>
#include <string.h>

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

static GtkTextTag *
add_heading_tag (GtkTextBuffer *buffer, guint level)
{
  static const double scales[] = { 1.6, 1.35, 1.2, 1.1, 1.0, 1.0 };
  g_autofree char *name = g_strdup_printf ("heading-%u", level);
  GtkTextTag *tag
      = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), name);

  if (tag != NULL)
    return tag;
  return gtk_text_buffer_create_tag (buffer, name, "scale", scales[level - 1], "weight",
                                     PANGO_WEIGHT_BOLD, NULL);
}

static GtkTextTag *
add_list_tag (GtkTextBuffer *buffer, guint level)
{
  g_autofree char *name = g_strdup_printf ("list-%u", level);
  GtkTextTag *tag
      = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), name);

  if (tag != NULL)
    return tag;
  return gtk_text_buffer_create_tag (buffer, name, "left-margin", 32 + 24 * (int) level,
                                     NULL);
}

static GtkTextTag *
add_plain_tag (GtkTextBuffer *buffer, const char *name, const char *property, int value)
{
  GtkTextTag *tag
      = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), name);

  if (tag != NULL)
    return tag;
  return gtk_text_buffer_create_tag (buffer, name, property, value, NULL);
}

/* Of a turn only the name at its beginning, where the text has it there. */
static guint32
end_of_speaker (SchoText *text, const SchoStretch *turn)
{
  glong length = turn->label != NULL ? g_utf8_strlen (turn->label, -1) : 0;
  gsize n_bytes;
  const char *utf8 = scho_text_get_utf8 (text, &n_bytes);

  utf8 += scho_text_offset_to_byte (text, turn->start);
  if (length == 0 || strncmp (utf8, turn->label, strlen (turn->label)) != 0)
    return turn->start;
  length += utf8[strlen (turn->label)] == ':';
  return MIN (turn->start + (guint32) length, turn->end);
}

static void
apply (GtkTextBuffer *buffer,
       SchoPageText *text,
       GtkTextTag *tag,
       guint32 start,
       guint32 end)
{
  GtkTextIter from, to;
  guint32 first, after;

  if (start >= end)
    return;
  scho_page_text_to_places (text, start, end, &first, &after);
  gtk_text_buffer_get_iter_at_offset (buffer, &from, first);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, after);
  gtk_text_buffer_apply_tag (buffer, tag, &from, &to);
}

static void
add_stretch (GtkTextBuffer *buffer, SchoPageText *text, const SchoStretch *stretch)
{
  guint level = CLAMP (stretch->level, 1, 6);

  switch ((SchoStretchKind) stretch->kind)
    {
    case SCHO_STRETCH_HEADING:
      apply (buffer, text, add_heading_tag (buffer, level), stretch->start, stretch->end);
      break;
    case SCHO_STRETCH_LIST_ITEM:
      apply (buffer, text, add_list_tag (buffer, level), stretch->start, stretch->end);
      break;
    case SCHO_STRETCH_SPEAKER_TURN:
      apply (buffer, text, add_plain_tag (buffer, "speaker", "weight", PANGO_WEIGHT_BOLD),
             stretch->start, end_of_speaker (scho_page_text_get_text (text), stretch));
      break;
    case SCHO_STRETCH_TIME_CODE:
      apply (buffer, text, add_plain_tag (buffer, "time", "style", PANGO_STYLE_ITALIC),
             stretch->start, stretch->end);
      break;
    case SCHO_STRETCH_PARAGRAPH:
    case SCHO_STRETCH_PAGE:
      break;
    }
}

void
scho_page_style_add_structure (GtkTextBuffer *buffer, SchoPageText *text)
{
  gsize n;
  const SchoStretch *stretches
      = scho_text_get_stretches (scho_page_text_get_text (text), &n);

  for (gsize i = 0; i < n; i++)
    add_stretch (buffer, text, &stretches[i]);
}
