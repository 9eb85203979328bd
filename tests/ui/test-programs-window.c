/* test-programs-window.c - programs in other languages: switched on from the Plugins
 * page, run from the menu, and what they propose. */
#include "window-fixture.h"

#include <string.h>

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);
  return found;
}

static gboolean
says (GtkWidget *widget, const char *words)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && strstr (gtk_label_get_label (GTK_LABEL (widget)), words) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, words))
      return TRUE;
  return FALSE;
}

static void
write_file (const char *name, const char *content)
{
  g_autofree char *folder
      = g_build_filename (fixture.folder, "scholiast", "plugins", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_mkdir_with_parents (folder, 0755);
  ck_assert (g_file_set_contents (path, content, -1, NULL));
}

static gboolean
is_in_menu (const char *title)
{
  GMenuModel *menu = G_MENU_MODEL (fixture.window->analyse_menu);

  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autofree char *label = NULL;

      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label);
      if (g_strcmp0 (label, title) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
install (void)
{
  write_file ("dull.program", "[Program]\nId=dull\nTitle=Dull words\n"
                              "Description=Codes the beginning.\n"
                              "Command=/bin/sh;./dull.sh\nFormat=tab\nCoder=Machine\n");
  write_file ("dull.sh", "printf 'annotation\\tarticle.txt\\t0\\t9\\tbacklash\\n'\n"
                         "test -e \"$(dirname \"$0\")/fail\" && kill -SEGV $$\nexit 0\n");
  open_sample ();
}

START_TEST (a_program_is_switched_on_run_and_undone)
{
  guint64 before;
  GtkWidget *button;

  install ();
  before = count_codings ();
  activate ("plugins", NULL);
  settle (100);
  ck_assert (!is_in_menu ("Dull words"));
  ck_assert (says (GTK_WIDGET (fixture.window), "Runs /bin/sh ./dull.sh"));
  ck_assert (says (GTK_WIDGET (fixture.window), "It is switched off"));
  button = find_type (GTK_WIDGET (fixture.window), GTK_TYPE_SWITCH);
  ck_assert_ptr_nonnull (button);
  gtk_widget_grab_focus (button);
  settle (200);
  picture ("programs", "off");
  gtk_switch_set_active (GTK_SWITCH (button), TRUE);
  settle (50);
  ck_assert (!says (GTK_WIDGET (fixture.window), "It is switched off"));
  ck_assert (is_in_menu ("Dull words"));

  activate ("analyse", g_variant_new_string ("dull"));
  await_jobs ();
  settle (300);
  ck_assert_uint_eq (count_codings (), before + 1);
  ck_assert (says (GTK_WIDGET (fixture.window), "1 annotation added"));
  ck_assert_uint_eq (
      scho_table_page_get_tables (scho_window_get_table_page (fixture.window))->len, 1);
  picture ("programs", "proposed");
  activate ("undo", NULL);
  settle (100);
  ck_assert_uint_eq (count_codings (), before);
  close_window ();
}
END_TEST

START_TEST (a_crash_is_a_sentence)
{
  guint64 before;
  g_autofree char *file
      = g_build_filename (fixture.folder, "scholiast", "plugins", "dull.program", NULL);

  write_file ("fail", "");
  install ();
  ck_assert (
      scho_plugins_switch (scho_window_get_plugins (fixture.window), file, TRUE, NULL));
  before = count_codings ();
  activate ("analyse", g_variant_new_string ("dull"));
  await_jobs ();
  settle (400);
  picture ("programs", "crashed");
  ck_assert (says (GTK_WIDGET (fixture.window), "“Dull words”: It crashed"));
  ck_assert_uint_eq (count_codings (), before);
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, a_program_is_switched_on_run_and_undone);
  tcase_add_test (tc, a_crash_is_a_sentence);
}

int
main (void)
{
  return window_tests_run ("programs", add_tests);
}
