/* test-change.c - steps: what they hold, their own view, joining two. */
#include <scholiast/change-private.h>

#include "core-test.h"
#include "make-project.h"

static char *folder;
static SchoProject *project;
static SchoSnapshot *base; /* not owned */
static SchoStep *step;

static void
setup (void)
{
  folder = make_folder ();
  project = make_project (folder, "I [think:stance] so, [you [too:agree]:stance].");
  base = scho_project_get_snapshot (project);
  step = scho_step_new (base, "Step");
}

static void
teardown (void)
{
  scho_step_unref (step);
  g_clear_object (&project);
  remove_folder (folder);
}

static SchoText *
make_text (const char *utf8)
{
  SchoText *text = scho_text_new (utf8, NULL);

  ck_assert_ptr_nonnull (text);
  return text;
}

START_TEST (is_empty_until_something_changes)
{
  SchoCode same = *scho_snapshot_get_code (base, 1);
  gsize n;
  const SchoAnnotation *annotation = scho_snapshot_get_annotations (base, 1, &n);

  ck_assert (scho_step_is_empty (step));
  scho_step_replace_code (step, &same);
  scho_step_replace_annotation (step, annotation, annotation);
  scho_step_set_coder (step, 1);
  scho_step_add_note (step, "%s", "a note");
  ck_assert (scho_step_is_empty (step));
  same.memo = "new";
  scho_step_replace_code (step, &same);
  ck_assert (!scho_step_is_empty (step));
}
END_TEST

START_TEST (gives_numbers_at_once)
{
  g_autoptr (SchoText) text = make_text ("abc");
  guint32 document = scho_step_add_document (step, &(SchoDocument){ .title = "d" }, text);
  guint32 code = scho_step_add_code (step, &(SchoCode){ .name = "c" });
  guint32 below = scho_step_add_code (step, &(SchoCode){ .name = "c", .parent = code });
  guint32 coder = scho_step_ensure_coder (step, "Björn");

  ck_assert_uint_eq (document, scho_snapshot_get_document_limit (base));
  ck_assert_uint_eq (code, scho_snapshot_get_code_limit (base));
  ck_assert_uint_eq (below, code + 1);
  ck_assert_uint_eq (coder, scho_snapshot_get_coder_limit (base));
  ck_assert_uint_eq (scho_step_find_document (step, "d"), document);
  ck_assert_uint_eq (scho_step_find_code (step, 0, "c"), code);
  ck_assert_uint_eq (scho_step_find_code (step, code, "c"), below);
  ck_assert_uint_eq (scho_step_find_code (step, below, "c"), 0);
  ck_assert_uint_eq (scho_step_find_coder (step, "Björn"), coder);
  ck_assert_uint_eq (scho_step_ensure_coder (step, "Björn"), coder);
  ck_assert_uint_eq (scho_step_ensure_coder (step, "asha"), 1);
  ck_assert_ptr_eq (scho_step_get_text (step, document), text);
  ck_assert_ptr_null (scho_step_get_text (step, 1));
  ck_assert_str_eq (scho_step_get_document (step, document)->digest,
                    scho_text_get_digest (text));
  ck_assert_uint_eq (scho_step_get_document (step, document)->length, 3);
}
END_TEST

/* Names are kept on one line, so that is how they must be looked for. */
START_TEST (finds_names_as_they_are_kept)
{
  g_autoptr (SchoText) text = make_text ("abc");
  guint32 document
      = scho_step_add_document (step, &(SchoDocument){ .title = " a\nb " }, text);
  guint32 code = scho_step_add_code (step, &(SchoCode){ .name = " x\ty" });
  guint32 coder = scho_step_ensure_coder (step, "Ann\n");
  guint32 second;

  ck_assert_uint_eq (scho_step_find_document (step, " a\nb "), document);
  ck_assert_uint_eq (scho_step_find_document (step, "a b"), document);
  ck_assert_uint_eq (scho_step_find_code (step, 0, " x\ty"), code);
  ck_assert_uint_eq (scho_step_find_code (step, 0, "x y"), code);
  ck_assert_uint_eq (scho_step_ensure_coder (step, "Ann\n"), coder);
  /* Also of one that is added after the first was looked for. */
  second = scho_step_add_document (step, &(SchoDocument){ .title = "\tc" }, text);
  ck_assert_uint_eq (scho_step_find_document (step, "c"), second);
  ck_assert_uint_eq (scho_step_find_document (step, "\tc"), second);
}
END_TEST

