#include "dragged-passage.h"

static SchoDraggedPassage *
copy (SchoDraggedPassage *self)
{
  return g_memdup2 (self, sizeof *self);
}

G_DEFINE_BOXED_TYPE (SchoDraggedPassage, scho_dragged_passage, copy, g_free)
