#include <scholiast/plugin.h>

static const SchoExporter exporters[] = {
  { "bad", "Bad", "txt", NULL, NULL, NULL },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.example.bad",
  .title = "Bad",
  .exporters = exporters,
};
