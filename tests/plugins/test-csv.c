#include "fixture.h"

#include <check.h>
#include <glib/gstdio.h>
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

/* Golden pairs: a folder a case, with text.txt, codebook.csv (if any), input.csv and what
 * comes of it: expected.csv or expected-error; expected-losses where there are any. */

static char *
read_case (const char *kind, const char *name, const char *file)
{
  g_autofree char *relative = g_build_filename ("tests/golden", kind, name, file, NULL);
  g_autofree char *path = fixture_source_path (relative);
  char *content = NULL;

  g_file_get_contents (path, &content, NULL, NULL);
  return content;
}

static void
check_losses (SchoStep *step, const char *expected, const char *name)
{
  g_autofree char *losses = scho_losses_dup_text (scho_step_get_losses (step));

  ck_assert_msg (g_strcmp0 (losses, expected != NULL ? expected : "") == 0,
                 "%s: lost\n%s", name, losses);
}

static void
check_golden (const char *kind, const char *importer, const char *name)
{
  g_autofree char *text = read_case (kind, name, "text.txt");
  g_autofree char *codebook = read_case (kind, name, "codebook.csv");
  g_autofree char *input = read_case (kind, name, "input.csv");
  g_autofree char *options = read_case (kind, name, "options");
  g_autofree char *expected = read_case (kind, name, "expected.csv");
  g_autofree char *expected_error = read_case (kind, name, "expected-error");
  g_autofree char *expected_notes = read_case (kind, name, "expected-notes");
  g_autofree char *expected_losses = read_case (kind, name, "expected-losses");
  g_auto (GStrv) set = g_strsplit (options != NULL ? g_strchomp (options) : "", "\n", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = NULL;
  g_autofree char *out = NULL;

  ck_assert_msg (input != NULL && (expected != NULL) != (expected_error != NULL), "%s",
                 name);
  if (text != NULL)
    fixture_import (&fixture, "text", "text.txt", text, -1);
  if (codebook != NULL)
    fixture_import (&fixture, "codebook", "codebook.csv", codebook, -1);

  step = fixture_read (&fixture, importer, "input.csv", input, -1,
                       (const char *const *) set, &error);
  if (expected_error != NULL)
    {
      ck_assert_msg (step == NULL, "%s: was not refused", name);
      ck_assert_str_eq (error->message, g_strchomp (expected_error));
      return;
    }
  ck_assert_msg (step != NULL, "%s: %s", name, error ? error->message : "");
  if (expected_notes != NULL)
    {
      g_autofree char *notes = NULL;

      g_ptr_array_add (scho_step_get_notes (step), NULL);
      notes = g_strjoinv ("\n", (char **) scho_step_get_notes (step)->pdata);
      g_ptr_array_remove_index (scho_step_get_notes (step),
                                scho_step_get_notes (step)->len - 1);
      ck_assert_str_eq (notes, g_strchomp (expected_notes));
    }
  check_losses (step, expected_losses, name);
  fixture_apply (&fixture, step);
  out = fixture_export (&fixture, importer, NULL, NULL, &error);
  ck_assert_msg (out != NULL, "%s: %s", name, error ? error->message : "");
  ck_assert_str_eq (out, expected);
}

static void
check_all_golden (const char *kind, const char *importer, guint least)
{
  g_autofree char *relative = g_build_filename ("tests/golden", kind, NULL);
  g_autoptr (GPtrArray) names = fixture_list (relative);

  ck_assert_uint_ge (names->len, least);
  for (guint i = 0; i < names->len; i++)
    {
      if (i > 0)
        {
          teardown ();
          setup ();
        }
      g_print ("%s/%s\n", kind, (char *) names->pdata[i]);
      check_golden (kind, importer, names->pdata[i]);
    }
}

START_TEST (reads_golden_codings)
{
  check_all_golden ("csv", "csv", 15);
}
END_TEST

START_TEST (reads_golden_codebooks)
{
  check_all_golden ("codebook", "codebook", 8);
}
END_TEST

/* Random projects */

static const char *const parts[] = { "a", "b",    ",", "\"", "\n", "/", "\\", "é",
                                     "🙏", "שלום", " ", ";",  "\r", "#", "'" };

static char *
make_words (GRand *random)
{
  GString *words = g_string_new (NULL);
  guint n = g_rand_int_range (random, 1, 4);

  for (guint i = 0; i < n; i++)
    g_string_append (words, parts[g_rand_int_range (random, 0, G_N_ELEMENTS (parts))]);
  return g_string_free (words, FALSE);
}

static char *
maybe_words (GRand *random)
{
  return g_rand_boolean (random) ? make_words (random) : NULL;
}

static void
add_documents (SchoStep *step, GRand *random)
{
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *words = make_words (random);
      g_autofree char *title = g_strdup_printf ("%s%u", words, i);
      GString *body = g_string_new ("x");
      g_autoptr (SchoText) text = NULL;

      for (guint j = g_rand_int_range (random, 0, 50); j > 0; j--)
        {
          const char *part = parts[g_rand_int_range (random, 0, G_N_ELEMENTS (parts))];

          g_string_append (body, part[0] == '\r' ? "\n" : part);
        }
      text = scho_text_new (body->str, NULL);
      scho_step_add_document (step, &(SchoDocument){ .title = title }, text);
      g_string_free (body, TRUE);
    }
}

