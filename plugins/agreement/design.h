/* design.h - who coded what with which codes: the design of a comparison of coders, read
 * from a project and its options, with all spans of the codings that take part.
 *
 * Spans lie in the space of the unit: characters, or numbers of sentences, paragraphs or
 * turns. A span covers each unit with which it shares a character. So whatever is counted
 * is a sweep over borders, whichever the unit.
 */
#pragma once

#include <scholiast/plugin.h>

#define DESIGN_MAX_CODERS 64

typedef enum
{
  DESIGN_CHARACTERS,
  DESIGN_SENTENCES,
  DESIGN_PARAGRAPHS,
  DESIGN_TURNS,
  DESIGN_PASSAGES, /* spans in characters, compared as wholes */
} DesignUnit;

/* @code, @coder: places in the design's lists. */
typedef struct
{
  guint32 start, end;
  guint32 code;
  guint32 coder;
  const SchoAnnotation *annotation;
} DesignSpan;

/**
 * DesignDocument:
 * @asked: which coders were asked to code it: a bit each
 * @length: of its text, in units
 * @spans: of coders that were asked; by start, then end, then code, then coder
 * @by_code: the same by code, then start
 * @first_of_code: where each code begins in @by_code; n_codes + 1 places
 * @cuts: where, after 0, the next piece for the bootstrap begins
 * @first_piece: number of its first piece
 */
typedef struct
{
  const SchoDocument *document;
  guint64 asked;
  guint32 length;
  GArray *spans;
  GArray *by_code;
  gsize *first_of_code;
  GArray *cuts; /* of guint32 */
  guint first_piece;
} DesignDocument;

typedef struct
{
  SchoSnapshot *snapshot;
  GCancellable *cancellable;
  DesignUnit unit;
  const char *unit_name;
  const SchoCode *group; /* nullable */
  GPtrArray *coders;     /* of SchoCoder */
  GPtrArray *codes;      /* of SchoCode */
  GArray *documents;     /* of DesignDocument */
  guint n_pieces;        /* for the bootstrap of units */
  gboolean pieces_are_documents;
  guint64 said,
      asked_all;      /* of which coders it was said, or assumed, what they were asked */
  guint64 n_left_out; /* codings in documents that their coders were not asked for */
  guint64 n_codings[DESIGN_MAX_CODERS];
  guint n_asked[DESIGN_MAX_CODERS]; /* documents */
} Design;

/**
 * design_read:
 *
 * Reads the options `unit`, `group`, `code`, `coders`, `document` and `asked`. A group
 * whose codes do not exclude one another is refused with the places.
 */
gboolean design_read (Design *self,
                      SchoSnapshot *snapshot,
                      SchoOptions *options,
                      const SchoProgress *progress,
                      GCancellable *cancellable,
                      GError **error);
void design_clear (Design *self);

/* `Ana, Ben` (transfer full) */
char *design_dup_coders (const Design *self, guint64 coders);

/* The spans of a document with one code, by start. */
const DesignSpan *design_get_spans (const DesignDocument *document, guint code, gsize *n);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Design, design_clear)
