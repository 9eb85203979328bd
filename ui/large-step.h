/* large-step.h - a step that may touch very many codings: the window lives meanwhile. */
#pragma once

#include "session.h"

/* Up to so many changes are made and written within a frame or two. */
#define SCHO_MOST_AT_ONCE 1000

/* On any thread. Returns: (transfer full): %NULL with @error set: why there is none */
typedef SchoStep *(*SchoStepFunc) (SchoSnapshot *snapshot, gpointer data, GError **error);

/* @owner: who asked; it is still there. @step: (nullable): what was done; %NULL when that
 * was refused or cancelled, which the user has been told. */
typedef void (*SchoStepDone) (gpointer owner, gpointer data, SchoStep *step);

/**
 * scho_session_make_step:
 * @size: how many codings it will touch, about
 * @make: makes the step; again, if the project has changed by then
 * @data: (transfer full): for @make and @done
 * @done: (nullable)
 * @owner: (nullable): nothing is called once it is gone
 *
 * A small step is made and applied before this returns. A large one is made on another
 * thread and applied by scho_session_apply_async(); the session is busy until then.
 */
void scho_session_make_step (SchoSession *self,
                             gsize size,
                             SchoStepFunc make,
                             gpointer data,
                             GDestroyNotify free_data,
                             SchoStepDone done,
                             gpointer owner);
