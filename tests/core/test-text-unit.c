/* test-text-unit.c - characters, words, sentences, paragraphs and turns of a text. */
#include <scholiast/text-unit.h>

#include <string.h>

#include "core-test.h"

#define CHARACTER SCHO_UNIT_CHARACTER
#define WORD SCHO_UNIT_WORD
#define SENTENCE SCHO_UNIT_SENTENCE
#define PARAGRAPH SCHO_UNIT_PARAGRAPH
#define TURN SCHO_UNIT_SPEAKER_TURN

#define FAMILY "\U0001f469\u200d\U0001f469\u200d\U0001f467"
#define GERMANY "\U0001f1e9\U0001f1ea"
#define FRANCE "\U0001f1eb\U0001f1f7"

/* All units of a text in turn, as "first|second". */
static const struct
{
  const char *text;
  const char *language;
  SchoTextUnit unit;
  const char *units;
} lists[] = {
  { "", NULL, SENTENCE, "" },
  { " \n\n ", NULL, PARAGRAPH, "" },
  { "abc", NULL, CHARACTER, "a|b|c" },
  { "e\u0301o\u0308", NULL, CHARACTER, "e\u0301|o\u0308" },
  { "a" FAMILY "b", NULL, CHARACTER, "a|" FAMILY "|b" },
  { GERMANY FRANCE, NULL, CHARACTER, GERMANY "|" FRANCE },
  { "\U0001f44d\U0001f3fd!", NULL, CHARACTER, "\U0001f44d\U0001f3fd|!" },
  { "1\ufe0f\u20e3", NULL, CHARACTER, "1\ufe0f\u20e3" }, /* a keycap */
  { "\u1100\u1161\u11a8\uac01", NULL, CHARACTER, "\u1100\u1161\u11a8|\uac01" },
  { "\u0e19\u0e49\u0e33", NULL, CHARACTER, "\u0e19\u0e49\u0e33" },
  { "a\nb", NULL, CHARACTER, "a|\n|b" },

  { "Don't say 3.5 (again)!", NULL, WORD, "Don't|say|3.5|again" },
  { "snake_case, victim-blaming", NULL, WORD, "snake_case|victim|blaming" },
  { "cafe\u0301s – d’accord", "fr", WORD, "cafe\u0301s|d’accord" },
  { "שלום עולם", "he", WORD, "שלום|עולם" },
  { "مرحبا بالعالم.", "ar", WORD, "مرحبا|بالعالم" },
  { "ภาษาไทย", "th", WORD, "ภาษา|ไทย" },
  { "我是学生。", "zh", WORD, "我是|学生" },
  { "...", NULL, WORD, "" },

  { "One. Two?  Three! ", NULL, SENTENCE, "One.|Two?|Three!" },
  { "He said “No.” Then he left.", "en", SENTENCE, "He said “No.”|Then he left." },
  { "I met Dr. Smith. He e.g. sat.", "en", SENTENCE, "I met Dr. Smith.|He e.g. sat." },
  { "It is 3.5 m. So do I. He too.", "en", SENTENCE, "It is 3.5 m.|So do I.|He too." },
  { "J. R. Smith and Mrs. Doe. Yes.", NULL, SENTENCE, "J. R. Smith and Mrs. Doe.|Yes." },
  { "Das ist z.B. Quatsch. Ja.", "de", SENTENCE, "Das ist z.B. Quatsch.|Ja." },
  { "Das ist z.B. Quatsch. Ja.", "de-AT", SENTENCE, "Das ist z.B. Quatsch.|Ja." },
  { "Vi a la Sra. Ruiz. ¿Y tú?", "es", SENTENCE, "Vi a la Sra. Ruiz.|¿Y tú?" },
  { "Bread, etc. Then milk.", "en", SENTENCE, "Bread, etc.|Then milk." },
  { "One line\nTwo lines. Three", NULL, SENTENCE, "One line|Two lines.|Three" },
  { "今日は。元気ですか？はい。", "ja", SENTENCE, "今日は。|元気ですか？|はい。" },
  { "هل أنت؟ نعم.", "ar", SENTENCE, "هل أنت؟|نعم." },
  { "One. Two.", "no such language, and far too long a name for one", SENTENCE,
    "One.|Two." },

  { "  One. Two. \n\nThree\n", NULL, PARAGRAPH, "One. Two.|Three" },
  { "A: Hi.\nB: Ho.", NULL, TURN, "A: Hi.|B: Ho." },
};

