/* test-table.c - cells, CSV and JSON: what is written reads back the same. */
#include <scholiast/table.h>

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "core-test.h"

static SchoTable *
make_table (void)
{
  SchoTable *table = scho_table_new ("small", "A “small” table");
  gsize row = 0;

  scho_table_add_column (table, "word", "Word", SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "n", NULL, SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "share", NULL, SCHO_COLUMN_NUMBER);
  scho_table_add_column (table, "is, new", NULL, SCHO_COLUMN_BOOLEAN);
  row = scho_table_add_row (table);
  scho_table_set_text (table, row, 0, "a,b \"c\"\r\nd\x01");
  scho_table_set_integer (table, row, 1, G_MININT64);
  scho_table_set_number (table, row, 2, 0.1);
  scho_table_set_boolean (table, row, 3, 7);
  row = scho_table_add_row (table);
  scho_table_set_text (table, row, 0, "=1+1");
  scho_table_set_number (table, row, 2, NAN);
  scho_table_set_boolean (table, row, 3, FALSE);
  scho_table_add_note (table, "%u left out", 3);
  return table;
}

static char *
write_csv (SchoTable *table)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  ck_assert (scho_table_write_csv (table, stream, NULL));
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static char *
write_json (GPtrArray *tables)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  ck_assert (scho_tables_write_json (tables, stream, NULL));
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

START_TEST (says_what_it_was_told)
{
  g_autoptr (SchoTable) table = make_table ();

  ck_assert_str_eq (scho_table_get_column_title (table, 0), "Word");
  ck_assert_str_eq (scho_table_get_column_title (table, 1), "n");
  ck_assert_int_eq (scho_table_get_integer (table, 0, 1), G_MININT64);
  ck_assert (scho_table_get_number (table, 0, 2) == 0.1);
  ck_assert_int_eq (scho_table_get_boolean (table, 0, 3), TRUE);
  ck_assert_str_eq (scho_table_get_note (table, 0), "3 left out");
}
END_TEST

START_TEST (knows_what_is_undefined)
{
  g_autoptr (SchoTable) table = make_table ();

  ck_assert (!scho_table_is_defined (table, 1, 1));
  ck_assert_int_eq (scho_table_get_integer (table, 1, 1), 0);
  ck_assert (!scho_table_is_defined (table, 1, 2));
  ck_assert (isnan (scho_table_get_number (table, 1, 2)));
  ck_assert (scho_table_is_defined (table, 1, 3));
  scho_table_set_text (table, 1, 0, NULL);
  ck_assert (!scho_table_is_defined (table, 1, 0));
  ck_assert_ptr_null (scho_table_get_text (table, 1, 0));
  scho_table_set_number (table, 0, 2, INFINITY);
  ck_assert (!scho_table_is_defined (table, 0, 2));
}
END_TEST

START_TEST (writes_csv)
{
  g_autoptr (SchoTable) table = make_table ();
  g_autofree char *csv = write_csv (table);

  ck_assert_str_eq (csv, "word,n,share,\"is, new\"\n"
                         "\"a,b \"\"c\"\"\r\nd\x01\",-9223372036854775808,0.1,true\n"
                         "=1+1,,,false\n");
}
END_TEST

START_TEST (writes_a_row_even_if_it_is_empty)
{
  g_autoptr (SchoTable) table = scho_table_new ("one", "One");
  g_autofree char *csv = NULL;

  scho_table_add_column (table, "word", NULL, SCHO_COLUMN_TEXT);
  scho_table_add_row (table);
  csv = write_csv (table);
  ck_assert_str_eq (csv, "word\n\"\"\n");
}
END_TEST

