/* test-accessible.c - what a screen reader gets: a name for all that takes the focus, as
 * it is told on the accessibility bus, and words for codes that begin and end. */
#include "window-fixture.h"

#include <string.h>

#define FOCUSABLE 11 /* ATSPI_STATE_FOCUSABLE */
#define VISIBLE 30
#define MOST_NODES 6000

static GDBusConnection *bus;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* We are the one who answers, so the main loop has to run meanwhile. */
static GVariant *
call (GDBusConnection *connection,
      const char *name,
      const char *path,
      const char *interface,
      const char *method,
      GVariant *parameters)
{
  GAsyncResult *result = NULL;
  GVariant *answer;

  g_dbus_connection_call (connection, name, path, interface, method, parameters, NULL,
                          G_DBUS_CALL_FLAGS_NONE, 5000, NULL, answered_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  answer = g_dbus_connection_call_finish (connection, result, NULL);
  g_object_unref (result);
  return answer;
}

static GVariant *
get_property (const char *name, const char *path, const char *property)
{
  g_autoptr (GVariant) answer
      = call (bus, name, path, "org.freedesktop.DBus.Properties", "Get",
              g_variant_new ("(ss)", "org.a11y.atspi.Accessible", property));
  GVariant *value = NULL;

  if (answer != NULL)
    g_variant_get (answer, "(v)", &value);
  return value;
}

static GVariant *
get (const char *name, const char *path, const char *method)
{
  return call (bus, name, path, "org.a11y.atspi.Accessible", method, NULL);
}

static gboolean
connect_to_bus (void)
{
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) answer = NULL;
  const char *address;

  if (session == NULL)
    return FALSE;
  answer = call (session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress",
                 NULL);
  if (answer == NULL)
    return FALSE;
  g_variant_get (answer, "(&s)", &address);
  bus = g_dbus_connection_new_for_address_sync (
      address,
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, NULL);
  return bus != NULL;
}

static gboolean
has_state (const char *name, const char *path, guint state)
{
  g_autoptr (GVariant) answer = get (name, path, "GetState");
  g_autoptr (GVariant) words = NULL;
  guint32 word = 0;

  if (answer == NULL)
    return FALSE;
  g_variant_get (answer, "(@au)", &words);
  if (g_variant_n_children (words) > state / 32)
    g_variant_get_child (words, state / 32, "u", &word);
  return (word >> (state % 32)) & 1;
}

typedef struct
{
  guint n_nodes, n_focusable;
  GString *nameless;
} Walk;

/* Where nothing else names a widget, GTK 4.8 tells its class: “GtkImage” of a button with
 * an icon, even if it has a tooltip. */
static gboolean
is_name (const char *name)
{
  static const char *const classes[] = { "Gtk", "Adw", "Scho" };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_str_has_prefix (name, classes[i])
        && g_ascii_isupper (name[strlen (classes[i])]))
      return FALSE;
  return name[0] != '\0';
}

/* In the button of a list of choices, which has the words of it; in groups and choices of
 * libadwaita's, whose rows take the keyboard. Later versions of GTK do not tell the
 * class.
 */
static gboolean
is_inner (const char *name, const char *role)
{
  return g_str_equal (name, "GtkListItemWidget") || g_str_equal (name, "GtkListBox")
         || g_str_equal (name, "GtkListView")
         || (name[0] == '\0' && g_str_has_prefix (role, "list"));
}

