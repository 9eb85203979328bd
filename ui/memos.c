#include "memos.h"

#include "matching.h"

#include <glib/gi18n.h>
#include <string.h>

SchoMemoEntry *
scho_memo_entry_ref (SchoMemoEntry *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  SchoMemoEntry *self = data;

  g_free ((char *) self->heading);
  g_free ((char *) self->name);
  g_free ((char *) self->words);
  g_free ((char *) self->coder);
  g_free ((char *) self->folded);
}

void
scho_memo_entry_unref (gpointer self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static guint
hash (gconstpointer key)
{
  const SchoMemoEntry *self = key;
  guint32 part;

  /* The end of a UUID is random. */
  memcpy (&part, self->uuid.bytes + sizeof self->uuid.bytes - sizeof part, sizeof part);
  return part;
}

static gboolean
equal (gconstpointer a, gconstpointer b)
{
  const SchoMemoEntry *left = a, *right = b;

  return left->kind == right->kind && scho_uuid_compare (&left->uuid, &right->uuid) == 0;
}

/* Collecting ------------------------------------------------------------------------ */

typedef struct
{
  SchoSnapshot *snapshot;
  GHashTable *old;
  GPtrArray *memos;
} Collector;

static gboolean
looks_the_same (const SchoMemoEntry *a, const SchoMemoEntry *b)
{
  return a->document == b->document && a->start == b->start && a->end == b->end
         && a->code == b->code && a->colour == b->colour && a->time == b->time
         && g_str_equal (a->name, b->name) && g_str_equal (a->words, b->words)
         && g_strcmp0 (a->coder, b->coder) == 0;
}

/* @values: its strings are copied. */
static void
add (Collector *self, const SchoMemoEntry *values)
{
  SchoMemoEntry *old = g_hash_table_lookup (self->old, values);
  g_autofree char *all = NULL;
  SchoMemoEntry *memo;

  if (old != NULL && looks_the_same (old, values))
    {
      g_ptr_array_add (self->memos, scho_memo_entry_ref (old));
      return;
    }
  memo = g_atomic_rc_box_new (SchoMemoEntry);
  *memo = *values;
  memo->name = g_strdup (values->name);
  memo->words = g_strdup (values->words);
  memo->coder = g_strdup (values->coder);
  all = g_strjoin ("\n", memo->words, memo->name, memo->coder, NULL);
  memo->folded = scho_matching_fold (all);
  g_ptr_array_add (self->memos, memo);
}

static gboolean
has_words (const char *memo)
{
  return memo != NULL && memo[0] != '\0';
}

static void
add_project (Collector *self)
{
  const SchoProjectInfo *info = scho_snapshot_get_info (self->snapshot);

  if (has_words (info->memo))
    add (self, &(SchoMemoEntry){ .kind = SCHO_MEMO_PROJECT,
                                 .uuid = info->uuid,
                                 .name = info->title,
                                 .words = info->memo,
                                 .time = -1 });
}

static void
add_documents (Collector *self)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (self->snapshot, &n);

  for (gsize i = 0; i < n; i++)
    if (has_words (documents[i]->memo))
      add (self, &(SchoMemoEntry){ .kind = SCHO_MEMO_DOCUMENT,
                                   .uuid = documents[i]->uuid,
                                   .document = documents[i]->id,
                                   .name = documents[i]->title,
                                   .words = documents[i]->memo,
                                   .time = -1 });
}

static void
add_codes (Collector *self)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);

  for (gsize i = 0; i < n; i++)
    if (has_words (codes[i]->memo))
      add (self, &(SchoMemoEntry){ .kind = SCHO_MEMO_CODE,
                                   .uuid = codes[i]->uuid,
                                   .code = codes[i]->id,
                                   .colour = codes[i]->colour,
                                   .name = codes[i]->name,
                                   .words = codes[i]->memo,
                                   .time = -1 });
}

static void
add_passage (Collector *self, const SchoDocument *document, const SchoAnnotation *coding)
{
  const SchoCode *code = scho_snapshot_get_code (self->snapshot, coding->code);
  const SchoCoder *coder = scho_snapshot_get_coder (self->snapshot, coding->coder);
  /* Translators: a code, and the title of the document in which it is. */
  g_autofree char *name = g_strdup_printf (_ ("%s in %s"), code->name, document->title);

  add (self, &(SchoMemoEntry){ .kind = SCHO_MEMO_PASSAGE,
                               .uuid = coding->uuid,
                               .document = document->id,
                               .start = coding->start,
                               .end = coding->end,
                               .code = code->id,
                               .colour = code->colour,
                               .name = name,
                               .words = coding->memo,
                               .coder = coder->name,
                               .time = scho_uuid_get_time (&coding->uuid) });
}

