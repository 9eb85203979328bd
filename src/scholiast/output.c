#include <scholiast/output-private.h>

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <scholiast/uuid.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Beyond, one sync of the file system is cheaper than one for each file. */
#define FEW_FILES 16

struct _SchoOutput
{
  char *path;            /* nullable: a stream */
  GOutputStream *stream; /* nullable: a path */
  GOutputStream *held;   /* nullable: what goes to the stream if it stays the only one */
  gboolean prefers_folder;
  gboolean takes_several;
  GPtrArray *files;  /* of SchoOutputFile */
  GHashTable *taken; /* names, folded */
  SchoLosses *losses;
  int folder; /* what the files are in; -1: none yet */

  /* Where the folder is not there yet, it is made under a private name. */
  int parent;
  char *folder_name;
  char *temporary;
  mode_t folder_mode;
};

/* Private, and no other program's: made with O_EXCL or mkdir (). A UUID, since GLib's
 * random numbers are the same in two processes that one has forked. */
static char *
make_temporary_name (void)
{
  SchoUuid uuid = scho_uuid_new ();
  char words[SCHO_UUID_STRING_LENGTH + 1];

  scho_uuid_format (&uuid, words);
  return g_strconcat (".scho-", words, NULL);
}

static char *
dup_place (SchoOutput *self, const char *name)
{
  g_autofree char *path
      = name != NULL ? g_build_filename (self->path, name, NULL) : g_strdup (self->path);

  return g_filename_display_name (path);
}

static gboolean
fail (SchoOutput *self, GError **error, int code)
{
  g_autofree char *place = dup_place (self, NULL);

  return scho_output_fail (error, place, code);
}

static gboolean
open_folder_of (SchoOutput *self, const char *path, int *fd, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *place = g_filename_display_name (folder);

  *fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  return *fd >= 0 || scho_output_fail (error, place, errno);
}

