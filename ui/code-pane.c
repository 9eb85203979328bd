#include "code-pane.h"

#include "dialogs.h"
#include "note-editor.h"
#include "swatch.h"

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
  GtkFlowBox *colours;
  GtkDropDown *key;
  GtkSwitch *blurred;
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
set_colour (gpointer data, guint32 colour)
{
  SchoCodePane *self = data;
  const SchoCode *code = get_code (self);
  SchoCode after;

  if (code == NULL)
    return;
  after = *code;
  after.colour = colour;
  change (self, &after);
}

static void
swatch_clicked_cb (SchoCodePane *self, GtkWidget *button)
{
  set_colour (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "colour")));
}

static void
more_clicked_cb (SchoCodePane *self)
{
  const SchoCode *code = get_code (self);

  if (code != NULL)
    scho_dialogs_choose_colour (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                code->colour, set_colour, G_OBJECT (self));
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

static gboolean
note_written_cb (SchoNoteEditor *editor, const char *text, SchoCodePane *self)
{
  const SchoCode *code = get_code (self);
  GError *error = NULL;
  SchoCode after;
  SchoStep *step;

  if (code == NULL)
    return TRUE;
  after = *code;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (self->editors[i] == editor)
      G_STRUCT_MEMBER (const char *, &after, fields[i].offset)
          = text[0] != '\0' ? text : NULL;
  step
      = scho_edit_change_code (scho_session_get_snapshot (self->session), &after, &error);
  return scho_session_apply_joined (self->session, step, error,
                                    scho_note_editor_get_visit (editor));
}

static void
add_colour_button (SchoCodePane *self, GtkWidget *button, const char *name)
{
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "swatch-button");
  gtk_widget_set_tooltip_text (button, name);
  gtk_flow_box_append (self->colours, button);
}

static void
add_colours (SchoCodePane *self)
{
  GtkWidget *more = gtk_button_new_from_icon_name ("color-select-symbolic");

  for (guint i = 0; i < SCHO_N_COLOURS; i++)
    {
      guint32 colour = scho_colour_nth (i);
      GtkWidget *button = gtk_button_new ();
      char name[8];

      scho_colour_format (colour, name);
      gtk_button_set_child (GTK_BUTTON (button), scho_swatch_new (colour));
      g_object_set_data (G_OBJECT (button), "colour", GUINT_TO_POINTER (colour));
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (swatch_clicked_cb), self);
      add_colour_button (self, button, name);
    }
  g_signal_connect_swapped (more, "clicked", G_CALLBACK (more_clicked_cb), self);
  add_colour_button (self, more, _ ("Another colour…"));
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
      GtkWidget *title = gtk_label_new (_ (fields[i].title));
      GtkWidget *editor
          = scho_note_editor_new (_ (fields[i].title), _ (fields[i].placeholder));

      gtk_widget_add_css_class (title, "caption-heading");
      gtk_label_set_xalign (GTK_LABEL (title), 0);
      gtk_widget_set_margin_top (title, 6);
      gtk_box_append (self->notes, title);
      gtk_box_append (self->notes, editor);
      scho_note_editor_set_session (SCHO_NOTE_EDITOR (editor), self->session);
      g_signal_connect (editor, "commit", G_CALLBACK (note_written_cb), self);
      self->editors[i] = SCHO_NOTE_EDITOR (editor);
    }
  self->filling = FALSE;
}

static void
commit (SchoCodePane *self)
{
  name_left_cb (self);
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
  gtk_widget_class_bind_template_child (widget_class, SchoCodePane, notes);
  gtk_widget_class_bind_template_callback (widget_class, name_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, blurred_switched_cb);
}

static void
scho_code_pane_init (SchoCodePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
}

gboolean
scho_code_pane_focus_memo (SchoCodePane *self)
{
  return get_code (self) != NULL
         && gtk_widget_grab_focus (GTK_WIDGET (self->editors[G_N_ELEMENTS (fields) - 1]));
}
