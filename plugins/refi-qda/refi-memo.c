#include "refi-memos.h"

#include <string.h>

void
refi_memo_add (GPtrArray *parts, char *words)
{
  if (words != NULL && words[strspn (words, " \t\n")] != '\0')
    g_ptr_array_add (parts, words);
  else
    g_free (words);
}

char *
refi_memo_join (GPtrArray *parts)
{
  if (parts->len == 0)
    return NULL;
  if (parts->len == 1)
    return g_strdup (parts->pdata[0]);
  for (guint i = 0; i < parts->len; i++)
    g_strstrip (parts->pdata[i]);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv ("\n\n", (char **) parts->pdata);
}
