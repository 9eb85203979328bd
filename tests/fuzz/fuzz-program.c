/* fuzz-program.c - any bytes as what a program says, as JSON and with tabs, whole and cut
 * in two. */
#include <scholiast/program-reply.h>
#include <scholiast/project.h>

#include <glib/gstdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput (const guint8 *bytes, gsize n);

static SchoSnapshot *
make_snapshot (void)
{
  g_autofree char *folder = g_dir_make_tmp ("scholiast-fuzz-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "fuzz.scholia", NULL);
  /* Without its file: no text is read. */
  g_autoptr (SchoProject) project = scho_project_create (path, "", NULL);
  SchoStep *step = scho_step_new (scho_project_get_snapshot (project), "text");
  g_autoptr (SchoText) text = scho_text_new ("I moved 🙂 out.\n", NULL);
  SchoSnapshot *snapshot;

  scho_step_add_document (step, &(SchoDocument){ .title = "text" }, text);
  scho_step_add_code (step, &(SchoCode){ .name = "stance" });
  g_assert_true (scho_project_apply (project, step, NULL));
  snapshot = scho_snapshot_ref (scho_project_get_snapshot (project));
  scho_step_unref (step);
  g_clear_object (&project);
  g_unlink (path);
  g_rmdir (folder);
  return snapshot;
}

static void
check_step (SchoStep *step)
{
  for (gsize i = 0; i < scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION); i++)
    {
      const SchoAnnotation *annotation
          = scho_step_get_change (step, SCHO_NOUN_ANNOTATION, i).after;

      g_assert_cmpuint (annotation->start, <, annotation->end);
      g_assert_cmpuint (annotation->end, <=, 15);
      g_assert_cmpint (annotation->weight, >=, SCHO_NO_WEIGHT);
      g_assert_cmpint (annotation->weight, <=, 100);
    }
}

/* Returns what it made of it: the first table as JSON, or the error. */
static char *
hear (SchoSnapshot *snapshot,
      SchoProgramFormat format,
      const char *bytes,
      gsize n,
      gsize first)
{
  SchoProgram program
      = { .title = (char *) "Fuzz", .coder = (char *) "Fuzz", .format = format };
  g_autoptr (SchoProgramReply) reply = scho_program_reply_new (&program, snapshot, NULL);
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  if (scho_program_reply_feed (reply, bytes, first, &error)
      && scho_program_reply_feed (reply, bytes + first, n - first, &error))
    tables = scho_program_reply_finish (reply, &step, &error);
  g_assert_true ((tables == NULL) == (error != NULL));
  if (step != NULL)
    check_step (step);
  if (tables == NULL)
    return g_strdup (error->message);
  g_assert_cmpuint (tables->len, >, 0);
  g_assert_true (scho_tables_write_json (tables, stream, NULL));
  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize n)
{
  static SchoSnapshot *snapshot;

  if (snapshot == NULL)
    snapshot = make_snapshot ();
  for (guint format = SCHO_PROGRAM_JSON; format <= SCHO_PROGRAM_TAB; format++)
    {
      g_autofree char *whole = hear (snapshot, format, (const char *) bytes, n, n);
      g_autofree char *cut = hear (snapshot, format, (const char *) bytes, n, n / 2);

      g_assert_cmpstr (whole, ==, cut);
    }
  return 0;
}
