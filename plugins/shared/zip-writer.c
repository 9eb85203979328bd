#include "zip-writer.h"

#include <string.h>
#include <zlib.h>

/* A part of up to so many compressed bytes has its sizes before it, as careful readers
 * want; a longer one has them behind it. */
#define HELD (1024 * 1024)
#define BLOCK (64 * 1024)
#define FIRST_DAY 0x21 /* of 1980 */
#define UTF8_NAME 0x0800
#define SIZES_BEHIND 0x0008
#define STORED 0
#define DEFLATED 8
#define FULL16 0xffffu
#define FULL32 0xffffffffu

typedef struct
{
  char *name;
  guint16 flags, method;
  guint32 crc;
  guint64 packed, size, offset;
} ZipEntry;

struct _ZipWriter
{
  GOutputStream *stream;
  guint64 offset;     /* of what was written */
  GArray *entries;    /* of ZipEntry; the last is the one being written */
  gboolean is_open;   /* that one is not ended yet */
  gboolean is_headed; /* its header is written */
  GByteArray *held;   /* of it: compressed, not yet written */
  z_stream deflater;
  gboolean has_deflater;
};

static void
entry_clear (gpointer data)
{
  g_free (((ZipEntry *) data)->name);
}

static ZipEntry *
get_last (ZipWriter *self)
{
  return &g_array_index (self->entries, ZipEntry, self->entries->len - 1);
}

static void
put16 (GByteArray *out, guint16 value)
{
  guint16 le = GUINT16_TO_LE (value);

  g_byte_array_append (out, (const guint8 *) &le, sizeof le);
}

static void
put32 (GByteArray *out, guint32 value)
{
  guint32 le = GUINT32_TO_LE (value);

  g_byte_array_append (out, (const guint8 *) &le, sizeof le);
}

static void
put64 (GByteArray *out, guint64 value)
{
  guint64 le = GUINT64_TO_LE (value);

  g_byte_array_append (out, (const guint8 *) &le, sizeof le);
}

static void
put_name (GByteArray *out, const ZipEntry *entry)
{
  g_byte_array_append (out, (const guint8 *) entry->name, strlen (entry->name));
}

static gboolean
write_bytes (ZipWriter *self,
             const void *bytes,
             gsize n_bytes,
             GCancellable *cancellable,
             GError **error)
{
  self->offset += n_bytes;
  return g_output_stream_write_all (self->stream, bytes, n_bytes, NULL, cancellable,
                                    error);
}

static ZipEntry *
begin_entry (ZipWriter *self, const char *name, guint16 method)
{
  ZipEntry entry = { .name = g_strdup (name), .method = method, .offset = self->offset };

  g_assert (!self->is_open && strlen (name) <= FULL16);
  entry.flags = g_str_is_ascii (name) ? 0 : UTF8_NAME;
  entry.crc = crc32 (0, NULL, 0);
  g_array_append_val (self->entries, entry);
  self->is_open = TRUE;
  self->is_headed = FALSE;
  return get_last (self);
}

/* From the version to the length of the extra field: the same before a part and in the
 * directory. What does not fit is all ones here and stands in that field. */
static void
put_common (GByteArray *out, const ZipEntry *entry, gboolean is_big, guint16 n_extra)
{
  put16 (out, is_big ? 45 : 20);
  put16 (out, entry->flags);
  put16 (out, entry->method);
  put16 (out, 0);
  put16 (out, FIRST_DAY);
  put32 (out, entry->crc);
  put32 (out, is_big ? FULL32 : entry->packed);
  put32 (out, is_big ? FULL32 : entry->size);
  put16 (out, strlen (entry->name));
  put16 (out, n_extra);
}

static void
put_big_sizes (GByteArray *out, const ZipEntry *entry, guint16 n_extra)
{
  put16 (out, 1);
  put16 (out, n_extra - 4);
  put64 (out, entry->size);
  put64 (out, entry->packed);
}

