/* edit-coders.h - steps on coders. */
#pragma once

#include <scholiast/snapshot.h>

/**
 * scho_edit_ask:
 * @coder: id
 * @asked: whether it is said at all which documents the coder was asked to code, and
 * %SCHO_ASKED_YES: all of them, also those that come; %SCHO_ASKED_NO: those of @documents
 * @documents: (nullable) (array length=n): ids
 *
 * The step is empty where it is so already.
 */
SCHO_API SchoStep *scho_edit_ask (SchoSnapshot *snapshot,
                                  guint32 coder,
                                  SchoAsked asked,
                                  const guint32 *documents,
                                  gsize n);
