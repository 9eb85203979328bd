/* test-code-mouse.c - the lists of codes and documents with a real mouse. */
#include "code-fixture.h"
#include "hands.h"

#include <scholiast/lookup.h>

/* The documents */

static void
press_row (const char *title, guint button)
{
  SchoDocumentList *list = fixture.window->document_list;
  GtkWidget *view = find_widget (GTK_WIDGET (list), GTK_TYPE_LIST_VIEW);

  for (GtkWidget *row = gtk_widget_get_first_child (view); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *label = find_widget (row, GTK_TYPE_LABEL);

      if (label != NULL && g_str_equal (gtk_label_get_label (GTK_LABEL (label)), title))
        {
          hands_click (row, gtk_widget_get_width (row) / 2.0,
                       gtk_widget_get_height (row) / 2.0, button);
          settle (150);
          return;
        }
    }
  ck_abort_msg ("no row %s", title);
}

static guint32
get_document (void)
{
  return scho_page_get_document (scho_window_get_page (fixture.window));
}

START_TEST (one_click_opens_a_document)
{
  guint32 first, second;

  open_sample ();
  hands_take (GTK_WIDGET (fixture.window));
  first = scho_lookup_document (get_snapshot (), "article.txt", NULL)->id;
  second = scho_lookup_document (get_snapshot (), "comments.txt", NULL)->id;
  ck_assert_uint_eq (get_document (), first);
  press_row ("comments.txt", 1);
  ck_assert_uint_eq (get_document (), second);
  press_row ("article.txt", 1);
  ck_assert_uint_eq (get_document (), first);
  close_window ();
}
END_TEST

START_TEST (sorts_the_documents)
{
  SchoDocumentList *list;
  GListModel *rows;
  const char *first;

  open_sample ();
  list = fixture.window->document_list;
  rows = G_LIST_MODEL (gtk_list_view_get_model (
      GTK_LIST_VIEW (find_widget (GTK_WIDGET (list), GTK_TYPE_LIST_VIEW))));
  g_object_set (list, "sort", "count", NULL);
  for (guint i = 1; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (SchoDocumentItem) a = g_list_model_get_item (rows, i - 1);
      g_autoptr (SchoDocumentItem) b = g_list_model_get_item (rows, i);
      ck_assert_uint_ge (scho_document_item_get_count (a),
                         scho_document_item_get_count (b));
    }
  g_object_set (list, "sort", "title", NULL);
  {
    g_autoptr (SchoDocumentItem) item = g_list_model_get_item (rows, 0);
    first = scho_document_item_get_document (item)->title;
  }
  ck_assert_str_eq (first, "article.txt");
  close_window ();
}
END_TEST

/* With the mouse */

/* Drags the row of @code to a part of the row of @target: 0 its top, 1 its bottom. */
static void
drag_row (const char *name, const char *target, double part)
{
  SchoCodeRow *from = get_row (name), *to = get_row (target);

  hands_drag (GTK_WIDGET (from), 30, gtk_widget_get_height (GTK_WIDGET (from)) / 2.0,
              GTK_WIDGET (to), 40, part * gtk_widget_get_height (GTK_WIDGET (to)));
  settle (100);
}

static void
drop (void)
{
  hands_up ();
  settle (300);
}

static const struct
{
  const char *code, *target;
  double part;
  const char *parent, *children;
} dragged[] = {
  { "f", "a", 0.1, NULL, "f a Größe" },
  { "f", "b", 0.5, "b", "c d f" },
  { "f", "c", 0.9, "b", "c f d" },
  { "f", "b", 0.95, "b", "f c d" }, /* first in an open branch */
  { "b", "Größe", 0.9, NULL, "a f Größe b" },
  { "a", "c", 0.5, NULL, "a f Größe" }, /* not into itself */
};

