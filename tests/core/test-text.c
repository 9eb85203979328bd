/* test-text.c - what a text is, and its positions against a plain walk. */
#include <scholiast/text.h>

#include <string.h>

#include "core-test.h"

#define BYTES(literal) literal, sizeof (literal) - 1

static const struct
{
  const char *bytes;
  gsize n_bytes;
  const char *message;
} refused[] = {
  { BYTES ("ab\xff"), "Byte 2: not valid UTF-8" },
  { BYTES ("ab\xc3"), "Byte 2: not valid UTF-8" },
  { BYTES ("\xed\xa0\x80"), "Byte 0: not valid UTF-8" }, /* a surrogate */
  { BYTES ("\xc0\x80"), "Byte 0: not valid UTF-8" },     /* zero, too long */
  { BYTES ("\xf4\x90\x80\x80"), "Byte 0: not valid UTF-8" },
  { BYTES ("abc\0d"), "Byte 3: a text cannot hold a zero character" },
  { BYTES ("\xef\xbb\xbfx"), "Byte 0: a byte-order mark is no part of the text" },
  { BYTES ("a\nb\r\nc"), "Byte 3: lines must end with a line feed only" },
};

START_TEST (refuses_what_is_no_text)
{
  g_autoptr (GError) error = NULL;
  char *copy = g_memdup2 (refused[_i].bytes, refused[_i].n_bytes);
  SchoText *text = scho_text_new_take (copy, refused[_i].n_bytes, NULL, 0, &error);

  ck_assert_ptr_null (text);
  ck_assert (g_error_matches (error, SCHO_ERROR, SCHO_ERROR_INVALID));
  ck_assert_str_eq (error->message, refused[_i].message);
}
END_TEST

static const struct
{
  SchoStretch stretch;
  const char *message;
} refused_stretches[] = {
  { { 0, 4, SCHO_STRETCH_PARAGRAPH }, "Stretch 0–4 is outside the text of 3 characters" },
  { { 2, 1, SCHO_STRETCH_PARAGRAPH }, "Stretch 2–1 is outside the text of 3 characters" },
  { { 0, 1, SCHO_STRETCH_LAST + 1 }, "Stretch 0–1 is of an unknown kind, 11" },
};

START_TEST (refuses_stretches)
{
  g_autoptr (GError) error = NULL;
  SchoText *text = scho_text_new_take (g_strdup ("äöü"), 6,
                                       &refused_stretches[_i].stretch, 1, &error);

  ck_assert_ptr_null (text);
  ck_assert_str_eq (error->message, refused_stretches[_i].message);
}
END_TEST

/* Characters of 1, 2, 3 and 4 bytes, line feeds, a mark inside, a combining mark. */
static const char *const alphabets[] = {
  "ab \n",
  "é\nß",
  "abcdefghijklmnopqrstuvwxyz é",
  "漢a\n",
  "a\u00e9\u6f22\U0001f600\n",
  "\U0001f600\U0001f469\U0001f3fd",
  "e\u0301\u05d0\u200f\ufeff\ufffe\U0010ffff",
  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\U0001f600",
};
static const gsize lengths[]
    = { 0, 1, 2, 7, 8, 9, 255, 256, 257, 511, 512, 513, 1023, 5000 };

static char *
make_string (GRand *rand, const char *alphabet, gsize length)
{
  GString *string = g_string_new (length > 0 ? "x" : "");
  glong n = g_utf8_strlen (alphabet, -1);

  for (gsize i = 1; i < length; i++)
    {
      const char *p = g_utf8_offset_to_pointer (alphabet, g_rand_int_range (rand, 0, n));

      g_string_append_unichar (string, g_utf8_get_char (p));
    }
  return g_string_free (string, FALSE);
}

/* All conversions of one position, which the walk below knows. */
typedef struct
{
  guint32 offset, utf16, line, line_start;
  gsize byte;
} Position;

static void
check_position (SchoText *text, const Position *at, guint32 seed)
{
  ck_assert_seed (scho_text_offset_to_byte (text, at->offset) == at->byte, seed);
  ck_assert_seed (scho_text_byte_to_offset (text, at->byte) == at->offset, seed);
  ck_assert_seed (scho_text_offset_to_utf16 (text, at->offset) == at->utf16, seed);
  ck_assert_seed (scho_text_utf16_to_offset (text, at->utf16) == at->offset, seed);
  ck_assert_seed (scho_text_offset_to_line (text, at->offset) == at->line, seed);
  ck_assert_seed (scho_text_line_to_offset (text, at->line) == at->line_start, seed);
}

