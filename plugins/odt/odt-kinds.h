/* odt-kinds.h - the elements that the reader of the body knows. */
#pragma once

#include <glib.h>

typedef enum
{
  OTHER,
  TEXT,
  PARAGRAPH,
  HEADING,
  SPAN,
  SPACES,
  TAB,
  LINE_BREAK,
  PAGE,
  LIST,
  ITEM,
  LIST_HEADER,
  NUMBER,
  TABLE,
  HEADER_ROWS,
  ROW,
  CELL,
  COVERED_CELL,
  NOTE,
  CITATION,
  NOTE_BODY,
  TEXT_BOX,
  SHAPE,
  ALTERNATIVE,
  CONTROL,
  LINK,
  PICTURE,
  FRAME,
  OBJECT,
  OLE_OBJECT,
  INNER_DOCUMENT,
  FORMULA,
  READING,
  SECTION,
  ANNOTATION,
  ANNOTATION_END,
  CREATOR,
  DATE,
  CHANGES,
  REGION,
  INSERTION,
  DELETION,
  CHANGE,
  CHANGE_START,
  CHANGE_END,
  SKIPPED,
} OdtKind;

GHashTable *odt_kinds_new (void);
OdtKind odt_kinds_find (GHashTable *self, const char *name);
