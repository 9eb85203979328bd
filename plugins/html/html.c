/* html.c - saved pages: what a browser shows of them. */
#include "mhtml.h"

#include "../shared/decode.h"
#include "../shared/html-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PRESCAN 4096 /* browsers look at 1024 bytes; saved pages have more before it */

static const SchoOptionSpec import_options[] = {
  HTML_NAVIGATION_OPTION,
  DECODE_ENCODING_OPTION,
  IMPORT_LIMIT_OPTION,
  { NULL },
};

static int
guess (const guint8 *head, gsize n_bytes, const char *name)
{
  gsize i = 0;
  const char *begin;

  if (n_bytes >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    i = 3;
  while (i < n_bytes && g_ascii_isspace (head[i]))
    i++;
  begin = (const char *) head + i;
  if (n_bytes - i >= 14 && g_ascii_strncasecmp (begin, "<!doctype html", 14) == 0)
    return 90;
  if (n_bytes - i >= 5 && g_ascii_strncasecmp (begin, "<html", 5) == 0)
    return 90;
  if (n_bytes > 0 && mhtml_is ((const char *) head, n_bytes))
    return 90;
  return import_is_called (name, "html|htm|xhtml|xht|mhtml|mht") ? 80 : 0;
}

/* What the page says: in a meta element or in an XML declaration. */
static char *
find_declared (const char *bytes, gsize n_bytes)
{
  g_autofree char *head = g_strndup (bytes, MIN (n_bytes, PRESCAN));
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GMatchInfo) match = NULL;

  for (gsize i = 0; i < MIN (n_bytes, PRESCAN); i++)
    if ((guint8) head[i] >= 0x80 || head[i] == '\0')
      head[i] = '?';
  regex = g_regex_new ("<meta[^>]*charset\\s*=\\s*[\"']?\\s*([A-Za-z0-9_:.-]+)"
                       "|^<\\?xml[^>]*encoding\\s*=\\s*[\"']([A-Za-z0-9_:.-]+)",
                       G_REGEX_CASELESS, 0, NULL);
  if (!g_regex_match (regex, head, 0, &match))
    return NULL;
  return g_match_info_fetch (match, g_match_info_get_match_count (match) - 1);
}

/* Browsers read it so, whatever it is called. */
static const char *
prefer_superset (const char *encoding)
{
  static const char *const latin[]
      = { "ISO-8859-1", "ISO8859-1", "ISO_8859-1", "LATIN1", "US-ASCII", "ASCII" };

  for (guint i = 0; i < G_N_ELEMENTS (latin); i++)
    if (g_ascii_strcasecmp (encoding, latin[i]) == 0)
      return "WINDOWS-1252";
  if (g_ascii_strcasecmp (encoding, "GB2312") == 0
      || g_ascii_strcasecmp (encoding, "GBK") == 0)
    return "GB18030";
  return g_ascii_strcasecmp (encoding, "SHIFT_JIS") == 0 ? "CP932" : encoding;
}

static gboolean
has_mark (const char *bytes, gsize n_bytes)
{
  return n_bytes >= 2
         && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0
             || (n_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0));
}

/* What is said on the command line, else the mark, else what the page says, else a guess.
 */
static gboolean
decode_page (char *bytes,
             gsize n_bytes,
             const char *asked,
             const char *name,
             char **wrong,
             Decoded *decoded,
             GError **error)
{
  g_autofree char *declared = NULL;
  char *copy;

  if (asked != NULL || has_mark (bytes, n_bytes)
      || !(declared = find_declared (bytes, n_bytes))
      || g_ascii_strncasecmp (declared, "UTF-16", 6) == 0)
    return decode (bytes, n_bytes, asked, name, decoded, error);
  copy = g_memdup2 (bytes, n_bytes + 1);
  if (decode (copy, n_bytes, prefer_superset (declared), name, decoded, NULL))
    {
      g_free (bytes);
      return TRUE;
    }
  decoded_clear (decoded);
  *decoded = (Decoded){ 0 };
  *wrong = g_steal_pointer (&declared);
  return decode (bytes, n_bytes, NULL, name, decoded, error);
}

static SchoStep *
make_step (SchoSnapshot *base,
           const char *name,
           const Decoded *decoded,
           const HtmlPage *page,
           SchoText *text)
{
  SchoStep *step = import_step_new (base, name);
  SchoDocument document = { .source = name,
                            .encoding = decoded->encoding,
                            .byte_order_mark = decoded->byte_order_mark,
                            .language = page->language };

  document.attributes = import_attributes_get (page->attributes, &document.n_attributes);
  import_add_document (step, name, &document, text);
  scho_losses_append (scho_step_get_losses (step), page->losses);
  import_note_formulas (step, name, page->n_formulas);
  return step;
}

/* Of a page that was saved as one file, the page itself. @said: its encoding; nullable */
static char *
unpack (char *bytes, gsize *n_bytes, const char *name, char **said, GError **error)
{
  char *page;

  if (!mhtml_is (bytes, *n_bytes))
    return bytes;
  page = mhtml_take_page (bytes, n_bytes, said);
  if (page == NULL)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID, _ ("“%s” has no page in it"),
                 name);
  return page;
}

static const char *
get_encoding (SchoOptions *options, const char *said)
{
  const char *asked = decode_get_encoding (options);

  return asked != NULL || said == NULL ? asked : prefer_superset (said);
}

static SchoStep *
html_import (GInputStream *stream,
             const char *name,
             const char *coder,
             SchoSnapshot *base,
             SchoOptions *options,
             const SchoProgress *progress,
             GCancellable *cancellable,
             GError **error)
{
  gsize limit = import_get_limit (options), n_bytes;
  g_autoptr (TextBuilder) builder = text_builder_new (limit);
  g_auto (Decoded) decoded = { 0 };
  g_auto (HtmlPage) page = { 0 };
  g_autoptr (SchoText) text = NULL;
  g_autofree char *wrong = NULL, *said = NULL;
  SchoStep *step;
  char *bytes;

  if (!(bytes = import_read_all (stream, name, limit, &n_bytes, cancellable, error))
      || !(bytes = unpack (bytes, &n_bytes, name, &said, error))
      || !decode_page (bytes, n_bytes, get_encoding (options, said), name, &wrong,
                       &decoded, error))
    return NULL;
  page.keep_navigation = scho_options_get_boolean (options, "navigation");
  page.attributes = import_attributes_new ();
  if (!html_page_read (&page, decoded.utf8, decoded.n_bytes, builder, progress, name,
                       cancellable, error)
      || !(text = text_builder_finish (builder, name, error)))
    return NULL;
  import_attributes_add (page.attributes, "title", page.title, SCHO_ATTRIBUTE_TEXT);

  step = make_step (base, name, &decoded, &page, text);
  if (wrong != NULL)
    scho_step_add_note (step, _ ("“%s” says that it is %s, but it is not."), name, wrong);
  if (decoded.guessed)
    import_note_encoding (step, name, decoded.encoding);
  return step;
}

static const SchoImporter importers[] = {
  { .id = "html",
    .title = N_ ("Web page"),
    .extensions = "html|htm|xhtml|xht|mhtml|mht",
    .options = import_options,
    .guess = guess,
    .read = html_import },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.html",
  .title = N_ ("Web pages"),
  .description = N_ ("Reads saved web pages as a browser shows them."),
  .importers = importers,
};
