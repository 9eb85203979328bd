#include "random-world.h"

#include <string.h>

#define MAX_CODES 12

static const char *const words[] = {
  "she",
  "said",
  "“never”",
  "🙂",
  "👩‍👩‍👧",
  "e\xcc\x81t\xc3\xa9",
  "<b>",
  "&amp;",
  "a\\b",
  "\"x\"",
  "tab\there",
  "𝒜lpha",
  "不可以",
  "[1]",
  "a|b_c",
  "->",
  "100%",
  "it's",
  "שלום",
  "=1+1",
  "-2",
  "@x",
  "x, y; z",
  "two  spaces",
  "don't go",
  "…",
  "#1",
  "]]>",
  "Graz:",
  "1. one",
};

/* At the ends of lines and texts, and between words: what programs like to tidy up. */
static const char *const spaces[] = {
  "",       "",       "",        "",       " ",      "  ",     "\t",
  " \t ",   "\n",     "\n\n",    "\n\n\n", " \n",    "\n ",    "\n \n",
  "\t\n",   "\u00a0", "\u00a0 ", "\u202f", "\u2003", "\u3000", "\u2028",
  "\u2029", "\u00ad", "\u200b",  "\u200c", "\u200e", "\u2060", "\u1680",
};

static const char *const names[] = {
  "blame", "sup port", "c/d \"e\"", "Über🙂", "a,b;c",       "x: y",     "-minus",
  "שם",    "&<>'",     "_under_",   "Nr. 1",     "back\\slash", "\\/q\\\\", "a\\/b/",
};

typedef struct
{
  GRand *random;
  SchoStep *step;
  guint n_documents, n_codes, n_coders;
} World;

static guint
draw (World *self, guint n)
{
  return (guint) g_rand_int_range (self->random, 0, (gint32) n);
}

static SchoUuid
draw_uuid (World *self)
{
  SchoUuid uuid
      = scho_uuid_new_at (1700000000000 + draw (self, 100000) * G_GINT64_CONSTANT (1000));

  for (guint i = 9; i < 16; i++)
    uuid.bytes[i] = (guint8) draw (self, 256);
  return uuid;
}

static char *
draw_words (World *self, guint most)
{
  GString *line = g_string_new (NULL);

  for (guint n = 1 + draw (self, most); n > 0; n--)
    g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "",
                            words[draw (self, G_N_ELEMENTS (words))]);
  return g_string_free (line, FALSE);
}

/* A tab is no word of a memo or an attribute. */
static char *
draw_line (World *self, guint most)
{
  return g_strdelimit (draw_words (self, most), "\t", '_');
}

/* Importers leave one space of several in it. */
static char *
draw_value (World *self)
{
  g_autofree char *line = draw_line (self, 2);
  g_auto (GStrv) parts = g_strsplit (line, "  ", -1);

  return g_strjoinv (" ", parts);
}

/* As often as not none; now and then of several lines. */
static char *
draw_memo (World *self)
{
  g_autofree char *one = draw_line (self, 6), *two = draw_line (self, 3);

  return draw (self, 2) == 0   ? NULL
         : draw (self, 3) == 0 ? g_strconcat (one, "\n", two, NULL)
                               : g_steal_pointer (&one);
}

/* Documents */

static const char *
draw_space (World *self)
{
  return spaces[draw (self, G_N_ELEMENTS (spaces))];
}

/* One of a list, or a cell of a table with rows of two; with empty lines between. */
static void
add_part (GArray *stretches, gboolean in_table, guint number, SchoStretch part)
{
  SchoStretch *first;

  if (!in_table)
    {
      part.kind = SCHO_STRETCH_LIST_ITEM;
      part.level = 1;
      g_array_append_val (stretches, part);
      return;
    }
  for (guint i = number == 0 ? 0 : number % 2 == 0 ? 1 : 2; i < 3; i++)
    {
      part.kind = (SchoStretchKind) (SCHO_STRETCH_TABLE + i);
      part.level = i == 2 ? number % 2 + 1 : 0;
      g_array_append_val (stretches, part);
    }
  first = &g_array_index (stretches, SchoStretch, 0);
  first->end = part.end;
  if (number % 2 == 1)
    g_array_index (stretches, SchoStretch, stretches->len - 3).end = part.end;
}

static gsize
count_feeds_at_end (const char *line)
{
  gsize n = strlen (line), n_words = n;

  while (n_words > 0 && line[n_words - 1] == '\n')
    n_words--;
  return n - n_words;
}