static gboolean
make_temporary_folder (SchoOutput *self, GError **error)
{
  struct stat made;

  if (!open_folder_of (self, self->path, &self->parent, error))
    return FALSE;
  self->folder_name = g_path_get_basename (self->path);
  self->temporary = make_temporary_name ();
  if (mkdirat (self->parent, self->temporary, 0777) != 0)
    {
      g_clear_pointer (&self->temporary, g_free);
      return fail (self, error, errno);
    }
  self->folder = openat (self->parent, self->temporary,
                         O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (self->folder < 0 || fstat (self->folder, &made) != 0
      || fchmod (self->folder, 0700) != 0)
    return fail (self, error, errno);
  self->folder_mode = made.st_mode & 0777;
  return TRUE;
}

static gboolean
open_folder (SchoOutput *self, GError **error)
{
  if (self->folder >= 0)
    return TRUE;
  self->folder = open (self->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (self->folder >= 0)
    return TRUE;
  if (errno == ENOENT)
    return make_temporary_folder (self, error);
  if (errno == ENOTDIR)
    {
      g_autofree char *place = dup_place (self, NULL);

      g_set_error (error, SCHO_ERROR, SCHO_ERROR_FAILED,
                   _ ("%s is a file: several files need a folder"), place);
      return FALSE;
    }
  return fail (self, error, errno);
}

/* What may be replaced: nothing, or a file that could be written. Its mode is kept. */
static gboolean
look_at_old (SchoOutput *self, SchoOutputFile *file, gboolean *exists, GError **error)
{
  struct stat old;

  *exists = fstatat (self->folder, file->name, &old, AT_SYMLINK_NOFOLLOW) == 0;
  if (!*exists)
    return errno == ENOENT || scho_output_fail (error, file->place, errno);
  file->replaces = TRUE;
  if (S_ISDIR (old.st_mode))
    return scho_output_fail (error, file->place, EISDIR);
  if (S_ISREG (old.st_mode)
      && faccessat (self->folder, file->name, W_OK, AT_EACCESS) != 0)
    return scho_output_fail (error, file->place, errno);
  if (S_ISREG (old.st_mode))
    file->mode = old.st_mode & 0777;
  else
    *exists = FALSE; /* a link: replaced, not followed */
  return TRUE;
}

/* Nobody else may read it before it is whole. What the kernel would give a new file is
 * asked of the kernel: umask () cannot be read safely beside other threads. */
static gboolean
create_temporary (SchoOutput *self, SchoOutputFile *file, gboolean exists, GError **error)
{
  struct stat made;

  file->temporary
      = self->temporary != NULL ? g_strdup (file->name) : make_temporary_name ();
  file->fd = openat (self->folder, file->temporary,
                     O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                     exists ? 0600 : 0666);
  if (file->fd < 0)
    {
      g_clear_pointer (&file->temporary, g_free);
      return scho_output_fail (error, file->place, errno);
    }
  g_ptr_array_add (self->files, file);
  if (fstat (file->fd, &made) != 0 || fchmod (file->fd, 0600) != 0)
    return scho_output_fail (error, file->place, errno);
  if (!exists)
    file->mode = made.st_mode & 0777;
  return TRUE;
}

static GOutputStream *
start_file (SchoOutput *self, SchoOutputFile *file, GError **error)
{
  g_autoptr (SchoOutputFile) owned = file;
  gboolean exists = FALSE;

  if (!look_at_old (self, file, &exists, error))
    return NULL;
  if (!create_temporary (self, file, exists, error))
    {
      if (file->temporary != NULL)
        g_steal_pointer (&owned);
      return NULL;
    }
  return scho_output_file_open_stream (g_steal_pointer (&owned));
}

/* A stream takes one file. Of an exporter that may write several, the first is held back:
 * nothing is written when a second comes. */
static GOutputStream *
start_stream (SchoOutput *self, gboolean may_be_several, GError **error)
{
  SchoOutputFile *file = NULL;

  if (self->files->len > 0)
    {
      g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_FAILED,
                           _ ("There are several files: name a folder to write them to"));
      return NULL;
    }
  file = scho_output_file_new ("");
  if (may_be_several)
    self->held = g_memory_output_stream_new_resizable ();
  file->base = g_object_ref (may_be_several ? self->held : self->stream);
  g_ptr_array_add (self->files, file);
  return scho_output_file_open_stream (file);
}

/* A device or a pipe is no place to rename to: it is written as it is. */
static GOutputStream *
start_special (SchoOutput *self, GError **error)
{
  g_autofree char *place = dup_place (self, NULL);
  SchoOutputFile *file = NULL;
  int fd = open (self->path, O_WRONLY | O_NOCTTY | O_CLOEXEC);

  if (fd < 0)
    {
      scho_output_fail (error, place, errno);
      return NULL;
    }
  file = scho_output_file_new (place);
  file->fd = fd;
  g_ptr_array_add (self->files, file);
  return scho_output_file_open_stream (file);
}

/* Where the user's own name for a file leads to: links are followed, as by all programs.
 */
static char *
resolve (SchoOutput *self, GError **error)
{
  struct stat link;
  char *target = realpath (self->path, NULL);

  if (target != NULL)
    {
      char *copy = g_strdup (target);

      free (target);
      return copy;
    }
  if (errno != ENOENT || lstat (self->path, &link) == 0)
    {
      fail (self, error, errno != 0 ? errno : ENOENT);
      return NULL;
    }
  return g_strdup (self->path);
}

/* By what SQLite's header says, for a project may have any name. The file that is open as
 * project in this process has its own name as a rule, and is not opened again: closing it
 * would drop SQLite's locks. */
static gboolean
is_project (const char *target)
{
  char header[72] = { 0 };
  int fd;

  if (g_str_has_suffix (target, ".scholia"))
    return g_file_test (target, G_FILE_TEST_EXISTS);
  if ((fd = open (target, O_RDONLY | O_CLOEXEC | O_NONBLOCK)) < 0)
    return FALSE;
  if (pread (fd, header, sizeof header, 0) != sizeof header)
    header[0] = '\0';
  close (fd);
  return memcmp (header, "SQLite format 3", 16) == 0
         && memcmp (header + 68, "Scho", 4) == 0;
}

/* Nobody means to lose a project with its history to a table of numbers. */
static gboolean
spare_project (SchoOutput *self, const char *target, GError **error)
{
  if (!is_project (target))
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_FAILED,
               _ ("“%s” is a project, which would be lost; choose another name"),
               self->path);
  return FALSE;
}

