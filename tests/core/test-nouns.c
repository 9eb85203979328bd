/* test-nouns.c - documents, codes, coders and annotations as values. */
#include <scholiast/annotation-private.h>
#include <scholiast/attribute-private.h>
#include <scholiast/code.h>
#include <scholiast/coder.h>
#include <scholiast/document.h>

#include <string.h>

#include "core-test.h"

static const SchoAttribute attributes[] = {
  { "speaker", "Ann", SCHO_ATTRIBUTE_TEXT },
  { "year", "2017", SCHO_ATTRIBUTE_NUMBER },
};

static const SchoDocument document_values = {
  .id = 3,
  .uuid = { { 1 } },
  .title = "Title",
  .source = "file.txt",
  .language = "en",
  .memo = "memo",
  .encoding = "UTF-16LE",
  .line_ends = SCHO_LINE_ENDS_CRLF,
  .byte_order_mark = TRUE,
  .attributes = attributes,
  .n_attributes = G_N_ELEMENTS (attributes),
  .digest = "d1",
  .length = 7,
  .report = "Words: 7",
};

START_TEST (a_document_is_equal_to_its_copy_only)
{
  static const SchoAttribute other_value[]
      = { { "speaker", "Ann" }, { "year", "2018", 1 } };
  static const SchoAttribute other_type[]
      = { { "speaker", "Ann" }, { "year", "2017", 0 } };
  g_autoptr (SchoDocument) document = scho_document_new (&document_values);
  g_autoptr (SchoDocument) copy = scho_document_new (document);
  SchoDocument others[15];
  guint n = 0;

  ck_assert (scho_document_equal (document, copy));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    others[i] = document_values;
  others[n++].id = 4;
  others[n++].uuid.bytes[15] = 1;
  others[n++].title = "title";
  others[n++].source = NULL;
  others[n++].language = "de";
  others[n++].memo = "Memo";
  others[n++].encoding = "UTF-16BE";
  others[n++].line_ends = SCHO_LINE_ENDS_LF;
  others[n++].byte_order_mark = FALSE;
  others[n++].n_attributes = 1;
  others[n++].attributes = other_value;
  others[n++].attributes = other_type;
  others[n++].digest = "d2";
  others[n++].length = 8;
  others[n++].report = NULL;
  ck_assert_uint_eq (n, G_N_ELEMENTS (others));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SchoDocument) other = scho_document_new (&others[i]);

      ck_assert_msg (!scho_document_equal (document, other), "other %u is equal", i);
    }
}
END_TEST

START_TEST (a_document_owns_its_words)
{
  char title[] = "changing", value[] = "v";
  SchoAttribute attribute = { "name", value, SCHO_ATTRIBUTE_TEXT };
  g_autoptr (SchoDocument) document = scho_document_new (&(SchoDocument){
      .title = title,
      .source = "",
      .attributes = &attribute,
      .n_attributes = 1,
  });
  SchoDocument *same = scho_document_ref (document);

  title[0] = value[0] = 'x';
  ck_assert_ptr_eq (document, same);
  scho_document_unref (same);
  ck_assert_str_eq (document->title, "changing");
  ck_assert_str_eq (scho_document_get_attribute (document, "name"), "v");
  ck_assert_ptr_null (scho_document_get_attribute (document, "Name"));
  ck_assert_ptr_null (document->source);
  ck_assert (!scho_uuid_is_null (&document->uuid));
}
END_TEST

START_TEST (a_code_is_equal_to_its_copy_only)
{
  static const SchoCode values = {
    .id = 1,
    .uuid = { { 1 } },
    .parent = 2,
    .position = 3,
    .colour = 0x123456,
    .key = 4,
    .blurred = TRUE,
    .name = "name",
    .definition = "definition",
    .use_when = "when",
    .use_not = "not",
    .memo = "memo",
  };
  g_autoptr (SchoCode) code = scho_code_new (&values);
  g_autoptr (SchoCode) copy = scho_code_new (code);
  SchoCode others[12];
  guint n = 0;

  ck_assert (scho_code_equal (code, copy));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    others[i] = values;
  others[n++].id = 2;
  others[n++].uuid.bytes[3] = 1;
  others[n++].parent = 0;
  others[n++].position = -3;
  others[n++].colour = 0x123457;
  others[n++].key = 0;
  others[n++].blurred = FALSE;
  others[n++].name = "Name";
  others[n++].definition = NULL;
  others[n++].use_when = "whenever";
  others[n++].use_not = "";
  others[n++].memo = "m";
  ck_assert_uint_eq (n, G_N_ELEMENTS (others));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SchoCode) other = scho_code_new (&others[i]);

      ck_assert_msg (!scho_code_equal (code, other), "other %u is equal", i);
    }
}
END_TEST

