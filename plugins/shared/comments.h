/* comments.h - comments that others wrote beside a document become memos on passages, or
 * codings where they say a code: “code”, “code: memo”. */
#pragma once

#include "text-builder.h"

typedef struct _Comments Comments;

/* Which comments are codings. */
typedef enum
{
  COMMENTS_NO_CODES,
  COMMENTS_KNOWN_CODES, /* those that begin with the name or path of a code */
  COMMENTS_NEW_CODES    /* also “code: memo” and short ones, whose code is made */
} CommentsCodes;

Comments *comments_new (CommentsCodes codes);
void comments_free (Comments *self);

/* @passage: a number of the text builder. @author: (nullable). @date: (nullable): as ISO
 * 8601 has it */
void comments_add (Comments *self,
                   guint passage,
                   const char *author,
                   const char *date,
                   const char *words);
guint comments_get_n (Comments *self);

/* Adds codings, with the code “Comment” and a memo where the comment says no code;
 * those without a passage are lost. */
void comments_apply (Comments *self,
                     TextBuilder *builder,
                     SchoStep *step,
                     guint32 document,
                     const char *name,
                     const char *coder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Comments, comments_free)
