/* test-gestures.c - codes with the mouse of the real X server, and asks the core what
 * came of it. */
#include "hands.h"
#include "passage-fixture.h"

#include <ui/overview.h>

/* Presses on the first character, moves to the last, and lets go. */
static void
select_by_mouse (const char *words)
{
  guint32 start = find (words), end = start + (guint32) g_utf8_strlen (words, -1);
  GtkWidget *page = GTK_WIDGET (get_page ());
  double from_x, from_y, to_x, to_y;

  locate (start, &from_x, &from_y);
  locate (end, &to_x, &to_y);
  hands_drag (page, from_x, from_y, page, to_x, to_y);
  hands_up ();
}

static GtkWidget *
find_chip (GtkWidget *widget, const char *name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found
          = GTK_IS_LABEL (child)
                    && g_str_equal (gtk_label_get_label (GTK_LABEL (child)), name)
                ? child
                : find_chip (child, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

START_TEST (a_chip_codes_what_the_mouse_selected)
{
  GtkWidget *chip;
  guint64 before;

  open_for_keys ();
  give_key ("apology", 7);
  before = count_codings ();
  select_by_mouse ("The letter is sober");
  assert_selected ("The letter is sober");
  ck_assert_ptr_nonnull (fixture.window->offer);
  hands_picture ("offer");
  hands_press ("Escape");
  ck_assert_ptr_null (fixture.window->offer);
  assert_selected ("The letter is sober");

  /* Another selection brings it back; keys still go to the text. */
  put_caret ("sober");
  select_by_mouse ("The letter is sober");
  ck_assert_ptr_nonnull (fixture.window->offer);
  chip = find_chip (fixture.window->offer, "apology");
  ck_assert_ptr_nonnull (chip);
  hands_click (chip, 4, 4, 1);
  settle (200);
  ck_assert_uint_eq (count_codings (), before + 1);
  ck_assert_uint_eq (count_on ("apology", "The letter is sober"), 1);
  ck_assert_ptr_null (fixture.window->offer);

  /* Whoever goes elsewhere has no use for it. */
  put_caret ("sober");
  select_by_mouse ("The letter is sober");
  ck_assert_ptr_nonnull (fixture.window->offer);
  activate ("find", NULL);
  ck_assert_ptr_null (fixture.window->offer);
  activate ("page", NULL);

  /* Not when it is not wanted. */
  g_action_group_change_action_state (G_ACTION_GROUP (fixture.application),
                                      "selection-palette", g_variant_new_boolean (FALSE));
  select_by_mouse ("It gives dates, rooms");
  ck_assert_ptr_null (fixture.window->offer);
  g_action_group_change_action_state (G_ACTION_GROUP (fixture.application),
                                      "selection-palette", g_variant_new_boolean (TRUE));
  close_window ();
}
END_TEST

/* Wide: the margin has room. Narrow: only above or below. */
static const int widths[] = { 1280, 700 };

START_TEST (the_offer_covers_no_text_that_is_read)
{
  GtkWidget *page;
  graphene_rect_t bounds;
  GdkRectangle selection, margin;
  guint32 start, end;
  g_autofree char *name = g_strdup_printf ("offer-%d", widths[_i]);

  open_for_keys ();
  page = GTK_WIDGET (get_page ());
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), widths[_i], 720);
  settle (500);
  activate ("new-code", g_variant_new_string ("a code with a name that is rather long"));
  give_key ("a code with a name that is rather long", 1);
  give_key ("victim-blaming", 2);
  give_key ("apology", 3);
  activate ("page", NULL);
  select_by_mouse ("three years, the practice rooms on the second floor");
  settle (200);
  ck_assert_ptr_nonnull (fixture.window->offer);
  picture ("gestures", name);
  ck_assert (gtk_widget_compute_bounds (fixture.window->offer, page, &bounds));
  scho_page_get_selection (get_page (), &start, &end);
  ck_assert (scho_page_get_rectangle (get_page (), start, end, &selection));
  if (scho_page_get_margin (get_page (), &margin))
    ck_assert_float_ge (bounds.origin.x, margin.x - 1.0f);
  else
    ck_assert (bounds.origin.y >= selection.y + selection.height
               || bounds.origin.y + bounds.size.height <= selection.y);
  ck_assert_int_eq (margin.width > 0, _i == 0);
  ck_assert_float_ge (bounds.origin.x
                          + gtk_widget_get_width (GTK_WIDGET (fixture.window)),
                      bounds.size.width);
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 1280, 800); /* is kept */
  settle (200);
  close_window ();
}
END_TEST

