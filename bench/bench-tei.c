#include "bench.h"

#include <glib/gstdio.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlwriter.h>

/* @profile: names the folder too */
static double
export_profile (BenchContext *context, const char *profile, GError **error)
{
  g_autofree char *name = g_strconcat (profile, "/", NULL);
  g_autofree char *set = g_strconcat ("profile=", profile, NULL);

  return bench_export (context, "tei", name, set, bench_now, error);
}

/* One call of the writer: what the reader saw. */
typedef struct
{
  int type; /* XML_READER_TYPE_…, ATTRIBUTE and END_ELEMENT among them */
  char *name;
  char *value;
} Event;

static void
event_clear (gpointer data)
{
  Event *event = data;

  g_free (event->name);
  g_free (event->value);
}

static void
add_event (GArray *events, int type, const xmlChar *name, const xmlChar *value)
{
  Event event = { type, g_strdup ((const char *) name), g_strdup ((const char *) value) };

  g_array_append_val (events, event);
}

static GArray *
read_events (const char *path)
{
  GArray *events = g_array_new (FALSE, FALSE, sizeof (Event));
  xmlTextReader *reader = xmlReaderForFile (path, NULL, XML_PARSE_NONET | XML_PARSE_HUGE);

  g_array_set_clear_func (events, event_clear);
  while (xmlTextReaderRead (reader) == 1)
    {
      int type = xmlTextReaderNodeType (reader);
      gboolean empty = xmlTextReaderIsEmptyElement (reader) == 1;

      add_event (events, type, xmlTextReaderConstName (reader),
                 xmlTextReaderConstValue (reader));
      while (type == XML_READER_TYPE_ELEMENT
             && xmlTextReaderMoveToNextAttribute (reader) == 1)
        add_event (events, XML_READER_TYPE_ATTRIBUTE, xmlTextReaderConstName (reader),
                   xmlTextReaderConstValue (reader));
      if (empty)
        add_event (events, XML_READER_TYPE_END_ELEMENT, NULL, NULL);
    }
  xmlFreeTextReader (reader);
  return events;
}

static void
write_event (xmlTextWriter *writer, const Event *event)
{
  const xmlChar *name = (const xmlChar *) event->name;
  const xmlChar *value = (const xmlChar *) event->value;

  if (event->type == XML_READER_TYPE_ELEMENT)
    xmlTextWriterStartElement (writer, name);
  else if (event->type == XML_READER_TYPE_END_ELEMENT)
    xmlTextWriterEndElement (writer);
  else if (event->type == XML_READER_TYPE_ATTRIBUTE)
    xmlTextWriterWriteAttribute (writer, name, value);
  else if (value != NULL)
    xmlTextWriterWriteString (writer, value);
}

/* The files of the export once more, by libxml2's writer; only the writing is timed. */
static double
write_again (BenchContext *context, const char *profile, GError **error)
{
  g_autofree char *folder = bench_path (context, profile);
  g_autofree char *copy = bench_path (context, "again.xml");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  double seconds = 0;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GArray) events = NULL;
      xmlTextWriter *writer;
      double start;

      if (!g_str_has_suffix (name, ".xml"))
        continue;
      events = read_events (path);
      start = bench_now ();
      writer = xmlNewTextWriterFilename (copy, 0);
      xmlTextWriterStartDocument (writer, NULL, "UTF-8", NULL);
      for (guint i = 0; i < events->len; i++)
        write_event (writer, &g_array_index (events, Event, i));
      xmlTextWriterEndDocument (writer);
      xmlFreeTextWriter (writer);
      seconds += bench_now () - start;
    }
  g_unlink (copy);
  return dir != NULL ? seconds : -1;
}

#define PROFILE(name, profile)                                                           \
  static double export_##name (BenchContext *context, GError **error)                    \
  {                                                                                      \
    return export_profile (context, profile, error);                                     \
  }                                                                                      \
  static double again_##name (BenchContext *context, GError **error)                     \
  {                                                                                      \
    return write_again (context, profile, error);                                        \
  }

PROFILE (anchors, "anchors")
PROFILE (spans, "spans")
PROFILE (string_range, "string-range")
PROFILE (inline, "inline")
PROFILE (catma, "catma")

#define BY_LIBXML2 "the same by libxml2's writer"

const BenchMeasure bench_tei_measures[] = {
  { "TEI export", BY_LIBXML2, 3.0, 2, export_anchors, again_anchors },
  { "TEI export, spans", BY_LIBXML2, 3.0, 1, export_spans, again_spans },
  { "TEI export, string-range", BY_LIBXML2, 3.0, 1, export_string_range,
    again_string_range },
  { "TEI export, inline", BY_LIBXML2, 3.0, 1, export_inline, again_inline },
  { "TEI export, CATMA", BY_LIBXML2, 3.0, 1, export_catma, again_catma },
  { NULL },
};
