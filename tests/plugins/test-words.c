/* test-words.c - word lists, keywords in context, collocations, keyness, richness. */
#include "../../plugins/words/association.h"
#include "fixture.h"

#include <check.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

static Fixture fixture;

static void
setup (void)
{
  fixture_open (&fixture);
}

static void
teardown (void)
{
  fixture_close (&fixture);
}

static void
add_document (const char *title, const char *words, const char *language)
{
  g_autoptr (SchoStep) step = scho_step_new (fixture_snapshot (&fixture), "added");
  g_autoptr (SchoText) text = scho_text_new (words, NULL);

  scho_step_add_document (step, &(SchoDocument){ .title = title, .language = language },
                          text);
  fixture_apply (&fixture, step);
}

/* Codes the stretch; code and coder are made. */
static void
add_coding (
    guint32 document, guint32 start, guint32 end, const char *code, const char *coder)
{
  SchoSnapshot *snapshot = fixture_snapshot (&fixture);
  g_autoptr (SchoStep) step = scho_step_new (snapshot, "coded");
  const SchoCode *known = scho_lookup_code (snapshot, code, NULL);
  guint32 id = known != NULL ? known->id
                             : scho_step_add_code (step, &(SchoCode){ .name = code });

  scho_step_add_annotation (
      step, &(SchoAnnotation){ .document = document,
                               .start = start,
                               .end = end,
                               .code = id,
                               .coder = scho_step_ensure_coder (step, coder),
                               .weight = SCHO_NO_WEIGHT });
  fixture_apply (&fixture, step);
}

static SchoTable *
analyse (const char *analysis, const char *const *set)
{
  g_autoptr (GError) error = NULL;
  SchoTable *table = fixture_analyse (&fixture, analysis, set, &error);

  ck_assert_msg (table != NULL, "%s: %s", analysis, error != NULL ? error->message : "");
  return table;
}

static double
get_number (SchoTable *table, const char *a, const char *b, const char *column)
{
  g_autofree char *cell = fixture_find_cell (table, a, b, column);

  ck_assert_msg (cell != NULL, "no row “%s” “%s”", a, b != NULL ? b : "");
  return cell[0] != '\0' ? g_ascii_strtod (cell, NULL) : NAN;
}

static void
check_near (double value, double expected, double tolerance, const char *what)
{
  ck_assert_msg (fabs (value - expected) <= tolerance, "%s: %.9f, not %.9f", what, value,
                 expected);
}

/* The words of the first column, with spaces between. */
static char *
dup_words (SchoTable *table, guint column)
{
  GString *words = g_string_new (NULL);

  for (gsize row = 0; row < scho_table_get_n_rows (table); row++)
    g_string_append_printf (words, "%s%s", row > 0 ? " " : "",
                            scho_table_get_text (table, row, column));
  return g_string_free (words, FALSE);
}

static const struct
{
  const char *text, *language;
  const char *set[3];
  const char *words; /* those most frequent first, then by their letters */
} word_cases[] = {
  { "The cat, the CAT; a dog.", "en", { NULL }, "cat the a dog" },
  { "The cat, the CAT; a dog.", "en", { "case=true" }, "CAT The a cat dog the" },
  { "Don’t say don't to well-known e-mails -- 3.14!",
    "en",
    { NULL },
    "3.14 don't don’t e-mails say to well-known" },
  { "well-known 12 12th", "en", { "hyphens=no", "numbers=no" }, "12th known well" },
  { "café CAFÉ cafe\314\201 cafe", "fr", { NULL }, "café cafe" },
  { "café CAFÉ cafe\314\201 cafe", "fr", { "accents=no" }, "cafe" },
  { "ISI ısı", "tr", { NULL }, "ısı" },
  { "The cat and the dog", "en", { "stop-list=english", "stop-words=dog, bird" }, "cat" },
  { "Isn’t it? It isn't.", "en", { "stop-list=english" }, "" },
  { "Straße STRASSE", "de", { NULL }, "strasse straße" },
  { "ภาษาไทยภาษา", "th", { NULL }, "ภาษา ไทย" },
  { "हिन्दी भाषा हिन्दी", "hi", { NULL }, "हिन्दी भाषा" },
  { "日本語の文章です", "ja", { NULL }, "です の 文章 日本語" },
  { "اللغة العربية اللغة", "ar", { NULL }, "اللغة العربية" },
  { "no such language", "x-nothing", { NULL }, "language no such" },
  { " – … \n\n", NULL, { NULL }, "" },
};

