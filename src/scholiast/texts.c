#include <scholiast/texts-private.h>

/* Tables of texts by digest, the biggest first. None is smaller than the one behind it,
 * so there are few, and a text moves into a bigger one few times. */
struct _SchoTexts
{
  gatomicrefcount ref_count;
  GPtrArray *tables; /* of GHashTable of digest to SchoText, shared */
};

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                (GDestroyNotify) scho_text_unref);
}

static void
add_all (GHashTable *table, GHashTable *others)
{
  GHashTableIter iter;
  gpointer text;

  g_hash_table_iter_init (&iter, others);
  while (g_hash_table_iter_next (&iter, NULL, &text))
    g_hash_table_replace (table, (char *) scho_text_get_digest (text),
                          scho_text_ref (text));
}

/* The tables of @older that are no bigger than what has been gathered go into it. */
static void
gather (GPtrArray *tables, GHashTable *gathered)
{
  while (tables->len > 0)
    {
      GHashTable *last = tables->pdata[tables->len - 1];

      if (g_hash_table_size (last) > g_hash_table_size (gathered))
        return;
      add_all (gathered, last);
      g_ptr_array_set_size (tables, tables->len - 1);
    }
}

SchoTexts *
scho_texts_join (SchoTexts *older, GHashTable *newer)
{
  SchoTexts *self = NULL;
  GHashTable *gathered = NULL;

  if (g_hash_table_size (newer) == 0)
    return older != NULL ? scho_texts_ref (older) : NULL;
  self = g_new0 (SchoTexts, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  for (guint i = 0; older != NULL && i < older->tables->len; i++)
    g_ptr_array_add (self->tables, g_hash_table_ref (older->tables->pdata[i]));

  gathered = new_table ();
  add_all (gathered, newer);
  gather (self->tables, gathered);
  g_ptr_array_add (self->tables, gathered);
  return self;
}

SchoTexts *
scho_texts_ref (SchoTexts *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
scho_texts_unref (SchoTexts *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->tables);
  g_free (self);
}

SchoText *
scho_texts_find (SchoTexts *self, const char *digest)
{
  SchoText *text = NULL;

  for (guint i = 0; self != NULL && text == NULL && i < self->tables->len; i++)
    text = g_hash_table_lookup (self->tables->pdata[i], digest);
  return text;
}

void
scho_texts_add_digests (SchoTexts *self, GHashTable *digests)
{
  for (guint i = 0; self != NULL && i < self->tables->len; i++)
    {
      GHashTableIter iter;
      gpointer digest;

      g_hash_table_iter_init (&iter, self->tables->pdata[i]);
      while (g_hash_table_iter_next (&iter, &digest, NULL))
        g_hash_table_add (digests, g_strdup (digest));
    }
}
