/* bench-page.c - one long document in the page: opening, scrolling, jumping, coding. */
#include "application.h"
#include "bench.h"
#include "page-bare.h"
#include "page-corpus.h"
#include "window.h"

#include <stdlib.h>

/* The documents of the budget. */
#define BOOK 1500000
#define BOOK_CODINGS 5000
#define HUGE_TEXT 10000000
#define HUGE_CODINGS 100000
#define PARAGRAPH 1000000
/* So many that more than 160 highlights are on screen: some 65 passages over 30 lines. */
#define DENSE_CODINGS 45000

#define N_FRAMES 120
#define N_JUMPS 10 /* for each opening */
#define N_APPLIED 15

/* The margin's part of a frame is too small to be timed once. */
#define N_MARGINS 50

typedef struct
{
  const char *name;
  guint n_characters, n_codings;
  gboolean one_paragraph;
  SchoProject *project;
  char *utf8;
} Corpus;

static Corpus book = { "book", BOOK, BOOK_CODINGS, FALSE, NULL, NULL };
static Corpus dense = { "dense", BOOK, DENSE_CODINGS, FALSE, NULL, NULL };
static Corpus huge = { "huge", HUGE_TEXT, HUGE_CODINGS, FALSE, NULL, NULL };
static Corpus paragraph = { "paragraph", PARAGRAPH, 1000, TRUE, NULL, NULL };
static SchoApplication *application;

static gboolean
prepare (BenchContext *context, Corpus *corpus, GError **error)
{
  g_autofree char *name = g_strconcat (corpus->name, ".scholia", NULL);
  g_autofree char *path = bench_path (context, name);

  if (corpus->utf8 != NULL)
    return TRUE;
  corpus->utf8 = page_corpus_text (corpus->n_characters, corpus->one_paragraph);
  corpus->project = page_corpus_create (path, corpus->n_characters, corpus->one_paragraph,
                                        corpus->n_codings, error);
  return corpus->project != NULL;
}

static double
open_page (BenchContext *context, Corpus *corpus, GError **error)
{
  PageWindow window;
  double seconds;

  if (!prepare (context, corpus, error))
    return -1;
  page_window_open (&window);
  seconds
      = page_window_show_page (&window, scho_project_get_snapshot (corpus->project), 1);
  page_window_close (&window);
  return seconds;
}

static double
open_bare (BenchContext *context, Corpus *corpus, GError **error)
{
  PageWindow window;
  double seconds;

  if (!prepare (context, corpus, error))
    return -1;
  page_window_open (&window);
  seconds = page_window_show_bare (&window, corpus->utf8);
  page_window_close (&window);
  return seconds;
}

static double
open_book (BenchContext *context, GError **error)
{
  return open_page (context, &book, error);
}

static double
open_book_bare (BenchContext *context, GError **error)
{
  return open_bare (context, &book, error);
}

static double
open_huge (BenchContext *context, GError **error)
{
  return open_page (context, &huge, error);
}

static double
open_huge_bare (BenchContext *context, GError **error)
{
  return open_bare (context, &huge, error);
}

static double
open_paragraph (BenchContext *context, GError **error)
{
  return open_page (context, &paragraph, error);
}

static double
limit_paragraph (BenchContext *context, GError **error)
{
  return 0.5;
}

/* A frame after each wheel step, page and jump in turn; the same places in both. */
static void
scroll (PageWindow *window, double *seconds)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  double upper = gtk_adjustment_get_upper (window->adjustment);
  double page = gtk_adjustment_get_page_size (window->adjustment);
  double share = 0.1;

  for (guint i = 0; i < N_FRAMES; i++)
    {
      double value = gtk_adjustment_get_value (window->adjustment), start;

      if (i % 3 == 0)
        value += 60;
      else if (i % 3 == 1)
        value += page;
      else
        {
          share = g_rand_double_range (random, 0, 0.9);
          value = share * upper;
        }
      start = bench_cpu ();
      gtk_adjustment_set_value (window->adjustment, value);
      page_window_frame (window);
      seconds[i] = bench_cpu () - start;
    }
}

/* Milliseconds that a frame costs more than in a bare view, at @percentile. */
static double
compare_scrolling (BenchContext *context, guint percentile, GError **error)
{
  double ours[N_FRAMES], bare[N_FRAMES];
  PageWindow window;

  if (!prepare (context, &dense, error))
    return -1;
  page_window_open (&window);
  page_window_show_bare (&window, dense.utf8);
  page_window_measure (&window);
  scroll (&window, bare);
  page_window_close (&window);

  page_window_open (&window);
  page_window_show_page (&window, scho_project_get_snapshot (dense.project), 1);
  page_window_measure (&window);
  scroll (&window, ours);
  page_window_close (&window);
  bench_median (ours, N_FRAMES);
  bench_median (bare, N_FRAMES);
  return 1000 * (ours[N_FRAMES * percentile / 100] - bare[N_FRAMES * percentile / 100]);
}

