#include "web-annotation.h"

#include "../shared/pseudonyms-option.h"
#include "../shared/text-writer.h"
#include "../shared/uncarried.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CONTEXT_OF_ALL "\"http://www.w3.org/ns/anno.jsonld\""
#define CONTEXT 32 /* characters before and after, as Hypothesis has them */

const SchoOptionSpec web_annotation_export_options[] = {
  { "document", SCHO_OPTION_DOCUMENT, "", N_ ("Which document"), NULL },
  { "code", SCHO_OPTION_CODE, "", N_ ("Which code, with those below it"), NULL },
  { "coder", SCHO_OPTION_CODER, "", N_ ("Whose codings"), NULL },
  { "form", SCHO_OPTION_CHOICE, "collection",
    N_ ("A collection, as the Recommendation has it, or a bare list, as Recogito wants "
        "it"),
    "collection|list" },
  PSEUDONYMS_OPTION,
  { NULL },
};

typedef struct
{
  SchoSnapshot *snapshot;
  TextWriter *writer;
  Which which;
  gboolean *branch; /* nullable: of the code */
  char **labels;    /* by code id */
  guint64 n;        /* written */
  gboolean is_list;
  const SchoDocument *document;
  SchoText *text;
} Export;

static void
export_clear (Export *self)
{
  guint32 n = scho_snapshot_get_code_limit (self->snapshot);

  for (guint32 i = 0; self->labels != NULL && i < n; i++)
    g_free (self->labels[i]);
  g_free (self->labels);
  g_free (self->branch);
  g_clear_pointer (&self->text, scho_text_unref);
  g_clear_pointer (&self->writer, text_writer_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

static gboolean
is_wanted (const Export *self, const SchoAnnotation *annotation)
{
  return (self->which.coder == 0 || annotation->coder == self->which.coder)
         && (self->branch == NULL || self->branch[annotation->code]);
}

static guint64
count_wanted (const Export *self)
{
  gsize n_documents, n;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (self->snapshot, &n_documents);
  guint64 wanted = 0;

  for (gsize i = 0; i < n_documents; i++)
    {
      const SchoAnnotation *annotations
          = scho_snapshot_get_annotations (self->snapshot, documents[i]->id, &n);

      if (self->which.document != 0 && documents[i]->id != self->which.document)
        continue;
      for (gsize k = 0; k < n; k++)
        wanted += is_wanted (self, &annotations[k]);
    }
  return wanted;
}

static const char *
get_label (Export *self, guint32 code)
{
  if (self->labels[code] == NULL)
    self->labels[code] = scho_snapshot_dup_code_label (self->snapshot, code);
  return self->labels[code];
}

static void
write_uuid (TextWriter *writer, const SchoUuid *uuid)
{
  char words[SCHO_UUID_STRING_LENGTH + 1];

  scho_uuid_format (uuid, words);
  text_writer_add (writer, "\"urn:uuid:");
  text_writer_add (writer, words);
  text_writer_add (writer, "\"");
}

static void
write_created (TextWriter *writer, const SchoUuid *uuid)
{
  gint64 time = scho_uuid_get_time (uuid);
  g_autoptr (GDateTime) created
      = time >= 0 ? g_date_time_new_from_unix_utc (time / 1000) : NULL;
  g_autofree char *words
      = created != NULL ? g_date_time_format (created, "%Y-%m-%dT%H:%M:%S") : NULL;
  char rest[16];

  if (words == NULL)
    return;
  g_snprintf (rest, sizeof rest, ".%03dZ\",", (int) (time % 1000));
  text_writer_add (writer, "\"created\":\"");
  text_writer_add (writer, words);
  text_writer_add (writer, rest);
}

static void
write_creator (Export *self, guint32 coder)
{
  const SchoCoder *found = scho_snapshot_get_coder (self->snapshot, coder);

  text_writer_add (self->writer, "\"creator\":{\"id\":");
  write_uuid (self->writer, &found->uuid);
  text_writer_add (self->writer, ",\"type\":\"Person\",\"name\":");
  text_writer_json (self->writer, found->name);
  text_writer_add (self->writer, "},");
}

static void
write_bodies (Export *self, const SchoAnnotation *annotation)
{
  text_writer_add (
      self->writer,
      "\"body\":[{\"type\":\"TextualBody\",\"purpose\":\"tagging\",\"value\":");
  text_writer_json (self->writer, get_label (self, annotation->code));
  text_writer_add (self->writer, "}");
  if (annotation->memo != NULL)
    {
      text_writer_add (self->writer,
                       ",{\"type\":\"TextualBody\",\"purpose\":\"commenting\","
                       "\"format\":\"text/plain\",\"value\":");
      text_writer_json (self->writer, annotation->memo);
      text_writer_add (self->writer, "}");
    }
  text_writer_add (self->writer, "],");
}

/* Of the text, in code points. */
static void
write_range (Export *self, const char *name, guint32 start, guint32 end)
{
  const char *utf8 = scho_text_get_utf8 (self->text, NULL);
  gsize from = scho_text_offset_to_byte (self->text, start);
  gsize to = scho_text_offset_to_byte (self->text, end);

  text_writer_add (self->writer, ",\"");
  text_writer_add (self->writer, name);
  text_writer_add (self->writer, "\":");
  text_writer_json_n (self->writer, utf8 + from, to - from);
}

static void
write_selectors (Export *self, const SchoAnnotation *annotation)
{
  guint32 start = annotation->start, end = annotation->end;

  text_writer_add (self->writer, "\"selector\":[{\"type\":\"TextQuoteSelector\"");
  write_range (self, "exact", start, end);
  if (start > 0)
    write_range (self, "prefix", start > CONTEXT ? start - CONTEXT : 0, start);
  if (end < self->document->length)
    write_range (self, "suffix", end, MIN (end + CONTEXT, self->document->length));
  text_writer_add (self->writer, "},{\"type\":\"TextPositionSelector\",\"start\":");
  text_writer_number (self->writer, start);
  text_writer_add (self->writer, ",\"end\":");
  text_writer_number (self->writer, end);
  text_writer_add (self->writer, "}]");
}

/* An address as it is; what has none is named by its identity. */
static void
write_target (Export *self, const SchoAnnotation *annotation)
{
  const SchoDocument *document = self->document;
  gboolean is_address = document->source != NULL
                        && (g_str_has_prefix (document->source, "http://")
                            || g_str_has_prefix (document->source, "https://"));

  text_writer_add (self->writer, "\"target\":{\"source\":");
  if (is_address)
    text_writer_json (self->writer, document->source);
  else
    write_uuid (self->writer, &document->uuid);
  text_writer_add (self->writer, ",\"dc:title\":");
  text_writer_json (self->writer, document->title);
  text_writer_add (self->writer, ",\"dc:identifier\":");
  write_uuid (self->writer, &document->uuid);
  text_writer_add (self->writer, ",");
  write_selectors (self, annotation);
  text_writer_add (self->writer, "}");
}

static void
write_annotation (Export *self, const SchoAnnotation *annotation)
{
  text_writer_add (self->writer, self->n++ > 0 ? ",\n{" : "\n{");
  if (self->is_list) /* each stands by itself there */
    text_writer_add (self->writer, "\"@context\":" CONTEXT_OF_ALL ",");
  text_writer_add (self->writer, "\"id\":");
  write_uuid (self->writer, &annotation->uuid);
  text_writer_add (self->writer, ",\"type\":\"Annotation\",\"motivation\":");
  text_writer_add (self->writer, annotation->memo != NULL
                                     ? "[\"tagging\",\"commenting\"],"
                                     : "\"tagging\",");
  write_creator (self, annotation->coder);
  write_created (self->writer, &annotation->uuid);
  write_bodies (self, annotation);
  write_target (self, annotation);
  text_writer_add (self->writer, "}");
}

static gboolean
write_document (const SchoDocument *document, gpointer data, GError **error)
{
  Export *self = data;
  gsize n;
  const SchoAnnotation *annotations
      = scho_snapshot_get_annotations (self->snapshot, document->id, &n);

  g_clear_pointer (&self->text, scho_text_unref);
  self->document = document;
  if (n > 0
      && !(self->text = scho_snapshot_read_text (self->snapshot, document->id, error)))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (is_wanted (self, &annotations[i]))
      write_annotation (self, &annotations[i]);
  return text_writer_check (self->writer, error);
}

static void
write_head (Export *self)
{
  const SchoProjectInfo *info = scho_snapshot_get_info (self->snapshot);

  if (self->is_list)
    {
      text_writer_add (self->writer, "[");
      return;
    }
  text_writer_add (self->writer, "{\"@context\":" CONTEXT_OF_ALL ",\n\"id\":");
  write_uuid (self->writer, &info->uuid);
  text_writer_add (self->writer, ",\n\"type\":\"AnnotationCollection\",\n\"label\":");
  text_writer_json (self->writer, info->title);
  text_writer_add (self->writer, ",\n\"total\":");
  text_writer_number (self->writer, (gint64) count_wanted (self));
  text_writer_add (
      self->writer,
      ",\n\"first\":{\"type\":\"AnnotationPage\",\"startIndex\":0,\"items\":[");
}

static gboolean
find_wanted (Export *self, SchoOptions *options, GError **error)
{
  if (!which_find (&self->which, self->snapshot,
                   scho_options_get_text (options, "document"),
                   scho_options_get_text (options, "code"),
                   scho_options_get_text (options, "coder"), error))
    return FALSE;
  if (self->which.code != 0)
    self->branch = scho_lookup_branch (self->snapshot, self->which.code);
  return TRUE;
}

gboolean
web_annotation_write (SchoSnapshot *snapshot,
                      SchoOutput *output,
                      SchoOptions *options,
                      const SchoProgress *progress,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (SchoSnapshot) told
      = pseudonyms_take (snapshot, options, output, progress, cancellable, error);
  g_auto (Export) self = { .snapshot = told };
  g_autoptr (GOutputStream) stream = NULL;

  if (told == NULL)
    return FALSE;
  self.is_list = g_str_equal (scho_options_get_text (options, "form"), "list");
  self.labels = g_new0 (char *, scho_snapshot_get_code_limit (told));
  if (!find_wanted (&self, options, error)
      || !(stream = scho_output_open (output, "codings.jsonld", error)))
    return FALSE;
  self.writer = text_writer_new (stream, cancellable);
  write_head (&self);
  if (!which_each_document (&self.which, told, write_document, &self, progress,
                            cancellable, error))
    return FALSE;
  uncarried_tell (scho_output_get_losses (output), told, &self.which,
                  CARRIES_SOURCES | CARRIES_CODES | CARRIES_CODERS | CARRIES_CODINGS
                      | CARRIES_MEMOS | CARRIES_DATES);
  uncarried_tell_tree (scho_output_get_losses (output), told);
  text_writer_add (self.writer, self.is_list ? "\n]\n" : "\n]}}\n");
  return text_writer_finish (self.writer, error);
}
