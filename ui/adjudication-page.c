#include "adjudication-page.h"

#include "dispute-side.h"
#include "disputes.h"
#include "large-step.h"

#include <glib/gi18n.h>
#include <scholiast/job.h>
#include <string.h>

#define MOST_OF_DECISION 4 /* codings that one decision puts and takes */
#define PATIENCE 150       /* milliseconds without a key in the name */

struct _SchoAdjudicationPage
{
  GtkBox parent_instance;

  SchoSession *session;
  GArray *disputes; /* of SchoDispute */
  GArray *decided;  /* of SchoVerdict, one for each */
  GArray *coders;   /* ids */
  guint current;
  guint n_agreed;         /* codings to take over, as they were counted last */
  GCancellable *counting; /* nullable: those */
  guint soon;             /* source: before that */
  SchoText *text;         /* of the document at hand; nullable */
  guint32 document;

  GtkEntry *name;
  GtkLabel *progress, *place;
  GtkProgressBar *bar;
  GtkWidget *take_over;
  GtkWidget *both; /* has the sides */
  SchoDisputeSide *sides[2];
  GtkWidget *verdicts[SCHO_VERDICT_NEITHER + 1];
  GtkWidget *all[2];
};

enum
{
  PLACE_ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoAdjudicationPage, scho_adjudication_page, GTK_TYPE_BOX)

static const SchoDispute *
get_current (SchoAdjudicationPage *self)
{
  return self->current < self->disputes->len
             ? &g_array_index (self->disputes, SchoDispute, self->current)
             : NULL;
}

/* Nobody can decide under no name. */
static const char *
get_name (SchoAdjudicationPage *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name));

  return name[0] != '\0' ? name : _ ("agreed");
}

static SchoVerdict
get_verdict (SchoAdjudicationPage *self, guint i)
{
  return g_array_index (self->decided, SchoVerdict, i);
}

/* @step: (nullable): only those that it may have changed; there may be very many. */
static void
read_verdicts (SchoAdjudicationPage *self, SchoStep *step)
{
  SchoSnapshot *snapshot = scho_session_get_snapshot (self->session);

  g_array_set_size (self->decided, self->disputes->len);
  for (guint i = 0; i < self->disputes->len; i++)
    {
      const SchoDispute *dispute = &g_array_index (self->disputes, SchoDispute, i);

      if (step == NULL || scho_dispute_is_touched (dispute, step))
        g_array_index (self->decided, SchoVerdict, i)
            = scho_dispute_get_verdict (dispute, snapshot, get_name (self));
    }
}

guint
scho_adjudication_page_count_decided (SchoAdjudicationPage *self)
{
  guint n = 0;

  for (guint i = 0; i < self->disputes->len; i++)
    n += get_verdict (self, i) != SCHO_VERDICT_OPEN;
  return n;
}

static void
get_place (const SchoDispute *dispute, guint32 *start, guint32 *end)
{
  const SchoAnnotation *one = dispute->has_a ? &dispute->a : &dispute->b;
  const SchoAnnotation *other = dispute->has_b ? &dispute->b : &dispute->a;

  *start = MIN (one->start, other->start);
  *end = MAX (one->end, other->end);
}

/* A text is read once for all its disputes. FALSE where it is not there any more. */
static gboolean
read_text (SchoAdjudicationPage *self, const SchoDispute *dispute)
{
  guint32 document = dispute->has_a ? dispute->a.document : dispute->b.document;
  SchoSnapshot *snapshot = scho_session_get_snapshot (self->session);

  if (self->text != NULL && self->document == document)
    return TRUE;
  g_clear_pointer (&self->text, scho_text_unref);
  self->document = document;
  if (scho_snapshot_get_document (snapshot, document) != NULL)
    self->text = scho_snapshot_read_text (snapshot, document, NULL);
  return self->text != NULL;
}

static void
show_sides (SchoAdjudicationPage *self, const SchoDispute *dispute)
{
  SchoSnapshot *snapshot = scho_session_get_snapshot (self->session);
  const SchoDocument *document;
  g_autofree char *words = NULL;
  guint32 start, end;

  if (!read_text (self, dispute))
    return;
  document = scho_snapshot_get_document (snapshot, self->document);
  get_place (dispute, &start, &end);
  scho_dispute_side_show (self->sides[0], snapshot, &dispute->a, dispute->has_a,
                          self->text, start, end);
  scho_dispute_side_show (self->sides[1], snapshot, &dispute->b, dispute->has_b,
                          self->text, start, end);
  /* Translators: which disagreement of how many; a document */
  words = g_strdup_printf (_ ("%u of %u · %s"), self->current + 1, self->disputes->len,
                           document->title);
  gtk_label_set_label (self->place, words);
}

