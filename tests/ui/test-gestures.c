/* test-gestures.c - codes with keys and mouse of the real X server, and asks the core
 * what came of it. */
#include "hands.h"
#include "window-fixture.h"

#include <scholiast/edit.h>
#include <string.h>

static SchoPage *
get_page (void)
{
  return scho_window_get_page (fixture.window);
}

static void
open_for_keys (void)
{
  open_sample ();
  hands_take (GTK_WIDGET (fixture.window));
  activate ("page", NULL);
}

/* Where the words are in the article. */
static guint32
find (const char *words)
{
  SchoText *text = scho_page_get_text (get_page ());
  const char *utf8 = scho_text_get_utf8 (text, NULL), *found = strstr (utf8, words);

  ck_assert_msg (found != NULL, "%s", words);
  return scho_text_byte_to_offset (text, (gsize) (found - utf8));
}

static void
select_words (const char *words)
{
  guint32 start = find (words);

  activate ("select",
            g_variant_new ("(uu)", start, start + (guint32) g_utf8_strlen (words, -1)));
}

static void
put_caret (const char *words)
{
  guint32 start = find (words);

  activate ("select", g_variant_new ("(uu)", start, start));
}

static char *
dup_selected (void)
{
  guint32 start, end;

  scho_page_get_selection (get_page (), &start, &end);
  return scho_text_dup_range (scho_page_get_text (get_page ()), start, end);
}

static void
assert_selected (const char *words)
{
  g_autofree char *selected = dup_selected ();

  ck_assert_str_eq (selected, words);
}

static void
assert_ends_selection (const char *words)
{
  g_autofree char *selected = dup_selected ();

  ck_assert_msg (g_str_has_suffix (selected, words), "%s", selected);
}

/* How many codings of the front document have this code on just these words. */
static guint
count_on (const char *code, const char *words)
{
  SchoText *text = scho_page_get_text (get_page ());
  const SchoCode *wanted = find_code (code);
  gsize n;
  const SchoAnnotation *all = scho_snapshot_get_annotations (
      get_snapshot (), scho_page_get_document (get_page ()), &n);
  guint count = 0;

  if (wanted == NULL)
    return 0;
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *quote = scho_text_dup_range (text, all[i].start, all[i].end);

      count += g_str_equal (quote, words) && all[i].code == wanted->id;
    }
  return count;
}

/* Where a character is, in the page's coordinates. */
static void
locate (guint32 offset, double *x, double *y)
{
  GdkRectangle r;

  ck_assert (scho_page_get_rectangle (get_page (), offset, offset + 1, &r));
  *x = r.x + 1;
  *y = r.y + r.height / 2.0;
}

START_TEST (keys_select_by_unit)
{
  open_for_keys ();
  put_caret ("three years, the practice");
  hands_press ("w");
  assert_selected ("three");
  hands_press ("w");
  hands_press ("w");
  assert_selected ("three years, the");
  hands_press ("s");
  assert_selected ("For three years, the practice rooms on the second floor of Halvar "
                   "Conservatory were a place some students avoided after six in the "
                   "evening.");
  hands_press ("s");
  assert_ends_selection ("most of them women, said why.");
  hands_press ("p");
  assert_ends_selection ("denies the allegations.");
  hands_press ("p");
  assert_ends_selection ("at 2:14 in the morning.");
  put_caret ("three years, the practice");
  hands_press ("t");
  assert_ends_selection ("denies the allegations.");
  hands_press ("shift+Left");
  assert_ends_selection ("denies the allegations");
  close_window ();
}
END_TEST

START_TEST (keys_code)
{
  open_for_keys ();
  put_caret ("sober. It gives");
  hands_press ("w");
  hands_press ("i");
  ck_assert_uint_eq (count_on ("sober", "sober"), 1);

  put_caret ("It gives dates");
  hands_press ("s");
  hands_press ("r");
  ck_assert_uint_eq (count_on ("sober",
                               "It gives dates, rooms and the names of those who "
                               "were told at the time."),
                     1);
  activate ("undo", NULL);
  ck_assert_uint_eq (count_on ("sober",
                               "It gives dates, rooms and the names of those who "
                               "were told at the time."),
                     0);
  close_window ();
}
END_TEST

static void
give_key (const char *name, guint key)
{
  SchoCode after = *find_code (name);

  after.key = key;
  ck_assert (scho_session_apply (scho_window_get_session (fixture.window),
                                 scho_edit_change_code (get_snapshot (), &after, NULL),
                                 NULL));
}

START_TEST (number_keys_apply_codes)
{
  guint64 before;

  open_for_keys ();
  give_key ("apology", 7);
  before = count_codings ();
  select_words ("The letter is sober");
  hands_press ("7");
  ck_assert_uint_eq (count_on ("apology", "The letter is sober"), 1);
  hands_press ("8"); /* no code has it */
  ck_assert_uint_eq (count_codings (), before + 1);

  /* Not while something is written. */
  activate ("find", NULL);
  hands_press ("7");
  hands_press ("r");
  ck_assert_uint_eq (count_codings (), before + 1);
  close_window ();
}
END_TEST

