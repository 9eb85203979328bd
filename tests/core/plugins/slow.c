/* slow.c - takes its time, so that two programs load it at once. */
#include <scholiast/plugin.h>

__attribute__ ((constructor)) static void
sleep_a_little (void)
{
  g_usleep (G_USEC_PER_SEC / 2);
}

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.example.slow",
  .title = "Slow",
};
