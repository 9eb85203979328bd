#include "gone.h"

#include <scholiast/plugin.h>

static const SchoOptionSpec *
use (void)
{
  return gone () ? NULL : NULL;
}

G_MODULE_EXPORT extern const SchoOptionSpec *(*const used) (void);
const SchoOptionSpec *(*const used) (void) = use;

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.example.library",
  .title = "Library",
};
