#include "world-texts.h"

/* A line of a text. A @kind of NONE is no stretch; a time or a page is the place before
 * its line. Marks of a table open and close what the lines between lie in. */
typedef struct
{
  int kind;
  guint16 level;
  const char *label;
  const char *words; /* NULL: no line of its own */
} Line;

#define NONE (-1)
#define END_ROW (-2)
#define END_TABLE (-3)
#define MORE (-4) /* the line belongs to the stretch before */

static const Line interview[] = {
  { SCHO_STRETCH_HEADING, 1, NULL, "Interview with Asha" },
  { SCHO_STRETCH_TIME_CODE, 0, "00:00:01.000–00:00:04.500", NULL },
  { SCHO_STRETCH_SPEAKER_TURN, 0, "Interviewer", "How did the meeting end?" },
  { SCHO_STRETCH_TIME_CODE, 0, "00:00:04.500–00:00:12.000", NULL },
  { SCHO_STRETCH_SPEAKER_TURN, 0, "Asha",
    "He said “calm down” 😀 and everybody laughed. I said that it was not funny." },
  { NONE, 0, NULL, "" },
  { SCHO_STRETCH_PAGE, 0, "2", NULL },
  { SCHO_STRETCH_HEADING, 2, NULL, "Afterwards" },
  { SCHO_STRETCH_SPEAKER_TURN, 0, "Asha",
    "Only Ben stood up: “she is right”, he said & left <at once>." },
  { NONE, 0, NULL, "Nobody followed him." },
};

static const Line testimony[] = {
  { SCHO_STRETCH_HEADING, 1, NULL, "עדות" },
  { SCHO_STRETCH_PARAGRAPH, 0, NULL, "אמרו לה “תירגעי”, וכולם צחקו." },
  { MORE, 0, NULL, "היא אמרה שזה לא מצחיק." },
  { SCHO_STRETCH_LIST_ITEM, 1, NULL, "ראשון" },
  { SCHO_STRETCH_LIST_ITEM, 2, NULL, "שני" },
  { SCHO_STRETCH_VERSE, 0, NULL, "מה נשתנה הלילה הזה" },
  { SCHO_STRETCH_VERSE, 0, NULL, "מכל הלילות" },
  { SCHO_STRETCH_NOTE, 0, "1", "הערה: כך נאמר." },
};

static const Line rooms[] = {
  { NONE, 0, NULL,
    "Who was where; 𝒜 and 𝒜𝓁, cafe\xcc\x81, 👩‍👩‍👧." },
  { SCHO_STRETCH_TABLE, 0, NULL, NULL },
  { SCHO_STRETCH_TABLE_ROW, 1, NULL, NULL },
  { SCHO_STRETCH_TABLE_CELL, 1, NULL, "room" },
  { SCHO_STRETCH_TABLE_CELL, 2, NULL, "people" },
  { END_ROW, 0, NULL, NULL },
  { SCHO_STRETCH_TABLE_ROW, 0, NULL, NULL },
  { SCHO_STRETCH_TABLE_CELL, 1, NULL, "kitchen" },
  { SCHO_STRETCH_TABLE_CELL, 2, NULL, "Asha, Ben" },
  { END_ROW, 0, NULL, NULL },
  { END_TABLE, 0, NULL, NULL },
  { NONE, 0, NULL, "The others had gone." },
};

static const Line signs[] = {
  { NONE, 0, NULL, "A bell \a here, a tab \v there, \x1b[1m bold." },
  { NONE, 0, NULL, "The last line." },
};

static const struct
{
  const Line *lines;
  gsize n;
} texts[WORLD_N_TEXTS] = {
  { interview, G_N_ELEMENTS (interview) },
  { testimony, G_N_ELEMENTS (testimony) },
  { rooms, G_N_ELEMENTS (rooms) },
  { signs, G_N_ELEMENTS (signs) },
  { NULL, 0 },
};

typedef struct
{
  GString *words;
  GArray *stretches;
  guint32 at; /* in code points */
  guint table, row;
} Page;

static SchoStretch *
get_stretch (Page *self, guint i)
{
  return &g_array_index (self->stretches, SchoStretch, i);
}

static void
open_stretch (Page *self, const Line *line)
{
  SchoStretch stretch = { .start = self->at,
                          .end = self->at,
                          .kind = line->kind,
                          .level = line->level,
                          .label = line->label };

  g_array_append_val (self->stretches, stretch);
  if (line->kind == SCHO_STRETCH_TABLE)
    self->table = self->stretches->len - 1;
  else if (line->kind == SCHO_STRETCH_TABLE_ROW)
    self->row = self->stretches->len - 1;
}

/* Line feeds stand between lines, so what ends ends before one. */
static void
add_line (Page *self, const Line *line, gboolean is_last)
{
  if (line->kind >= 0)
    open_stretch (self, line);
  else if (line->kind == END_ROW)
    get_stretch (self, self->row)->end = self->at - 1;
  else if (line->kind == END_TABLE)
    get_stretch (self, self->table)->end = self->at - 1;
  if (line->words == NULL)
    return;
  g_string_append (self->words, line->words);
  self->at += g_utf8_strlen (line->words, -1);
  if (line->kind >= 0 || line->kind == MORE)
    get_stretch (self, self->stretches->len - 1)->end = self->at;
  if (is_last)
    return;
  g_string_append_c (self->words, '\n');
  self->at++;
}

SchoText *
world_make_text (WorldText which)
{
  Page page = { .words = g_string_new (NULL),
                .stretches = g_array_new (FALSE, FALSE, sizeof (SchoStretch)) };
  GError *error = NULL;
  SchoText *text;
  gsize n_bytes;

  for (gsize i = 0; i < texts[which].n; i++)
    add_line (&page, &texts[which].lines[i], i + 1 == texts[which].n);
  n_bytes = page.words->len;
  text = scho_text_new_take (g_string_free (page.words, FALSE), n_bytes,
                             (const SchoStretch *) page.stretches->data,
                             page.stretches->len, &error);
  g_assert_no_error (error);
  g_array_unref (page.stretches);
  return text;
}