START_TEST (writes_json)
{
  g_autoptr (GPtrArray) tables
      = g_ptr_array_new_with_free_func ((GDestroyNotify) scho_table_unref);
  g_autofree char *json = NULL;

  g_ptr_array_add (tables, make_table ());
  g_ptr_array_add (tables, scho_table_new ("empty", "Empty"));
  json = write_json (tables);
  ck_assert_str_eq (
      json, "[\n"
            "  {\n"
            "    \"id\": \"small\",\n"
            "    \"title\": \"A “small” table\",\n"
            "    \"columns\": [{\"name\": \"word\", \"type\": \"text\"}, "
            "{\"name\": \"n\", \"type\": \"integer\"}, "
            "{\"name\": \"share\", \"type\": \"number\"}, "
            "{\"name\": \"is, new\", \"type\": \"boolean\"}],\n"
            "    \"rows\": [\n"
            "      [\"a,b \\\"c\\\"\\r\\nd\\u0001\", -9223372036854775808, 0.1, true],\n"
            "      [\"=1+1\", null, null, false]\n"
            "    ],\n"
            "    \"notes\": [\"3 left out\"]\n"
            "  },\n"
            "  {\n"
            "    \"id\": \"empty\",\n"
            "    \"title\": \"Empty\",\n"
            "    \"columns\": [],\n"
            "    \"rows\": [\n"
            "    ],\n"
            "    \"notes\": []\n"
            "  }\n"
            "]\n");
}
END_TEST

START_TEST (writes_no_tables)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();
  g_autofree char *json = write_json (tables);

  ck_assert_str_eq (json, "[\n]\n");
}
END_TEST

/* A finite number of any bits. */
static double
make_number (GRand *random)
{
  guint64 bits = 0;
  double number = 0;

  do
    {
      bits = (guint64) g_rand_int (random) << 32 | g_rand_int (random);
      memcpy (&number, &bits, sizeof number);
    }
  while (!isfinite (number));
  return number;
}

START_TEST (numbers_read_back_the_same)
{
  guint32 seed = get_test_seed ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (SchoTable) table = scho_table_new ("numbers", "Numbers");
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *json = NULL;
  JsonArray *rows = NULL;

  scho_table_add_column (table, "n", NULL, SCHO_COLUMN_NUMBER);
  for (gsize i = 0; i < 5000; i++)
    {
      g_autofree char *cell = NULL;
      double number = i % 2 == 0 ? make_number (random) : g_rand_int (random) / 1000.0;

      scho_table_set_number (table, scho_table_add_row (table), 0, number);
      cell = scho_table_dup_cell (table, i, 0);
      ck_assert_seed (g_ascii_strtod (cell, NULL) == number, seed);
      ck_assert_seed ((i & 1) == 0 || strlen (cell) <= 11, seed); /* the shortest */
    }
  g_ptr_array_add (tables, table);
  json = write_json (tables);
  ck_assert (json_parser_load_from_data (parser, json, -1, NULL));
  rows = json_object_get_array_member (
      json_array_get_object_element (json_node_get_array (json_parser_get_root (parser)),
                                     0),
      "rows");
  ck_assert_uint_eq (json_array_get_length (rows), 5000);
  for (guint i = 0; i < 5000; i++)
    ck_assert_seed (
        json_array_get_double_element (json_array_get_array_element (rows, i), 0)
            == scho_table_get_number (table, i, 0),
        seed);
}
END_TEST

START_TEST (a_million_rows_are_fine)
{
  g_autoptr (SchoTable) table = scho_table_new ("large", "Large");
  g_autofree char *csv = NULL;

  scho_table_add_column (table, "word", NULL, SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "n", NULL, SCHO_COLUMN_INTEGER);
  for (gsize i = 0; i < 1000000; i++)
    {
      scho_table_set_text (table, scho_table_add_row (table), 0, i % 2 ? "one" : "two");
      scho_table_set_integer (table, i, 1, (gint64) i);
    }
  /* A text that comes again is kept once. */
  ck_assert_ptr_eq (scho_table_get_text (table, 1, 0),
                    scho_table_get_text (table, 999999, 0));
  ck_assert_int_eq (scho_table_get_integer (table, 999999, 1), 999999);
  csv = write_csv (table);
  ck_assert (g_str_has_suffix (csv, "\ntwo,999998\none,999999\n"));
}
END_TEST

