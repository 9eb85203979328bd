/* test-texts.c - the texts that a snapshot has beside the file. */
#include <scholiast/texts-private.h>

#include "core-test.h"

static SchoText *
make_text (guint number)
{
  g_autofree char *words = g_strdup_printf ("text number %u", number);

  return scho_text_new (words, NULL);
}

static GHashTable *
make_table (guint first, guint n)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                             (GDestroyNotify) scho_text_unref);

  for (guint i = first; i < first + n; i++)
    {
      SchoText *text = make_text (i);

      g_hash_table_insert (table, (char *) scho_text_get_digest (text), text);
    }
  return table;
}

static gboolean
has (SchoTexts *texts, guint number)
{
  g_autoptr (SchoText) text = make_text (number);
  SchoText *found = scho_texts_find (texts, scho_text_get_digest (text));

  ck_assert (
      found == NULL
      || g_str_equal (scho_text_get_utf8 (found, NULL), scho_text_get_utf8 (text, NULL)));
  return found != NULL;
}

static guint
count (SchoTexts *texts)
{
  g_autoptr (GHashTable) digests
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  scho_texts_add_digests (texts, digests);
  return g_hash_table_size (digests);
}

START_TEST (joins_and_leaves_the_older_alone)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (_i);
  g_autoptr (GPtrArray) all
      = g_ptr_array_new_with_free_func ((GDestroyNotify) scho_texts_unref);
  guint sizes[60], n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      guint n_new = g_rand_int_range (random, 1, 20);
      guint n_again = g_rand_int_range (random, 0, 4);
      guint first = n - MIN (n, n_again);
      g_autoptr (GHashTable) newer = make_table (first, n_new);

      g_ptr_array_add (all, scho_texts_join (i > 0 ? all->pdata[i - 1] : NULL, newer));
      sizes[i] = n = MAX (n, first + n_new);
    }
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      ck_assert_uint_eq (count (all->pdata[i]), sizes[i]);
      ck_assert (has (all->pdata[i], 0));
      ck_assert (has (all->pdata[i], sizes[i] - 1));
      ck_assert (!has (all->pdata[i], sizes[i]));
    }
}
END_TEST

START_TEST (nothing_is_nothing)
{
  g_autoptr (GHashTable) none = make_table (0, 0), one = make_table (0, 1);
  g_autoptr (SchoTexts) texts = scho_texts_join (NULL, one);
  g_autoptr (SchoTexts) same = scho_texts_join (texts, none);

  ck_assert_ptr_null (scho_texts_join (NULL, none));
  ck_assert_ptr_eq (same, texts);
  ck_assert (!has (NULL, 0));
  ck_assert_uint_eq (count (NULL), 0);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("texts");
  TCase *tc = tcase_create ("texts");

  tcase_add_loop_test (tc, joins_and_leaves_the_older_alone, 0, 5);
  tcase_add_test (tc, nothing_is_nothing);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
