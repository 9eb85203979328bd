#include "quote.h"

#include <string.h>

#define MIN_SIMILAR 8     /* characters; shorter words are similar to anything */
#define MAX_SIMILAR 10000 /* characters */
#define PIECE 12          /* characters of the words that must be there as they are */
#define MAX_PIECES 16
#define MAX_HITS 64 /* of a piece */
#define MAX_CANDIDATES 4

/* A text as it is compared. */
typedef struct
{
  gunichar *signs;
  guint32 *offsets; /* nullable; of each in the text */
  gsize n;
} Folded;

struct _QuoteFinder
{
  SchoText *text;
  guint64 *budget;
  gboolean is_folded;
  Folded folded;
};

static void
folded_clear (Folded *self)
{
  g_clear_pointer (&self->signs, g_free);
  g_clear_pointer (&self->offsets, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Folded, folded_clear)

QuoteFinder *
quote_finder_new (SchoText *text, guint64 *budget)
{
  QuoteFinder *self = g_new0 (QuoteFinder, 1);

  self->text = scho_text_ref (text);
  self->budget = budget;
  return self;
}

void
quote_finder_free (QuoteFinder *self)
{
  folded_clear (&self->folded);
  scho_text_unref (self->text);
  g_free (self);
}

/* 0: it does not count. */
static gunichar
fold (gunichar sign)
{
  if (sign < 0x80)
    return g_ascii_isspace ((char) sign) ? ' ' : sign;
  switch (sign)
    {
    case 0xad: /* soft hyphen */
    case 0x200b:
    case 0x200c:
    case 0x200d:
    case 0xfeff:
      return 0;
    case 0x2018:
    case 0x2019:
    case 0x201a:
      return '\'';
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0xab:
    case 0xbb:
      return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
      return '-';
    default:
      return g_unichar_isspace (sign) ? ' ' : sign;
    }
}

static void
fold_text (Folded *self, const char *utf8, gsize n_bytes, gboolean with_offsets)
{
  const char *end = utf8 + n_bytes;
  guint32 offset = 0;

  self->signs = g_new (gunichar, n_bytes + 1);
  if (with_offsets)
    self->offsets = g_new (guint32, n_bytes + 1);
  for (const char *p = utf8; p < end; p = g_utf8_next_char (p), offset++)
    {
      gunichar sign = fold (g_utf8_get_char (p));

      if (sign == 0 || (sign == ' ' && (self->n == 0 || self->signs[self->n - 1] == ' ')))
        continue;
      if (with_offsets)
        self->offsets[self->n] = offset;
      self->signs[self->n++] = sign;
    }
  if (self->n > 0 && self->signs[self->n - 1] == ' ')
    self->n--;
}

static void
fold_string (Folded *self, const char *utf8)
{
  fold_text (self, utf8, strlen (utf8), FALSE);
}

static void
ensure_folded (QuoteFinder *self)
{
  gsize n_bytes;
  const char *utf8 = scho_text_get_utf8 (self->text, &n_bytes);

  if (!self->is_folded)
    fold_text (&self->folded, utf8, n_bytes, TRUE);
  self->is_folded = TRUE;
}

static gboolean
is_there (QuoteFinder *self, const Folded *words, guint32 start, guint32 end)
{
  g_auto (Folded) there = { 0 };
  gsize from = scho_text_offset_to_byte (self->text, start);
  gsize to = scho_text_offset_to_byte (self->text, end);

  fold_text (&there, scho_text_get_utf8 (self->text, NULL) + from, to - from, FALSE);
  return there.n == words->n
         && memcmp (there.signs, words->signs, there.n * sizeof (gunichar)) == 0;
}

/* In code points, as the Recommendation asks, or in UTF-16 units, as browsers count. */
static gboolean
find_at_position (QuoteFinder *self,
                  const Quote *quote,
                  const Folded *words,
                  guint32 *start,
                  guint32 *end)
{
  guint32 length = scho_text_get_length (self->text);
  guint32 n_units = scho_text_offset_to_utf16 (self->text, length);

  if (!quote->has_position || quote->start >= quote->end)
    return FALSE;
  if (quote->end <= length
      && (quote->exact == NULL
          || is_there (self, words, (guint32) quote->start, (guint32) quote->end)))
    {
      *start = (guint32) quote->start;
      *end = (guint32) quote->end;
      return TRUE;
    }
  if (quote->exact == NULL || quote->end > n_units)
    return FALSE;
  *start = scho_text_utf16_to_offset (self->text, (guint32) quote->start);
  *end = scho_text_utf16_to_offset (self->text, (guint32) quote->end);
  return *start < *end && is_there (self, words, *start, *end);
}

/* The next place from @from; %FALSE: none. */
static gboolean
next_place (const Folded *text, const gunichar *words, gsize n, gsize from, gsize *place)
{
  const char *base = (const char *) text->signs;
  const char *end = (const char *) (text->signs + text->n);
  const char *p = (const char *) (text->signs + from);

  while ((p = memmem (p, (gsize) (end - p), words, n * sizeof (gunichar))) != NULL)
    {
      if ((gsize) (p - base) % sizeof (gunichar) == 0)
        {
          *place = (gsize) (p - base) / sizeof (gunichar);
          return TRUE;
        }
      p++;
    }
  return FALSE;
}

static gsize
count_before (const Folded *text, gsize place, const Folded *prefix)
{
  gsize n = 0;

  if (place > 0 && text->signs[place - 1] == ' ')
    place--;
  while (n < prefix->n && n < place
         && text->signs[place - 1 - n] == prefix->signs[prefix->n - 1 - n])
    n++;
  return n;
}

static gsize
count_after (const Folded *text, gsize place, const Folded *suffix)
{
  gsize n = 0;

  if (place < text->n && text->signs[place] == ' ')
    place++;
  while (n < suffix->n && place + n < text->n
         && text->signs[place + n] == suffix->signs[n])
    n++;
  return n;
}

static guint64
get_distance (const Quote *quote, guint32 offset)
{
  if (!quote->has_position)
    return offset;
  return offset > quote->start ? offset - quote->start : quote->start - offset;
}

static void
set_range (QuoteFinder *self, gsize place, gsize n, guint32 *start, guint32 *end)
{
  *start = self->folded.offsets[place];
  *end = self->folded.offsets[place + n - 1] + 1;
}

/* Of several places the one whose surroundings fit best, then the nearest. */
static gboolean
find_same (QuoteFinder *self,
           const Quote *quote,
           const Folded *words,
           guint32 *start,
           guint32 *end)
{
  const Folded *text = &self->folded;
  g_auto (Folded) prefix = { 0 };
  g_auto (Folded) suffix = { 0 };
  gsize place, best = G_MAXSIZE, best_fit = 0;
  guint64 best_distance = 0;

  fold_string (&prefix, quote->prefix != NULL ? quote->prefix : "");
  fold_string (&suffix, quote->suffix != NULL ? quote->suffix : "");
  for (gsize from = 0; next_place (text, words->signs, words->n, from, &place);
       from = place + 1)
    {
      gsize fit = count_before (text, place, &prefix)
                  + count_after (text, place + words->n, &suffix);
      guint64 distance = get_distance (quote, text->offsets[place]);

      if (best != G_MAXSIZE
          && (fit < best_fit || (fit == best_fit && distance >= best_distance)))
        continue;
      best = place;
      best_fit = fit;
      best_distance = distance;
    }
  if (best == G_MAXSIZE)
    return FALSE;
  set_range (self, best, words->n, start, end);
  return TRUE;
}

/* Where the words would begin, if one of their pieces tells. */
typedef struct
{
  gsize begin;
  guint n; /* of pieces that say so, nearly */
} Candidate;

static int
compare_begins (gconstpointer a, gconstpointer b)
{
  gsize first = ((const Candidate *) a)->begin, second = ((const Candidate *) b)->begin;

  return (first > second) - (first < second);
}

static int
compare_votes (gconstpointer a, gconstpointer b)
{
  return (int) ((const Candidate *) b)->n - (int) ((const Candidate *) a)->n;
}

static void
collect_hits (const Folded *text, const Folded *words, gsize at, gsize n, GArray *hits)
{
  gsize place;
  guint n_hits = 0;

  for (gsize from = 0;
       n_hits < MAX_HITS && next_place (text, words->signs + at, n, from, &place);
       from = place + 1, n_hits++)
    {
      Candidate hit = { place > at ? place - at : 0, 1 };

      g_array_append_val (hits, hit);
    }
}

/* Hits near each other are one candidate; most voted first. */
static void
join_hits (GArray *hits, gsize slack)
{
  guint kept = 0;

  g_array_sort (hits, compare_begins);
  for (guint i = 1; i < hits->len; i++)
    {
      Candidate *last = &g_array_index (hits, Candidate, kept);
      Candidate *next = &g_array_index (hits, Candidate, i);

      if (next->begin - last->begin <= slack)
        last->n++;
      else
        g_array_index (hits, Candidate, ++kept) = *next;
    }
  g_array_set_size (hits, MIN (hits->len, kept + 1));
  g_array_sort (hits, compare_votes);
}

/* Sellers 1980: the stretch of [from, to) with the fewest changes to @words. */
static guint32
compare_nearly (const Folded *text,
                gsize from,
                gsize to,
                const Folded *words,
                gsize *begin,
                gsize *end)
{
  gsize m = words->n;
  g_autofree guint32 *cost = g_new (guint32, m + 1);
  g_autofree gsize *starts = g_new (gsize, m + 1);
  guint32 best = G_MAXUINT32;

  for (gsize i = 0; i <= m; i++)
    {
      cost[i] = (guint32) i;
      starts[i] = from;
    }
  for (gsize at = from; at < to; at++)
    {
      guint32 diagonal = 0;
      gsize diagonal_start = at;

      starts[0] = at + 1;
      for (gsize i = 1; i <= m; i++)
        {
          guint32 changed = diagonal + (text->signs[at] != words->signs[i - 1]);
          guint32 here = cost[i];
          gsize start = diagonal_start;
          guint32 least = changed;

          diagonal = here;
          diagonal_start = starts[i];
          if (here + 1 < least)
            {
              least = here + 1;
              start = starts[i];
            }
          if (cost[i - 1] + 1 < least)
            {
              least = cost[i - 1] + 1;
              start = starts[i - 1];
            }
          cost[i] = least;
          starts[i] = start;
        }
      if (cost[m] < best && starts[m] <= at)
        {
          best = cost[m];
          *begin = starts[m];
          *end = at + 1;
        }
    }
  return best;
}

static gboolean
spend (QuoteFinder *self, guint64 steps)
{
  if (*self->budget < steps)
    {
      *self->budget = 0;
      return FALSE;
    }
  *self->budget -= steps;
  return TRUE;
}

static gboolean
find_similar (QuoteFinder *self, const Folded *words, guint32 *start, guint32 *end)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (Candidate));
  gsize m = words->n, slack = m / 4 + 8, piece = MIN (PIECE, m / 2);
  gsize n_pieces = MIN (MAX_PIECES, m / piece), begin = 0, past = 0;
  guint32 least = (guint32) (m / 5) + 1;
  gboolean found = FALSE;

  for (gsize i = 0; i < n_pieces; i++)
    {
      gsize at = n_pieces > 1 ? (m - piece) * i / (n_pieces - 1) : 0;

      if (!spend (self, self->folded.n))
        return FALSE;
      collect_hits (&self->folded, words, at, piece, hits);
    }
  join_hits (hits, slack);
  for (guint i = 0; i < MIN (hits->len, MAX_CANDIDATES); i++)
    {
      gsize at = g_array_index (hits, Candidate, i).begin;
      gsize from = at > slack ? at - slack : 0;
      gsize to = MIN (self->folded.n, at + m + 2 * slack);
      gsize a = 0, b = 0;
      guint32 cost;

      if (!spend (self, (guint64) (to - from) * m))
        return FALSE;
      cost = compare_nearly (&self->folded, from, to, words, &a, &b);
      if (cost >= least || a >= b)
        continue;
      least = cost;
      begin = a;
      past = b;
      found = TRUE;
    }
  if (found)
    set_range (self, begin, past - begin, start, end);
  return found;
}

QuoteFound
quote_finder_find (QuoteFinder *self, const Quote *quote, guint32 *start, guint32 *end)
{
  g_auto (Folded) words = { 0 };

  fold_string (&words, quote->exact != NULL ? quote->exact : "");
  if (find_at_position (self, quote, &words, start, end))
    return QUOTE_AT_POSITION;
  if (words.n == 0)
    return QUOTE_NOT_FOUND;
  ensure_folded (self);
  if (find_same (self, quote, &words, start, end))
    return QUOTE_ELSEWHERE;
  if (words.n >= MIN_SIMILAR && words.n <= MAX_SIMILAR
      && find_similar (self, &words, start, end))
    return QUOTE_NEARLY;
  return QUOTE_NOT_FOUND;
}
