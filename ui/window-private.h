/* window-private.h - what the files of the window share. */
#pragma once

#include "code-palette.h"
#include "code-pane.h"
#include "code-tree.h"
#include "correction-bar.h"
#include "desk-state.h"
#include "document-list.h"
#include "document-pane.h"
#include "edit-bar.h"
#include "find-bar.h"
#include "history-list.h"
#include "job-bar.h"
#include "passage-list.h"
#include "passage-pane.h"
#include "start-page.h"
#include "status-bar.h"
#include "table-page.h"
#include "window.h"
#include "work.h"

typedef struct _SchoLongText SchoLongText;

struct _SchoWindow
{
  AdwApplicationWindow parent_instance;
  SchoSession *session; /* nullable: the start page */
  GStrv waiting;        /* files to import as soon as the project is open */
  AdwToast *toast;      /* weak: the last one */
  gint64 toast_time;    /* when it was shown */
  guint withdraw;       /* source */
  char *withdrawn;      /* words that no longer hold */
  AdwToast *undo_toast; /* weak: goes when another step is done */
  GtkWidget *form;      /* weak: the options of the dialog that is open */
  guint lazy;           /* loads plugins after the first frame */
  guint follow;         /* shows what lies at the caret */
  guint fold;           /* folds panes after the window was laid out */
  guint focus_return;   /* finds a place for the keyboard */
  int side_width;       /* of the side pane, also while it is hidden */
  int width_step;       /* 0: all panes have room, 2: none */
  gboolean menus_filled;
  gboolean warned; /* that something is not saved */
  gboolean closes_when_saved;
  gboolean closes_tab_when_kept; /* that of the text that is being kept */
  char *past;                    /* nullable: when the project was as it is shown */
  SchoLongText *long_text;       /* nullable: what is being read */
  GArray *gone; /* of ids: documents that were open when they went; nullable */
  gboolean had_sidebar, had_side_pane; /* before the text filled the screen */

  /* window-open.c: a project that is being read. */
  char *opening; /* its path */
  GCancellable *opening_cancel;
  guint opening_patience; /* shows the page that says so */

  /* window-desk.c */
  SchoDeskState *desk;     /* with the session */
  GArray *tabs_to_restore; /* of SchoDeskTab; NULL when all are back */
  guint next_tab;
  guint restore, keep;
  gboolean is_restoring; /* tabs come in behind the one in front */
  GArray *recent_codes;  /* of guint32: ids, the one applied last comes first */
  SchoUuid recoded;      /* which coding the palette is to give another code */
  gboolean is_recoding;
  GtkWidget *offer; /* weak: the palette beside a selection */

  AdwToastOverlay *toasts;
  GtkStack *stack;
  SchoStartPage *start_page;
  AdwStatusPage *opening_page;
  GtkWidget *header;
  AdwWindowTitle *title;
  GtkWidget *project_buttons;
  GtkWidget *undo_button, *redo_button;
  GtkWidget *find_button, *side_button;
  GtkMenuButton *analyse_button, *export_button;
  GMenu *import_menu, *export_menu, *analyse_menu, *table_menu, *recent_menu;
  GMenuModel *page_menu;
  GMenu *place_menu;
  GtkRevealer *banner;
  GtkLabel *banner_label;
  SchoJobBar *job_bar;
  SchoStatusBar *status_bar;

  /* window-workspace.c: NULL until the first project. */
  GtkPaned *outer, *lists, *inner;
  GtkWidget *side, *tab_bar;
  SchoDocumentList *document_list;
  SchoCodeTree *code_tree;
  GtkStack *tabs_stack;
  AdwTabView *tabs;
  SchoFindBar *find_bar;
  SchoEditBar *edit_bar;
  SchoCorrectionBar *correction_bar;
  SchoCodePalette *palette;
  GtkStack *side_stack;
  SchoPassagePane *passage_pane;
  SchoCodePane *code_pane;
  SchoDocumentPane *document_pane;
  SchoHistoryList *history_list;
};

/* window-workspace.c - all that is seen of a project. Each `install` adds actions with
 * the window, each `init` connects what is in the workspace. */

/* Once, before the first project is shown. */
void scho_window_build_workspace (SchoWindow *self);

/* window-long.c: a very long text is read by a worker before its tab opens. */

