/* text-writer.h - words to a stream, block by block, as JSON and XML want them.
 *
 * Nothing fails while writing: the first error is kept and said in the end.
 */
#pragma once

#include <gio/gio.h>

typedef struct _TextWriter TextWriter;

/* @stream: kept, not closed. */
TextWriter *text_writer_new (GOutputStream *stream, GCancellable *cancellable);
void text_writer_free (TextWriter *self);

/* As they are. */
void text_writer_add (TextWriter *self, const char *words);
void text_writer_add_n (TextWriter *self, const char *words, gsize n_bytes);
void text_writer_number (TextWriter *self, gint64 number);

/* With quotation marks around it; nullable: `null`. */
void text_writer_json (TextWriter *self, const char *utf8);
void text_writer_json_n (TextWriter *self, const char *utf8, gsize n_bytes);

/* For text and attributes: line feeds and tabs of attributes last. What XML cannot hold
 * becomes U+FFFD, one for one. */
void text_writer_xml_n (TextWriter *self, const char *utf8, gsize n_bytes);
void text_writer_xml (TextWriter *self, const char *utf8);

/* %FALSE with the error of the first write that failed. */
gboolean text_writer_check (TextWriter *self, GError **error);

/* What is still in memory. */
gboolean text_writer_finish (TextWriter *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TextWriter, text_writer_free)
