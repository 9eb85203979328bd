/* refi-memos.h - memos are notes in REFI-QDA, several for one noun or one for several.
 *
 * What came in as notes goes out as the same notes, with their identities and authors, as
 * long as the memo is what they made of it.
 */
#pragma once

#include "refi-export.h"

/* @words: (nullable) (transfer full): blank ones are left out */
void refi_memo_add (GPtrArray *parts, char *words);

/* One is as it is; several are tidied and stand one below the other. (nullable) */
char *refi_memo_join (GPtrArray *parts);

/* Finds what becomes of each note, before anything is written. */
void refi_memos_plan (RefiExport *self);

/* Whether the memo of a noun is what came in. */
gboolean refi_memo_is_as_it_was (RefiExport *self, const SchoUuid *owner);

/* `<Description>` of a noun's memo, if it was one. @where: (nullable): the element that
 * had it, if not the one that was kept of the noun */
void refi_memo_put_description (RefiExport *self,
                                const SchoUuid *owner,
                                const xmlNode *where,
                                const char *words);

/* `<NoteRef/>` of a noun's memo. @where: as above */
void refi_memo_put_refs (RefiExport *self,
                         const SchoUuid *owner,
                         const xmlNode *where,
                         const char *words);

/* Its note, if it needs one of Scholiast's. */
void refi_memo_write (RefiExport *self,
                      const SchoUuid *owner,
                      const char *name,
                      const SchoUuid *coder,
                      gint64 time,
                      const char *words);

/* The passage that came in around all the codings, whose memos are what they were; NULL:
 * there is none. */
const RefiOwner *
refi_memo_find_passage (RefiExport *self, const SchoAnnotation *const *group, guint n);

/* `<NoteRef/>`s of an element, those that go out. */
void refi_memo_copy_refs (RefiExport *self, const xmlNode *element);
void refi_memo_copy_description (RefiExport *self, const xmlNode *element);
/* The same of what came in with a text or passage. */
void refi_memo_put_owner_refs (RefiExport *self, const RefiOwner *owner);
void refi_memo_put_owner_description (RefiExport *self, const RefiOwner *owner);

/* Notes that came in. */
gboolean refi_memos_write_kept (RefiExport *self, GError **error);

/* What the project says of itself, less what goes out as notes; and their references. */
void refi_memos_write_project (RefiExport *self);
