/* program-child.h - a program of the user's as a process of its own, with limits. Of the
 * core only. */
#pragma once

#include <gio/gio.h>

/**
 * SchoChildPlan:
 * @words: the command; the first is a path. No shell sees it.
 * @environment: all of it
 * @folder: where it works
 * @seconds: until it is killed with all that it has started
 * @mebibytes: of memory
 */
typedef struct
{
  const char *const *words;
  const char *const *environment;
  const char *folder;
  guint seconds;
  guint mebibytes;
} SchoChildPlan;

/* Appends what goes to its standard input next; nothing: that was all. FALSE: @error. */
typedef gboolean (*SchoChildGiveFunc) (GString *piece, gpointer data, GError **error);

/* Takes what it says, in pieces of any size. FALSE ends it, with @error. */
typedef gboolean (*SchoChildTakeFunc) (const char *bytes,
                                       gsize n,
                                       gpointer data,
                                       GError **error);

/**
 * scho_child_run:
 * @last_words: (out) (transfer full): the last lines of its standard error, made harmless
 *
 * Runs it to its end. However that comes about, nothing that it has started is left of
 * its group of processes. One that does not read what it is given may go on.
 *
 * Returns: whether it ended as a program that has done its work does
 */
gboolean scho_child_run (const SchoChildPlan *plan,
                         SchoChildGiveFunc give,
                         SchoChildTakeFunc take,
                         gpointer data,
                         char **last_words,
                         GCancellable *cancellable,
                         GError **error);
