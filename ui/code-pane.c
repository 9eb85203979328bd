#include "code-pane.h"

#include "colour-grid.h"
#include "example-list.h"
#include "note-editor.h"
#include "spoken.h"

#include <glib/gi18n.h>
#include <scholiast/edit.h>

#define N_KEYS 10 /* none, and 1 to 9 */

/* The fields that are written in notes. */
static const struct
{
  const char *title, *placeholder;
  gsize offset;
} fields[] = {
  { N_ ("Definition"), N_ ("What it means"), G_STRUCT_OFFSET (SchoCode, definition) },
  { N_ ("When to use it"), N_ ("Signs that it applies"),
    G_STRUCT_OFFSET (SchoCode, use_when) },
  { N_ ("When not"), N_ ("What it is easily confused with"),
    G_STRUCT_OFFSET (SchoCode, use_not) },
  { N_ ("Memo"), N_ ("Thoughts on the code"), G_STRUCT_OFFSET (SchoCode, memo) },
};

struct _SchoCodePane
{
  GtkWidget parent_instance;
  SchoSession *session;
  gulong handler;
  guint32 code;
  gboolean filling; /* the program sets the fields, not the user */

  GtkStack *stack;
  GtkEditable *name;
  GtkBox *colours;
  SchoColourGrid *grid;
  SchoExampleList *examples;
  GtkDropDown *key;
  GtkSwitch *blurred;
  GtkEditable *pseudonym;
  GtkBox *notes;
  SchoNoteEditor *editors[G_N_ELEMENTS (fields)];
};

G_DEFINE_FINAL_TYPE (SchoCodePane, scho_code_pane, GTK_TYPE_WIDGET)

static const SchoCode *
get_code (SchoCodePane *self)
{
  if (self->session == NULL || self->code == 0)
    return NULL;
  return scho_snapshot_get_code (scho_session_get_snapshot (self->session), self->code);
}

static gboolean
change (SchoCodePane *self, const SchoCode *after)
{
  GError *error = NULL;
  SchoStep *step
      = scho_edit_change_code (scho_session_get_snapshot (self->session), after, &error);

  return scho_session_apply (self->session, step, error);
}

static void
show (SchoCodePane *self)
{
  const SchoCode *code = get_code (self);

  gtk_stack_set_visible_child_name (self->stack, code != NULL ? "code" : "empty");
  if (code == NULL)
    return;
  self->filling = TRUE;
  if (!gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (self->name))))
    gtk_editable_set_text (self->name, code->name);
  gtk_drop_down_set_selected (self->key, code->key < N_KEYS ? code->key : 0);
  gtk_switch_set_active (self->blurred, code->blurred);
  if (!gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (self->pseudonym))))
    gtk_editable_set_text (self->pseudonym,
                           code->pseudonym != NULL ? code->pseudonym : "");
  scho_colour_grid_set_colour (self->grid, code->colour);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    scho_note_editor_set_text (self->editors[i],
                               G_STRUCT_MEMBER (const char *, code, fields[i].offset));
  self->filling = FALSE;
}

static void
project_changed_cb (SchoCodePane *self, SchoStep *step)
{
  if (scho_step_get_n_changes (step, SCHO_NOUN_CODE) > 0)
    show (self);
  if (get_code (self) != NULL && scho_example_list_is_touched (self->examples, step))
    scho_example_list_show (self->examples, self->session, self->code);
}

static void
name_left_cb (SchoCodePane *self)
{
  const SchoCode *code = get_code (self);
  const char *name = gtk_editable_get_text (self->name);
  SchoCode after;

  if (code == NULL || g_str_equal (name, code->name))
    return;
  after = *code;
  after.name = name;
  if (!change (self, &after))
    gtk_editable_set_text (self->name, get_code (self)->name);
}

static void
colour_chosen_cb (SchoCodePane *self, guint colour)
{
  const SchoCode *code = get_code (self);
  SchoCode after;

  if (code == NULL)
    return;
  after = *code;
  after.colour = colour;
  change (self, &after);
}

static void
key_chosen_cb (SchoCodePane *self)
{
  const SchoCode *code = get_code (self);
  guint key = gtk_drop_down_get_selected (self->key);
  SchoCode after;

  if (self->filling || code == NULL || key == code->key || key >= N_KEYS)
    return;
  after = *code;
  after.key = key;
  change (self, &after);
}

static void
blurred_switched_cb (SchoCodePane *self)
{
  const SchoCode *code = get_code (self);
  SchoCode after;

  if (self->filling || code == NULL
      || code->blurred == gtk_switch_get_active (self->blurred))
    return;
  after = *code;
  after.blurred = gtk_switch_get_active (self->blurred);
  if (!change (self, &after))
    show (self);
}

static void
pseudonym_left_cb (SchoCodePane *self)
{
  const SchoCode *code = get_code (self);
  const char *pseudonym = gtk_editable_get_text (self->pseudonym);
  SchoCode after;

  if (code == NULL || g_str_equal (pseudonym, code->pseudonym ? code->pseudonym : ""))
    return;
  after = *code;
  after.pseudonym = pseudonym;
  change (self, &after);
}

/* What the whole visit has done, however often it was kept. */
static void
label_visit (SchoStep *step, SchoNoteEditor *editor, SchoCode after, gsize offset)
{
  SchoCode before = after;
  g_autofree char *label = NULL;

  G_STRUCT_MEMBER (const char *, &before, offset)
      = scho_note_editor_get_words_before (editor);
  label = scho_edit_dup_code_label (&before, &after);
  scho_step_set_label (step, label);
}

