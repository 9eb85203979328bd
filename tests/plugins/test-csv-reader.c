#include "../../plugins/csv/csv-reader.h"
#include "../../plugins/csv/csv-writer.h"

#include <check.h>
#include <string.h>

static const CsvColumn abc[]
    = { { "a", NULL, TRUE }, { "b", "bee", FALSE }, { "c", NULL, FALSE } };

/* The rows as `line:a|b|c;`, or the error. */
static char *
read_all (const char *bytes, gssize n)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (bytes, n, NULL);
  g_autoptr (CsvReader) reader = csv_reader_new (stream, "x.csv");
  g_autoptr (GPtrArray) unknown = NULL;
  g_autoptr (GError) error = NULL;
  GString *rows = g_string_new (NULL);
  gboolean end = FALSE;

  if (csv_reader_read_header (reader, abc, G_N_ELEMENTS (abc), &unknown, NULL, &error))
    while (csv_reader_next (reader, &end, NULL, &error) && !end
           && csv_reader_check_cells (reader, &error))
      g_string_append_printf (rows, "%u:%s|%s|%s;", csv_reader_get_line (reader),
                              csv_reader_get (reader, 0), csv_reader_get (reader, 1),
                              csv_reader_get (reader, 2));
  if (error != NULL)
    g_string_append (rows, error->message);
  return g_string_free (rows, FALSE);
}

static const struct
{
  const char *in;
  gssize n;
  const char *out;
} cases[] = {
  { "a,b,c\n1,2,3\n", -1, "2:1|2|3;" },
  { "a,b,c\n1,2,3", -1, "2:1|2|3;" },
  { "a,b,c\r\n1,2,3\r\n4,5,6\r\n", -1, "2:1|2|3;3:4|5|6;" },
  { "a,b,c\r1,2,3\r4,5,6", -1, "2:1|2|3;3:4|5|6;" },
  { "c,a\n3,1\n", -1, "2:1||3;" },
  { "\xef\xbb\xbf"
    "a;b;c\n1;2,5;3\n",
    -1, "2:1|2,5|3;" },
  { "a\tb\n1\t2\n", -1, "2:1|2|;" },
  { "A, Bee ,\"c\"\n1,2,3\n", -1, "2:1|2|3;" },
  { "a,b\n\"1,\"\"x\"\"\",\"2\n3\"\n4,5\n", -1, "2:1,\"x\"|2\n3|;4:4|5|;" },
  { "a,b\n\"\",\"\"\"\"\n", -1, "2:|\"|;" },
  { "a,b\n5\" disk,x\"y\n", -1, "2:5\" disk|x\"y|;" },
  { "a,b\n\n\r\n1,\n\n", -1, "4:1||;" },
  { "a\n\"\"\n", -1, "2:||;" },
  { "a,b\n,\n", -1, "2:||;" },
  { "a,b\n1,2\n3,", -1, "2:1|2|;3:3||;" },
  { "", -1, "Line 1 of x.csv: there is no header" },
  { "\n\n", -1, "Line 1 of x.csv: there is no header" },
  { "b,c\n", -1, "Line 1 of x.csv: the column “a” is missing; the header says: b, c" },
  { "a,b,A\n", -1, "Line 1 of x.csv: the column “a” is there twice" },
  { "a,b\n1,2\n3,\"4\n5,6\n", -1,
    "2:1|2|;Line 3 of x.csv: the quotation mark that opens here is never closed" },
  { "a,b\n\"1\n2\",\"3\n", -1,
    "Line 3 of x.csv: the quotation mark that opens here is never closed" },
  { "a,b\n\"1\"2,3\n", -1, "Line 2 of x.csv: text after a closing quotation mark" },
  { "a,b\n1,2,3\n", -1, "Line 2 of x.csv: the header has 2 cells, this row 3" },
  { "a,b\n1\n", -1, "Line 2 of x.csv: the header has 2 cells, this row 1" },
  { "a,b\n1,caf\xe9\n", -1,
    "Line 2 of x.csv: this is not UTF-8; save the file as CSV in UTF-8" },
  { "a,b\n1,x\0y\n", 10,
    "Line 2 of x.csv: this is not UTF-8; save the file as CSV in UTF-8" },
  { "\xff\xfe"
    "a\0",
    4, "Line 1 of x.csv: this is UTF-16; save the file as CSV in UTF-8" },
};

