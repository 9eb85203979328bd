/* refi-owners.h - who has a memo, or a passage with a memo, and what else came in with
 * it.
 *
 * There may be a million, so they are no trees: what is kept of texts and their passages
 * is apart, compressed, and read one element after the other.
 */
#pragma once

#include "refi-xml.h"

/* What becomes of the notes that a memo came from. */
typedef enum
{
  REFI_MEMO_OURS,           /* the memo is a note of Scholiast's, or there is none */
  REFI_MEMO_AS_IT_WAS,      /* they go out again */
  REFI_MEMO_IN_NOTE,        /* its new words go into one of them */
  REFI_MEMO_IN_DESCRIPTION, /* it was a description, and is again */
} RefiMemoState;

typedef enum
{
  REFI_OWNER_CODE,
  REFI_OWNER_TEXT,
  REFI_OWNER_PASSAGE,
  REFI_OWNER_CODING
} RefiOwnerKind;

/**
 * RefiOwner:
 * @around: (nullable): the passage of a coding; without one it is of the whole text
 * @name: (nullable): of a text with a Word document: the digest that it had
 * @description, @created, @modified, @user, @modifier: (nullable)
 * @rich_path: (nullable): the Word document of a text
 * @notes: (array length=n_notes): of what the memo is, with @description, behind those of
 *   @around
 * @note: (nullable): one of @notes, of REFI_MEMO_IN_NOTE
 * @is_written: a passage that went out
 */
typedef struct _RefiOwner RefiOwner;
struct _RefiOwner
{
  SchoUuid guid; /* first, so that an owner is its own key */
  RefiOwner *around;
  const char *name, *description, *created, *modified, *rich_path;
  const SchoUuid *user, *modifier, *notes, *note;
  guint32 n_notes;
  RefiOwnerKind kind : 8;
  RefiMemoState state : 8;
  gboolean is_written : 1;
};

typedef struct _RefiOwners RefiOwners;

RefiOwners *refi_owners_new (void);
void refi_owners_free (RefiOwners *self);

/* A Code, or a text that is there with its passages. What comes twice counts once. */
void refi_owners_add_code (RefiOwners *self, const xmlNode *code);
void refi_owners_add_text (RefiOwners *self, const xmlNode *source);

/* Whether it is what is kept apart, and all of it. */
gboolean refi_owners_is_packed (GBytes *content);
/* %FALSE: it is damaged, and what was read till then is all. */
gboolean refi_owners_unpack (RefiOwners *self, GBytes *content);

/* (nullable) (transfer none) */
RefiOwner *refi_owners_find (RefiOwners *self, const SchoUuid *guid);

/* Users of these identities (a set of SchoUuid) are named by none of them. */
void refi_owners_forget_users (RefiOwners *self, GHashTable *users);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefiOwners, refi_owners_free)
