#include <gmodule.h>

G_MODULE_EXPORT extern const int another_plugin;
const int another_plugin = 1;
