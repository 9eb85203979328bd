#include <scholiast/text-diff-private.h>

#include <string.h>

/* What is nested deeper has hardly a word in common. */
#define MOST_DEPTH 64

typedef struct
{
  guint32 start; /* code points */
  guint word;    /* equal words have equal numbers */
} Token;

typedef struct
{
  GArray *tokens[2];  /* of Token, and one at the end for the text's length */
  GHashTable *words;  /* its bytes → number + 1 */
  guint *counts[2];   /* by word, in the part that is looked at; else 0 */
  guint *last_places; /* by word: in the new text */
  GArray *hunks;      /* of SchoTextHunk */
} Diff;

/* Tokens [start, end) of each text. */
typedef struct
{
  guint start[2], end[2];
} Part;

typedef struct
{
  guint old_place, new_place;
  guint before; /* of the chain that ends here, place + 1 */
} Pair;

static gboolean
is_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static GArray *
cut_into_tokens (GHashTable *words, const char *utf8)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  Token token = { 0 };

  for (const char *p = utf8; *p != '\0';)
    {
      const char *end = g_utf8_next_char (p);
      guint32 length = 1;
      char *bytes;

      if (is_word (g_utf8_get_char (p)))
        for (; is_word (g_utf8_get_char (end)); end = g_utf8_next_char (end))
          length++;
      bytes = g_strndup (p, end - p);
      token.word = GPOINTER_TO_UINT (g_hash_table_lookup (words, bytes));
      if (token.word == 0)
        {
          token.word = g_hash_table_size (words) + 1;
          g_hash_table_insert (words, bytes, GUINT_TO_POINTER (token.word));
        }
      else
        g_free (bytes);
      g_array_append_val (tokens, token);
      token.start += length;
      p = end;
    }
  token.word = 0;
  g_array_append_val (tokens, token);
  return tokens;
}

static const Token *
get_token (Diff *self, guint text, guint i)
{
  return &g_array_index (self->tokens[text], Token, i);
}

static gboolean
is_same (Diff *self, guint old_place, guint new_place)
{
  return get_token (self, 0, old_place)->word == get_token (self, 1, new_place)->word;
}

static void
trim (Diff *self, Part *part)
{
  while (part->start[0] < part->end[0] && part->start[1] < part->end[1]
         && is_same (self, part->start[0], part->start[1]))
    {
      part->start[0]++;
      part->start[1]++;
    }
  while (part->start[0] < part->end[0] && part->start[1] < part->end[1]
         && is_same (self, part->end[0] - 1, part->end[1] - 1))
    {
      part->end[0]--;
      part->end[1]--;
    }
}

static void
add_hunk (Diff *self, const Part *part)
{
  SchoTextHunk hunk = {
    get_token (self, 0, part->start[0])->start,
    get_token (self, 0, part->end[0])->start,
    get_token (self, 1, part->start[1])->start,
    get_token (self, 1, part->end[1])->start,
  };

  if (part->start[0] == part->end[0] && part->start[1] == part->end[1])
    return;
  g_array_append_val (self->hunks, hunk);
}

static void
count (Diff *self, const Part *part, gboolean forget)
{
  for (guint text = 0; text < 2; text++)
    for (guint i = part->start[text]; i < part->end[text]; i++)
      {
        guint word = get_token (self, text, i)->word;

        self->counts[text][word] = forget ? 0 : self->counts[text][word] + 1;
        if (text == 1)
          self->last_places[word] = i;
      }
}

/* Words that are once in both, in the old order. */
static GArray *
find_pairs (Diff *self, const Part *part)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (Pair));

  count (self, part, FALSE);
  for (guint i = part->start[0]; i < part->end[0]; i++)
    {
      guint word = get_token (self, 0, i)->word;
      Pair pair = { i, self->last_places[word], 0 };

      if (self->counts[0][word] == 1 && self->counts[1][word] == 1)
        g_array_append_val (pairs, pair);
    }
  count (self, part, TRUE);
  return pairs;
}

/* The last pair of the longest chain that rises in the new text too, + 1; 0 for none. */
static guint
find_longest_chain (GArray *pairs)
{
  g_autofree guint *ends = g_new (guint, pairs->len + 1); /* by length: its last pair */
  guint n = 0;

  for (guint i = 0; i < pairs->len; i++)
    {
      Pair *pair = &g_array_index (pairs, Pair, i);
      guint low = 0, high = n;

      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (g_array_index (pairs, Pair, ends[middle]).new_place < pair->new_place)
            low = middle + 1;
          else
            high = middle;
        }
      pair->before = low > 0 ? ends[low - 1] + 1 : 0;
      ends[low] = i;
      n = MAX (n, low + 1);
    }
  return n > 0 ? ends[n - 1] + 1 : 0;
}

/* Marks the chain from its end: afterwards `before` of each says which comes next. */
static guint
turn_chain (GArray *pairs, guint last)
{
  guint next = 0;

  while (last > 0)
    {
      Pair *pair = &g_array_index (pairs, Pair, last - 1);
      guint before = pair->before;

      pair->before = next;
      next = last;
      last = before;
    }
  return next;
}

static void
compare (Diff *self, Part part, guint depth)
{
  g_autoptr (GArray) pairs = NULL;
  Part between = part;
  guint next = 0;

  trim (self, &part);
  between = part;
  if (depth < MOST_DEPTH && part.start[0] < part.end[0] && part.start[1] < part.end[1])
    {
      pairs = find_pairs (self, &part);
      next = turn_chain (pairs, find_longest_chain (pairs));
    }
  if (next == 0)
    {
      add_hunk (self, &part);
      return;
    }
  while (next > 0)
    {
      const Pair *pair = &g_array_index (pairs, Pair, next - 1);

      between.end[0] = pair->old_place;
      between.end[1] = pair->new_place;
      compare (self, between, depth + 1);
      between.start[0] = pair->old_place + 1;
      between.start[1] = pair->new_place + 1;
      next = pair->before;
    }
  between.end[0] = part.end[0];
  between.end[1] = part.end[1];
  compare (self, between, depth + 1);
}

GArray *
scho_text_diff (const char *before, const char *after)
{
  Diff self = { 0 };
  Part whole = { 0 };
  guint n_words;

  self.words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.tokens[0] = cut_into_tokens (self.words, before);
  self.tokens[1] = cut_into_tokens (self.words, after);
  n_words = g_hash_table_size (self.words) + 1;
  self.counts[0] = g_new0 (guint, n_words);
  self.counts[1] = g_new0 (guint, n_words);
  self.last_places = g_new0 (guint, n_words);
  self.hunks = g_array_new (FALSE, FALSE, sizeof (SchoTextHunk));
  whole.end[0] = self.tokens[0]->len - 1;
  whole.end[1] = self.tokens[1]->len - 1;
  compare (&self, whole, 0);

  g_array_unref (self.tokens[0]);
  g_array_unref (self.tokens[1]);
  g_hash_table_unref (self.words);
  g_free (self.counts[0]);
  g_free (self.counts[1]);
  g_free (self.last_places);
  return self.hunks;
}
