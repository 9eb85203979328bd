/* tei-reader.h - the state of reading a TEI file, element by element. */
#pragma once

#include "tei-entities.h"
#include "tei-nouns.h"
#include "tei-text.h"

typedef enum
{
  TEI_OTHER, /* not understood */
  TEI_PLAIN, /* its text counts, itself does not */
  TEI_ROOT,  /* TEI */
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
  TEI_KEYWORDS,
  TEI_CLASS_CODE,
  TEI_XENO_DATA,
  TEI_PERSON,
  TEI_ROLE,
  TEI_OWN, /* any element of our namespace */
  TEI_TEXT,
  TEI_DIV,
  TEI_GROUP, /* holds blocks and says nothing about them */
  TEI_BLOCK,
  TEI_HEAD,
  TEI_LINE,
  TEI_ITEMS, /* list */
  TEI_ITEM,
  TEI_TABLE,
  TEI_ROW,
  TEI_CELL,
  TEI_SPEECH,
  TEI_SPEAKER,
  TEI_UTTERANCE,
  TEI_STAGE,
  TEI_BREAK, /* lb */
  TEI_PAGE,
  TEI_COLUMN,
  TEI_ANCHOR,
  TEI_SEG,
  TEI_WORD,
  TEI_NOTE,
  TEI_ASIDE, /* in a text, but no part of it */
  TEI_CHOICE,
  TEI_ORIGINAL,
  TEI_CORRECTED,
  TEI_GAP,
  TEI_SOUND,
  TEI_TIMELINE,
  TEI_WHEN,
  TEI_POINTER,
  TEI_FEATURES, /* fs */
  TEI_FEATURE,
  TEI_VALUE,
  TEI_DECLARATIONS, /* fsdDecl */
  TEI_DECLARATION,
  TEI_DECLARED_NAME,
  TEI_DECLARED_FEATURE,
  TEI_INTERPS,
  TEI_INTERP,
  TEI_STANDOFF,
  TEI_LIST,   /* listAnnotation, spanGrp */
  TEI_SHARED, /* annotationBlock */
  TEI_ANNOTATION,
  TEI_SPAN,
  TEI_LINK,
  TEI_LINKS, /* linkGrp, listRelation */
  TEI_RELATION,
  TEI_CHANGE,
} TeiKind;

/* By the element's name. */
GHashTable *tei_kinds_new (void);
/* A person, place, date … that standOff may describe. */
gboolean tei_kind_is_thing (TeiKind kind);
TeiKind tei_kinds_find (GHashTable *self, const char *name, const char *uri);

/* Which rules hold for what comes. */
typedef enum
{
  TEI_OUTSIDE,
  TEI_IN_HEADER,
  TEI_IN_TEXT,
  TEI_IN_STANDOFF,
  TEI_IN_FEATURES,
  TEI_SKIPPING,
} TeiSection;

typedef struct
{
  const char **list; /* five for each, as SAX 2 gives them */
  int n;
} TeiAttributes;

/* (transfer full) (nullable): @name may be `xml:id` or `xml:lang`. */
char *tei_attributes_dup (const TeiAttributes *self, const char *name);
/* The xml:id, or what TEI had before. */
char *tei_attributes_dup_id (const TeiAttributes *self);
gboolean tei_attributes_get_number (const TeiAttributes *self,
                                    const char *name,
                                    gint64 least,
                                    gint64 most,
                                    gint64 *number);

/* An element that is open. */
typedef struct
{
  TeiKind kind;
  TeiSection outside;  /* to go back to */
  const char *element; /* the parser’s: its name */
  char *name;          /* of an element of our own; of who speaks */
  char *key, *type;    /* what the part that reads it wants to know at the end */
  gssize capture;      /* where its text begins; -1: nobody wants it */
  guint extent;        /* in the text, + 1 */
  guint stretch;       /* SchoStretchKind of the text in it, + 1 */
  guint level;         /* of that */
  guint columns;       /* of a row so far */
  guint coding;        /* its number + 1 */
  gboolean aside;      /* a note that is put behind its line */
  gboolean unread;     /* has words, in a header, that nobody wants */
} TeiFrame;

