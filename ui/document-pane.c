#include "document-pane.h"

#include "attachment-list.h"
#include "note-editor.h"

#include <glib/gi18n.h>
#include <scholiast/edit.h>

struct _SchoDocumentPane
{
  GtkWidget parent_instance;
  SchoSession *session;
  gulong handler;
  guint32 document;

  GtkWidget *document_box, *report_button;
  GtkEditable *title;
  GtkLabel *facts;
  SchoNoteEditor *memo, *project_memo;
  SchoAttachmentList *files, *project_files;
};

G_DEFINE_FINAL_TYPE (SchoDocumentPane, scho_document_pane, GTK_TYPE_WIDGET)

static const SchoDocument *
get_document (SchoDocumentPane *self)
{
  if (self->session == NULL || self->document == 0)
    return NULL;
  return scho_snapshot_get_document (scho_session_get_snapshot (self->session),
                                     self->document);
}

static gboolean
change (SchoDocumentPane *self, const SchoDocument *after)
{
  GError *error = NULL;
  SchoStep *step = scho_edit_change_document (scho_session_get_snapshot (self->session),
                                              after, &error);

  return scho_session_apply (self->session, step, error);
}

static void
add_fact (GString *facts, const char *name, const char *value)
{
  if (value == NULL || value[0] == '\0')
    return;
  if (facts->len > 0)
    g_string_append_c (facts, '\n');
  g_string_append_printf (facts, "%s: %s", name, value);
}

static char *
dup_facts (const SchoDocument *document)
{
  GString *facts = g_string_new (NULL);
  g_autofree char *length = g_strdup_printf ("%'u", document->length);

  add_fact (facts, _ ("Source"), document->source);
  add_fact (facts, _ ("Language"), document->language);
  add_fact (facts, _ ("Characters"), length);
  for (gsize i = 0; i < document->n_attributes; i++)
    add_fact (facts, document->attributes[i].name, document->attributes[i].value);
  return g_string_free (facts, FALSE);
}

static void
show (SchoDocumentPane *self)
{
  const SchoDocument *document = get_document (self);
  g_autofree char *facts = NULL;

  gtk_widget_set_visible (self->document_box, document != NULL);
  if (self->session != NULL)
    scho_note_editor_set_text (
        self->project_memo,
        scho_snapshot_get_info (scho_session_get_snapshot (self->session))->memo);
  scho_attachment_list_show (self->project_files, self->session, 0);
  scho_attachment_list_show (self->files, document != NULL ? self->session : NULL,
                             self->document);
  if (document == NULL)
    return;
  facts = dup_facts (document);
  if (!gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (self->title))))
    gtk_editable_set_text (self->title, document->title);
  gtk_label_set_label (self->facts, facts);
  gtk_widget_set_visible (self->report_button, document->report != NULL);
  scho_note_editor_set_text (self->memo, document->memo);
}

static void
project_changed_cb (SchoDocumentPane *self, SchoStep *step)
{
  if (scho_step_get_n_changes (step, SCHO_NOUN_DOCUMENT) > 0
      || scho_step_get_n_changes (step, SCHO_NOUN_INFO) > 0
      || scho_step_get_n_changes (step, SCHO_NOUN_ATTACHMENT) > 0)
    show (self);
}

static void
title_left_cb (SchoDocumentPane *self)
{
  const SchoDocument *document = get_document (self);
  const char *title = gtk_editable_get_text (self->title);
  SchoDocument after;

  if (document == NULL || g_str_equal (title, document->title))
    return;
  after = *document;
  after.title = title;
  if (!change (self, &after))
    gtk_editable_set_text (self->title, get_document (self)->title);
}

/* What the whole visit has done, however often it was kept. */
static void
label_document_visit (SchoStep *step, SchoNoteEditor *editor, SchoDocument after)
{
  SchoDocument before = after;
  g_autofree char *label = NULL;

  before.memo = scho_note_editor_get_words_before (editor);
  label = scho_edit_dup_document_label (&before, &after);
  scho_step_set_label (step, label);
}

static void
label_project_visit (SchoStep *step, SchoNoteEditor *editor, SchoProjectInfo after)
{
  SchoProjectInfo before = after;
  g_autofree char *label = NULL;

  before.memo = scho_note_editor_get_words_before (editor);
  label = scho_edit_dup_info_label (&before, &after);
  scho_step_set_label (step, label);
}

