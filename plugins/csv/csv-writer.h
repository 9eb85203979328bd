/* csv-writer.h - comma-separated values as RFC 4180 has them, with LF, a cell at a time.
 */
#pragma once

#include <scholiast/plugin.h>

typedef struct _CsvWriter CsvWriter;

CsvWriter *csv_writer_new (GOutputStream *stream);
void csv_writer_free (CsvWriter *self);

/* The next cell of the row; %NULL is an empty one. */
void csv_writer_add (CsvWriter *self, const char *cell);
void csv_writer_add_n (CsvWriter *self, const char *cell, gsize n_bytes);
void csv_writer_add_number (CsvWriter *self, guint32 number);

gboolean csv_writer_end_row (CsvWriter *self, GCancellable *cancellable, GError **error);

/* What is still in memory. */
gboolean csv_writer_flush (CsvWriter *self, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsvWriter, csv_writer_free)