static void
add_passages (Collector *self)
{
  gsize n, n_codings;
  const SchoDocument *const *documents = scho_snapshot_get_documents (self->snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      const SchoAnnotation *codings
          = scho_snapshot_get_annotations (self->snapshot, documents[i]->id, &n_codings);

      for (gsize j = 0; j < n_codings; j++)
        if (has_words (codings[j].memo))
          add_passage (self, documents[i], &codings[j]);
    }
}

GPtrArray *
scho_memos_collect (SchoSnapshot *snapshot, GPtrArray *old)
{
  Collector self = { snapshot, g_hash_table_new (hash, equal),
                     g_ptr_array_new_with_free_func (scho_memo_entry_unref) };

  for (guint i = 0; old != NULL && i < old->len; i++)
    g_hash_table_add (self.old, old->pdata[i]);
  add_project (&self);
  add_documents (&self);
  add_codes (&self);
  add_passages (&self);
  g_hash_table_unref (self.old);
  return self.memos;
}

/* Arranging ------------------------------------------------------------------------- */

const char *
scho_memo_kind_get_title (SchoMemoKind kind)
{
  static const char *const titles[SCHO_N_MEMOS] = {
    [SCHO_MEMO_PROJECT] = N_ ("Project"),
    [SCHO_MEMO_DOCUMENT] = N_ ("Documents"),
    [SCHO_MEMO_CODE] = N_ ("Codes"),
    [SCHO_MEMO_PASSAGE] = N_ ("Passages"),
  };

  return _ (titles[kind]);
}

typedef struct
{
  SchoMemoEntry *memo;
  char *key; /* of its name */
} Named;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Named *) a)->key, ((const Named *) b)->key);
}

static void
sort_by_name (GPtrArray *memos)
{
  g_autoptr (GArray) named = g_array_sized_new (FALSE, FALSE, sizeof (Named), memos->len);

  for (guint i = 0; i < memos->len; i++)
    {
      SchoMemoEntry *memo = memos->pdata[i];
      Named each = { memo, g_utf8_collate_key_for_filename (memo->name, -1) };
      g_array_append_val (named, each);
    }
  g_array_sort (named, compare_names);
  for (guint i = 0; i < memos->len; i++)
    {
      memos->pdata[i] = g_array_index (named, Named, i).memo;
      g_free (g_array_index (named, Named, i).key);
    }
}

static int
compare_dates (gconstpointer a, gconstpointer b)
{
  const SchoMemoEntry *left = *(SchoMemoEntry *const *) a,
                      *right = *(SchoMemoEntry *const *) b;

  return left->time != right->time ? (left->time > right->time ? -1 : 1)
                                   : (int) left->kind - (int) right->kind;
}

static SchoMemoEntry *
make_heading (SchoMemoKind kind, guint n, GPtrArray *old)
{
  SchoMemoEntry *memo;

  for (guint i = 0; old != NULL && i < old->len; i++)
    {
      memo = old->pdata[i];
      if (memo->heading != NULL && memo->kind == kind && memo->n == n)
        return scho_memo_entry_ref (memo);
    }
  memo = g_atomic_rc_box_new0 (SchoMemoEntry);
  memo->heading = g_strdup (scho_memo_kind_get_title (kind));
  memo->kind = kind;
  memo->n = n;
  return memo;
}

/* They come by kind already. */
static GPtrArray *
insert_headings (GPtrArray *memos, GPtrArray *old)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (scho_memo_entry_unref);

  for (guint i = 0, n; i < memos->len; i += n)
    {
      SchoMemoKind kind = ((SchoMemoEntry *) memos->pdata[i])->kind;

      for (n = 1;
           i + n < memos->len && ((SchoMemoEntry *) memos->pdata[i + n])->kind == kind;
           n++)
        ;
      g_ptr_array_add (rows, make_heading (kind, n, old));
      for (guint j = 0; j < n; j++)
        g_ptr_array_add (rows, scho_memo_entry_ref (memos->pdata[i + j]));
    }
  return rows;
}

GPtrArray *
scho_memos_arrange (GPtrArray *memos,
                    const char *typed,
                    SchoMemoSort sort,
                    GPtrArray *old)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (scho_memo_entry_unref);

  for (guint i = 0; i < memos->len; i++)
    if (scho_matching_has (((SchoMemoEntry *) memos->pdata[i])->folded, typed))
      g_ptr_array_add (found, scho_memo_entry_ref (memos->pdata[i]));
  if (sort == SCHO_MEMOS_BY_NAME)
    sort_by_name (found);
  else if (sort == SCHO_MEMOS_BY_DATE)
    g_ptr_array_sort (found, compare_dates);
  else
    {
      GPtrArray *rows = insert_headings (found, old);
      g_ptr_array_unref (found);
      return rows;
    }
  return found;
}
