#include "world.h"

#include "world-texts.h"

#include <string.h>

/* Numbers of nouns in a new project are those of their order, from 1. */
enum
{
  MIRA = 1,
  BEN,
  ZOE /* coded nothing */
};

enum
{
  STANCE = 1, /* has no passage, as a folder */
  BLAMING,
  SUPPORT,
  DOUBT,
  ODD,
  MEDIA,
  MEDIA_BLAMING,
  DISTRESS, /* above ODD, whose name has a slash, and that above SPARE */
  WHO,
  SPARE /* has neither passages nor codes below it */
};

/* Of version 7; coded a minute after each other. */
static SchoUuid
make_uuid (guint8 noun, guint n)
{
  SchoUuid uuid = scho_uuid_new_at (1700000000000 + 60000 * (guint64) n + noun * 1000);

  uuid.bytes[6] = 0x70;
  uuid.bytes[7] = noun;
  uuid.bytes[8] = 0x80;
  for (guint i = 9; i < 16; i++)
    uuid.bytes[i] = (guint8) (n * 7 + i * noun);
  return uuid;
}

/* Documents */

static const SchoAttribute asha[] = {
  { "outlet", "Radio 4", SCHO_ATTRIBUTE_TEXT },
  { "age", "34.5", SCHO_ATTRIBUTE_NUMBER },
  { "recorded", "2021-03-05", SCHO_ATTRIBUTE_DATE },
  { "consent", "yes", SCHO_ATTRIBUTE_YES_NO },
};

static const SchoAttribute witness[] = {
  { "outlet", "עיתון & <co>", SCHO_ATTRIBUTE_TEXT },
  { "consent", "no", SCHO_ATTRIBUTE_YES_NO },
};

static const SchoDocument documents[WORLD_N_TEXTS] = {
  { .title = "Interview 1",
    .source = "recordings/asha.docx",
    .language = "en",
    .memo = "Recorded in the kitchen.\nShe was tired.",
    .encoding = "WINDOWS-1252",
    .line_ends = SCHO_LINE_ENDS_CRLF,
    .attributes = asha,
    .n_attributes = G_N_ELEMENTS (asha),
    .report = "Words: 40\n\nThe encoding was guessed." },
  { .title = "עדות",
    .source = "https://example.org/a?b=1&c=2",
    .language = "he",
    .byte_order_mark = TRUE,
    .attributes = witness,
    .n_attributes = G_N_ELEMENTS (witness),
    .report = "Words: 20\n" },
  { .title = "Rooms & “times”", .memo = "Drawn from memory.", .language = "en-GB" },
  { .title = "Signs" },
  { .title = "Blank page" },
};

static void
add_documents (SchoStep *step)
{
  for (guint i = 0; i < WORLD_N_TEXTS; i++)
    {
      g_autoptr (SchoText) text = world_make_text (i);
      SchoDocument document = documents[i];

      document.uuid = make_uuid (1, i);
      scho_step_add_document (step, &document, text);
    }
}

/* Codes and coders */

static const SchoCode codes[] = {
  { .name = "stance", .position = 2, .colour = 0x3584e4, .memo = "The main question." },
  { .parent = STANCE,
    .position = 2,
    .name = "victim-blaming",
    .colour = 0xc01c28,
    .key = 1,
    .definition = "The one who was hurt is said to be\nthe cause.",
    .use_when = "Also where it is <only> implied.",
    .use_not = "Not for reports of others' blaming.",
    .memo = "Compare with “doubt”." },
  { .parent = STANCE,
    .position = 1,
    .name = "bystander support",
    .colour = 0x26a269,
    .key = 2,
    .definition = "Somebody helps 😀." },
  { .parent = SUPPORT, .name = "doubt", .colour = 0xe5a50a },
  { .parent = DISTRESS,
    .name = "c/d “e” & <f>",
    .position = 1,
    .colour = 0x813d9c,
    .use_when = "Rarely." },
  { .name = "media", .position = 4, .colour = 0x63452c },
  { .parent = MEDIA, .name = "victim-blaming", .colour = 0x1a5fb4 },
  { .name = "distress", .position = 3, .colour = 0x000000, .blurred = TRUE },
  { .name = "who: speaker", .position = 1, .colour = 0x9a9996, .pseudonym = "Person A" },
  { .parent = ODD, .name = "spare", .colour = 0x241f31, .definition = "For later." },
};

static void
add_codes (SchoStep *step)
{
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      SchoCode code = codes[i];

      code.uuid = make_uuid (2, i);
      scho_step_add_code (step, &code);
    }
}

