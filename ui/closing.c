#include "closing.h"

static GMutex mutex;
static GCond cond;
static guint n_closing; /* under the mutex */

static gpointer
close_thread (gpointer data)
{
  SchoProject *project = data;

  scho_project_close (project);
  g_object_unref (project);
  g_mutex_lock (&mutex);
  n_closing--;
  g_cond_broadcast (&cond);
  g_mutex_unlock (&mutex);
  return NULL;
}

void
scho_closing_begin (SchoProject *project)
{
  /* Who waits for a step that is being written is told in this thread. */
  if (scho_project_is_busy (project))
    {
      scho_project_close (project);
      return;
    }
  g_mutex_lock (&mutex);
  n_closing++;
  g_mutex_unlock (&mutex);
  g_thread_unref (g_thread_new ("closing", close_thread, g_object_ref (project)));
}

void
scho_closing_wait (void)
{
  g_mutex_lock (&mutex);
  while (n_closing > 0)
    g_cond_wait (&cond, &mutex);
  g_mutex_unlock (&mutex);
}
