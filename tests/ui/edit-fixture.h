/* edit-fixture.h - a text that is corrected in the real window. */
#pragma once

#include "page-private.h"
#include "window-fixture.h"

#define TITLE "edited"

extern guint32 document; /* the one that open_text() made */

/* A document with these passages coded, in front. @passages: (nullable): ends with %NULL.
 */
void open_text (const char *utf8, const char *const *passages);
SchoPage *get_page (void);
GtkTextView *get_view (void);
void begin (void);

/* What a hand does. Offsets are of what is shown. */
void choose (guint32 start, guint32 end);
void type (const char *words);
void erase (guint n);
void delete_forward (void);
void paste (const char *words);

/* What is in the project then. */
char *dup_text (void);
char *dup_passages (void);
void assert_document (const char *text, const char *passages);
void assert_sound (void);