/* %FALSE with @error, or @text (transfer full), or %NULL for it: it is being read, and
 * its tab opens then, in front; while the desk is put back that goes on then. */
gboolean scho_window_read_text (SchoWindow *self,
                                guint32 document,
                                SchoText **text,
                                GError **error);

/* A tab waits for it. */
gboolean scho_window_is_reading (SchoWindow *self);

/* Goes there when the text that is being read is that document's. */
void
scho_window_note_place (SchoWindow *self, guint32 document, guint32 start, guint32 end);

/* Nobody waits for it any more. */
void scho_window_forget_long (SchoWindow *self);

/* window-tabs.c - documents and tables side by side. */

void scho_window_init_tabs (SchoWindow *self);
void scho_window_close_tabs (SchoWindow *self);
AdwTabPage *scho_window_open_document (SchoWindow *self, guint32 document);
void
scho_window_show_place (SchoWindow *self, guint32 document, guint32 start, guint32 end);
AdwTabPage *scho_window_add_tab (SchoWindow *self, GtkWidget *child, const char *title);

/* In front, with the focus; not while the desk is put back. */
void scho_window_show_tab (SchoWindow *self, AdwTabPage *tab);
void scho_window_set_tab_title (SchoWindow *self, GtkWidget *child, const char *title);
SchoTablePage *scho_window_get_table_page (SchoWindow *self);
void scho_window_update_tabs (SchoWindow *self, SchoStep *step);

/* What of the page the other parts show. */
void scho_window_follow_page (SchoWindow *self);

/* window-actions.c - all that the user can do. */

void scho_window_install_actions (SchoWindow *self);
void scho_window_update_actions (SchoWindow *self);

/* The last step of the project, whatever is being typed. */
void scho_window_undo_step (SchoWindow *self);
void scho_window_redo_step (SchoWindow *self);

/* window-saving.c ------------------------------------------------------------------ */

/* A large step is being written; the window shows it. */
gboolean scho_window_is_saving (SchoWindow *self);
void scho_window_follow_saving (SchoWindow *self);
void scho_window_update_saving_actions (SchoWindow *self);

/* FALSE: nothing is being written. */
gboolean scho_window_close_when_saved (SchoWindow *self);

/* Whether undo (@back) or redo would keep the window from drawing. */
gboolean scho_window_is_large_step (SchoProject *project, gboolean back);

/* window-coding.c - codes and new codes for the selected passage. */

void scho_window_install_coding (SchoWindow *self);
/* The one that the parameter of an action names; %NULL, and a toast, where there is none.
 */
const SchoCode *scho_window_find_code (SchoWindow *self, GVariant *parameter);
void scho_window_apply_code (SchoWindow *self, guint32 code);

/* What the palette was asked for: @code, or where it is 0 a new one. */
void scho_window_take_choice (SchoWindow *self, guint32 code, const char *new_name);

/* Connects a new page with all that codes on it. */
void scho_window_prepare_page (SchoWindow *self, SchoPage *page);

/* Closes or lets go what Escape ends on the page. %FALSE: nothing. */
gboolean scho_window_dismiss (SchoWindow *self);

/* window-keys.c */

void scho_window_add_page_keys (SchoPage *page);

/* window-offer.c - the palette beside a selection. */

void scho_window_offer (SchoWindow *self, gboolean wanted, SchoPage *page);
gboolean scho_window_hide_offer (SchoWindow *self);

/* window-place.c - what lies at the caret. */

void scho_window_install_place_actions (SchoWindow *self);
void scho_window_fill_place_menu (SchoWindow *self, SchoPage *page);

/* (nullable): the coding in front whose UUID is @parameter; says so if there is none. */
const SchoAnnotation *scho_window_find_coding (SchoWindow *self, GVariant *parameter);

/* window-walk.c - from passage to passage. */

void scho_window_install_walk_actions (SchoWindow *self);
SchoTextUnit scho_window_parse_unit (const char *name);

/* Selects it on the page in front, lights it up and brings it into sight. */
void scho_window_show_coding (SchoWindow *self, const SchoAnnotation *coding);

/* The word at the caret, or the sentence where passages are rounded to those. */
gboolean scho_window_select_word (SchoWindow *self);
void scho_window_limits_moved (
    SchoWindow *self, const SchoUuid *annotation, guint start, guint end, SchoPage *page);

/* window-jobs.c - import and export: work in the background. */

