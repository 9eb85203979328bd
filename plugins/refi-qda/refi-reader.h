/* refi-reader.h - what is being read from a .qdpx, .qde or .qdc; for the files
 * refi-read*.c.
 */
#pragma once

#include "../shared/import.h"
#include "refi-guid.h"
#include "refi-keep.h"
#include "refi-pack.h"
#include "refi-package.h"
#include "refi-places.h"
#include "refi-xml.h"

typedef struct
{
  SchoUuid guid;
  char *name;
  char *id;
  guint32 coder; /* 0: none so far */
} RefiUser;

typedef struct
{
  SchoUuid guid;
  char *name, *definition;
  guint parent; /* number in codes, from 1; 0: none */
  guint32 colour;
  gboolean has_colour, is_codable;
  GArray *notes; /* nullable: of SchoUuid; so in all of these */
  guint32 id;    /* in the step */
} RefiCode;

typedef struct
{
  SchoUuid guid, user, code;
  const char *created; /* nullable; the reader's; so in selections */
  GArray *notes;
} RefiCoding;

/* Where a transcript meets its sound. */
typedef struct
{
  gint64 time, position; /* of time: milliseconds */
} RefiPoint;

typedef struct
{
  SchoUuid guid, user, modifier;
  gint64 start, end;
  const char *name, *description; /* the source's */
  const char *created, *modified;
  GArray *notes;
  guint first, n;        /* of its source's codings */
  gboolean has_a_name;   /* which is not its words */
  gboolean has_no_place; /* its positions are no numbers */
} RefiSelection;

typedef struct
{
  SchoUuid variable;
  char *value;
} RefiValue;

typedef struct
{
  SchoUuid guid, modifier, user;
  char *title, *description, *plain_path, *rich_path, *content, *created, *modified;
  GArray *notes;
  GArray *selections, *codings; /* of RefiSelection, RefiCoding */
  GArray *whole;                /* of RefiCoding: of the whole text */
  GStringChunk *words;          /* what passages have */
  GArray *values;               /* of RefiValue */
  GArray *points;               /* of RefiPoint; NULL: it is no transcript */
  gboolean is_inside;           /* a PDF, or sound */
  gboolean has_text;
  char *digest; /* nullable: of its text; where there is a Word document */
} RefiSource;

typedef struct
{
  SchoUuid guid;
  char *name, *description, *plain_path, *rich_path, *content;
  char *head, *tail; /* its XML before and after its words */
  gboolean is_used;  /* by something that Scholiast shows */
  gboolean is_own;   /* Scholiast made it of a memo, and will again */
} RefiNote;

typedef struct
{
  SchoUuid guid;
  char *name;
  char *type;
} RefiVariable;

/* How positions in some texts are counted: refi-counted.h. */
typedef struct _RefiCounted RefiCounted;
void refi_counted_free (RefiCounted *self);

typedef struct
{
  const char *name; /* of the file */
  const char *coder;
  SchoStep *step;
  SchoOptions *options;
  RefiPackage *package;
  GCancellable *cancellable;
  const SchoProgress *progress;
  GStringChunk *words;

  char *title, *description, *origin;
  char *root; /* attributes of the project, to be kept */
  SchoUuid creator;
  GArray *notes_of_project;

  GArray *users;        /* of RefiUser */
  GHashTable *user_ids; /* SchoUuid → number in users, from 1; so the others */
  GArray *codes;        /* of RefiCode */
  GHashTable *code_ids;
  GArray *notes; /* of RefiNote */
  GHashTable *note_ids;
  GArray *variables; /* of RefiVariable */
  GHashTable *variable_ids;
  GHashTable *case_names;  /* SchoUuid → name */
  GHashTable *case_codes;  /* SchoUuid → code id, for cases that are coded with */
  GHashTable *case_values; /* SchoUuid of the one source → GArray of RefiValue */
  GPtrArray *sources;      /* of RefiSource */
  GHashTable *titles;      /* name → number to try next, for texts of one name */
  GHashTable *annotations; /* set of SchoUuid: the project's and those read */
  GHashTable *documents;   /* SchoUuid of a source → number in the project */
  GArray *links;           /* those that say no more than ours */
  guint32 no_code;         /* id, 0: not needed so far */
  guint32 nobody;          /* coder, 0: not needed so far */

  GPtrArray *kept[REFI_N_PARTS]; /* of elements as XML */
  RefiPack *pack;                /* nullable: what is kept of texts and their passages */
  GHashTable *files;             /* set of lower-case names of files that are kept */

  RefiReading reading;                   /* of all sources, where is_fixed */
  gboolean is_fixed, has_word, is_draft; /* @has_word: the file's own */
  guint n_there, n_renamed;
  guint n_no_text, n_media, n_marks;
  GString *guessed; /* names of sources with a doubtful reading */
  guint n_guessed;
  GPtrArray *counted; /* of RefiCounted */
} RefiReader;

/* One more thing is lost: @example is taken. */
void refi_reader_lose (RefiReader *self, const char *what, char *example);

