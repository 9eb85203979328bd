/* image.c - a drawing as PNG, with what is known of it as a text that programs show. */
#include <chart/scene.h>

#include <glib/gi18n-lib.h>
#include <math.h>
#include <scholiast/error.h>
#include <string.h>

/* The signature and the header, behind which a text may stand: PNG, 5.6. */
#define HEAD 33

typedef struct
{
  GOutputStream *stream;
  const GByteArray *text; /* a chunk */
  gsize n_written;        /* of the image */
  GError **error;
} Png;

static gboolean
write_bytes (Png *self, const guint8 *bytes, gsize n)
{
  return n == 0
         || g_output_stream_write_all (self->stream, bytes, n, NULL, NULL, self->error);
}

static cairo_status_t
write_cb (void *data, const unsigned char *bytes, unsigned int n)
{
  Png *self = data;
  gsize before = self->n_written < HEAD ? MIN (n, HEAD - self->n_written) : 0;
  gboolean is_head_done = before > 0 && self->n_written + before == HEAD;

  self->n_written += n;
  return write_bytes (self, bytes, before)
                 && (!is_head_done
                     || write_bytes (self, self->text->data, self->text->len))
                 && write_bytes (self, bytes + before, n - before)
             ? CAIRO_STATUS_SUCCESS
             : CAIRO_STATUS_WRITE_ERROR;
}

/* PNG, Annex D. */
static guint32
get_checksum (const guint8 *bytes, gsize n)
{
  guint32 sum = G_MAXUINT32;

  for (gsize i = 0; i < n; i++)
    {
      sum ^= bytes[i];
      for (guint bit = 0; bit < 8; bit++)
        sum = sum & 1 ? 0xedb88320u ^ sum >> 1 : sum >> 1;
    }
  return ~sum;
}

static void
append_number (GByteArray *out, guint32 number)
{
  guint32 big = GUINT32_TO_BE (number);

  g_byte_array_append (out, (const guint8 *) &big, sizeof big);
}

/* An iTXt chunk: a key, not compressed, no language, and the text; empty without one. */
static GByteArray *
make_text (SchoDrawing *self)
{
  static const char head[] = "iTXtDescription\0\0\0\0";
  GByteArray *out = g_byte_array_new ();
  g_autofree char *text = scene_dup_facts (self);

  if (text[0] == '\0')
    return out;
  append_number (out, (guint32) (sizeof head - 4 + strlen (text)));
  g_byte_array_append (out, (const guint8 *) head, sizeof head);
  g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text));
  append_number (out, get_checksum (out->data + 4, out->len - 4));
  return out;
}

/* No image is larger than cairo can make it. */
#define MOST_PIXELS 30000.0

gboolean
scho_drawing_write_png (SchoDrawing *self,
                        double scale,
                        GOutputStream *stream,
                        GError **error)
{
  double width = scho_drawing_get_width (self), height = scho_drawing_get_height (self);
  double most = MIN (scale, MOST_PIXELS / MAX (width, height));
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int) ceil (width * most), (int) ceil (height * most));
  cairo_t *cairo = cairo_create (surface);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GByteArray) text = make_text (self);
  Png png = { stream, text, 0, &local_error };
  cairo_status_t status;

  cairo_scale (cairo, most, most);
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  scho_drawing_paint (self, cairo);
  status = cairo_status (cairo);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, write_cb, &png);
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS && local_error == NULL)
    g_set_error (&local_error, SCHO_ERROR, SCHO_ERROR_FAILED,
                 _ ("The image could not be made: %s"), cairo_status_to_string (status));
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return status == CAIRO_STATUS_SUCCESS;
}
