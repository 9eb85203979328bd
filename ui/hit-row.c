#include "hit-row.h"

#include <glib/gi18n.h>

struct _SchoHitRowView
{
  GtkWidget parent_instance;
  GtkWidget *check, *box;
  GtkLabel *words, *title;
  gboolean is_showing; /* what changes is not the user's doing */
};

enum
{
  TICKED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoHitRowView, scho_hit_row_view, GTK_TYPE_WIDGET)

static void
toggled_cb (SchoHitRowView *self)
{
  if (!self->is_showing)
    g_signal_emit (self, signals[TICKED], 0,
                   gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check)));
}

static void
scho_hit_row_view_dispose (GObject *object)
{
  SchoHitRowView *self = SCHO_HIT_ROW_VIEW (object);

  g_clear_pointer (&self->check, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (scho_hit_row_view_parent_class)->dispose (object);
}

static void
scho_hit_row_view_class_init (SchoHitRowViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scho_hit_row_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "passage");
  signals[TICKED] = g_signal_new ("ticked", SCHO_TYPE_HIT_ROW_VIEW, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static GtkLabel *
add_label (GtkWidget *box, int lines)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (label, lines > 1);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (label, lines);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (label));
  return label;
}

static void
scho_hit_row_view_init (SchoHitRowView *self)
{
  self->check = gtk_check_button_new ();
  gtk_widget_set_valign (self->check, GTK_ALIGN_START);
  gtk_widget_set_parent (self->check, GTK_WIDGET (self));
  g_signal_connect_swapped (self->check, "toggled", G_CALLBACK (toggled_cb), self);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_hexpand (self->box, TRUE);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->words = add_label (self->box, 4);
  self->title = add_label (self->box, 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "dim-label");
}

GtkWidget *
scho_hit_row_view_new (void)
{
  return g_object_new (SCHO_TYPE_HIT_ROW_VIEW, NULL);
}

void
scho_hit_row_view_show (SchoHitRowView *self, const SchoHitRow *row, gboolean ticked)
{
  g_autofree char *markup = g_markup_printf_escaped (
      "<span alpha=\"60%%\">%s</span><b>%s</b><span alpha=\"60%%\">%s</span>",
      row->before, row->words, row->after);
  /* Translators: the words of a passage, and the title of its document. */
  g_autofree char *spoken = g_strdup_printf (_ ("%s, in “%s”"), row->words, row->title);

  gtk_label_set_markup (self->words, markup);
  gtk_label_set_label (self->title, row->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  scho_hit_row_view_set_ticked (self, ticked);
}

void
scho_hit_row_view_set_ticked (SchoHitRowView *self, gboolean ticked)
{
  self->is_showing = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), ticked);
  self->is_showing = FALSE;
}
