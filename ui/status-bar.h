/* status-bar.h - where the caret is, who codes, that all is saved. */
#pragma once

#include "page.h"
#include "session.h"

#define SCHO_TYPE_STATUS_BAR (scho_status_bar_get_type ())
G_DECLARE_FINAL_TYPE (SchoStatusBar, scho_status_bar, SCHO, STATUS_BAR, GtkWidget)

/* @session: (nullable) */
void scho_status_bar_set_session (SchoStatusBar *self, SchoSession *session);

/* @page: (nullable): says line, selection and words of it. */
void scho_status_bar_show_page (SchoStatusBar *self, SchoPage *page);

/* Opens the choice of who codes. */
void scho_status_bar_choose_coder (SchoStatusBar *self);

/* Opens the choice of the codes and coders that are shown. */
void scho_status_bar_choose_shown (SchoStatusBar *self);

/* What was told of the codes where the caret went last. */
const char *scho_status_bar_get_told (SchoStatusBar *self);

/* What is said of line, selection and words. */
const char *scho_status_bar_get_place (SchoStatusBar *self);
