#include "reading-dialog.h"

#include "page-style.h"
#include "spoken.h"

#include <glib/gi18n.h>

#define WIDTH 400

/* The rows with a few choices; the words are those of the properties. */
static const struct
{
  const char *property, *title;
  const char *values[4], *names[4];
} choices[] = {
  { "spacing",
    N_ ("Line spacing"),
    { "compact", "normal", "wide" },
    { N_ ("Compact"), N_ ("Normal"), N_ ("Wide") } },
  { "measure",
    N_ ("Line length"),
    { "narrow", "normal", "wide" },
    { N_ ("Short"), N_ ("Normal"), N_ ("Long") } },
  { "numbers",
    N_ ("Numbers in the margin"),
    { "none", "lines", "paragraphs" },
    { N_ ("None"), N_ ("Lines"), N_ ("Paragraphs") } },
};

/* Made for readers who confuse letters; listed first where they are installed. */
static const char *const legible[] = { "OpenDyslexic",
                                       "Atkinson Hyperlegible",
                                       "Atkinson Hyperlegible Next",
                                       "Lexend",
                                       "Andika",
                                       "Lexie Readable",
                                       "Dyslexie" };

struct _SchoReadingDialog
{
  AdwWindow parent_instance;
  SchoReading *reading;
  GPtrArray *families; /* of char: what each row of the list stands for */
  gboolean filling;    /* the program sets the rows, not the user */

  GtkDropDown *typeface;
  AdwComboRow *rows[G_N_ELEMENTS (choices)];
  GtkLabel *zoom;
};

G_DEFINE_FINAL_TYPE (SchoReadingDialog, scho_reading_dialog, ADW_TYPE_WINDOW)

static char *
dup_property (SchoReadingDialog *self, const char *property)
{
  char *value = NULL;

  g_object_get (self->reading, property, &value, NULL);
  return value;
}

static guint
find_family (SchoReadingDialog *self, const char *family)
{
  guint i;

  return g_ptr_array_find_with_equal_func (self->families, family, g_str_equal, &i) ? i
                                                                                    : 0;
}

static void
show (SchoReadingDialog *self)
{
  g_autofree char *font = dup_property (self, "font");
  g_autofree char *zoom = NULL;
  guint per_cent;

  self->filling = TRUE;
  gtk_drop_down_set_selected (self->typeface, find_family (self, font));
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autofree char *value = dup_property (self, choices[i].property);

      for (guint k = 0; choices[i].values[k] != NULL; k++)
        if (g_str_equal (choices[i].values[k], value))
          adw_combo_row_set_selected (self->rows[i], k);
    }
  g_object_get (self->reading, "zoom", &per_cent, NULL);
  zoom = g_strdup_printf ("%u %%", per_cent);
  gtk_label_set_label (self->zoom, zoom);
  self->filling = FALSE;
}

static void
typeface_chosen_cb (SchoReadingDialog *self)
{
  guint i = gtk_drop_down_get_selected (self->typeface);

  if (!self->filling && i < self->families->len)
    g_object_set (self->reading, "font", g_ptr_array_index (self->families, i), NULL);
}

static void
row_chosen_cb (SchoReadingDialog *self, GParamSpec *pspec, AdwComboRow *row)
{
  guint k = adw_combo_row_get_selected (row);

  for (guint i = 0; i < G_N_ELEMENTS (choices) && !self->filling; i++)
    if (row == self->rows[i] && k != GTK_INVALID_LIST_POSITION)
      g_object_set (self->reading, choices[i].property, choices[i].values[k], NULL);
}

static void
add_zoom (SchoReadingDialog *self, int steps)
{
  guint zoom;

  g_object_get (self->reading, "zoom", &zoom, NULL);
  g_object_set (self->reading, "zoom", scho_zoom_get_step (zoom, steps), NULL);
}

static void
smaller_cb (SchoReadingDialog *self)
{
  add_zoom (self, -1);
}

static void
larger_cb (SchoReadingDialog *self)
{
  add_zoom (self, 1);
}

