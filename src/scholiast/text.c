/* text.c - the text of a document, and all that converts positions in it.
 *
 * Every 256 code points a checkpoint keeps the byte, and where there are characters past
 * U+FFFF also how many of them came before. A text that is all ASCII needs neither.
 */
#include <scholiast/text-private.h>

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#define STRIDE 256
#define MAX_BYTES (G_MAXINT32 - 1)

struct _SchoText
{
  gatomicrefcount ref_count;
  char *utf8;
  guint32 n_bytes;
  guint32 length;
  guint32 n_astral;
  SchoStretch *stretches;
  gsize n_stretches;
  guint kinds;     /* of stretches, a bit each */
  guint32 *bytes;  /* of each checkpoint; NULL: all ASCII */
  guint32 *astral; /* characters past U+FFFF before it; NULL: there are none */
  guint32 *lines;  /* first code point of each; made when first asked for */
  guint32 n_lines;
  char *digest; /* made when first asked for */
};

/* Counting */

static inline gboolean
is_first_byte (char byte)
{
  return ((guint8) byte & 0xc0) != 0x80;
}

static inline gboolean
is_astral_byte (char byte)
{
  return (guint8) byte >= 0xf0;
}

/* How many of 8 bytes begin a character. */
static inline guint
count_first_bytes (const char *p)
{
  guint64 word;

  memcpy (&word, p, sizeof word);
  /* The bytes 10xxxxxx, a bit for each; the product sums them in the highest byte. */
  word = (word >> 7) & (~word >> 6) & G_GUINT64_CONSTANT (0x0101010101010101);
  return 8 - (word * G_GUINT64_CONSTANT (0x0101010101010101) >> 56);
}

static inline guint
count_astral_bytes (const char *p)
{
  guint64 word;

  memcpy (&word, p, sizeof word);
  word &= (word << 1) & (word << 2) & (word << 3);
  word = (word >> 7) & G_GUINT64_CONSTANT (0x0101010101010101);
  return word * G_GUINT64_CONSTANT (0x0101010101010101) >> 56;
}

static guint32
count_characters (const char *p, const char *end)
{
  guint32 n = 0;

  for (; end - p >= 8; p += 8)
    n += count_first_bytes (p);
  for (; p < end; p++)
    n += is_first_byte (*p);
  return n;
}

static guint32
count_astral (const char *p, const char *end)
{
  guint32 n = 0;

  for (; end - p >= 8; p += 8)
    n += count_astral_bytes (p);
  for (; p < end; p++)
    n += is_astral_byte (*p);
  return n;
}

/* Goes @n characters on, not past @end. */
static const char *
skip_characters (const char *p, const char *end, guint32 n)
{
  while (n >= 8 && end - p >= 8)
    {
      n -= count_first_bytes (p);
      p += 8;
    }
  /* Bytes that go on with the character before may stand here. */
  while (p < end && !is_first_byte (*p))
    p++;
  for (; n > 0 && p < end; n--)
    p = g_utf8_next_char (p);
  return MIN (p, end);
}

static guint32
get_n_checkpoints (SchoText *self)
{
  return self->length / STRIDE + 1;
}

static void
fill_checkpoints (SchoText *self)
{
  const char *p = self->utf8, *end = p + self->n_bytes;
  guint32 n = get_n_checkpoints (self), astral = 0;

  if (self->length == self->n_bytes)
    return;
  self->bytes = g_new (guint32, n);
  self->astral = self->n_astral > 0 ? g_new (guint32, n) : NULL;
  for (guint32 i = 0; i < n; i++)
    {
      const char *next = skip_characters (p, end, STRIDE);

      self->bytes[i] = p - self->utf8;
      if (self->astral != NULL)
        {
          self->astral[i] = astral;
          astral += count_astral (p, next);
        }
      p = next;
    }
}

/* Making */

static gboolean
refuse (GError **error, gsize byte, const char *reason)
{
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID, _ ("Byte %zu: %s"), byte, reason);
  return FALSE;
}

