/* test-query-language.c - queries that are understood, and what is said of others. */
#include <scholiast/query-part.h>

#include <string.h>

#include "core-test.h"

/* What is typed, and its plainest form; NULL: the same. */
static const struct
{
  const char *typed, *plain;
} understood[] = {
  { "blame", NULL },
  { "  blame  ", "blame" },
  { "\"blame\"", "blame" },
  { "“victim blaming”", "\"victim blaming\"" },
  { "„victim blaming“", "\"victim blaming\"" },
  { "'victim blaming'", "\"victim blaming\"" },
  { "‘victim blaming’", "\"victim blaming\"" },
  { "‚victim blaming‘", "\"victim blaming\"" },
  { "outlet='Guardian'", "outlet=Guardian" },
  { "memo:‘blaming’ and (outlet:'The Guardian')",
    "memo:blaming and outlet:\"The Guardian\"" },
  { "'Women's march' or ‘women’s \\’ \"x\"’",
    "\"Women's march\" or \"women’s ’ \\\"x\\\"\"" },
  { "O'Brien or outlet:O’Neill", NULL }, /* apostrophes */
  { "dogs' or 'cats'/*", "dogs' or cats/*" },
  { "@'my two' and @‘mine’", "@\"my two\" and @mine" },
  { "\"'tis\" and a=\"‘so\"", NULL }, /* a mark that is meant */
  { "reactions/*", NULL },
  { "\"my reactions\"/*", NULL },
  { "\"reactions/*\"", NULL }, /* a code with a star in its name */
  { "*", NULL },
  { "\"*\"", NULL },
  { "below reactions", NULL },
  { "BELOW \"my reactions\"", "below \"my reactions\"" },
  { "reactions/anger", NULL },
  { "and\\/or", "and\\/or" },
  { "\"a \\\"b\\\" \\\\ c\"", NULL },
  { "\"und\"", "und" },
  { "\"and\"", NULL },
  { "\"Near\"", NULL },
  { "a and b and c", NULL },
  { "(a and b) and c", "a and b and c" },
  { "a and (b and c)", "a and b and c" },
  { "a or b and c", NULL },
  { "(a or b) and c", NULL },
  { "a AND b Or c", "a and b or c" },
  { "((((a))))", "a" },
  { "not a", NULL },
  { "not not a", NULL },
  { "not (a and b)", NULL },
  { "not a and b", NULL },
  { "a and not b", NULL },
  { "a overlaps b", NULL },
  { "a not overlaps b", NULL },
  { "not a overlaps b", NULL },
  { "not (a overlaps b)", "not a overlaps b" },
  { "(not a) overlaps b", NULL },
  { "a overlaps (b or c)", NULL },
  { "a overlaps b overlaps c", NULL },
  { "(a overlaps b) overlaps c", "a overlaps b overlaps c" },
  { "a overlaps (b overlaps c)", NULL },
  { "a inside b and c contains d or e equals f", NULL },
  { "a touches b", NULL },
  { "a follows b", NULL },
  { "a follows b within 3 words", NULL },
  { "a precedes b WITHIN 1 Turns", "a precedes b within 1 turn" },
  { "a near b within 20 characters", NULL },
  { "a not near b within 0 paragraph", "a not near b within 0 paragraphs" },
  { "a follows b within 2 sentences follows c", NULL },
  { "a in same paragraph as b", NULL },
  { "a in the same Turn as b", "a in same turn as b" },
  { "a not in same document as b", NULL },
  { "a in same sentences as b", "a in same sentence as b" },
  { "outlet:guardian", NULL },
  { "outlet = \"The Guardian\"", "outlet=\"The Guardian\"" },
  { "outlet=“The Guardian”", "outlet=\"The Guardian\"" },
  { "outlet!=\"\"", NULL },
  { "age>=18 and age<65", NULL },
  { "published<=2024-05", NULL },
  { "\"age at interview\">40", NULL },
  { "\"coder\":x", NULL }, /* an attribute */
  { "@mine and not @\"my two\"", NULL },
  { "@\"mine\"", "@mine" },
  { "\"@mine\"", NULL }, /* a code */
  { "near:x", "\"near\":x" },
  { "Coder:asha", "coder:asha" },
  { "coder!=\"asha rao\"", NULL },
  { "coded>=2024-05-01T10:30", NULL },
  { "coded=2024 and coded!=2024-05-31T10:30:15Z", NULL },
  { "title:news and language:en and source=\"a.txt\"",
    "title:news and language:en and source=a.txt" },
  { "memo:\"a question\"", NULL },
  { "memo=\"\"", NULL },
  { "weight>50 or weight = 10", "weight>50 or weight=10" },
  { "example:yes", NULL },
  { "text:police", NULL },
  { "text~\"polic(e|ing)\"", NULL },
  { "hit:police and a", NULL },
  { "HIT~poli.e", "hit~poli.e" },
  { "url:http://x.org/a=b!", NULL },
  { "url:\":x\"", NULL },
  { "(outlet:x)", "outlet:x" },
  { "a and(b)", "a and b" },
  { "a\tand\nb", "a and b" },
};

