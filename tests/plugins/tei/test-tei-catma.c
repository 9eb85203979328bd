/* test-tei-catma.c - what is written for CATMA comes back onto the text beside it. */
#include "tei-world.h"

#include <stdlib.h>
#include <string.h>

#include <check.h>

#define N_SEEDS 20

/* The documents alone, as if somebody had imported the texts. */
static void
copy_documents (TeiProject *from, TeiProject *to)
{
  SchoSnapshot *snapshot = tei_project_get_snapshot (from);
  g_autoptr (SchoStep) step = scho_step_new (tei_project_get_snapshot (to), "Texts");
  GError *error = NULL;
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (SchoText) text
          = scho_snapshot_read_text (snapshot, documents[i]->id, NULL);
      SchoDocument document
          = { .uuid = documents[i]->uuid, .title = documents[i]->title };

      scho_step_add_document (step, &document, text);
    }
  if (n > 0)
    scho_project_apply (to->project, step, &error);
  g_assert_no_error (error);
}

/* As XML can say it. */
static char *
make_allowed (const char *words)
{
  GString *allowed = g_string_new (NULL);

  for (const char *p = words != NULL ? words : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (allowed, (c < 0x20 && c != '\t' && c != '\n')
                                                || c == 0xfffe || c == 0xffff
                                            ? 0xfffd
                                            : c);
    }
  return g_string_free (allowed, FALSE);
}

/* Names have single spaces there. */
static char *
make_name (const char *words)
{
  GString *name = g_string_new (NULL);
  g_autofree char *allowed = make_allowed (words);

  for (const char *p = allowed; *p != '\0'; p++)
    if (*p != ' ' || (name->len > 0 && name->str[name->len - 1] != ' '))
      g_string_append_c (name, *p);
  return g_string_free (name, FALSE);
}

static void
append_codings (GString *out, SchoSnapshot *snapshot, guint32 document)
{
  gsize n;
  const SchoAnnotation *annotations
      = scho_snapshot_get_annotations (snapshot, document, &n);

  for (gsize i = 0; i < n; i++)
    {
      char uuid[SCHO_UUID_STRING_LENGTH + 1];
      g_autofree char *memo = make_allowed (annotations[i].memo);
      g_autofree char *path = scho_snapshot_dup_code_path (snapshot, annotations[i].code);
      g_autofree char *allowed = make_name (path);
      g_autofree char *coder
          = make_name (scho_snapshot_get_coder (snapshot, annotations[i].coder)->name);

      scho_uuid_format (&annotations[i].uuid, uuid);
      g_string_append_printf (out, "%s %u-%u %s by %s, %d: %s\n", uuid,
                              annotations[i].start, annotations[i].end, allowed, coder,
                              annotations[i].weight, memo);
    }
}

static char *
describe (TeiProject *self)
{
  SchoSnapshot *snapshot = tei_project_get_snapshot (self);
  GString *out = g_string_new (NULL);
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    append_codings (out, snapshot, documents[i]->id);
  return g_string_free (out, FALSE);
}

static void
check_text (TeiProject *project, guint i, const char *bytes, gsize n_bytes)
{
  SchoSnapshot *snapshot = tei_project_get_snapshot (project);
  gsize n, length;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);
  g_autoptr (SchoText) text = scho_snapshot_read_text (snapshot, documents[i]->id, NULL);

  scho_text_get_utf8 (text, &length);
  ck_assert_uint_eq (n_bytes, length);
  ck_assert_int_eq (memcmp (bytes, scho_text_get_utf8 (text, NULL), length), 0);
}

static void
check_seed (TeiWorld *world, guint seed)
{
  TeiProject project, copy;
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_documents;

  tei_project_open (&project);
  tei_project_open (&copy);
  tei_project_fill (&project, seed);
  copy_documents (&project, &copy);
  scho_snapshot_get_documents (tei_project_get_snapshot (&project), &n_documents);
  if (n_documents > 0)
    {
      names = tei_project_export_folder (&project, world->plugins, "profile=catma",
                                         "catma");
      ck_assert_uint_eq (names->len, 2 * n_documents);
    }
  for (guint i = 0; i < 2 * n_documents; i++)
    {
      g_autofree char *bytes = NULL;
      gsize n;

      ck_assert (g_file_get_contents (names->pdata[i], &bytes, &n, NULL));
      if (i % 2 == 0)
        check_text (&project, i / 2, bytes, n);
      else
        {
          tei_world_keep (world, bytes, n);
          tei_project_import (&copy, world->plugins, bytes, n, "one.xml");
        }
    }
  before = describe (&project);
  after = describe (&copy);
  if (!g_str_equal (before, after))
    ck_abort_msg ("seed %u:\n%.1500s\nbecame\n%.1500s", seed, before, after);
  tei_project_close (&copy);
  tei_project_close (&project);
}

START_TEST (comes_back_onto_its_text)
{
  TeiWorld world;

  tei_world_open (&world);
  for (guint seed = 1; seed <= N_SEEDS; seed++)
    check_seed (&world, seed);
  tei_world_check_with_jing (&world);
  tei_world_close (&world);
}
END_TEST

/* Who reads the codings knows that the text is not what was said. */
START_TEST (says_that_names_were_replaced)
{
  TeiWorld world;
  TeiProject project;
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (SchoStep) step = NULL;
  g_autofree char *bytes = NULL;
  const char *header, *tags;
  gsize n;

  tei_world_open (&world);
  tei_project_open (&project);
  tei_project_fill (&project, 3);
  step = scho_step_new (tei_project_get_snapshot (&project), "A name");
  scho_step_add_code (step, &(SchoCode){ .name = "who", .pseudonym = "Beatrix" });
  ck_assert (scho_project_apply (project.project, step, NULL));
  names = tei_project_export_folder (&project, world.plugins,
                                     "profile=catma;pseudonyms=true", "catma");
  ck_assert_uint_ge (names->len, 2);
  ck_assert (g_file_get_contents (names->pdata[1], &bytes, &n, NULL));
  header = strstr (bytes, "<editorialDecl><p>Names were replaced by pseudonyms");
  tags = strstr (bytes, "<fsdDecl");
  ck_assert_ptr_nonnull (header);
  ck_assert (tags == NULL || header < tags);
  tei_world_keep (&world, bytes, n);
  tei_world_check_with_jing (&world);
  tei_project_close (&project);
  tei_world_close (&world);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("tei-catma");
  TCase *trip = tcase_create ("round trip");
  SRunner *runner = srunner_create (suite);
  int n_failed;

  tcase_set_timeout (trip, 300);
  tcase_add_test (trip, comes_back_onto_its_text);
  tcase_add_test (trip, says_that_names_were_replaced);
  suite_add_tcase (suite, trip);
  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
