#include "match.h"

#include <string.h>

/* Letters and digits only: for names that a format had to change. */
static char *
dup_letters (const char *words)
{
  GString *letters = g_string_new (NULL);

  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (letters, g_unichar_tolower (g_utf8_get_char (p)));
  return g_string_free (letters, FALSE);
}

static gboolean
equal_letters (const char *a, const char *b)
{
  g_autofree char *one = dup_letters (a), *two = dup_letters (b);

  return strcmp (one, two) == 0;
}

static gboolean
begins_with_letters (const char *words, const char *prefix)
{
  g_autofree char *one = dup_letters (words), *two = dup_letters (prefix);

  return g_str_has_prefix (one, two);
}

/* How surely two nouns are the same, from sure to a guess; each way is tried for all
 * before the next. */
typedef gboolean (*IsSame) (const Match *self,
                            gconstpointer before,
                            gconstpointer after,
                            guint way);

static guint32
get_id (gconstpointer noun)
{
  return *(const guint32 *) noun; /* all of them begin with it */
}

static guint32 *
match_nouns (const Match *self,
             gconstpointer const *before,
             gsize n_before,
             gconstpointer const *after,
             gsize n_after,
             guint32 limit,
             IsSame is_same,
             guint n_ways)
{
  guint32 *became = g_new0 (guint32, limit + 1);
  g_autofree gboolean *taken = g_new0 (gboolean, n_after + 1);

  for (guint way = 0; way < n_ways; way++)
    for (gsize i = 0; i < n_before; i++)
      for (gsize k = 0; k < n_after && became[get_id (before[i])] == 0; k++)
        if (!taken[k] && is_same (self, before[i], after[k], way))
          {
            became[get_id (before[i])] = get_id (after[k]);
            taken[k] = TRUE;
          }
  return became;
}

static gboolean
is_same_document (const Match *self, gconstpointer before, gconstpointer after, guint way)
{
  const SchoDocument *a = before, *b = after;

  switch (way)
    {
    case 0:
      return scho_uuid_equal (&a->uuid, &b->uuid);
    case 1:
      return strcmp (a->title, b->title) == 0;
    case 2:
      return a->length > 0
             && equal_letters (scho_text_get_utf8 (self->texts[a->id], NULL),
                               scho_text_get_utf8 (self->texts_after[b->id], NULL));
    default:
      return equal_letters (a->title, b->title);
    }
}

static gboolean
is_same_code (const Match *self, gconstpointer before, gconstpointer after, guint way)
{
  const SchoCode *a = before, *b = after;
  g_autofree char *label = scho_snapshot_dup_code_label (self->before, a->id);
  g_autofree char *path = scho_snapshot_dup_code_path (self->before, a->id);
  g_autofree char *other = scho_snapshot_dup_code_path (self->after, b->id);

  switch (way)
    {
    case 0:
      return scho_uuid_equal (&a->uuid, &b->uuid);
    case 1:
      return strcmp (path, other) == 0;
    case 2:
      return strcmp (label, b->name) == 0 || strcmp (path, b->name) == 0;
    case 3:
      return strcmp (a->name, b->name) == 0;
    case 4:
      return equal_letters (label, b->name) || equal_letters (a->name, b->name);
    default: /* with a number, since another one has its name */
      return begins_with_letters (b->name, a->name);
    }
}

static gboolean
is_same_coder (const Match *self, gconstpointer before, gconstpointer after, guint way)
{
  const SchoCoder *a = before, *b = after;

  return way == 0   ? scho_uuid_equal (&a->uuid, &b->uuid)
         : way == 1 ? strcmp (a->name, b->name) == 0
                    : equal_letters (a->name, b->name);
}

static SchoText **
read_texts (SchoSnapshot *snapshot)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);
  SchoText **texts = g_new0 (SchoText *, scho_snapshot_get_document_limit (snapshot) + 1);
  GError *error = NULL;

  for (gsize i = 0; i < n; i++)
    {
      texts[documents[i]->id]
          = scho_snapshot_read_text (snapshot, documents[i]->id, &error);
      g_assert_no_error (error);
    }
  return texts;
}

static void
free_texts (SchoText **texts, guint32 limit)
{
  for (guint32 i = 0; i < limit; i++)
    g_clear_pointer (&texts[i], scho_text_unref);
  g_free (texts);
}

/* Codings */

static gboolean
is_same_place (const Match *self, const SchoAnnotation *a, const SchoAnnotation *b)
{
  SchoText *before = self->texts[a->document], *after = self->texts_after[b->document];
  g_autofree char *one = NULL, *two = NULL;

  if (strcmp (scho_text_get_utf8 (before, NULL), scho_text_get_utf8 (after, NULL)) == 0)
    return a->start == b->start && a->end == b->end;
  one = scho_text_dup_range (before, a->start, a->end);
  two = scho_text_dup_range (after, b->start, b->end);
  return equal_letters (one, two);
}

/* By identity; where it stands and as what it was; by whom it was may have been lost; so
 * may its exact ends. */