START_TEST (a_code_keeps_within_bounds)
{
  g_autoptr (SchoCode) code = scho_code_new (
      &(SchoCode){ .name = "x", .colour = 0xff123456, .key = 10, .memo = "" });

  ck_assert_uint_eq (code->colour, 0x123456);
  ck_assert_uint_eq (code->key, 0);
  ck_assert_ptr_null (code->memo);
}
END_TEST

static const struct
{
  const char *given, *kept;
} names[] = {
  { "backlash", "backlash" },
  { "  two words\t", "two words" },
  { "two  spaces", "two  spaces" },
  { "line\nend", "line end" },
  { "tab\tand\x01\x7f", "tab and" },
  { "\u2028a\u2028b\u2029", "a b" },
  { "\ufeff\u00a0a\u00a0", "a" },
  { "\n \r\n", "" },
  { "", "" },
  { NULL, "" },
  { "half \xc3", "half \ufffd" },
  { "e\u0301\u200d\U0001f600", "e\u0301\u200d\U0001f600" },
  { "a/b\\c", "a/b\\c" },
};

START_TEST (names_fit_on_one_line)
{
  const char *given = names[_i].given, *kept = names[_i].kept;
  g_autoptr (SchoCode) code = scho_code_new (&(SchoCode){ .name = given });
  g_autoptr (SchoCoder) coder = scho_coder_new (&(SchoCoder){ .name = given });
  g_autoptr (SchoDocument) document
      = scho_document_new (&(SchoDocument){ .title = given });

  ck_assert_str_eq (code->name, kept);
  ck_assert_str_eq (coder->name, kept);
  ck_assert_str_eq (document->title, kept);
}
END_TEST

START_TEST (a_coder_is_equal_to_its_copy_only)
{
  g_autoptr (SchoCoder) coder = scho_coder_new (&(SchoCoder){ .id = 1, .name = "Ann" });
  g_autoptr (SchoCoder) copy = scho_coder_new (coder);
  SchoCoder others[] = { *coder, *coder, *coder };

  ck_assert (scho_coder_equal (coder, copy));
  others[0].id = 2;
  others[1].uuid.bytes[0] ^= 1;
  others[2].name = "ann";
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    ck_assert (!scho_coder_equal (coder, &others[i]));
}
END_TEST

START_TEST (annotations_have_an_order)
{
  static const SchoAnnotation ordered[] = {
    { .uuid = { { 9 } }, .start = 1, .end = 2 },
    { .uuid = { { 1 } }, .start = 1, .end = 3 },
    { .uuid = { { 2 } }, .start = 1, .end = 3 },
    { .uuid = { { 0 } }, .start = 4294967294u, .end = 4294967295u },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ordered); i++)
    for (guint j = 0; j < G_N_ELEMENTS (ordered); j++)
      {
        int order = scho_annotation_compare (&ordered[i], &ordered[j]);

        ck_assert_int_eq ((order > 0) - (order < 0), (i > j) - (i < j));
      }
}
END_TEST

START_TEST (annotations_are_equal_by_all_they_say)
{
  char memo[] = "memo";
  SchoAnnotation annotation = { { { 1 } }, 2, 3, 4, 5, 6, 7, 0, "memo" };
  SchoAnnotation others[10];
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    others[i] = annotation;
  others[0].memo = memo;
  ck_assert (scho_annotation_equal (&annotation, &others[0]));
  others[n++].memo = "other";
  others[n++].memo = NULL;
  others[n++].uuid.bytes[15] = 1;
  others[n++].start = 1;
  others[n++].end = 9;
  others[n++].document = 1;
  others[n++].code = 1;
  others[n++].coder = 1;
  others[n++].weight = SCHO_NO_WEIGHT;
  others[n++].flags = SCHO_ANNOTATION_EXAMPLE;
  for (guint i = 0; i < n; i++)
    ck_assert_msg (!scho_annotation_equal (&annotation, &others[i]), "other %u", i);
}
END_TEST

static const struct
{
  const char *string;
  gint64 colour; /* -1: none */
} colours[] = {
  { "#abc", 0xaabbcc },
  { "#123456", 0x123456 },
  { "#AbCdEf", 0xabcdef },
  { "#12345678", 0x123456 },
  { "", -1 },
  { "#", -1 },
  { "#ff", -1 },
  { "#1234", -1 },
  { "#12345g", -1 },
  { "123456", -1 },
  { "#1234567", -1 },
  { "#123456789", -1 },
  { "red", -1 },
  { " #123456", -1 },
};

START_TEST (parses_colours)
{
  guint32 colour = 42;
  gboolean good = scho_colour_parse (colours[_i].string, &colour);

  ck_assert_int_eq (good, colours[_i].colour >= 0);
  ck_assert_int_eq (colour, good ? colours[_i].colour : 42);
}
END_TEST

