/* test-lost.c - what is lost is shown before a file is written or a step applied. */
#include "window-fixture.h"

#include "screenshot.h"

#include <glib/gstdio.h>
#include <scholiast/edit.h>
#include <string.h>

static GtkWidget *
find_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;
    }
  return NULL;
}

static GtkWidget *
find_list (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_LIST_BOX (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_list (child);
  return found;
}

/* The row of the list that says @what; its examples. */
static const char *
find_examples (const char *what)
{
  GtkWidget *list;

  ck_assert_ptr_nonnull (find_dialog ());
  list = find_list (find_dialog ());
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), what))
      return adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
  return NULL;
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  const char *words
      = GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;
  GtkWidget *found = g_strcmp0 (words, label) == 0 ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

/* Of the dialog alone: lost-WHAT.png. */
static void
picture_dialog (const char *what)
{
  const char *folder = g_getenv ("SCHOLIAST_ARTEFACTS");
  g_autofree char *name = g_strdup_printf ("lost-%s.png", what);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (path != NULL && g_mkdir_with_parents (folder, 0755) == 0)
    ck_assert (scho_screenshot_write (find_dialog (), path, NULL));
}

/* As a click does it, which also closes the dialog. */
static void
answer (const char *label)
{
  GtkWidget *button;

  ck_assert_ptr_nonnull (find_dialog ());
  button = find_button (find_dialog (), label);
  ck_assert_ptr_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  settle (100);
  await_jobs ();
  settle (100);
  ck_assert_ptr_null (find_dialog ());
}

static void
export_to (const char *exporter, const char *path)
{
  activate ("export", g_variant_new ("(ss)", exporter, path));
  await_jobs ();
  settle (200);
}

/* The folder with the file and what was taken away from beside it. */
static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static char *
make_place (void)
{
  char *place = dup_path ("place");

  g_mkdir (place, 0700);
  return place;
}

START_TEST (cancel_leaves_the_old_file)
{
  g_autofree char *place = make_place ();
  g_autofree char *path = g_build_filename (place, "codings.jsonld", NULL);
  g_autofree char *after = NULL;

  ck_assert (g_file_set_contents (path, "the old one", -1, NULL));
  open_sample ();
  export_to ("web-annotation", path);
  ck_assert_ptr_nonnull (find_dialog ());
  ck_assert_ptr_nonnull (find_examples ("Colours of codes"));
  ck_assert_ptr_nonnull (strstr (find_examples ("Colours of codes"), "; …"));
  ck_assert_ptr_nonnull (find_examples ("Texts of documents"));
  picture_dialog ("export");
  answer ("_Cancel");
  after = read_file (path);
  ck_assert_str_eq (after, "the old one");
  ck_assert_uint_eq (count_files (place), 1);
  remove_files (place);
  close_window ();
}
END_TEST

/* Who asks for attributes asks for nothing else. */
START_TEST (nothing_is_asked_where_nothing_is_lost)
{
  g_autofree char *place = make_place ();
  g_autofree char *path = g_build_filename (place, "attributes.csv", NULL);
  g_autofree char *after = NULL;

  open_sample ();
  export_to ("attributes", path);
  ck_assert_ptr_null (find_dialog ());
  after = read_file (path);
  ck_assert (g_str_has_prefix (after, "document"));
  remove_files (place);
  close_window ();
}
END_TEST

START_TEST (write_writes)
{
  g_autofree char *place = make_place ();
  g_autofree char *path = g_build_filename (place, "codings.jsonld", NULL);
  g_autofree char *after = NULL;

  open_sample ();
  export_to ("web-annotation", path);
  ck_assert (!g_file_test (path, G_FILE_TEST_EXISTS));
  answer ("_Write");
  after = read_file (path);
  ck_assert (g_str_has_prefix (after, "{"));
  ck_assert_uint_eq (count_files (place), 1);
  remove_files (place);
  close_window ();
}
END_TEST

START_TEST (a_window_that_closes_takes_it_away)
{
  g_autofree char *place = make_place ();
  g_autofree char *path = g_build_filename (place, "codings.jsonld", NULL);

  open_sample ();
  export_to ("web-annotation", path);
  ck_assert_ptr_nonnull (find_dialog ());
  close_window ();
  settle (200);
  ck_assert_ptr_null (find_dialog ());
  ck_assert_uint_eq (count_files (place), 0);
  remove_files (place);
}
END_TEST

