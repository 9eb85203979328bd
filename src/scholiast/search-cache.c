/* search-cache.c - texts and what was folded of them, for the next search.
 *
 * What was not used for longest goes when there is too much of it.
 */
#include <scholiast/search-cache-private.h>

#define MAX_BYTES (192 * 1024 * 1024)

typedef struct
{
  SchoText *text;
  SchoFold *folds[SCHO_FOLD_ALL + 1]; /* nullable; by flags */
  gsize size;
  GList link; /* in the order of use */
} Entry;

struct _SchoSearchCache
{
  gatomicrefcount ref_count;
  GMutex mutex;        /* for all below */
  GHashTable *entries; /* digest → Entry */
  GQueue used;         /* of Entry, the last one first */
  gsize size;
};

static void
entry_free (gpointer data)
{
  Entry *self = data;

  for (guint i = 0; i <= SCHO_FOLD_ALL; i++)
    g_clear_pointer (&self->folds[i], scho_fold_unref);
  scho_text_unref (self->text);
  g_free (self);
}

SchoSearchCache *
scho_search_cache_new (void)
{
  SchoSearchCache *self = g_new0 (SchoSearchCache, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  /* The key is the text's own. */
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  return self;
}

SchoSearchCache *
scho_search_cache_ref (SchoSearchCache *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
scho_search_cache_unref (SchoSearchCache *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->entries);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* (nullable) */
static Entry *
use_entry (SchoSearchCache *self, const char *digest)
{
  Entry *entry = g_hash_table_lookup (self->entries, digest);

  if (entry != NULL)
    {
      g_queue_unlink (&self->used, &entry->link);
      g_queue_push_head_link (&self->used, &entry->link);
    }
  return entry;
}

static Entry *
add_entry (SchoSearchCache *self, SchoText *text)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->text = scho_text_ref (text);
  entry->link.data = entry;
  scho_text_get_utf8 (text, &entry->size);
  self->size += entry->size;
  g_queue_push_head_link (&self->used, &entry->link);
  g_hash_table_insert (self->entries, (char *) scho_text_get_digest (text), entry);
  return entry;
}

/* Not the one used last, however large. */
static void
make_room (SchoSearchCache *self)
{
  while (self->size > MAX_BYTES && self->used.length > 1)
    {
      Entry *entry = g_queue_peek_tail (&self->used);

      g_queue_unlink (&self->used, &entry->link);
      self->size -= entry->size;
      g_hash_table_remove (self->entries, scho_text_get_digest (entry->text));
    }
}

SchoText *
scho_search_cache_get_text (SchoSearchCache *self, const char *digest)
{
  SchoText *text = NULL;
  Entry *entry;

  g_mutex_lock (&self->mutex);
  if ((entry = use_entry (self, digest)) != NULL)
    text = scho_text_ref (entry->text);
  g_mutex_unlock (&self->mutex);
  return text;
}

static SchoFold *
find_fold (SchoSearchCache *self, SchoText *text, SchoFoldFlags flags)
{
  SchoFold *fold = NULL;
  Entry *entry;

  g_mutex_lock (&self->mutex);
  entry = use_entry (self, scho_text_get_digest (text));
  if (entry != NULL && entry->folds[flags] != NULL)
    fold = scho_fold_ref (entry->folds[flags]);
  g_mutex_unlock (&self->mutex);
  return fold;
}

static void
keep_fold (SchoSearchCache *self, SchoText *text, SchoFoldFlags flags, SchoFold *fold)
{
  Entry *entry;

  g_mutex_lock (&self->mutex);
  if ((entry = use_entry (self, scho_text_get_digest (text))) == NULL)
    entry = add_entry (self, text);
  if (entry->folds[flags] == NULL)
    {
      gsize size = scho_fold_get_size (fold);

      entry->folds[flags] = scho_fold_ref (fold);
      entry->size += size;
      self->size += size;
    }
  make_room (self);
  g_mutex_unlock (&self->mutex);
}

SchoFold *
scho_search_cache_fold (SchoSearchCache *self, SchoText *text, SchoFoldFlags flags)
{
  gsize n_bytes = 0;
  const char *utf8 = scho_text_get_utf8 (text, &n_bytes);
  SchoFold *fold;

  if (self != NULL && (fold = find_fold (self, text, flags)) != NULL)
    return fold;
  fold = scho_fold_new (utf8, n_bytes, flags);
  if (self != NULL)
    keep_fold (self, text, flags, fold);
  return fold;
}
