#include "tei-project.h"

#include <string.h>

#include <check.h>

#define N_STRETCHES 24

/* Characters that have bitten somebody. */
static const char *const bits[] = {
  "a",          "b",          "Z",        " ",      "  ",
  "\t",         "\n",         "\n\n",     "é",      "e\u0301",
  "\u0308",     "ß",          "漢",       "😀",      "👩‍👩‍👧",
  "\U0001F1E9", "שלום",       "\u202e",   "\u200f", "العربية",
  "\x01",       "\x1b",       "\x0b",     "\x0c",   "\uffff",
  "\ufffe",     "\ufffd",     "\xc2\x85", "\u2028", "\u00a0",
  "\x7f",       "\U0010ffff", "<",        ">",      "&",
  "\"",         "'",          "]]>",      "&amp;",  "\\{1b}",
  "\\",         "#",          "\xc2\x9f", "--",     "&#38;",
  "\ufeff",     "{",          "<p>",
};

static const char *const names[] = {
  "victim-blaming",
  "Victim-Blaming",
  "VICTIM BLAMING",
  "1st",
  "a:b",
  "😀😀",
  "שלום",
  "...",
  "-",
  "xml",
  "xmlid",
  "d1",
  "project",
  "codes",
  "a b\\c/d",
  "&<>\"'",
  "Ünïcödé",
  "\uffff x",
  "漢字",
  "a.2",
  "unnamed",
  "code.a",
  "é",
  "e\u0301",
};

static char *
random_words (GRand *rand, guint most)
{
  GString *words = g_string_new (NULL);

  for (guint n = g_rand_int_range (rand, 0, most + 1); n > 0; n--)
    if (g_rand_int_range (rand, 0, 3) == 0)
      g_string_append (words, bits[g_rand_int_range (rand, 0, G_N_ELEMENTS (bits))]);
    else
      g_string_append_c (words, "the quick brown fox"[g_rand_int_range (rand, 0, 19)]);
  return g_string_free (words, FALSE);
}

static char *
random_memo (GRand *rand)
{
  return g_rand_boolean (rand) ? random_words (rand, 40) : NULL;
}

/* Unique by its number, now and then very long. */
static char *
random_name (GRand *rand, guint number)
{
  GString *name = g_string_new (names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))]);

  if (g_rand_int_range (rand, 0, 10) == 0)
    while (name->len < 300)
      g_string_append (name, "long ");
  /* Half of them differ only in what no xml:id can show. */
  if (g_rand_boolean (rand))
    g_string_append_printf (name, " %u", number);
  else
    g_string_append_unichar (name, 0x4e00 + number);
  return g_string_free (name, FALSE);
}

static SchoUuid
random_uuid (GRand *rand)
{
  /* The time is the seed's, too. */
  SchoUuid uuid = scho_uuid_new_at (g_rand_double_range (rand, 0, 4e12));

  for (guint i = 9; i < 16; i++)
    uuid.bytes[i] = g_rand_int (rand);
  if (g_rand_int_range (rand, 0, 10) == 0) /* of another program */
    uuid.bytes[6] = 0x40 | (uuid.bytes[6] & 0xf);
  return uuid;
}

static void
add_codes (SchoStep *step, GRand *rand, GArray *ids)
{
  for (guint i = 0, n = g_rand_int_range (rand, 0, 13); i < n; i++)
    {
      g_autofree char *name = random_name (rand, i);
      g_autofree char *definition = random_memo (rand);
      g_autofree char *use_when = random_memo (rand);
      g_autofree char *use_not = random_memo (rand);
      g_autofree char *memo = random_memo (rand);
      guint above = g_rand_int_range (rand, 0, ids->len + 1);
      SchoCode code = {
        .uuid = random_uuid (rand),
        .parent = above == 0 ? 0 : g_array_index (ids, guint32, above - 1),
        .position = g_rand_int_range (rand, -3, 4),
        .colour = g_rand_int (rand) & 0xffffff,
        .key = i < 9 && g_rand_boolean (rand) ? i + 1 : 0,
        .blurred = g_rand_int_range (rand, 0, 4) == 0,
        .name = name,
        .definition = definition,
        .use_when = use_when,
        .use_not = use_not,
        .memo = memo,
        .pseudonym = i % 5 == 4 ? "P 😀 \"1\"" : NULL,
      };
      guint32 id = scho_step_add_code (step, &code);

      g_array_append_val (ids, id);
    }
}

static void
add_coders (SchoStep *step, GRand *rand, GArray *ids)
{
  for (guint i = 0, n = g_rand_int_range (rand, 0, 5); i < n; i++)
    {
      g_autofree char *name = random_name (rand, i);
      static const char *const asked[]
          = { NULL, "", SCHO_ASKED_ALL, "01a216b7-1cc8-7783-81c3-e9ca624376f5" };
      guint32 id = scho_step_add_coder (
          step, &(SchoCoder){ .uuid = random_uuid (rand),
                              .name = name,
                              .asked = asked[g_rand_int_range (rand, 0, 4)] });

      g_array_append_val (ids, id);
    }
}

