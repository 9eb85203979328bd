/* coder.h - who coded. */
#pragma once

#include <scholiast/uuid.h>

/* A value: made by scho_coder_new(), never changed after. */
typedef struct
{
  guint32 id; /* number within this project, from 1; never used again */
  SchoUuid uuid;
  const char *name; /* unique in the project; one line, as a code's */
} SchoCoder;

/* @values is copied whole; an empty UUID is filled in. */
SCHO_API SchoCoder *scho_coder_new (const SchoCoder *values);
SCHO_API SchoCoder *scho_coder_ref (const SchoCoder *self);
SCHO_API void scho_coder_unref (SchoCoder *self);
SCHO_API gboolean scho_coder_equal (const SchoCoder *a, const SchoCoder *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoCoder, scho_coder_unref)
