/* page-private.h - what the files of the page share. */
#pragma once

#include "edge-scroll.h"
#include "margin.h"
#include "overview.h"
#include "page-jump.h"
#include "page-numbers.h"
#include "page-parts.h"
#include "page-structure.h"
#include "page-style.h"
#include "page-view.h"
#include "page.h"
#include "text-editor.h"

struct _SchoPage
{
  GtkWidget parent_instance;

  GtkWidget *scroller, *clamp, *overview;
  SchoPageView *view;
  SchoMargin *margin;
  SchoPageNumbers *numbers;
  GtkWidget *popover; /* nullable: made with the menu */
  SchoJump *jump;
  guint idle_id;

  SchoSnapshot *snapshot; /* nullable, as all of the document */
  guint32 document;
  char *digest;
  SchoPageText *text; /* of the part in sight */
  GArray *parts;      /* of SchoPart; see page-parts.h */
  guint part;
  GtkWidget *previous, *next;
  SchoCodings *codings;
  SchoShown filter;
  SchoReading *reading; /* nullable */
  SchoTheme theme;
  SchoUuid active;
  gboolean has_active, is_guessed;
  gint hovered;
  guint zoom;

  SchoTextEditor *editor; /* nullable: while the text is being corrected */
  guint edit_id;
  gboolean is_held; /* the corrected text is being kept */

  GtkTextBuffer *filling; /* nullable: while the text goes into it, see page-fill.c */
  gsize n_filled;         /* bytes of it */
  guint fill_id;

  /* While the text waits to be in the view, these are the truth. */
  gboolean is_filled;
  guint32 start, end; /* selection; the caret is at the end */
  gboolean is_jump_waiting;
  guint32 jump_offset;

  /* What was last told to others, in offsets; the caret is at one of the ends. */
  guint32 told_start, told_end, told_caret;
  double press_x, press_y;
  gboolean is_pressed;

  SchoTextUnit unit;
  guint32 pressed_start, pressed_end; /* what was selected before the press */
  gboolean is_press_on_selection;     /* a drag may begin */
  gboolean is_offered;

  /* An end of the active coding that is dragged: 0, 1, or -1 for none. */
  int moving;
  guint32 moving_start, moving_end;
  double moving_x, moving_y; /* from the press */
  SchoEdgeScroll *edge;
  double drop_x, drop_y; /* where a code is held, or a selection ends */
  gboolean is_over_handle;
};

/* Shows another text of the document; start, end and jump_offset say where. */
gboolean scho_page_read_text (SchoPage *self, SchoSnapshot *snapshot, GError **error);

/* Paints the codings anew: others, or other looks. */
void scho_page_update_codings (SchoPage *self);

/* page-layout.c */
void scho_page_class_add_layout (GtkWidgetClass *klass);
gboolean scho_page_has_size (SchoPage *self);

/* Says whether that makes the text wider or narrower. */
gboolean scho_page_fit_margin (SchoPage *self);

/* Gives the text its width, soon; after something became wider or narrower. */
void scho_page_settle (SchoPage *self);

/* page-place.c: the text must be in the view. */
void scho_page_select_now (SchoPage *self, guint32 start, guint32 end);
void scho_page_jump_now (SchoPage *self, guint32 offset);

/* Its place in the codings, or -1. */
gssize scho_page_find_active (SchoPage *self);

/* Tells that a coding was clicked. */
void scho_page_activate (SchoPage *self, gssize coding);

/* page.c: paints what is lit up as the coding is now. */
void scho_page_update_lit (SchoPage *self);

/* page-input.c: the character under a point of the view; %FALSE beside the text. */
gboolean scho_page_get_offset_at (SchoPage *self, double x, double y, guint32 *offset);

/* page-gestures.c */
void scho_page_class_add_signals (GType type);
void scho_page_tell_offer (SchoPage *self, gboolean wanted);
void scho_page_tell_limits (SchoPage *self,
                            const SchoUuid *annotation,
                            guint32 start,
                            guint32 end);
void scho_page_tell_menu (SchoPage *self);
void scho_page_add_source (SchoPage *self);

/* Shows what a code that is held over the page would be applied to. */
gboolean scho_page_preview_drop (SchoPage *self);
void scho_page_add_target (SchoPage *self);

/* page-settings.c */
void scho_page_add_uncover_keys (SchoPage *self);

/* page-parts.c: the places say which part of the text is to be shown; or is, from now on.
 */
void scho_page_take_text (SchoPage *self, SchoText *text, guint32 offset);
void scho_page_choose_part (SchoPage *self);
void scho_page_ensure_part (SchoPage *self, guint32 start, guint32 end);
void scho_page_add_parts (SchoPage *self);
void scho_page_parts_allocate (SchoPage *self, const GtkAllocation *area);
void scho_page_parts_snapshot (SchoPage *self, GtkSnapshot *snapshot);
void scho_page_parts_scrolled (SchoPage *self);

/* page-fill.c: puts the text into the view, which must have its width by now: at once, or
 * where it is long, soon. */
void scho_page_fill (SchoPage *self);
void scho_page_stop_filling (SchoPage *self);
gboolean scho_page_is_filling (SchoPage *self);

/* page-patch.c: puts @text, which the document has in @snapshot, in the place of the one
 * that is shown. %FALSE, and nothing has happened: it has to be filled in anew. */
gboolean scho_page_patch (SchoPage *self, SchoSnapshot *snapshot, SchoText *text);

/* page.c: tells others of caret and selection. */
void scho_page_tell_selection (SchoPage *self);

/* page-limits.c */
void scho_page_add_limits (SchoPage *self);
/* page-edit.c: puts @snapshot and its @text in the place of what the view shows already.
 */
void scho_page_take_shown (SchoPage *self, SchoSnapshot *snapshot, SchoText *text);

/* Another snapshot while the text is being corrected. */
void scho_page_follow_edit (SchoPage *self, SchoSnapshot *snapshot);

void scho_page_class_add_keys (GtkWidgetClass *widget_class);
void scho_page_add_input (SchoPage *self);
