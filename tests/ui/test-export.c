/* test-export.c - what is asked before an export: which documents, coders and codes; a
 * file or a folder. */
#include "window-fixture.h"

#include "noun-choice.h"
#include "option-form.h"

#include <scholiast/edit.h>
#include <string.h>

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

static GtkWidget *
find_child (GtkWidget *widget, GType type, guint *skip)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (*skip)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_child (child, type, skip);
  return found;
}

/* The n-th list of names in the form that is open. */
static GtkWidget *
find_choice (guint n)
{
  GtkWidget *form = fixture.window->form;

  ck_assert_ptr_nonnull (form);
  return find_child (form, GTK_TYPE_DROP_DOWN, &n);
}

static gboolean
has_setting (const char *wanted)
{
  g_auto (GStrv) settings
      = scho_option_form_dup_settings (SCHO_OPTION_FORM (fixture.window->form));

  return g_strv_contains ((const char *const *) settings, wanted);
}

static GtkFileChooserAction
confirm (void)
{
  GtkWidget *chooser;

  adw_message_dialog_response (
      ADW_MESSAGE_DIALOG (find_toplevel (ADW_TYPE_MESSAGE_DIALOG)), "accept");
  settle (300);
  chooser = find_toplevel (GTK_TYPE_FILE_CHOOSER_DIALOG);
  ck_assert_ptr_nonnull (chooser);
  return gtk_file_chooser_get_action (GTK_FILE_CHOOSER (chooser));
}

static void
close_dialogs (void)
{
  GtkWidget *window;

  while ((window = find_toplevel (GTK_TYPE_FILE_CHOOSER_DIALOG)) != NULL)
    {
      gtk_dialog_response (GTK_DIALOG (window), GTK_RESPONSE_CANCEL);
      settle (50);
    }
}

START_TEST (several_documents_go_into_a_folder)
{
  open_sample ();
  activate ("export-as", g_variant_new_string ("tei"));
  ck_assert_int_eq (confirm (), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER);
  close_dialogs ();
  close_window ();
}
END_TEST

START_TEST (one_document_is_a_file)
{
  const SchoDocument *document;
  g_autofree char *setting = NULL;
  char uuid[SCHO_UUID_STRING_LENGTH + 1];

  open_sample ();
  document = scho_snapshot_get_document (get_snapshot (), 2);
  scho_uuid_format (&document->uuid, uuid);
  setting = g_strdup_printf ("document=%s", uuid);
  activate ("export-as", g_variant_new_string ("tei"));
  ck_assert (has_setting ("document="));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_choice (0)), 2);
  ck_assert (has_setting (setting));
  ck_assert_int_eq (confirm (), GTK_FILE_CHOOSER_ACTION_SAVE);
  close_dialogs ();
  close_window ();
}
END_TEST

START_TEST (coders_and_codes_can_be_chosen)
{
  gsize n;
  const SchoCoder *const *coders;
  GtkDropDown *codes;

  open_sample ();
  coders = scho_snapshot_get_coders (get_snapshot (), &n);
  ck_assert_uint_ge (n, 2);
  activate ("export-as", g_variant_new_string ("tei"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_choice (1)), 2);
  codes = GTK_DROP_DOWN (find_choice (2));
  for (guint i = 0; i < g_list_model_get_n_items (gtk_drop_down_get_model (codes)); i++)
    {
      g_autoptr (GtkStringObject) name
          = g_list_model_get_item (gtk_drop_down_get_model (codes), i);

      if (g_str_equal (gtk_string_object_get_string (name), "backlash"))
        gtk_drop_down_set_selected (codes, i);
    }
  {
    g_autofree char *setting = g_strdup_printf ("coder=%s", coders[1]->name);

    ck_assert (has_setting (setting));
  }
  ck_assert (has_setting ("code=backlash"));
  confirm ();
  close_dialogs ();
  close_window ();
}
END_TEST

/* What was chosen stays chosen while the project grows around it, and is all when it
 * goes.
 */
START_TEST (a_choice_follows_the_project)
{
  GtkWidget *choice, *box;

  open_sample ();
  box = gtk_window_new ();
  choice
      = scho_noun_choice_new (scho_window_get_session (fixture.window), SCHO_OPTION_CODE);
  gtk_window_set_child (GTK_WINDOW (box), choice);
  scho_noun_choice_set_value (choice, "backlash");
  activate ("new-code", g_variant_new_string ("a first one"));
  gtk_window_present (GTK_WINDOW (box));
  settle (50);
  {
    g_autofree char *value = scho_noun_choice_dup_value (choice);

    ck_assert_str_eq (value, "backlash");
  }
  scho_noun_choice_set_value (choice, "a first one");
  {
    g_autofree char *value = scho_noun_choice_dup_value (choice);

    ck_assert_str_eq (value, "a first one");
  }
  gtk_widget_set_visible (box, FALSE);
  ck_assert (scho_project_undo (get_project (), NULL));
  gtk_window_present (GTK_WINDOW (box));
  settle (50);
  {
    g_autofree char *value = scho_noun_choice_dup_value (choice);

    ck_assert_str_eq (value, "");
  }
  gtk_window_destroy (GTK_WINDOW (box));
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, several_documents_go_into_a_folder);
  tcase_add_test (tc, one_document_is_a_file);
  tcase_add_test (tc, coders_and_codes_can_be_chosen);
  tcase_add_test (tc, a_choice_follows_the_project);
}

int
main (void)
{
  return window_tests_run ("export", add_tests);
}