static void
add_unit (GString *all, SchoText *text, guint32 start, guint32 end, gboolean in_front)
{
  g_autofree char *words = scho_text_dup_range (text, start, end);

  if (all->len > 0)
    g_string_insert_c (all, in_front ? 0 : -1, '|');
  g_string_insert (all, in_front ? 0 : -1, words);
}

START_TEST (lists_forward)
{
  g_autoptr (SchoText) text = scho_text_new (lists[_i].text, NULL);
  g_autoptr (GString) all = g_string_new (NULL);
  guint32 start, end = 0;

  while (
      scho_text_next_unit (text, lists[_i].language, lists[_i].unit, end, &start, &end))
    add_unit (all, text, start, end, FALSE);
  ck_assert_str_eq (all->str, lists[_i].units);
}
END_TEST

START_TEST (lists_backward)
{
  g_autoptr (SchoText) text = scho_text_new (lists[_i].text, NULL);
  g_autoptr (GString) all = g_string_new (NULL);
  guint32 start = G_MAXUINT32, end;

  while (scho_text_previous_unit (text, lists[_i].language, lists[_i].unit, start, &start,
                                  &end))
    add_unit (all, text, start, end, TRUE);
  ck_assert_str_eq (all->str, lists[_i].units);
}
END_TEST

/* Every character of a unit finds it. */
START_TEST (finds_from_within)
{
  g_autoptr (SchoText) text = scho_text_new (lists[_i].text, NULL);
  guint32 start, end = 0;

  while (
      scho_text_next_unit (text, lists[_i].language, lists[_i].unit, end, &start, &end))
    for (guint32 i = start; i < end; i++)
      {
        guint32 from = 0, to = 0;

        ck_assert (scho_text_find_unit (text, lists[_i].language, lists[_i].unit, i,
                                        &from, &to));
        ck_assert_uint_eq (from, start);
        ck_assert_uint_eq (to, end);
      }
}
END_TEST

static const struct
{
  const char *text;
  SchoTextUnit unit;
  guint32 offset;
  const char *found; /* NULL: none */
} carets[] = {
  { "one two", WORD, 3, "one" }, /* behind it */
  { "one two", WORD, 7, "two" },
  { "one - two", WORD, 4, NULL },
  { "one - two", WORD, 5, NULL },
  { "One. Two.", SENTENCE, 4, "One." }, /* in the space after it */
  { "One. Two.", SENTENCE, 9, "Two." },
  { "One.\n\nTwo.", SENTENCE, 4, "One." }, /* at the line's end */
  { "One.\n\nTwo.", SENTENCE, 5, NULL },
  { "One.\n\nTwo.", PARAGRAPH, 4, "One." },
  { "One.\n\nTwo.", PARAGRAPH, 5, NULL },
  { "One.\n", PARAGRAPH, 5, NULL },
  { "", PARAGRAPH, 0, NULL },
  { "one", CHARACTER, 3, NULL },
  { "one", WORD, 99, "one" },
};

START_TEST (finds_at_a_caret)
{
  g_autoptr (SchoText) text = scho_text_new (carets[_i].text, NULL);
  g_autofree char *found = NULL;
  guint32 start = 0, end = 0;

  if (scho_text_find_unit (text, NULL, carets[_i].unit, carets[_i].offset, &start, &end))
    found = scho_text_dup_range (text, start, end);
  ck_assert_pstr_eq (found, carets[_i].found);
}
END_TEST

