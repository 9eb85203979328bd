/* test-charts.c - what is drawn of a table: order, limits, places, and how it is written.
 */
#include <chart/ramp.h>
#include <chart/scene.h>

#include <check.h>
#include <libxml/parser.h>
#include <math.h>
#include <string.h>
#include <zlib.h>

#define WIDTH 760

static SchoTable *
make_counts (guint n)
{
  SchoTable *table = scho_table_new ("counts", "Counts <of> “codes” & more");

  scho_table_add_column (table, "code", "Code", SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "codings", "Codings", SCHO_COLUMN_INTEGER);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("code <%u> & \x01", i);
      gsize row = scho_table_add_row (table);

      scho_table_set_text (table, row, 0, name);
      if (i % 10 != 9)
        scho_table_set_integer (table, row, 1, (i * 7919) % 101);
    }
  return table;
}

/* Each code with some others; the names are long and begin alike. */
static SchoTable *
make_pairs (guint n_codes)
{
  SchoTable *table = scho_table_new ("pairs", "Pairs");

  scho_table_add_column (table, "a", "A", SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "b", "B", SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "n", "Together", SCHO_COLUMN_INTEGER);
  for (guint i = 0; i < n_codes; i++)
    for (guint j = i + 1; j < n_codes; j += 1 + (i * 13 + j * 7) % 37)
      {
        g_autofree char *a = g_strdup_printf ("responsibility of institutions %u", i);
        g_autofree char *b = g_strdup_printf ("responsibility of institutions %u", j);
        gsize row = scho_table_add_row (table);

        scho_table_set_text (table, row, 0, a);
        scho_table_set_text (table, row, 1, b);
        scho_table_set_integer (table, row, 2, 1 + (i * 31 + j * 17) % 50);
      }
  return table;
}

static const SchoChart bars = { SCHO_CHART_BARS, .label = "code", .value = "codings" };
static const SchoChart network = { SCHO_CHART_NETWORK, .label = "a", .across = "b",
                                   .value = "n", .symmetric = TRUE };
static const SchoChart heat_map = { SCHO_CHART_HEAT_MAP, .label = "a", .across = "b",
                                    .value = "n", .symmetric = TRUE };

static SchoDrawing *
draw (SchoTable *table, const SchoChart *chart, gboolean is_mirrored)
{
  ChartStyle style = chart_style_light;

  style.is_mirrored = is_mirrored;
  ck_assert (scho_table_add_chart (table, chart));
  return scho_drawing_new (table, scho_table_get_chart (table, 0), &style, WIDTH);
}

START_TEST (bars_are_sorted_and_say_how_many_more)
{
  g_autoptr (SchoTable) table = make_counts (100);
  g_autoptr (SchoDrawing) drawing = draw (table, &bars, FALSE);
  guint n;
  const ChartMark *marks = scho_drawing_get_marks (drawing, &n);
  gboolean says = FALSE;

  ck_assert_uint_eq (n, 40);
  for (guint i = 1; i < n; i++)
    {
      ck_assert_int_ge (scho_table_get_integer (table, marks[i - 1].row, 1),
                        scho_table_get_integer (table, marks[i].row, 1));
      ck_assert_double_ge (marks[i].y, marks[i - 1].y + marks[i - 1].height - 0.01);
    }
  for (guint i = 0; i < drawing->shapes->len; i++)
    says = says
           || g_strcmp0 (g_array_index (drawing->shapes, Shape, i).text, "and 50 more")
                  == 0;
  ck_assert (says); /* ten of a hundred have no figure */
  ck_assert_ptr_nonnull (strstr (scho_drawing_get_summary (drawing), "90"));
}
END_TEST

START_TEST (bars_can_keep_the_order_of_the_table)
{
  g_autoptr (SchoTable) table = make_counts (9);
  SchoChart chart = bars;
  g_autoptr (SchoDrawing) drawing = NULL;
  guint n;
  const ChartMark *marks;

  chart.in_order = TRUE;
  drawing = draw (table, &chart, FALSE);
  marks = scho_drawing_get_marks (drawing, &n);
  ck_assert_uint_eq (n, 9);
  for (guint i = 0; i < n; i++)
    ck_assert_uint_eq (marks[i].row, i);
}
END_TEST

