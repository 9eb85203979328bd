/* refi-kept.h - what was kept of projects that came in, for one that goes out. */
#pragma once

#include "refi-keep.h"
#include "refi-owners.h"

typedef struct _RefiKept RefiKept;

/* Reads all that is kept with the project; %NULL with an error when one is damaged. */
RefiKept *refi_kept_new (SchoSnapshot *snapshot, GError **error);
void refi_kept_free (RefiKept *self);

/* The element of that identity in a part, if it is there. (nullable) */
const xmlNode *refi_kept_find (RefiKept *self, RefiPart part, const SchoUuid *guid);

/* The variable of that name and type. (nullable) */
const xmlNode *
refi_kept_find_variable (RefiKept *self, const char *name, const char *type);

/* What came with it, by the identity of the noun. (nullable) (transfer none) */
RefiOwner *refi_kept_find_owner (RefiKept *self, const SchoUuid *guid);

/* The projects that came in; none: nothing is kept. (element-type xmlNode) */
GPtrArray *refi_kept_get_projects (RefiKept *self);

/* That something of this identity goes out, so that it can be referred to. */
void refi_kept_add_live (RefiKept *self, const SchoUuid *guid);
gboolean refi_kept_is_live (RefiKept *self, const SchoUuid *guid);
/* The same of what is referred to; what is not there is counted. */
gboolean refi_kept_find_live (RefiKept *self, const SchoUuid *guid);
/* The same of all that goes out as it was, but for notes and texts. */
void refi_kept_add_parts (RefiKept *self);

/* References that were left out, since what they name is not there. */
guint refi_kept_get_n_dangling (RefiKept *self);

/* Of what was kept, what cannot be read. */
guint refi_kept_get_n_damaged (RefiKept *self);

/* Whether it is the text within a PDF or sound that is kept. */
gboolean refi_kept_has_representation (RefiKept *self, const SchoUuid *guid);

/* Users of these identities (a set of SchoUuid) are named by nothing that is kept. */
void refi_kept_forget_users (RefiKept *self, GHashTable *users);

/* All elements of a part. (element-type xmlNode) */
GPtrArray *refi_kept_get_part (RefiKept *self, RefiPart part);

/* The element, less what refers to what is not there; the files that it names go out. */
void refi_kept_write (RefiKept *self, const xmlNode *node, GString *out);

/* Whether the file of that name (in lower case) is spoken of by what was written. */
gboolean refi_kept_names_file (RefiKept *self, const char *name);
void refi_kept_add_file (RefiKept *self, const char *path);
/* Those that an element names, with and without those in it. */
void refi_kept_add_files (RefiKept *self, const xmlNode *node);
void refi_kept_add_own_files (RefiKept *self, const xmlNode *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefiKept, refi_kept_free)
