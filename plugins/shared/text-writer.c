#include "text-writer.h"

#include <string.h>

#define BLOCK_SIZE (64 * 1024)

struct _TextWriter
{
  GOutputStream *stream;
  GCancellable *cancellable; /* nullable */
  GString *buffer;
  GError *problem; /* nullable */
};

TextWriter *
text_writer_new (GOutputStream *stream, GCancellable *cancellable)
{
  TextWriter *self = g_new0 (TextWriter, 1);

  self->stream = g_object_ref (stream);
  self->cancellable = cancellable;
  self->buffer = g_string_sized_new (BLOCK_SIZE + 4096);
  return self;
}

void
text_writer_free (TextWriter *self)
{
  g_object_unref (self->stream);
  g_string_free (self->buffer, TRUE);
  g_clear_error (&self->problem);
  g_free (self);
}

static void
flush (TextWriter *self)
{
  if (self->problem == NULL)
    g_output_stream_write_all (self->stream, self->buffer->str, self->buffer->len, NULL,
                               self->cancellable, &self->problem);
  g_string_truncate (self->buffer, 0);
}

static void
end_word (TextWriter *self)
{
  if (self->buffer->len >= BLOCK_SIZE)
    flush (self);
}

void
text_writer_add_n (TextWriter *self, const char *words, gsize n_bytes)
{
  g_string_append_len (self->buffer, words, (gssize) n_bytes);
  end_word (self);
}

void
text_writer_add (TextWriter *self, const char *words)
{
  text_writer_add_n (self, words, strlen (words));
}

void
text_writer_number (TextWriter *self, gint64 number)
{
  char digits[32];

  text_writer_add_n (
      self, digits,
      (gsize) g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, number));
}

static void
add_json_sign (GString *out, guchar sign)
{
  switch (sign)
    {
    case '"':
      g_string_append (out, "\\\"");
      break;
    case '\\':
      g_string_append (out, "\\\\");
      break;
    case '\n':
      g_string_append (out, "\\n");
      break;
    case '\t':
      g_string_append (out, "\\t");
      break;
    default:
      g_string_append_printf (out, "\\u%04x", sign);
    }
}

void
text_writer_json_n (TextWriter *self, const char *utf8, gsize n_bytes)
{
  const char *from = utf8, *end = utf8 + n_bytes;

  g_string_append_c (self->buffer, '"');
  for (const char *p = utf8; p < end; p++)
    if ((guchar) *p < 0x20 || *p == '"' || *p == '\\' || *p == 0x7f)
      {
        g_string_append_len (self->buffer, from, p - from);
        add_json_sign (self->buffer, (guchar) *p);
        from = p + 1;
      }
  g_string_append_len (self->buffer, from, end - from);
  g_string_append_c (self->buffer, '"');
  end_word (self);
}

void
text_writer_json (TextWriter *self, const char *utf8)
{
  if (utf8 == NULL)
    text_writer_add (self, "null");
  else
    text_writer_json_n (self, utf8, strlen (utf8));
}

/* What XML 1.0 has no place for; all others stay as they are: %NULL. */
static const char *
get_xml_sign (const char *p, gsize *n)
{
  static const char instead[] = "\xef\xbf\xbd";

  *n = 1;
  switch (*p)
    {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\n':
      return "&#10;";
    case '\t':
      return "&#9;";
    case '\r':
      return "&#13;";
    case '\xef':
      if (p[1] == '\xbf' && (p[2] == '\xbe' || p[2] == '\xbf'))
        {
          *n = 3;
          return instead;
        }
      return NULL;
    default:
      return (guchar) *p < 0x20 ? instead : NULL;
    }
}

void
text_writer_xml_n (TextWriter *self, const char *utf8, gsize n_bytes)
{
  const char *from = utf8, *end = utf8 + n_bytes;

  for (const char *p = utf8; p < end;)
    {
      gsize n;
      const char *sign = get_xml_sign (p, &n);

      if (sign != NULL)
        {
          g_string_append_len (self->buffer, from, p - from);
          g_string_append (self->buffer, sign);
          from = p + n;
        }
      p += n;
    }
  g_string_append_len (self->buffer, from, end - from);
  end_word (self);
}

void
text_writer_xml (TextWriter *self, const char *utf8)
{
  text_writer_xml_n (self, utf8, strlen (utf8));
}

gboolean
text_writer_check (TextWriter *self, GError **error)
{
  if (self->problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->problem));
  return FALSE;
}

gboolean
text_writer_finish (TextWriter *self, GError **error)
{
  flush (self);
  return text_writer_check (self, error);
}
