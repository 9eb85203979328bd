/* page-private.h - what the files of the page share. */
#pragma once

#include "margin.h"
#include "overview.h"
#include "page-jump.h"
#include "page-numbers.h"
#include "page-structure.h"
#include "page-style.h"
#include "page-view.h"
#include "page.h"

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
  SchoPageText *text;
  SchoCodings *codings;
  SchoShown filter;
  SchoReading *reading; /* nullable */
  SchoTheme theme;
  SchoUuid active;
  gboolean has_active;
  gint hovered;
  guint zoom;

  /* While the text waits for the view to have a size, these are the truth. */
  gboolean is_filled;
  guint32 start, end; /* selection; the caret is at the end */
  gboolean is_jump_waiting;
  guint32 jump_offset;

  /* What was last told to others, in offsets; the caret is at one of the ends. */
  guint32 told_start, told_end, told_caret;
  double press_x, press_y;
  gboolean is_pressed;
};

/* Paints the codings anew: others, or other looks. */
void scho_page_update_codings (SchoPage *self);

/* Gives the text its width, soon; after something became wider or narrower. */
void scho_page_settle (SchoPage *self);

/* Its place in the codings, or -1. */
gssize scho_page_find_active (SchoPage *self);

/* Tells that a coding was clicked. */
void scho_page_activate (SchoPage *self, gssize coding);

void scho_page_class_add_keys (GtkWidgetClass *widget_class);
void scho_page_add_input (SchoPage *self);
