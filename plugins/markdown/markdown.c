/* markdown.c - Markdown, as it is meant or as it is written. */
#include "../shared/decode.h"
#include "../shared/html-text.h"
#include "../shared/speakers.h"

#include <glib/gi18n-lib.h>
#include <md4c-html.h>
#include <string.h>

static const SchoOptionSpec import_options[] = {
  { "rendered", SCHO_OPTION_BOOLEAN, "true",
    N_ ("As it is meant: headings, lists, tables; otherwise as it is written"), NULL },
  DECODE_ENCODING_OPTION,
  SPEAKERS_OPTIONS,
  IMPORT_LIMIT_OPTION,
  { NULL },
};

static int
guess (const guint8 *head, gsize n_bytes, const char *name)
{
  return import_is_called (name, "md|markdown|mkd") ? 70 : 0;
}

static void
append_html (const MD_CHAR *text, MD_SIZE n, void *html)
{
  g_string_append_len (html, text, (gssize) n);
}

/* "name: value"; what else is in it, lists and maps, no attribute can hold. */
static void
read_header_line (char *line,
                  ImportAttributes *attributes,
                  SchoLosses *losses,
                  const char *name)
{
  char *colon = strchr (line, ':');
  gboolean is_date;

  if (line[0] == '#' || line[strspn (line, " \t")] == '\0')
    return;
  if (colon == NULL || g_ascii_isspace (line[0]))
    {
      lost_add (losses, 1, _ ("Lines of the header that name nothing"), name, line);
      return;
    }
  *colon = '\0';
  is_date = g_ascii_strcasecmp (line, "date") == 0;
  import_attributes_add (attributes, line, colon + 1,
                         is_date ? SCHO_ATTRIBUTE_DATE : SCHO_ATTRIBUTE_TEXT);
}

/* What is written between lines of dashes at the begin is about the document. */
static gsize
skip_header (const char *utf8,
             ImportAttributes *attributes,
             SchoLosses *losses,
             const char *name)
{
  const char *end
      = g_str_has_prefix (utf8, "---\n") ? strstr (utf8 + 3, "\n---\n") : NULL;
  g_autofree char *header = NULL;
  g_auto (GStrv) lines = NULL;

  if (end == NULL)
    return 0;
  header = g_strndup (utf8 + 4, MAX (end - utf8 - 4, 0));
  lines = g_strsplit (header, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    read_header_line (lines[i], attributes, losses, name);
  return (gsize) (end - utf8) + strlen ("\n---\n");
}

static gboolean
render (const char *utf8,
        gsize n_bytes,
        HtmlPage *page,
        TextBuilder *builder,
        const SchoProgress *progress,
        const char *name,
        GCancellable *cancellable,
        GError **error)
{
  g_autoptr (GString) html = g_string_sized_new (n_bytes);

  if (md_html (utf8, (MD_SIZE) n_bytes, append_html, html, MD_DIALECT_GITHUB, 0) != 0)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("“%s” could not be read as Markdown"), name);
      return FALSE;
    }
  return html_page_read (page, html->str, html->len, builder, progress, name, cancellable,
                         error);
}

static SchoText *
make_text (Decoded *decoded,
           gboolean rendered,
           gsize limit,
           ImportAttributes *attributes,
           HtmlPage *page,
           const SchoProgress *progress,
           const char *name,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (TextBuilder) builder = text_builder_new (limit);
  gboolean had_mark, had_cr;
  gsize skip;

  decoded->utf8
      = scho_text_normalise (decoded->utf8, &decoded->n_bytes, &had_mark, &had_cr);
  if (!rendered)
    text_builder_append (builder, decoded->utf8, (gssize) decoded->n_bytes);
  else
    {
      skip = skip_header (decoded->utf8, attributes, page->losses, name);
      if (!render (decoded->utf8 + skip, decoded->n_bytes - skip, page, builder, progress,
                   name, cancellable, error))
        return NULL;
    }
  return text_builder_finish (builder, name, error);
}

static SchoStep *
markdown_import (GInputStream *stream,
                 const char *name,
                 const char *coder,
                 SchoSnapshot *base,
                 SchoOptions *options,
                 const SchoProgress *progress,
                 GCancellable *cancellable,
                 GError **error)
{
  gsize limit = import_get_limit (options);
  g_autoptr (ImportAttributes) attributes = import_attributes_new ();
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (SchoText) text = NULL;
  g_auto (Decoded) decoded = { 0 };
  g_auto (HtmlPage) page = { .keep_navigation = TRUE };
  SchoDocument document = { .source = name };

  page.losses = scho_losses_new ();
  if (!decode_stream (stream, name, options, &decoded, cancellable, error)
      || !(text
           = make_text (&decoded, scho_options_get_boolean (options, "rendered"), limit,
                        attributes, &page, progress, name, cancellable, error)))
    return NULL;
  step = import_step_new (base, name);
  text = speakers_add (g_steal_pointer (&text), options, step, name, cancellable, error);
  if (text == NULL)
    return NULL;
  document.encoding = decoded.encoding;
  document.byte_order_mark = decoded.byte_order_mark;
  document.attributes = import_attributes_get (attributes, &document.n_attributes);
  import_add_document (step, name, &document, text);
  scho_losses_append (scho_step_get_losses (step), page.losses);
  if (decoded.guessed)
    import_note_encoding (step, name, decoded.encoding);
  return g_steal_pointer (&step);
}

static const SchoImporter importers[] = {
  { .id = "markdown",
    .title = N_ ("Markdown"),
    .extensions = "md|markdown|mkd",
    .options = import_options,
    .guess = guess,
    .read = markdown_import },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.markdown",
  .title = N_ ("Markdown"),
  .description = N_ ("Reads Markdown as it is meant or as it is written."),
  .importers = importers,
};
