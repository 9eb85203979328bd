#include "marginalia.h"

typedef struct
{
  const MarginaliaHandler *handler;
  gpointer data;
  const SchoAnnotation *all;
  gsize n;
  Runs *runs;
  gboolean *seen; /* by place: opened once */
  GArray *open;   /* of guint32: places */
  guint32 text_end;
  GCancellable *cancellable;
} Walk;

/* Those that end at @offset or before it. */
static void
close_to (Walk *self, guint32 offset)
{
  guint kept = 0;

  for (guint i = 0; i < self->open->len; i++)
    {
      guint32 place = g_array_index (self->open, guint32, i);

      if (self->all[place].end <= offset)
        self->handler->close (self->data, place);
      else
        g_array_index (self->open, guint32, kept++) = place;
    }
  g_array_set_size (self->open, kept);
}

static void
open_of_run (Walk *self, const Run *run)
{
  for (guint i = 0; i < run->n_codings; i++)
    {
      guint32 place = run->codings[i];

      if (self->seen[place])
        continue;
      self->seen[place] = TRUE;
      g_array_append_val (self->open, place);
      self->handler->open (self->data, place);
    }
}

static gboolean
write_line (gpointer data, const OutlineLine *line)
{
  Walk *self = data;
  Run run;

  self->handler->begin_line (self->data, line);
  close_to (self, line->start);
  runs_begin (self->runs, line->start, line->end);
  while (runs_next (self->runs, &run))
    {
      if (run.n_bytes > 0)
        open_of_run (self, &run);
      self->handler->run (self->data, &run);
      close_to (self, run.end);
    }
  /* The line feed needs no line of its own, nor do empty lines at the end. */
  close_to (self, line->end >= self->text_end ? G_MAXUINT32 : line->end + 1);
  self->handler->end_line (self->data, line);
  return !g_cancellable_is_cancelled (self->cancellable);
}

static void
begin (gpointer data, const OutlineElement *element)
{
  Walk *self = data;

  self->handler->begin (self->data, element);
}

static void
end (gpointer data, const OutlineElement *element)
{
  Walk *self = data;

  self->handler->end (self->data, element);
}

static void
blank (gpointer data, guint n)
{
  Walk *self = data;

  self->handler->blank (self->data, n);
}

/* The end of the last line that has something. */
static guint32
find_end (SchoText *text)
{
  gsize n;
  const char *utf8 = scho_text_get_utf8 (text, &n);

  while (n > 0 && utf8[n - 1] == '\n')
    n--;
  return scho_text_byte_to_offset (text, n);
}

gboolean
marginalia_walk (SchoText *text,
                 SchoCodings *codings,
                 const MarginaliaHandler *handler,
                 gpointer data,
                 guint *n_left,
                 GCancellable *cancellable,
                 GError **error)
{
  static const OutlineHandler outline = { begin, end, blank, write_line };
  Walk self = { .handler = handler, .data = data, .cancellable = cancellable };
  g_autoptr (Runs) runs = runs_new (text, codings);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree gboolean *seen = NULL;

  self.all = scho_codings_get_all (codings, &self.n);
  self.runs = runs;
  self.open = open;
  self.seen = seen = g_new0 (gboolean, self.n + 1);
  self.text_end = find_end (text);
  outline_walk (text, &outline, &self);
  *n_left = 0;
  for (gsize i = 0; i < self.n; i++)
    *n_left += !seen[i] && scho_codings_get_line_lane (codings, i) != SCHO_LANE_NONE;
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
