#include "tei-links.h"

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
write_id (TeiWriter *writer, const TeiPart *part, guint i)
{
  tei_writer_markup (writer, "d");
  tei_writer_number (writer, part->number);
  tei_writer_markup (writer, ".c");
  tei_writer_number (writer, i + 1);
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
write_target (TeiExport *self, TeiWriter *writer, const TeiPart *part, guint i)
{
  const SchoAnnotation *annotation = part->annotations[i];

  tei_writer_markup (writer, " target=\"");
  if (!tei_export_has_anchors (self))
    tei_place_write (writer, part, annotation->start, annotation->end);
  else
    {
      tei_writer_markup (writer, "#range(");
      write_point (writer, part->number, annotation->start);
      tei_writer_markup (writer, ",");
      write_point (writer, part->number, annotation->end);
      tei_writer_markup (writer, ")");
    }
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

  tei_writer_markup (writer, "<annotation xml:id=\"");
  write_id (writer, part, i);
  tei_writer_markup (writer, "\" motivation=\"classifying\"");
  write_target (self, writer, part, i);
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

static void
write_span (TeiExport *self, TeiWriter *writer, const TeiPart *part, guint i)
{
  const SchoAnnotation *annotation = part->annotations[i];

  tei_writer_markup (writer, "<span xml:id=\"");
  write_id (writer, part, i);
  tei_writer_markup (writer, "\" from=\"#");
  write_point (writer, part->number, annotation->start);
  tei_writer_markup (writer, "\" to=\"#");
  write_point (writer, part->number, annotation->end);
  tei_writer_markup (writer, "\"");
  write_reference (writer, " ana", self->code_ids[annotation->code]);
  write_reference (writer, " resp", self->coder_ids[annotation->coder]);
  tei_writer_uuid (writer, "corresp", &annotation->uuid);
  tei_writer_markup (writer, "/>\n");
}

/* The numbers of the part's codings that stand off, those of each coder together. @ends:
 * by coder id: where each coder's end. */
static guint *
sort_by_coder (const TeiPart *part, guint32 limit, guint *ends)
{
  guint *order = g_new (guint, part->n_annotations);
  guint sum = 0;

  for (guint i = 0; i < part->n_annotations; i++)
    if (part->is_apart == NULL || part->is_apart[i])
      ends[part->annotations[i]->coder]++;
  for (guint32 coder = 0; coder < limit; coder++)
    {
      guint n = ends[coder];

      ends[coder] = sum;
      sum += n;
    }
  for (guint i = 0; i < part->n_annotations; i++)
    if (part->is_apart == NULL || part->is_apart[i])
      order[ends[part->annotations[i]->coder]++] = i;
  return order;
}

static void
write_codings (TeiExport *self, TeiWriter *writer, const TeiPart *part)
{
  guint32 limit = scho_snapshot_get_coder_limit (self->snapshot);
  g_autofree guint *ends = g_new0 (guint, limit);
  g_autofree guint *order = sort_by_coder (part, limit, ends);
  gboolean spans = self->profile == TEI_PROFILE_SPANS;

  for (guint32 coder = 0, i = 0; coder < limit; coder++)
    if (i < ends[coder])
      {
        tei_writer_markup (writer, spans ? "<spanGrp type=\"coding\""
                                         : "<listAnnotation type=\"coder\"");
        write_reference (writer, " resp", self->coder_ids[coder]);
        tei_writer_markup (writer, ">\n");
        for (; i < ends[coder]; i++)
          (spans ? write_span : write_coding) (self, writer, part, order[i]);
        tei_writer_markup (writer, spans ? "</spanGrp>\n" : "</listAnnotation>\n");
      }
}

/* Of codings that are no annotation, which has its own: in span and seg there is no room
 * for notes. */
static void
write_far_notes (TeiExport *self, TeiWriter *writer, const TeiPart *part, guint i)
{
  const SchoAnnotation *annotation = part->annotations[i];

  if (annotation->weight != SCHO_NO_WEIGHT)
    {
      tei_writer_markup (writer, "<note type=\"" TEI_TYPE_WEIGHT "\" target=\"#");
      write_id (writer, part, i);
      tei_writer_printf (writer, "\">%d</note>\n", annotation->weight);
    }
  if (!self->memos || annotation->memo == NULL)
    return;
  tei_writer_markup (writer, "<note type=\"" TEI_TYPE_MEMO "\" target=\"#");
  write_id (writer, part, i);
  tei_writer_markup (writer, "\"");
  write_reference (writer, " resp", self->coder_ids[annotation->coder]);
  tei_writer_markup (writer, ">");
  tei_writer_text (writer, annotation->memo, -1);
  tei_writer_markup (writer, "</note>\n");
}

static gboolean
has_apart (const TeiPart *part)
{
  for (guint i = 0; i < part->n_annotations; i++)
    if (part->is_apart == NULL || part->is_apart[i])
      return TRUE;
  return FALSE;
}

/* All notes that point at what they are about. */
static TeiWriter *
collect_notes (TeiExport *self, const TeiPart *part, gboolean alone)
{
  TeiWriter *notes = tei_writer_new (NULL, NULL);
  char target[32];

  if (alone)
    tei_writer_append (notes, self->memo_notes);
  g_snprintf (target, sizeof target, "#d%u", part->number);
  if (self->memos && part->document->memo != NULL)
    tei_export_write_memo (notes, target, part->document->memo);
  for (guint i = 0; i < part->n_annotations; i++)
    if (self->profile == TEI_PROFILE_SPANS
        || (part->is_apart != NULL && !part->is_apart[i]))
      write_far_notes (self, notes, part, i);
  return notes;
}

void
tei_export_write_project_standoff (TeiExport *self, TeiWriter *writer)
{
  g_autoptr (TeiWriter) links = tei_writer_new (NULL, NULL);
  gboolean notes = tei_writer_peek (self->memo_notes)->len > 0;

  tei_links_write (self->links, links, NULL, TRUE);
  if (!notes && tei_writer_peek (links)->len == 0)
    return;
  tei_writer_markup (writer, "<standOff>\n");
  tei_writer_append (writer, links);
  if (notes)
    {
      tei_writer_markup (writer, "<listAnnotation type=\"memos\">\n");
      tei_writer_append (writer, self->memo_notes);
      tei_writer_markup (writer, "</listAnnotation>\n");
    }
  tei_writer_markup (writer, "</standOff>\n");
}

void
tei_export_write_standoff (TeiExport *self,
                           TeiWriter *writer,
                           const TeiPart *part,
                           gboolean alone)
{
  g_autoptr (TeiWriter) notes = collect_notes (self, part, alone);
  g_autoptr (TeiWriter) links = tei_writer_new (NULL, NULL);

  tei_links_write (self->links, links, part, alone);
  if (!has_apart (part)
      && tei_writer_peek (notes)->len + tei_writer_peek (links)->len == 0)
    return;
  tei_writer_markup (writer, "<standOff type=\"codings\">\n");
  write_codings (self, writer, part);
  tei_writer_append (writer, links);
  if (tei_writer_peek (notes)->len > 0)
    {
      tei_writer_markup (writer, "<listAnnotation type=\"memos\">\n");
      tei_writer_append (writer, notes);
      tei_writer_markup (writer, "</listAnnotation>\n");
    }
  tei_writer_markup (writer, "</standOff>\n");
}
