/* pseudonyms-option.h - what an exporter needs to write pseudonyms in place of names. */
#pragma once

#include <glib/gi18n-lib.h>
#include <scholiast/plugin.h>

/* Among the options of the exporter. */
#define PSEUDONYMS_OPTION                                                                \
  {                                                                                      \
    "pseudonyms", SCHO_OPTION_BOOLEAN, "false", N_ ("Pseudonyms in place of names"),     \
        NULL                                                                             \
  }

/* First of all: what is to be written; see pseudonyms.h. (transfer full) (nullable) */
static inline SchoSnapshot *
pseudonyms_take (SchoSnapshot *snapshot,
                 SchoOptions *options,
                 SchoOutput *output,
                 const SchoProgress *progress,
                 GCancellable *cancellable,
                 GError **error)
{
  if (!scho_options_get_boolean (options, "pseudonyms"))
    return scho_snapshot_ref (snapshot);
  return scho_pseudonyms_apply (snapshot, scho_output_get_losses (output), progress,
                                cancellable, error);
}
