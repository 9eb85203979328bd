#include "announce.h"

#include <gmodule.h>

/* gtk_accessible_announce (), which the headers of GTK 4.8 do not know. */
typedef void (*Announce) (GtkAccessible *accessible, const char *words, int priority);

#define PRIORITY_MEDIUM 1

void
scho_announce (GtkWidget *widget, const char *words)
{
  GModule *program;
  gpointer symbol = NULL;

  if (gtk_check_version (4, 14, 0) != NULL)
    return;
  program = g_module_open (NULL, 0);
  if (program != NULL && g_module_symbol (program, "gtk_accessible_announce", &symbol))
    ((Announce) symbol) (GTK_ACCESSIBLE (widget), words, PRIORITY_MEDIUM);
  if (program != NULL)
    g_module_close (program);
}
