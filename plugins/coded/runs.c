#include "runs.h"

#include <string.h>

typedef struct
{
  guint32 start, end;
  gboolean is_speaker; /* else a time */
} Style;

struct _Runs
{
  SchoText *text;
  SchoCodings *codings;
  const SchoAnnotation *all;
  gsize n, next;
  GArray *active;   /* of guint32 */
  GArray *styles;   /* of Style, by start */
  guint style;      /* the first that is not over */
  GPtrArray *pages; /* of SchoStretch */
  guint page;       /* the next */
  guint32 at, end;
};

/* Where the text begins with the name. */
static gboolean
says_name (SchoText *text, const SchoStretch *turn, guint32 *end)
{
  gsize n_bytes, byte;
  const char *utf8 = scho_text_get_utf8 (text, &n_bytes);
  gsize length = turn->label != NULL ? strlen (turn->label) : 0;

  byte = scho_text_offset_to_byte (text, turn->start);
  if (length == 0 || n_bytes - byte < length
      || memcmp (utf8 + byte, turn->label, length) != 0)
    return FALSE;
  *end = turn->start + (guint32) g_utf8_strlen (turn->label, (gssize) length);
  if (byte + length < n_bytes && utf8[byte + length] == ':')
    ++*end;
  return *end <= turn->end;
}

static void
list_styles (Runs *self)
{
  gsize n;
  const SchoStretch *stretches = scho_text_get_stretches (self->text, &n);

  for (gsize i = 0; i < n; i++)
    {
      const SchoStretch *stretch = &stretches[i];
      Style style = { stretch->start, stretch->end, FALSE };

      if (stretch->kind == SCHO_STRETCH_TIME_CODE && stretch->end > stretch->start)
        g_array_append_val (self->styles, style);
      else if (stretch->kind == SCHO_STRETCH_SPEAKER_TURN
               && says_name (self->text, stretch, &style.end))
        {
          style.is_speaker = TRUE;
          g_array_append_val (self->styles, style);
        }
      else if (stretch->kind == SCHO_STRETCH_PAGE && stretch->label != NULL)
        g_ptr_array_add (self->pages, (gpointer) stretch);
    }
}

Runs *
runs_new (SchoText *text, SchoCodings *codings)
{
  Runs *self = g_new0 (Runs, 1);

  self->text = scho_text_ref (text);
  self->codings = scho_codings_ref (codings);
  self->all = scho_codings_get_all (codings, &self->n);
  self->active = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->styles = g_array_new (FALSE, FALSE, sizeof (Style));
  self->pages = g_ptr_array_new ();
  list_styles (self);
  return self;
}

void
runs_free (Runs *self)
{
  scho_text_unref (self->text);
  scho_codings_unref (self->codings);
  g_array_unref (self->active);
  g_array_unref (self->styles);
  g_ptr_array_unref (self->pages);
  g_free (self);
}

void
runs_begin (Runs *self, guint32 start, guint32 end)
{
  self->at = start;
  self->end = end;
}

static void
update_active (Runs *self)
{
  guint kept = 0;

  for (guint i = 0; i < self->active->len; i++)
    {
      guint32 place = g_array_index (self->active, guint32, i);

      if (self->all[place].end > self->at)
        g_array_index (self->active, guint32, kept++) = place;
    }
  g_array_set_size (self->active, kept);
  for (; self->next < self->n && self->all[self->next].start <= self->at; self->next++)
    if (self->all[self->next].end > self->at
        && scho_codings_get_line_lane (self->codings, self->next) != SCHO_LANE_NONE)
      {
        guint32 place = (guint32) self->next;

        g_array_append_val (self->active, place);
      }
}

/* Ends the run before @limit where a coding ends or the next begins. */
static guint32
cut_at_codings (Runs *self, guint32 limit)
{
  for (guint i = 0; i < self->active->len; i++)
    limit = MIN (limit, self->all[g_array_index (self->active, guint32, i)].end);
  if (self->next < self->n)
    limit = MIN (limit, self->all[self->next].start);
  return limit;
}

static guint32
cut_at_styles (Runs *self, Run *run, guint32 limit)
{
  for (guint i = self->style; i < self->styles->len; i++)
    {
      const Style *style = &g_array_index (self->styles, Style, i);

      if (style->end <= self->at && i == self->style)
        self->style++;
      if (style->end <= self->at)
        continue;
      if (style->start > self->at)
        return MIN (limit, style->start);
      run->is_speaker |= style->is_speaker;
      run->is_time |= !style->is_speaker;
      limit = MIN (limit, style->end);
    }
  return limit;
}

static guint32
cut_at_pages (Runs *self, Run *run, guint32 limit)
{
  for (; self->page < self->pages->len; self->page++)
    {
      const SchoStretch *page = self->pages->pdata[self->page];

      if (page->start > self->at)
        return MIN (limit, page->start);
      run->page = page->label;
    }
  return limit;
}

static void
cut_at_feed (Runs *self, Run *run)
{
  const char *feed = memchr (run->utf8, '\n', run->n_bytes);

  if (feed == NULL)
    return;
  run->is_feed = feed == run->utf8;
  run->n_bytes = run->is_feed ? 1 : (gsize) (feed - run->utf8);
  run->end = scho_text_byte_to_offset (
      self->text, scho_text_offset_to_byte (self->text, run->start) + run->n_bytes);
}

gboolean
runs_next (Runs *self, Run *run)
{
  guint32 limit = self->end;
  gsize n_bytes, byte;
  const char *utf8 = scho_text_get_utf8 (self->text, &n_bytes);

  *run = (Run){ .start = self->at };
  update_active (self);
  limit = cut_at_pages (self, run, limit);
  if (self->at >= self->end && run->page == NULL)
    return FALSE;
  limit = cut_at_styles (self, run, cut_at_codings (self, limit));
  run->end = MAX (limit, self->at);
  byte = scho_text_offset_to_byte (self->text, run->start);
  run->utf8 = utf8 + byte;
  run->n_bytes = scho_text_offset_to_byte (self->text, run->end) - byte;
  cut_at_feed (self, run);
  run->codings = (const guint32 *) self->active->data;
  run->n_codings = self->active->len;
  self->at = run->end;
  return TRUE;
}
