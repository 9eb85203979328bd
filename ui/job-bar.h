/* job-bar.h - long work in the background: how far it is, and Cancel. */
#pragma once

#include <gtk/gtk.h>
#include <scholiast/job.h>

#define SCHO_TYPE_JOB_BAR (scho_job_bar_get_type ())
G_DECLARE_FINAL_TYPE (SchoJobBar, scho_job_bar, SCHO, JOB_BAR, GtkWidget)

/**
 * SchoJobDone:
 * @owner: who asked for the work; it is still there
 * @data: what the work was handed; freed after
 * @result: (transfer full) (nullable): %NULL when it failed
 * @error: (nullable): why; %NULL also when the user cancelled
 */
typedef void (*SchoJobDone) (gpointer owner,
                             gpointer data,
                             gpointer result,
                             const GError *error);

/**
 * scho_job_bar_run:
 * @title: what is being done
 * @work: the work, on another thread
 * @data: (transfer full): for @work
 * @free_result: for a result that nobody wants any more
 * @owner: (transfer none): nothing is called once it is gone
 *
 * One after the other: what is asked for while something is at work comes after it.
 */
void scho_job_bar_run (SchoJobBar *self,
                       const char *title,
                       SchoJobFunc work,
                       gpointer data,
                       GDestroyNotify free_data,
                       GDestroyNotify free_result,
                       SchoJobDone done,
                       GObject *owner);

/**
 * scho_job_bar_hold:
 * @title: (nullable): what is going on; %NULL when it is over
 *
 * Shows what is no job of the bar's; Cancel then emits `cancelled` (SchoJobBar *self).
 * Until it is over no job begins, and what one at work has found is not handed over.
 */
void scho_job_bar_hold (SchoJobBar *self, const char *title);

gboolean scho_job_bar_is_busy (SchoJobBar *self);

/* What is at work, and all that waits. */
void scho_job_bar_cancel (SchoJobBar *self);