static gboolean
write_header (ZipWriter *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  const ZipEntry *entry = get_last (self);
  gboolean is_big = entry->packed >= FULL32 || entry->size >= FULL32;

  put32 (out, 0x04034b50);
  put_common (out, entry, is_big, is_big ? 20 : 0);
  put_name (out, entry);
  if (is_big)
    put_big_sizes (out, entry, 20);
  self->is_headed = TRUE;
  return write_bytes (self, out->data, out->len, cancellable, error);
}

/* Nobody knew the sizes when the header was written. */
static gboolean
write_sizes_behind (ZipWriter *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  const ZipEntry *entry = get_last (self);
  gboolean is_big = entry->packed >= FULL32 || entry->size >= FULL32;

  put32 (out, 0x08074b50);
  put32 (out, entry->crc);
  if (is_big)
    put64 (out, entry->packed);
  else
    put32 (out, entry->packed);
  if (is_big)
    put64 (out, entry->size);
  else
    put32 (out, entry->size);
  return write_bytes (self, out->data, out->len, cancellable, error);
}

static gboolean
write_held (ZipWriter *self, GCancellable *cancellable, GError **error)
{
  gsize n = self->held->len;

  if (!write_bytes (self, self->held->data, n, cancellable, error))
    return FALSE;
  g_byte_array_set_size (self->held, 0);
  return TRUE;
}

/* The header says that the sizes come behind, and nothing of them. */
static gboolean
write_header_early (ZipWriter *self, GCancellable *cancellable, GError **error)
{
  ZipEntry *entry = get_last (self);
  ZipEntry known = *entry;
  gboolean good;

  known.flags |= SIZES_BEHIND;
  *entry = known;
  entry->crc = 0;
  entry->packed = entry->size = 0;
  good = write_header (self, cancellable, error);
  *entry = known;
  return good;
}

/* Compresses what the deflater was given, or also all that it still has. */
static gboolean
deflate_more (ZipWriter *self, int flush, GCancellable *cancellable, GError **error)
{
  ZipEntry *entry = get_last (self);
  guint had;

  do
    {
      had = self->held->len;
      g_byte_array_set_size (self->held, had + BLOCK);
      self->deflater.next_out = self->held->data + had;
      self->deflater.avail_out = BLOCK;
      deflate (&self->deflater, flush);
      g_byte_array_set_size (self->held, had + BLOCK - self->deflater.avail_out);
      entry->packed += BLOCK - self->deflater.avail_out;
      if (self->held->len > HELD || self->is_headed)
        if ((!self->is_headed && !write_header_early (self, cancellable, error))
            || !write_held (self, cancellable, error))
          return FALSE;
    }
  while (self->deflater.avail_out == 0);
  return TRUE;
}

static void
put_in_directory (GByteArray *out, const ZipEntry *entry)
{
  gboolean is_big
      = entry->packed >= FULL32 || entry->size >= FULL32 || entry->offset >= FULL32;

  put32 (out, 0x02014b50);
  put16 (out, is_big ? 45 : 20);
  put_common (out, entry, is_big, is_big ? 28 : 0);
  put16 (out, 0);
  put16 (out, 0);
  put16 (out, 0);
  put32 (out, 0);
  put32 (out, is_big ? FULL32 : entry->offset);
  put_name (out, entry);
  if (!is_big)
    return;
  put_big_sizes (out, entry, 28);
  put64 (out, entry->offset);
}

static void
put_big_end (GByteArray *out, guint64 n, guint64 size, guint64 start, guint64 end)
{
  put32 (out, 0x06064b50);
  put64 (out, 44);
  put16 (out, 45);
  put16 (out, 45);
  put32 (out, 0);
  put32 (out, 0);
  put64 (out, n);
  put64 (out, n);
  put64 (out, size);
  put64 (out, start);
  put32 (out, 0x07064b50);
  put32 (out, 0);
  put64 (out, end);
  put32 (out, 1);
}

static void
put_end (GByteArray *out, guint64 n, guint64 size, guint64 start)
{
  if (n >= FULL16 || size >= FULL32 || start >= FULL32)
    put_big_end (out, n, size, start, start + size);
  put32 (out, 0x06054b50);
  put16 (out, 0);
  put16 (out, 0);
  put16 (out, MIN (n, FULL16));
  put16 (out, MIN (n, FULL16));
  put32 (out, MIN (size, FULL32));
  put32 (out, MIN (start, FULL32));
  put16 (out, 0);
}

