#include "page-cover.h"

#include "rgba.h"

#include <glib/gi18n.h>

#define MOST_BOXES 16
#define HATCH 7 /* pixels from one stroke to the next */
#define LABEL_SCALE 0.85
#define LABEL_AIR 6

struct _SchoCover
{
  GHashTable *opened; /* of SchoUuid */
  gboolean open;
  GArray *labels; /* of graphene_rect_t: words on what is covered, as last painted */
};

static gboolean
equal_uuids (gconstpointer a, gconstpointer b)
{
  return scho_uuid_compare (a, b) == 0;
}

SchoCover *
scho_cover_new (void)
{
  SchoCover *self = g_new0 (SchoCover, 1);

  self->opened = g_hash_table_new_full (scho_uuid_hash, equal_uuids, g_free, NULL);
  self->labels = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  return self;
}

void
scho_cover_free (SchoCover *self)
{
  g_hash_table_unref (self->opened);
  g_array_unref (self->labels);
  g_free (self);
}

void
scho_cover_reset (SchoCover *self)
{
  g_hash_table_remove_all (self->opened);
}

void
scho_cover_set_open (SchoCover *self, gboolean open)
{
  self->open = open;
}

gboolean
scho_cover_hides (SchoCover *self, SchoCodings *codings, gsize coding)
{
  const SchoCode *code = scho_codings_get_code (codings, coding);
  gsize n;

  return !self->open && code != NULL && code->blurred
         && !g_hash_table_contains (self->opened,
                                    &scho_codings_get_all (codings, &n)[coding].uuid);
}

gboolean
scho_cover_open_at (SchoCover *self, SchoCodings *codings, guint32 offset)
{
  gsize n;
  const SchoAnnotation *all = scho_codings_get_all (codings, &n);
  gboolean found = FALSE;

  for (gsize i = scho_codings_next (codings, 0, offset, offset + 1); i < n;
       i = scho_codings_next (codings, i + 1, offset, offset + 1))
    if (scho_cover_hides (self, codings, i))
      {
        g_hash_table_add (self->opened, g_memdup2 (&all[i].uuid, sizeof (SchoUuid)));
        found = TRUE;
      }
  return found;
}

/* Paper, the code's wash, and strokes in its colour: told from a highlight without it. */
static void
paint_block (GtkSnapshot *snapshot,
             SchoTheme theme,
             SchoLook look,
             const graphene_rect_t *bounds)
{
  GdkRGBA paper = scho_rgba (scho_theme_get_paper (theme), 1);
  GdkRGBA wash = scho_rgba (look.wash, 0.4);
  GdkRGBA stroke = scho_rgba (look.line, 0.3), none = scho_rgba (look.line, 0);
  GskColorStop stops[]
      = { { 0, none }, { 0.75f, none }, { 0.75f, stroke }, { 1, stroke } };

  gtk_snapshot_append_color (snapshot, &paper, bounds);
  gtk_snapshot_append_color (snapshot, &wash, bounds);
  gtk_snapshot_append_repeating_linear_gradient (
      snapshot, bounds, &GRAPHENE_POINT_INIT (0, 0), &GRAPHENE_POINT_INIT (HATCH, HATCH),
      stops, G_N_ELEMENTS (stops));
}

/* Passages overlap; one label there is enough. */
static gboolean
has_room (SchoCover *self, const graphene_rect_t *place)
{
  for (guint i = 0; i < self->labels->len; i++)
    if (graphene_rect_intersection (&g_array_index (self->labels, graphene_rect_t, i),
                                    place, NULL))
      return FALSE;
  return TRUE;
}

static PangoLayout *
new_label (GtkTextView *view)
{
  /* Translators: on a passage that is covered since it may distress; a key does it too.
   */
  PangoLayout *layout
      = gtk_widget_create_pango_layout (GTK_WIDGET (view), _ ("Click to show"));
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (LABEL_SCALE));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

