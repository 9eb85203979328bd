/* settings.h - what the program remembers; it also runs where the schema is missing,
 * or an older one is installed. */
#pragma once

#include <gio/gio.h>

/* (nullable) (transfer full): %NULL where no schema is installed: then every getter gives
 * its fallback and nothing is kept. */
GSettings *scho_settings_new (void);

int scho_settings_get_int (GSettings *self, const char *key, int fallback);
void scho_settings_set_int (GSettings *self, const char *key, int value);
gboolean scho_settings_get_boolean (GSettings *self, const char *key, gboolean fallback);
void scho_settings_set_boolean (GSettings *self, const char *key, gboolean value);

/* (transfer full): never %NULL, "" when nothing is kept. */
char *scho_settings_dup_string (GSettings *self, const char *key);
void scho_settings_set_string (GSettings *self, const char *key, const char *value);

/* (transfer full): the user's name for new codings: what was chosen last, else the name
 * of the account. */
char *scho_settings_dup_coder (GSettings *self);

/* (transfer full): paths, the last one first. */
GStrv scho_settings_dup_recent (GSettings *self);
void scho_settings_add_recent (GSettings *self, const char *path);
void scho_settings_remove_recent (GSettings *self, const char *path);
