/* tei-reader.h - the state of reading a TEI file, element by element. */
#pragma once

#include "tei-nouns.h"
#include "tei-text.h"

typedef enum
{
  TEI_OTHER,
  TEI_ROOT, /* TEI */
  TEI_CORPUS,
  TEI_HEADER,
  TEI_TITLE_STMT,
  TEI_TITLE,
  TEI_RESP_STMT,
  TEI_NAME, /* name, persName, orgName */
  TEI_SOURCE_DESC,
  TEI_BIBL,
  TEI_PROJECT_DESC,
  TEI_CATEGORY,
  TEI_CAT_DESC,
  TEI_TERM,
  TEI_GLOSS,
  TEI_LANGUAGE,
  TEI_CAT_REF,
  TEI_XENO_DATA,
  TEI_OWN, /* any element of our namespace */
  TEI_TEXT,
  TEI_DIV,
  TEI_BLOCK,
  TEI_HEAD,
  TEI_BREAK, /* lb */
  TEI_ANCHOR,
  TEI_SEG,
  TEI_NOTE,
  TEI_ASIDE, /* in a text, but no part of it */
  TEI_STANDOFF,
  TEI_LIST, /* listAnnotation, spanGrp */
  TEI_ANNOTATION,
  TEI_SPAN,
  TEI_CHANGE,
} TeiKind;

/* Which rules hold for what comes. */
typedef enum
{
  TEI_OUTSIDE,
  TEI_IN_HEADER,
  TEI_IN_TEXT,
  TEI_IN_STANDOFF,
  TEI_SKIPPING,
} TeiSection;

typedef struct
{
  const char **list; /* five for each, as SAX 2 gives them */
  int n;
} TeiAttributes;

/* (transfer full) (nullable): @name may be `xml:id` or `xml:lang`. */
char *tei_attributes_dup (const TeiAttributes *self, const char *name);
gboolean tei_attributes_get_number (const TeiAttributes *self,
                                    const char *name,
                                    gint64 least,
                                    gint64 most,
                                    gint64 *number);

/* An element that is open. */
typedef struct
{
  TeiKind kind;
  TeiSection outside; /* to go back to */
  char *name;         /* of an element of our own */
  char *key, *type;   /* what the part that reads it wants to know at the end */
  gssize capture;     /* where its text begins; -1: nobody wants it */
  guint extent;       /* in the text, + 1 */
  guint32 text_start; /* of a heading */
} TeiFrame;

typedef struct
{
  char *id;
  guint parent; /* number of the category above + 1 */
  char *label;  /* of a term */
  char *words;  /* all of catDesc */
  char *definition, *use_when, *use_not;
  char *memo; /* only what XML forbids in it */
  SchoUuid uuid;
  gint32 position;
  guint32 colour, key;
  gboolean has_colour, blurred;
} TeiCategory;

typedef struct
{
  char *id, *name;
  SchoUuid uuid;
} TeiPerson;

/* What a header says; also that of a corpus. */
typedef struct
{
  gboolean own;          /* written by us */
  gboolean own_document; /* and says what document follows */
  char *title, *source, *language, *encoding, *digest, *forbidden;
  char *project_title; /* nullable */
  SchoUuid project;
  SchoLineEnds line_ends;
  gboolean byte_order_mark;
  GArray *categories;       /* of TeiCategory */
  GHashTable *category_ids; /* xml:id → number + 1 */
  GArray *people;           /* of TeiPerson */
  GArray *attributes;       /* of SchoAttribute */
  GArray *stretches;        /* of SchoStretch */
  GHashTable *exact;        /* "id field" → words as they were */
  GHashTable *examples;     /* xml:id of codings */
} TeiHeader;

/* A coding, before its pointers are followed. */
typedef struct
{
  char *id, *target, *ana, *resp, *name, *memo; /* all nullable */
  SchoUuid uuid;
  gint64 time; /* milliseconds, -1: unknown */
  gint16 weight;
  guint16 flags;
  guint extent; /* an element of the text itself, + 1 */
} TeiCoding;

typedef struct
{
  char *target, *words;
} TeiMemo;

/* What was not understood, told when all is read. */
typedef struct
{
  guint targets, codes, empty, known, memos, doubled, elements, references, notes,
      stretches;
  guint bounded;
} TeiCounts;

typedef struct
{
  SchoStep *step;
  const char *file;
  const char *coder; /* nullable: who imports */
  const SchoProgress *progress;
  GError *error;
  gpointer context; /* xmlParserCtxt */

  GHashTable *kinds;
  GArray *frames; /* of TeiFrame */
  GString *captured;
  guint n_capturing;
  guint n_categories; /* frames of open categories: see the last of them */
  TeiSection section;
  gboolean project_is_set;

  TeiNouns *nouns;
  GHashTable *code_ids;  /* xml:id → id + 1 */
  GHashTable *coder_ids; /* xml:id or name → id */
  GHashTable *people;    /* xml:id → name: who could be a coder */
  TeiHeader header;

  gboolean has_document; /* a TEI element is open and not yet kept */
  gboolean has_text;
  char *id, *text_id; /* xml:id */
  char *text_language, *corpus_language;
  SchoUuid uuid;
  char *memo;
  TeiText *text;
  GArray *headings; /* of SchoStretch */
  guint depth;      /* of divisions */
  GArray *codings;  /* of TeiCoding */
  GArray *memos;    /* of TeiMemo, for codings */
  TeiCounts counts;
} TeiReader;

/* tei-read.c */
TeiFrame *tei_reader_get_frame (TeiReader *self, guint above);
void tei_reader_capture (TeiReader *self, TeiFrame *frame);
/* The first error counts; reading stops. */
void tei_reader_fail (TeiReader *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* (transfer full): @words as the user shall see them: as they are in files of ours, else
 * with single spaces. */
char *tei_reader_tidy (TeiReader *self, const char *words);

/* tei-read-header.c */
void tei_header_clear (TeiHeader *self);
void tei_header_init (TeiHeader *self);
void tei_reader_begin_in_header (TeiReader *self,
                                 TeiFrame *frame,
                                 const TeiAttributes *attributes);
void tei_reader_end_in_header (TeiReader *self, TeiFrame *frame, const char *words);
void tei_reader_finish_header (TeiReader *self);
/* What the exporter had to write differently, else @words. (transfer full) */
char *tei_reader_dup_exact (TeiReader *self,
                            const char *id,
                            const char *field,
                            const char *words);

/* tei-read-own.c */
void
tei_reader_begin_own (TeiReader *self, TeiFrame *frame, const TeiAttributes *attributes);
void tei_reader_end_own (TeiReader *self, TeiFrame *frame, const char *words);

/* tei-read-document.c */
void tei_reader_begin_document (TeiReader *self, const TeiAttributes *attributes);
void tei_reader_finish_document (TeiReader *self);
void tei_reader_begin_in_text (TeiReader *self,
                               TeiFrame *frame,
                               const TeiAttributes *attributes);
void tei_reader_end_in_text (TeiReader *self, TeiFrame *frame);

/* tei-read-standoff.c */
void tei_reader_begin_in_standoff (TeiReader *self,
                                   TeiFrame *frame,
                                   const TeiAttributes *attributes);
void tei_reader_end_in_standoff (TeiReader *self, TeiFrame *frame, const char *words);
/* (transfer full): @before with @words behind it, unless it has them already. */
char *tei_reader_join_memo (TeiReader *self, const char *before, const char *words);
void tei_coding_clear (gpointer coding);
void tei_memo_clear (gpointer memo);

/* tei-resolve.c */
void tei_reader_resolve (TeiReader *self, guint32 document);
