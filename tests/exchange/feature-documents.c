#include "feature-counts.h"

#include <string.h>

/* What documents have in common: those that have it, and whether what they became has the
 * same. */
typedef gboolean (*Has) (const SchoDocument *document);
typedef gboolean (*Same) (const Match *match,
                          const SchoDocument *before,
                          const SchoDocument *after);

static void
count_documents (const Match *match, Tally *tally, Has has, Same same)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (match->before, &n);

  for (gsize i = 0; i < n; i++)
    {
      const SchoDocument *after = match_get_document (match, documents[i]);

      if (after != NULL && has (documents[i]))
        tally_add (tally, same (match, documents[i], after), documents[i]->title);
    }
}

#define WORDS(name, field)                                                               \
  static gboolean has_##field (const SchoDocument *document)                             \
  {                                                                                      \
    return document->field != NULL;                                                      \
  }                                                                                      \
                                                                                         \
  static gboolean same_##field (const Match *match, const SchoDocument *before,          \
                                const SchoDocument *after)                               \
  {                                                                                      \
    return g_strcmp0 (before->field, after->field) == 0;                                 \
  }                                                                                      \
                                                                                         \
  void count_##name (const Match *match, Tally *tally)                                   \
  {                                                                                      \
    count_documents (match, tally, has_##field, same_##field);                           \
  }

WORDS (sources, source)
WORDS (languages, language)
WORDS (document_memos, memo)
WORDS (reports, report)

/* What is called by its title was a file of that name. */
static gboolean
same_title (const Match *match, const SchoDocument *before, const SchoDocument *after)
{
  const char *dot = strrchr (after->title, '.');

  return strcmp (before->title, after->title) == 0
         || (dot != NULL && strncmp (before->title, after->title, dot - after->title) == 0
             && before->title[dot - after->title] == '\0');
}

static gboolean
has_title (const SchoDocument *document)
{
  return TRUE;
}

void
count_titles (const Match *match, Tally *tally)
{
  count_documents (match, tally, has_title, same_title);
}

static gboolean
has_facts (const SchoDocument *document)
{
  return document->encoding != NULL || document->byte_order_mark;
}

static gboolean
same_facts (const Match *match, const SchoDocument *before, const SchoDocument *after)
{
  return g_strcmp0 (before->encoding, after->encoding) == 0
         && before->byte_order_mark == after->byte_order_mark
         && before->line_ends == after->line_ends;
}

void
count_file_facts (const Match *match, Tally *tally)
{
  count_documents (match, tally, has_facts, same_facts);
}

void
count_project_title (const Match *match, Tally *tally)
{
  const SchoProjectInfo *before = scho_snapshot_get_info (match->before);
  const SchoProjectInfo *after = scho_snapshot_get_info (match->after);

  tally_add (tally, strcmp (before->title, after->title) == 0, before->title);
}

void
count_project_memo (const Match *match, Tally *tally)
{
  const SchoProjectInfo *before = scho_snapshot_get_info (match->before);
  const SchoProjectInfo *after = scho_snapshot_get_info (match->after);

  tally_add (tally, g_strcmp0 (before->memo, after->memo) == 0, before->title);
}

/* Texts */

static gboolean
has_control (SchoText *text)
{
  for (const char *p = scho_text_get_utf8 (text, NULL); *p != '\0'; p++)
    if (g_ascii_iscntrl (*p) && *p != '\n' && *p != '\t')
      return TRUE;
  return FALSE;
}

typedef enum
{
  PLAIN,
  WITH_SIGNS,
  BLANK
} Sort;

static Sort
get_sort (SchoText *text)
{
  return scho_text_get_length (text) == 0 ? BLANK
         : has_control (text)             ? WITH_SIGNS
                                          : PLAIN;
}

/* A text that is nowhere is a text lost. */
static void
count_texts_of (const Match *match, Tally *tally, Sort sort)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (match->before, &n);

  for (gsize i = 0; i < n; i++)
    {
      const SchoDocument *after = match_get_document (match, documents[i]);
      SchoText *text = match->texts[documents[i]->id];

      if (get_sort (text) == sort)
        tally_add (
            tally,
            after != NULL
                && strcmp (scho_text_get_utf8 (text, NULL),
                           scho_text_get_utf8 (match->texts_after[after->id], NULL))
                       == 0,
            documents[i]->title);
    }
}