START_TEST (lists_words)
{
  g_autoptr (SchoTable) table = NULL;
  g_autofree char *words = NULL;

  add_document ("d", word_cases[_i].text, word_cases[_i].language);
  table = analyse ("words", word_cases[_i].set);
  words = dup_words (table, 0);
  ck_assert_str_eq (words, word_cases[_i].words);
}
END_TEST

/* In code points of the text, whatever lies before the word. */
START_TEST (places_are_code_points)
{
  static const char *const set[] = { "word=fine day", NULL };
  g_autoptr (SchoTable) table = NULL;
  g_autofree char *start = NULL, *end = NULL;

  add_document ("d", "😀👩‍👩‍👧 ’tis\na Fine  day", "en");
  table = analyse ("concordance", set);
  ck_assert_uint_eq (scho_table_get_n_rows (table), 1);
  start = fixture_find_cell (table, "d", NULL, "start");
  end = fixture_find_cell (table, "d", NULL, "end");
  ck_assert_str_eq (start, "14");
  ck_assert_str_eq (end, "23");
}
END_TEST

static const struct
{
  const char *set[3];
  const char *keywords, *left, *right;
} concordances[] = {
  { { "word=cat" }, "cat Cat cat", "a | the black | one white", "sat | ran | sat" },
  { { "word=cat", "sort=left" },
    "cat Cat cat",
    "a | the black | one white",
    "sat | ran | sat" },
  { { "word=cat", "sort=right" },
    "Cat cat cat",
    "the black | a | one white",
    "ran | sat | sat" },
  { { "word=*a*", "sort=keyword" }, "a black cat Cat cat ran sat sat", NULL, NULL },
  { { "word=c*t sat" }, "cat sat cat sat", "a | one white", " | " },
  { { "word=sat the" }, "", "", "" }, /* not over a line's end */
  { { "word=ca?" }, "", "", "" },
};

static char *
join_column (SchoTable *table, guint column)
{
  GString *all = g_string_new (NULL);

  for (gsize row = 0; row < scho_table_get_n_rows (table); row++)
    g_string_append_printf (all, "%s%s", row > 0 ? " | " : "",
                            scho_table_get_text (table, row, column));
  return g_string_free (all, FALSE);
}

START_TEST (shows_words_in_context)
{
  g_autoptr (SchoTable) table = NULL;
  g_autofree char *keywords = NULL, *left = NULL, *right = NULL;

  add_document ("one", "a cat sat", NULL);
  add_document ("two", "the black Cat ran", NULL);
  add_document ("three", "one white cat sat", NULL);
  table = analyse ("concordance", concordances[_i].set);
  keywords = dup_words (table, 4);
  ck_assert_str_eq (keywords, concordances[_i].keywords);
  if (concordances[_i].left == NULL)
    return;
  left = join_column (table, 3);
  right = join_column (table, 5);
  ck_assert_str_eq (left, concordances[_i].left);
  ck_assert_str_eq (right, concordances[_i].right);
}
END_TEST

/* Only words that lie wholly in passages of the code; those on both sides of a gap are no
 * neighbours. */
START_TEST (reads_passages_only)
{
  static const char *const of_code[] = { "code=blame", NULL };
  static const char *const of_coder[] = { "coder=Ben", NULL };
  static const char *const pairs[] = { "code=blame", "minimum=1", "window=9", NULL };
  g_autoptr (SchoTable) one = NULL, other = NULL, together = NULL;
  g_autofree char *words = NULL, *by_ben = NULL;

  add_document ("d", "she wore that dress so he said", NULL);
  /*                  0   4    9    14    20 23 26      */
  add_coding (1, 0, 10, "blame", "Ana"); /* cuts “that” */
  add_coding (1, 4, 8, "blame", "Ana");
  add_coding (1, 23, 30, "blame", "Ana");
  add_coding (1, 14, 22, "other", "Ben");
  one = analyse ("words", of_code);
  other = analyse ("words", of_coder);
  together = analyse ("collocations", pairs);
  words = dup_words (one, 0);
  by_ben = dup_words (other, 0);
  ck_assert_str_eq (words, "he said she wore");
  ck_assert_str_eq (by_ben, "dress so");
  ck_assert_uint_eq (scho_table_get_n_rows (together), 2);
  check_near (get_number (together, "he", "said", "together"), 1, 0, "he said");
  check_near (get_number (together, "she", "wore", "together"), 1, 0, "she wore");
}
END_TEST

