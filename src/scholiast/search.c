#include <scholiast/search-cache-private.h>

#include <string.h>

#include <glib/gi18n-lib.h>
#include <scholiast/snapshot-private.h>
#include <scholiast/text-unit.h>

/* How often the matcher may turn back at each place of the text: a pattern like (a+)+b
 * would do so until the end of days. */
#define LIMIT "(*LIMIT_MATCH=1000000)"

/* One text must not take longer, in microseconds. */
#define LONGEST (10 * G_USEC_PER_SEC)

#define WORD_CHARACTER "[\\p{L}\\p{N}\\p{M}\\p{Co}_]"
#define MAX_INDEX_WORDS 8

struct _SchoSearch
{
  SchoSearchFlags flags;
  SchoFoldFlags fold_flags; /* what texts are looked at as */
  SchoFold *pattern;        /* one of both */
  GRegex *regex;
  char *index_query; /* nullable: the index cannot tell */
};

/* Where hits are put. */
typedef struct
{
  SchoSearch *search;
  SchoText *text;
  guint32 document;
  GArray *hits;
} Found;

static GRegex *
compile (const char *expression, SchoSearchFlags flags, GError **error)
{
  GRegexCompileFlags options
      = G_REGEX_OPTIMIZE | G_REGEX_MULTILINE | G_REGEX_NEWLINE_LF | G_REGEX_BSR_ANYCRLF;

  if ((flags & SCHO_SEARCH_MATCH_CASE) == 0)
    options |= G_REGEX_CASELESS;
  return g_regex_new (expression, options, G_REGEX_MATCH_NOTEMPTY, error);
}

/* The expression is tried alone first: its place in the message is then the user's. */
static gboolean
check_expression (const char *pattern, SchoSearchFlags flags, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GRegex) regex = compile (pattern, flags, &failure);

  if (regex != NULL)
    return TRUE;
  g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_INVALID, failure->message);
  return FALSE;
}

/* The expression for texts as they are looked at. */
static char *
make_expression (SchoSearch *self, const char *pattern)
{
  g_autofree char *folded = NULL;

  if (self->fold_flags != SCHO_FOLD_NOTHING)
    {
      g_autoptr (SchoFold) fold
          = scho_fold_new (pattern, strlen (pattern), self->fold_flags);

      pattern = folded = scho_fold_dup_utf8 (fold);
    }
  if ((self->flags & SCHO_SEARCH_WHOLE_WORDS) == 0)
    return g_strconcat (LIMIT, pattern, NULL);
  return g_strconcat (LIMIT "(?<!" WORD_CHARACTER ")(?:", pattern,
                      ")(?!" WORD_CHARACTER ")", NULL);
}

static void
add_index_word (GString *query, const char *word, gsize length, guint *n_words)
{
  if (*n_words == MAX_INDEX_WORDS)
    return;
  g_string_append_printf (query, "%s\"%.*s\"", query->len > 0 ? " " : "", (int) length,
                          word);
  ++*n_words;
}

/* What one character of a text may be folded to, that for the index is another word. */
static gboolean
may_be_ligature (const char *word, gsize length)
{
  static const char pairs[][3] = { "ss", "ff", "fi", "fl", "st" };

  for (gsize i = 0; i + 1 < length; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (pairs); j++)
      if (g_ascii_strncasecmp (word + i, pairs[j], 2) == 0)
        return TRUE;
  return FALSE;
}

static gboolean
ends_words (char c)
{
  return g_ascii_isprint (c) || c == '\n';
}

/* Words that any match holds whole: those with ASCII on both sides within the pattern.
 * Only there the index and the matcher agree for certain on where a word ends: the index
 * knows the Unicode of 2012, in which a newer emoji is a letter. */
