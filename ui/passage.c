#include "passage.h"

static SchoPassage *
copy (SchoPassage *self)
{
  return g_memdup2 (self, sizeof *self);
}

G_DEFINE_BOXED_TYPE (SchoPassage, scho_passage, copy, g_free)
