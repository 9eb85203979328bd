/* thief.c - offers an id that good.c has. */
#include <scholiast/plugin.h>

static GPtrArray *
run (SchoSnapshot *snapshot,
     SchoOptions *set,
     const SchoProgress *progress,
     GCancellable *cancellable,
     GError **error)
{
  return NULL;
}

static const SchoAnalysis analyses[] = {
  { "loudness", "Loudness", "", NULL, run },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.example.thief",
  .title = "Thief",
  .analyses = analyses,
};
