/* test-lookup.c - nouns by what a user types, passages by what lies on them. */
#include <scholiast/lookup.h>

#include <string.h>

#include "core-test.h"
#include "make-project.h"

static char *folder;
static SchoProject *project;
static SchoSnapshot *snapshot; /* not owned */

#define DOCUMENT_UUID "0190a6f8-3c5e-7b1a-9f00-0123456789ab"
#define CODE_UUID "0190a6f8-3c5e-7b1a-9f00-0123456789ac"
#define CODER_UUID "0190a6f8-3c5e-7b1a-9f00-0123456789ad"

static SchoUuid
parse (const char *string)
{
  SchoUuid uuid;

  ck_assert (scho_uuid_parse (string, &uuid));
  return uuid;
}

static void
add_documents (SchoStep *step)
{
  g_autoptr (SchoText) text = scho_text_new ("0123456789", NULL);

  scho_step_add_document (step,
                          &(SchoDocument){ .title = "News",
                                           .source = "news.txt",
                                           .uuid = parse (DOCUMENT_UUID) },
                          text);
  scho_step_add_document (step, &(SchoDocument){ .title = "Twice", .source = "a.txt" },
                          text);
  scho_step_add_document (step, &(SchoDocument){ .title = "Twice", .source = "b.txt" },
                          text);
}

static guint32
add_code (SchoStep *step, guint32 parent, const char *name)
{
  return scho_step_add_code (step, &(SchoCode){ .parent = parent, .name = name });
}

/* discourse (victim-blaming (subtle, other), backlash), reactions (other, backlash),
 * backlash, and/or, and (or), back\slash; silence (no/yes (why), no\/yes) */
static void
add_codes (SchoStep *step)
{
  guint32 discourse = add_code (step, 0, "discourse");
  guint32 blaming = add_code (step, discourse, "victim-blaming");
  guint32 reactions = add_code (step, 0, "reactions");
  guint32 and = add_code (step, 0, "and");
  guint32 silence;

  add_code (step, blaming, "subtle");
  add_code (step, blaming, "other");
  add_code (step, discourse, "backlash");
  add_code (step, reactions, "other");
  add_code (step, reactions, "backlash");
  add_code (step, 0, "backlash");
  add_code (step, 0, "and/or");
  add_code (step, and, "or");
  add_code (step, reactions, "back\\slash");
  silence = add_code (step, 0, "silence");
  add_code (step, add_code (step, silence, "no/yes"), "why");
  add_code (step, silence, "no\\/yes");
  scho_step_add_code (step, &(SchoCode){ .name = "known", .uuid = parse (CODE_UUID) });
}

static void
setup (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = NULL;

  folder = make_folder ();
  project = make_project (folder, "I [think:stance] so, and [you [too:agree]:stance].");
  step = scho_step_new (scho_project_get_snapshot (project), "More");
  add_documents (step);
  add_codes (step);
  scho_step_add_coder (step, &(SchoCoder){ .name = "Björn", .uuid = parse (CODER_UUID) });
  scho_project_apply (project, step, &error);
  assert_no_error (error);
  snapshot = scho_project_get_snapshot (project);
}

static void
teardown (void)
{
  g_clear_object (&project);
  remove_folder (folder);
}

static const struct
{
  const char *name;
  const char *found; /* title and source, or the message */
} documents[] = {
  { "text", "text, -" },
  { "News", "News, news.txt" },
  { "news.txt", "News, news.txt" },
  { DOCUMENT_UUID, "News, news.txt" },
  { "{" DOCUMENT_UUID "}", "News, news.txt" },
  { "b.txt", "Twice, b.txt" },
  { "Twice",
    "2 documents are called “Twice”: name one by its UUID, as in the list of documents" },
  { "news", "There is no document “news”. Near to it: “News”" },
  { "txet", "There is no document “txet”. Near to it: “text”" },
  { "Twicer", "There is no document “Twicer”. Near to it: “Twice”" },
  { "elsewhere", "There is no document “elsewhere”" },
  { "", "There is no document “”" },
};

