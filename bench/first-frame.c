/* first-frame.c - Scholiast until its first frame. */
#include "first-frame.h"

#include "application.h"

int
main (int argc, char **argv)
{
  g_autoptr (SchoApplication) application
      = scho_application_new (G_APPLICATION_NON_UNIQUE);

  exit_after_first_frame (GTK_APPLICATION (application));
  return g_application_run (G_APPLICATION (application), argc, argv);
}
