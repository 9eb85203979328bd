/* The small palette beside what the mouse has selected. */
#include "window-private.h"

#include "coding-options.h"
#include "selection-palette.h"

#define LEAST_RECENT 3

/* Pixels: from the edge of the page, and from the selected words. */
#define EDGE 6
#define GAP 10

static gboolean
has_code (GPtrArray *codes, guint32 id)
{
  for (guint i = 0; i < codes->len; i++)
    if (((const SchoCode *) g_ptr_array_index (codes, i))->id == id)
      return TRUE;
  return FALSE;
}

static GPtrArray *
collect_keyed (SchoSnapshot *snapshot)
{
  GPtrArray *keyed = g_ptr_array_new ();
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (guint key = 1; key <= 9; key++)
    for (gsize i = 0; i < n; i++)
      if (codes[i]->key == key)
        g_ptr_array_add (keyed, (gpointer) codes[i]);
  return keyed;
}

/* Those with a key in the order of their keys, so that each keeps its place; then those
 * used last. In a project in which neither is there the first ones of the tree. */
static GPtrArray *
choose_codes (SchoWindow *self)
{
  SchoSnapshot *snapshot = scho_session_get_snapshot (self->session);
  GPtrArray *chosen = collect_keyed (snapshot);
  g_autoptr (GPtrArray) recent = g_ptr_array_new ();
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (guint i = 0; i < self->recent_codes->len; i++)
    {
      const SchoCode *code = scho_snapshot_get_code (
          snapshot, g_array_index (self->recent_codes, guint32, i));

      if (code != NULL && !has_code (chosen, code->id))
        g_ptr_array_add (recent, (gpointer) code);
    }
  for (gsize i = 0; i < n && chosen->len + recent->len < LEAST_RECENT; i++)
    if (!has_code (chosen, codes[i]->id) && !has_code (recent, codes[i]->id))
      g_ptr_array_add (recent, (gpointer) codes[i]);
  g_ptr_array_set_size (
      chosen, MIN (chosen->len, SCHO_MOST_CHIPS - MIN (recent->len, LEAST_RECENT)));
  g_ptr_array_extend (chosen, recent, NULL, NULL);
  return chosen;
}

/* The line on which the mouse let go, in the coordinates of the overlay. */
static gboolean
find_line (SchoPage *page, GtkWidget *overlay, gboolean is_up, GdkRectangle *line)
{
  guint32 start, end;
  graphene_point_t point;

  scho_page_get_selection (page, &start, &end);
  if (!scho_page_get_rectangle (page, is_up ? start : end - 1, is_up ? start + 1 : end,
                                line)
      || !gtk_widget_compute_point (GTK_WIDGET (page), overlay,
                                    &GRAPHENE_POINT_INIT (line->x, line->y), &point))
    return FALSE;
  line->x = (int) point.x;
  line->y = (int) point.y;
  return TRUE;
}

/* Where the margin begins, if it has room. */
static gboolean
find_margin (SchoPage *page, GtkWidget *overlay, int *x)
{
  GdkRectangle margin;
  graphene_point_t point;

  if (!scho_page_get_margin (page, &margin)
      || !gtk_widget_compute_point (GTK_WIDGET (page), overlay,
                                    &GRAPHENE_POINT_INIT (margin.x, margin.y), &point))
    return FALSE;
  /* From the side where the text is. */
  *x = gtk_widget_get_direction (overlay) == GTK_TEXT_DIR_RTL
           ? (int) point.x + margin.width
           : (int) point.x;
  return TRUE;
}

static void
move_to (GtkWidget *palette, GtkWidget *overlay, int x, int y)
{
  int width, height, room = gtk_widget_get_width (overlay);
  int low = gtk_widget_get_height (overlay);

  gtk_widget_measure (palette, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_measure (palette, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL,
                      NULL);
  x = CLAMP (x, EDGE, MAX (room - width - EDGE, EDGE));
  if (gtk_widget_get_direction (palette) == GTK_TEXT_DIR_RTL)
    x = MAX (room - width - x, EDGE);
  gtk_widget_set_margin_start (palette, x);
  gtk_widget_set_margin_top (palette, CLAMP (y, EDGE, MAX (low - height - EDGE, EDGE)));
}

/* Near the line, between the names of codes if there is room. */
static int
find_room (SchoPage *page, GtkWidget *overlay, const GdkRectangle *line, int height)
{
  int most = MAX (gtk_widget_get_height (overlay) - height - EDGE, EDGE);
  int y = CLAMP (line->y + line->height / 2 - height / 2, EDGE, most);
  graphene_point_t origin;

  if (!gtk_widget_compute_point (GTK_WIDGET (page), overlay, &GRAPHENE_POINT_INIT (0, 0),
                                 &origin))
    return y;
  return (int) origin.y
         + scho_page_find_margin_room (page, y - (int) origin.y, height,
                                       EDGE - (int) origin.y, most - (int) origin.y);
}

/* Beside the text where the margin has room, else below or above the selected words; at
 * that end of them where the mouse is. */
static void
place (SchoPage *page, GtkWidget *palette, GtkWidget *overlay, gboolean is_up)
{
  int x, width, height;
  GdkRectangle line;

  if (!find_line (page, overlay, is_up, &line))
    return;
  gtk_widget_measure (palette, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  gtk_widget_measure (palette, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  if (find_margin (page, overlay, &x))
    move_to (palette, overlay,
             gtk_widget_get_direction (overlay) == GTK_TEXT_DIR_RTL ? x - width : x,
             find_room (page, overlay, &line, height));
  else
    move_to (palette, overlay, line.x,
             is_up ? line.y - height - GAP : line.y + line.height + GAP);
}

static void
show_offer (SchoWindow *self, SchoPage *page)
{
  GtkWidget *overlay = gtk_widget_get_parent (GTK_WIDGET (self->palette));
  GtkWidget *palette = scho_selection_palette_new ();
  g_autoptr (GPtrArray) codes = choose_codes (self);
  guint32 start, end;
  int x;

  scho_page_get_selection (page, &start, &end);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), palette);
  g_set_weak_pointer (&self->offer, palette);
  scho_selection_palette_set_codes (SCHO_SELECTION_PALETTE (palette),
                                    (const SchoCode *const *) codes->pdata, codes->len,
                                    !find_margin (page, overlay, &x),
                                    gtk_widget_get_width (overlay) - 2 * EDGE);
  place (page, palette, overlay, scho_page_get_caret (page) == start);
}

static gboolean
remove_cb (gpointer data)
{
  GtkWidget *overlay = gtk_widget_get_parent (data);

  if (overlay != NULL)
    gtk_overlay_remove_overlay (GTK_OVERLAY (overlay), data);
  return G_SOURCE_REMOVE;
}

/* Its own button may have brought us here, so it goes a little later. */
gboolean
scho_window_hide_offer (SchoWindow *self)
{
  GtkWidget *palette = self->offer;

  if (palette == NULL)
    return FALSE;
  g_clear_weak_pointer (&self->offer);
  gtk_widget_set_visible (palette, FALSE);
  g_idle_add_full (G_PRIORITY_DEFAULT, remove_cb, g_object_ref (palette), g_object_unref);
  return TRUE;
}

void
scho_window_offer (SchoWindow *self, gboolean wanted, SchoPage *page)
{
  GActionGroup *application
      = G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (self)));

  scho_window_hide_offer (self);
  if (wanted && page == scho_window_get_page (self)
      && scho_coding_options_has_palette (application)
      && scho_project_get_read_only_reason (scho_session_get_project (self->session))
             == NULL)
    show_offer (self, page);
}
