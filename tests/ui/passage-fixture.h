/* passage-fixture.h - passages of the sample's article, by their words. */
#pragma once

#include "window-fixture.h"

/* The sample, with the keyboard in the text. */
void open_for_keys (void);

SchoPage *get_page (void);

/* Where the words are in the document in front. */
guint32 find (const char *words);
void select_words (const char *words);
void put_caret (const char *words);

char *dup_selected (void);
void assert_selected (const char *words);
void assert_ends_selection (const char *words);

/* How many codings of the document have this code on just these words. */
guint count_on (const char *code, const char *words);

/* Where a character is, in the page's coordinates. */
void locate (guint32 offset, double *x, double *y);

void give_key (const char *name, guint key);
void set_snap (const char *unit);

/* Into what has the focus; @enter: the key that ends it. */
void type_and_enter (const char *letters, const char *enter);