/* A row and a cell for each line of the whole text; as many as there is room for. */
static guint
add_table (GRand *rand, SchoText *text, SchoStretch *stretches, guint n)
{
  guint32 n_lines = scho_text_get_n_lines (text);

  if (n + 3 > N_STRETCHES)
    return n;
  stretches[n++] = (SchoStretch){ 0, scho_text_get_length (text), SCHO_STRETCH_TABLE };
  for (guint32 line = 0; line < n_lines && n + 2 <= N_STRETCHES; line++)
    {
      guint32 start = scho_text_line_to_offset (text, line);
      guint32 end = scho_text_line_to_offset (text, line + 1);

      stretches[n++] = (SchoStretch){ start, end, SCHO_STRETCH_TABLE_ROW,
                                      g_rand_int_range (rand, 0, 2) };
      stretches[n++] = (SchoStretch){ start, end, SCHO_STRETCH_TABLE_CELL, 1 };
    }
  return n;
}

/* Some stretches that are whole lines, as importers make them, some that are anything. */
static SchoText *
random_text (GRand *rand)
{
  char *words = random_words (rand, g_rand_boolean (rand) ? 400 : 5);
  gsize n_bytes = strlen (words);
  g_autoptr (SchoText) bare = NULL;
  guint32 n_lines, length;
  SchoStretch stretches[N_STRETCHES];
  guint n = g_rand_int_range (rand, 0, G_N_ELEMENTS (stretches));

  /* No text of ours begins with a mark. */
  words = scho_text_normalise (words, &n_bytes, NULL, NULL);
  bare = scho_text_new (words, NULL);
  n_lines = scho_text_get_n_lines (bare);
  length = scho_text_get_length (bare);
  for (guint i = 0; i < n; i++)
    {
      guint32 line = g_rand_int_range (rand, 0, n_lines);

      stretches[i].label = g_rand_boolean (rand) ? "Spéaker \"1\" \\{1b} \uffff" : NULL;
      stretches[i].level = g_rand_int_range (rand, 0, 9);
      stretches[i].kind = g_rand_int_range (rand, 0, SCHO_STRETCH_LAST + 1);
      stretches[i].start = scho_text_line_to_offset (bare, line);
      stretches[i].end = scho_text_line_to_offset (
          bare, line + (g_rand_boolean (rand) ? 1 : g_rand_int_range (rand, 0, 5)));
      if (stretches[i].end > stretches[i].start && g_rand_boolean (rand))
        stretches[i].end--; /* the line feed, but for the last line */
      if (g_rand_int_range (rand, 0, 4) == 0 && length > 0)
        {
          stretches[i].start = g_rand_int_range (rand, 0, length);
          stretches[i].end = g_rand_int_range (rand, stretches[i].start, length + 1);
        }
    }
  if (g_rand_boolean (rand))
    n = add_table (rand, bare, stretches, n);
  return scho_text_new_take (words, n_bytes, stretches, n, NULL);
}

static guint32
add_document (SchoStep *step, GRand *rand, guint number, SchoText *text)
{
  g_autofree char *title = random_name (rand, number);
  g_autofree char *source = random_memo (rand);
  g_autofree char *memo = random_memo (rand);
  g_autofree char *value = random_words (rand, 10);
  SchoAttribute attributes[] = {
    { "speaker \"x\"\uffff", value, SCHO_ATTRIBUTE_TEXT },
    { "age", "7.5", SCHO_ATTRIBUTE_NUMBER },
    { "date", "2018-01-14", SCHO_ATTRIBUTE_DATE },
    { "consent", "yes", SCHO_ATTRIBUTE_YES_NO },
  };
  static const char *const languages[] = { NULL, "en", "de-CH", "not a language\n\\" };
  SchoDocument document = {
    .uuid = random_uuid (rand),
    .title = title,
    .source = source,
    .language = languages[g_rand_int_range (rand, 0, G_N_ELEMENTS (languages))],
    .memo = memo,
    .encoding = g_rand_boolean (rand) ? "WINDOWS-1252" : NULL,
    .line_ends = g_rand_int_range (rand, 0, SCHO_LINE_ENDS_LAST + 1),
    .byte_order_mark = g_rand_boolean (rand),
    .attributes = attributes,
    .n_attributes = g_rand_int_range (rand, 0, G_N_ELEMENTS (attributes) + 1),
  };

  return scho_step_add_document (step, &document, text);
}