START_TEST (a_chart_of_what_is_not_there_is_not_kept)
{
  g_autoptr (SchoTable) table = make_counts (1);
  SchoChart chart = bars;

  chart.value = "code";
  ck_assert (!scho_table_add_chart (table, &chart));
  chart.value = "characters";
  ck_assert (!scho_table_add_chart (table, &chart));
  chart = bars;
  chart.label = NULL;
  ck_assert (!scho_table_add_chart (table, &chart));
  chart = network;
  ck_assert (!scho_table_add_chart (table, &chart));
  ck_assert_uint_eq (scho_table_get_n_charts (table), 0);
}
END_TEST

typedef struct
{
  double left, right, top, bottom;
} Box;

static Box
get_box (SchoDrawing *drawing, const Shape *shape)
{
  double width = scene_measure (drawing, shape->text);
  double left = shape->x - width * (int) shape->anchor / 2;

  return (Box){ left, left + width, shape->y - drawing->style.size / 2,
                shape->y + drawing->style.size / 2 };
}

static void
check_texts (SchoDrawing *drawing)
{
  GArray *shapes = drawing->shapes;

  for (guint i = 0; i < shapes->len; i++)
    for (guint j = i + 1; j < shapes->len; j++)
      {
        const Shape *a = &g_array_index (shapes, Shape, i);
        const Shape *b = &g_array_index (shapes, Shape, j);
        Box one, other;

        if (a->kind != SHAPE_TEXT || b->kind != SHAPE_TEXT || a->upright || b->upright)
          continue;
        one = get_box (drawing, a);
        other = get_box (drawing, b);
        ck_assert_msg (one.right <= other.left || other.right <= one.left
                           || one.bottom <= other.top || other.bottom <= one.top,
                       "“%s” lies over “%s”", a->text, b->text);
        ck_assert_double_ge (one.left, -1);
        ck_assert_double_le (one.right, drawing->width + 1);
      }
}

START_TEST (two_hundred_codes_do_not_lie_over_each_other)
{
  g_autoptr (SchoTable) table = make_pairs (200);
  g_autoptr (SchoDrawing) drawing = draw (table, _i == 0 ? &network : &heat_map, FALSE);

  check_texts (drawing);
}
END_TEST

START_TEST (the_strongest_edges_are_drawn)
{
  g_autoptr (SchoTable) table = make_pairs (200);
  g_autoptr (SchoDrawing) drawing = draw (table, &network, FALSE);
  guint n, n_edges = 0;
  const ChartMark *marks = scho_drawing_get_marks (drawing, &n);
  gint64 weakest = G_MAXINT64, n_stronger = 0;

  for (guint i = 0; i < n; i++)
    if (marks[i].is_line)
      {
        n_edges++;
        weakest = MIN (weakest, scho_table_get_integer (table, marks[i].row, 2));
      }
  for (gsize row = 0; row < scho_table_get_n_rows (table); row++)
    n_stronger += scho_table_get_integer (table, row, 2) > weakest;
  ck_assert_uint_eq (n_edges, 150);
  ck_assert_int_le (n_stronger, 150);
}
END_TEST

START_TEST (a_cell_is_found_where_it_is_drawn)
{
  g_autoptr (SchoTable) table = make_pairs (12);
  g_autoptr (SchoDrawing) drawing = draw (table, &heat_map, _i == 1);
  guint n;
  const ChartMark *marks = scho_drawing_get_marks (drawing, &n);

  /* Both halves. */
  ck_assert_uint_eq (n, 2 * scho_table_get_n_rows (table));
  for (guint i = 0; i < n; i++)
    ck_assert_int_eq (scho_drawing_find_mark (drawing, marks[i].x + marks[i].width / 2,
                                              marks[i].y + marks[i].height / 2),
                      (int) i);
  ck_assert_int_eq (scho_drawing_find_mark (drawing, -5, -5), -1);
}
END_TEST

