/* Words, sentences and so on, of the text that is shown. */
#include "page-private.h"

static const char *
get_language (SchoPage *self)
{
  const SchoDocument *document
      = scho_snapshot_get_document (self->snapshot, self->document);

  return document != NULL ? document->language : NULL;
}

void
scho_page_set_unit (SchoPage *self, SchoTextUnit unit)
{
  self->unit = unit;
}

SchoTextUnit
scho_page_get_unit (SchoPage *self)
{
  return self->unit;
}

gboolean
scho_page_snap (SchoPage *self, guint32 *start, guint32 *end)
{
  return scho_text_snap (scho_page_get_text (self), get_language (self), self->unit,
                         start, end);
}

gboolean
scho_page_find_unit (
    SchoPage *self, SchoTextUnit unit, guint32 offset, guint32 *start, guint32 *end)
{
  return scho_text_find_unit (scho_page_get_text (self), get_language (self), unit,
                              offset, start, end);
}

gboolean
scho_page_grow_to_unit (SchoPage *self, SchoTextUnit unit, guint32 *start, guint32 *end)
{
  SchoText *text = scho_page_get_text (self);
  guint32 from, to;

  if (!scho_page_get_selection (self, start, end))
    return scho_page_find_unit (self, unit, *start, start, end);
  from = *start;
  to = *end;
  if (scho_text_snap (text, get_language (self), unit, &from, &to)
      && (from != *start || to != *end))
    {
      *start = from;
      *end = to;
      return TRUE;
    }
  return scho_text_next_unit (text, get_language (self), unit, *end, &from, end);
}

gboolean
scho_page_step_limit (
    SchoPage *self, gboolean is_end, int direction, guint32 *start, guint32 *end)
{
  SchoText *text = scho_page_get_text (self);
  const char *language = get_language (self);
  guint32 from, to, limit = is_end ? *end : *start;
  gboolean is_there;

  /* One nearer on the inner side, since a limit is no step away from itself. */
  if (direction > 0)
    is_there
        = scho_text_next_unit (text, language, self->unit, limit + !is_end, &from, &to);
  else
    is_there = scho_text_previous_unit (text, language, self->unit, limit - is_end, &from,
                                        &to);
  if (!is_there || (is_end ? to <= *start : from >= *end))
    return FALSE;
  if (is_end)
    *end = to;
  else
    *start = from;
  return TRUE;
}

/* The nearest unit, where a limit lies between two. */
static gboolean
snap_limit (SchoPage *self, gboolean is_end, guint32 limit, guint32 *from, guint32 *to)
{
  SchoText *text = scho_page_get_text (self);

  *from = is_end ? limit - 1 : limit;
  *to = *from + 1;
  if (scho_page_snap (self, from, to))
    return TRUE;
  if (is_end)
    return scho_text_previous_unit (text, get_language (self), self->unit, limit, from,
                                    to);
  return scho_text_next_unit (text, get_language (self), self->unit, limit, from, to);
}

gboolean
scho_page_move_limit (
    SchoPage *self, gboolean is_end, guint32 limit, guint32 *start, guint32 *end)
{
  guint32 length = scho_text_get_length (scho_page_get_text (self));
  guint32 from, to;

  limit = is_end ? CLAMP (limit, *start + 1, length) : MIN (limit, *end - 1);
  if (!snap_limit (self, is_end, limit, &from, &to)
      || (is_end ? to <= *start : from >= *end))
    return FALSE;
  if (is_end)
    *end = to;
  else
    *start = from;
  return TRUE;
}
