/* comments.h - comments that others wrote beside a document become memos on passages. */
#pragma once

#include "text-builder.h"

typedef struct _Comments Comments;

Comments *comments_new (void);
void comments_free (Comments *self);

/* @passage: a number of the text builder. @author: (nullable). */
void comments_add (Comments *self, guint passage, const char *author, const char *words);
guint comments_get_n (Comments *self);

/* Adds codings with the code “Comment” and a memo; tells how many had no passage. */
void comments_apply (Comments *self,
                     TextBuilder *builder,
                     SchoStep *step,
                     guint32 document,
                     const char *name,
                     const char *coder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Comments, comments_free)
