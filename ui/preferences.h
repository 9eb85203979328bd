/* preferences.h - the window in which settings are changed; each takes effect at once. */
#pragma once

#include <adwaita.h>

/* A row for each of the settings' keys that is for people and that the schema has.
 * @settings: (nullable): %NULL where no schema is installed */
GtkWidget *scho_preferences_new (GSettings *settings);
