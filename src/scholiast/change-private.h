/* change-private.h - what the project sees of a step. */
#pragma once

#include <scholiast/change.h>

/* Nouns with numbers of their own; also the order of arrays [SCHO_N_NUMBERED]. */
enum
{
  SCHO_NUMBERED_DOCUMENT,
  SCHO_NUMBERED_CODE,
  SCHO_NUMBERED_CODER,
  SCHO_NUMBERED_ATTACHMENT,
  SCHO_N_NUMBERED
};

/* One of both may be absent: its end is 0, which no annotation has. */
typedef struct
{
  SchoAnnotation before, after;
} SchoAnnotationChange;

static inline gboolean
scho_annotation_is_absent (const SchoAnnotation *self)
{
  return self->end == 0;
}

/* (element-type SchoAnnotationChange): memos are GRefStrings of the step. */
GArray *scho_step_get_annotation_changes (SchoStep *self);

/* The first number this step gave out, per kind; what is below was there before. */
const guint32 *scho_step_get_first_new (SchoStep *self);

/* The numbers after the last one it gave out. */
const guint32 *scho_step_get_next (SchoStep *self);

/* Moves the step's own numbers to where @next begins. */
void scho_step_renumber (SchoStep *self, const guint32 next[SCHO_N_NUMBERED]);

/* Puts a change read from the history: @before and @after are refs taken, nullable. */
void
scho_step_take_change (SchoStep *self, SchoNoun noun, gpointer before, gpointer after);
void scho_step_take_annotation_change (SchoStep *self,
                                       const SchoAnnotationChange *change);

/* digest → SchoText of what the step brings. */
GHashTable *scho_step_get_texts (SchoStep *self);

/* digest → GBytes of what its attachments bring. */
GHashTable *scho_step_get_contents (SchoStep *self);