void
count_texts (const Match *match, Tally *tally)
{
  count_texts_of (match, tally, PLAIN);
}

void
count_signs (const Match *match, Tally *tally)
{
  count_texts_of (match, tally, WITH_SIGNS);
}

void
count_blank (const Match *match, Tally *tally)
{
  count_texts_of (match, tally, BLANK);
}

/* Attributes */

static void
count_attributes_of (const Match *match, Tally *tally, gboolean with_types)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (match->before, &n);

  for (gsize i = 0; i < n; i++)
    {
      const SchoDocument *after = match_get_document (match, documents[i]);

      for (gsize k = 0; after != NULL && k < documents[i]->n_attributes; k++)
        {
          const SchoAttribute *a = &documents[i]->attributes[k];
          const SchoAttribute *b = scho_document_find_attribute (after, a->name);

          if (!with_types)
            tally_add (tally, b != NULL && strcmp (a->value, b->value) == 0, a->name);
          else if (b != NULL)
            tally_add (tally, a->type == b->type, a->name);
        }
    }
}

void
count_attributes (const Match *match, Tally *tally)
{
  count_attributes_of (match, tally, FALSE);
}

void
count_attribute_types (const Match *match, Tally *tally)
{
  count_attributes_of (match, tally, TRUE);
}

/* Structure */

static gboolean
same_stretch (SchoText *before,
              const SchoStretch *a,
              SchoText *after,
              const SchoStretch *b)
{
  g_autofree char *one = scho_text_dup_range (before, a->start, a->end);
  g_autofree char *two = scho_text_dup_range (after, b->start, b->end);
  gboolean same_texts
      = strcmp (scho_text_get_utf8 (before, NULL), scho_text_get_utf8 (after, NULL)) == 0;

  return a->kind == b->kind && a->level == b->level && g_strcmp0 (a->label, b->label) == 0
         && strcmp (one, two) == 0 && (!same_texts || a->start == b->start);
}

static gboolean
has_stretch (SchoText *before, const SchoStretch *a, SchoText *after)
{
  gsize n;
  const SchoStretch *stretches = scho_text_get_stretches (after, &n);

  for (gsize i = 0; i < n; i++)
    if (same_stretch (before, a, after, &stretches[i]))
      return TRUE;
  return FALSE;
}

static void
count_stretches (const Match *match, Tally *tally, guint first, guint last)
{
  gsize n, n_stretches;
  const SchoDocument *const *documents = scho_snapshot_get_documents (match->before, &n);

  for (gsize i = 0; i < n; i++)
    {
      const SchoDocument *after = match_get_document (match, documents[i]);
      SchoText *text = match->texts[documents[i]->id];
      const SchoStretch *stretches = scho_text_get_stretches (text, &n_stretches);

      for (gsize k = 0; after != NULL && k < n_stretches; k++)
        if (stretches[k].kind >= first && stretches[k].kind <= last)
          tally_add (tally,
                     has_stretch (text, &stretches[k], match->texts_after[after->id]),
                     documents[i]->title);
    }
}

#define STRETCHES(name, first, last)                                                     \
  void count_##name (const Match *match, Tally *tally)                                   \
  {                                                                                      \
    count_stretches (match, tally, SCHO_STRETCH_##first, SCHO_STRETCH_##last);           \
  }

STRETCHES (headings, HEADING, HEADING)
STRETCHES (paragraphs, PARAGRAPH, PARAGRAPH)
STRETCHES (list_items, LIST_ITEM, LIST_ITEM)
STRETCHES (turns, SPEAKER_TURN, SPEAKER_TURN)
STRETCHES (times, TIME_CODE, TIME_CODE)
STRETCHES (pages, PAGE, PAGE)
STRETCHES (tables, TABLE, TABLE_CELL)
STRETCHES (notes, NOTE, NOTE)
STRETCHES (verse, VERSE, VERSE)
