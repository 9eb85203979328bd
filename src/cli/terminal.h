/* terminal.h - standard output, standard error, and the signals that come from there. */
#pragma once

#include <gio/gio.h>

/* The whole of what is written arrives, or it is an error. Leaves the descriptor open. */
GOutputStream *cli_stdout_new (void);
gboolean cli_print (const char *text, GError **error);

/* Whoever read our output has gone, as `head` does: no news for anybody. */
gboolean cli_stdout_is_gone (void);

/* `scho: @sentences` on standard error, a line for each line of them and each with
 * `scho:`; whatever else they have in them is made harmless. A sentence begins with a
 * capital and ends without a full stop. */
void cli_say (const char *sentences);

/* (transfer full): control characters and line ends become spaces. Texts of strangers
 * must not steer the terminal. */
char *cli_dup_plain (const char *text);

/* So that no file of ours is opened in the place of a standard stream. */
void cli_keep_standard_streams (void);

/* Die as if no handler had been there, so that the shell sees why. */
void cli_die_of (int signal_number) G_GNUC_NORETURN;

/* SIGINT, SIGTERM and SIGHUP cancel; a second one kills. Before other threads begin. */
void cli_watch_signals (GCancellable *cancellable);

typedef struct _CliProgressLine CliProgressLine;

CliProgressLine *cli_progress_line_new (void);
void cli_progress_line_free (CliProgressLine *self);

/* A SchoProgressFunc; @data: the line. */
void cli_progress_line_show (double fraction, const char *what, gpointer data);
void cli_progress_line_clear (CliProgressLine *self);

/* No more of it: the result goes to the same terminal. */
void cli_progress_line_stop (CliProgressLine *self);
