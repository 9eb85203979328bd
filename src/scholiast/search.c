#include <scholiast/search.h>

#include <glib/gi18n-lib.h>
#include <scholiast/snapshot-private.h>
#include <string.h>

/* How often the matcher may turn back at each place of the text: a pattern like (a+)+b
 * would do so until the end of days. */
#define LIMIT "(*LIMIT_MATCH=1000000)"

/* One text must not take longer, in microseconds. */
#define LONGEST (10 * G_USEC_PER_SEC)

#define WORD_CHARACTER "[\\p{L}\\p{N}\\p{M}\\p{Co}_]"
#define MAX_INDEX_WORDS 8

struct _SchoSearch
{
  GRegex *regex;
  char *index_query; /* nullable: the index cannot tell */
};

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

static char *
make_expression (const char *pattern, SchoSearchFlags flags)
{
  g_autofree char *core = (flags & SCHO_SEARCH_REGEX) != 0
                              ? g_strdup (pattern)
                              : g_regex_escape_string (pattern, -1);

  if ((flags & SCHO_SEARCH_WHOLE_WORDS) == 0)
    return g_strconcat (LIMIT, core, NULL);
  return g_strconcat (LIMIT "(?<!" WORD_CHARACTER ")(?:", core, ")(?!" WORD_CHARACTER ")",
                      NULL);
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
      if (start > pattern && ends_words (start[-1]) && ends_words (*end))
        add_index_word (query, start, end - start, &n_words);
    }
  return g_string_free (query, n_words == 0);
}

SchoSearch *
scho_search_new (const char *pattern, SchoSearchFlags flags, GError **error)
{
  g_autoptr (SchoSearch) self = g_new0 (SchoSearch, 1);
  g_autofree char *expression = NULL;

  if (pattern[0] == '\0' || !g_utf8_validate (pattern, -1, NULL))
    {
      g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                           pattern[0] == '\0' ? _ ("There is nothing to search for")
                                              : _ ("What to search for is no UTF-8"));
      return NULL;
    }
  if ((flags & SCHO_SEARCH_REGEX) != 0 && !check_expression (pattern, flags, error))
    return NULL;
  expression = make_expression (pattern, flags);
  if (!(self->regex = compile (expression, flags, error)))
    {
      g_prefix_error (error, _ ("“%s” cannot be searched for: "), pattern);
      return NULL;
    }
  if ((flags & SCHO_SEARCH_REGEX) == 0)
    self->index_query = make_index_query (pattern);
  return g_steal_pointer (&self);
}

void
scho_search_free (SchoSearch *self)
{
  g_clear_pointer (&self->regex, g_regex_unref);
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
add_hit (GArray *hits, SchoText *text, guint32 document, GMatchInfo *match)
{
  SchoHit hit = { .document = document };
  int start = 0;
  int end = 0;

  g_match_info_fetch_pos (match, 0, &start, &end);
  hit.start = scho_text_byte_to_offset (text, start);
  hit.end = scho_text_byte_to_offset (text, end);
  if (hit.start < hit.end) /* \K can make it empty or turn it round */
    g_array_append_val (hits, hit);
}

gboolean
scho_search_text (
    SchoSearch *self, SchoText *text, guint32 document, GArray *hits, GError **error)
{
  gint64 end = g_get_monotonic_time () + LONGEST;
  g_autoptr (GMatchInfo) match = NULL;
  GError *failure = NULL;
  gsize n_bytes = 0;
  const char *utf8 = scho_text_get_utf8 (text, &n_bytes);

  g_regex_match_full (self->regex, utf8, n_bytes, 0, 0, &match, &failure);
  for (guint n = 1; failure == NULL && g_match_info_matches (match); n++)
    {
      add_hit (hits, text, document, match);
      if (n % 64 == 0 && g_get_monotonic_time () > end)
        return fail_late (error);
      g_match_info_next (match, &failure);
    }
  return failure == NULL || fail_match (failure, error);
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
                 SchoSnapshot *snapshot,
                 const SchoDocument *document,
                 GArray *hits,
                 GError **error)
{
  g_autoptr (SchoText) text = scho_snapshot_read_text (snapshot, document->id, error);

  if (text == NULL)
    return FALSE;
  if (scho_search_text (self, text, document->id, hits, error))
    return TRUE;
  g_prefix_error (error, "%s: ", document->title);
  return FALSE;
}

GArray *
scho_search_snapshot (SchoSearch *self,
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
      if (!search_document (self, snapshot, documents[i], hits, error))
        return NULL;
    }
  return g_steal_pointer (&hits);
}
