#include "safety.h"

#include <glib/gstdio.h>

/* One run of the script. */
typedef struct
{
  char *path;
  SchoProject *project; /* NULL while closed */
} Run;

typedef gboolean (*ActionFunc) (Run *run, GError **error);

/* The same in every run, so that two runs can be compared. */
static SchoUuid
make_uuid (guint8 n)
{
  return (SchoUuid){ .bytes = { 1, 2, 3, 4, 5, 6, 0x70, 8, 0x80, 10, [15] = n } };
}

static gboolean
create (Run *run, GError **error)
{
  /* When it was made, but then not opened. */
  run->project = g_file_test (run->path, G_FILE_TEST_EXISTS)
                     ? scho_project_open (run->path, error)
                     : scho_project_create (run->path, "Broken", error);
  return run->project != NULL;
}

static gboolean
close_project (Run *run, GError **error)
{
  g_clear_object (&run->project);
  return TRUE;
}

static gboolean
reopen (Run *run, GError **error)
{
  run->project = scho_project_open (run->path, error);
  if (run->project == NULL || scho_project_get_read_only_reason (run->project) == NULL)
    return run->project != NULL;
  g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_READ_ONLY,
                       scho_project_get_read_only_reason (run->project));
  g_clear_object (&run->project);
  return FALSE;
}

static gboolean
undo (Run *run, GError **error)
{
  return scho_project_undo (run->project, error);
}

static gboolean
redo (Run *run, GError **error)
{
  return scho_project_redo (run->project, error);
}

static SchoStep *
begin (Run *run)
{
  return scho_step_new (scho_project_get_snapshot (run->project), "A step");
}

static gboolean
add_document (Run *run, GError **error)
{
  const SchoAttribute speaker = { "speaker", "Mira", SCHO_ATTRIBUTE_TEXT };
  g_autoptr (SchoStep) step = begin (run);
  g_autoptr (SchoText) text = scho_text_new ("She said what she saw.\n", NULL);

  scho_step_add_document (step,
                          &(SchoDocument){ .uuid = make_uuid (1),
                                           .title = "article.txt",
                                           .source = "a newspaper",
                                           .memo = "read twice",
                                           .attributes = &speaker,
                                           .n_attributes = 1 },
                          text);
  return scho_project_apply (run->project, step, error);
}

static gboolean
attach (Run *run, GError **error)
{
  g_autoptr (SchoStep) step = begin (run);
  g_autoptr (GBytes) content = g_bytes_new_static ("sound", 5);

  scho_step_add_attachment (step,
                            &(SchoAttachment){ .uuid = make_uuid (20),
                                               .kind = SCHO_ATTACHMENT_FILE,
                                               .name = "talk.mp3",
                                               .document = 1 },
                            content);
  return scho_project_apply (run->project, step, error);
}

static gboolean
read_attachment (Run *run, GError **error)
{
  SchoSnapshot *snapshot = scho_project_get_snapshot (run->project);
  gsize n;
  const SchoAttachment *const *all = scho_snapshot_get_attachments (snapshot, &n);
  g_autoptr (GBytes) content = NULL;

  ck_assert_uint_eq (n, 1);
  if (!(content = scho_snapshot_read_attachment (snapshot, all[0]->id, error)))
    return FALSE;
  ck_assert_uint_eq (g_bytes_get_size (content), 5);
  return TRUE;
}

static gboolean
add_codings (Run *run, GError **error)
{
  g_autoptr (SchoStep) step = begin (run);
  guint32 coder = scho_step_add_coder (
      step, &(SchoCoder){ .uuid = make_uuid (2), .name = "Jonas" });
  guint32 code = scho_step_add_code (
      step,
      &(SchoCode){ .uuid = make_uuid (3), .name = "disclosure", .definition = "tells" });

  scho_step_set_coder (step, coder);
  for (guint8 i = 0; i < 3; i++)
    scho_step_add_annotation (step, &(SchoAnnotation){ .uuid = make_uuid (4 + i),
                                                       .start = i,
                                                       .end = 8 + i,
                                                       .document = 1,
                                                       .code = code,
                                                       .coder = coder,
                                                       .weight = SCHO_NO_WEIGHT,
                                                       .memo = i == 1 ? "why" : NULL });
  return scho_project_apply (run->project, step, error);
}

/* Numbers are given out once: coded anew, the first is not number 1. */
static const SchoCode *
get_code (SchoSnapshot *snapshot)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  ck_assert_uint_eq (n, 1);
  return codes[0];
}

static const SchoCoder *
get_coder (SchoSnapshot *snapshot)
{
  gsize n;
  const SchoCoder *const *coders = scho_snapshot_get_coders (snapshot, &n);

  ck_assert_uint_eq (n, 1);
  return coders[0];
}