static double
scroll_median (BenchContext *context, GError **error)
{
  return compare_scrolling (context, 50, error);
}

static double
limit_median (BenchContext *context, GError **error)
{
  return 5;
}

static double
scroll_tail (BenchContext *context, GError **error)
{
  return compare_scrolling (context, 95, error);
}

static double
limit_tail (BenchContext *context, GError **error)
{
  return 8;
}

static double
paint_margin (BenchContext *context, GError **error)
{
  PageWindow window;
  GtkWidget *margin;
  double start, seconds;

  if (!prepare (context, &dense, error))
    return -1;
  page_window_open (&window);
  page_window_show_page (&window, scho_project_get_snapshot (dense.project), 1);
  page_window_frame (&window);
  margin = GTK_WIDGET (window.page->margin);
  start = bench_cpu ();
  for (guint i = 0; i < N_MARGINS; i++)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();
      GskRenderNode *node;

      GTK_WIDGET_GET_CLASS (margin)->snapshot (margin, snapshot);
      node = gtk_snapshot_free_to_node (snapshot);
      g_clear_pointer (&node, gsk_render_node_unref);
    }
  seconds = (bench_cpu () - start) / N_MARGINS;
  page_window_close (&window);
  return 1000 * seconds;
}

static double
limit_margin (BenchContext *context, GError **error)
{
  return 0.5;
}

static gboolean
is_in_sight (PageWindow *window, guint32 offset)
{
  GdkRectangle rectangle;

  return scho_page_get_rectangle (window->page, offset, offset + 1, &rectangle);
}

/* Wall seconds until the place was painted; negative when it does not stay. */
static double
jump (PageWindow *window, guint32 offset)
{
  double start = bench_now (), seconds;
  guint32 from, to;

  scho_page_scroll_to (window->page, offset, offset + 1);
  do
    {
      page_window_frame (window);
      scho_page_view_get_painted (window->page->view, &from, &to);
      seconds = bench_now () - start;
    }
  while ((offset < from || offset >= to) && seconds < 5);
  for (guint i = 0; i < 5; i++)
    {
      page_window_frame (window);
      if (!is_in_sight (window, offset))
        return -1;
    }
  return seconds;
}

/* The slowest of the jumps, the first at once after opening; none may be lost, not even
 * by the time all lines are measured. */
static double
jump_about (BenchContext *context, GError **error)
{
  static guint seed = 1;
  g_autoptr (GRand) random = g_rand_new_with_seed (seed++);
  PageWindow window;
  double slowest = 0;
  guint lost = 0;
  guint32 offset = 0;

  if (!prepare (context, &book, error))
    return -1;
  page_window_open (&window);
  page_window_show_page (&window, scho_project_get_snapshot (book.project), 1);
  for (guint i = 0; i < N_JUMPS; i++)
    {
      double seconds;

      offset = (guint32) g_rand_int_range (random, 5000, BOOK - 5000);
      seconds = jump (&window, offset);
      lost += seconds < 0;
      slowest = MAX (slowest, seconds);
    }
  page_window_measure (&window);
  page_window_frame (&window);
  lost += !is_in_sight (&window, offset);
  page_window_close (&window);
  if (lost > 0)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_FAILED, "%u of %u jumps were lost", lost,
                   N_JUMPS + 1);
      return -1;
    }
  return slowest;
}

static double
limit_jump (BenchContext *context, GError **error)
{
  return 0.15;
}

static void
frame_cb (GdkFrameClock *clock, guint *frames)
{
  (*frames)++;
}

static void
await_frame (GtkWidget *window, guint *frames)
{
  guint before = *frames;

  gtk_widget_queue_draw (window);
  while (*frames == before)
    g_main_context_iteration (NULL, TRUE);
}

