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

/* What was added, again. */
typedef struct _RefiUnpack RefiUnpack;
RefiUnpack *refi_unpack_new (GBytes *bytes);
void refi_unpack_free (RefiUnpack *self);

/* For libxml2; refuses what unpacks beyond all measure. */
int refi_unpack_read (void *self, char *buffer, int n_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefiPack, refi_pack_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefiUnpack, refi_unpack_free)