static SchoText *
draw_text (World *self)
{
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (SchoStretch));
  GString *text = g_string_new (NULL);
  guint sort = draw (self, 3), n_parts = 0;
  gsize n_bytes;

  for (guint n = 1 + draw (self, 12); n > 0; n--)
    {
      g_autofree char *line = draw_words (self, 12);
      g_autofree char *whole
          = g_strconcat (draw_space (self), line, draw_space (self), NULL);
      gsize n_before = strspn (whole, "\n"), n_after = count_feeds_at_end (whole);
      SchoStretch part = { 0 };

      if (text->len > 0)
        g_string_append_c (text, '\n');
      part.start = (guint32) (g_utf8_strlen (text->str, -1) + (glong) n_before);
      g_string_append (text, whole);
      part.end = (guint32) (g_utf8_strlen (text->str, -1) - (glong) n_after);
      /* An item of several lines is a paragraph too, or several. */
      if (sort == 1 || (sort == 2 && strchr (whole + n_before, '\n') == NULL))
        add_part (stretches, sort == 1, n_parts++, part);
    }
  n_bytes = text->len;
  return scho_text_new_take (g_string_free (text, FALSE), n_bytes,
                             (SchoStretch *) stretches->data, stretches->len, NULL);
}

static void
add_document (World *self, guint number)
{
  static const char *const numbers[] = { "12", "-3", "4.5" };
  g_autofree char *title
      = g_strdup_printf ("%u. Tag “%u”, ü🙂", number, draw (self, 9));
  g_autofree char *town = draw_value (self);
  g_autofree char *memo = draw_memo (self);
  g_autoptr (SchoText) text = draw_text (self);
  const SchoAttribute attributes[] = {
    { "town", town, SCHO_ATTRIBUTE_TEXT },
    { "age", numbers[draw (self, 3)], SCHO_ATTRIBUTE_NUMBER },
    { "met, when", "2023-11-14", SCHO_ATTRIBUTE_DATE },
    { "member", draw (self, 2) ? "yes" : "no", SCHO_ATTRIBUTE_YES_NO },
  };

  scho_step_add_document (self->step,
                          &(SchoDocument){ .uuid = draw_uuid (self),
                                           .title = title,
                                           .language = "en",
                                           .memo = memo,
                                           .attributes = attributes,
                                           .n_attributes = draw (self, 5) },
                          text);
}

static void
add_code (World *self, guint number)
{
  g_autofree char *name
      = g_strdup_printf ("%s %u", names[draw (self, G_N_ELEMENTS (names))], number);
  g_autofree char *definition = draw_memo (self), *memo = draw_memo (self);
  g_autofree char *use_when = draw_memo (self), *use_not = draw_memo (self);

  scho_step_add_code (self->step,
                      &(SchoCode){ .uuid = draw_uuid (self),
                                   .parent = draw (self, number),
                                   .position = (gint32) draw (self, 4),
                                   .colour = draw (self, 0x1000000),
                                   .key = number < 10 && draw (self, 2) ? number : 0,
                                   .blurred = draw (self, 4) == 0,
                                   .name = name,
                                   .definition = definition,
                                   .use_when = use_when,
                                   .use_not = use_not,
                                   .memo = memo });
}

static void
add_coding (World *self)
{
  guint32 document = 1 + draw (self, self->n_documents);
  guint32 length = scho_step_get_document (self->step, document)->length;
  guint32 start = draw (self, length);
  g_autofree char *memo = draw_memo (self);

  scho_step_add_annotation (
      self->step,
      &(SchoAnnotation){ .uuid = draw_uuid (self),
                         .document = document,
                         .start = start,
                         .end = start + 1 + draw (self, MIN (length - start, 60)),
                         .code = 1 + draw (self, self->n_codes),
                         .coder = 1 + draw (self, self->n_coders),
                         .weight = (gint16) draw (self, 102) - 1,
                         .flags = draw (self, 5) == 0 ? SCHO_ANNOTATION_EXAMPLE : 0,
                         .memo = memo });
}

void
random_world_fill (SchoProject *project, guint32 seed)
{
  static const char *const coders[] = { "Mira", "Ben & <Co>", "Zoë “Z”" };
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (SchoStep) step
      = scho_step_new (scho_project_get_snapshot (project), "Random");
  World self = { random, step, 0, 0, G_N_ELEMENTS (coders) };
  GError *error = NULL;

  self.n_documents = 1 + draw (&self, 4);
  self.n_codes = 1 + draw (&self, MAX_CODES);
  for (guint i = 1; i <= self.n_documents; i++)
    add_document (&self, i);
  for (guint i = 1; i <= self.n_codes; i++)
    add_code (&self, i);
  for (guint i = 0; i < self.n_coders; i++)
    scho_step_add_coder (step,
                         &(SchoCoder){ .uuid = draw_uuid (&self), .name = coders[i] });
  for (guint n = 1 + draw (&self, 40); n > 0; n--)
    add_coding (&self);
  scho_project_apply (project, step, &error);
  g_assert_no_error (error);
}
