#include "tei-export.h"

void
tei_export_write_memo (TeiWriter *writer, const char *target, const char *memo)
{
  tei_writer_markup (writer, "<note type=\"" TEI_TYPE_MEMO "\"");
  tei_writer_attribute (writer, "target", target);
  tei_writer_markup (writer, ">");
  tei_writer_text (writer, memo, -1);
  tei_writer_markup (writer, "</note>\n");
}

static void
write_point (TeiWriter *writer, guint document, guint32 position)
{
  tei_writer_markup (writer, "d");
  tei_writer_number (writer, document);
  tei_writer_markup (writer, ".a");
  tei_writer_number (writer, position);
}

static void
write_reference (TeiWriter *writer, const char *name, const char *id)
{
  tei_writer_markup (writer, name);
  tei_writer_markup (writer, "=\"#");
  tei_writer_markup (writer, id);
  tei_writer_markup (writer, "\"");
}

static void
write_notes (TeiExport *self, TeiWriter *writer, const SchoAnnotation *annotation)
{
  if (annotation->weight != SCHO_NO_WEIGHT)
    tei_writer_printf (writer, "<note type=\"" TEI_TYPE_WEIGHT "\">%d</note>",
                       annotation->weight);
  if (!self->memos || annotation->memo == NULL)
    return;
  tei_writer_markup (writer, "<note type=\"" TEI_TYPE_MEMO "\"");
  write_reference (writer, " resp", self->coder_ids[annotation->coder]);
  tei_writer_markup (writer, ">");
  tei_writer_text (writer, annotation->memo, -1);
  tei_writer_markup (writer, "</note>");
}

static void
write_coding (TeiExport *self, TeiWriter *writer, const TeiPart *part, guint i)
{
  const SchoAnnotation *annotation = part->annotations[i];
  const char *coder = self->coder_ids[annotation->coder];

  tei_writer_markup (writer, "<annotation xml:id=\"d");
  tei_writer_number (writer, part->number);
  tei_writer_markup (writer, ".c");
  tei_writer_number (writer, i + 1);
  tei_writer_markup (writer, "\" motivation=\"classifying\" target=\"#range(");
  write_point (writer, part->number, annotation->start);
  tei_writer_markup (writer, ",");
  write_point (writer, part->number, annotation->end);
  tei_writer_markup (writer, ")\"");
  write_reference (writer, " ana", self->code_ids[annotation->code]);
  write_reference (writer, " resp", coder);
  tei_writer_uuid (writer, "corresp", &annotation->uuid);
  tei_writer_markup (writer, ">");
  if (scho_uuid_get_time (&annotation->uuid) >= 0)
    {
      tei_writer_markup (writer, "<revisionDesc><change status=\"created\"");
      tei_writer_time (writer, "when", &annotation->uuid);
      write_reference (writer, " who", coder);
      tei_writer_markup (writer, "/></revisionDesc>");
    }
  write_notes (self, writer, annotation);
  tei_writer_markup (writer, "</annotation>\n");
}

/* The numbers of the part's codings, those of each coder together. @ends: by coder id:
 * where each coder's end. */
static guint *
sort_by_coder (const TeiPart *part, guint32 limit, guint *ends)
{
  guint *order = g_new (guint, part->n_annotations);
  guint sum = 0;

  for (guint i = 0; i < part->n_annotations; i++)
    ends[part->annotations[i]->coder]++;
  for (guint32 coder = 0; coder < limit; coder++)
    {
      guint n = ends[coder];

      ends[coder] = sum;
      sum += n;
    }
  for (guint i = 0; i < part->n_annotations; i++)
    order[ends[part->annotations[i]->coder]++] = i;
  return order;
}

static void
write_codings (TeiExport *self, TeiWriter *writer, const TeiPart *part)
{
  guint32 limit = scho_snapshot_get_coder_limit (self->snapshot);
  g_autofree guint *ends = g_new0 (guint, limit);
  g_autofree guint *order = sort_by_coder (part, limit, ends);

  for (guint32 coder = 0, i = 0; coder < limit; coder++)
    if (i < ends[coder])
      {
        tei_writer_markup (writer, "<listAnnotation type=\"coder\"");
        write_reference (writer, " resp", self->coder_ids[coder]);
        tei_writer_markup (writer, ">\n");
        for (; i < ends[coder]; i++)
          write_coding (self, writer, part, order[i]);
        tei_writer_markup (writer, "</listAnnotation>\n");
      }
}

void
tei_export_write_standoff (TeiExport *self,
                           TeiWriter *writer,
                           const TeiPart *part,
                           gboolean alone)
{
  gboolean memo = self->memos && part->document->memo != NULL;
  gboolean others = alone && tei_writer_peek (self->memo_notes)->len > 0;
  char target[32];

  if (part->n_annotations == 0 && !memo && !others)
    return;
  tei_writer_markup (writer, "<standOff type=\"codings\">\n");
  write_codings (self, writer, part);
  if (memo || others)
    {
      tei_writer_markup (writer, "<listAnnotation type=\"memos\">\n");
      if (others)
        tei_writer_append (writer, self->memo_notes);
      g_snprintf (target, sizeof target, "#d%u", part->number);
      if (memo)
        tei_export_write_memo (writer, target, part->document->memo);
      tei_writer_markup (writer, "</listAnnotation>\n");
    }
  tei_writer_markup (writer, "</standOff>\n");
}
