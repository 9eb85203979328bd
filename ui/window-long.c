/* window-long.c - a very long text is read by a worker before its tab opens: reading it
 * takes longer than the window may stand still. */
#include "page-parts.h"
#include "window-private.h"

struct _SchoLongText
{
  SchoWindow *window; /* nullable: nobody waits any more */
  guint32 document;
  char *digest;
  GCancellable *cancel;
  SchoText *text;       /* nullable: it is being read */
  gboolean is_for_desk; /* its tab comes in behind the one in front */
  gboolean has_place;
  guint32 start, end;
};

static void
clear (gpointer data)
{
  SchoLongText *self = data;

  g_free (self->digest);
  g_object_unref (self->cancel);
  g_clear_pointer (&self->text, scho_text_unref);
}

static void
long_text_unref (SchoLongText *self)
{
  g_rc_box_release_full (self, clear);
}

void
scho_window_forget_long (SchoWindow *self)
{
  if (self->long_text == NULL)
    return;
  self->long_text->window = NULL;
  g_cancellable_cancel (self->long_text->cancel);
  g_clear_pointer (&self->long_text, long_text_unref);
}

typedef struct
{
  SchoSnapshot *snapshot;
  guint32 document;
} Order;

static void
order_free (gpointer data)
{
  Order *self = data;

  scho_snapshot_unref (self->snapshot);
  g_free (self);
}

static void
read_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Order *order = data;
  GError *error = NULL;
  SchoText *text = scho_snapshot_read_text (order->snapshot, order->document, &error);

  if (text != NULL)
    {
      scho_text_get_n_lines (text); /* where lines begin is asked for at once */
      g_task_return_pointer (task, text, (GDestroyNotify) scho_text_unref);
    }
  else
    g_task_return_error (task, error);
}

static void
open_now (SchoWindow *self, const SchoLongText *read)
{
  AdwTabPage *tab;

  if (read->has_place)
    scho_window_show_place (self, read->document, read->start, read->end);
  else if ((tab = scho_window_open_document (self, read->document)) != NULL)
    gtk_widget_grab_focus (adw_tab_page_get_child (tab));
}

static void
fail (SchoWindow *self, const SchoLongText *read, const GError *error)
{
  gboolean is_for_desk = read->is_for_desk;

  scho_window_toast (self, error->message);
  scho_window_forget_long (self);
  scho_window_go_on_restoring (self, is_for_desk);
}

static void
take (SchoWindow *self, const SchoLongText *read)
{
  if (!read->is_for_desk)
    {
      open_now (self, read);
      /* Not when it is another text by now, which is being read. */
      if (self->long_text == read)
        scho_window_forget_long (self);
    }
  scho_window_go_on_restoring (self, FALSE);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SchoLongText *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoText) text = g_task_propagate_pointer (G_TASK (result), &error);
  SchoWindow *window = self->window;

  if (window != NULL && text == NULL)
    fail (window, self, error);
  else if (window != NULL)
    {
      self->text = g_steal_pointer (&text);
      take (window, self);
    }
  long_text_unref (self);
}

static void
start (SchoWindow *self, const SchoDocument *document)
{
  Order *order = g_new0 (Order, 1);
  g_autoptr (GTask) task = NULL;

  scho_window_forget_long (self);
  self->long_text = g_rc_box_new0 (SchoLongText);
  self->long_text->window = self;
  self->long_text->document = document->id;
  self->long_text->digest = g_strdup (document->digest);
  self->long_text->cancel = g_cancellable_new ();
  order->snapshot = scho_snapshot_ref (scho_session_get_snapshot (self->session));
  order->document = document->id;
  task = g_task_new (NULL, self->long_text->cancel, read_cb,
                     g_rc_box_acquire (self->long_text));
  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, read_on_worker);
}

/* What was read is what the document has now. */
static gboolean
has_read (SchoWindow *self, const SchoDocument *document)
{
  SchoLongText *read = self->long_text;

  return read != NULL && read->text != NULL && read->document == document->id
         && g_str_equal (read->digest, document->digest);
}

gboolean
scho_window_read_text (SchoWindow *self, guint32 id, SchoText **text, GError **error)
{
  SchoSnapshot *snapshot = scho_session_get_snapshot (self->session);
  const SchoDocument *document = scho_snapshot_get_document (snapshot, id);

  *text = NULL;
  if (document != NULL && has_read (self, document))
    *text = scho_text_ref (self->long_text->text);
  else if (document == NULL || document->length <= SCHO_PARTS_FROM)
    *text = scho_snapshot_read_text (snapshot, id, error);
  else
    {
      if (self->long_text == NULL || self->long_text->document != id
          || self->long_text->text != NULL)
        start (self, document);
      /* Whoever asked last. */
      self->long_text->is_for_desk = self->is_restoring;
      return TRUE;
    }
  return *text != NULL;
}

gboolean
scho_window_is_reading (SchoWindow *self)
{
  return self->long_text != NULL && self->long_text->text == NULL;
}

void
scho_window_note_place (SchoWindow *self, guint32 document, guint32 start, guint32 end)
{
  SchoLongText *read = self->long_text;

  if (read == NULL || read->document != document)
    return;
  read->has_place = TRUE;
  read->start = start;
  read->end = end;
}
