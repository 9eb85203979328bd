/* test-patch.c - a long text comes onto the page in pieces, and another state of it as
 * what differs. */
#include "page-fixture.h"

#include <ui/page-private.h>

#include <adwaita.h>
#include <check.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH 210000 /* at least; bytes, too */
#define N_STEPS 40

static GtkTextBuffer *
get_buffer (Fixture *fixture)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->page->view));
}

static void
add_stretch (GArray *stretches,
             GString *text,
             gsize start,
             SchoStretchKind kind,
             guint16 level,
             const char *label)
{
  SchoStretch stretch = { (guint32) start, (guint32) text->len, kind, level, label };

  g_array_append_val (stretches, stretch);
}

static void
append_words (GString *text, GRand *random, guint n)
{
  static const char *const words[]
      = { "she", "said", "no", "and", "again", "it.", "was" };

  for (guint i = 0; i < n; i++)
    {
      g_string_append (text, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
      g_string_append_c (text, i + 1 < n ? ' ' : '\n');
    }
}

/* A bit of everything that has a look. */
static void
append_part (GString *text, GArray *stretches, GRand *random)
{
  gsize start = text->len;

  switch (g_rand_int_range (random, 0, 7))
    {
    case 0:
      append_words (text, random, 4);
      add_stretch (stretches, text, start, SCHO_STRETCH_HEADING, 1 + start % 3, NULL);
      break;
    case 1:
      g_string_append (text, "ADA: ");
      append_words (text, random, 9);
      append_words (text, random, 9);
      add_stretch (stretches, text, start, SCHO_STRETCH_SPEAKER_TURN, 0, "ADA");
      break;
    case 2:
      append_words (text, random, 1);
      add_stretch (stretches, text, start, SCHO_STRETCH_TABLE_ROW, 1, NULL);
      add_stretch (stretches, text, start, SCHO_STRETCH_TABLE, 0, NULL);
      break;
    case 3:
      append_words (text, random, 12);
      add_stretch (stretches, text, start, SCHO_STRETCH_NOTE, 0, "1");
      break;
    case 4:
      g_string_append (text, "\n\n");
      break;
    case 5:
      append_words (text, random, text->len % 60 == 0 ? 4000 : 5);
      add_stretch (stretches, text, start, SCHO_STRETCH_LIST_ITEM, 1, NULL);
      break;
    default:
      append_words (text, random, 30);
    }
}

static SchoText *
make_text (GRand *random)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (SchoStretch));
  g_autoptr (GError) error = NULL;
  SchoText *made;

  append_words (text, random, 3000); /* the page has to break it */
  while (text->len < LENGTH)
    append_part (text, stretches, random);
  made = scho_text_new_take (g_strdup (text->str), text->len,
                             (SchoStretch *) (gpointer) stretches->data, stretches->len,
                             &error);
  ck_assert_msg (made != NULL, "%s", error ? error->message : "");
  return made;
}

static char *
dup_tags (GtkTextBuffer *buffer, guint32 place)
{
  GtkTextIter iter;
  g_autoptr (GSList) tags = NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, (int) place);
  tags = gtk_text_iter_get_tags (&iter);
  for (int i = 0;
       i < gtk_text_tag_table_get_size (gtk_text_buffer_get_tag_table (buffer)); i++)
    for (GSList *tag = tags; tag != NULL; tag = tag->next)
      if (gtk_text_tag_get_priority (tag->data) == i)
        {
          g_autofree char *name = NULL;

          g_object_get (tag->data, "name", &name, NULL);
          g_string_append_printf (names, " %s", name);
        }
  return g_strdup (names->str);
}

static gboolean
has_word (const char *names, const char *word)
{
  g_auto (GStrv) split = g_strsplit (names, " ", -1);

  return g_strv_contains ((const char *const *) split, word);
}

static guint
count_words (const char *names)
{
  g_auto (GStrv) split = g_strsplit (names, " ", -1);

  return g_strv_length (split);
}

/* Tags of both may have been created in another order. */
static void
assert_same_tags (const char *is, const char *wanted, guint32 offset, guint32 seed)
{
  g_auto (GStrv) names = g_strsplit (wanted, " ", -1);

  ck_assert_msg (count_words (is) == count_words (wanted), "seed %u, %u: “%s”, not “%s”",
                 seed, offset, is, wanted);
  for (char **name = names; *name != NULL; name++)
    ck_assert_msg (has_word (is, *name), "seed %u, %u: “%s”, not “%s”", seed, offset, is,
                   wanted);
}