static void
judge (Walk *walk, const char *name, const char *path, const char *where)
{
  g_autoptr (GVariant) own = NULL, role = NULL;
  const char *role_name = "";

  if (!has_state (name, path, FOCUSABLE) || !has_state (name, path, VISIBLE))
    return;
  role = get (name, path, "GetRoleName");
  if (role != NULL)
    g_variant_get (role, "(&s)", &role_name);
  /* Boxes and scrolled windows hand the focus on; in rows of a tree it stays in one. */
  if ((g_str_equal (role_name, "group") && strstr (where, "> list item “") == NULL)
      || g_str_equal (role_name, "generic"))
    return;
  /* The rows of a table, which has the name, and that of its headings. */
  if (strstr (where, "> tree grid “") != NULL
      && (g_str_equal (role_name, "list") || g_str_equal (role_name, "row")))
    return;
  walk->n_focusable++;
  own = get_property (name, path, "Name");
  if (strstr (where, "> list “GtkListView”") != NULL
      || (own != NULL && is_inner (g_variant_get_string (own, NULL), role_name)))
    return;
  if (own != NULL && is_name (g_variant_get_string (own, NULL)))
    return;
  g_string_append_printf (walk->nameless, "\n  %s > %s “%s”", where, role_name,
                          own != NULL ? g_variant_get_string (own, NULL) : "");
}

static void
walk_tree (Walk *walk, const char *name, const char *path, const char *where)
{
  g_autoptr (GVariant) answer = NULL, children = NULL, role = NULL, own = NULL;
  g_autofree char *here = NULL;
  const char *role_name = "";

  if (walk->n_nodes++ > MOST_NODES)
    return;
  judge (walk, name, path, where);
  role = get (name, path, "GetRoleName");
  if (role != NULL)
    g_variant_get (role, "(&s)", &role_name);
  own = get_property (name, path, "Name");
  here = g_strdup_printf ("%s > %s “%.20s”", strrchr (where, '>') + 2, role_name,
                          own != NULL ? g_variant_get_string (own, NULL) : "");
  answer = get (name, path, "GetChildren");
  if (answer == NULL)
    return;
  g_variant_get (answer, "(@a(so))", &children);
  for (gsize i = 0; i < g_variant_n_children (children); i++)
    {
      const char *child_name, *child_path;

      g_variant_get_child (children, i, "(&s&o)", &child_name, &child_path);
      walk_tree (walk, child_name, child_path, here);
    }
}

static void
assert_all_named (void)
{
  Walk walk = { 0, 0, g_string_new (NULL) };

  ck_assert (bus != NULL || connect_to_bus ());
  settle (200);
  walk_tree (&walk, "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root", "> ");
  ck_assert_uint_gt (walk.n_nodes, 20);
  ck_assert_uint_gt (walk.n_focusable, 5);
  if (walk.nameless->len > 0)
    g_printerr ("Without a name, of %u:%s\n", walk.n_focusable, walk.nameless->str);
  ck_assert_msg (walk.nameless->len == 0, "Something has no name; see standard error");
  g_string_free (walk.nameless, TRUE);
}

START_TEST (all_of_the_start_page_has_a_name)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture.application), "new-window",
                                  NULL);
  fixture.window = SCHO_WINDOW (
      gtk_application_get_active_window (GTK_APPLICATION (fixture.application)));
  assert_all_named ();
  close_window ();
}
END_TEST

START_TEST (all_of_the_window_has_a_name)
{
  open_sample ();
  activate ("select", g_variant_new ("(uu)", 420, 520));
  scho_code_pane_set_code (fixture.window->code_pane, find_code ("backlash")->id);
  assert_all_named ();
  close_window ();
}
END_TEST

START_TEST (all_of_a_table_has_a_name)
{
  open_sample ();
  activate ("analyse", g_variant_new_string ("frequency"));
  await_jobs ();
  activate ("find", NULL);
  assert_all_named ();
  close_window ();
}
END_TEST

static const char *const views[] = {
  "win.memos",      "win.history",       "win.plugins",
  "win.attributes", "win.asked",         "win.passages::backlash",
  "win.code-hits",  "win.find-passages", "win.reading",
  "win.edit-text",
};

START_TEST (all_that_opens_has_a_name)
{
  open_sample ();
  scho_find_bar_open (fixture.window->find_bar, "letter");
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;

      ck_assert (g_action_parse_detailed_name (views[i], &name, &target, NULL));
      ck_assert (
          gtk_widget_activate_action_variant (GTK_WIDGET (fixture.window), name, target));
      await_jobs ();
      settle (100);
    }
  assert_all_named ();
  close_window ();
}
END_TEST

