#include <scholiast/program-child.h>

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <scholiast/error.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define PIECE (64 * 1024)
#define LOOK_MS 50                       /* how often to look whether to go on */
#define GRACE (2 * G_USEC_PER_SEC)       /* to end after its last word */
#define MOST_OF_FILE (256 * 1024 * 1024) /* bytes of each file that it writes */
#define MOST_FILES 256                   /* open at once */
#define KEPT 2000                        /* bytes of its standard error */
#define KEPT_LINES 4

enum
{
  TO_IT,
  FROM_IT,
  ITS_ERRORS,
  N_PIPES
};

typedef struct
{
  const SchoChildPlan *plan;
  SchoChildGiveFunc give;
  SchoChildTakeFunc take;
  gpointer data;
  GPid pid;
  int pipes[N_PIPES]; /* -1: closed */
  GString *rest;      /* of the piece that it is given */
  gsize given;        /* of the rest */
  GString *said;      /* at its standard error, the end of it */
  guint n_processors; /* it may use all of them at once */
  gint64 end, last;   /* when it is killed; when it said its last */
  gboolean is_dead;   /* it has ended; what it started may not have */
  char *piece;
} Child;

/* Between fork and exec of a program with many threads: system calls only. */
static void
set_limit (int resource, rlim_t limit)
{
  struct rlimit limits = { limit, limit };

  setrlimit (resource, &limits);
}

static void
prepare_cb (gpointer data)
{
  const Child *self = data;

  setsid (); /* a group of its own, and no terminal */
#ifdef PR_SET_PDEATHSIG
  prctl (PR_SET_PDEATHSIG, SIGKILL); /* the thread that forks waits for its end */
#endif
  signal (SIGPIPE, SIG_DFL);
  set_limit (RLIMIT_AS, (rlim_t) self->plan->mebibytes * 1024 * 1024);
  set_limit (RLIMIT_CPU, (rlim_t) self->plan->seconds * self->n_processors + 1);
  set_limit (RLIMIT_FSIZE, MOST_OF_FILE);
  set_limit (RLIMIT_NOFILE, MOST_FILES);
  set_limit (RLIMIT_CORE, 0);
}

static gboolean
start (Child *self, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (!g_spawn_async_with_pipes (self->plan->folder, (char **) self->plan->words,
                                 (char **) self->plan->environment,
                                 G_SPAWN_DO_NOT_REAP_CHILD, prepare_cb, self, &self->pid,
                                 &self->pipes[TO_IT], &self->pipes[FROM_IT],
                                 &self->pipes[ITS_ERRORS], &problem))
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_FAILED, _ ("It cannot be started: %s"),
                   problem->message);
      return FALSE;
    }
  for (guint i = 0; i < N_PIPES; i++)
    g_unix_set_fd_nonblocking (self->pipes[i], TRUE, NULL);
  return TRUE;
}

static void
close_pipe (Child *self, guint i)
{
  if (self->pipes[i] >= 0)
    close (self->pipes[i]);
  self->pipes[i] = -1;
}

/* A reader that has gone is no signal to this program, which may have other pipes. */
static gssize
write_quietly (int fd, const char *bytes, gsize n)
{
  sigset_t broken, old, pending;
  gssize written;
  int failure;

  sigemptyset (&broken);
  sigaddset (&broken, SIGPIPE);
  sigpending (&pending);
  pthread_sigmask (SIG_BLOCK, &broken, &old);
  written = write (fd, bytes, n);
  failure = errno;
  if (written < 0 && failure == EPIPE && !sigismember (&pending, SIGPIPE))
    sigtimedwait (&broken, NULL, &(struct timespec){ 0, 0 });
  pthread_sigmask (SIG_SETMASK, &old, NULL);
  errno = failure;
  return written;
}

static gboolean
give_piece (Child *self, GError **error)
{
  gssize n;

  if (self->given == self->rest->len)
    {
      g_string_truncate (self->rest, 0);
      self->given = 0;
      if (!self->give (self->rest, self->data, error))
        return FALSE;
    }
  if (self->rest->len == 0)
    {
      close_pipe (self, TO_IT);
      return TRUE;
    }
  n = write_quietly (self->pipes[TO_IT], self->rest->str + self->given,
                     self->rest->len - self->given);
  if (n > 0)
    self->given += (gsize) n;
  else if (n < 0 && errno != EAGAIN && errno != EINTR)
    close_pipe (self, TO_IT); /* it does not listen: what it says tells why */
  return TRUE;
}

static gboolean
keep_error (const char *bytes, gsize n, gpointer data, GError **error)
{
  Child *self = data;

  g_string_append_len (self->said, bytes, (gssize) n);
  if (self->said->len > 2 * KEPT)
    g_string_erase (self->said, 0, (gssize) (self->said->len - KEPT));
  return TRUE;
}

static gboolean
hear (Child *self, guint pipe, SchoChildTakeFunc take, gpointer data, GError **error)
{
  gssize n = read (self->pipes[pipe], self->piece, PIECE);

  if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
    close_pipe (self, pipe);
  if (n <= 0)
    return TRUE;
  self->last = g_get_monotonic_time ();
  return take (self->piece, (gsize) n, data, error);
}

