/* query-node-private.h - a query as a tree, and the words that it is written in. */
#pragma once

#include <scholiast/query-part.h>
#include <scholiast/search.h>

/* Bytes of the query's text, half-open. */
typedef struct
{
  gsize start, end;
} SchoQuerySpan;

typedef enum
{
  SCHO_QUERY_AND,
  SCHO_QUERY_OR,
  SCHO_QUERY_NOT,
  SCHO_QUERY_RELATION, /* two children */
  SCHO_QUERY_CODE,
  SCHO_QUERY_HIT,
  SCHO_QUERY_TERM,  /* a field, a sign, a value */
  SCHO_QUERY_SAVED, /* the name of a saved query; none in what runs */
} SchoQueryKind;

/* Milliseconds since 1970, UTC, half-open: a day, a month, a year. */
typedef struct
{
  gint64 from, to;
} SchoQueryTime;

typedef struct _SchoQueryNode SchoQueryNode;
struct _SchoQueryNode
{
  SchoQueryKind kind;
  SchoQuerySpan span; /* all of it */
  guint number;       /* from 0, different in each node of a query */
  guint depth;        /* of what is below */
  gboolean is_condition;
  GPtrArray *children; /* of SchoQueryNode; nullable */

  /* SCHO_QUERY_RELATION */
  SchoQueryRelation relation;
  gboolean is_negated;
  gboolean has_reach;
  guint32 reach;     /* within so many */
  SchoTextUnit unit; /* of those; of SCHO_QUERY_IN_SAME */

  /* Codes, hits, terms: the name of a code or attribute; the value */
  char *name, *value;
  SchoQuerySpan name_span, value_span;
  SchoQueryScope scope;
  SchoQueryField field;
  SchoQuerySign sign;

  /* What the value means where it means that */
  gboolean has_number, has_time;
  double number_value;
  SchoQueryTime time;
  char *folded;       /* without case and accents */
  SchoSearch *search; /* of SCHO_QUERY_HIT and SCHO_QUERY_TEXT */
};

struct _SchoPassageQuery
{
  gatomicrefcount ref_count;
  char *text;
  SchoQueryNode *root;
  guint n_nodes;
};

SchoQueryNode *scho_query_node_new (SchoQueryKind kind, gsize start, gsize end);
void scho_query_node_free (SchoQueryNode *self);

/* Takes @child; of its own kind, its children, for `and` and `or`. */
void scho_query_node_add (SchoQueryNode *self, SchoQueryNode *child);

static inline SchoQueryNode *
scho_query_node_get (const SchoQueryNode *self, guint i)
{
  return self->children->pdata[i];
}

/* `2024`, `2024-05`, `2024-05-31`, `2024-05-31T10:00`, with seconds, with a zone. */
gboolean scho_query_time_parse (const char *string, SchoQueryTime *time);

/* Whether a bare @name is a word of the language. */
gboolean scho_query_is_word (const char *name);

/* Without case and accents, as texts are searched. */
char *scho_query_fold (const char *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoQueryNode, scho_query_node_free)
