#include <scholiast/plugin.h>

static const SchoOptionSpec options[] = {
  { "profile", SCHO_OPTION_CHOICE, "none", "Profile", "a|b" },
  { NULL },
};

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
  { "choosy", "Choosy", "", options, run },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.example.option",
  .title = "Option",
  .analyses = analyses,
};