typedef struct
{
  char *id;
  guint parent; /* number of the category above + 1 */
  char *label;  /* of a term */
  char *words;  /* all of catDesc */
  char *definition, *use_when, *use_not;
  char *memo; /* only what XML forbids in it */
  char *pseudonym;
  SchoUuid uuid;
  gint32 position;
  guint32 colour, key;
  gboolean has_colour, blurred;
} TeiCategory;

typedef struct
{
  char *id, *name;
  char *asked; /* nullable: see coder.h */
  SchoUuid uuid;
} TeiPerson;

typedef struct
{
  guint32 start, end;
} TeiRange;

/* A catRef; both nullable. */
typedef struct
{
  char *target, *scheme;
} TeiReference;

/* What a header says about a whole document. */
typedef struct
{
  GArray *references; /* of TeiReference */
  GArray *attributes; /* of SchoAttribute: what that makes of the document */
  GHashTable *unread; /* `publicationStmt/date` → how many */
} TeiClasses;

void tei_classes_init (TeiClasses *self);
void tei_classes_clear (TeiClasses *self);

/* What a header says; also that of a corpus. */
typedef struct
{
  TeiClasses classes;
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
  GHashTable *feeds;        /* xml:id of codings → TeiRange: line feeds around them */
  GHashTable *colours;      /* xml:id of categories → 0xRRGGBB, of other programs */
} TeiHeader;

/* A coding, before its pointers are followed. */
typedef struct
{
  char *id, *target, *ana, *resp, *name, *memo; /* all nullable */
  char *label, *group; /* nullable: names of a code and the one above, where no @ana is */
  char *next, *prev;   /* nullable: other parts of the same */
  char part;           /* I, M or F where only that is said of them; else 0 */
  guint32 code;        /* 0: what the words say */
  gboolean followed;   /* somebody else points here */
  gboolean is_kept;    /* the step or the project has it, by its UUID */
  SchoUuid uuid;
  gint64 time; /* milliseconds, -1: unknown */
  gint16 weight;
  guint16 flags;
  guint extent;                      /* an element of the text itself, + 1 */
  guint32 feeds_before, feeds_after; /* line feeds around it that are part of it */
} TeiCoding;

typedef struct
{
  char *target, *words;
  gboolean is_weight;
} TeiMemo;

/* Between what, in pointers with spaces between them. */
typedef struct
{
  char *targets;
  char *type; /* nullable */
  SchoUuid uuid;
} TeiLink;

/* What fs says: a code and its properties. */
typedef struct
{
  char *type, *coder; /* nullable */
  GString *memo;
  SchoUuid uuid;
  gint64 time;
  gint16 weight;
  guint32 colour;
  gboolean has_colour;
} TeiFeatures;

/* A part of a text that lies elsewhere, as CATMA points to it. */
typedef struct
{
  guint32 start, end; /* UTF-16 units */
  char *ana;          /* nullable */
} TeiInclusion;

/* What was not understood, and what was made of it; told when all is read. */
typedef enum
{
  TEI_COUNT_TARGETS,
  TEI_COUNT_EMPTY,
  TEI_COUNT_CODES,
  TEI_COUNT_MEMOS,
  TEI_COUNT_NOTES,
  TEI_COUNT_OTHER_TEXT,
  TEI_COUNT_ENTITIES,
  TEI_COUNT_WORDS,
  TEI_COUNT_REFERENCES,
  TEI_COUNT_LINKS,
  TEI_COUNT_STRETCHES,
  TEI_COUNT_BOUNDED,
  TEI_COUNT_LAST_LOSS = TEI_COUNT_BOUNDED,
  TEI_COUNT_KNOWN,
  TEI_COUNT_CERTAIN,
  TEI_COUNT_UNHEARD,
  TEI_COUNT_DOUBLED,
  TEI_COUNT_JOINED,
  TEI_COUNT_GAPS,
  TEI_N_COUNTS
} TeiCount;

typedef struct
{
  guint64 counts[TEI_N_COUNTS];
  char *examples[TEI_COUNT_LAST_LOSS + 1][SCHO_LOSS_EXAMPLES];
  GHashTable *names; /* of elements → how many */
  GHashTable *parts; /* of headers, in the same way */
} TeiCounts;

