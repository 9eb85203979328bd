/* fold.c - a text in which what a search does not tell apart is the same.
 *
 * Units are bytes where all are below U+0100, as in most texts of the Latin script once
 * their accents are gone, else those of UTF-16. So the unit's number is the code point's,
 * but for what is taken away or becomes several: only there it is written down.
 */
#include <scholiast/fold-private.h>

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#define MAX_UNITS 7 /* of one code point */
#define UNKNOWN 0xff

/* What one code point becomes. */
typedef struct
{
  guint8 n;
  guint16 units[MAX_UNITS];
} Image;

/* From the unit @unit on, code points follow one another from @source. */
typedef struct
{
  guint32 unit, source;
} Turn;

struct _SchoFold
{
  gatomicrefcount ref_count;
  guint8 *narrow; /* units; or NULL: */
  guint16 *wide;  /* units */
  guint32 n_units;
  guint32 n_source; /* code points of the text */
  GArray *turns;    /* of Turn */
};

typedef struct
{
  SchoFold *fold;
  SchoFoldFlags flags;
  const UNormalizer2 *decompose;
  Image *pages[256]; /* for what is below U+10000, made when first asked for */
  Image other;
} Builder;

/* One code point */

static gboolean
is_accent (gunichar c)
{
  guint class = u_getCombiningClass (c);

  /* Not the signs of Indic scripts, Kana, Thai: without them it is another letter. */
  return class == 1 || (class >= 10 && class <= 36) || class >= 200
         || (c >= 0xfe00 && c <= 0xfe0f);
}

/* What no decomposition tells; the same in capitals. */
static const struct
{
  gunichar c;
  const char *like;
} likenesses[] = {
  { 0xd8, "O" },     { 0xf8, "o" },     { 0x110, "D" },   { 0x111, "d" },
  { 0x126, "H" },    { 0x127, "h" },    { 0x131, "i" },   { 0x141, "L" },
  { 0x142, "l" },    { 0x166, "T" },    { 0x167, "t" },   { 0xc6, "AE" },
  { 0xe6, "ae" },    { 0x152, "OE" },   { 0x153, "oe" },  { 0x2010, "-" },
  { 0x2011, "-" },   { 0x2018, "'" },   { 0x2019, "'" },  { 0x201a, "'" },
  { 0x201b, "'" },   { 0x201c, "\"" },  { 0x201d, "\"" }, { 0x201e, "\"" },
  { 0x201f, "\"" },  { 0xfb00, "ff" },  { 0xfb01, "fi" }, { 0xfb02, "fl" },
  { 0xfb03, "ffi" }, { 0xfb04, "ffl" }, { 0xfb05, "st" }, { 0xfb06, "st" },
};

static const char *
find_likeness (gunichar c)
{
  if (u_charType (c) == U_SPACE_SEPARATOR)
    return " ";
  for (gsize i = 0; i < G_N_ELEMENTS (likenesses); i++)
    if (likenesses[i].c == c)
      return likenesses[i].like;
  return NULL;
}

/* Hangul stays whole, since its parts are letters that others begin with. */
static int
decompose (Builder *self, gunichar c, UChar *to, int limit)
{
  UErrorCode code = U_ZERO_ERROR;
  int n = -1;

  if (c < 0xac00 || c > 0xd7a3)
    n = unorm2_getDecomposition (self->decompose, c, to, limit, &code);
  if (n >= 0)
    return n;
  n = 0;
  U16_APPEND_UNSAFE (to, n, c);
  return n;
}

static int
take_accents (UChar *units, int n)
{
  int kept = 0;

  for (int i = 0; i < n;)
    {
      UChar32 c;

      U16_NEXT (units, i, n, c);
      if (!is_accent (c))
        U16_APPEND_UNSAFE (units, kept, c);
    }
  return kept;
}

static void
make_image (Builder *self, gunichar c, Image *image)
{
  UErrorCode code = U_ZERO_ERROR;
  UChar units[32], folded[32];
  const char *like = (self->flags & SCHO_FOLD_ACCENTS) != 0 ? find_likeness (c) : NULL;
  int n = 0;

  if (like != NULL)
    for (n = 0; like[n] != '\0'; n++)
      units[n] = like[n];
  else
    n = decompose (self, c, units, G_N_ELEMENTS (units));
  if ((self->flags & SCHO_FOLD_ACCENTS) != 0)
    n = take_accents (units, n);
  if ((self->flags & SCHO_FOLD_CASE) != 0)
    {
      n = u_strFoldCase (folded, G_N_ELEMENTS (folded), units, n, U_FOLD_CASE_DEFAULT,
                         &code);
      memcpy (units, folded, n * sizeof *units);
      /* Folding İ leaves a point. */
      if ((self->flags & SCHO_FOLD_ACCENTS) != 0)
        n = take_accents (units, n);
    }
  g_assert (n <= MAX_UNITS);
  image->n = n;
  memcpy (image->units, units, n * sizeof *units);
}

