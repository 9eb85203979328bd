/* test-agreement-published.c - published figures, from codings to the table.
 *
 * tests/samples/agreement has the cases; where ../shared is, its cases are run too.
 */
#include "agreement-project.h"

#include <check.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *at_hand; /* the case's name, for messages */
static gboolean prints;     /* all figures, beside what is expected */

static void
check_value (SchoTable *table,
             const char *measure,
             const char *code,
             const char *coders,
             JsonNode *expected,
             double tolerance)
{
  double value = agreement_find (table, measure, code, coders, "value");

  if (prints)
    g_print ("%-34s %-18s %-12s %-14s %12.9f", at_hand, measure, code,
             coders != NULL ? coders : "", value);
  if (json_node_is_null (expected))
    {
      if (prints)
        g_print ("  undefined\n");
      ck_assert_msg (isnan (value), "%s: %s of %s is %g, not undefined", at_hand, measure,
                     code, value);
      return;
    }
  if (prints)
    g_print ("  %12.9f ± %g\n", json_node_get_double (expected), tolerance);
  ck_assert_msg (fabs (value - json_node_get_double (expected)) <= tolerance + 1e-9,
                 "%s: %s of %s, %s is %.9g, not %.9g", at_hand, measure, code,
                 coders != NULL ? coders : "", value, json_node_get_double (expected));
}

/* Names of the files, and ours. What is not here has no place in the analysis. */
static const struct
{
  const char *theirs, *ours;
} names[] = {
  { "percent_pairwise", "percent" },
  { "s_free_marginal", "brennan-prediger" },
  { "scott_pi", "scott-pi" },
  { "cohen_kappa", "cohen-kappa" },
  { "fleiss_kappa", "fleiss-kappa" },
  { "fleiss_kappa_per_category", "fleiss-kappa" },
  { "light_kappa", "light-kappa" },
  { "gwet_ac1", "gwet-ac1" },
  { "alpha_nominal", "alpha-nominal" },
  { "alpha_per_category", "alpha-nominal" },
  { "alpha_binary", "alpha-nominal" },
  { "cohen_kappa_binary", "cohen-kappa" },
  { "percent", "percent" },
  { "ac1", "gwet-ac1" },
  { "s_score", "brennan-prediger" },
  { "jaccard", "jaccard" },
  { "dice_f1", "f1-character" },
  { "alpha_binary_all_coders", "alpha-nominal" },
  { "f1_exact", "f1-exact" },
  { "f1_overlap", "f1-overlap" },
  { "u_nominal", "u-alpha" },
  { "u_binary", "binary-u-alpha" },
  { "cu_nominal", "cu-alpha" },
  { "ku_per_code", "k-u-alpha" },
  { "gamma_observed_disorder", "gamma-observed-disorder" },
  { "alpha_set_distance", "alpha-set" },
};

static const char *
get_name (const char *theirs)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].theirs, theirs))
      return names[i].ours;
  return NULL;
}

static char *
dup_label (JsonNode *node)
{
  return json_node_get_value_type (node) == G_TYPE_STRING
             ? g_strdup (json_node_get_string (node))
             : g_strdup_printf ("%d", (int) json_node_get_int (node));
}

static char *
dup_member_label (JsonObject *object, const char *member)
{
  return json_object_has_member (object, member)
             ? dup_label (json_object_get_member (object, member))
             : NULL;
}

/* "2, 3", also from numbers. */
static char *
dup_coders (JsonObject *expected)
{
  g_autoptr (GString) coders = g_string_new (NULL);
  JsonArray *list;

  if (!json_object_has_member (expected, "coders"))
    return NULL;
  list = json_object_get_array_member (expected, "coders");
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      g_autofree char *label = dup_label (json_array_get_element (list, i));

      g_string_append_printf (coders, "%s%s", i > 0 ? ", " : "", label);
    }
  return g_strdup (coders->str);
}

/* Ratings: an item is a paragraph; where values are missing, a document. */

static gboolean
has_null (JsonArray *items)
{
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonArray *item = json_array_get_array_element (items, i);

      for (guint j = 0; j < json_array_get_length (item); j++)
        if (json_array_get_null_element (item, j))
          return TRUE;
    }
  return FALSE;
}

