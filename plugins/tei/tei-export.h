/* tei-export.h - the parts that an exported file is put together from. */
#pragma once

#include "tei.h"
#include "tei-writer.h"

/* One export: what was asked for, and what is the same in every file of it. */
typedef struct
{
  SchoSnapshot *snapshot;
  guint32 coder;    /* only this one's codings; 0: all */
  gboolean *branch; /* by code id: only codings with these; %NULL: all */
  gboolean memos;
  char **code_ids;  /* xml:id by the number of the code */
  char **coder_ids; /* xml:id by the number of the coder */

  TeiWriter *coders;     /* the respStmt elements */
  TeiWriter *encoding;   /* encodingDesc */
  TeiWriter *own;        /* our elements for project, codes and coders */
  TeiWriter *memo_notes; /* the memos of project and codes */
} TeiExport;

/* One document of it, with what lies on it. */
typedef struct
{
  const SchoDocument *document;
  guint number; /* in the order of the project, from 1; the xml:id is `d` and this */
  SchoText *text;
  const SchoAnnotation **annotations;
  guint n_annotations;
} TeiPart;

/* tei-header.c */
void tei_export_prepare (TeiExport *self);
void tei_export_write_project_header (TeiExport *self, TeiWriter *writer);
void tei_export_write_header (TeiExport *self,
                              TeiWriter *writer,
                              const TeiPart *part,
                              gboolean alone);

/* xsd:language asks for less than BCP 47, and for more than any words. */
gboolean tei_export_is_language (const char *string);

/* tei-body.c */
void tei_export_write_text (TeiWriter *writer, const TeiPart *part);

/* tei-standoff.c */
void tei_export_write_memo (TeiWriter *writer, const char *target, const char *memo);
void tei_export_write_standoff (TeiExport *self,
                                TeiWriter *writer,
                                const TeiPart *part,
                                gboolean alone);

static inline gboolean
tei_export_wants_coder (const TeiExport *self, guint32 coder)
{
  return self->coder == 0 || self->coder == coder;
}