static gboolean
has_text (SchoDrawing *drawing, const char *text)
{
  for (guint i = 0; i < drawing->shapes->len; i++)
    if (g_strcmp0 (g_array_index (drawing->shapes, Shape, i).text, text) == 0)
      return TRUE;
  return FALSE;
}

static SchoTable *
make_measures (SchoColumnType type)
{
  static const struct
  {
    const char *a, *b;
    double value;
  } rows[]
      = { { "blame", "kappa", 0 }, { "blame", "alpha", NAN }, { "care", "kappa", 0.5 },
          { "care", "alpha", 1 },  { "never", "kappa", NAN }, { "care", "gamma", NAN } };
  SchoTable *table = scho_table_new ("values", "Agreement");

  scho_table_add_column (table, "a", "A", SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "b", "B", SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "n", "Value", type);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize row = scho_table_add_row (table);

      scho_table_set_text (table, row, 0, rows[i].a);
      scho_table_set_text (table, row, 1, rows[i].b);
      if (isnan (rows[i].value))
        continue;
      if (type == SCHO_COLUMN_NUMBER)
        scho_table_set_number (table, row, 2, rows[i].value);
      else
        scho_table_set_integer (table, row, 2, (gint64) ceil (rows[i].value));
    }
  return table;
}

/* A measure of 0 is a shaded cell, an undefined one a dash; what is undefined throughout
 * is told of. */
START_TEST (a_measure_of_0_is_seen_and_undefined_is_not_0)
{
  g_autoptr (SchoTable) table = make_measures (SCHO_COLUMN_NUMBER);
  SchoChart chart = heat_map;
  g_autoptr (SchoDrawing) drawing = NULL;
  const ChartMark *marks;
  guint n, n_shaded = 0;

  chart.symmetric = FALSE;
  drawing = draw (table, &chart, FALSE);
  marks = scho_drawing_get_marks (drawing, &n);
  ck_assert_uint_eq (n, 4);
  ck_assert_str_eq (marks[0].words, "blame, kappa: 0");
  ck_assert_str_eq (marks[1].words, "blame, alpha: undefined");
  for (guint i = 0; i < drawing->shapes->len; i++)
    {
      const Shape *shape = &g_array_index (drawing->shapes, Shape, i);

      if (shape->kind == SHAPE_RECTANGLE && fabs (shape->x - marks[0].x - 0.5) < 0.01
          && fabs (shape->y - marks[0].y - 0.5) < 0.01)
        n_shaded++;
    }
  ck_assert_uint_eq (n_shaded, 1);
  ck_assert (has_text (drawing, "0"));
  ck_assert (has_text (drawing, "–"));
  ck_assert (has_text (drawing, "–  undefined"));
  ck_assert (has_text (drawing, "Without 2 that have no figure."));
}
END_TEST

/* A row of zeros would only take room where what counts is how many there are. */
START_TEST (a_count_of_0_is_quiet)
{
  g_autoptr (SchoTable) table = make_measures (SCHO_COLUMN_INTEGER);
  SchoChart chart = heat_map;
  g_autoptr (SchoDrawing) drawing = NULL;
  guint n;

  chart.symmetric = FALSE;
  drawing = draw (table, &chart, FALSE);
  scho_drawing_get_marks (drawing, &n);
  ck_assert_uint_eq (n, 2);
  ck_assert (!has_text (drawing, "blame"));
}
END_TEST

START_TEST (from_right_to_left_it_is_mirrored)
{
  g_autoptr (SchoTable) table = make_counts (5);
  g_autoptr (SchoDrawing) left = draw (table, &bars, FALSE);
  g_autoptr (SchoDrawing) right = draw (table, &bars, TRUE);

  ck_assert_uint_eq (left->shapes->len, right->shapes->len);
  for (guint i = 0; i < left->shapes->len; i++)
    {
      const Shape *a = &g_array_index (left->shapes, Shape, i);
      const Shape *b = &g_array_index (right->shapes, Shape, i);

      if (a->kind == SHAPE_RECTANGLE)
        ck_assert_double_eq_tol (a->x, right->width - b->x - b->width, 0.01);
      if (a->kind == SHAPE_TEXT)
        ck_assert_int_eq (a->anchor, ANCHOR_END - b->anchor);
    }
}
END_TEST

