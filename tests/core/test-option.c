/* test-option.c - values of options, and what is refused. */
#include <scholiast/option-private.h>

#include "core-test.h"

static const SchoOptionSpec specs[] = {
  { "lenient", SCHO_OPTION_BOOLEAN, "false", "Go on" },
  { "window", SCHO_OPTION_INTEGER, "10", "Words" },
  { "share", SCHO_OPTION_NUMBER, "0.5", "Share" },
  { "language", SCHO_OPTION_TEXT, NULL, "Language" },
  { "profile", SCHO_OPTION_CHOICE, "anchors", "Profile", "anchors|corpus" },
  { NULL },
};

static const struct
{
  const char *assignment;
  const char *value; /* what the options say then */
} good[] = {
  { "lenient=true", "1 10 0.50 <> anchors" },
  { "lenient=YES", "1 10 0.50 <> anchors" },
  { "lenient=off", "0 10 0.50 <> anchors" },
  { "window=-9223372036854775808", "0 -9223372036854775808 0.50 <> anchors" },
  { "share=1e-1", "0 10 0.10 <> anchors" },
  { "language=", "0 10 0.50 <> anchors" },
  { "language=a=b", "0 10 0.50 <a=b> anchors" },
  { "profile=corpus", "0 10 0.50 <> corpus" },
};

static char *
describe (SchoOptions *options)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.2f",
                   scho_options_get_number (options, "share"));
  return g_strdup_printf ("%d %" G_GINT64_FORMAT " %s <%s> %s",
                          scho_options_get_boolean (options, "lenient"),
                          scho_options_get_integer (options, "window"), number,
                          scho_options_get_text (options, "language"),
                          scho_options_get_text (options, "profile"));
}

START_TEST (takes_values)
{
  g_autoptr (SchoOptions) options = scho_options_new (specs);
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  ck_assert (scho_options_set_from (options, good[_i].assignment, &error));
  ck_assert_ptr_null (error);
  value = describe (options);
  ck_assert_str_eq (value, good[_i].value);
}
END_TEST

static const struct
{
  const char *assignment;
  const char *message;
} bad[] = {
  { "lenient=maybe", "Option “lenient”: “maybe” is not true or false" },
  { "window=", "Option “window”: “” is not a whole number" },
  { "window=1.5", "Option “window”: “1.5” is not a whole number" },
  { "window= 1", "Option “window”: “ 1” is not a whole number" },
  { "window=9223372036854775808",
    "Option “window”: “9223372036854775808” is not a whole number" },
  { "share=nan", "Option “share”: “nan” is not a number" },
  { "share=0x10", "Option “share”: “0x10” is not a number" },
  { "share=1,5", "Option “share”: “1,5” is not a number" },
  { "share=1e999", "Option “share”: “1e999” is not a number" },
  { "language=\xff", "Option “language”: “�” is not text in UTF-8" },
  { "profile=anchor", "Option “profile”: “anchor” is not one of: anchors, corpus" },
  { "profile=anchors|corpus",
    "Option “profile”: “anchors|corpus” is not one of: anchors, corpus" },
  { "lenien=true",
    "There is no option “lenien”; there are: lenient, window, share, language, profile" },
  { "lenient", "“lenient” sets no option: write NAME=VALUE" },
  { "=true", "“=true” sets no option: write NAME=VALUE" },
};

START_TEST (refuses_values)
{
  g_autoptr (SchoOptions) options = scho_options_new (specs);
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  ck_assert (!scho_options_set_from (options, bad[_i].assignment, &error));
  ck_assert_int_eq (error->domain, SCHO_ERROR);
  ck_assert_str_eq (error->message, bad[_i].message);
  value = describe (options);
  ck_assert_str_eq (value, "0 10 0.50 <> anchors");
}
END_TEST

START_TEST (takes_no_options)
{
  g_autoptr (SchoOptions) options = scho_options_new (NULL);
  g_autoptr (GError) error = NULL;

  ck_assert (!scho_options_set (options, "x", "y", &error));
  ck_assert_str_eq (error->message, "There is no option “x”: there are no options here");
}
END_TEST

static const SchoOptionSpec faulty[] = {
  { "window", SCHO_OPTION_INTEGER, NULL, "Words" },
  { "window", SCHO_OPTION_INTEGER, "1", NULL },
  { "profile", SCHO_OPTION_CHOICE, "a", "Profile" },
  { "profile", SCHO_OPTION_CHOICE, "a", "Profile", "b|c" },
  { "what", (SchoOptionType) 77, "a", "What" },
};

START_TEST (finds_faulty_specs)
{
  g_autoptr (GError) error = NULL;

  ck_assert (!scho_option_spec_check (&faulty[_i], &error));
  ck_assert_ptr_nonnull (error);
}
END_TEST

START_TEST (finds_sound_specs)
{
  for (guint i = 0; specs[i].name != NULL; i++)
    ck_assert (scho_option_spec_check (&specs[i], NULL));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("option");
  TCase *tc = tcase_create ("option");

  tcase_add_loop_test (tc, takes_values, 0, G_N_ELEMENTS (good));
  tcase_add_loop_test (tc, refuses_values, 0, G_N_ELEMENTS (bad));
  tcase_add_test (tc, takes_no_options);
  tcase_add_loop_test (tc, finds_faulty_specs, 0, G_N_ELEMENTS (faulty));
  tcase_add_test (tc, finds_sound_specs);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
