/* test-fold.c - what becomes of every character, and where it was; against a plain walk.
 */
#include <scholiast/fold-private.h>
#include <scholiast/text.h>

#include <string.h>

#include "core-test.h"

static char *
fold (const char *text, SchoFoldFlags flags)
{
  g_autoptr (SchoFold) folded = scho_fold_new (text, strlen (text), flags);

  return scho_fold_dup_utf8 (folded);
}

static const struct
{
  const char *text;
  SchoFoldFlags flags;
  const char *folded;
} cases[] = {
  { "", SCHO_FOLD_ALL, "" },
  { "ABC ÄÖÜ ß\n", SCHO_FOLD_ALL, "abc aou ss\n" },
  { "ABC ÄÖÜ ß\n", SCHO_FOLD_ACCENTS, "ABC AOU ß\n" },
  { "Äß", SCHO_FOLD_CASE, "a\u0308ss" },
  { "Äß", SCHO_FOLD_NOTHING, "A\u0308ß" },
  { "Ø\u0301 Æ", SCHO_FOLD_ACCENTS, "O AE" },
  { "\U0001f600\U00010400", SCHO_FOLD_ALL, "\U0001f600\U00010428" },
  { "❤\ufe0f", SCHO_FOLD_ALL, "❤" },
};

START_TEST (folds)
{
  g_autofree char *folded = fold (cases[_i].text, cases[_i].flags);

  ck_assert_str_eq (folded, cases[_i].folded);
}
END_TEST

static gboolean
is_character (gunichar c)
{
  return c > 0 && c != '\r' && c != 0xfeff && g_unichar_validate (c);
}

/* Each where characters are, one of many where there are none. */
static gunichar
next_character (gunichar c)
{
  /* Sanitizers make it ten times as long: but for the few that stand for others. */
  gboolean is_usual = c > 0x3000 && (c < 0xf900 || c > 0xffff);
  guint step = is_usual && g_getenv ("SCHOLIAST_SANITIZER") != NULL ? 17 : 1;

  if (c >= 0x32400 && c < 0xe0000)
    return MIN (c + 251, 0xe0000);
  return c + (c >= 0xe0200 ? 251 : step);
}

/* Each alone, each among others: none is too long for the room that is made. */
START_TEST (folds_every_character)
{
  SchoFoldFlags flags = (SchoFoldFlags) _i;
  GString *all = g_string_new (NULL);
  g_autoptr (GString) parts = g_string_new (NULL);
  g_autofree char *folded = NULL;

  for (gunichar c = 1; c < 0x110000; c = next_character (c))
    if (is_character (c))
      {
        char bytes[8] = { 0 };
        g_autofree char *part = NULL;

        g_unichar_to_utf8 (c, bytes);
        part = fold (bytes, flags);
        ck_assert_uint_le (g_utf8_strlen (part, -1), 7);
        g_string_append (all, bytes);
        g_string_append (parts, part);
      }
  folded = fold (all->str, flags);
  ck_assert (strcmp (folded, parts->str) == 0);
  g_string_free (all, TRUE);
}
END_TEST

/* The text index relies on this; see may_be_ligature () of search.c. */
START_TEST (few_characters_become_ascii)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (gunichar c = 0x80; c < 0x110000; c = next_character (c))
    if (is_character (c))
      {
        char bytes[8] = { 0 };
        g_autofree char *part = NULL;

        g_unichar_to_utf8 (c, bytes);
        part = fold (bytes, SCHO_FOLD_CASE);
        if (g_str_is_ascii (part) && g_ascii_isalnum (part[0]))
          g_string_append_printf (all, "%s ", part);
      }
  ck_assert_str_eq (all->str, "ss s ss k ff fi fl ffi ffl st st ");
}
END_TEST

typedef struct
{
  guint32 start, end;
} Range;

static void
add_cb (guint32 start, guint32 end, gpointer data)
{
  Range range = { start, end };

  g_array_append_val ((GArray *) data, range);
}

