/* refi-kept.h - what was kept of projects that came in, for one that goes out. */
#pragma once

#include "refi-keep.h"

typedef struct _RefiKept RefiKept;

/* Reads all that is kept with the project; %NULL with an error when one is damaged. */
RefiKept *refi_kept_new (SchoSnapshot *snapshot, GError **error);
void refi_kept_free (RefiKept *self);

/* The element of that identity in a part, if it is there. (nullable) */
const xmlNode *refi_kept_find (RefiKept *self, RefiPart part, const SchoUuid *guid);

/* The variable of that name and type. (nullable) */
const xmlNode *
refi_kept_find_variable (RefiKept *self, const char *name, const char *type);

/* The identity of the selection around a coding. (nullable) */
const SchoUuid *refi_kept_find_selection (RefiKept *self, const SchoUuid *coding);

/* Whether it is the text within a PDF that is kept. */
gboolean refi_kept_has_representation (RefiKept *self, const SchoUuid *guid);

/* All elements of a part. (element-type xmlNode) */
GPtrArray *refi_kept_get_part (RefiKept *self, RefiPart part);

/* The element, less what refers to nouns that are gone. */
void refi_kept_write (RefiKept *self, const xmlNode *node, GString *out);

/* Whether the file of that name (in lower case) is spoken of. */
gboolean refi_kept_names_file (RefiKept *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefiKept, refi_kept_free)
