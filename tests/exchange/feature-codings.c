#include "feature-counts.h"

#include <string.h>

static gboolean
has_place (const Match *match, const MatchCoding *coding)
{
  const SchoAnnotation *a = coding->before, *b = coding->after;
  SchoText *before = match->texts[a->document];
  SchoText *after = b != NULL ? match->texts_after[b->document] : NULL;
  g_autofree char *one = scho_text_dup_range (before, a->start, a->end);
  g_autofree char *two = b != NULL ? scho_text_dup_range (after, b->start, b->end) : NULL;

  if (b == NULL || strcmp (one, two) != 0)
    return FALSE;
  return strcmp (scho_text_get_utf8 (before, NULL), scho_text_get_utf8 (after, NULL)) != 0
         || a->start == b->start;
}

static gboolean
has_coder (const Match *match, const MatchCoding *coding)
{
  return match->coders[coding->before->coder] == coding->after->coder;
}

typedef gboolean (*Has) (const Match *match, const MatchCoding *coding);

/* Of those that came through. */
static void
count_parts (const Match *match, Tally *tally, Has has, Has same)
{
  for (guint i = 0; i < match->codings->len; i++)
    {
      const MatchCoding *coding = match->codings->pdata[i];

      if (coding->after != NULL && has (match, coding))
        tally_add (tally, same (match, coding), coding->document->title);
    }
}

