#include "decode.h"

#include "import.h"
#include "latin.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <uchardet/uchardet.h>

#define DETECT_BYTES (1024 * 1024) /* more makes detection slower, not better */

typedef struct
{
  const char *encoding;
  const char *bytes;
  gsize n_bytes;
} Mark;

/* UTF-32's little-endian mark begins with that of UTF-16, so it comes first. */
static const Mark marks[] = {
  { "UTF-8", "\xef\xbb\xbf", 3 },    { "UTF-32LE", "\xff\xfe\0\0", 4 },
  { "UTF-32BE", "\0\0\xfe\xff", 4 }, { "UTF-16LE", "\xff\xfe", 2 },
  { "UTF-16BE", "\xfe\xff", 2 },
};

/* Some of them would pass for text. */
static const struct
{
  const char *bytes;
  const char *what;
} others[] = {
  { "%PDF-", N_ ("a PDF file") },
  { "{\\rtf", N_ ("a file in rich text format (RTF)") },
  { "PK\x03\x04", N_ ("a ZIP archive, as Word and LibreOffice write it") },
  { "\xd0\xcf\x11\xe0", N_ ("an old Office document") },
  { "SQLite format 3", N_ ("an SQLite database") },
  { "\x89PNG", N_ ("a picture") },
  { "\xff\xd8\xff", N_ ("a picture") },
  { "\x1f\x8b", N_ ("a gzip archive") },
};

void
decoded_clear (Decoded *self)
{
  g_clear_pointer (&self->utf8, g_free);
  g_clear_pointer (&self->encoding, g_free);
}

static const Mark *
find_mark (const char *bytes, gsize n_bytes)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (n_bytes >= marks[i].n_bytes
        && memcmp (bytes, marks[i].bytes, marks[i].n_bytes) == 0)
      return &marks[i];
  return NULL;
}

static gboolean
refuse_others (const char *bytes, gsize n_bytes, const char *name, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      gsize n = strlen (others[i].bytes);

      if (n_bytes < n || memcmp (bytes, others[i].bytes, n) != 0)
        continue;
      if (g_str_has_prefix (bytes, "PK") && import_is_called (name, "zip"))
        g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                     _ ("“%s” is a ZIP archive; unpack it and import the folder"), name);
      else
        g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                     /* Translators: a file name, what kind of file it is */
                     _ ("“%s” is %s, no plain text"), name, _ (others[i].what));
      return FALSE;
    }
  return TRUE;
}

/* Without a mark UTF-16 gives itself away by its spaces and line feeds, which have a
 * zero byte before or after. */
static const char *
guess_utf16 (const char *bytes, gsize n_bytes)
{
  gsize n_le = 0, n_be = 0;

  if (n_bytes % 2 != 0 || memchr (bytes, '\0', n_bytes) == NULL)
    return NULL;
  for (gsize i = 0; i + 1 < n_bytes; i += 2)
    {
      if (bytes[i] == '\0' && bytes[i + 1] == '\0')
        return NULL;
      n_le += bytes[i + 1] == '\0' && strchr (" \t\r\n", bytes[i]) != NULL;
      n_be += bytes[i] == '\0' && strchr (" \t\r\n", bytes[i + 1]) != NULL;
    }
  /* One in 200 characters: also Chinese has that many line feeds. */
  if (MAX (n_le, n_be) < n_bytes / 400 || n_le == n_be)
    return NULL;
  return n_le > n_be ? "UTF-16LE" : "UTF-16BE";
}

static gboolean
is_utf32 (const char *bytes, gsize n_bytes, gboolean big)
{
  for (gsize i = 0; i < n_bytes; i += 4)
    {
      guint32 c;

      memcpy (&c, bytes + i, 4);
      c = big ? GUINT32_FROM_BE (c) : GUINT32_FROM_LE (c);
      if (c == 0 || !g_unichar_validate (c))
        return FALSE;
    }
  return TRUE;
}

/* Every fourth byte is zero, and every character is one. */
static const char *
guess_utf32 (const char *bytes, gsize n_bytes)
{
  if (n_bytes % 4 != 0 || n_bytes < 8)
    return NULL;
  if (is_utf32 (bytes, n_bytes, FALSE))
    return "UTF-32LE";
  return is_utf32 (bytes, n_bytes, TRUE) ? "UTF-32BE" : NULL;
}