static void
code_item (AgreementProject *project, guint32 document, guint32 start, JsonArray *item)
{
  for (guint j = 0; j < json_array_get_length (item); j++)
    {
      JsonNode *value = json_array_get_element (item, j);
      g_autofree char *coder = g_strdup_printf ("%u", j + 1);
      JsonArray *set = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;

      for (guint k = 0; set != NULL && k < json_array_get_length (set); k++)
        agreement_project_code (project, document, start, start + 3,
                                json_array_get_string_element (set, k), coder);
      if (JSON_NODE_HOLDS_VALUE (value))
        {
          g_autofree char *code = dup_label (value);

          agreement_project_code (project, document, start, start + 3, code, coder);
        }
    }
}

static void
add_items (AgreementProject *project, JsonArray *items)
{
  guint n = json_array_get_length (items);
  g_autoptr (GString) words = g_string_new (NULL);
  gboolean apart = has_null (items);
  guint32 document = 0;

  for (guint i = 0; i < n; i++)
    g_string_append (words, "one\n");
  if (!apart && n > 0)
    document = agreement_project_add_document (project, words->str);
  for (guint i = 0; i < n; i++)
    {
      if (apart)
        document = agreement_project_add_document (project, "one\n");
      code_item (project, document, apart ? 0 : 4 * i,
                 json_array_get_array_element (items, i));
    }
}

static JsonArray *
spread (JsonArray *weighted)
{
  JsonArray *items = json_array_new ();

  for (guint i = 0; i < json_array_get_length (weighted); i++)
    {
      JsonObject *item = json_array_get_object_element (weighted, i);

      for (int j = json_object_get_int_member (item, "n"); j > 0; j--)
        json_array_add_array_element (
            items, json_array_ref (json_object_get_array_member (item, "values")));
    }
  return items;
}

static void
ensure_all (AgreementProject *project, JsonArray *categories, guint n_coders)
{
  for (guint i = 0; categories != NULL && i < json_array_get_length (categories); i++)
    {
      g_autofree char *code = dup_label (json_array_get_element (categories, i));

      agreement_project_ensure (project, code, NULL);
    }
  for (guint i = 0; i < n_coders; i++)
    {
      g_autofree char *coder = g_strdup_printf ("%u", i + 1);

      agreement_project_ensure (project, NULL, coder);
    }
}

static void
check_rating (AgreementProject *project, SchoTable *all, JsonObject *expected)
{
  const char *measure = get_name (json_object_get_string_member (expected, "measure"));
  g_autofree char *category = dup_member_label (expected, "category");
  g_autofree char *code
      = category != NULL ? g_strdup (category) : dup_member_label (expected, "code");
  g_autofree char *coders = dup_coders (expected);
  g_autofree char *some = g_strconcat ("coders=", coders, NULL);
  gboolean is_new
      = coders != NULL && !agreement_has (all, "percent", code ? code : "all", coders);
  g_autoptr (SchoTable) table
      = is_new ? agreement_project_run (project, "paragraphs", TRUE, some)
               : scho_table_ref (all);

  if (measure != NULL)
    check_value (table, measure, code != NULL ? code : "all", coders,
                 json_object_get_member (expected, "value"),
                 json_object_get_double_member (expected, "tolerance"));
}

static void
run_ratings (JsonObject *root)
{
  AgreementProject project;
  JsonArray *expected = json_object_get_array_member (root, "expected");
  g_autoptr (JsonArray) items
      = json_object_has_member (root, "items")
            ? json_array_ref (json_object_get_array_member (root, "items"))
            : spread (json_object_get_array_member (root, "weighted_items"));
  g_autoptr (SchoTable) table = NULL;

  agreement_project_open (&project);
  ensure_all (&project, json_object_get_array_member (root, "categories"),
              json_object_get_int_member (root, "coders"));
  add_items (&project, items);
  agreement_project_apply (&project);
  table = agreement_project_run (&project, "paragraphs", TRUE, NULL);
  for (guint i = 0; i < json_array_get_length (expected); i++)
    check_rating (&project, table, json_array_get_object_element (expected, i));
  agreement_project_close (&project);
}

static void
check_members (SchoTable *table,
               const char *code,
               const char *coders,
               JsonObject *expected,
               double tolerance)
{
  g_autoptr (GList) members = json_object_get_members (expected);

  for (GList *member = members; member != NULL; member = member->next)
    if (get_name (member->data) != NULL)
      check_value (table, get_name (member->data), code, coders,
                   json_object_get_member (expected, member->data), tolerance);
}

