#include "listing.h"

#include <glib/gi18n.h>
#include <scholiast/text-unit.h>

#define MOST_ROWS 20000
#define MOST_CHARACTERS 300 /* of a passage in a cell */
#define AROUND 40           /* characters before and after a hit */

/* The text of the document at hand; passages come by document. */
typedef struct
{
  SchoSnapshot *snapshot;
  guint32 document;
  SchoText *text;
} Reader;

static SchoText *
reader_get (Reader *self, guint32 document, GError **error)
{
  if (self->document == document && self->text != NULL)
    return self->text;
  g_clear_pointer (&self->text, scho_text_unref);
  self->document = document;
  self->text = scho_snapshot_read_text (self->snapshot, document, error);
  return self->text;
}

static void
reader_clear (Reader *self)
{
  g_clear_pointer (&self->text, scho_text_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static char *
dup_one_line (SchoText *text, guint32 start, guint32 end, const char *dots)
{
  g_autofree char *words = scho_text_dup_range (text, start, end);

  g_strdelimit (words, "\n\t", ' ');
  return g_strconcat (words, dots, NULL);
}

char *
scho_listing_dup_before (SchoText *text, guint32 start)
{
  return dup_one_line (text, scho_text_context_start (text, start, AROUND), start, NULL);
}

char *
scho_listing_dup_after (SchoText *text, guint32 end)
{
  return dup_one_line (text, end, scho_text_context_end (text, end, AROUND), NULL);
}

char *
scho_listing_dup_passage (SchoText *text, guint32 start, guint32 end)
{
  return end - start > MOST_CHARACTERS
             ? dup_one_line (text, start, start + MOST_CHARACTERS, "…")
             : dup_one_line (text, start, end, NULL);
}

static SchoListing *
listing_new (const char *id, const char *title)
{
  SchoListing *self = g_new0 (SchoListing, 1);

  self->table = scho_table_new (id, title);
  self->places = g_array_new (FALSE, FALSE, sizeof (SchoHit));
  return self;
}

void
scho_listing_free (SchoListing *self)
{
  scho_table_unref (self->table);
  g_array_unref (self->places);
  g_free (self);
}

static const char *
title_of (SchoSnapshot *snapshot, guint32 document)
{
  return scho_snapshot_get_document (snapshot, document)->title;
}

static void
note_limit (SchoListing *self, gsize n)
{
  if (n > MOST_ROWS)
    scho_table_add_note (self->table, _ ("Only the first %d of %lu passages are listed."),
                         MOST_ROWS, (gulong) n);
}

static void
add_hit (SchoListing *self, SchoSnapshot *snapshot, SchoText *text, const SchoHit *hit)
{
  gsize row = scho_table_add_row (self->table);
  g_autofree char *left = scho_listing_dup_before (text, hit->start);
  g_autofree char *words = scho_listing_dup_passage (text, hit->start, hit->end);
  g_autofree char *right = scho_listing_dup_after (text, hit->end);

  scho_table_set_text (self->table, row, 0, title_of (snapshot, hit->document));
  scho_table_set_text (self->table, row, 1, left);
  scho_table_set_text (self->table, row, 2, words);
  scho_table_set_text (self->table, row, 3, right);
  g_array_append_val (self->places, *hit);
}

SchoListing *
scho_listing_new_for_search (SchoSnapshot *snapshot,
                             SchoSearchCache *cache,
                             const char *pattern,
                             SchoSearchFlags flags,
                             const SchoProgress *progress,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (SchoSearch) search = scho_search_new (pattern, flags, error);
  g_autoptr (SchoListing) self = NULL;
  g_autoptr (GArray) hits = NULL;
  g_auto (Reader) reader = { .snapshot = snapshot };

  if (search == NULL
      || !(hits = scho_search_snapshot (search, cache, snapshot, progress, cancellable,
                                        error)))
    return NULL;
  self = listing_new ("hits", pattern);
  scho_table_add_column (self->table, "document", _ ("Document"), SCHO_COLUMN_TEXT);
  scho_table_add_column (self->table, "before", _ ("Before"), SCHO_COLUMN_TEXT);
  scho_table_add_column (self->table, "hit", _ ("Hit"), SCHO_COLUMN_TEXT);
  scho_table_add_column (self->table, "after", _ ("After"), SCHO_COLUMN_TEXT);
  for (guint i = 0; i < MIN (hits->len, MOST_ROWS); i++)
    {
      const SchoHit *hit = &g_array_index (hits, SchoHit, i);
      SchoText *text = reader_get (&reader, hit->document, error);

      if (text == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      add_hit (self, snapshot, text, hit);
    }
  note_limit (self, hits->len);
  return g_steal_pointer (&self);
}
