#include "correction.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <scholiast/error.h>
#include <string.h>

#define SUFFIX ".correction"
#define MAGIC "scholiast-correction-1"
#define OUTER_TYPE "(ssay)"            /* magic, digest of the rest, the rest */
#define INNER_TYPE "(sssxa(uus))"      /* project, document, text, time, pieces */
#define MOST_BYTES (256 * 1024 * 1024) /* a file that is larger is not ours */

struct _SchoCorrectionFile
{
  gatomicrefcount ref_count;
  char project[SCHO_UUID_STRING_LENGTH + 1], document[SCHO_UUID_STRING_LENGTH + 1];
  char *digest, *path;

  GMutex lock;    /* of the file and: */
  guint64 newest; /* what was asked for last */
  guint64 done;   /* what the file is by now */
};

static char *
dup_folder (const char *project)
{
  return g_build_filename (g_get_user_state_dir (), "scholiast", "corrections", project,
                           NULL);
}

SchoCorrectionFile *
scho_correction_file_new (const SchoUuid *project, const SchoDocument *document)
{
  SchoCorrectionFile *self = g_new0 (SchoCorrectionFile, 1);
  g_autofree char *folder = NULL, *name = NULL, *sum = NULL;

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  scho_uuid_format (project, self->project);
  scho_uuid_format (&document->uuid, self->document);
  self->digest = g_strdup (document->digest);
  folder = dup_folder (self->project);
  /* It comes from the project's file, which may be a stranger's. */
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, self->digest, -1);
  name = g_strconcat (self->document, "-", sum, SUFFIX, NULL);
  self->path = g_build_filename (folder, name, NULL);
  return self;
}

static SchoCorrectionFile *
file_ref (SchoCorrectionFile *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
scho_correction_file_unref (SchoCorrectionFile *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_mutex_clear (&self->lock);
  g_free (self->digest);
  g_free (self->path);
  g_free (self);
}

/* Writing */

/* What one asked for. */
typedef struct
{
  SchoCorrectionFile *file;
  GVariant *contents;
  guint64 number;
} Write;

static void
write_free (gpointer data)
{
  Write *self = data;

  scho_correction_file_unref (self->file);
  g_variant_unref (self->contents);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Write, write_free)

static char *
dup_sum (gconstpointer bytes, gsize n)
{
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes, n);
}

static GVariant *
new_contents (SchoCorrectionFile *self, GVariant *saved)
{
  g_autoptr (GVariant) inner = g_variant_ref_sink (
      g_variant_new ("(sssx@a(uus))", self->project, self->document, self->digest,
                     g_get_real_time () / G_USEC_PER_SEC, saved));
  gsize n = g_variant_get_size (inner);
  g_autofree char *sum = dup_sum (g_variant_get_data (inner), n);
  GVariant *bytes
      = g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, g_variant_get_data (inner), n, 1);

  return g_variant_ref_sink (g_variant_new ("(ss@ay)", MAGIC, sum, bytes));
}

static Write *
new_write (SchoCorrectionFile *self, GVariant *saved)
{
  Write *write = g_new0 (Write, 1);

  write->file = file_ref (self);
  write->contents = new_contents (self, saved);
  g_mutex_lock (&self->lock);
  write->number = ++self->newest;
  g_mutex_unlock (&self->lock);
  return write;
}

