/* print-block.h - what a printed document is made of, laid out one by one: its title, its
 * paragraphs, the legend of its codes. All lengths are points. */
#pragma once

#include "codings.h"

#include <pango/pangocairo.h>

/* In the order in which they are printed. */
typedef enum
{
  SCHO_BLOCK_TITLE,
  SCHO_BLOCK_TEXT,
  SCHO_BLOCK_LEGEND_TITLE,
  SCHO_BLOCK_LEGEND,
  SCHO_BLOCK_END
} SchoBlockKind;

/**
 * SchoBlockPlace:
 * @index: of a text its offset, of the legend its entry
 * @line: of the block, when it began on the page before
 */
typedef struct
{
  SchoBlockKind kind;
  guint32 index;
  guint line;
} SchoBlockPlace;

/* A paragraph, or a part of a very long one. */
typedef struct
{
  SchoBlockKind kind;
  SchoBlockPlace next; /* where the block after it begins */
  PangoLayout *layout;
  guint32 start;        /* of a text: offset of its first character */
  const SchoCode *code; /* nullable: of a legend's entry */
  const char *page;     /* nullable: of the original, which begins here */
  double x;             /* how far it is moved in */
  double above;         /* air, except at the top of a page */
  double spacing;       /* of a line, in its letters' height */
  gboolean stays;       /* with what comes after it */
  guint heading;        /* level, 0: none; the title has 1 */
} SchoBlock;

typedef struct _SchoBlocks SchoBlocks;

/* @family: (nullable): of the text's letters. May be used in any one thread. */
SchoBlocks *scho_blocks_new (SchoSnapshot *snapshot,
                             guint32 document,
                             SchoText *text,
                             SchoCodings *codings,
                             const char *family,
                             double width);
void scho_blocks_free (SchoBlocks *self);

/* Where the document begins. */
SchoBlockPlace scho_blocks_get_first (SchoBlocks *self);

/* (transfer full): what stands at the place, which is not the end */
SchoBlock *scho_blocks_make (SchoBlocks *self, const SchoBlockPlace *place);
void scho_block_unref (SchoBlock *self);

/* (transfer full): small letters for margin and head; @width of one line, cut at the end
 */
PangoLayout *
scho_blocks_make_line (SchoBlocks *self, const char *string, double size, double width);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoBlocks, scho_blocks_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoBlock, scho_block_unref)
