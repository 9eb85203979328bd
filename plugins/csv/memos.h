/* memos.h - the memos of a project as a table: of,name,document,start,end,coder,memo. */
#pragma once

#include <scholiast/plugin.h>

int memos_guess (const guint8 *head, gsize n_bytes, const char *name);

/* A memo goes where there is none, below another one, and nowhere where it is already. */
SchoStep *memos_read (GInputStream *stream,
                      const char *name,
                      const char *coder,
                      SchoSnapshot *base,
                      SchoOptions *options,
                      const SchoProgress *progress,
                      GCancellable *cancellable,
                      GError **error);
