#include "decode.h"
#include "text-plugin.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_BYTES (512 * 1024 * 1024)
#define BLOCK_SIZE (256 * 1024)

const SchoOptionSpec text_import_options[] = {
  { "encoding", SCHO_OPTION_TEXT, "auto",
    N_ ("Encoding: auto, or a name such as UTF-8, Windows-1252, ISO-8859-15"), NULL },
  { NULL },
};

static gboolean
is_called (const char *name, const char *extension)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL && g_ascii_strcasecmp (dot, extension) == 0;
}

/* A file called .txt gets this importer's reasons when it is no text after all. */
int
text_guess (const guint8 *head, gsize n_bytes, const char *name)
{
  if (is_called (name, ".txt") || is_called (name, ".text"))
    return 60;
  if (is_called (name, ".md"))
    return 40;
  return n_bytes > 0 && memchr (head, '\0', n_bytes) == NULL ? 20 : 1;
}

static char *
read_all (GInputStream *stream,
          const char *name,
          gsize *n_bytes,
          GCancellable *cancellable,
          GError **error)
{
  gsize size = BLOCK_SIZE, filled = 0;
  g_autofree char *bytes = g_malloc (size);
  gssize n;

  while ((n = g_input_stream_read (stream, bytes + filled, size - filled, cancellable,
                                   error))
         > 0)
    if ((filled += n) > MAX_BYTES)
      {
        g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                     _ ("“%s” is bigger than %d MiB"), name, MAX_BYTES / 1024 / 1024);
        return NULL;
      }
    else if (filled == size)
      bytes = g_realloc (bytes, size *= 2);

  *n_bytes = filled;
  return n == 0 ? g_steal_pointer (&bytes) : NULL;
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

static char *
make_title (SchoStep *step, const char *name)
{
  char *title = g_strdup (name);

  for (guint i = 2; scho_step_find_document (step, title) != 0; i++)
    {
      g_free (title);
      title = g_strdup_printf ("%s (%u)", name, i);
    }
  if (strcmp (title, name) != 0)
    scho_step_add_note (step, _ ("“%s” is there already; the new one is “%s”."), name,
                        title);
  return title;
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

static SchoStep *
make_step (SchoSnapshot *base,
           const char *name,
           const Decoded *decoded,
           SchoLineEnds line_ends,
           SchoText *text)
{
  g_autofree char *label = g_strdup_printf (_ ("Document “%s” added"), name);
  g_autoptr (SchoStep) step = scho_step_new (base, label);
  g_autofree char *title = make_title (step, name);

  scho_step_add_document (step,
                          &(SchoDocument){ .title = title,
                                           .source = name,
                                           .encoding = decoded->encoding,
                                           .line_ends = line_ends,
                                           .byte_order_mark = decoded->byte_order_mark },
                          text);
  if (decoded->guessed)
    scho_step_add_note (step,
                        _ ("“%s” was read as %s, which is a guess; if it looks wrong, "
                           "import it again and say the encoding, as with --set "
                           "encoding=Windows-1252."),
                        name, decoded->encoding);
  return g_steal_pointer (&step);
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
  const char *encoding = scho_options_get_text (options, "encoding");
  gboolean is_auto = encoding[0] == '\0' || g_ascii_strcasecmp (encoding, "auto") == 0;
  g_auto (Decoded) decoded = { 0 };
  g_autoptr (SchoText) text = NULL;
  SchoLineEnds line_ends;
  gsize n_bytes;
  char *bytes;

  scho_progress_set (progress, -1, name);
  if (!(bytes = read_all (stream, name, &n_bytes, cancellable, error))
      || !decode (bytes, n_bytes, is_auto ? NULL : encoding, name, &decoded, error))
    return NULL;

  line_ends = find_line_ends (decoded.utf8, decoded.n_bytes);
  if (!(text = make_text (&decoded, name, error)))
    return NULL;
  return make_step (base, name, &decoded, line_ends, text);
}