static int
compare_families (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

/* (element-type utf8): sorted; fonts for computers are left out. */
static GPtrArray *
list_installed (GtkWidget *widget)
{
  PangoFontMap *map = pango_context_get_font_map (gtk_widget_get_pango_context (widget));
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  PangoFontFamily **families;
  int n;

  pango_font_map_list_families (map, &families, &n);
  for (int i = 0; i < n; i++)
    g_ptr_array_add (names, g_strdup (pango_font_family_get_name (families[i])));
  g_free (families);
  g_ptr_array_sort (names, compare_families);
  return names;
}

static void
add_family (SchoReadingDialog *self, GtkStringList *list, const char *family)
{
  if (family[0] == '\0'
      || g_ptr_array_find_with_equal_func (self->families, family, g_str_equal, NULL))
    return;
  gtk_string_list_append (list, family);
  g_ptr_array_add (self->families, g_strdup (family));
}

static GListModel *
list_families (SchoReadingDialog *self)
{
  g_autoptr (GPtrArray) installed = list_installed (GTK_WIDGET (self));
  g_autofree char *font = dup_property (self, "font");
  GtkStringList *list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, _ ("As the desktop"));
  g_ptr_array_add (self->families, g_strdup (""));
  add_family (self, list, "Sans");
  add_family (self, list, "Serif");
  for (guint i = 0; i < G_N_ELEMENTS (legible); i++)
    if (g_ptr_array_find_with_equal_func (installed, legible[i], g_str_equal, NULL))
      add_family (self, list, legible[i]);
  for (guint i = 0; i < installed->len; i++)
    add_family (self, list, g_ptr_array_index (installed, i));
  add_family (self, list, font);
  return G_LIST_MODEL (list);
}

static void
add_row (AdwPreferencesGroup *group, const char *title, GtkWidget *control)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  if (GTK_IS_DROP_DOWN (control))
    scho_spoken_name_choice (GTK_DROP_DOWN (control), title);
  else
    gtk_accessible_update_property (GTK_ACCESSIBLE (control),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_preferences_group_add (group, row);
}

static void
add_typeface (SchoReadingDialog *self, AdwPreferencesGroup *group)
{
  GtkWidget *control = gtk_drop_down_new (
      list_families (self),
      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));

  self->typeface = GTK_DROP_DOWN (control);
  gtk_drop_down_set_enable_search (self->typeface, TRUE);
  add_row (group, _ ("Typeface"), control);
  g_signal_connect_swapped (control, "notify::selected", G_CALLBACK (typeface_chosen_cb),
                            self);
}

static GtkWidget *
new_button (const char *icon, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static void
add_size (SchoReadingDialog *self, AdwPreferencesGroup *group)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *smaller = new_button ("list-remove-symbolic", _ ("Smaller (Ctrl+−)"));
  GtkWidget *larger = new_button ("list-add-symbolic", _ ("Larger (Ctrl++)"));

  self->zoom = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_width_chars (self->zoom, 6);
  gtk_widget_add_css_class (GTK_WIDGET (self->zoom), "numeric");
  g_signal_connect_swapped (smaller, "clicked", G_CALLBACK (smaller_cb), self);
  g_signal_connect_swapped (larger, "clicked", G_CALLBACK (larger_cb), self);
  gtk_box_append (GTK_BOX (box), smaller);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->zoom));
  gtk_box_append (GTK_BOX (box), larger);
  add_row (group, _ ("Size"), box);
}

static void
add_choice (SchoReadingDialog *self, AdwPreferencesGroup *group, guint i)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint k = 0; choices[i].names[k] != NULL; k++)
    gtk_string_list_append (names, _ (choices[i].names[k]));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (choices[i].title));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_preferences_group_add (group, row);
  self->rows[i] = ADW_COMBO_ROW (row);
  g_signal_connect_swapped (row, "notify::selected", G_CALLBACK (row_chosen_cb), self);
}

static void
scho_reading_dialog_dispose (GObject *object)
{
  SchoReadingDialog *self = SCHO_READING_DIALOG (object);

  self->filling = TRUE; /* rows that go say what they chose last */
  if (self->reading != NULL)
    g_signal_handlers_disconnect_by_data (self->reading, self);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->families, g_ptr_array_unref);
  G_OBJECT_CLASS (scho_reading_dialog_parent_class)->dispose (object);
}

static void
scho_reading_dialog_class_init (SchoReadingDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scho_reading_dialog_dispose;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
scho_reading_dialog_init (SchoReadingDialog *self)
{
  gtk_window_set_title (GTK_WINDOW (self), _ ("Reading"));
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, -1);
  self->families = g_ptr_array_new_with_free_func (g_free);
}

static void
build (SchoReadingDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *group = adw_preferences_group_new ();

  self->filling = TRUE;
  add_typeface (self, ADW_PREFERENCES_GROUP (group));
  add_size (self, ADW_PREFERENCES_GROUP (group));
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    add_choice (self, ADW_PREFERENCES_GROUP (group), i);
  gtk_widget_add_css_class (group, "reading");
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), group);
  adw_window_set_content (ADW_WINDOW (self), box);
}

GtkWidget *
scho_reading_dialog_new (SchoReading *reading)
{
  SchoReadingDialog *self = g_object_new (SCHO_TYPE_READING_DIALOG, NULL);

  self->reading = g_object_ref (reading);
  build (self);
  g_signal_connect_swapped (reading, "notify", G_CALLBACK (show), self);
  show (self);
  return GTK_WIDGET (self);
}
