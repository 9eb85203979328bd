/* runs.h - a text cut where codings begin or end, and where else its look changes. */
#pragma once

#include <paper/codings.h>
#include <scholiast/plugin.h>

/**
 * Run:
 * @utf8: of the text, not zero-terminated
 * @codings: places in the document's list, by start; valid until the next run
 * @page: (nullable): of the original, which begins here
 * @is_time: a time code
 * @is_speaker: the name at the begin of a turn
 * @is_feed: a line feed within a paragraph; then nothing else
 *
 * A run may be empty, where a page begins at the end of the line.
 */
typedef struct
{
  guint32 start, end;
  const char *utf8;
  gsize n_bytes;
  const guint32 *codings;
  guint n_codings;
  const char *page;
  gboolean is_time, is_speaker, is_feed;
} Run;

typedef struct _Runs Runs;

Runs *runs_new (SchoText *text, SchoCodings *codings);
void runs_free (Runs *self);

/* What runs_next() goes through. Each one comes after the one before. */
void runs_begin (Runs *self, guint32 start, guint32 end);

/* %FALSE at the end. */
gboolean runs_next (Runs *self, Run *run);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Runs, runs_free)
