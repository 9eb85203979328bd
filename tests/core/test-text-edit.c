/* test-text-edit.c - texts corrected after coding: where the passages go, against a plain
 * list of characters each of which knows its passages. */
#include <string.h>

#include "edit-case.h"

#define BYTES(literal) literal, sizeof (literal) - 1

/* What a reader expects */

static const struct
{
  const char *before; /* one passage is marked */
  Action actions[8];
  const char *after; /* without marks: it is lost */
} expected[] = {
  /* Written. */
  { "I [think] so", { { 4, 4, "xx" } }, "I [thxxink] so" },
  { "I [think] so", { { 2, 2, "xx" } }, "I xx[think] so" },
  { "I [think] so", { { 7, 7, "xx" } }, "I [think]xx so" },
  { "I [think] so", { { 0, 0, "xx" } }, "xxI [think] so" },
  { "I [think] so", { { 10, 10, "xx" } }, "I [think] soxx" },
  { "[all]", { { 0, 0, "x" }, { 4, 4, "y" } }, "x[all]y" },
  /* Written on: where it began, it goes on. */
  { "I [think] so", { { 7, 7, "a" }, { 8, 8, "b" } }, "I [think]ab so" },
  { "I [think] so", { { 2, 2, "a" }, { 3, 3, "b" }, { 2, 2, "c" } }, "I cab[think] so" },
  /* Deleted. */
  { "I [think] so", { { 4, 5, "" } }, "I [thnk] so" },
  { "I [think] so", { { 0, 4, "" } }, "[ink] so" },
  { "I [think] so", { { 5, 10, "" } }, "I [thi]" },
  { "I [think] so", { { 7, 10, "" } }, "I [think]" },
  { "I [think] so", { { 2, 7, "" } }, "I  so" },
  { "I [think] so", { { 0, 10, "" } }, "" },
  { "I [think] so", { { 2, 4, "" }, { 2, 5, "" } }, "I  so" },
  /* Replaced: its first, its last, all of its words, and words of both. */
  { "I [think] so", { { 2, 4, "" }, { 2, 2, "dr" } }, "I [drink] so" },
  { "I [think] so", { { 5, 7, "" }, { 5, 5, "rd" } }, "I [third] so" },
  { "I [think] so", { { 2, 7, "" }, { 2, 2, "know" } }, "I [know] so" },
  { "I [think] so", { { 1, 4, "" }, { 1, 1, " am dr" } }, "I am dr[ink] so" },
  { "I [think] so", { { 5, 8, "" }, { 5, 5, "rst" } }, "I [thi]rstso" },
  { "I [think] so", { { 1, 8, "" }, { 1, 1, " know " } }, "I know so" },
  /* Letter by letter, forwards and backwards. */
  { "I [think] so",
    { { 6, 7, "" }, { 5, 6, "" }, { 5, 5, "r" }, { 6, 6, "d" } },
    "I [third] so" },
  { "I [think] so",
    { { 2, 3, "" },
      { 2, 3, "" },
      { 2, 2, "d" },
      { 3, 3, "r" },
      { 2, 3, "" },
      { 2, 2, "b" } },
    "I [brink] so" },
  /* What was outside stays outside, whatever is deleted beside it. */
  { "I [think] so", { { 7, 7, "," }, { 6, 7, "" } }, "I [thin], so" },
  { "I [think] so", { { 7, 7, "," }, { 6, 7, "" }, { 6, 6, "g" } }, "I [thing], so" },
  { "I [think] so", { { 2, 2, "x" }, { 3, 5, "" } }, "I x[ink] so" },
  /* What was inside stays inside. */
  { "I [think] so", { { 4, 4, "x" }, { 2, 4, "" }, { 3, 6, "" } }, "I [x] so" },
  { "[שלום] 👩🏽", { { 1, 2, "" }, { 1, 1, "👍" } }, "[ש👍ום] 👩🏽" },
};

static char *
strip (const char *marked)
{
  g_auto (GStrv) parts = g_strsplit_set (marked, "[]", -1);

  return g_strjoinv ("", parts);
}

static guint32
find_mark (const char *marked, char mark)
{
  const char *p = strchr (marked, mark);

  ck_assert_ptr_nonnull (p);
  return (guint32) g_utf8_strlen (marked, p - marked) - (mark == ']');
}