START_TEST (a_passage_is_dragged_onto_a_code)
{
  GtkWidget *page, *row;
  double x, y;

  open_for_keys ();
  page = GTK_WIDGET (get_page ());
  select_words ("The letter is sober");
  locate (find ("letter is sober"), &x, &y);
  row = gtk_widget_get_parent (
      find_chip (GTK_WIDGET (fixture.window->code_tree), "backlash"));
  hands_drag (page, x, y, row, 20, 8);
  hands_up ();
  settle (300);
  ck_assert_uint_eq (count_on ("backlash", "The letter is sober"), 1);
  assert_selected ("The letter is sober");

  /* A click on the selection, without a drag, ends it. */
  hands_click (page, x, y, 1);
  assert_selected ("");
  close_window ();
}
END_TEST

static GdkContentProvider *
give_code_cb (GtkDragSource *source, double x, double y, const char *name)
{
  return gdk_content_provider_new_typed (SCHO_TYPE_CODE_ITEM, find_item (name));
}

/* From where no code is dragged otherwise, so that nothing else has a say. */
static void
drop_code_on (const char *words)
{
  double x, y;

  locate (find (words), &x, &y);
  hands_drag (GTK_WIDGET (fixture.window->status_bar), 300, 15, GTK_WIDGET (get_page ()),
              x + 2, y);
  hands_up ();
  settle (300);
}

START_TEST (a_code_is_dropped_on_a_passage)
{
  GtkDragSource *source;

  open_for_keys ();
  source = gtk_drag_source_new ();
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY | GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (give_code_cb), (gpointer) "backlash");
  gtk_widget_add_controller (GTK_WIDGET (fixture.window->status_bar),
                             GTK_EVENT_CONTROLLER (source));

  select_words ("The letter is sober"); /* what is selected */
  drop_code_on ("letter is sober");
  ck_assert_uint_eq (count_on ("backlash", "The letter is sober"), 1);
  activate ("undo", NULL);

  select_words ("The letter is sober"); /* a coded passage */
  activate ("apply-code", g_variant_new_string ("apology"));
  put_caret ("By our");
  drop_code_on ("letter is sober");
  ck_assert_uint_eq (count_on ("backlash", "The letter is sober"), 1);

  drop_code_on ("practice rooms"); /* a word */
  ck_assert_uint_eq (count_on ("backlash", "practice"), 1);
  set_snap ("sentence");
  drop_code_on ("Last Thursday");
  ck_assert_uint_eq (count_on ("backlash", "Last Thursday, eleven of them, most of them "
                                           "women, said why."),
                     1);
  set_snap ("character");
  close_window ();
}
END_TEST

static void
drag_end_of (const char *words, const char *to, const char *last_key)
{
  guint32 end = find (words) + (guint32) g_utf8_strlen (words, -1);
  GtkWidget *page = GTK_WIDGET (get_page ());
  double from_x, from_y, to_x, to_y;

  locate (end, &from_x, &from_y);
  locate (find (to), &to_x, &to_y);
  hands_drag (page, from_x - 1, from_y, page, to_x + 2, to_y);
  if (last_key != NULL)
    hands_press (last_key);
  else
    hands_picture ("limits");
  hands_up ();
}

START_TEST (an_end_is_dragged)
{
  SchoAnnotation active;
  double x, y;

  open_for_keys ();
  set_snap ("word");
  select_words ("letter is");
  activate ("apply-code", g_variant_new_string ("backlash"));
  locate (find ("letter is"), &x, &y);
  put_caret ("sober");
  hands_click (GTK_WIDGET (get_page ()), x + 12, y, 1);
  ck_assert (scho_page_get_active (get_page (), &active));

  drag_end_of ("letter is", "ives dates", NULL);
  ck_assert_uint_eq (count_on ("backlash", "letter is sober. It gives"), 1);
  ck_assert (scho_page_get_active (get_page (), &active));
  drag_end_of ("letter is sober. It gives", "dates, rooms", "Escape");
  ck_assert_uint_eq (count_on ("backlash", "letter is sober. It gives"), 1);
  activate ("undo", NULL);
  ck_assert_uint_eq (count_on ("backlash", "letter is"), 1);
  set_snap ("character");
  close_window ();
}
END_TEST

static gboolean
has_menu (void)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (get_page ()));
       child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER_MENU (child))
      return gtk_widget_get_mapped (child);
  return FALSE;
}

/* Not that of GTK's text view, which is about writing. */
START_TEST (the_menu_is_there_beside_the_words_too)
{
  double x, y;

  open_for_keys ();
  locate (find ("By our correspondent"), &x, &y);
  if (_i == 1)
    select_words ("The letter is sober");
  hands_click (GTK_WIDGET (get_page ()), x + 240, y, 3);
  settle (300);
  ck_assert (has_menu ());
  if (_i == 1)
    assert_selected ("The letter is sober");
  hands_press ("Escape");
  settle (200);
  close_window ();
}
END_TEST