static void
add_coders (SchoStep *step)
{
  static const char *const names[] = { "Mira", "Ben & Co.", "Zoë" };
  g_autoptr (GString) asked = g_string_new (NULL);
  char uuid[SCHO_UUID_STRING_LENGTH + 1];

  for (guint i = 0; i < 2; i++)
    {
      SchoUuid document = make_uuid (1, i);

      scho_uuid_format (&document, uuid);
      g_string_append_printf (asked, "%s%s", i > 0 ? " " : "", uuid);
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    scho_step_add_coder (step, &(SchoCoder){ .uuid = make_uuid (3, i),
                                             .name = names[i],
                                             .asked = i == 0   ? SCHO_ASKED_ALL
                                                      : i == 1 ? asked->str
                                                               : NULL });
}

/* Codings */

static const struct
{
  WorldText text;
  const char *words; /* the first that are so */
  guint32 code, coder;
  gint16 weight;
  guint16 flags;
  const char *memo;
} codings[] = {
  { WORLD_INTERVIEW, "He said “calm down” 😀", BLAMING, MIRA, 80, SCHO_ANNOTATION_EXAMPLE,
    "Clearly.\nAnd “in so many words”." },
  { WORLD_INTERVIEW, "He said “calm down” 😀", BLAMING, BEN, SCHO_NO_WEIGHT, 0, NULL },
  { WORLD_INTERVIEW, "“calm down” 😀 and everybody", MEDIA_BLAMING, MIRA, SCHO_NO_WEIGHT,
    0, NULL },
  { WORLD_INTERVIEW, "calm", DOUBT, BEN, 0, 0, "Tone?\tTo check." },
  { WORLD_INTERVIEW, "laugh", ODD, BEN, SCHO_NO_WEIGHT, 0, NULL }, /* cuts a word */
  { WORLD_INTERVIEW, "not funny.\n\nAfterwards\nOnly Ben", SUPPORT, BEN, SCHO_NO_WEIGHT,
    SCHO_ANNOTATION_EXAMPLE, NULL },
  { WORLD_INTERVIEW, "meeting end?\n", SUPPORT, MIRA, SCHO_NO_WEIGHT, 0, NULL },
  { WORLD_INTERVIEW, "end?\n", DOUBT, BEN, SCHO_NO_WEIGHT, 0, NULL },
  { WORLD_INTERVIEW, "everybody laughed. ", DISTRESS, MIRA, 100, 0, NULL },
  { WORLD_INTERVIEW, "Ben", WHO, MIRA, SCHO_NO_WEIGHT, 0, NULL },
  { WORLD_INTERVIEW, "& left <at once>", ODD, MIRA, SCHO_NO_WEIGHT, 0, "<b>&amp;</b>" },
  { WORLD_TESTIMONY, "“תירגעי”, וכולם", BLAMING, BEN, 50, 0, "מילה" },
  { WORLD_TESTIMONY, "צחקו.\nהיא", DISTRESS, MIRA, SCHO_NO_WEIGHT, 0, NULL },
  { WORLD_TESTIMONY, "מכל הלילות", ODD, MIRA, SCHO_NO_WEIGHT, 0, NULL },
  { WORLD_ROOMS, "𝒜𝓁, cafe\xcc\x81", SUPPORT, MIRA, SCHO_NO_WEIGHT, 0, NULL },
  { WORLD_ROOMS, "people\nkitchen", DOUBT, BEN, SCHO_NO_WEIGHT, 0, NULL },
  { WORLD_ROOMS, "Ben", WHO, BEN, SCHO_NO_WEIGHT, 0, NULL },
  { WORLD_SIGNS, "bell \a here", SUPPORT, MIRA, SCHO_NO_WEIGHT, 0, NULL },
  { WORLD_SIGNS, "last line", DOUBT, BEN, SCHO_NO_WEIGHT, 0, NULL },
};

static void
find_words (WorldText which, const char *words, guint32 *start, guint32 *end)
{
  g_autoptr (SchoText) text = world_make_text (which);
  const char *utf8 = scho_text_get_utf8 (text, NULL);
  const char *found = strstr (utf8, words);

  g_assert_nonnull (found);
  *start = scho_text_byte_to_offset (text, found - utf8);
  *end = scho_text_byte_to_offset (text, found - utf8 + strlen (words));
}

static void
add_codings (SchoStep *step)
{
  for (guint i = 0; i < G_N_ELEMENTS (codings); i++)
    {
      SchoAnnotation coding = { .uuid = make_uuid (4, i),
                                .document = codings[i].text + 1,
                                .code = codings[i].code,
                                .coder = codings[i].coder,
                                .weight = codings[i].weight,
                                .flags = codings[i].flags,
                                .memo = codings[i].memo };

      find_words (codings[i].text, codings[i].words, &coding.start, &coding.end);
      scho_step_add_annotation (step, &coding);
    }
}

/* What is kept beside */

static void
add_attachment (SchoStep *step,
                const char *kind,
                const char *name,
                guint32 document,
                const char *text,
                const char *media_type,
                const char *content)
{
  g_autoptr (GBytes) bytes
      = content != NULL ? g_bytes_new (content, strlen (content)) : NULL;

  scho_step_add_attachment (
      step,
      &(SchoAttachment){
          .uuid = make_uuid (5, scho_step_get_n_changes (step, SCHO_NOUN_ATTACHMENT)),
          .kind = kind,
          .name = name,
          .document = document,
          .text = text,
          .media_type = media_type },
      bytes);
}

static void
add_link (SchoStep *step, const char *type, SchoUuid from, SchoUuid to)
{
  char one[SCHO_UUID_STRING_LENGTH + 1], two[SCHO_UUID_STRING_LENGTH + 1];
  g_autofree char *text = NULL;

  scho_uuid_format (&from, one);
  scho_uuid_format (&to, two);
  text = g_strdup_printf ("{\"from\":\"%s\",\"to\":\"%s\",\"type\":\"%s\"}", one, two,
                          type);
  add_attachment (step, SCHO_ATTACHMENT_LINK, type, 0, text, NULL, NULL);
}

/* As an importer of REFI-QDA leaves it. */
static const char kept[]
    = "<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"old\">"
      "<Cases><Case guid=\"00000000-0000-4000-8000-000000000060\" "
      "name=\"Mabel\"/></Cases>"
      "<Sets><Set guid=\"00000000-0000-4000-8000-000000000070\" name=\"Women\"/></Sets>"
      "</Project>";

static void
add_attachments (SchoStep *step)
{
  add_attachment (step, SCHO_ATTACHMENT_FILE, "consent.pdf", 0, NULL, "application/pdf",
                  "%PDF-1.4 no page");
  add_attachment (step, SCHO_ATTACHMENT_FILE, "kitchen.png", WORLD_ROOMS + 1, NULL,
                  "image/png", "\x89PNG kitchen");
  add_link (step, "contradicts", make_uuid (4, 0), make_uuid (4, 5));
  add_link (step, "is about", make_uuid (1, 2), make_uuid (2, 2));
  add_link (step, "is a kind of", make_uuid (2, 6), make_uuid (2, 1));
  add_attachment (step, SCHO_ATTACHMENT_QUERY, "unsure", 0, "weight<60 or memo:tone",
                  NULL, NULL);
  add_attachment (step, SCHO_ATTACHMENT_RESULT, "Who codes what", 0,
                  "{\"analysis\":\"frequency\",\"query\":\"@unsure\",\"options\":{}}",
                  NULL, NULL);
  add_attachment (step, SCHO_ATTACHMENT_REFI, "old.qdpx", 0, NULL, "application/xml",
                  kept);
}

void
world_fill (SchoProject *project)
{
  g_autoptr (SchoStep) step
      = scho_step_new (scho_project_get_snapshot (project), "Everything");
  GError *error = NULL;

  scho_step_replace_info (
      step, &(SchoProjectInfo){ .uuid = make_uuid (6, 0),
                                .title = "The kitchen",
                                .memo = "Why does nobody help?\nTo be asked again." });
  add_documents (step);
  add_codes (step);
  add_coders (step);
  add_codings (step);
  add_attachments (step);
  scho_step_set_coder (step, MIRA);
  scho_project_apply (project, step, &error);
  g_assert_no_error (error);
}

void
world_copy_texts (SchoSnapshot *from, SchoProject *to)
{
  g_autoptr (SchoStep) step = scho_step_new (scho_project_get_snapshot (to), "Texts");
  GError *error = NULL;
  gsize n;
  const SchoDocument *const *all = scho_snapshot_get_documents (from, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (SchoText) text = scho_snapshot_read_text (from, all[i]->id, NULL);
      g_autoptr (SchoText) bare = scho_text_new (scho_text_get_utf8 (text, NULL), &error);

      g_assert_no_error (error);
      scho_step_add_document (step, &(SchoDocument){ .title = all[i]->title }, bare);
    }
  scho_project_apply (to, step, &error);
  g_assert_no_error (error);
}