ZipWriter *
zip_writer_new (GOutputStream *stream)
{
  ZipWriter *self = g_new0 (ZipWriter, 1);

  self->stream = g_object_ref (stream);
  self->entries = g_array_new (FALSE, TRUE, sizeof (ZipEntry));
  g_array_set_clear_func (self->entries, entry_clear);
  self->held = g_byte_array_new ();
  return self;
}

void
zip_writer_free (ZipWriter *self)
{
  if (self->has_deflater)
    deflateEnd (&self->deflater);
  g_byte_array_unref (self->held);
  g_array_unref (self->entries);
  g_object_unref (self->stream);
  g_free (self);
}

gboolean
zip_writer_store (ZipWriter *self,
                  const char *name,
                  const void *bytes,
                  gsize n_bytes,
                  GCancellable *cancellable,
                  GError **error)
{
  ZipEntry *entry = begin_entry (self, name, STORED);

  self->is_open = FALSE;
  entry->crc = crc32_z (entry->crc, n_bytes > 0 ? bytes : (const guint8 *) "", n_bytes);
  entry->packed = entry->size = n_bytes;
  return write_header (self, cancellable, error)
         && write_bytes (self, bytes, n_bytes, cancellable, error);
}

gboolean
zip_writer_add (ZipWriter *self,
                const char *name,
                const void *bytes,
                gsize n_bytes,
                GCancellable *cancellable,
                GError **error)
{
  zip_writer_begin (self, name);
  return zip_writer_write (self, bytes, n_bytes, cancellable, error)
         && zip_writer_end (self, cancellable, error);
}

void
zip_writer_begin (ZipWriter *self, const char *name)
{
  begin_entry (self, name, DEFLATED);
  g_byte_array_set_size (self->held, 0);
  if (self->has_deflater)
    deflateReset (&self->deflater);
  else /* Negative: bare, as ZIP wants it. */
    self->has_deflater = deflateInit2 (&self->deflater, Z_DEFAULT_COMPRESSION, Z_DEFLATED,
                                       -MAX_WBITS, 8, Z_DEFAULT_STRATEGY)
                         == Z_OK;
  if (!self->has_deflater)
    g_error ("zlib cannot compress: out of memory");
}

gboolean
zip_writer_write (ZipWriter *self,
                  const void *bytes,
                  gsize n_bytes,
                  GCancellable *cancellable,
                  GError **error)
{
  const guint8 *rest = bytes;

  g_return_val_if_fail (self->is_open, FALSE);
  while (n_bytes > 0)
    {
      ZipEntry *entry = get_last (self);
      gsize n = MIN (n_bytes, BLOCK);

      entry->crc = crc32_z (entry->crc, rest, n);
      entry->size += n;
      self->deflater.next_in = (guint8 *) rest;
      self->deflater.avail_in = n;
      if (!deflate_more (self, Z_NO_FLUSH, cancellable, error))
        return FALSE;
      rest += n;
      n_bytes -= n;
    }
  return TRUE;
}

gboolean
zip_writer_end (ZipWriter *self, GCancellable *cancellable, GError **error)
{
  gboolean was_headed;

  g_return_val_if_fail (self->is_open, FALSE);
  self->deflater.avail_in = 0;
  if (!deflate_more (self, Z_FINISH, cancellable, error))
    return FALSE;
  was_headed = self->is_headed;
  self->is_open = FALSE;
  return (was_headed || write_header (self, cancellable, error))
         && write_held (self, cancellable, error)
         && (!was_headed || write_sizes_behind (self, cancellable, error));
}

gboolean
zip_writer_finish (ZipWriter *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint64 start = self->offset;
  guint64 size;

  g_return_val_if_fail (!self->is_open, FALSE);
  for (guint i = 0; i < self->entries->len; i++)
    put_in_directory (out, &g_array_index (self->entries, ZipEntry, i));
  size = out->len;
  put_end (out, self->entries->len, size, start);
  return write_bytes (self, out->data, out->len, cancellable, error);
}