START_TEST (measures_dispersion)
{
  g_autoptr (SchoTable) table = NULL;

  /* Documents of 4, 4 and 8 words: shares .25 .25 .5. */
  add_document ("one", "x y y y", NULL);
  add_document ("two", "x y y y", NULL);
  add_document ("three", "x x z z y y y y", NULL);
  table = analyse ("words", NULL);
  check_near (get_number (table, "x", NULL, "dispersion"), 0, 1e-12, "even");
  check_near (get_number (table, "z", NULL, "dispersion"), 0.5, 1e-12, "one half only");
  /* 3, 3, 4 of 10: (.05 + .05 + .1) / 2 */
  check_near (get_number (table, "y", NULL, "dispersion"), 0.1, 1e-12, "nearly even");
  check_near (get_number (table, "y", NULL, "documents"), 3, 0, "documents");
  check_near (get_number (table, "y", NULL, "per-10000"), 6250, 1e-9, "rate");
}
END_TEST

/* Dunning 1993, the bigrams of his table: log-likelihood as printed there. */
static const struct
{
  double both, only_first, only_second, neither;
  double published;
} dunning[] = {
  { 110, 2442, 111, 29114, 270.72 }, { 29, 13, 123, 31612, 263.90 },
  { 31, 23, 139, 31584, 256.84 },    { 10, 0, 3, 31764, 167.23 },
  { 9, 0, 5, 31763, 146.80 },        { 8, 2, 27, 31740, 100.96 },
};

START_TEST (agrees_with_dunning)
{
  double both = dunning[_i].both;
  Association association
      = { both, both + dunning[_i].only_first, both + dunning[_i].only_second,
          both + dunning[_i].only_first + dunning[_i].only_second + dunning[_i].neither };

  check_near (association_g2 (&association), dunning[_i].published, 0.006, "G2");
}
END_TEST

/* Manning and Schütze 1999, chapter 5: "new companies", and mutual information. */
START_TEST (agrees_with_manning)
{
  check_near (association_t (&(Association){ 8, 15828, 4675, 14307668 }), 0.999932, 1e-3,
              "t of “new companies”");
  check_near (association_mi (&(Association){ 20, 42, 20, 14307668 }), 18.38, 5e-3,
              "MI of “Ayatollah Ruhollah”");
}
END_TEST

typedef struct
{
  guint both[8][8], first[8], second[8], n;
} Plain;

/* All pairs of places, both ways where the order does not matter. */
static void
count_plainly (const char *text, guint window, gboolean ordered, Plain *plain)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    for (gsize i = 0, n = strlen (*line); i < n; i += 2)
      for (gsize k = 0; k < n; k += 2)
        {
          guint a = (*line)[i] - 'a', b = (*line)[k] - 'a';
          gsize apart = MAX (i, k) / 2 - MIN (i, k) / 2;

          if (i == k || apart > window || (ordered && k < i))
            continue;
          plain->both[a][b]++;
          plain->first[a]++;
          plain->second[b]++;
          plain->n++;
        }
}

static char *
make_random_text (GRand *random)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 80; i++)
    {
      g_string_append_c (text, 'a' + g_rand_int_range (random, 0, 8));
      g_string_append_c (text, g_rand_int_range (random, 0, 9) == 0 ? '\n' : ' ');
    }
  g_string_append_c (text, 'a');
  return g_string_free (text, FALSE);
}

static void
check_pair (SchoTable *table, const Plain *plain, guint a, guint b)
{
  char first[] = { 'a' + a, '\0' }, second[] = { 'a' + b, '\0' };
  double both = plain->both[a][b];
  double expected = (double) plain->first[a] * plain->second[b] / plain->n;

  check_near (get_number (table, first, second, "together"), both, 0, "together");
  check_near (get_number (table, first, second, "expected"), expected, 1e-9, "expected");
  check_near (get_number (table, first, second, "mi"), log2 (both / expected), 1e-9,
              "MI");
  check_near (get_number (table, first, second, "log-dice"),
              14 + log2 (2 * both / (plain->first[a] + plain->second[b])), 1e-9,
              "logDice");
}

