#include "page-private.h"

static gboolean
is_shown (SchoPage *self, gsize i)
{
  return scho_codings_get_line_lane (self->codings, i) != SCHO_LANE_NONE;
}

/* By start, then end, as codings are listed. */
static int
compare_passages (guint32 start, guint32 end, guint32 other_start, guint32 other_end)
{
  if (start != other_start)
    return start < other_start ? -1 : 1;
  return end < other_end ? -1 : end > other_end;
}

/* The first coding in the direction that does not lie before the selection; from a bare
 * caret the first of those that it is in. */
static gssize
find_beside_selection (SchoPage *self, int direction)
{
  gsize n;
  const SchoAnnotation *all = scho_codings_get_all (self->codings, &n);
  gssize found = -1;
  guint32 start, end;

  scho_page_get_selection (self, &start, &end);
  for (gsize i = 0; i < n; i++)
    if (is_shown (self, i)
        && (compare_passages (all[i].start, all[i].end, start, end) == direction
            || (start == end && all[i].start <= start && all[i].end > start)))
      {
        found = (gssize) i;
        if (direction > 0)
          return found;
      }
  return found;
}

gboolean
scho_page_find_coding (SchoPage *self, int direction, SchoAnnotation *found)
{
  gssize place = scho_page_find_active (self);
  gsize n;
  const SchoAnnotation *all;

  if (self->codings == NULL)
    return FALSE;
  all = scho_codings_get_all (self->codings, &n);
  if (place < 0)
    place = find_beside_selection (self, direction);
  else
    do
      place += direction;
    while (place >= 0 && place < (gssize) n && !is_shown (self, (gsize) place));
  if (place < 0 || place >= (gssize) n)
    return FALSE;
  *found = all[place];
  return TRUE;
}

/* Without the white space at its ends; %FALSE when nothing else is there. */
static gboolean
trim (SchoText *text, guint32 *start, guint32 *end)
{
  const char *utf8 = scho_text_get_utf8 (text, NULL);
  const char *first = utf8 + scho_text_offset_to_byte (text, *start);
  const char *after = utf8 + scho_text_offset_to_byte (text, *end);

  for (; first < after && g_unichar_isspace (g_utf8_get_char (first)); (*start)++)
    first = g_utf8_next_char (first);
  while (after > first)
    {
      const char *last = g_utf8_prev_char (after);

      if (!g_unichar_isspace (g_utf8_get_char (last)))
        break;
      after = last;
      (*end)--;
    }
  return *start < *end;
}

gboolean
scho_page_find_uncoded (SchoPage *self, int direction, guint32 *start, guint32 *end)
{
  guint32 selected_start, selected_end, reach = 0;
  gboolean is_found = FALSE;
  SchoText *text = scho_page_get_text (self);
  const SchoAnnotation *all;
  gsize n;

  if (self->codings == NULL || text == NULL)
    return FALSE;
  scho_page_get_selection (self, &selected_start, &selected_end);
  all = scho_codings_get_all (self->codings, &n);
  for (gsize i = 0; i <= n; i++)
    {
      guint32 gap_start = reach;
      guint32 gap_end = i < n ? all[i].start : scho_text_get_length (text);

      if (i < n && !is_shown (self, i))
        continue;
      reach = i < n ? MAX (reach, all[i].end) : reach;
      if (gap_start >= gap_end || !trim (text, &gap_start, &gap_end)
          || compare_passages (gap_start, gap_end, selected_start, selected_end)
                 != direction)
        continue;
      *start = gap_start;
      *end = gap_end;
      is_found = TRUE;
      if (direction > 0)
        break;
    }
  return is_found;
}

GArray *
scho_page_dup_codings (SchoPage *self, guint32 start, guint32 end)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (SchoAnnotation));
  const SchoAnnotation *all;
  gsize n;

  if (self->codings == NULL)
    return found;
  /* The caret between two characters belongs to the one after it. */
  end = MAX (end, start + 1);
  all = scho_codings_get_all (self->codings, &n);
  for (gsize i = scho_codings_next (self->codings, 0, start, end); i < n;
       i = scho_codings_next (self->codings, i + 1, start, end))
    g_array_append_val (found, all[i]);
  return found;
}

gboolean
scho_page_get_active (SchoPage *self, SchoAnnotation *active)
{
  gssize place = scho_page_find_active (self);
  gsize n;

  if (place < 0)
    return FALSE;
  *active = scho_codings_get_all (self->codings, &n)[place];
  return TRUE;
}
