#include "coded-project.h"

#include <check.h>
#include <string.h>

#define ANY (-1)

static const CodedLine interview[] = {
  { "Interview & notes", SCHO_STRETCH_HEADING, 1, NULL },
  { "", ANY, 0, NULL },
  { "We sat in the kitchen.\nIt was “cold” <very>.", SCHO_STRETCH_PARAGRAPH, 0, NULL },
  { "What we saw", SCHO_STRETCH_HEADING, 2, NULL },
  { "1. one thing", SCHO_STRETCH_LIST_ITEM, 1, "1." },
  { "a smaller thing", SCHO_STRETCH_LIST_ITEM, 2, NULL },
  { "2. the last thing", SCHO_STRETCH_LIST_ITEM, 1, "2." },
  { "", ANY, 0, NULL },
  { "Ana: Did you tell anybody?", SCHO_STRETCH_SPEAKER_TURN, 0, "Ana" },
  { "Ben: No. I thought it was my fault.", SCHO_STRETCH_SPEAKER_TURN, 0, "Ben" },
  { "Rain on the roof", SCHO_STRETCH_VERSE, 0, NULL },
  { "and nobody home", SCHO_STRETCH_VERSE, 0, NULL },
  { "", ANY, 0, NULL },
  { "[1] A note at the end.", SCHO_STRETCH_NOTE, 0, "1" },
};

static const CodedLine hebrew[] = {
  { "שלום לכולם. זה היה יום ארוך.", ANY, 0, NULL },
  { "אמרתי לה “OK”.", ANY, 0, NULL },
};

static void
add_line (GString *utf8, GArray *stretches, const CodedLine *line)
{
  guint32 start = (guint32) g_utf8_strlen (utf8->str, -1);
  SchoStretch stretch
      = { start, start + (guint32) g_utf8_strlen (line->words, -1), 0, 0, line->label };

  stretch.kind = (guint16) line->kind;
  stretch.level = (guint16) line->level;
  g_string_append (utf8, line->words);
  if (line->kind != ANY)
    g_array_append_val (stretches, stretch);
}

static SchoText *
make_text (const CodedLine *lines, guint n, const SchoStretch *more, guint n_more)
{
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (SchoStretch));
  GString *utf8 = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  SchoText *text;
  gsize n_bytes;

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (utf8, '\n');
      add_line (utf8, stretches, &lines[i]);
    }
  g_array_append_vals (stretches, more, n_more);
  n_bytes = utf8->len;
  text = scho_text_new_take (g_string_free (utf8, FALSE), n_bytes,
                             (SchoStretch *) stretches->data, stretches->len, &error);
  ck_assert_msg (text != NULL, "%s", error ? error->message : "");
  return text;
}

/* A day in 2024, and so many seconds later. */
static SchoUuid
make_uuid (guint number)
{
  SchoUuid uuid = scho_uuid_new_at (1714564800000 + number * 1000);

  memset (uuid.bytes + 8, 0x80, 8);
  uuid.bytes[6] = 0x70;
  uuid.bytes[7] = (guint8) number;
  return uuid;
}

typedef struct
{
  guint document;
  const char *from, *to; /* the first such words, up to the end of those */
  guint code, coder;
  const char *memo;
  gint16 weight;
  guint16 flags;
} Passage;

static void
add_passage (SchoStep *step, SchoText *text, const Passage *passage, guint number)
{
  gsize n_bytes;
  const char *utf8 = scho_text_get_utf8 (text, &n_bytes);
  const char *from = strstr (utf8, passage->from), *to;
  SchoAnnotation annotation
      = { .document = passage->document, .code = passage->code, .coder = passage->coder };

  ck_assert_msg (from != NULL, "%s", passage->from);
  to = strstr (from, passage->to);
  ck_assert_msg (to != NULL, "%s", passage->to);
  annotation.uuid = make_uuid (number);
  annotation.start = scho_text_byte_to_offset (text, (gsize) (from - utf8));
  annotation.end
      = scho_text_byte_to_offset (text, (gsize) (to - utf8) + strlen (passage->to));
  annotation.memo = passage->memo;
  annotation.weight = passage->weight;
  annotation.flags = passage->flags;
  scho_step_add_annotation (step, &annotation);
}

static void
add_codes (SchoStep *step)
{
  guint32 silence;

  scho_step_add_code (step, &(SchoCode){ .uuid = make_uuid (200),
                                         .name = "shame",
                                         .colour = 0xc01c28,
                                         .definition = "Speaks of shame & <blame>",
                                         .use_when = "It is named.\nOr shown.",
                                         .use_not = "It is ours only.",
                                         .memo = "Split *later*?" });
  silence = scho_step_add_code (
      step,
      &(SchoCode){ .uuid = make_uuid (201), .name = "silence", .colour = 0x1c71d8 });
  scho_step_add_code (step, &(SchoCode){ .uuid = make_uuid (202),
                                         .name = "telling/asking",
                                         .colour = 0x1c71d8,
                                         .parent = silence,
                                         .definition = "Somebody was told" });
  scho_step_add_code (step, &(SchoCode){ .uuid = make_uuid (203),
                                         .name = "hurt",
                                         .colour = 0x2ec27e,
                                         .blurred = TRUE });
}

