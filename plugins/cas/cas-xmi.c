#include "cas.h"

#include "../shared/controls.h"

#include "../shared/zip-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FEATURE(name, range)                                                             \
  "<featureDescription><name>" name                                                      \
  "</name><description/><rangeTypeName>uima.cas." range                                  \
  "</rangeTypeName></featureDescription>"
#define TYPE(name, super, features)                                                      \
  "<typeDescription><name>" name "</name><description/><supertypeName>uima.tcas." super  \
  "</supertypeName>" features "</typeDescription>\n"

static const char type_system[]
    = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\">\n"
      "<name/><description/><version/><vendor/>\n<types>\n" TYPE (
          CAS_SENTENCE, "Annotation", "") TYPE (CAS_TOKEN, "Annotation", "")
          TYPE (CAS_META,
                "DocumentAnnotation",
                "<features>" FEATURE ("documentTitle", "String")
                    FEATURE ("documentId", "String") "</features>")
              TYPE (CAS_LAYER,
                    "Annotation",
                    "<features>" FEATURE ("code", "String") FEATURE ("memo", "String")
                        FEATURE ("weight", "Integer") FEATURE ("coder", "String")
                            FEATURE ("identity", "String") "</features>") "</types>\n"
                                                                          "</"
                                                                          "typeSystemDesc"
                                                                          "ription>\n";

static const char head[]
    = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" "
      "xmlns:cas=\"http:///uima/cas.ecore\" "
      "xmlns:meta=\"http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore\" "
      "xmlns:segments=\"http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/"
      "type.ecore\" xmlns:custom=\"http:///webanno/custom.ecore\" xmi:version=\"2.0\">\n"
      "<cas:NULL xmi:id=\"0\"/>\n";

typedef struct
{
  const CasPart *part;
  TextWriter *writer;
  guint32 id; /* the last that was used; 1 is the text */
} Xmi;

static void
begin_structure (Xmi *self, const char *element, guint32 start, guint32 end)
{
  text_writer_add (self->writer, "<");
  text_writer_add (self->writer, element);
  text_writer_add (self->writer, " xmi:id=\"");
  text_writer_number (self->writer, ++self->id);
  text_writer_add (self->writer, "\" sofa=\"1\" begin=\"");
  text_writer_number (self->writer, cas_unit (self->part, start));
  text_writer_add (self->writer, "\" end=\"");
  text_writer_number (self->writer, cas_unit (self->part, end));
  text_writer_add (self->writer, "\"");
}

static void
write_spans (Xmi *self, const char *element, const GArray *spans)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);

      begin_structure (self, element, span->start, span->end);
      text_writer_add (self->writer, "/>\n");
    }
}

static void
write_feature (Xmi *self, const char *name, const char *value)
{
  text_writer_add (self->writer, " ");
  text_writer_add (self->writer, name);
  text_writer_add (self->writer, "=\"");
  text_writer_xml (self->writer, value);
  text_writer_add (self->writer, "\"");
}

static void
write_coding (Xmi *self, const SchoAnnotation *annotation)
{
  g_autofree char *label
      = scho_snapshot_dup_code_label (self->part->snapshot, annotation->code);
  char uuid[SCHO_UUID_STRING_LENGTH + 1], weight[8];

  scho_uuid_format (&annotation->uuid, uuid);
  begin_structure (self, "custom:Coding", annotation->start, annotation->end);
  write_feature (self, "code", label);
  if (annotation->memo != NULL)
    {
      write_feature (self, "memo", annotation->memo);
      controls_tell_words (self->part->losses, annotation->memo,
                           self->part->document->title);
    }
  g_snprintf (weight, sizeof weight, "%d", annotation->weight);
  if (annotation->weight != SCHO_NO_WEIGHT)
    write_feature (self, "weight", weight);
  write_feature (self, "coder", self->part->coder->name);
  write_feature (self, "identity", uuid);
  text_writer_add (self->writer, "/>\n");
}

