/* test-adjudication.c - who was asked to code what, and an agreed version out of what
 * coders disagree about, in the window. */
#include "window-fixture.h"

#include "adjudication-page.h"
#include "asked-page.h"

#include <string.h>

static GtkWidget *
get_front (void)
{
  return adw_tab_page_get_child (adw_tab_view_get_selected_page (fixture.window->tabs));
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  GtkWidget *found = NULL;
  const char *own
      = GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;

  if (own != NULL && g_str_has_prefix (own, label) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

static gboolean
has_label (GtkWidget *widget, const char *words)
{
  gboolean found = GTK_IS_LABEL (widget)
                   && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), words);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = has_label (child, words);
  return found;
}

static void
click (const char *label)
{
  GtkWidget *button = find_button (get_front (), label);

  ck_assert_msg (button != NULL, "no button %s", label);
  ck_assert_msg (gtk_widget_get_sensitive (button), "%s cannot be clicked", label);
  g_signal_emit_by_name (button, "clicked");
  settle (50);
}

static const SchoCoder *
find_coder (const char *name)
{
  return scho_lookup_coder (get_snapshot (), name, NULL);
}

static guint64
count_of (const char *name)
{
  const SchoCoder *coder = find_coder (name);
  g_autoptr (GPtrArray) codings = NULL;

  if (coder == NULL)
    return 0;
  codings
      = scho_lookup_annotations (get_snapshot (), &(SchoFilter){ .coder = coder->id });
  return codings->len;
}

static SchoAsked
get_asked (const char *coder, guint i)
{
  gsize n;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (get_snapshot (), &n);

  return scho_coder_get_asked (find_coder (coder), &documents[i]->uuid);
}

START_TEST (documents_asked_for_are_ticked_and_kept)
{
  SchoAskedPage *page;

  open_sample ();
  activate ("asked", NULL);
  settle (100);
  page = SCHO_ASKED_PAGE (get_front ());
  scho_asked_page_choose_coder (page, find_coder ("Mira")->id);
  ck_assert (!gtk_widget_get_sensitive (find_button (GTK_WIDGET (page), "_Keep")));
  scho_asked_page_set_asked (page, SCHO_ASKED_NO);
  scho_asked_page_filter (page, "comm");
  click ("_All");
  picture ("asked", "ticked");
  click ("_Keep");
  ck_assert_int_eq (get_asked ("Mira", 0), SCHO_ASKED_NO);
  ck_assert_int_eq (get_asked ("Mira", 1), SCHO_ASKED_YES);
  ck_assert_int_eq (get_asked ("Jonas", 0), SCHO_ASKED_UNSAID);
  scho_asked_page_filter (page, "");
  click ("_None");
  scho_asked_page_tick (page, 1, TRUE);
  click ("_Keep");
  ck_assert_int_eq (get_asked ("Mira", 0), SCHO_ASKED_YES);
  ck_assert_int_eq (get_asked ("Mira", 1), SCHO_ASKED_NO);
  activate ("undo", NULL);
  settle (50);
  ck_assert_int_eq (get_asked ("Mira", 1), SCHO_ASKED_YES);
  scho_asked_page_set_asked (page, SCHO_ASKED_YES);
  click ("_Keep");
  ck_assert_str_eq (find_coder ("Mira")->asked, SCHO_ASKED_ALL);
  close_window ();
}
END_TEST

/* What is said of documents is of those that are there, as they are called now. */
START_TEST (documents_asked_for_follow_the_project)
{
  SchoAskedPage *page;
  SchoDocument after;

  open_sample ();
  activate ("asked", NULL);
  settle (100);
  page = SCHO_ASKED_PAGE (get_front ());
  scho_asked_page_choose_coder (page, find_coder ("Mira")->id);
  scho_asked_page_set_asked (page, SCHO_ASKED_NO);
  click ("_All");
  ck_assert (has_label (GTK_WIDGET (page), "2 of 2 asked for"));
  after = *scho_snapshot_get_document (get_snapshot (), 1);
  after.title = "Another title";
  ck_assert (scho_session_apply (
      fixture.window->session, scho_edit_change_document (get_snapshot (), &after, NULL),
      NULL));
  ck_assert (has_label (GTK_WIDGET (page), "Another title"));
  ck_assert (scho_session_apply (fixture.window->session,
                                 scho_edit_remove_document (get_snapshot (), 2), NULL));
  ck_assert (has_label (GTK_WIDGET (page), "1 of 1 asked for"));
  close_window ();
}
END_TEST

static SchoAdjudicationPage *
open_adjudication (void)
{
  activate ("analyse", g_variant_new_string ("agreement"));
  await_jobs ();
  settle (100);
  click ("_Decide…");
  settle (200);
  ck_assert (SCHO_IS_ADJUDICATION_PAGE (get_front ()));
  return SCHO_ADJUDICATION_PAGE (get_front ());
}

