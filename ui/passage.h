/* passage.h - a stretch of a document, as it is dragged from the page. */
#pragma once

#include <glib-object.h>

typedef struct
{
  guint32 document;
  guint32 start, end;
} SchoPassage;

/* Boxed: what a drop target of passages accepts. */
#define SCHO_TYPE_PASSAGE (scho_passage_get_type ())
GType scho_passage_get_type (void);