START_TEST (reads)
{
  g_autofree char *rows = read_all (cases[_i].in, cases[_i].n);

  ck_assert_str_eq (rows, cases[_i].out);
}
END_TEST

START_TEST (refuses_many_cells)
{
  GString *in = g_string_new ("a\n");
  g_autofree char *rows = NULL;

  for (guint i = 0; i < 300000; i++)
    g_string_append_c (in, ',');
  rows = read_all (in->str, in->len);
  ck_assert_str_eq (rows, "Line 2 of x.csv: more than 1000 cells in a row");
  g_string_free (in, TRUE);
}
END_TEST

START_TEST (refuses_a_huge_row)
{
  gsize n = 70 * 1024 * 1024;
  g_autofree char *in = g_malloc (n);
  g_autofree char *rows = NULL;

  memset (in, 'x', n);
  memcpy (in, "a\n\"", 3);
  rows = read_all (in, n);
  ck_assert_ptr_nonnull (strstr (rows, "Line 2 of x.csv: a row of more than 64 MiB"));
}
END_TEST

static char *
make_cell (GRand *random)
{
  static const char *const parts[]
      = { ",", "\"", "\n", "\r", "\r\n", ";", "\t", "a", "é", "👩🏽‍🎓",
          " ", "\\", "/" };
  GString *cell = g_string_new (NULL);
  guint n
      = g_rand_int_range (random, 0, 50) == 0 ? 100000 : g_rand_int_range (random, 0, 8);

  for (guint i = 0; i < n; i++)
    g_string_append (cell, parts[g_rand_int_range (random, 0, G_N_ELEMENTS (parts))]);
  return g_string_free (cell, FALSE);
}

/* What was written is read again, also over the ends of blocks. */
START_TEST (reads_what_it_writes)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (_i);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (CsvWriter) writer = csv_writer_new (out);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) unknown = NULL;
  g_autoptr (GInputStream) in = NULL;
  g_autoptr (CsvReader) reader = NULL;
  gboolean end;

  for (guint i = 0; i < 3; i++)
    csv_writer_add (writer, abc[i].name);
  ck_assert (csv_writer_end_row (writer, NULL, NULL));
  for (guint row = 0; row < 500; row++)
    {
      for (guint i = 0; i < 3; i++)
        {
          char *cell = make_cell (random);

          g_ptr_array_add (cells, cell);
          csv_writer_add (writer, cell);
        }
      ck_assert (csv_writer_end_row (writer, NULL, NULL));
    }
  ck_assert (csv_writer_flush (writer, NULL, NULL));

  in = g_memory_input_stream_new_from_data (
      g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (out)),
      g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (out)), NULL);
  reader = csv_reader_new (in, "x.csv");
  ck_assert (csv_reader_read_header (reader, abc, 3, &unknown, NULL, NULL));
  for (guint row = 0; row < 500; row++)
    {
      g_autoptr (GError) error = NULL;

      ck_assert_msg (csv_reader_next (reader, &end, NULL, &error) && !end, "seed %d: %s",
                     _i, error ? error->message : "ended");
      for (guint i = 0; i < 3; i++)
        ck_assert_msg (strcmp (csv_reader_get (reader, i), cells->pdata[3 * row + i])
                           == 0,
                       "seed %d, row %u, cell %u", _i, row, i);
    }
  ck_assert (csv_reader_next (reader, &end, NULL, NULL) && end);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("csv-reader");
  TCase *tc = tcase_create ("csv-reader");
  SRunner *runner;
  int n_failed;

  tcase_set_timeout (tc, 60);
  tcase_add_loop_test (tc, reads, 0, G_N_ELEMENTS (cases));
  tcase_add_test (tc, refuses_many_cells);
  tcase_add_test (tc, refuses_a_huge_row);
  tcase_add_loop_test (tc, reads_what_it_writes, 0, 20);
  suite_add_tcase (suite, tc);

  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed != 0;
}
