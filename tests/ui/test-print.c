/* test-print.c - coded documents on paper: pages hold all of the text, long ones cost no
 * memory, PDF can be made from the window and from the command line. */
#include "window-fixture.h"

#include "print-command.h"
#include "print.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <scholiast/edit.h>
#include <string.h>

#define WIDTH 595.0
#define HEIGHT 842.0

static SchoProject *
make_project (const char *text_utf8, char **path)
{
  g_autoptr (GError) error = NULL;
  SchoProject *project;
  g_autoptr (SchoText) text = scho_text_new (text_utf8, &error);
  g_autoptr (SchoStep) step = NULL;

  *path = dup_path ("print.scholia");
  g_unlink (*path);
  project = scho_project_create (*path, "Print", &error);
  ck_assert_msg (project != NULL, "%s", error != NULL ? error->message : "");
  step = scho_step_new (scho_project_get_snapshot (project), "Fill");
  scho_step_add_document (step, &(SchoDocument){ .title = "A text" }, text);
  ck_assert (scho_project_apply (project, step, &error));
  return project;
}

/* @codes different codes on the same stretches, one after the other. */
static void
add_codings (SchoProject *project, guint n, guint32 length, guint codes)
{
  g_autoptr (SchoStep) step = scho_step_new (scho_project_get_snapshot (project), "Code");
  guint32 coder = scho_step_ensure_coder (step, "Ada");
  guint32 text_length
      = scho_snapshot_get_document (scho_project_get_snapshot (project), 1)->length;
  guint32 first = 0;

  for (guint i = 0; i < codes; i++)
    {
      g_autofree char *name = g_strdup_printf ("code number %u", i + 1);
      guint32 code = scho_step_add_code (
          step, &(SchoCode){ .name = name, .colour = 0x103050 * (i + 1) });

      first = i == 0 ? code : first;
    }
  for (guint i = 0; i < n; i++)
    {
      guint32 start = (guint64) i * text_length / n;

      scho_step_add_annotation (
          step, &(SchoAnnotation){ .document = 1,
                                   .start = start,
                                   .end = MIN (start + length, text_length),
                                   .code = first + i % codes,
                                   .coder = coder,
                                   .weight = SCHO_NO_WEIGHT });
    }
  ck_assert (scho_project_apply (project, step, NULL));
}

static SchoPrint *
print_first (SchoProject *project)
{
  g_autoptr (GError) error = NULL;
  SchoPrint *print = scho_print_new (scho_project_get_snapshot (project), 1, NULL, "Sans",
                                     WIDTH, HEIGHT, &error);

  ck_assert_msg (print != NULL, "%s", error != NULL ? error->message : "");
  while (!scho_print_paginate (print))
    ;
  return print;
}

static cairo_surface_t *
draw (SchoPrint *print, guint page, const char *name)
{
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH * 2, HEIGHT * 2);
  cairo_t *cr = cairo_create (surface);
  const char *folder = g_getenv ("SCHOLIAST_ARTEFACTS");
  g_autofree char *file = g_strdup_printf ("print-%s.png", name);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, file, NULL) : NULL;

  cairo_scale (cr, 2, 2);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  scho_print_draw_page (print, cr, page);
  cairo_destroy (cr);
  if (path != NULL)
    {
      g_mkdir_with_parents (folder, 0755);
      cairo_surface_write_to_png (surface, path);
    }
  return surface;
}

static guint
count_pixels (cairo_surface_t *surface, guint32 colour)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  guint n = 0;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      n += (((const guint32 *) (data + y * cairo_image_surface_get_stride (surface)))[x]
            & 0xffffff)
           == colour;
  return n;
}

