#include "pattern.h"

typedef enum
{
  UNKNOWN,
  NO,
  YES,
} Answer;

typedef struct
{
  GPatternSpec *spec;
  GByteArray *answers; /* by word: what was found out */
} Part;

struct _Pattern
{
  Vocabulary *vocabulary;
  GArray *parts;
};

static void
part_clear (gpointer data)
{
  Part *part = data;

  g_pattern_spec_free (part->spec);
  g_byte_array_unref (part->answers);
}

/* A ? is a question mark for us. The fold leaves * as it is. */
static void
add_part (Pattern *self, const char *word)
{
  g_autofree char *folded = vocabulary_dup_folded (self->vocabulary, word);
  Part part;

  for (char *p = folded; *p != '\0'; p++)
    if (*p == '?')
      *p = '\1';
  part.spec = g_pattern_spec_new (folded);
  part.answers = g_byte_array_new ();
  g_array_append_val (self->parts, part);
}

Pattern *
pattern_new (Vocabulary *vocabulary, const char *words)
{
  g_auto (GStrv) all = g_strsplit_set (words, " \t\n", -1);
  Pattern *self = g_new0 (Pattern, 1);

  self->vocabulary = vocabulary;
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_array_set_clear_func (self->parts, part_clear);
  for (char **word = all; *word != NULL; word++)
    if (**word != '\0')
      add_part (self, *word);
  if (self->parts->len == 0)
    g_clear_pointer (&self, pattern_free);
  return self;
}

void
pattern_free (Pattern *self)
{
  g_array_unref (self->parts);
  g_free (self);
}

guint
pattern_get_n (Pattern *self)
{
  return self->parts->len;
}

static gboolean
part_matches (Pattern *self, Part *part, guint32 word)
{
  guint8 *answer;

  if (word >= part->answers->len)
    {
      guint before = part->answers->len;

      g_byte_array_set_size (part->answers, vocabulary_get_n (self->vocabulary));
      for (guint i = before; i < part->answers->len; i++)
        part->answers->data[i] = UNKNOWN;
    }
  answer = &part->answers->data[word];
  if (*answer == UNKNOWN)
    *answer = g_pattern_spec_match_string (part->spec,
                                           vocabulary_get (self->vocabulary, word))
                  ? YES
                  : NO;
  return *answer == YES;
}

gboolean
pattern_matches (Pattern *self, GArray *tokens, guint i)
{
  guint n = self->parts->len;

  if (i + n > tokens->len
      || g_array_index (tokens, Token, i).line
             != g_array_index (tokens, Token, i + n - 1).line)
    return FALSE;
  for (guint k = 0; k < n; k++)
    if (!part_matches (self, &g_array_index (self->parts, Part, k),
                       g_array_index (tokens, Token, i + k).word))
      return FALSE;
  return TRUE;
}

gboolean
pattern_matches_word (Pattern *self, guint32 word)
{
  return part_matches (self, &g_array_index (self->parts, Part, 0), word);
}
