/* gone.c - a library that its plugin will not find when it is loaded. */
#include "gone.h"

int
gone (void)
{
  return 1;
}