/* Taken apart and put together it is the same query. */
static void
check_parts (SchoPassageQuery *query, const char *plain)
{
  g_autoptr (SchoQueryPart) part = scho_passage_query_take_apart (query);
  g_autofree char *written = scho_query_part_write (part);
  g_autoptr (SchoPassageQuery) again = scho_passage_query_parse (written, NULL, NULL);
  g_autofree char *same = again != NULL ? scho_passage_query_dup_text (again) : NULL;

  ck_assert_msg (g_strcmp0 (same, plain) == 0, "%s: %s: %s", plain, written, same);
}

START_TEST (is_understood)
{
  const char *typed = understood[_i].typed;
  const char *plain = understood[_i].plain != NULL ? understood[_i].plain : typed;
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoPassageQuery) query = scho_passage_query_parse (typed, NULL, &error);
  g_autoptr (SchoPassageQuery) again = NULL;
  g_autofree char *text = NULL, *same = NULL;

  ck_assert_msg (query != NULL, "%s: %s", typed, error != NULL ? error->message : "");
  text = scho_passage_query_dup_text (query);
  ck_assert_str_eq (text, plain);
  again = scho_passage_query_parse (text, NULL, &error);
  ck_assert_ptr_nonnull (again);
  same = scho_passage_query_dup_text (again);
  ck_assert_str_eq (same, plain);
  check_parts (query, plain);
}
END_TEST

/* What a form has when not all of it is filled in. */
START_TEST (what_is_empty_is_left_out)
{
  g_autoptr (SchoQueryPart) all = scho_query_part_new (SCHO_PART_ALL);
  SchoQueryPart *none = scho_query_part_new (SCHO_PART_NONE);
  SchoQueryPart *code = scho_query_part_new (SCHO_PART_CODE);
  SchoQueryPart *relation = scho_query_part_new (SCHO_PART_RELATION);
  SchoQueryPart *term = scho_query_part_new (SCHO_PART_TERM);
  g_autofree char *nothing = NULL, *some = NULL;

  g_ptr_array_add (none->parts, code);
  g_ptr_array_add (all->parts, none);
  relation->left = g_strdup ("a");
  g_ptr_array_add (all->parts, relation);
  g_ptr_array_add (all->parts, term);
  nothing = scho_query_part_write (all);
  ck_assert_str_eq (nothing, "");
  code->name = g_strdup ("and");
  term->name = g_strdup ("coder");
  term->value = g_strdup ("");
  some = scho_query_part_write (all);
  ck_assert_str_eq (some, "(not ((\"and\"))) and (\"coder\":\"\")");
}
END_TEST

