#include <scholiast/lock.h>

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct _SchoLock
{
  char *path;
  int fd;
};

void
scho_lock_release (SchoLock *self)
{
  /* First unlinked, then unlocked: whoever locks it in between looks whether the name
   * still leads to it. */
  if (self->fd >= 0)
    {
      unlink (self->path);
      close (self->fd);
    }
  g_free (self->path);
  g_free (self);
}

static gboolean
set_folder_error (SchoLock *self, const char *path, GError **error)
{
  g_set_error (
      error, SCHO_ERROR, SCHO_ERROR_READ_ONLY,
      _ ("“%s” is open for reading only, since its folder cannot be written: %s"), path,
      g_strerror (errno));
  return FALSE;
}

/* Cut short and made printable: the file may be anybody's. */
static gboolean
set_owner_error (SchoLock *self, const char *path, GError **error)
{
  char owner[200];
  gssize n = pread (self->fd, owner, sizeof owner - 1, 0);
  g_autofree char *valid = NULL;

  owner[MAX (n, 0)] = '\0';
  g_strdelimit (owner, "\r\n\t\033", ' ');
  valid = g_utf8_make_valid (g_strstrip (owner), -1);
  g_set_error (
      error, SCHO_ERROR, SCHO_ERROR_READ_ONLY,
      _ ("“%s” is open for reading only, since another program is writing to it: %s"),
      path, valid[0] != '\0' ? valid : _ ("unknown"));
  return FALSE;
}

static void
write_owner (SchoLock *self)
{
  g_autofree char *owner
      = g_strdup_printf (_ ("%s on %s, process %d"), g_get_user_name (),
                         g_get_host_name (), (int) getpid ());

  /* Only for the sentence that others show, so nothing depends on it. */
  if (ftruncate (self->fd, 0) != 0 || pwrite (self->fd, owner, strlen (owner), 0) < 0)
    g_debug ("%s: %s", self->path, g_strerror (errno));
}

/* FALSE without an error: the file was unlinked meanwhile; try again. */
static gboolean
try_lock (SchoLock *self, const char *path, GError **error)
{
  struct stat mine, named;

  self->fd = open (self->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
  if (self->fd < 0)
    return set_folder_error (self, path, error);

  /* Where the file system has no locks at all, SQLite's own must do. */
  if (flock (self->fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    {
      set_owner_error (self, path, error);
      close (self->fd);
      self->fd = -1;
      return FALSE;
    }
  if (fstat (self->fd, &mine) == 0 && lstat (self->path, &named) == 0
      && mine.st_ino == named.st_ino && mine.st_dev == named.st_dev)
    return TRUE;

  close (self->fd);
  self->fd = -1;
  return FALSE;
}

SchoLock *
scho_lock_take (const char *path, GError **error)
{
  g_autoptr (SchoLock) self = g_new0 (SchoLock, 1);

  self->fd = -1;
  self->path = g_strconcat (path, "-lock", NULL);
  if (g_access (path, W_OK) != 0)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_READ_ONLY,
                   _ ("“%s” is open for reading only: %s"), path, g_strerror (errno));
      return NULL;
    }

  for (guint tries = 0; tries < 100; tries++)
    {
      GError *local_error = NULL;

      if (try_lock (self, path, &local_error))
        {
          write_owner (self);
          return g_steal_pointer (&self);
        }
      if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return NULL;
        }
    }
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_READ_ONLY,
               _ ("“%s” is open for reading only: others open and close it all the time"),
               path);
  return NULL;
}
