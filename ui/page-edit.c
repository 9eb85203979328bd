/* The page while its text is being corrected. */
#include "page-private.h"

/* Before the view lays out what is new, and so before it is painted. */
#define EDIT_PRIORITY (GTK_PRIORITY_RESIZE - 3)

/* Of a longer text no copy is made before each frame. */
#define LONGEST_LIVE 2000000

/* A longer one is not put into the view again when the mode ends. */
#define LONGEST_FILLED 200000

/* What is counted, found or ruled by it. */
static void
update_text (SchoPage *self)
{
  g_autoptr (SchoText) text = NULL;

  if (!scho_page_is_text_current (self))
    return;
  text = scho_text_edit_make_text (scho_page_get_edit (self), NULL);
  if (text == NULL)
    return;
  scho_page_text_set_text (self->text, text);
  scho_page_numbers_update (self->numbers);
}

static gboolean
edit_cb (gpointer data)
{
  SchoPage *self = data;

  self->edit_id = 0;
  if (self->is_held)
    return G_SOURCE_REMOVE;
  scho_text_editor_settle (self->editor);
  update_text (self);
  if (scho_page_can_keep_edit (self))
    scho_page_update_codings (self);
  /* GTK does not tell that the caret goes along with what is written. */
  scho_page_tell_selection (self);
  g_signal_emit_by_name (self, "edit-changed");
  return G_SOURCE_REMOVE;
}

static void
edit_changed (gpointer data)
{
  SchoPage *self = data;

  if (self->edit_id == 0)
    self->edit_id = g_idle_add_full (EDIT_PRIORITY, edit_cb, self, NULL);
}

static void
set_editable (SchoPage *self, gboolean editable)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);

  gtk_text_view_set_editable (view, editable);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view),
                                  GTK_ACCESSIBLE_PROPERTY_READ_ONLY, !editable, -1);
  if (editable)
    gtk_widget_add_css_class (GTK_WIDGET (self), "corrected");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "corrected");
}

gboolean
scho_page_begin_edit (SchoPage *self)
{
  g_return_val_if_fail (SCHO_IS_PAGE (self), FALSE);

  if (self->editor != NULL)
    return TRUE;
  if (!self->is_filled || scho_page_is_in_parts (self))
    return FALSE;
  self->editor
      = scho_text_editor_new (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)),
                              self->text, edit_changed, self);
  scho_page_set_active (self, NULL);
  scho_page_tell_offer (self, FALSE);
  set_editable (self, TRUE);
  g_signal_emit_by_name (self, "edit-changed");
  return TRUE;
}

/* All that was written goes the way it came; the view has the old text then. */
static void
undo_all (SchoPage *self)
{
  SchoTextEdit *edit = scho_text_editor_get_edit (self->editor);

  while (scho_text_edit_can_undo (edit))
    scho_text_editor_undo (self->editor);
  scho_text_editor_settle (self->editor);
  scho_page_text_set_text (self->text, scho_text_edit_get_before (edit));
  scho_page_numbers_update (self->numbers);
}

/* Where the reader is goes on from the same words, also when the old ones come back. */
static void
keep_place (SchoPage *self, SchoTextEdit *edit)
{
  guint32 top = scho_page_get_top (self), start, end;

  scho_page_get_selection (self, &start, &end);
  if (scho_page_can_keep_edit (self))
    {
      start = scho_text_edit_to_old (edit, start);
      end = scho_text_edit_to_old (edit, end);
      top = scho_text_edit_to_old (edit, top);
    }
  self->start = start;
  self->end = end;
  self->jump_offset = top;
}

static SchoTextEditor *
leave (SchoPage *self)
{
  g_clear_handle_id (&self->edit_id, g_source_remove);
  self->is_held = FALSE;
  set_editable (self, FALSE);
  return g_steal_pointer (&self->editor);
}

