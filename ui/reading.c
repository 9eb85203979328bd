#include "reading.h"

#include "page-style.h"

#include <pango/pango.h>

#define DESKTOP_SCHEMA "org.gnome.desktop.interface"
#define DESKTOP_KEY "document-font-name"

enum
{
  PROP_FONT = 1,
  PROP_SPACING,
  PROP_MEASURE,
  PROP_NUMBERS,
  PROP_ZOOM,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

/* The words that settings and actions know; the property is set to one of them only. */
static const struct
{
  const char *property, *key;
  const char *choices[4];
  guint normal;
} words[N_PROPS] = {
  [PROP_FONT] = { "font", "page-font" },
  [PROP_SPACING] = { "spacing", "page-spacing", { "compact", "normal", "wide" }, 1 },
  [PROP_MEASURE] = { "measure", "page-measure", { "narrow", "normal", "wide" }, 1 },
  [PROP_NUMBERS] = { "numbers", "page-numbers", { "none", "lines", "paragraphs" }, 0 },
  [PROP_ZOOM] = { "zoom", "page-zoom" },
};

struct _SchoReading
{
  GObject parent_instance;
  char *font;
  guint choices[N_PROPS];
  guint zoom;
};

G_DEFINE_FINAL_TYPE (SchoReading, scho_reading, G_TYPE_OBJECT)

static guint
find_choice (guint id, const char *word)
{
  for (guint i = 0; words[id].choices[i] != NULL; i++)
    if (g_strcmp0 (word, words[id].choices[i]) == 0)
      return i;
  return words[id].normal;
}

static void
set_choice (SchoReading *self, guint id, const char *word)
{
  guint choice = find_choice (id, word);

  if (choice == self->choices[id])
    return;
  self->choices[id] = choice;
  g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

static void
set_font (SchoReading *self, const char *font)
{
  if (font == NULL)
    font = "";
  if (g_str_equal (font, self->font))
    return;
  g_free (self->font);
  self->font = g_strdup (font);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FONT]);
}

static void
set_zoom (SchoReading *self, guint zoom)
{
  if (zoom == self->zoom)
    return;
  self->zoom = zoom;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
}

static void
scho_reading_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SchoReading *self = SCHO_READING (object);

  if (id == PROP_FONT)
    g_value_set_string (value, self->font);
  else if (id == PROP_ZOOM)
    g_value_set_uint (value, self->zoom);
  else if (id < N_PROPS)
    g_value_set_static_string (value, words[id].choices[self->choices[id]]);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
scho_reading_set_property (GObject *object,
                           guint id,
                           const GValue *value,
                           GParamSpec *pspec)
{
  SchoReading *self = SCHO_READING (object);

  if (id == PROP_FONT)
    set_font (self, g_value_get_string (value));
  else if (id == PROP_ZOOM)
    set_zoom (self, g_value_get_uint (value));
  else if (id < N_PROPS)
    set_choice (self, id, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
scho_reading_finalize (GObject *object)
{
  g_free (SCHO_READING (object)->font);
  G_OBJECT_CLASS (scho_reading_parent_class)->finalize (object);
}

static void
scho_reading_class_init (SchoReadingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags
      = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = scho_reading_get_property;
  object_class->set_property = scho_reading_set_property;
  object_class->finalize = scho_reading_finalize;
  for (guint id = PROP_FONT; id < PROP_ZOOM; id++)
    properties[id] = g_param_spec_string (
        words[id].property, NULL, NULL,
        id == PROP_FONT ? "" : words[id].choices[words[id].normal], flags);
  properties[PROP_ZOOM]
      = g_param_spec_uint (words[PROP_ZOOM].property, NULL, NULL, SCHO_ZOOM_LEAST,
                           SCHO_ZOOM_MOST, SCHO_ZOOM_DEFAULT, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
scho_reading_init (SchoReading *self)
{
  self->font = g_strdup ("");
  self->zoom = SCHO_ZOOM_DEFAULT;
  for (guint id = 0; id < N_PROPS; id++)
    self->choices[id] = words[id].normal;
}

/* A schema that is installed may be older than the program; GLib would end it. */
static gboolean
has_key (GSettings *settings, const char *key)
{
  g_autoptr (GSettingsSchema) schema = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  return g_settings_schema_has_key (schema, key);
}

SchoReading *
scho_reading_new (GSettings *settings)
{
  SchoReading *self = g_object_new (SCHO_TYPE_READING, NULL);

  for (guint id = PROP_FONT; id < N_PROPS && settings != NULL; id++)
    if (has_key (settings, words[id].key))
      g_settings_bind (settings, words[id].key, self, words[id].property,
                       G_SETTINGS_BIND_DEFAULT);
  return self;
}

static char *
dup_document_font (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettings) settings = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, DESKTOP_SCHEMA, TRUE);
  if (schema == NULL || !g_settings_schema_has_key (schema, DESKTOP_KEY))
    return NULL;
  settings = g_settings_new_full (schema, NULL, NULL);
  return g_settings_get_string (settings, DESKTOP_KEY);
}

char *
scho_reading_dup_family (SchoReading *self)
{
  g_autofree char *font = NULL;
  PangoFontDescription *description;
  char *family;

  if (self->font[0] != '\0')
    return g_strdup (self->font);
  font = dup_document_font ();
  if (font == NULL)
    return NULL;
  description = pango_font_description_from_string (font);
  family = g_strdup (pango_font_description_get_family (description));
  pango_font_description_free (description);
  return family;
}

SchoSpacing
scho_reading_get_spacing (SchoReading *self)
{
  return self->choices[PROP_SPACING];
}

SchoMeasure
scho_reading_get_measure (SchoReading *self)
{
  return self->choices[PROP_MEASURE];
}

SchoNumbers
scho_reading_get_numbers (SchoReading *self)
{
  return self->choices[PROP_NUMBERS];
}

void
scho_reading_add_actions (SchoReading *self, GActionMap *map)
{
  for (guint id = PROP_FONT; id < PROP_ZOOM; id++)
    {
      g_autoptr (GPropertyAction) action
          = g_property_action_new (words[id].key, self, words[id].property);

      g_action_map_add_action (map, G_ACTION (action));
    }
}