static char *
make_text (guint paragraphs, guint words)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < paragraphs; i++)
    {
      for (guint j = 0; j < words; j++)
        g_string_append_printf (text, "%s%s", j > 0 ? " " : "",
                                j % 7 == 3 ? "straßenüberquerung" : "words");
      g_string_append (text, ".\n\n");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const struct
{
  guint paragraphs, words;
  guint least_pages;
} texts[] = {
  { 0, 0, 1 },
  { 1, 5, 1 },
  { 40, 120, 6 },
  { 1, 20000, 20 }, /* one paragraph of more than 100,000 characters */
};

START_TEST (pages_hold_all_of_the_text)
{
  g_autofree char *text = make_text (texts[_i].paragraphs, texts[_i].words);
  g_autofree char *path = NULL;
  g_autoptr (SchoProject) project = make_project (text, &path);
  g_autoptr (SchoPrint) print = NULL;
  guint32 before = 0;

  if (text[0] != '\0')
    add_codings (project, 30, 50, 3);
  print = print_first (project);
  ck_assert_uint_ge (scho_print_get_n_pages (print), texts[_i].least_pages);
  ck_assert_uint_eq (scho_print_get_page_start (print, 0), 0);
  for (guint i = 1; i < scho_print_get_n_pages (print); i++)
    {
      guint32 start = scho_print_get_page_start (print, i);

      /* No page repeats or leaves out what the one before it holds: a full page of these
       * words has between 500 and 5,000 characters. */
      ck_assert_uint_gt (start, before);
      ck_assert_uint_lt (start - before, 5000);
      before = start;
    }
}
END_TEST

START_TEST (colours_and_names_are_on_the_page)
{
  g_autofree char *text = make_text (3, 60);
  g_autofree char *path = NULL;
  g_autoptr (SchoProject) project = make_project (text, &path);
  g_autoptr (SchoPrint) print = NULL;
  const SchoCode *code;
  SchoLook look;
  cairo_surface_t *surface;
  guint32 wash;

  add_codings (project, 1, 300, 1);
  code = scho_snapshot_get_code (scho_project_get_snapshot (project), 1);
  look = scho_theme_get_look (SCHO_THEME_LIGHT, code->colour);
  wash = scho_colour_blend (scho_theme_get_paper (SCHO_THEME_LIGHT), look.wash,
                            look.alpha);
  print = print_first (project);
  ck_assert_uint_eq (scho_print_get_n_pages (print), 1);
  surface = draw (print, 0, "one-code");
  /* 300 characters are at least four lines, of more than 100 by 10 points. */
  ck_assert_uint_gt (count_pixels (surface, wash), 4 * 100 * 10);
  ck_assert_uint_gt (count_pixels (surface, look.line), 200);
  cairo_surface_destroy (surface);
}
END_TEST

START_TEST (what_is_hidden_is_not_printed)
{
  g_autofree char *text = make_text (3, 60);
  g_autofree char *path = NULL;
  g_autoptr (SchoProject) project = make_project (text, &path);
  g_autoptr (SchoPrint) print = NULL;
  gboolean codes[] = { TRUE, FALSE };
  SchoShown shown = { .codes = codes, .n_codes = 2 };
  SchoLook look;
  cairo_surface_t *surface;

  add_codings (project, 1, 300, 1);
  look = scho_theme_get_look (
      SCHO_THEME_LIGHT,
      scho_snapshot_get_code (scho_project_get_snapshot (project), 1)->colour);
  print = scho_print_new (scho_project_get_snapshot (project), 1, &shown, NULL, WIDTH,
                          HEIGHT, NULL);
  while (!scho_print_paginate (print))
    ;
  surface = draw (print, 0, "hidden");
  ck_assert_uint_eq (count_pixels (surface, look.line), 0);
  cairo_surface_destroy (surface);
}
END_TEST

/* Codings on codings, names over names: nothing may fail or run off the sheet. */
START_TEST (a_crowded_page_is_drawn)
{
  g_autofree char *text = make_text (40, 40);
  g_autofree char *path = NULL;
  g_autoptr (SchoProject) project = make_project (text, &path);
  g_autoptr (SchoPrint) print = NULL;

  add_codings (project, 400, 900, 40);
  print = print_first (project);
  for (guint i = 0; i < scho_print_get_n_pages (print); i++)
    {
      g_autofree char *name = g_strdup_printf ("crowded-%u", i + 1);

      cairo_surface_destroy (draw (print, i, name));
    }
}
END_TEST

static gsize
read_memory (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmRSS:");
  return line != NULL ? g_ascii_strtoull (line + 6, NULL, 10) : 0;
}

START_TEST (a_long_document_takes_no_memory)
{
  g_autofree char *text = make_text (4000, 60); /* 1.8 million characters */
  g_autofree char *path = NULL, *pdf = dup_path ("long.pdf"), *contents = NULL;
  g_autoptr (SchoProject) project = make_project (text, &path);
  g_autoptr (SchoPrint) print = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (pdf);
  g_autoptr (GFileOutputStream) stream
      = g_file_replace (file, NULL, FALSE, 0, NULL, NULL);
  g_autofree char *count = NULL;
  g_autoptr (GError) error = NULL;
  gsize before, n;

  add_codings (project, 5000, 100, 20);
  print = scho_print_new (scho_project_get_snapshot (project), 1, NULL, "Sans", WIDTH,
                          HEIGHT, NULL);
  scho_print_paginate (print);
  before = read_memory ();
  ck_assert_msg (
      scho_print_write_pdf (print, G_OUTPUT_STREAM (stream), NULL, NULL, &error), "%s",
      error != NULL ? error->message : "");
  ck_assert (g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, NULL));
  /* cairo remembers a little of each page: 100 KB for each would be too much. */
  ck_assert_uint_gt (scho_print_get_n_pages (print), 300);
  ck_assert_uint_lt (read_memory () - before, 40 * scho_print_get_n_pages (print));
  ck_assert (g_file_get_contents (pdf, &contents, &n, NULL));
  ck_assert (g_str_has_prefix (contents, "%PDF-"));
  count = g_strdup_printf ("/Count %u", scho_print_get_n_pages (print));
  /* Newer versions of cairo pack the list of pages. */
  ck_assert (memmem (contents, n, count, strlen (count)) != NULL
             || memmem (contents, n, "/ObjStm", 7) != NULL);
}
END_TEST

