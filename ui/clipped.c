#include "clipped.h"

static int
get_least_width (GtkWidget *child)
{
  int least;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return gtk_widget_get_request_mode (gtk_widget_get_first_child (widget));
}

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    for_size = MAX (for_size, get_least_width (child));
  gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = 0;
  *minimum_baseline = *natural_baseline = -1;
}

/* The end is cut off, which is on the left where one reads from the right. */
static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int given = MAX (width, get_least_width (child));
  int x = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? width - given : 0;

  gtk_widget_size_allocate (child, &(GtkAllocation){ x, 0, given, height }, baseline);
}

void
scho_clipped_init (AdwBin *bin)
{
  GtkWidget *widget = GTK_WIDGET (bin);

  g_return_if_fail (adw_bin_get_child (bin) != NULL);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_layout_manager (
      widget, gtk_custom_layout_new (get_request_mode, measure, allocate));
}