static void
add_codes (SchoStep *step, GRand *random)
{
  for (guint i = 0; i < 25; i++)
    {
      g_autofree char *words = make_words (random);
      g_autoptr (SchoCode) named = scho_code_new (&(SchoCode){ .name = words });
      const char *name = named->name; /* as it is kept: on one line, trimmed */
      g_autofree char *definition = maybe_words (random);
      g_autofree char *use_when = maybe_words (random);
      g_autofree char *use_not = maybe_words (random);
      g_autofree char *memo = maybe_words (random);
      guint32 parent = g_rand_int_range (random, 0, i + 1);

      if (scho_step_get_code (step, parent) == NULL)
        parent = 0;
      if (name[0] == '\0' || scho_step_find_code (step, parent, name) != 0)
        continue;
      scho_step_add_code (step, &(SchoCode){ .parent = parent,
                                             .name = name,
                                             .position = g_rand_int_range (random, 0, 9),
                                             .colour = g_rand_int (random) & 0xffffff,
                                             .blurred = g_rand_int (random) % 40 == 0,
                                             .pseudonym = g_rand_int (random) % 40 == 0
                                                              ? "“Mira”, or Ana"
                                                              : NULL,
                                             .definition = definition,
                                             .use_when = use_when,
                                             .use_not = use_not,
                                             .memo = memo });
    }
}

static void
add_codings (SchoStep *step, GRand *random)
{
  guint32 n_codes = scho_step_get_n_changes (step, SCHO_NOUN_CODE);

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *memo = maybe_words (random);
      g_autofree char *coder
          = g_strdup_printf ("%s,%d", "“C”", g_rand_int_range (random, 0, 3));
      guint32 document = g_rand_int_range (random, 1, 6);
      guint32 length = scho_step_get_document (step, document)->length;
      guint32 start = g_rand_int_range (random, 0, length);

      scho_step_add_annotation (
          step,
          &(SchoAnnotation){ .document = document,
                             .start = start,
                             .end = g_rand_int_range (random, start + 1, length + 1),
                             .code = g_rand_int_range (random, 1, n_codes + 1),
                             .coder = scho_step_ensure_coder (step, coder),
                             .weight = SCHO_NO_WEIGHT,
                             .memo = memo });
    }
}

/* Export, import into a new project, export: the same bytes, whatever the names are. */
START_TEST (comes_back_the_same)
{
  static const char *const full[] = { "full=true", NULL };
  g_autoptr (GRand) random = g_rand_new_with_seed (_i);
  g_autoptr (GRand) again = g_rand_copy (random);
  g_autoptr (SchoStep) step = scho_step_new (fixture_snapshot (&fixture), "all");
  g_autoptr (SchoStep) documents = NULL;
  g_autofree char *codebook = NULL, *codings = NULL, *codebook_2 = NULL,
                  *codings_2 = NULL;

  add_documents (step, random);
  add_codes (step, random);
  add_codings (step, random);
  fixture_apply (&fixture, step);
  codebook = fixture_export (&fixture, "codebook", full, NULL, NULL);
  codings = fixture_export (&fixture, "csv", NULL, NULL, NULL);

  teardown ();
  setup ();
  documents = scho_step_new (fixture_snapshot (&fixture), "documents");
  add_documents (documents, again);
  fixture_apply (&fixture, documents);
  fixture_import (&fixture, "codebook", "codebook.csv", codebook, -1);
  fixture_import (&fixture, "csv", "codings.csv", codings, -1);
  codebook_2 = fixture_export (&fixture, "codebook", full, NULL, NULL);
  codings_2 = fixture_export (&fixture, "csv", NULL, NULL, NULL);
  ck_assert_msg (strcmp (codebook, codebook_2) == 0, "seed %d:\n%s\n%s", _i, codebook,
                 codebook_2);
  ck_assert_msg (strcmp (codings, codings_2) == 0, "seed %d:\n%s\n%s", _i, codings,
                 codings_2);
}
END_TEST

static char *
join_notes (SchoStep *step)
{
  GString *notes = g_string_new (NULL);

  for (guint i = 0; i < scho_step_get_notes (step)->len; i++)
    g_string_append_printf (notes, "%s\n",
                            (const char *) scho_step_get_notes (step)->pdata[i]);
  return g_string_free (notes, FALSE);
}