START_TEST (counts_pairs_like_the_plain_way)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (_i);
  g_autofree char *text = make_random_text (random);
  gboolean ordered = _i % 2;
  guint window = 1 + _i % 5, n_rows = 0;
  g_autofree char *window_set = g_strdup_printf ("window=%u", window);
  const char *set[]
      = { window_set, ordered ? "order=true" : "order=false", "minimum=1", NULL };
  g_autoptr (SchoTable) table = NULL;
  Plain plain = { 0 };

  add_document ("d", text, NULL);
  count_plainly (text, window, ordered, &plain);
  table = analyse ("collocations", set);
  for (guint a = 0; a < 8; a++)
    for (guint b = 0; b < 8; b++)
      if (plain.both[a][b] > 0 && (ordered || a <= b))
        {
          /* The first to come in the text has the lower number and stands first. */
          char first[] = { 'a' + a, '\0' }, second[] = { 'a' + b, '\0' };
          g_autofree char *cell = fixture_find_cell (table, first, second, "together");

          n_rows++;
          if (cell != NULL)
            check_pair (table, &plain, a, b);
          else
            check_pair (table, &plain, b, a);
        }
  ck_assert_uint_eq (scho_table_get_n_rows (table), n_rows);
}
END_TEST

/* With a word, what is said of its pairs is what is said of them among all. */
START_TEST (a_node_changes_nothing)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (100 + _i);
  g_autofree char *text = make_random_text (random);
  static const char *const all_set[] = { "minimum=1", NULL };
  static const char *const node_set[] = { "minimum=1", "word=C", NULL };
  g_autoptr (SchoTable) all = NULL, of_c = NULL;

  add_document ("d", text, NULL);
  all = analyse ("collocations", all_set);
  of_c = analyse ("collocations", node_set);
  ck_assert_uint_gt (scho_table_get_n_rows (of_c), 4);
  for (gsize row = 0; row < scho_table_get_n_rows (of_c); row++)
    {
      const char *node = scho_table_get_text (of_c, row, 0);
      const char *other = scho_table_get_text (of_c, row, 1);
      g_autofree char *cell = fixture_find_cell (all, node, other, "log-likelihood");

      ck_assert_str_eq (node, "c");
      if (cell == NULL)
        cell = fixture_find_cell (all, other, node, "log-likelihood");
      check_near (g_ascii_strtod (cell, NULL),
                  get_number (of_c, node, other, "log-likelihood"), 1e-6, other);
    }
}
END_TEST

/* Of 10 and 9 words, 7 and 2; computed independently. */
START_TEST (finds_key_words)
{
  static const char *const whole[] = { "document=target", "minimum=1", NULL };
  static const char *const named[]
      = { "document=target", "reference-document=reference", "minimum=1", NULL };
  static const char *const *const sets[] = { whole, named };

  add_document ("target", "w w w w w w w v v v", NULL);
  add_document ("reference", "w w v v v v v v v", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autoptr (SchoTable) table = analyse ("keyness", sets[i]);

      check_near (get_number (table, "w", NULL, "log-likelihood"), 2.440100431, 1e-8,
                  "LL");
      check_near (get_number (table, "w", NULL, "log-ratio"), 1.655351829, 1e-8, "ratio");
      check_near (get_number (table, "v", NULL, "log-likelihood"), 2.094838902, 1e-8,
                  "LL");
      check_near (get_number (table, "v", NULL, "log-ratio"), -1.374395515, 1e-8,
                  "ratio");
      ck_assert_str_eq (scho_table_get_text (table, 0, 0), "w");
      ck_assert_str_eq (scho_table_get_text (table, 0, 1), "here");
      ck_assert_str_eq (scho_table_get_text (table, 1, 1), "there");
    }
}
END_TEST

/* Over all four cells, by Wikipedia's and SciPy's G-test. */
START_TEST (knows_both_log_likelihoods)
{
  Keyness keyness = { 7, 10, 2, 9 }, many = { 1000, 1000000, 500, 1000000 };
  Keyness none = { 5, 1000, 0, 1000 };

  check_near (keyness_g2 (&keyness), 4.534939332, 1e-8, "G2");
  check_near (keyness_log_likelihood (&many), 169.899036795, 1e-6, "LL");
  check_near (keyness_g2 (&many), 170.024130617, 1e-6, "G2");
  check_near (keyness_log_ratio (&many), 1, 1e-12, "ratio");
  check_near (keyness_log_ratio (&none), log2 (10), 1e-12, "0 is taken for 0.5");
}
END_TEST

