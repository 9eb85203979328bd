/* job.h - runs long work on another thread; progress and end arrive in this one. */
#pragma once

#include <gio/gio.h>
#include <scholiast/progress.h>

/**
 * SchoJobFunc:
 *
 * The work, on another thread: a plugin function with its arguments in @data.
 *
 * Returns: the result, %NULL with @error set when it failed
 */
typedef gpointer (*SchoJobFunc) (gpointer data,
                                 const SchoProgress *progress,
                                 GCancellable *cancellable,
                                 GError **error);

/**
 * scho_job_run_async:
 * @data: (transfer full): for @work, freed with @free_data in the caller's thread
 * @free_result: for a result that nobody fetches
 * @progress: (nullable): called in the caller's main context, at most 20 times a second,
 *   never after @done
 * @done: called in the caller's main context; fetches with scho_job_run_finish()
 */
SCHO_API void scho_job_run_async (SchoJobFunc work,
                                  gpointer data,
                                  GDestroyNotify free_data,
                                  GDestroyNotify free_result,
                                  GCancellable *cancellable,
                                  const SchoProgress *progress,
                                  GAsyncReadyCallback done,
                                  gpointer user_data);

SCHO_API gpointer scho_job_run_finish (GAsyncResult *result, GError **error);
