/* query-part.h - a query taken apart and put together again, as a form shows it. */
#pragma once

#include <scholiast/passage-query.h>
#include <scholiast/text-unit.h>

typedef enum
{
  SCHO_QUERY_OVERLAPS,
  SCHO_QUERY_INSIDE,
  SCHO_QUERY_CONTAINS,
  SCHO_QUERY_EQUALS,
  SCHO_QUERY_TOUCHES,
  SCHO_QUERY_FOLLOWS,
  SCHO_QUERY_PRECEDES,
  SCHO_QUERY_NEAR,
  SCHO_QUERY_IN_SAME,
} SchoQueryRelation;

/* What SCHO_QUERY_IN_SAME may have beside the units of a text. */
#define SCHO_QUERY_UNIT_DOCUMENT ((SchoTextUnit) (SCHO_UNIT_LAST + 1))

typedef enum
{
  SCHO_QUERY_ITSELF,
  SCHO_QUERY_BRANCH, /* and all below */
  SCHO_QUERY_BELOW,
  SCHO_QUERY_ANY_CODE, /* no name */
} SchoQueryScope;

typedef enum
{
  SCHO_QUERY_ATTRIBUTE,
  SCHO_QUERY_TITLE,
  SCHO_QUERY_SOURCE,
  SCHO_QUERY_LANGUAGE,
  SCHO_QUERY_CODER,
  SCHO_QUERY_CODED,
  SCHO_QUERY_WEIGHT,
  SCHO_QUERY_MEMO,
  SCHO_QUERY_EXAMPLE,
  SCHO_QUERY_TEXT,
} SchoQueryField;

/* scho_query_sign_get_text() has them in this order. */
typedef enum
{
  SCHO_QUERY_HAS,      /* : */
  SCHO_QUERY_IS,       /* = */
  SCHO_QUERY_IS_NOT,   /* != */
  SCHO_QUERY_LESS,     /* < */
  SCHO_QUERY_AT_MOST,  /* <= */
  SCHO_QUERY_MORE,     /* > */
  SCHO_QUERY_AT_LEAST, /* >= */
  SCHO_QUERY_MATCHES,  /* ~ */
} SchoQuerySign;

/* How a part is written: `:`, `overlaps`, `words`, `memo`. */
SCHO_API const char *scho_query_sign_get_text (SchoQuerySign sign);
SCHO_API const char *scho_query_relation_get_word (SchoQueryRelation relation);
SCHO_API const char *scho_query_unit_get_word (SchoTextUnit unit, gboolean plural);

/* (nullable): of %SCHO_QUERY_ATTRIBUTE */
SCHO_API const char *scho_query_field_get_word (SchoQueryField field);

typedef enum
{
  SCHO_PART_ALL,  /* joined by `and` */
  SCHO_PART_ANY,  /* joined by `or` */
  SCHO_PART_NONE, /* the same behind `not` */
  SCHO_PART_CODE,
  SCHO_PART_RELATION,
  SCHO_PART_HIT,
  SCHO_PART_TERM,
  SCHO_PART_SAVED,
} SchoQueryPartKind;

/**
 * SchoQueryPart:
 * @parts: (nullable) (element-type SchoQueryPart): of all, any and none
 * @scope: of a code
 * @name: of a code, of an attribute, of a saved query
 * @field: of a term, with @sign and @value
 * @left: of a relation: a query, with @relation and @right; @reach and @unit where it
 *   @has_reach, @unit alone for %SCHO_QUERY_IN_SAME
 */
typedef struct
{
  SchoQueryPartKind kind;
  GPtrArray *parts;
  SchoQueryScope scope;
  char *name;
  SchoQueryField field;
  SchoQuerySign sign;
  char *value;
  char *left, *right;
  SchoQueryRelation relation;
  gboolean is_negated;
  gboolean has_reach;
  guint32 reach;
  SchoTextUnit unit;
} SchoQueryPart;

SCHO_API SchoQueryPart *scho_query_part_new (SchoQueryPartKind kind);
SCHO_API void scho_query_part_free (SchoQueryPart *self);

/* (transfer full): every query can be. */
SCHO_API SchoQueryPart *scho_passage_query_take_apart (SchoPassageQuery *self);

/* The text of it, with more parentheses than it may need. What is empty, or has no name
 * or value yet, is left out, so it may be "". Whether it is a query is not asked.
 * (transfer full) */
SCHO_API char *scho_query_part_write (const SchoQueryPart *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoQueryPart, scho_query_part_free)
