#include "passage-pane.h"

#include "note-editor.h"
#include "swatch.h"
#include "weight-row.h"

#include <glib/gi18n.h>
#include <scholiast/edit.h>
#include <scholiast/interval-index.h>

/* Selecting a whole book must not make a thousand editors. */
#define MOST_CARDS 40

#define MOST_UNBROKEN 14 /* characters of a name that stand on a line in the pane */

struct _SchoPassagePane
{
  GtkWidget parent_instance;
  SchoSession *session;
  gulong handler;
  guint32 document, start, end;
  SchoSnapshot *snapshot; /* owns the memos of the codings */
  GArray *codings;        /* of SchoAnnotation: those that have a card */
  GPtrArray *editors;     /* of SchoNoteEditor, one for each of them */
  GPtrArray *weights;     /* of SchoWeightRow, the same */
  GHashTable *drafts;     /* UUID of a coding → a memo that could not be kept */

  GtkBox *cards;
  GtkLabel *quote, *empty;
};

enum
{
  CODING_CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoPassagePane, scho_passage_pane, GTK_TYPE_WIDGET)

static char *
dup_who_and_when (SchoSnapshot *snapshot, const SchoAnnotation *coding)
{
  const SchoCoder *coder = scho_snapshot_get_coder (snapshot, coding->coder);
  gint64 time = scho_uuid_get_time (&coding->uuid);
  g_autoptr (GDateTime) date
      = time >= 0 ? g_date_time_new_from_unix_local (time / 1000) : NULL;
  /* Translators: day, month and year, as in “man strftime”. */
  g_autofree char *day = date != NULL ? g_date_time_format (date, _ ("%-d %b %Y")) : NULL;
  const char *name = coder != NULL ? coder->name : _ ("unknown");

  return day != NULL ? g_strdup_printf ("%s · %s", name, day) : g_strdup (name);
}

static guint
get_place (GtkWidget *button)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "place"));
}

static const SchoAnnotation *
find_now (SchoPassagePane *self, guint place)
{
  const SchoAnnotation *shown = &g_array_index (self->codings, SchoAnnotation, place);

  return scho_snapshot_find_annotation (scho_session_get_snapshot (self->session),
                                        shown->document, &shown->uuid);
}

static void
remove_clicked_cb (SchoPassagePane *self, GtkWidget *button)
{
  const SchoAnnotation *coding = find_now (self, get_place (button));

  if (coding != NULL)
    scho_session_apply (
        self->session,
        scho_edit_remove_annotation (scho_session_get_snapshot (self->session), coding),
        NULL);
}

static void
name_clicked_cb (SchoPassagePane *self, GtkWidget *button)
{
  const SchoAnnotation *coding = find_now (self, get_place (button));

  if (coding != NULL)
    g_signal_emit (self, signals[CODING_CHOSEN], 0, coding);
}

/* What the whole visit has done, however often it was kept. */
static void
set_visit_label (SchoPassagePane *self,
                 SchoStep *step,
                 const SchoAnnotation *coding,
                 SchoNoteEditor *editor,
                 const char *text)
{
  const SchoCode *code
      = scho_snapshot_get_code (scho_session_get_snapshot (self->session), coding->code);
  g_autofree char *label = scho_edit_dup_coding_memo_label (
      code->name, scho_note_editor_get_words_before (editor), text);

  scho_step_set_label (step, label);
}

static gboolean
memo_written_cb (SchoNoteEditor *editor, const char *text, SchoPassagePane *self)
{
  const SchoAnnotation *coding;
  SchoStep *step;
  guint place;

  if (self->session == NULL || !g_ptr_array_find (self->editors, editor, &place))
    return TRUE;
  coding = find_now (self, place);
  if (coding == NULL)
    return TRUE;
  step = scho_edit_set_annotation_memo (scho_session_get_snapshot (self->session), coding,
                                        text);
  set_visit_label (self, step, coding, editor, text);
  return scho_session_apply_joined (self->session, step, NULL,
                                    scho_note_editor_get_visit (editor));
}

/* Names break at their spaces and hyphens; only what is very long is broken within. */
static PangoWrapMode
choose_wrap_mode (const char *name)
{
  guint n = 0;

  for (const char *c = name; *c != '\0'; c = g_utf8_next_char (c))
    {
      n = *c == ' ' || *c == '-' ? 0 : n + 1;
      if (n > MOST_UNBROKEN)
        return PANGO_WRAP_WORD_CHAR;
    }
  return PANGO_WRAP_WORD;
}

