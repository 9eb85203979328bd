#include "paned-handle.h"

/* Out of reach; it gets its place again when both children are shown. */
#define FAR_AWAY (-1000)

static GtkWidget *
find_handle (GtkPaned *paned)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (paned));

  while (child != NULL && g_strcmp0 (gtk_widget_get_css_name (child), "separator") != 0)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

void
scho_paned_forget_handle (GtkPaned *paned)
{
  GtkWidget *handle = find_handle (paned);
  int width, height;

  if (handle == NULL)
    return;
  gtk_widget_measure (handle, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_measure (handle, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  gtk_widget_size_allocate (
      handle, &(GtkAllocation){ FAR_AWAY, FAR_AWAY, MAX (width, 1), MAX (height, 1) },
      -1);
}

int
scho_paned_get_handle_width (GtkPaned *paned)
{
  GtkWidget *handle = find_handle (paned);
  int width = 0;

  if (handle != NULL)
    gtk_widget_measure (handle, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  return width;
}