void tei_counts_init (TeiCounts *self);
void tei_counts_clear (TeiCounts *self);
/* @example: (nullable): for a loss: which one */
void tei_counts_add (TeiCounts *self, TeiCount count, guint64 n, const char *example);
void tei_counts_add_name (TeiCounts *self, const char *name);
/* A part of a header that nobody reads: `publicationStmt/date`. */
void tei_counts_add_part (TeiCounts *self, const char *name, guint n);
void tei_counts_tell (const TeiCounts *self, SchoStep *step, const char *file);

/* What the user asked for. */
typedef struct
{
  gboolean original; /* sic, orig, abbr */
  gboolean notes;
  const char *document; /* whose codings these are, if the file has no text */
} TeiWishes;

typedef struct
{
  SchoStep *step;
  const char *file;
  const char *coder; /* nullable: who imports */
  const SchoProgress *progress;
  TeiWishes wishes;
  GError *error;
  gpointer context; /* xmlParserCtxt */
  TeiEntities *entities;

  GHashTable *kinds;
  GArray *frames; /* of TeiFrame */
  GString *captured;
  guint n_capturing;
  guint n_categories; /* frames of open categories: see the last of them */
  TeiSection section;
  gboolean project_is_set;

  TeiNouns *nouns;
  GHashTable *code_ids;    /* xml:id → id + 1 */
  GHashTable *coder_ids;   /* xml:id or name → id */
  GHashTable *people;      /* xml:id → name: who could be a coder */
  GHashTable *speakers;    /* xml:id → name */
  GHashTable *features;    /* xml:id → TeiFeatures */
  GHashTable *things;      /* xml:id → element and words of what codings point to */
  GHashTable *code_levels; /* id of a code that a file declares → its depth */
  TeiHeader header;

  gboolean has_document; /* a TEI element is open and not yet kept */
  gboolean has_text;
  char *id, *text_id; /* xml:id */
  char *text_language, *corpus_language;
  SchoUuid uuid;
  char *memo;
  TeiText *text;
  GArray *stretches; /* of SchoStretch, as found in the text */
  GArray *marks;     /* the same; their starts are numbers of extents */
  guint depth;       /* of divisions */
  guint list_depth;
  guint n_asides;
  GHashTable *times;  /* xml:id → seconds, a double */
  GArray *codings;    /* of TeiCoding */
  GArray *memos;      /* of TeiMemo, for codings */
  GArray *links;      /* of TeiLink */
  GArray *inclusions; /* of TeiInclusion */
  char *elsewhere;    /* nullable: what they point to */
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

/* tei-read-class.c */
void tei_reader_add_reference (TeiReader *self, const TeiAttributes *attributes);
/* @scheme: (nullable): a pointer; @usual: what the attribute is called without it */
void tei_reader_add_class (TeiReader *self,
                           const char *scheme,
                           const char *usual,
                           const char *words);
void tei_reader_finish_classes (TeiReader *self);
/* Words in a header that nobody captures. */
void tei_reader_note_unread (TeiReader *self, const char *words, gsize n);
void tei_reader_end_unread (TeiReader *self, const TeiFrame *frame);
/* What is said of who speaks, but for the name. */
void tei_reader_note_person (TeiReader *self, const TeiAttributes *attributes);

/* tei-read-xeno.c: settings that other programs keep as JSON. */
void tei_reader_read_settings (TeiReader *self, const char *json);

/* tei-read-own.c */
void
tei_reader_begin_own (TeiReader *self, TeiFrame *frame, const TeiAttributes *attributes);
void tei_reader_end_own (TeiReader *self, TeiFrame *frame, const char *words);

/* tei-read-document.c */
void tei_reader_begin_document (TeiReader *self, const TeiAttributes *attributes);
void tei_reader_finish_document (TeiReader *self);

/* tei-read-body.c */
void tei_reader_begin_in_text (TeiReader *self,
                               TeiFrame *frame,
                               const TeiAttributes *attributes);
/* An element of the text that is a coding itself; @id: (nullable): its xml:id */
void tei_reader_begin_inline (TeiReader *self,
                              TeiFrame *frame,
                              const char *id,
                              const TeiAttributes *attributes);
void tei_reader_end_in_text (TeiReader *self, TeiFrame *frame, const char *words);

/* tei-read-times.c */
void tei_reader_add_when (TeiReader *self, const TeiAttributes *attributes);
/* (transfer full) (nullable): of pointers to whens; @end: nullable */
char *tei_reader_dup_time (TeiReader *self, const char *start, const char *end);

/* tei-read-features.c */
void tei_features_free (gpointer features);
void tei_reader_begin_in_features (TeiReader *self,
                                   TeiFrame *frame,
                                   const TeiAttributes *attributes);
void tei_reader_end_in_features (TeiReader *self, TeiFrame *frame, const char *words);
void tei_reader_begin_declaration (TeiReader *self,
                                   TeiFrame *frame,
                                   const TeiAttributes *attributes);
void tei_reader_end_declaration (TeiReader *self, TeiFrame *frame, const char *words);

/* tei-read-interp.c */
void tei_reader_begin_interp (TeiReader *self,
                              TeiFrame *frame,
                              const TeiAttributes *attributes);
void tei_reader_end_interp (TeiReader *self, TeiFrame *frame, const char *words);
/* A code that a coding names by @id, or one of that name. */
guint32 tei_reader_get_code (TeiReader *self, const char *id);
/* The code @name below @group (nullable). */
guint32 tei_reader_ensure_code (TeiReader *self, const char *group, const char *name);

/* tei-read-standoff.c */
void tei_reader_begin_in_standoff (TeiReader *self,
                                   TeiFrame *frame,
                                   const TeiAttributes *attributes);
void tei_reader_end_in_standoff (TeiReader *self, TeiFrame *frame, const char *words);
/* (transfer full): @before with @words behind it, unless it has them already. */
char *tei_reader_join_memo (TeiReader *self, const char *before, const char *words);
/* @uuid stays empty when there is none. */
void tei_reader_read_uuid (const TeiAttributes *attributes, SchoUuid *uuid);
/* What our own header says of the coding, and its @cert as a weight. */
void tei_reader_complete_coding (TeiReader *self,
                                 TeiCoding *coding,
                                 const TeiAttributes *attributes);
void tei_coding_set_weight (TeiCoding *self, const char *words);
void tei_coding_clear (gpointer coding);
void tei_memo_clear (gpointer memo);

/* tei-read-links.c */
void tei_link_clear (gpointer link);
void tei_reader_begin_link (TeiReader *self, const TeiAttributes *attributes);
/* @ids: xml:id → TeiCoding */
void tei_reader_resolve_links (TeiReader *self, guint32 document, GHashTable *ids);

/* tei-pointers.c: where pointers point to. */
/* (nullable): the xml:id in a pointer, whatever is before it. */
const char *tei_pointer_get_id (const char *pointer);
/* Appends what @pointer means; FALSE when it is not understood. */
gboolean tei_pointer_read (TeiText *text, const char *pointer, GArray *ranges);

/* tei-resolve.c */
void tei_reader_resolve (TeiReader *self, guint32 document, SchoText *text);
guint32 tei_reader_get_coder (TeiReader *self, const TeiCoding *coding);

/* tei-chains.c: parts of one passage become one. What points to the next goes on there;
 * what only says that it is the first part goes on in those that follow with its codes.
 */
/* @ids: xml:id → TeiCoding; @passages: arrays of TeiRange, one for each coding; those of
 * what was joined to another become %NULL. */
void tei_reader_join_parts (TeiReader *self,
                            SchoText *text,
                            GHashTable *ids,
                            GPtrArray *passages);

/* tei-catma.c */
/* What CATMA puts before its identifiers; @uuid stays empty when it is not there. */
void tei_catma_parse_uuid (const char *id, SchoUuid *uuid);
void tei_reader_add_inclusion (TeiReader *self, const char *target, const char *ana);
void tei_reader_resolve_inclusions (TeiReader *self);
void tei_inclusion_clear (gpointer inclusion);