static char *
make_index_query (const char *pattern)
{
  GString *query = g_string_new (NULL);
  guint n_words = 0;

  for (const char *start = pattern, *end = pattern; *start != '\0'; start = end)
    {
      if (!g_ascii_isalnum (*start))
        {
          end = start + 1;
          continue;
        }
      while (g_ascii_isalnum (*end))
        end++;
      if (start > pattern && ends_words (start[-1]) && ends_words (*end)
          && !may_be_ligature (start, end - start))
        add_index_word (query, start, end - start, &n_words);
    }
  return g_string_free (query, n_words == 0);
}

static gboolean
make_regex (SchoSearch *self, const char *pattern, GError **error)
{
  g_autofree char *expression = NULL;

  if (!check_expression (pattern, self->flags, error))
    return FALSE;
  /* Letters of either case are the matcher's business. */
  self->fold_flags &= SCHO_FOLD_ACCENTS;
  expression = make_expression (self, pattern);
  if (!(self->regex = compile (expression, self->flags, error)))
    g_prefix_error (error, _ ("“%s” cannot be searched for: "), pattern);
  return self->regex != NULL;
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_INVALID, sentence);
  return FALSE;
}

static gboolean
make_pattern (SchoSearch *self, const char *pattern, GError **error)
{
  self->pattern = scho_fold_new (pattern, strlen (pattern), self->fold_flags);
  if (scho_fold_get_n_units (self->pattern) == 0)
    return refuse (error, _ ("There is nothing but accents to search for"));
  if ((self->flags & SCHO_SEARCH_MATCH_ACCENTS) != 0)
    self->index_query = make_index_query (pattern);
  return TRUE;
}

SchoSearch *
scho_search_new (const char *pattern, SchoSearchFlags flags, GError **error)
{
  g_autoptr (SchoSearch) self = g_new0 (SchoSearch, 1);
  gboolean made;

  self->flags = flags;
  self->fold_flags
      = ((flags & SCHO_SEARCH_MATCH_CASE) == 0 ? SCHO_FOLD_CASE : SCHO_FOLD_NOTHING)
        | ((flags & SCHO_SEARCH_MATCH_ACCENTS) == 0 ? SCHO_FOLD_ACCENTS
                                                    : SCHO_FOLD_NOTHING);
  if (pattern[0] == '\0')
    made = refuse (error, _ ("There is nothing to search for"));
  else if (!g_utf8_validate (pattern, -1, NULL))
    made = refuse (error, _ ("What to search for is no UTF-8"));
  else if ((flags & SCHO_SEARCH_REGEX) != 0)
    made = make_regex (self, pattern, error);
  else
    made = make_pattern (self, pattern, error);
  return made ? g_steal_pointer (&self) : NULL;
}

void
scho_search_free (SchoSearch *self)
{
  g_clear_pointer (&self->regex, g_regex_unref);
  g_clear_pointer (&self->pattern, scho_fold_unref);
  g_free (self->index_query);
  g_free (self);
}

static gboolean
fail_match (GError *failure, GError **error)
{
  /* Without the expression before it, in which the limit would show. */
  const char *words = g_strrstr (failure->message, ": ");

  /* Translators: the library's own words follow */
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_FAILED,
               _ ("The expression takes too long or too much memory: %s"),
               words != NULL ? words + 2 : failure->message);
  g_error_free (failure);
  return FALSE;
}

static gboolean
fail_late (GError **error)
{
  g_set_error_literal (
      error, SCHO_ERROR, SCHO_ERROR_FAILED,
      _ ("The expression takes too long: a text was not searched in ten seconds"));
  return FALSE;
}

static void
add_hit (Found *found, guint32 start, guint32 end)
{
  SchoHit hit = { found->document, start, end };

  if (start < end) /* \K can make it empty or turn it round */
    g_array_append_val (found->hits, hit);
}

static void
plain_hit_cb (guint32 start, guint32 end, gpointer data)
{
  Found *found = data;

  if ((found->search->flags & SCHO_SEARCH_WHOLE_WORDS) == 0
      || (scho_text_is_word_border (found->text, NULL, start)
          && scho_text_is_word_border (found->text, NULL, end)))
    add_hit (found, start, end);
}