void
scho_page_end_edit (SchoPage *self)
{
  g_autoptr (SchoTextEditor) editor = NULL;
  SchoTextEdit *edit;
  g_autoptr (GError) error = NULL;

  if (self->editor == NULL)
    return;
  if (scho_page_is_long (self) && scho_page_can_keep_edit (self))
    undo_all (self);
  editor = leave (self);
  edit = scho_text_editor_get_edit (editor);
  if (scho_snapshot_get_document (self->snapshot, self->document) != NULL
      && (scho_text_edit_is_changed (edit) || !scho_page_can_keep_edit (self)))
    {
      keep_place (self, edit);
      if (!scho_page_read_text (self, self->snapshot, &error))
        g_warning ("%s", error->message);
    }
  else
    scho_page_update_codings (self);
  g_signal_emit_by_name (self, "edit-changed");
}

void
scho_page_end_kept_edit (SchoPage *self, SchoSnapshot *snapshot, SchoText *text)
{
  SchoTextEditor *editor;

  g_return_if_fail (self->editor != NULL);

  if (!scho_page_is_long (self)
      || scho_text_get_length (text) != scho_page_text_get_length (self->text))
    {
      scho_page_end_edit (self);
      return;
    }
  editor = leave (self);
  scho_page_take_shown (self, snapshot, text);
  scho_text_editor_free (editor);
  scho_page_numbers_update (self->numbers);
  scho_page_update_codings (self);
  scho_page_tell_selection (self);
  g_signal_emit_by_name (self, "edit-changed");
}

gboolean
scho_page_is_long (SchoPage *self)
{
  return scho_page_text_get_length (self->text) > LONGEST_FILLED;
}

void
scho_page_hold_edit (SchoPage *self, gboolean held)
{
  g_return_if_fail (self->editor != NULL);

  self->is_held = held;
  set_editable (self, !held);
  if (!held)
    edit_changed (self); /* what came in between */
}

gboolean
scho_page_is_held (SchoPage *self)
{
  return self->is_held;
}

GPtrArray *
scho_page_get_lost (SchoPage *self)
{
  if (self->edit_id != 0)
    {
      g_clear_handle_id (&self->edit_id, g_source_remove);
      edit_cb (self);
    }
  return self->codings != NULL ? scho_codings_get_lost (self->codings) : NULL;
}

SchoTextEdit *
scho_page_get_edit (SchoPage *self)
{
  return self->editor != NULL ? scho_text_editor_get_edit (self->editor) : NULL;
}

gboolean
scho_page_is_text_current (SchoPage *self)
{
  return self->editor == NULL || scho_page_text_get_length (self->text) <= LONGEST_LIVE;
}

gboolean
scho_page_can_keep_edit (SchoPage *self)
{
  const SchoDocument *document
      = scho_snapshot_get_document (self->snapshot, self->document);

  return document != NULL && g_strcmp0 (document->digest, self->digest) == 0;
}

void
scho_page_follow_edit (SchoPage *self, SchoSnapshot *snapshot)
{
  scho_snapshot_ref (snapshot);
  g_clear_pointer (&self->snapshot, scho_snapshot_unref);
  self->snapshot = snapshot;
  edit_changed (self);
}

static void
show_caret (SchoPage *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);

  gtk_text_view_scroll_mark_onscreen (
      view, gtk_text_buffer_get_insert (gtk_text_view_get_buffer (view)));
}

gboolean
scho_page_restore_edit (SchoPage *self, GVariant *saved, GError **error)
{
  g_return_val_if_fail (self->editor != NULL, FALSE);

  if (!scho_text_editor_restore (self->editor, saved, error))
    return FALSE;
  show_caret (self);
  return TRUE;
}

void
scho_page_undo_edit (SchoPage *self)
{
  g_return_if_fail (self->editor != NULL);

  scho_text_editor_undo (self->editor);
  show_caret (self);
}

void
scho_page_redo_edit (SchoPage *self)
{
  g_return_if_fail (self->editor != NULL);

  scho_text_editor_redo (self->editor);
  show_caret (self);
}
