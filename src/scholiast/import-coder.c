#include <scholiast/import-coder.h>

#include <scholiast/plugin-types.h>
#include <scholiast/words-private.h>

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_BYTES 1000

static gboolean
is_ordinary (int fd)
{
  struct stat status;

  return fstat (fd, &status) == 0 && S_ISREG (status.st_mode)
         && status.st_size <= MOST_BYTES;
}

char *
scho_import_dup_coder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *file = g_build_filename (folder, SCHO_CODER_FILE, NULL);
  /* Whatever lies there, nothing waits for it. */
  int fd = g_open (file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0);
  char bytes[MOST_BYTES + 1] = "";
  gssize n = fd >= 0 && is_ordinary (fd) ? read (fd, bytes, MOST_BYTES) : 0;
  char *name = NULL;

  if (fd >= 0)
    close (fd);
  if (n > 0 && memchr (bytes, '\0', (gsize) n) == NULL
      && g_utf8_validate (bytes, n, NULL))
    name = scho_name_dup (bytes);
  if (name != NULL && name[0] == '\0')
    g_clear_pointer (&name, g_free);
  return name;
}
