/* Long paragraphs are broken for display, and every position is found again. */
#include <ui/page-text.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>

static SchoPageText *
make (const char *utf8)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoText) text = scho_text_new (utf8, &error);

  ck_assert_msg (text != NULL, "%s", error ? error->message : "");
  return scho_page_text_new (text);
}

static GString *
repeat (const char *word, guint n)
{
  GString *string = g_string_new (NULL);

  while (n-- > 0)
    g_string_append (string, word);
  return string;
}

START_TEST (short_paragraphs_are_shown_as_they_are)
{
  g_autoptr (SchoPageText) text = make ("one\n\ntwo ☃\n");
  gsize n_bytes;

  ck_assert_str_eq (scho_page_text_get_display (text, &n_bytes), "one\n\ntwo ☃\n");
  ck_assert_uint_eq (n_bytes, 13);
  for (guint32 i = 0; i <= 11; i++)
    {
      ck_assert_uint_eq (scho_page_text_to_place (text, i), i);
      ck_assert_uint_eq (scho_page_text_to_offset (text, i), i);
    }
}
END_TEST

static const struct
{
  const char *word;   /* repeated */
  const char *before; /* what stands before each break */
} cuts[] = {
  { "Ten chars. ", ". " },     /* at sentences */
  { "He said “no.” ", "” " },  /* after the closing mark */
  { "word ", " " },            /* else at spaces */
  { "字字字字。", "。" },      /* sentences without spaces */
  { "x", "x" },                /* else anywhere */
  { "e\xcc\x81", "\xcc\x81" }, /* but not before a combining mark */
};

START_TEST (is_cut_where_it_hurts_least)
{
  g_autoptr (GString) string = repeat (cuts[_i].word, 20000);
  g_autoptr (SchoPageText) text = make (string->str);
  gsize n_bytes;
  const char *display = scho_page_text_get_display (text, &n_bytes);
  const char *line = display, *feed;
  guint n_breaks = 0;

  for (; (feed = strchr (line, '\n')) != NULL; line = feed + 1, n_breaks++)
    {
      glong length = g_utf8_strlen (line, feed - line);

      ck_assert_int_le (length, SCHO_PAGE_PARAGRAPH);
      ck_assert_int_gt (length, SCHO_PAGE_PARAGRAPH / 2);
      ck_assert_int_eq (strncmp (feed - strlen (cuts[_i].before), cuts[_i].before,
                                 strlen (cuts[_i].before)),
                        0);
    }
  ck_assert_int_le (g_utf8_strlen (line, -1), SCHO_PAGE_PARAGRAPH);
  ck_assert_uint_gt (n_breaks, 2);
}
END_TEST

/* Walks through both texts side by side. */
static void
assert_maps (SchoPageText *text)
{
  SchoText *original = scho_page_text_get_text (text);
  gsize n_bytes;
  const char *p = scho_text_get_utf8 (original, &n_bytes);
  const char *q = scho_page_text_get_display (text, &n_bytes);
  guint32 offset = 0, place = 0;

  for (; *q != '\0'; q = g_utf8_next_char (q), place++)
    {
      ck_assert_uint_eq (scho_page_text_to_offset (text, place), offset);
      if (*q == '\n' && *p != '\n')
        continue; /* a break */
      ck_assert (g_utf8_get_char (p) == g_utf8_get_char (q));
      ck_assert_uint_eq (scho_page_text_to_place (text, offset), place);
      p = g_utf8_next_char (p);
      offset++;
    }
  ck_assert (*p == '\0');
  ck_assert_uint_eq (offset, scho_text_get_length (original));
  ck_assert_uint_eq (scho_page_text_to_place (text, offset), place);
  ck_assert_uint_eq (scho_page_text_to_offset (text, place), offset);
}

START_TEST (every_position_is_found_again)
{
  static const char *const words[]
      = { "ab ", "שלום ", "é. ", "字", "\n", "\n\n", "😀 ", "x" };
  guint32 seed = g_random_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GString) string = g_string_new (NULL);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < 60; i++)
    {
      const char *word = words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))];

      for (guint n = g_rand_int_range (random, 1, 4000); n > 0; n--)
        g_string_append (string, word);
      if (word[0] == '\n')
        g_string_append (string, "end of it. ");
    }

  g_autoptr (SchoPageText) text = make (string->str);
  assert_maps (text);
}
END_TEST

START_TEST (a_passage_does_not_reach_over_a_break)
{
  g_autoptr (GString) string = repeat ("word ", 2000);
  g_autoptr (SchoPageText) text = make (string->str);
  guint32 cut = 0, first, after;

  while (scho_page_text_to_place (text, cut) == cut)
    cut++;
  scho_page_text_to_places (text, cut - 4, cut, &first, &after);
  ck_assert_uint_eq (first, cut - 4);
  ck_assert_uint_eq (after, cut);
  scho_page_text_to_places (text, cut, cut + 4, &first, &after);
  ck_assert_uint_eq (first, cut + 1);
  ck_assert_uint_eq (after, cut + 5);
  /* The place of the break and the one after it are the same offset. */
  ck_assert_uint_eq (scho_page_text_to_offset (text, cut), cut);
  ck_assert_uint_eq (scho_page_text_to_offset (text, cut + 1), cut);
}
END_TEST

static const struct
{
  const char *utf8;
  gboolean rtl;
} directions[] = {
  { "plain", FALSE },         { "Grüße, “quoted” – 字 😀", FALSE },
  { "a שלום", TRUE },         { "مرحبا", TRUE },
  { "x\xe2\x80\x8fy", TRUE }, { "Հայերեն", FALSE },
  { "हिन्दी", FALSE },         { "", FALSE },
};

START_TEST (direction_is_seen)
{
  g_autoptr (SchoPageText) text = make (directions[_i].utf8);

  ck_assert_int_eq (scho_page_text_has_rtl (text), directions[_i].rtl);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("page-text");
  TCase *tc = tcase_create ("page-text");
  SRunner *runner;
  int failed;

  tcase_add_test (tc, short_paragraphs_are_shown_as_they_are);
  tcase_add_loop_test (tc, is_cut_where_it_hurts_least, 0, G_N_ELEMENTS (cuts));
  tcase_add_test (tc, every_position_is_found_again);
  tcase_add_test (tc, a_passage_does_not_reach_over_a_break);
  tcase_add_loop_test (tc, direction_is_seen, 0, G_N_ELEMENTS (directions));
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