static gboolean
write_file (Write *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->file->path);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_FAILED,
                   _ ("The folder “%s” cannot be made: %s"), folder, g_strerror (errno));
      return FALSE;
    }
  return g_file_set_contents_full (
      self->file->path, g_variant_get_data (self->contents),
      (gssize) g_variant_get_size (self->contents),
      G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

static gboolean
run (Write *self, GError **error)
{
  SchoCorrectionFile *file = self->file;
  gboolean written = TRUE;

  g_mutex_lock (&file->lock);
  if (self->number > file->done)
    {
      written = write_file (self, error);
      file->done = self->number;
    }
  g_mutex_unlock (&file->lock);
  return written;
}

static void
run_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (run (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

gboolean
scho_correction_file_write (SchoCorrectionFile *self, GVariant *saved, GError **error)
{
  g_autoptr (Write) write = new_write (self, saved);

  return run (write, error);
}

void
scho_correction_file_write_async (SchoCorrectionFile *self,
                                  GVariant *saved,
                                  GAsyncReadyCallback done,
                                  gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, done, data);

  g_task_set_task_data (task, new_write (self, saved), write_free);
  g_task_run_in_thread (task, run_on_worker);
}

gboolean
scho_correction_file_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
scho_correction_file_remove (SchoCorrectionFile *self)
{
  g_mutex_lock (&self->lock);
  self->done = ++self->newest;
  g_unlink (self->path);
  g_mutex_unlock (&self->lock);
}

/* Finding */

/* (nullable): what is whole, and was written by us for this very file. */
static GVariant *
read_inner (const char *path)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GVariant) outer = NULL, rest = NULL, inner = NULL;
  g_autofree char *contents = NULL, *sum = NULL;
  const char *magic, *said;
  GStatBuf info;
  gsize n;

  if (g_stat (path, &info) != 0 || info.st_size > MOST_BYTES
      || !g_file_get_contents (path, &contents, &n, NULL))
    return NULL;
  bytes = g_bytes_new_take (g_steal_pointer (&contents), n);
  outer = g_variant_ref_sink (
      g_variant_new_from_bytes (G_VARIANT_TYPE (OUTER_TYPE), bytes, FALSE));
  if (!g_variant_is_normal_form (outer))
    return NULL;
  g_variant_get (outer, "(&s&s@ay)", &magic, &said, &rest);
  sum = dup_sum (g_variant_get_data (rest), g_variant_get_size (rest));
  if (!g_str_equal (magic, MAGIC) || !g_str_equal (said, sum))
    return NULL;
  g_clear_pointer (&bytes, g_bytes_unref);
  /* Where it lies among the other bytes it need not be aligned. */
  bytes = g_bytes_new (g_variant_get_data (rest), g_variant_get_size (rest));
  inner = g_variant_ref_sink (
      g_variant_new_from_bytes (G_VARIANT_TYPE (INNER_TYPE), bytes, FALSE));
  return g_variant_is_normal_form (inner) ? g_steal_pointer (&inner) : NULL;
}

static SchoCorrection *
load (SchoCorrectionFile *file, const char *path)
{
  SchoCorrection *self = g_new0 (SchoCorrection, 1);
  g_autoptr (GVariant) inner = read_inner (path);
  const char *project, *document, *digest;

  self->state = SCHO_CORRECTION_BROKEN;
  self->path = g_strdup (path);
  if (inner == NULL)
    return self;
  g_variant_get (inner, "(&s&s&sx@a(uus))", &project, &document, &digest, &self->time,
                 &self->saved);
  if (g_str_equal (project, file->project) && g_str_equal (document, file->document))
    self->state = g_str_equal (digest, file->digest) ? SCHO_CORRECTION_FITS
                                                     : SCHO_CORRECTION_OUTDATED;
  return self;
}

/* (nullable) (transfer full): of another text of the document; the last one. */
static char *
find_other (SchoCorrectionFile *file)
{
  g_autofree char *folder = dup_folder (file->project), *found = NULL;
  g_autofree char *start = g_strconcat (file->document, "-", NULL);
  g_autoptr (GDir) names = g_dir_open (folder, 0, NULL);
  gint64 newest = G_MININT64;
  const char *name;

  while (names != NULL && (name = g_dir_read_name (names)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;

      if (!g_str_has_prefix (name, start) || !g_str_has_suffix (name, SUFFIX)
          || g_stat (path, &info) != 0 || info.st_mtime < newest)
        continue;
      newest = info.st_mtime;
      g_free (found);
      found = g_steal_pointer (&path);
    }
  return g_steal_pointer (&found);
}

SchoCorrection *
scho_correction_find (const SchoUuid *project, const SchoDocument *document)
{
  g_autoptr (SchoCorrectionFile) file = scho_correction_file_new (project, document);
  g_autofree char *other = NULL;

  if (g_file_test (file->path, G_FILE_TEST_EXISTS))
    return load (file, file->path);
  other = find_other (file);
  return other != NULL ? load (file, other) : NULL;
}

void
scho_correction_free (SchoCorrection *self)
{
  g_clear_pointer (&self->saved, g_variant_unref);
  g_free (self->path);
  g_free (self);
}