static void
show_verdict (SchoAdjudicationPage *self, const SchoDispute *dispute)
{
  SchoVerdict verdict
      = dispute != NULL ? get_verdict (self, self->current) : SCHO_VERDICT_OPEN;

  for (guint i = SCHO_VERDICT_A; i <= SCHO_VERDICT_NEITHER; i++)
    {
      if (i == verdict)
        gtk_widget_add_css_class (self->verdicts[i], "suggested-action");
      else
        gtk_widget_remove_css_class (self->verdicts[i], "suggested-action");
      gtk_widget_set_sensitive (
          self->verdicts[i],
          dispute != NULL && (i != SCHO_VERDICT_A || dispute->has_a)
              && (i != SCHO_VERDICT_B || dispute->has_b)
              && (i != SCHO_VERDICT_BOTH || (dispute->has_a && dispute->has_b)));
    }
}

/* What all agree on -------------------------------------------------------------------
 */

typedef struct
{
  SchoSnapshot *snapshot; /* nullable */
  GArray *coders;
  char *name;
} Order;

static Order *
order_new (SchoAdjudicationPage *self, SchoSnapshot *snapshot)
{
  Order *order = g_new0 (Order, 1);

  order->snapshot = snapshot != NULL ? scho_snapshot_ref (snapshot) : NULL;
  order->coders = g_array_ref (self->coders);
  order->name = g_strdup (get_name (self));
  return order;
}

static void
order_free (gpointer data)
{
  Order *self = data;

  g_clear_pointer (&self->snapshot, scho_snapshot_unref);
  g_array_unref (self->coders);
  g_free (self->name);
  g_free (self);
}

static SchoStep *
make_take_over (SchoSnapshot *snapshot, gpointer data, GError **error)
{
  Order *order = data;

  return scho_edit_take_over (snapshot, (const guint32 *) (gpointer) order->coders->data,
                              order->coders->len, order->name);
}

static gpointer
count_work (gpointer data,
            const SchoProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  return make_take_over (((Order *) data)->snapshot, data, error);
}

static void
count_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SchoAdjudicationPage) self = data;
  g_autoptr (SchoStep) step = scho_job_run_finish (result, NULL);
  g_autofree char *label = NULL;

  if (step == NULL || self->session == NULL)
    return; /* another count is on its way, or nobody looks any more */
  g_clear_object (&self->counting);
  self->n_agreed = (guint) scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION);
  label = g_strdup_printf (ngettext ("_Take over %u coding that all agree on",
                                     "_Take over %u codings that all agree on",
                                     self->n_agreed),
                           self->n_agreed);
  gtk_button_set_label (GTK_BUTTON (self->take_over), label);
  gtk_widget_set_visible (self->take_over, self->n_agreed > 0);
}

static void
stop_counting (SchoAdjudicationPage *self)
{
  g_clear_handle_id (&self->soon, g_source_remove);
  if (self->counting != NULL)
    g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
}

/* Looks at all codings: not after each decision, and on another thread. */
static void
count_agreed (SchoAdjudicationPage *self)
{
  stop_counting (self);
  self->counting = g_cancellable_new ();
  scho_job_run_async (count_work,
                      order_new (self, scho_session_get_snapshot (self->session)),
                      order_free, (GDestroyNotify) scho_step_unref, self->counting, NULL,
                      count_done, g_object_ref (self));
}

static gboolean
soon_cb (gpointer data)
{
  SchoAdjudicationPage *self = data;

  self->soon = 0;
  count_agreed (self);
  return G_SOURCE_REMOVE;
}

static void
show_progress (SchoAdjudicationPage *self)
{
  guint n = scho_adjudication_page_count_decided (self);
  /* Translators: how many disagreements are decided, of how many */
  g_autofree char *words
      = g_strdup_printf (_ ("%u of %u decided"), n, self->disputes->len);

  gtk_label_set_label (self->progress, words);
  gtk_progress_bar_set_fraction (
      self->bar, self->disputes->len > 0 ? (double) n / self->disputes->len : 1);
  for (guint i = 0; i < 2; i++)
    gtk_widget_set_sensitive (self->all[i], n < self->disputes->len);
}

static void
show_all (SchoAdjudicationPage *self)
{
  const SchoDispute *dispute = get_current (self);

  if (dispute != NULL)
    show_sides (self, dispute);
  else
    gtk_label_set_label (self->place, _ ("Nothing is left to decide."));
  gtk_widget_set_visible (self->both, dispute != NULL);
  show_verdict (self, dispute);
  show_progress (self);
}