static void
run_rating_edges (JsonObject *root)
{
  JsonArray *cases = json_object_get_array_member (root, "cases");

  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *one = json_array_get_object_element (cases, i);
      AgreementProject project;
      g_autoptr (SchoTable) table = NULL;

      agreement_project_open (&project);
      ensure_all (&project,
                  json_object_get_null_member (one, "declared_categories")
                      ? NULL
                      : json_object_get_array_member (one, "declared_categories"),
                  2);
      agreement_project_ensure (&project, "A", NULL);
      add_items (&project, json_object_get_array_member (one, "items"));
      agreement_project_apply (&project);
      table = agreement_project_run (&project, "paragraphs", TRUE, NULL);
      check_members (table, "all", NULL, json_object_get_object_member (one, "expected"),
                     1e-9);
      agreement_project_close (&project);
    }
}

/* Sets of codes. */

static void
run_sets (JsonObject *root)
{
  static const struct
  {
    const char *measure, *distance;
  } distances[] = {
    { "alpha_set_distance", NULL },
    { "alpha_jaccard_times_set", "set-distance=product" },
    { "alpha_masi_passonneau_2006", "set-distance=masi" },
    { "alpha_jaccard", "set-distance=jaccard" },
    { "alpha_dice", "set-distance=dice" },
  };
  JsonArray *expected = json_object_get_array_member (root, "expected");
  AgreementProject project;

  agreement_project_open (&project);
  add_items (&project, json_object_get_array_member (root, "items"));
  agreement_project_apply (&project);
  for (guint i = 0; i < json_array_get_length (expected); i++)
    {
      JsonObject *one = json_array_get_object_element (expected, i);
      const char *measure = json_object_get_string_member (one, "measure");

      for (guint j = 0; j < G_N_ELEMENTS (distances); j++)
        if (g_str_equal (distances[j].measure, measure))
          {
            g_autoptr (SchoTable) table = agreement_project_run (
                &project, "paragraphs", FALSE, distances[j].distance);

            check_value (table, "alpha-set", "all", NULL,
                         json_object_get_member (one, "value"),
                         json_object_get_double_member (one, "tolerance"));
          }
      if (json_object_has_member (one, "code"))
        {
          g_autoptr (SchoTable) table
              = agreement_project_run (&project, "paragraphs", FALSE, NULL);

          check_rating (&project, table, one);
        }
    }
  agreement_project_close (&project);
}

/* Spans. */

static void
add_spans (AgreementProject *project, guint32 document, JsonObject *spans)
{
  g_autoptr (GList) coders = json_object_get_members (spans);

  for (GList *coder = coders; coder != NULL; coder = coder->next)
    {
      JsonArray *list = json_object_get_array_member (spans, coder->data);

      agreement_project_ensure (project, NULL, coder->data);
      for (guint i = 0; i < json_array_get_length (list); i++)
        {
          JsonObject *span = json_array_get_object_element (list, i);

          agreement_project_code (
              project, document, json_object_get_int_member (span, "start"),
              json_object_get_int_member (span, "end"),
              json_object_get_string_member (span, "code"), coder->data);
        }
    }
}

static const char *
get_gamma_option (JsonObject *expected)
{
  return json_object_has_member (expected, "alpha")
                 && json_object_get_int_member (expected, "alpha") == 3
             ? "gamma-alpha=3"
             : NULL;
}

static void
check_coverage (SchoTable *table, const char *code, JsonObject *expected)
{
  double coverage = agreement_find (table, "k-u-coverage", code, NULL, "value");

  ck_assert_msg (fabs (coverage - json_object_get_double_member (expected, "coverage"))
                     <= json_object_get_double_member (expected, "tolerance"),
                 "%s: coverage of %s is %g", at_hand, code, coverage);
}

static void
check_range (SchoTable *table, JsonObject *expected)
{
  JsonArray *range = json_object_get_array_member (expected, "range");
  double value = agreement_find (table, "gamma", "all", NULL, "value");

  if (prints)
    g_print ("%-34s gamma %g\n", at_hand, value);
  ck_assert_msg (value >= json_array_get_double_element (range, 0)
                     && value <= json_array_get_double_element (range, 1),
                 "%s: gamma is %g", at_hand, value);
}