START_TEST (sees_its_own_changes)
{
  SchoCode renamed = *scho_snapshot_get_code (base, 1);
  SchoDocument document = *scho_snapshot_get_document (base, 1);

  ck_assert_uint_eq (scho_step_find_code (step, 0, renamed.name), 1);
  ck_assert_uint_eq (scho_step_find_document (step, "text"), 1);
  renamed.name = "renamed";
  scho_step_replace_code (step, &renamed);
  ck_assert_uint_eq (scho_step_find_code (step, 0, "stance"), 0);
  ck_assert_uint_eq (scho_step_find_code (step, 0, "renamed"), 1);
  ck_assert_str_eq (scho_step_get_code (step, 1)->name, "renamed");
  document.title = "other";
  scho_step_replace_document (step, &document, NULL);
  ck_assert_uint_eq (scho_step_find_document (step, "text"), 0);
  ck_assert_uint_eq (scho_step_find_document (step, "other"), 1);
  scho_step_remove_document (step, 1);
  ck_assert_uint_eq (scho_step_find_document (step, "other"), 0);
  ck_assert_ptr_null (scho_step_get_document (step, 1));
}
END_TEST

START_TEST (keeps_first_before_and_last_after)
{
  SchoCode code = *scho_snapshot_get_code (base, 1);
  SchoChange change;

  code.memo = "one";
  scho_step_replace_code (step, &code);
  code.memo = "two";
  scho_step_replace_code (step, &code);
  ck_assert_uint_eq (scho_step_get_n_changes (step, SCHO_NOUN_CODE), 1);
  change = scho_step_get_change (step, SCHO_NOUN_CODE, 0);
  ck_assert_ptr_null (((const SchoCode *) change.before)->memo);
  ck_assert_str_eq (((const SchoCode *) change.after)->memo, "two");
}
END_TEST

START_TEST (what_comes_and_goes_leaves_nothing)
{
  guint32 first = scho_step_add_code (step, &(SchoCode){ .name = "first" });
  guint32 second = scho_step_add_code (step, &(SchoCode){ .name = "second" });
  guint32 third = scho_step_add_code (step, &(SchoCode){ .name = "third" });

  scho_step_remove_code (step, first); /* the last takes its place in the list */
  ck_assert_str_eq (scho_step_get_code (step, third)->name, "third");
  scho_step_remove_code (step, third);
  ck_assert_str_eq (scho_step_get_code (step, second)->name, "second");
  scho_step_remove_code (step, second);
  ck_assert (scho_step_is_empty (step));
  ck_assert_uint_eq (scho_step_find_code (step, 0, "third"), 0);
}
END_TEST

static SchoAnnotation
make_annotation (guint32 start)
{
  return (SchoAnnotation){ .uuid = scho_uuid_new (),
                           .start = start,
                           .end = start + 1,
                           .document = 1,
                           .code = 1,
                           .coder = 1,
                           .weight = SCHO_NO_WEIGHT };
}

START_TEST (annotations_come_and_go)
{
  SchoAnnotation annotations[3], changed;
  gsize n;
  const SchoAnnotation *known = scho_snapshot_get_annotations (base, 1, &n);
  SchoChange change;

  for (guint i = 0; i < 3; i++)
    {
      annotations[i] = make_annotation (i);
      scho_step_add_annotation (step, &annotations[i]);
    }
  scho_step_remove_annotation (step, &annotations[0]);
  ck_assert_uint_eq (scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION), 2);
  changed = annotations[2];
  changed.memo = "changed";
  scho_step_replace_annotation (step, &annotations[2], &changed);
  ck_assert_uint_eq (scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION), 2);
  scho_step_remove_annotation (step, &annotations[1]);
  change = scho_step_get_change (step, SCHO_NOUN_ANNOTATION, 0);
  ck_assert_ptr_null (change.before);
  ck_assert (scho_annotation_equal (change.after, &changed));
  scho_step_remove_annotation (step, &changed);
  ck_assert (scho_step_is_empty (step));

  changed = known[0];
  changed.end++;
  scho_step_replace_annotation (step, &known[0], &changed);
  scho_step_remove_annotation (step, &changed);
  change = scho_step_get_change (step, SCHO_NOUN_ANNOTATION, 0);
  ck_assert (scho_annotation_equal (change.before, &known[0]));
  ck_assert_ptr_null (change.after);
}
END_TEST

