/* test-refi-return.c - notes, passages and transcripts of other programs go out as they
 * came in, and where something was changed, all else does. */
#include "refi-fixture.h"
#include "refi-inside.h"

#include <check.h>
#include <string.h>

#define U "00000000-0000-4000-8000-0000000000"

static Fixture fixture;
static char *before, *after, *losses;

static void
setup (void)
{
  fixture_open (&fixture);
}

static void
teardown (void)
{
  g_clear_pointer (&before, g_free);
  g_clear_pointer (&after, g_free);
  g_clear_pointer (&losses, g_free);
  fixture_close (&fixture);
}

static GBytes *
pack (void)
{
  g_autofree char *path = fixture_source_path ("tests/plugins/refi/returns.qde");

  g_free (before);
  ck_assert (g_file_get_contents (path, &before, NULL, NULL));
  return refi_pack ("project.qde", before, "sources/talk.txt", "I think so",
                    "sources/paper.pdf", "%PDF", "sources/paper.txt", "One two",
                    "sources/sound.mp3", "ID3", "sources/sound.txt", "Hello!\nso sound",
                    "sources/picture.png", "\x89PNG", "sources/film.mp4", "ftyp",
                    "sources/n54.txt", "of the talk\n", NULL);
}

static void
import (void)
{
  g_autoptr (GBytes) package = pack ();
  gsize n;
  const char *bytes = g_bytes_get_data (package, &n);

  fixture_import (&fixture, "refi-qda", "a.qdpx", bytes, n);
}

/* The package; its project is @after then, and @losses what it could not carry. */
static GBytes *
send_snapshot (SchoSnapshot *snapshot, const char *name, const char *value)
{
  g_autoptr (GError) error = NULL;
  const SchoExporter *exporter
      = scho_plugins_find_exporter (fixture.plugins, "refi-qda", &error);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (SchoOutput) output = scho_output_new_for_stream (stream);
  g_autoptr (SchoOptions) options = scho_options_new (exporter->options);
  GBytes *bytes;
  gsize n;
  const char *data;

  if (name != NULL)
    ck_assert (scho_options_set (options, name, value, &error));
  ck_assert_msg (exporter->write (snapshot, output, options, NULL, NULL, &error)
                     && scho_output_commit (output, &error),
                 "%s", error != NULL ? error->message : "");
  g_free (losses);
  losses = scho_losses_dup_text (scho_output_get_losses (output));
  g_output_stream_close (stream, NULL, NULL);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  data = g_bytes_get_data (bytes, &n);
  g_free (after);
  after = refi_unpack (data, n, "project.qde", NULL);
  return bytes;
}

static GBytes *
send_out (const char *name, const char *value)
{
  return send_snapshot (fixture_snapshot (&fixture), name, value);
}

static char *
get_part (GBytes *package, const char *name)
{
  gsize n;
  const char *data = g_bytes_get_data (package, &n);

  return refi_unpack (data, n, name, NULL);
}

static void
expect_same (const char *a, const char *b)
{
  g_autofree char *missing = refi_list_missing (a, b);

  ck_assert_msg (missing[0] == '\0', "%.1500s", missing);
}

static const char *const targets[] = { "standard", "nvivo", "maxqda-atlas" };

/* Nothing is missing, nothing was added, and no file is another. */
START_TEST (is_the_same)
{
  g_autoptr (GBytes) package = NULL;
  g_autofree char *note = NULL, *film = NULL;

  import ();
  package = send_out ("target", targets[_i]);
  expect_same (before, after);
  expect_same (after, before);
  ck_assert_str_eq (losses, "");
  note = get_part (package, "sources/n54.txt");
  film = get_part (package, "sources/film.mp4");
  ck_assert_str_eq (note, "of the talk\n");
  ck_assert_str_eq (film, "ftyp");
}
END_TEST

