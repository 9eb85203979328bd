#include "bench.h"

#include <archive.h>
#include <archive_entry.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlwriter.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <zlib.h>

#define MAIN "project.qde"

#define PACKAGE "bench.qdpx"

static char *
refi_path (BenchContext *context)
{
  return bench_path (context, PACKAGE);
}

static double
export_refi (BenchContext *context, GError **error)
{
  return bench_export (context, "refi-qda", PACKAGE, NULL, bench_now, error);
}

/* Into a project that has nothing: the step, as other importers are measured. */
static double
import_refi (BenchContext *context, GError **error)
{
  const SchoImporter *importer
      = scho_plugins_find_importer (context->plugins, "refi-qda", error);
  g_autofree char *path = refi_path (context);
  g_autofree char *name = bench_path (context, "empty.scholia");
  g_autoptr (SchoProject) project = NULL;
  g_autoptr (SchoStep) step = NULL;
  double start;

  bench_remove (name);
  if (importer == NULL || !(project = scho_project_create (name, "empty", error)))
    return -1;
  start = bench_now ();
  step = scho_plugins_import (context->plugins, importer, path, "Ana", NULL,
                              scho_project_get_snapshot (project), NULL, NULL, error);
  return step != NULL ? bench_now () - start : -1;
}

typedef struct
{
  char *name;
  GByteArray *bytes;
} Part;

static void
part_clear (gpointer data)
{
  Part *part = data;

  g_free (part->name);
  g_byte_array_unref (part->bytes);
}

static GArray *
unpack (BenchContext *context)
{
  g_autofree char *path = refi_path (context);
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (Part));
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;
  guint8 block[65536];
  la_ssize_t n;

  g_array_set_clear_func (parts, part_clear);
  archive_read_support_format_zip (archive);
  archive_read_open_filename (archive, path, sizeof block);
  while (archive_read_next_header (archive, &entry) == ARCHIVE_OK)
    {
      Part part = { g_strdup (archive_entry_pathname (entry)), g_byte_array_new () };

      while ((n = archive_read_data (archive, block, sizeof block)) > 0)
        g_byte_array_append (part.bytes, block, n);
      g_array_append_val (parts, part);
    }
  archive_read_free (archive);
  return parts;
}

static gboolean
is_main (const Part *part)
{
  return g_str_equal (part->name, MAIN);
}

/* Every element, attribute and word of it. */
static guint64
read_xml (const Part *part)
{
  xmlTextReader *reader
      = xmlReaderForMemory ((const char *) part->bytes->data, (int) part->bytes->len,
                            NULL, NULL, XML_PARSE_NONET);
  guint64 n = 0;

  while (xmlTextReaderRead (reader) == 1)
    {
      n++;
      while (xmlTextReaderMoveToNextAttribute (reader) == 1)
        n += strlen ((const char *) xmlTextReaderConstValue (reader));
    }
  xmlFreeTextReader (reader);
  return n;
}

static double
read_again (BenchContext *context, GError **error)
{
  double start = bench_now ();
  g_autoptr (GArray) parts = unpack (context);

  for (guint i = 0; i < parts->len; i++)
    if (is_main (&g_array_index (parts, Part, i)))
      read_xml (&g_array_index (parts, Part, i));
  return bench_now () - start;
}

/* One node after the other from @reader to @writer. */
static void
copy_node (xmlTextReader *reader, xmlTextWriter *writer)
{
  int type = xmlTextReaderNodeType (reader);

  if (type == XML_READER_TYPE_END_ELEMENT)
    xmlTextWriterEndElement (writer);
  else if (type != XML_READER_TYPE_ELEMENT)
    xmlTextWriterWriteString (writer, xmlTextReaderConstValue (reader));
  else
    {
      gboolean is_empty = xmlTextReaderIsEmptyElement (reader) == 1;

      xmlTextWriterStartElement (writer, xmlTextReaderConstName (reader));
      while (xmlTextReaderMoveToNextAttribute (reader) == 1)
        xmlTextWriterWriteAttribute (writer, xmlTextReaderConstName (reader),
                                     xmlTextReaderConstValue (reader));
      if (is_empty)
        xmlTextWriterEndElement (writer);
    }
}