START_TEST (printing_can_be_cancelled)
{
  g_autofree char *text = make_text (400, 60);
  g_autofree char *path = NULL;
  g_autoptr (SchoProject) project = make_project (text, &path);
  g_autoptr (SchoPrint) print = print_first (project);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  ck_assert (!scho_print_write_pdf (print, stream, NULL, cancellable, &error));
  ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
}
END_TEST

START_TEST (the_window_makes_a_pdf)
{
  g_autofree char *pdf = dup_path ("window.pdf"), *contents = NULL;

  open_sample ();
  activate ("export-pdf-to", g_variant_new_string (pdf));
  await_jobs ();
  contents = read_file (pdf);
  ck_assert (g_str_has_prefix (contents, "%PDF-"));
  close_window ();
}
END_TEST

static char *
dup_sample_path (void)
{
  return g_strdup (scho_project_get_path (get_project ()));
}

START_TEST (the_command_line_makes_a_pdf)
{
  g_autofree char *pdf = dup_path ("command.pdf"), *path = NULL, *contents = NULL;
  g_autofree char *to = g_strconcat ("--print-to=", pdf, NULL);
  const char *argv[] = { "scholiast", to, "--document=article.txt", NULL, NULL };

  open_sample ();
  argv[3] = path = dup_sample_path ();
  ck_assert (scho_print_command_is_asked ((char *const *) argv));
  /* The project is open here: that is no hindrance. */
  ck_assert_int_eq (scho_print_command_run ((char *const *) argv), 0);
  contents = read_file (pdf);
  ck_assert (g_str_has_prefix (contents, "%PDF-"));

  g_unlink (pdf);
  argv[2] = "--document=no such text";
  ck_assert_int_ne (scho_print_command_run ((char *const *) argv), 0);
  ck_assert (!g_file_test (pdf, G_FILE_TEST_EXISTS));
  argv[3] = NULL;
  ck_assert_int_ne (scho_print_command_run ((char *const *) argv), 0);
  close_window ();
}
END_TEST

START_TEST (the_sample_on_paper)
{
  g_autoptr (SchoPrint) print = NULL;

  open_sample ();
  print = print_first (get_project ());
  for (guint i = 0; i < scho_print_get_n_pages (print); i++)
    {
      g_autofree char *name = g_strdup_printf ("sample-%u", i + 1);

      cairo_surface_destroy (draw (print, i, name));
    }
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_loop_test (tc, pages_hold_all_of_the_text, 0, G_N_ELEMENTS (texts));
  tcase_add_test (tc, colours_and_names_are_on_the_page);
  tcase_add_test (tc, what_is_hidden_is_not_printed);
  tcase_add_test (tc, a_crowded_page_is_drawn);
  tcase_add_test (tc, a_long_document_takes_no_memory);
  tcase_add_test (tc, printing_can_be_cancelled);
  tcase_add_test (tc, the_window_makes_a_pdf);
  tcase_add_test (tc, the_command_line_makes_a_pdf);
  tcase_add_test (tc, the_sample_on_paper);
}

int
main (void)
{
  return window_tests_run ("print", add_tests);
}