static char *
dup_shown (GtkTextBuffer *buffer, SchoPageText *text)
{
  g_autofree char *shown = NULL;
  GtkTextIter first, after;

  gtk_text_buffer_get_bounds (buffer, &first, &after);
  shown = gtk_text_buffer_get_text (buffer, &first, &after, TRUE);
  return scho_page_text_strip_breaks (text, 0, shown);
}

/* The page looks as if the text had just been opened. */
static void
assert_as_new (Fixture *fixture, SchoText *text, guint32 seed)
{
  g_autoptr (SchoPageText) fresh = scho_page_text_new (text);
  g_autoptr (GtkTextBuffer) wanted = gtk_text_buffer_new (NULL);
  gsize n_bytes;
  const char *display = scho_page_text_get_display (fresh, &n_bytes);
  g_autofree char *shown = dup_shown (get_buffer (fixture), fixture->page->text);

  ck_assert_str_eq (shown, scho_text_get_utf8 (text, NULL));
  ck_assert (scho_page_get_text (fixture->page) != NULL);
  ck_assert_uint_eq (scho_text_get_length (scho_page_get_text (fixture->page)),
                     scho_text_get_length (text));
  gtk_text_buffer_set_text (wanted, display, (int) n_bytes);
  scho_page_structure_add (wanted, fresh);
  for (guint32 line = 0; line < scho_text_get_n_lines (text); line++)
    {
      guint32 start = scho_text_line_to_offset (text, line);
      guint32 end = scho_text_line_to_offset (text, line + 1);

      for (guint32 offset = start; offset < end; offset += (end - start) / 2 + 1)
        {
          g_autofree char *is
              = dup_tags (get_buffer (fixture),
                          scho_page_text_to_place (fixture->page->text, offset));
          g_autofree char *ought
              = dup_tags (wanted, scho_page_text_to_place (fresh, offset));

          assert_same_tags (is, ought, offset, seed);
        }
    }
}

static void
edit_once (SchoTextEdit *edit, GRand *random)
{
  static const char *const written[]
      = { "x", "so\n", "\n\n", "ADA: no.\nYes.\n", " ", "ü", "क\u093f", "שלום" };
  guint32 length = scho_text_edit_get_length (edit);
  guint32 start = (guint32) g_rand_int_range (random, 0, (gint32) length);
  guint32 end = MIN (start + (guint32) g_rand_int_range (random, 0, 300), length);

  if (g_rand_boolean (random))
    ck_assert (scho_text_edit_delete (edit, start, end, NULL));
  else
    ck_assert (scho_text_edit_insert (
        edit, start, written[g_rand_int_range (random, 0, G_N_ELEMENTS (written))], -1,
        NULL, NULL));
}

static void
follow (Fixture *fixture)
{
  ck_assert (scho_page_set_snapshot (fixture->page,
                                     scho_project_get_snapshot (fixture->project), NULL));
}

static SchoText *
read_text (Fixture *fixture, guint32 document)
{
  return scho_snapshot_read_text (scho_project_get_snapshot (fixture->project), document,
                                  NULL);
}

/* Corrects the text elsewhere than on the page. */
static void
correct (Fixture *fixture, guint32 document, GRand *random)
{
  g_autoptr (SchoText) before = read_text (fixture, document);
  g_autoptr (SchoTextEdit) edit = scho_text_edit_new (before);
  g_autoptr (SchoStep) step = NULL;

  for (int i = g_rand_int_range (random, 1, 4); i > 0; i--)
    edit_once (edit, random);
  step = scho_edit_change_text (scho_project_get_snapshot (fixture->project), document,
                                edit, NULL, NULL);
  ck_assert_ptr_nonnull (step);
  ck_assert (scho_project_apply (fixture->project, step, NULL));
}

START_TEST (what_differs_is_changed)
{
  guint32 seed = g_random_int (), document;
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (SchoText) text = make_text (random);
  GtkTextBuffer *buffer;
  Fixture fixture;

  fixture_open (&fixture, 3);
  document = fixture_add_text (&fixture, "Long", text);
  fixture_add_codings (&fixture, document, 200, random);
  fixture_show (&fixture, document, 700, 500);
  fixture_settle (&fixture);
  buffer = get_buffer (&fixture);
  for (guint i = 0; i < N_STEPS; i++)
    {
      g_autoptr (SchoText) now = NULL;

      if (i % 4 == 3)
        ck_assert (scho_project_undo (fixture.project, NULL));
      else
        correct (&fixture, document, random);
      follow (&fixture);
      now = read_text (&fixture, document);
      ck_assert_msg (get_buffer (&fixture) == buffer, "seed %u: filled anew", seed);
      assert_as_new (&fixture, now, seed);
    }
  fixture_settle (&fixture);
  fixture_close (&fixture);
}
END_TEST

