/* desk-state.h - how the desk of one project was left: panes, tabs, places in the texts.
 *
 * A key file in the user's state folder, which is nobody's work: what is damaged or
 * missing in it counts as never having been there.
 */
#pragma once

#include <scholiast/uuid.h>

typedef struct _SchoDeskState SchoDeskState;

/* Reads what was kept of the project; never %NULL. */
SchoDeskState *scho_desk_state_load (const SchoUuid *project);
void scho_desk_state_free (SchoDeskState *self);

/* A file that cannot be written is no trouble worth a word. */
void scho_desk_state_save (SchoDeskState *self);

/* Of the window. @fallback where nothing is kept, or nothing between @least and @most. */
int scho_desk_state_get_int (
    SchoDeskState *self, const char *key, int least, int most, int fallback);
void scho_desk_state_set_int (SchoDeskState *self, const char *key, int value);
char *scho_desk_state_dup_string (SchoDeskState *self, const char *key);
void scho_desk_state_set_string (SchoDeskState *self, const char *key, const char *value);

/* Where somebody was in a document; only the last few hundred documents are kept. */
typedef struct
{
  guint32 top, start, end; /* code points; the caret is at the end */
} SchoPlace;

/* %FALSE when nothing is kept. The text may be another one since: check the offsets. */
gboolean scho_desk_state_get_place (SchoDeskState *self,
                                    const SchoUuid *document,
                                    SchoPlace *place);
void scho_desk_state_set_place (SchoDeskState *self,
                                const SchoUuid *document,
                                const SchoPlace *place);

/* The documents in tabs, as they stand. */
GArray *scho_desk_state_dup_tabs (SchoDeskState *self); /* of SchoUuid */
void scho_desk_state_set_tabs (SchoDeskState *self, const SchoUuid *tabs, gsize n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoDeskState, scho_desk_state_free)
