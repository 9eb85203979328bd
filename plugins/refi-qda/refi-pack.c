#include "refi-pack.h"

/* Twice as fast as the usual, and little larger: identities are noise. */
#define LEVEL 1

/* What unpacks to more than so many times its size, and to much, was made for that. */
#define MAX_RATIO 300
#define HARMLESS (16 * 1024 * 1024)

struct _RefiUnpack
{
  GInputStream *stream;
  gsize n_bytes, total;
};

struct _RefiPack
{
  GOutputStream *memory, *stream;
};

RefiPack *
refi_pack_new (void)
{
  g_autoptr (GZlibCompressor) compressor
      = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, LEVEL);
  RefiPack *self = g_new0 (RefiPack, 1);

  self->memory = g_memory_output_stream_new_resizable ();
  self->stream = g_converter_output_stream_new (self->memory, G_CONVERTER (compressor));
  return self;
}

void
refi_pack_free (RefiPack *self)
{
  g_object_unref (self->stream);
  g_object_unref (self->memory);
  g_free (self);
}

/* Into memory, which ends the program where there is none: it cannot fail. */
void
refi_pack_add (RefiPack *self, const char *xml, gsize n_bytes)
{
  g_output_stream_write_all (self->stream, xml, n_bytes, NULL, NULL, NULL);
}

GBytes *
refi_pack_end (RefiPack *self)
{
  g_output_stream_close (self->stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (self->memory));
}

gboolean
refi_pack_is_one (GBytes *bytes)
{
  gsize n;
  const guint8 *data = g_bytes_get_data (bytes, &n);

  return n > 2 && data[0] == 0x1f && data[1] == 0x8b;
}

RefiUnpack *
refi_unpack_new (GBytes *bytes)
{
  g_autoptr (GZlibDecompressor) decompressor
      = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_bytes (bytes);
  RefiUnpack *self = g_new0 (RefiUnpack, 1);

  self->n_bytes = g_bytes_get_size (bytes);
  self->stream = g_converter_input_stream_new (memory, G_CONVERTER (decompressor));
  return self;
}

void
refi_unpack_free (RefiUnpack *self)
{
  g_object_unref (self->stream);
  g_free (self);
}

int
refi_unpack_read (void *data, char *buffer, int n_bytes)
{
  RefiUnpack *self = data;
  gssize n = g_input_stream_read (self->stream, buffer, n_bytes, NULL, NULL);

  self->total += MAX (n, 0);
  return self->total > HARMLESS && self->total / MAX_RATIO > self->n_bytes ? -1 : (int) n;
}
