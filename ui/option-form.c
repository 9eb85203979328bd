#include "option-form.h"

#include "noun-choice.h"
#include "passage-choice.h"
#include "spoken.h"

#include <glib/gi18n.h>
#include <string.h>

struct _SchoOptionForm
{
  GtkWidget parent_instance;
  GtkWidget *group;
  SchoSession *session;
  const SchoOptionSpec *specs;
  GPtrArray *fields; /* a widget for each of them */
  GtkWidget *query;  /* nullable */
};

G_DEFINE_FINAL_TYPE (SchoOptionForm, scho_option_form, GTK_TYPE_WIDGET)

static gboolean
is_true (const char *value)
{
  static const char *const words[] = { "true", "yes", "on", "1", NULL };

  return value != NULL && g_strv_contains (words, value);
}

static GtkWidget *
add_switch (SchoOptionForm *self, const SchoOptionSpec *spec, const char *title)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *field = gtk_switch_new ();

  gtk_switch_set_active (GTK_SWITCH (field), is_true (spec->standard));
  gtk_widget_set_valign (field, GTK_ALIGN_CENTER);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), field);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), field);
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
  return field;
}

static GtkWidget *
add_choice (SchoOptionForm *self, const SchoOptionSpec *spec, const char *title)
{
  GtkWidget *row = adw_combo_row_new ();
  g_auto (GStrv) choices = g_strsplit (spec->choices, "|", -1);
  g_autoptr (GtkStringList) list = gtk_string_list_new ((const char *const *) choices);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  for (guint i = 0; choices[i] != NULL; i++)
    if (g_strcmp0 (choices[i], spec->standard) == 0)
      adw_combo_row_set_selected (ADW_COMBO_ROW (row), i);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
  return row;
}

static GtkWidget *
add_entry (SchoOptionForm *self, const SchoOptionSpec *spec, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row),
                         spec->standard != NULL ? spec->standard : "");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
  return row;
}

static GtkWidget *
add_noun (SchoOptionForm *self, const SchoOptionSpec *spec, const char *title)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *field = scho_noun_choice_new (self->session, spec->type);

  gtk_widget_set_valign (field, GTK_ALIGN_CENTER);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), field);
  scho_spoken_name_choice (GTK_DROP_DOWN (field), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
  return field;
}

static GtkWidget *
add_field (SchoOptionForm *self, const SchoOptionSpec *spec)
{
  const char *title = _ (spec->text);

  if (spec->type == SCHO_OPTION_BOOLEAN)
    return add_switch (self, spec, title);
  if (spec->type == SCHO_OPTION_CHOICE && spec->choices != NULL)
    return add_choice (self, spec, title);
  if (spec->type >= SCHO_OPTION_DOCUMENT)
    return add_noun (self, spec, title);
  return add_entry (self, spec, title);
}

static char *
dup_value (GtkWidget *field)
{
  if (GTK_IS_SWITCH (field))
    return g_strdup (gtk_switch_get_active (GTK_SWITCH (field)) ? "true" : "false");
  if (ADW_IS_COMBO_ROW (field))
    {
      GtkStringObject *item = adw_combo_row_get_selected_item (ADW_COMBO_ROW (field));
      return g_strdup (item != NULL ? gtk_string_object_get_string (item) : "");
    }
  if (GTK_IS_DROP_DOWN (field))
    return scho_noun_choice_dup_value (field);
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (field)));
}

static void
scho_option_form_dispose (GObject *object)
{
  SchoOptionForm *self = SCHO_OPTION_FORM (object);

  g_clear_pointer (&self->group, gtk_widget_unparent);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (scho_option_form_parent_class)->dispose (object);
}

static void
scho_option_form_class_init (SchoOptionFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = scho_option_form_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass),
                                            GTK_TYPE_BIN_LAYOUT);
}

static void
scho_option_form_init (SchoOptionForm *self)
{
  self->fields = g_ptr_array_new ();
  self->group = adw_preferences_group_new ();
  gtk_widget_set_parent (self->group, GTK_WIDGET (self));
}

GtkWidget *
scho_option_form_new (SchoSession *session, const SchoOptionSpec *specs)
{
  SchoOptionForm *self = g_object_new (SCHO_TYPE_OPTION_FORM, NULL);

  self->session = g_object_ref (session);
  self->specs = specs;
  for (guint i = 0; specs != NULL && specs[i].name != NULL; i++)
    g_ptr_array_add (self->fields, add_field (self, &specs[i]));
  return GTK_WIDGET (self);
}

void
scho_option_form_add_query (SchoOptionForm *self)
{
  self->query = scho_passage_choice_new (self->session);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), self->query);
}

const char *
scho_option_form_get_query (SchoOptionForm *self)
{
  return self->query != NULL
             ? scho_passage_choice_get_query (SCHO_PASSAGE_CHOICE (self->query))
             : "";
}

GStrv
scho_option_form_dup_settings (SchoOptionForm *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->fields->len; i++)
    {
      g_autofree char *value = dup_value (g_ptr_array_index (self->fields, i));
      g_autofree char *setting = g_strdup_printf ("%s=%s", self->specs[i].name, value);

      g_strv_builder_add (builder, setting);
    }
  return g_strv_builder_end (builder);
}

static void
set_choice (AdwComboRow *row, const char *value)
{
  GListModel *choices = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (choices, i);

      if (g_str_equal (gtk_string_object_get_string (item), value))
        adw_combo_row_set_selected (row, i);
    }
}

static void
set_value (GtkWidget *field, const char *value)
{
  if (GTK_IS_SWITCH (field))
    gtk_switch_set_active (GTK_SWITCH (field), is_true (value));
  else if (ADW_IS_COMBO_ROW (field))
    set_choice (ADW_COMBO_ROW (field), value);
  else if (GTK_IS_DROP_DOWN (field))
    scho_noun_choice_set_value (field, value);
  else
    gtk_editable_set_text (GTK_EDITABLE (field), value);
}

void
scho_option_form_set (SchoOptionForm *self,
                      const char *const *settings,
                      const char *query)
{
  for (; settings != NULL && *settings != NULL; settings++)
    for (guint i = 0; i < self->fields->len; i++)
      {
        const char *name = self->specs[i].name;
        gsize n = strlen (name);

        if (strncmp (*settings, name, n) == 0 && (*settings)[n] == '=')
          set_value (g_ptr_array_index (self->fields, i), *settings + n + 1);
      }
  if (query != NULL && self->query != NULL)
    scho_passage_choice_set_query (SCHO_PASSAGE_CHOICE (self->query), query);
}
