/* turns.h - who speaks and when, as transcripts write it into the text. */
#pragma once

#include <scholiast/plugin.h>

typedef struct
{
  GArray *stretches; /* of SchoStretch; labels are in @labels */
  GStringChunk *labels;
  GPtrArray *speakers; /* distinct, in their order */
  GPtrArray *doubtful; /* what looks like a speaker, but only once: not taken */
  guint n_turns, n_times;
} Turns;

void turns_clear (Turns *self);

/**
 * turns_find:
 * @utf8: (array length=n_bytes): a text as in text.h
 * @speakers: look for `NAME:` and `[NAME1]` at the begin of lines
 * @times: look for `[00:01:02]`, `#00:01:02-3#`, and `00:01:02` at the begin of lines
 *
 * A name counts when it comes twice or in capitals only. A turn goes to the next one.
 */
gboolean turns_find (Turns *self,
                     const char *utf8,
                     gsize n_bytes,
                     gboolean speakers,
                     gboolean times,
                     GCancellable *cancellable,
                     GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Turns, turns_clear)
