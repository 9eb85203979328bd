#include "attachment-list.h"

#include "dialogs.h"
#include "window-export.h"

#include <glib/gi18n.h>
#include <scholiast/edit-attachments.h>
#include <string.h>

#define AT_ONCE 20 /* rows */
#define PAUSE 20   /* milliseconds before there are more */

struct _SchoAttachmentList
{
  GtkWidget parent_instance;
  SchoSession *session;
  GPtrArray *files; /* of SchoAttachment: those listed */
  guint n_rows;     /* of the first of them */
  guint filling;    /* source */
  GtkWidget *box, *rows;
  guint32 saving; /* what the file dialog is about */
};

G_DEFINE_FINAL_TYPE (SchoAttachmentList, scho_attachment_list, GTK_TYPE_WIDGET)

static guint32
get_id (GtkWidget *button)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "attachment"));
}

static gboolean
write_attachment (SchoWork *work,
                  SchoOutput *output,
                  const SchoProgress *progress,
                  GCancellable *cancellable,
                  GError **error)
{
  return scho_attachment_write (work->snapshot, work->attachment, output, cancellable,
                                error);
}

static void
path_chosen (gpointer data, const char *const *paths)
{
  SchoAttachmentList *self = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  SchoWork *work;

  if (self->session == NULL || !SCHO_IS_WINDOW (root)
      || scho_snapshot_get_attachment (scho_session_get_snapshot (self->session),
                                       self->saving)
             == NULL)
    return;
  work = scho_work_new (self->session, NULL);
  work->attachment = self->saving;
  work->paths = g_strdupv ((char **) paths);
  work->write = write_attachment;
  scho_window_run_export (SCHO_WINDOW (root), work);
}

static void
save_cb (GtkWidget *button, gpointer data)
{
  SchoAttachmentList *self = data;
  const SchoAttachment *attachment = scho_snapshot_get_attachment (
      scho_session_get_snapshot (self->session), get_id (button));
  g_autofree char *name = NULL;

  if (attachment == NULL)
    return;
  self->saving = attachment->id;
  name = scho_attachment_dup_file_name (attachment);
  scho_dialogs_save (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                     _ ("Save the file"), name, path_chosen, G_OBJECT (self));
}

static void
remove_cb (GtkWidget *button, gpointer data)
{
  SchoAttachmentList *self = data;
  SchoSnapshot *snapshot = scho_session_get_snapshot (self->session);
  guint32 id = get_id (button);

  if (scho_snapshot_get_attachment (snapshot, id) != NULL)
    scho_session_apply (self->session, scho_edit_remove_attachment (snapshot, id), NULL);
}

static GtkWidget *
new_button (SchoAttachmentList *self,
            const SchoAttachment *attachment,
            const char *icon,
            const char *words,
            GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *label = g_strdup_printf ("%s: %s", words, attachment->name);

  g_object_set_data (G_OBJECT (button), "attachment", GUINT_TO_POINTER (attachment->id));
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", clicked, self, 0);
  return button;
}

static GtkWidget *
new_row (SchoAttachmentList *self, const SchoAttachment *attachment)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (attachment->name);
  g_autofree char *bytes = g_format_size (attachment->size);
  GtkWidget *size = gtk_label_new (bytes);

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (size), 0);
  gtk_widget_set_tooltip_text (name, attachment->name);
  gtk_widget_add_css_class (size, "caption");
  gtk_widget_add_css_class (size, "dim-label");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), size);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row),
                  new_button (self, attachment, "document-save-as-symbolic",
                              _ ("Save As…"), G_CALLBACK (save_cb)));
  gtk_box_append (GTK_BOX (row), new_button (self, attachment, "user-trash-symbolic",
                                             _ ("Remove"), G_CALLBACK (remove_cb)));
  return row;
}

static void
clear_rows (SchoAttachmentList *self)
{
  GtkWidget *row;

  g_clear_handle_id (&self->filling, g_source_remove);
  while ((row = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), row);
  self->n_rows = 0;
}

static gboolean
add_rows_cb (gpointer data)
{
  SchoAttachmentList *self = data;
  guint end = MIN (self->n_rows + AT_ONCE, self->files->len);

  for (; self->n_rows < end; self->n_rows++)
    gtk_box_append (GTK_BOX (self->rows),
                    new_row (self, self->files->pdata[self->n_rows]));
  if (end < self->files->len)
    return G_SOURCE_CONTINUE;
  self->filling = 0;
  return G_SOURCE_REMOVE;
}

/* A project of another program may keep thousands. */
static void
fill_rows (SchoAttachmentList *self)
{
  clear_rows (self);
  if (add_rows_cb (self) == G_SOURCE_CONTINUE)
    self->filling
        = g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, PAUSE, add_rows_cb, self, NULL);
}

/* (transfer full) (element-type SchoAttachment) */
static GPtrArray *
list_files (SchoSession *session, guint32 document)
{
  GPtrArray *files
      = g_ptr_array_new_with_free_func ((GDestroyNotify) scho_attachment_unref);
  gsize n = 0;
  const SchoAttachment *const *all
      = session != NULL
            ? scho_snapshot_get_attachments (scho_session_get_snapshot (session), &n)
            : NULL;

  for (gsize i = 0; i < n; i++)
    if (all[i]->document == document && all[i]->digest != NULL)
      g_ptr_array_add (files, scho_attachment_ref (all[i]));
  return files;
}

static gboolean
are_same (GPtrArray *a, GPtrArray *b)
{
  return a->len == b->len
         && (a->len == 0 || memcmp (a->pdata, b->pdata, a->len * sizeof (gpointer)) == 0);
}

static void
scho_attachment_list_dispose (GObject *object)
{
  SchoAttachmentList *self = SCHO_ATTACHMENT_LIST (object);

  g_clear_handle_id (&self->filling, g_source_remove);
  g_clear_object (&self->session);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (scho_attachment_list_parent_class)->dispose (object);
}

static void
scho_attachment_list_finalize (GObject *object)
{
  g_ptr_array_unref (SCHO_ATTACHMENT_LIST (object)->files);
  G_OBJECT_CLASS (scho_attachment_list_parent_class)->finalize (object);
}

static void
scho_attachment_list_class_init (SchoAttachmentListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = scho_attachment_list_dispose;
  G_OBJECT_CLASS (class)->finalize = scho_attachment_list_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class),
                                            GTK_TYPE_BIN_LAYOUT);
}

static void
scho_attachment_list_init (SchoAttachmentList *self)
{
  GtkWidget *heading = gtk_label_new (_ ("Files kept with it"));

  self->files = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "caption-heading");
  gtk_widget_set_margin_top (heading, 6);
  gtk_box_append (GTK_BOX (self->box), heading);
  gtk_box_append (GTK_BOX (self->box), self->rows);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
scho_attachment_list_show (SchoAttachmentList *self,
                           SchoSession *session,
                           guint32 document)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->files);

  g_set_object (&self->session, session);
  self->files = list_files (session, document);
  /* Whatever else changed: they keep their rows, and the keyboard. */
  if (!are_same (old, self->files))
    fill_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self), self->files->len > 0);
}
