/* zip-writer.h - writes ZIP packages: office documents, e-books, project exchange.
 *
 * One part after the other goes straight to a stream; nothing is ever read back or
 * sought. The same calls give the same bytes: parts stand as they were added, and all
 * have the first day that ZIP knows. Sizes and counts beyond 32 and 16 bits become ZIP64.
 */
#pragma once

#include <gio/gio.h>

typedef struct _ZipWriter ZipWriter;

/* @stream: kept until the writer is freed, but not closed; buffered is better. */
ZipWriter *zip_writer_new (GOutputStream *stream);

/* Without zip_writer_finish() what was written is no package. */
void zip_writer_free (ZipWriter *self);

/**
 * zip_writer_store:
 * @name: UTF-8 with slashes: `Pictures/1.png`; each once
 *
 * A whole part as it is: the `mimetype` that some formats want first, and what is
 * compressed already. There is no extra field in its header.
 */
gboolean zip_writer_store (ZipWriter *self,
                           const char *name,
                           const void *bytes,
                           gsize n_bytes,
                           GCancellable *cancellable,
                           GError **error);

/* A whole part, deflated. */
gboolean zip_writer_add (ZipWriter *self,
                         const char *name,
                         const void *bytes,
                         gsize n_bytes,
                         GCancellable *cancellable,
                         GError **error);

/**
 * zip_writer_begin:
 *
 * Begins a deflated part for zip_writer_write(), which keeps less than two MiB of it in
 * memory, however long it gets. End it before the next.
 */
void zip_writer_begin (ZipWriter *self, const char *name);
gboolean zip_writer_write (ZipWriter *self,
                           const void *bytes,
                           gsize n_bytes,
                           GCancellable *cancellable,
                           GError **error);
gboolean zip_writer_end (ZipWriter *self, GCancellable *cancellable, GError **error);

/* Writes the directory, which makes it a package. */
gboolean zip_writer_finish (ZipWriter *self, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZipWriter, zip_writer_free)
