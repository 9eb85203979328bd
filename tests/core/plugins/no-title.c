#include <scholiast/plugin.h>

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.example.title",
  .title = "",
};