static GtkWidget *
new_name_button (SchoPassagePane *self, const SchoCode *code, guint place)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (code->name);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), choose_wrap_mode (code->name));
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), scho_swatch_new (code->colour));
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_tooltip_text (button,
                               code->definition != NULL ? code->definition : code->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  code->name, -1);
  g_object_set_data (G_OBJECT (button), "place", GUINT_TO_POINTER (place));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (name_clicked_cb), self);
  return button;
}

static void
example_toggled_cb (SchoPassagePane *self, GtkToggleButton *button)
{
  const SchoAnnotation *coding = find_now (self, get_place (GTK_WIDGET (button)));

  if (coding != NULL)
    scho_session_apply (
        self->session,
        scho_edit_set_annotation_example (scho_session_get_snapshot (self->session),
                                          coding, gtk_toggle_button_get_active (button)),
        NULL);
}

static GtkWidget *
new_example_button (SchoPassagePane *self,
                    const SchoCode *code,
                    const SchoAnnotation *coding,
                    guint place)
{
  GtkWidget *button = gtk_toggle_button_new ();
  gboolean is_example = (coding->flags & SCHO_ANNOTATION_EXAMPLE) != 0;
  g_autofree char *words
      = g_strdup_printf (_ ("An example in the description of “%s”"), code->name);

  gtk_button_set_icon_name (GTK_BUTTON (button),
                            is_example ? "starred-symbolic" : "non-starred-symbolic");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), is_example);
  gtk_widget_set_sensitive (
      button, scho_project_get_read_only_reason (scho_session_get_project (self->session))
                  == NULL);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  g_object_set_data (G_OBJECT (button), "place", GUINT_TO_POINTER (place));
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (example_toggled_cb), self);
  return button;
}

static GtkWidget *
new_remove_button (SchoPassagePane *self, const SchoCode *code, guint place)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-delete-symbolic");
  g_autofree char *words
      = g_strdup_printf (_ ("Remove “%s” from this passage"), code->name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  g_object_set_data (G_OBJECT (button), "place", GUINT_TO_POINTER (place));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (remove_clicked_cb), self);
  return button;
}

/* A memo that could not be kept, as when the disk is full, waits for its coding to be
 * shown again. */
static void
keep_draft (SchoPassagePane *self, guint place)
{
  SchoNoteEditor *editor = g_ptr_array_index (self->editors, place);
  char *words = scho_note_editor_dup_unsaved (editor);
  char uuid[SCHO_UUID_STRING_LENGTH + 1];

  if (words == NULL)
    return;
  scho_uuid_format (&g_array_index (self->codings, SchoAnnotation, place).uuid, uuid);
  g_hash_table_replace (self->drafts, g_strdup (uuid), words);
  scho_session_set_unsaved (self->session, self, TRUE);
}

static void
restore_draft (SchoPassagePane *self, SchoNoteEditor *editor, const SchoUuid *uuid)
{
  char key[SCHO_UUID_STRING_LENGTH + 1];
  g_autofree char *words = NULL;

  scho_uuid_format (uuid, key);
  if (!g_hash_table_steal_extended (self->drafts, key, NULL, (gpointer *) &words))
    return;
  scho_note_editor_write (editor, words);
  if (g_hash_table_size (self->drafts) == 0)
    scho_session_set_unsaved (self->session, self, FALSE);
}

static GtkWidget *
new_editor (SchoPassagePane *self, const SchoCode *code, const SchoAnnotation *coding)
{
  g_autofree char *words = g_strdup_printf (_ ("Memo on “%s”"), code->name);
  GtkWidget *editor = scho_note_editor_new (words, _ ("Write a memo…"));

  scho_note_editor_set_text (SCHO_NOTE_EDITOR (editor), coding->memo);
  scho_note_editor_set_editable (
      SCHO_NOTE_EDITOR (editor),
      scho_project_get_read_only_reason (scho_session_get_project (self->session))
          == NULL);
  scho_note_editor_set_session (SCHO_NOTE_EDITOR (editor), self->session);
  g_signal_connect (editor, "commit", G_CALLBACK (memo_written_cb), self);
  g_ptr_array_add (self->editors, editor);
  restore_draft (self, SCHO_NOTE_EDITOR (editor), &coding->uuid);
  return editor;
}

static void
weight_chosen_cb (SchoWeightRow *row, int weight, SchoPassagePane *self)
{
  const SchoAnnotation *coding;
  GError *error = NULL;
  SchoStep *step;
  guint place;

  if (self->session == NULL || !g_ptr_array_find (self->weights, row, &place)
      || (coding = find_now (self, place)) == NULL)
    return;
  step = scho_edit_set_annotation_weight (scho_session_get_snapshot (self->session),
                                          coding, weight, &error);
  scho_session_apply_joined (self->session, step, error, scho_weight_row_get_visit (row));
}

