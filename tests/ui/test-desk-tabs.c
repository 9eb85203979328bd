/* test-desk-tabs.c - tabs of every kind come back when the project is opened again. */
#include "attribute-page.h"
#include "desk-state.h"
#include "memo-list.h"
#include "passage-list.h"
#include "window-fixture.h"

static GType
get_nth_type (int n)
{
  return G_OBJECT_TYPE (
      adw_tab_page_get_child (adw_tab_view_get_nth_page (fixture.window->tabs, n)));
}

static GtkWidget *
get_front (void)
{
  return adw_tab_page_get_child (adw_tab_view_get_selected_page (fixture.window->tabs));
}

/* The sample stays where it is; what is in front need not be a text. */
static void
reopen (void)
{
  gtk_window_close (GTK_WINDOW (fixture.window));
  settle (100);
  g_action_group_activate_action (G_ACTION_GROUP (fixture.application), "sample", NULL);
  fixture.window = SCHO_WINDOW (
      gtk_application_get_active_window (GTK_APPLICATION (fixture.application)));
  await_jobs ();
  settle (600);
}

static void
assert_order (const GType *types, int n)
{
  ck_assert_int_eq (adw_tab_view_get_n_pages (fixture.window->tabs), n);
  for (int i = 0; i < n; i++)
    ck_assert_str_eq (g_type_name (get_nth_type (i)), g_type_name (types[i]));
}

/* The list of passages, the text, memos, attributes; each of them in front once. */
START_TEST (lists_come_back_in_their_order)
{
  AdwTabView *tabs;
  const GType types[] = { SCHO_TYPE_PASSAGE_LIST, SCHO_TYPE_PAGE, SCHO_TYPE_MEMO_LIST,
                          SCHO_TYPE_ATTRIBUTE_PAGE };

  open_sample ();
  scho_window_list_code (fixture.window, find_code ("apology")->id);
  activate ("memos", NULL);
  activate ("attributes", NULL);
  tabs = fixture.window->tabs;
  adw_tab_view_reorder_page (tabs, adw_tab_view_get_nth_page (tabs, 1), 0);
  assert_order (types, G_N_ELEMENTS (types));
  adw_tab_view_set_selected_page (tabs, adw_tab_view_get_nth_page (tabs, _i));
  settle (100);

  reopen ();
  assert_order (types, G_N_ELEMENTS (types));
  ck_assert (G_OBJECT_TYPE (get_front ()) == types[_i]);
  ck_assert_uint_eq (
      scho_passage_list_get_code (SCHO_PASSAGE_LIST (
          adw_tab_page_get_child (adw_tab_view_get_nth_page (fixture.window->tabs, 0)))),
      find_code ("apology")->id);
  close_window ();
}
END_TEST

static const char *
get_query (int n)
{
  return scho_passage_list_get_query (SCHO_PASSAGE_LIST (
      adw_tab_page_get_child (adw_tab_view_get_nth_page (fixture.window->tabs, n))));
}

/* Two that ask the same are two tabs. */
START_TEST (queries_come_back_once_each)
{
  const GType types[] = { SCHO_TYPE_PASSAGE_LIST, SCHO_TYPE_PAGE, SCHO_TYPE_PASSAGE_LIST,
                          SCHO_TYPE_PASSAGE_LIST };
  const char *query = "apology and not coder:Mira; \"a;b\"", *other = "* overlaps *";
  AdwTabView *tabs;

  open_sample ();
  activate ("query", g_variant_new_string (query));
  activate ("query", g_variant_new_string (other));
  activate ("query", g_variant_new_string (other));
  tabs = fixture.window->tabs;
  adw_tab_view_reorder_page (tabs, adw_tab_view_get_nth_page (tabs, 1), 0);
  adw_tab_view_set_selected_page (tabs, adw_tab_view_get_nth_page (tabs, 3));
  settle (100);
  for (guint again = 0; again < 2; again++)
    {
      reopen ();
      assert_order (types, G_N_ELEMENTS (types));
      ck_assert_str_eq (get_query (0), query);
      ck_assert_str_eq (get_query (2), other);
      ck_assert_str_eq (get_query (3), other);
      tabs = fixture.window->tabs;
      ck_assert_ptr_eq (adw_tab_view_get_selected_page (tabs),
                        adw_tab_view_get_nth_page (tabs, 3));
    }
  close_window ();
}
END_TEST

