#include "tei-writer.h"
#include "tei-chars.h"

#include <string.h>
#include <time.h>

#define BUFFER_SIZE (256 * 1024)
/* The last moment that xsd:dateTime writes with four digits for the year. */
#define END_OF_YEAR_9999 (253402300799999LL)

struct _TeiWriter
{
  GOutputStream *stream; /* nullable */
  GCancellable *cancellable;
  GString *buffer;
  GError *error;
};

/* 1: never as it is; 2: not in attributes. 0xef begins U+FFFE and U+FFFF. */
static const guint8 special[256] = {
  [0 ... 8] = 1, ['\t'] = 2, ['\n'] = 2, [11 ... 31] = 1, ['"'] = 2,
  ['&'] = 1,     ['<'] = 1,  ['>'] = 1,  [0xef] = 1,
};

static void
flush (TeiWriter *self)
{
  if (self->stream == NULL)
    return;
  if (self->error == NULL)
    g_output_stream_write_all (self->stream, self->buffer->str, self->buffer->len, NULL,
                               self->cancellable, &self->error);
  g_string_truncate (self->buffer, 0);
}

static void
append (TeiWriter *self, const char *bytes, gsize n)
{
  if (self->buffer->len + n > BUFFER_SIZE)
    flush (self);
  g_string_append_len (self->buffer, bytes, n);
}

/* Appends what stands for the special character at @p and returns its length. */
static gsize
append_special (TeiWriter *self, const guint8 *p)
{
  switch (*p)
    {
    case '&':
      append (self, "&amp;", 5);
      return 1;
    case '<':
      append (self, "&lt;", 4);
      return 1;
    case '>':
      append (self, "&gt;", 4);
      return 1;
    case '"':
      append (self, "&quot;", 6);
      return 1;
    case '\t':
      append (self, "&#9;", 4);
      return 1;
    case '\n':
      append (self, "&#10;", 5);
      return 1;
    case '\r':
      append (self, "&#13;", 5);
      return 1;
    case 0xef:
      if (p[1] == 0xbf && (p[2] == 0xbe || p[2] == 0xbf))
        append (self, "\xef\xbf\xbd", 3);
      else
        append (self, (const char *) p, 3);
      return 3;
    default:
      append (self, "\xef\xbf\xbd", 3);
      return 1;
    }
}

static void
escape (TeiWriter *self, const char *utf8, gsize n, guint8 least)
{
  const guint8 *p = (const guint8 *) utf8;
  const guint8 *end = p + n;
  const guint8 *from = p;

  while (p < end)
    if (special[*p] == 0 || special[*p] > least)
      p++;
    else
      {
        append (self, (const char *) from, p - from);
        p += append_special (self, p);
        from = p;
      }
  append (self, (const char *) from, p - from);
}

TeiWriter *
tei_writer_new (GOutputStream *stream, GCancellable *cancellable)
{
  TeiWriter *self = g_new0 (TeiWriter, 1);

  self->stream = stream;
  self->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  self->buffer = g_string_sized_new (stream ? BUFFER_SIZE : 1024);
  return self;
}

void
tei_writer_free (TeiWriter *self)
{
  g_clear_object (&self->stream);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_string_free (self->buffer, TRUE);
  g_free (self);
}

const GString *
tei_writer_peek (TeiWriter *self)
{
  return self->buffer;
}

void
tei_writer_markup (TeiWriter *self, const char *markup)
{
  append (self, markup, strlen (markup));
}

void
tei_writer_printf (TeiWriter *self, const char *format, ...)
{
  va_list arguments;

  if (self->buffer->len > BUFFER_SIZE)
    flush (self);
  va_start (arguments, format);
  g_string_append_vprintf (self->buffer, format, arguments);
  va_end (arguments);
}

void
tei_writer_number (TeiWriter *self, guint32 number)
{
  char digits[10];
  gsize n = 0;

  do
    digits[sizeof digits - ++n] = '0' + number % 10;
  while ((number /= 10) != 0);
  append (self, digits + sizeof digits - n, n);
}

void
tei_writer_append (TeiWriter *self, TeiWriter *other)
{
  append (self, other->buffer->str, other->buffer->len);
}

void
tei_writer_text (TeiWriter *self, const char *utf8, gssize n_bytes)
{
  escape (self, utf8, n_bytes < 0 ? strlen (utf8) : (gsize) n_bytes, 1);
}

void
tei_writer_value (TeiWriter *self, const char *value)
{
  escape (self, value, strlen (value), 2);
}

void
tei_writer_attribute (TeiWriter *self, const char *name, const char *value)
{
  if (value == NULL)
    return;
  append (self, " ", 1);
  tei_writer_markup (self, name);
  append (self, "=\"", 2);
  escape (self, value, strlen (value), 2);
  append (self, "\"", 1);
}

void
tei_writer_own_attribute (TeiWriter *self, const char *name, const char *value)
{
  g_autoptr (GString) escaped = g_string_new (NULL);

  if (value == NULL)
    return;
  tei_escape (escaped, value);
  tei_writer_attribute (self, name, escaped->str);
}

void
tei_writer_uuid (TeiWriter *self, const char *name, const SchoUuid *uuid)
{
  char string[SCHO_UUID_STRING_LENGTH + 1];

  scho_uuid_format (uuid, string);
  append (self, " ", 1);
  tei_writer_markup (self, name);
  tei_writer_markup (self, "=\"urn:uuid:");
  append (self, string, SCHO_UUID_STRING_LENGTH);
  append (self, "\"", 1);
}

void
tei_writer_time (TeiWriter *self, const char *name, const SchoUuid *uuid)
{
  gint64 milliseconds = scho_uuid_get_time (uuid);
  time_t seconds = milliseconds / 1000;
  struct tm t;

  if (milliseconds < 0 || milliseconds > END_OF_YEAR_9999)
    return;
  gmtime_r (&seconds, &t);
  tei_writer_printf (self, " %s=\"%04d-%02d-%02dT%02d:%02d:%02d.%03dZ\"", name,
                     t.tm_year + 1900, t.tm_mon + 1, t.tm_mday, t.tm_hour, t.tm_min,
                     t.tm_sec, (int) (milliseconds % 1000));
}

gboolean
tei_writer_check (TeiWriter *self, GError **error)
{
  if (self->error == NULL)
    return TRUE;
  if (error != NULL)
    *error = g_error_copy (self->error);
  return FALSE;
}

gboolean
tei_writer_close (TeiWriter *self, GError **error)
{
  flush (self);
  if (!tei_writer_check (self, error))
    return FALSE;
  return g_output_stream_close (self->stream, self->cancellable, error);
}