static gboolean
memo_written_cb (SchoNoteEditor *editor, const char *text, SchoDocumentPane *self)
{
  const SchoDocument *document = get_document (self);
  GError *error = NULL;
  SchoDocument after;
  SchoStep *step;

  if (document == NULL)
    return TRUE;
  after = *document;
  after.memo = text[0] != '\0' ? text : NULL;
  step = scho_edit_change_document (scho_session_get_snapshot (self->session), &after,
                                    &error);
  if (step != NULL)
    label_document_visit (step, editor, after);
  return scho_session_apply_joined (self->session, step, error,
                                    scho_note_editor_get_visit (editor));
}

static gboolean
project_memo_written_cb (SchoNoteEditor *editor, const char *text, SchoDocumentPane *self)
{
  SchoProjectInfo after;
  GError *error = NULL;
  SchoSnapshot *snapshot;
  SchoStep *step;

  if (self->session == NULL)
    return TRUE;
  snapshot = scho_session_get_snapshot (self->session);
  after = *scho_snapshot_get_info (snapshot);
  after.memo = text[0] != '\0' ? text : NULL;
  step = scho_edit_change_info (snapshot, &after, &error);
  if (step != NULL)
    label_project_visit (step, editor, after);
  return scho_session_apply_joined (self->session, step, error,
                                    scho_note_editor_get_visit (editor));
}

static gboolean
scho_document_pane_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SCHO_DOCUMENT_PANE (widget)->title));
}

static void
scho_document_pane_dispose (GObject *object)
{
  SchoDocumentPane *self = SCHO_DOCUMENT_PANE (object);
  GtkWidget *child;

  scho_document_pane_set_session (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (scho_document_pane_parent_class)->dispose (object);
}

static void
scho_document_pane_class_init (SchoDocumentPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SCHO_TYPE_NOTE_EDITOR);
  g_type_ensure (SCHO_TYPE_ATTACHMENT_LIST);
  G_OBJECT_CLASS (klass)->dispose = scho_document_pane_dispose;
  widget_class->grab_focus = scho_document_pane_grab_focus;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/scholiast/Scholiast/document-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, SchoDocumentPane, document_box);
  gtk_widget_class_bind_template_child (widget_class, SchoDocumentPane, report_button);
  gtk_widget_class_bind_template_child (widget_class, SchoDocumentPane, title);
  gtk_widget_class_bind_template_child (widget_class, SchoDocumentPane, facts);
  gtk_widget_class_bind_template_child (widget_class, SchoDocumentPane, memo);
  gtk_widget_class_bind_template_child (widget_class, SchoDocumentPane, files);
  gtk_widget_class_bind_template_child (widget_class, SchoDocumentPane, project_files);
  gtk_widget_class_bind_template_child (widget_class, SchoDocumentPane, project_memo);
  gtk_widget_class_bind_template_callback (widget_class, title_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, memo_written_cb);
  gtk_widget_class_bind_template_callback (widget_class, project_memo_written_cb);
}

static void
scho_document_pane_init (SchoDocumentPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  scho_note_editor_set_name (self->memo, _ ("Memo on the document"),
                             _ ("Thoughts on this text"));
  scho_note_editor_set_name (self->project_memo, _ ("Memo on the project"),
                             _ ("What this project is about"));
}

void
scho_document_pane_set_session (SchoDocumentPane *self, SchoSession *session)
{
  if (self->session == session)
    return;
  if (self->session != NULL)
    g_clear_signal_handler (&self->handler, scho_session_get_project (self->session));
  self->document = 0;
  g_set_object (&self->session, session);
  scho_note_editor_set_session (self->memo, session);
  scho_note_editor_set_session (self->project_memo, session);
  scho_attachment_list_show (self->files, NULL, 0);
  scho_attachment_list_show (self->project_files, NULL, 0);
  if (session == NULL)
    return;
  self->handler = g_signal_connect_swapped (scho_session_get_project (session), "changed",
                                            G_CALLBACK (project_changed_cb), self);
  show (self);
}

void
scho_document_pane_set_document (SchoDocumentPane *self, guint32 document)
{
  if (self->document == document)
    return;
  title_left_cb (self);
  scho_note_editor_leave (self->memo);
  self->document = document;
  show (self);
}

gboolean
scho_document_pane_focus_memo (SchoDocumentPane *self, gboolean of_project)
{
  return (of_project || get_document (self) != NULL)
         && gtk_widget_grab_focus (
             GTK_WIDGET (of_project ? self->project_memo : self->memo));
}