static gboolean
note_written_cb (SchoNoteEditor *editor, const char *text, SchoCodePane *self)
{
  const SchoCode *code = get_code (self);
  GError *error = NULL;
  gsize offset = fields[0].offset;
  SchoCode after;
  SchoStep *step;

  if (code == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (self->editors[i] == editor)
      offset = fields[i].offset;
  after = *code;
  G_STRUCT_MEMBER (const char *, &after, offset) = text[0] != '\0' ? text : NULL;
  step
      = scho_edit_change_code (scho_session_get_snapshot (self->session), &after, &error);
  if (step != NULL)
    label_visit (step, editor, after, offset);
  return scho_session_apply_joined (self->session, step, error,
                                    scho_note_editor_get_visit (editor));
}

static void
add_colours (SchoCodePane *self)
{
  self->grid = SCHO_COLOUR_GRID (scho_colour_grid_new ());
  g_signal_connect_swapped (self->grid, "chosen", G_CALLBACK (colour_chosen_cb), self);
  gtk_box_append (self->colours, GTK_WIDGET (self->grid));
}

static GtkWidget *
new_title (const char *words)
{
  GtkWidget *title = gtk_label_new (words);

  gtk_widget_add_css_class (title, "caption-heading");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_margin_top (title, 6);
  return title;
}

static void
add_keys (SchoCodePane *self)
{
  g_autoptr (GtkStringList) keys = gtk_string_list_new (NULL);

  gtk_string_list_append (keys, _ ("None"));
  for (guint i = 1; i < N_KEYS; i++)
    gtk_string_list_append (keys, (char[]){ (char) ('0' + i), '\0' });
  gtk_drop_down_set_model (self->key, G_LIST_MODEL (keys));
}

/* Its many small widgets are made when a code is first shown, not before the window is.
 */
static void
build (SchoCodePane *self)
{
  if (self->editors[0] != NULL)
    return;
  self->filling = TRUE;
  add_colours (self);
  add_keys (self);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      GtkWidget *editor
          = scho_note_editor_new (_ (fields[i].title), _ (fields[i].placeholder));

      gtk_box_append (self->notes, new_title (_ (fields[i].title)));
      gtk_box_append (self->notes, editor);
      scho_note_editor_set_session (SCHO_NOTE_EDITOR (editor), self->session);
      g_signal_connect (editor, "commit", G_CALLBACK (note_written_cb), self);
      self->editors[i] = SCHO_NOTE_EDITOR (editor);
    }
  self->examples = SCHO_EXAMPLE_LIST (scho_example_list_new ());
  gtk_box_append (self->notes, new_title (_ ("Examples")));
  gtk_box_append (self->notes, GTK_WIDGET (self->examples));
  self->filling = FALSE;
}

static void
commit (SchoCodePane *self)
{
  name_left_cb (self);
  pseudonym_left_cb (self);
  for (guint i = 0; i < G_N_ELEMENTS (fields) && self->editors[i] != NULL; i++)
    scho_note_editor_leave (self->editors[i]);
}

static gboolean
scho_code_pane_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SCHO_CODE_PANE (widget)->name));
}

static void
scho_code_pane_dispose (GObject *object)
{
  SchoCodePane *self = SCHO_CODE_PANE (object);
  GtkWidget *child;

  scho_code_pane_set_session (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (scho_code_pane_parent_class)->dispose (object);
}

static void
scho_code_pane_class_init (SchoCodePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scho_code_pane_dispose;
  widget_class->grab_focus = scho_code_pane_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/code-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, SchoCodePane, stack);
  gtk_widget_class_bind_template_child (widget_class, SchoCodePane, name);
  gtk_widget_class_bind_template_child (widget_class, SchoCodePane, colours);
  gtk_widget_class_bind_template_child (widget_class, SchoCodePane, key);
  gtk_widget_class_bind_template_child (widget_class, SchoCodePane, blurred);
  gtk_widget_class_bind_template_child (widget_class, SchoCodePane, pseudonym);
  gtk_widget_class_bind_template_child (widget_class, SchoCodePane, notes);
  gtk_widget_class_bind_template_callback (widget_class, name_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, blurred_switched_cb);
  gtk_widget_class_bind_template_callback (widget_class, pseudonym_left_cb);
}

static void
scho_code_pane_init (SchoCodePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  scho_spoken_name_choice (self->key, _ ("Applied with the key"));
}

void
scho_code_pane_set_session (SchoCodePane *self, SchoSession *session)
{
  if (self->session == session)
    return;
  if (self->session != NULL)
    g_clear_signal_handler (&self->handler, scho_session_get_project (self->session));
  self->code = 0;
  g_set_object (&self->session, session);
  for (guint i = 0; i < G_N_ELEMENTS (fields) && self->editors[i] != NULL; i++)
    scho_note_editor_set_session (self->editors[i], session);
  if (self->examples != NULL)
    scho_example_list_show (self->examples, session, 0);
  if (session == NULL)
    return;
  self->handler = g_signal_connect_swapped (scho_session_get_project (session), "changed",
                                            G_CALLBACK (project_changed_cb), self);
  show (self);
}

void
scho_code_pane_set_code (SchoCodePane *self, guint32 code)
{
  if (self->code == code)
    return;
  if (code != 0)
    build (self);
  commit (self);
  self->code = code;
  show (self);
  if (get_code (self) != NULL)
    scho_example_list_show (self->examples, self->session, code);
}

gboolean
scho_code_pane_focus_memo (SchoCodePane *self)
{
  return get_code (self) != NULL
         && gtk_widget_grab_focus (GTK_WIDGET (self->editors[G_N_ELEMENTS (fields) - 1]));
}
