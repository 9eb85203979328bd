#include "colour-grid.h"

#include "swatch.h"

#include <glib/gi18n.h>
#include <scholiast/code.h>

#define N_COLUMNS 8

/* In the order of scho_colour_nth (). */
static const char *const names[SCHO_N_COLOURS] = {
  N_ ("Blue"),      N_ ("Orange"), N_ ("Pine"),       N_ ("Magenta"),    N_ ("Sage"),
  N_ ("Lilac"),     N_ ("Red"),    N_ ("Indigo"),     N_ ("Ochre"),      N_ ("Crimson"),
  N_ ("Moss"),      N_ ("Rust"),   N_ ("Coral"),      N_ ("Sky blue"),   N_ ("Old rose"),
  N_ ("Pink"),      N_ ("Teal"),   N_ ("Lavender"),   N_ ("Steel blue"), N_ ("Green"),
  N_ ("Sea green"), N_ ("Mauve"),  N_ ("Light blue"), N_ ("Wine"),
};

struct _SchoColourGrid
{
  GtkBox parent_instance;
  GtkWidget *buttons[G_N_ELEMENTS (names)];
  GtkEditable *entry;
  guint32 colour;
  gboolean filling; /* the program sets it, not the user */
};

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoColourGrid, scho_colour_grid, GTK_TYPE_BOX)

static void
choose (SchoColourGrid *self, guint32 colour)
{
  if (!self->filling && colour != self->colour)
    g_signal_emit (self, signals[CHOSEN], 0, colour);
}

static void
toggled_cb (SchoColourGrid *self, GtkToggleButton *button)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "number"));

  if (gtk_toggle_button_get_active (button))
    choose (self, scho_colour_nth (i));
}

static void
entry_changed_cb (SchoColourGrid *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->entry), _ ("Any colour, as #1a5fb4"));
}

static void
entry_activated_cb (SchoColourGrid *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  g_autofree char *marked = text[0] != '#' ? g_strconcat ("#", text, NULL) : NULL;
  guint32 colour;

  if (scho_colour_parse (marked != NULL ? marked : text, &colour))
    {
      choose (self, colour);
      return;
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  gtk_widget_set_tooltip_text (
      GTK_WIDGET (self->entry),
      _ ("This is no colour. Write two digits or letters a–f each for red, green and "
         "blue, as #1a5fb4."));
}

static void
scho_colour_grid_class_init (SchoColourGridClass *klass)
{
  signals[CHOSEN] = g_signal_new ("chosen", SCHO_TYPE_COLOUR_GRID, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static GtkWidget *
new_button (SchoColourGrid *self, guint i)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), scho_swatch_new (scho_colour_nth (i)));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "swatch-button");
  gtk_widget_set_tooltip_text (button, _ (names[i]));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (names[i]), -1);
  g_object_set_data (G_OBJECT (button), "number", GUINT_TO_POINTER (i));
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (toggled_cb), self);
  return button;
}

static void
scho_colour_grid_init (SchoColourGrid *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      self->buttons[i] = new_button (self, i);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->buttons[i]),
                                     GTK_TOGGLE_BUTTON (self->buttons[0]));
      gtk_grid_attach (GTK_GRID (grid), self->buttons[i], (int) i % N_COLUMNS,
                       (int) i / N_COLUMNS, 1, 1);
    }
  gtk_box_append (GTK_BOX (self), grid);
  self->entry = GTK_EDITABLE (gtk_entry_new ());
  gtk_editable_set_width_chars (self->entry, 8);
  gtk_editable_set_max_width_chars (self->entry, 8);
  gtk_widget_set_halign (GTK_WIDGET (self->entry), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Any colour"), -1);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (entry_changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entry_activated_cb),
                            self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->entry));
  self->colour = G_MAXUINT32; /* none yet */
}

GtkWidget *
scho_colour_grid_new (void)
{
  return g_object_new (SCHO_TYPE_COLOUR_GRID, NULL);
}

void
scho_colour_grid_set_colour (SchoColourGrid *self, guint32 colour)
{
  char text[8];

  self->filling = TRUE;
  self->colour = colour;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->buttons[i]),
                                  scho_colour_nth (i) == colour);
  scho_colour_format (colour, text);
  gtk_editable_set_text (self->entry, text);
  entry_changed_cb (self);
  self->filling = FALSE;
}