/* The reader goes on from the same words, and what was selected stays so. */
START_TEST (the_place_stays)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (SchoText) text = make_text (random);
  g_autoptr (SchoTextEdit) edit = scho_text_edit_new (text);
  g_autoptr (SchoStep) step = NULL;
  guint32 document, top, start, end;
  Fixture fixture;

  fixture_open (&fixture, 3);
  document = fixture_add_text (&fixture, "Long", text);
  fixture_show (&fixture, document, 700, 500);
  fixture_settle (&fixture);
  scho_page_scroll_to (fixture.page, 150000, 150000);
  scho_page_select (fixture.page, 150000, 150010);
  fixture_settle (&fixture);
  top = scho_page_get_top (fixture.page);
  ck_assert (scho_text_edit_insert (edit, 100, "Some words more.\n", -1, NULL, NULL));
  step = scho_edit_change_text (scho_project_get_snapshot (fixture.project), document,
                                edit, NULL, NULL);
  ck_assert (scho_project_apply (fixture.project, step, NULL));
  follow (&fixture);
  fixture_settle (&fixture);
  ck_assert (scho_page_get_selection (fixture.page, &start, &end));
  ck_assert_uint_eq (start, 150017);
  ck_assert_uint_eq (end, 150027);
  ck_assert_uint_eq (scho_page_get_top (fixture.page), top + 17);
  fixture_close (&fixture);
}
END_TEST

static void
await_filling (Fixture *fixture)
{
  while (!scho_page_is_filling (fixture->page))
    g_main_context_iteration (NULL, TRUE);
}

/* What is asked for while the text is on its way is done when it is there. */
START_TEST (a_long_text_comes_in_pieces)
{
  g_autoptr (GString) words = g_string_new (NULL);
  guint32 first, second, start, end;
  Fixture fixture;

  while (words->len < 5000000)
    g_string_append (words, "नहीं, she said. It was no joke.\n");
  fixture_open (&fixture, 3);
  first = fixture_add_document (&fixture, "First", words->str);
  g_string_append (words, "The end.\n");
  second = fixture_add_document (&fixture, "Second", words->str);
  fixture_show (&fixture, first, 700, 500);
  await_filling (&fixture);
  ck_assert (scho_page_set_document (
      fixture.page, scho_project_get_snapshot (fixture.project), second, NULL));
  await_filling (&fixture);
  g_main_context_iteration (NULL, TRUE);
  ck_assert (!scho_page_begin_edit (fixture.page));
  scho_page_select (fixture.page, 2000001, 2000008);
  scho_page_scroll_to (fixture.page, 2000001, 2000008);
  fixture_add_coding (&fixture, second, 2000001, 2000008, 1);
  follow (&fixture);
  ck_assert (scho_page_is_filling (fixture.page));
  while (scho_page_is_filling (fixture.page))
    g_main_context_iteration (NULL, TRUE);
  fixture_settle (&fixture);
  ck_assert (scho_page_get_selection (fixture.page, &start, &end));
  ck_assert_uint_eq (start, 2000001);
  ck_assert_uint_eq (end, 2000008);
  ck_assert_int_eq (gtk_text_buffer_get_char_count (get_buffer (&fixture)),
                    (int) g_utf8_strlen (words->str, -1));
  ck_assert (scho_page_get_top (fixture.page) > 1990000);
  scho_page_view_get_painted (fixture.page->view, &start, &end);
  ck_assert (start < 2000001 && 2000008 < end);
  ck_assert_int_eq (scho_codings_get_look (fixture.page->codings, 0).alpha > 0, 1);

  ck_assert (scho_page_set_document (
      fixture.page, scho_project_get_snapshot (fixture.project), first, NULL));
  await_filling (&fixture);
  fixture_close (&fixture); /* nothing is left to be done */
  fixture_run (50);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("patch");
  TCase *tc = tcase_create ("patch");
  SRunner *runner;
  int n_failed;

  adw_init ();
  tcase_set_timeout (tc, 60);
  tcase_add_test (tc, what_differs_is_changed);
  tcase_add_test (tc, the_place_stays);
  tcase_add_test (tc, a_long_text_comes_in_pieces);
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_set_fork_status (runner, CK_NOFORK);
  srunner_run_all (runner, CK_NORMAL);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
