/* How the window looks where it is not the usual one: one program, run once for each of
 * the modes below, since most of them must be chosen before GTK begins. */
#include "hands.h"
#include "passage-fixture.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <scholiast/edit.h>
#include <string.h>
#include <ui/margin.h>
#include <ui/overview.h>
#include <ui/page-numbers.h>
#include <ui/page-private.h>
#include <ui/screenshot.h>

static const char *mode;

static void
resize (int width, int height)
{
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), width, height);
  settle (300);
}

static void
set_scheme (AdwColorScheme scheme)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
  settle (100);
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static graphene_rect_t
get_bounds (GtkWidget *widget)
{
  graphene_rect_t bounds;

  ck_assert_ptr_nonnull (widget);
  ck_assert (gtk_widget_compute_bounds (widget, GTK_WIDGET (fixture.window), &bounds));
  return bounds;
}

static GtkWidget *
find_label (GtkWidget *widget, const char *words)
{
  if (GTK_IS_LABEL (widget)
      && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), words))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, words);

      if (found != NULL)
        return found;
    }
  return NULL;
}

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

/* The whole of it, within the window. */
static void
assert_in_sight (GType type)
{
  GtkWidget *widget = find_type (GTK_WIDGET (fixture.window), type);
  graphene_rect_t bounds = get_bounds (widget);

  ck_assert_float_ge (bounds.origin.x, 0);
  ck_assert_float_le (bounds.origin.x + bounds.size.width,
                      gtk_widget_get_width (GTK_WIDGET (fixture.window)));
}

static void
assert_width (int width)
{
  int least;

  gtk_widget_measure (GTK_WIDGET (fixture.window), GTK_ORIENTATION_HORIZONTAL, -1, &least,
                      NULL, NULL, NULL);
  ck_assert_int_le (least, width);
  ck_assert_int_le (gtk_widget_get_width (GTK_WIDGET (fixture.window)), width);
}

static void
show_views (const char *what)
{
  static const char *const views[] = { "memos", "attributes", "plugins" };
  g_autofree char *name = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_autofree char *view = g_strdup_printf ("appearance-%s", views[i]);

      activate (views[i], NULL);
      picture (view, what);
      activate ("close-tab", NULL);
    }
  name = g_strdup_printf ("%s-find", what);
  activate ("find", NULL);
  settle (100);
  activate ("page", NULL);
  picture ("appearance", name);
}

START_TEST (all_is_seen)
{
  static const struct
  {
    AdwColorScheme scheme;
    const char *name;
  } schemes[] = {
    { ADW_COLOR_SCHEME_FORCE_LIGHT, "light" },
    { ADW_COLOR_SCHEME_FORCE_DARK, "dark" },
  };
  g_autofree char *name = g_strdup_printf ("%s-%s", mode, schemes[_i].name);

  set_scheme (schemes[_i].scheme);
  open_sample ();
  resize (1280, 800);
  activate ("page", NULL);
  select_words ("The letter is sober");
  activate ("apply-code", g_variant_new_string ("backlash"));
  select_words ("It gives dates");
  picture ("appearance", name);
  activate ("palette", NULL);
  picture ("appearance-palette", name);
  activate ("page", NULL);
  activate ("history", NULL);
  resize (800, 600);
  picture ("appearance-small", name);
  if (_i == 0)
    show_views (name);
  set_scheme (ADW_COLOR_SCHEME_DEFAULT);
  resize (1280, 800);
  close_window ();
}
END_TEST

START_TEST (the_start_fits)
{
  fixture.window
      = SCHO_WINDOW (gtk_widget_get_root (scho_window_new (fixture.application)));
  resize (800, 600);
  gtk_window_present (GTK_WINDOW (fixture.window));
  settle (300);
  picture ("appearance-start", mode);
  assert_width (800);
  resize (1280, 800);
  close_window ();
}
END_TEST

