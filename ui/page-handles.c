#include "page-handles.h"

#define KNOB 10 /* its diameter */
#define BAR 2
#define REACH 7 /* how far beside it a press still takes hold of it */

static gboolean
is_rtl_at (const SchoLine *line, guint32 place)
{
  return line->levels != NULL && place < line->text_end
             ? (line->levels[place - line->paragraph] & 1)
             : line->rtl;
}

/* @is_end: after the character there, else before it. */
static SchoHandle
locate (SchoLines *lines, GtkTextView *view, guint32 place, gboolean is_end)
{
  guint n;
  const SchoLine *all = scho_lines_get (lines, &n);
  const SchoLine *line = n > 0 ? &all[scho_lines_find (lines, place)] : NULL;
  SchoHandle handle = { FALSE };
  SchoBox box;

  if (line == NULL || place < line->start || place >= line->end)
    return handle;
  if (scho_line_get_boxes (line, view, place, place + 1, &box, 1) == 0)
    box = (SchoBox){ line->rtl ? line->x0 : line->x1, 0 };
  handle.is_there = TRUE;
  handle.x = is_end != is_rtl_at (line, place) ? box.x + box.width : box.x;
  handle.y = line->y;
  handle.height = line->height;
  return handle;
}

void
scho_handles_locate (SchoLines *lines,
                     GtkTextView *view,
                     guint32 first,
                     guint32 after,
                     SchoHandle handles[2])
{
  handles[0] = locate (lines, view, first, FALSE);
  handles[1] = locate (lines, view, after - 1, TRUE);
}

static gboolean
is_at (const SchoHandle *handle, gboolean is_end, int x, int y)
{
  int above = is_end ? 2 : KNOB, below = is_end ? KNOB : 2;

  return handle->is_there && ABS (x - handle->x) <= REACH && y >= handle->y - above
         && y < handle->y + handle->height + below;
}

/* Of a short passage both may be there: the nearer one. */
int
scho_handles_find (const SchoHandle handles[2], int x, int y)
{
  gboolean start = is_at (&handles[0], FALSE, x, y);
  gboolean end = is_at (&handles[1], TRUE, x, y);

  if (start && end)
    return ABS (x - handles[0].x) < ABS (x - handles[1].x) ? 0 : 1;
  return start ? 0 : end ? 1 : -1;
}

static void
append_disc (GtkSnapshot *snapshot, const GdkRGBA *rgba, float x, float y, float diameter)
{
  graphene_rect_t bounds
      = GRAPHENE_RECT_INIT (x - diameter / 2, y - diameter / 2, diameter, diameter);
  GskRoundedRect disc;

  gsk_rounded_rect_init_from_rect (&disc, &bounds, diameter / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &disc);
  gtk_snapshot_append_color (snapshot, rgba, &bounds);
  gtk_snapshot_pop (snapshot);
}

/* The knob of the beginning sits above the line, that of the end below. */
void
scho_handles_paint (const SchoHandle handles[2],
                    GtkSnapshot *snapshot,
                    const GdkRGBA *rgba,
                    const GdkRGBA *paper)
{
  for (guint i = 0; i < 2; i++)
    {
      const SchoHandle *handle = &handles[i];
      float y = i == 0 ? handle->y - KNOB / 2.0f + 2
                       : handle->y + handle->height + KNOB / 2.0f - 2;

      if (!handle->is_there)
        continue;
      gtk_snapshot_append_color (
          snapshot, rgba,
          &GRAPHENE_RECT_INIT (handle->x - BAR / 2, handle->y, BAR, handle->height));
      append_disc (snapshot, paper, handle->x, y, KNOB + 2);
      append_disc (snapshot, rgba, handle->x, y, KNOB);
    }
}
