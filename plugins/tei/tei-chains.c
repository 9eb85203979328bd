#include "tei-reader.h"

#include <string.h>

/* Nothing but white space between them. */
static gboolean
are_neighbours (SchoText *text, guint32 from, guint32 to)
{
  gsize start = scho_text_offset_to_byte (text, from);
  gsize end = scho_text_offset_to_byte (text, to);
  const char *utf8 = scho_text_get_utf8 (text, NULL);

  return from <= to && start + strspn (utf8 + start, " \n\t") >= end;
}

static void
append_range (SchoText *text, GArray *ranges, TeiRange range)
{
  TeiRange *last
      = ranges->len > 0 ? &g_array_index (ranges, TeiRange, ranges->len - 1) : NULL;

  if (last != NULL && are_neighbours (text, last->end, range.start))
    last->end = MAX (last->end, range.end);
  else
    g_array_append_val (ranges, range);
}

static TeiCoding *
find_next (GHashTable *ids, const TeiCoding *coding)
{
  const char *id = coding->next != NULL ? tei_pointer_get_id (coding->next) : NULL;

  return id != NULL ? g_hash_table_lookup (ids, id) : NULL;
}

static void
join_to (SchoText *text, GPtrArray *passages, guint first, guint next)
{
  GArray *more = passages->pdata[next];

  for (guint i = 0; i < more->len; i++)
    append_range (text, passages->pdata[first], g_array_index (more, TeiRange, i));
  g_array_unref (more);
  passages->pdata[next] = NULL;
}

/* What follows the first part goes to it; each part goes once, so circles end. */
static void
join_from (
    TeiReader *self, SchoText *text, GHashTable *ids, GPtrArray *passages, guint first)
{
  TeiCoding *codings = (TeiCoding *) self->codings->data;
  TeiCoding *next = find_next (ids, &codings[first]);

  while (next != NULL && next != &codings[first]
         && passages->pdata[next - codings] != NULL)
    {
      join_to (text, passages, first, (guint) (next - codings));
      next = find_next (ids, next);
    }
}

/* What says that it is a part, and not of what: of the last first part that has its
 * codes. */
static void
join_by_part (TeiReader *self, SchoText *text, GPtrArray *passages)
{
  g_autoptr (GHashTable) open = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->codings->len; i++)
    {
      const TeiCoding *coding = &g_array_index (self->codings, TeiCoding, i);
      guint first;

      if (coding->part == 0 || coding->next != NULL || coding->prev != NULL
          || coding->ana == NULL || passages->pdata[i] == NULL)
        continue;
      first = GPOINTER_TO_UINT (g_hash_table_lookup (open, coding->ana));
      if (coding->part == 'I')
        g_hash_table_insert (open, coding->ana, GUINT_TO_POINTER (i + 1));
      else if (first > 0)
        join_to (text, passages, first - 1, i);
      if (coding->part == 'F')
        g_hash_table_remove (open, coding->ana);
    }
}

void
tei_reader_join_parts (TeiReader *self,
                       SchoText *text,
                       GHashTable *ids,
                       GPtrArray *passages)
{
  for (guint i = 0; i < self->codings->len; i++)
    {
      const TeiCoding *coding = &g_array_index (self->codings, TeiCoding, i);

      if (coding->next != NULL && coding->prev == NULL && passages->pdata[i] != NULL)
        join_from (self, text, ids, passages, i);
    }
  join_by_part (self, text, passages);
}