/* Whichever way the window became as wide as it is. */
START_TEST (the_strip_is_never_pushed_out)
{
  static const int widths[] = { 1280, 1000, 900, 800, 700, 760, 1100, 800 };

  open_sample ();
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      resize (widths[i], 600);
      assert_in_sight (SCHO_TYPE_OVERVIEW);
    }
  resize (1280, 800);
  close_window ();
}
END_TEST

static GtkAdjustment *
get_adjustment (void)
{
  GtkWidget *scroller = find_type (GTK_WIDGET (get_page ()), GTK_TYPE_SCROLLED_WINDOW);

  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
}

static GtkWidget *
find_named (GtkWidget *widget, const char *css_name)
{
  if (g_str_equal (gtk_widget_get_css_name (widget), css_name)
      && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_named (child, css_name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* How often something moved within half a second, when it should be there at once. */
static guint
count_moves (GtkWidget *widget)
{
  graphene_rect_t last = get_bounds (widget);
  guint n = 0;

  for (guint i = 0; i < 25; i++)
    {
      graphene_rect_t bounds;

      settle (20);
      bounds = get_bounds (widget);
      n += !graphene_rect_equal (&bounds, &last);
      last = bounds;
    }
  return n;
}

START_TEST (nothing_moves_by_itself)
{
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *bar;
  double value;

  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  open_sample ();
  resize (1280, 800);
  activate ("page", NULL);
  activate ("find", NULL);
  bar = find_type (GTK_WIDGET (fixture.window), GTK_TYPE_SEARCH_BAR);
  ck_assert_uint_eq (count_moves (bar), 0);
  activate ("page", NULL);

  put_caret ("The letter is sober");
  value = gtk_adjustment_get_value (get_adjustment ());
  g_action_group_activate_action (G_ACTION_GROUP (fixture.window), "go-to-coded",
                                  g_variant_new_int32 (-1));
  settle (40);
  value = gtk_adjustment_get_value (get_adjustment ());
  settle (400);
  ck_assert_double_eq (gtk_adjustment_get_value (get_adjustment ()), value);

  scho_window_toast (fixture.window, "A word");
  settle (60);
  ck_assert_uint_eq (count_moves (find_named (GTK_WIDGET (fixture.window), "toast")), 0);
  ck_assert_float_gt (
      get_bounds (find_named (GTK_WIDGET (fixture.window), "toast")).size.height, 10);
  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
  close_window ();
}
END_TEST

static gboolean
overlap (graphene_rect_t a, graphene_rect_t b)
{
  return graphene_rect_intersection (&a, &b, NULL);
}

static graphene_rect_t
get_line (guint32 offset)
{
  GdkRectangle line;
  graphene_rect_t page = get_bounds (GTK_WIDGET (get_page ()));

  ck_assert (scho_page_get_rectangle (get_page (), offset - 1, offset, &line));
  return GRAPHENE_RECT_INIT (page.origin.x + (float) line.x,
                             page.origin.y + (float) line.y, (float) line.width,
                             (float) line.height);
}

/* At the end of the text, where a toast is nearest to what one reads. */
START_TEST (toasts_cover_nothing_one_needs)
{
  guint32 end;
  GtkWidget *toast;

  open_sample ();
  resize (_i == 0 ? 1280 : 800, _i == 0 ? 800 : 600);
  activate ("page", NULL);
  end = scho_text_get_length (scho_page_get_text (get_page ()));
  while (g_unichar_isspace (g_utf8_get_char (
      scho_text_get_utf8 (scho_page_get_text (get_page ()), NULL)
      + scho_text_offset_to_byte (scho_page_get_text (get_page ()), end - 1))))
    end--;
  activate ("select", g_variant_new ("(uu)", end - 5, end));
  gtk_adjustment_set_value (get_adjustment (), 1e9);
  settle (100);
  activate ("palette", NULL);
  scho_window_toast (fixture.window,
                     "A word about what was just done, which is rather long.");
  settle (500);
  toast = find_named (GTK_WIDGET (fixture.window), "toast");
  picture ("appearance-toast", _i == 0 ? "large" : "small");
  ck_assert (
      !overlap (get_bounds (toast), get_bounds (GTK_WIDGET (fixture.window->palette))));
  ck_assert (!overlap (get_bounds (toast), get_line (end)));
  resize (1280, 800);
  close_window ();
}
END_TEST

/* Stripes stand between the text and the strip, on the side where reading ends. */
START_TEST (the_margin_is_where_reading_ends)
{
  gboolean rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
  GtkWidget *window, *margin;
  float text, strip, offer, width;
  graphene_rect_t bounds;

  open_for_keys ();
  resize (1280, 800);
  window = GTK_WIDGET (fixture.window);
  margin = find_type (window, SCHO_TYPE_MARGIN);
  bounds = get_bounds (margin);
  text = get_line (find ("LINDHAVEN") + 1).origin.x;
  strip = get_bounds (find_type (window, SCHO_TYPE_OVERVIEW)).origin.x;
  ck_assert_int_eq (text > bounds.origin.x, rtl);
  ck_assert_int_eq (bounds.origin.x > strip, rtl);

  /* Codes that are offered lie in it, too. */
  select_by_mouse ("three years, the practice rooms");
  settle (200);
  ck_assert_ptr_nonnull (fixture.window->offer);
  picture ("appearance-offer", mode);
  offer = get_bounds (fixture.window->offer).origin.x;
  width = get_bounds (fixture.window->offer).size.width;
  if (rtl)
    ck_assert_float_le (offer + width, bounds.origin.x + bounds.size.width + 1);
  else
    ck_assert_float_ge (offer, bounds.origin.x - 1);
  close_window ();
}
END_TEST

static gboolean
was_hovered (GtkWidget *margin, double x, double y)
{
  gtk_widget_set_cursor (margin, NULL);
  hands_move (margin, x, y + 40);
  hands_move (margin, x, y);
  settle (100);
  return gtk_widget_get_cursor (margin) != NULL;
}

/* A stripe is found where it is painted. */
START_TEST (stripes_are_found_on_either_side)
{
  gboolean rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
  GtkWidget *margin;
  double x, y;
  float top;

  open_for_keys ();
  resize (1280, 800);
  margin = find_type (GTK_WIDGET (fixture.window), SCHO_TYPE_MARGIN);
  locate (find ("In an open letter") + 2, &x, &y);
  top = get_bounds (GTK_WIDGET (get_page ())).origin.y;
  y += top - get_bounds (margin).origin.y;
  x = rtl ? gtk_widget_get_width (margin) - 7 : 7;
  ck_assert (was_hovered (margin, x, y));
  /* The passage that it is of lights up. */
  ck_assert_int_ge (get_page ()->hovered, 0);
  ck_assert (!was_hovered (margin, gtk_widget_get_width (margin) - x, y));
  close_window ();
}
END_TEST

/* As a hand does: not at once. What is dragged begins to move meanwhile, and newer GTK
 * hears of no single move before it has. */
static void
creep_to (GtkWidget *widget, double x, double y)
{
  for (guint i = 4; i-- > 0;)
    hands_move (widget, x - i, y - i);
}

/* Held at the lower edge until the end of the document is there; then it is let go of on
 * the words near it. */
static void
hold_at_edge (const char *words)
{
  GtkWidget *page = GTK_WIDGET (get_page ());
  GtkAdjustment *adjustment = get_adjustment ();
  double last = -1, x, y;

  creep_to (page, 200, gtk_widget_get_height (page) - 6);
  while (gtk_adjustment_get_value (adjustment) > last)
    {
      last = gtk_adjustment_get_value (adjustment);
      settle (200);
    }
  ck_assert_double_ge (last, 2 * gtk_widget_get_height (page));
  locate (find (words), &x, &y);
  hands_move (page, x + 1, y);
  hands_move (page, x + 2, y);
  hands_up ();
  settle (300);
  ck_assert_double_eq (gtk_adjustment_get_value (adjustment), last);
}

/* Pressed on the first, and moved a little, so that it is a drag. */
static void
take_hold (GtkWidget *widget, double x, double y)
{
  hands_move (widget, x, y);
  hands_down ();
  hands_move (widget, x + 12, y + 2);
  hands_move (widget, x + 24, y + 6);
}

START_TEST (a_limit_is_dragged_beyond_the_screen)
{
  SchoAnnotation active;
  GtkWidget *page;
  guint32 start;
  double x, y;

  open_for_keys ();
  resize (1000, 500);
  page = GTK_WIDGET (get_page ());
  start = find ("The letter is sober");
  select_words ("The letter is sober");
  activate ("apply-code", g_variant_new_string ("backlash"));
  put_caret ("sober");
  locate (start + 4, &x, &y);
  hands_click (page, x + 4, y, 1);
  ck_assert (scho_page_get_active (get_page (), &active));
  ck_assert_uint_eq (active.start, start);
  locate (active.end, &x, &y);
  take_hold (page, x - 1, y);
  hold_at_edge ("is waiting");
  ck_assert (scho_page_get_active (get_page (), &active));
  ck_assert_uint_eq (active.start, start);
  ck_assert_uint_le (active.end - find ("is waiting"), 1);
  close_window ();
}
END_TEST

START_TEST (a_code_is_dragged_beyond_the_screen)
{
  g_autoptr (GArray) codings = NULL;
  guint on = 0;

  open_for_keys ();
  resize (1000, 500);
  take_hold (find_label (GTK_WIDGET (fixture.window->code_tree), "victim-blaming"), 4, 4);
  hold_at_edge ("is waiting");
  codings
      = scho_page_dup_codings (get_page (), find ("is waiting"), find ("is waiting") + 1);
  for (guint i = 0; i < codings->len; i++)
    on += g_array_index (codings, SchoAnnotation, i).code
          == find_code ("victim-blaming")->id;
  ck_assert_uint_eq (on, 1);
  close_window ();
}
END_TEST

/* A text that is selected with the mouse goes on, too. */
START_TEST (a_selection_goes_beyond_the_screen)
{
  guint32 start, end;
  double x, y;

  open_for_keys ();
  resize (1000, 500);
  locate (find ("LINDHAVEN"), &x, &y);
  take_hold (GTK_WIDGET (get_page ()), x, y);
  hold_at_edge ("is waiting");
  scho_page_get_selection (get_page (), &start, &end);
  ck_assert_uint_eq (start, find ("LINDHAVEN"));
  ck_assert_uint_le (end - find ("is waiting"), 1);
  close_window ();
}
END_TEST

/* The tree of codes, when a code is held at its edge. */
START_TEST (the_tree_scrolls_under_a_code)
{
  GtkWidget *row, *tree;
  GtkAdjustment *adjustment;

  open_for_keys ();
  resize (1000, 500);
  tree = GTK_WIDGET (fixture.window->code_tree);
  adjustment = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (find_type (tree, GTK_TYPE_SCROLLED_WINDOW)));
  row = find_label (tree, "victim-blaming");
  take_hold (row, 4, 4);
  hands_move (tree, 60, gtk_widget_get_height (tree) - 30);
  creep_to (tree, 60, gtk_widget_get_height (tree) - 8);
  for (guint i = 0; i < 60 && gtk_adjustment_get_value (adjustment) < 40; i++)
    settle (50);
  ck_assert_double_ge (gtk_adjustment_get_value (adjustment), 40);
  hands_press ("Escape");
  hands_up ();
  settle (200);
  close_window ();
}
END_TEST

#define CODES 200
#define CODERS 30
#define DOCUMENTS 10000
#define CODINGS 160

/* Mixed, so that both directions are in one line. */
static const char mixed[]
    = "قالت الكاتبة إن الصمت ليس جوابا، ثم كتبت “backlash” على السبورة ومضت إلى البيت. "
      "הוועדה ביקשה לשמוע את כולן, and nobody had asked before, עד יום שלישי בבוקר.\n";

static char *
dup_long_name (guint i)
{
  static const char *const names[] = {
    "a code whose name is a whole sentence, since whoever made it could not decide",
    "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle"
    "nleiterinnenversammlungsprotokollführungsverordnung",
    "🕊️👩🏽‍🚀 solidarity 🏳️‍🌈",
    "لوم الضحية في الصحافة اليومية المحلية والوطنية",
    "נטל ההוכחה על הנפגעות",
  };

  return g_strdup_printf ("%s %u", names[i % G_N_ELEMENTS (names)], i);
}

static SchoStep *
new_amounts (guint32 *document)
{
  SchoStep *step = scho_step_new (get_snapshot (), "Amounts");
  g_autoptr (SchoText) text = NULL, empty = scho_text_new ("One line.", NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (9);
  GString *title = g_string_new (NULL), *words = g_string_new (NULL);
  guint32 codes[CODES], coders[CODERS], length;

  for (guint i = 0; i < CODES; i++)
    {
      g_autofree char *name = dup_long_name (i);

      codes[i] = scho_step_add_code (
          step, &(SchoCode){ .name = name, .colour = scho_colour_nth (i) });
    }
  for (guint i = 0; i < CODERS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Coder with a long name %u", i);

      coders[i] = scho_step_add_coder (step, &(SchoCoder){ .name = name });
    }
  while (title->len < 300)
    g_string_append (title, "Transcript of a conversation ");
  while (words->len < 6000)
    g_string_append (words, mixed);
  text = scho_text_new (words->str, NULL);
  length = scho_text_get_length (text);
  *document = scho_step_add_document (step, &(SchoDocument){ .title = title->str }, text);
  for (guint i = 0; i < DOCUMENTS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Document %u of a great many", i);

      scho_step_add_document (step, &(SchoDocument){ .title = name }, empty);
    }
  for (guint i = 0; i < CODINGS; i++)
    {
      guint32 start = g_rand_int_range (random, 0, length - 300);

      scho_step_add_annotation (
          step, &(SchoAnnotation){ .start = start,
                                   .end = start + g_rand_int_range (random, 10, 300),
                                   .document = *document,
                                   .code = codes[i % CODES],
                                   .coder = coders[i % CODERS],
                                   .weight = SCHO_NO_WEIGHT });
    }
  g_string_free (title, TRUE);
  g_string_free (words, TRUE);
  return step;
}

/* All that is cut can be read in a tooltip. */
static void
assert_told (GtkWidget *widget)
{
  if (GTK_IS_TEXT (widget))
    return; /* what stands in an empty entry */
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && gtk_label_get_ellipsize (GTK_LABEL (widget)) != PANGO_ELLIPSIZE_NONE
      && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))))
    {
      gboolean is_told = FALSE;

      for (GtkWidget *above = widget; above != NULL && !is_told;
           above = gtk_widget_get_parent (above))
        is_told = gtk_widget_get_has_tooltip (above);
      ck_assert_msg (is_told, "“%s” is cut", gtk_label_get_text (GTK_LABEL (widget)));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_told (child);
}

