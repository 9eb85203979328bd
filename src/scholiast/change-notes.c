/* change-notes.c - what a step should tell of itself. */
#include <scholiast/change.h>

#include <glib/gi18n-lib.h>
#include <scholiast/snapshot.h>
#include <scholiast/step-private.h>

/* Answers in a table are alike more often than not. */
#define MOST_EQUAL 10

void
scho_step_set_is_about_others (SchoStep *self)
{
  self->is_about_others = TRUE;
}

gboolean
scho_step_is_about_others (SchoStep *self)
{
  return self->is_about_others;
}

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

/* A digest is a hash already. */
static guint
hash_digest (gconstpointer digest)
{
  guint hash = 0;

  for (const guchar *c = digest; *c != '\0' && c < (const guchar *) digest + 8; c++)
    hash = hash * 31 + *c;
  return hash;
}

/* Digest → title, of the new documents' texts as far as older ones have them. Texts
 * without words are no sign of anything. */
static GHashTable *
find_older (SchoStep *self, gsize n_changes)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (hash_digest, g_str_equal);
  GHashTable *found = g_hash_table_new (hash_digest, g_str_equal);
  gsize n;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (scho_step_get_base (self), &n);

  for (gsize i = 0; i < n_changes; i++)
    {
      SchoChange change = scho_step_get_change (self, SCHO_NOUN_DOCUMENT, i);
      const SchoDocument *document = change.after;

      if (change.before == NULL && document->length > 0)
        g_hash_table_add (wanted, (gpointer) document->digest);
    }
  for (gsize i = 0; i < n && g_hash_table_size (wanted) > 0; i++)
    if (g_hash_table_contains (wanted, documents[i]->digest))
      g_hash_table_insert (found, (gpointer) documents[i]->digest,
                           (gpointer) documents[i]->title);
  return found;
}

void
scho_step_note_equal_texts (SchoStep *self)
{
  gsize n = scho_step_get_n_changes (self, SCHO_NOUN_DOCUMENT);
  g_autoptr (GHashTable) titles = n > 0 ? find_older (self, n) : NULL;
  guint n_equal = 0;

  for (gsize i = 0; i < n; i++)
    {
      SchoChange change = scho_step_get_change (self, SCHO_NOUN_DOCUMENT, i);
      const SchoDocument *document = change.after;
      const char *other;

      if (change.before != NULL || document->length == 0)
        continue;
      other = g_hash_table_lookup (titles, document->digest);
      if (other == NULL)
        g_hash_table_insert (titles, (gpointer) document->digest,
                             (gpointer) document->title);
      else if (n_equal++ < MOST_EQUAL)
        /* Translators: the titles of two documents. */
        scho_step_add_note (self, _ ("“%s” has the same text as “%s”."), document->title,
                            other);
    }
  if (n_equal > MOST_EQUAL)
    scho_step_add_note (self,
                        ngettext ("%u more document has the text of another.",
                                  "%u more documents have the text of another.",
                                  n_equal - MOST_EQUAL),
                        n_equal - MOST_EQUAL);
}
