/* annotation.h - a stretch of one document, with one code, by one coder. */
#pragma once

#include <scholiast/uuid.h>

#define SCHO_NO_WEIGHT (-1)

/**
 * SchoAnnotationFlags:
 * @SCHO_ANNOTATION_EXAMPLE: an example passage for the description of its code
 */
typedef enum
{
  SCHO_ANNOTATION_EXAMPLE = 1 << 0
} SchoAnnotationFlags;

#define SCHO_ANNOTATION_ALL_FLAGS SCHO_ANNOTATION_EXAMPLE

/**
 * SchoAnnotation:
 * @uuid: its identity; of version 7 its time is when the passage was coded
 * @start: first code point
 * @end: the code point after the last; always > @start
 * @document: id of the document
 * @code: id of the code
 * @coder: id of the coder
 * @weight: 0 to 100, or %SCHO_NO_WEIGHT
 * @flags: of #SchoAnnotationFlags
 * @memo: (nullable)
 *
 * A value of 48 bytes; they lie in arrays, a million of them in 48 MB. Who owns the array
 * owns the memos.
 */
typedef struct
{
  SchoUuid uuid;
  guint32 start, end;
  guint32 document;
  guint32 code;
  guint32 coder;
  gint16 weight;
  guint16 flags;
  const char *memo; /* made by scho_memo_new () in arrays of ours */
} SchoAnnotation;

/* Order of all lists: by start, then end, then UUID. */
SCHO_API int scho_annotation_compare (const SchoAnnotation *a, const SchoAnnotation *b);

/* All fields, the memos by their words. */
SCHO_API gboolean scho_annotation_equal (const SchoAnnotation *a,
                                         const SchoAnnotation *b);

/* At least one character is in both. */
static inline gboolean
scho_annotation_overlaps (const SchoAnnotation *self, guint32 start, guint32 end)
{
  return self->start < end && self->end > start;
}