static gboolean
check_utf8 (const char *utf8, gsize n_bytes, GError **error)
{
  const char *bad;

  if (n_bytes > MAX_BYTES)
    {
      g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                           _ ("The text is longer than 2 GiB"));
      return FALSE;
    }
  if (n_bytes == 0) /* @utf8 may be NULL */
    return TRUE;
  if (!g_utf8_validate_len (utf8, n_bytes, &bad))
    return refuse (error, bad - utf8,
                   *bad == '\0' ? _ ("a text cannot hold a zero character")
                                : _ ("not valid UTF-8"));
  if (n_bytes >= 3 && memcmp (utf8, "\xef\xbb\xbf", 3) == 0)
    return refuse (error, 0, _ ("a byte-order mark is no part of the text"));
  if ((bad = memchr (utf8, '\r', n_bytes)) != NULL)
    return refuse (error, bad - utf8, _ ("lines must end with a line feed only"));
  return TRUE;
}

static gboolean
check_stretches (const SchoStretch *stretches, gsize n, guint32 length, GError **error)
{
  for (gsize i = 0; i < n; i++)
    {
      const SchoStretch *stretch = &stretches[i];

      if (stretch->start > stretch->end || stretch->end > length)
        {
          g_set_error (error, SCHO_ERROR, SCHO_ERROR_RANGE,
                       _ ("Stretch %u–%u is outside the text of %u characters"),
                       stretch->start, stretch->end, length);
          return FALSE;
        }
      if (stretch->kind > SCHO_STRETCH_LAST)
        {
          g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                       _ ("Stretch %u–%u is of an unknown kind, %u"), stretch->start,
                       stretch->end, stretch->kind);
          return FALSE;
        }
    }
  return TRUE;
}

/* By start, the outer before the inner; the rest makes the order, and with it the digest,
 * the same for the same stretches. */
static int
compare_stretches (const void *first, const void *second)
{
  const SchoStretch *a = first, *b = second;

  if (a->start != b->start)
    return a->start < b->start ? -1 : 1;
  if (a->end != b->end)
    return a->end > b->end ? -1 : 1;
  if (a->kind != b->kind)
    return a->kind < b->kind ? -1 : 1;
  if (a->level != b->level)
    return a->level < b->level ? -1 : 1;
  return g_strcmp0 (a->label, b->label);
}

static SchoStretch *
copy_stretches (const SchoStretch *stretches, gsize n)
{
  SchoStretch *copies = n > 0 ? g_new (SchoStretch, n) : NULL;

  for (gsize i = 0; i < n; i++)
    {
      const char *label = stretches[i].label;

      copies[i] = stretches[i];
      copies[i].label
          = label != NULL && label[0] != '\0' ? g_utf8_make_valid (label, -1) : NULL;
    }
  if (n > 1)
    qsort (copies, n, sizeof *copies, compare_stretches);
  return copies;
}