START_TEST (finds_documents)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;
  const SchoDocument *document
      = scho_lookup_document (snapshot, documents[_i].name, &error);

  ck_assert_int_eq (document != NULL, error == NULL);
  if (document == NULL)
    ck_assert (g_error_matches (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND));
  answer = document != NULL
               ? g_strdup_printf ("%s, %s", document->title,
                                  document->source != NULL ? document->source : "-")
               : g_strdup (error->message);
  ck_assert_str_eq (answer, documents[_i].found);
}
END_TEST

static const struct
{
  const char *name;
  const char *found; /* its path, or the message */
} codes[] = {
  { "discourse", "discourse" },
  { "victim-blaming", "discourse/victim-blaming" },
  { "discourse/victim-blaming/subtle", "discourse/victim-blaming/subtle" },
  { "subtle", "discourse/victim-blaming/subtle" },
  { "backlash", "backlash" }, /* at the top: the name is the path */
  { "reactions/backlash", "reactions/backlash" },
  { "and/or", "and/or" },
  { "and\\/or", "and\\/or" },
  { "or", "and/or" },
  { "back\\slash", "reactions/back\\\\slash" },
  { "reactions/back\\\\slash", "reactions/back\\\\slash" },
  { "back\\\\slash", "reactions/back\\\\slash" },
  { "no\\/yes", "silence/no\\/yes" }, /* the one below has this for a name */
  { "no\\\\\\/yes", "silence/no\\\\\\/yes" },
  { "no/yes", "silence/no\\/yes" },
  { "silence/no\\/yes/why", "silence/no\\/yes/why" },
  { "no\\/yes/why", "There is no code “no\\/yes/why”" },
  { "no\\/yess", "There is no code “no\\/yess”. Near to it: “no/yes”, “no\\/yes”" },
  { CODE_UUID, "known" },
  { "urn:uuid:" CODE_UUID, "known" },
  { "other", "Several codes are called “other”: “discourse/victim-blaming/other”, "
             "“reactions/other”" },
  { "victim", "There is no code “victim”. Near to it: “victim-blaming”" },
  { "Victim-Blaming", "There is no code “Victim-Blaming”. Near to it: “victim-blaming”" },
  { "victm-blaming", "There is no code “victm-blaming”. Near to it: “victim-blaming”" },
  { "reactions/bcaklash",
    "There is no code “reactions/bcaklash”. Near to it: "
    "“reactions/backlash”, “reactions/back\\\\slash”, “reactions”" },
  { "subtle/", "There is no code “subtle/”" },
  { "/discourse", "There is no code “/discourse”. Near to it: “discourse”" },
  { "\\", "There is no code “\\”" },
  { "", "There is no code “”" },
};

START_TEST (finds_codes)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;
  const SchoCode *code = scho_lookup_code (snapshot, codes[_i].name, &error);

  ck_assert_int_eq (code != NULL, error == NULL);
  answer = code != NULL ? scho_snapshot_dup_code_path (snapshot, code->id)
                        : g_strdup (error->message);
  ck_assert_str_eq (answer, codes[_i].found);
}
END_TEST

/* What the program writes for a code, it must read as the same code. */
START_TEST (finds_each_code_by_its_own_names)
{
  gsize n;
  const SchoCode *const *all = scho_snapshot_get_codes (snapshot, &n);

  ck_assert_uint_eq (n, 20);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = scho_snapshot_dup_code_path (snapshot, all[i]->id);
      g_autofree char *label = scho_snapshot_dup_code_label (snapshot, all[i]->id);
      char uuid[SCHO_UUID_STRING_LENGTH + 1];

      scho_uuid_format (&all[i]->uuid, uuid);
      ck_assert_ptr_eq (scho_lookup_code (snapshot, path, NULL), all[i]);
      ck_assert_ptr_eq (scho_lookup_code (snapshot, label, NULL), all[i]);
      ck_assert_ptr_eq (scho_lookup_code (snapshot, uuid, NULL), all[i]);
    }
}
END_TEST

