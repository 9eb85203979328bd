/* memos.h - all memos of a project: on passages, codes, documents and itself.
 *
 * Rows are never changed after they are made, and shared by reference.
 */
#pragma once

#include <scholiast/snapshot.h>

typedef enum
{
  SCHO_MEMO_PROJECT,
  SCHO_MEMO_DOCUMENT,
  SCHO_MEMO_CODE,
  SCHO_MEMO_PASSAGE,
  SCHO_N_MEMOS
} SchoMemoKind;

typedef enum
{
  SCHO_MEMOS_BY_KIND, /* with headings */
  SCHO_MEMOS_BY_NAME,
  SCHO_MEMOS_BY_DATE /* the newest first; those without a date last */
} SchoMemoSort;

/* A memo, or the heading of those that follow it. */
typedef struct
{
  const char *heading; /* NULL for a memo */
  guint n;             /* how many follow; of a heading only */

  SchoMemoKind kind;
  SchoUuid uuid;      /* of what it is on */
  guint32 document;   /* of a passage, or the document itself; else 0 */
  guint32 start, end; /* of a passage */
  guint32 code;       /* of a passage, or the code itself; else 0 */
  guint32 colour;     /* of the code */
  const char *name;   /* what it is on */
  const char *words;
  const char *coder; /* who coded the passage; else NULL */
  gint64 time;       /* when it was coded, milliseconds since 1970; else -1 */

  const char *folded; /* name, words and coder, for filtering */
} SchoMemoEntry;

SchoMemoEntry *scho_memo_entry_ref (SchoMemoEntry *self);
void scho_memo_entry_unref (gpointer self);

/**
 * scho_memos_collect:
 * @old: (nullable) (element-type SchoMemoEntry): those of before; what is the same is the
 * same row again
 *
 * Returns: (transfer full) (element-type SchoMemoEntry): in the order of the project
 */
GPtrArray *scho_memos_collect (SchoSnapshot *snapshot, GPtrArray *old);

/* (transfer full) (element-type SchoMemoEntry): those with all words of @typed, which is
 * folded; in order, with headings. @old: (nullable): as above, with headings. */
GPtrArray *scho_memos_arrange (GPtrArray *memos,
                               const char *typed,
                               SchoMemoSort sort,
                               GPtrArray *old);

/* "Passages", of a heading. */
const char *scho_memo_kind_get_title (SchoMemoKind kind);