static const struct
{
  const char *typed;
  guint start, length;
  const char *says; /* a part of the message */
} refused[] = {
  { "", 0, 0, "The query is empty" },
  { "  ", 2, 0, "The query is empty" },
  { "ärger und", 6, 3, "“and”, “or” or a relation such as “overlaps” is missing before" },
  { "victim blaming and b", 7, 7, "names with spaces stand in quotation marks" },
  { "a and", 5, 0, "A code or a condition is missing here" },
  { "a and or b", 6, 2, "missing before “or”; a code that is called so is" },
  { "and b", 0, 3, "missing before “and”" },
  { "a or ()", 6, 1, "A code or a condition is missing here" },
  { "(a or b", 0, 1, "The parenthesis that begins here does not end" },
  { "a and ((b) or c", 6, 1, "The parenthesis that begins here does not end" },
  { "a)", 1, 1, "A parenthesis ends here that has not begun" },
  { "“ä” and \"b", 8, 1, "The quotation marks that begin here do not end" },
  { "ä and b” or", 7, 1, "Quotation marks end here that have not begun" },
  { "a and \"\":x", 6, 2, "There is no name between the quotation marks" },
  { "a and \"\"", 6, 2, "There is no name between the quotation marks" },
  { "not", 3, 0, "A code or a condition is missing here" },
  { "a and 'b c", 6, 1, "The quotation marks that begin here do not end" },
  { "outlet=‘The O’Brien", 7, 1, "The quotation marks that begin here do not end" },
  { "!a", 0, 1, "There is no “!”" },
  { "a & b", 2, 1, "“and”, “or” or a relation" },
  { "=x", 0, 1, "Before the sign the name of an attribute is missing" },
  { "a not b", 6, 1, "“and” or “or” is missing before “not”, or a relation" },
  { "a overlaps", 10, 0, "A code or a condition is missing here" },
  { "a near b", 8, 0, "How near is missing" },
  { "a overlaps b within 3 words", 13, 6, "“within” goes with “follows”" },
  { "a near b within words", 16, 5, "Behind “within” stands a whole number" },
  { "a near b within -3 words", 16, 2, "Behind “within” stands a whole number" },
  { "a near b within 1000000001 words", 16, 10, "a whole number up to 1,000,000,000" },
  { "a near b within 3", 17, 0, "Behind the number stands: characters, words" },
  { "a near b within 3 documents", 18, 9, "Behind the number stands: characters" },
  { "a in b", 5, 1, "Behind “in” stands: same paragraph as" },
  { "a in same word as b", 0, 14, "Behind “in” stands: same paragraph as" },
  { "a in same turn of b", 15, 2, "Behind “in” stands: same paragraph as" },
  { "a or @", 5, 1, "The name of a saved query is missing behind “@”" },
  { "@ x", 0, 1, "The name of a saved query is missing behind “@”" },
  { "below", 0, 5, "A code is missing behind “below”" },
  { "below (a)", 0, 5, "A code is missing behind “below”" },
  { "below a/*", 6, 3, "Behind “below” stands the name of a code alone" },
  { "below coder:x", 6, 7, "Behind “below” stands the name of a code alone" },
  { "outlet:", 7, 0, "A value is missing behind “outlet:”" },
  { "outlet: and", 0, 0, NULL }, /* “and” is the value */
  { "title>3", 5, 1, "“title” does not go with “>”, only with: :  =  !=" },
  { "outlet~x", 6, 1, "Only “text” and “hit” take an expression" },
  { "text=x", 4, 1, "“text” does not go with “=”, only with: :  ~" },
  { "coded>may", 6, 3, "“may” is no date such as 2024" },
  { "coded>2024-13", 6, 7, "“2024-13” is no date" },
  { "coded>2023-02-29", 6, 10, "is no date" },
  { "weight>much", 7, 4, "“much” is no number" },
  { "weight>nan", 7, 3, "“nan” is no number" },
  { "example:perhaps", 8, 7, "“perhaps” is neither “yes” nor “no”" },
  { "age>old", 4, 3, "“old” is neither a number nor a date" },
  { "text:\"\"", 5, 2, "There is nothing to search for" },
  { "a and text~\"(\"", 11, 3, "(" },
};

START_TEST (is_refused)
{
  g_autoptr (GError) error = NULL;
  SchoQueryPlace place = { 99, 99 };
  g_autoptr (SchoPassageQuery) query
      = scho_passage_query_parse (refused[_i].typed, &place, &error);

  if (refused[_i].says == NULL)
    {
      ck_assert_ptr_nonnull (query);
      return;
    }
  ck_assert_msg (query == NULL, "%s", refused[_i].typed);
  ck_assert (g_error_matches (error, SCHO_ERROR, SCHO_ERROR_INVALID)
             || strchr (refused[_i].typed, '~') != NULL);
  ck_assert_msg (strstr (error->message, refused[_i].says) != NULL, "%s: %s",
                 refused[_i].typed, error->message);
  ck_assert_msg (place.start == refused[_i].start && place.length == refused[_i].length,
                 "%s: %u, %u", refused[_i].typed, place.start, place.length);
}
END_TEST

static char *
repeat (const char *words, guint n, const char *middle, const char *end)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, words);
  g_string_append (text, middle);
  for (guint i = 0; i < n; i++)
    g_string_append (text, end);
  return g_string_free (text, FALSE);
}

static const struct
{
  const char *before, *middle, *behind;
  guint most; /* this many are taken */
} deep[] = {
  { "(", "a", ")", 100 },
  { "not ", "a", "", 100 },
  { "not (", "a", ")", 50 },
  { "", "a", " overlaps b", 100 },
  { "", "a", " follows b within 3 words", 100 },
};

START_TEST (too_deep_is_refused)
{
  static const guint more[] = { 1, 10, 2000 };
  g_autofree char *most
      = repeat (deep[_i].before, deep[_i].most, deep[_i].middle, deep[_i].behind);
  g_autoptr (SchoPassageQuery) taken = scho_passage_query_parse (most, NULL, NULL);

  ck_assert_ptr_nonnull (taken);
  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = repeat (deep[_i].before, deep[_i].most + more[i],
                                      deep[_i].middle, deep[_i].behind);

      ck_assert_ptr_null (scho_passage_query_parse (text, NULL, &error));
      ck_assert_msg (strstr (error->message, "Too much lies within each other") != NULL,
                     "%s", error->message);
    }
}
END_TEST

