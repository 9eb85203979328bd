/* test-documents.c - importers of documents against golden pairs, and through TEI and
 * back.
 *
 * A case is NAME.EXT in tests/golden/documents; NAME.EXT.txt is what must come of it:
 * notes, losses, attributes, and the text with its stretches in ⟨⟩. The first line of
 * NAME.EXT.set has options. SCHOLIAST_UPDATE=1 writes what came; look at it before you
 * believe it.
 */
#include "fixture.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  char *path;     /* of the input */
  char *name;     /* of it */
  char *expected; /* path */
  char *set;      /* path, may be missing */
} Case;

static GPtrArray *cases, *samples;
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
add_case (GPtrArray *into, const char *path, const char *name)
{
  g_autofree char *expected = g_strconcat (name, ".txt", NULL);
  g_autofree char *set = g_strconcat (name, ".set", NULL);
  g_autofree char *folder = fixture_source_path ("tests/golden/documents");
  Case *one = g_new0 (Case, 1);

  one->path = g_strdup (path);
  one->name = g_strdup (name);
  one->expected = g_build_filename (folder, expected, NULL);
  one->set = g_build_filename (folder, set, NULL);
  g_ptr_array_add (into, one);
}

/* Some importers are only built where their libraries are. */
static gboolean
can_be_read (const char *name)
{
  static const struct
  {
    const char *suffix, *module;
  } optional[] = { { ".pdf", "pdf.so" }, { ".md", "markdown.so" } };
  const char *folder = g_getenv ("SCHOLIAST_PLUGIN_PATH");

  for (guint i = 0; i < G_N_ELEMENTS (optional); i++)
    {
      g_autofree char *module = g_build_filename (folder, optional[i].module, NULL);

      if (!g_str_has_suffix (name, optional[i].suffix)
          || g_file_test (module, G_FILE_TEST_EXISTS))
        continue;
      g_print ("skipped: %s, since %s is not built\n", name, optional[i].module);
      return FALSE;
    }
  return TRUE;
}

static void
list_cases (GPtrArray *into, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      gboolean is_pair = g_str_has_suffix (name, ".set")
                         || (g_str_has_suffix (name, ".txt")
                             && strchr (name, '.') != strrchr (name, '.'));

      if (!is_pair && can_be_read (name) && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        add_case (into, path, name);
    }
}

/* Of the files of others; TEI is looked at elsewhere, and rows of a table are plain. */
static void
list_samples (void)
{
  static const char *const kinds[]
      = { "txt", "md", "docx", "odt", "rtf", "html", "epub", "pdf", "subtitles" };

  samples = g_ptr_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *below = g_build_filename ("samples/documents", kinds[i], NULL);
      g_autofree char *folder = fixture_shared_path (below);

      list_cases (samples, folder);
    }
  if (samples->len == 0)
    g_print ("skipped: the files of others are not here\n");
}

/* What the program would take for it. */
static const SchoImporter *
find_importer (const char *bytes, gsize n_bytes, const char *name)
{
  GPtrArray *importers = scho_plugins_get_importers (fixture.plugins);
  const SchoImporter *best = NULL;
  int most = 0;

  for (guint i = 0; i < importers->len; i++)
    {
      const SchoImporter *importer = importers->pdata[i];
      int sure = importer->guess ((const guint8 *) bytes, MIN (n_bytes, 65536), name);

      if (sure > most)
        {
          most = sure;
          best = importer;
        }
    }
  return best;
}

static void
describe_mark (GString *out, const SchoStretch *stretch, const char *sign)
{
  static const char *const kinds[] = { "para",  "h",   "item", "turn", "time", "page",
                                       "table", "row", "cell", "note", "verse" };

  g_string_append_printf (out, "⟨%s%s", sign, kinds[stretch->kind]);
  if (sign[0] == '\0' && stretch->level > 0)
    g_string_append_printf (out, "%u", stretch->level);
  if (sign[0] == '\0' && stretch->label != NULL)
    g_string_append_printf (out, " %s", stretch->label);
  g_string_append (out, stretch->start == stretch->end ? "/⟩" : "⟩");
}

