/* session.h - one open project, as the parts of a window share it. */
#pragma once

#include "code-model.h"
#include "document-model.h"
#include "visibility.h"

/**
 * SchoSession:
 *
 * The project, its list models, and who codes. All changes of the desktop go through
 * scho_session_apply().
 *
 * Signal `failed` (SchoSession *self, const char *message): a change was refused.
 * Signal `coder-changed` (SchoSession *self).
 * Signal `keep-unsaved` (SchoSession *self): what is being written goes into the project
 * now.
 * Signal `unsaved-changed` (SchoSession *self): also when the project begins to be saved,
 * or is.
 * Signal `busy-changed` (SchoSession *self): scho_session_is_busy() says something else.
 */
#define SCHO_TYPE_SESSION (scho_session_get_type ())
G_DECLARE_FINAL_TYPE (SchoSession, scho_session, SCHO, SESSION, GObject)

SchoSession *scho_session_new (SchoProject *project, const char *coder);

/* All (transfer none). */
SchoProject *scho_session_get_project (SchoSession *self);
SchoSnapshot *scho_session_get_snapshot (SchoSession *self);
SchoCodeModel *scho_session_get_codes (SchoSession *self);
SchoDocumentModel *scho_session_get_documents (SchoSession *self);
SchoVisibility *scho_session_get_visibility (SchoSession *self);

const char *scho_session_get_coder (SchoSession *self);
void scho_session_set_coder (SchoSession *self, const char *name);

/**
 * scho_session_apply:
 * @step: (transfer full) (nullable): what to do
 * @error: (transfer full) (nullable): why there is no step
 *
 * Applies the step in the name of the coder, who is added to the project with it when
 * new. Tells `failed` what went wrong.
 */
gboolean scho_session_apply (SchoSession *self, SchoStep *step, GError *error);

/**
 * scho_session_apply_async:
 * @step: (transfer full)
 *
 * The same on a worker; see scho_project_apply_async(), with whose finish it ends.
 */
void scho_session_apply_async (SchoSession *self,
                               SchoStep *step,
                               GAsyncReadyCallback done,
                               gpointer user_data);

/* A large step is being made or written; see large-step.h. */
gboolean scho_session_is_busy (SchoSession *self);

/* Gives it up; what is as good as written is done. */
void scho_session_cancel (SchoSession *self);

/* For large-step.c. @making: (nullable): what cancels a step that is being made */
void scho_session_set_making (SchoSession *self, GCancellable *making);
GCancellable *scho_session_get_making (SchoSession *self);

/* Tells `failed`, also that something was cancelled. */
void scho_session_fail (SchoSession *self, const GError *error);

/**
 * scho_session_apply_joined:
 * @visit: names the stretch of writing: all that is kept in it is one step
 *
 * The same for what is kept while it is being written.
 */
gboolean scho_session_apply_joined (SchoSession *self,
                                    SchoStep *step,
                                    GError *error,
                                    const char *visit);

/* @what: an editor with words in it that are not in the project yet, or no more. */
void scho_session_set_unsaved (SchoSession *self, gpointer what, gboolean unsaved);
gboolean scho_session_has_unsaved (SchoSession *self);

/* Before something that looks at the project, or ends. */
void scho_session_keep_unsaved (SchoSession *self);

/* Codes [start, end) in one step. A passage that the coder has given this code already
 * stays as it is. */
gboolean scho_session_apply_code (
    SchoSession *self, guint32 document, guint32 start, guint32 end, guint32 code);

/* The same with a new code below @parent, in one step; without a passage (start = end)
 * only the code is made. Returns the id of the code, 0 when refused. */
guint32 scho_session_apply_new_code (SchoSession *self,
                                     guint32 document,
                                     guint32 start,
                                     guint32 end,
                                     guint32 parent,
                                     const char *name);
