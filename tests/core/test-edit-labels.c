/* test-edit-labels.c - the history says what was changed. */
#include <scholiast/edit-labels.h>

#include "core-test.h"

static const SchoAttribute none[] = { { "", "", SCHO_ATTRIBUTE_TEXT } };
static const SchoAttribute year[] = { { "year", "2017", SCHO_ATTRIBUTE_NUMBER } };
static const SchoAttribute later[] = { { "year", "2018", SCHO_ATTRIBUTE_NUMBER } };
static const SchoAttribute words[] = { { "year", "2017", SCHO_ATTRIBUTE_TEXT } };
static const SchoAttribute other[] = { { "date", "2017", SCHO_ATTRIBUTE_DATE } };
static const SchoAttribute both[] = { { "year", "2017", SCHO_ATTRIBUTE_NUMBER },
                                      { "date", "2017", SCHO_ATTRIBUTE_DATE } };

#define ATTRIBUTES(list, n) .attributes = list, .n_attributes = n

static const struct
{
  SchoDocument before, after;
  const char *label;
} documents[] = {
  { { .title = "A" }, { .title = "B", .memo = "m" }, "Document “A” renamed to “B”" },
  { { .title = "A" }, { .title = "A", .memo = "m" }, "Memo of document “A” added" },
  { { .title = "A", .memo = "m" },
    { .title = "A", .memo = "n" },
    "Memo of document “A” changed" },
  { { .title = "A", .memo = "m" }, { .title = "A" }, "Memo of document “A” removed" },
  { { .title = "A" }, { .title = "A", .source = "s" }, "Source of document “A” changed" },
  { { .title = "A", .language = "en" },
    { .title = "A" },
    "Language of document “A” changed" },
  { { .title = "A" },
    { .title = "A", .source = "s", .memo = "m" },
    "Document “A” changed" },
  { { .title = "A", ATTRIBUTES (none, 0) },
    { .title = "A", ATTRIBUTES (year, 1) },
    "Attribute “year” of “A” added" },
  { { .title = "A", ATTRIBUTES (both, 2) },
    { .title = "A", ATTRIBUTES (year, 1) },
    "Attribute “date” of “A” removed" },
  { { .title = "A", ATTRIBUTES (year, 1) },
    { .title = "A", ATTRIBUTES (later, 1) },
    "Attribute “year” of “A” changed" },
  { { .title = "A", ATTRIBUTES (year, 1) },
    { .title = "A", ATTRIBUTES (words, 1) },
    "Attribute “year” of “A” changed" },
  { { .title = "A", ATTRIBUTES (year, 1) },
    { .title = "A", ATTRIBUTES (other, 1) },
    "Attributes of “A” changed" },
};

START_TEST (says_what_changed_of_a_document)
{
  g_autofree char *label
      = scho_edit_dup_document_label (&documents[_i].before, &documents[_i].after);

  ck_assert_str_eq (label, documents[_i].label);
}
END_TEST

static const struct
{
  SchoCode before, after;
  const char *label;
} codes[] = {
  { { .name = "a" }, { .name = "b", .colour = 1 }, "Code “a” renamed to “b”" },
  { { .name = "a" }, { .name = "a", .parent = 2 }, "Code “a” moved" },
  { { .name = "a" }, { .name = "a", .position = 2 }, "Code “a” moved" },
  { { .name = "a" }, { .name = "a", .colour = 2 }, "Colour of code “a” changed" },
  { { .name = "a" }, { .name = "a", .key = 2 }, "Key of code “a” changed" },
  { { .name = "a" }, { .name = "a", .blurred = TRUE }, "Passages of code “a” blurred" },
  { { .name = "a", .blurred = TRUE },
    { .name = "a" },
    "Passages of code “a” no longer blurred" },
  { { .name = "a" },
    { .name = "a", .definition = "d" },
    "Definition of code “a” changed" },
  { { .name = "a" }, { .name = "a", .use_not = "d" }, "Use of code “a” described" },
  { { .name = "a" }, { .name = "a", .memo = "m" }, "Memo of code “a” added" },
  { { .name = "a", .memo = "m" },
    { .name = "a", .memo = "n" },
    "Memo of code “a” changed" },
  { { .name = "a", .memo = "m" },
    { .name = "a", .memo = "" },
    "Memo of code “a” removed" },
  { { .name = "a" }, { .name = "a", .key = 1, .colour = 1 }, "Code “a” changed" },
};

START_TEST (says_what_changed_of_a_code)
{
  g_autofree char *label = scho_edit_dup_code_label (&codes[_i].before, &codes[_i].after);

  ck_assert_str_eq (label, codes[_i].label);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("edit-labels");
  TCase *tc = tcase_create ("edit-labels");

  tcase_add_loop_test (tc, says_what_changed_of_a_document, 0, G_N_ELEMENTS (documents));
  tcase_add_loop_test (tc, says_what_changed_of_a_code, 0, G_N_ELEMENTS (codes));
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