static gboolean
change_all (Run *run, GError **error)
{
  SchoSnapshot *snapshot = scho_project_get_snapshot (run->project);
  g_autoptr (SchoStep) step = begin (run);
  g_autoptr (SchoText) text = scho_text_new ("She said what she heard.\n", NULL);
  SchoDocument document = *scho_snapshot_get_document (snapshot, 1);
  SchoCode code = *get_code (snapshot);
  SchoCoder coder = *get_coder (snapshot);
  SchoProjectInfo info = *scho_snapshot_get_info (snapshot);
  gsize n;
  const SchoAnnotation *annotations = scho_snapshot_get_annotations (snapshot, 1, &n);
  SchoAnnotation after = annotations[0];

  document.memo = NULL;
  code.name = "telling";
  code.memo = "a better name";
  coder.name = "Jonas B.";
  info.memo = "a memo";
  after.memo = "because";
  after.end++;
  scho_step_replace_info (step, &info);
  scho_step_replace_document (step, &document, text);
  scho_step_replace_code (step, &code);
  scho_step_replace_coder (step, &coder);
  scho_step_replace_annotation (step, &annotations[0], &after);
  scho_step_remove_annotation (step, &annotations[1]);
  return scho_project_apply (run->project, step, error);
}

static const SchoAttachment *
get_attachment (Run *run)
{
  gsize n;
  const SchoAttachment *const *all
      = scho_snapshot_get_attachments (scho_project_get_snapshot (run->project), &n);

  ck_assert_uint_eq (n, 1);
  return all[0];
}

static gboolean
remove_all (Run *run, GError **error)
{
  g_autoptr (SchoStep) step = begin (run);
  gsize n;
  const SchoAnnotation *annotations
      = scho_snapshot_get_annotations (scho_project_get_snapshot (run->project), 1, &n);

  for (gsize i = 0; i < n; i++)
    scho_step_remove_annotation (step, &annotations[i]);
  scho_step_remove_attachment (step, get_attachment (run)->id);
  scho_step_remove_document (step, 1);
  scho_step_remove_code (step, get_code (scho_project_get_snapshot (run->project))->id);
  return scho_project_apply (run->project, step, error);
}

static gboolean
read_text (Run *run, GError **error)
{
  g_autoptr (SchoText) text
      = scho_snapshot_read_text (scho_project_get_snapshot (run->project), 1, error);

  if (text == NULL)
    return FALSE;
  ck_assert_str_eq (scho_text_get_utf8 (text, NULL), "She said what she heard.\n");
  return TRUE;
}

static gboolean
retitle (Run *run, GError **error)
{
  g_autoptr (SchoStep) step = begin (run);
  SchoProjectInfo info
      = *scho_snapshot_get_info (scho_project_get_snapshot (run->project));

  info.title = "Mended";
  scho_step_replace_info (step, &info);
  return scho_project_apply (run->project, step, error);
}

/* A memo, and now and then the text too, as the window keeps them while one types. */
static gboolean
write_on (Run *run, const char *memo, const char *words, GError **error)
{
  SchoSnapshot *snapshot = scho_project_get_snapshot (run->project);
  g_autoptr (SchoStep) step = begin (run);
  SchoDocument document = *scho_snapshot_get_document (snapshot, 1);
  g_autoptr (SchoText) text = words != NULL ? scho_text_new (words, NULL) : NULL;

  document.memo = memo;
  scho_step_replace_document (step, &document, text);
  return scho_project_apply_joined (run->project, step, "writing", error);
}

static gboolean
begin_memo (Run *run, GError **error)
{
  return write_on (run, "why", NULL, error);
}

static gboolean
go_on_with_memo (Run *run, GError **error)
{
  return write_on (run, "why she said it", "She said what she meant.\n", error);
}

static gboolean
end_memo (Run *run, GError **error)
{
  return write_on (run, "why she said it then", NULL, error);
}

static gboolean
take_memo_back (Run *run, GError **error)
{
  return write_on (run, "read twice", NULL, error);
}

static gboolean
checkpoint (Run *run, GError **error)
{
  return scho_project_checkpoint (run->project, error);
}

/* Coding anew and the new title drop what was undone before them; the texts of dropped
 * steps go when the project is closed. */
static const struct
{
  const char *name;
  ActionFunc act;
} script[] = {
  { "create", create },
  { "add a document", add_document },
  { "attach a file", attach },
  { "undo the file", undo },
  { "redo the file", redo },
  { "add codings", add_codings },
  { "undo the codings", undo },
  { "redo the codings", redo },
  { "undo the codings again", undo },
  { "code anew", add_codings },
  { "change everything", change_all },
  { "read the text", read_text },
  { "read the file", read_attachment },
  { "close", close_project },
  { "open", reopen },
  { "undo all changes", undo },
  { "redo all changes", redo },
  { "remove everything", remove_all },
  { "undo the removal", undo },
  { "read the text that came back", read_text },
  { "undo the changes", undo },
  { "give a title after that", retitle },
  { "begin a memo", begin_memo },
  { "go on with the memo", go_on_with_memo },
  { "empty the log", checkpoint },
  { "end the memo", end_memo },
  { "undo the whole memo", undo },
  { "redo the whole memo", redo },
  { "undo the whole memo again", undo },
  { "begin it anew", begin_memo },
  { "leave nothing of it", take_memo_back },
  { "end it after all", end_memo },
  { "close for good", close_project },
};

