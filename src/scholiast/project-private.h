/* project-private.h - what the project's files share: opening it, and its one door. */
#pragma once

#include <scholiast/lock.h>
#include <scholiast/project.h>
#include <scholiast/store-private.h>

/* What undo ([0]) and redo ([1]) are about. */
typedef struct
{
  gboolean is_known;
  gint64 steps[2]; /* 0: none */
  gint64 sizes[2]; /* in changes */
  char *labels[2];
} SchoBorder;

typedef struct _SchoPass SchoPass;

struct _SchoProject
{
  GObject parent_instance;

  char *path;
  SchoLock *lock;   /* NULL when read-only */
  SchoStore *store; /* NULL after closing; of the worker alone while there is a pass */
  SchoReader *reader;
  SchoSnapshot *snapshot;
  GPtrArray *faults; /* of sentences: what was left out when it was read */
  char *reason;      /* why it is read-only */
  char *notice;
  SchoBorder border;
  SchoPass *passing; /* the step on its way on a worker; NULL: not busy */

  /* What the last step is part of, as long as it may be joined. */
  char *visit;
  guint32 visitor;
  gint64 joined; /* the step that was joined; 0: it is the last, whichever that is */
};

/* Asks for it, unless it is known; again when the file could not be read. */
gboolean scho_border_find (SchoBorder *self, SchoStore *store, GError **error);
void scho_border_clear (SchoBorder *self);

/* Refuses while a worker has the file. */
gboolean scho_project_check_idle (SchoProject *self, GError **error);

/* Until the step that is on its way is done, or has failed, and the listeners know. */
void scho_project_wait (SchoProject *self);

void scho_project_emit_changed (SchoProject *self, SchoStep *step);
void scho_project_emit_busy_changed (SchoProject *self);
