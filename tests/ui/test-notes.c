/* test-notes.c - what is written beside the text is seen whole, from its first line. */
#include "note-editor.h"
#include "window-fixture.h"

static const char *const lines = "The first line.\nThe second one, which says more than "
                                 "the pane is wide, so that it "
                                 "is broken once or twice on its way.\n\nA third, äöü "
                                 "\xe2\x80\x9cquoted\xe2\x80\x9d, "
                                 "\xe6\xb1\x89\xe5\xad\x97.\nThe last.";

/* Of each editor that is shown; how many have these words. */
static guint
check_editors (GtkWidget *widget, const char *words)
{
  guint n = 0;

  if (GTK_IS_TEXT_VIEW (widget)
      && gtk_widget_get_ancestor (widget, SCHO_TYPE_NOTE_EDITOR) != NULL
      && gtk_widget_get_mapped (widget))
    {
      GtkTextView *view = GTK_TEXT_VIEW (widget);
      GtkAdjustment *adjustment
          = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (widget));
      g_autofree char *text = NULL;
      GtkTextIter start, end;
      GdkRectangle last;

      gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (view), &start, &end);
      text = gtk_text_buffer_get_text (gtk_text_view_get_buffer (view), &start, &end,
                                       FALSE);
      gtk_text_view_get_iter_location (view, &end, &last);
      ck_assert (gtk_adjustment_get_value (adjustment) == 0);
      ck_assert_int_ge (gtk_widget_get_height (widget),
                        gtk_text_view_get_top_margin (view) + last.y + last.height
                            + gtk_text_view_get_bottom_margin (view));
      ck_assert_double_ge (gtk_adjustment_get_page_size (adjustment),
                           gtk_adjustment_get_upper (adjustment));
      return g_str_equal (text, words);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += check_editors (child, words);
  return n;
}

static void
type_lines (void)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture.window));

  ck_assert (GTK_IS_TEXT_VIEW (focus));
  for (const char *c = lines; *c != '\0'; c = g_utf8_next_char (c))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));

      gtk_text_buffer_insert_interactive_at_cursor (
          buffer, c, (int) (g_utf8_next_char (c) - c), TRUE);
      gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (focus),
                                          gtk_text_buffer_get_insert (buffer));
      if (*c == '\n')
        settle (40);
    }
  settle (200);
}

static void
remove_last (void)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture.window));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));
  int height = gtk_widget_get_height (focus);
  GtkTextIter start, end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  start = end;
  gtk_text_iter_backward_lines (&start, 3);
  gtk_text_buffer_delete (buffer, &start, &end);
  settle (200);
  ck_assert_int_lt (gtk_widget_get_height (focus), height - 20);
}

static const struct
{
  const char *memo, *side; /* the action that goes there, and the pane */
} panes[] = {
  { "memo", "passage" },
  { "memo-code", "code" },
  { "memo-document", "document" },
  { "memo-project", "document" },
};

static void
go_to_memo (guint i)
{
  gboolean is_code = g_str_equal (panes[i].memo, "memo-code");

  activate (panes[i].memo, is_code ? g_variant_new_string ("apology") : NULL);
  settle (300);
}

START_TEST (what_is_typed_is_seen_from_its_first_line)
{
  open_sample ();
  activate ("select", g_variant_new ("(uu)", 20, 30));
  activate ("apply-code", g_variant_new_string ("apology"));
  go_to_memo (_i);
  type_lines ();
  ck_assert_uint_ge (check_editors (GTK_WIDGET (fixture.window), lines), 1);
  picture ("notes", panes[_i].memo);

  /* Another one and back. */
  go_to_memo ((_i + 1) % G_N_ELEMENTS (panes));
  go_to_memo (_i);
  ck_assert_uint_ge (check_editors (GTK_WIDGET (fixture.window), lines), 1);

  /* Fewer lines: the box follows. */
  remove_last ();
  check_editors (GTK_WIDGET (fixture.window), lines);
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_loop_test (tc, what_is_typed_is_seen_from_its_first_line, 0,
                       G_N_ELEMENTS (panes));
}

int
main (void)
{
  return window_tests_run ("notes", add_tests);
}
