/* test-closing.c - a project of very many codings comes and goes while the window lives.
 */
#include "closing.h"
#include "pulse.h"
#include "window-fixture.h"

#include <scholiast/edit.h>
#include <string.h>

#define N_DOCUMENTS 500
#define N_CODINGS 300000 /* in all */
#define N_WORDS 700      /* of a document */
#define LONGEST 100      /* milliseconds */

static char *
make_text (guint document)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "Number %u.\n", document);
  for (guint i = 0; i < N_WORDS; i++)
    g_string_append (text, i % 10 == 9 ? "they said.\n" : "word after ");
  return g_string_free (text, FALSE);
}

static void
make_project (const char *path)
{
  g_autoptr (SchoProject) project = scho_project_create (path, "Large", NULL);
  g_autoptr (SchoStep) step = scho_step_new (scho_project_get_snapshot (project), "All");
  SchoAnnotation coding = { .weight = SCHO_NO_WEIGHT };

  coding.code = scho_step_add_code (step, &(SchoCode){ .name = "talk" });
  coding.coder = scho_step_ensure_coder (step, "asha");
  for (guint i = 0; i < N_DOCUMENTS; i++)
    {
      g_autofree char *words = make_text (i), *title = g_strdup_printf ("Text %u", i);
      g_autoptr (SchoText) text = scho_text_new (words, NULL);

      coding.document
          = scho_step_add_document (step, &(SchoDocument){ .title = title }, text);
      for (guint k = 0; k < N_CODINGS / N_DOCUMENTS; k++)
        {
          coding.start = k * 11;
          coding.end = coding.start + 7;
          scho_step_add_annotation (step, &coding);
        }
    }
  ck_assert (scho_project_apply (project, step, NULL));
}

static void
end_pulse (const char *what)
{
  int longest = pulse_end (what);

  ck_assert_msg (longest < LONGEST, "%s: %d ms", what, longest);
}

static void
open_path (const char *path)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture.application), "new-window",
                                  NULL);
  settle (30);
  fixture.window = SCHO_WINDOW (
      gtk_application_get_active_window (GTK_APPLICATION (fixture.application)));
  g_action_group_activate_action (G_ACTION_GROUP (fixture.application), "open-path",
                                  g_variant_new_string (path));
  for (guint i = 0; i < 1500 && scho_window_get_session (fixture.window) == NULL; i++)
    settle (20);
  ck_assert_ptr_nonnull (scho_window_get_session (fixture.window));
}

static void
assert_plain (const char *path)
{
  static const char *const others[] = { "-wal", "-shm", "-lock", "-journal" };

  ck_assert (g_file_test (path, G_FILE_TEST_EXISTS));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *other = g_strconcat (path, others[i], NULL);

      ck_assert_msg (!g_file_test (other, G_FILE_TEST_EXISTS), "%s", other);
    }
}

/* Opened again at once it is waited for, not told to be in the way. */
START_TEST (it_goes_and_comes_again)
{
  g_autofree char *path = dup_path ("closing.scholia");

  make_project (path);
  pulse_begin ();
  open_path (path);
  settle (1000);
  end_pulse ("open");
  pulse_begin ();
  activate ("open-document", g_variant_new_string ("Text 7"));
  settle (500);
  activate ("open-document", g_variant_new_string ("Text 400"));
  settle (500);
  end_pulse ("switch documents");
  activate ("select", g_variant_new ("(uu)", 1, 4));
  activate ("apply-code", g_variant_new_string ("talk"));
  ck_assert_uint_eq (count_codings (), N_CODINGS + 1);

  pulse_begin ();
  gtk_window_close (GTK_WINDOW (fixture.window));
  open_path (path);
  end_pulse ("close and open");
  ck_assert_ptr_null (scho_project_get_read_only_reason (get_project ()));
  ck_assert_uint_eq (count_codings (), N_CODINGS + 1);

  pulse_begin ();
  gtk_window_close (GTK_WINDOW (fixture.window));
  fixture.window = NULL;
  end_pulse ("close");
  scho_closing_wait ();
  assert_plain (path);
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, it_goes_and_comes_again);
}

int
main (void)
{
  return window_tests_run ("closing", add_tests);
}