static void
type_and_enter (const char *letters, const char *enter)
{
  for (const char *p = letters; *p != '\0'; p++)
    hands_press ((char[]){ *p, '\0' });
  hands_press (enter);
}

START_TEST (the_palette_opens_at_the_selection)
{
  GtkWidget *palette;
  graphene_rect_t bounds;
  GdkRectangle selection;
  guint32 start, end;

  open_for_keys ();
  palette = GTK_WIDGET (fixture.window->palette);
  put_caret ("sober. It gives");
  hands_press ("slash");
  ck_assert (gtk_widget_get_visible (palette));
  assert_selected ("sober"); /* which is what will be coded */

  scho_page_get_selection (get_page (), &start, &end);
  ck_assert (scho_page_get_rectangle (get_page (), start, end, &selection));
  ck_assert (gtk_widget_compute_bounds (palette, GTK_WIDGET (get_page ()), &bounds));
  ck_assert (bounds.origin.y >= selection.y + selection.height
             || bounds.origin.y + bounds.size.height <= selection.y);
  hands_picture ("palette");

  type_and_enter ("backl", "shift+Return");
  ck_assert_uint_eq (count_on ("backlash", "sober"), 1);
  ck_assert (gtk_widget_get_visible (palette));
  type_and_enter ("apol", "Return");
  ck_assert_uint_eq (count_on ("apology", "sober"), 1);
  ck_assert (!gtk_widget_get_visible (palette));

  hands_press ("ctrl+k");
  type_and_enter ("zeal", "Return");
  ck_assert_uint_eq (count_on ("zeal", "sober"), 1);
  close_window ();
}
END_TEST

START_TEST (keys_go_from_coding_to_coding)
{
  SchoAnnotation active;
  guint32 start, end, last = 0;
  guint n = 0;
  gsize all;

  open_for_keys ();
  scho_snapshot_get_annotations (get_snapshot (), scho_page_get_document (get_page ()),
                                 &all);
  activate ("select", g_variant_new ("(uu)", 0, 0));
  for (; n < all; n++)
    {
      hands_press ("n");
      ck_assert (scho_page_get_active (get_page (), &active));
      ck_assert (scho_page_get_selection (get_page (), &start, &end));
      ck_assert_uint_eq (active.start, start);
      ck_assert_uint_eq (active.end, end);
      ck_assert_uint_ge (start, last);
      last = start;
    }
  hands_press ("n"); /* there is no other */
  scho_page_get_selection (get_page (), &start, &end);
  ck_assert_uint_eq (start, last);
  hands_press ("shift+n");
  scho_page_get_selection (get_page (), &start, &end);
  ck_assert_uint_le (start, last);
  close_window ();
}
END_TEST

static gboolean
is_coded (guint32 start, guint32 end)
{
  g_autoptr (GArray) codings = scho_page_dup_codings (get_page (), start, end);

  return codings->len > 0;
}

START_TEST (keys_go_to_what_has_no_code)
{
  guint32 start, end, last = 0;

  open_for_keys ();
  activate ("select", g_variant_new ("(uu)", 0, 0));
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *words = NULL;

      hands_press ("u");
      ck_assert (scho_page_get_selection (get_page (), &start, &end));
      ck_assert (i == 0 || start > last);
      ck_assert (!is_coded (start, end));
      words = dup_selected ();
      ck_assert (!g_ascii_isspace (words[0]));
      ck_assert (!g_ascii_isspace (words[strlen (words) - 1]));
      last = start;
    }
  hands_press ("shift+u");
  scho_page_get_selection (get_page (), &start, &end);
  ck_assert_uint_lt (start, last);
  close_window ();
}
END_TEST

START_TEST (delete_asks_which_of_several)
{
  guint64 before;

  open_for_keys ();
  select_words ("The letter is sober");
  activate ("apply-code", g_variant_new_string ("backlash"));
  activate ("apply-code", g_variant_new_string ("apology"));
  before = count_codings ();
  put_caret ("letter is sober");
  hands_press ("Delete");
  settle (300);
  ck_assert_uint_eq (count_codings (), before);
  hands_picture ("which");
  hands_press ("Down");
  hands_press ("Return");
  settle (200);
  ck_assert_uint_eq (count_codings (), before - 1);
  ck_assert_uint_eq (count_on ("backlash", "The letter is sober"), 1);

  hands_press ("Delete"); /* one is left: no question */
  ck_assert_uint_eq (count_codings (), before - 2);

  activate ("undo", NULL);
  activate ("undo", NULL);
  hands_press ("Delete");
  settle (300);
  hands_press ("End"); /* all of them, in one step */
  hands_press ("Return");
  settle (200);
  ck_assert_uint_eq (count_codings (), before - 2);
  activate ("undo", NULL);
  ck_assert_uint_eq (count_codings (), before);

  hands_press ("Delete");
  settle (300);
  hands_press ("Escape");
  settle (200);
  ck_assert_uint_eq (count_codings (), before);
  close_window ();
}
END_TEST

