#include "feature-counts.h"

#include <string.h>

static gboolean
is_used (const Match *match, guint32 code)
{
  for (guint i = 0; i < match->codings->len; i++)
    if (((MatchCoding *) match->codings->pdata[i])->before->code == code)
      return TRUE;
  return FALSE;
}

static gboolean
has_coded (const Match *match, guint32 coder)
{
  for (guint i = 0; i < match->codings->len; i++)
    if (((MatchCoding *) match->codings->pdata[i])->before->coder == coder)
      return TRUE;
  return FALSE;
}

/* Codes that are nowhere are codes lost. */
static void
count_codes_of (const Match *match, Tally *tally, gboolean used)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (match->before, &n);

  for (gsize i = 0; i < n; i++)
    if (is_used (match, codes[i]->id) == used)
      tally_add (tally, match_get_code (match, codes[i]) != NULL, codes[i]->name);
}

void
count_codes (const Match *match, Tally *tally)
{
  count_codes_of (match, tally, TRUE);
}

void
count_unused_codes (const Match *match, Tally *tally)
{
  count_codes_of (match, tally, FALSE);
}

/* What codes have in common, of those that came through. */
typedef gboolean (*Has) (const SchoCode *code);
typedef gboolean (*Same) (const Match *match,
                          const SchoCode *before,
                          const SchoCode *after);

static void
count_parts (const Match *match, Tally *tally, Has has, Same same)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (match->before, &n);

  for (gsize i = 0; i < n; i++)
    {
      const SchoCode *after = match_get_code (match, codes[i]);

      if (after != NULL && has (codes[i]))
        tally_add (tally, same (match, codes[i], after), codes[i]->name);
    }
}

#define PART(name, condition, comparison)                                                \
  static gboolean has_##name (const SchoCode *code)                                      \
  {                                                                                      \
    return condition;                                                                    \
  }                                                                                      \
                                                                                         \
  static gboolean same_##name (const Match *match, const SchoCode *a, const SchoCode *b) \
  {                                                                                      \
    return comparison;                                                                   \
  }                                                                                      \
                                                                                         \
  void count_##name (const Match *match, Tally *tally)                                   \
  {                                                                                      \
    count_parts (match, tally, has_##name, same_##name);                                 \
  }

static gboolean
has_parent (const Match *match, const SchoCode *a, const SchoCode *b)
{
  return match->codes[a->parent] == b->parent;
}

/* Those before it are before it still. */
static gboolean
keeps_order (const Match *match, const SchoCode *before, const SchoCode *after)
{
  gsize n, m;
  const SchoCode *const *codes = scho_snapshot_get_codes (match->before, &n);
  const SchoCode *const *others = scho_snapshot_get_codes (match->after, &m);

  for (gsize i = 0; i < n && codes[i]->id != before->id; i++)
    for (gsize k = m; k-- > 0 && others[k]->id != after->id;)
      if (codes[i]->parent == before->parent
          && others[k]->id == match->codes[codes[i]->id])
        return FALSE;
  return TRUE;
}

PART (code_names, code->name != NULL, strcmp (a->name, b->name) == 0)
PART (tree, code->parent != 0, has_parent (match, a, b))
PART (order, code->name != NULL, keeps_order (match, a, b))
PART (colours, code->colour != 0, a->colour == b->colour)
PART (definitions,
      code->definition != NULL,
      g_strcmp0 (a->definition, b->definition) == 0)
PART (uses,
      code->use_when != NULL || code->use_not != NULL,
      g_strcmp0 (a->use_when, b->use_when) == 0
          && g_strcmp0 (a->use_not, b->use_not) == 0)
PART (code_memos, code->memo != NULL, g_strcmp0 (a->memo, b->memo) == 0)
PART (keys, code->key != 0, a->key == b->key)
PART (blurred, code->blurred, a->blurred == b->blurred)
PART (pseudonyms, code->pseudonym != NULL, g_strcmp0 (a->pseudonym, b->pseudonym) == 0)

/* Coders */

static void
count_coders_of (const Match *match, Tally *tally, gboolean coded)
{
  gsize n;
  const SchoCoder *const *coders = scho_snapshot_get_coders (match->before, &n);

  for (gsize i = 0; i < n; i++)
    {
      const SchoCoder *after = match_get_coder (match, coders[i]);

      if (has_coded (match, coders[i]->id) == coded)
        tally_add (tally, after != NULL && strcmp (coders[i]->name, after->name) == 0,
                   coders[i]->name);
    }
}

void
count_coders (const Match *match, Tally *tally)
{
  count_coders_of (match, tally, TRUE);
}

void
count_unused_coders (const Match *match, Tally *tally)
{
  count_coders_of (match, tally, FALSE);
}

/* Whether they were asked for each document that there is still. */
static gboolean
same_asked (const Match *match, const SchoCoder *before, const SchoCoder *after)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (match->before, &n);

  for (gsize i = 0; i < n; i++)
    {
      const SchoDocument *other = match_get_document (match, documents[i]);

      if (other != NULL
          && scho_coder_get_asked (before, &documents[i]->uuid)
                 != scho_coder_get_asked (after, &other->uuid))
        return FALSE;
    }
  return TRUE;
}

void
count_asked (const Match *match, Tally *tally)
{
  gsize n;
  const SchoCoder *const *coders = scho_snapshot_get_coders (match->before, &n);

  for (gsize i = 0; i < n; i++)
    {
      const SchoCoder *after = match_get_coder (match, coders[i]);

      if (after != NULL && coders[i]->asked != NULL)
        tally_add (tally, same_asked (match, coders[i], after), coders[i]->name);
    }
}
