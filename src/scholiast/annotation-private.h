/* annotation-private.h - who owns a memo. */
#pragma once

#include <scholiast/annotation.h>

/* Memos are shared by all arrays that hold the annotation: GRefStrings, NULL for none. */
static inline const char *
scho_memo_new (const char *memo)
{
  return memo != NULL && memo[0] != '\0' ? g_ref_string_new (memo) : NULL;
}

static inline const char *
scho_memo_ref (const char *memo)
{
  return memo != NULL ? g_ref_string_acquire ((char *) memo) : NULL;
}

static inline void
scho_memo_unref (const char *memo)
{
  if (memo != NULL)
    g_ref_string_release ((char *) memo);
}
