#include "pdf-child.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define READER "pdf-reader"
#define PIECE (64 * 1024)
#define LOOK_MS 100                /* how often to look whether to go on */
#define OWN_MEMORY 256             /* MiB: its libraries and tables */
#define NOT_STARTED 127            /* what the loader says where a library is missing */
#define PACKAGE "libpoppler-glib8" /* in Debian 12 and 13 */

/* Poppler makes and frees an object for each sign of a page. glibc keeps only seven of a
 * size at hand; with more a book takes a quarter less time. Others do not look. */
#define TUNABLES "GLIBC_TUNABLES"
#define MORE_AT_HAND                                                                     \
  "glibc.malloc.tcache_count=2000:glibc.malloc.top_pad=33554432"                         \
  ":glibc.malloc.trim_threshold=536870912"

typedef struct
{
  const PdfLimits *limits;
  const char *rest; /* of the file */
  gsize n_rest;
  int fd;
  pid_t pid;
  gint64 end;
} Child;

/* The folder that this module was loaded from. */
static char *
find_reader (void)
{
  Dl_info info;
  g_autofree char *folder = NULL;

  if (dladdr (&scho_plugin, &info) == 0 || info.dli_fname == NULL)
    return g_strdup (READER);
  folder = g_path_get_dirname (info.dli_fname);
  return g_build_filename (folder, READER, NULL);
}

static int
spawn (Child *self, int its_end)
{
  g_autofree char *path = find_reader ();
  g_autofree char *memory = g_strdup_printf ("%u", self->limits->mebibytes + OWN_MEMORY);
  g_autofree char *seconds = g_strdup_printf ("%u", self->limits->seconds + 1);
  char *const words[] = { (char *) READER, memory, seconds, NULL };
  g_auto (GStrv) settings
      = g_environ_setenv (g_get_environ (), TUNABLES, MORE_AT_HAND, FALSE);
  posix_spawn_file_actions_t actions;
  int failure;

  posix_spawn_file_actions_init (&actions);
  posix_spawn_file_actions_adddup2 (&actions, its_end, STDIN_FILENO);
  posix_spawn_file_actions_adddup2 (&actions, its_end, STDOUT_FILENO);
  posix_spawn_file_actions_addopen (&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  failure = posix_spawn (&self->pid, path, &actions, NULL, words, settings);
  posix_spawn_file_actions_destroy (&actions);
  return failure;
}

static gboolean
refuse_start (const Child *self, const char *why, GError **error)
{
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_FAILED,
               _ ("“%s”: the program that reads PDF, %s, cannot be started: %s; it needs "
                  "poppler-glib (in Debian %s)"),
               self->limits->name, READER, why, PACKAGE);
  return FALSE;
}

/* One socket for both ways: writing to a program that has died is no signal then. */
static gboolean
start (Child *self, GError **error)
{
  int ends[2], failure;

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    return refuse_start (self, g_strerror (errno), error);
  failure = spawn (self, ends[1]);
  close (ends[1]);
  self->fd = ends[0];
  if (failure == 0)
    return TRUE;
  close (self->fd);
  return refuse_start (self, g_strerror (failure), error);
}

static void
give (Child *self)
{
  gssize n = send (self->fd, self->rest, MIN (self->n_rest, PIECE),
                   MSG_NOSIGNAL | MSG_DONTWAIT);

  if (n > 0)
    {
      self->rest += n;
      self->n_rest -= (gsize) n;
    }
  else if (n < 0 && errno != EAGAIN && errno != EINTR)
    self->n_rest = 0; /* it does not listen; what it said tells why */
  if (self->n_rest == 0)
    shutdown (self->fd, SHUT_WR);
}

static gboolean
check_time (const Child *self, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (g_get_monotonic_time () <= self->end)
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("“%s” takes too long to read; --set seconds=… gives it more time"),
               self->limits->name);
  return FALSE;
}

/* Until it closes its end, or somebody does not want to hear more. */
static gboolean
talk (Child *self,
      PdfTakeFunc take,
      gpointer data,
      GCancellable *cancellable,
      GError **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE);

  while (check_time (self, cancellable, error))
    {
      struct pollfd poll_fd
          = { self->fd, (short) (POLLIN | (self->n_rest > 0 ? POLLOUT : 0)), 0 };
      gssize n;

      if (poll (&poll_fd, 1, LOOK_MS) <= 0)
        continue;
      if (self->n_rest > 0 && (poll_fd.revents & POLLOUT) != 0)
        give (self);
      if ((poll_fd.revents & (POLLIN | POLLHUP | POLLERR)) == 0)
        continue;
      n = recv (self->fd, piece, PIECE, MSG_DONTWAIT);
      if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
        return TRUE;
      if (n > 0 && !take (piece, (gsize) n, data, error))
        return FALSE;
    }
  return FALSE;
}

/* Returns what waitpid() says of it. */
static int
finish (Child *self, gboolean went_well)
{
  int status = 0;

  close (self->fd);
  if (!went_well)
    kill (self->pid, SIGKILL);
  while (waitpid (self->pid, &status, 0) < 0 && errno == EINTR)
    ;
  return status;
}

static void
refuse_end (const Child *self, int status, GError **error)
{
  if (WIFEXITED (status) && WEXITSTATUS (status) == NOT_STARTED)
    refuse_start (self, _ ("a library is missing"), error);
  else if (WIFSIGNALED (status) && WTERMSIG (status) == SIGXCPU)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                 _ ("“%s” takes too long to read; --set seconds=… gives it more time"),
                 self->limits->name);
  else
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                 _ ("“%s” cannot be read: the program that reads PDF broke off; the file "
                    "is damaged, or takes more than the %u MiB of memory that --set "
                    "limit=… gives it"),
                 self->limits->name, self->limits->mebibytes);
}

gboolean
pdf_child_run (const char *bytes,
               gsize n_bytes,
               const PdfLimits *limits,
               PdfTakeFunc take,
               PdfWholeFunc is_whole,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  Child self = { .limits = limits, .rest = bytes, .n_rest = n_bytes };
  gboolean went_well;
  int status;

  self.end = g_get_monotonic_time () + (gint64) limits->seconds * G_USEC_PER_SEC;
  if (!start (&self, error))
    return FALSE;
  went_well = talk (&self, take, data, cancellable, error);
  status = finish (&self, went_well);
  if (!went_well)
    return FALSE;
  if (!is_whole (data))
    {
      refuse_end (&self, status, error);
      return FALSE;
    }
  return TRUE;
}