static gboolean
is_same (const GArray *a, const GArray *b)
{
  return a->len == b->len
         && memcmp (a->data, b->data, a->len * sizeof (SchoVerdict)) == 0;
}

static void
count_soon (SchoAdjudicationPage *self)
{
  stop_counting (self);
  self->soon = g_timeout_add (PATIENCE, soon_cb, self);
}

/* Few codings that decide nothing here may be what all agree on, as when a small
 * take-over is undone. */
static void
project_changed_cb (SchoAdjudicationPage *self, SchoStep *step)
{
  gsize n = scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION);
  gboolean is_decision = n <= MOST_OF_DECISION
                         && scho_step_get_n_changes (step, SCHO_NOUN_CODER) == 0
                         && scho_step_get_n_changes (step, SCHO_NOUN_DOCUMENT) == 0;
  g_autoptr (GArray) before = NULL;

  if (scho_step_get_n_changes (step, SCHO_NOUN_DOCUMENT) > 0)
    g_clear_pointer (&self->text, scho_text_unref);
  scho_disputes_follow (self->disputes, step);
  if (self->disputes->len > 0)
    self->current = MIN (self->current, self->disputes->len - 1);
  before = g_array_copy (self->decided);
  read_verdicts (self, is_decision ? step : NULL);
  if (n > MOST_OF_DECISION)
    count_agreed (self);
  else if (n > 0 && is_same (before, self->decided))
    count_soon (self);
  show_all (self);
}

static void
name_changed_cb (SchoAdjudicationPage *self)
{
  count_soon (self);
  read_verdicts (self, NULL);
  show_all (self);
}

/* From the current one on, and then from the beginning. */
static void
go_to_open (SchoAdjudicationPage *self)
{
  guint n = self->disputes->len;

  for (guint i = 0; i < n; i++)
    if (get_verdict (self, (self->current + i) % n) == SCHO_VERDICT_OPEN)
      {
        self->current = (self->current + i) % n;
        break;
      }
  show_all (self);
}

void
scho_adjudication_page_decide (SchoAdjudicationPage *self, SchoVerdict verdict)
{
  const SchoDispute *dispute = get_current (self);

  if (dispute == NULL || !gtk_widget_get_sensitive (self->verdicts[verdict]))
    return;
  if (scho_session_apply (self->session,
                          scho_edit_decide (scho_session_get_snapshot (self->session),
                                            dispute, 1, verdict, get_name (self)),
                          NULL))
    go_to_open (self);
}

/* One that coded nothing is right in that where it is accepted. */
static SchoVerdict
translate (const SchoDispute *dispute, SchoVerdict verdict)
{
  if ((verdict == SCHO_VERDICT_A && !dispute->has_a)
      || (verdict == SCHO_VERDICT_B && !dispute->has_b))
    return SCHO_VERDICT_NEITHER;
  return verdict;
}

/* All that are open, when there may be very many. */
typedef struct
{
  GArray *open, *empty; /* of SchoDispute; where the side coded something, or nothing */
  SchoVerdict verdict;
  char *name;
} Decisions;

static void
decisions_free (gpointer data)
{
  Decisions *self = data;

  g_array_unref (self->open);
  g_array_unref (self->empty);
  g_free (self->name);
  g_free (self);
}

static SchoStep *
make_decisions (SchoSnapshot *snapshot, gpointer data, GError **error)
{
  Decisions *self = data;
  SchoStep *step
      = scho_edit_decide (snapshot, (const SchoDispute *) (gpointer) self->open->data,
                          self->open->len, self->verdict, self->name);
  g_autoptr (SchoStep) rest
      = scho_edit_decide (snapshot, (const SchoDispute *) (gpointer) self->empty->data,
                          self->empty->len, SCHO_VERDICT_NEITHER, self->name);

  scho_step_append (step, rest);
  return step;
}

void
scho_adjudication_page_decide_all (SchoAdjudicationPage *self, SchoVerdict verdict)
{
  Decisions *decisions = g_new0 (Decisions, 1);
  gsize n;

  decisions->open = g_array_new (FALSE, FALSE, sizeof (SchoDispute));
  decisions->empty = g_array_new (FALSE, FALSE, sizeof (SchoDispute));
  decisions->verdict = verdict;
  decisions->name = g_strdup (get_name (self));
  for (guint i = 0; i < self->disputes->len; i++)
    {
      const SchoDispute *dispute = &g_array_index (self->disputes, SchoDispute, i);
      gboolean is_empty = translate (dispute, verdict) != verdict;

      if (get_verdict (self, i) == SCHO_VERDICT_OPEN)
        g_array_append_vals (is_empty ? decisions->empty : decisions->open, dispute, 1);
    }
  n = decisions->open->len + decisions->empty->len;
  scho_session_make_step (self->session, n, make_decisions, decisions, decisions_free,
                          NULL, self);
}