/* Whether it is UTF-8 with a fault rather than something else. */
static gboolean
is_mostly_utf8 (const char *bytes, gsize n_bytes)
{
  const char *end = bytes + n_bytes;
  gsize n_good = 0, n_bad = 0;

  for (const char *p = bytes; p < end;)
    if ((guint8) *p < 0x80)
      p++;
    else if (g_utf8_get_char_validated (p, end - p) < 0x110000)
      {
        n_good++;
        p = g_utf8_next_char (p);
      }
    else
      {
        n_bad++;
        p++;
      }
  return n_good > n_bad;
}

/* Letters of Ukrainian, where Russian texts have lines of tables. */
static gboolean
has_ukrainian (const char *bytes, gsize n_bytes)
{
  for (gsize i = 1; i < n_bytes; i++)
    if (memchr ("\xa4\xa6\xa7\xad\xb4\xb6\xb7\xbd", bytes[i], 8) != NULL
        && (guint8) bytes[i - 1] >= 0xc0)
      return TRUE;
  return FALSE;
}

static char *
detect_legacy (const char *bytes, gsize n_bytes)
{
  uchardet_t detector = uchardet_new ();
  char *encoding = NULL;

  if (uchardet_handle_data (detector, bytes, MIN (n_bytes, DETECT_BYTES)) == 0)
    {
      uchardet_data_end (detector);
      encoding = g_strdup (uchardet_get_charset (detector));
    }
  uchardet_delete (detector);
  if (encoding != NULL && encoding[0] == '\0')
    g_clear_pointer (&encoding, g_free);
  return encoding;
}

static gboolean
convert (const char *bytes,
         gsize n_bytes,
         const char *encoding,
         Decoded *decoded,
         GError **error)
{
  g_autoptr (GError) why = NULL;
  gsize n_read = 0;

  decoded->utf8
      = g_convert (bytes, n_bytes, "UTF-8", encoding, &n_read, &decoded->n_bytes, &why);
  if (decoded->utf8 != NULL && n_read < n_bytes)
    {
      g_clear_pointer (&decoded->utf8, g_free);
      g_set_error_literal (&why, G_CONVERT_ERROR, G_CONVERT_ERROR_PARTIAL_INPUT,
                           _ ("the last character is not complete"));
    }
  if (decoded->utf8 == NULL)
    {
      if (g_error_matches (why, G_CONVERT_ERROR, G_CONVERT_ERROR_NO_CONVERSION))
        g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
                     _ ("“%s” is no known encoding: %s"), encoding, why->message);
      else
        g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID, _ ("byte %zu is no %s: %s"),
                     n_read, encoding, why->message);
      return FALSE;
    }
  decoded->encoding = g_strdup (encoding);
  return TRUE;
}

/* Windows-1252 holds all that Latin-1 has, and quotation marks where that has none. */
static const char *
prefer_superset (const char *encoding)
{
  return g_ascii_strcasecmp (encoding, "ISO-8859-1") == 0 ? "WINDOWS-1252" : encoding;
}

/* By bytes, since every text goes through here. */
static gboolean
has_controls (const Decoded *decoded)
{
  const guint8 *bytes = (const guint8 *) decoded->utf8;
  gsize n = 0, n_controls = 0;
  guint8 before = 0;

  if (memchr (bytes, 0, decoded->n_bytes) != NULL)
    return TRUE;
  for (gsize i = 0; i < decoded->n_bytes; before = bytes[i++])
    {
      guint8 byte = bytes[i];

      n += (byte & 0xc0) != 0x80;
      n_controls += (byte < 32 && (byte < '\t' || byte > '\r')) || byte == 0x7f
                    || (before == 0xc2 && byte < 0xa0); /* U+0080 to U+009F */
    }
  return n_controls * 100 > n; /* an old file may hold one or the other */
}