static const Image *
get_image (Builder *self, gunichar c)
{
  Image *image = &self->other;

  if (c < 0x10000)
    {
      if (self->pages[c >> 8] == NULL)
        {
          self->pages[c >> 8] = g_new (Image, 256);
          memset (self->pages[c >> 8], UNKNOWN, 256 * sizeof (Image));
        }
      image = &self->pages[c >> 8][c & 0xff];
      if (image->n != UNKNOWN)
        return image;
    }
  make_image (self, c, image);
  return image;
}

/* Folding */

static void
widen (SchoFold *self, gsize n_bytes_left)
{
  /* Two bytes become three units at most, as U+0390 does. */
  self->wide = g_new (guint16, self->n_units + n_bytes_left / 2 * 3 + MAX_UNITS);
  for (guint32 i = 0; i < self->n_units; i++)
    self->wide[i] = self->narrow[i];
  g_clear_pointer (&self->narrow, g_free);
}

static gboolean
is_narrow (const Image *image)
{
  for (guint i = 0; i < image->n; i++)
    if (image->units[i] > 0xff)
      return FALSE;
  return TRUE;
}

static void
note_turn (SchoFold *self, guint32 unit, guint32 source)
{
  Turn turn = { unit, source };

  if (self->turns->len > 0
      && g_array_index (self->turns, Turn, self->turns->len - 1).unit == unit)
    g_array_set_size (self->turns, self->turns->len - 1);
  g_array_append_val (self->turns, turn);
}

static void
add_image (SchoFold *self, const Image *image, guint32 source)
{
  for (guint i = 0; i < image->n; i++)
    {
      if (i > 0)
        note_turn (self, self->n_units + i, source);
      if (self->wide != NULL)
        self->wide[self->n_units + i] = image->units[i];
      else
        self->narrow[self->n_units + i] = image->units[i];
    }
  self->n_units += image->n;
  if (image->n != 1)
    note_turn (self, self->n_units, source + 1);
}

/* Most of most texts. */
static const char *
add_ascii (SchoFold *self, const char *p, const char *end, const guint8 *images)
{
  const char *start = p;
  guint32 n = self->n_units;

  if (self->wide != NULL)
    for (; p < end && (guchar) *p < 0x80; p++)
      self->wide[n++] = images[(guchar) *p];
  else
    for (; p < end && (guchar) *p < 0x80; p++)
      self->narrow[n++] = images[(guchar) *p];
  self->n_units = n;
  self->n_source += p - start;
  return p;
}

static void
fold_all (Builder *self, const char *utf8, gsize n_bytes)
{
  SchoFold *fold = self->fold;
  const char *end = utf8 + n_bytes;
  guint8 ascii[128];

  for (guint i = 0; i < G_N_ELEMENTS (ascii); i++)
    ascii[i] = get_image (self, i)->units[0];
  for (const char *p = utf8; (p = add_ascii (fold, p, end, ascii)) < end;)
    {
      const Image *image = get_image (self, g_utf8_get_char (p));

      /* A character of two bytes is never more than two units below U+0100. */
      if (fold->wide == NULL && !is_narrow (image))
        widen (fold, end - p);
      add_image (fold, image, fold->n_source++);
      p = g_utf8_next_char (p);
    }
}

static void
give_back_memory (SchoFold *self)
{
  if (self->wide != NULL)
    self->wide = g_renew (guint16, self->wide, self->n_units + 1);
  else
    self->narrow = g_renew (guint8, self->narrow, self->n_units + 1);
}

SchoFold *
scho_fold_new (const char *utf8, gsize n_bytes, SchoFoldFlags flags)
{
  SchoFold *self = g_new0 (SchoFold, 1);
  UErrorCode code = U_ZERO_ERROR;
  Builder builder = { .fold = self, .flags = flags };

  builder.decompose = unorm2_getNFDInstance (&code);
  if (U_FAILURE (code))
    g_error ("ICU lacks its data: %s", u_errorName (code));
  g_atomic_ref_count_init (&self->ref_count);
  self->turns = g_array_new (FALSE, FALSE, sizeof (Turn));
  self->narrow = g_new (guint8, n_bytes + MAX_UNITS);
  fold_all (&builder, utf8, n_bytes);
  give_back_memory (self);
  for (guint i = 0; i < G_N_ELEMENTS (builder.pages); i++)
    g_free (builder.pages[i]);
  return self;
}

SchoFold *
scho_fold_ref (SchoFold *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
scho_fold_unref (SchoFold *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->narrow);
  g_free (self->wide);
  g_array_unref (self->turns);
  g_free (self);
}

guint32
scho_fold_get_n_units (SchoFold *self)
{
  return self->n_units;
}