static gboolean
is_same_coding (const Match *self,
                const SchoAnnotation *a,
                const SchoAnnotation *b,
                guint way)
{
  gboolean has_code = self->codes[a->code] == b->code;
  gboolean has_coder = self->coders[a->coder] == b->coder;

  switch (way)
    {
    case 0:
      return scho_uuid_equal (&a->uuid, &b->uuid);
    case 1:
      return has_code && has_coder && is_same_place (self, a, b);
    case 2:
      return has_code && is_same_place (self, a, b);
    default:
      return has_code && has_coder && a->start < b->end && b->start < a->end;
    }
}

static void
match_document_codings (Match *self, const SchoDocument *document)
{
  const SchoDocument *other = match_get_document (self, document);
  gsize n, m = 0;
  guint first = self->codings->len;
  const SchoAnnotation *before
      = scho_snapshot_get_annotations (self->before, document->id, &n);
  const SchoAnnotation *after
      = other != NULL ? scho_snapshot_get_annotations (self->after, other->id, &m) : NULL;
  g_autofree gboolean *taken = g_new0 (gboolean, m + 1);

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (
        self->codings,
        g_memdup2 (&(MatchCoding){ document, &before[i], NULL }, sizeof (MatchCoding)));
  for (guint way = 0; way < 4; way++)
    for (gsize i = 0; i < n; i++)
      {
        MatchCoding *coding = self->codings->pdata[first + i];

        for (gsize k = 0; k < m && coding->after == NULL; k++)
          if (!taken[k] && is_same_coding (self, &before[i], &after[k], way))
            {
              coding->after = &after[k];
              taken[k] = TRUE;
            }
      }
}

#define MATCH(noun, nouns, is_same, n_ways)                                              \
  G_STMT_START                                                                           \
  {                                                                                      \
    gsize n, m;                                                                          \
    gconstpointer const *a                                                               \
        = (gconstpointer const *) scho_snapshot_get_##nouns (before, &n);                \
    gconstpointer const *b                                                               \
        = (gconstpointer const *) scho_snapshot_get_##nouns (after, &m);                 \
                                                                                         \
    self->nouns = match_nouns (                                                          \
        self, a, n, b, m, scho_snapshot_get_##noun##_limit (before), is_same, n_ways);   \
  }                                                                                      \
  G_STMT_END

Match *
match_new (SchoSnapshot *before, SchoSnapshot *after)
{
  Match *self = g_new0 (Match, 1);
  gsize n_documents;
  const SchoDocument *const *list = scho_snapshot_get_documents (before, &n_documents);

  self->before = scho_snapshot_ref (before);
  self->after = scho_snapshot_ref (after);
  self->texts = read_texts (before);
  self->texts_after = read_texts (after);
  self->codings = g_ptr_array_new_with_free_func (g_free);
  MATCH (document, documents, is_same_document, 4);
  MATCH (code, codes, is_same_code, 6);
  MATCH (coder, coders, is_same_coder, 3);
  for (gsize i = 0; i < n_documents; i++)
    match_document_codings (self, list[i]);
  return self;
}

void
match_free (Match *self)
{
  free_texts (self->texts, scho_snapshot_get_document_limit (self->before));
  free_texts (self->texts_after, scho_snapshot_get_document_limit (self->after));
  g_free (self->history);
  g_free (self->history_after);
  g_free (self->documents);
  g_free (self->codes);
  g_free (self->coders);
  g_ptr_array_unref (self->codings);
  scho_snapshot_unref (self->before);
  scho_snapshot_unref (self->after);
  g_free (self);
}

const SchoDocument *
match_get_document (const Match *self, const SchoDocument *before)
{
  return scho_snapshot_get_document (self->after, self->documents[before->id]);
}

const SchoCode *
match_get_code (const Match *self, const SchoCode *before)
{
  return scho_snapshot_get_code (self->after, self->codes[before->id]);
}

const SchoCoder *
match_get_coder (const Match *self, const SchoCoder *before)
{
  return scho_snapshot_get_coder (self->after, self->coders[before->id]);
}

gboolean
match_find (const Match *self, const SchoUuid *before, SchoUuid *after)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (self->before, &n);
  const SchoCode *const *codes;

  for (gsize i = 0; i < n; i++)
    if (scho_uuid_equal (&documents[i]->uuid, before)
        && match_get_document (self, documents[i]) != NULL)
      {
        *after = match_get_document (self, documents[i])->uuid;
        return TRUE;
      }
  codes = scho_snapshot_get_codes (self->before, &n);
  for (gsize i = 0; i < n; i++)
    if (scho_uuid_equal (&codes[i]->uuid, before)
        && match_get_code (self, codes[i]) != NULL)
      {
        *after = match_get_code (self, codes[i])->uuid;
        return TRUE;
      }
  for (guint i = 0; i < self->codings->len; i++)
    {
      const MatchCoding *coding = self->codings->pdata[i];

      if (coding->after != NULL && scho_uuid_equal (&coding->before->uuid, before))
        {
          *after = coding->after->uuid;
          return TRUE;
        }
    }
  return FALSE;
}
