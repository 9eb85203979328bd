#include <scholiast/output-private.h>

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define MAX_NAME 200
#define BUFFER 65536

/* The end of the pipe: keeps the first error, since an exporter may ignore the failure of
 * a write or a close, and a cut file must not replace a whole one. */
G_DECLARE_FINAL_TYPE (SchoSink, scho_sink, SCHO, SINK, GOutputStream)

struct _SchoSink
{
  GOutputStream parent;
  SchoOutputFile *file;
};

G_DEFINE_TYPE (SchoSink, scho_sink, G_TYPE_OUTPUT_STREAM)

gboolean
scho_output_fail (GError **error, const char *place, int code)
{
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_FAILED, "%s: %s", place, g_strerror (code));
  return FALSE;
}

static gssize
write_fd (SchoOutputFile *file, const void *bytes, gsize n_bytes, GError **error)
{
  gssize n_written = -1;

  do
    n_written = write (file->fd, bytes, n_bytes);
  while (n_written < 0 && errno == EINTR);
  if (n_written < 0)
    scho_output_fail (error, file->place, errno);
  return n_written;
}

static void
keep_first_error (SchoOutputFile *file, GError *error, GError **out)
{
  if (file->error == NULL)
    file->error = g_error_copy (error);
  g_propagate_error (out, error);
}

static gssize
scho_sink_write (GOutputStream *stream,
                 const void *bytes,
                 gsize n_bytes,
                 GCancellable *cancellable,
                 GError **error)
{
  SchoOutputFile *file = SCHO_SINK (stream)->file;
  GError *failure = NULL;
  gssize n_written = -1;

  if (file->base != NULL)
    n_written = g_output_stream_write (file->base, bytes, n_bytes, cancellable, &failure);
  else
    n_written = write_fd (file, bytes, n_bytes, &failure);
  if (failure != NULL)
    keep_first_error (file, failure, error);
  return n_written;
}

static gboolean
scho_sink_close (GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  SchoOutputFile *file = SCHO_SINK (stream)->file;
  GError *failure = NULL;

  if (file->base != NULL)
    g_output_stream_flush (file->base, cancellable, &failure);
  /* After EINTR it is closed all the same. */
  else if (close (file->fd) != 0 && errno != EINTR)
    scho_output_fail (&failure, file->place, errno);
  file->fd = -1;
  if (failure == NULL)
    return TRUE;
  keep_first_error (file, failure, error);
  return FALSE;
}

static void
scho_sink_class_init (SchoSinkClass *class)
{
  GOutputStreamClass *stream_class = G_OUTPUT_STREAM_CLASS (class);

  stream_class->write_fn = scho_sink_write;
  stream_class->close_fn = scho_sink_close;
}

static void
scho_sink_init (SchoSink *self)
{
}

SchoOutputFile *
scho_output_file_new (const char *place)
{
  SchoOutputFile *self = g_new0 (SchoOutputFile, 1);

  self->place = g_strdup (place);
  self->fd = -1;
  return self;
}

void
scho_output_file_free (SchoOutputFile *self)
{
  scho_output_file_close (self, NULL);
  if (self->fd >= 0)
    close (self->fd);
  g_clear_object (&self->base);
  g_clear_error (&self->error);
  g_free (self->place);
  g_free (self->name);
  g_free (self->temporary);
  g_free (self);
}

GOutputStream *
scho_output_file_open_stream (SchoOutputFile *self)
{
  g_autoptr (SchoSink) sink = g_object_new (scho_sink_get_type (), NULL);

  sink->file = self;
  g_set_weak_pointer (
      &self->stream, g_buffered_output_stream_new_sized (G_OUTPUT_STREAM (sink), BUFFER));
  return self->stream;
}

gboolean
scho_output_file_close (SchoOutputFile *self, GError **error)
{
  g_autoptr (GOutputStream) stream = NULL;

  if (self->stream != NULL)
    {
      stream = g_object_ref (self->stream);
      g_clear_weak_pointer (&self->stream);
      g_output_stream_clear_pending (stream);
      g_output_stream_close (stream, NULL, NULL);
    }
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->error));
  return FALSE;
}

/* What Windows and FAT refuse too: the folder may lie on a stick. */
static gboolean
is_allowed (gunichar c)
{
  return !g_unichar_iscntrl (c) && g_unichar_type (c) != G_UNICODE_FORMAT
         && g_unichar_type (c) != G_UNICODE_LINE_SEPARATOR
         && g_unichar_type (c) != G_UNICODE_PARAGRAPH_SEPARATOR
         && (c > 127 || strchr ("/\\<>:\"|?*", (int) c) == NULL);
}

static char *
clean (const char *words)
{
  g_autofree char *valid = g_utf8_make_valid (words, -1);
  GString *name = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (name->len == 0 && (c == '.' || c == ' '))
        continue;
      g_string_append_unichar (name, is_allowed (c) ? c : '_');
    }
  while (name->len > 0 && strchr (". ", name->str[name->len - 1]) != NULL)
    g_string_truncate (name, name->len - 1);
  return g_string_free (name, FALSE);
}

/* The dot and what follows, where that looks like an extension; else the end. */
static const char *
find_extension (const char *name)
{
  const char *dot = strrchr (name, '.');
  const char *end = name + strlen (name);

  if (dot == NULL || end - dot > 16)
    return end;
  for (const char *at = dot + 1; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at))
      return end;
  return dot;
}

static char *
fold (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal, -1);
}

/* With a number from 2 up, cut at a character where there is no room. */
static char *
number_name (const char *whole, guint n)
{
  const char *extension = find_extension (whole);
  const char *stem = extension > whole ? whole : "untitled";
  gsize length = extension > whole ? (gsize) (extension - whole) : strlen (stem);
  g_autofree char *number = n > 1 ? g_strdup_printf ("-%u", n) : g_strdup ("");
  gsize end = MIN (length, MAX_NAME - strlen (number) - strlen (extension));

  while (end < length && end > 0 && ((guchar) stem[end] & 0xC0) == 0x80)
    end--;
  return g_strdup_printf ("%.*s%s%s", (int) end, stem, number, extension);
}

char *
scho_output_dup_name (const char *words, GHashTable *taken)
{
  g_autofree char *whole = clean (words);
  g_autofree char *name = number_name (whole, 1);
  g_autofree char *first = fold (name);
  g_autofree char *folded = g_strdup (first);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (taken, first));

  for (n = MAX (n, 1); g_hash_table_contains (taken, folded);)
    {
      g_free (name);
      g_free (folded);
      name = number_name (whole, ++n);
      folded = fold (name);
    }
  /* The number to go on from, so that many of one name are not tried in turn. */
  g_hash_table_replace (taken, g_steal_pointer (&first), GUINT_TO_POINTER (n));
  g_hash_table_replace (taken, g_steal_pointer (&folded), GUINT_TO_POINTER (n));
  return g_steal_pointer (&name);
}
