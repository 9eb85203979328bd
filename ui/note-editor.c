#include "note-editor.h"

/* Space around the words. */
#define SIDE 8
#define ABOVE 6

/* What is written is kept after so much rest, and at the latest so much after it was
 * begun, in milliseconds. */
#define REST 1000
#define LATEST 10000

struct _SchoNoteEditor
{
  GtkWidget parent_instance;
  GtkWidget *overlay;
  GtkTextView *view;
  GtkWidget *placeholder;
  char *kept; /* what is in the project */

  SchoSession *session; /* nullable */
  gulong handler;
  guint timer;
  gint64 unsaved_since;     /* 0: all is kept */
  char *visit;              /* names it; NULL between visits */
  GRefString *words_before; /* those before the visit; NULL for none */
};

enum
{
  COMMIT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoNoteEditor, scho_note_editor, GTK_TYPE_WIDGET)

static char *
dup_text (SchoNoteEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
set_unsaved (SchoNoteEditor *self, gboolean unsaved)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (!unsaved)
    self->unsaved_since = 0;
  else if (self->unsaved_since == 0)
    self->unsaved_since = g_get_monotonic_time ();
  if (self->session != NULL)
    scho_session_set_unsaved (self->session, self, unsaved);
}

static void
begin_visit (SchoNoteEditor *self)
{
  char uuid[SCHO_UUID_STRING_LENGTH + 1];
  SchoUuid fresh = scho_uuid_new ();

  if (self->visit != NULL)
    return;
  scho_uuid_format (&fresh, uuid);
  self->visit = g_strdup (uuid);
  if (self->kept[0] != '\0')
    self->words_before = g_ref_string_new (self->kept);
}

static void
end_visit (SchoNoteEditor *self)
{
  g_clear_pointer (&self->visit, g_free);
  g_clear_pointer (&self->words_before, g_ref_string_release);
}

static gboolean
rested_cb (gpointer data)
{
  SchoNoteEditor *self = data;

  self->timer = 0;
  scho_note_editor_commit (self);
  return G_SOURCE_REMOVE;
}

static void
buffer_changed_cb (SchoNoteEditor *self, GtkTextBuffer *buffer)
{
  g_autofree char *text = dup_text (self);
  gboolean unsaved = !g_str_equal (text, self->kept);
  gint64 age;

  gtk_widget_set_visible (self->placeholder, text[0] == '\0');
  gtk_widget_queue_resize (GTK_WIDGET (self));
  set_unsaved (self, unsaved);
  if (!unsaved)
    return;
  begin_visit (self);
  age = (g_get_monotonic_time () - self->unsaved_since) / 1000;
  self->timer = g_timeout_add ((guint) CLAMP (LATEST - age, 0, REST), rested_cb, self);
}

/* Each paragraph takes whole pixels in a text view. */
static int
measure_words (SchoNoteEditor *self, int width)
{
  g_autofree char *text = dup_text (self);
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n", -1);
  g_autoptr (PangoLayout) layout
      = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), NULL);
  int sum = 0, height;

  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (width > 0)
    pango_layout_set_width (layout, MAX (1, width - 2 * SIDE) * PANGO_SCALE);
  /* No text is an empty paragraph, of which g_strsplit () makes none. */
  for (guint i = 0; i < MAX (1, g_strv_length (paragraphs)); i++)
    {
      pango_layout_set_text (layout, paragraphs[i] != NULL ? paragraphs[i] : "", -1);
      pango_layout_get_pixel_size (layout, NULL, &height);
      sum += height;
    }
  return sum + 2 * ABOVE;
}

/* As high as its words. A text view knows its height only after it was laid out, too late
 * for what lies below. */
static void
scho_note_editor_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  SchoNoteEditor *self = SCHO_NOTE_EDITOR (widget);

  gtk_widget_measure (self->overlay, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  *minimum = *natural = MAX (*minimum, measure_words (self, for_size));
}

static void
scho_note_editor_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (SCHO_NOTE_EDITOR (widget)->overlay, width, height, baseline, NULL);
}

static GtkSizeRequestMode
scho_note_editor_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static gboolean
left_cb (gpointer data)
{
  SchoNoteEditor *self = data;

  self->timer = 0;
  scho_note_editor_leave (self);
  return G_SOURCE_REMOVE;
}

/* What follows from words that are kept may be other widgets where the focus is on its
 * way to, and GTK does not look whether these are still there: so it is done when the
 * focus has arrived. */
static void
focus_left_cb (SchoNoteEditor *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_idle_add_full (G_PRIORITY_HIGH, left_cb, self, NULL);
}

static gboolean
key_pressed_cb (SchoNoteEditor *self, guint keyval, guint code, GdkModifierType state)
{
  gboolean enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  if (keyval != GDK_KEY_Escape && !(enter && (state & GDK_CONTROL_MASK)))
    return GDK_EVENT_PROPAGATE;
  scho_note_editor_commit (self);
  /* Back to the text that it is written about. */
  if (keyval == GDK_KEY_Escape)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.page", NULL);
  return GDK_EVENT_STOP;
}