static const struct
{
  const char *text;
  SchoTextUnit unit;
  guint32 start, end;
  const char *snapped; /* NULL: refused */
} snaps[] = {
  { "one two three", WORD, 5, 6, "two" },
  { "one two three", WORD, 3, 8, "two" }, /* white space does not take words in */
  { "one two three", WORD, 2, 5, "one two" },
  { "one, two", WORD, 3, 6, ", two" },
  { "one two", WORD, 3, 4, NULL },
  { "one two", WORD, 3, 3, NULL },
  { "one two", WORD, 5, 3, NULL },
  { "one two", WORD, 4, 99, "two" },
  { "One. Two. Three.", SENTENCE, 6, 7, "Two." },
  { "One. Two. Three.", SENTENCE, 4, 11, "Two. Three." },
  { "One.\nTwo. Three.", PARAGRAPH, 6, 7, "Two. Three." },
  { "e\u0301a", CHARACTER, 1, 2, "e\u0301" },
  { "e\u0301a", CHARACTER, 0, 1, "e\u0301" },
  { "a" FAMILY "b", CHARACTER, 3, 4, FAMILY },
  { GERMANY FRANCE, CHARACTER, 1, 3, GERMANY FRANCE },
  { GERMANY FRANCE, WORD, 2, 3, FRANCE },
  { "\u1100\u1161\u11a8a", CHARACTER, 1, 2, "\u1100\u1161\u11a8" },
  { "a \u0301b", WORD, 2, 4, " \u0301b" }, /* a mark upon a space */
  { "one two", CHARACTER, 3, 4, " " },
};

START_TEST (snaps_to_whole_units)
{
  g_autoptr (SchoText) text = scho_text_new (snaps[_i].text, NULL);
  guint32 start = snaps[_i].start, end = snaps[_i].end;
  g_autofree char *snapped = NULL;

  if (scho_text_snap (text, NULL, snaps[_i].unit, &start, &end))
    snapped = scho_text_dup_range (text, start, end);
  else
    ck_assert (start == snaps[_i].start && end == snaps[_i].end);
  ck_assert_pstr_eq (snapped, snaps[_i].snapped);
}
END_TEST

static const SchoStretch turns[] = {
  { 0, 5, SCHO_STRETCH_HEADING, 1 },      { 6, 24, SCHO_STRETCH_SPEAKER_TURN, 0, "A" },
  { 6, 12, SCHO_STRETCH_PARAGRAPH },      { 24, 29, SCHO_STRETCH_SPEAKER_TURN, 0, "B" },
  { 29, 37, SCHO_STRETCH_TABLE_CELL, 1 }, { 38, 46, SCHO_STRETCH_LIST_ITEM, 1 },
};

static const struct
{
  guint32 offset;
  SchoTextUnit unit;
  const char *found;
} in_turns[] = {
  { 1, TURN, "Title" }, /* no turn: the paragraph */
  { 7, TURN, "Hello.\nYou there?" },
  { 14, TURN, "Hello.\nYou there?" },
  { 24, TURN, "Yes." },
  { 7, PARAGRAPH, "Hello." },
  { 14, PARAGRAPH, "You there?" },
  { 34, PARAGRAPH, "One\ntwo." },
  { 39, PARAGRAPH, "An\nitem." },
  { 47, PARAGRAPH, "End." },
};

START_TEST (finds_turns)
{
  static const char words[]
      = "Title\nHello.\nYou there?\nYes.\nOne\ntwo.\nAn\nitem.\nEnd.";
  g_autoptr (SchoText) text = NULL;
  g_autofree char *found = NULL;
  guint32 start = 0, end = 0;

  text = scho_text_new_take (g_strdup (words), strlen (words), turns,
                             G_N_ELEMENTS (turns), NULL);
  ck_assert (scho_text_find_unit (text, NULL, in_turns[_i].unit, in_turns[_i].offset,
                                  &start, &end));
  found = scho_text_dup_range (text, start, end);
  ck_assert_str_eq (found, in_turns[_i].found);
}
END_TEST

/* The same units come out of the middle of a long line as out of a short one. */
START_TEST (a_long_line_changes_nothing)
{
  static const char piece[] = "She met Dr. Smith; “no!” e\u0301t" FAMILY GERMANY FRANCE
                              " 我是学生。Then\u00a0he (J. Doe) left? ";
  g_autoptr (SchoText) small = scho_text_new (piece, NULL);
  guint32 length = scho_text_get_length (small);
  GString *many = g_string_new (NULL);
  g_autoptr (SchoText) text = NULL;
  guint32 from = 1000 * length;

  for (guint i = 0; i < 2000; i++)
    g_string_append (many, piece);
  text = scho_text_new (many->str, NULL);
  g_string_free (many, TRUE);
  for (SchoTextUnit unit = CHARACTER; unit <= SENTENCE; unit++)
    for (guint32 i = 0; i < length; i++)
      {
        guint32 a = 0, b = 0, c = 0, d = 0;

        ck_assert (scho_text_find_unit (small, NULL, unit, i, &a, &b)
                   == scho_text_find_unit (text, NULL, unit, from + i, &c, &d));
        ck_assert_msg (b == 0 || (a + from == c && b + from == d), "unit %d at %u: %u–%u",
                       (int) unit, i, c - from, d - from);
      }
}
END_TEST

