/* code-names.h - which code is meant by a name or by a path with slashes. */
#pragma once

#include <scholiast/plugin.h>

typedef struct _CodeNames CodeNames;

/* All codes of @base. */
CodeNames *code_names_new (SchoSnapshot *base);
void code_names_free (CodeNames *self);

/* A code that a step adds, below @parent (0: at the top). */
void code_names_add (CodeNames *self, guint32 id, guint32 parent, const char *name);

/* 0 where there is none. */
guint32 code_names_find_below (CodeNames *self, guint32 parent, const char *name);
guint32 code_names_find_path (CodeNames *self, const char *path);

/* 0 where there is none, or @ambiguous: several codes have it. */
guint32 code_names_find_name (CodeNames *self, const char *name, gboolean *ambiguous);

/* As the exports write it, scho_snapshot_dup_code_label(): a single name, or, where
 * several have it, the one at the top; a path; else a name as it is. */
guint32 code_names_find (CodeNames *self, const char *label, gboolean *ambiguous);

/* As a code of that name would be called: on one line, no space around it. */
char *code_names_clean (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CodeNames, code_names_free)
