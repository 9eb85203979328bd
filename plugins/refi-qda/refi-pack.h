/* refi-pack.h - XML that is kept compressed, since it says the same a million times. */
#pragma once

#include <gio/gio.h>

typedef struct _RefiPack RefiPack;

RefiPack *refi_pack_new (void);
void refi_pack_free (RefiPack *self);

/* More of it. */
void refi_pack_add (RefiPack *self, const char *xml, gsize n_bytes);

/* All that was added. (transfer full) */
GBytes *refi_pack_end (RefiPack *self);

/* Whether these bytes are one. */
gboolean refi_pack_is_one (GBytes *bytes);

/* What was added, again. (transfer full) */
GInputStream *refi_pack_open (GBytes *bytes);

/* For libxml2; @stream is of refi_pack_open(). */
int refi_pack_read (void *stream, char *buffer, int n_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefiPack, refi_pack_free)
