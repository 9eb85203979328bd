/* dragged-passage.h - a stretch of a document, as it is dragged from the page. */
#pragma once

#include <glib-object.h>

typedef struct
{
  guint32 document;
  guint32 start, end;
} SchoDraggedPassage;

/* Boxed: what a drop target of passages accepts. */
#define SCHO_TYPE_DRAGGED_PASSAGE (scho_dragged_passage_get_type ())
GType scho_dragged_passage_get_type (void);
