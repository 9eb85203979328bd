#include "../shared/decode.h"
#include "../shared/import.h"
#include "../shared/speakers.h"
#include "text-plugin.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const SchoOptionSpec text_import_options[] = {
  DECODE_ENCODING_OPTION,
  SPEAKERS_OPTIONS,
  IMPORT_LIMIT_OPTION,
  { NULL },
};

/* A file called .txt gets this importer's reasons when it is no text after all. */
int
text_guess (const guint8 *head, gsize n_bytes, const char *name)
{
  if (import_is_called (name, "txt|text"))
    return 60;
  if (import_is_called (name, "md"))
    return 40;
  return n_bytes > 0 && memchr (head, '\0', n_bytes) == NULL ? 20 : 1;
}

static SchoLineEnds
find_line_ends (const char *utf8, gsize n_bytes)
{
  const char *end = utf8 + n_bytes;
  gboolean lf = FALSE, crlf = FALSE, cr = FALSE;

  for (const char *c = utf8; c < end; c++)
    if (*c == '\n')
      lf = TRUE;
    else if (*c == '\r' && c + 1 < end && c[1] == '\n')
      crlf = TRUE, c++;
    else if (*c == '\r')
      cr = TRUE;

  if (lf + crlf + cr > 1)
    return SCHO_LINE_ENDS_MIXED;
  return crlf ? SCHO_LINE_ENDS_CRLF : cr ? SCHO_LINE_ENDS_CR : SCHO_LINE_ENDS_LF;
}

static SchoText *
make_text (Decoded *decoded, const char *name, GError **error)
{
  gboolean had_mark, had_cr;
  gsize n_bytes = decoded->n_bytes;
  char *utf8 = scho_text_normalise (g_steal_pointer (&decoded->utf8), &n_bytes, &had_mark,
                                    &had_cr);
  g_autoptr (SchoText) text = scho_text_new_take (utf8, n_bytes, NULL, 0, error);

  if (text == NULL)
    {
      g_prefix_error (error, "“%s”: ", name);
      return NULL;
    }
  if (scho_text_get_length (text) == 0)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID, _ ("“%s” holds no text"), name);
      return NULL;
    }
  return g_steal_pointer (&text);
}

SchoStep *
text_read (GInputStream *stream,
           const char *name,
           const char *coder,
           SchoSnapshot *base,
           SchoOptions *options,
           const SchoProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  g_auto (Decoded) decoded = { 0 };
  g_autoptr (SchoText) text = NULL;
  SchoLineEnds line_ends;
  g_autoptr (SchoStep) step = NULL;

  scho_progress_set (progress, -1, name);
  if (!decode_stream (stream, name, options, &decoded, cancellable, error))
    return NULL;

  line_ends = find_line_ends (decoded.utf8, decoded.n_bytes);
  if (!(text = make_text (&decoded, name, error)))
    return NULL;
  step = import_step_new (base, name);
  text = speakers_add (g_steal_pointer (&text), options, step, name, cancellable, error);
  if (text == NULL)
    return NULL;
  import_add_document (step, name,
                       &(SchoDocument){ .source = name,
                                        .encoding = decoded.encoding,
                                        .line_ends = line_ends,
                                        .byte_order_mark = decoded.byte_order_mark },
                       text);
  if (decoded.guessed)
    import_note_encoding (step, name, decoded.encoding);
  return g_steal_pointer (&step);
}