static const struct
{
  const char *rows;
  const char *option; /* nullable */
  guint n_added;
  const char *notes;
  const char *losses; /* nullable */
} repeats[] = {
  { "a.txt,0,4,x,Ana,\na.txt,2,4,x,Ben,\n", NULL, 0,
    "2 codings of c.csv are in the project already and were left out; --set "
    "repeat=true brings them again.\n" },
  { "a.txt,0,4,x,Ana,\na.txt,2,4,x,Ben,\n", "repeat=true", 2, "" },
  { "a.txt,0,4,x,Ana,why?\na.txt,2,4,x,Ana,\n", NULL, 1,
    "1 coding of c.csv is in the project already and was left out; --set "
    "repeat=true brings it again.\n",
    "Other memos of codings that are there already: 1 (c.csv: “why?”)\n" },
  { "a.txt,0,4,y,Ana,\na.txt,0,3,x,Ana,\na.txt,1,4,x,Ana,\nb.txt,0,4,x,Ana,\n", NULL, 4,
    "" },
  { "a.txt,0,4,x,Cleo,\na.txt,0,4,x,Cleo,\n", NULL, 2, "" },
  { "a.txt,0,4,x,ANA,\n", NULL, 1,
    "The new coder “ANA” differs only in case from “Ana”.\n" },
};

/* What the project has already is left out; what the file says twice is not. */
START_TEST (leaves_out_what_is_there)
{
  static const char header[] = "document,start,end,code,coder,memo\n";
  const char *set[] = { repeats[_i].option, NULL };
  g_autofree char *file = g_strconcat (header, repeats[_i].rows, NULL);
  g_autofree char *path = g_build_filename (fixture.folder, "c.csv", NULL);
  g_autofree char *notes = NULL;
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (GError) error = NULL;

  fixture_import (&fixture, "text", "a.txt", "text", -1);
  fixture_import (&fixture, "text", "b.txt", "text", -1);
  fixture_import (&fixture, "codebook", "b.csv", "code,parent\nx,\ny,\n", -1);
  fixture_import (&fixture, "csv", "c.csv",
                  "document,start,end,code,coder\n"
                  "a.txt,0,4,x,Ana\na.txt,2,4,x,Ben\n",
                  -1);
  ck_assert (g_file_set_contents (path, file, -1, NULL));
  step = scho_plugins_import (fixture.plugins, NULL, path, NULL, set,
                              fixture_snapshot (&fixture), NULL, NULL, &error);
  ck_assert_msg (step != NULL, "%s", error != NULL ? error->message : "");
  notes = join_notes (step);
  ck_assert_str_eq (notes, repeats[_i].notes);
  check_losses (step, repeats[_i].losses, repeats[_i].rows);
  fixture_apply (&fixture, step);
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (fixture_snapshot (&fixture)),
                     2 + repeats[_i].n_added);
}
END_TEST

/* Nothing of a file with one bad row arrives, and one undo takes a good one back. */
START_TEST (is_one_step)
{
  static const char good[] = "document,start,end,code,coder\n"
                             "a.txt,0,4,x,Ana\na.txt,2,4,x,Ben\n";
  static const char bad[] = "document,start,end,code,coder\n"
                            "a.txt,0,4,x,Cleo\na.txt,2,44,x,Ben\n";
  g_autoptr (GError) error = NULL;

  fixture_import (&fixture, "text", "a.txt", "text", -1);
  fixture_import (&fixture, "codebook", "b.csv", "code,parent\nx,\n", -1);
  ck_assert_ptr_null (fixture_read (&fixture, "csv", "c.csv", bad, -1, NULL, &error));
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (fixture_snapshot (&fixture)), 0);
  fixture_import (&fixture, "csv", "c.csv", good, -1);
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (fixture_snapshot (&fixture)), 2);
  ck_assert (scho_project_undo (fixture.project, &error));
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (fixture_snapshot (&fixture)), 0);
}
END_TEST

/* Two documents of one title are told apart by their UUIDs. */
START_TEST (tells_equal_titles_apart)
{
  g_autoptr (SchoStep) step = scho_step_new (fixture_snapshot (&fixture), "two");
  g_autoptr (SchoText) text = scho_text_new ("text", NULL);
  g_autofree char *codings = NULL;
  guint32 code = scho_step_add_code (step, &(SchoCode){ .name = "x" });
  guint32 coder = scho_step_ensure_coder (step, "Ana");

  for (guint i = 0; i < 2; i++)
    {
      guint32 document
          = scho_step_add_document (step, &(SchoDocument){ .title = "same" }, text);

      scho_step_add_annotation (step, &(SchoAnnotation){ .document = document,
                                                         .end = 1 + i,
                                                         .code = code,
                                                         .coder = coder,
                                                         .weight = SCHO_NO_WEIGHT });
    }
  fixture_apply (&fixture, step);
  codings = fixture_export (&fixture, "csv", NULL, NULL, NULL);
  memcpy (strstr (codings, "Ana"), "Ben", 3); /* in the first row; the other is there */
  fixture_import (&fixture, "csv", "codings.csv", codings, -1);
  for (guint32 id = 1; id <= 2; id++)
    {
      gsize n;
      const SchoAnnotation *annotations
          = scho_snapshot_get_annotations (fixture_snapshot (&fixture), id, &n);

      ck_assert_uint_eq (n, 3 - id);
      for (gsize i = 0; i < n; i++)
        ck_assert_uint_eq (annotations[i].end, id);
    }
}
END_TEST