/* As another version, or a damaged disk, may have left it. */
static void
write_desk (const char *project, const char *tabs, const char *front)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *name = g_strconcat (project, ".desk", NULL);
  g_autofree char *folder
      = g_build_filename (g_get_user_state_dir (), "scholiast", "desks", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_mkdir_with_parents (folder, 0700);
  g_key_file_set_value (file, "desk", "tabs", tabs);
  g_key_file_set_value (file, "desk", "front", front);
  ck_assert (g_key_file_save_to_file (file, path, NULL));
}

START_TEST (what_is_not_known_is_left_out)
{
  SchoUuid uuid = scho_uuid_new ();
  g_autoptr (SchoDeskState) desk = NULL;
  char name[SCHO_UUID_STRING_LENGTH + 1];
  g_autofree char *names = NULL;
  g_autoptr (GArray) tabs = NULL;
  SchoDeskTab front;

  scho_uuid_format (&uuid, name);
  names = g_strdup_printf ("cloud:%s;passages:%s;%s;memos;memos:x;passages:;attributes;",
                           name, name, name);
  write_desk (name, names, "cloud");
  desk = scho_desk_state_load (&uuid);
  tabs = scho_desk_state_dup_tabs (desk);
  ck_assert_uint_eq (tabs->len, 4);
  ck_assert_int_eq (g_array_index (tabs, SchoDeskTab, 0).kind, SCHO_DESK_PASSAGES);
  ck_assert (scho_uuid_equal (&g_array_index (tabs, SchoDeskTab, 0).uuid, &uuid));
  ck_assert_int_eq (g_array_index (tabs, SchoDeskTab, 1).kind, SCHO_DESK_DOCUMENT);
  ck_assert_int_eq (g_array_index (tabs, SchoDeskTab, 2).kind, SCHO_DESK_MEMOS);
  ck_assert_int_eq (g_array_index (tabs, SchoDeskTab, 3).kind, SCHO_DESK_ATTRIBUTES);
  ck_assert (!scho_desk_state_get_front (desk, &front));
}
END_TEST

/* Those after one that is gone keep their order. */
START_TEST (a_code_that_is_gone_leaves_the_order)
{
  const GType types[] = { SCHO_TYPE_MEMO_LIST, SCHO_TYPE_PAGE };
  AdwTabView *tabs;
  SchoDeskTab left[3] = { { .kind = SCHO_DESK_PASSAGES }, { .kind = SCHO_DESK_MEMOS } };

  open_sample ();
  activate ("memos", NULL);
  tabs = fixture.window->tabs;
  adw_tab_view_reorder_page (tabs, adw_tab_view_get_nth_page (tabs, 1), 0);
  adw_tab_view_set_selected_page (tabs, adw_tab_view_get_nth_page (tabs, 1));
  left[0].uuid = scho_uuid_new ();
  left[2].uuid = scho_snapshot_get_document (
                     get_snapshot (),
                     scho_page_get_document (scho_window_get_page (fixture.window)))
                     ->uuid;
  scho_desk_state_set_tabs (fixture.window->desk, left, G_N_ELEMENTS (left));
  scho_desk_state_save (fixture.window->desk);
  /* As if they were still to come, so that closing keeps what is written. */
  fixture.window->tabs_to_restore = g_array_new (FALSE, FALSE, sizeof (SchoDeskTab));

  reopen ();
  assert_order (types, G_N_ELEMENTS (types));
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_loop_test (tc, lists_come_back_in_their_order, 0, 4);
  tcase_add_test (tc, queries_come_back_once_each);
  tcase_add_test (tc, what_is_not_known_is_left_out);
  tcase_add_test (tc, a_code_that_is_gone_leaves_the_order);
}

int
main (void)
{
  return window_tests_run ("desk-tabs", add_tests);
}