/* As in the tests of quanteda.textstats (TTR published there), the rest by hand. */
static const struct
{
  const char *words;
  double ttr, guiraud, herdan, maas, yule, simpson, mattr, mtld;
} richness[] = {
  { "b a b a b a b a", .25, .707106781, .333333333, .320598898, 3750, .428571429, .5, 4 },
  { "a a b b", .5, 1, .5, .36067376, 2500, .333333333, .5, 2 },
  { "one one two one one two one", .285714286, .755928946, .356207187, .330844059,
    4489.795918367, .523809524, .5, 3.5 },
};

START_TEST (measures_richness)
{
  static const char *const set[] = { "window=4", NULL };
  g_autoptr (SchoTable) table = NULL;

  add_document ("d", richness[_i].words, NULL);
  table = analyse ("type-token", set);
  ck_assert_uint_eq (scho_table_get_n_rows (table), 1);
#define CHECK(column, value)                                                             \
  check_near (get_number (table, "d", NULL, column), value, 1e-8, column)
  CHECK ("ttr", richness[_i].ttr);
  CHECK ("guiraud", richness[_i].guiraud);
  CHECK ("herdan", richness[_i].herdan);
  CHECK ("maas", richness[_i].maas);
  CHECK ("yule-k", richness[_i].yule);
  CHECK ("simpson", richness[_i].simpson);
  CHECK ("mattr", richness[_i].mattr);
  CHECK ("mtld", richness[_i].mtld);
#undef CHECK
}
END_TEST

START_TEST (says_why_undefined)
{
  g_autoptr (SchoTable) table = NULL;
  g_autofree char *reason = NULL;

  add_document ("empty", " ", NULL);
  add_document ("short", "word", NULL);
  table = analyse ("type-token", NULL);
  ck_assert_uint_eq (scho_table_get_n_rows (table), 3); /* and all */
  ck_assert (isnan (get_number (table, "empty", NULL, "ttr")));
  ck_assert (isnan (get_number (table, "short", NULL, "mattr")));
  ck_assert (isnan (get_number (table, "short", NULL, "herdan")));
  check_near (get_number (table, "short", NULL, "ttr"), 1, 0, "TTR");
  reason = fixture_find_cell (table, "empty", NULL, "reason");
  ck_assert_str_eq (reason, "there are too few words");
}
END_TEST

static const struct
{
  const char *analysis;
  const char *set[2];
  const char *words; /* of the sentence */
} faults[] = {
  { "concordance", { NULL }, "which word" },
  { "concordance", { "word= " }, "which word" },
  { "collocations", { "word=two words" }, "more than one word" },
  { "keyness", { NULL }, "Say whose words" },
  { "words", { "document=nowhere" }, "nowhere" },
  { "words", { "code=nothing" }, "nothing" },
  { "keyness", { "coder=nobody" }, "nobody" },
};

START_TEST (refuses_in_words)
{
  g_autoptr (GError) error = NULL;

  add_document ("d", "some words", NULL);
  ck_assert_ptr_null (
      fixture_analyse (&fixture, faults[_i].analysis, faults[_i].set, &error));
  ck_assert_msg (strstr (error->message, faults[_i].words) != NULL, "%s", error->message);
}
END_TEST

/* Figures that others computed from the Universal Declaration of Human Rights. */

static JsonNode *
read_case (const char *name)
{
  g_autofree char *relative = g_strdup_printf ("samples/agreement/%s.json", name);
  g_autofree char *path = fixture_shared_path (relative);
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (!json_parser_load_from_file (parser, path, NULL))
    {
      g_print ("skipped: %s is not there\n", path);
      return NULL;
    }
  return json_node_copy (json_parser_get_root (parser));
}

static gboolean
add_declaration (void)
{
  g_autofree char *path = fixture_shared_path ("samples/documents/txt/udhr-english.txt");
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  if (!g_file_get_contents (path, &bytes, &n_bytes, NULL))
    return FALSE;
  fixture_import (&fixture, "text", "udhr", bytes, n_bytes);
  return TRUE;
}