#define PART(name, condition, comparison)                                                \
  static gboolean has_##name (const Match *match, const MatchCoding *coding)             \
  {                                                                                      \
    return condition;                                                                    \
  }                                                                                      \
                                                                                         \
  static gboolean same_##name (const Match *match, const MatchCoding *coding)            \
  {                                                                                      \
    return comparison;                                                                   \
  }                                                                                      \
                                                                                         \
  void count_##name (const Match *match, Tally *tally)                                   \
  {                                                                                      \
    count_parts (match, tally, has_##name, same_##name);                                 \
  }

void
count_codings (const Match *match, Tally *tally)
{
  for (guint i = 0; i < match->codings->len; i++)
    {
      const MatchCoding *coding = match->codings->pdata[i];

      tally_add (tally, coding->after != NULL, coding->document->title);
    }
}

/* Each begins or ends within the other, or lies in it. */
static gboolean
crosses (const Match *match, const MatchCoding *coding)
{
  for (guint i = 0; i < match->codings->len; i++)
    {
      const SchoAnnotation *a = coding->before,
                           *b = ((MatchCoding *) match->codings->pdata[i])->before;

      if (a->document == b->document && scho_annotation_overlaps (a, b->start, b->end)
          && (a->start != b->start || a->end != b->end))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_twice (const Match *match, const MatchCoding *coding)
{
  for (guint i = 0; i < match->codings->len; i++)
    {
      const SchoAnnotation *a = coding->before,
                           *b = ((MatchCoding *) match->codings->pdata[i])->before;

      if (a != b && a->document == b->document && a->code == b->code
          && a->start == b->start && a->end == b->end)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_over_lines (const Match *match, const MatchCoding *coding)
{
  g_autofree char *words = scho_text_dup_range (
      match->texts[coding->document->id], coding->before->start, coding->before->end);

  return strchr (words, '\n') != NULL;
}

static gint64
get_second (const SchoAnnotation *coding)
{
  return scho_uuid_get_time (&coding->uuid) / 1000;
}

PART (places, TRUE, has_place (match, coding))
PART (crossing, crosses (match, coding), has_place (match, coding))
PART (by_two, is_twice (match, coding), has_coder (match, coding))
PART (over_lines, is_over_lines (match, coding), has_place (match, coding))
PART (who, TRUE, has_coder (match, coding))
PART (dates, TRUE, get_second (coding->before) == get_second (coding->after))
PART (memos,
      coding->before->memo != NULL,
      g_strcmp0 (coding->before->memo, coding->after->memo) == 0)
PART (weights,
      coding->before->weight != SCHO_NO_WEIGHT,
      coding->before->weight == coding->after->weight)
PART (examples,
      (coding->before->flags & SCHO_ANNOTATION_EXAMPLE) != 0,
      coding->before->flags == coding->after->flags)

void
count_identities (const Match *match, Tally *tally)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (match->before, &n);
  const SchoCode *const *codes;

  for (gsize i = 0; i < n; i++)
    if (match_get_document (match, documents[i]) != NULL)
      tally_add (tally,
                 scho_uuid_equal (&documents[i]->uuid,
                                  &match_get_document (match, documents[i])->uuid),
                 documents[i]->title);
  codes = scho_snapshot_get_codes (match->before, &n);
  for (gsize i = 0; i < n; i++)
    if (match_get_code (match, codes[i]) != NULL)
      tally_add (
          tally,
          scho_uuid_equal (&codes[i]->uuid, &match_get_code (match, codes[i])->uuid),
          codes[i]->name);
  for (guint i = 0; i < match->codings->len; i++)
    {
      const MatchCoding *coding = match->codings->pdata[i];

      if (coding->after != NULL)
        tally_add (tally, scho_uuid_equal (&coding->before->uuid, &coding->after->uuid),
                   coding->document->title);
    }
}

/* What is kept beside */

static gboolean
same_content (const Match *match, const SchoAttachment *a, const SchoAttachment *b)
{
  return strcmp (a->name, b->name) == 0 && g_strcmp0 (a->text, b->text) == 0
         && g_strcmp0 (a->digest, b->digest) == 0
         && g_strcmp0 (a->media_type, b->media_type) == 0
         && match->documents[a->document] == b->document;
}

/* The text of a link with the identities that its ends became; NULL where one is gone. */
static char *
dup_link (const Match *match, const char *text)
{
  char *link = g_strdup (text);

  for (char *at = strchr (link, ':'); at != NULL; at = strchr (at + 1, ':'))
    {
      g_autofree char *word = g_strndup (at + 2, SCHO_UUID_STRING_LENGTH);
      SchoUuid before, after;
      char string[SCHO_UUID_STRING_LENGTH + 1];

      if (!scho_uuid_parse (word, &before))
        continue;
      if (!match_find (match, &before, &after))
        {
          g_free (link);
          return NULL;
        }
      scho_uuid_format (&after, string);
      memcpy (at + 2, string, SCHO_UUID_STRING_LENGTH);
    }
  return link;
}

static gboolean
same_link (const Match *match, const SchoAttachment *a, const SchoAttachment *b)
{
  g_autofree char *link = dup_link (match, a->text);

  return link != NULL && g_strcmp0 (link, b->text) == 0;
}

static void
count_attachments (const Match *match, Tally *tally, const char *kind)
{
  gboolean is_link = g_str_equal (kind, SCHO_ATTACHMENT_LINK);
  gsize n, m;
  const SchoAttachment *const *before = scho_snapshot_get_attachments (match->before, &n);
  const SchoAttachment *const *after = scho_snapshot_get_attachments (match->after, &m);

  for (gsize i = 0; i < n; i++)
    {
      gboolean found = FALSE;

      if (!g_str_equal (before[i]->kind, kind))
        continue;
      for (gsize k = 0; k < m && !found; k++)
        found = g_str_equal (after[k]->kind, kind)
                && (is_link ? same_link (match, before[i], after[k])
                            : same_content (match, before[i], after[k]));
      tally_add (tally, found, before[i]->name);
    }
}

#define KEPT(name, kind)                                                                 \
  void count_##name (const Match *match, Tally *tally)                                   \
  {                                                                                      \
    count_attachments (match, tally, kind);                                              \
  }

KEPT (files, SCHO_ATTACHMENT_FILE)
KEPT (links, SCHO_ATTACHMENT_LINK)
KEPT (queries, SCHO_ATTACHMENT_QUERY)
KEPT (results, SCHO_ATTACHMENT_RESULT)

/* Whether anything that is kept for REFI-QDA says it. */
static gboolean
is_kept (SchoSnapshot *snapshot, const char *words)
{
  gsize n, n_bytes;
  const SchoAttachment *const *all = scho_snapshot_get_attachments (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GBytes) content = NULL;
      const char *bytes;

      if (!g_str_equal (all[i]->kind, SCHO_ATTACHMENT_REFI))
        continue;
      content = scho_snapshot_read_attachment (snapshot, all[i]->id, NULL);
      bytes = content != NULL ? g_bytes_get_data (content, &n_bytes) : NULL;
      if (bytes != NULL && g_strstr_len (bytes, (gssize) n_bytes, words) != NULL)
        return TRUE;
    }
  return FALSE;
}

void
count_refi (const Match *match, Tally *tally)
{
  static const char *const words[] = { "Case guid=", "Set guid=" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (is_kept (match->before, words[i]))
      tally_add (tally, is_kept (match->after, words[i]), words[i]);
}

void
count_history (const Match *match, Tally *tally)
{
  tally_add (tally, g_strcmp0 (match->history, match->history_after) == 0, "");
}