/* Which unit, and whether codes exclude one another, follows from the measure. */
static void
check_span (AgreementProject *project, JsonObject *expected)
{
  const char *name = json_object_get_string_member (expected, "measure");
  g_autofree char *code = dup_member_label (expected, "code");
  JsonNode *value = json_object_get_member (expected, "value");
  double tolerance = json_object_has_member (expected, "tolerance")
                         ? json_object_get_double_member (expected, "tolerance")
                         : 0;
  gboolean in_characters = g_str_has_prefix (name, "char_");
  gboolean in_group = code == NULL || g_str_equal (name, "ku_per_code");
  g_autofree char *bare = g_strdup (in_characters ? name + 5 : name);
  g_autoptr (SchoTable) table = NULL;
  gboolean is_span_matching = g_str_equal (name, "span_matching");

  if (g_str_has_suffix (bare, "_with_gap_as_value"))
    bare[strlen (bare) - strlen ("_with_gap_as_value")] = '\0';
  if (value != NULL && JSON_NODE_HOLDS_OBJECT (value))
    {
      table = agreement_project_run (project,
                                     in_characters      ? "characters"
                                     : is_span_matching ? "passages"
                                                        : "paragraphs",
                                     FALSE, NULL);
      check_members (table, code != NULL ? code : "all", NULL,
                     json_node_get_object (value), tolerance);
      return;
    }
  if (get_name (bare) == NULL && !json_object_has_member (expected, "range"))
    return;
  table = agreement_project_run (project, in_characters ? "characters" : "passages",
                                 in_group, get_gamma_option (expected));
  if (json_object_has_member (expected, "range"))
    check_range (table, expected);
  else
    check_value (table, get_name (bare), code != NULL ? code : "all", NULL, value,
                 tolerance);
  if (json_object_has_member (expected, "coverage"))
    check_coverage (table, code, expected);
}

static void
run_spans (JsonObject *root)
{
  JsonArray *expected = json_object_get_array_member (root, "expected");
  AgreementProject project;
  guint32 document;

  agreement_project_open (&project);
  document = json_object_has_member (root, "text")
                 ? agreement_project_add_document (
                     &project, json_object_get_string_member (root, "text"))
                 : agreement_project_add_blank (&project,
                                                json_object_get_int_member (root, "end"));
  for (const char *code = "abc"; g_str_has_prefix (at_hand, "unitizing_random") && *code;
       code++)
    agreement_project_ensure (&project, (char[]){ *code, '\0' }, NULL);
  add_spans (&project, document, json_object_get_object_member (root, "spans"));
  agreement_project_apply (&project);
  for (guint i = 0; i < json_array_get_length (expected); i++)
    check_span (&project, json_array_get_object_element (expected, i));
  agreement_project_close (&project);
}

static void
run_span_edge (JsonObject *one)
{
  AgreementProject project;
  g_autoptr (SchoTable) characters = NULL;
  g_autoptr (SchoTable) passages = NULL;
  g_autoptr (SchoTable) group = NULL;

  agreement_project_open (&project);
  agreement_project_ensure (&project, "x", NULL);
  add_spans (
      &project,
      agreement_project_add_blank (&project, json_object_get_int_member (one, "length")),
      json_object_get_object_member (one, "spans"));
  agreement_project_apply (&project);
  characters = agreement_project_run (&project, "characters", FALSE, NULL);
  check_members (characters, "x", NULL, json_object_get_object_member (one, "char"),
                 1e-9);
  passages = agreement_project_run (&project, "passages", FALSE, NULL);
  check_members (passages, "x", NULL,
                 json_object_get_object_member (one, "span_matching"), 1e-9);
  group = agreement_project_run (&project, "passages", TRUE, NULL);
  if (JSON_NODE_HOLDS_OBJECT (json_object_get_member (one, "u")))
    check_members (group, "all", NULL, json_object_get_object_member (one, "u"), 1e-3);
  agreement_project_close (&project);
}

static void
run_span_edges (JsonObject *root)
{
  JsonArray *cases = json_object_get_array_member (root, "cases");

  for (guint i = 0; i < json_array_get_length (cases); i++)
    run_span_edge (json_array_get_object_element (cases, i));
}

/* Gamma: places are real numbers, so a character is a ten-thousandth. */

#define SCALE 10000
#define SHIFT (10 * SCALE)

static double
measure_disorder (AgreementProject *project)
{
  g_autoptr (SchoTable) table = NULL;

  agreement_project_apply (project);
  table = agreement_project_run (project, "passages", FALSE, NULL);
  return agreement_find (table, "gamma-observed-disorder", "all", NULL, "value");
}

static void
check_disorder (double value, double expected, double tolerance)
{
  if (prints)
    g_print ("%-34s disorder %.9f  %.9f ± %g\n", at_hand, value, expected, tolerance);
  ck_assert_msg (fabs (value - expected) <= tolerance, "%s: disorder %g, not %g", at_hand,
                 value, expected);
}