START_TEST (fills_in_an_identity)
{
  SchoAnnotation annotation = make_annotation (3);
  const SchoAnnotation *added;

  annotation.uuid = (SchoUuid){ { 0 } };
  annotation.memo = "";
  scho_step_add_annotation (step, &annotation);
  added = scho_step_get_change (step, SCHO_NOUN_ANNOTATION, 0).after;
  ck_assert (!scho_uuid_is_null (&added->uuid));
  ck_assert_ptr_null (added->memo);
}
END_TEST

/* As an importer makes it of one file: a document, a code below another, a coder, a
 * coding. */
static SchoStep *
make_import (const char *name)
{
  SchoStep *import = scho_step_new (base, name);
  g_autoptr (SchoText) text = make_text (name);
  guint32 document
      = scho_step_add_document (import, &(SchoDocument){ .title = name }, text);
  guint32 above = scho_step_add_code (import, &(SchoCode){ .name = name });
  guint32 code
      = scho_step_add_code (import, &(SchoCode){ .name = "below", .parent = above });
  guint32 coder = scho_step_ensure_coder (import, name);

  scho_step_add_annotation (
      import,
      &(SchoAnnotation){
          .end = 1, .document = document, .code = code, .coder = coder, .memo = name });
  scho_step_set_coder (import, coder);
  scho_step_add_note (import, "%s noted", name);
  return import;
}

/* The coding that the import of @name made leads back to all it made. */
static void
check_import (SchoSnapshot *snapshot, const char *name)
{
  gsize n_documents;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (snapshot, &n_documents);

  for (gsize i = 0; i < n_documents; i++)
    if (g_str_equal (documents[i]->title, name))
      {
        gsize n;
        const SchoAnnotation *annotation
            = scho_snapshot_get_annotations (snapshot, documents[i]->id, &n);
        g_autofree char *path = NULL, *expected = g_strdup_printf ("%s/below", name);
        g_autoptr (SchoText) text
            = scho_snapshot_read_text (snapshot, documents[i]->id, NULL);

        ck_assert_uint_eq (n, 1);
        path = scho_snapshot_dup_code_path (snapshot, annotation->code);
        ck_assert_str_eq (path, expected);
        ck_assert_str_eq (scho_snapshot_get_coder (snapshot, annotation->coder)->name,
                          name);
        ck_assert_str_eq (annotation->memo, name);
        ck_assert_str_eq (scho_text_get_utf8 (text, NULL), name);
        return;
      }
  ck_abort_msg ("%s was not imported", name);
}

START_TEST (joins_imports)
{
  static const char *const names[] = { "one", "two", "three" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (SchoStep) import = make_import (names[i]);

      scho_step_append (step, import);
    }
  ck_assert_uint_eq (scho_step_get_n_changes (step, SCHO_NOUN_CODE), 6);
  ck_assert_uint_eq (scho_step_get_notes (step)->len, 3);
  ck_assert_str_eq (scho_step_get_notes (step)->pdata[2], "three noted");
  ck_assert_str_eq (scho_step_get_coder_by_id (step, scho_step_get_coder (step))->name,
                    "one");
  scho_project_apply (project, step, &error);
  assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    check_import (scho_project_get_snapshot (project), names[i]);
}
END_TEST

/* Two were made on one snapshot: the second gets new numbers. */
START_TEST (numbers_give_way)
{
  g_autoptr (SchoStep) first = make_import ("first");
  g_autoptr (SchoStep) second = make_import ("second");
  g_autoptr (GError) error = NULL;

  scho_project_apply (project, first, &error);
  assert_no_error (error);
  scho_project_apply (project, second, &error);
  assert_no_error (error);
  check_import (scho_project_get_snapshot (project), "first");
  check_import (scho_project_get_snapshot (project), "second");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("change");
  TCase *tc = tcase_create ("change");

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_add_test (tc, is_empty_until_something_changes);
  tcase_add_test (tc, gives_numbers_at_once);
  tcase_add_test (tc, finds_names_as_they_are_kept);
  tcase_add_test (tc, sees_its_own_changes);
  tcase_add_test (tc, keeps_first_before_and_last_after);
  tcase_add_test (tc, what_comes_and_goes_leaves_nothing);
  tcase_add_test (tc, annotations_come_and_go);
  tcase_add_test (tc, fills_in_an_identity);
  tcase_add_test (tc, joins_imports);
  tcase_add_test (tc, numbers_give_way);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
