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
      GArray *more = passages->pdata[next - codings];

      for (guint i = 0; i < more->len; i++)
        append_range (text, passages->pdata[first], g_array_index (more, TeiRange, i));
      g_array_unref (more);
      passages->pdata[next - codings] = NULL;
      next = find_next (ids, next);
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
}
