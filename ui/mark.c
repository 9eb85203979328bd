#include "mark.h"

/* What is painted of a stretch of line, over and over: pieces as start and length. */
static const struct
{
  guint period;
  struct
  {
    guint start, length;
  } pieces[2];
} lines[SCHO_N_PATTERNS] = {
  [SCHO_PATTERN_DASHED] = { 11, { { 0, 7 } } },
  [SCHO_PATTERN_DOTTED] = { 5, { { 0, 2 } } },
  [SCHO_PATTERN_DASH_DOT] = { 16, { { 0, 8 }, { 11, 2 } } },
  [SCHO_PATTERN_BARS] = { 24, { { 0, 16 } } },
};

/* The same for a square of side 12. */
static const struct
{
  float x, y, width, height;
} squares[SCHO_N_PATTERNS][4] = {
  [SCHO_PATTERN_SOLID] = { { 0, 0, 12, 12 } },
  [SCHO_PATTERN_DASHED] = { { 0, 0, 5, 12 }, { 7, 0, 5, 12 } },
  [SCHO_PATTERN_DOTTED]
  = { { 0, 0, 5, 5 }, { 7, 0, 5, 5 }, { 0, 7, 5, 5 }, { 7, 7, 5, 5 } },
  [SCHO_PATTERN_DASH_DOT] = { { 0, 0, 12, 5 }, { 0, 7, 5, 5 }, { 7, 7, 5, 5 } },
  [SCHO_PATTERN_BARS] = { { 0, 0, 12, 5 }, { 0, 7, 12, 5 } },
};

/* Counted from the page's left edge, so that dashes of two lines do not differ. */
void
scho_mark_append_line (SchoMark mark,
                       GtkSnapshot *snapshot,
                       const GdkRGBA *rgba,
                       const graphene_rect_t *bounds)
{
  guint period = lines[mark.pattern].period;
  float y = bounds->origin.y, height = bounds->size.height;
  graphene_rect_t tile;

  if (mark.pattern == SCHO_PATTERN_SOLID)
    {
      gtk_snapshot_append_color (snapshot, rgba, bounds);
      return;
    }
  tile = GRAPHENE_RECT_INIT (0, y, period, height);
  gtk_snapshot_push_repeat (snapshot, bounds, &tile);
  for (guint i = 0; i < G_N_ELEMENTS (lines[0].pieces); i++)
    if (lines[mark.pattern].pieces[i].length > 0)
      gtk_snapshot_append_color (
          snapshot, rgba,
          &GRAPHENE_RECT_INIT (lines[mark.pattern].pieces[i].start, y,
                               lines[mark.pattern].pieces[i].length, height));
  gtk_snapshot_pop (snapshot);
}

void
scho_mark_append_swatch (SchoMark mark,
                         GtkSnapshot *snapshot,
                         const GdkRGBA *rgba,
                         const graphene_rect_t *bounds,
                         float radius)
{
  float x = bounds->origin.x, y = bounds->origin.y, scale = bounds->size.width / 12;
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, bounds, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  for (guint i = 0; i < G_N_ELEMENTS (squares[0]); i++)
    if (squares[mark.pattern][i].width > 0)
      gtk_snapshot_append_color (
          snapshot, rgba,
          &GRAPHENE_RECT_INIT (x + squares[mark.pattern][i].x * scale,
                               y + squares[mark.pattern][i].y * scale,
                               squares[mark.pattern][i].width * scale,
                               squares[mark.pattern][i].height * scale));
  gtk_snapshot_pop (snapshot);
}
