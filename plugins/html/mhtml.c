#include "mhtml.h"

#include <string.h>

#define HEAD 4096
#define MAX_HEADERS (64 * 1024)
#define MAX_PARTS 100000

/* Up to the empty line; @body: what follows it. */
static char *
take_headers (const char *from, const char *end, const char **body)
{
  const char *p = from;
  char *headers;

  while (p < end)
    {
      const char *feed = memchr (p, '\n', (gsize) (end - p));
      const char *next = feed != NULL ? feed + 1 : end;

      if (*p == '\n' || (*p == '\r' && p + 1 < end && p[1] == '\n'))
        {
          headers = g_strndup (from, MIN ((gsize) (p - from), MAX_HEADERS));
          *body = next;
          return headers;
        }
      p = next;
    }
  *body = end;
  return g_strndup (from, MIN ((gsize) (end - from), MAX_HEADERS));
}

/* What @pattern has in parentheses. (transfer full) (nullable) */
static char *
find (const char *headers, const char *pattern)
{
  g_autoptr (GRegex) regex = g_regex_new (
      pattern, G_REGEX_CASELESS | G_REGEX_MULTILINE | G_REGEX_RAW, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, headers, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

gboolean
mhtml_is (const char *bytes, gsize n_bytes)
{
  const char *body;
  gsize n = MIN (n_bytes, HEAD);
  g_autofree char *headers = n > 0 ? take_headers (bytes, bytes + n, &body) : NULL;
  g_autofree char *version
      = headers != NULL ? find (headers, "^MIME-Version:\\s*([0-9])") : NULL;
  g_autofree char *type
      = version != NULL
            ? find (headers, "^Content-Type:\\s*(multipart/related|text/html)")
            : NULL;

  return type != NULL;
}

static char *
decode_quoted (const char *from, const char *end, gsize *n)
{
  GString *out = g_string_sized_new ((gsize) (end - from));

  for (const char *p = from; p < end; p++)
    if (*p != '=')
      g_string_append_c (out, *p);
    else if (end - p > 2 && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
      {
        g_string_append_c (
            out, (char) (g_ascii_xdigit_value (p[1]) * 16 + g_ascii_xdigit_value (p[2])));
        p += 2;
      }
    else /* the line goes on */
      while (p + 1 < end && g_ascii_isspace (p[1]) && *p != '\n')
        p++;
  *n = out->len;
  return g_string_free (out, FALSE);
}

static char *
decode_body (const char *headers, const char *from, const char *end, gsize *n)
{
  g_autofree char *how = find (headers, "^Content-Transfer-Encoding:\\s*([a-z0-9-]+)");
  char *body;

  if (how != NULL && g_ascii_strcasecmp (how, "quoted-printable") == 0)
    return decode_quoted (from, end, n);
  *n = (gsize) (end - from);
  body = g_malloc (*n + 1);
  memcpy (body, from, *n);
  body[*n] = '\0';
  if (how != NULL && g_ascii_strcasecmp (how, "base64") == 0)
    {
      g_base64_decode_inplace (body, n);
      body[*n] = '\0';
    }
  return body;
}

/* %NULL when the part is no page. */
static char *
read_part (const char *from, const char *end, gsize *n, char **encoding)
{
  const char *body;
  g_autofree char *headers = take_headers (from, end, &body);
  g_autofree char *type
      = find (headers, "^Content-Type:\\s*(text/html|application/xhtml\\+xml)");

  if (type == NULL)
    return NULL;
  *encoding = find (headers, "charset\\s*=\\s*\"?([A-Za-z0-9_.:-]+)");
  return decode_body (headers, body, end, n);
}

static const char *
find_boundary (const char *from, const char *end, const char *boundary)
{
  gsize n = strlen (boundary);

  for (const char *p = from; (p = memmem (p, (gsize) (end - p), boundary, n)) != NULL;
       p++)
    if (p == from || p[-1] == '\n')
      return p;
  return NULL;
}

char *
mhtml_take_page (char *bytes, gsize *n_bytes, char **encoding)
{
  g_autofree char *all = bytes;
  const char *end = all + *n_bytes, *body;
  g_autofree char *headers = take_headers (all, end, &body);
  g_autofree char *name = find (headers, "boundary\\s*=\\s*\"?([^\";\\r\\n]+)");
  g_autofree char *boundary = name != NULL ? g_strconcat ("--", name, NULL) : NULL;
  const char *part;
  char *page = NULL;

  *encoding = NULL;
  if (boundary == NULL)
    return read_part (all, end, n_bytes, encoding);
  part = find_boundary (body, end, boundary);
  for (guint i = 0; part != NULL && page == NULL && i < MAX_PARTS; i++)
    {
      const char *from = memchr (part, '\n', (gsize) (end - part));
      const char *next = from != NULL ? find_boundary (from + 1, end, boundary) : NULL;

      if (next == NULL && g_str_has_prefix (part + strlen (boundary), "--"))
        break;
      if (from != NULL)
        page = read_part (from + 1, next != NULL ? next : end, n_bytes, encoding);
      part = next;
    }
  return page;
}