static void
set_snap (const char *unit)
{
  g_action_group_change_action_state (G_ACTION_GROUP (fixture.application), "snap",
                                      g_variant_new_string (unit));
}

START_TEST (passages_are_rounded)
{
  open_for_keys ();
  set_snap ("word");
  select_words ("etter is so");
  activate ("apply-code", g_variant_new_string ("backlash"));
  ck_assert_uint_eq (count_on ("backlash", "letter is sober"), 1);
  set_snap ("sentence");
  activate ("apply-code", g_variant_new_string ("apology"));
  ck_assert_uint_eq (count_on ("apology", "The letter is sober."), 1);
  set_snap ("character");
  activate ("apply-code", g_variant_new_string ("minimising"));
  ck_assert_uint_eq (count_on ("minimising", "etter is so"), 1);
  close_window ();
}
END_TEST

START_TEST (keys_move_the_limits)
{
  open_for_keys ();
  set_snap ("word");
  select_words ("letter is");
  activate ("apply-code", g_variant_new_string ("backlash"));
  hands_press ("alt+shift+Right");
  ck_assert_uint_eq (count_on ("backlash", "letter is sober"), 1);
  hands_press ("alt+Left");
  ck_assert_uint_eq (count_on ("backlash", "The letter is sober"), 1);
  hands_press ("alt+Right");
  hands_press ("alt+Right");
  hands_press ("alt+Right"); /* a word is left: it stays */
  ck_assert_uint_eq (count_on ("backlash", "sober"), 1);
  hands_press ("alt+Right");
  ck_assert_uint_eq (count_on ("backlash", "sober"), 1);
  set_snap ("character");
  hands_press ("alt+shift+Left");
  ck_assert_uint_eq (count_on ("backlash", "sobe"), 1);
  activate ("undo", NULL);
  ck_assert_uint_eq (count_on ("backlash", "sober"), 1);
  close_window ();
}
END_TEST

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
    ck_assert_float_ge (bounds.origin.x, margin.x);
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

/* N and Delete: no question, since one of them is lit up. Escape lets it go. */
START_TEST (what_is_lit_up_is_meant)
{
  SchoAnnotation active;

  open_for_keys ();
  select_words ("The letter is sober");
  activate ("apply-code", g_variant_new_string ("backlash"));
  activate ("apply-code", g_variant_new_string ("apology"));
  put_caret ("The letter is sober");
  hands_press ("n");
  hands_press ("n");
  ck_assert (scho_page_get_active (get_page (), &active));
  ck_assert_uint_eq (active.code, find_code ("apology")->id);
  hands_press ("Escape");
  ck_assert (!scho_page_get_active (get_page (), &active));
  put_caret ("The letter is sober");
  hands_press ("n");
  hands_press ("n");
  hands_press ("Delete");
  ck_assert_uint_eq (count_on ("apology", "The letter is sober"), 0);
  ck_assert_uint_eq (count_on ("backlash", "The letter is sober"), 1);
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

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, keys_select_by_unit);
  tcase_add_test (tc, keys_code);
  tcase_add_test (tc, number_keys_apply_codes);
  tcase_add_test (tc, the_palette_opens_at_the_selection);
  tcase_add_test (tc, keys_go_from_coding_to_coding);
  tcase_add_test (tc, keys_go_to_what_has_no_code);
  tcase_add_test (tc, delete_asks_which_of_several);
  tcase_add_test (tc, passages_are_rounded);
  tcase_add_test (tc, keys_move_the_limits);
  tcase_add_test (tc, a_chip_codes_what_the_mouse_selected);
  tcase_add_loop_test (tc, the_offer_covers_no_text_that_is_read, 0,
                       G_N_ELEMENTS (widths));
  tcase_add_test (tc, a_passage_is_dragged_onto_a_code);
  tcase_add_test (tc, a_code_is_dropped_on_a_passage);
  tcase_add_test (tc, an_end_is_dragged);
  tcase_add_test (tc, the_menu_lists_the_codes_of_the_place);
  tcase_add_test (tc, a_coding_gets_another_code);
  tcase_add_test (tc, a_coding_is_reached_from_the_menu);
  tcase_add_test (tc, what_is_lit_up_is_meant);
  tcase_add_test (tc, a_quotation_has_its_source);
}

int
main (void)
{
  return window_tests_run ("gestures", add_tests);
}
