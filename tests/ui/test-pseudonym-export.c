/* test-pseudonym-export.c - pseudonyms in place of names and a query, chosen in the
 * dialog of an export, and results that tell. */
#include "window-fixture.h"

#include "option-form.h"
#include "screenshot.h"

#include <glib/gstdio.h>
#include <scholiast/edit.h>
#include <string.h>

#define NAME "Ana Lindqvist"
#define PSEUDONYM "Beatrix Holm"

static GtkWidget *
find_toplevel (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window;
    }
  return NULL;
}

/* The last one. */
static GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_last_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_prev_sibling (child))
    found = find_child (child, type);
  return found;
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

/* As a click does it, which also closes the dialog. */
static void
answer (const char *label)
{
  GtkWidget *button = find_button (find_toplevel (ADW_TYPE_MESSAGE_DIALOG), label);

  ck_assert_ptr_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  settle (300);
}

static void
picture_dialog (const char *what)
{
  const char *folder = g_getenv ("SCHOLIAST_ARTEFACTS");
  g_autofree char *name = g_strdup_printf ("pseudonyms-%s.png", what);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (path != NULL && g_mkdir_with_parents (folder, 0755) == 0)
    ck_assert (
        scho_screenshot_write (find_toplevel (ADW_TYPE_MESSAGE_DIALOG), path, NULL));
}

/* Who speaks has a code with a pseudonym, where the name stands first. */
static void
code_name (void)
{
  SchoSnapshot *snapshot = get_snapshot ();
  g_autoptr (SchoStep) step = scho_step_new (snapshot, "Name");
  SchoAnnotation coding = { .weight = SCHO_NO_WEIGHT, .coder = 1 };
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  coding.code
      = scho_step_add_code (step, &(SchoCode){ .name = "who", .pseudonym = PSEUDONYM });
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (SchoText) text
          = scho_snapshot_read_text (snapshot, documents[i]->id, NULL);
      const char *utf8 = scho_text_get_utf8 (text, NULL);
      const char *place = strstr (utf8, NAME);

      if (place == NULL)
        continue;
      coding.document = documents[i]->id;
      coding.start = scho_text_byte_to_offset (text, (gsize) (place - utf8));
      coding.end = coding.start + strlen (NAME);
      coding.uuid = scho_uuid_new ();
      scho_step_add_annotation (step, &coding);
    }
  ck_assert (scho_project_apply (get_project (), step, NULL));
  settle (100);
}

/* The button, a name, the button. */
static void
choose_file (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  GtkWidget *chooser;

  answer ("_Next");
  chooser = find_toplevel (GTK_TYPE_FILE_CHOOSER_DIALOG);
  ck_assert_ptr_nonnull (chooser);
  ck_assert (
      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), file, NULL));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  settle (300);
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
  await_jobs ();
  settle (300);
}

static void
export_with_switch (const char *exporter, const char *path)
{
  GtkWidget *toggle;

  activate ("export-as", g_variant_new_string (exporter));
  settle (200);
  toggle = find_child (fixture.window->form, GTK_TYPE_SWITCH);
  ck_assert_ptr_nonnull (toggle);
  ck_assert (!gtk_switch_get_active (GTK_SWITCH (toggle)));
  gtk_switch_set_active (GTK_SWITCH (toggle), TRUE);
  settle (400);
  picture_dialog (exporter);
  choose_file (path);
}

/* What is lost is told first. */
static void
write_anyway (const char *what)
{
  ck_assert_ptr_nonnull (find_toplevel (ADW_TYPE_MESSAGE_DIALOG));
  picture_dialog (what);
  answer ("_Write");
  await_jobs ();
  settle (100);
}

START_TEST (the_switch_replaces_names)
{
  g_autofree char *path = dup_path ("quotations.md");
  g_autofree char *words = NULL;

  open_sample ();
  code_name ();
  export_with_switch ("md", path);
  write_anyway ("lost");
  words = read_file (path);
  ck_assert_ptr_nonnull (strstr (words, PSEUDONYM));
  ck_assert_ptr_null (strstr (words, "says " NAME));
  g_unlink (path);
  close_window ();
}
END_TEST

/* A condition on documents leaves out the texts of the others. */
START_TEST (a_query_leaves_documents_out)
{
  g_autofree char *path = dup_path ("corpus.xml");
  g_autofree char *words = NULL;

  open_sample ();
  activate ("export-as", g_variant_new_string ("tei"));
  settle (200);
  scho_option_form_set (SCHO_OPTION_FORM (fixture.window->form),
                        (const char *const[]){ "corpus=true", NULL },
                        "title:article.txt");
  settle (200);
  choose_file (path);
  if (find_toplevel (ADW_TYPE_MESSAGE_DIALOG) != NULL)
    write_anyway ("query");
  words = read_file (path);
  ck_assert_ptr_nonnull (strstr (words, "article.txt"));
  ck_assert_ptr_null (strstr (words, "comments.txt"));
  g_unlink (path);
  close_window ();
}
END_TEST

/* A table is not changed, but what its cells tell is said. */
START_TEST (a_result_says_what_it_tells)
{
  g_autofree char *path = dup_path ("words.csv");

  open_sample ();
  code_name ();
  activate ("analyse", g_variant_new_string ("words"));
  await_jobs ();
  settle (100);
  activate ("export-table-to", g_variant_new ("(ss)", "csv", path));
  await_jobs ();
  settle (300);
  write_anyway ("result");
  ck_assert (g_file_test (path, G_FILE_TEST_EXISTS));
  g_unlink (path);
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, a_query_leaves_documents_out);
  tcase_add_test (tc, a_result_says_what_it_tells);
  tcase_add_test (tc, the_switch_replaces_names);
}

int
main (void)
{
  /* The list of files used last wants it. */
  g_set_prgname ("scholiast");
  g_set_application_name ("Scholiast");
  return window_tests_run ("pseudonym-export", add_tests);
}