static void
taken_over_cb (gpointer owner, gpointer data, SchoStep *step)
{
  SchoAdjudicationPage *self = owner;

  if (self->session == NULL)
    return;
  if (step != NULL)
    gtk_widget_set_visible (self->take_over, FALSE);
  count_agreed (self);
}

void
scho_adjudication_page_take_over (SchoAdjudicationPage *self)
{
  scho_session_make_step (self->session, self->n_agreed, make_take_over,
                          order_new (self, NULL), order_free, taken_over_cb, self);
}

void
scho_adjudication_page_move (SchoAdjudicationPage *self, int step)
{
  if ((step < 0 && self->current == 0) || self->current + step >= self->disputes->len)
    return;
  self->current += step;
  show_all (self);
}

guint
scho_adjudication_page_get_current (SchoAdjudicationPage *self)
{
  return self->current;
}

void
scho_adjudication_page_set_name (SchoAdjudicationPage *self, const char *name)
{
  gtk_editable_set_text (GTK_EDITABLE (self->name), name);
}

/* The widget */

static void
verdict_cb (SchoAdjudicationPage *self, GtkWidget *button)
{
  scho_adjudication_page_decide (
      self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "verdict")));
}

static void
all_cb (SchoAdjudicationPage *self, GtkWidget *button)
{
  scho_adjudication_page_decide_all (
      self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "verdict")));
}

static void
next_cb (SchoAdjudicationPage *self)
{
  scho_adjudication_page_move (self, 1);
}

static void
previous_cb (SchoAdjudicationPage *self)
{
  scho_adjudication_page_move (self, -1);
}

static void
show_place_cb (SchoAdjudicationPage *self)
{
  const SchoDispute *dispute = get_current (self);
  guint32 start, end;

  if (dispute == NULL)
    return;
  get_place (dispute, &start, &end);
  g_signal_emit (self, signals[PLACE_ACTIVATED], 0,
                 dispute->has_a ? dispute->a.document : dispute->b.document, start, end);
}

/* 1 to 4 decide, the arrows go on; what is typed into the name comes here no more. */
static gboolean
key_cb (SchoAdjudicationPage *self, guint key, guint code, GdkModifierType modifiers)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  guint digit
      = key >= GDK_KEY_KP_0 && key <= GDK_KEY_KP_9 ? key - GDK_KEY_KP_0 : key - GDK_KEY_0;

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (digit >= SCHO_VERDICT_A && digit <= SCHO_VERDICT_NEITHER)
    scho_adjudication_page_decide (self, digit);
  else if (key == (mirrored ? GDK_KEY_Left : GDK_KEY_Right) || key == GDK_KEY_Down)
    scho_adjudication_page_move (self, 1);
  else if (key == (mirrored ? GDK_KEY_Right : GDK_KEY_Left) || key == GDK_KEY_Up)
    scho_adjudication_page_move (self, -1);
  else
    return FALSE;
  return TRUE;
}

static GtkWidget *
add_button (SchoAdjudicationPage *self,
            GtkWidget *box,
            const char *label,
            SchoVerdict verdict,
            GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_object_set_data (G_OBJECT (button), "verdict", GUINT_TO_POINTER (verdict));
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
add_head (SchoAdjudicationPage *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("Agreed _version of"));

  self->name = GTK_ENTRY (gtk_entry_new ());
  gtk_editable_set_text (GTK_EDITABLE (self->name), _ ("agreed"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->name), 12);
  gtk_entry_set_max_length (self->name, 100);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), GTK_WIDGET (self->name));
  gtk_widget_set_tooltip_text (
      GTK_WIDGET (self->name),
      _ ("The coder under whose name the agreed version is kept"));
  self->progress = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->progress), "numeric");
  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->bar), GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (GTK_WIDGET (self->bar), TRUE);
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->bar));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->progress));
  gtk_box_append (GTK_BOX (self), head);
  self->take_over = add_button (self, GTK_WIDGET (self), "", 0,
                                G_CALLBACK (scho_adjudication_page_take_over));
  gtk_widget_set_halign (self->take_over, GTK_ALIGN_START);
  gtk_widget_set_visible (self->take_over, FALSE);
}

