/* bench-filter.c - what a key costs in the filters of the lists, until it is seen. */
#include "bench.h"

#include "application.h"
#include "code-tree.h"
#include "document-list.h"

#include <adwaita.h>

#define N_CODES 2000
#define N_DOCUMENTS 10000
#define N_KEYS 12

/* What is typed, a letter a key, and taken back again. */
static const char *const typed[] = { "v", "vi", "vic", "vict", "victi", "victim" };

static GtkWidget *window;
static guint n_frames;

static void
painted_cb (GdkFrameClock *clock, gpointer data)
{
  n_frames++;
}

/* Until what has been changed is on the screen. */
static void
await_frame (void)
{
  guint before = n_frames;

  gtk_widget_queue_draw (window);
  while (n_frames == before)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static void
show (GtkWidget *list)
{
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 300, 800);
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_native_get_surface (GTK_NATIVE (window)) == NULL
         || !gtk_widget_get_mapped (window))
    g_main_context_iteration (NULL, TRUE);
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint",
                    G_CALLBACK (painted_cb), NULL);
  for (guint i = 0; i < 5; i++)
    await_frame ();
}

static GtkEditable *
find_entry (GtkWidget *widget)
{
  GtkEditable *found = NULL;

  if (GTK_IS_SEARCH_ENTRY (widget))
    return GTK_EDITABLE (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_entry (child);
  return found;
}

/* The median of the keys. */
static double
type (GtkWidget *list)
{
  GtkEditable *entry = find_entry (list);
  double costs[N_KEYS];

  for (guint i = 0; i < N_KEYS; i++)
    {
      const char *text = i < N_KEYS / 2   ? typed[i]
                         : i + 1 < N_KEYS ? typed[N_KEYS - 2 - i]
                                          : "";
      double start = bench_cpu ();

      gtk_editable_set_text (entry, text);
      await_frame ();
      costs[i] = bench_cpu () - start;
    }
  return bench_median (costs, N_KEYS);
}

static SchoProject *
new_project (BenchContext *context, const char *name, GError **error)
{
  g_autofree char *path = bench_path (context, name);

  bench_remove (path);
  return scho_project_create (path, "Bench", error);
}

static const char *const words[]
    = { "victim-blaming", "support", "Überfall", "reporting", "backlash", "apology" };

/* Three levels; a sixth of them match. */
static void
fill_codes (SchoStep *step)
{
  guint32 top = 0, middle = 0;

  for (guint i = 0; i < N_CODES; i++)
    {
      g_autofree char *name
          = g_strdup_printf ("%s %u", words[i % G_N_ELEMENTS (words)], i);
      guint32 parent = i % 50 == 0 ? 0 : i % 10 == 0 ? top : middle;
      guint32 id = scho_step_add_code (
          step, &(SchoCode){ .parent = parent, .position = (gint32) i, .name = name });

      if (i % 50 == 0)
        top = middle = id;
      else if (i % 10 == 0)
        middle = id;
    }
}

static void
fill_documents (SchoStep *step)
{
  g_autoptr (SchoText) text = scho_text_new ("A text.", NULL);

  for (guint i = 0; i < N_DOCUMENTS; i++)
    {
      g_autofree char *title
          = g_strdup_printf ("%s %u.txt", words[i % G_N_ELEMENTS (words)], i);
      scho_step_add_document (step, &(SchoDocument){ .title = title }, text);
    }
}

static double
filter (BenchContext *context, gboolean codes, GError **error)
{
  g_autoptr (SchoProject) project = new_project (context, "filter.scholia", error);
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (SchoSession) session = NULL;
  GtkWidget *list;
  double cost;

  if (project == NULL)
    return -1;
  step = scho_step_new (scho_project_get_snapshot (project), "Fill");
  if (codes)
    fill_codes (step);
  else
    fill_documents (step);
  if (!scho_project_apply (project, step, error))
    return -1;
  session = scho_session_new (project, "bench");
  list = g_object_new (codes ? SCHO_TYPE_CODE_TREE : SCHO_TYPE_DOCUMENT_LIST, NULL);
  if (codes)
    scho_code_tree_set_session (SCHO_CODE_TREE (list), session);
  else
    scho_document_list_set_session (SCHO_DOCUMENT_LIST (list), session);
  show (list);
  cost = type (list);
  gtk_window_destroy (GTK_WINDOW (window));
  return cost;
}

static double
filter_codes (BenchContext *context, GError **error)
{
  return filter (context, TRUE, error);
}

static double
filter_documents (BenchContext *context, GError **error)
{
  return filter (context, FALSE, error);
}

static double
limit (BenchContext *context, GError **error)
{
  return 0.030;
}

static const BenchMeasure measures[] = {
  { "a key in the filter of 2,000 codes (CPU)", "budget", 1, 5, filter_codes, limit },
  { "a key in the filter of 10,000 documents (CPU)", "budget", 1, 5, filter_documents,
    limit },
  { NULL },
};

int
main (int argc, char **argv)
{
  BenchContext context = { 0 };

  if (argc != 2 && argc != 3)
    {
      g_printerr ("usage: scho-bench-filter FOLDER [PART-OF-A-NAME]\n");
      return 2;
    }
  adw_init ();
  context.folder = argv[1];
  bench_print_head ();
  return bench_run (&context, measures, argv[2]) ? EXIT_SUCCESS : EXIT_FAILURE;
}
