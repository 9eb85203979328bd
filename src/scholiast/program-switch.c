/* program-switch.c - which programs the user has switched on, and as what they were. */
#include <scholiast/program-private.h>

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_BYTES ((gint64) 64 * 1024 * 1024) /* of a file that the digest covers */

static char *
dup_store_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "scholiast", "programs.ini", NULL);
}

/* A path may have in it what a key may not. */
static char *
dup_group (const SchoProgram *self)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, self->file, -1);
}

static gboolean
fail (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, SCHO_ERROR, SCHO_ERROR_FAILED, _ ("%s cannot be read: %s"), name,
               g_strerror (errno));
  return FALSE;
}

/* Name and length too, so that nothing can move from one file to the next. */
static gboolean
add_file (GChecksum *checksum, const char *path, GError **error)
{
  struct stat status;
  guint8 piece[65536];
  gssize n = 0;
  g_autofree char *head = NULL;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  if (fd < 0)
    return fail (path, error);
  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode)
      || status.st_size > MOST_BYTES)
    {
      close (fd);
      errno = S_ISREG (status.st_mode) ? EFBIG : EINVAL;
      return fail (path, error);
    }
  head = g_strdup_printf ("%s\n%" G_GINT64_FORMAT "\n", path, (gint64) status.st_size);
  g_checksum_update (checksum, (const guchar *) head, -1);
  while ((n = read (fd, piece, sizeof piece)) > 0)
    g_checksum_update (checksum, piece, n);
  close (fd);
  return n == 0 || fail (path, error);
}

static gboolean
add_files (const SchoProgram *self,
           GChecksum *checksum,
           GStrv words,
           gboolean all,
           GError **error)
{
  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *path = NULL;

      if (!all && !g_str_has_prefix (*word, "./"))
        continue;
      path = g_str_has_prefix (*word, "./")
                 ? scho_program_dup_path (self, *word)
                 : g_build_filename (self->folder, *word, NULL);
      if (!add_file (checksum, path, error))
        return FALSE;
    }
  return TRUE;
}

/* Of the manifest and all files beside it that it names. */
static char *
dup_digest (const SchoProgram *self, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  if (!add_file (checksum, self->file, error)
      || !add_files (self, checksum, self->command, FALSE, error)
      || !add_files (self, checksum, self->files, TRUE, error))
    return NULL;
  return g_strdup (g_checksum_get_string (checksum));
}

/* A store that cannot be read has nothing switched on. */
static GKeyFile *
read_store (void)
{
  g_autofree char *path = dup_store_path ();
  GKeyFile *store = g_key_file_new ();

  g_key_file_load_from_file (store, path, G_KEY_FILE_KEEP_COMMENTS, NULL);
  return store;
}

static char *
dup_kept_digest (const SchoProgram *self)
{
  g_autoptr (GKeyFile) store = read_store ();
  g_autofree char *group = dup_group (self);

  return g_key_file_get_string (store, group, "Digest", NULL);
}

gboolean
scho_program_check_digest (const SchoProgram *self, GError **error)
{
  g_autofree char *kept = dup_kept_digest (self);
  g_autofree char *now = NULL;

  if (kept == NULL)
    {
      g_set_error (
          error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
          _ ("It is switched off; nothing of it is run before you switch it on"));
      return FALSE;
    }
  if (!(now = dup_digest (self, error)))
    return FALSE;
  if (g_str_equal (kept, now))
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_CONFLICT,
               _ ("It has changed since it was switched on; look at it, and switch it on "
                  "again"));
  return FALSE;
}

void
scho_program_look (SchoProgram *self, char **reason)
{
  g_autoptr (GError) error = NULL;

  self->is_on = scho_program_check_digest (self, &error);
  if (!self->is_on)
    *reason = g_strdup (error->message);
}

static gboolean
write_store (GKeyFile *store, GError **error)
{
  g_autofree char *path = dup_store_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *bytes = NULL;
  gsize n;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail (folder, error);
  bytes = g_key_file_to_data (store, &n, NULL);
  return g_file_set_contents_full (path, bytes, (gssize) n,
                                   G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

gboolean
scho_program_switch (SchoProgram *self, gboolean is_on, GError **error)
{
  g_autoptr (GKeyFile) store = read_store ();
  g_autofree char *group = dup_group (self);
  g_autofree char *digest = NULL;

  if (is_on)
    {
      if (!(digest = dup_digest (self, error)))
        return FALSE;
      g_key_file_set_string (store, group, "File", self->file);
      g_key_file_set_string (store, group, "Digest", digest);
    }
  else
    g_key_file_remove_group (store, group, NULL);
  if (!write_store (store, error))
    return FALSE;
  self->is_on = is_on;
  return TRUE;
}
