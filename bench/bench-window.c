#include "bench.h"

/* From the start of the process to the end of its first frame. */
static double
run_until_frame (BenchContext *context, const char *name, GError **error)
{
  g_autofree char *program = g_build_filename (context->programs, name, NULL);
  char *argv[] = { program, NULL };
  double start = bench_now ();
  int status = 0;

  if (g_getenv ("DISPLAY") == NULL && g_getenv ("WAYLAND_DISPLAY") == NULL)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_FAILED,
                   "there is no display to draw a window on");
      return -1;
    }
  if (!g_spawn_sync (NULL, argv, NULL,
                     G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                     NULL, NULL, &status, error)
      || !g_spawn_check_wait_status (status, error))
    return -1;
  return bench_now () - start;
}

static double
start_ours (BenchContext *context, GError **error)
{
  return run_until_frame (context, "scho-first-frame", error);
}

static double
start_empty (BenchContext *context, GError **error)
{
  return run_until_frame (context, "scho-empty-window", error);
}

const BenchMeasure bench_window_measures[] = {
  { "start to first frame", "an empty libadwaita window", 1.4, 21, start_ours,
    start_empty },
  { NULL },
};