START_TEST (moves_passages)
{
  g_autofree char *before = strip (expected[_i].before);
  g_autofree char *now = NULL;
  g_autoptr (SchoTextEdit) edit = edit_string (before);
  g_autoptr (GString) marked = NULL;
  guint32 start, end;

  for (guint i = 0; expected[_i].actions[i].written != NULL; i++)
    act (edit, &expected[_i].actions[i]);
  now = dup_now (edit);
  marked = g_string_new (now);
  if (scho_text_edit_map (edit, find_mark (expected[_i].before, '['),
                          find_mark (expected[_i].before, ']'), &start, &end))
    {
      g_string_insert_c (marked, g_utf8_offset_to_pointer (now, end) - now, ']');
      g_string_insert_c (marked, g_utf8_offset_to_pointer (now, start) - now, '[');
    }
  ck_assert_str_eq (marked->str, expected[_i].after);
}
END_TEST

/* What is refused, and what is put right */

static const struct
{
  guint32 start, end;
  gboolean inserts;
  const char *message;
} refused[] = {
  { 6, 6, TRUE, "The text has 5 characters: position 6 is outside" },
  { G_MAXUINT32, 0, TRUE, "The text has 5 characters: position 4294967295 is outside" },
  { 0, 6, FALSE, "The text has 5 characters: position 6 is outside" },
  { 3, 2, FALSE, "Position 3–2: the end is before the start" },
};

START_TEST (refuses_bad_positions)
{
  g_autoptr (SchoTextEdit) edit = edit_string ("think");
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (refused[_i].inserts)
    done = scho_text_edit_insert (edit, refused[_i].start, "x", -1, NULL, &error);
  else
    done = scho_text_edit_delete (edit, refused[_i].start, refused[_i].end, &error);
  ck_assert (!done);
  ck_assert (g_error_matches (error, SCHO_ERROR, SCHO_ERROR_RANGE));
  ck_assert_str_eq (error->message, refused[_i].message);
  ck_assert (!scho_text_edit_is_changed (edit));
  ck_assert (!scho_text_edit_can_undo (edit));
}
END_TEST

static const struct
{
  const char *bytes;
  gsize n_bytes;
  const char *clean;
} pasted[] = {
  { BYTES ("a\r\nb\rc\n"), "a\nb\nc\n" },
  { BYTES ("a\0b"), "a\xef\xbf\xbd"
                    "b" },
  { BYTES ("\xef\xbb\xbfmark"), "mark" },
  { BYTES ("\xef\xbb\xbf"), "" },
  { BYTES ("a\xff"
           "b"),
    "a\xef\xbf\xbd"
    "b" },
  { BYTES ("\xed\xa0\x80"), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
  { BYTES (""), "" },
};

START_TEST (puts_right_what_is_pasted)
{
  g_autoptr (SchoTextEdit) edit = edit_string ("");
  g_autofree char *now = NULL;
  guint32 n;

  ck_assert (
      scho_text_edit_insert (edit, 0, pasted[_i].bytes, pasted[_i].n_bytes, &n, NULL));
  now = dup_now (edit);
  ck_assert_str_eq (now, pasted[_i].clean);
  ck_assert_uint_eq (n, g_utf8_strlen (now, -1));
}
END_TEST

START_TEST (no_mark_gets_to_the_beginning)
{
  g_autoptr (SchoTextEdit) edit = edit_string ("a\ufeff\ufeff"
                                               "b");
  g_autofree char *now = NULL;

  ck_assert (scho_text_edit_delete (edit, 0, 1, NULL));
  now = dup_now (edit);
  ck_assert_str_eq (now, "b");
}
END_TEST

/* Against a plain list */

#define MOST_PASSAGES 24

typedef struct
{
  gunichar c;
  gboolean is_written, is_gone;
  guint group; /* written in the place of what has the same; 0: between two characters */
  gboolean passages[MOST_PASSAGES];
} Character;

typedef struct
{
  GArray *all; /* of Character, the gone ones too */
  guint n_groups;
} Plain;

static Character *
get_character (Plain *self, guint i)
{
  return &g_array_index (self->all, Character, i);
}

/* The place of the live character number @n, or the end. */
static guint
find_live (Plain *self, guint n)
{
  for (guint i = 0; i < self->all->len; i++)
    if (!get_character (self, i)->is_gone && n-- == 0)
      return i;
  return self->all->len;
}

static gboolean
is_replaced (Plain *self, guint group)
{
  for (guint i = 0; group != 0 && i < self->all->len; i++)
    if (get_character (self, i)->is_written && !get_character (self, i)->is_gone
        && get_character (self, i)->group == group)
      return TRUE;
  return FALSE;
}

/* One character; the rules as text-edit.h says them. */
static void
plain_write (Plain *self, guint offset, gunichar c)
{
  Character written = { .c = c, .is_written = TRUE };
  guint left = offset > 0 ? find_live (self, offset - 1) : G_MAXUINT;
  guint right = find_live (self, offset), place = right;
  gboolean replaces = FALSE;

  for (guint k = 0; k < MOST_PASSAGES; k++)
    written.passages[k] = TRUE;
  for (guint i = left == G_MAXUINT ? 0 : left + 1; i < right; i++)
    {
      Character *gone = get_character (self, i);

      if (gone->is_written || is_replaced (self, gone->group))
        continue;
      if (!replaces)
        written.group = ++self->n_groups;
      gone->group = written.group;
      replaces = TRUE;
      place = i + 1;
      for (guint k = 0; k < MOST_PASSAGES; k++)
        written.passages[k] &= gone->passages[k];
    }
  if (!replaces)
    {
      Character *l = left < self->all->len ? get_character (self, left) : NULL;
      Character *r = right < self->all->len ? get_character (self, right) : NULL;

      if (l != NULL && l->is_written)
        {
          written = *l;
          place = left + 1;
        }
      else if (r != NULL && r->is_written)
        written = *r;
      else
        for (guint k = 0; k < MOST_PASSAGES; k++)
          written.passages[k]
              = l != NULL && r != NULL && l->passages[k] && r->passages[k];
      written.c = c;
    }
  g_array_insert_val (self->all, place, written);
}

static void
plain_delete (Plain *self, guint start, guint end)
{
  for (guint n = start; n < end; n++)
    get_character (self, find_live (self, start))->is_gone = TRUE;
}

static char *
plain_dup (Plain *self)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < self->all->len; i++)
    if (!get_character (self, i)->is_gone)
      g_string_append_unichar (string, get_character (self, i)->c);
  return g_string_free (string, FALSE);
}