START_TEST (formats_colours)
{
  char string[8];

  scho_colour_format (0x00ff0a, string);
  ck_assert_str_eq (string, "#00ff0a");
}
END_TEST

static double
get_luminance (guint32 colour)
{
  static const double weights[] = { 0.0722, 0.7152, 0.2126 };
  double sum = 0;

  for (guint i = 0; i < 3; i++)
    {
      double x = ((colour >> 8 * i) & 0xff) / 255.0;

      /* sRGB, roughly: a bit more than its exact curve allows is no matter here. */
      sum += weights[i] * x * (x * (x * 0.305306011 + 0.682171111) + 0.012522878);
    }
  return sum;
}

START_TEST (the_palette_is_seen_on_white_and_on_dark)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < 24; i++)
    {
      double luminance = get_luminance (scho_colour_nth (i));

      ck_assert (g_hash_table_add (seen, GUINT_TO_POINTER (scho_colour_nth (i))));
      ck_assert_msg (1.05 / (luminance + 0.05) > 2.9, "%u is too light", i);
      ck_assert_msg ((luminance + 0.05) / 0.0630 > 2.7, "%u is too dark", i);
    }
  ck_assert_uint_eq (scho_colour_nth (24), scho_colour_nth (0));
}
END_TEST

static const struct
{
  SchoAttribute attributes[2];
  gsize n;
  const char *message; /* NULL: good */
} checked[] = {
  { { { "a", "x", SCHO_ATTRIBUTE_TEXT }, { "b", NULL, SCHO_ATTRIBUTE_DATE } }, 2 },
  { { { "a", "-1.5e3", SCHO_ATTRIBUTE_NUMBER } }, 1 },
  { { { "a", "1,5", SCHO_ATTRIBUTE_NUMBER } }, 1, "Attribute “a”: “1,5” is no number" },
  { { { "a", "inf", SCHO_ATTRIBUTE_NUMBER } }, 1, "Attribute “a”: “inf” is no number" },
  { { { "a", "2024-02-29", SCHO_ATTRIBUTE_DATE } }, 1 },
  { { { "a", "2024-02-29T10:00:00Z", SCHO_ATTRIBUTE_DATE } }, 1 },
  { { { "a", "2023-02-29", SCHO_ATTRIBUTE_DATE } },
    1,
    "Attribute “a”: “2023-02-29” is no date such as 2024-05-31" },
  { { { "a", "2024-02-29x", SCHO_ATTRIBUTE_DATE } },
    1,
    "Attribute “a”: “2024-02-29x” is no date such as 2024-05-31" },
  { { { "a", "29.2.24", SCHO_ATTRIBUTE_DATE } },
    1,
    "Attribute “a”: “29.2.24” is no date such as 2024-05-31" },
  { { { "a", "yes", SCHO_ATTRIBUTE_YES_NO }, { "b", "no", SCHO_ATTRIBUTE_YES_NO } }, 2 },
  { { { "a", "Yes", SCHO_ATTRIBUTE_YES_NO } },
    1,
    "Attribute “a”: “Yes” is neither “yes” nor “no”" },
  { { { "a", "x", 9 } }, 1, "Attribute “a” is of an unknown type" },
  { { { " ", "x" } }, 1, "An attribute needs a name" },
  { { { NULL, "x" } }, 1, "An attribute needs a name" },
  { { { "a", "x" }, { "a ", "y" } }, 2, "There are two attributes “a ”" },
};

START_TEST (checks_attributes)
{
  g_autoptr (GError) error = NULL;
  gboolean good = scho_attributes_check (checked[_i].attributes, checked[_i].n, &error);

  ck_assert_int_eq (good, checked[_i].message == NULL);
  if (!good)
    ck_assert_str_eq (error->message, checked[_i].message);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("nouns");
  TCase *tc = tcase_create ("nouns");

  tcase_add_test (tc, a_document_is_equal_to_its_copy_only);
  tcase_add_test (tc, a_document_owns_its_words);
  tcase_add_test (tc, a_code_is_equal_to_its_copy_only);
  tcase_add_test (tc, a_code_keeps_within_bounds);
  tcase_add_loop_test (tc, names_fit_on_one_line, 0, G_N_ELEMENTS (names));
  tcase_add_test (tc, a_coder_is_equal_to_its_copy_only);
  tcase_add_test (tc, annotations_have_an_order);
  tcase_add_test (tc, annotations_are_equal_by_all_they_say);
  tcase_add_loop_test (tc, parses_colours, 0, G_N_ELEMENTS (colours));
  tcase_add_test (tc, formats_colours);
  tcase_add_test (tc, the_palette_is_seen_on_white_and_on_dark);
  tcase_add_loop_test (tc, checks_attributes, 0, G_N_ELEMENTS (checked));
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
