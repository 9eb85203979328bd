/* test-focus-seen.c - wherever the keyboard comes to by Tab, the widget looks different
 * from how it does without. */
#include "hands.h"
#include "passage-fixture.h"

#include "code-tree-private.h"

#include <string.h>

#define MOST_STOPS 120
#define AROUND 6 /* pixels; where a ring may be */

static GtkWidget *
get_focus (void)
{
  return gtk_window_get_focus (GTK_WINDOW (fixture.window));
}

/* (transfer full) (nullable): between two frames there is none */
static GskRenderNode *
snapshot (void)
{
  GtkWidget *window = GTK_WIDGET (fixture.window);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GtkSnapshot *nodes = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, nodes, gtk_widget_get_width (window),
                          gtk_widget_get_height (window));
  return gtk_snapshot_free_to_node (nodes);
}

/* (transfer full): what is seen of the place */
static GBytes *
draw (const graphene_rect_t *place)
{
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  gsize stride, n;
  guchar *pixels;

  settle (30);
  for (guint i = 0; i < 50 && (node = snapshot ()) == NULL; i++)
    settle (20);
  ck_assert_ptr_nonnull (node);
  texture = gsk_renderer_render_texture (
      gtk_native_get_renderer (GTK_NATIVE (fixture.window)), node, place);
  stride = (gsize) gdk_texture_get_width (texture) * 4;
  n = stride * (gsize) gdk_texture_get_height (texture);
  pixels = g_malloc (n);
  gdk_texture_download (texture, pixels, stride);
  return g_bytes_new_take (pixels, n);
}

static gboolean
is_seen (GtkWidget *widget)
{
  g_autoptr (GBytes) with = NULL, without = NULL;
  gboolean is_text = gtk_widget_is_ancestor (widget, GTK_WIDGET (get_page ()));
  graphene_rect_t place;

  if (!gtk_widget_compute_bounds (widget, GTK_WIDGET (fixture.window), &place))
    return TRUE;
  if (!is_text)
    graphene_rect_inset (&place, -AROUND, -AROUND);
  graphene_rect_round_extents (&place, &place);
  with = draw (&place);
  gtk_widget_grab_focus (is_text ? GTK_WIDGET (fixture.window->code_tree)
                                 : GTK_WIDGET (get_page ()));
  without = draw (&place);
  gtk_widget_grab_focus (widget);
  gtk_window_set_focus_visible (GTK_WINDOW (fixture.window), TRUE);
  return !g_bytes_equal (with, without);
}

static void
append_path (GString *words, GtkWidget *widget)
{
  for (guint i = 0; i < 4 && widget != NULL; i++)
    {
      g_string_append_printf (words, "%s%s", i > 0 ? " in " : "\n  ",
                              G_OBJECT_TYPE_NAME (widget));
      widget = gtk_widget_get_parent (widget);
    }
}

/* From where it is, once round. */
static guint
go_round (GString *unseen)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint n = 0;

  while (n < MOST_STOPS)
    {
      GtkWidget *focus;

      gtk_window_set_focus_visible (GTK_WINDOW (fixture.window), TRUE);
      if (!gtk_widget_child_focus (GTK_WIDGET (fixture.window), GTK_DIR_TAB_FORWARD))
        gtk_window_set_focus (GTK_WINDOW (fixture.window), NULL);
      focus = get_focus ();
      if (focus == NULL)
        continue;
      if (!g_hash_table_add (seen, focus))
        break;
      n++;
      if (!is_seen (focus))
        append_path (unseen, focus);
    }
  return n;
}

static const char *const sides[] = { "passage", "code", "document", "history" };

START_TEST (it_is_seen_all_around)
{
  g_autoptr (GString) unseen = g_string_new (NULL);
  guint n;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE,
                "gtk-cursor-blink", FALSE, NULL);
  open_for_keys ();
  select_words ("In an open letter");
  scho_code_pane_set_code (fixture.window->code_pane, find_code ("backlash")->id);
  scho_code_tree_select (fixture.window->code_tree, find_code ("backlash")->id);
  scho_window_show_side (fixture.window, sides[_i]);
  activate ("page", NULL);
  settle (300);
  n = go_round (unseen);
  ck_assert_uint_gt (n, 15);
  ck_assert_uint_lt (n, MOST_STOPS);
  ck_assert_msg (unseen->len == 0, "Nothing shows the keyboard in:%s", unseen->str);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE,
                "gtk-cursor-blink", TRUE, NULL);
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_loop_test (tc, it_is_seen_all_around, 0, G_N_ELEMENTS (sides));
}

int
main (void)
{
  return window_tests_run ("focus-seen", add_tests);
}