START_TEST (svg_is_sound_and_always_the_same)
{
  g_autoptr (SchoTable) table = _i == 0 ? make_counts (60) : make_pairs (40);
  const SchoChart *charts[] = { &bars, &network, &heat_map };
  g_autoptr (SchoDrawing) drawing = draw (table, charts[_i], FALSE);
  g_autoptr (SchoDrawing) again = draw (table, charts[_i], FALSE);
  g_autofree char *svg = scho_drawing_dup_svg (drawing, FALSE);
  g_autofree char *other = scho_drawing_dup_svg (again, FALSE);
  xmlDoc *document = xmlReadMemory (svg, (int) strlen (svg), NULL, NULL, 0);

  ck_assert_ptr_nonnull (document);
  xmlFreeDoc (document);
  ck_assert_str_eq (svg, other);
  ck_assert_ptr_null (strstr (svg, "nan"));
  ck_assert_ptr_null (strstr (svg, "inf\""));
}
END_TEST

/* How it was counted stands in the file; on a page it stands beside the drawing. */
START_TEST (svg_tells_its_facts)
{
  g_autoptr (SchoTable) table = make_counts (3);
  g_autoptr (SchoDrawing) drawing = draw (table, &bars, FALSE);
  g_autofree char *svg = NULL;
  g_autofree char *part = scho_drawing_dup_svg (drawing, TRUE);
  xmlDoc *document;

  scho_table_add_fact (table, "project", "Project", "“A” <& B> \x01");
  scho_table_add_fact (table, "unit", "Unit", "ä\nö");
  svg = scho_drawing_dup_svg (drawing, FALSE);
  document = xmlReadMemory (svg, (int) strlen (svg), NULL, NULL, 0);
  ck_assert_ptr_nonnull (document);
  xmlFreeDoc (document);
  ck_assert_ptr_nonnull (strstr (svg, "<dc:description>Project: “A” &lt;&amp; B&gt;"));
  ck_assert_ptr_nonnull (strstr (svg, "\nUnit: ä\nö</dc:description>"));
  ck_assert_ptr_null (strstr (part, "<metadata"));
}
END_TEST

/* The chunk behind the header, and its checksum as zlib makes it. */
START_TEST (png_tells_its_facts)
{
  static const char head[] = "iTXtDescription\0\0\0\0";
  static const char text[] = "Project: “A”";
  g_autoptr (SchoTable) table = make_counts (3);
  g_autoptr (SchoDrawing) drawing = draw (table, &bars, FALSE);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  gsize n = sizeof head + strlen (text);
  const guint8 *chunk;

  scho_table_add_fact (table, "project", "Project", "“A”");
  ck_assert (scho_drawing_write_png (drawing, 1, stream, NULL));
  chunk = g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream));
  chunk += 33;
  ck_assert_uint_eq ((guint) chunk[2] << 8 | chunk[3], n - 4);
  ck_assert_int_eq (memcmp (chunk + 4, head, sizeof head), 0);
  ck_assert_int_eq (memcmp (chunk + 4 + sizeof head, text, strlen (text)), 0);
  ck_assert_uint_eq ((guint32) chunk[n + 4] << 24 | chunk[n + 5] << 16 | chunk[n + 6] << 8
                         | chunk[n + 7],
                     crc32 (0, chunk + 4, (uInt) n));
}
END_TEST

START_TEST (png_is_an_image)
{
  g_autoptr (SchoTable) table = make_counts (60);
  g_autoptr (SchoDrawing) drawing = draw (table, &bars, FALSE);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  const guint8 *bytes;

  ck_assert (scho_drawing_write_png (drawing, 2, stream, NULL));
  bytes = g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream));
  ck_assert_int_eq (memcmp (bytes, "\x89PNG", 4), 0);
  ck_assert_uint_eq (bytes[18] << 8 | bytes[19], 2 * WIDTH);
}
END_TEST