static const char *const alphabets[] = {
  "abcdefgh e\u0301",  "aße\u0301 ",     "ä\u0301ßﬃ\n",
  "\U0001f600a\u0301", "漢aが\u3099か",  "שָׁ\u05b8ab",
  "İıi\u0307IΐΰΘ",     "\u1fb7α\u0345ι", "가각\u1100\u1161a",
};

static char *
make_string (GRand *random, const char *alphabet, guint length)
{
  GString *string = g_string_new (NULL);
  glong n = g_utf8_strlen (alphabet, -1);

  for (guint i = 0; i < length; i++)
    g_string_append_unichar (string, g_utf8_get_char (g_utf8_offset_to_pointer (
                                         alphabet, g_rand_int_range (random, 0, n))));
  return g_string_free (string, FALSE);
}

/* Holds, since half a letter stands for the whole one. */
static gboolean
is_hit (SchoText *text, const char *pattern, SchoFoldFlags flags, Range range)
{
  g_autofree char *words = scho_text_dup_range (text, range.start, range.end);
  g_autofree char *folded = fold (words, flags);

  return strstr (folded, pattern) != NULL;
}

static gboolean
begins_hit (SchoText *text, const char *pattern, SchoFoldFlags flags, guint32 start)
{
  g_autofree char *first = scho_text_dup_range (text, start, start + 1);
  g_autofree char *words = scho_text_dup_range (text, start, start + 20);
  g_autofree char *folded = fold (words, flags);
  g_autofree char *first_folded = fold (first, flags);

  /* With the voicing mark of Kana it is another letter. */
  return first_folded[0] != '\0' && g_str_has_prefix (folded, pattern)
         && !g_str_has_prefix (folded + strlen (pattern), "\u3099");
}

static void
check_hits (
    SchoText *text, const char *pattern, SchoFoldFlags flags, GArray *hits, guint32 seed)
{
  guint32 from = 0, length = scho_text_get_length (text);

  for (guint i = 0; i <= hits->len; i++)
    {
      Range hit = { length, length };

      if (i < hits->len)
        {
          hit = g_array_index (hits, Range, i);
          ck_assert_seed (hit.start >= from && hit.start < hit.end, seed);
          ck_assert_seed (is_hit (text, pattern, flags, hit), seed);
        }
      for (; from < hit.start; from++)
        ck_assert_seed (!begins_hit (text, pattern, flags, from), seed);
      from = hit.end;
    }
}

/* What is found folds to what was looked for; in between there is none. With accents
 * taken away: where they count, half a letter is none. */
START_TEST (finds_what_a_walk_finds)
{
  guint32 seed = get_test_seed ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  guint n_found = 0;

  for (guint i = 0; i < 80; i++)
    {
      SchoFoldFlags flags = i % 2 == 0 ? SCHO_FOLD_ALL : SCHO_FOLD_ACCENTS;
      g_autofree char *all = make_string (random, alphabets[_i], 300);
      g_autofree char *words
          = make_string (random, alphabets[_i], g_rand_int_range (random, 1, 4));
      g_autoptr (SchoText) text = scho_text_new (all, NULL);
      g_autoptr (SchoFold) folded = scho_fold_new (all, strlen (all), flags);
      g_autoptr (SchoFold) pattern = scho_fold_new (words, strlen (words), flags);
      g_autofree char *looked_for = scho_fold_dup_utf8 (pattern);
      g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (Range));

      scho_fold_find (folded, pattern, add_cb, hits);
      if (looked_for[0] != '\0')
        check_hits (text, looked_for, flags, hits, seed);
      else
        ck_assert_uint_eq (hits->len, 0);
      n_found += hits->len;
    }
  ck_assert_seed (n_found > 30, seed);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("fold");
  TCase *tc = tcase_create ("fold");

  tcase_set_timeout (tc, 60);
  tcase_add_loop_test (tc, folds, 0, G_N_ELEMENTS (cases));
  tcase_add_loop_test (tc, folds_every_character, 0, SCHO_FOLD_ALL + 1);
  tcase_add_test (tc, few_characters_become_ascii);
  tcase_add_loop_test (tc, finds_what_a_walk_finds, 0, G_N_ELEMENTS (alphabets));
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