void scho_window_install_job_actions (SchoWindow *self);
void scho_window_fill_menus (SchoWindow *self);
void scho_window_fill_menus_again (SchoWindow *self); /* where they are filled */

/* window-tables.c - analyses: tabs with tables. */

void scho_window_install_table_actions (SchoWindow *self);
/* A tab, in which it begins to count. @settings, @query: (nullable): as they were pinned
 */
SchoTablePage *scho_window_open_analysis (SchoWindow *self,
                                          const SchoAnalysis *analysis,
                                          const char *title,
                                          const char *const *settings,
                                          const char *query);

/* window-pinned.c - results that are kept in the project. */

void scho_window_install_pinned_actions (SchoWindow *self);
/* At the end of the menu of analyses, which was filled. */
void scho_window_list_pinned (SchoWindow *self);
/* The project has changed, or another came. */
void scho_window_update_pinned (SchoWindow *self);
void scho_window_add_pin_button (SchoTablePage *page);

/* window-results.c - from the figures of a result to its passages, its charts to files.
 */

/* What is activated in it opens its passages. */
void scho_window_follow_result (SchoWindow *self, SchoTablePage *page);
/* @work exports the tables of the tab in front: as an image only the chart there. */
void scho_window_choose_chart (SchoWindow *self, SchoWork *work);
gboolean scho_window_write_chart (SchoWork *work, SchoOutput *output, GError **error);

/* window-proposal.c: applies what an analysis proposes; a toast offers to undo it. */
void scho_window_apply_proposal (SchoWindow *self, SchoStep *step);
void scho_window_install_proposal_actions (SchoWindow *self);

/* window-find.c - the find bar, tabs with hits, a code for all of them. */

void scho_window_install_find_actions (SchoWindow *self);
void scho_window_init_find (SchoWindow *self);

/* Looks again in the tabs with hits. */
void scho_window_update_hits (SchoWindow *self, SchoStep *step);

/* window-reading.c - the text on the whole screen; how it reads. */

void scho_window_install_reading_actions (SchoWindow *self);

/* window-shown.c - which codes the pages show. */

void scho_window_install_shown_actions (SchoWindow *self);

/* window-reports.c: @documents: (element-type guint32) */
void scho_window_install_report_actions (SchoWindow *self);
void scho_window_show_reports (SchoWindow *self, GArray *documents);

/* Those of documents that are gone go too. */
void scho_window_update_reports (SchoWindow *self);

/* After the session was set. */
void scho_window_follow_visibility (SchoWindow *self);
/* window-open.c - a project comes into the window, read in the background. */

void scho_window_cancel_opening (SchoWindow *self);

/* As soon as what is being opened is there. */
void scho_window_import_later (SchoWindow *self, const char *const *paths);

/* window-desk.c - the desk is found as it was left. */

void scho_window_init_desk (SchoWindow *self);
void scho_window_restore_desk (SchoWindow *self);

/* When a text has been read that it waited for, or, with @skip, cannot be. */
void scho_window_go_on_restoring (SchoWindow *self, gboolean skip);
void scho_window_keep_desk (SchoWindow *self);
void scho_window_forget_desk (SchoWindow *self);

/* Where somebody was in the page's document. */
void scho_window_restore_place (SchoWindow *self, SchoPage *page);

/* window-drop.c - files that are dragged in. */

void scho_window_init_drop (SchoWindow *self);

/* window-print.c - the document in front on paper or as PDF. */

void scho_window_install_print_actions (SchoWindow *self);

/* window-focus.c - where the keyboard goes when what had it is gone. */

void scho_window_init_focus (SchoWindow *self);
void scho_window_focus_front (SchoWindow *self);

/* Something that was asked for has come, as an import. */
void scho_window_focus_result (SchoWindow *self);
void scho_window_forget_focus (SchoWindow *self);

/* window-panes.c - one key goes round the panes. */

void scho_window_install_pane_actions (SchoWindow *self);

/* window-recent.c - the projects opened last. */

void scho_window_follow_recent (SchoWindow *self, GSettings *settings);

/* window-passages.c - the passages of a code, as a tab. */

void scho_window_list_code (SchoWindow *self, guint32 code);

/* The same of a query. */
GtkWidget *scho_window_list_query (SchoWindow *self, const char *query);

/* (nullable): the one in front. */
SchoPassageList *scho_window_get_passage_list (SchoWindow *self);