static GOutputStream *
start_single (SchoOutput *self, GError **error)
{
  g_autofree char *target = NULL;
  g_autofree char *place = NULL;
  SchoOutputFile *file = NULL;
  struct stat status;

  if (stat (self->path, &status) == 0 && !S_ISREG (status.st_mode))
    return start_special (self, error);
  if (!(target = resolve (self, error)) || !spare_project (self, target, error))
    return NULL;
  if (!open_folder_of (self, target, &self->folder, error))
    return NULL;
  place = dup_place (self, NULL);
  file = scho_output_file_new (place);
  file->name = g_path_get_basename (target);
  return start_file (self, file, error);
}

static SchoOutput *
output_new (void)
{
  SchoOutput *self = g_new0 (SchoOutput, 1);

  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) scho_output_file_free);
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->losses = scho_losses_new ();
  self->folder = -1;
  self->parent = -1;
  return self;
}

SchoOutput *
scho_output_new_for_path (const char *path)
{
  SchoOutput *self = output_new ();
  gsize length = strlen (path);

  self->prefers_folder
      = g_str_has_suffix (path, "/") || g_file_test (path, G_FILE_TEST_IS_DIR);
  while (length > 1 && path[length - 1] == '/')
    length--;
  self->path = g_strndup (path, length);
  return self;
}

SchoOutput *
scho_output_new_for_stream (GOutputStream *stream)
{
  SchoOutput *self = output_new ();

  self->stream = g_object_ref (stream);
  return self;
}

static void
remove_temporaries (SchoOutput *self)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      SchoOutputFile *file = self->files->pdata[i];

      if (file->temporary != NULL)
        unlinkat (self->folder, file->temporary, 0);
    }
  if (self->temporary != NULL)
    unlinkat (self->parent, self->temporary, AT_REMOVEDIR);
}

void
scho_output_free (SchoOutput *self)
{
  remove_temporaries (self);
  g_ptr_array_unref (self->files);
  g_hash_table_unref (self->taken);
  scho_losses_unref (self->losses);
  if (self->folder >= 0)
    close (self->folder);
  if (self->parent >= 0)
    close (self->parent);
  g_clear_object (&self->stream);
  g_clear_object (&self->held);
  g_free (self->path);
  g_free (self->folder_name);
  g_free (self->temporary);
  g_free (self);
}

gboolean
scho_output_prefers_folder (SchoOutput *self)
{
  return self->prefers_folder;
}

GOutputStream *
scho_output_open (SchoOutput *self, const char *name, GError **error)
{
  g_return_val_if_fail (self->files->len == 0, NULL);
  if (self->stream != NULL)
    return start_stream (self, FALSE, error);
  if (self->prefers_folder)
    return scho_output_add_file (self, name, error);
  return start_single (self, error);
}

GOutputStream *
scho_output_add_file (SchoOutput *self, const char *name, GError **error)
{
  g_autofree char *safe = NULL;
  g_autofree char *place = NULL;
  SchoOutputFile *file = NULL;

  if (self->stream != NULL)
    return start_stream (self, TRUE, error);
  g_return_val_if_fail (self->files->len == 0 || self->takes_several, NULL);
  self->takes_several = TRUE;
  if (!open_folder (self, error))
    return NULL;
  safe = scho_output_dup_name (name, self->taken);
  place = dup_place (self, safe);
  file = scho_output_file_new (place);
  file->name = g_steal_pointer (&safe);
  return start_file (self, file, error);
}