/* In the whole window, durable: from the action to the frame that shows the coding. */
static double
apply_codes (BenchContext *context, GError **error)
{
  double seconds[N_APPLIED];
  GtkWidget *window;
  SchoPage *page;
  static guint run = 0; /* a passage is coded the same way once only */
  g_autofree char *code = g_strdup_printf ("code number %u", run++);
  guint frames = 0;
  guint64 before;

  if (!prepare (context, &huge, error))
    return -1;
  /* The window takes the file itself. */
  g_clear_object (&huge.project);
  window = scho_window_new (application);
  gtk_window_present (GTK_WINDOW (window));
  {
    g_autofree char *path = bench_path (context, "huge.scholia");

    scho_window_open_project (SCHO_WINDOW (window), path);
  }
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint",
                    G_CALLBACK (frame_cb), &frames);
  for (guint i = 0; i < 20 || scho_window_get_page (SCHO_WINDOW (window)) == NULL; i++)
    await_frame (window, &frames);
  page = scho_window_get_page (SCHO_WINDOW (window));
  before = scho_snapshot_get_n_annotations (scho_page_get_snapshot (page));
  for (guint i = 0; i < N_APPLIED; i++)
    {
      double start;

      scho_page_select (page, 100 + i * 60, 150 + i * 60);
      await_frame (window, &frames);
      start = bench_now ();
      g_action_group_activate_action (G_ACTION_GROUP (window), "apply-code",
                                      g_variant_new_string (code));
      await_frame (window, &frames);
      seconds[i] = bench_now () - start;
    }
  g_assert_cmpuint (scho_snapshot_get_n_annotations (scho_page_get_snapshot (page)), ==,
                    before + N_APPLIED);
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (window), &frames);
  gtk_window_close (GTK_WINDOW (window));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  return bench_median (seconds, N_APPLIED);
}

static double
limit_apply (BenchContext *context, GError **error)
{
  return 0.05;
}

/* Megabytes that a process takes to show the huge text, with a page or bare. */
static double
ask_memory (BenchContext *context, const char *how, GError **error)
{
  g_autofree char *program
      = g_build_filename (context->programs, "scho-bench-page", NULL);
  g_autofree char *path = bench_path (context, "huge.scholia");
  g_autofree char *answer = NULL;
  char *argv[] = { program, (char *) how, path, NULL };

  if (!g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &answer, NULL, NULL,
                     error))
    return -1;
  return g_ascii_strtod (answer, NULL);
}

static double
compare_memory (BenchContext *context, GError **error)
{
  double ours, bare;

  if (!prepare (context, &huge, error)
      || (ours = ask_memory (context, "--page", error)) < 0
      || (bare = ask_memory (context, "--bare", error)) < 0)
    return -1;
  return ours - bare;
}

static double
limit_memory (BenchContext *context, GError **error)
{
  return 40;
}

static int
print_memory (const char *how, const char *path)
{
  g_autoptr (GError) error = NULL;
  PageWindow window;

  page_window_open (&window);
  if (g_str_equal (how, "--page"))
    {
      g_autoptr (SchoProject) project = scho_project_open_read_only (path, &error);

      if (project == NULL)
        {
          g_printerr ("bench: %s\n", error->message);
          return 1;
        }
      page_window_show_page (&window, scho_project_get_snapshot (project), 1);
    }
  else
    {
      g_autofree char *utf8 = page_corpus_text (HUGE_TEXT, FALSE);

      page_window_show_bare (&window, utf8);
    }
  page_window_frame (&window);
  g_print ("%.1f\n", (double) bench_resident () / 1e6);
  return 0;
}

static const BenchMeasure measures[] = {
  { "open 1.5 million characters, 5,000 codings (CPU)", "bare text view", 1.5, 9,
    open_book, open_book_bare },
  { "open 10 million characters, 100,000 codings (CPU)", "bare text view", 2, 5,
    open_huge, open_huge_bare },
  { "open one paragraph of a million characters (CPU)", "budget", 1, 5, open_paragraph,
    limit_paragraph },
  { "a scrolled frame beyond a bare one, median (CPU)", "budget", 1, 3, scroll_median,
    limit_median, "ms" },
  { "a scrolled frame beyond a bare one, 95 % (CPU)", "budget", 1, 3, scroll_tail,
    limit_tail, "ms" },
  { "the margin of it (CPU)", "budget", 1, 3, paint_margin, limit_margin, "ms" },
  { "jump, the slowest of ten, none lost", "budget", 1, 10, jump_about, limit_jump },
  { "apply a code until it is seen, 100,000 codings", "budget", 1, 3, apply_codes,
    limit_apply },
  { "memory beyond a bare text view, 100,000 codings", "budget", 1, 1, compare_memory,
    limit_memory, "MB" },
  { NULL },
};

int
main (int argc, char **argv)
{
  BenchContext context = { 0 };
  g_autofree char *programs = g_path_get_dirname (argv[0]);
  gboolean done;

  if (argc == 3 && g_str_has_prefix (argv[1], "--"))
    {
      gtk_init ();
      return print_memory (argv[1], argv[2]);
    }
  if (argc != 2 && argc != 3)
    {
      g_printerr ("usage: scho-bench-page FOLDER [PART-OF-A-NAME]\n");
      return 2;
    }
  application = scho_application_new (G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_application_hold (G_APPLICATION (application));
  context.folder = argv[1];
  context.programs = programs;
  bench_print_head ();
  done = bench_run (&context, measures, argv[2]);
  return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