START_TEST (counts_the_declaration)
{
  g_autoptr (JsonNode) sample = read_case ("kwic_udhr");
  g_autoptr (SchoTable) words = NULL;
  JsonObjectIter iter;
  JsonArray *top;
  const char *word;
  JsonNode *count;

  if (sample == NULL || !add_declaration ())
    return;
  json_object_iter_init (
      &iter, json_object_get_object_member (json_node_get_object (sample), "counts"));
  while (json_object_iter_next (&iter, &word, &count))
    {
      g_autofree char *set = g_strdup_printf ("word=%s", word);
      g_autoptr (SchoTable) table
          = analyse ("concordance", (const char *[]){ set, NULL });

      ck_assert_msg ((gint64) scho_table_get_n_rows (table) == json_node_get_int (count),
                     "%s: %u", word, (guint) scho_table_get_n_rows (table));
    }
  words = analyse ("words", NULL);
  top = json_object_get_array_member (json_node_get_object (sample), "top_10");
  for (guint i = 0; i < json_array_get_length (top); i++)
    {
      JsonArray *pair = json_array_get_array_element (top, i);
      const char *name = json_array_get_string_element (pair, 0);

      check_near (get_number (words, name, NULL, "frequency"),
                  json_array_get_int_element (pair, 1), 0, name);
    }
}
END_TEST

START_TEST (measures_the_declaration)
{
  static const struct
  {
    const char *column, *member;
  } measures[] = {
    { "words", "tokens" },      { "different", "types" },   { "once", "hapaxes" },
    { "ttr", "ttr" },           { "guiraud", "guiraud_r" }, { "cttr", "cttr" },
    { "herdan", "herdan_c" },   { "maas", "maas_a2" },      { "yule-k", "yule_k" },
    { "simpson", "simpson_d" }, { "mattr", "mattr_50" },    { "msttr", "msttr_50" },
    { "hd-d", "hdd_42" },       { "mtld", "mtld_072" },
  };
  static const char *const set[] = { "numbers=false", NULL };
  g_autoptr (JsonNode) sample = read_case ("lexical_diversity_a");
  g_autoptr (SchoTable) table = NULL;
  JsonObject *expected;
  JsonArray *cases;

  if (sample == NULL || !add_declaration ())
    return;
  cases = json_object_get_array_member (json_node_get_object (sample), "cases");
  expected = json_object_get_object_member (
      json_array_get_object_element (cases, json_array_get_length (cases) - 1),
      "expected");
  table = analyse ("type-token", set);
  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    check_near (get_number (table, "udhr", NULL, measures[i].column),
                json_object_get_double_member (expected, measures[i].member), 1e-6,
                measures[i].column);
}
END_TEST

START_TEST (computes_the_sampled_tables)
{
  g_autoptr (JsonNode) sample = read_case ("association_dunning_a");
  JsonArray *rows;

  if (sample == NULL)
    return;
  rows = json_object_get_array_member (json_node_get_object (sample), "rows");
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      JsonObject *computed = json_object_get_object_member (row, "computed");
      double both = json_object_get_int_member (row, "o11");
      Association association = { both, both + json_object_get_int_member (row, "o12"),
                                  both + json_object_get_int_member (row, "o21"),
                                  json_object_get_int_member (row, "n") };

#define CHECK(function, member)                                                          \
  check_near (association_##function (&association),                                     \
              json_object_get_double_member (computed, member), 1e-6, member)
      CHECK (g2, "g2");
      CHECK (mi, "mi_log2");
      CHECK (t, "t_score");
      CHECK (log_dice, "log_dice");
#undef CHECK
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("words");
  TCase *tc = tcase_create ("words");
  SRunner *runner;
  int n_failed;

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_set_timeout (tc, 60);
  tcase_add_loop_test (tc, lists_words, 0, G_N_ELEMENTS (word_cases));
  tcase_add_test (tc, places_are_code_points);
  tcase_add_loop_test (tc, shows_words_in_context, 0, G_N_ELEMENTS (concordances));
  tcase_add_test (tc, reads_passages_only);
  tcase_add_test (tc, measures_dispersion);
  tcase_add_loop_test (tc, agrees_with_dunning, 0, G_N_ELEMENTS (dunning));
  tcase_add_test (tc, agrees_with_manning);
  tcase_add_loop_test (tc, counts_pairs_like_the_plain_way, 0, 20);
  tcase_add_loop_test (tc, a_node_changes_nothing, 0, 5);
  tcase_add_test (tc, finds_key_words);
  tcase_add_test (tc, knows_both_log_likelihoods);
  tcase_add_loop_test (tc, measures_richness, 0, G_N_ELEMENTS (richness));
  tcase_add_test (tc, says_why_undefined);
  tcase_add_loop_test (tc, refuses_in_words, 0, G_N_ELEMENTS (faults));
  tcase_add_test (tc, counts_the_declaration);
  tcase_add_test (tc, measures_the_declaration);
  tcase_add_test (tc, computes_the_sampled_tables);
  suite_add_tcase (suite, tc);

  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed != 0;
}
