#include "refi-pack.h"

/* Twice as fast as the usual, and little larger: identities are noise. */
#define LEVEL 1

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

GInputStream *
refi_pack_open (GBytes *bytes)
{
  g_autoptr (GZlibDecompressor) decompressor
      = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_bytes (bytes);

  return g_converter_input_stream_new (memory, G_CONVERTER (decompressor));
}

int
refi_pack_read (void *stream, char *buffer, int n_bytes)
{
  return (int) g_input_stream_read (stream, buffer, n_bytes, NULL, NULL);
}
