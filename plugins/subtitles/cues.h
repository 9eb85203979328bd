/* cues.h - the cues of a file of subtitles: SubRip or WebVTT. */
#pragma once

#include <glib.h>

/* What one person says in a cue. */
typedef struct
{
  char *speaker; /* nullable */
  char *words;   /* without markup; lines are spaces, but for dialogues */
} Voice;

typedef struct
{
  gint64 from, to; /* milliseconds */
  GArray *voices;  /* of Voice */
} Cue;

/**
 * cues_parse:
 * @n_left_out: (out): lines with words that belong to no cue
 *
 * Comments, styles and regions are no cues; nor are cues without words.
 *
 * Returns: (transfer full) (element-type Cue)
 */
GPtrArray *cues_parse (const char *utf8, gsize n_bytes, guint *n_left_out);