static gboolean
guess_legacy (const char *bytes, gsize n_bytes, Decoded *decoded, GError **error)
{
  g_autofree char *detected = detect_legacy (bytes, n_bytes);
  const char *chosen;

  if (detected != NULL && g_ascii_strcasecmp (detected, "UTF-8") == 0
      && !is_mostly_utf8 (bytes, n_bytes))
    {
      g_free (detected);
      detected = g_strdup ("WINDOWS-1252");
    }
  chosen = detected != NULL ? latin_choose (bytes, n_bytes, detected) : NULL;

  if (detected != NULL && g_ascii_strcasecmp (detected, "KOI8-R") == 0
      && has_ukrainian (bytes, n_bytes))
    chosen = "KOI8-U";

  decoded->guessed = TRUE;
  if (detected != NULL && g_ascii_strcasecmp (detected, "UTF-8") == 0)
    return convert (bytes, n_bytes, "UTF-8", decoded, error);
  if (chosen != NULL && convert (bytes, n_bytes, prefer_superset (chosen), decoded, NULL)
      && !has_controls (decoded))
    return TRUE;

  decoded_clear (decoded);
  return convert (bytes, n_bytes, "WINDOWS-1252", decoded, NULL)
         || convert (bytes, n_bytes, "ISO-8859-1", decoded, error);
}

/* Mail of the nineties: only ASCII, with escapes into Japanese, Korean or Chinese. */
static gboolean
is_iso_2022 (const char *bytes, gsize n_bytes)
{
  const char *escape = memchr (bytes, '\x1b', n_bytes);

  return escape != NULL && escape + 1 < bytes + n_bytes
         && (escape[1] == '$' || escape[1] == '(');
}

static gboolean
find_out (char *bytes, gsize n_bytes, Decoded *decoded, GError **error)
{
  g_autofree char *taken = bytes;
  const Mark *mark = find_mark (bytes, n_bytes);
  const char *utf16;

  if (mark != NULL)
    {
      decoded->byte_order_mark = TRUE;
      return convert (bytes + mark->n_bytes, n_bytes - mark->n_bytes, mark->encoding,
                      decoded, error);
    }
  if (g_utf8_validate_len (bytes, n_bytes, NULL) && !is_iso_2022 (bytes, n_bytes))
    {
      decoded->utf8 = g_steal_pointer (&taken);
      decoded->n_bytes = n_bytes;
      decoded->encoding = g_strdup ("UTF-8");
      return TRUE;
    }
  if ((utf16 = guess_utf32 (bytes, n_bytes)) != NULL
      || (utf16 = guess_utf16 (bytes, n_bytes)) != NULL)
    {
      decoded->guessed = TRUE;
      return convert (bytes, n_bytes, utf16, decoded, error);
    }
  return guess_legacy (bytes, n_bytes, decoded, error);
}

/* The mark goes, whatever the encoding was called. */
static gboolean
decode_as (
    char *bytes, gsize n_bytes, const char *encoding, Decoded *decoded, GError **error)
{
  g_autofree char *taken = bytes;
  const Mark *mark = find_mark (bytes, n_bytes);
  gsize skip = 0;

  if (mark != NULL && strlen (encoding) >= strlen ("UTF-8")
      && g_ascii_strncasecmp (mark->encoding, encoding, strlen (encoding)) == 0)
    {
      decoded->byte_order_mark = TRUE;
      encoding = mark->encoding;
      skip = mark->n_bytes;
    }
  return convert (bytes + skip, n_bytes - skip, encoding, decoded, error);
}

gboolean
decode (char *bytes,
        gsize n_bytes,
        const char *encoding,
        const char *name,
        Decoded *decoded,
        GError **error)
{
  gboolean done;

  if (!refuse_others (bytes, n_bytes, name, error))
    {
      g_free (bytes);
      return FALSE;
    }
  done = encoding != NULL ? decode_as (bytes, n_bytes, encoding, decoded, error)
                          : find_out (bytes, n_bytes, decoded, error);
  if (!done)
    {
      g_prefix_error (error, _ ("“%s” can’t be read as text: "), name);
      return FALSE;
    }
  if (has_controls (decoded))
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("“%s” holds binary data, no text"), name);
      return FALSE;
    }
  return TRUE;
}

const char *
decode_get_encoding (SchoOptions *options)
{
  const char *encoding = scho_options_get_text (options, "encoding");
  gboolean is_auto = encoding[0] == '\0' || g_ascii_strcasecmp (encoding, "auto") == 0;

  return is_auto ? NULL : encoding;
}

gboolean
decode_stream (GInputStream *stream,
               const char *name,
               SchoOptions *options,
               Decoded *decoded,
               GCancellable *cancellable,
               GError **error)
{
  gsize n_bytes;
  char *bytes = import_read_all (stream, name, import_get_limit (options), &n_bytes,
                                 cancellable, error);

  return bytes != NULL
         && decode (bytes, n_bytes, decode_get_encoding (options), name, decoded, error);
}