static void
add_sides (SchoAdjudicationPage *self)
{
  self->both = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  /* Left is left wherever one begins to read: verdicts and keys say so. */
  gtk_widget_set_direction (self->both, GTK_TEXT_DIR_LTR);
  self->place = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->place, 0);
  gtk_label_set_ellipsize (self->place, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->place), "dim-label");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->place));
  gtk_box_set_homogeneous (GTK_BOX (self->both), TRUE);
  for (guint i = 0; i < 2; i++)
    {
      self->sides[i] = SCHO_DISPUTE_SIDE (scho_dispute_side_new ());
      gtk_box_append (GTK_BOX (self->both), GTK_WIDGET (self->sides[i]));
    }
  gtk_box_append (GTK_BOX (self), self->both);
}

static void
add_verdicts (SchoAdjudicationPage *self)
{
  static const char *const labels[]
      = { NULL, N_ ("_1 Left"), N_ ("_2 Right"), N_ ("_3 Both"), N_ ("_4 Neither") };
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_set_homogeneous (GTK_BOX (line), TRUE);
  gtk_widget_set_direction (line, GTK_TEXT_DIR_LTR); /* as the sides above */
  for (guint i = SCHO_VERDICT_A; i <= SCHO_VERDICT_NEITHER; i++)
    self->verdicts[i]
        = add_button (self, line, _ (labels[i]), i, G_CALLBACK (verdict_cb));
  gtk_box_append (GTK_BOX (self), line);
}

static void
add_foot (SchoAdjudicationPage *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *space = gtk_label_new (NULL);

  add_button (self, line, _ ("_Previous"), 0, G_CALLBACK (previous_cb));
  add_button (self, line, _ ("_Next"), 0, G_CALLBACK (next_cb));
  add_button (self, line, _ ("_Show in the text"), 0, G_CALLBACK (show_place_cb));
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (line), space);
  self->all[0] = add_button (self, line, _ ("_All open: left"), SCHO_VERDICT_A,
                             G_CALLBACK (all_cb));
  self->all[1] = add_button (self, line, _ ("All open: _right"), SCHO_VERDICT_B,
                             G_CALLBACK (all_cb));
  /* Each verdict says so in a toast, which must not lie over them. */
  gtk_widget_set_margin_bottom (line, 36);
  gtk_box_append (GTK_BOX (self), line);
}

static void
scho_adjudication_page_dispose (GObject *object)
{
  SchoAdjudicationPage *self = SCHO_ADJUDICATION_PAGE (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (scho_session_get_project (self->session), self);
  stop_counting (self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (scho_adjudication_page_parent_class)->dispose (object);
}

static void
scho_adjudication_page_finalize (GObject *object)
{
  SchoAdjudicationPage *self = SCHO_ADJUDICATION_PAGE (object);

  g_clear_pointer (&self->disputes, g_array_unref);
  g_array_unref (self->decided);
  g_clear_pointer (&self->coders, g_array_unref);
  g_clear_pointer (&self->text, scho_text_unref);
  G_OBJECT_CLASS (scho_adjudication_page_parent_class)->finalize (object);
}

static gboolean
scho_adjudication_page_grab_focus (GtkWidget *widget)
{
  SchoAdjudicationPage *self = SCHO_ADJUDICATION_PAGE (widget);

  gtk_editable_select_region (GTK_EDITABLE (self->name), 0, 0);
  for (guint i = SCHO_VERDICT_A; i <= SCHO_VERDICT_NEITHER; i++)
    if (gtk_widget_grab_focus (self->verdicts[i]))
      return TRUE;
  return FALSE;
}

static void
scho_adjudication_page_class_init (SchoAdjudicationPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = scho_adjudication_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = scho_adjudication_page_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = scho_adjudication_page_grab_focus;
  signals[PLACE_ACTIVATED] = g_signal_new (
      "place-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
      NULL, G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT);
}

static void
scho_adjudication_page_init (SchoAdjudicationPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "asked");
  self->decided = g_array_new (FALSE, TRUE, sizeof (SchoVerdict));
  add_head (self);
  add_sides (self);
  add_verdicts (self);
  add_foot (self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
scho_adjudication_page_new (SchoSession *session, GArray *disputes)
{
  SchoAdjudicationPage *self = g_object_new (SCHO_TYPE_ADJUDICATION_PAGE, NULL);

  self->session = g_object_ref (session);
  self->disputes = disputes;
  self->coders = scho_disputes_list_coders (disputes);
  read_verdicts (self, NULL);
  count_agreed (self);
  go_to_open (self);
  g_signal_connect_swapped (self->name, "changed", G_CALLBACK (name_changed_cb), self);
  g_signal_connect_swapped (scho_session_get_project (session), "changed",
                            G_CALLBACK (project_changed_cb), self);
  return GTK_WIDGET (self);
}