START_TEST (disagreements_are_decided_one_by_one)
{
  SchoAdjudicationPage *page;
  guint64 n;

  open_sample ();
  page = open_adjudication ();
  picture ("adjudication", "begin");
  ck_assert_uint_eq (scho_adjudication_page_count_decided (page), 0);
  /* So that keys decide, and are not typed into the name. */
  ck_assert (GTK_IS_BUTTON (gtk_window_get_focus (GTK_WINDOW (fixture.window))));
  if (find_button (GTK_WIDGET (page), "_Take over") != NULL)
    click ("_Take over");
  ck_assert_ptr_null (find_button (GTK_WIDGET (page), "_Take over"));
  n = count_of ("agreed");

  click ("_4 Neither");
  ck_assert_uint_eq (scho_adjudication_page_count_decided (page), 1);
  ck_assert_uint_eq (count_of ("agreed"), n);
  ck_assert_uint_ge (count_of ("agreed: rejected"), 1);
  ck_assert (press (GTK_WIDGET (page), GDK_KEY_4));
  settle (50);
  ck_assert_uint_eq (scho_adjudication_page_count_decided (page), 2);
  activate ("undo", NULL);
  settle (50);
  ck_assert_uint_eq (scho_adjudication_page_count_decided (page), 1);
  picture ("adjudication", "decided");

  /* The list made again knows what was decided, and who decides is no coder of it. */
  page = open_adjudication ();
  ck_assert_uint_eq (scho_adjudication_page_count_decided (page), 1);
  close_window ();
}
END_TEST

/* Both code the same, where nobody has coded. */
static void
agree_once_more (void)
{
  g_autoptr (SchoStep) step = scho_step_new (get_snapshot (), "Both");
  SchoAnnotation values = { .start = 1, .end = 2, .weight = SCHO_NO_WEIGHT };

  values.document = scho_page_get_document (scho_window_get_page (fixture.window));
  values.code = find_code ("apology")->id;
  values.coder = find_coder ("Mira")->id;
  scho_step_add_annotation (step, &values);
  values.coder = find_coder ("Jonas")->id;
  scho_step_add_annotation (step, &values);
  ck_assert (scho_project_apply (get_project (), step, NULL));
}

static void
await_take_over (GtkWidget *page, gboolean is_offered)
{
  for (guint i = 0; i < 60 && (find_button (page, "_Take over") != NULL) != is_offered;
       i++)
    settle (50);
  ck_assert_int_eq (find_button (page, "_Take over") != NULL, is_offered);
}

/* So few that they might be a decision. */
START_TEST (a_small_take_over_is_offered_again_when_undone)
{
  GtkWidget *page;

  open_sample ();
  page = GTK_WIDGET (open_adjudication ());
  if (find_button (page, "_Take over") != NULL)
    click ("_Take over");
  await_take_over (page, FALSE);
  adw_tab_view_set_selected_page (fixture.window->tabs,
                                  adw_tab_view_get_nth_page (fixture.window->tabs, 0));
  settle (50);
  agree_once_more ();
  adw_tab_view_set_selected_page (fixture.window->tabs,
                                  adw_tab_view_get_page (fixture.window->tabs, page));
  await_take_over (page, TRUE);
  click ("_Take over 1 ");
  await_take_over (page, FALSE);
  activate ("undo", NULL);
  await_take_over (page, TRUE);
  activate ("redo", NULL);
  await_take_over (page, FALSE);
  close_window ();
}
END_TEST

START_TEST (all_that_is_open_is_accepted_at_once)
{
  SchoAdjudicationPage *page;
  guint64 before;

  open_sample ();
  before = count_codings ();
  page = open_adjudication ();
  scho_adjudication_page_set_name (page, "panel");
  click ("_All open: left");
  ck_assert (!gtk_widget_get_sensitive (find_button (GTK_WIDGET (page), "_All open")));
  ck_assert_uint_gt (count_of ("panel"), 0);
  activate ("undo", NULL);
  settle (50);
  ck_assert_uint_eq (scho_adjudication_page_count_decided (page), 0);
  ck_assert_uint_eq (count_codings (), before);
  click ("_Show in the text");
  settle (200);
  ck_assert_ptr_nonnull (scho_window_get_page (fixture.window));
  close_window ();
}
END_TEST

/* Something in front of all passages that are decided about. */
static void
correct_documents (void)
{
  gsize n;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (get_snapshot (), &n);

  for (guint32 id = documents[n - 1]->id; id > 0; id--)
    {
      g_autoptr (SchoText) text = scho_snapshot_read_text (get_snapshot (), id, NULL);
      g_autoptr (SchoTextEdit) edit = scho_text_edit_new (text);
      g_autoptr (SchoStep) step = NULL;

      ck_assert (scho_text_edit_insert (edit, 0, "Now: ", -1, NULL, NULL));
      step = scho_edit_change_text (get_snapshot (), id, edit, NULL, NULL);
      ck_assert (scho_project_apply (get_project (), step, NULL));
    }
  settle (50);
}

