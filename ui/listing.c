#include "listing.h"

#include <glib/gi18n.h>
#include <scholiast/query.h>

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

static char *
dup_passage (SchoText *text, guint32 start, guint32 end)
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
add_coding (SchoListing *self,
            SchoSnapshot *snapshot,
            SchoText *text,
            const SchoAnnotation *coding)
{
  SchoHit place = { coding->document, coding->start, coding->end };
  gsize row = scho_table_add_row (self->table);
  g_autofree char *passage = dup_passage (text, coding->start, coding->end);

  scho_table_set_text (self->table, row, 0, title_of (snapshot, coding->document));
  scho_table_set_text (self->table, row, 1, passage);
  scho_table_set_text (self->table, row, 2,
                       scho_snapshot_get_code (snapshot, coding->code)->name);
  scho_table_set_text (self->table, row, 3,
                       scho_snapshot_get_coder (snapshot, coding->coder)->name);
  if (coding->memo != NULL)
    scho_table_set_text (self->table, row, 4, coding->memo);
  scho_table_set_integer (self->table, row, 5, coding->start);
  scho_table_set_integer (self->table, row, 6, coding->end);
  g_array_append_val (self->places, place);
}

static void
note_limit (SchoListing *self, gsize n)
{
  if (n > MOST_ROWS)
    scho_table_add_note (self->table, _ ("Only the first %d of %lu passages are listed."),
                         MOST_ROWS, (gulong) n);
}

static void
add_passage_columns (SchoTable *table)
{
  scho_table_add_column (table, "document", _ ("Document"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "passage", _ ("Passage"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "code", _ ("Code"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "coder", _ ("Coder"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "memo", _ ("Memo"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "start", _ ("From"), SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "end", _ ("To"), SCHO_COLUMN_INTEGER);
}

SchoListing *
scho_listing_new_for_code (SchoSnapshot *snapshot,
                           guint32 code,
                           const SchoProgress *progress,
                           GCancellable *cancellable,
                           GError **error)
{
  SchoFilter filter = { .code = code, .with_subcodes = TRUE };
  g_autoptr (GPtrArray) codings = scho_query_annotations (snapshot, &filter);
  g_autoptr (SchoListing) self
      = listing_new ("passages", scho_snapshot_get_code (snapshot, code)->name);
  g_auto (Reader) reader = { .snapshot = snapshot };
  guint n = MIN (codings->len, MOST_ROWS);

  add_passage_columns (self->table);
  for (guint i = 0; i < n; i++)
    {
      const SchoAnnotation *coding = g_ptr_array_index (codings, i);
      SchoText *text = reader_get (&reader, coding->document, error);

      if (text == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      add_coding (self, snapshot, text, coding);
      scho_progress_set (progress, (double) i / n, title_of (snapshot, coding->document));
    }
  note_limit (self, codings->len);
  return g_steal_pointer (&self);
}

static void
add_hit (SchoListing *self, SchoSnapshot *snapshot, SchoText *text, const SchoHit *hit)
{
  guint32 before = hit->start > AROUND ? hit->start - AROUND : 0;
  guint32 after = MIN (hit->end + AROUND, scho_text_get_length (text));
  gsize row = scho_table_add_row (self->table);
  g_autofree char *left = dup_one_line (text, before, hit->start, NULL);
  g_autofree char *words = dup_passage (text, hit->start, hit->end);
  g_autofree char *right = dup_one_line (text, hit->end, after, NULL);

  scho_table_set_text (self->table, row, 0, title_of (snapshot, hit->document));
  scho_table_set_text (self->table, row, 1, left);
  scho_table_set_text (self->table, row, 2, words);
  scho_table_set_text (self->table, row, 3, right);
  g_array_append_val (self->places, *hit);
}

SchoListing *
scho_listing_new_for_search (SchoSnapshot *snapshot,
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
      || !(hits = scho_search_snapshot (search, snapshot, progress, cancellable, error)))
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
