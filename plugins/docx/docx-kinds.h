/* docx-kinds.h - the elements that the reader of the body knows. */
#pragma once

#include <glib.h>

typedef enum
{
  OTHER,
  PARAGRAPH,
  PARAGRAPH_PROPERTIES,
  STYLE,
  LIST_ID,
  LIST_LEVEL,
  OUTLINE,
  RUN,
  RUN_PROPERTIES,
  VANISH,
  TEXT,
  TAB,
  BREAK,
  HYPHEN,
  SOFT_HYPHEN,
  SYMBOL,
  PAGE,
  INSERTED,
  DELETED,
  FIELD,
  FOOTNOTE,
  ENDNOTE,
  COMMENT_START,
  COMMENT_END,
  COMMENT,
  TABLE,
  ROW,
  ROW_HEAD,
  ROW_BEFORE,
  CELL,
  CELL_SPAN,
  TEXT_BOX,
  PICTURE,
  FORMULA,
  CHART,
  DIAGRAM,
  OBJECT,
  WORD_ART,
  READING,
  OTHER_FILE,
  FORM,
  FORM_CHECK_BOX,
  FORM_LIST,
  ALTERNATIVES,
  CHOICE,
  SKIPPED,
} DocxKind;

GHashTable *docx_kinds_new (void);
DocxKind docx_kinds_find (GHashTable *self, const char *name);