/* @fold: (nullable): what @text is the words of. */
static void
add_match (Found *found, SchoText *text, SchoFold *fold, GMatchInfo *match, gsize *hint)
{
  int first = 0, last = 0;
  guint32 start, end;

  g_match_info_fetch_pos (match, 0, &first, &last);
  if (fold == NULL)
    {
      add_hit (found, scho_text_byte_to_offset (text, first),
               scho_text_byte_to_offset (text, last));
      return;
    }
  start = scho_text_offset_to_utf16 (text, scho_text_byte_to_offset (text, first));
  end = scho_text_offset_to_utf16 (text, scho_text_byte_to_offset (text, last));
  if (start < end && scho_fold_map (fold, &start, &end, hint))
    add_hit (found, start, end);
}

static gboolean
match_regex (Found *found, SchoText *text, SchoFold *fold, GError **error)
{
  gint64 end = g_get_monotonic_time () + LONGEST;
  g_autoptr (GMatchInfo) match = NULL;
  GError *failure = NULL;
  gsize n_bytes = 0, hint = 0;
  const char *utf8 = scho_text_get_utf8 (text, &n_bytes);

  g_regex_match_full (found->search->regex, utf8, n_bytes, 0, 0, &match, &failure);
  for (guint n = 1; failure == NULL && g_match_info_matches (match); n++)
    {
      add_match (found, text, fold, match, &hint);
      if (n % 64 == 0 && g_get_monotonic_time () > end)
        return fail_late (error);
      g_match_info_next (match, &failure);
    }
  return failure == NULL || fail_match (failure, error);
}

gboolean
scho_search_text (SchoSearch *self,
                  SchoSearchCache *cache,
                  SchoText *text,
                  guint32 document,
                  GArray *hits,
                  GError **error)
{
  Found found = { self, text, document, hits };
  g_autoptr (SchoFold) fold = NULL;
  g_autoptr (SchoText) folded = NULL;
  g_autofree char *utf8 = NULL;

  if (self->regex != NULL && self->fold_flags == SCHO_FOLD_NOTHING)
    return match_regex (&found, text, NULL, error);
  fold = scho_search_cache_fold (cache, text, self->fold_flags);
  if (self->regex == NULL)
    {
      scho_fold_find (fold, self->pattern, plain_hit_cb, &found);
      return TRUE;
    }
  utf8 = scho_fold_dup_utf8 (fold);
  folded = scho_text_new (utf8, error);
  return folded != NULL && match_regex (&found, folded, fold, error);
}

/* Nullable: then all texts must be looked at. */
static GHashTable *
ask_index (SchoSearch *self, SchoSnapshot *snapshot)
{
  if (self->index_query == NULL)
    return NULL;
  return scho_snapshot_match_index (snapshot, self->index_query, NULL);
}

static gboolean
search_document (SchoSearch *self,
                 SchoSearchCache *cache,
                 SchoSnapshot *snapshot,
                 const SchoDocument *document,
                 GArray *hits,
                 GError **error)
{
  g_autoptr (SchoText) text = NULL;

  if (cache != NULL)
    text = scho_search_cache_get_text (cache, document->digest);
  if (text == NULL && !(text = scho_snapshot_read_text (snapshot, document->id, error)))
    return FALSE;
  if (scho_search_text (self, cache, text, document->id, hits, error))
    return TRUE;
  g_prefix_error (error, "%s: ", document->title);
  return FALSE;
}

GArray *
scho_search_snapshot (SchoSearch *self,
                      SchoSearchCache *cache,
                      SchoSnapshot *snapshot,
                      const SchoProgress *progress,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (SchoHit));
  g_autoptr (GHashTable) possible = ask_index (self, snapshot);
  gsize n = 0;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      scho_progress_set (progress, (double) i / n, documents[i]->title);
      if (possible != NULL && !g_hash_table_contains (possible, documents[i]->digest))
        continue;
      if (!search_document (self, cache, snapshot, documents[i], hits, error))
        return NULL;
    }
  return g_steal_pointer (&hits);
}
