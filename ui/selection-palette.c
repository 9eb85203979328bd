#include "selection-palette.h"

#include "swatch.h"

#include <glib/gi18n.h>

/* The longest name that is shown whole. */
#define NAME_CHARACTERS 18
#define NAME_CHARACTERS_IN_ROW 11

struct _SchoSelectionPalette
{
  GtkBox parent_instance;
  GtkBox *chips, *tools;
};

G_DEFINE_FINAL_TYPE (SchoSelectionPalette, scho_selection_palette, GTK_TYPE_BOX)

/* A press must not take the focus from the text, whose keys go on working. */
static GtkWidget *
new_button (const char *words, const char *action)
{
  GtkWidget *button = gtk_button_new ();

  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static void
add_tool (SchoSelectionPalette *self,
          const char *icon,
          const char *words,
          const char *action)
{
  GtkWidget *button = new_button (words, action);

  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_box_append (self->tools, button);
}

static char *
dup_words (const SchoCode *code)
{
  /* Translators: the name of a code and the number key that applies it. */
  return code->key != 0 ? g_strdup_printf (_ ("%s (%u)"), code->name, code->key)
                        : g_strdup (code->name);
}

static void
add_chip (SchoSelectionPalette *self, const SchoCode *code, gboolean is_row)
{
  g_autofree char *words = dup_words (code), *key = g_strdup_printf ("%u", code->key);
  GtkWidget *button = new_button (words, "win.apply-code");
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (code->name);
  char uuid[SCHO_UUID_STRING_LENGTH + 1];

  scho_uuid_format (&code->uuid, uuid);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", uuid);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (name),
                                 is_row ? NAME_CHARACTERS_IN_ROW : NAME_CHARACTERS);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (content), scho_swatch_new (code->colour));
  gtk_box_append (GTK_BOX (content), name);
  if (code->key != 0)
    {
      GtkWidget *keycap = gtk_label_new (key);

      gtk_widget_add_css_class (keycap, "keycap");
      gtk_widget_set_valign (keycap, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (content), keycap);
    }
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "chip");
  gtk_box_append (self->chips, button);
}

static void
scho_selection_palette_class_init (SchoSelectionPaletteClass *klass)
{
}

static void
scho_selection_palette_init (SchoSelectionPalette *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->chips = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->tools = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->tools));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->chips));
  add_tool (self, "edit-find-symbolic", _ ("Look for a code (/)"), "win.palette");
  add_tool (self, "insert-text-symbolic", _ ("Code with its own words (I)"),
            "win.code-in-vivo");
  add_tool (self, "document-edit-symbolic", _ ("Write a memo (Ctrl+M)"), "win.memo");
  gtk_widget_set_halign (widget, GTK_ALIGN_START);
  gtk_widget_set_valign (widget, GTK_ALIGN_START);
  gtk_widget_add_css_class (widget, "palette");
  gtk_widget_add_css_class (widget, "background");
  gtk_widget_add_css_class (widget, "selection-palette");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Codes for the selection"), -1);
}

GtkWidget *
scho_selection_palette_new (void)
{
  return g_object_new (SCHO_TYPE_SELECTION_PALETTE, NULL);
}

void
scho_selection_palette_set_codes (SchoSelectionPalette *self,
                                  const SchoCode *const *codes,
                                  guint n,
                                  gboolean is_row,
                                  int width)
{
  GtkOrientation orientation
      = is_row ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL;
  GtkWidget *chips = GTK_WIDGET (self->chips), *child;
  int natural;

  while ((child = gtk_widget_get_first_child (chips)) != NULL)
    gtk_box_remove (self->chips, child);
  for (guint i = 0; i < MIN (n, SCHO_MOST_CHIPS); i++)
    add_chip (self, codes[i], is_row);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), orientation);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->chips), orientation);
  gtk_widget_measure (GTK_WIDGET (self), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural,
                      NULL, NULL);
  while (natural > width && (child = gtk_widget_get_last_child (chips)) != NULL)
    {
      gtk_box_remove (self->chips, child);
      gtk_widget_measure (GTK_WIDGET (self), GTK_ORIENTATION_HORIZONTAL, -1, NULL,
                          &natural, NULL, NULL);
    }
}
