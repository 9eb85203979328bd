#include "code-mark.h"

SchoMark
scho_mark_nth (guint nth)
{
  guint letter = nth / SCHO_N_PATTERNS;

  return (SchoMark){ .pattern = nth % SCHO_N_PATTERNS,
                     .letter = letter > 0 ? 'A' + (letter - 1) % 26 : '\0' };
}

SchoMark *
scho_marks_new (SchoSnapshot *snapshot)
{
  guint32 limit = scho_snapshot_get_code_limit (snapshot);
  SchoMark *marks = g_new0 (SchoMark, limit + 1);
  g_autoptr (GHashTable) uses = g_hash_table_new (NULL, NULL);

  for (guint32 id = 0; id < limit; id++)
    {
      const SchoCode *code = scho_snapshot_get_code (snapshot, id);
      guint nth;

      if (code == NULL)
        continue;
      nth = GPOINTER_TO_UINT (
          g_hash_table_lookup (uses, GUINT_TO_POINTER (code->colour)));
      marks[id] = scho_mark_nth (nth);
      g_hash_table_insert (uses, GUINT_TO_POINTER (code->colour),
                           GUINT_TO_POINTER (nth + 1));
    }
  return marks;
}
