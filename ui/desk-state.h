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

/* What a tab can show again when the project is opened. */
typedef enum
{
  SCHO_DESK_DOCUMENT,
  SCHO_DESK_PASSAGES, /* of a code */
  SCHO_DESK_QUERY,    /* passages, too */
  SCHO_DESK_MEMOS,
  SCHO_DESK_ATTRIBUTES
} SchoDeskKind;

typedef struct
{
  SchoDeskKind kind;
  SchoUuid uuid; /* of the document, code or query; zero with the others */
} SchoDeskTab;

gboolean scho_desk_tab_equal (const SchoDeskTab *a, const SchoDeskTab *b);

/* The tabs as they stand; those that another version knows are left out. */
GArray *scho_desk_state_dup_tabs (SchoDeskState *self); /* of SchoDeskTab */
void scho_desk_state_set_tabs (SchoDeskState *self, const SchoDeskTab *tabs, gsize n);

/* What a tab of a query asks, by a UUID that only the tab has. A very long one is not
 * kept. */
void scho_desk_state_forget_queries (SchoDeskState *self);
void
scho_desk_state_set_query (SchoDeskState *self, const SchoUuid *tab, const char *query);
char *scho_desk_state_dup_query (SchoDeskState *self, const SchoUuid *tab);

/* %FALSE when it is not known which one was in front. */
gboolean scho_desk_state_get_front (SchoDeskState *self, SchoDeskTab *front);
void scho_desk_state_set_front (SchoDeskState *self, const SchoDeskTab *front);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoDeskState, scho_desk_state_free)
