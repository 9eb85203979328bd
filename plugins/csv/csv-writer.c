#include "csv-writer.h"

#include <string.h>

#define BLOCK_SIZE (64 * 1024)

struct _CsvWriter
{
  GOutputStream *stream;
  GString *buffer;
  gboolean in_row;
};

CsvWriter *
csv_writer_new (GOutputStream *stream)
{
  CsvWriter *self = g_new0 (CsvWriter, 1);

  self->stream = g_object_ref (stream);
  self->buffer = g_string_sized_new (BLOCK_SIZE + 4096);
  return self;
}

void
csv_writer_free (CsvWriter *self)
{
  g_object_unref (self->stream);
  g_string_free (self->buffer, TRUE);
  g_free (self);
}

static gboolean
needs_quotes (const char *cell, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    if (cell[i] == ',' || cell[i] == '"' || cell[i] == '\n' || cell[i] == '\r')
      return TRUE;
  return FALSE;
}

static void
add_quoted (GString *buffer, const char *cell, gsize n_bytes)
{
  const char *end = cell + n_bytes;

  g_string_append_c (buffer, '"');
  while (cell < end)
    {
      const char *quote = memchr (cell, '"', end - cell);
      gsize n = quote != NULL ? (gsize) (quote + 1 - cell) : (gsize) (end - cell);

      g_string_append_len (buffer, cell, n);
      if (quote != NULL)
        g_string_append_c (buffer, '"');
      cell += n;
    }
  g_string_append_c (buffer, '"');
}

void
csv_writer_add_n (CsvWriter *self, const char *cell, gsize n_bytes)
{
  if (self->in_row)
    g_string_append_c (self->buffer, ',');
  self->in_row = TRUE;

  if (needs_quotes (cell, n_bytes))
    add_quoted (self->buffer, cell, n_bytes);
  else
    g_string_append_len (self->buffer, cell, n_bytes);
}

void
csv_writer_add (CsvWriter *self, const char *cell)
{
  csv_writer_add_n (self, cell != NULL ? cell : "", cell != NULL ? strlen (cell) : 0);
}

void
csv_writer_add_number (CsvWriter *self, guint32 number)
{
  char digits[16];
  char *first = digits + sizeof digits;

  do
    *--first = '0' + number % 10;
  while ((number /= 10) > 0);
  csv_writer_add_n (self, first, digits + sizeof digits - first);
}

gboolean
csv_writer_flush (CsvWriter *self, GCancellable *cancellable, GError **error)
{
  if (!g_output_stream_write_all (self->stream, self->buffer->str, self->buffer->len,
                                  NULL, cancellable, error))
    return FALSE;
  g_string_truncate (self->buffer, 0);
  return TRUE;
}

gboolean
csv_writer_end_row (CsvWriter *self, GCancellable *cancellable, GError **error)
{
  g_string_append_c (self->buffer, '\n');
  self->in_row = FALSE;
  return self->buffer->len < BLOCK_SIZE || csv_writer_flush (self, cancellable, error);
}
