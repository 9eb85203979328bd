/* test-monkey.c - does at random what the window can do, then looks at what is left.
 *
 *   SCHOLIAST_MONKEY=N       how many actions
 *   SCHOLIAST_SEED=N         other ones; 0: such as nobody knows
 *
 * Without it they are the same each time, so that a run that fails tells of a change.
 */
#include "window-fixture.h"

#include <string.h>

#define N_ACTIONS 400
#define N_ACTIONS_SANITIZED 2000
#define SEED 569082039

/* They wait for the user in a window of their own, or end the test. */
static const char *const left_out[]
    = { "import", "import-as",    "export-as",     "export-table",
        "print",  "export-pdf",   "export-pdf-to", "close",
        "quit",   "open",         "new",           "export-table-to",
        "export", "import-files", "undo",          "redo",
        NULL };

/* What is written into texts, names and searches. */
static const char *const words[]
    = { "",
        "letter",
        "victim-blaming",
        "backlash",
        "article.txt",
        "comments.txt",
        "[unclosed",
        "a/b",
        "e\xcc\x81motion \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f"
        "\x9a\x80",
        "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",
        "co-occurrence",
        "frequency",
        "Mira" };

static const guint keys[]
    = { GDK_KEY_1,    GDK_KEY_2,     GDK_KEY_9,      GDK_KEY_w,
        GDK_KEY_s,    GDK_KEY_p,     GDK_KEY_t,      GDK_KEY_i,
        GDK_KEY_r,    GDK_KEY_n,     GDK_KEY_u,      GDK_KEY_Delete,
        GDK_KEY_Down, GDK_KEY_slash, GDK_KEY_Escape, GDK_KEY_Return };

static GRand *random_source;
static guint n_done_before; /* steps that made the sample */

static guint
pick (guint n)
{
  return (guint) g_rand_int_range (random_source, 0, (gint32) n);
}

static const char *
pick_word (void)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (get_snapshot (), &n);

  if (n > 0 && pick (2) == 0)
    return codes[pick (n)]->name;
  return words[pick (G_N_ELEMENTS (words))];
}

/* Inside the text, beside it, and far away. */
static guint
pick_offset (void)
{
  return pick (10) == 0 ? pick (1000000) : pick (4000);
}

/* (nullable) (floating): %NULL for a type that no rule is known for. */
static GVariant *
pick_value (const GVariantType *type)
{
  g_autofree char *name = g_variant_type_dup_string (type);
  guint start = pick_offset ();

  if (g_str_equal (name, "s"))
    return g_variant_new_string (pick_word ());
  if (g_str_equal (name, "b"))
    return g_variant_new_boolean (pick (2) == 1);
  if (g_str_equal (name, "u"))
    return g_variant_new_uint32 (pick (20));
  if (g_str_equal (name, "i"))
    return g_variant_new_int32 ((gint32) pick (20) - 10);
  if (g_str_equal (name, "(uu)"))
    return g_variant_new ("(uu)", start, start + pick (200));
  return NULL;
}

static void
do_action (void)
{
  GActionGroup *group = G_ACTION_GROUP (fixture.window);
  g_auto (GStrv) names = g_action_group_list_actions (group);
  const char *name = names[pick (g_strv_length (names))];
  const GVariantType *type = g_action_group_get_action_parameter_type (group, name);
  g_autoptr (GVariant) parameter = NULL;

  /* Without a tab it closes the window. */
  if (g_str_equal (name, "close-tab") && scho_window_get_page (fixture.window) == NULL)
    return;
  if (g_strv_contains (left_out, name)
      || !g_action_group_get_action_enabled (group, name))
    return;
  if (type != NULL)
    {
      if ((parameter = pick_value (type)) == NULL)
        return;
      g_variant_ref_sink (parameter);
    }
  g_action_group_activate_action (group, name, parameter);
}

/* Coding is what the window is for, so it is done most. */
static void
do_coding (void)
{
  SchoPage *page = scho_window_get_page (fixture.window);
  guint32 length, start, end;

  if (page == NULL)
    {
      g_action_group_activate_action (G_ACTION_GROUP (fixture.window), "open-document",
                                      g_variant_new_string ("article.txt"));
      return;
    }
  length = scho_text_get_length (scho_page_get_text (page));
  if (length == 0)
    return;
  start = pick (length);
  end = MIN (start + pick (300), length);
  scho_page_select (page, start, end);
  if (pick (3) > 0)
    g_action_group_activate_action (G_ACTION_GROUP (fixture.window),
                                    pick (8) == 0 ? "new-code" : "apply-code",
                                    g_variant_new_string (pick_word ()));
}

/* Steps that stand. */
static guint
count_done (void)
{
  g_autoptr (SchoTable) history = scho_project_list_history (get_project (), NULL);
  guint n = 0, column = 0;

  while (!g_str_equal (scho_table_get_column_name (history, column), "state"))
    column++;
  for (gsize i = 0; i < scho_table_get_n_rows (history); i++)
    n += g_str_equal (scho_table_get_text (history, i, column), "done");
  return n;
}

/* Not what the sample itself was made by. */
static void
do_undo (void)
{
  GActionGroup *group = G_ACTION_GROUP (fixture.window);
  const char *name = pick (3) == 0 ? "redo" : "undo";

  if (count_done () <= n_done_before)
    name = "redo";
  if (g_action_group_get_action_enabled (group, name))
    g_action_group_activate_action (group, name, NULL);
}

