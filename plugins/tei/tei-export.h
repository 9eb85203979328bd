/* tei-export.h - the parts that an exported file is put together from. */
#pragma once

#include "tei.h"
#include "tei-writer.h"

/* How codings are written. */
typedef enum
{
  TEI_PROFILE_ANCHORS,      /* annotation, from anchor to anchor */
  TEI_PROFILE_SPANS,        /* span, from anchor to anchor */
  TEI_PROFILE_STRING_RANGE, /* annotation, by counting characters */
  TEI_PROFILE_INLINE,       /* seg around the words, in pieces where they cross */
  TEI_PROFILE_CATMA,        /* as CATMA does, see tei-write-catma.h */
} TeiProfile;

/* One export: what was asked for, and what is the same in every file of it. */
typedef struct
{
  SchoSnapshot *snapshot;
  TeiProfile profile;
  gboolean pseudonyms; /* stand in place of names */
  guint32 coder;       /* only this one's codings; 0: all */
  gboolean *branch;    /* by code id: only codings with these; %NULL: all */
  gboolean *tree;      /* by code id: only these codes: the branch and what is above it */
  guint32 only;        /* only this document; 0: all */
  gboolean memos;
  gboolean iso;     /* transcripts as ISO 24624 has them */
  char **code_ids;  /* xml:id by the number of the code */
  char **coder_ids; /* xml:id by the number of the coder */

  TeiWriter *coders;     /* the respStmt elements */
  TeiWriter *encoding;   /* encodingDesc */
  TeiWriter *own;        /* our elements for project, codes and coders */
  TeiWriter *memo_notes; /* the memos of project and codes */
  struct _TeiLinks *links;
} TeiExport;

/* One document of it, with what lies on it. */
typedef struct
{
  const SchoDocument *document;
  guint number; /* in the order of the project, from 1; the xml:id is `d` and this */
  SchoText *text;
  const SchoAnnotation **annotations;
  guint n_annotations;
  gboolean *is_apart; /* inline: by number of the coding: it stands off all the same */
} TeiPart;

/* tei-header.c */
void tei_export_prepare (TeiExport *self, SchoLosses *losses);
void tei_export_write_project_header (TeiExport *self, TeiWriter *writer);
void tei_export_write_header (TeiExport *self,
                              TeiWriter *writer,
                              const TeiPart *part,
                              gboolean alone);

/* xsd:language asks for less than BCP 47, and for more than any words. */
gboolean tei_export_is_language (const char *string);

/* tei-body.c */
void tei_export_write_text (TeiExport *self, TeiWriter *writer, const TeiPart *part);

/* tei-place.c: places in a text without anchors. */
/* Whether that line is no element but a break between elements. */
gboolean tei_place_is_break (SchoText *text, guint32 line);
void tei_place_write (TeiWriter *writer, const TeiPart *part, guint32 start, guint32 end);

/* tei-inline.c */
/* Which codings cannot be inline: passages without a letter, and too many in each other.
 * (transfer full): by the coding's number */
gboolean *tei_inline_find_apart (const TeiPart *part);
/* Line feeds at the ends of a passage, where no element can stand. */
void tei_inline_count_feeds (SchoText *text,
                             const SchoAnnotation *annotation,
                             guint32 *before,
                             guint32 *after);

/* tei-standoff.c */
void tei_export_write_memo (TeiWriter *writer, const char *target, const char *memo);
/* What is about the project and its codes alone. */
void tei_export_write_project_standoff (TeiExport *self, TeiWriter *writer);
void tei_export_write_standoff (TeiExport *self,
                                TeiWriter *writer,
                                const TeiPart *part,
                                gboolean alone);

static inline gboolean
tei_export_has_anchors (const TeiExport *self)
{
  return self->profile == TEI_PROFILE_ANCHORS || self->profile == TEI_PROFILE_SPANS;
}

static inline gboolean
tei_export_wants_coder (const TeiExport *self, guint32 coder)
{
  return self->coder == 0 || self->coder == coder;
}

static inline gboolean
tei_export_has_code (const TeiExport *self, guint32 code)
{
  return self->tree == NULL || self->tree[code];
}

static inline gboolean
tei_export_wants (const TeiExport *self, const SchoAnnotation *annotation)
{
  return tei_export_wants_coder (self, annotation->coder)
         && (self->branch == NULL || self->branch[annotation->code]);
}
