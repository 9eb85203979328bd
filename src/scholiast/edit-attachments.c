#include <scholiast/edit-attachments.h>

#include <glib/gi18n-lib.h>
#include <scholiast/edit-private.h>
#include <scholiast/output-private.h>
#include <string.h>

const SchoAttachment *
scho_lookup_attachment (SchoSnapshot *snapshot, const char *name, GError **error)
{
  const SchoAttachment *found = NULL;
  SchoUuid uuid;
  gboolean is_uuid = scho_uuid_parse (name, &uuid);
  gsize n;
  const SchoAttachment *const *all = scho_snapshot_get_attachments (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      if (is_uuid && scho_uuid_compare (&all[i]->uuid, &uuid) == 0)
        return all[i];
      if (strcmp (all[i]->name, name) != 0)
        continue;
      if (found != NULL)
        {
          g_set_error (
              error, SCHO_ERROR, SCHO_ERROR_INVALID,
              _ ("Several attachments are called “%s”; name one by its identity"), name);
          return NULL;
        }
      found = all[i];
    }
  if (found == NULL)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
                 _ ("There is no attachment “%s”"), name);
  return found;
}

/* The whole of it, and no more than may be: a device has no size that could be asked. */
static GBytes *
read_file (const char *path, const char *name, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (
      file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
      G_FILE_QUERY_INFO_NONE, NULL, error);

  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID, _ ("“%s” is no ordinary file"),
                   name);
      return NULL;
    }
  if (!scho_attachment_check_size (name, (guint64) g_file_info_get_size (info), error))
    return NULL;
  return g_file_load_bytes (file, NULL, NULL, error);
}

static char *
guess_type (const char *name, GBytes *content)
{
  gsize n;
  const guchar *bytes = g_bytes_get_data (content, &n);
  g_autofree char *type = g_content_type_guess (name, bytes, MIN (n, 4096), NULL);

  return g_content_type_get_mime_type (type);
}

SchoStep *
scho_edit_attach_file (SchoSnapshot *snapshot,
                       const char *path,
                       guint32 document,
                       GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GBytes) content = read_file (path, name, error);
  g_autofree char *type = content != NULL ? guess_type (name, content) : NULL;
  SchoStep *step;

  if (content == NULL)
    return NULL;
  step = scho_edit_new_step (snapshot, _ ("“%s” kept with the project"), name);
  scho_step_add_attachment (step,
                            &(SchoAttachment){ .kind = SCHO_ATTACHMENT_FILE,
                                               .name = name,
                                               .document = document,
                                               .media_type = type },
                            content);
  return step;
}

SchoStep *
scho_edit_remove_attachment (SchoSnapshot *snapshot, guint32 id)
{
  const SchoAttachment *before = scho_snapshot_get_attachment (snapshot, id);
  SchoStep *step;

  g_return_val_if_fail (before != NULL, NULL);
  step = scho_edit_new_step (snapshot, _ ("“%s” no longer kept with the project"),
                             before->name);
  scho_step_remove_attachment (step, id);
  return step;
}

char *
scho_attachment_dup_file_name (const SchoAttachment *self)
{
  g_autoptr (GHashTable) taken
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return scho_output_dup_name (self->name, taken);
}

gboolean
scho_attachment_write (SchoSnapshot *snapshot,
                       guint32 id,
                       SchoOutput *output,
                       GCancellable *cancellable,
                       GError **error)
{
  const SchoAttachment *attachment = scho_snapshot_get_attachment (snapshot, id);
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autofree char *name = scho_attachment_dup_file_name (attachment);

  if (attachment->digest == NULL && attachment->text != NULL)
    content = g_bytes_new_static (attachment->text, strlen (attachment->text));
  else if (!(content = scho_snapshot_read_attachment (snapshot, id, error)))
    return FALSE;
  return (stream = scho_output_open (output, name, error)) != NULL
         && g_output_stream_write_all (stream, g_bytes_get_data (content, NULL),
                                       g_bytes_get_size (content), NULL, cancellable,
                                       error)
         && g_output_stream_close (stream, cancellable, error);
}
