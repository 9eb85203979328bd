/* attachment.h - what is kept with a project beside its texts and codings. */
#pragma once

#include <scholiast/uuid.h>

/* Kinds that more than one part of the program knows; formats have others of their own.
 */
#define SCHO_ATTACHMENT_QUERY "query"   /* a saved query; the text is the query */
#define SCHO_ATTACHMENT_RESULT "result" /* a pinned result; the text is JSON */
#define SCHO_ATTACHMENT_FILE "file"     /* sound, film, picture, original; the content */
#define SCHO_ATTACHMENT_LINK "link"     /* between two nouns; the text is JSON of UUIDs */
#define SCHO_ATTACHMENT_REFI "refi-qda" /* XML that Scholiast does not show */

/* What one row of the project file can hold, less some room for the rest of it. */
#define SCHO_ATTACHMENT_LARGEST G_GUINT64_CONSTANT (999000000)

/**
 * SchoAttachment:
 * @id: number within this project, from 1; never used again
 * @kind: lower case and hyphens, not empty
 * @name: one line, as a code's; need not be unique
 * @document: the one it is kept with; 0: the project
 * @text: (nullable): short content, kept in memory
 * @media_type: (nullable): of the content: `audio/mpeg`
 * @digest: (nullable): SHA-256 of the content, which lies apart; %NULL: there is none
 * @size: bytes of the content
 *
 * A value: made by scho_attachment_new(), never changed after. It may have a text, a
 * content, both or none.
 */
typedef struct
{
  guint32 id;
  SchoUuid uuid;
  const char *kind;
  const char *name;
  guint32 document;
  const char *text;
  const char *media_type;
  const char *digest;
  guint64 size;
} SchoAttachment;

/* @values is copied whole; an empty UUID is filled in. */
SCHO_API SchoAttachment *scho_attachment_new (const SchoAttachment *values);
SCHO_API SchoAttachment *scho_attachment_ref (const SchoAttachment *self);
SCHO_API void scho_attachment_unref (SchoAttachment *self);
SCHO_API gboolean scho_attachment_equal (const SchoAttachment *a,
                                         const SchoAttachment *b);

/* FALSE, with a sentence that has @name, where a content of @size is too large to be
 * kept: nearly 1 GB. */
SCHO_API gboolean scho_attachment_check_size (const char *name,
                                              guint64 size,
                                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoAttachment, scho_attachment_unref)