/* Each is what another coder coded, at the place where that is now. */
static void
assert_copies (const char *coder)
{
  guint32 id = find_coder (coder)->id;
  g_autoptr (GPtrArray) all
      = scho_lookup_annotations (get_snapshot (), &(SchoFilter){ 0 });

  for (guint i = 0; i < all->len; i++)
    {
      const SchoAnnotation *copy = all->pdata[i];
      guint n = 0;

      for (guint k = 0; k < all->len; k++)
        {
          const SchoAnnotation *each = all->pdata[k];

          n += each->coder != id && each->document == copy->document
               && each->code == copy->code && each->start == copy->start
               && each->end == copy->end;
        }
      ck_assert_msg (copy->coder != id || n > 0, "nobody coded %u–%u", copy->start,
                     copy->end);
    }
}

START_TEST (a_corrected_text_takes_its_disputes_along)
{
  SchoAdjudicationPage *page;

  open_sample ();
  page = open_adjudication ();
  click ("_4 Neither");
  correct_documents ();
  ck_assert_uint_eq (scho_adjudication_page_count_decided (page), 1);
  click ("_All open: left");
  ck_assert_uint_gt (count_of ("agreed"), 0);
  assert_copies ("agreed");
  assert_copies ("agreed: rejected");
  close_window ();
}
END_TEST

/* The page is of no text: only of places in the first one. */
static GArray *
make_disputes (guint n)
{
  GArray *disputes = g_array_new (FALSE, FALSE, sizeof (SchoDispute));
  guint32 document = scho_page_get_document (scho_window_get_page (fixture.window));
  guint32 length = scho_snapshot_get_document (get_snapshot (), document)->length;

  for (guint i = 0; i < n; i++)
    {
      SchoDispute dispute = { .has_a = i % 2 == 0, .has_b = i % 2 == 1 };

      dispute.a = (SchoAnnotation){ .document = document,
                                    .start = i % length,
                                    .end = i % length + 1 + i / length,
                                    .code = find_code ("victim-blaming")->id,
                                    .coder = find_coder ("Mira")->id,
                                    .weight = SCHO_NO_WEIGHT };
      dispute.b = dispute.a;
      g_array_append_val (disputes, dispute);
    }
  return disputes;
}

/* Very many at once are written while the window lives. */
START_TEST (very_many_are_decided_by_a_worker)
{
  SchoAdjudicationPage *page;

  open_sample ();
  page = SCHO_ADJUDICATION_PAGE (g_object_ref_sink (
      scho_adjudication_page_new (fixture.window->session, make_disputes (1200))));
  scho_adjudication_page_decide_all (page, SCHO_VERDICT_A);
  ck_assert (scho_session_is_busy (fixture.window->session));
  ck_assert_uint_eq (scho_adjudication_page_count_decided (page), 0);
  for (guint i = 0; i < 500 && scho_session_is_busy (fixture.window->session); i++)
    settle (10);
  ck_assert_uint_eq (scho_adjudication_page_count_decided (page), 1200);
  ck_assert_uint_eq (count_of ("agreed"), 600);
  g_object_unref (page);
  close_window ();
}
END_TEST

/* What says left is left, and the arrow that goes on is the one that one reads along. */
START_TEST (left_is_left_from_right_to_left_too)
{
  SchoAdjudicationPage *page;
  GtkWidget *left, *right;
  graphene_point_t a, b;

  open_sample ();
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  page = open_adjudication ();
  left = find_button (GTK_WIDGET (page), "_1 Left");
  right = find_button (GTK_WIDGET (page), "_2 Right");
  ck_assert (gtk_widget_compute_point (left, GTK_WIDGET (page),
                                       &GRAPHENE_POINT_INIT (0, 0), &a));
  ck_assert (gtk_widget_compute_point (right, GTK_WIDGET (page),
                                       &GRAPHENE_POINT_INIT (0, 0), &b));
  ck_assert_float_lt (a.x, b.x);
  ck_assert (press (GTK_WIDGET (page), GDK_KEY_Left));
  picture ("adjudication", "mirrored");
  ck_assert_uint_eq (scho_adjudication_page_get_current (page), 1);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, documents_asked_for_are_ticked_and_kept);
  tcase_add_test (tc, documents_asked_for_follow_the_project);
  tcase_add_test (tc, disagreements_are_decided_one_by_one);
  tcase_add_test (tc, a_small_take_over_is_offered_again_when_undone);
  tcase_add_test (tc, all_that_is_open_is_accepted_at_once);
  tcase_add_test (tc, a_corrected_text_takes_its_disputes_along);
  tcase_add_test (tc, very_many_are_decided_by_a_worker);
  tcase_add_test (tc, left_is_left_from_right_to_left_too);
}

int
main (void)
{
  return window_tests_run ("adjudication", add_tests);
}