/* %FALSE: lost. */
static gboolean
plain_find (Plain *self, guint passage, guint32 *start, guint32 *end, guint32 seed)
{
  guint32 n = 0;
  gboolean found = FALSE;

  for (guint i = 0; i < self->all->len; i++)
    {
      const Character *c = get_character (self, i);

      if (c->is_gone)
        continue;
      if (c->passages[passage])
        {
          ck_assert_seed (!found || *end == n, seed); /* in one piece */
          if (!found)
            *start = n;
          *end = n + 1;
          found = TRUE;
        }
      n++;
    }
  return found;
}

typedef struct
{
  guint32 seed;
  GRand *rand;
  guint32 limits[MOST_PASSAGES][2];
  Plain plain;
  SchoTextEdit *edit;
} Case;

static void
case_begin (Case *self)
{
  g_autofree char *string = NULL;
  guint32 length;

  self->seed = get_test_seed ();
  self->rand = g_rand_new_with_seed (self->seed);
  length = g_rand_int_range (self->rand, 2, 60);
  string = random_string (self->rand, length);
  self->edit = edit_string (string);
  self->plain.all = g_array_new (FALSE, TRUE, sizeof (Character));
  for (guint i = 0; i < length; i++)
    plain_write (&self->plain, i, g_utf8_get_char (g_utf8_offset_to_pointer (string, i)));
  for (guint k = 0; k < MOST_PASSAGES; k++)
    {
      self->limits[k][0] = g_rand_int_range (self->rand, 0, length);
      self->limits[k][1] = g_rand_int_range (self->rand, self->limits[k][0], length) + 1;
    }
  for (guint i = 0; i < length; i++)
    {
      Character *c = get_character (&self->plain, i);

      c->is_written = FALSE;
      c->group = 0;
      for (guint k = 0; k < MOST_PASSAGES; k++)
        c->passages[k] = i >= self->limits[k][0] && i < self->limits[k][1];
    }
}

static void
case_end (Case *self)
{
  g_array_unref (self->plain.all);
  g_rand_free (self->rand);
  scho_text_edit_free (self->edit);
}

/* Often at the same place, as people do. */
static void
case_act (Case *self)
{
  guint32 length = scho_text_edit_get_length (self->edit);
  guint32 at = g_rand_int_range (self->rand, 0, (gint32) length + 1);
  int kind = g_rand_int_range (self->rand, 0, 5);

  if (kind < 3)
    {
      guint32 end = at + (guint32) g_rand_int_range (self->rand, 0, 6);

      end = MIN (end, length);
      ck_assert (scho_text_edit_delete (self->edit, at, end, NULL));
      plain_delete (&self->plain, at, end);
    }
  if (kind > 1)
    {
      guint n = g_rand_int_range (self->rand, 0, 4);
      g_autofree char *string = random_string (self->rand, n);

      ck_assert (scho_text_edit_insert (self->edit, at, string, -1, NULL, NULL));
      for (guint i = 0; i < n; i++)
        plain_write (&self->plain, at + i,
                     g_utf8_get_char (g_utf8_offset_to_pointer (string, i)));
    }
}

