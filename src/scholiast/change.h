/* change.h - before and after of one noun; several make one step. */
#pragma once

#include <scholiast/annotation.h>
#include <scholiast/attachment.h>
#include <scholiast/code.h>
#include <scholiast/coder.h>
#include <scholiast/document.h>
#include <scholiast/losses.h>

/* What the project itself says of itself; its file has exactly one. A value. */
typedef struct
{
  SchoUuid uuid;
  const char *title;
  const char *memo; /* nullable */
} SchoProjectInfo;

SCHO_API SchoProjectInfo *scho_project_info_new (const SchoProjectInfo *values);
SCHO_API SchoProjectInfo *scho_project_info_ref (const SchoProjectInfo *self);
SCHO_API void scho_project_info_unref (SchoProjectInfo *self);
SCHO_API gboolean scho_project_info_equal (const SchoProjectInfo *a,
                                           const SchoProjectInfo *b);

typedef struct _SchoSnapshot SchoSnapshot;

/**
 * SchoStep:
 *
 * A list of changes that happen together or not at all, made on top of a snapshot, the
 * base. It is filled by one thread and is the only thing scho_project_apply() takes.
 *
 * New nouns get their numbers here (`add` returns them), so that they can be referred to
 * at once. When the project has given out the same numbers meanwhile, apply renumbers the
 * step. A noun may be changed more than once in a step: the first *before* and the last
 * *after* count.
 */
typedef struct _SchoStep SchoStep;

/**
 * scho_step_new:
 * @base: what the step is made on
 * @label: what the undo list says, in the user's language: "Code “backlash” added"
 */
SCHO_API SchoStep *scho_step_new (SchoSnapshot *base, const char *label);
SCHO_API SchoStep *scho_step_ref (SchoStep *self);
SCHO_API void scho_step_unref (SchoStep *self);

SCHO_API const char *scho_step_get_label (SchoStep *self);
SCHO_API void scho_step_set_label (SchoStep *self, const char *label);

/* Who does it: the id of a coder, 0 while unknown; may be one that the step adds. */
SCHO_API guint32 scho_step_get_coder (SchoStep *self);
SCHO_API void scho_step_set_coder (SchoStep *self, guint32 coder);

SCHO_API SchoSnapshot *scho_step_get_base (SchoStep *self);

/* Nothing would change. */
SCHO_API gboolean scho_step_is_empty (SchoStep *self);

/* Add: @values->id is ignored; the new id is returned. Names are not checked for being
 * unique until the step is applied. */
SCHO_API guint32 scho_step_add_document (SchoStep *self,
                                         const SchoDocument *values,
                                         SchoText *text);
SCHO_API guint32 scho_step_add_code (SchoStep *self, const SchoCode *values);
SCHO_API guint32 scho_step_add_coder (SchoStep *self, const SchoCoder *values);

/* @content: (nullable): digest and size are those of it. Not copied: a mapped file does.
 * One that is too large is refused when the step is applied. */
SCHO_API guint32 scho_step_add_attachment (SchoStep *self,
                                           const SchoAttachment *values,
                                           GBytes *content);

/* An empty UUID is filled in; the memo is copied. */
SCHO_API void scho_step_add_annotation (SchoStep *self, const SchoAnnotation *values);

/* Replace: @after->id (of an annotation: document and UUID) says which; it must be in the
 * base or added by this step. A document whose text changes brings the new @text, an
 * attachment whose content changes the new @content. */
SCHO_API void scho_step_replace_info (SchoStep *self, const SchoProjectInfo *after);
SCHO_API void
scho_step_replace_document (SchoStep *self, const SchoDocument *after, SchoText *text);
SCHO_API void scho_step_replace_code (SchoStep *self, const SchoCode *after);
SCHO_API void scho_step_replace_coder (SchoStep *self, const SchoCoder *after);
SCHO_API void scho_step_replace_attachment (SchoStep *self,
                                            const SchoAttachment *after,
                                            GBytes *content);
SCHO_API void scho_step_replace_annotation (SchoStep *self,
                                            const SchoAnnotation *before,
                                            const SchoAnnotation *after);

