/* history.h - the steps that the project keeps: who did what when. */
#pragma once

#include <scholiast/api.h>

typedef enum
{
  SCHO_STATE_DONE,
  SCHO_STATE_UNDONE, /* can be redone */
  SCHO_STATE_DROPPED /* undone, and then something else was done: only to be read */
} SchoState;

/* What a step changed; several at once. A dropped step has none. */
typedef enum
{
  SCHO_KIND_CODINGS = 1 << 0,
  SCHO_KIND_MEMOS = 1 << 1, /* on whatever */
  SCHO_KIND_CODES = 1 << 2,
  SCHO_KIND_DOCUMENTS = 1 << 3,
  SCHO_KIND_PROJECT = 1 << 4, /* its title, its coders, what is kept with it */
} SchoKinds;

/* One step of the history. Immutable, shared by reference. */
typedef struct
{
  gint64 number; /* from 1, in the order in which they were done */
  gint64 time;   /* milliseconds since 1970, UTC */
  const char *label;
  guint32 coder; /* id; 0: unknown */
  SchoState state;
  SchoKinds kinds;
  gint64 n_changes;
} SchoHistoryEntry;

SCHO_API SchoHistoryEntry *scho_history_entry_new (const SchoHistoryEntry *values);
SCHO_API SchoHistoryEntry *scho_history_entry_ref (SchoHistoryEntry *self);
SCHO_API void scho_history_entry_unref (SchoHistoryEntry *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoHistoryEntry, scho_history_entry_unref)
