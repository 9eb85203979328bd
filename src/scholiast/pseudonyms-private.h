/* pseudonyms-private.h - the same with a key from anywhere. */
#pragma once

#include <scholiast/pseudonyms.h>

/* @by_code: code_limit entries: the pseudonym; %NULL: none */
SchoSnapshot *scho_pseudonyms_apply_table (SchoSnapshot *snapshot,
                                           const char *const *by_code,
                                           SchoLosses *losses,
                                           const SchoProgress *progress,
                                           GCancellable *cancellable,
                                           GError **error);
