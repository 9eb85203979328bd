#include "hit-preview.h"

#include "listing.h"
#include "matching.h"

#include <glib/gi18n.h>
#include <string.h>

void
scho_hit_query_copy (SchoHitQuery *self, const SchoHitQuery *other)
{
  *self = *other;
  self->pattern = g_strdup (other->pattern);
  self->coding.name = g_strdup (other->coding.name);
  self->coding.coder = g_strdup (other->coding.coder);
}

void
scho_hit_query_clear (SchoHitQuery *self)
{
  g_clear_pointer (&self->pattern, g_free);
  g_free ((char *) self->coding.name);
  g_free ((char *) self->coding.coder);
  self->coding = (SchoHitCoding){ 0 };
}

gpointer
scho_hit_row_ref (gpointer self)
{
  g_atomic_ref_count_inc (&((SchoHitRow *) self)->ref_count);
  return self;
}

void
scho_hit_row_unref (gpointer row)
{
  SchoHitRow *self = row;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->title);
  g_free (self->before);
  g_free (self->words);
  g_free (self->after);
  g_free (self->folded);
  g_free (self);
}

/* Not between dots and the end of a sentence that is not there. */
static void
begin_with_dots (GString *context)
{
  const char *begin = context->str;

  while (g_unichar_ispunct (g_utf8_get_char (begin)) || begin[0] == ' ')
    begin = g_utf8_next_char (begin);
  g_string_erase (context, 0, begin - context->str);
  g_string_prepend (context, "…");
}

/* Blank lines and line ends within are one space each; at the outer end, beyond which
 * there is more, dots. */
static char *
make_context (char *words, gboolean is_before, gboolean is_cut)
{
  g_auto (GStrv) parts = g_strsplit_set (words, " ", -1);
  g_autoptr (GString) context = g_string_new (NULL);
  gsize n = strlen (words);

  if (n > 0 && !is_before && words[0] == ' ')
    g_string_append_c (context, ' ');
  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      g_string_append_printf (
          context, "%s%s",
          context->len > 0 && i > 0 && context->str[context->len - 1] != ' ' ? " " : "",
          parts[i]);
  if (n > 0 && is_before && words[n - 1] == ' ')
    g_string_append_c (context, ' ');
  if (is_cut && is_before)
    begin_with_dots (context);
  else if (is_cut)
    g_string_append (context, g_str_has_suffix (context->str, ".") ? " …" : "…");
  g_free (words);
  return g_string_free (g_steal_pointer (&context), FALSE);
}

/* As the words stand between what is around them. */
static void
set_context (SchoHitRow *self, SchoText *text, const SchoHit *place)
{
  char *before = scho_listing_dup_before (text, place->start);
  char *after = scho_listing_dup_after (text, place->end);
  gboolean begins = g_utf8_strlen (before, -1) == place->start;
  gboolean ends = place->end + g_utf8_strlen (after, -1) == scho_text_get_length (text);

  self->before = make_context (before, TRUE, !begins);
  self->after = make_context (after, FALSE, !ends);
}

static SchoHitRow *
row_new (const SchoDocument *document, SchoText *text, const SchoHit *place)
{
  SchoHitRow *self = g_new0 (SchoHitRow, 1);
  g_autofree char *all = NULL;

  g_atomic_ref_count_init (&self->ref_count);
  self->place = *place;
  self->title = g_strdup (document->title);
  set_context (self, text, place);
  self->words = scho_listing_dup_passage (text, place->start, place->end);
  all = g_strconcat (self->words, "\n", self->title, NULL);
  self->folded = scho_matching_fold (all);
  return self;
}

static GArray *
find_hits (SchoSnapshot *snapshot,
           SchoSearchCache *cache,
           const SchoHitQuery *query,
           const SchoProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (SchoSearch) search = scho_search_new (query->pattern, query->flags, error);
  g_autoptr (SchoText) text = NULL;
  g_autoptr (GArray) hits = NULL;

  if (search == NULL)
    return NULL;
  if (query->document == 0)
    return scho_search_snapshot (search, cache, snapshot, progress, cancellable, error);
  if (!(text = scho_snapshot_read_text (snapshot, query->document, error)))
    return NULL;
  hits = g_array_new (FALSE, FALSE, sizeof (SchoHit));
  if (!scho_search_text (search, cache, text, query->document, hits, error))
    return NULL;
  return g_steal_pointer (&hits);
}