/* Whole text, one character, touching, nested, equal, or anything. */
static void
random_range (GRand *rand, guint32 length, guint32 *start, guint32 *end)
{
  guint32 a = g_rand_int_range (rand, 0, length);
  guint32 b = g_rand_int_range (rand, 0, length);

  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
      *start = 0;
      *end = length;
      break;
    case 1:
      *start = a;
      *end = a + 1;
      break;
    case 2: /* touching or equal: the last one still stands in them */
      if (*end < length)
        {
          *start = *end;
          *end = length;
        }
      break;
    case 3: /* nested in the last one */
      if (*end - *start > 2)
        {
          ++*start;
          --*end;
        }
      break;
    case 4: /* equal to it */
      break;
    default:
      *start = MIN (a, b);
      *end = MAX (a, b) + 1;
    }
}

static void
add_codings (SchoStep *step,
             GRand *rand,
             guint32 document,
             guint32 length,
             GArray *codes,
             GArray *coders)
{
  guint32 start = 0, end = MIN (length, 3);

  if (length == 0 || codes->len == 0 || coders->len == 0)
    return;
  for (guint n = g_rand_int_range (rand, 0, 25); n > 0; n--)
    {
      g_autofree char *memo = random_memo (rand);
      SchoAnnotation annotation = {
        .uuid = random_uuid (rand),
        .document = document,
        .code = g_array_index (codes, guint32, g_rand_int_range (rand, 0, codes->len)),
        .coder = g_array_index (coders, guint32, g_rand_int_range (rand, 0, coders->len)),
        .weight
        = g_rand_boolean (rand) ? SCHO_NO_WEIGHT : g_rand_int_range (rand, 0, 101),
        .flags = g_rand_int_range (rand, 0, 4) == 0 ? SCHO_ANNOTATION_EXAMPLE : 0,
        .memo = memo,
      };

      random_range (rand, length, &start, &end);
      annotation.start = start;
      annotation.end = end;
      scho_step_add_annotation (step, &annotation);
    }
}

/* Saved queries, and links between anything that has a UUID. */
static void
add_attachments (SchoStep *step, GRand *rand, GArray *uuids)
{
  for (guint n = g_rand_int_range (rand, 0, 6); n > 0 && uuids->len > 0; n--)
    {
      static const char *const types[] = { "contradicts", "is a \"reply\" to", "…", "" };
      char from[SCHO_UUID_STRING_LENGTH + 1], to[SCHO_UUID_STRING_LENGTH + 1];
      const char *type = types[g_rand_int_range (rand, 0, G_N_ELEMENTS (types))];
      g_autofree char *escaped = g_strescape (type, "…\xe2\x80\xa6");
      g_autofree char *json = NULL;
      gboolean is_link = g_rand_boolean (rand);

      scho_uuid_format (
          &g_array_index (uuids, SchoUuid, g_rand_int_range (rand, 0, uuids->len)), from);
      scho_uuid_format (
          &g_array_index (uuids, SchoUuid, g_rand_int_range (rand, 0, uuids->len)), to);
      json = g_strdup_printf ("{\"from\":\"%s\",\"to\":\"%s\",\"type\":\"%s\"}", from, to,
                              escaped);
      scho_step_add_attachment (
          step,
          &(SchoAttachment){ .uuid = random_uuid (rand),
                             .kind
                             = is_link ? SCHO_ATTACHMENT_LINK : SCHO_ATTACHMENT_QUERY,
                             .name = type,
                             .text = is_link ? json : "coder:asha \uffff\n" },
          NULL);
    }
}

void
tei_project_fill (TeiProject *self, guint32 seed)
{
  GRand *rand = g_rand_new_with_seed (seed);
  g_autoptr (SchoStep) step = scho_step_new (tei_project_get_snapshot (self), "Random");
  g_autoptr (GArray) codes = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) coders = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) uuids = g_array_new (FALSE, FALSE, sizeof (SchoUuid));
  g_autofree char *title = random_words (rand, 10);
  g_autofree char *memo = random_memo (rand);
  GError *error = NULL;

  scho_step_replace_info (
      step,
      &(SchoProjectInfo){ .uuid = random_uuid (rand), .title = title, .memo = memo });
  add_codes (step, rand, codes);
  add_coders (step, rand, coders);
  for (guint i = 0, n = g_rand_int_range (rand, 0, 5); i < n; i++)
    {
      g_autoptr (SchoText) text = random_text (rand);
      guint32 id = add_document (step, rand, i, text);

      add_codings (step, rand, id, scho_text_get_length (text), codes, coders);
      g_array_append_val (uuids, scho_step_get_document (step, id)->uuid);
    }
  for (guint i = 0; i < codes->len; i++)
    g_array_append_val (
        uuids, scho_step_get_code (step, g_array_index (codes, guint32, i))->uuid);
  for (gsize i = 0; i < scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION); i++)
    g_array_append_val (uuids, ((const SchoAnnotation *) scho_step_get_change (
                                    step, SCHO_NOUN_ANNOTATION, i)
                                    .after)
                                   ->uuid);
  add_attachments (step, rand, uuids);
  scho_project_apply (self->project, step, &error);
  g_assert_no_error (error);
  g_rand_free (rand);
}