static void
do_type (void)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture.window));

  if (GTK_IS_TEXT_VIEW (focus) && gtk_text_view_get_editable (GTK_TEXT_VIEW (focus)))
    gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)),
                                      pick_word (), -1);
  else if (focus != NULL && GTK_IS_EDITABLE (focus))
    gtk_editable_set_text (GTK_EDITABLE (focus), pick_word ());
}

/* On what is ours: GTK's own controllers want a real event. */
static void
do_key (void)
{
  SchoPage *page = scho_window_get_page (fixture.window);
  guint key = keys[pick (G_N_ELEMENTS (keys))];

  if (page != NULL && !press (GTK_WIDGET (page), key))
    press (GTK_WIDGET (fixture.window->tabs), key);
}

/* While a text is corrected nothing is coded, so it comes to an end soon. */
static void
end_edit (const char *how)
{
  GActionGroup *group = G_ACTION_GROUP (fixture.window);
  g_autoptr (GVariant) state = g_action_group_get_action_state (group, "edit-text");

  if (g_variant_get_boolean (state) && g_action_group_get_action_enabled (group, how))
    g_action_group_activate_action (group, how, NULL);
}

static void
do_something (void)
{
  if (pick (15) == 0)
    end_edit (pick (2) == 0 ? "keep-text-anyway" : "discard-text-anyway");
  switch (pick (8))
    {
    case 0:
    case 1:
    case 2:
      do_coding ();
      break;
    case 3:
      do_undo ();
      break;
    case 4:
      do_type ();
      break;
    case 5:
      do_key ();
      break;
    default:
      do_action ();
    }
}

static void
check_equal (SchoSnapshot *a, SchoSnapshot *b)
{
  gsize n, m;
  const SchoDocument *const *documents = scho_snapshot_get_documents (a, &n);
  const SchoDocument *const *others = scho_snapshot_get_documents (b, &m);
  const SchoCode *const *codes, *const *other_codes;

  ck_assert_uint_eq (n, m);
  for (gsize i = 0; i < n; i++)
    {
      gsize n_codings, m_codings;
      const SchoAnnotation *mine
          = scho_snapshot_get_annotations (a, documents[i]->id, &n_codings);
      const SchoAnnotation *yours
          = scho_snapshot_get_annotations (b, others[i]->id, &m_codings);

      ck_assert (scho_document_equal (documents[i], others[i]));
      ck_assert_uint_eq (n_codings, m_codings);
      for (gsize k = 0; k < n_codings; k++)
        ck_assert (scho_annotation_equal (&mine[k], &yours[k]));
    }
  codes = scho_snapshot_get_codes (a, &n);
  other_codes = scho_snapshot_get_codes (b, &m);
  ck_assert_uint_eq (n, m);
  for (gsize i = 0; i < n; i++)
    ck_assert (scho_code_equal (codes[i], other_codes[i]));
  ck_assert (
      scho_project_info_equal (scho_snapshot_get_info (a), scho_snapshot_get_info (b)));
}

static void
check_sound (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = scho_project_check (get_project (), NULL, NULL, &error);

  ck_assert_msg (faults != NULL, "%s", error != NULL ? error->message : "");
  for (guint i = 0; i < faults->len; i++)
    g_printerr ("fault: %s\n", (const char *) g_ptr_array_index (faults, i));
  ck_assert_uint_eq (faults->len, 0);
}

static guint
get_number (const char *variable, guint otherwise)
{
  const char *value = g_getenv (variable);

  return value != NULL ? (guint) g_ascii_strtoull (value, NULL, 10) : otherwise;
}

START_TEST (a_monkey_harms_nothing)
{
  guint n = get_number ("SCHOLIAST_MONKEY", g_getenv ("SCHOLIAST_SANITIZER") != NULL
                                                ? N_ACTIONS_SANITIZED
                                                : N_ACTIONS);
  guint seed = get_number ("SCHOLIAST_SEED", SEED);
  g_autoptr (SchoSnapshot) before = NULL;

  if (seed == 0)
    seed = g_random_int ();
  g_print ("SCHOLIAST_SEED=%u\n", seed);
  random_source = g_rand_new_with_seed (seed);
  open_sample ();
  /* GTK warns of its own when a blinking entry gets new words. */
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, NULL);
  before = scho_snapshot_ref (get_snapshot ());
  n_done_before = count_done ();
  for (guint i = 0; i < n; i++)
    {
      do_something ();
      settle (i % 20 == 0 ? 40 : 1);
    }
  await_jobs ();
  end_edit ("discard-text-anyway");
  activate ("page", NULL);
  settle (1500);
  check_sound ();
  /* Some work was done, or nothing is shown by undoing it. */
  ck_assert_uint_gt (count_done (), n_done_before);
  for (guint left = count_done () - n_done_before; left > 0; left--)
    {
      g_autoptr (GError) error = NULL;

      ck_assert_msg (scho_project_undo (get_project (), &error), "%s",
                     error != NULL ? error->message : "");
    }
  settle (100);
  check_equal (before, get_snapshot ());
  check_sound ();
  close_window ();
  g_rand_free (random_source);
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, a_monkey_harms_nothing);
}

int
main (void)
{
  return window_tests_run ("monkey", add_tests);
}
