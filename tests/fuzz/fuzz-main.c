/* fuzz-main.c - each file, and each file of each folder named, once. */
#include <glib.h>

#include <stdlib.h>

int LLVMFuzzerTestOneInput (const guint8 *bytes, gsize n);

static guint
run_file (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize n;
  GError *error = NULL;

  g_file_get_contents (path, &bytes, &n, &error);
  g_assert_no_error (error);
  g_print ("%s\n", path);
  LLVMFuzzerTestOneInput ((const guint8 *) bytes, n);
  return 1;
}

static guint
run_path (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  if (dir == NULL)
    return run_file (path);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      n += run_path (child);
    }
  return n;
}

int
main (int argc, char **argv)
{
  guint n = 0;

  for (int i = 1; i < argc; i++)
    n += run_path (argv[i]);
  g_print ("%u files read\n", n);
  return n > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