START_TEST (finds_coders)
{
  g_autoptr (GError) error = NULL;

  ck_assert_str_eq (scho_lookup_coder (snapshot, "asha", NULL)->name, "asha");
  ck_assert_str_eq (scho_lookup_coder (snapshot, CODER_UUID, NULL)->name, "Björn");
  ck_assert_ptr_null (scho_lookup_coder (snapshot, "BJÖRN", &error));
  ck_assert_str_eq (error->message, "There is no coder “BJÖRN”. Near to it: “Björn”");
}
END_TEST

START_TEST (a_long_wrong_name_is_no_trouble)
{
  g_autofree char *name = g_strnfill (1000 * 1000, 'x');
  g_autofree char *slashes = g_strnfill (1000 * 1000, '/');
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (scho_lookup_code (snapshot, name, &error));
  ck_assert_uint_eq (g_utf8_strlen (error->message, -1), 119);
  ck_assert (g_str_has_suffix (error->message, "xx…”"));
  g_clear_error (&error);
  ck_assert_ptr_null (scho_lookup_code (snapshot, slashes, NULL));
  ck_assert_ptr_null (scho_lookup_document (snapshot, name, NULL));
  ck_assert_ptr_null (scho_lookup_coder (snapshot, "\xff\xfe", &error));
  ck_assert (g_utf8_validate (error->message, -1, NULL));
}
END_TEST

START_TEST (a_branch_is_a_code_and_all_below)
{
  guint32 top = scho_lookup_code (snapshot, "discourse", NULL)->id;
  g_autofree gboolean *branch = scho_lookup_branch (snapshot, top);
  g_autofree gboolean *none = scho_lookup_branch (snapshot, 12345);
  gsize n;
  const SchoCode *const *all = scho_snapshot_get_codes (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = scho_snapshot_dup_code_path (snapshot, all[i]->id);

      ck_assert_int_eq (branch[all[i]->id], g_str_has_prefix (path, "discourse"));
      ck_assert_int_eq (none[all[i]->id], FALSE);
    }
}
END_TEST

/* Passes as the filter's description says, without any of its means. */
static gboolean
passes (const SchoFilter *filter, const SchoAnnotation *annotation)
{
  guint32 code = annotation->code;

  while (filter->with_subcodes && code != 0 && code != filter->code)
    code = scho_snapshot_get_code (snapshot, code)->parent;
  return (filter->document == 0 || annotation->document == filter->document)
         && (filter->coder == 0 || annotation->coder == filter->coder)
         && (filter->code == 0 || code == filter->code);
}

static void
check_filter (const SchoFilter *filter, guint32 seed)
{
  g_autoptr (GPtrArray) found = scho_lookup_annotations (snapshot, filter);
  gsize n_documents;
  const SchoDocument *const *all = scho_snapshot_get_documents (snapshot, &n_documents);
  guint at = 0;

  for (gsize i = 0; i < n_documents; i++)
    {
      gsize n;
      const SchoAnnotation *annotations
          = scho_snapshot_get_annotations (snapshot, all[i]->id, &n);

      for (gsize j = 0; j < n; j++)
        if (passes (filter, &annotations[j]))
          {
            ck_assert_seed (at < found->len, seed);
            ck_assert_seed (found->pdata[at++] == &annotations[j], seed);
          }
    }
  ck_assert_seed (at == found->len, seed);
}

static void
check_counts (guint32 document, guint32 coder, guint32 seed)
{
  g_autofree guint64 *counts = scho_lookup_count_codes (snapshot, document, coder);

  for (guint32 code = 1; code < scho_snapshot_get_code_limit (snapshot); code++)
    {
      SchoFilter filter = { .document = document, .code = code, .coder = coder };
      g_autoptr (GPtrArray) found = scho_lookup_annotations (snapshot, &filter);

      ck_assert_seed (counts[code] == found->len, seed);
    }
}