/* The text says only where; a stripe says which. */
START_TEST (a_click_where_several_lie_is_asked_about)
{
  SchoAnnotation active;
  guint64 before;
  double x, y;

  open_for_keys ();
  select_words ("The letter is sober");
  activate ("apply-code", g_variant_new_string ("backlash"));
  activate ("apply-code", g_variant_new_string ("apology"));
  before = count_codings ();
  locate (find ("letter is"), &x, &y);
  put_caret ("rooms");
  hands_click (GTK_WIDGET (get_page ()), x + 12, y, 1);
  ck_assert (scho_page_get_active (get_page (), &active));
  hands_press ("Delete");
  settle (300);
  ck_assert_uint_eq (count_codings (), before);
  hands_press ("Return");
  settle (200);
  ck_assert_uint_eq (count_codings (), before - 1);
  ck_assert_ptr_null (
      scho_snapshot_find_annotation (get_snapshot (), active.document, &active.uuid));

  /* One is left there: no question. */
  hands_click (GTK_WIDGET (get_page ()), x + 12, y, 1);
  hands_press ("Delete");
  ck_assert_uint_eq (count_codings (), before - 2);
  close_window ();
}
END_TEST

static GMenuModel *
get_submenu (guint place)
{
  return g_menu_model_get_item_link (G_MENU_MODEL (fixture.window->place_menu), place,
                                     G_MENU_LINK_SUBMENU);
}

START_TEST (the_menu_lists_the_codes_of_the_place)
{
  g_autoptr (GMenuModel) submenu = NULL;
  double x, y;

  open_for_keys ();
  select_words ("The letter is sober");
  activate ("apply-code", g_variant_new_string ("backlash"));
  locate (find ("letter is"), &x, &y);
  hands_click (GTK_WIDGET (get_page ()), x, y, 3);
  settle (300);
  hands_picture ("menu");
  ck_assert_int_eq (g_menu_model_get_n_items (G_MENU_MODEL (fixture.window->place_menu)),
                    1);
  submenu = get_submenu (0);
  ck_assert_ptr_nonnull (submenu);
  ck_assert_int_eq (g_menu_model_get_n_items (submenu), 5);
  hands_press ("Escape");
  settle (200);
  close_window ();
}
END_TEST

static void
activate_on (const char *action, const char *code, const char *words)
{
  guint32 start = find (words);
  g_autoptr (GArray) codings = scho_page_dup_codings (get_page (), start, start + 1);
  char uuid[SCHO_UUID_STRING_LENGTH + 1] = "";

  for (guint i = 0; i < codings->len; i++)
    if (g_array_index (codings, SchoAnnotation, i).code == find_code (code)->id)
      scho_uuid_format (&g_array_index (codings, SchoAnnotation, i).uuid, uuid);
  ck_assert_str_ne (uuid, "");
  activate (action, g_variant_new_string (uuid));
}

START_TEST (a_coding_gets_another_code)
{
  guint64 before;

  open_for_keys ();
  select_words ("The letter is sober");
  activate ("apply-code", g_variant_new_string ("backlash"));
  before = count_codings ();
  activate_on ("recode", "backlash", "letter is sober");
  type_and_enter ("apol", "Return");
  ck_assert_uint_eq (count_on ("apology", "The letter is sober"), 1);
  ck_assert_uint_eq (count_on ("backlash", "The letter is sober"), 0);

  /* To a new one, in one step. */
  activate_on ("recode", "apology", "letter is sober");
  type_and_enter ("zeal", "Return");
  ck_assert_uint_eq (count_on ("zeal", "The letter is sober"), 1);
  ck_assert_uint_eq (count_codings (), before);
  activate ("undo", NULL);
  ck_assert_ptr_null (find_code ("zeal"));
  ck_assert_uint_eq (count_on ("apology", "The letter is sober"), 1);

  activate_on ("remove-annotation", "apology", "letter is sober");
  ck_assert_uint_eq (count_codings (), before - 1);
  close_window ();
}
END_TEST