START_TEST (a_branch_is_dragged)
{
  g_autofree char *before = NULL;

  open_known_tree ();
  hands_take (GTK_WIDGET (fixture.window));
  before = dup_children (dragged[_i].parent);
  drag_row (dragged[_i].code, dragged[_i].target, dragged[_i].part);
  if (_i < 2)
    hands_picture (_i == 0 ? "code-tree-drag-before" : "code-tree-drag-into");
  drop ();
  assert_children (dragged[_i].parent, dragged[_i].children);
  if (!g_str_equal (before, dragged[_i].children))
    {
      activate ("undo", NULL);
      assert_children (dragged[_i].parent, before);
    }
  close_window ();
}
END_TEST

START_TEST (below_all_rows_is_the_end_of_the_top)
{
  GtkWidget *list;

  open_known_tree ();
  hands_take (GTK_WIDGET (fixture.window));
  list = GTK_WIDGET (get_tree ()->list);
  hands_drag (GTK_WIDGET (get_row ("c")), 30, 10, list, 60,
              gtk_widget_get_height (list) - 10);
  settle (100);
  drop ();
  assert_children (NULL, "a f Größe c");
  close_window ();
}
END_TEST

/* Whatever is selected: one meaning only. */
START_TEST (a_double_click_shows_the_passages)
{
  guint64 before;

  open_known_tree ();
  hands_take (GTK_WIDGET (fixture.window));
  before = count_codings ();
  for (guint i = 0; i < 2; i++)
    {
      activate ("select", g_variant_new ("(uu)", 3, i == 0 ? 3 : 17));
      settle (600); /* the next click is no third one */
      hands_click (scho_code_row_get_name (get_row ("e")), 4, 8, 1);
      hands_click (scho_code_row_get_name (get_row ("e")), 4, 8, 1);
      settle (100);
      ck_assert_uint_eq (count_codings (), before);
      ck_assert_ptr_null (find_entry (get_row ("e")));
      ck_assert_ptr_nonnull (scho_window_get_passage_list (fixture.window));
      ck_assert_uint_eq (
          scho_passage_list_get_code (scho_window_get_passage_list (fixture.window)),
          find_code ("e")->id);
      activate ("close-tab", NULL);
    }
  close_window ();
}
END_TEST

START_TEST (the_swatch_opens_the_colours)
{
  open_known_tree ();
  hands_take (GTK_WIDGET (fixture.window));
  hands_click (scho_code_row_get_swatch (get_row ("e")), 6, 6, 1);
  settle (300);
  hands_picture ("code-tree-colours");
  ck_assert_ptr_nonnull (get_tree ()->colours);
  ck_assert (gtk_widget_get_mapped (GTK_WIDGET (get_tree ()->colours)));
  gtk_popover_popdown (get_tree ()->colours);
  settle (300);
  close_window ();
}
END_TEST

static gboolean
has_tooltip (GtkWidget *row)
{
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean has = FALSE;

  g_signal_emit_by_name (row, "query-tooltip", 4, 8, FALSE, tooltip, &has);
  return has;
}

/* It would stand above what the menu says. */
START_TEST (a_menu_keeps_tooltips_away)
{
  GtkWidget *row;

  open_known_tree ();
  hands_take (GTK_WIDGET (fixture.window));
  row = GTK_WIDGET (get_row ("e"));
  ck_assert (has_tooltip (row));
  hands_click (scho_code_row_get_name (get_row ("e")), 4, 8, 3);
  settle (300);
  ck_assert (!has_tooltip (row));
  hands_press ("Escape");
  settle (300);
  ck_assert (has_tooltip (row));
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, one_click_opens_a_document);
  tcase_add_test (tc, sorts_the_documents);
  tcase_add_loop_test (tc, a_branch_is_dragged, 0, G_N_ELEMENTS (dragged));
  tcase_add_test (tc, below_all_rows_is_the_end_of_the_top);
  tcase_add_test (tc, a_double_click_shows_the_passages);
  tcase_add_test (tc, a_menu_keeps_tooltips_away);
  tcase_add_test (tc, the_swatch_opens_the_colours);
}

int
main (void)
{
  return window_tests_run ("code-mouse", add_tests);
}
