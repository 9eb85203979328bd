/* nouns-private.h - all documents, all codes, and so on, of a snapshot. */
#pragma once

#include <scholiast/noun-private.h>

/* Immutable once made, shared by the snapshots between two changes. */
typedef struct
{
  gatomicrefcount ref_count;
  SchoNoun noun;
  guint32 limit;          /* one more than the greatest id that was ever given out */
  gconstpointer *by_id;   /* limit entries, owned, nullable */
  gconstpointer *ordered; /* n entries, not owned */
  gsize n;
  GHashTable *repeated; /* of codes: names that several have; made when first asked for */
} SchoNouns;

/* @by_id: (transfer full): as above. */
SchoNouns *scho_nouns_new_take (SchoNoun noun, gconstpointer *by_id, guint32 limit);
SchoNouns *scho_nouns_ref (SchoNouns *self);
void scho_nouns_unref (SchoNouns *self);

static inline gconstpointer
scho_nouns_get (const SchoNouns *self, guint32 id)
{
  return id < self->limit ? self->by_id[id] : NULL;
}

/* Whether several codes have the name; from any thread. */
gboolean scho_nouns_is_repeated (SchoNouns *self, const char *name);

/* After the step's changes of this kind; checks that each before is there. */
SchoNouns *
scho_nouns_apply (SchoNouns *self, SchoStep *step, guint32 limit, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoNouns, scho_nouns_unref)