static void
paint_label (SchoCover *self,
             PangoLayout *layout,
             GtkSnapshot *snapshot,
             SchoTheme theme,
             const graphene_rect_t *bounds)
{
  GdkRGBA paper = scho_rgba (scho_theme_get_paper (theme), 1);
  GdkRGBA ink = scho_rgba (scho_theme_get_ink (theme), 1);
  graphene_rect_t place;
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  place = GRAPHENE_RECT_INIT (
      bounds->origin.x + (bounds->size.width - width) / 2 - LABEL_AIR, bounds->origin.y,
      width + 2 * LABEL_AIR, bounds->size.height);
  if (place.size.width > bounds->size.width || !has_room (self, &place))
    return;
  g_array_append_val (self->labels, place);
  gtk_snapshot_append_color (snapshot, &paper, &place);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT (place.origin.x + LABEL_AIR,
                                      place.origin.y + (place.size.height - height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

/* Letters may reach a little over their line. */
static graphene_rect_t
bounds_of (const SchoLine *line, SchoBox box)
{
  return GRAPHENE_RECT_INIT (box.x - 1, line->y - 1, box.width + 2, line->height + 2);
}

/* Returns: the widest part of it, for the label */
static graphene_rect_t
paint_passage (GtkTextView *view,
               GtkSnapshot *snapshot,
               SchoLines *lines,
               SchoTheme theme,
               SchoLook look,
               guint32 first,
               guint32 after)
{
  guint n_lines;
  const SchoLine *in_sight = scho_lines_get (lines, &n_lines);
  graphene_rect_t largest = GRAPHENE_RECT_INIT (0, 0, 0, 0);

  for (guint i = scho_lines_find (lines, first); i < n_lines && in_sight[i].start < after;
       i++)
    {
      SchoBox boxes[MOST_BOXES];
      guint n = scho_line_get_boxes (&in_sight[i], view, first, after, boxes, MOST_BOXES);

      for (guint k = 0; k < n; k++)
        {
          graphene_rect_t bounds = bounds_of (&in_sight[i], boxes[k]);

          paint_block (snapshot, theme, look, &bounds);
          if (bounds.size.width > largest.size.width)
            largest = bounds;
        }
    }
  return largest;
}

void
scho_cover_paint (SchoCover *self,
                  GtkTextView *view,
                  GtkSnapshot *snapshot,
                  SchoPageText *text,
                  SchoLines *lines,
                  SchoCodings *codings)
{
  gsize n;
  const SchoAnnotation *all = scho_codings_get_all (codings, &n);
  guint n_lines;
  const SchoLine *in_sight = scho_lines_get (lines, &n_lines);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  g_autoptr (PangoLayout) label = NULL;
  guint32 start, end;

  g_array_set_size (self->labels, 0);
  if (self->open || n_lines == 0)
    return;
  start = scho_page_text_to_offset (text, in_sight[0].start);
  end = scho_page_text_to_offset (text, in_sight[n_lines - 1].end);
  for (gsize i = scho_codings_next (codings, 0, start, end); i < n;
       i = scho_codings_next (codings, i + 1, start, end))
    if (scho_cover_hides (self, codings, i))
      {
        graphene_rect_t widest;
        guint32 first, after;

        scho_page_text_to_places (text, all[i].start, all[i].end, &first, &after);
        widest = paint_passage (view, snapshot, lines, scho_codings_get_theme (codings),
                                scho_codings_get_look (codings, i), first, after);
        g_array_append_val (places, widest);
      }
  if (places->len > 0)
    label = new_label (view);
  for (guint i = 0; i < places->len; i++)
    paint_label (self, label, snapshot, scho_codings_get_theme (codings),
                 &g_array_index (places, graphene_rect_t, i));
}

const graphene_rect_t *
scho_cover_get_labels (SchoCover *self, guint *n)
{
  *n = self->labels->len;
  return (const graphene_rect_t *) self->labels->data;
}