/* What it takes to read and write, less what it takes to read. */
static double
write_xml (const Part *part)
{
  xmlTextReader *reader
      = xmlReaderForMemory ((const char *) part->bytes->data, (int) part->bytes->len,
                            NULL, NULL, XML_PARSE_NONET);
  xmlBuffer *buffer = xmlBufferCreate ();
  xmlTextWriter *writer = xmlNewTextWriterMemory (buffer, 0);
  double start = bench_now (), seconds;

  xmlBufferSetAllocationScheme (buffer, XML_BUFFER_ALLOC_DOUBLEIT);
  xmlTextWriterStartDocument (writer, NULL, "UTF-8", NULL);
  while (xmlTextReaderRead (reader) == 1)
    copy_node (reader, writer);
  xmlTextWriterEndDocument (writer);
  seconds = bench_now () - start;
  xmlFreeTextWriter (writer);
  xmlBufferFree (buffer);
  xmlFreeTextReader (reader);
  start = bench_now ();
  read_xml (part);
  return seconds - (bench_now () - start);
}

static void
compress_part (const Part *part)
{
  uLongf size = compressBound (part->bytes->len);
  g_autofree Bytef *packed = g_malloc (size);

  compress2 (packed, &size, part->bytes->data, part->bytes->len, Z_DEFAULT_COMPRESSION);
}

static double
write_again (BenchContext *context, GError **error)
{
  g_autoptr (GArray) parts = unpack (context);
  double seconds = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      double start;

      if (is_main (part))
        seconds += write_xml (part);
      start = bench_now ();
      compress_part (part);
      seconds += bench_now () - start;
    }
  return seconds;
}

/* The most memory that the command took, in MiB. */
static double
measure_command (BenchContext *context, char **argv, GError **error)
{
  g_autofree char *program
      = g_build_filename (context->programs, "..", "src", "cli", "scho", NULL);
  struct rusage usage;
  GPid child;
  int status;

  argv[0] = program;
  if (!g_spawn_async (NULL, argv, NULL,
                      G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL
                          | G_SPAWN_STDERR_TO_DEV_NULL,
                      NULL, NULL, &child, error))
    return -1;
  if (wait4 (child, &status, 0, &usage) != child
      || !g_spawn_check_wait_status (status, error))
    return -1;
  return usage.ru_maxrss / 1024.0;
}

/* As another program wrote it: all identities and times have to be kept. */
static double
import_foreign (BenchContext *context, GError **error)
{
  g_autofree char *name = bench_path (context, "foreign.scholia");
  g_autofree char *path = g_build_filename (context->corpus, "foreign.qdpx", NULL);
  g_autoptr (SchoProject) project = NULL;
  char *argv[] = { NULL, (char *) "import", name, path, NULL };

  bench_close_large (context);
  bench_remove (name);
  if (!(project = scho_project_create (name, "foreign", error)))
    return -1;
  g_clear_object (&project);
  return measure_command (context, argv, error);
}

static double
export_foreign (BenchContext *context, GError **error)
{
  g_autofree char *name = bench_path (context, "foreign.scholia");
  g_autofree char *path = bench_path (context, "foreign.qdpx");
  char *argv[] = { NULL, (char *) "export", name, (char *) "--output", path, NULL };

  return measure_command (context, argv, error);
}

static double
memory_budget (BenchContext *context, GError **error)
{
  return 1024;
}

const BenchMeasure bench_refi_measures[] = {
  { "REFI-QDA export", "the same by libxml2's writer and zlib", 2.0, 3, export_refi,
    write_again },
  { "REFI-QDA import", "the same by libxml2's reader and libarchive", 3.0, 3, import_refi,
    read_again },
  { "REFI-QDA of another program, in: memory", "budget", 1.0, 1, import_foreign,
    memory_budget, "MiB" },
  { "REFI-QDA of another program, out: memory", "budget", 1.0, 1, export_foreign,
    memory_budget, "MiB" },
  { NULL },
};