/* A table of SchoUuid → number or pointer. */
GHashTable *refi_table_new (GDestroyNotify free_value);
void refi_table_put (GHashTable *self, const SchoUuid *guid, gpointer value);

/* Targets of the NoteRefs in an element; %NULL: none. */
GArray *refi_reader_read_refs (const xmlNode *node);

/* refi-read-codes.c */
void refi_read_users (RefiReader *self, const xmlNode *users);
void refi_read_codes (RefiReader *self, const xmlNode *codes);
void refi_add_codes (RefiReader *self);
/* Who coded nothing is a coder too, unless there is one of that name; after all codings.
 */
void refi_add_users (RefiReader *self);
/* The coder for a user, or who imports. */
guint32 refi_reader_get_coder (RefiReader *self, const SchoUuid *user);
/* The code in the project; 0: there is none. */
guint32 refi_reader_get_code (RefiReader *self, const SchoUuid *code);
guint32 refi_reader_get_no_code (RefiReader *self);
gboolean refi_colour_parse (const char *words, guint32 *colour);

/* refi-links.c */
GArray *refi_links_new (void);
/* Keeps those that say more than a link of Scholiast's; the others wait for their ends.
 */
void refi_read_links (RefiReader *self, const xmlNode *node);
/* When all else is there. Keeps those whose ends are nothing that Scholiast shows. */
void refi_add_links (RefiReader *self);

/* refi-read-notes.c */
void refi_read_note (RefiReader *self, const xmlNode *note);
/* @description and the notes of those identities, one below the other.
 * (nullable) (transfer full) */
char *refi_reader_dup_memo (RefiReader *self, const char *description, GArray *notes);
/* That something has these notes, though it does not come in. */
void refi_reader_mark_notes (RefiReader *self, GArray *notes);
/* The memo of the project, with all notes that belong to nothing, under their names.
 * (nullable) (transfer full) */
char *refi_reader_dup_project_memo (RefiReader *self);
/* The words of a note that Scholiast wrote for that purpose; it is taken from @notes.
 * (nullable) (transfer full) */
char *refi_reader_take_own (RefiReader *self,
                            GArray *notes,
                            const SchoUuid *owner,
                            const char *purpose);
/* Takes those from @notes that Scholiast makes of @owner's memo. */
void refi_reader_drop_own (RefiReader *self, GArray *notes, const SchoUuid *owner);
/* Keeps all notes that are not Scholiast's own. */
void refi_keep_notes (RefiReader *self);
/* Bytes of a text file as UTF-8 without its byte-order mark. (transfer full) */
char *refi_dup_utf8 (GBytes *bytes, gsize *n_bytes, gboolean *has_mark, char **encoding);

/* refi-read-sources.c */
RefiSource *refi_source_new (const xmlNode *node);
void refi_source_free (RefiSource *self);
/* When they are in the project: there may be a million. */
void refi_source_drop_passages (RefiSource *self);
/* A child of a TextSource, or of what is one under another name. */
void refi_source_read (RefiReader *self, RefiSource *source, const xmlNode *child);
void refi_read_media (RefiReader *self, const xmlNode *node);

/* What an attribute says of where a file or a project once lay is told and left out. */
void refi_tell_folder (RefiReader *self, const xmlNode *node, const char *attribute);
/* @words (nullable) (transfer full) as long as the reader lives. */
const char *refi_reader_keep_words (RefiReader *self, char *words);

/* refi-read-variables.c */
void refi_read_variables (RefiReader *self, const xmlNode *variables);
void refi_read_case (RefiReader *self, const xmlNode *node);
gboolean refi_read_value (RefiValue *value, const xmlNode *node);
void refi_value_clear (gpointer value);
void refi_add_attributes (RefiReader *self,
                          const RefiSource *source,
                          ImportAttributes *attributes);

/* refi-read-documents.c */
gboolean refi_add_documents (RefiReader *self, GError **error);

/* refi-keep-sources.c: what else they and their passages have. Kept apart, since there
 * may be a million: what Scholiast writes there fits the schema. */
void refi_keep_source (RefiReader *self, RefiSource *source);
/* All of it. (nullable) (transfer full) */
GBytes *refi_keep_end_sources (RefiReader *self);

/* refi-keep.c */
/* @xml: (transfer full) */
void refi_keep (RefiReader *self, RefiPart part, char *xml);
void refi_keep_node (RefiReader *self, RefiPart part, const xmlNode *node);
/* `<NoteRef/>` of each. @notes: (nullable): of SchoUuid */
void refi_keep_refs (GString *xml, GArray *notes);
void refi_keep_children (RefiReader *self, RefiPart part, const xmlNode *node);
/* Attaches all that was kept, when the documents are there. */
void refi_keep_finish (RefiReader *self);

/* refi-read.c */
SchoStep *refi_read (GInputStream *stream,
                     const char *name,
                     const char *coder,
                     SchoSnapshot *base,
                     SchoOptions *options,
                     const SchoProgress *progress,
                     GCancellable *cancellable,
                     GError **error);
