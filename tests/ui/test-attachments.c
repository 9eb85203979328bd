/* test-attachments.c - files kept with a document, and the pseudonym of a code, in their
 * panes. */
#include "window-fixture.h"

#include "attachment-list.h"
#include "document-pane.h"

#include <scholiast/edit-attachments.h>
#include <scholiast/edit.h>
#include <string.h>

static GtkWidget *
find_child (GtkWidget *widget,
            gboolean (*is_it) (GtkWidget *widget, gpointer),
            gpointer data)
{
  GtkWidget *found = is_it (widget, data) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_child (child, is_it, data);
  return found;
}

static gboolean
is_label (GtkWidget *widget, gpointer words)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
         && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), words);
}

static gboolean
has_tooltip (GtkWidget *widget, gpointer words)
{
  return GTK_IS_BUTTON (widget)
         && g_strcmp0 (gtk_widget_get_tooltip_text (widget), words) == 0;
}

static gboolean
has_placeholder (GtkWidget *widget, gpointer words)
{
  return GTK_IS_ENTRY (widget)
         && g_strcmp0 (gtk_entry_get_placeholder_text (GTK_ENTRY (widget)), words) == 0;
}

/* That of the document. */
static gboolean
is_list (GtkWidget *widget, gpointer data)
{
  return SCHO_IS_ATTACHMENT_LIST (widget);
}

static GtkWidget *
find (gboolean (*is_it) (GtkWidget *widget, gpointer), const char *words)
{
  return find_child (GTK_WIDGET (fixture.window), is_it, (gpointer) words);
}

static void
attach (const char *name, const char *content, guint32 document)
{
  g_autofree char *path = dup_path (name);
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (GError) error = NULL;

  ck_assert (g_file_set_contents (path, content, -1, NULL));
  step = scho_edit_attach_file (get_snapshot (), path, document, &error);
  ck_assert_ptr_nonnull (step);
  ck_assert (scho_project_apply (get_project (), step, &error));
  settle (50);
}

static void
show_text_pane (void)
{
  activate ("memo-document", NULL);
  settle (200);
}

START_TEST (files_of_the_document_are_listed)
{
  open_sample ();
  show_text_pane ();
  ck_assert_ptr_null (find (is_label, "talk with a rather long name.mp3"));
  attach ("talk with a rather long name.mp3", "sound", 1);
  attach ("elsewhere.mp3", "sound", 2);
  attach ("plan.txt", "for all", 0);
  settle (200);
  picture ("attachments", "pane");
  ck_assert_ptr_nonnull (find (is_label, "talk with a rather long name.mp3"));
  ck_assert_ptr_nonnull (find (is_label, "plan.txt"));
  ck_assert_ptr_null (find (is_label, "elsewhere.mp3"));
  close_window ();
}
END_TEST

START_TEST (one_is_removed_and_comes_back)
{
  gsize n;

  open_sample ();
  show_text_pane ();
  attach ("talk.mp3", "sound", 1);
  g_signal_emit_by_name (find (has_tooltip, "Remove"), "clicked");
  settle (100);
  scho_snapshot_get_attachments (get_snapshot (), &n);
  ck_assert_uint_eq (n, 0);
  ck_assert_ptr_null (find (is_label, "talk.mp3"));
  activate ("undo", NULL);
  settle (100);
  ck_assert_ptr_nonnull (find (is_label, "talk.mp3"));
  close_window ();
}
END_TEST

static guint
count_rows (void)
{
  GtkWidget *list
      = find_child (GTK_WIDGET (fixture.window->document_pane), is_list, NULL);

  /* The box with the heading and that with the rows. */
  GtkWidget *rows = gtk_widget_get_last_child (gtk_widget_get_first_child (list));
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (rows); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    n++;
  return n;
}

static void
attach_many (guint n)
{
  g_autoptr (SchoStep) step = scho_step_new (get_snapshot (), "Many");

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.mp3", i);
      g_autoptr (GBytes) content = g_bytes_new (name, strlen (name));

      scho_step_add_attachment (
          step,
          &(SchoAttachment){ .kind = SCHO_ATTACHMENT_FILE, .name = name, .document = 1 },
          content);
    }
  ck_assert (scho_project_apply (get_project (), step, NULL));
}

/* They come some at a time, and stay where they are when something else changes. */
START_TEST (very_many_files_do_not_hold_the_window_up)
{
  GtkWidget *button;
  guint n;

  open_sample ();
  show_text_pane ();
  attach_many (300);
  n = count_rows ();
  ck_assert_uint_gt (n, 0);
  ck_assert_uint_lt (n, 50);
  for (guint i = 0; i < 200 && count_rows () < 300; i++)
    settle (20);
  ck_assert_uint_eq (count_rows (), 300);
  button = find (has_tooltip, "Remove");
  ck_assert (scho_session_apply (
      fixture.window->session,
      scho_edit_change_info (get_snapshot (), &(SchoProjectInfo){ .title = "Other" },
                             NULL),
      NULL));
  ck_assert_ptr_eq (find (has_tooltip, "Remove"), button);
  ck_assert_uint_eq (count_rows (), 300);
  close_window ();
}
END_TEST

START_TEST (a_code_gets_a_pseudonym_in_its_pane)
{
  GtkWidget *entry;

  open_sample ();
  scho_code_pane_set_code (fixture.window->code_pane, find_code ("backlash")->id);
  entry = find (has_placeholder, "Replaced at export by…");
  ck_assert_ptr_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), " Mira ");
  g_signal_emit_by_name (entry, "activate");
  settle (50);
  ck_assert_str_eq (find_code ("backlash")->pseudonym, "Mira");
  scho_code_pane_set_code (fixture.window->code_pane, find_code ("disclosure")->id);
  ck_assert_str_eq (gtk_editable_get_text (GTK_EDITABLE (entry)), "");
  activate ("undo", NULL);
  ck_assert_ptr_null (find_code ("backlash")->pseudonym);
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, files_of_the_document_are_listed);
  tcase_add_test (tc, one_is_removed_and_comes_back);
  tcase_add_test (tc, very_many_files_do_not_hold_the_window_up);
  tcase_add_test (tc, a_code_gets_a_pseudonym_in_its_pane);
}

int
main (void)
{
  return window_tests_run ("attachments", add_tests);
}
