/* cues.h - the cues of a file of subtitles: SubRip or WebVTT. */
#pragma once

#include <scholiast/plugin.h>

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
 * @name: of the file
 * @losses: what is said in the file, but in no cue
 *
 * Comments, styles and regions are no cues; nor are cues without words. How words look
 * and where they stand is not read.
 *
 * Returns: (transfer full) (element-type Cue)
 */
GPtrArray *
cues_parse (const char *utf8, gsize n_bytes, const char *name, SchoLosses *losses);