static GtkWidget *
new_weight (SchoPassagePane *self, const SchoCode *code, const SchoAnnotation *coding)
{
  g_autofree char *words = g_strdup_printf (_ ("Weight of “%s” here"), code->name);
  g_autofree char *who = dup_who_and_when (self->snapshot, coding);
  GtkWidget *row = scho_weight_row_new (words, who);

  scho_weight_row_set_weight (SCHO_WEIGHT_ROW (row), coding->weight);
  scho_weight_row_set_editable (
      SCHO_WEIGHT_ROW (row),
      scho_project_get_read_only_reason (scho_session_get_project (self->session))
          == NULL);
  g_signal_connect (row, "weight-chosen", G_CALLBACK (weight_chosen_cb), self);
  g_ptr_array_add (self->weights, row);
  return row;
}

static void
add_card (SchoPassagePane *self, const SchoAnnotation *coding, guint place)
{
  const SchoCode *code = scho_snapshot_get_code (self->snapshot, coding->code);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_append (GTK_BOX (head), new_name_button (self, code, place));
  gtk_box_append (GTK_BOX (head), new_example_button (self, code, coding, place));
  gtk_box_append (GTK_BOX (head), new_remove_button (self, code, place));
  gtk_box_append (GTK_BOX (card), head);
  gtk_box_append (GTK_BOX (card), new_weight (self, code, coding));
  gtk_box_append (GTK_BOX (card), new_editor (self, code, coding));
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "coding");
  gtk_box_append (self->cards, card);
}

static void
collect (SchoPassagePane *self, GArray *found)
{
  SchoSnapshot *snapshot = scho_session_get_snapshot (self->session);
  SchoIntervalIndex *index = scho_snapshot_get_index (snapshot, self->document);
  /* The caret between two characters belongs to the one after it. */
  guint32 end = MAX (self->end, self->start + 1);
  const SchoAnnotation *all;
  gsize n;

  if (index == NULL)
    return;
  all = scho_interval_index_get_annotations (index, &n);
  for (gsize i = scho_interval_index_next (index, 0, self->start, end);
       i < n && found->len < MOST_CARDS;
       i = scho_interval_index_next (index, i + 1, self->start, end))
    g_array_append_val (found, all[i]);
}

static gboolean
is_shown (SchoPassagePane *self, GArray *found)
{
  if (found->len != self->codings->len)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      const SchoAnnotation *now = &g_array_index (found, SchoAnnotation, i);
      const SchoAnnotation *shown = &g_array_index (self->codings, SchoAnnotation, i);

      if (scho_uuid_compare (&now->uuid, &shown->uuid) != 0 || now->flags != shown->flags)
        return FALSE;
    }
  return TRUE;
}

static void
clear_cards (SchoPassagePane *self)
{
  GtkWidget *child;

  /* What is being written is kept before its editor goes. */
  for (guint i = 0; i < self->editors->len; i++)
    {
      scho_note_editor_leave (g_ptr_array_index (self->editors, i));
      keep_draft (self, i);
    }
  g_ptr_array_set_size (self->editors, 0);
  g_ptr_array_set_size (self->weights, 0);
  g_array_set_size (self->codings, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_box_remove (self->cards, child);
}

static const char *
get_empty_words (SchoPassagePane *self)
{
  gboolean is_passage = self->start != self->end;

  if (self->document == 0 || self->session == NULL)
    return _ ("Open a document to see its codings here.");
  if (scho_project_get_read_only_reason (scho_session_get_project (self->session))
      != NULL)
    return is_passage ? _ ("This passage has no code.") : _ ("No code lies here.");
  return is_passage
             ? _ ("This passage has no code yet. Press Ctrl+K, or drag a code onto "
                  "it.")
             : _ ("No code lies here. Select a passage, then press Ctrl+K or drag "
                  "a code onto it.");
}

static void
update_words (SchoPassagePane *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->empty), self->codings->len == 0);
  gtk_label_set_label (self->empty, get_empty_words (self));
}

static void
take_codings (SchoPassagePane *self, GArray *found)
{
  g_array_append_vals (self->codings, found->data, found->len);
  g_clear_pointer (&self->snapshot, scho_snapshot_unref);
  self->snapshot = scho_snapshot_ref (scho_session_get_snapshot (self->session));
}

