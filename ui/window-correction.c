/* window-correction.c - what is typed in a correction outlives a crash: it is kept in a
 * file of its own until the text is kept or discarded, and offered where it was not.
 */
#include "correction-bar.h"
#include "window-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define KEY "scho-correction"

/* In milliseconds: so much typing may be lost. */
#define DELAY 1000

/* With each page whose text is, or was, being corrected, or was in front. */
typedef struct
{
  SchoPage *page;
  char *digest;          /* of the text for which was looked */
  SchoCorrection *found; /* nullable */

  SchoCorrectionFile *file; /* nullable: not being corrected */
  guint timer;
  gboolean has_written; /* the file is there, or will be */
  gboolean told;        /* that it cannot be written */
} Watch;

static void
watch_free (gpointer data)
{
  Watch *self = data;

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->found, scho_correction_free);
  g_clear_pointer (&self->file, scho_correction_file_unref);
  g_free (self->digest);
  g_free (self);
}

static Watch *
ensure_watch (SchoPage *page)
{
  Watch *self = g_object_get_data (G_OBJECT (page), KEY);

  if (self != NULL)
    return self;
  self = g_new0 (Watch, 1);
  self->page = page;
  g_object_set_data_full (G_OBJECT (page), KEY, self, watch_free);
  return self;
}

static const SchoUuid *
get_project (SchoPage *page)
{
  return &scho_snapshot_get_info (scho_page_get_snapshot (page))->uuid;
}

static const SchoDocument *
get_document (SchoPage *page)
{
  return scho_snapshot_get_document (scho_page_get_snapshot (page),
                                     scho_page_get_document (page));
}

/* Once for each text. */
static void
look (Watch *self, const SchoDocument *document)
{
  if (g_strcmp0 (self->digest, document->digest) == 0)
    return;
  g_clear_pointer (&self->found, scho_correction_free);
  g_free (self->digest);
  self->digest = g_strdup (document->digest);
  self->found = scho_correction_find (get_project (self->page), document);
}

/* Writing */

static void
tell (Watch *self, const GError *error)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->page));
  g_autofree char *words = NULL;

  if (self->told || !SCHO_IS_WINDOW (root))
    return;
  self->told = TRUE;
  words = g_strdup_printf (
      /* Translators: %s is what the system said. */
      _ ("What you write cannot be secured against a crash; keep the text soon. %s"),
      error->message);
  scho_window_toast (SCHO_WINDOW (root), words);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SchoPage) page = data;
  g_autoptr (GError) error = NULL;

  if (!scho_correction_file_write_finish (result, &error))
    tell (ensure_watch (page), error);
}

static gboolean
write_cb (gpointer data)
{
  Watch *self = data;

  self->timer = 0;
  self->has_written = TRUE;
  scho_correction_file_write_async (self->file,
                                    scho_text_edit_save (scho_page_get_edit (self->page)),
                                    written_cb, g_object_ref (self->page));
  return G_SOURCE_REMOVE;
}

static void
remove_file (Watch *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->has_written)
    scho_correction_file_remove (self->file);
  self->has_written = FALSE;
}

void
scho_window_note_correction (SchoPage *page)
{
  Watch *self = ensure_watch (page);

  if (self->file == NULL || scho_page_get_edit (page) == NULL)
    return;
  if (!scho_window_has_unkept_text (page))
    remove_file (self);
  else if (self->timer == 0)
    self->timer = g_timeout_add (DELAY, write_cb, self);
}

void
scho_window_secure_correction (SchoPage *page)
{
  Watch *self = ensure_watch (page);
  g_autoptr (GError) error = NULL;

  if (self->timer == 0)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->has_written = TRUE;
  if (!scho_correction_file_write (
          self->file, scho_text_edit_save (scho_page_get_edit (page)), &error))
    tell (self, error);
}

/* Beginning and ending */

void
scho_window_begin_correction (SchoWindow *self, SchoPage *page)
{
  const SchoDocument *document = get_document (page);
  Watch *watch = ensure_watch (page);
  g_autoptr (GError) error = NULL;

  if (document == NULL || watch->file != NULL)
    return;
  look (watch, document);
  watch->file = scho_correction_file_new (get_project (page), document);
  watch->told = FALSE;
  if (watch->found == NULL || watch->found->state != SCHO_CORRECTION_FITS)
    return;
  if (!scho_page_restore_edit (page, watch->found->saved, &error))
    {
      watch->found->state = SCHO_CORRECTION_BROKEN;
      scho_window_toast (self, error->message);
      return;
    }
  watch->has_written = TRUE;
  g_clear_pointer (&watch->found, scho_correction_free);
}

void
scho_window_end_correction (SchoPage *page)
{
  Watch *self = ensure_watch (page);

  if (self->file == NULL)
    return;
  remove_file (self);
  g_clear_pointer (&self->file, scho_correction_file_unref);
}

/* Offering */

static gboolean
may_offer (SchoWindow *self, SchoPage *page)
{
  SchoProject *project = scho_session_get_project (self->session);

  return page != NULL && scho_page_get_edit (page) == NULL && get_document (page) != NULL
         && !scho_page_is_in_parts (page)
         && scho_project_get_read_only_reason (project) == NULL;
}

void
scho_window_follow_correction (SchoWindow *self)
{
  SchoPage *page = scho_window_get_page (self);
  const SchoCorrection *found = NULL;
  const char *title = NULL;

  if (self->session != NULL && may_offer (self, page))
    {
      Watch *watch = ensure_watch (page);

      look (watch, get_document (page));
      found = watch->found;
      title = get_document (page)->title;
    }
  scho_correction_bar_show (self->correction_bar, found, title);
}

static void
resume_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_action_group_change_action_state (data, "edit-text", g_variant_new_boolean (TRUE));
}

static void
drop_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoPage *page = scho_window_get_page (data);
  Watch *watch = page != NULL ? ensure_watch (page) : NULL;

  if (watch == NULL || watch->found == NULL)
    return;
  g_unlink (watch->found->path);
  /* There may be another one, of an earlier text. */
  g_clear_pointer (&watch->digest, g_free);
  scho_window_follow_correction (data);
  gtk_widget_grab_focus (GTK_WIDGET (page));
}

void
scho_window_init_corrections (SchoWindow *self)
{
  static const GActionEntry actions[] = {
    { .name = "resume-correction", .activate = resume_cb },
    { .name = "drop-correction", .activate = drop_cb },
  };
  GtkWidget *bar = scho_correction_bar_new ();
  GtkWidget *box = gtk_widget_get_parent (GTK_WIDGET (self->edit_bar));

  self->correction_bar = SCHO_CORRECTION_BAR (bar);
  gtk_box_insert_child_after (GTK_BOX (box), bar, GTK_WIDGET (self->edit_bar));
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions),
                                   self);
}
