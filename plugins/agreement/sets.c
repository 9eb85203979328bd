#include "sets.h"

#include <string.h>

static guint
hash_list (gconstpointer data)
{
  const GArray *list = data;
  guint hash = 5381;

  for (guint i = 0; i < list->len; i++)
    hash = hash * 33 + g_array_index (list, guint32, i);
  return hash;
}

static gboolean
equal_lists (gconstpointer a, gconstpointer b)
{
  const GArray *one = a, *other = b;

  return one->len == other->len
         && (one->len == 0
             || memcmp (one->data, other->data, one->len * sizeof (guint32)) == 0);
}

Sets *
sets_new (void)
{
  Sets *self = g_new0 (Sets, 1);
  g_autoptr (GArray) empty = g_array_new (FALSE, FALSE, sizeof (guint32));

  self->index = g_hash_table_new (hash_list, equal_lists);
  self->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  sets_get_number (self, empty);
  return self;
}

void
sets_free (Sets *self)
{
  g_hash_table_unref (self->index);
  g_ptr_array_unref (self->lists);
  g_free (self);
}

guint
sets_get_number (Sets *self, const GArray *codes)
{
  gpointer number;
  GArray *copy;

  if (g_hash_table_lookup_extended (self->index, codes, NULL, &number))
    return GPOINTER_TO_UINT (number);
  copy = g_array_copy ((GArray *) codes);
  g_hash_table_insert (self->index, copy, GUINT_TO_POINTER (self->lists->len));
  g_ptr_array_add (self->lists, copy);
  return self->lists->len - 1;
}

static guint
count_shared (const GArray *a, const GArray *b)
{
  guint n = 0;

  for (guint i = 0, j = 0; i < a->len && j < b->len;)
    {
      guint32 one = g_array_index (a, guint32, i), other = g_array_index (b, guint32, j);

      n += one == other;
      i += one <= other;
      j += other <= one;
    }
  return n;
}

double
sets_measure (const Sets *self, SetsDistance distance, guint a, guint b)
{
  const GArray *one = self->lists->pdata[a], *other = self->lists->pdata[b];
  guint shared = count_shared (one, other);
  guint either = one->len + other->len - shared;
  double jaccard, apart;

  if (a == b)
    return 0;
  jaccard = (double) shared / either;
  /* The empty set is within every other. */
  apart = shared == one->len || shared == other->len ? 1 : shared > 0 ? 2 : 3;
  switch (distance)
    {
    case SETS_JACCARD:
      return 1 - jaccard;
    case SETS_DICE:
      return 1 - 2.0 * shared / (one->len + other->len);
    case SETS_MASI:
      return 1 - jaccard * (3 - apart) / 3;
    case SETS_PRODUCT:
      return (1 - jaccard) * apart / 3;
    case SETS_SET:
    default:
      return apart / 3;
    }
}

SetsDistance
sets_parse_distance (const char *name)
{
  static const char *const names[] = { "set", "jaccard", "dice", "masi", "product" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], name) == 0)
      return i;
  return SETS_SET;
}
