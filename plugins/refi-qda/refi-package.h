/* refi-package.h - the parts of a .qdpx, or a bare .qde or .qdc, which has one. */
#pragma once

#include <scholiast/plugin.h>

typedef struct _RefiPackage RefiPackage;

/**
 * refi_package_open:
 * @bytes: (transfer full): of the whole file
 * @name: of the file, for messages
 * @limit: of all parts together when unpacked, in bytes
 *
 * Refuses what is damaged, encrypted, has no .qde or unpacks beyond all measure. Parts
 * with names that lead elsewhere are left out.
 */
RefiPackage *refi_package_open (char *bytes,
                                gsize n_bytes,
                                const char *name,
                                gsize limit,
                                GCancellable *cancellable,
                                GError **error);
void refi_package_free (RefiPackage *self);

/* One project is read; others in the package are losses. */
void refi_package_tell_others (RefiPackage *self, SchoLosses *losses);

/* How many parts were left out for their names. */
guint refi_package_get_n_outside (RefiPackage *self);

/* The .qde from its begin; then refi_package_read() gives its bytes, for libxml2. */
gboolean refi_package_rewind (RefiPackage *self, GError **error);
int refi_package_read (gpointer self, char *buffer, int n_bytes);
/* Why that gave -1. (nullable) (transfer none) */
const GError *refi_package_get_error (RefiPackage *self);

/* All other parts, into memory. */
gboolean
refi_package_unpack (RefiPackage *self, GCancellable *cancellable, GError **error);

/* (nullable) (transfer none): `internal://A.txt`, or a bare name, in any case. */
GBytes *refi_package_get (RefiPackage *self, const char *path);

/* The name of a part within its folder: `A.txt`. @path as above. */
const char *refi_package_get_base (const char *path);

/* Whether there is such a part, also before they are unpacked. */
gboolean refi_package_has (RefiPackage *self, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefiPackage, refi_package_free)