/* The rows are reached by keys, so that a long list can be read. */
START_TEST (the_list_takes_the_focus)
{
  g_autofree char *place = make_place ();
  g_autofree char *path = g_build_filename (place, "codings.jsonld", NULL);
  GtkWidget *list;

  open_sample ();
  export_to ("web-annotation", path);
  list = find_list (find_dialog ());
  ck_assert (gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD));
  ck_assert (gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (find_dialog ())),
                                      GTK_TYPE_LIST_BOX)
             == list);
  answer ("_Cancel");
  remove_files (place);
  close_window ();
}
END_TEST

/* What the file has and Scholiast does not know. */
static void
import_lossy (void)
{
  g_autofree char *path = dup_path ("lossy.xml");
  const char *paths[] = { path, NULL };

  ck_assert (g_file_set_contents (
      path,
      "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt>"
      "<title>Lossy</title></titleStmt><publicationStmt><p/></publicationStmt>"
      "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body>"
      "<p>Two <unheardof>words</unheardof> here.</p></body></text></TEI>",
      -1, NULL));
  activate ("import-files", g_variant_new_strv (paths, -1));
  await_jobs ();
  settle (300);
}

static gsize
count_documents (void)
{
  gsize n;

  scho_snapshot_get_documents (get_snapshot (), &n);
  return n;
}

START_TEST (an_import_can_be_left)
{
  gsize before;

  open_sample ();
  before = count_documents ();
  import_lossy ();
  ck_assert_ptr_nonnull (find_dialog ());
  picture_dialog ("import");
  answer ("_Cancel");
  ck_assert_uint_eq (count_documents (), before);
  close_window ();
}
END_TEST

START_TEST (an_import_goes_on)
{
  gsize before;

  open_sample ();
  before = count_documents ();
  import_lossy ();
  ck_assert_uint_eq (count_documents (), before);
  answer ("_Import");
  ck_assert_uint_eq (count_documents (), before + 1);
  close_window ();
}
END_TEST

/* Each with a picture and a menu. */
static void
import_many (guint n)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("page-%02u.html", i);

      g_ptr_array_add (paths, dup_path (name));
      ck_assert (g_file_set_contents (
          paths->pdata[i], "<p>Words of it <img alt='Our street'></p><nav>Home</nav>", -1,
          NULL));
    }
  g_ptr_array_add (paths, NULL);
  activate ("import-files", g_variant_new_strv ((const char *const *) paths->pdata, -1));
  await_jobs ();
  settle (300);
}

static guint
count_rows (void)
{
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (find_list (find_dialog ()));
       row != NULL; row = gtk_widget_get_next_sibling (row))
    n++;
  return n;
}

START_TEST (many_files_are_one_question)
{
  const char *menus = "Menus, buttons and lists of contents (the option “Keep menus, "
                      "buttons and lists of contents too” keeps them)";
  gsize before;

  open_sample ();
  before = count_documents ();
  import_many (20);
  ck_assert_uint_eq (count_rows (), 2);
  ck_assert_str_eq (find_examples ("Pictures"),
                    "page-00.html: “Our street”; page-01.html: “Our street”; "
                    "page-02.html: “Our street”; …");
  ck_assert_ptr_nonnull (find_examples (menus));
  picture_dialog ("many");
  ck_assert_uint_eq (count_documents (), before);
  answer ("_Import");
  ck_assert_uint_eq (count_documents (), before + 20);
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, cancel_leaves_the_old_file);
  tcase_add_test (tc, nothing_is_asked_where_nothing_is_lost);
  tcase_add_test (tc, write_writes);
  tcase_add_test (tc, a_window_that_closes_takes_it_away);
  tcase_add_test (tc, the_list_takes_the_focus);
  tcase_add_test (tc, an_import_can_be_left);
  tcase_add_test (tc, an_import_goes_on);
  tcase_add_test (tc, many_files_are_one_question);
}

int
main (void)
{
  return window_tests_run ("lost", add_tests);
}
