/* passage-query.h - passages and documents by a question that people can write.
 *
 * The language, with what each word finds, is told in data/man/scholiast-query.7. A query
 * is made of *passages*: a code, `reactions/[*]`, `below reactions`, `*`, and places of
 * words, `hit:police`; and of *conditions*, each true or false of one passage:
 * `coder:asha`, `outlet="The Guardian"`, `coded>=2024-05`, `text:police`, `not …`. A
 * condition that is not joined to passages means all codings of which it holds.
 */
#pragma once

#include <gio/gio.h>
#include <scholiast/progress.h>
#include <scholiast/snapshot.h>

/* More bytes, and more of one in the other, are refused. */
#define SCHO_PASSAGE_QUERY_LONGEST (64 * 1024)
#define SCHO_PASSAGE_QUERY_DEEPEST 100

/* A query that was understood. Immutable; any thread may use it. */
typedef struct _SchoPassageQuery SchoPassageQuery;

/* Where in the query something is wrong: code points. No length: at that place. */
typedef struct
{
  guint start, length;
} SchoQueryPlace;

/**
 * SchoMatch:
 * @annotation: (nullable): the coding that it is; %NULL: a stretch of text, as of `hit:`,
 *   or what two passages have in common
 * @other: (nullable): the coding by which it is related: of those that are, for
 *   `follows`, `precedes` and `near` the nearest, else the first
 *
 * A passage that was found.
 */
typedef struct
{
  guint32 document;
  guint32 start, end;
  const SchoAnnotation *annotation; /* the snapshot's */
  const SchoAnnotation *other;      /* the snapshot's */
} SchoMatch;

/**
 * scho_passage_query_parse:
 * @place: (out) (optional): set with the error
 *
 * Understands the words; whether there are such codes is not asked.
 */
SCHO_API SchoPassageQuery *
scho_passage_query_parse (const char *text, SchoQueryPlace *place, GError **error);
SCHO_API SchoPassageQuery *scho_passage_query_ref (SchoPassageQuery *self);
SCHO_API void scho_passage_query_unref (SchoPassageQuery *self);

/* The same query in its plainest form; parsing it gives the same again. */
SCHO_API char *scho_passage_query_dup_text (SchoPassageQuery *self);

/* Whether all codes, coders and attributes exist; the error names what comes near. */
SCHO_API gboolean scho_passage_query_check (SchoPassageQuery *self,
                                            SchoSnapshot *snapshot,
                                            SchoQueryPlace *place,
                                            GError **error);

/* It is made of conditions on documents alone: title, source, language, attributes. */
SCHO_API gboolean scho_passage_query_is_of_documents (SchoPassageQuery *self);

/**
 * scho_passage_query_run:
 * @place: (out) (optional): set with an error that has a place
 *
 * Texts are read only where the query asks for words or for units other than characters.
 *
 * Returns: (transfer full) (element-type SchoMatch): by document, start, end
 */
SCHO_API GArray *scho_passage_query_run (SchoPassageQuery *self,
                                         SchoSnapshot *snapshot,
                                         const SchoProgress *progress,
                                         GCancellable *cancellable,
                                         SchoQueryPlace *place,
                                         GError **error);

/**
 * scho_passage_query_match_documents:
 *
 * Those that it describes, where it is of documents alone; else those in which it finds
 * a passage.
 *
 * Returns: (transfer full): by id of the document, document_limit entries
 */
SCHO_API gboolean *scho_passage_query_match_documents (SchoPassageQuery *self,
                                                       SchoSnapshot *snapshot,
                                                       const SchoProgress *progress,
                                                       GCancellable *cancellable,
                                                       SchoQueryPlace *place,
                                                       GError **error);

/**
 * scho_passage_query_list_codings:
 * @matches: (array length=n): of scho_passage_query_run() on @snapshot
 *
 * What lies on passages that were found: the coding that one is; on a stretch all codings
 * that are among the query's passages and hold the whole stretch.
 *
 * Returns: (transfer full) (element-type GPtrArray): of SchoAnnotation, for each of
 *   @matches
 */
SCHO_API GPtrArray *scho_passage_query_list_codings (SchoPassageQuery *self,
                                                     SchoSnapshot *snapshot,
                                                     const SchoMatch *matches,
                                                     gsize n,
                                                     GCancellable *cancellable,
                                                     GError **error);

/**
 * scho_passage_query_narrow:
 *
 * The project with only those codings that the query finds: scho_snapshot_narrow(). Where
 * it finds stretches, the codings on them, whole.
 */
SCHO_API SchoSnapshot *scho_passage_query_narrow (SchoPassageQuery *self,
                                                  SchoSnapshot *snapshot,
                                                  const SchoProgress *progress,
                                                  GCancellable *cancellable,
                                                  SchoQueryPlace *place,
                                                  GError **error);

/**
 * scho_passage_query_limit:
 *
 * For what is given away: the project with only what the query finds. Where it is made of
 * conditions on documents alone, the others go with their texts; else their codings.
 * Coders who have no coding in what is left go too. (transfer full) (nullable)
 */
SCHO_API SchoSnapshot *scho_passage_query_limit (SchoPassageQuery *self,
                                                 SchoSnapshot *snapshot,
                                                 const SchoProgress *progress,
                                                 GCancellable *cancellable,
                                                 SchoQueryPlace *place,
                                                 GError **error);

/* A quoted name where the language needs it so; else the name. (transfer full) */
SCHO_API char *scho_passage_query_quote (const char *name);

/* @text, and a second line with carets under the place; for a fixed-width font. A tab or
 * line end is a space. (transfer full) */
SCHO_API char *scho_query_place_draw (const SchoQueryPlace *self, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoPassageQuery, scho_passage_query_unref)
