/* test-adjudicate.c - who was asked to code what; from two codings to one agreed on. */
#include <scholiast/scholiast.h>

#include <string.h>

#include "core-test.h"
#include "make-project.h"

static char *folder;
static SchoProject *project;
static guint32 bela, stance;

static SchoSnapshot *
now (void)
{
  return scho_project_get_snapshot (project);
}

static void
apply (SchoStep *step)
{
  g_autoptr (GError) error = NULL;

  scho_project_apply (project, step, &error);
  assert_no_error (error);
  scho_step_unref (step);
}

/* asha: [0, 5) and [7, 12), both stance; bela: [0, 5) and [7, 14). */
static void
set_up (void)
{
  SchoStep *step;

  folder = make_folder ();
  project = make_project (folder, "[think:stance] [maybe:stance] not so");
  stance = scho_snapshot_get_annotations (now (), 1, &(gsize){ 0 })[0].code;
  step = scho_step_new (now (), "bela");
  bela = scho_step_ensure_coder (step, "bela");
  for (guint i = 0; i < 2; i++)
    scho_step_add_annotation (step, &(SchoAnnotation){ .document = 1,
                                                       .start = i * 6,
                                                       .end = i == 0 ? 5 : 14,
                                                       .code = stance,
                                                       .coder = bela,
                                                       .weight = SCHO_NO_WEIGHT });
  apply (step);
}

static void
tear_down (void)
{
  g_object_unref (project);
  remove_folder (folder);
}

static guint
count_of (const char *coder)
{
  gsize n;
  guint count = 0;
  const SchoAnnotation *all = scho_snapshot_get_annotations (now (), 1, &n);

  for (gsize i = 0; i < n; i++)
    count += g_str_equal (scho_snapshot_get_coder (now (), all[i].coder)->name, coder);
  return count;
}

/* What asha (2nd) and bela (2nd) coded differently. */
static SchoDispute
find_dispute (void)
{
  SchoDispute dispute = { TRUE, TRUE, { { { 0 } } }, { { { 0 } } } };
  gsize n;
  const SchoAnnotation *all = scho_snapshot_get_annotations (now (), 1, &n);

  for (gsize i = 0; i < n; i++)
    if (all[i].start == 6 && all[i].coder == bela)
      dispute.b = all[i];
    else if (all[i].start == 6 && dispute.a.end == 0)
      dispute.a = all[i];
  ck_assert_uint_eq (dispute.a.end, 11);
  ck_assert_uint_eq (dispute.b.end, 14);
  return dispute;
}

START_TEST (what_both_coded_alike_is_taken_over_once)
{
  const guint32 coders[] = { 1, bela };

  apply (scho_edit_take_over (now (), coders, 2, "agreed"));
  ck_assert_uint_eq (count_of ("agreed"), 1);
  {
    g_autoptr (SchoStep) again = scho_edit_take_over (now (), coders, 2, "agreed");

    ck_assert (scho_step_is_empty (again));
  }
  ck_assert (scho_project_undo (project, NULL));
  ck_assert_uint_eq (count_of ("agreed"), 0);
  /* Of one who was not asked, nothing is waited for; one alone agrees with nobody. */
  apply (scho_edit_ask (now (), bela, SCHO_ASKED_NO, NULL, 0));
  {
    g_autoptr (SchoStep) none = scho_edit_take_over (now (), coders, 2, "agreed");

    ck_assert (scho_step_is_empty (none));
  }
}
END_TEST

static const struct
{
  SchoVerdict verdict;
  guint n_agreed, n_rejected;
} verdicts[] = {
  { SCHO_VERDICT_A, 1, 0 },    { SCHO_VERDICT_B, 1, 0 },
  { SCHO_VERDICT_BOTH, 2, 0 }, { SCHO_VERDICT_NEITHER, 0, 2 },
  { SCHO_VERDICT_OPEN, 0, 0 },
};

/* Each after each other. */
START_TEST (a_verdict_is_what_the_project_says)
{
  SchoDispute dispute = find_dispute ();

  for (guint i = 0; i < G_N_ELEMENTS (verdicts); i++)
    {
      apply (scho_edit_decide (now (), &dispute, 1, verdicts[_i].verdict, "agreed"));
      ck_assert_int_eq (scho_dispute_get_verdict (&dispute, now (), "agreed"),
                        verdicts[_i].verdict);
      ck_assert_uint_eq (count_of ("agreed"), verdicts[_i].n_agreed);
      ck_assert_uint_eq (count_of ("agreed: rejected"), verdicts[_i].n_rejected);
      apply (scho_edit_decide (now (), &dispute, 1, verdicts[i].verdict, "agreed"));
      ck_assert_int_eq (scho_dispute_get_verdict (&dispute, now (), "agreed"),
                        verdicts[i].verdict);
      ck_assert_int_eq (scho_dispute_get_verdict (&dispute, now (), "others"),
                        SCHO_VERDICT_OPEN);
    }
  ck_assert_uint_eq (count_of ("bela"), 2);
}
END_TEST

