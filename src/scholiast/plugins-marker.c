#include <scholiast/plugins-private.h>

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* The first byte of a marker: how often loading was begun and not ended, or that it
 * crashed. A program that is killed just then is no fault of the plugin: so it may happen
 * twice. */
#define CRASHED 'X'
#define FIRST '1'
#define LAST '3'

static const int signals[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT };

struct _SchoMarker
{
  char *path;
  int fd; /* locked as long as the module is being loaded */
  char *sentence;
  guint8 *stack; /* for the handler, when the program's own is used up */
  stack_t old_stack;
  struct sigaction old[G_N_ELEMENTS (signals)];
};

/* A signal handler has no argument of its own. */
static SchoMarker *watched;

static char *
dup_folder (void)
{
  const char *chosen = g_getenv ("SCHOLIAST_STATE_DIR");

  if (chosen != NULL && chosen[0] != '\0')
    return g_build_filename (chosen, "plugins", NULL);
  return g_build_filename (g_get_user_state_dir (), "scholiast", "plugins", NULL);
}

static char *
dup_marker_path (const char *file)
{
  g_autofree char *folder = dup_folder ();
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, file, -1);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return NULL;
  return g_build_filename (folder, hash, NULL);
}

/* Changes when the module does. */
static char *
describe (const char *file)
{
  struct stat status = { 0 };

  if (stat (file, &status) != 0)
    return NULL;
  return g_strdup_printf ("\n%" G_GINT64_FORMAT ".%09ld %" G_GINT64_FORMAT "\n%s\n",
                          (gint64) status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
                          (gint64) status.st_size, file);
}

/* -1 where another program has it, or none can be made. The lock goes with the program
 * that holds it, however it ends. */
static int
open_locked (const char *path)
{
  for (guint tries = 0; tries < 100; tries++)
    {
      struct stat status;
      int fd = open (path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);

      if (fd < 0)
        return -1;
      if (flock (fd, LOCK_EX | LOCK_NB) != 0 || fstat (fd, &status) != 0)
        {
          close (fd);
          return -1;
        }
      if (status.st_nlink > 0)
        return fd;
      close (fd); /* taken away between opening and locking */
    }
  return -1;
}

/* The state it was left in; FIRST less one for a new one and for a changed module. */
static char
read_state (int fd, const char *description)
{
  char left[8192] = "";
  gssize length = pread (fd, left, sizeof left - 1, 0);

  if (length < 2 || !g_str_equal (left + 1, description))
    return FIRST - 1;
  return left[0];
}

static char *
explain (char state)
{
  if (state == CRASHED)
    return g_strdup (
        _ ("It crashed while it was loaded; it stays off until its file changes"));
  if (state >= LAST)
    return g_strdup (_ ("Three times the program ended while it was loaded; it stays off "
                        "until its file changes"));
  return NULL;
}

static gboolean
write_state (int fd, char state, const char *description)
{
  gsize length = strlen (description);

  return ftruncate (fd, 0) == 0 && pwrite (fd, &state, 1, 0) == 1
         && pwrite (fd, description, length, 1) == (gssize) length;
}

SchoMarker *
scho_marker_new (const char *file, char **reason)
{
  g_autofree char *path = dup_marker_path (file);
  g_autofree char *description = describe (file);
  SchoMarker *self = NULL;
  char state = 0;
  int fd = -1;

  *reason = NULL;
  if (path == NULL || description == NULL || (fd = open_locked (path)) < 0)
    return NULL;
  state = read_state (fd, description);
  *reason = explain (state);
  if (*reason != NULL || !write_state (fd, state + 1, description))
    {
      close (fd);
      return NULL;
    }
  self = g_new0 (SchoMarker, 1);
  self->path = g_steal_pointer (&path);
  self->fd = fd;
  return self;
}

/* Only calls that are safe in a handler. */
static void
crashed_cb (int number)
{
  char state = CRASHED;
  gssize ignored = pwrite (watched->fd, &state, 1, 0);

  ignored = write (STDERR_FILENO, watched->sentence, strlen (watched->sentence));
  (void) ignored;
  _exit (1);
}

void
scho_marker_watch (SchoMarker *self, const char *file)
{
  struct sigaction action = { .sa_handler = crashed_cb, .sa_flags = SA_ONSTACK };
  stack_t stack = { .ss_size = 65536 };
  g_autofree char *place = g_filename_display_name (file);

  /* Translators: a file */
  self->sentence = g_strdup_printf (
      _ ("scho: the plugin %s crashed while it was loaded; it stays off until the file "
         "changes\n"),
      place);
  self->stack = g_malloc (stack.ss_size);
  stack.ss_sp = self->stack;
  sigaltstack (&stack, &self->old_stack);
  sigemptyset (&action.sa_mask);
  watched = self;
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    sigaction (signals[i], &action, &self->old[i]);
}

static void
unwatch (SchoMarker *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    sigaction (signals[i], &self->old[i], NULL);
  sigaltstack (&self->old_stack, NULL);
  watched = NULL;
  g_free (self->stack);
  g_free (self->sentence);
}

void
scho_marker_free (SchoMarker *self)
{
  if (self->stack != NULL)
    unwatch (self);
  unlink (self->path);
  close (self->fd);
  g_free (self->path);
  g_free (self);
}