static void
scho_note_editor_dispose (GObject *object)
{
  SchoNoteEditor *self = SCHO_NOTE_EDITOR (object);

  scho_note_editor_set_session (self, NULL);
  g_clear_handle_id (&self->timer, g_source_remove);
  end_visit (self);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  g_clear_pointer (&self->kept, g_free);
  G_OBJECT_CLASS (scho_note_editor_parent_class)->dispose (object);
}

static gboolean
scho_note_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SCHO_NOTE_EDITOR (widget)->view));
}

static void
scho_note_editor_class_init (SchoNoteEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scho_note_editor_dispose;
  widget_class->grab_focus = scho_note_editor_grab_focus;
  signals[COMMIT] = g_signal_new ("commit", SCHO_TYPE_NOTE_EDITOR, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_BOOLEAN, 1, G_TYPE_STRING);
  widget_class->measure = scho_note_editor_measure;
  widget_class->size_allocate = scho_note_editor_size_allocate;
  widget_class->get_request_mode = scho_note_editor_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "note");
}

static void
add_controllers (SchoNoteEditor *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), focus);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

static void
scho_note_editor_init (SchoNoteEditor *self)
{
  self->kept = g_strdup ("");
  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_left_margin (self->view, SIDE);
  gtk_text_view_set_right_margin (self->view, SIDE);
  gtk_text_view_set_top_margin (self->view, ABOVE);
  gtk_text_view_set_bottom_margin (self->view, ABOVE);
  self->placeholder = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->placeholder), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->placeholder), PANGO_ELLIPSIZE_END);
  gtk_widget_set_valign (self->placeholder, GTK_ALIGN_START);
  gtk_widget_set_can_target (self->placeholder, FALSE);
  gtk_widget_add_css_class (self->placeholder, "dim-label");
  gtk_widget_add_css_class (self->placeholder, "note-placeholder");
  self->overlay = gtk_overlay_new ();
  /* In no scrolled window: it would slide to the caret in steps, and meanwhile the view
   * does not take notice of the height that it has got. */
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->view));
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->placeholder);
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed",
                           G_CALLBACK (buffer_changed_cb), self, G_CONNECT_SWAPPED);
  add_controllers (self);
}

GtkWidget *
scho_note_editor_new (const char *name, const char *placeholder)
{
  SchoNoteEditor *self = g_object_new (SCHO_TYPE_NOTE_EDITOR, NULL);

  scho_note_editor_set_name (self, name, placeholder);
  return GTK_WIDGET (self);
}

void
scho_note_editor_set_name (SchoNoteEditor *self,
                           const char *name,
                           const char *placeholder)
{
  gtk_label_set_label (GTK_LABEL (self->placeholder), placeholder);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
scho_note_editor_set_text (SchoNoteEditor *self, const char *text)
{
  g_autofree char *shown = dup_text (self);
  gboolean writing = !g_str_equal (shown, self->kept);

  text = text != NULL ? text : "";
  g_free (self->kept);
  self->kept = g_strdup (text);
  if (writing || g_str_equal (shown, text))
    return;
  end_visit (self);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);
}

void
scho_note_editor_set_editable (SchoNoteEditor *self, gboolean editable)
{
  gtk_text_view_set_editable (self->view, editable);
}

void
scho_note_editor_set_session (SchoNoteEditor *self, SchoSession *session)
{
  if (self->session == session)
    return;
  if (self->session != NULL)
    {
      g_clear_signal_handler (&self->handler, self->session);
      scho_session_set_unsaved (self->session, self, FALSE);
    }
  g_set_object (&self->session, session);
  if (session != NULL)
    self->handler = g_signal_connect_swapped (session, "keep-unsaved",
                                              G_CALLBACK (scho_note_editor_commit), self);
}

void
scho_note_editor_commit (SchoNoteEditor *self)
{
  g_autoptr (SchoNoteEditor) alive = g_object_ref (self);
  g_autofree char *text = dup_text (self);
  g_autofree char *before = NULL;
  gboolean kept = FALSE;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (g_str_equal (text, self->kept))
    return;
  /* The session asks again when the project can take it. */
  if (self->session != NULL
      && scho_project_is_busy (scho_session_get_project (self->session)))
    {
      set_unsaved (self, TRUE);
      return;
    }
  /* First, since the answer may set the text again. */
  before = g_steal_pointer (&self->kept);
  self->kept = g_strdup (text);
  g_signal_emit (self, signals[COMMIT], 0, text, &kept);
  if (!kept)
    {
      g_free (self->kept);
      self->kept = g_steal_pointer (&before);
    }
  set_unsaved (self, !kept);
}

void
scho_note_editor_leave (SchoNoteEditor *self)
{
  scho_note_editor_commit (self);
  end_visit (self);
}

char *
scho_note_editor_dup_unsaved (SchoNoteEditor *self)
{
  g_autofree char *text = dup_text (self);

  return g_str_equal (text, self->kept) ? NULL : g_steal_pointer (&text);
}

void
scho_note_editor_write (SchoNoteEditor *self, const char *words)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), words, -1);
}

const char *
scho_note_editor_get_visit (SchoNoteEditor *self)
{
  return self->visit;
}

const char *
scho_note_editor_get_words_before (SchoNoteEditor *self)
{
  return self->words_before;
}
