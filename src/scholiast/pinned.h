/* pinned.h - results that are kept in the project, to be counted again: an analysis and
 * what was chosen for it. */
#pragma once

#include <scholiast/option.h>
#include <scholiast/snapshot.h>

/**
 * SchoPinned:
 * @analysis: its id
 * @settings: `name=value` of each option, as they were when it was pinned
 * @codes: (nullable): the names of those options that are codes, which it follows when
 *   they are renamed: scho_option_list_names()
 * @query, @where: (nullable): which passages and documents were counted
 */
typedef struct
{
  char *analysis;
  GStrv settings, codes;
  char *query, *where;
} SchoPinned;

SCHO_API void scho_pinned_clear (SchoPinned *self);

/* @attachment: of kind %SCHO_ATTACHMENT_RESULT */
SCHO_API gboolean scho_pinned_read (SchoPinned *self,
                                    const SchoAttachment *attachment,
                                    GError **error);

/* By its name or UUID; an error lists those that there are. (transfer none) */
SCHO_API const SchoAttachment *
scho_pinned_find (SchoSnapshot *snapshot, const char *name, GError **error);

/* The steps that pin under a name, in place of what has it already; that rename, and that
 * take away. (transfer full) */
SCHO_API SchoStep *scho_pinned_add (SchoSnapshot *snapshot,
                                    const char *name,
                                    const SchoPinned *pinned,
                                    GError **error);
SCHO_API SchoStep *
scho_pinned_rename (SchoSnapshot *snapshot, guint32 id, const char *name, GError **error);
SCHO_API SchoStep *scho_pinned_remove (SchoSnapshot *snapshot, guint32 id);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SchoPinned, scho_pinned_clear)