/* Remove: only the noun itself; what refers to it must go in the same step. edit.h has
 * whole steps for users' actions. */
SCHO_API void scho_step_remove_document (SchoStep *self, guint32 id);
SCHO_API void scho_step_remove_code (SchoStep *self, guint32 id);
SCHO_API void scho_step_remove_coder (SchoStep *self, guint32 id);
SCHO_API void scho_step_remove_attachment (SchoStep *self, guint32 id);
SCHO_API void scho_step_remove_annotation (SchoStep *self, const SchoAnnotation *before);

/* The step's own view: what it added or replaced, else what the base has. Nullable. */
SCHO_API const SchoDocument *scho_step_get_document (SchoStep *self, guint32 id);
SCHO_API const SchoCode *scho_step_get_code (SchoStep *self, guint32 id);
SCHO_API const SchoCoder *scho_step_get_coder_by_id (SchoStep *self, guint32 id);
SCHO_API const SchoAttachment *scho_step_get_attachment (SchoStep *self, guint32 id);

/* By the step's own view. 0 when there is none. A code by its name below @parent. */
SCHO_API guint32 scho_step_find_document (SchoStep *self, const char *title);
SCHO_API guint32 scho_step_find_code (SchoStep *self, guint32 parent, const char *name);
SCHO_API guint32 scho_step_find_coder (SchoStep *self, const char *name);

/* Finds the coder of that name, or adds it. */
SCHO_API guint32 scho_step_ensure_coder (SchoStep *self, const char *name);

/* The text that comes with a document of this step; %NULL when it brings none. */
SCHO_API SchoText *scho_step_get_text (SchoStep *self, guint32 document);

/* What an importer has to tell: what was guessed or changed; a sentence each. */
SCHO_API void scho_step_add_note (SchoStep *self, const char *format, ...)
    G_GNUC_PRINTF (2, 3);
SCHO_API GPtrArray *scho_step_get_notes (SchoStep *self);

/* (transfer none): where an importer says what it did not understand and left out. They
 * are shown before the step is applied, and stay in the reports of its documents. */
SCHO_API SchoLosses *scho_step_get_losses (SchoStep *self);

/* Of an importer that only tells of what other files bring: what it lost may be in one of
 * the same import, so it is read again after them. */
SCHO_API void scho_step_set_is_about_others (SchoStep *self);
SCHO_API gboolean scho_step_is_about_others (SchoStep *self);

/* A note for each new coder whose name another has but for its case. */
SCHO_API void scho_step_note_similar_coders (SchoStep *self);
/* A note for each new document whose text another document has, to the letter. */
SCHO_API void scho_step_note_equal_texts (SchoStep *self);

/* A change as listeners see it. No @before: added; no @after: removed. */
typedef struct
{
  const void *before;
  const void *after;
} SchoChange;

typedef enum
{
  SCHO_NOUN_INFO,       /* SchoProjectInfo */
  SCHO_NOUN_DOCUMENT,   /* SchoDocument */
  SCHO_NOUN_CODE,       /* SchoCode */
  SCHO_NOUN_CODER,      /* SchoCoder */
  SCHO_NOUN_ATTACHMENT, /* SchoAttachment */
  SCHO_NOUN_ANNOTATION, /* SchoAnnotation */
  SCHO_N_NOUNS
} SchoNoun;

SCHO_API gsize scho_step_get_n_changes (SchoStep *self, SchoNoun noun);
SCHO_API SchoChange scho_step_get_change (SchoStep *self, SchoNoun noun, gsize i);

/**
 * scho_step_append:
 * @other: a step on the same base, or on a snapshot that holds the same nouns
 *
 * Moves all of @other to the end of @self: several files imported as one step.
 * Its new numbers are shifted behind those of @self, those of all nouns that have some;
 * its notes and losses are added to those of @self.
 */
SCHO_API void scho_step_append (SchoStep *self, SchoStep *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoProjectInfo, scho_project_info_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoStep, scho_step_unref)