START_TEST (long_lists_are_no_trouble)
{
  g_autofree char *many = repeat ("", 5000, "a", " or bcd");
  g_autofree char *too_many = repeat ("", 10000, "a", " or bcd");
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoPassageQuery) query = scho_passage_query_parse (many, NULL, &error);
  g_autofree char *text = NULL;

  ck_assert_ptr_nonnull (query);
  text = scho_passage_query_dup_text (query);
  ck_assert_str_eq (text, many);
  ck_assert_ptr_null (scho_passage_query_parse (too_many, NULL, &error));
  ck_assert_str_eq (error->message, "The query is longer than 65,536 bytes");
  g_clear_error (&error);
  ck_assert_ptr_null (scho_passage_query_parse ("a\xff", NULL, &error));
  ck_assert_str_eq (error->message, "The query is no UTF-8");
}
END_TEST

static const struct
{
  guint start, length;
  const char *text, *drawn;
} drawings[] = {
  { 6, 3, "ärger und", "ärger und\n      ^^^" },
  { 5, 0, "a and", "a and\n     ^" },
  { 0, 0, "", "\n^" },
  { 3, 2, "日本 ab\tc", "日本 ab c\n     ^^" },
  { 0, 2, "日本", "日本\n^^^^" },
  { 2, 0, "a b", "a b\n  ^" },
  { 9, 9, "a b", "a b\n   ^" },
};

START_TEST (the_place_is_drawn)
{
  SchoQueryPlace place = { drawings[_i].start, drawings[_i].length };
  g_autofree char *drawn = scho_query_place_draw (&place, drawings[_i].text);

  ck_assert_str_eq (drawn, drawings[_i].drawn);
}
END_TEST

/* Whatever a code is called, its quoted name is that code. */
static const char *const names[]
    = { "a",   "a b", "and", "Within", "*",   "x/*",   "a\"b", "a\\b", "a\\\"b", "a\\",
        "“a”", "a:b", "(a)", "a\nb",   "a/b", "a\\/b", "ä",    "!",    "<>",     "~" };

START_TEST (quoted_names_are_names)
{
  g_autofree char *quoted = scho_passage_query_quote (names[_i]);
  g_autofree char *below = g_strdup_printf ("below %s", quoted);
  g_autofree char *text = NULL;
  g_autoptr (SchoPassageQuery) query = scho_passage_query_parse (below, NULL, NULL);

  ck_assert_msg (query != NULL, "%s", below);
  text = scho_passage_query_dup_text (query);
  ck_assert_str_eq (text, below);
}
END_TEST

/* Words of the language in any order: never worse than a sentence with a place in it. */
START_TEST (any_words_are_no_trouble)
{
  static const char *const words[]
      = { "a",     "and ", " or ",  "not ",    "(",
          ")",     "\"",   "“",     "”",       "below",
          " near", "in ",  "same",  "turn",    " as ",
          " ",     ":",    "=",     "!=",      "<",
          "~",     "hit",  "coded", "2024-05", "within 3 words ",
          "*",     "/*",   "\\",    "日",      " overlaps ",
          "text",  "x" };
  guint32 seed = get_test_seed ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  guint n_understood = 0;

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (SchoPassageQuery) query = NULL;
      SchoQueryPlace place;

      for (guint n = g_rand_int_range (random, 0, 12); n > 0; n--)
        g_string_append (text, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
      query = scho_passage_query_parse (text->str, &place, &error);
      ck_assert_seed ((query == NULL) == (error != NULL), seed);
      if (query == NULL)
        ck_assert_seed (place.start + place.length <= g_utf8_strlen (text->str, -1),
                        seed);
      else
        {
          g_autofree char *plain = scho_passage_query_dup_text (query);
          g_autoptr (SchoPassageQuery) again
              = scho_passage_query_parse (plain, NULL, NULL);
          g_autofree char *same
              = again != NULL ? scho_passage_query_dup_text (again) : NULL;

          ck_assert_msg (g_strcmp0 (plain, same) == 0, "%s: %s, %s; SCHOLIAST_SEED=%u",
                         text->str, plain, same, seed);
          check_parts (query, plain);
          n_understood++;
        }
    }
  ck_assert_uint_gt (n_understood, 100);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("query-language");
  TCase *tc = tcase_create ("query-language");

  tcase_set_timeout (tc, 60);
  tcase_add_loop_test (tc, is_understood, 0, G_N_ELEMENTS (understood));
  tcase_add_loop_test (tc, is_refused, 0, G_N_ELEMENTS (refused));
  tcase_add_loop_test (tc, too_deep_is_refused, 0, G_N_ELEMENTS (deep));
  tcase_add_test (tc, what_is_empty_is_left_out);
  tcase_add_test (tc, long_lists_are_no_trouble);
  tcase_add_loop_test (tc, the_place_is_drawn, 0, G_N_ELEMENTS (drawings));
  tcase_add_loop_test (tc, quoted_names_are_names, 0, G_N_ELEMENTS (names));
  tcase_add_test (tc, any_words_are_no_trouble);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