static void
write_meta (Xmi *self)
{
  const SchoDocument *document = self->part->document;
  char uuid[SCHO_UUID_STRING_LENGTH + 1];

  scho_uuid_format (&document->uuid, uuid);
  begin_structure (self, "meta:DocumentMetaData", 0, document->length);
  write_feature (self, "language",
                 document->language != NULL ? document->language : "x-unspecified");
  write_feature (self, "documentTitle", document->title);
  write_feature (self, "documentId", uuid);
  text_writer_add (self->writer, "/>\n");
}

static void
write_part (const CasPart *part, TextWriter *writer)
{
  Xmi self = { part, writer, 1 };
  gsize n_bytes;
  const char *utf8 = scho_text_get_utf8 (part->text, &n_bytes);

  if (part->is_first)
    controls_tell_text (part->losses, part->document, part->text);
  text_writer_add (writer, head);
  write_meta (&self);
  write_spans (&self, "segments:Sentence", part->tokens->sentences);
  write_spans (&self, "segments:Token", part->tokens->tokens);
  for (gsize i = 0; i < part->n_annotations; i++)
    write_coding (&self, part->annotations[i]);
  text_writer_add (writer, "<cas:Sofa xmi:id=\"1\" sofaNum=\"1\" "
                           "sofaID=\"_InitialView\" mimeType=\"text\" sofaString=\"");
  text_writer_xml_n (writer, utf8, n_bytes);
  text_writer_add (writer, "\"/>\n<cas:View sofa=\"1\" members=\"");
  for (guint32 id = 2; id <= self.id; id++)
    {
      text_writer_add (writer, id > 2 ? " " : "");
      text_writer_number (writer, id);
    }
  text_writer_add (writer, "\"/>\n</xmi:XMI>\n");
}

typedef struct
{
  ZipWriter *zip;
  GHashTable *names;
  GCancellable *cancellable;
} Package;

static char *
make_safe (const char *name)
{
  g_autoptr (GString) safe = g_string_new (NULL);

  for (const char *p = name; *p != '\0'; p++)
    g_string_append_c (
        safe, (guchar) *p < 0x20 || strchr ("/\\:*?\"<>|", *p) != NULL ? '_' : *p);
  if (safe->len == 0 || safe->str[0] == '.')
    g_string_prepend_c (safe, '_');
  return g_string_free (g_steal_pointer (&safe), FALSE);
}

/* `Ana/Interview 3.xmi` */
static char *
make_name (Package *self, const CasPart *part)
{
  g_autofree char *title = make_safe (part->document->title);
  g_autofree char *coder = make_safe (part->coder != NULL ? part->coder->name : "nobody");
  char *name = g_strdup_printf ("%s/%s.xmi", coder, title);

  for (guint i = 2; !g_hash_table_add (self->names, g_strdup (name)); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s/%s (%u).xmi", coder, title, i);
    }
  return name;
}

static gboolean
add_part (const CasPart *part, gpointer data, GError **error)
{
  Package *self = data;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (TextWriter) writer = text_writer_new (stream, self->cancellable);
  g_autofree char *name = make_name (self, part);
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM (stream);

  write_part (part, writer);
  return text_writer_finish (writer, error)
         && zip_writer_add (self->zip, name, g_memory_output_stream_get_data (memory),
                            g_memory_output_stream_get_data_size (memory),
                            self->cancellable, error);
}

gboolean
cas_xmi_write (SchoSnapshot *snapshot,
               SchoOutput *output,
               SchoOptions *options,
               const SchoProgress *progress,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GOutputStream) stream = scho_output_open (output, "codings.zip", error);
  g_autoptr (ZipWriter) zip = NULL;
  g_autoptr (GHashTable) names
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Package package = { NULL, names, cancellable };

  if (stream == NULL)
    return FALSE;
  package.zip = zip = zip_writer_new (stream);
  return zip_writer_add (zip, "TypeSystem.xml", type_system, strlen (type_system),
                         cancellable, error)
         && cas_each_part (snapshot, options, output, TRUE, add_part, &package, progress,
                           cancellable, error)
         && zip_writer_finish (zip, cancellable, error);
}
