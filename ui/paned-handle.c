#include "paned-handle.h"

/* Out of reach; it gets its place again when both children are shown. */
#define FAR_AWAY (-1000)

void
scho_paned_forget_handle (GtkPaned *paned)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (paned)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int width, height;

      if (g_strcmp0 (gtk_widget_get_css_name (child), "separator") != 0)
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL,
                          NULL);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
      gtk_widget_size_allocate (
          child, &(GtkAllocation){ FAR_AWAY, FAR_AWAY, MAX (width, 1), MAX (height, 1) },
          -1);
    }
}
