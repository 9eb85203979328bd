#include "attribute-cell.h"

#include <string.h>

struct _SchoAttributeCell
{
  GtkWidget parent_instance;
  GtkInscription *label; /* cheaper than a label: it asks for no size of its own */
  GtkText *text;         /* nullable */
  gboolean is_ending;
};

enum
{
  EDITED,
  ENTERED,
  MOVE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoAttributeCell, scho_attribute_cell, GTK_TYPE_WIDGET)

static void
end (SchoAttributeCell *self)
{
  GtkText *text = g_steal_pointer (&self->text);
  gboolean had_focus;

  if (text == NULL)
    return;
  had_focus = gtk_widget_has_focus (GTK_WIDGET (text));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->label), TRUE);
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_unparent (GTK_WIDGET (text));
  gtk_widget_remove_css_class (GTK_WIDGET (self), "written");
}

gboolean
scho_attribute_cell_keep (SchoAttributeCell *self)
{
  g_autofree char *words = NULL;
  gboolean kept = TRUE;

  if (self->text == NULL || self->is_ending)
    return TRUE;
  words = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->text)));
  self->is_ending = TRUE;
  if (strcmp (words, scho_attribute_cell_get_words (self)) != 0)
    g_signal_emit (self, signals[EDITED], 0, words, &kept);
  if (kept)
    end (self);
  else if (self->text != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->text), "error");
  self->is_ending = FALSE;
  return kept;
}

void
scho_attribute_cell_cancel (SchoAttributeCell *self)
{
  self->is_ending = TRUE;
  end (self);
  self->is_ending = FALSE;
}

/* What is wrong when one leaves is told, and the cell is as it was. */
static void
left_cb (SchoAttributeCell *self)
{
  if (!scho_attribute_cell_keep (self))
    scho_attribute_cell_cancel (self);
}

static void
move (SchoAttributeCell *self, int columns, int rows)
{
  if (scho_attribute_cell_keep (self))
    g_signal_emit (self, signals[MOVE], 0, columns, rows);
}

/* While it is written in. */
static gboolean
text_pressed_cb (GtkEventControllerKey *keys,
                 guint key,
                 guint code,
                 GdkModifierType state,
                 gpointer data)
{
  SchoAttributeCell *self = data;

  switch (key)
    {
    case GDK_KEY_Escape:
      scho_attribute_cell_cancel (self);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_Down:
      move (self, 0, 1);
      return TRUE;
    case GDK_KEY_Up:
      move (self, 0, -1);
      return TRUE;
    case GDK_KEY_Tab:
      move (self, 1, 0);
      return TRUE;
    case GDK_KEY_ISO_Left_Tab:
      move (self, -1, 0);
      return TRUE;
    default:
      return FALSE;
    }
}

void
scho_attribute_cell_begin (SchoAttributeCell *self, const char *words)
{
  GtkEventController *keys, *focus;

  if (self->text != NULL)
    return;
  self->text = GTK_TEXT (gtk_text_new ());
  gtk_editable_set_text (GTK_EDITABLE (self->text),
                         words != NULL ? words : scho_attribute_cell_get_words (self));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->text), 1);
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (text_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->text), keys);
  gtk_widget_set_visible (GTK_WIDGET (self->label), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->text), GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "written");
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_editable_select_region (GTK_EDITABLE (self->text), words != NULL ? -1 : 0, -1);
  focus = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->text), focus);
}

static gboolean
begin_with_letter (SchoAttributeCell *self, guint key, GdkModifierType state)
{
  gunichar letter = gdk_keyval_to_unicode (key);
  char words[7] = "";

  if (letter == 0 || g_unichar_iscntrl (letter)
      || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)))
    return FALSE;
  words[g_unichar_to_utf8 (letter, words)] = '\0';
  scho_attribute_cell_begin (self, words);
  return TRUE;
}

/* While one only walks about. */
static gboolean
pressed_cb (GtkEventControllerKey *keys,
            guint key,
            guint code,
            GdkModifierType state,
            gpointer data)
{
  SchoAttributeCell *self = data;
  gboolean kept;

  if (self->text != NULL)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_F2:
      scho_attribute_cell_begin (self, NULL);
      return TRUE;
    case GDK_KEY_Delete:
    case GDK_KEY_BackSpace:
      if (scho_attribute_cell_get_words (self)[0] != '\0')
        g_signal_emit (self, signals[EDITED], 0, "", &kept);
      return TRUE;
    case GDK_KEY_Left:
      move (self, -1, 0);
      return TRUE;
    case GDK_KEY_Right:
      move (self, 1, 0);
      return TRUE;
    case GDK_KEY_Up:
      move (self, 0, -1);
      return TRUE;
    case GDK_KEY_Down:
      move (self, 0, 1);
      return TRUE;
    default:
      return begin_with_letter (self, key, state);
    }
}

static void
clicked_cb (SchoAttributeCell *self, int n_press)
{
  if (self->text != NULL)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (n_press == 2)
    scho_attribute_cell_begin (self, NULL);
}

static gboolean
scho_attribute_cell_grab_focus (GtkWidget *widget)
{
  SchoAttributeCell *self = SCHO_ATTRIBUTE_CELL (widget);

  if (self->text != NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (self->text));
  g_signal_emit (self, signals[ENTERED], 0);
  return GTK_WIDGET_CLASS (scho_attribute_cell_parent_class)->grab_focus (widget);
}

static void
scho_attribute_cell_dispose (GObject *object)
{
  SchoAttributeCell *self = SCHO_ATTRIBUTE_CELL (object);

  if (self->text != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->text)));
  if (self->label != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->label)));
  G_OBJECT_CLASS (scho_attribute_cell_parent_class)->dispose (object);
}

static void
scho_attribute_cell_class_init (SchoAttributeCellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = scho_attribute_cell_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = scho_attribute_cell_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass),
                                            GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "attribute");
  signals[EDITED] = g_signal_new ("edited", SCHO_TYPE_ATTRIBUTE_CELL, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_BOOLEAN, 1, G_TYPE_STRING);
  signals[ENTERED] = g_signal_new ("entered", SCHO_TYPE_ATTRIBUTE_CELL, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVE] = g_signal_new ("move", SCHO_TYPE_ATTRIBUTE_CELL, G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
}

static void
scho_attribute_cell_init (SchoAttributeCell *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->label = GTK_INSCRIPTION (gtk_inscription_new (""));
  gtk_inscription_set_text_overflow (self->label, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (self->label, 6);
  gtk_inscription_set_nat_chars (self->label, 12);
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
scho_attribute_cell_new (gboolean is_number)
{
  SchoAttributeCell *self = g_object_new (SCHO_TYPE_ATTRIBUTE_CELL, NULL);

  if (is_number)
    {
      gtk_inscription_set_xalign (self->label, 1);
      gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
    }
  return GTK_WIDGET (self);
}

void
scho_attribute_cell_set_words (SchoAttributeCell *self, const char *words)
{
  gtk_inscription_set_text (self->label, words);
  if (g_utf8_strlen (words, -1) > 12)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  else if (gtk_widget_get_has_tooltip (GTK_WIDGET (self)))
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), NULL);
}

const char *
scho_attribute_cell_get_words (SchoAttributeCell *self)
{
  const char *words = gtk_inscription_get_text (self->label);

  return words != NULL ? words : "";
}

GtkText *
scho_attribute_cell_get_text (SchoAttributeCell *self)
{
  return self->text;
}