#define N_ACTIONS G_N_ELEMENTS (script)

static char *
describe_run (const Run *run)
{
  return run->project != NULL ? safety_describe (scho_project_get_snapshot (run->project))
                              : NULL;
}

static void
assert_describes (const char *actual, const char *expected, const char *context)
{
  /* Nothing is open after closing. */
  if (expected != NULL)
    ck_assert_msg (g_strcmp0 (actual, expected) == 0, "%s: is\n%sand should be\n%s",
                   context, actual, expected);
}

static void
assert_file (const Run *run, const char *before, const char *after, const char *context)
{
  g_autofree char *file = NULL;

  if (before == NULL)
    return;
  file = safety_describe_file (run->path);
  if (after == NULL || strcmp (file, after) != 0)
    assert_describes (file, before, context);
}

static void
expect_action (guint i, char *expected[N_ACTIONS], Run *run)
{
  g_autoptr (GError) error = NULL;

  ck_assert_msg (script[i].act (run, &error), "%s: %s", script[i].name,
                 error != NULL ? error->message : "");
  expected[i] = describe_run (run);
}

static void
run_whole (char *expected[N_ACTIONS], const char *path)
{
  Run run = { .path = (char *) path };

  for (guint i = 0; i < N_ACTIONS; i++)
    expect_action (i, expected, &run);
}

/* The action failed: nothing may have changed, and it can be done again. */
static void
recover (Run *run, guint i, char *expected[N_ACTIONS], const char *context)
{
  g_autoptr (GError) second = NULL;
  g_autofree char *now = describe_run (run);

  if (i == 0)
    ck_assert_ptr_null (run->project);
  else if (run->project != NULL)
    {
      assert_describes (now, expected[i - 1], context);
      assert_file (run, expected[i - 1], NULL, context);
      safety_assert_sound (run->project, context);
    }
  ck_assert_msg (script[i].act (run, &second), "%s, and the second time: %s", context,
                 second != NULL ? second->message : "");
}

/* FALSE when there were fewer than @n calls. */
static gboolean
run_broken (const SafetyBreaker *breaker,
            guint variant,
            gint64 n,
            char *expected[N_ACTIONS],
            const char *path)
{
  Run run = { .path = (char *) path };
  gboolean fired = FALSE;

  breaker->arm (variant, n);
  for (guint i = 0; i < N_ACTIONS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *now = NULL;
      gboolean done = script[i].act (&run, &error);
      g_autofree char *what = breaker->describe ();
      g_autofree char *context = g_strdup_printf (
          "call %" G_GINT64_FORMAT ", %s, in “%s”", n, what, script[i].name);

      if (!done)
        {
          gboolean broken = breaker->disarm ();
          const char *words = breaker->get_words != NULL ? breaker->get_words () : "";

          ck_assert_msg (broken && error != NULL
                             && strstr (error->message, words) != NULL,
                         "%s: %s", context, error != NULL ? error->message : "no words");
          fired = TRUE;
          recover (&run, i, expected, context);
        }
      now = describe_run (&run);
      assert_describes (now, expected[i], context);
    }
  return breaker->disarm () || fired;
}

static void
assert_end (const char *path, const char *expected, const char *context)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoProject) project = scho_project_open (path, &error);
  g_autofree char *now = NULL;

  ck_assert_msg (project != NULL, "%s: %s", context, error != NULL ? error->message : "");
  ck_assert_msg (scho_project_get_read_only_reason (project) == NULL, "%s: %s", context,
                 scho_project_get_read_only_reason (project));
  now = safety_describe (scho_project_get_snapshot (project));
  assert_describes (now, expected, context);
  safety_assert_sound (project, context);
}

guint
safety_break_everywhere (const SafetyBreaker *breaker, guint variant)
{
  g_autofree char *folder = safety_make_folder (TRUE);
  g_autofree char *first = g_build_filename (folder, "whole.scholia", NULL);
  char *expected[N_ACTIONS] = { NULL };
  gint64 n = 0;
  gboolean broken = TRUE;

  run_whole (expected, first);
  while (broken)
    {
      g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT ".scholia", ++n);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *what = NULL;
      g_autofree char *context = NULL;

      broken = run_broken (breaker, variant, n, expected, path);
      what = breaker->describe ();
      context = g_strdup_printf ("after call %" G_GINT64_FORMAT ", %s", n, what);
      assert_end (path, expected[N_ACTIONS - 2], context);
      g_unlink (path);
    }
  for (guint i = 0; i < N_ACTIONS; i++)
    g_free (expected[i]);
  safety_remove_folder (folder);
  return (guint) n - 1;
}