/* What went out comes in and goes out as the same again. */
START_TEST (twice_is_the_same)
{
  g_autoptr (GBytes) package = NULL, second = NULL;
  gsize n;
  const char *data;

  import ();
  package = send_out (NULL, NULL);
  data = g_bytes_get_data (package, &n);
  fixture_close (&fixture);
  fixture_open (&fixture);
  fixture_import (&fixture, "refi-qda", "a.qdpx", data, n);
  second = send_out (NULL, NULL);
  expect_same (before, after);
  expect_same (after, before);
}
END_TEST

/* In the same project there is nothing to do. */
START_TEST (comes_in_once)
{
  g_autoptr (GBytes) package = NULL;
  g_autoptr (SchoStep) step = NULL;
  gsize n;
  const char *data;

  import ();
  package = pack ();
  data = g_bytes_get_data (package, &n);
  step = fixture_read (&fixture, "refi-qda", "a.qdpx", data, n, NULL, NULL);
  ck_assert_ptr_nonnull (step);
  ck_assert (scho_step_is_empty (step));
}
END_TEST

static const SchoAnnotation *
find_coding (const char *guid, guint32 *document)
{
  SchoSnapshot *snapshot = fixture_snapshot (&fixture);
  SchoUuid uuid;
  gsize n, n_codings;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  ck_assert (scho_uuid_parse (guid, &uuid));
  for (gsize i = 0; i < n; i++)
    {
      const SchoAnnotation *list
          = scho_snapshot_get_annotations (snapshot, documents[i]->id, &n_codings);

      for (gsize j = 0; j < n_codings; j++)
        if (scho_uuid_equal (&list[j].uuid, &uuid))
          {
            *document = documents[i]->id;
            return &list[j];
          }
    }
  ck_abort_msg ("%s", guid);
}

static void
set_memo (const char *guid, const char *memo)
{
  guint32 document;
  const SchoAnnotation *coding = find_coding (guid, &document);
  SchoAnnotation changed = *coding;
  g_autoptr (SchoStep) step = scho_step_new (fixture_snapshot (&fixture), "memo");

  changed.memo = memo;
  scho_step_replace_annotation (step, coding, &changed);
  fixture_apply (&fixture, step);
}

static void
expect_words (gboolean are_there, const char *words)
{
  ck_assert_msg ((strstr (after, words) != NULL) == are_there, "%s %s in\n%.6000s", words,
                 are_there ? "is not" : "is", after);
}

/* A memo that was changed is in its old note, with its author; the others stay. */
START_TEST (a_changed_memo_keeps_its_note)
{
  g_autoptr (GBytes) package = NULL;

  import ();
  set_memo (U "40", "new words");
  package = send_out (NULL, NULL);
  expect_words (TRUE, "<Note guid=\"" U "51\" name=\"n51\" creatingUser=\"" U
                      "03\" creationDateTime=\"2026-11-20T11:01:00\"><PlainTextContent>"
                      "new words</PlainTextContent></Note>");
  expect_words (FALSE, "of one coding");
  /* The other coding of the passage has what was for both. */
  expect_words (TRUE, "short\n\nof two passages</PlainTextContent>");
  expect_words (TRUE, "<Note guid=\"" U "52\"");
  expect_words (TRUE, "guid=\"" U "30\" name=\"My name for it\"");
  expect_words (TRUE, ">A is broad.<");
}
END_TEST

START_TEST (a_memo_that_is_gone_takes_its_note_along)
{
  g_autoptr (GBytes) package = NULL;

  import ();
  set_memo (U "42", NULL);
  set_memo (U "40", NULL);
  set_memo (U "41", NULL);
  package = send_out (NULL, NULL);
  expect_words (FALSE, U "51");
  expect_words (FALSE, U "52");
  expect_words (FALSE, "seen twice");
  expect_words (TRUE, U "53");
}
END_TEST

