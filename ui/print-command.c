#include "print-command.h"

#include "print.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>
#include <scholiast/error.h>
#include <scholiast/output.h>
#include <scholiast/project.h>
#include <scholiast/lookup.h>
#include <stdio.h>
#include <stdlib.h>

gboolean
scho_print_command_is_asked (char *const *argv)
{
  for (guint i = 1; argv[i] != NULL && !g_str_equal (argv[i], "--"); i++)
    if (g_str_has_prefix (argv[i], "--print-to"))
      return TRUE;
  return FALSE;
}

static SchoPrint *
make_print (SchoSnapshot *snapshot, const char *title, GError **error)
{
  GtkPaperSize *paper = gtk_paper_size_new (NULL);
  double width = gtk_paper_size_get_width (paper, GTK_UNIT_POINTS);
  double height = gtk_paper_size_get_height (paper, GTK_UNIT_POINTS);
  const SchoDocument *document = scho_lookup_document (snapshot, title, error);

  gtk_paper_size_free (paper);
  return document != NULL
             ? scho_print_new (snapshot, document->id, NULL, NULL, width, height, error)
             : NULL;
}

static gboolean
print_to (const char *project_path, const char *title, const char *path, GError **error)
{
  g_autoptr (SchoProject) project = scho_project_open_read_only (project_path, error);
  g_autoptr (SchoOutput) output = scho_output_new_for_path (path);
  g_autoptr (SchoPrint) print = NULL;
  g_autoptr (GOutputStream) stream = NULL;

  if (project == NULL)
    return FALSE;
  if (!(print = make_print (scho_project_get_snapshot (project), title, error)))
    return FALSE;
  stream = scho_output_open (output, "document.pdf", error);
  return stream != NULL && scho_print_write_pdf (print, stream, NULL, NULL, error)
         && scho_output_commit (output, error);
}

int
scho_print_command_run (char *const *argv)
{
  g_autofree char *path = NULL, *title = NULL;
  g_auto (GStrv) files = NULL;
  const GOptionEntry entries[] = {
    { "print-to", 0, 0, G_OPTION_ARG_FILENAME, &path, NULL, NULL },
    { "document", 0, 0, G_OPTION_ARG_STRING, &title, NULL, NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) arguments = g_strdupv ((char **) argv);

  g_option_context_add_main_entries (context, entries, NULL);
  if (g_option_context_parse_strv (context, &arguments, &error)
      && (title == NULL || files == NULL || files[0] == NULL || files[1] != NULL))
    g_set_error_literal (&error, SCHO_ERROR, SCHO_ERROR_INVALID,
                         _ ("say which document of which project: scholiast "
                            "--print-to=FILE.pdf --document=TITLE PROJECT"));
  if (error == NULL && print_to (files[0], title, path, &error))
    return EXIT_SUCCESS;
  fprintf (stderr, "scholiast: %s\n", error->message);
  return EXIT_FAILURE;
}
