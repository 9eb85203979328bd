/* progress.h - how far a long work is. */
#pragma once

#include <scholiast/api.h>

typedef void (*SchoProgressFunc) (double fraction, const char *what, gpointer data);

/**
 * SchoProgress:
 *
 * Handed to plugin functions; made on the stack by whoever wants to know. May be called
 * as often as one likes: the desktop and the command line look at few of the calls.
 */
typedef struct
{
  SchoProgressFunc func;
  gpointer data;
} SchoProgress;

/**
 * scho_progress_set:
 * @self: (nullable): nobody wants to know
 * @fraction: 0 to 1, or negative when it cannot be known
 * @what: (nullable): the document at hand
 */
static inline void
scho_progress_set (const SchoProgress *self, double fraction, const char *what)
{
  if (self != NULL && self->func != NULL)
    self->func (fraction, what, self->data);
}