/* Neither fewer nor more rows than there is room for do harm. */
START_TEST (room_may_be_made)
{
  static const gsize rooms[] = { 0, 1, 64, 100, 1000 };
  g_autoptr (SchoTable) table = scho_table_new ("t", "T");

  scho_table_add_column (table, "number", NULL, SCHO_COLUMN_INTEGER);
  scho_table_reserve (table, rooms[_i]);
  ck_assert_uint_eq (scho_table_get_n_rows (table), 0);
  for (gint64 i = 0; i < 300; i++)
    {
      gsize row = scho_table_add_row (table);

      if (i == 150)
        scho_table_reserve (table, rooms[_i]);
      ck_assert (!scho_table_is_defined (table, row, 0));
      if (i % 3 == 0)
        scho_table_set_integer (table, row, 0, i);
    }
  for (gint64 i = 0; i < 300; i++)
    {
      ck_assert_int_eq (scho_table_is_defined (table, i, 0), i % 3 == 0);
      ck_assert_int_eq (scho_table_get_integer (table, i, 0), i % 3 == 0 ? i : 0);
    }
}
END_TEST

/* Columns are filled from any row on, and nothing beside is touched. */
START_TEST (whole_columns_are_filled)
{
  g_autoptr (SchoTable) table = scho_table_new ("t", "T");
  gsize n = (gsize) _i, first;
  char word[] = "word";
  const char *texts[40];
  gint64 integers[40];
  double numbers[40];

  scho_table_add_column (table, "word", NULL, SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "n", NULL, SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "share", NULL, SCHO_COLUMN_NUMBER);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      texts[i] = scho_table_keep_text (table, word);
      integers[i] = (gint64) i;
      numbers[i] = i == 1 ? NAN : (double) i / 2;
    }
  word[0] = 'W';
  for (gsize before = 0; before < 9; before++)
    {
      scho_table_add_row (table);
      first = scho_table_add_rows (table, n);
      scho_table_add_row (table);
      scho_table_fill_texts (table, first, 0, texts, n);
      scho_table_fill_integers (table, first, 1, integers, n);
      scho_table_fill_numbers (table, first, 2, numbers, n);
      ck_assert_uint_eq (scho_table_get_n_rows (table), first + n + 1);
      for (guint column = 0; column < 3; column++)
        ck_assert (!scho_table_is_defined (table, first - 1, column)
                   && !scho_table_is_defined (table, first + n, column));
      for (gsize i = 0; i < n; i++)
        {
          ck_assert_str_eq (scho_table_get_text (table, first + i, 0), "word");
          ck_assert (scho_table_is_defined (table, first + i, 1));
          ck_assert_int_eq (scho_table_get_integer (table, first + i, 1), (gint64) i);
          ck_assert_int_eq (scho_table_is_defined (table, first + i, 2), i != 1);
          ck_assert (i == 1 || scho_table_get_number (table, first + i, 2) == i / 2.0);
        }
    }
}
END_TEST

/* A stream that is full at once. */
START_TEST (says_that_writing_failed)
{
  g_autoptr (SchoTable) table = make_table ();
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();
  char room[10];
  g_autoptr (GOutputStream) stream
      = g_memory_output_stream_new (room, sizeof room, NULL, NULL);
  g_autoptr (GError) error = NULL;

  ck_assert (!scho_table_write_csv (table, stream, &error));
  ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE));
  g_clear_error (&error);
  g_ptr_array_add (tables, table);
  ck_assert (!scho_tables_write_json (tables, stream, &error));
  ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("table");
  TCase *tc = tcase_create ("table");

  tcase_set_timeout (tc, 60);
  tcase_add_test (tc, says_what_it_was_told);
  tcase_add_test (tc, knows_what_is_undefined);
  tcase_add_test (tc, writes_csv);
  tcase_add_loop_test (tc, room_may_be_made, 0, 5);
  tcase_add_loop_test (tc, whole_columns_are_filled, 0, 40);
  tcase_add_test (tc, writes_a_row_even_if_it_is_empty);
  tcase_add_test (tc, writes_json);
  tcase_add_test (tc, writes_no_tables);
  tcase_add_test (tc, numbers_read_back_the_same);
  tcase_add_test (tc, a_million_rows_are_fine);
  tcase_add_test (tc, says_that_writing_failed);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