/* Passages come by document, so each text is read once. */
static gboolean
fill_rows (SchoHitPreview *self,
           SchoSnapshot *snapshot,
           GArray *passages,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (SchoText) text = NULL;
  const SchoDocument *document = NULL;
  guint n = MIN (passages->len, SCHO_MOST_PREVIEWED);

  for (guint i = 0; i < n; i++)
    {
      const SchoHit *place = &g_array_index (passages, SchoHit, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (document == NULL || document->id != place->document)
        {
          g_clear_pointer (&text, scho_text_unref);
          document = scho_snapshot_get_document (snapshot, place->document);
          if (!(text = scho_snapshot_read_text (snapshot, place->document, error)))
            return FALSE;
        }
      g_ptr_array_add (self->rows, row_new (document, text, place));
    }
  self->n_more = passages->len - n;
  return TRUE;
}

SchoHitPreview *
scho_hit_preview_new (SchoSnapshot *snapshot,
                      SchoSearchCache *cache,
                      const SchoHitQuery *query,
                      const SchoProgress *progress,
                      GCancellable *cancellable,
                      GError **error)
{
  SchoHitPreview *self;
  g_autoptr (GArray) passages = NULL;
  g_autoptr (GArray) hits
      = find_hits (snapshot, cache, query, progress, cancellable, error);
  gsize n_coded = 0;

  if (hits == NULL
      || !(passages = scho_edit_widen_hits (snapshot, &query->coding, hits, &n_coded,
                                            progress, cancellable, error)))
    return NULL;
  self = g_new0 (SchoHitPreview, 1);
  self->n_coded = n_coded;
  self->rows = g_ptr_array_new_with_free_func (scho_hit_row_unref);
  if (fill_rows (self, snapshot, passages, cancellable, error))
    return self;
  scho_hit_preview_free (self);
  return NULL;
}

void
scho_hit_preview_free (gpointer preview)
{
  SchoHitPreview *self = preview;

  g_ptr_array_unref (self->rows);
  g_free (self);
}

GPtrArray *
scho_hit_preview_filter (const SchoHitPreview *self, const char *typed)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (scho_hit_row_unref);
  g_autofree char *folded = scho_matching_fold (typed);

  for (guint i = 0; i < self->rows->len; i++)
    {
      SchoHitRow *row = self->rows->pdata[i];

      if (scho_matching_has (row->folded, folded))
        g_ptr_array_add (rows, scho_hit_row_ref (row));
    }
  return rows;
}

char *
scho_hit_preview_dup_count (const SchoHitPreview *self, guint n_ticked, guint n_shown)
{
  GString *words = g_string_new (NULL);

  g_string_append_printf (words,
                          /* Translators: how many of how many passages are ticked. */
                          g_dngettext (GETTEXT_PACKAGE, "%u of %u passage",
                                       "%u of %u passages", self->rows->len),
                          n_ticked, self->rows->len);
  if (self->n_coded > 0)
    g_string_append_printf (words,
                            g_dngettext (GETTEXT_PACKAGE, "; %u is coded so already",
                                         "; %u are coded so already",
                                         (gulong) self->n_coded),
                            (guint) self->n_coded);
  if (n_shown < self->rows->len)
    g_string_append_printf (
        words, g_dngettext (GETTEXT_PACKAGE, "; %u is shown", "; %u are shown", n_shown),
        n_shown);
  if (self->n_more > 0)
    /* Translators: of many passages; the number is of those that are listed. */
    g_string_append_printf (words, _ ("; only the first %d are listed"),
                            SCHO_MOST_PREVIEWED);
  return g_string_free (words, FALSE);
}
