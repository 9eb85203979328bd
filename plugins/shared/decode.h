/* decode.h - bytes of unknown encoding become UTF-8. */
#pragma once

#include <scholiast/plugin.h>

/* An option of importers that call decode_stream(). */
#define DECODE_ENCODING_OPTION                                                           \
  {                                                                                      \
    "encoding", SCHO_OPTION_TEXT, "auto",                                                \
        N_ ("Encoding: auto, or a name such as UTF-8, Windows-1252, ISO-8859-15"), NULL  \
  }

/**
 * Decoded:
 * @utf8: as it was in the file: line ends of any kind, without its byte-order mark
 * @encoding: what it was in, as iconv calls it
 * @guessed: nothing in the file says so for certain
 */
typedef struct
{
  char *utf8;
  gsize n_bytes;
  char *encoding;
  gboolean byte_order_mark;
  gboolean guessed;
} Decoded;

void decoded_clear (Decoded *self);

/**
 * decode:
 * @bytes: (transfer full): from g_malloc()
 * @encoding: (nullable): %NULL finds out
 * @name: of the file, for messages
 *
 * Refuses what is no text: files of known other kinds, binary data, bytes that are not of
 * the encoding.
 */
gboolean decode (char *bytes,
                 gsize n_bytes,
                 const char *encoding,
                 const char *name,
                 Decoded *decoded,
                 GError **error);

/* (nullable): of DECODE_ENCODING_OPTION, for decode(): %NULL finds out */
const char *decode_get_encoding (SchoOptions *options);

/* All of the stream, as its options say: IMPORT_LIMIT_OPTION too. */
gboolean decode_stream (GInputStream *stream,
                        const char *name,
                        SchoOptions *options,
                        Decoded *decoded,
                        GCancellable *cancellable,
                        GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Decoded, decoded_clear)