START_TEST (the_memo_of_the_project_grows)
{
  SchoSnapshot *snapshot;
  SchoProjectInfo info;
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (GBytes) package = NULL;
  g_autofree char *memo = NULL;

  import ();
  snapshot = fixture_snapshot (&fixture);
  info = *scho_snapshot_get_info (snapshot);
  memo = g_strconcat (info.memo, "\n\nA last word.", NULL);
  info.memo = memo;
  step = scho_step_new (snapshot, "memo");
  scho_step_replace_info (step, &info);
  fixture_apply (&fixture, step);
  package = send_out (NULL, NULL);
  expect_words (TRUE, "<Description>A study.\n\nA last word.</Description>");
  expect_words (TRUE, "<Note guid=\"" U "59\" name=\"Diary\" creatingUser=\"" U "03\"");
  expect_words (TRUE, "Monday.\n\nTuesday.</PlainTextContent>");
}
END_TEST

static void
correct (const char *title, guint32 start, guint32 end, const char *words)
{
  SchoSnapshot *snapshot = fixture_snapshot (&fixture);
  const SchoDocument *document = scho_lookup_document (snapshot, title, NULL);
  g_autoptr (SchoText) text = scho_snapshot_read_text (snapshot, document->id, NULL);
  g_autoptr (SchoTextEdit) edit = scho_text_edit_new (text);
  g_autoptr (SchoStep) step = NULL;

  if (end > start)
    ck_assert (scho_text_edit_delete (edit, start, end, NULL));
  ck_assert (scho_text_edit_insert (edit, start, words, -1, NULL, NULL));
  step = scho_edit_change_text (snapshot, document->id, edit, NULL, NULL);
  fixture_apply (&fixture, step);
}

/* The times of a transcript move with its text. */
START_TEST (times_move_with_the_text)
{
  g_autoptr (GBytes) package = NULL;
  g_autofree char *sound = NULL;

  import ();
  correct ("words of the sound", 3, 3, "lllll");
  package = send_out (NULL, NULL);
  expect_words (TRUE,
                "<SyncPoint guid=\"" U "b1\" timeStamp=\"61500\" position=\"13\"/>");
  expect_words (TRUE,
                "<SyncPoint guid=\"" U "b2\" timeStamp=\"3600000\" position=\"20\"/>");
  expect_words (TRUE, "fromSyncPoint=\"" U "b1\" toSyncPoint=\"" U "b2\"");
  sound = get_part (package, "sources/" U "24.txt");
  ck_assert_str_eq (sound, "Helllllllo!\nso sound");
  ck_assert_str_eq (losses, "");
}
END_TEST

/* A passage that begins where there is no time gets a point without one. */
START_TEST (passages_elsewhere_get_points)
{
  g_autoptr (GBytes) package = NULL;
  SchoSnapshot *snapshot;
  g_autoptr (SchoStep) step = NULL;

  import ();
  snapshot = fixture_snapshot (&fixture);
  step = scho_step_new (snapshot, "code");
  scho_step_add_annotation (
      step,
      &(SchoAnnotation){
          .document = scho_lookup_document (snapshot, "words of the sound", NULL)->id,
          .start = 0,
          .end = 5,
          .code = scho_lookup_code (snapshot, "A", NULL)->id,
          .coder = scho_lookup_coder (snapshot, "Ana", NULL)->id,
          .weight = SCHO_NO_WEIGHT });
  fixture_apply (&fixture, step);
  package = send_out (NULL, NULL);
  expect_words (TRUE, "name=\"Hello\" fromSyncPoint=\"" U "b0\" toSyncPoint=\"");
  expect_words (TRUE, "\" position=\"5\"/>");
}
END_TEST