START_TEST (sheer_amounts_fit)
{
  static const int sizes[][2] = { { 1280, 800 }, { 800, 600 } };
  SchoStep *step;
  guint32 document;

  open_sample ();
  step = new_amounts (&document);
  ck_assert (scho_session_apply (scho_window_get_session (fixture.window), step, NULL));
  await_jobs ();
  gtk_widget_grab_focus (
      adw_tab_page_get_child (scho_window_open_document (fixture.window, document)));
  settle (300);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s-%d", mode, sizes[i][0]);

      set_scheme (i == 0 ? ADW_COLOR_SCHEME_FORCE_LIGHT : ADW_COLOR_SCHEME_FORCE_DARK);
      resize (sizes[i][0], sizes[i][1]);
      activate ("select", g_variant_new ("(uu)", 60, 64));
      picture ("appearance-amounts", name);
      assert_width (sizes[i][0]);
      assert_in_sight (SCHO_TYPE_OVERVIEW);
      assert_told (GTK_WIDGET (fixture.window));
      activate ("palette", NULL);
      picture ("appearance-amounts-palette", name);
      assert_width (sizes[i][0]);
      assert_told (GTK_WIDGET (fixture.window));
      activate ("page", NULL);
    }
  set_scheme (ADW_COLOR_SCHEME_DEFAULT);
  resize (1280, 800);
  close_window ();
}
END_TEST

