/* count.h - how many codings, characters, documents and coders a code has. */
#pragma once

#include <scholiast/plugin.h>

#include "../shared/attribute-values.h"
#include "../shared/which.h"

typedef enum
{
  BY_CODE,
  BY_DOCUMENT,
  BY_CODER,
  BY_ATTRIBUTE,
} Division;

/* One row of the table. */
typedef struct
{
  guint32 code;
  /* Id of the coder, number of the attribute's value; 0 when not divided. */
  guint32 part;
  guint64 codings;
  guint64 characters;
  guint32 documents, coders;
  guint32 last_document; /* the last one counted */
  guint32 last_end;      /* how far the last document is covered */
  guint64 few_coders;    /* which of those with small ids are counted */
} Cell;

/* What is kept of a cell when its document is counted. */
typedef struct
{
  guint32 document, codings, coders, characters;
} Row;

/* Those of one code. */
typedef struct
{
  Row *rows;
  guint n, room;
} Rows;

typedef struct
{
  SchoSnapshot *snapshot;
  Division division;
  gboolean sub_codes;
  Which which;
  guint64 n_characters;  /* that could have been coded */
  const char *attribute; /* its name */
  AttributeValues values;
  guint64 *value_characters; /* of all documents with that value */

  GArray *cells;      /* of Cell; by code and by document one of each code */
  guint32 *recent;    /* of each code WAYS cells that were found last: numbers + 1 */
  GHashTable *places; /* of code and part to the cell's number + 1 */
  GHashTable *coders; /* of the cell's number and a coder, as a set */
  guint32 part_limit; /* parts are below it */
  guint32 code_limit;

  /* By document: the codes of the one that is counted, then the rows of each code. */
  guint32 *used;
  guint n_used;
  Rows *rows;
  guint n_rows;
} Count;

/* After the division, the attribute and the codings that count are known. */
void count_init (Count *self);
void count_clear (Count *self);

/* All of a document's codings; a WhichFunc. @data: the count */
gboolean count_document (const SchoDocument *document, gpointer data, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Count, count_clear)