START_TEST (finds_what_passes)
{
  guint32 seed = get_test_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (SchoStep) step
          = make_random_step (rand, scho_project_get_snapshot (project));

      scho_project_apply (project, step, NULL);
    }
  snapshot = scho_project_get_snapshot (project);
  ck_assert_uint_gt (scho_snapshot_get_n_annotations (snapshot), 0);
  for (guint i = 0; i < 100; i++)
    {
      SchoFilter filter = {
        .document = g_rand_int_range (rand, 0, 4),
        .code = g_rand_int_range (rand, 0, scho_snapshot_get_code_limit (snapshot)),
        .with_subcodes = g_rand_boolean (rand),
        .coder = g_rand_int_range (rand, 0, 3),
      };

      if (scho_snapshot_get_code (snapshot, filter.code) == NULL)
        filter.code = 0;
      check_filter (&filter, seed);
      check_counts (filter.document, filter.coder, seed);
    }
}
END_TEST

/* Against a plain look at all of them. */
START_TEST (finds_the_same_coding)
{
  guint n_found = 0;

  for (guint32 start = 0; start < 10; start++)
    for (guint32 end = start + 1; end <= 10; end++)
      for (guint32 code = 1; code <= 4; code++)
        {
          SchoAnnotation values
              = { .document = 1, .start = start, .end = end, .code = code, .coder = 1 };
          const SchoAnnotation *found = scho_lookup_same_annotation (snapshot, &values);
          const SchoAnnotation *wanted = NULL;
          gsize n;
          const SchoAnnotation *all = scho_snapshot_get_annotations (snapshot, 1, &n);

          for (gsize i = 0; i < n && wanted == NULL; i++)
            if (all[i].start == start && all[i].end == end && all[i].code == code
                && all[i].coder == 1)
              wanted = &all[i];
          ck_assert_ptr_eq (found, wanted);
          n_found += found != NULL;
        }
  ck_assert_uint_gt (n_found, 0);
  ck_assert_ptr_null (
      scho_lookup_same_annotation (snapshot, &(SchoAnnotation){ .document = 99 }));
}
END_TEST

START_TEST (finds_codings_by_uuid)
{
  g_autoptr (GPtrArray) all = scho_lookup_annotations (snapshot, &(SchoFilter){ 0 });
  g_autoptr (GError) error = NULL;

  ck_assert_uint_gt (all->len, 1);
  for (guint i = 0; i < all->len; i++)
    {
      const SchoAnnotation *each = all->pdata[i];
      char uuid[SCHO_UUID_STRING_LENGTH + 1];

      scho_uuid_format (&each->uuid, uuid);
      ck_assert_ptr_eq (scho_lookup_annotation (snapshot, uuid, NULL), each);
    }
  ck_assert_ptr_null (scho_lookup_annotation (snapshot, CODE_UUID, &error));
  ck_assert (g_error_matches (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND));
  ck_assert_str_eq (error->message, "There is no coding “" CODE_UUID "”");
  g_clear_error (&error);
  ck_assert_ptr_null (scho_lookup_annotation (snapshot, "News", &error));
  ck_assert_str_eq (error->message, "“News” is no UUID, which is what names a coding");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("lookup");
  TCase *tc = tcase_create ("query");

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_set_timeout (tc, 60);
  tcase_add_loop_test (tc, finds_documents, 0, G_N_ELEMENTS (documents));
  tcase_add_loop_test (tc, finds_codes, 0, G_N_ELEMENTS (codes));
  tcase_add_test (tc, finds_each_code_by_its_own_names);
  tcase_add_test (tc, finds_coders);
  tcase_add_test (tc, a_long_wrong_name_is_no_trouble);
  tcase_add_test (tc, a_branch_is_a_code_and_all_below);
  tcase_add_test (tc, finds_what_passes);
  tcase_add_test (tc, finds_the_same_coding);
  tcase_add_test (tc, finds_codings_by_uuid);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
