/* annotation.c - a stretch of one document, with one code, by one coder. */
#include <scholiast/annotation.h>

G_STATIC_ASSERT (sizeof (SchoAnnotation) <= 48);

int
scho_annotation_compare (const SchoAnnotation *a, const SchoAnnotation *b)
{
  if (a->start != b->start)
    return a->start < b->start ? -1 : 1;
  if (a->end != b->end)
    return a->end < b->end ? -1 : 1;
  return scho_uuid_compare (&a->uuid, &b->uuid);
}

gboolean
scho_annotation_equal (const SchoAnnotation *a, const SchoAnnotation *b)
{
  return a->start == b->start && a->end == b->end && a->document == b->document
         && a->code == b->code && a->coder == b->coder && a->weight == b->weight
         && a->flags == b->flags && scho_uuid_compare (&a->uuid, &b->uuid) == 0
         && (a->memo == b->memo || g_strcmp0 (a->memo, b->memo) == 0);
}
