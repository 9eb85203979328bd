#include "cas.h"

/* Features as layers of INCEpTION have them. */
static const char types[]
    = "{\n\"%TYPES\":{\n"
      "\"" CAS_SENTENCE "\":{\"%NAME\":\"" CAS_SENTENCE
      "\",\"%SUPER_TYPE\":\"uima.tcas.Annotation\"},\n"
      "\"" CAS_TOKEN "\":{\"%NAME\":\"" CAS_TOKEN
      "\",\"%SUPER_TYPE\":\"uima.tcas.Annotation\"},\n"
      "\"" CAS_META "\":{\"%NAME\":\"" CAS_META
      "\",\"%SUPER_TYPE\":\"uima.tcas.DocumentAnnotation\","
      "\"documentTitle\":{\"%NAME\":\"documentTitle\",\"%RANGE\":\"uima.cas.String\"},"
      "\"documentId\":{\"%NAME\":\"documentId\",\"%RANGE\":\"uima.cas.String\"}},\n"
      "\"" CAS_LAYER "\":{\"%NAME\":\"" CAS_LAYER
      "\",\"%SUPER_TYPE\":\"uima.tcas.Annotation\","
      "\"code\":{\"%NAME\":\"code\",\"%RANGE\":\"uima.cas.String\"},"
      "\"memo\":{\"%NAME\":\"memo\",\"%RANGE\":\"uima.cas.String\"},"
      "\"weight\":{\"%NAME\":\"weight\",\"%RANGE\":\"uima.cas.Integer\"},"
      "\"coder\":{\"%NAME\":\"coder\",\"%RANGE\":\"uima.cas.String\"},"
      "\"identity\":{\"%NAME\":\"identity\",\"%RANGE\":\"uima.cas.String\"}}\n},\n";

typedef struct
{
  const CasPart *part;
  TextWriter *writer;
  guint32 id; /* the last that was used */
} Json;

static void
begin_structure (Json *self, const char *type, guint32 start, guint32 end)
{
  text_writer_add (self->writer, ",\n{\"%ID\":");
  text_writer_number (self->writer, ++self->id);
  text_writer_add (self->writer, ",\"%TYPE\":\"");
  text_writer_add (self->writer, type);
  text_writer_add (self->writer, "\",\"@sofa\":1,\"begin\":");
  text_writer_number (self->writer, cas_unit (self->part, start));
  text_writer_add (self->writer, ",\"end\":");
  text_writer_number (self->writer, cas_unit (self->part, end));
}

static void
write_spans (Json *self, const char *type, const GArray *spans)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);

      begin_structure (self, type, span->start, span->end);
      text_writer_add (self->writer, "}");
    }
}

static void
write_feature (Json *self, const char *name, const char *value)
{
  text_writer_add (self->writer, ",\"");
  text_writer_add (self->writer, name);
  text_writer_add (self->writer, "\":");
  text_writer_json (self->writer, value);
}

static void
write_coding (Json *self, const SchoAnnotation *annotation)
{
  g_autofree char *label
      = scho_snapshot_dup_code_label (self->part->snapshot, annotation->code);
  char uuid[SCHO_UUID_STRING_LENGTH + 1];

  scho_uuid_format (&annotation->uuid, uuid);
  begin_structure (self, CAS_LAYER, annotation->start, annotation->end);
  write_feature (self, "code", label);
  if (annotation->memo != NULL)
    write_feature (self, "memo", annotation->memo);
  if (annotation->weight != SCHO_NO_WEIGHT)
    {
      text_writer_add (self->writer, ",\"weight\":");
      text_writer_number (self->writer, annotation->weight);
    }
  write_feature (self, "coder", self->part->coder->name);
  write_feature (self, "identity", uuid);
  text_writer_add (self->writer, "}");
}

static void
write_text (Json *self)
{
  gsize n_bytes;
  const char *utf8 = scho_text_get_utf8 (self->part->text, &n_bytes);

  text_writer_add (self->writer,
                   "\"%FEATURE_STRUCTURES\":[\n{\"%ID\":1,\"%TYPE\":\"uima.cas.Sofa\","
                   "\"sofaNum\":1,\"sofaID\":\"_InitialView\",\"mimeType\":\"text\","
                   "\"sofaString\":");
  text_writer_json_n (self->writer, utf8, n_bytes);
  text_writer_add (self->writer, "}");
  self->id = 1;
}

static void
write_meta (Json *self)
{
  const SchoDocument *document = self->part->document;
  char uuid[SCHO_UUID_STRING_LENGTH + 1];

  scho_uuid_format (&document->uuid, uuid);
  begin_structure (self, CAS_META, 0, document->length);
  write_feature (self, "language",
                 document->language != NULL ? document->language : "x-unspecified");
  write_feature (self, "documentTitle", document->title);
  write_feature (self, "documentId", uuid);
  text_writer_add (self->writer, "}");
}

void
cas_json_write (const CasPart *part, TextWriter *writer)
{
  Json self = { part, writer, 0 };

  text_writer_add (writer, types);
  write_text (&self);
  write_meta (&self);
  write_spans (&self, CAS_SENTENCE, part->tokens->sentences);
  write_spans (&self, CAS_TOKEN, part->tokens->tokens);
  for (gsize i = 0; i < part->n_annotations; i++)
    write_coding (&self, part->annotations[i]);
  text_writer_add (writer,
                   "\n],\n\"%VIEWS\":{\"_InitialView\":{\"%SOFA\":1,\"%MEMBERS\":[");
  for (guint32 id = 2; id <= self.id; id++)
    {
      text_writer_add (writer, id > 2 ? "," : "");
      text_writer_number (writer, id);
    }
  text_writer_add (writer, "]}}\n}\n");
}
