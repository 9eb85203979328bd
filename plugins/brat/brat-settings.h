/* brat-settings.h - how brat was set up: the tree of its types, their colours. */
#pragma once

#include <scholiast/plugin.h>

/* By its name: 0 for what is no such file. */
int brat_settings_guess (const guint8 *head, gsize n_bytes, const char *name);

SchoStep *brat_settings_read (GInputStream *stream,
                              const char *name,
                              const char *coder,
                              SchoSnapshot *base,
                              SchoOptions *options,
                              const SchoProgress *progress,
                              GCancellable *cancellable,
                              GError **error);
