/* csv-reader.h - comma-separated values as RFC 4180 has them, a row at a time.
 *
 * The separator (comma, semicolon or tab) is the one the header has most of. Rows end
 * with LF, CR LF or CR; quoted cells may hold all of them. A quote inside a cell that
 * does not begin with one is a character like any other. Empty lines are no rows.
 */
#pragma once

#include <scholiast/plugin.h>

typedef struct _CsvReader CsvReader;

/* A column the caller knows. @alias: (nullable): another name for it. */
typedef struct
{
  const char *name;
  const char *alias;
  gboolean required;
} CsvColumn;

/* For guessing: is there a column of that name in the first line of the file? */
gboolean csv_header_has (const guint8 *head, gsize n_bytes, const char *column);

/* The size of what is read, 0 where it cannot be known. */
guint64 csv_get_size (GInputStream *stream);

/* @name: of the file, for messages. */
CsvReader *csv_reader_new (GInputStream *stream, const char *name);
void csv_reader_free (CsvReader *self);

/* (nullable): what else to say where a required column is missing; a sentence without its
 * full stop, which must outlive the reader. */
void csv_reader_set_hint (CsvReader *self, const char *hint);

/**
 * csv_reader_read_header:
 * @columns: at most 64; names are compared without regard to case, spaces, `-` and `_`
 * @unknown: (out) (transfer full) (element-type utf8): columns of the file not in
 * @columns
 *
 * Reads the first row. Refuses a missing required column and one that is there twice.
 */
gboolean csv_reader_read_header (CsvReader *self,
                                 const CsvColumn *columns,
                                 guint n_columns,
                                 GPtrArray **unknown,
                                 GCancellable *cancellable,
                                 GError **error);

/* What is in @unknown is lost; by which columns there are instead. */
void csv_reader_tell_unknown (CsvReader *self,
                              SchoStep *step,
                              GPtrArray *unknown,
                              const CsvColumn *columns,
                              guint n_columns);

/**
 * csv_reader_next:
 * @end: (out): no row is left
 *
 * Goes to the next row. What is no CSV, no UTF-8 or too big is an error that names the
 * line. A row with too few or too many cells is no error here: see
 * csv_reader_check_cells().
 */
gboolean csv_reader_next (CsvReader *self,
                          gboolean *end,
                          GCancellable *cancellable,
                          GError **error);

/* Has the row as many cells as the header? */
gboolean csv_reader_check_cells (CsvReader *self, GError **error);

/* The cell of the @column-th of the known columns; "" where the file has no such column.
 * Valid until the next row. */
const char *csv_reader_get (CsvReader *self, guint column);

/* The same without white space around it, as names are kept. */
const char *csv_reader_get_name (CsvReader *self, guint column);
gboolean csv_reader_has_column (CsvReader *self, guint column);

/* Where the row begins, from 1. */
guint csv_reader_get_line (CsvReader *self);

/* Bytes read so far. */
guint64 csv_reader_get_position (CsvReader *self);

/* "Line 12 of codes.csv: " and the sentence. */
void csv_reader_set_error (CsvReader *self,
                           GError **error,
                           SchoError code,
                           const char *format,
                           ...) G_GNUC_PRINTF (4, 5);

/* The same in front of an error that is there. */
void csv_reader_prefix_error (CsvReader *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsvReader, csv_reader_free)
