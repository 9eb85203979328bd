/* change-notes.c - what a step should tell of itself. */
#include <scholiast/change.h>

#include <glib/gi18n-lib.h>
#include <scholiast/snapshot.h>

/* Folded name → name, of the coders that were there before the step. */
static GHashTable *
fold_coders (SchoSnapshot *snapshot)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize n;
  const SchoCoder *const *coders = scho_snapshot_get_coders (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    g_hash_table_insert (names, g_utf8_casefold (coders[i]->name, -1),
                         (gpointer) coders[i]->name);
  return names;
}

void
scho_step_note_similar_coders (SchoStep *self)
{
  gsize n = scho_step_get_n_changes (self, SCHO_NOUN_CODER);
  g_autoptr (GHashTable) names = n > 0 ? fold_coders (scho_step_get_base (self)) : NULL;

  for (gsize i = 0; i < n; i++)
    {
      SchoChange change = scho_step_get_change (self, SCHO_NOUN_CODER, i);
      const SchoCoder *coder = change.after;
      g_autofree char *folded = NULL;
      const char *other;

      if (change.before != NULL)
        continue;
      folded = g_utf8_casefold (coder->name, -1);
      if ((other = g_hash_table_lookup (names, folded)) != NULL)
        /* Translators: the names of two coders. */
        scho_step_add_note (self,
                            _ ("The new coder “%s” differs only in case from “%s”."),
                            coder->name, other);
      else
        g_hash_table_insert (names, g_steal_pointer (&folded), (gpointer) coder->name);
    }
}