/* window-queries.c - passages by a query. */

void scho_window_install_query_actions (SchoWindow *self);

/* Asks for another query for the list. */
void scho_window_change_query (SchoWindow *self, SchoPassageList *list);

/* window-history.c - back to a step; the project as it was, in a window of its own. */

void scho_window_install_history (SchoWindow *self);
void scho_window_init_history (SchoWindow *self);

/* An open document is no more; undo or redo may bring it back. */
void scho_window_remember_gone (SchoWindow *self, guint32 document);

/* Opens again what was open when it went. */
void scho_window_reopen (SchoWindow *self, SchoStep *step);

/* window-memos.c - where memos are written, and the list of them. */

void scho_window_list_memos (SchoWindow *self);
void scho_window_install_memo_actions (SchoWindow *self);

/* Keeps what is being written. TRUE when that failed and the user has not been told yet:
 * then the window stays open once. */
gboolean scho_window_warn_of_unsaved (SchoWindow *self);

/* window-attributes.c - the table of documents and their attributes. */

void scho_window_install_attributes (SchoWindow *self);

/* window-asked.c */
void scho_window_install_asked_actions (SchoWindow *self);

/* window-adjudicate.c: a page whose tables list disagreements gets a button. */
void scho_window_offer_adjudication (SchoTablePage *page);
void scho_window_install_adjudication_actions (SchoWindow *self);
void scho_window_show_attributes (SchoWindow *self);

/* window-codes.c - the code tree's part in the window. */

void scho_window_init_codes (SchoWindow *self);

/* How the lists are sorted is remembered. @settings: (nullable) */
void scho_window_bind_lists (SchoWindow *self, GSettings *settings);

/* window-edit.c - the mode in which the text is corrected. */

void scho_window_install_edit_actions (SchoWindow *self);
void scho_window_init_edit (SchoWindow *self);
void scho_window_update_edit_actions (SchoWindow *self);

/* The page in front is in it. */
gboolean scho_window_is_editing (SchoWindow *self);

/* The bar is about the page in front. */
void scho_window_follow_edit (SchoWindow *self);

/* Takes back or does again what was typed; %FALSE when that is not the mode. */
gboolean scho_window_undo_edit (SchoWindow *self, gboolean redo);

/* Its text was corrected, and that is not in the project yet. */
gboolean scho_window_has_unkept_text (SchoPage *page);

/* %FALSE when the user has to be asked first; he is. Also while it is being done: then
 * the window closes after. */
gboolean scho_window_keep_edits (SchoWindow *self);

/* Whatever was not kept is gone. */
void scho_window_drop_edits (SchoWindow *self);

/* window-correction.c - what is typed in a correction outlives a crash. */

void scho_window_init_corrections (SchoWindow *self);

/* Offers what was found of the document in front. */
void scho_window_follow_correction (SchoWindow *self);

/* The page's text begins to be corrected: goes on with what was found. */
void scho_window_begin_correction (SchoWindow *self, SchoPage *page);

/* Something was written: it is in a file soon. */
void scho_window_note_correction (SchoPage *page);

/* It is in the file when this returns. */
void scho_window_secure_correction (SchoPage *page);

/* Kept or discarded: the file goes. */
void scho_window_end_correction (SchoPage *page);

/* window.c */

/* @session: (nullable): the window shows it, or nothing. */
void scho_window_set_session (SchoWindow *self, SchoSession *session);
void scho_window_open_first_document (SchoWindow *self);

/* With a button that takes the last step back. */
void scho_window_toast_undo (SchoWindow *self, const char *message);

/* What was said so no longer holds: it goes as soon as it can. */
void scho_window_withdraw_toast (SchoWindow *self, const char *message);

/* Soon, since the window may be being laid out: what does not fit goes. */
void scho_window_fold_panes (SchoWindow *self);

/* Shows a page of the side pane, unfolding it: passage, code, document, history. */
void scho_window_show_side (SchoWindow *self, const char *name);

/* A paned counts from its beginning; the side pane is to have its own width. */
void scho_window_keep_side_width (SchoWindow *self);
void scho_window_place_side_pane (SchoWindow *self);

SchoPlugins *scho_window_get_plugins (SchoWindow *self);
GSettings *scho_window_get_settings (SchoWindow *self);
SchoReading *scho_window_get_reading (SchoWindow *self);