static gboolean
close_files (SchoOutput *self, GError **error)
{
  for (guint i = 0; i < self->files->len; i++)
    if (!scho_output_file_close (self->files->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* To the disk, and with the permissions it will have. */
static gboolean
settle_file (SchoOutput *self, SchoOutputFile *file, GError **error)
{
  gboolean is_alone = self->files->len <= FEW_FILES;
  int code = 0;
  int fd = openat (self->folder, file->temporary, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

  if (fd < 0 || fchmod (fd, file->mode) != 0 || (is_alone && fsync (fd) != 0))
    code = errno;
  if (fd >= 0)
    close (fd);
  return code == 0 || scho_output_fail (error, file->place, code);
}

static gboolean
settle_files (SchoOutput *self, GError **error)
{
  for (guint i = 0; i < self->files->len; i++)
    if (!settle_file (self, self->files->pdata[i], error))
      return FALSE;
  if (self->files->len > FEW_FILES && syncfs (self->folder) != 0)
    return fail (self, error, errno);
  return TRUE;
}

static gboolean
place_folder (SchoOutput *self, GError **error)
{
  if (fchmod (self->folder, self->folder_mode) != 0 || fsync (self->folder) != 0
      || renameat (self->parent, self->temporary, self->parent, self->folder_name) != 0)
    return fail (self, error, errno);
  g_clear_pointer (&self->temporary, g_free);
  fsync (self->parent);
  return TRUE;
}

static gboolean
exchange (SchoOutput *self, SchoOutputFile *file)
{
  return renameat2 (self->folder, file->temporary, self->folder, file->name,
                    RENAME_EXCHANGE)
         == 0;
}

/* Among several the old file is kept until all are in place, where the file system can
 * exchange two names. */
static gboolean
place_file (SchoOutput *self, SchoOutputFile *file, GError **error)
{
  struct stat old;

  if (self->files->len > 1 && exchange (self, file))
    {
      file->has_old = TRUE;
      if (fstatat (self->folder, file->temporary, &old, AT_SYMLINK_NOFOLLOW) != 0
          || !S_ISDIR (old.st_mode))
        return TRUE;
      /* A folder that came meanwhile: an exchange does not mind, the user would. */
      file->has_old = !exchange (self, file);
      return scho_output_fail (error, file->place, EISDIR);
    }
  if (renameat (self->folder, file->temporary, self->folder, file->name) != 0)
    return scho_output_fail (error, file->place, errno);
  return TRUE;
}

static void
take_back (SchoOutput *self, guint n_placed)
{
  while (n_placed-- > 0)
    {
      SchoOutputFile *file = self->files->pdata[n_placed];

      if (file->has_old)
        exchange (self, file);
      else if (!file->replaces)
        renameat (self->folder, file->name, self->folder, file->temporary);
    }
}

static gboolean
place_files (SchoOutput *self, GError **error)
{
  for (guint i = 0; i < self->files->len; i++)
    if (!place_file (self, self->files->pdata[i], error))
      {
        take_back (self, i);
        return FALSE;
      }
  fsync (self->folder);
  return TRUE;
}

/* What lies under the temporary names now is old. */
static void
forget_temporaries (SchoOutput *self)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      SchoOutputFile *file = self->files->pdata[i];

      if (file->has_old)
        unlinkat (self->folder, file->temporary, 0);
      g_clear_pointer (&file->temporary, g_free);
    }
}

static gboolean
write_held (SchoOutput *self, GError **error)
{
  GMemoryOutputStream *held = G_MEMORY_OUTPUT_STREAM (self->held);

  return g_output_stream_write_all (self->stream, g_memory_output_stream_get_data (held),
                                    g_memory_output_stream_get_data_size (held), NULL,
                                    NULL, error);
}

gboolean
scho_output_commit (SchoOutput *self, GError **error)
{
  gboolean is_placed = FALSE;

  if (!close_files (self, error))
    return FALSE;
  if (self->held != NULL)
    return write_held (self, error);
  if (self->folder < 0 || self->files->len == 0)
    return TRUE;
  if (!settle_files (self, error))
    return FALSE;
  is_placed
      = self->temporary != NULL ? place_folder (self, error) : place_files (self, error);
  if (is_placed)
    forget_temporaries (self);
  return is_placed;
}

SchoLosses *
scho_output_get_losses (SchoOutput *self)
{
  return self->losses;
}

guint
scho_output_get_n_files (SchoOutput *self)
{
  return self->files->len;
}