/* Inside a character: both ways lead to its beginning. */
static void
check_inside (SchoText *text, const Position *at, const char *p, guint32 seed)
{
  for (gsize i = 1; i < (gsize) (g_utf8_next_char (p) - p); i++)
    ck_assert_seed (scho_text_byte_to_offset (text, at->byte + i) == at->offset, seed);
  if (g_utf8_get_char (p) > 0xffff)
    ck_assert_seed (scho_text_utf16_to_offset (text, at->utf16 + 1) == at->offset, seed);
}

static void
check_end (SchoText *text, const Position *end, guint32 seed)
{
  ck_assert_seed (scho_text_get_length (text) == end->offset, seed);
  ck_assert_seed (scho_text_get_n_lines (text) == end->line + 1, seed);
  ck_assert_seed (scho_text_offset_to_byte (text, G_MAXUINT32) == end->byte, seed);
  ck_assert_seed (scho_text_byte_to_offset (text, G_MAXSIZE) == end->offset, seed);
  ck_assert_seed (scho_text_offset_to_utf16 (text, G_MAXUINT32) == end->utf16, seed);
  ck_assert_seed (scho_text_utf16_to_offset (text, G_MAXUINT32) == end->offset, seed);
  ck_assert_seed (scho_text_offset_to_line (text, G_MAXUINT32) == end->line, seed);
  ck_assert_seed (scho_text_line_to_offset (text, end->line + 1) == end->offset, seed);
}

START_TEST (converts_as_a_walk_does)
{
  guint32 seed = get_test_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree char *string = make_string (rand, alphabets[_i % G_N_ELEMENTS (alphabets)],
                                         lengths[_i / G_N_ELEMENTS (alphabets)]);
  g_autoptr (SchoText) text = scho_text_new (string, NULL);
  Position at = { 0 };

  ck_assert_ptr_nonnull (text);
  for (const char *p = string; *p != '\0'; p = g_utf8_next_char (p))
    {
      check_position (text, &at, seed);
      check_inside (text, &at, p, seed);
      at.offset++;
      at.byte = g_utf8_next_char (p) - string;
      at.utf16 += g_utf8_get_char (p) > 0xffff ? 2 : 1;
      if (*p == '\n')
        {
          at.line++;
          at.line_start = at.offset;
        }
    }
  check_position (text, &at, seed);
  check_end (text, &at, seed);
}
END_TEST