START_TEST (names_the_importing_coder)
{
  g_autoptr (GError) error = NULL;
  static const char file[] = "document,start,end,code,coder\na.txt,0,4,x,\n";

  fixture_import (&fixture, "text", "a.txt", "text", -1);
  fixture_import (&fixture, "codebook", "b.csv", "code,parent\nx,\n", -1);
  ck_assert_ptr_null (fixture_read (&fixture, "csv", "c.csv", file, -1, NULL, &error));
  ck_assert_str_eq (error->message,
                    "Line 2 of c.csv: there is no coder; name one for the "
                    "whole import");
  fixture.coder = "Ana";
  fixture_import (&fixture, "csv", "c.csv", file, -1);
  ck_assert_ptr_nonnull (scho_lookup_coder (fixture_snapshot (&fixture), "Ana", NULL));
}
END_TEST

static const struct
{
  const char *name;
  const char *content;
  const char *importer; /* which is surest */
} guesses[] = {
  { "a.csv", "document,start,end,code,coder\n", "csv" },
  { "a.txt", "document;start;end;code;coder\n", "csv" },
  { "a.csv", "\xef\xbb\xbf\"code\",\"parent\"\n", "codebook" },
  { "a.csv", "code,colour,definition\n", "codebook" },
  { "a.csv", "document,start,code,coder\n", "csv" },
  { "a.csv", "of,name,document,start,end,memo\n", "memos" },
  { "a.tsv", "of\tname\tmemo\n", "memos" },
  { "a.csv", "name,age\n", "table" },
  { "a.txt", "name,age\n", "text" },
  { "notes", "Some words, and more.\n", "text" },
  { "n.md", "# On urn:QDA-XML:project:1.0\n", "markdown" },
  { "n.txt", "On urn:QDA-XML:project:1.0\n", "text" },
  { "n", "On urn:QDA-XML:project:1.0, http://www.omg.org/XMI, <TEI>\n", "text" },
  { "n.md", "<!-- urn:QDA-XML:project:1.0 <TEI xmlns='http://www.tei-c.org/ns/1.0'> -->",
    "markdown" },
  { "n.txt", "[1] \"selector\" and \"target\" of ns/anno.jsonld\n", "text" },
  { "n.txt", "{ \"%TYPES\" and %FEATURE_STRUCTURES\n", "text" },
  { "n.txt", "T1\tthe first theme\n", "text" },
  { "n.ann", "T1\tA 0 3\tthe\n", "brat" },
  { "p", "\xef\xbb\xbf\n<Project xmlns=\"urn:QDA-XML:project:1.0\"/>", "refi-qda" },
};

START_TEST (guesses_the_importer)
{
  GPtrArray *importers = scho_plugins_get_importers (fixture.plugins);
  const SchoImporter *best = NULL;
  int best_guess = 0;

  for (guint i = 0; i < importers->len; i++)
    {
      const SchoImporter *importer = importers->pdata[i];
      int guess = importer->guess ((const guint8 *) guesses[_i].content,
                                   strlen (guesses[_i].content), guesses[_i].name);

      if (guess > best_guess)
        {
          best_guess = guess;
          best = importer;
        }
    }
  ck_assert_ptr_nonnull (best);
  ck_assert_str_eq (best->id, guesses[_i].importer);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("csv");
  TCase *tc = tcase_create ("csv");
  SRunner *runner;
  int n_failed;

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_set_timeout (tc, 60);
  tcase_add_test (tc, reads_golden_codings);
  tcase_add_test (tc, reads_golden_codebooks);
  tcase_add_loop_test (tc, comes_back_the_same, 0, 30);
  tcase_add_test (tc, is_one_step);
  tcase_add_loop_test (tc, leaves_out_what_is_there, 0, G_N_ELEMENTS (repeats));
  tcase_add_test (tc, tells_equal_titles_apart);
  tcase_add_test (tc, names_the_importing_coder);
  tcase_add_loop_test (tc, guesses_the_importer, 0, G_N_ELEMENTS (guesses));
  suite_add_tcase (suite, tc);

  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed != 0;
}