SchoText *
scho_text_new_take (char *utf8,
                    gsize n_bytes,
                    const SchoStretch *stretches,
                    gsize n_stretches,
                    GError **error)
{
  g_autofree char *owned = utf8;
  SchoText *self;
  guint32 length;

  if (!check_utf8 (owned, n_bytes, error))
    return NULL;
  length = count_characters (owned, owned + n_bytes);
  if (!check_stretches (stretches, n_stretches, length, error))
    return NULL;

  self = g_new0 (SchoText, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->utf8 = g_realloc (g_steal_pointer (&owned), n_bytes + 1);
  self->utf8[n_bytes] = '\0';
  self->n_bytes = n_bytes;
  self->length = length;
  if (length < n_bytes)
    self->n_astral = count_astral (self->utf8, self->utf8 + n_bytes);
  self->stretches = copy_stretches (stretches, n_stretches);
  self->n_stretches = n_stretches;
  for (gsize i = 0; i < n_stretches; i++)
    self->kinds |= 1u << stretches[i].kind;
  fill_checkpoints (self);
  return self;
}

SchoText *
scho_text_new (const char *utf8, GError **error)
{
  return scho_text_new_take (g_strdup (utf8), strlen (utf8), NULL, 0, error);
}

SchoText *
scho_text_ref (SchoText *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
scho_text_unref (SchoText *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (gsize i = 0; i < self->n_stretches; i++)
    g_free ((char *) self->stretches[i].label);
  g_free (self->stretches);
  g_free (self->utf8);
  g_free (self->bytes);
  g_free (self->astral);
  g_free (self->lines);
  g_free (self->digest);
  g_free (self);
}

const char *
scho_text_get_utf8 (SchoText *self, gsize *n_bytes)
{
  if (n_bytes != NULL)
    *n_bytes = self->n_bytes;
  return self->utf8;
}

guint32
scho_text_get_length (SchoText *self)
{
  return self->length;
}

const SchoStretch *
scho_text_get_stretches (SchoText *self, gsize *n)
{
  *n = self->n_stretches;
  return self->stretches;
}

/* How many stretches begin at @offset or before. */
static gsize
count_begun (SchoText *self, guint32 offset)
{
  gsize low = 0, high = self->n_stretches;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (self->stretches[middle].start <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

const SchoStretch *
scho_text_find_stretch (SchoText *self, SchoStretchKind kind, guint32 offset)
{
  if ((self->kinds & 1u << kind) == 0)
    return NULL;
  for (gsize i = count_begun (self, offset); i > 0; i--)
    if (self->stretches[i - 1].kind == kind)
      return self->stretches[i - 1].end > offset ? &self->stretches[i - 1] : NULL;
  return NULL;
}

/* After the bytes a zero, which no text has, then each stretch: nothing that differs can
 * be written the same. */
static char *
make_digest (SchoText *self)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (sum, (const guchar *) self->utf8, self->n_bytes);
  if (self->n_stretches > 0)
    g_checksum_update (sum, (const guchar *) "", 1);
  for (gsize i = 0; i < self->n_stretches; i++)
    {
      const SchoStretch *stretch = &self->stretches[i];
      const char *label = stretch->label != NULL ? stretch->label : "";
      g_autofree char *line = g_strdup_printf (
          "%u %u %u %u %" G_GSIZE_FORMAT " %s\n", stretch->kind, stretch->start,
          stretch->end, stretch->level, strlen (label), label);

      g_checksum_update (sum, (const guchar *) line, strlen (line));
    }
  return g_strdup (g_checksum_get_string (sum));
}

const char *
scho_text_get_digest (SchoText *self)
{
  if (g_once_init_enter (&self->digest))
    g_once_init_leave (&self->digest, make_digest (self));
  return self->digest;
}

/* Converting */

/* The last of @n numbers that is not greater than @value; the first is 0. */
static guint32
find_last_up_to (const guint32 *numbers, guint32 n, guint32 value)
{
  guint32 low = 0, high = n;

  while (high - low > 1)
    {
      guint32 middle = low + (high - low) / 2;

      if (numbers[middle] <= value)
        low = middle;
      else
        high = middle;
    }
  return low;
}

gsize
scho_text_offset_to_byte (SchoText *self, guint32 offset)
{
  const char *p, *end = self->utf8 + self->n_bytes;

  if (offset >= self->length)
    return self->n_bytes;
  if (self->bytes == NULL)
    return offset;
  p = self->utf8 + self->bytes[offset / STRIDE];
  return skip_characters (p, end, offset % STRIDE) - self->utf8;
}

guint32
scho_text_byte_to_offset (SchoText *self, gsize byte)
{
  const char *start;
  guint32 i;

  if (byte >= self->n_bytes)
    return self->length;
  if (self->bytes == NULL)
    return byte;
  while (!is_first_byte (self->utf8[byte]))
    byte--;
  i = find_last_up_to (self->bytes, get_n_checkpoints (self), byte);
  start = self->utf8 + self->bytes[i];
  return i * STRIDE + count_characters (start, self->utf8 + byte);
}

guint32
scho_text_offset_to_utf16 (SchoText *self, guint32 offset)
{
  const char *start;
  guint32 i;

  offset = MIN (offset, self->length);
  if (self->astral == NULL)
    return offset;
  i = offset / STRIDE;
  start = self->utf8 + self->bytes[i];
  return offset + self->astral[i]
         + count_astral (start, self->utf8 + scho_text_offset_to_byte (self, offset));
}

/* The last checkpoint that does not begin after the UTF-16 @unit. */
static guint32
find_utf16_checkpoint (SchoText *self, guint32 unit)
{
  guint32 low = 0, high = get_n_checkpoints (self);

  while (high - low > 1)
    {
      guint32 middle = low + (high - low) / 2;

      if (middle * STRIDE + self->astral[middle] <= unit)
        low = middle;
      else
        high = middle;
    }
  return low;
}

guint32
scho_text_utf16_to_offset (SchoText *self, guint32 unit)
{
  const char *p;
  guint32 i, offset, units;

  if (self->astral == NULL || unit >= self->length + self->n_astral)
    return MIN (unit, self->length);
  i = find_utf16_checkpoint (self, unit);
  p = self->utf8 + self->bytes[i];
  offset = i * STRIDE;
  for (units = offset + self->astral[i];; p = g_utf8_next_char (p), offset++)
    {
      units += is_astral_byte (*p) ? 2 : 1;
      if (units > unit)
        return offset;
    }
}

static guint32 *
make_lines (SchoText *self)
{
  const char *p = self->utf8, *end = p + self->n_bytes, *feed;
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 offset = 0;

  g_array_append_val (lines, offset);
  while ((feed = memchr (p, '\n', end - p)) != NULL)
    {
      offset += count_characters (p, feed + 1);
      g_array_append_val (lines, offset);
      p = feed + 1;
    }
  self->n_lines = lines->len; /* before g_once_init_leave(), which publishes it */
  return (guint32 *) g_array_free (lines, FALSE);
}

static void
ensure_lines (SchoText *self)
{
  if (g_once_init_enter (&self->lines))
    g_once_init_leave (&self->lines, make_lines (self));
}

guint32
scho_text_get_n_lines (SchoText *self)
{
  ensure_lines (self);
  return self->n_lines;
}

guint32
scho_text_offset_to_line (SchoText *self, guint32 offset)
{
  ensure_lines (self);
  return find_last_up_to (self->lines, self->n_lines, offset);
}

guint32
scho_text_line_to_offset (SchoText *self, guint32 line)
{
  ensure_lines (self);
  return line < self->n_lines ? self->lines[line] : self->length;
}

char *
scho_text_dup_range (SchoText *self, guint32 start, guint32 end)
{
  gsize first = scho_text_offset_to_byte (self, start);
  gsize last = MAX (scho_text_offset_to_byte (self, end), first);

  return g_strndup (self->utf8 + first, last - first);
}

/* Normalising */

/* CR LF and CR become LF, in place; returns the new length. */
static gsize
unify_line_ends (char *utf8, gsize n_bytes)
{
  const char *source = utf8, *end = utf8 + n_bytes, *carriage;
  char *target = utf8;

  while ((carriage = memchr (source, '\r', end - source)) != NULL)
    {
      memmove (target, source, carriage - source);
      target += carriage - source;
      *target++ = '\n';
      source = carriage + 1;
      if (source < end && *source == '\n')
        source++;
    }
  memmove (target, source, end - source);
  return target + (end - source) - utf8;
}

/* A zero becomes U+FFFD, so that nothing after it moves. */
static char *
replace_zeros (char *utf8, gsize *n_bytes)
{
  const char *p = utf8, *end = utf8 + *n_bytes, *zero;
  GString *result = NULL;

  while ((zero = memchr (p, '\0', end - p)) != NULL)
    {
      if (result == NULL)
        result = g_string_sized_new (*n_bytes + 64);
      g_string_append_len (result, p, zero - p);
      g_string_append (result, "\xef\xbf\xbd");
      p = zero + 1;
    }
  if (result == NULL)
    return utf8;
  g_string_append_len (result, p, end - p);
  *n_bytes = result->len;
  g_free (utf8);
  return g_string_free (result, FALSE);
}

char *
scho_text_normalise (char *utf8, gsize *n_bytes, gboolean *had_mark, gboolean *had_cr)
{
  gsize n = *n_bytes, n_marks = 0;
  gboolean carriage;

  while (n - n_marks >= 3 && memcmp (utf8 + n_marks, "\xef\xbb\xbf", 3) == 0)
    n_marks += 3;
  if (n_marks > 0)
    memmove (utf8, utf8 + n_marks, n -= n_marks);
  carriage = n > 0 && memchr (utf8, '\r', n) != NULL;
  if (carriage)
    n = unify_line_ends (utf8, n);
  if (n > 0)
    utf8 = replace_zeros (utf8, &n);

  utf8 = g_realloc (utf8, n + 1);
  utf8[n] = '\0';
  *n_bytes = n;
  if (had_mark != NULL)
    *had_mark = n_marks > 0;
  if (had_cr != NULL)
    *had_cr = carriage;
  return utf8;
}
