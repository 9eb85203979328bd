#pragma once

#include <gmodule.h>

G_MODULE_EXPORT extern int gone (void);
