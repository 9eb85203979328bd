/* document.h - a text with title, source, language and attributes. */
#pragma once

#include <scholiast/text.h>
#include <scholiast/uuid.h>

typedef enum
{
  SCHO_ATTRIBUTE_TEXT,
  SCHO_ATTRIBUTE_NUMBER, /* value: as g_ascii_strtod() reads it */
  SCHO_ATTRIBUTE_DATE,   /* value: ISO 8601, to the day or finer */
  SCHO_ATTRIBUTE_YES_NO, /* value: "yes" or "no" */
  SCHO_ATTRIBUTE_LAST = SCHO_ATTRIBUTE_YES_NO
} SchoAttributeType;

typedef struct
{
  const char *name;
  const char *value;
  SchoAttributeType type;
} SchoAttribute;

/* What the line ends of the file were, for formats that count differently. */
typedef enum
{
  SCHO_LINE_ENDS_LF,
  SCHO_LINE_ENDS_CRLF,
  SCHO_LINE_ENDS_CR,
  SCHO_LINE_ENDS_MIXED,
  SCHO_LINE_ENDS_LAST = SCHO_LINE_ENDS_MIXED
} SchoLineEnds;

/**
 * SchoDocument:
 * @id: number within this project, from 1; never used again
 * @title: what the user calls it; one line, as a code's name
 * @source: (nullable): file name, address or reference
 * @language: (nullable): BCP 47
 * @memo: (nullable): the document's memo
 * @encoding: (nullable): what the file was in before import
 * @digest: of its text, see scho_text_get_digest()
 * @length: of its text, in code points
 * @report: (nullable): how it came in, see import-report.h
 *
 * A value: made by scho_document_new(), never changed after.
 */
typedef struct
{
  guint32 id;
  SchoUuid uuid;
  const char *title;
  const char *source;
  const char *language;
  const char *memo;
  const char *encoding;
  SchoLineEnds line_ends;
  gboolean byte_order_mark;
  const SchoAttribute *attributes;
  gsize n_attributes;
  const char *digest;
  guint32 length;
  const char *report;
} SchoDocument;

/**
 * scho_document_new:
 * @values: copied whole; an empty UUID is filled in
 *
 * Fields are named in the call: `scho_document_new (&(SchoDocument) { .title = "…" })`.
 */
SCHO_API SchoDocument *scho_document_new (const SchoDocument *values);
SCHO_API SchoDocument *scho_document_ref (const SchoDocument *self);
SCHO_API void scho_document_unref (SchoDocument *self);
SCHO_API gboolean scho_document_equal (const SchoDocument *a, const SchoDocument *b);

/* Nullable. */
SCHO_API const char *scho_document_get_attribute (const SchoDocument *self,
                                                  const char *name);
SCHO_API const SchoAttribute *scho_document_find_attribute (const SchoDocument *self,
                                                            const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoDocument, scho_document_unref)