START_TEST (shades_can_be_told_apart_and_read_on)
{
  double last = -1;

  for (guint i = 0; i <= 100; i++)
    {
      ChartColour colour = ramp_get (i / 100.0, _i == 1);
      double luminance = ramp_get_luminance (colour);
      double ink = ramp_get_luminance (ramp_get_ink (colour));
      double contrast = (MAX (luminance, ink) + 0.05) / (MIN (luminance, ink) + 0.05);

      ck_assert_double_ge (contrast, 4.5);
      if (i > 0)
        ck_assert (_i == 1 ? luminance > last : luminance < last);
      last = luminance;
    }
}
END_TEST

START_TEST (nothing_is_drawn_of_nothing)
{
  const SchoChart *charts[] = { &bars, &network, &heat_map };
  g_autoptr (SchoTable) table = _i == 0 ? make_counts (0) : make_pairs (1);
  g_autoptr (SchoDrawing) drawing = draw (table, charts[_i], FALSE);
  guint n;

  scho_drawing_get_marks (drawing, &n);
  ck_assert_uint_eq (n, 0);
  ck_assert_str_eq (scho_drawing_get_summary (drawing), "There is nothing to draw.");
  ck_assert_double_gt (scho_drawing_get_height (drawing), 0);
}
END_TEST

static SchoTable *
make_line (guint n)
{
  SchoTable *table = scho_table_new ("line", "Line");

  scho_table_add_column (table, "document", "Document", SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "so-far", "So far", SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "new", "New", SCHO_COLUMN_INTEGER);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Interview with number %u", i);
      gsize row = scho_table_add_row (table);

      scho_table_set_text (table, row, 0, name);
      scho_table_set_integer (table, row, 1, i / 2);
      scho_table_set_integer (table, row, 2, i % 2);
    }
  return table;
}

START_TEST (lines_have_as_many_names_as_there_is_room_for)
{
  static const SchoChart lines
      = { SCHO_CHART_LINES, .label = "document", .value = "so-far", .also = "new" };
  static const guint numbers[] = { 0, 1, 7, 300 };
  g_autoptr (SchoTable) table = make_line (numbers[_i]);
  g_autoptr (SchoDrawing) drawing = draw (table, &lines, FALSE);
  guint n;

  check_texts (drawing);
  scho_drawing_get_marks (drawing, &n);
  ck_assert_uint_eq (n, numbers[_i]);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("charts");
  TCase *tcase = tcase_create ("charts");
  SRunner *runner;
  int failed;

  tcase_add_test (tcase, bars_are_sorted_and_say_how_many_more);
  tcase_add_test (tcase, bars_can_keep_the_order_of_the_table);
  tcase_add_test (tcase, a_chart_of_what_is_not_there_is_not_kept);
  tcase_add_loop_test (tcase, two_hundred_codes_do_not_lie_over_each_other, 0, 2);
  tcase_add_test (tcase, the_strongest_edges_are_drawn);
  tcase_add_loop_test (tcase, a_cell_is_found_where_it_is_drawn, 0, 2);
  tcase_add_test (tcase, a_measure_of_0_is_seen_and_undefined_is_not_0);
  tcase_add_test (tcase, a_count_of_0_is_quiet);
  tcase_add_test (tcase, from_right_to_left_it_is_mirrored);
  tcase_add_loop_test (tcase, svg_is_sound_and_always_the_same, 0, 3);
  tcase_add_test (tcase, png_is_an_image);
  tcase_add_test (tcase, svg_tells_its_facts);
  tcase_add_test (tcase, png_tells_its_facts);
  tcase_add_loop_test (tcase, shades_can_be_told_apart_and_read_on, 0, 2);
  tcase_add_loop_test (tcase, nothing_is_drawn_of_nothing, 0, 3);
  tcase_add_loop_test (tcase, lines_have_as_many_names_as_there_is_room_for, 0, 4);
  tcase_set_timeout (tcase, 60);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed > 0;
}
