/* refi-export.h - what is being written to a .qdpx or .qdc; for the files refi-write*.c.
 */
#pragma once

#include "../shared/zip-writer.h"
#include "refi-check.h"
#include "refi-guid.h"
#include "refi-kept.h"
#include "refi-places.h"
#include "refi-xml.h"

typedef enum
{
  REFI_FOR_STANDARD,
  REFI_FOR_NVIVO,  /* UTF-16 units, CR LF counts two, byte-order mark */
  REFI_FOR_MAXQDA, /* CR LF in the file, but positions as if there were LF only */
} RefiTarget;

typedef struct
{
  const SchoAttributeColumn *column;
  const char *type; /* of REFI-QDA */
  SchoUuid guid;
  gboolean is_kept; /* it came in, and goes out as it was */
} RefiColumn;

typedef struct
{
  SchoSnapshot *snapshot;
  SchoOutput *output;
  GOutputStream *stream;
  ZipWriter *zip; /* nullable: a codebook */
  RefiCheck *check;
  RefiKept *kept;   /* nullable: nothing was kept */
  gboolean is_part; /* limited: what was kept of the whole project stays here */
  GHashTable
      *new_words; /* nullable: SchoUuid of a note that came in → its new words; of kept */
  GString *memo;      /* nullable: of the project, less what goes out as notes */
  guint64 *counts;    /* nullable: codings by code id; where kept is */
  GString *xml;       /* not yet written */
  GArray *columns;    /* of RefiColumn */
  GArray *attributes; /* the snapshot's; owns what columns point to */
  RefiTarget target;
  guint32 document, coder; /* 0: all */
  gboolean *codes;         /* nullable: by id; all */
  gboolean memos, has_notes;
  GHashTable *unnamed; /* set of SchoUuid: coders of whom nothing goes out */
  guint32 no_code;     /* its id, 0: there is none */
  const SchoProgress *progress;
  GCancellable *cancellable;
} RefiExport;

typedef struct _RefiPoints RefiPoints;

/* refi-write.c */
gboolean refi_write (SchoSnapshot *snapshot,
                     SchoOutput *output,
                     SchoOptions *options,
                     const SchoProgress *progress,
                     GCancellable *cancellable,
                     GError **error);
gboolean refi_write_codebook (SchoSnapshot *snapshot,
                              SchoOutput *output,
                              SchoOptions *options,
                              const SchoProgress *progress,
                              GCancellable *cancellable,
                              GError **error);
/* Writes what has gathered if it is much, or all of it. */
gboolean refi_export_flush (RefiExport *self, gboolean all, GError **error);
gboolean refi_export_has_document (RefiExport *self, const SchoDocument *document);
gboolean refi_export_has_coding (RefiExport *self, const SchoAnnotation *annotation);
void
refi_export_lose (RefiExport *self, guint64 n, const char *what, const char *example);

/* refi-write-codes.c */
void refi_write_users (RefiExport *self);
void refi_write_codes (RefiExport *self);
void refi_write_code_notes (RefiExport *self);

/* refi-write-variables.c */
void refi_make_columns (RefiExport *self);
void refi_write_variables (RefiExport *self);
void refi_write_values (RefiExport *self, const SchoDocument *document);

/* refi-write-sources.c */
gboolean refi_write_sources (RefiExport *self, GError **error);
/* As a TextSource, or what has its form under another name.
 * @inside: (nullable): the Representation or Transcript that came in */
gboolean refi_write_source (RefiExport *self,
                            const SchoDocument *document,
                            const char *element,
                            const xmlNode *inside,
                            GError **error);
/* As the target counts. */
guint64 refi_export_get_position (RefiExport *self, SchoText *text, guint32 offset);
/* Codings of the whole text that came in as such.
 * @in_pdf: those that came in with @pdf; else the others */
gboolean
refi_export_is_whole (RefiExport *self, const SchoAnnotation *annotation, SchoText *text);
void refi_write_whole (RefiExport *self,
                       const SchoDocument *document,
                       SchoText *text,
                       const xmlNode *pdf,
                       gboolean in_pdf);
gboolean refi_write_texts (RefiExport *self, GError **error);

/* refi-write-notes.c */
/* ` <NoteRef targetGUID=…/>` of a memo of @owner. */
void refi_put_ref (RefiExport *self, const SchoUuid *owner, const char *purpose);
gboolean refi_write_notes (RefiExport *self, GError **error);
void refi_write_note (RefiExport *self,
                      const SchoUuid *owner,
                      const char *purpose,
                      const char *name,
                      const SchoUuid *coder,
                      gint64 time,
                      const char *words);

/* refi-write-kept.c */
/* All of a part that is written nowhere else; sources are refi_write_media(). */
void refi_write_part (RefiExport *self, RefiPart part);
/* Whether a code stands for a case, or is their folder: then the case itself goes out. */
gboolean refi_export_is_case (RefiExport *self, const SchoCode *code);
gboolean refi_export_is_folder (RefiExport *self, const SchoCode *code);
gboolean refi_write_media (RefiExport *self, gboolean *any, GError **error);
void refi_put_source_attributes (RefiExport *self, const SchoDocument *document);
/* Who made and changed it, and when. */
void refi_put_authors (RefiExport *self, const RefiOwner *owner);
gboolean refi_write_files (RefiExport *self, GError **error);

/* refi-links.c: those of Scholiast, within the part that was begun. */
void refi_write_links (RefiExport *self);

/* refi-groups.c */
/* Codings of one passage that go into one selection; all pass the filter. */
typedef gboolean (*RefiGroupFunc) (RefiExport *self,
                                   const SchoAnnotation *const *group,
                                   guint n,
                                   gpointer data,
                                   GError **error);
gboolean refi_each_group (RefiExport *self,
                          const SchoDocument *document,
                          RefiGroupFunc func,
                          gpointer data,
                          GError **error);
/* Whether all have the same memo, and there is one. */
gboolean refi_group_shares_memo (const SchoAnnotation *const *group, guint n);
