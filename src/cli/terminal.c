#include "terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

enum
{
  WHAT_LENGTH = 60,
  SHOW_INTERVAL = G_USEC_PER_SEC / 10,
};

struct _CliProgressLine
{
  gboolean is_terminal;
  gboolean is_shown;
  gint64 shown_at;
};

GOutputStream *
cli_stdout_new (void)
{
  g_autoptr (GOutputStream) base = g_unix_output_stream_new (STDOUT_FILENO, FALSE);

  return g_buffered_output_stream_new_sized (base, 1 << 16);
}

gboolean
cli_print (const char *text, GError **error)
{
  g_autoptr (GOutputStream) stream = cli_stdout_new ();

  if (g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, error)
      && g_output_stream_close (stream, NULL, error))
    return TRUE;
  g_prefix_error (error, "%s: ", _ ("standard output"));
  return FALSE;
}

gboolean
cli_stdout_is_gone (void)
{
  struct pollfd place = { .fd = STDOUT_FILENO };

  return poll (&place, 1, 0) == 1 && (place.revents & POLLERR) != 0;
}

static void
write_stderr (const char *text)
{
  gsize left = strlen (text);

  while (left > 0)
    {
      gssize n = write (STDERR_FILENO, text, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return; /* there is nobody left to tell */
      text += n;
      left -= (gsize) n;
    }
}

static gboolean
is_plain (const char *text)
{
  while (g_ascii_isprint (*text))
    text++;
  return *text == '\0';
}

char *
cli_dup_plain (const char *text)
{
  g_autofree char *valid = NULL;
  GString *plain;

  if (is_plain (text)) /* nearly every cell of a million */
    return g_strdup (text);
  valid = g_utf8_make_valid (text, -1);
  plain = g_string_sized_new (strlen (valid));
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (plain, g_unichar_iscntrl (c) ? ' ' : c);
    }
  return g_string_free (plain, FALSE);
}

/* Errors of the core end without a full stop, its notes with one: here nothing does. */
static void
drop_full_stop (char *line)
{
  gsize n = strlen (line);

  if (n > 1 && line[n - 1] == '.' && line[n - 2] != '.')
    line[n - 1] = '\0';
}

void
cli_say (const char *sentences)
{
  g_auto (GStrv) lines = g_strsplit (sentences, "\n", -1);
  g_autoptr (GString) all = g_string_new (NULL);

  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *plain = cli_dup_plain (*line);

      drop_full_stop (plain);
      g_string_append_printf (all, "scho: %s\n", plain);
    }
  write_stderr (all->str);
}

void
cli_keep_standard_streams (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    /* Opened the wrong way round, so that writing to what was closed stays an error. */
    if (fcntl (fd, F_GETFD) < 0 && errno == EBADF)
      (void) !open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

void
cli_die_of (int signal_number)
{
  sigset_t set;

  signal (signal_number, SIG_DFL);
  sigemptyset (&set);
  sigaddset (&set, signal_number);
  pthread_sigmask (SIG_UNBLOCK, &set, NULL);
  raise (signal_number);
  _exit (128 + signal_number);
}

/* What the caller told us to ignore (nohup, a shell's background job) stays ignored. */
static gboolean
is_ignored (int signal_number)
{
  struct sigaction action;

  return sigaction (signal_number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

static sigset_t
get_watched (void)
{
  static const int watched[] = { SIGINT, SIGTERM, SIGHUP };
  sigset_t set;

  sigemptyset (&set);
  for (gsize i = 0; i < G_N_ELEMENTS (watched); i++)
    if (!is_ignored (watched[i]))
      sigaddset (&set, watched[i]);
  return set;
}

static gpointer
wait_for_signals (gpointer data)
{
  sigset_t set = get_watched ();
  int signal_number;

  if (sigwait (&set, &signal_number) != 0)
    return NULL;
  g_cancellable_cancel (data);
  if (sigwait (&set, &signal_number) != 0)
    return NULL;
  /* The others still block it; the project survives this at any moment. */
  cli_die_of (signal_number);
}

void
cli_watch_signals (GCancellable *cancellable)
{
  sigset_t set = get_watched ();

  pthread_sigmask (SIG_BLOCK, &set, NULL);
  g_thread_unref (g_thread_new ("signals", wait_for_signals, g_object_ref (cancellable)));
}

CliProgressLine *
cli_progress_line_new (void)
{
  CliProgressLine *self = g_new0 (CliProgressLine, 1);

  self->is_terminal = isatty (STDERR_FILENO);
  return self;
}

void
cli_progress_line_free (CliProgressLine *self)
{
  cli_progress_line_clear (self);
  g_free (self);
}

void
cli_progress_line_show (double fraction, const char *what, gpointer data)
{
  CliProgressLine *self = data;
  gint64 now = g_get_monotonic_time ();
  g_autofree char *plain = NULL;
  g_autofree char *cut = NULL;
  g_autofree char *line = NULL;

  if (!self->is_terminal || now - self->shown_at < SHOW_INTERVAL)
    return;
  self->shown_at = now;
  self->is_shown = TRUE;
  plain = cli_dup_plain (what != NULL ? what : "");
  cut = g_utf8_substring (plain, 0, MIN (g_utf8_strlen (plain, -1), WHAT_LENGTH));
  line = fraction < 0 ? g_strdup_printf ("\r%s\033[K", cut)
                      : g_strdup_printf ("\r%3d %% %s\033[K",
                                         (int) (100 * MIN (fraction, 1)), cut);
  write_stderr (line);
}

void
cli_progress_line_clear (CliProgressLine *self)
{
  if (self->is_shown)
    write_stderr ("\r\033[K");
  self->is_shown = FALSE;
}

void
cli_progress_line_stop (CliProgressLine *self)
{
  cli_progress_line_clear (self);
  self->is_terminal = FALSE;
}