static const char *const monsters[] = {
  "a",       "word ",  "A sentence. ",  "我是学生", "我是学生。", GERMANY,
  "e\u0301", "\u0301", FAMILY "\u200d", "ภาษาไทย",  ".",          " ",
};

/* One line of a million characters, whatever is in it. */
START_TEST (a_monstrous_line_is_quick)
{
  GString *many = g_string_new (NULL);
  g_autoptr (SchoText) text = NULL;
  gint64 longest = 0;
  guint32 length;

  while (g_utf8_strlen (many->str, 4096) < 1000 || many->len < 3000000)
    for (guint i = 0; i < 1000; i++)
      g_string_append (many, monsters[_i]);
  text = scho_text_new (many->str, NULL);
  length = scho_text_get_length (text);
  g_string_free (many, TRUE);
  for (SchoTextUnit unit = CHARACTER; unit <= TURN; unit++)
    for (guint i = 1; i < 4; i++)
      {
        guint32 start = length / 4 * i, end = start + 1;
        gint64 begin = g_get_monotonic_time ();

        scho_text_snap (text, NULL, unit, &start, &end);
        longest = MAX (longest, g_get_monotonic_time () - begin);
        ck_assert_uint_lt (start, end);
      }
  g_print ("“%s”: %.2f ms\n", monsters[_i], (double) longest / 1e3);
  ck_assert_int_lt (longest, 100000);
}
END_TEST

static const struct
{
  const char *text, *before, *after; /* of the word “x”, with at most six characters */
} contexts[] = {
  { "the cat sat x and so on", " sat ", " and " },
  { "a b x c d", "a b ", " c d" },
  { "x", "", "" },
  { "verylongwordthatgoeson x verylongwordthatgoeson", " ", " " },
  { "(cat’s) x (dog’s)", ") ", " (" },
  { "ein Häschen x und ähnlich", " ", " und " },
};

/* What is cut is cut between words. */
START_TEST (context_ends_at_words)
{
  const char *words = contexts[_i].text;
  g_autoptr (SchoText) text = scho_text_new (words, NULL);
  guint32 length = scho_text_get_length (text);
  guint32 offset = (guint32) g_utf8_strlen (words, strchr (words, 'x') - words);
  guint32 start = scho_text_context_start (text, offset, 6);
  guint32 end = scho_text_context_end (text, offset + 1, 6);
  g_autofree char *before = scho_text_dup_range (text, start, offset);
  g_autofree char *after = scho_text_dup_range (text, offset + 1, end);

  ck_assert (start == 0 || scho_text_is_word_border (text, NULL, start));
  ck_assert (end == length || scho_text_is_word_border (text, NULL, end));
  ck_assert_str_eq (before, contexts[_i].before);
  ck_assert_str_eq (after, contexts[_i].after);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("text-unit");
  TCase *tc = tcase_create ("text-unit");

  tcase_set_timeout (tc, 60);
  tcase_add_loop_test (tc, lists_forward, 0, G_N_ELEMENTS (lists));
  tcase_add_loop_test (tc, lists_backward, 0, G_N_ELEMENTS (lists));
  tcase_add_loop_test (tc, finds_from_within, 0, G_N_ELEMENTS (lists));
  tcase_add_loop_test (tc, finds_at_a_caret, 0, G_N_ELEMENTS (carets));
  tcase_add_loop_test (tc, snaps_to_whole_units, 0, G_N_ELEMENTS (snaps));
  tcase_add_loop_test (tc, finds_turns, 0, G_N_ELEMENTS (in_turns));
  tcase_add_test (tc, a_long_line_changes_nothing);
  tcase_add_loop_test (tc, a_monstrous_line_is_quick, 0, G_N_ELEMENTS (monsters));
  tcase_add_loop_test (tc, context_ends_at_words, 0, G_N_ELEMENTS (contexts));
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
