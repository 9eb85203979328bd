/* crash.c - takes the program down while it is loaded. */
#include <scholiast/plugin.h>

#include <signal.h>

__attribute__ ((constructor)) static void
crash (void)
{
  raise (SIGSEGV);
}

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.example.crash",
  .title = "Crash",
};
