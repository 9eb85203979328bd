/* test-table-order.c - rows of tables in order, against a plain comparison of cells. */
#include <check.h>
#include <stdlib.h>
#include <ui/matching.h>
#include <ui/table-cells.h>
#include <ui/table-order.h>

enum
{
  N = 60,
  ROUNDS = 200,
  N_COLUMNS = 4,
};

/* Few values, so that many are equal; some cells say nothing. */
static SchoTable *
make_table (GRand *rand)
{
  static const char *const words[] = { "ämne", "Zoo", "apple", "Apple", "b" };
  SchoTable *table = scho_table_new ("t", "T");

  scho_table_add_column (table, "a", "A", SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "b", "B", SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "c", "C", SCHO_COLUMN_NUMBER);
  scho_table_add_column (table, "d", "D", SCHO_COLUMN_BOOLEAN);
  for (guint i = 0; i < N; i++)
    {
      gsize row = scho_table_add_row (table);

      if (g_rand_int_range (rand, 0, 4) > 0)
        scho_table_set_text (table, row, 0, words[g_rand_int_range (rand, 0, 5)]);
      if (g_rand_int_range (rand, 0, 4) > 0)
        scho_table_set_integer (table, row, 1, g_rand_int_range (rand, -3, 3));
      if (g_rand_int_range (rand, 0, 4) > 0)
        scho_table_set_number (table, row, 2, g_rand_int_range (rand, 0, 5) / 2.0);
      if (g_rand_int_range (rand, 0, 4) > 0)
        scho_table_set_boolean (table, row, 3, g_rand_boolean (rand));
    }
  return table;
}

static GArray *
choose_keys (GRand *rand)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (SchoTableKey));

  for (int i = g_rand_int_range (rand, 0, 4); i > 0; i--)
    {
      SchoTableKey key = { .column = (guint) g_rand_int_range (rand, 0, N_COLUMNS),
                           .descending = g_rand_boolean (rand) };
      g_array_append_val (keys, key);
    }
  return keys;
}

static gboolean
stands_right (SchoTable *table, GArray *keys, guint32 first, guint32 second)
{
  for (guint i = 0; i < keys->len; i++)
    {
      SchoTableKey *key = &g_array_index (keys, SchoTableKey, i);
      gboolean both = scho_table_is_defined (table, first, key->column)
                      && scho_table_is_defined (table, second, key->column);
      int order = scho_table_cells_compare (table, key->column, first, second);

      if (order != 0)
        return key->descending && both ? order > 0 : order < 0;
    }
  return first < second;
}

static guint
count_wanted (SchoTable *table, const char *wanted)
{
  guint n = 0;

  for (guint i = 0; i < N; i++)
    {
      g_autofree char *folded = scho_table_cells_dup_folded (table, i);

      n += wanted == NULL || scho_matching_has (folded, wanted);
    }
  return n;
}

START_TEST (rows_stand_as_their_cells_say)
{
  static const char *const filters[] = { NULL, "apple", "1", "b 2", "nothing has this" };
  guint32 seed = g_random_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (SchoTable) table = make_table (rand);
  g_autoptr (SchoTableOrder) order = scho_table_order_new (table);

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (GArray) keys = choose_keys (rand);
      const char *wanted = filters[g_rand_int_range (rand, 0, G_N_ELEMENTS (filters))];
      g_autoptr (GArray) rows = scho_table_order_find (order, keys, wanted);

      ck_assert_msg (rows->len == count_wanted (table, wanted), "seed %u: %u rows", seed,
                     rows->len);
      for (guint i = 1; i < rows->len; i++)
        ck_assert_msg (stands_right (table, keys, g_array_index (rows, guint32, i - 1),
                                     g_array_index (rows, guint32, i)),
                       "seed %u, round %u, row %u", seed, round, i);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("table-order");
  TCase *tc = tcase_create ("table-order");
  SRunner *runner;
  int failed;

  tcase_add_test (tc, rows_stand_as_their_cells_say);
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
