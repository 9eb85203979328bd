/* safety.h - projects that can be compared, for tests that break things on purpose. */
#pragma once

#include <check.h>
#include <scholiast/scholiast.h>

/* All that a snapshot says, as text that can be compared and read; without the project's
 * own UUID, the only thing that differs when the same script runs twice. */
char *safety_describe (SchoSnapshot *snapshot);

/* A new folder; in memory if @fast, since then nobody waits for a disk. */
char *safety_make_folder (gboolean fast);
void safety_remove_folder (const char *folder);

/* Opens the file as a second program would, and describes it. */
char *safety_describe_file (const char *path);

/* Fails with the sentences that scho_project_check() has. @context: how it came so. */
void safety_assert_sound (SchoProject *project, const char *context);

/**
 * SafetyBreaker:
 * @arm: makes the @n-th call from now on fail, in the way of @variant
 * @disarm: nothing fails any more; TRUE when something did
 * @describe: what failed, for people
 * @get_words: (nullable): the words that the user must get to read
 */
typedef struct
{
  void (*arm) (guint variant, gint64 n);
  gboolean (*disarm) (void);
  char *(*describe) (void);
  const char *(*get_words) (void);
} SafetyBreaker;

/**
 * safety_break_everywhere:
 *
 * Runs a script (create, change, undo, redo, close, open) again and again, with the
 * first, the second … call failing, until a run has no call left to break. After a
 * failure the project is as it was before, in memory and on disk, and the same can be
 * done once more. Returns how many calls were broken.
 */
guint safety_break_everywhere (const SafetyBreaker *breaker, guint variant);