static void
add_real (AgreementProject *project,
          guint32 document,
          const char *coder,
          double start,
          double end,
          const char *code)
{
  agreement_project_code (project, document, lround (start * SCALE) + SHIFT,
                          lround (end * SCALE) + SHIFT, code, coder);
}

static void
run_replay (JsonObject *replay, double tolerance)
{
  JsonArray *units = json_object_get_array_member (replay, "units");
  AgreementProject project;
  guint32 document;

  agreement_project_open (&project);
  document = agreement_project_add_blank (&project, 100 * SCALE);
  for (guint i = 0; i < json_array_get_length (units); i++)
    {
      JsonArray *unit = json_array_get_array_element (units, i);

      add_real (&project, document, json_array_get_string_element (unit, 0),
                json_array_get_double_element (unit, 1),
                json_array_get_double_element (unit, 2),
                json_array_get_string_element (unit, 3));
    }
  check_disorder (measure_disorder (&project),
                  json_object_get_double_member (replay, "disorder"), tolerance);
  agreement_project_close (&project);
}

static void
run_gamma (JsonObject *root)
{
  JsonObject *expected = json_object_get_object_member (root, "expected");
  JsonArray *units = json_object_get_array_member (root, "continuum");
  JsonArray *replays = json_object_get_array_member (root, "replay");
  double tolerance = json_object_get_double_member (expected, "tolerance");
  AgreementProject project;
  guint32 document;
  g_autoptr (SchoTable) table = NULL;

  agreement_project_open (&project);
  document = agreement_project_add_blank (&project, 100 * SCALE);
  for (guint i = 0; i < json_array_get_length (units); i++)
    {
      JsonObject *unit = json_array_get_object_element (units, i);

      add_real (&project, document, json_object_get_string_member (unit, "annotator"),
                json_object_get_double_member (unit, "start"),
                json_object_get_double_member (unit, "end"),
                json_object_get_string_member (unit, "category"));
    }
  check_disorder (measure_disorder (&project),
                  json_object_get_double_member (expected, "observed_disorder"),
                  tolerance);
  table = agreement_project_run (&project, "passages", FALSE, NULL);
  check_disorder (agreement_find (table, "gamma", "all", NULL, "value"),
                  json_object_get_double_member (expected, "sampled_gamma"),
                  json_object_get_double_member (expected, "sampled_tolerance"));
  agreement_project_close (&project);
  for (guint i = 0; i < json_array_get_length (replays); i++)
    run_replay (json_array_get_object_element (replays, i), tolerance);
}

static const struct
{
  const char *kind;
  void (*run) (JsonObject *root); /* NULL: of other analyses */
} kinds[] = {
  { "ratings", run_ratings },
  { "ratings-edge", run_rating_edges },
  { "set-ratings", run_sets },
  { "spans", run_spans },
  { "spans-edge", run_span_edges },
  { "gamma", run_gamma },
  { "association", NULL },
  { "c-coefficient", NULL },
  { "code-relations", NULL },
  { "keyness", NULL },
  { "kwic", NULL },
  { "lexical-diversity", NULL },
};

static gboolean
run_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *root;
  const char *kind;

  ck_assert_msg (json_parser_load_from_file (parser, path, &error), "%s: %s", path,
                 error != NULL ? error->message : "");
  root = json_node_get_object (json_parser_get_root (parser));
  kind = json_object_get_string_member (root, "kind");
  at_hand = name;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      {
        if (kinds[i].run != NULL)
          kinds[i].run (root);
        return kinds[i].run != NULL;
      }
  ck_abort_msg ("%s: unknown kind %s", name, kind);
}

static guint
run_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  prints = g_getenv ("SCHOLIAST_PRINT_FIGURES") != NULL;
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      n += run_file (path, name);
  return n;
}

START_TEST (figures_come_out)
{
  g_autofree char *path = fixture_source_path ("tests/samples/agreement");

  ck_assert_uint_ge (run_folder (path), 24);
}
END_TEST

START_TEST (figures_of_shared_samples_come_out)
{
  g_autofree char *path = fixture_shared_path ("samples/agreement");

  if (run_folder (path) == 0)
    g_print ("Skipped: the shared samples of agreement are not at %s\n", path);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("agreement, published");
  TCase *tc = tcase_create ("figures");
  SRunner *runner = srunner_create (suite);
  int n_failed;

  tcase_set_timeout (tc, 60);
  tcase_add_test (tc, figures_come_out);
  tcase_add_test (tc, figures_of_shared_samples_come_out);
  suite_add_tcase (suite, tc);
  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