/* @anew: make all cards again, since a code or coder looks otherwise. */
static void
refresh (SchoPassagePane *self, gboolean anew)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (SchoAnnotation));

  if (self->session != NULL && self->document != 0)
    collect (self, found);
  if (!anew && is_shown (self, found))
    {
      for (guint i = 0; i < found->len; i++)
        {
          const SchoAnnotation *coding = &g_array_index (found, SchoAnnotation, i);

          scho_note_editor_set_text (g_ptr_array_index (self->editors, i), coding->memo);
          scho_weight_row_set_weight (g_ptr_array_index (self->weights, i),
                                      coding->weight);
        }
      update_words (self);
      return;
    }
  clear_cards (self);
  /* Keeping a memo has made a new snapshot. */
  g_array_set_size (found, 0);
  if (self->session != NULL && self->document != 0)
    {
      collect (self, found);
      take_codings (self, found);
    }
  for (guint i = 0; i < self->codings->len; i++)
    add_card (self, &g_array_index (self->codings, SchoAnnotation, i), i);
  update_words (self);
}

static void
project_changed_cb (SchoPassagePane *self, SchoStep *step)
{
  gboolean anew = scho_step_get_n_changes (step, SCHO_NOUN_CODE) > 0;

  /* The document may be gone; then nothing is found in it. */
  refresh (self, anew);
}

static void
scho_passage_pane_dispose (GObject *object)
{
  SchoPassagePane *self = SCHO_PASSAGE_PANE (object);
  GtkWidget *child;

  scho_passage_pane_set_session (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (scho_passage_pane_parent_class)->dispose (object);
}

static void
scho_passage_pane_finalize (GObject *object)
{
  SchoPassagePane *self = SCHO_PASSAGE_PANE (object);

  g_array_unref (self->codings);
  g_ptr_array_unref (self->editors);
  g_ptr_array_unref (self->weights);
  g_hash_table_unref (self->drafts);
  g_clear_pointer (&self->snapshot, scho_snapshot_unref);
  G_OBJECT_CLASS (scho_passage_pane_parent_class)->finalize (object);
}

static void
scho_passage_pane_class_init (SchoPassagePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scho_passage_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = scho_passage_pane_finalize;
  signals[CODING_CHOSEN]
      = g_signal_new ("coding-chosen", SCHO_TYPE_PASSAGE_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/scholiast/Scholiast/passage-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, SchoPassagePane, cards);
  gtk_widget_class_bind_template_child (widget_class, SchoPassagePane, quote);
  gtk_widget_class_bind_template_child (widget_class, SchoPassagePane, empty);
}

static void
scho_passage_pane_init (SchoPassagePane *self)
{
  self->codings = g_array_new (FALSE, FALSE, sizeof (SchoAnnotation));
  self->editors = g_ptr_array_new ();
  self->weights = g_ptr_array_new ();
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  update_words (self);
}

void
scho_passage_pane_set_session (SchoPassagePane *self, SchoSession *session)
{
  if (self->session == session)
    return;
  if (self->session != NULL)
    g_clear_signal_handler (&self->handler, scho_session_get_project (self->session));
  clear_cards (self);
  g_hash_table_remove_all (self->drafts);
  if (self->session != NULL)
    scho_session_set_unsaved (self->session, self, FALSE);
  self->document = 0;
  g_set_object (&self->session, session);
  if (session == NULL)
    return;
  self->handler = g_signal_connect_swapped (scho_session_get_project (session), "changed",
                                            G_CALLBACK (project_changed_cb), self);
  update_words (self);
}

void
scho_passage_pane_set_place (SchoPassagePane *self,
                             guint32 document,
                             guint32 start,
                             guint32 end,
                             const char *words)
{
  self->document = document;
  self->start = start;
  self->end = end;
  gtk_widget_set_visible (GTK_WIDGET (self->quote), words != NULL && words[0] != '\0');
  gtk_label_set_label (self->quote, words != NULL ? words : "");
  refresh (self, FALSE);
}

GArray *
scho_passage_pane_get_codings (SchoPassagePane *self)
{
  return self->codings;
}

gboolean
scho_passage_pane_focus_memo (SchoPassagePane *self)
{
  return self->editors->len > 0
         && gtk_widget_grab_focus (g_ptr_array_index (self->editors, 0));
}

gboolean
scho_passage_pane_focus_memo_of (SchoPassagePane *self, const SchoUuid *annotation)
{
  for (guint i = 0; i < self->codings->len; i++)
    if (scho_uuid_equal (&g_array_index (self->codings, SchoAnnotation, i).uuid,
                         annotation))
      return gtk_widget_grab_focus (g_ptr_array_index (self->editors, i));
  return FALSE;
}