static gboolean
refuse_time (const Child *self, GError **error)
{
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_FAILED,
               ngettext ("It took longer than %u second and was ended; “Seconds” in its "
                         "manifest gives it more",
                         "It took longer than %u seconds and was ended; “Seconds” in its "
                         "manifest gives it more",
                         self->plan->seconds),
               self->plan->seconds);
  return FALSE;
}

static gboolean
check_time (const Child *self, GCancellable *cancellable, GError **error)
{
  return !g_cancellable_set_error_if_cancelled (cancellable, error)
         && (g_get_monotonic_time () <= self->end || refuse_time (self, error));
}

/* Leaves it a zombie, so that nobody else gets its number as long as we name its group.
 */
static void
look_for_end (Child *self)
{
  siginfo_t info = { 0 };

  if (self->is_dead
      || waitid (P_PID, (id_t) self->pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0
      || info.si_pid == 0)
    return;
  self->is_dead = TRUE;
  self->last = g_get_monotonic_time ();
  kill (-self->pid, SIGKILL);
}

static gboolean
is_over (const Child *self)
{
  gboolean is_silent = self->pipes[FROM_IT] < 0 && self->pipes[ITS_ERRORS] < 0;

  return self->is_dead && (is_silent || g_get_monotonic_time () > self->last + GRACE);
}

static gboolean
attend (Child *self, const struct pollfd *fds, GError **error)
{
  if (self->pipes[TO_IT] >= 0 && fds[TO_IT].revents != 0 && !give_piece (self, error))
    return FALSE;
  if (self->pipes[FROM_IT] >= 0 && fds[FROM_IT].revents != 0
      && !hear (self, FROM_IT, self->take, self->data, error))
    return FALSE;
  return self->pipes[ITS_ERRORS] < 0 || fds[ITS_ERRORS].revents == 0
         || hear (self, ITS_ERRORS, keep_error, self, error);
}

/* Until it has ended and all that it said is heard. */
static gboolean
talk (Child *self, GCancellable *cancellable, GError **error)
{
  while (check_time (self, cancellable, error))
    {
      /* Negative ones are left out. */
      struct pollfd fds[N_PIPES] = { { self->pipes[TO_IT], POLLOUT, 0 },
                                     { self->pipes[FROM_IT], POLLIN, 0 },
                                     { self->pipes[ITS_ERRORS], POLLIN, 0 } };
      gboolean is_silent = self->pipes[FROM_IT] < 0 && self->pipes[ITS_ERRORS] < 0;
      int n = poll (fds, N_PIPES, is_silent ? 1 : LOOK_MS);

      if (n > 0 && !attend (self, fds, error))
        return FALSE;
      if (n <= 0 || is_silent)
        look_for_end (self);
      if (is_over (self))
        return TRUE;
    }
  return FALSE;
}

/* Returns what waitpid() says of it. */
static int
finish (Child *self)
{
  int status = 0;

  for (guint i = 0; i < N_PIPES; i++)
    close_pipe (self, i);
  kill (-self->pid, SIGKILL);
  while (waitpid (self->pid, &status, 0) < 0 && errno == EINTR)
    ;
  g_spawn_close_pid (self->pid);
  return status;
}

static gboolean
explain_end (const Child *self, int status, GError **error)
{
  if (WIFEXITED (status) && WEXITSTATUS (status) == 0)
    return TRUE;
  if (WIFEXITED (status))
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_FAILED,
                 /* Translators: a number that a program ends with when it has failed */
                 _ ("It failed with exit status %d"), WEXITSTATUS (status));
  else if (WTERMSIG (status) == SIGXCPU)
    return refuse_time (self, error);
  else
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_FAILED,
                 /* Translators: what the system calls the signal */
                 _ ("It crashed or was ended from outside: %s"),
                 g_strsignal (WTERMSIG (status)));
  return FALSE;
}

/* A program may write anything there; people see it in a sentence. */
static char *
dup_last_words (const Child *self)
{
  gsize from = self->said->len > KEPT ? self->said->len - KEPT : 0;
  g_autofree char *valid
      = g_utf8_make_valid (self->said->str + from, (gssize) (self->said->len - from));
  g_auto (GStrv) lines = g_strsplit (g_strstrip (valid), "\n", -1);
  guint n = g_strv_length (lines);
  GString *words = g_string_new (NULL);

  for (guint i = n > KEPT_LINES ? n - KEPT_LINES : 0; i < n; i++)
    if (g_strstrip (lines[i])[0] != '\0')
      g_string_append_printf (words, "%s%s", words->len > 0 ? " / " : "", lines[i]);
  for (char *c = words->str; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';
  return g_string_free (words, FALSE);
}

gboolean
scho_child_run (const SchoChildPlan *plan,
                SchoChildGiveFunc give,
                SchoChildTakeFunc take,
                gpointer data,
                char **last_words,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GString) rest = g_string_new (NULL);
  g_autoptr (GString) said = g_string_new (NULL);
  g_autofree char *piece = g_malloc (PIECE);
  Child self = { plan, give, take, data, .rest = rest, .said = said, .piece = piece };
  gboolean went_well;
  int status;

  *last_words = NULL;
  self.n_processors = g_get_num_processors ();
  self.end = g_get_monotonic_time () + (gint64) plan->seconds * G_USEC_PER_SEC;
  if (!start (&self, error))
    return FALSE;
  went_well = talk (&self, cancellable, error);
  status = finish (&self);
  *last_words = dup_last_words (&self);
  return went_well && explain_end (&self, status, error);
}