void
coded_project_fill (Fixture *self)
{
  static const SchoStretch more[] = {
    { 43, 43, SCHO_STRETCH_PAGE, 0, "2" },
    { 46, 50, SCHO_STRETCH_TIME_CODE, 0, "00:00:07" },
  };
  static const Passage passages[] = {
    { 1, "We sat", "one thing", 1, 1, "Crosses <all> & more", 80, 0 },
    { 1, "kitchen", "“cold”", 2, 2, NULL, SCHO_NO_WEIGHT, 0 },
    { 1, "thing", "Did you", 3, 2, "First line\n*second* line", SCHO_NO_WEIGHT,
      SCHO_ANNOTATION_EXAMPLE },
    { 1, "my fault", "Rain", 4, 1, NULL, SCHO_NO_WEIGHT, 0 },
    { 1, "A note", "note", 1, 2, NULL, SCHO_NO_WEIGHT, 0 },
    { 2, "לכולם", "אמרתי", 2, 1, NULL, SCHO_NO_WEIGHT, 0 },
  };
  const SchoAttribute attribute = { "place", "a kitchen", SCHO_ATTRIBUTE_TEXT };
  g_autoptr (SchoStep) step = scho_step_new (fixture_snapshot (self), "project");
  g_autoptr (SchoText) first
      = make_text (interview, G_N_ELEMENTS (interview), more, G_N_ELEMENTS (more));
  g_autoptr (SchoText) second = make_text (hebrew, G_N_ELEMENTS (hebrew), NULL, 0);

  scho_step_add_document (step,
                          &(SchoDocument){ .title = "Interview 1.txt",
                                           .source = "Tape <3>",
                                           .language = "en",
                                           .memo = "Loud *street*",
                                           .attributes = &attribute,
                                           .n_attributes = 1 },
                          first);
  scho_step_add_document (step, &(SchoDocument){ .title = "Hebrew", .language = "he" },
                          second);
  add_codes (step);
  scho_step_ensure_coder (step, "Ana");
  scho_step_ensure_coder (step, "Ben & Co");
  for (guint i = 0; i < G_N_ELEMENTS (passages); i++)
    add_passage (step, passages[i].document == 1 ? first : second, &passages[i], i);
  fixture_apply (self, step);
}

/* By chance */

static const char *
pick (GRand *random, const char *const *of, guint n)
{
  return of[g_rand_int_range (random, 0, (gint32) n)];
}

static char *
make_words (GRand *random)
{
  static const char *const words[]
      = { "the",      "*dream*",   "of",     "a_b_c", "<b>",     "&amp;",
          "“quoted”", "\"plain\"", "שלום",   "दिन",   "没有",    "1.",
          "#tag",     "a|b",       "`code`", "\\n",   "e\u0301", "👩‍👩‍👧",
          "-",        "[1]" };
  GString *line = g_string_new (NULL);
  guint n = (guint) g_rand_int_range (random, 1, 9);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (line, "%s%s",
                            i == 0                            ? ""
                            : g_rand_int_range (random, 0, 9) ? " "
                                                              : "  ",
                            pick (random, words, G_N_ELEMENTS (words)));
  return g_string_free (line, FALSE);
}

static SchoText *
make_random_text (GRand *random)
{
  static const int kinds[] = { ANY,
                               ANY,
                               SCHO_STRETCH_HEADING,
                               SCHO_STRETCH_LIST_ITEM,
                               SCHO_STRETCH_LIST_ITEM,
                               SCHO_STRETCH_SPEAKER_TURN,
                               SCHO_STRETCH_PARAGRAPH };
  guint n = (guint) g_rand_int_range (random, 1, 20);
  g_autofree CodedLine *lines = g_new0 (CodedLine, n);
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  gboolean was_empty = TRUE;

  for (guint i = 0; i < n; i++)
    {
      char *words = make_words (random);
      gboolean is_empty = !was_empty && i + 1 < n && g_rand_int_range (random, 0, 4) == 0;

      lines[i].kind = kinds[g_rand_int_range (random, 0, G_N_ELEMENTS (kinds))];
      lines[i].level = (guint) g_rand_int_range (random, 1, 4);
      if (lines[i].kind == SCHO_STRETCH_PARAGRAPH)
        {
          char *second = make_words (random);
          char *both = g_strconcat (words, "\n", second, NULL);

          g_free (words);
          g_free (second);
          words = both;
        }
      g_ptr_array_add (strings, words);
      lines[i].words = is_empty ? "" : words;
      if (is_empty)
        lines[i].kind = ANY;
      was_empty = is_empty;
    }
  return make_text (lines, n, NULL, 0);
}

static void
add_random_passages (SchoStep *step, GRand *random, SchoText *text, guint32 document)
{
  static const char *const memos[]
      = { NULL, NULL, "a memo", "two\nlines", "with: colon & <sign>" };
  guint32 length = scho_text_get_length (text);
  guint n = (guint) g_rand_int_range (random, 0, 12);

  for (guint i = 0; i < n; i++)
    {
      SchoAnnotation annotation = { .document = document, .weight = SCHO_NO_WEIGHT };

      annotation.start = (guint32) g_rand_int_range (random, 0, (gint32) length);
      annotation.end = annotation.start + 1
                       + (guint32) g_rand_int_range (
                           random, 0, (gint32) (length - annotation.start));
      annotation.code = (guint32) g_rand_int_range (random, 1, 5);
      annotation.coder = (guint32) g_rand_int_range (random, 1, 3);
      annotation.memo = pick (random, memos, G_N_ELEMENTS (memos));
      annotation.uuid = make_uuid (i + 100 * document);
      scho_step_add_annotation (step, &annotation);
    }
}

void
coded_project_fill_random (Fixture *self, guint seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (SchoStep) step = scho_step_new (fixture_snapshot (self), "random");

  add_codes (step);
  scho_step_ensure_coder (step, "Ana");
  scho_step_ensure_coder (step, "Ben & Co");
  for (guint i = 1; i <= 2; i++)
    {
      g_autofree char *title = g_strdup_printf ("d%u", i);
      g_autoptr (SchoText) text = make_random_text (random);

      scho_step_add_document (step, &(SchoDocument){ .title = title }, text);
      add_random_passages (step, random, text, i);
    }
  fixture_apply (self, step);
}