static void
case_check (Case *self)
{
  g_autofree char *now = dup_now (self->edit);
  g_autofree char *plain = plain_dup (&self->plain);

  ck_assert_seed (strcmp (now, plain) == 0, self->seed);
  for (guint k = 0; k < MOST_PASSAGES; k++)
    {
      guint32 start = 0, end = 0, plain_start = 0, plain_end = 0;
      gboolean left = scho_text_edit_map (self->edit, self->limits[k][0],
                                          self->limits[k][1], &start, &end);

      ck_assert_seed (
          left == plain_find (&self->plain, k, &plain_start, &plain_end, self->seed),
          self->seed);
      ck_assert_seed (!left || (start == plain_start && end == plain_end), self->seed);
    }
}

START_TEST (is_as_a_plain_list)
{
  Case self = { 0 };

  case_begin (&self);
  for (guint i = g_rand_int_range (self.rand, 1, 30); i > 0; i--)
    {
      case_act (&self);
      case_check (&self);
    }
  case_end (&self);
}
END_TEST

/* Text and all passages. */
static char *
case_dump (Case *self)
{
  g_autofree char *now = dup_now (self->edit);
  GString *dump = g_string_new (now);

  for (guint k = 0; k < MOST_PASSAGES; k++)
    {
      guint32 start = 0, end = 0;

      scho_text_edit_map (self->edit, self->limits[k][0], self->limits[k][1], &start,
                          &end);
      g_string_append_printf (dump, " %u-%u", start, end);
    }
  return g_string_free (dump, FALSE);
}

/* What whoever shows the text is told makes the same of what he shows. */
static void
follow (guint32 start, guint32 end, const char *utf8, gpointer data)
{
  GString *shown = data;
  gsize first = g_utf8_offset_to_pointer (shown->str, start) - shown->str;
  gsize after = g_utf8_offset_to_pointer (shown->str, end) - shown->str;

  g_string_erase (shown, first, after - first);
  g_string_insert (shown, first, utf8);
}

START_TEST (undoes_exactly)
{
  Case self = { 0 };
  g_autoptr (GPtrArray) dumps = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) shown = NULL;
  g_autofree char *now = NULL, *again = NULL, *last = NULL;
  guint at;

  case_begin (&self);
  g_ptr_array_add (dumps, case_dump (&self));
  for (guint i = g_rand_int_range (self.rand, 1, 30); i > 0; i--)
    {
      scho_text_edit_begin (self.edit);
      case_act (&self);
      scho_text_edit_end (self.edit);
      g_ptr_array_add (dumps, case_dump (&self));
    }
  last = case_dump (&self);
  now = dup_now (self.edit);
  shown = g_string_new (now);

  /* Several may be undone at once, but never a part of one. */
  at = dumps->len - 1;
  while (scho_text_edit_can_undo (self.edit))
    {
      g_autofree char *dump = NULL, *text = NULL;

      scho_text_edit_undo (self.edit, follow, shown);
      dump = case_dump (&self);
      text = dup_now (self.edit);
      ck_assert_seed (strcmp (text, shown->str) == 0, self.seed);
      while (strcmp (dump, dumps->pdata[at]) != 0)
        ck_assert_seed (at-- > 0, self.seed);
    }
  again = case_dump (&self);
  ck_assert_seed (strcmp (again, dumps->pdata[0]) == 0, self.seed);
  ck_assert_seed (!scho_text_edit_is_changed (self.edit), self.seed);
  while (scho_text_edit_can_redo (self.edit))
    scho_text_edit_redo (self.edit, follow, shown);
  g_free (again);
  again = case_dump (&self);
  ck_assert_seed (strcmp (again, last) == 0, self.seed);
  case_end (&self);
}
END_TEST

