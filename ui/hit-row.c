#include "hit-row.h"

#include "snippet.h"
#include "spoken.h"

#include <glib/gi18n.h>

/* Pixels: from the box to the words, and from these to the title. */
#define BESIDE 8
#define BETWEEN 2

struct _SchoHitRowView
{
  GtkWidget parent_instance;
  GtkWidget *check, *words, *title;
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

/* A box that holds what wraps beside something else measures it ten times. */
static GtkSizeRequestMode
scho_hit_row_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
measure (GtkWidget *widget, GtkOrientation orientation, int for_size)
{
  int size;

  gtk_widget_measure (widget, orientation, for_size, NULL, &size, NULL, NULL);
  return size;
}

static void
scho_hit_row_view_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  SchoHitRowView *self = SCHO_HIT_ROW_VIEW (widget);
  int beside = measure (self->check, GTK_ORIENTATION_HORIZONTAL, -1) + BESIDE;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = beside
               + MAX (measure (self->words, orientation, -1),
                      measure (self->title, orientation, -1));
  else
    *minimum = MAX (measure (self->check, orientation, -1),
                    measure (self->words, orientation, MAX (for_size - beside, -1))
                        + BETWEEN + measure (self->title, orientation, -1));
  *natural = *minimum;
}

static void
place (GtkWidget *row, GtkWidget *child, int x, int y, int width, int height)
{
  gboolean mirrored = gtk_widget_get_direction (row) == GTK_TEXT_DIR_RTL;

  if (mirrored)
    x = gtk_widget_get_width (row) - x - width;
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, width, height }, -1);
}

static void
scho_hit_row_view_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SchoHitRowView *self = SCHO_HIT_ROW_VIEW (widget);
  int check = measure (self->check, GTK_ORIENTATION_HORIZONTAL, -1);
  int left = MAX (width - check - BESIDE, 0);
  int words = measure (self->words, GTK_ORIENTATION_VERTICAL, left);
  int title = measure (self->title, GTK_ORIENTATION_VERTICAL, -1);

  place (widget, self->check, 0, 0, check,
         measure (self->check, GTK_ORIENTATION_VERTICAL, -1));
  place (widget, self->words, check + BESIDE, 0, left, words);
  place (widget, self->title, check + BESIDE, words + BETWEEN, left, title);
}

static void
scho_hit_row_view_dispose (GObject *object)
{
  SchoHitRowView *self = SCHO_HIT_ROW_VIEW (object);

  g_clear_pointer (&self->check, gtk_widget_unparent);
  g_clear_pointer (&self->words, gtk_widget_unparent);
  g_clear_pointer (&self->title, gtk_widget_unparent);
  G_OBJECT_CLASS (scho_hit_row_view_parent_class)->dispose (object);
}

static void
scho_hit_row_view_class_init (SchoHitRowViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scho_hit_row_view_dispose;
  widget_class->get_request_mode = scho_hit_row_view_get_request_mode;
  widget_class->measure = scho_hit_row_view_measure;
  widget_class->size_allocate = scho_hit_row_view_allocate;
  gtk_widget_class_set_css_name (widget_class, "passage");
  signals[TICKED] = g_signal_new ("ticked", SCHO_TYPE_HIT_ROW_VIEW, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static GtkWidget *
add (SchoHitRowView *self, GtkWidget *child)
{
  gtk_widget_set_parent (child, GTK_WIDGET (self));
  return child;
}

static void
scho_hit_row_view_init (SchoHitRowView *self)
{
  self->check = add (self, gtk_check_button_new ());
  g_signal_connect_swapped (self->check, "toggled", G_CALLBACK (toggled_cb), self);
  self->words = add (self, scho_snippet_new (4));
  self->title = add (self, scho_snippet_new (1));
  gtk_widget_add_css_class (self->title, "caption");
  gtk_widget_add_css_class (self->title, "dim-label");
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

  scho_snippet_set_markup (SCHO_SNIPPET (self->words), markup);
  scho_snippet_set_text (SCHO_SNIPPET (self->title), row->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  scho_spoken_name_list_row (GTK_WIDGET (self), spoken);
  scho_hit_row_view_set_ticked (self, ticked);
}

void
scho_hit_row_view_set_ticked (SchoHitRowView *self, gboolean ticked)
{
  self->is_showing = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), ticked);
  self->is_showing = FALSE;
}