/* All that ends at @offset, the inner first, then all that begins. */
static void
describe_marks (GString *out, const SchoStretch *stretches, gsize n, guint32 offset)
{
  for (gsize i = n; i-- > 0;)
    if (stretches[i].end == offset && stretches[i].start < offset)
      describe_mark (out, &stretches[i], "/");
  for (gsize i = 0; i < n; i++)
    if (stretches[i].start == offset)
      describe_mark (out, &stretches[i], "");
}

static void
describe_text (GString *out, SchoText *text)
{
  gsize n_bytes, n;
  const char *p = scho_text_get_utf8 (text, &n_bytes);
  const char *end = p + n_bytes;
  const SchoStretch *stretches = scho_text_get_stretches (text, &n);

  for (guint32 offset = 0;; offset++)
    {
      describe_marks (out, stretches, n, offset);
      if (p >= end)
        break;
      g_string_append_len (out, p, g_utf8_next_char (p) - p);
      p = g_utf8_next_char (p);
    }
  g_string_append_c (out, '\n');
}

static void
describe_document (GString *out, const SchoDocument *document)
{
  g_autoptr (SchoText) text
      = scho_snapshot_read_text (fixture_snapshot (&fixture), document->id, NULL);
  gsize n;
  const SchoAnnotation *annotations
      = scho_snapshot_get_annotations (fixture_snapshot (&fixture), document->id, &n);

  g_string_append_printf (out, "document %s", document->title);
  if (document->language != NULL)
    g_string_append_printf (out, " (%s)", document->language);
  g_string_append_c (out, '\n');
  for (gsize i = 0; i < document->n_attributes; i++)
    g_string_append_printf (out, "attribute %s = %s (%d)\n", document->attributes[i].name,
                            document->attributes[i].value, document->attributes[i].type);
  describe_text (out, text);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *words
          = scho_text_dup_range (text, annotations[i].start, annotations[i].end);

      g_string_append_printf (
          out, "coding %s by %s: %s\nmemo %s\n",
          scho_snapshot_get_code (fixture_snapshot (&fixture), annotations[i].code)->name,
          scho_snapshot_get_coder (fixture_snapshot (&fixture), annotations[i].coder)
              ->name,
          words, annotations[i].memo ? annotations[i].memo : "-");
    }
}

static char *
describe (SchoStep *step)
{
  GString *out = g_string_new (NULL);
  GPtrArray *notes = scho_step_get_notes (step);
  SchoLosses *losses = scho_step_get_losses (step);
  gsize n;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (fixture_snapshot (&fixture), &n);

  for (guint i = 0; i < notes->len; i++)
    g_string_append_printf (out, "note %s\n", (const char *) notes->pdata[i]);
  for (guint i = 0; i < scho_losses_get_n_items (losses); i++)
    {
      g_autofree char *line = scho_loss_dup_line (scho_losses_get_item (losses, i));

      g_string_append_printf (out, "lost %s\n", line);
    }
  for (gsize i = 0; i < n; i++)
    describe_document (out, documents[i]);
  return g_string_free (out, FALSE);
}

static GStrv
read_options (const Case *one)
{
  g_autofree char *line = NULL;

  if (!g_file_get_contents (one->set, &line, NULL, NULL))
    return NULL;
  return g_strsplit (g_strstrip (line), " ", -1);
}