START_TEST (it_is_there_after_reopening_and_undone_by_one_step)
{
  SchoDispute dispute = find_dispute ();
  g_autofree char *path = g_strdup (scho_project_get_path (project));

  apply (scho_edit_decide (now (), &dispute, 1, SCHO_VERDICT_NEITHER, "agreed"));
  g_object_unref (project);
  project = scho_project_open (path, NULL);
  ck_assert_int_eq (scho_dispute_get_verdict (&dispute, now (), "agreed"),
                    SCHO_VERDICT_NEITHER);
  ck_assert (scho_project_undo (project, NULL));
  ck_assert_int_eq (scho_dispute_get_verdict (&dispute, now (), "agreed"),
                    SCHO_VERDICT_OPEN);
}
END_TEST

/* Ten thousand documents: named, asked about and listed in less than a blink. */
START_TEST (many_documents_are_asked_for_at_once)
{
  enum
  {
    MANY = 10000
  };
  g_autoptr (SchoText) text = scho_text_new ("a", NULL);
  SchoStep *step = scho_step_new (now (), "many");
  g_autofree guint32 *ids = g_new (guint32, MANY);
  const SchoDocument *const *documents;
  const SchoCoder *coder;
  gint64 start;
  gsize n;

  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *title = g_strdup_printf ("d%u", i);
      guint32 id = scho_step_add_document (step, &(SchoDocument){ .title = title }, text);

      if (i % 2 == 0)
        ids[i / 2] = id;
    }
  apply (step);
  start = g_get_monotonic_time ();
  apply (scho_edit_ask (now (), bela, SCHO_ASKED_NO, ids, MANY / 2));
  coder = scho_snapshot_get_coder (now (), bela);
  documents = scho_snapshot_get_documents (now (), &n);
  ck_assert_uint_eq (n, MANY + 1);
  for (gsize i = 0; i < n; i++)
    ck_assert_int_eq (scho_coder_get_asked (coder, &documents[i]->uuid),
                      i % 2 == 1 ? SCHO_ASKED_YES : SCHO_ASKED_NO);
  /* The sanitizers take their time. */
  if (g_getenv ("SCHOLIAST_SANITIZER") == NULL)
    ck_assert_int_lt (g_get_monotonic_time () - start, G_USEC_PER_SEC);
}
END_TEST

/* What is no list of UUIDs names none; upper case is a UUID too. */
START_TEST (a_strange_list_names_what_it_can)
{
  static const char *const lists[]
      = { "", " ", "x", "all of them", "00000000-0000-7000-8000-00000000000" };
  SchoUuid uuid;

  ck_assert (scho_uuid_parse ("0190ABCD-0000-7000-8000-000000000001", &uuid));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (SchoCoder) coder
          = scho_coder_new (&(SchoCoder){ .name = "c", .asked = lists[i] });

      ck_assert_int_eq (scho_coder_get_asked (coder, &uuid), SCHO_ASKED_NO);
    }
  {
    g_autoptr (SchoCoder) coder = scho_coder_new (
        &(SchoCoder){ .name = "c", .asked = "x  0190abcd-0000-7000-8000-000000000001 " });

    ck_assert_int_eq (scho_coder_get_asked (coder, &uuid), SCHO_ASKED_YES);
  }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("adjudicate");
  TCase *tc = tcase_create ("adjudicate");

  tcase_set_timeout (tc, 60);
  tcase_add_checked_fixture (tc, set_up, tear_down);
  tcase_add_test (tc, what_both_coded_alike_is_taken_over_once);
  tcase_add_loop_test (tc, a_verdict_is_what_the_project_says, 0,
                       G_N_ELEMENTS (verdicts));
  tcase_add_test (tc, it_is_there_after_reopening_and_undone_by_one_step);
  tcase_add_test (tc, many_documents_are_asked_for_at_once);
  tcase_add_test (tc, a_strange_list_names_what_it_can);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