START_TEST (cuts_ranges)
{
  g_autoptr (SchoText) text = scho_text_new ("aé漢\U0001f600z", NULL);
  static const struct
  {
    guint32 start, end;
    const char *expected;
  } ranges[] = {
    { 0, 5, "aé漢\U0001f600z" },
    { 1, 3, "é漢" },
    { 3, 4, "\U0001f600" },
    { 4, 99, "z" },
    { 5, 9, "" },
    { 3, 1, "" },
    { 2, 2, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      g_autofree char *cut = scho_text_dup_range (text, ranges[i].start, ranges[i].end);

      ck_assert_str_eq (cut, ranges[i].expected);
    }
}
END_TEST

START_TEST (takes_an_empty_text)
{
  g_autoptr (SchoText) text = scho_text_new_take (NULL, 0, NULL, 0, NULL);
  gsize n_bytes = 42, n = 42;

  ck_assert_str_eq (scho_text_get_utf8 (text, &n_bytes), "");
  ck_assert_uint_eq (n_bytes, 0);
  ck_assert_uint_eq (scho_text_get_length (text), 0);
  ck_assert_uint_eq (scho_text_get_n_lines (text), 1);
  scho_text_get_stretches (text, &n);
  ck_assert_uint_eq (n, 0);
}
END_TEST

static SchoText *
make_with_stretches (const SchoStretch *stretches, gsize n)
{
  SchoText *text = scho_text_new_take (g_strdup ("0123456789"), 10, stretches, n, NULL);

  ck_assert_ptr_nonnull (text);
  return text;
}

START_TEST (sorts_stretches_outer_first)
{
  static const SchoStretch given[] = {
    { 5, 6, SCHO_STRETCH_TIME_CODE, 0, "00:01" },
    { 0, 5, SCHO_STRETCH_PARAGRAPH, 0, "" },
    { 0, 10, SCHO_STRETCH_SPEAKER_TURN, 0, "Ann" },
    { 5, 5, SCHO_STRETCH_PAGE, 0, "2" },
  };
  static const guint expected[] = { 2, 1, 0, 3 };
  g_autoptr (SchoText) text = make_with_stretches (given, G_N_ELEMENTS (given));
  gsize n;
  const SchoStretch *stretches = scho_text_get_stretches (text, &n);

  ck_assert_uint_eq (n, G_N_ELEMENTS (given));
  for (guint i = 0; i < n; i++)
    {
      const SchoStretch *stretch = &given[expected[i]];

      ck_assert_uint_eq (stretches[i].start, stretch->start);
      ck_assert_uint_eq (stretches[i].end, stretch->end);
      ck_assert_uint_eq (stretches[i].kind, stretch->kind);
    }
  ck_assert_ptr_null (stretches[1].label); /* "" is none */
  ck_assert_str_eq (stretches[2].label, "00:01");
}
END_TEST

START_TEST (digest_tells_texts_apart)
{
  static const SchoStretch stretches[][2] = {
    { { 0, 5, SCHO_STRETCH_HEADING, 1 }, { 5, 9, SCHO_STRETCH_PARAGRAPH } },
    { { 5, 9, SCHO_STRETCH_PARAGRAPH }, { 0, 5, SCHO_STRETCH_HEADING, 1 } },
    { { 0, 5, SCHO_STRETCH_HEADING, 2 }, { 5, 9, SCHO_STRETCH_PARAGRAPH } },
    { { 0, 5, SCHO_STRETCH_HEADING, 1, "x" }, { 5, 9, SCHO_STRETCH_PARAGRAPH } },
    { { 0, 5, SCHO_STRETCH_HEADING, 1 }, { 5, 8, SCHO_STRETCH_PARAGRAPH } },
  };
  g_autoptr (SchoText) plain = scho_text_new ("0123456789", NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  SchoText *texts[G_N_ELEMENTS (stretches)];

  /* SHA-256 of the bytes alone, as sha256sum writes it. */
  ck_assert_str_eq (scho_text_get_digest (plain),
                    "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882");
  g_hash_table_add (seen, (gpointer) scho_text_get_digest (plain));
  for (guint i = 0; i < G_N_ELEMENTS (stretches); i++)
    {
      texts[i] = make_with_stretches (stretches[i], 2);
      g_hash_table_add (seen, (gpointer) scho_text_get_digest (texts[i]));
    }
  /* The second differs from the first in nothing but the order given. */
  ck_assert_str_eq (scho_text_get_digest (texts[0]), scho_text_get_digest (texts[1]));
  ck_assert_uint_eq (g_hash_table_size (seen), G_N_ELEMENTS (stretches));
  for (guint i = 0; i < G_N_ELEMENTS (stretches); i++)
    scho_text_unref (texts[i]);
}
END_TEST

static const struct
{
  const char *from;
  gsize n_from;
  const char *to;
  gboolean mark, carriage;
} normalised[] = {
  { BYTES (""), "", FALSE, FALSE },
  { BYTES ("plain\n"), "plain\n", FALSE, FALSE },
  { BYTES ("a\r\nb\r\nc"), "a\nb\nc", FALSE, TRUE },
  { BYTES ("a\rb\r\rc"), "a\nb\n\nc", FALSE, TRUE },
  { BYTES ("a\n\rb"), "a\n\nb", FALSE, TRUE },
  { BYTES ("\r\n"), "\n", FALSE, TRUE },
  { BYTES ("\r"), "\n", FALSE, TRUE },
  { BYTES ("\xef\xbb\xbfx"), "x", TRUE, FALSE },
  { BYTES ("\xef\xbb\xbf"), "", TRUE, FALSE },
  { BYTES ("\xef\xbb\xbf\xef\xbb\xbfx\r"), "x\n", TRUE, TRUE },
  { BYTES ("x\xef\xbb\xbf"), "x\xef\xbb\xbf", FALSE, FALSE },
  { BYTES ("a\0b"),
    "a\xef\xbf\xbd"
    "b",
    FALSE, FALSE },
  { BYTES ("\0\r\n\0"), "\xef\xbf\xbd\n\xef\xbf\xbd", FALSE, TRUE },
};

START_TEST (normalises)
{
  gsize n_bytes = normalised[_i].n_from;
  gboolean mark = 42, carriage = 42;
  char *text = scho_text_normalise (g_memdup2 (normalised[_i].from, n_bytes), &n_bytes,
                                    &mark, &carriage);
  g_autoptr (SchoText) made = NULL;

  ck_assert_uint_eq (n_bytes, strlen (normalised[_i].to));
  ck_assert_str_eq (text, normalised[_i].to);
  ck_assert_int_eq (mark, normalised[_i].mark);
  ck_assert_int_eq (carriage, normalised[_i].carriage);
  made = scho_text_new_take (text, n_bytes, NULL, 0, NULL);
  ck_assert_ptr_nonnull (made);
}
END_TEST

static gpointer
ask_all (gpointer data)
{
  SchoText *text = data;

  ck_assert_uint_eq (scho_text_get_n_lines (text), 100001);
  ck_assert_uint_eq (scho_text_offset_to_line (text, 20), 10);
  return (gpointer) scho_text_get_digest (text);
}

START_TEST (threads_may_ask_at_once)
{
  GString *string = g_string_new (NULL);
  g_autoptr (SchoText) text = NULL;
  GThread *threads[4];

  for (guint i = 0; i < 100000; i++)
    g_string_append (string, "é\n");
  text = scho_text_new_take (string->str, string->len, NULL, 0, NULL);
  g_string_free (string, FALSE);
  for (guint i = 0; i < 4; i++)
    threads[i] = g_thread_new ("text", ask_all, text);
  for (guint i = 0; i < 4; i++)
    ck_assert_ptr_eq (g_thread_join (threads[i]), scho_text_get_digest (text));
}
END_TEST

START_TEST (a_large_text_is_quick)
{
  const gsize n_bytes = 100 * 1000 * 1000;
  char *utf8 = g_malloc (n_bytes);
  g_autoptr (SchoText) text = NULL;
  gint64 begin;

  for (gsize i = 0; i + 10 <= n_bytes; i += 10)
    memcpy (utf8 + i, "tee \xc3\xa9t\xc3\xa9\r", 10);
  begin = g_get_monotonic_time ();
  utf8 = scho_text_normalise (utf8, &(gsize){ n_bytes }, NULL, NULL);
  text = scho_text_new_take (utf8, n_bytes, NULL, 0, NULL);
  ck_assert_uint_eq (scho_text_get_length (text), 80 * 1000 * 1000);
  ck_assert_uint_eq (scho_text_get_n_lines (text), 10 * 1000 * 1000 + 1);
  ck_assert_uint_eq (scho_text_offset_to_byte (text, 79 * 1000 * 1000 + 6), 98750000 + 7);
  g_test_message ("100 MB in %.2f s",
                  (g_get_monotonic_time () - begin) / (double) G_USEC_PER_SEC);
  /* Well under a second on its own; room for other work and for sanitizers. */
  ck_assert_int_lt (g_get_monotonic_time () - begin, 15 * G_USEC_PER_SEC);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("text");
  TCase *tc = tcase_create ("text");

  tcase_set_timeout (tc, 60);
  tcase_add_loop_test (tc, refuses_what_is_no_text, 0, G_N_ELEMENTS (refused));
  tcase_add_loop_test (tc, refuses_stretches, 0, G_N_ELEMENTS (refused_stretches));
  tcase_add_loop_test (tc, converts_as_a_walk_does, 0,
                       G_N_ELEMENTS (alphabets) * G_N_ELEMENTS (lengths));
  tcase_add_test (tc, cuts_ranges);
  tcase_add_test (tc, takes_an_empty_text);
  tcase_add_test (tc, sorts_stretches_outer_first);
  tcase_add_test (tc, digest_tells_texts_apart);
  tcase_add_loop_test (tc, normalises, 0, G_N_ELEMENTS (normalised));
  tcase_add_test (tc, threads_may_ask_at_once);
  tcase_add_test (tc, a_large_text_is_quick);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
