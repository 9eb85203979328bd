/* coding-options.h - how one codes: what the mouse rounds to, what is offered. */
#pragma once

#include <gio/gio.h>

/**
 * scho_coding_options_install:
 * @settings: (nullable)
 *
 * Adds the actions `app.snap` (s: character, word, sentence) and `app.selection-palette`
 * (toggle), and keeps their states in the settings.
 */
void scho_coding_options_install (GActionMap *application, GSettings *settings);

/* (transfer full) */
char *scho_coding_options_dup_snap (GActionGroup *application);
gboolean scho_coding_options_has_palette (GActionGroup *application);
