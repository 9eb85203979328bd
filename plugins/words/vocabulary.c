#include "vocabulary.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

struct _Vocabulary
{
  FoldFlags flags;
  GHashTable *numbers; /* of the word to its number + 1 */
  GPtrArray *words;    /* of char*, in the chunk */
  GStringChunk *chunk;
  GArray *units; /* of UChar: what is being folded */
  GArray *spare;
  GString *utf8;
};

Vocabulary *
vocabulary_new (FoldFlags flags)
{
  Vocabulary *self = g_new0 (Vocabulary, 1);

  self->flags = flags;
  self->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  self->words = g_ptr_array_new ();
  self->chunk = g_string_chunk_new (65536);
  self->units = g_array_new (FALSE, FALSE, sizeof (UChar));
  self->spare = g_array_new (FALSE, FALSE, sizeof (UChar));
  self->utf8 = g_string_new (NULL);
  return self;
}

void
vocabulary_free (Vocabulary *self)
{
  g_hash_table_unref (self->numbers);
  g_ptr_array_unref (self->words);
  g_string_chunk_free (self->chunk);
  g_array_unref (self->units);
  g_array_unref (self->spare);
  g_string_free (self->utf8, TRUE);
  g_free (self);
}

/* Most words of most texts. */
static gboolean
fold_ascii (Vocabulary *self, const UChar *units, gsize n)
{
  gboolean lower = (self->flags & FOLD_CASE) != 0;

  g_string_set_size (self->utf8, n);
  for (gsize i = 0; i < n; i++)
    {
      if (units[i] >= 0x80)
        return FALSE;
      self->utf8->str[i] = lower ? g_ascii_tolower ((char) units[i]) : (char) units[i];
    }
  return TRUE;
}

/* I is the capital of ı there. */
static gboolean
has_dotless_i (const char *language)
{
  return language != NULL
         && (g_str_has_prefix (language, "tr") || g_str_has_prefix (language, "az"));
}

static UChar *
get_units (GArray *array)
{
  return (UChar *) (gpointer) array->data;
}

/* A function of ICU that writes at most so much, and says how much it would. */
static void
normalise (Vocabulary *self, const UNormalizer2 *form)
{
  for (guint room = self->units->len * 4 + 16;;)
    {
      UErrorCode code = U_ZERO_ERROR;
      GArray *made = self->spare;
      int32_t n;

      g_array_set_size (made, room);
      n = unorm2_normalize (form, get_units (self->units), (int32_t) self->units->len,
                            get_units (made), (int32_t) room, &code);
      if (code == U_BUFFER_OVERFLOW_ERROR)
        {
          room = (guint) n;
          continue;
        }
      g_array_set_size (made, U_SUCCESS (code) ? (guint) n : 0);
      self->spare = self->units;
      self->units = made;
      return;
    }
}

static void
lower_case (Vocabulary *self, const char *language)
{
  for (guint room = self->units->len * 3 + 16;;)
    {
      UErrorCode code = U_ZERO_ERROR;
      GArray *made = self->spare;
      int32_t n;

      g_array_set_size (made, room);
      n = u_strToLower (get_units (made), (int32_t) room, get_units (self->units),
                        (int32_t) self->units->len, language != NULL ? language : "",
                        &code);
      if (code == U_BUFFER_OVERFLOW_ERROR)
        {
          room = (guint) n;
          continue;
        }
      g_array_set_size (made, U_SUCCESS (code) ? (guint) n : 0);
      self->spare = self->units;
      self->units = made;
      return;
    }
}

/* Marks of Latin, Greek and Cyrillic letters; elsewhere a mark is a vowel. */
static void
drop_accents (Vocabulary *self)
{
  UChar *units = get_units (self->units);
  guint kept = 0;

  for (guint i = 0; i < self->units->len; i++)
    if (units[i] < 0x300 || units[i] > 0x36f)
      units[kept++] = units[i];
  g_array_set_size (self->units, kept);
}

static void
write_utf8 (Vocabulary *self)
{
  int32_t n_bytes = 0;
  UErrorCode code = U_ZERO_ERROR;

  g_string_set_size (self->utf8, (gsize) self->units->len * 3 + 1);
  u_strToUTF8WithSub (self->utf8->str, (int32_t) self->utf8->len, &n_bytes,
                      get_units (self->units), (int32_t) self->units->len, 0xfffd, NULL,
                      &code);
  g_string_set_size (self->utf8, U_SUCCESS (code) ? (gsize) n_bytes : 0);
}

static void
fold (Vocabulary *self, const UChar *units, gsize n, const char *language)
{
  UErrorCode code = U_ZERO_ERROR;

  if (!has_dotless_i (language) && fold_ascii (self, units, n))
    return;
  g_array_set_size (self->units, 0);
  g_array_append_vals (self->units, units, (guint) n);
  if (self->flags & FOLD_CASE)
    lower_case (self, language);
  if (self->flags & FOLD_ACCENTS)
    {
      normalise (self, unorm2_getNFDInstance (&code));
      drop_accents (self);
    }
  normalise (self, unorm2_getNFCInstance (&code));
  write_utf8 (self);
}

guint32
vocabulary_add (Vocabulary *self, const UChar *units, gsize n, const char *language)
{
  guint32 number;

  fold (self, units, n, language);
  if (self->utf8->len == 0)
    return NO_WORD;
  number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, self->utf8->str));
  if (number == 0)
    {
      char *word = g_string_chunk_insert_len (self->chunk, self->utf8->str,
                                              (gssize) self->utf8->len);

      g_ptr_array_add (self->words, word);
      number = self->words->len;
      g_hash_table_insert (self->numbers, word, GUINT_TO_POINTER (number));
    }
  return number - 1;
}

char *
vocabulary_dup_folded (Vocabulary *self, const char *word)
{
  g_autofree gunichar2 *units = g_utf8_to_utf16 (word, -1, NULL, NULL, NULL);
  gsize n = 0;

  if (units == NULL)
    return g_strdup ("");
  while (units[n] != 0)
    n++;
  fold (self, (const UChar *) units, n, NULL);
  return g_strndup (self->utf8->str, self->utf8->len);
}

guint32
vocabulary_find (Vocabulary *self, const char *word)
{
  g_autofree char *folded = vocabulary_dup_folded (self, word);
  guint32 number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, folded));

  return number != 0 ? number - 1 : NO_WORD;
}

const char *
vocabulary_get (Vocabulary *self, guint32 word)
{
  return self->words->pdata[word];
}

guint32
vocabulary_get_n (Vocabulary *self)
{
  return self->words->len;
}
