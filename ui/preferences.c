#include "preferences.h"

#include "settings.h"

#include <glib/gi18n.h>
#include <string.h>

typedef enum
{
  GROUP_CODING,
  GROUP_LOOKS,
  GROUP_START,
  N_GROUPS
} Group;

static const char *const group_titles[N_GROUPS]
    = { N_ ("Coding"), N_ ("Looks"), N_ ("Start") };

/* The type of a key says which row it gets: a text, a switch, or a choice of its values.
 */
static const struct
{
  const char *key;
  Group group;
  const char *title, *subtitle;
  const char *values[4], *names[4];
} rows[] = {
  { .key = "coder", .group = GROUP_CODING, .title = N_ ("Your name, for new codings") },
  { .key = "snap",
    .group = GROUP_CODING,
    .title = N_ ("Round passages"),
    .subtitle = N_ ("What a selection grows to when it is coded"),
    .values = { "character", "word", "sentence" },
    .names = { N_ ("Not at all"), N_ ("To words"), N_ ("To sentences") } },
  { .key = "selection-palette",
    .group = GROUP_CODING,
    .title = N_ ("Offer codes beside the selection"),
    .subtitle = N_ ("As soon as the mouse has selected a passage") },
  { .key = "import-all-or-nothing",
    .group = GROUP_CODING,
    .title = N_ ("Import all files or none"),
    .subtitle = N_ ("Otherwise one that cannot be read is left out") },
  { .key = "color-scheme",
    .group = GROUP_LOOKS,
    .title = N_ ("Colours"),
    .values = { "default", "light", "dark" },
    .names = { N_ ("As the system"), N_ ("Light"), N_ ("Dark") } },
  { .key = "reopen-last",
    .group = GROUP_START,
    .title = N_ ("Open the last project"),
    .subtitle = N_ ("Documents, places and panes are as they were left") },
};

static GVariantClass
get_class (GSettings *settings, const char *key)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsSchemaKey) found = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  if (!g_settings_schema_has_key (schema, key))
    return 0;
  found = g_settings_schema_get_key (schema, key);
  return *g_variant_type_peek_string (g_settings_schema_key_get_value_type (found));
}

static void
applied_cb (GtkEditable *row, GSettings *settings)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (row)));

  g_settings_set_string (settings, g_object_get_data (G_OBJECT (row), "key"), text);
}

static GtkWidget *
new_entry (GSettings *settings, gsize i)
{
  GtkWidget *row = adw_entry_row_new ();
  /* The one text there is. */
  g_autofree char *value = scho_settings_dup_coder (settings);

  g_object_set_data (G_OBJECT (row), "key", (gpointer) rows[i].key);
  gtk_editable_set_text (GTK_EDITABLE (row), value);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_object (row, "apply", G_CALLBACK (applied_cb), settings, 0);
  return row;
}

static GtkWidget *
new_switch (GSettings *settings, gsize i)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *control = gtk_switch_new ();

  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (rows[i].title), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  g_settings_bind (settings, rows[i].key, control, "active", G_SETTINGS_BIND_DEFAULT);
  return row;
}

static gboolean
to_place_cb (GValue *value, GVariant *variant, gpointer data)
{
  const char *const *values = data;
  guint i = 0;

  while (values[i] != NULL
         && !g_str_equal (values[i], g_variant_get_string (variant, NULL)))
    i++;
  g_value_set_uint (value, values[i] != NULL ? i : 0);
  return TRUE;
}

static GVariant *
to_word_cb (const GValue *value, const GVariantType *type, gpointer data)
{
  const char *const *values = data;
  guint i = g_value_get_uint (value);

  return i != GTK_INVALID_LIST_POSITION ? g_variant_new_string (values[i]) : NULL;
}

static GtkWidget *
new_choice (GSettings *settings, gsize i)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint k = 0; rows[i].names[k] != NULL; k++)
    gtk_string_list_append (names, _ (rows[i].names[k]));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  g_settings_bind_with_mapping (settings, rows[i].key, row, "selected",
                                G_SETTINGS_BIND_DEFAULT, to_place_cb, to_word_cb,
                                (gpointer) rows[i].values, NULL);
  return row;
}

static GtkWidget *
new_row (GSettings *settings, gsize i)
{
  GVariantClass class = get_class (settings, rows[i].key);
  GtkWidget *row = class == 0                         ? NULL
                   : class == G_VARIANT_CLASS_BOOLEAN ? new_switch (settings, i)
                   : rows[i].values[0] != NULL        ? new_choice (settings, i)
                                                      : new_entry (settings, i);

  if (row == NULL)
    return NULL;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (rows[i].title));
  if (rows[i].subtitle != NULL && ADW_IS_ACTION_ROW (row))
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (rows[i].subtitle));
  return row;
}

/* Typeface and distances have their own window, beside the text they change. */
static GtkWidget *
new_reading_row (void)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Reading"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _ ("Typeface, size, spacing, numbers in the margin"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
reading_activated_cb (GtkWidget *row)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (row));
  GtkWindow *parent = gtk_window_get_transient_for (window);

  gtk_window_close (window);
  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.reading", NULL);
}

static void
fill (AdwPreferencesPage *page, GSettings *settings)
{
  for (Group g = 0; g < N_GROUPS; g++)
    {
      AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

      adw_preferences_group_set_title (group, _ (group_titles[g]));
      for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
        {
          GtkWidget *row = rows[i].group == g ? new_row (settings, i) : NULL;

          if (row != NULL)
            adw_preferences_group_add (group, row);
        }
      if (g == GROUP_LOOKS)
        {
          GtkWidget *row = new_reading_row ();

          g_signal_connect (row, "activated", G_CALLBACK (reading_activated_cb), NULL);
          adw_preferences_group_add (group, row);
        }
      adw_preferences_page_add (page, group);
    }
}

GtkWidget *
scho_preferences_new (GSettings *settings)
{
  GtkWidget *window = adw_preferences_window_new ();
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 480, 520);
  if (settings != NULL)
    fill (page, settings);
  else
    {
      GtkWidget *group = adw_preferences_group_new ();

      adw_preferences_group_set_description (
          ADW_PREFERENCES_GROUP (group),
          _ ("Scholiast is not wholly installed here, so it cannot keep any settings: "
             "their schema is missing."));
      adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
    }
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), page);
  return window;
}