/* Another edit of the same text that was handed what was saved, and a copy. */
START_TEST (restores_what_was_saved)
{
  Case self = { 0 };
  g_autoptr (GVariant) saved = NULL;
  g_autoptr (SchoTextEdit) restored = NULL, copy = NULL;
  g_autoptr (GString) shown = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *now = NULL, *dump = NULL;
  SchoTextEdit *edits[2], *real;

  case_begin (&self);
  for (guint i = g_rand_int_range (self.rand, 0, 30); i > 0; i--)
    case_act (&self);
  now = dup_now (self.edit);
  dump = case_dump (&self);
  saved = g_variant_ref_sink (scho_text_edit_save (self.edit));
  shown = g_string_new (scho_text_get_utf8 (scho_text_edit_get_before (self.edit), NULL));
  restored = scho_text_edit_new (scho_text_edit_get_before (self.edit));
  ck_assert_seed (scho_text_edit_restore (restored, saved, follow, shown, &error),
                  self.seed);
  ck_assert_seed (strcmp (shown->str, now) == 0, self.seed);
  copy = scho_text_edit_copy (self.edit);
  edits[0] = restored;
  edits[1] = copy;
  real = self.edit;
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autofree char *again = NULL;

      self.edit = edits[i];
      again = case_dump (&self);
      ck_assert_seed (strcmp (again, dump) == 0, self.seed);
    }
  self.edit = real;
  ck_assert_uint_le (count_undos (restored), 1);
  ck_assert_seed (!scho_text_edit_is_changed (restored), self.seed);
  ck_assert_uint_eq (count_undos (copy), 0);
  case_end (&self);
}
END_TEST

/* Of “I think so”. */
static const char *const not_saved[] = {
  "[(uint32 0, uint32 11, '')]",                   /* too long */
  "[(5, 3, '')]",                                  /* reversed */
  "[(0, 6, ''), (4, 10, '')]",                     /* twice */
  "[(6, 10, ''), (0, 4, '')]",                     /* out of order */
  "[(0, 4, ''), (3, 3, 'x'), (4, 10, '')]",        /* in what was kept */
  "[(0, 4, ''), (4, 6, 'x'), (5, 10, '')]",        /* the same */
  "[(0, 4, ''), (4, 4, 'a\\r\\nb'), (4, 10, '')]", /* not as it is typed */
  "[(0, 4, ''), (4, 4, ''), (4, 10, '')]",         /* nothing */
  "[(uint32 4000000000, uint32 4000000000, 'x')]", /* far away */
};

START_TEST (refuses_what_was_not_saved)
{
  g_autoptr (SchoTextEdit) edit = edit_string ("I think so");
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) saved
      = g_variant_parse (G_VARIANT_TYPE ("a(uus)"), not_saved[_i], NULL, NULL, &error);

  ck_assert_msg (saved != NULL, "%s", error != NULL ? error->message : "");
  ck_assert (!scho_text_edit_restore (edit, saved, NULL, NULL, &error));
  ck_assert_str_eq (error->message,
                    "What was kept of the correction does not fit the text");
  ck_assert (!scho_text_edit_is_changed (edit));
  ck_assert (!scho_text_edit_can_undo (edit));
}
END_TEST

START_TEST (joins_what_is_typed)
{
  static const char words[] = "two words";
  g_autoptr (SchoTextEdit) edit = edit_string ("");

  for (guint i = 0; i < strlen (words); i++)
    scho_text_edit_insert (edit, i, words + i, 1, NULL, NULL);
  ck_assert_uint_eq (count_undos (edit), 2);

  scho_text_edit_insert (edit, 0, words, -1, NULL, NULL);
  for (guint i = strlen (words); i > 0; i--)
    scho_text_edit_delete (edit, i - 1, i, NULL);
  ck_assert_uint_eq (count_undos (edit), 2);

  /* A word typed over a selected one. */
  scho_text_edit_insert (edit, 0, words, -1, NULL, NULL);
  scho_text_edit_begin (edit);
  scho_text_edit_delete (edit, 0, 3, NULL);
  scho_text_edit_insert (edit, 0, "f", -1, NULL, NULL);
  scho_text_edit_end (edit);
  scho_text_edit_insert (edit, 1, "e", -1, NULL, NULL);
  scho_text_edit_insert (edit, 2, "w", -1, NULL, NULL);
  ck_assert_uint_eq (count_undos (edit), 2);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("text-edit");
  TCase *tc = tcase_create ("edit");

  tcase_add_loop_test (tc, moves_passages, 0, G_N_ELEMENTS (expected));
  tcase_add_loop_test (tc, refuses_bad_positions, 0, G_N_ELEMENTS (refused));
  tcase_add_loop_test (tc, puts_right_what_is_pasted, 0, G_N_ELEMENTS (pasted));
  tcase_add_test (tc, no_mark_gets_to_the_beginning);
  tcase_add_loop_test (tc, is_as_a_plain_list, 0, 300);
  tcase_add_loop_test (tc, undoes_exactly, 0, 200);
  tcase_add_loop_test (tc, restores_what_was_saved, 0, 300);
  tcase_add_loop_test (tc, refuses_what_was_not_saved, 0, G_N_ELEMENTS (not_saved));
  tcase_add_test (tc, joins_what_is_typed);
  tcase_set_timeout (tc, 30);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