START_TEST (a_coding_is_reached_from_the_menu)
{
  GtkWidget *focus;
  SchoAnnotation active;

  open_for_keys ();
  select_words ("The letter is sober");
  activate ("apply-code", g_variant_new_string ("backlash"));
  put_caret ("letter is sober");

  activate_on ("annotation-memo", "backlash", "letter is sober");
  focus = gtk_window_get_focus (GTK_WINDOW (fixture.window));
  ck_assert (gtk_widget_is_ancestor (focus, GTK_WIDGET (fixture.window->passage_pane)));
  put_caret ("By our");
  activate_on ("select-annotation", "backlash", "letter is sober");
  assert_selected ("The letter is sober");
  ck_assert (scho_page_get_active (get_page (), &active));
  ck_assert_uint_eq (active.code, find_code ("backlash")->id);

  activate_on ("describe-code-of", "backlash", "letter is sober");
  ck_assert_str_eq (gtk_stack_get_visible_child_name (fixture.window->side_stack),
                    "code");
  ck_assert_uint_eq (scho_code_tree_get_selected (fixture.window->code_tree),
                     find_code ("backlash")->id);
  close_window ();
}
END_TEST

static void
text_read_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  *(char **) data
      = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

START_TEST (a_quotation_has_its_source)
{
  g_autofree char *copied = NULL, *expected = NULL;
  guint32 start;

  open_for_keys ();
  start = find ("The letter is sober.");
  select_words ("The letter is sober.");
  activate ("copy-quotation", NULL);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture.window)),
                                 NULL, text_read_cb, &copied);
  settle (200);
  ck_assert_ptr_nonnull (copied);
  expected = g_strdup_printf (", characters %u–%u)", start + 1, start + 20);
  ck_assert_msg (g_str_has_prefix (copied, "“The letter is sober.” ("), "%s", copied);
  ck_assert_msg (g_str_has_suffix (copied, expected), "%s", copied);
  close_window ();
}
END_TEST

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found
          = G_TYPE_CHECK_INSTANCE_TYPE (child, type) ? child : find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

START_TEST (it_zooms_by_keys_and_wheel)
{
  SchoPage *page;

  open_for_keys ();
  page = get_page ();
  ck_assert_uint_eq (scho_page_get_zoom (page), 100);
  hands_press ("ctrl+plus");
  ck_assert_uint_eq (scho_page_get_zoom (page), 110);
  hands_press ("ctrl+minus");
  hands_press ("ctrl+minus");
  ck_assert_uint_eq (scho_page_get_zoom (page), 90);
  hands_press ("ctrl+0");
  ck_assert_uint_eq (scho_page_get_zoom (page), 100);
  hands_wheel (GTK_WIDGET (page), 200, 200, TRUE);
  settle (100);
  ck_assert_uint_eq (scho_page_get_zoom (page), 110);
  hands_wheel (GTK_WIDGET (page), 200, 200, FALSE);
  settle (100);
  ck_assert_uint_eq (scho_page_get_zoom (page), 100);
  close_window ();
}
END_TEST

/* From its first pixel to its last one with a code, also beside the border of a pane,
 * which takes the mouse a little beyond what is seen of it. */
static const double columns[] = { 1, 8, 15 };

START_TEST (the_strip_is_clicked_wherever_it_is)
{
  GtkWidget *page, *strip;
  GtkAdjustment *place;

  open_for_keys ();
  activate ("page", NULL);
  page = GTK_WIDGET (get_page ());
  strip = find_type (page, SCHO_TYPE_OVERVIEW);
  place = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (find_type (page, GTK_TYPE_SCROLLED_WINDOW)));
  ck_assert (gtk_widget_get_mapped (fixture.window->side));
  ck_assert_double_lt (gtk_adjustment_get_value (place), 1);
  hands_click (strip, columns[_i], gtk_widget_get_height (strip) * 0.9, 1);
  settle (300);
  ck_assert_double_gt (gtk_adjustment_get_value (place), 100);
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, a_chip_codes_what_the_mouse_selected);
  tcase_add_loop_test (tc, the_offer_covers_no_text_that_is_read, 0,
                       G_N_ELEMENTS (widths));
  tcase_add_test (tc, a_passage_is_dragged_onto_a_code);
  tcase_add_test (tc, a_code_is_dropped_on_a_passage);
  tcase_add_test (tc, it_zooms_by_keys_and_wheel);
  tcase_add_loop_test (tc, the_strip_is_clicked_wherever_it_is, 0,
                       G_N_ELEMENTS (columns));
  tcase_add_test (tc, an_end_is_dragged);
  tcase_add_loop_test (tc, the_menu_is_there_beside_the_words_too, 0, 2);
  tcase_add_test (tc, a_click_where_several_lie_is_asked_about);
  tcase_add_test (tc, the_menu_lists_the_codes_of_the_place);
  tcase_add_test (tc, a_coding_gets_another_code);
  tcase_add_test (tc, a_coding_is_reached_from_the_menu);
  tcase_add_test (tc, a_quotation_has_its_source);
}

int
main (void)
{
  return window_tests_run ("gestures", add_tests);
}
