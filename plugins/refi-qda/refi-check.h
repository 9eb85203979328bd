/* refi-check.h - whether XML fits the schema of the standard, looked at on a thread of
 * its own while it is made.
 */
#pragma once

#include <gio/gio.h>

typedef struct _RefiCheck RefiCheck;

RefiCheck *refi_check_new (gboolean is_codebook);
void refi_check_free (RefiCheck *self);

/* Copies the bytes; waits when the thread is far behind. */
void refi_check_feed (RefiCheck *self, const char *bytes, gsize n_bytes);

/* After the last bytes: waits for the verdict. The error says what does not fit first. */
gboolean refi_check_finish (RefiCheck *self, GError **error);

/* The same for what others wrote: (nullable) (transfer none) what does not fit first. */
const char *refi_check_get_problem (RefiCheck *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefiCheck, refi_check_free)