/* The newest window besides ours. */
static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i > 0; i--)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i - 1);

      if (window != GTK_WIDGET (fixture.window) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static void
picture_of (GtkWidget *window, const char *what)
{
  const char *folder = g_getenv ("SCHOLIAST_ARTEFACTS");
  g_autofree char *name = g_strdup_printf ("appearance-dialog-%s-%s.png", what, mode);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (path != NULL)
    ck_assert (scho_screenshot_write (window, path, NULL));
}

static const struct
{
  const char *action, *what;
} dialogs[] = {
  { "app.preferences", "preferences" }, { "app.about", "about" },
  { "win.reading", "reading" },         { "win.shortcuts", "shortcuts" },
  { "document.remove", "remove" },
};

START_TEST (dialogs_fit)
{
  GtkWidget *dialog;
  int width, height;

  open_sample ();
  ck_assert (gtk_widget_activate_action (GTK_WIDGET (fixture.window->document_list),
                                         dialogs[_i].action, NULL));
  settle (500);
  dialog = find_dialog ();
  ck_assert_ptr_nonnull (dialog);
  picture_of (dialog, dialogs[_i].what);
  gtk_widget_measure (dialog, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (dialog, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  ck_assert_int_le (width, 800);
  ck_assert_int_le (height, 600);
  assert_told (dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  settle (200);
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_loop_test (tc, all_is_seen, 0, 2);
  tcase_add_test (tc, the_start_fits);
  tcase_add_test (tc, nothing_moves_by_itself);
  tcase_add_loop_test (tc, toasts_cover_nothing_one_needs, 0, 2);
  tcase_add_test (tc, the_margin_is_where_reading_ends);
  tcase_add_test (tc, stripes_are_found_on_either_side);
  tcase_add_test (tc, a_limit_is_dragged_beyond_the_screen);
  tcase_add_test (tc, a_code_is_dragged_beyond_the_screen);
  tcase_add_test (tc, a_selection_goes_beyond_the_screen);
  tcase_add_test (tc, the_tree_scrolls_under_a_code);
  tcase_add_test (tc, sheer_amounts_fit);
  tcase_add_loop_test (tc, dialogs_fit, 0, G_N_ELEMENTS (dialogs));
  tcase_add_test (tc, the_strip_is_never_pushed_out);
}

static void
choose_mode (void)
{
  if (g_str_equal (mode, "contrast"))
    g_setenv ("ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);
  if (g_str_equal (mode, "german"))
    {
      g_setenv ("LANGUAGE", "de", TRUE);
      setlocale (LC_ALL, "");
      bindtextdomain (GETTEXT_PACKAGE, g_getenv ("SCHOLIAST_LOCALE_DIR"));
      bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
      textdomain (GETTEXT_PACKAGE);
    }
  if (g_str_equal (mode, "mirrored"))
    {
      gtk_disable_setlocale ();
      gtk_init ();
      gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *name = NULL;

  mode = argc > 1 ? argv[1] : "usual";
  name = g_strdup_printf ("appearance-%s", mode);
  choose_mode ();
  return window_tests_run (name, add_tests);
}