/* The caret goes through a coded passage as it does with the arrow keys. */
START_TEST (where_codes_begin_and_end_is_told)
{
  SchoSnapshot *snapshot;
  const SchoAnnotation *all, *coding;
  const SchoCode *code;
  g_autofree char *begins = NULL, *ends = NULL, *within = NULL;
  const char *told;
  gsize n;

  open_sample ();
  snapshot = get_snapshot ();
  all = scho_snapshot_get_annotations (snapshot, 1, &n);
  ck_assert_uint_gt (n, 0);
  coding = &all[0];
  code = scho_snapshot_get_code (snapshot, coding->code);
  begins = g_strdup_printf ("%s begins", code->name);
  ends = g_strdup_printf ("%s ends", code->name);
  within = g_strdup_printf ("in %s", code->name);

  activate ("select", g_variant_new ("(uu)", coding->start - 1, coding->start - 1));
  ck_assert_ptr_null (
      strstr (scho_status_bar_get_told (fixture.window->status_bar), code->name));
  activate ("select", g_variant_new ("(uu)", coding->start, coding->start));
  told = scho_status_bar_get_told (fixture.window->status_bar);
  ck_assert_msg (strstr (told, begins) != NULL, "%s", told);
  activate ("select", g_variant_new ("(uu)", coding->end, coding->end));
  told = scho_status_bar_get_told (fixture.window->status_bar);
  ck_assert_msg (strstr (told, ends) != NULL, "%s", told);
  activate ("select", g_variant_new ("(uu)", coding->end - 1, coding->end - 1));
  told = scho_status_bar_get_told (fixture.window->status_bar);
  ck_assert_msg (strstr (told, within) != NULL, "%s", told);
  close_window ();
}
END_TEST

static gboolean
is_within (GtkWidget *pane)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture.window));

  return focus != NULL && (focus == pane || gtk_widget_is_ancestor (focus, pane));
}

START_TEST (one_key_goes_round_the_panes)
{
  open_sample ();
  activate ("page", NULL);
  activate ("next-pane", NULL);
  ck_assert (is_within (GTK_WIDGET (fixture.window->code_tree)));
  activate ("next-pane", NULL);
  ck_assert (is_within (fixture.window->side));
  activate ("next-pane", NULL);
  ck_assert (is_within (GTK_WIDGET (fixture.window->document_list)));
  activate ("next-pane", NULL);
  ck_assert (is_within (GTK_WIDGET (fixture.window->tabs)));
  activate ("previous-pane", NULL);
  ck_assert (is_within (GTK_WIDGET (fixture.window->document_list)));
  close_window ();
}
END_TEST

/* All that moves of ours is a revealer's or a toast's, and GTK asks the setting for them;
 * where it does not move it is there at once. */
START_TEST (nothing_moves_where_motion_is_unwanted)
{
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *revealer;

  open_sample ();
  revealer = gtk_widget_get_first_child (GTK_WIDGET (fixture.window->edit_bar));
  ck_assert (GTK_IS_REVEALER (revealer));
  for (guint moves = 0; moves < 2; moves++)
    {
      g_object_set (settings, "gtk-enable-animations", moves == 1, NULL);
      activate ("edit-text", NULL);
      ck_assert (gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)));
      ck_assert_int_eq (gtk_revealer_get_child_revealed (GTK_REVEALER (revealer)),
                        moves == 0);
      settle (500);
      activate ("discard-text", NULL);
      ck_assert_int_eq (gtk_revealer_get_child_revealed (GTK_REVEALER (revealer)),
                        moves == 1);
      settle (500);
    }
  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, where_codes_begin_and_end_is_told);
  tcase_add_test (tc, one_key_goes_round_the_panes);
  tcase_add_test (tc, nothing_moves_where_motion_is_unwanted);
  tcase_add_test (tc, all_of_the_start_page_has_a_name);
  tcase_add_test (tc, all_of_the_window_has_a_name);
  tcase_add_test (tc, all_of_a_table_has_a_name);
  tcase_add_test (tc, all_that_opens_has_a_name);
}

int
main (void)
{
  return window_tests_run ("accessible", add_tests);
}
