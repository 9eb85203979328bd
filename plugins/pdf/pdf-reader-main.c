/* pdf-reader-main.c - pdf-reader MEMORY SECONDS: a PDF comes in, its text goes out.
 *
 * MEMORY is in MiB, SECONDS those that it may compute. It opens no file for writing and
 * no connection, and whatever happens to it happens to it alone.
 */
#include "pdf-reader.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#define BLOCK_SIZE (256 * 1024)

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

static void
set_limit (int what, guint64 most)
{
  struct rlimit limit = { most, most };

  setrlimit (what, &limit);
}

static void
set_limits (guint64 mebibytes, guint64 seconds)
{
#ifndef __SANITIZE_ADDRESS__ /* whose shadow is many times as big */
  set_limit (RLIMIT_AS, mebibytes << 20);
#endif
  set_limit (RLIMIT_CPU, seconds);
  set_limit (RLIMIT_FSIZE, 0);
  set_limit (RLIMIT_CORE, 0);
}

static char *
read_input (gsize *n_bytes)
{
  gsize size = BLOCK_SIZE, filled = 0;
  char *bytes = g_malloc (size);
  gssize n;

  while ((n = read (STDIN_FILENO, bytes + filled, size - filled)) != 0)
    if (n < 0 && errno != EINTR)
      exit (EXIT_FAILURE);
    else if (n > 0 && (filled += (gsize) n) == size)
      bytes = g_realloc (bytes, size *= 2);
  *n_bytes = filled;
  return bytes;
}

static void
write_all (const void *bytes, gsize n_bytes, gpointer data)
{
  const char *p = bytes;

  while (n_bytes > 0)
    {
      gssize n = write (STDOUT_FILENO, p, n_bytes);

      if (n < 0 && errno != EINTR)
        exit (EXIT_FAILURE); /* nobody listens any more */
      if (n > 0)
        {
          p += n;
          n_bytes -= (gsize) n;
        }
    }
}

int
main (int argc, char **argv)
{
  gsize n_bytes;
  g_autofree char *bytes = NULL;

  if (argc != 3)
    return EXIT_FAILURE;
  set_limits (g_ascii_strtoull (argv[1], NULL, 10), g_ascii_strtoull (argv[2], NULL, 10));
  bytes = read_input (&n_bytes);
  pdf_reader_run (bytes, n_bytes, write_all, NULL);
  return EXIT_SUCCESS;
}
