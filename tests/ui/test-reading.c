/* test-reading.c - the text on the whole screen, and how it reads. */
#include "window-fixture.h"

#include "page-private.h"
#include "reading-dialog.h"

#include <string.h>

static gboolean
get_state (const char *action)
{
  g_autoptr (GVariant) state
      = g_action_group_get_action_state (G_ACTION_GROUP (fixture.window), action);

  return g_variant_get_boolean (state);
}

static void
set_state (const char *action, gboolean on)
{
  g_action_group_change_action_state (G_ACTION_GROUP (fixture.window), action,
                                      g_variant_new_boolean (on));
  settle (100);
}

/* All panes as they were, whichever were open. */
START_TEST (the_text_has_the_whole_screen)
{
  SchoWindow *window;

  open_sample ();
  window = fixture.window;
  set_state ("sidebar", _i & 1);
  set_state ("side-pane", _i & 2);
  set_state ("fullscreen", TRUE);
  ck_assert (!gtk_widget_get_visible (window->header));
  ck_assert (!gtk_widget_get_visible (GTK_WIDGET (window->status_bar)));
  ck_assert (!gtk_widget_get_visible (GTK_WIDGET (window->lists)));
  ck_assert (!gtk_widget_get_visible (window->side));
  ck_assert (gtk_widget_get_mapped (GTK_WIDGET (scho_window_get_page (window))));
  if (_i == 3)
    picture ("reading", "fullscreen");

  ck_assert (press (GTK_WIDGET (window), GDK_KEY_Escape));
  settle (100);
  ck_assert (!get_state ("fullscreen"));
  ck_assert (gtk_widget_get_visible (window->header));
  ck_assert (gtk_widget_get_visible (GTK_WIDGET (window->status_bar)));
  ck_assert_int_eq (get_state ("sidebar"), (_i & 1) != 0);
  ck_assert_int_eq (gtk_widget_get_visible (GTK_WIDGET (window->lists)), (_i & 1) != 0);
  ck_assert_int_eq (get_state ("side-pane"), (_i & 2) != 0);
  ck_assert (!press (GTK_WIDGET (window), GDK_KEY_Escape));
  /* What it said of the way back goes, too. */
  if (_i == 3)
    {
      settle (3200);
      ck_assert_ptr_null (window->toast);
    }
  close_window ();
}
END_TEST

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (SCHO_IS_READING_DIALOG (window))
        return window;
    }
  return NULL;
}

static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* What is chosen in the dialog is seen on the page at once, and in all tabs. */
START_TEST (the_page_follows_the_dialog)
{
  SchoReading *reading;
  SchoPageView *view;
  GtkDropDown *typeface;
  GtkWidget *combo;
  g_autofree char *font = NULL;
  int normal;

  open_sample ();
  reading = scho_window_get_reading (fixture.window);
  view = scho_window_get_page (fixture.window)->view;
  normal = gtk_text_view_get_pixels_inside_wrap (GTK_TEXT_VIEW (view));
  activate ("reading", NULL);
  settle (200);
  ck_assert_ptr_nonnull (find_dialog ());

  typeface = GTK_DROP_DOWN (find_widget (find_dialog (), GTK_TYPE_DROP_DOWN));
  gtk_drop_down_set_selected (typeface, 2);
  g_object_get (reading, "font", &font, NULL);
  ck_assert_str_eq (font, "Serif");
  combo = find_widget (find_dialog (), ADW_TYPE_COMBO_ROW);
  adw_combo_row_set_selected (ADW_COMBO_ROW (combo), 2);
  ck_assert_int_eq (scho_reading_get_spacing (reading), SCHO_SPACING_WIDE);
  ck_assert_int_gt (gtk_text_view_get_pixels_inside_wrap (GTK_TEXT_VIEW (view)), normal);

  /* And the other way round. */
  g_object_set (reading, "spacing", "compact", NULL);
  ck_assert_uint_eq (adw_combo_row_get_selected (ADW_COMBO_ROW (combo)), 0);
  picture ("reading", "compact-serif");
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  settle (100);
  g_object_set (reading, "spacing", "normal", "font", "", NULL);
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_loop_test (tc, the_text_has_the_whole_screen, 0, 4);
  tcase_add_test (tc, the_page_follows_the_dialog);
}

int
main (void)
{
  return window_tests_run ("reading", add_tests);
}
