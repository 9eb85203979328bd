/* coder.h - who coded. */
#pragma once

#include <scholiast/uuid.h>

/* A value: made by scho_coder_new(), never changed after. */
typedef struct
{
  guint32 id; /* number within this project, from 1; never used again */
  SchoUuid uuid;
  const char *name;  /* unique in the project; one line, as a code's */
  const char *asked; /* nullable: not said; SCHO_ASKED_ALL, or documents' UUIDs with
                        spaces between */
  const SchoUuid
      *documents; /* those that asked names, sorted; scho_coder_new() makes it */
  gsize n_documents;
} SchoCoder;

#define SCHO_ASKED_ALL "all"

/* Whether a coder was asked to code a document. */
typedef enum
{
  SCHO_ASKED_UNSAID,
  SCHO_ASKED_NO,
  SCHO_ASKED_YES,
} SchoAsked;

/* @values is copied whole; an empty UUID is filled in. */
SCHO_API SchoCoder *scho_coder_new (const SchoCoder *values);
SCHO_API SchoCoder *scho_coder_ref (const SchoCoder *self);
SCHO_API void scho_coder_unref (SchoCoder *self);
SCHO_API gboolean scho_coder_equal (const SchoCoder *a, const SchoCoder *b);

SCHO_API SchoAsked scho_coder_get_asked (const SchoCoder *self, const SchoUuid *document);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoCoder, scho_coder_unref)