static void
import_case (const Case *one, SchoStep **step)
{
  g_autofree char *bytes = NULL;
  g_auto (GStrv) set = read_options (one);
  g_autoptr (GError) error = NULL;
  const SchoImporter *importer;
  gsize n_bytes;

  ck_assert (g_file_get_contents (one->path, &bytes, &n_bytes, NULL));
  importer = find_importer (bytes, n_bytes, one->name);
  ck_assert_ptr_nonnull (importer);
  *step = fixture_read (&fixture, importer->id, one->name, bytes, n_bytes,
                        (const char *const *) set, &error);
  ck_assert_msg (*step != NULL, "%s", error ? error->message : "");
  fixture_apply (&fixture, *step);
}

START_TEST (reads_as_expected)
{
  const Case *one = cases->pdata[_i];
  g_autoptr (SchoStep) step = NULL;
  g_autofree char *described = NULL, *expected = NULL;

  import_case (one, &step);
  described = describe (step);
  if (g_getenv ("SCHOLIAST_UPDATE") != NULL)
    ck_assert (g_file_set_contents (one->expected, described, -1, NULL));
  ck_assert_msg (g_file_get_contents (one->expected, &expected, NULL, NULL),
                 "%s is missing", one->expected);
  ck_assert_msg (strcmp (described, expected) == 0, "%s became:\n%.3000s", one->name,
                 described);
}
END_TEST

/* The texts' digests, which are of bytes and stretches. */
static char *
list_digests (void)
{
  GString *out = g_string_new (NULL);
  gsize n;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (fixture_snapshot (&fixture), &n);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (out, "%s %s\n", documents[i]->title, documents[i]->digest);
  return g_string_free (out, FALSE);
}

static void
check_tei (const Case *one)
{
  const char *corpus[] = { "corpus=true", NULL };
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL, *xml = NULL;
  gsize n_bytes;

  import_case (one, &step);
  before = list_digests ();
  xml = fixture_export (&fixture, "tei", corpus, &n_bytes, &error);
  ck_assert_msg (xml != NULL, "%s", error ? error->message : "");
  teardown ();
  setup ();
  fixture_import (&fixture, "tei", "copy.xml", xml, n_bytes);
  after = list_digests ();
  ck_assert_msg (strcmp (after, before) == 0, "%s: %.500s\nbecame %.500s", one->name,
                 before, after);
}

START_TEST (comes_through_tei)
{
  check_tei (cases->pdata[_i]);
}
END_TEST

/* Whether there is a plugin for files of that name, beside that for any text. */
static gboolean
has_importer (const Case *one)
{
  GPtrArray *importers = scho_plugins_get_importers (fixture.plugins);
  const char *ending = strrchr (one->name, '.') + 1;

  for (guint i = 0; i < importers->len; i++)
    {
      const SchoImporter *importer = importers->pdata[i];
      g_auto (GStrv) endings
          = g_strsplit (importer->extensions ? importer->extensions : "", "|", -1);

      if (g_strv_contains ((const char *const *) endings, ending))
        return TRUE;
    }
  return FALSE;
}

START_TEST (real_files_come_through_tei)
{
  const Case *one = samples->pdata[_i];

  if (has_importer (one))
    check_tei (one);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("documents");
  TCase *tc = tcase_create ("golden");

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_set_timeout (tc, 60);
  tcase_add_loop_test (tc, reads_as_expected, 0, (int) cases->len);
  tcase_add_loop_test (tc, comes_through_tei, 0, (int) cases->len);
  tcase_add_loop_test (tc, real_files_come_through_tei, 0, (int) samples->len);
  suite_add_tcase (suite, tc);
  return suite;
}

int
main (void)
{
  g_autofree char *folder = fixture_source_path ("tests/golden/documents");
  SRunner *runner;
  int n_failed;

  cases = g_ptr_array_new ();
  list_cases (cases, folder);
  if (g_getenv ("SCHOLIAST_PACKED") != NULL && g_getenv ("SCHOLIAST_PACKED")[0] != '\0')
    list_cases (cases, g_getenv ("SCHOLIAST_PACKED"));
  list_samples ();
  g_assert_cmpuint (cases->len, >, 3);
  runner = srunner_create (make_suite ());
  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
