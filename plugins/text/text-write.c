#include "text-plugin.h"

#include "../shared/pseudonyms-option.h"
#include "../shared/uncarried.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const SchoOptionSpec text_export_options[] = {
  { "document", SCHO_OPTION_DOCUMENT, "", N_ ("Which document"), NULL },
  { "line-ends", SCHO_OPTION_CHOICE, "lf", N_ ("Line ends"), "lf|crlf|as-imported" },
  { "mark", SCHO_OPTION_CHOICE, "no", N_ ("Byte-order mark"), "no|yes|as-imported" },
  { "encoding", SCHO_OPTION_CHOICE, "utf-8", N_ ("Encoding"), "utf-8|as-imported" },
  PSEUDONYMS_OPTION,
  { NULL },
};

static gboolean
is_option (SchoOptions *options, const char *name, const char *value)
{
  return strcmp (scho_options_get_text (options, name), value) == 0;
}

/* Files of mixed line ends come out with LF: where which one stood is not kept. */
static const char *
choose_line_end (const SchoDocument *document, SchoOptions *options)
{
  if (is_option (options, "line-ends", "crlf"))
    return "\r\n";
  if (is_option (options, "line-ends", "lf"))
    return "\n";
  return document->line_ends == SCHO_LINE_ENDS_CRLF ? "\r\n"
         : document->line_ends == SCHO_LINE_ENDS_CR ? "\r"
                                                    : "\n";
}

static gboolean
has_mark (const SchoDocument *document, SchoOptions *options)
{
  return is_option (options, "mark", "yes")
         || (is_option (options, "mark", "as-imported") && document->byte_order_mark);
}

static const char *
choose_encoding (const SchoDocument *document, SchoOptions *options)
{
  return is_option (options, "encoding", "as-imported") && document->encoding != NULL
             ? document->encoding
             : "UTF-8";
}

static GString *
make_content (const SchoDocument *document, SchoText *text, SchoOptions *options)
{
  const char *line_end = choose_line_end (document, options);
  gsize n_bytes;
  const char *line = scho_text_get_utf8 (text, &n_bytes);
  const char *end = line + n_bytes;
  GString *content = g_string_sized_new (n_bytes + n_bytes / 16 + 4);

  if (has_mark (document, options))
    g_string_append (content, "\xef\xbb\xbf");
  while (line < end)
    {
      const char *feed = memchr (line, '\n', end - line);

      g_string_append_len (content, line, (feed != NULL ? feed : end) - line);
      if (feed == NULL)
        break;
      g_string_append (content, line_end);
      line = feed + 1;
    }
  return content;
}

static gboolean
write_content (GString *content,
               const SchoDocument *document,
               const char *encoding,
               GOutputStream *stream,
               GCancellable *cancellable,
               GError **error)
{
  g_autofree char *converted = NULL;
  gsize n_bytes;

  if (strcmp (encoding, "UTF-8") == 0)
    return g_output_stream_write_all (stream, content->str, content->len, NULL,
                                      cancellable, error);
  converted
      = g_convert (content->str, content->len, encoding, "UTF-8", NULL, &n_bytes, error);
  if (converted == NULL)
    {
      /* Translators: a document, an encoding; the reason follows */
      g_prefix_error (error, _ ("“%s” can’t be written in %s: "), document->title,
                      encoding);
      return FALSE;
    }
  return g_output_stream_write_all (stream, converted, n_bytes, NULL, cancellable, error);
}

static GOutputStream *
open_file (SchoOutput *output,
           const SchoDocument *document,
           gboolean several,
           GError **error)
{
  g_autofree char *name = g_str_has_suffix (document->title, ".txt")
                              ? g_strdup (document->title)
                              : g_strconcat (document->title, ".txt", NULL);

  return several ? scho_output_add_file (output, name, error)
                 : scho_output_open (output, name, error);
}

static gboolean
write_document (SchoSnapshot *snapshot,
                const SchoDocument *document,
                gboolean several,
                SchoOutput *output,
                SchoOptions *options,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (SchoText) text = scho_snapshot_read_text (snapshot, document->id, error);
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (GString) content = NULL;

  if (text == NULL || !(stream = open_file (output, document, several, error)))
    return FALSE;
  uncarried_tell_structure (scho_output_get_losses (output), document, text, 0);
  content = make_content (document, text, options);
  return write_content (content, document, choose_encoding (document, options), stream,
                        cancellable, error)
         && g_output_stream_close (stream, cancellable, error);
}

static gboolean
write_told (SchoSnapshot *snapshot,
            SchoOutput *output,
            SchoOptions *options,
            const SchoProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  const char *title = scho_options_get_text (options, "document");
  const SchoDocument *document = NULL;
  const SchoDocument *const *documents;
  gsize n;

  if (title[0] != '\0' && !(document = scho_lookup_document (snapshot, title, error)))
    return FALSE;
  documents = scho_snapshot_get_documents (snapshot, &n);
  if (n == 0)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
                   _ ("The project has no document"));
      return FALSE;
    }

  uncarried_tell (scho_output_get_losses (output), snapshot,
                  &(Which){ .document = document != NULL ? document->id : 0 },
                  CARRIES_TEXTS);
  for (gsize i = 0; i < n; i++)
    {
      if (document != NULL && documents[i] != document)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !write_document (snapshot, documents[i], document == NULL && n > 1, output,
                              options, cancellable, error))
        return FALSE;
      scho_progress_set (progress, (i + 1.0) / n, documents[i]->title);
    }
  return TRUE;
}

gboolean
text_write (SchoSnapshot *snapshot,
            SchoOutput *output,
            SchoOptions *options,
            const SchoProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (SchoSnapshot) told
      = pseudonyms_take (snapshot, options, output, progress, cancellable, error);

  return told != NULL && write_told (told, output, options, progress, cancellable, error);
}
