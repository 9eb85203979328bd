/* speakers.h - turns of speakers and times, found on request in the text of a document.
 */
#pragma once

#include <scholiast/plugin.h>

/* Options of importers that call speakers_add(). */
#define SPEAKERS_OPTIONS                                                                 \
  { "speakers", SCHO_OPTION_BOOLEAN, "false",                                            \
    N_ ("Lines that begin with a name and a colon are turns of speakers"), NULL },       \
  {                                                                                      \
    "times", SCHO_OPTION_BOOLEAN, "false", N_ ("Stamps such as [00:01:02] are times"),   \
        NULL                                                                             \
  }

/**
 * speakers_add:
 * @text: (transfer full)
 * @step: gets notes of who was found
 *
 * Returns: (nullable): @text, with more stretches where that is asked for
 */
SchoText *speakers_add (SchoText *text,
                        SchoOptions *options,
                        SchoStep *step,
                        const char *name,
                        GCancellable *cancellable,
                        GError **error);
