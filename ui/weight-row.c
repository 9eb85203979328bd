#include "weight-row.h"

#include <glib/gi18n.h>
#include <scholiast/annotation.h>

/* What a weight is before one thinks about it. */
#define MIDDLE 50

struct _SchoWeightRow
{
  GtkWidget parent_instance;
  int weight;
  char *visit;
  char *name;
  gboolean filling;       /* the program sets the number, not the user */
  GtkWidget *facts, *add; /* the first line */
  GtkWidget *line, *spin; /* the second: %NULL until there is a weight */
};

enum
{
  WEIGHT_CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoWeightRow, scho_weight_row, GTK_TYPE_WIDGET)

static void
begin_visit (SchoWeightRow *self)
{
  char uuid[SCHO_UUID_STRING_LENGTH + 1];
  SchoUuid fresh = scho_uuid_new ();

  scho_uuid_format (&fresh, uuid);
  g_free (self->visit);
  self->visit = g_strdup (uuid);
}

static void
choose (SchoWeightRow *self, int weight)
{
  if (weight != self->weight)
    g_signal_emit (self, signals[WEIGHT_CHOSEN], 0, weight);
}

static void
value_changed_cb (SchoWeightRow *self)
{
  if (!self->filling)
    choose (self, gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->spin)));
}

static void
add_clicked_cb (SchoWeightRow *self)
{
  choose (self, MIDDLE);
  if (self->spin != NULL)
    gtk_widget_grab_focus (self->spin);
}

static void
remove_clicked_cb (SchoWeightRow *self)
{
  choose (self, SCHO_NO_WEIGHT);
  gtk_widget_grab_focus (self->add);
}

static void
scho_weight_row_dispose (GObject *object)
{
  SchoWeightRow *self = SCHO_WEIGHT_ROW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->line = self->spin = NULL;
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->visit, g_free);
  G_OBJECT_CLASS (scho_weight_row_parent_class)->dispose (object);
}

static void
scho_weight_row_class_init (SchoWeightRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = scho_weight_row_dispose;
  signals[WEIGHT_CHOSEN]
      = g_signal_new ("weight-chosen", SCHO_TYPE_WEIGHT_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass),
                                            GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "weight");
}

static GtkWidget *
add_line (SchoWeightRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_widget_set_parent (line, GTK_WIDGET (self));
  return line;
}

static GtkWidget *
add_label (GtkWidget *line, const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (line), label);
  return label;
}

static void
add_spin (SchoWeightRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->spin = gtk_spin_button_new_with_range (0, 100, 1);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (self->spin), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->spin), 3);
  g_signal_connect_swapped (self->spin, "value-changed", G_CALLBACK (value_changed_cb),
                            self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (begin_visit), self);
  gtk_widget_add_controller (self->spin, focus);
  gtk_box_append (GTK_BOX (self->line), self->spin);
}

/* Most codings have no weight, and a card is made for each that the caret meets. */
static void
add_weight_line (SchoWeightRow *self)
{
  GtkWidget *remove = gtk_button_new_from_icon_name ("edit-clear-symbolic");

  self->line = add_line (self);
  add_label (self->line, _ ("Weight"));
  add_spin (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spin),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, self->name, -1);
  gtk_widget_set_tooltip_text (remove, _ ("Take the weight away"));
  gtk_widget_add_css_class (remove, "flat");
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (remove_clicked_cb), self);
  gtk_box_append (GTK_BOX (self->line), remove);
  gtk_widget_set_sensitive (self->line, gtk_widget_get_sensitive (self->add));
}

static void
scho_weight_row_init (SchoWeightRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *first = add_line (self);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->weight = SCHO_NO_WEIGHT;
  begin_visit (self);
  self->facts = add_label (first, NULL);
  self->add = gtk_button_new_with_label (_ ("Weight…"));
  gtk_widget_set_tooltip_text (self->add, _ ("Give the passage a weight from 0 to 100"));
  gtk_widget_add_css_class (self->add, "flat");
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_clicked_cb), self);
  gtk_box_append (GTK_BOX (first), self->add);
}

GtkWidget *
scho_weight_row_new (const char *name, const char *facts)
{
  SchoWeightRow *self = g_object_new (SCHO_TYPE_WEIGHT_ROW, NULL);

  gtk_label_set_label (GTK_LABEL (self->facts), facts);
  gtk_widget_set_tooltip_text (self->facts, facts);
  self->name = g_strdup (name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}

void
scho_weight_row_set_weight (SchoWeightRow *self, int weight)
{
  gboolean some = weight != SCHO_NO_WEIGHT;

  self->weight = weight;
  if (some && self->line == NULL)
    add_weight_line (self);
  if (self->line != NULL)
    {
      self->filling = TRUE;
      if (some)
        gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->spin), weight);
      self->filling = FALSE;
      gtk_widget_set_visible (self->line, some);
    }
  /* Last, so that the focus never lies where nothing is shown. */
  gtk_widget_set_visible (self->add, !some);
}

void
scho_weight_row_set_editable (SchoWeightRow *self, gboolean editable)
{
  gtk_widget_set_sensitive (self->add, editable);
  if (self->line != NULL)
    gtk_widget_set_sensitive (self->line, editable);
}

const char *
scho_weight_row_get_visit (SchoWeightRow *self)
{
  return self->visit;
}