static const struct
{
  const char *name, *value, *losses;
} limits[] = {
  { "document", "talk",
    "Cases: 1 (Mabel)\nPictures, sound, film and PDFs: 4 (paper; sound; picture; …)\n"
    "Links: 2 (l; m)\nSets: 1 (s)\nGraphs: 1 (g)\n"
    "Attachments: 4 (film.mp4; paper.pdf; picture.png; …)\n" },
  { "coder", "Ana",
    "Cases: 1 (Mabel)\nStructure of texts (headings, speakers, tables): 1 (words of the "
    "sound)\nPictures, sound, film and PDFs: 4 (paper; sound; picture; …)\n"
    "Links: 2 (l; m)\nSets: 1 (s)\nGraphs: 1 (g)\n"
    "Attachments: 4 (film.mp4; paper.pdf; picture.png; …)\n" },
  { "memos", "false", "" },
};

/* What is left out when only a part goes out is said; identities stay. */
START_TEST (a_part_says_what_it_is_without)
{
  g_autoptr (GBytes) package = NULL;

  import ();
  package = send_out (limits[_i].name, limits[_i].value);
  ck_assert_msg (g_str_has_prefix (losses, limits[_i].losses), "%s", losses);
  expect_words (TRUE, "guid=\"" U "31\"");
  expect_words (_i == 2, "<Set ");
  expect_words (_i != 2, "of two passages");
}
END_TEST

/* A query is a limit like others: what was kept of the whole stays here. */
START_TEST (a_query_leaves_out_what_was_kept)
{
  SchoQueryPlace place;
  g_autoptr (SchoPassageQuery) query
      = scho_passage_query_parse ("coder:Ana", &place, NULL);
  g_autoptr (SchoSnapshot) snapshot = NULL;
  g_autoptr (GBytes) package = NULL;

  import ();
  snapshot = scho_passage_query_limit (query, fixture_snapshot (&fixture), NULL, NULL,
                                       &place, NULL);
  ck_assert_ptr_nonnull (snapshot);
  package = send_snapshot (snapshot, NULL, NULL);
  expect_words (FALSE, "<Set ");
  expect_words (FALSE, "<PictureSource ");
  expect_words (FALSE, "<Case ");
  ck_assert_ptr_nonnull (strstr (losses, "Pictures, sound, film and PDFs: 4 "));
  ck_assert_ptr_nonnull (strstr (losses, "Sets: 1 (s)"));
}
END_TEST

/* What is gone is not referred to, and that is said. */
START_TEST (follows_what_is_gone)
{
  g_autoptr (GBytes) package = NULL;
  g_autoptr (SchoStep) step = NULL;
  guint32 document;

  import ();
  step = scho_step_new (fixture_snapshot (&fixture), "gone");
  scho_step_remove_annotation (step, find_coding (U "42", &document));
  fixture_apply (&fixture, step);
  package = send_out (NULL, NULL);
  expect_words (FALSE, U "31");
  expect_words (FALSE, "<Link guid=\"" U "80\"");
  expect_words (TRUE, "<Link guid=\"" U "81\"");
  ck_assert_str_eq (losses, "References to what is not in the project: 1\n");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("refi-return");
  TCase *tc = tcase_create ("refi-return");
  SRunner *runner;
  int n_failed;

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_add_loop_test (tc, is_the_same, 0, G_N_ELEMENTS (targets));
  tcase_add_test (tc, twice_is_the_same);
  tcase_add_test (tc, comes_in_once);
  tcase_add_test (tc, a_changed_memo_keeps_its_note);
  tcase_add_test (tc, a_memo_that_is_gone_takes_its_note_along);
  tcase_add_test (tc, the_memo_of_the_project_grows);
  tcase_add_test (tc, times_move_with_the_text);
  tcase_add_test (tc, passages_elsewhere_get_points);
  tcase_add_loop_test (tc, a_part_says_what_it_is_without, 0, G_N_ELEMENTS (limits));
  tcase_add_test (tc, a_query_leaves_out_what_was_kept);
  tcase_add_test (tc, follows_what_is_gone);
  tcase_set_timeout (tc, 60);
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? 0 : 1;
}
