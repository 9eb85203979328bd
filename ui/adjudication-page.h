/* adjudication-page.h - one disagreement of coders after the other, to be decided. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>
#include <scholiast/edit.h>

/**
 * SchoAdjudicationPage:
 *
 * Shows what both sides coded beside each other; keys and buttons choose one side, both
 * or neither. Each decision is one step of the project, so it can be undone, and is there
 * when the list is made again.
 *
 * Signal `place-activated` (SchoAdjudicationPage *self, guint document, guint start,
 * guint end): the passage is to be seen in its text.
 */
#define SCHO_TYPE_ADJUDICATION_PAGE (scho_adjudication_page_get_type ())
G_DECLARE_FINAL_TYPE (
    SchoAdjudicationPage, scho_adjudication_page, SCHO, ADJUDICATION_PAGE, GtkBox)

/* @disputes: (transfer full) (element-type SchoDispute) */
GtkWidget *scho_adjudication_page_new (SchoSession *session, GArray *disputes);

/* Of the one that is shown; then comes the next that is open. */
void scho_adjudication_page_decide (SchoAdjudicationPage *self, SchoVerdict verdict);

/* All that are open, in one step. */
void scho_adjudication_page_decide_all (SchoAdjudicationPage *self, SchoVerdict verdict);

/* What all coders of the list coded alike goes into the agreed version. */
void scho_adjudication_page_take_over (SchoAdjudicationPage *self);

/* @step: 1: the next one, -1: the one before */
void scho_adjudication_page_move (SchoAdjudicationPage *self, int step);

/* Which of them is shown, from 0. */
guint scho_adjudication_page_get_current (SchoAdjudicationPage *self);

guint scho_adjudication_page_count_decided (SchoAdjudicationPage *self);

/* The name of the coder of the agreed version. */
void scho_adjudication_page_set_name (SchoAdjudicationPage *self, const char *name);