gsize
scho_fold_get_size (SchoFold *self)
{
  return (gsize) self->n_units * (self->wide != NULL ? 2 : 1)
         + (gsize) self->turns->len * sizeof (Turn);
}

char *
scho_fold_dup_utf8 (SchoFold *self)
{
  GString *all = g_string_sized_new (self->n_units + 1);

  for (guint32 i = 0; i < self->n_units;)
    {
      gunichar c = self->wide != NULL ? self->wide[i] : self->narrow[i];

      i++;
      if (self->wide != NULL && U16_IS_LEAD (c))
        c = U16_GET_SUPPLEMENTARY (c, self->wide[i++]);
      g_string_append_unichar (all, c);
    }
  return g_string_free (all, FALSE);
}

/* Positions */

/* The last turn at @unit or before is the one before the result; from @hint on. */
static gsize
count_turns (SchoFold *self, guint32 unit, gsize hint)
{
  const Turn *turns = (const Turn *) self->turns->data;
  gsize n = self->turns->len, low = hint, high = n, step = 1;

  if (low > 0 && turns[low - 1].unit > unit) /* not in order */
    low = 0;
  while (low + step < n && turns[low + step].unit <= unit)
    {
      low += step;
      step *= 2;
    }
  high = MIN (n, low + step);
  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (turns[middle].unit <= unit)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static guint32
get_source (SchoFold *self, guint32 unit, gsize *hint)
{
  const Turn *turn;

  *hint = count_turns (self, unit, *hint);
  if (*hint == 0)
    return unit;
  turn = &g_array_index (self->turns, Turn, *hint - 1);
  return MIN (turn->source + (unit - turn->unit), self->n_source);
}

static gboolean
goes_on_with_accent (SchoFold *self, guint32 unit)
{
  gunichar c;
  guint class;

  if (unit >= self->n_units || self->wide == NULL) /* all of them are past U+0100 */
    return FALSE;
  c = self->wide[unit];
  if (U16_IS_LEAD (c))
    c = U16_GET_SUPPLEMENTARY (c, self->wide[unit + 1]);
  class = u_getCombiningClass (c);
  return is_accent (c) || class == 7
         || class == 8; /* the points of Indic scripts, Kana */
}

gboolean
scho_fold_map (SchoFold *self, guint32 *start, guint32 *end, gsize *hint)
{
  guint32 from = get_source (self, *start, hint), unit = *end;
  guint32 last = get_source (self, unit - 1, hint), to = last;

  if (goes_on_with_accent (self, unit))
    return FALSE;
  while (unit < self->n_units && (to = get_source (self, unit, hint)) == last)
    unit++;
  *start = from;
  *end = unit < self->n_units ? to : self->n_source;
  return TRUE;
}

/* Finding */

static const guint8 *
find_narrow (const guint8 *p, const guint8 *end, const guint8 *needle, gsize size)
{
  return memmem (p, end - p, needle, size);
}

/* The first place that begins with a unit, and does not lie across two. */
static const guint8 *
find_wide (const guint8 *p, const guint8 *end, const guint8 *needle, gsize size)
{
  const guint8 *begin = p;

  while ((p = memmem (p, end - p, needle, size)) != NULL && (p - begin) % 2 != 0)
    p++;
  return p;
}

/* The pattern's units as wide as ours. (nullable): it has some that we have not. */
static guint8 *
make_needle (SchoFold *self, SchoFold *pattern)
{
  guint16 *wide;

  if (self->wide == NULL)
    return pattern->wide == NULL ? g_memdup2 (pattern->narrow, pattern->n_units) : NULL;
  if (pattern->wide != NULL)
    return g_memdup2 (pattern->wide, sizeof *wide * pattern->n_units);
  wide = g_new (guint16, pattern->n_units);
  for (guint32 i = 0; i < pattern->n_units; i++)
    wide[i] = pattern->narrow[i];
  return (guint8 *) wide;
}

void
scho_fold_find (SchoFold *self, SchoFold *pattern, SchoFoldFunc func, gpointer data)
{
  guint width = self->wide != NULL ? 2 : 1;
  gsize size = (gsize) pattern->n_units * width, hint = 0;
  const guint8 *units = self->wide != NULL ? (const guint8 *) self->wide : self->narrow;
  const guint8 *limit = units + (gsize) self->n_units * width, *p = units;
  g_autofree guint8 *needle = make_needle (self, pattern);
  guint32 done = 0;

  if (needle == NULL || size == 0)
    return;
  while (p < limit
         && (p = width == 2 ? find_wide (p, limit, needle, size)
                            : find_narrow (p, limit, needle, size))
                != NULL)
    {
      guint32 start = (p - units) / width, end = start + pattern->n_units;

      if (!scho_fold_map (self, &start, &end, &hint) || start < done)
        {
          p += width;
          continue;
        }
      func (start, end, data);
      done = end;
      p += size;
    }
}
